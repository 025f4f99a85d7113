//! Many edits at once: what they change in the text is worked out first, and the text is written anew a single time.
//!
//! One by one, each edit moves all of the text that stands behind it, which for thousands of edits of a large dossier takes
//! minutes. Only edits that cannot touch each other go this way; all of them lead to the same bytes as one by one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::Json;
use super::bulk_removal::length_of_removals;
use super::error::EditError;
use super::operation::{Edit, List, Target};
use super::patch::Splice;
use super::scan::Shape;
use super::working::{Change, Working};

/// Fewer edits than this are made one by one.
const LEAST: usize = 16;

/// What an edit touches of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A value under a key.
    Key,
    /// One of its lists, which gets an item at its end.
    List,
}

/// The fact that an edit is within, the key of what it touches, and how; `None` for what may touch more.
fn within(edit: &Edit) -> Option<(&SmolStr, &str, Kind)> {
    match edit {
        Edit::Set { at: Target::Fact(fact), path, .. } if path.len() == 1 && path[0] != "id" => {
            Some((fact, path[0].as_str(), Kind::Key))
        }
        Edit::Insert { list: list @ (List::Citations(fact) | List::Flags(fact)), before: None, .. } => {
            Some((fact, list.key(), Kind::List))
        }
        Edit::Set { .. }
        | Edit::Unset { .. }
        | Edit::Insert { .. }
        | Edit::Remove { .. }
        | Edit::RemoveItem { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Rename { .. }
        | Edit::Move { .. }
        | Edit::Batch { .. } => None,
    }
}

/// How many of these edits, from the first on, can be made at once: none touches what another does.
fn length_of_run(edits: &[Edit]) -> usize {
    let Some((_, _, kind)) = edits.first().and_then(within) else { return 0 };
    let mut touched = BTreeSet::new();
    let mut length = 0;
    for edit in edits {
        // An item may be the first of its list, whose place is that of other new keys of the fact.
        let is_apart = within(edit).is_some_and(|(fact, key, of)| {
            of == kind && touched.insert((fact, if kind == Kind::List { "" } else { key }))
        });
        if !is_apart {
            break;
        }
        length += 1;
    }
    length
}

impl Working {
    /// Makes edits in their order, as many of them at once as can be.
    pub(super) fn apply_all(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        let mut rest = edits;
        while let Some(first) = rest.first() {
            let removals = length_of_removals(rest);
            if removals > 1 {
                let (run, later) = rest.split_at(removals);
                self.remove_facts(run)?;
                rest = later;
                continue;
            }
            let length = length_of_run(rest);
            if length < LEAST {
                self.apply(first)?;
                rest = &rest[1..];
                continue;
            }
            let (run, later) = rest.split_at(length);
            match self.changes_of_run(run)? {
                Some(changes) => self.change_all(changes),
                None => run.iter().try_for_each(|edit| self.apply(edit))?,
            }
            rest = later;
        }
        Ok(())
    }

    /// What edits of a run change in the text as it is; `None` where they are to be made one by one.
    fn changes_of_run(&self, run: &[Edit]) -> Result<Option<Vec<Change>>, EditError> {
        let places = self.places_of_facts();
        let mut changes = Vec::new();
        for edit in run {
            let Some((fact, _, _)) = within(edit) else { return Ok(None) };
            let place = places.get(fact.as_str()).copied();
            let record = place.and_then(|place| self.index.records("facts").get(place));
            let Some(node) = record.and_then(|record| record.node(&self.text)) else { return Ok(None) };
            match edit {
                Edit::Set { at, path, value } => {
                    // A text in the place of another touches nothing beside it.
                    let old = path.first().and_then(|key| node.get(key));
                    let is_text = old.is_some_and(|old| old.shape == Shape::Scalar) && matches!(value, Json::Text(_));
                    if !is_text {
                        return Ok(None);
                    }
                    changes.extend(self.set_changes(at, &node, path, value)?);
                }
                Edit::Insert { list, before, value } => {
                    changes.extend(self.insertion_in_fact(&node, list, before.as_deref(), value)?);
                }
                Edit::Unset { .. }
                | Edit::Remove { .. }
                | Edit::RemoveItem { .. }
                | Edit::ReplaceItem { .. }
                | Edit::Rename { .. }
                | Edit::Move { .. }
                | Edit::Batch { .. } => return Ok(None),
            }
        }
        Ok(Some(changes))
    }

    /// The places of the facts, by their identifiers.
    pub(super) fn places_of_facts(&self) -> BTreeMap<Cow<'_, str>, usize> {
        let mut places = BTreeMap::new();
        for (place, record) in self.index.records("facts").iter().enumerate() {
            if let Some(id) = record.id(&self.text) {
                places.entry(id).or_insert(place);
            }
        }
        places
    }

    /// Carries out changes that do not overlap, all of them meant for the text as it is, in one pass.
    pub(super) fn change_all(&mut self, mut changes: Vec<Change>) {
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        changes.retain(|(range, new)| self.text[range.clone()] != *new);
        if changes.is_empty() {
            return;
        }
        self.passes += 1;
        let mut text = String::with_capacity(self.text.len() + changes.iter().map(|(_, new)| new.len()).sum::<usize>());
        let mut at = 0;
        for (range, new) in &changes {
            text.push_str(&self.text[at..range.start]);
            text.push_str(new);
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        // From the last to the first, each stands where it stood before all of them.
        let splice = |(range, new): Change| Splice { at: range.start, old: self.text[range].into(), new: new.into() };
        self.splices.extend(changes.into_iter().rev().map(splice));
        self.text = text;
        self.scan();
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::{Document, Edit, Json, List, Target};

    /// A dossier of so many facts, no two of which are laid out alike, some with flags, some without, escapes among them.
    fn dossier(facts: usize) -> String {
        let fact = |place: usize| {
            let flags = match place % 3 {
                0 => r#", "flags": []"#,
                1 => r#", "flags": [{"kind": "dubious"}]"#,
                _ => "",
            };
            let space = " ".repeat(place % 4);
            format!(r#"{{{space}"id":{space}"f{place}", "theme": "a", "title": "caf\u00e9 {place}"{flags}{space}}}"#)
        };
        let facts: Vec<String> = (0..facts).map(fact).collect();
        format!("{{\"themes\": [{{\"id\": \"a\"}}, {{\"id\": \"b\"}}],\n  \"facts\": [{}]\n}}\n", facts.join(",\n    "))
    }

    #[track_caller]
    fn check(edits: Vec<Edit>, is_at_once: bool) {
        let document = Document::parse(dossier(60)).expect("sound");
        assert_eq!(super::length_of_run(&edits) == edits.len(), is_at_once);
        let mut one_by_one = document.clone();
        for edit in &edits {
            one_by_one = one_by_one.edited(edit).expect("it fits").0;
        }
        let (at_once, patch) = document.edited(&Edit::batch("all", edits)).expect("it fits");
        assert_eq!(at_once.text(), one_by_one.text());
        assert!(at_once.is_consistent(), "what is known of the text is what stands in it");
        assert_eq!(patch.applied(document.text()).as_deref(), Some(at_once.text()));
        assert_eq!(patch.inverse().applied(at_once.text()).as_deref(), Some(document.text()));
    }

    #[test]
    fn many_edits_at_once_lead_to_the_bytes_that_they_lead_to_one_by_one() {
        let facts = || (0..60).rev().map(|place| Target::fact(format!("f{place}")));
        check(facts().map(|fact| Edit::set(fact, ["theme"], "b")).collect(), true);
        let both =
            facts().flat_map(|fact| [Edit::set(fact.clone(), ["theme"], "b"), Edit::set(fact, ["title"], "th\u{e9}")]);
        check(both.collect(), true);
        let flag = || Json::parse(r#"{"kind": "dubious", "reason": "r"}"#).expect("JSON");
        check((0..60).map(|place| Edit::add(List::Flags(format!("f{place}").into()), flag())).collect(), true);
        // New keys, and what touches the same fact again, go one by one where they have to.
        check(facts().map(|fact| Edit::set(fact, ["note"], "n")).collect(), true);
        let twice = facts().chain(facts()).map(|fact| Edit::set(fact, ["theme"], "b"));
        check(twice.collect(), false);
        let mixed = facts().flat_map(|fact| [Edit::set(fact.clone(), ["theme"], "b"), Edit::unset(fact, ["flags"])]);
        check(mixed.collect(), false);
    }

    #[test]
    fn where_one_does_not_fit_none_is_made() {
        let document = Document::parse(dossier(40)).expect("sound");
        let facts = (0..41).map(|place| Edit::set(Target::fact(format!("f{place}")), ["theme"], "b"));
        assert!(document.edited(&Edit::batch("all", facts)).is_err_and(|error| error.to_string().contains("f40")));
        let flag = Json::parse(r#"{"kind": " "}"#).expect("JSON");
        let flags = (0..40).map(|place| Edit::add(List::Flags(format!("f{place}").into()), flag.clone()));
        assert!(document.edited(&Edit::batch("all", flags)).is_err());
    }
}
