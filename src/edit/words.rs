//! What was done, or has changed, in words.

use super::Json;
use super::compare::Difference;
use super::document::Document;
use super::operation::{Edit, List, Target};

/// The most characters of a title or a value in a sentence.
const MOST_CHARS: usize = 60;

/// A text cut to a readable length, on one line.
#[must_use]
pub fn short(text: &str) -> String {
    let line = crate::load::plain(text);
    let mut chars = line.chars();
    let start: String = chars.by_ref().take(MOST_CHARS).collect();
    if chars.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

/// A value in a sentence.
fn value(value: &Json) -> String {
    match value {
        Json::Text(text) => format!("“{}”", short(text)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => short(&value.to_string()),
    }
}

/// What a record is called: its title, name, label or statement, where it has one.
fn title<'a>(record: &'a Json, at: &'a Target) -> Option<&'a str> {
    let name = ["title", "name", "label", "statement"].iter().find_map(|key| record.get(key)?.as_str());
    name.or_else(|| at.id())
}

/// A record in a sentence, such as `fact ‘Soap …’`.
pub(super) fn named(at: &Target, document: &Document) -> String {
    let record = document.record(at);
    match record.as_ref().and_then(|record| title(record, at)).or_else(|| at.id()) {
        Some(_) if *at == Target::Dossier => "the dossier".to_owned(),
        Some(name) => format!("{} ‘{}’", at.noun(), short(name)),
        None => at.noun().to_owned(),
    }
}

pub(super) fn key_in_words(path: &[smol_str::SmolStr]) -> String {
    path.iter().map(|key| key.replace('_', " ")).collect::<Vec<_>>().join(" ")
}

/// The keys that differ between two versions of a record, in words.
fn changed_keys(old: Option<&Json>, new: &Json) -> String {
    const MOST_NAMED: usize = 3;
    let Some(old) = old else { return "text".to_owned() };
    let is_other = |key: &str| match (old.get(key), new.get(key)) {
        (Some(old), Some(new)) => !old.is_same(new),
        (old, new) => old.is_some() || new.is_some(),
    };
    let all = new.entries().iter().chain(old.entries().iter().filter(|(key, _)| new.get(key).is_none()));
    let keys: Vec<String> = all
        .map(|(key, _)| key)
        .filter(|key| is_other(key))
        .map(|key| key_in_words(std::slice::from_ref(key)))
        .collect();
    match &keys[..] {
        [] => "text".to_owned(),
        [only] => only.clone(),
        [most @ .., last] if keys.len() <= MOST_NAMED => format!("{} and {last}", most.join(", ")),
        _ => format!("{} fields", keys.len()),
    }
}

/// What an item of a list is called.
pub(super) const fn item_noun(list: &List) -> &'static str {
    match list {
        List::Parties => "party",
        List::Themes => "theme",
        List::Sources => "source",
        List::Facts => "fact",
        List::Reviews => "review",
        List::Imports => "import",
        List::Figures(_) => "figure",
        List::Citations(_) => "citation",
        List::Flags(_) => "flag",
        List::Relations(_) => "relation",
    }
}

fn of_list(list: &List, document: &Document) -> String {
    list.fact().map(|fact| format!(" of {}", named(&Target::fact(fact), document))).unwrap_or_default()
}

impl Edit {
    /// What it does, for a history: `date of fact ‘Soap …’`. The document is the one before it.
    #[must_use]
    pub fn label(&self, document: &Document) -> String {
        match self {
            Self::Set { at, path, value } if path.is_empty() => {
                format!("{} of {}", changed_keys(document.record(at).as_ref(), value), named(at, document))
            }
            Self::Set { at, path, .. } | Self::Unset { at, path } => {
                format!("{} of {}", key_in_words(path), named(at, document))
            }
            Self::Insert { list, value: new, .. } => {
                let name = ["title", "name", "label"].iter().find_map(|key| new.get(key)?.as_str());
                let name = name.or_else(|| new.get(list.item_key())?.as_str()).unwrap_or_default();
                format!("new {} ‘{}’{}", item_noun(list), short(name), of_list(list, document))
            }
            Self::Remove { at, .. } => format!("removal of {}", named(at, document)),
            Self::RemoveItem { list, .. } => format!("removal of a {}{}", item_noun(list), of_list(list, document)),
            Self::ReplaceItem { list, .. } => format!("{}{}", item_noun(list), of_list(list, document)),
            Self::Rename { at, .. } => format!("identifier of {}", named(at, document)),
            Self::Move { at, .. } => format!("place of {}", named(at, document)),
            Self::Batch { label, .. } => label.clone(),
        }
    }
}

impl Difference {
    /// What has changed, in a sentence without the record that it concerns, which stands before it.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Added { .. } => "is new".to_owned(),
            Self::Removed { .. } => "is gone".to_owned(),
            Self::Changed { path, old: Some(old), new: Some(new), .. } => {
                format!("{}: {} is now {}", key_in_words(path), value(old), value(new))
            }
            Self::Changed { path, old: None, new: Some(new), .. } => {
                format!("{}: {} is new", key_in_words(path), value(new))
            }
            Self::Changed { path, old: Some(old), .. } => format!("{}: {} is gone", key_in_words(path), value(old)),
            Self::Changed { path, .. } => key_in_words(path),
            Self::ItemAdded { list, value: new } => format!("{}: {} is new", item_noun(list), in_words(new)),
            Self::ItemRemoved { list, value: old } => format!("{}: {} is gone", item_noun(list), in_words(old)),
            Self::Moved { before: Some(before), .. } => format!("stands before “{}” now", short(before)),
            Self::Moved { before: None, .. } => "stands last now".to_owned(),
        }
    }

    /// What has changed in words, with the record that it concerns; `old` and `new` are the two versions.
    #[must_use]
    pub fn in_words(&self, old: &Document, new: &Document) -> String {
        let at = self.target();
        let document = if old.record(&at).is_some() { old } else { new };
        format!("{}: {}", named(&at, document), self.sentence())
    }
}

/// An item without an identifier, such as a citation: its values, one after another.
fn in_words(item: &Json) -> String {
    let values = item.entries().iter().map(|(key, entry)| format!("{key} {}", value(entry)));
    values.collect::<Vec<_>>().join(", ")
}
