//! What differs between two versions of the same thing, line by line: of a figure's data, and of a whole dossier.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::data::fact_row;
use crate::dossier::{Dossier, FactIx};

/// The fields that tell the things of a list apart, the first that is there.
const NAMES: [&str; 4] = ["id", "source", "fact", "kind"];

/// What differs between two versions of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierDifferences {
    /// How many facts are new.
    pub added: usize,
    /// How many facts are gone.
    pub removed: usize,
    /// How many facts say something else, in their words, numbers, flags, sources or relations.
    pub changed: usize,
    /// All of it, a line for each fact that came or went and for each field that has changed.
    pub lines: Vec<String>,
}

impl DossierDifferences {
    /// Compares two versions; facts are the same where their identifiers are.
    #[must_use]
    pub fn between(old: &Dossier, new: &Dossier) -> Self {
        let mut found = Self::default();
        if old.title() != new.title() {
            found.lines.push(format!("The dossier: title was {}, is {}", old.title(), new.title()));
        }
        let means_the_same = has_same_places(old, new);
        for (place, fact) in new.facts().iter().enumerate() {
            let Some(before) = old.find(&fact.id.0) else {
                found.added += 1;
                found.lines.push(format!("{}: new", fact.title));
                continue;
            };
            if means_the_same && old.fact(before) == fact {
                continue;
            }
            let lines = changes(&fact.title, &fact_row(old, before), &fact_row(new, FactIx(place)));
            found.changed += usize::from(!lines.is_empty());
            found.lines.extend(lines);
        }
        for fact in old.facts().iter().filter(|fact| new.find(&fact.id.0).is_none()) {
            found.removed += 1;
            found.lines.push(format!("{}: removed", fact.title));
        }
        found
    }
}

/// Whether a place in one version means the same source, theme and fact in the other, so that facts can be compared as
/// they are, and most of them need no closer look.
fn has_same_places(old: &Dossier, new: &Dossier) -> bool {
    let mut pairs = old.facts().iter().zip(new.facts());
    old.sources() == new.sources()
        && old.themes() == new.themes()
        && pairs.all(|(old, new)| old.id == new.id && old.figures.len() == new.figures.len())
}

/// What has changed of one row, a line for each field; lists of named things are compared thing by thing.
pub(super) fn changes(key: &str, old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<String> {
    let fields = old.keys().chain(new.keys().filter(|field| !old.contains_key(*field)));
    fields.flat_map(|field| change(key, field, old.get(field), new.get(field))).collect()
}

fn change(key: &str, field: &str, old: Option<&Value>, new: Option<&Value>) -> Vec<String> {
    if old == new {
        return Vec::new();
    }
    let (old, new) = (old.unwrap_or(&Value::Null), new.unwrap_or(&Value::Null));
    if let (Some(old), Some(new)) = (named(old), named(new)) {
        let mut lines = Vec::new();
        for (name, thing) in &old {
            match new.get(name) {
                None => lines.push(format!("{key}: {field}: {name} is gone")),
                Some(other) => lines.extend(changes(&format!("{key}: {field}: {name}"), thing, other)),
            }
        }
        lines.extend(
            new.keys().filter(|name| !old.contains_key(*name)).map(|name| format!("{key}: {field}: {name} is new")),
        );
        if !lines.is_empty() {
            return lines;
        }
    }
    vec![format!("{key}: {field} was {}, is {}", said(old), said(new))]
}

/// The things of a list by their names; `None` where it is none, or its things have no names.
fn named(value: &Value) -> Option<BTreeMap<String, &Map<String, Value>>> {
    let mut things = BTreeMap::new();
    for thing in value.as_array()? {
        let thing = thing.as_object()?;
        let name = NAMES.iter().find_map(|field| thing.get(*field)?.as_str())?;
        let mut key = name.to_owned();
        while things.contains_key(&key) {
            key.push('′');
        }
        things.insert(key, thing);
    }
    Some(things)
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(thing) => {
            let parts = thing.iter().filter(|(_, value)| !value.is_null());
            parts.map(|(field, value)| format!("{field} {}", said(value))).collect::<Vec<_>>().join(", ")
        }
        Value::Array(_) | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
