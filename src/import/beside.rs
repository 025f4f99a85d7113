//! A proposed record beside one that is there: what differs, field by field, and what a person takes of it.

use smol_str::SmolStr;

use super::{Already, Decision, Proposal, Proposals};
use crate::edit::{Edit, Json, List, Target, fresh_id};

/// The key of a record that says where it came from; it follows what is taken, and is not chosen by itself.
pub(super) const ORIGIN: &str = "origin";
/// The key under which programs keep what has no place elsewhere; what one of them keeps is a field of its own.
const CUSTOM: &str = "custom";

/// A field that a proposal would change in a record that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedField {
    /// The keys down to it.
    pub path: Vec<SmolStr>,
    /// What is there; nothing where it is not said.
    pub there: Option<Json>,
    /// What the file says.
    pub new: Json,
    /// Whether the new value is taken; nothing where nobody has decided, or where both records are kept.
    pub is_taken: Option<bool>,
}

/// The value under some keys.
fn value_at<'a>(record: &'a Json, path: &[SmolStr]) -> Option<&'a Json> {
    path.iter().try_fold(record, |value, key| value.get(key))
}

/// Gives a record a value under one key or two.
pub(super) fn set_at(record: &mut Json, path: &[SmolStr], value: &Json) {
    match path {
        [] => *record = value.clone(),
        [key] => record.set(key, value.clone()),
        [key, rest @ ..] => {
            let mut inner = record.get(key).cloned().unwrap_or_else(|| Json::Object(Vec::new()));
            set_at(&mut inner, rest, value);
            record.set(key, inner);
        }
    }
}

/// Where a record says something that another one does not say, or not so; the identifiers do not count.
pub(super) fn differing_paths(old: &Json, new: &Json) -> Vec<Vec<SmolStr>> {
    let mut paths = Vec::new();
    for (key, value) in new.entries().iter().filter(|(key, _)| key != "id") {
        match (key.as_str(), old.get(key), value) {
            (CUSTOM, Some(before @ Json::Object(_)), Json::Object(entries)) => {
                let differs = entries.iter().filter(|(inner, value)| before.get(inner) != Some(value));
                paths.extend(differs.map(|(inner, _)| vec![key.clone(), inner.clone()]));
            }
            (_, before, value) if before != Some(value) => paths.push(vec![key.clone()]),
            _ => {}
        }
    }
    paths
}

impl Proposal {
    /// The record that is there and that this one would change, or may be the same as.
    #[must_use]
    pub const fn beside(&self) -> Option<(&Target, &Json)> {
        match &self.already {
            Already::Nothing | Already::Same(..) => None,
            Already::Different { at, old } | Already::Alike { at, old, .. } => Some((at, old)),
        }
    }

    /// Whether it may be a source that is there under another identifier: then only a person says which of the two stays.
    #[must_use]
    pub const fn is_double(&self) -> bool {
        matches!(self.already, Already::Alike { .. })
    }

    /// Whether the decision is that both records stand beside each other.
    #[must_use]
    pub fn keeps_both(&self) -> bool {
        self.beside().is_some() && self.decided_edit().is_some_and(|edit| matches!(edit, Edit::Insert { .. }))
    }

    /// Whether both records can stand beside each other: the identifiers of facts have figures below them, which cannot.
    #[must_use]
    pub fn can_keep_both(&self) -> bool {
        self.beside().is_some_and(|(at, _)| matches!(at, Target::Source(_)))
    }

    /// What the file says that is not so in the record that is there, field by field.
    #[must_use]
    pub fn fields(&self) -> Vec<ComparedField> {
        let Some((_, there)) = self.beside() else { return Vec::new() };
        let Some(new) = self.result_of(&self.edit) else { return Vec::new() };
        let decided = self.decided_edit().and_then(|edit| self.result_of(edit));
        let paths = differing_paths(there, &new).into_iter().filter(|path| path[0] != ORIGIN);
        let field = |path: Vec<SmolStr>| {
            let new = value_at(&new, &path)?.clone();
            let is_taken = match &self.decision {
                Decision::Open => None,
                Decision::Accepted { .. } | Decision::Changed(_) if self.keeps_both() => None,
                Decision::Accepted { .. } | Decision::Changed(_) => {
                    Some(decided.as_ref().and_then(|decided| value_at(decided, &path)) == Some(&new))
                }
                Decision::Dropped => Some(false),
            };
            Some(ComparedField { there: value_at(there, &path).cloned(), path, new, is_taken })
        };
        paths.filter_map(field).collect()
    }

    /// The decision that takes some of the fields, and leaves the others as they are there.
    fn with_fields(&self, paths: &[Vec<SmolStr>]) -> Option<Decision> {
        let (at, _) = self.beside()?;
        let fields = self.fields();
        let count = fields.len();
        let wanted: Vec<ComparedField> = fields.into_iter().filter(|field| paths.contains(&field.path)).collect();
        if wanted.is_empty() {
            return Some(Decision::Dropped);
        }
        if wanted.len() == count && !self.is_double() {
            return Some(Decision::Accepted { unread: false });
        }
        let is_origin = |edit: &&&Edit| matches!(edit, Edit::Set { path, .. } if path.len() == 1 && path[0] == ORIGIN);
        let origin = self.edit.parts();
        let origin = origin.iter().filter(is_origin).map(|edit| (*edit).clone());
        let sets = wanted.into_iter().map(|field| Edit::Set { at: at.clone(), path: field.path, value: field.new });
        Some(Decision::Changed(Edit::batch(&self.title, sets.chain(origin))))
    }

    /// The decision that keeps both records, the new one under an identifier that nobody has.
    fn with_both(&self, is_taken: impl Fn(&str) -> bool) -> Option<Decision> {
        if !self.can_keep_both() {
            return None;
        }
        if self.is_double() {
            return Some(Decision::Accepted { unread: false });
        }
        let mut record = self.result_of(&self.edit)?;
        let id = fresh_id(record.text_of("id"), is_taken);
        record.set("id", id);
        Some(Decision::Changed(Edit::add(List::Sources, record)))
    }
}

impl Proposals {
    /// Takes some fields of a proposal into the record that is there: none of them is to keep what is there.
    pub fn take_fields(&mut self, place: usize, paths: &[Vec<SmolStr>]) {
        let decision = self.items.get(place).and_then(|item| item.with_fields(paths));
        if let Some(decision) = decision {
            self.decide_at(place, decision);
        }
    }

    /// Takes all the fields of a proposal into the record that is there.
    pub fn take_all_fields(&mut self, place: usize) {
        let fields = self.items.get(place).map(Proposal::fields).unwrap_or_default();
        let paths: Vec<Vec<SmolStr>> = fields.into_iter().map(|field| field.path).collect();
        self.take_fields(place, &paths);
    }

    /// Keeps a proposed source beside the one that is there.
    pub fn keep_both(&mut self, place: usize, is_taken: impl Fn(&str) -> bool) {
        let coming: Vec<String> =
            self.items.iter().filter_map(Proposal::record).map(|record| record.text_of("id").to_owned()).collect();
        let is_taken = |id: &str| is_taken(id) || coming.iter().any(|other| other == id);
        let decision = self.items.get(place).and_then(|item| item.with_both(is_taken));
        if let Some(decision) = decision {
            self.decide_at(place, decision);
        }
    }
}
