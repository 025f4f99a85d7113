//! What became of proposals: compared with the dossier, remembered from before, accepted, and made into one edit.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::beside::{ORIGIN, differing_paths};
use super::trade::entry;
use super::{Already, Certainty, Decision, Proposal, Proposals};
use crate::dossier::{ImportRecord, ImportVerdict};
use crate::edit::{Document, Edit, Json, List, Target};

/// Which open proposals an option accepts without anybody reading them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acceptance {
    /// Those that the file says in so many words.
    Exact,
    /// All of them.
    All,
    /// None.
    #[default]
    None,
}

/// What the dossier keeps of an import besides the decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFile {
    /// What the import is called in the dossier.
    pub id: String,
    /// What the file was read as.
    pub kind: String,
    /// What the file is called.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The day, in EDTF.
    pub date: Option<String>,
    /// The recipe as JSON.
    pub recipe: Option<Json>,
}

impl Proposals {
    /// Looks up what the dossier has of each proposal already: what would insert a record that is there becomes a change of
    /// it, and what would change nothing is settled.
    pub fn compare(&mut self, document: &Document) {
        super::bibliography::say_what_is_alike(self, document);
        for item in &mut self.items {
            let Edit::Insert { list, value, .. } = &item.edit else { continue };
            let Some(id) = value.get("id").and_then(Json::as_str) else { continue };
            let at = match list {
                List::Facts => Target::fact(id),
                List::Sources => Target::source(id),
                List::Parties
                | List::Themes
                | List::Reviews
                | List::Imports
                | List::Figures(_)
                | List::Citations(_)
                | List::Flags(_)
                | List::Relations(_) => continue,
            };
            let Some(old) = document.record(&at) else { continue };
            if data_of(&old) == data_of(value) && !stands_in_another_text(&old, value) {
                item.already = Already::Same(at, old);
                item.is_settled = true;
            } else {
                item.edit = change(&at, &item.title, &old, value);
                item.already = Already::Different { at, old };
            }
        }
    }

    /// Takes over what was decided before of the very same data.
    pub fn recall(&mut self, records: &[ImportRecord]) {
        let decisions = records.iter().flat_map(|record| &record.decisions);
        let known: BTreeMap<(&str, &str), ImportVerdict> = decisions
            .map(|decision| ((decision.proposal.as_str(), decision.fingerprint.as_str()), decision.decision))
            .collect();
        for item in &mut self.items {
            // Its words are the same, but they stand in another text: whether they are those of the passage, a person says.
            if moves_to_another_text(item) {
                continue;
            }
            let Some(verdict) = known.get(&(item.key.as_str(), item.fingerprint.as_str())) else { continue };
            item.is_settled = true;
            item.decision = match verdict {
                ImportVerdict::Accepted | ImportVerdict::Changed => Decision::Accepted { unread: false },
                ImportVerdict::Unread => Decision::Accepted { unread: true },
                ImportVerdict::Dropped => Decision::Dropped,
            };
            item.before = Some(*verdict);
        }
    }

    /// Decides the proposal of a key, if there is one; what is settled stays so.
    pub fn decide(&mut self, key: &str, decision: &Decision) -> bool {
        let mut found = false;
        for item in self.items.iter_mut().filter(|item| item.key == key) {
            found = true;
            if !item.is_settled {
                item.decision = decision.clone();
            }
        }
        found
    }

    /// Decides a proposal by its place. What is settled stays so, except that what was accepted unread can be read: then its
    /// fact says so from now on.
    pub fn decide_at(&mut self, place: usize, decision: Decision) {
        let Some(item) = self.items.get_mut(place) else { return };
        if !item.is_settled {
            item.decision = decision;
            if item.decision == Decision::Open && item.is_confirmation() {
                item.is_settled = true;
                item.before = Some(ImportVerdict::Unread);
                item.decision = Decision::Accepted { unread: true };
            }
            return;
        }
        let is_read = item.before == Some(ImportVerdict::Unread) && decision == Decision::Accepted { unread: false };
        if is_read
            && let Some((at, old)) = item.there()
            && let Some(origin) = old.get("origin")
        {
            item.edit = Edit::set(at.clone(), [ORIGIN], origin.clone());
            (item.is_settled, item.before, item.decision) = (false, None, decision);
        }
    }

    /// Accepts open proposals that nobody reads.
    pub fn accept(&mut self, acceptance: Acceptance) {
        for item in self.items.iter_mut().filter(|item| item.is_open()) {
            let is_wanted = match acceptance {
                Acceptance::Exact => item.certainty == Certainty::Exact,
                Acceptance::All => true,
                Acceptance::None => false,
            };
            if is_wanted {
                item.decision = Decision::Accepted { unread: true };
            }
        }
    }

    /// One edit that takes what was accepted into the dossier, with what it rests on and the record of the decisions.
    #[must_use]
    pub fn edit(&self, document: &Document, file: &ImportFile, earlier: Option<&ImportRecord>) -> Edit {
        let taken: Vec<&Proposal> =
            self.items.iter().filter(|item| !item.is_settled && item.decision.is_taken()).collect();
        let mut edits: Vec<Edit> = Vec::new();
        let is_there = |edit: &&Edit| {
            let Edit::Insert { list, value, .. } = edit else { return false };
            let id = value.get("id").and_then(Json::as_str);
            document.ids(list).any(|other| Some(other.as_ref()) == id)
        };
        // Where nothing is taken, a source would be cited by nobody, and a theme would be empty.
        let is_wanted = |edit: &&Edit| !taken.is_empty() || matches!(edit, Edit::Insert { list: List::Parties, .. });
        edits.extend(self.foundation.iter().filter(|edit| !is_there(edit)).filter(is_wanted).cloned());
        edits.push(self.record(file, earlier));
        edits.extend(taken.iter().filter_map(|item| {
            let how = item.verdict()?;
            item.decided_edit().map(|edit| with_origin(edit, how))
        }));
        Edit::batch(format!("Import {}", file.name), edits)
    }

    /// The record of the import: a new one, or that of the same file brought up to date.
    fn record(&self, file: &ImportFile, earlier: Option<&ImportRecord>) -> Edit {
        let mut decisions: BTreeMap<SmolStr, (SmolStr, ImportVerdict)> = BTreeMap::new();
        for decision in earlier.iter().flat_map(|record| &record.decisions) {
            decisions.insert(decision.proposal.clone(), (decision.fingerprint.clone(), decision.decision));
        }
        for item in &self.items {
            if let Some(verdict) = item.verdict() {
                decisions.insert(item.key.clone(), (item.fingerprint.clone(), verdict));
            }
        }
        let decision = |(proposal, (fingerprint, verdict)): (SmolStr, (SmolStr, ImportVerdict))| {
            Json::object([
                entry("proposal", proposal.as_str()),
                entry("fingerprint", fingerprint.as_str()),
                entry("decision", verdict.word()),
            ])
        };
        let decisions: Json = decisions.into_iter().map(decision).collect::<Vec<_>>().into();
        let mut entries = vec![
            entry("id", file.id.as_str()),
            entry("kind", file.kind.as_str()),
            entry("file", file.name.as_str()),
            entry("sha256", file.sha256.as_str()),
            ("bytes", Json::Number(file.bytes.to_string().into())),
        ];
        entries.extend(file.date.as_deref().map(|date| entry("date", date)));
        entries.push(entry("program", env!("CARGO_PKG_VERSION")));
        entries.extend(file.recipe.clone().map(|recipe| ("recipe", recipe)));
        entries.push(("decisions", decisions));
        match earlier {
            None => Edit::add(List::Imports, Json::object(entries)),
            Some(earlier) => {
                let at = || Target::Import(earlier.id.clone());
                let sets = entries.into_iter().filter(|(key, _)| *key != "id");
                Edit::batch("Record of the import", sets.map(|(key, value)| Edit::set(at(), [key], value)))
            }
        }
    }
}

impl Proposal {
    /// Whether it only says of what was accepted unread that somebody has read it.
    fn is_confirmation(&self) -> bool {
        matches!(&self.edit, Edit::Set { path, .. } if path.len() == 1 && path[0] == ORIGIN)
    }

    /// Whether somebody has to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.is_settled && self.decision == Decision::Open
    }

    /// The decision in the word of the file; `None` where nobody has decided.
    #[must_use]
    pub fn verdict(&self) -> Option<ImportVerdict> {
        if let Some(before) = self.before {
            return Some(before);
        }
        match &self.decision {
            Decision::Open => None,
            Decision::Accepted { unread: true } => Some(ImportVerdict::Unread),
            Decision::Accepted { unread: false } => Some(ImportVerdict::Accepted),
            Decision::Changed(_) => Some(ImportVerdict::Changed),
            Decision::Dropped => Some(ImportVerdict::Dropped),
        }
    }
}

/// The keys of a figure that are data.
const FIGURE_DATA: [&str; 11] =
    ["measure", "commodity", "flow", "reporter", "partner", "period", "value", "unit", "valuation", "basis", "missing"];
/// The keys of a fact without figures, and of other records, that are not data of the file.
const NOT_DATA: [&str; 8] = ["id", "origin", "citations", "note", "flags", "custom", "theme", "figures"];

/// Whether the passages of two records point into two versions of a text.
fn stands_in_another_text(old: &Json, new: &Json) -> bool {
    let text = |record: &Json| record.get("passage")?.get("text")?.as_str().map(str::to_owned);
    text(old).zip(text(new)).is_some_and(|(old, new)| old != new)
}

/// Whether a proposal would have a passage point into another version of its text.
fn moves_to_another_text(item: &Proposal) -> bool {
    let (Already::Different { old, .. }, Edit::Batch { edits, .. }) = (&item.already, &item.edit) else { return false };
    edits.iter().any(|edit| {
        let Edit::Set { path, value, .. } = edit else { return false };
        path.len() == 1
            && path[0] == "passage"
            && stands_in_another_text(old, &Json::object([("passage", value.clone())]))
    })
}

/// What a record says, as far as a file can say it.
fn data_of(record: &Json) -> Vec<(String, String)> {
    let figures = record.get("figures").map(Json::items).unwrap_or_default();
    let mut data = Vec::new();
    for figure in figures {
        let id = figure.get("id").and_then(Json::as_str).unwrap_or_default();
        for key in FIGURE_DATA {
            if let Some(value) = figure.get(key) {
                data.push((format!("{id} {key}"), plain(value)));
            }
        }
    }
    if figures.is_empty() {
        for (key, value) in record.entries().iter().filter(|(key, _)| !NOT_DATA.contains(&key.as_str())) {
            data.push((key.to_string(), plain(value)));
        }
    }
    data.sort();
    data
}

/// A value as it is compared: `12` and `"12"` are the same number.
fn plain(value: &Json) -> String {
    match value {
        Json::Number(digits) => digits.to_string(),
        Json::Text(text) => text.to_string(),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => value.to_string(),
    }
}

/// The change of a record into another: the keys that differ, and no others.
fn change(at: &Target, label: &str, old: &Json, new: &Json) -> Edit {
    let value = |path: &[SmolStr]| path.iter().try_fold(new, |value, key| value.get(key)).cloned();
    let set = |path: Vec<SmolStr>| Some(Edit::Set { at: at.clone(), value: value(&path)?, path });
    Edit::batch(label, differing_paths(old, new).into_iter().filter_map(set))
}

/// The edit with how its proposal was taken written into its origin.
fn with_origin(edit: &Edit, how: ImportVerdict) -> Edit {
    let with_word = |origin: &Json| {
        let entries = origin
            .entries()
            .iter()
            .map(|(key, value)| (key.clone(), if key == "as" { how.word().into() } else { value.clone() }));
        Json::object(entries)
    };
    let in_record = |record: &Json| {
        let entries = record.entries().iter();
        let entries =
            entries.map(|(key, value)| (key.clone(), if key == ORIGIN { with_word(value) } else { value.clone() }));
        Json::object(entries)
    };
    match edit {
        Edit::Insert { list, before, value } => {
            Edit::Insert { list: list.clone(), before: before.clone(), value: in_record(value) }
        }
        Edit::Set { at, path, value } if path.is_empty() => {
            Edit::Set { at: at.clone(), path: Vec::new(), value: in_record(value) }
        }
        Edit::Set { at, path, value } if path.len() == 1 && path[0] == ORIGIN => {
            Edit::Set { at: at.clone(), path: path.clone(), value: with_word(value) }
        }
        Edit::Batch { label, edits } => {
            Edit::Batch { label: label.clone(), edits: edits.iter().map(|edit| with_origin(edit, how)).collect() }
        }
        Edit::Set { .. }
        | Edit::Unset { .. }
        | Edit::Remove { .. }
        | Edit::RemoveItem { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Rename { .. }
        | Edit::Move { .. } => edit.clone(),
    }
}

/// The text of a dossier about two parties with nothing in it yet.
#[must_use]
pub fn empty_dossier(title: &str, language: &str) -> String {
    let text = |text: &str| Json::from(text).to_string();
    format!(
        "{{\n  \"format\": 1,\n  \"title\": {},\n  \"language\": {},\n  \"parties\": [],\n  \"themes\": [],\n  \"sources\": [],\n  \"facts\": []\n}}\n",
        text(title),
        text(language)
    )
}
