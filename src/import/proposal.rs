//! Proposals: edits that an import suggests until a person decides.

use std::sync::Arc;

use smol_str::SmolStr;

use super::beside::set_at;
use super::bibliography::Likeness;
use super::{Evidence, NotUnderstood, Recipe};
use crate::dossier::ImportVerdict;
use crate::edit::{Edit, Json, List, Target};

/// What came out of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// What the proposals rest on and nobody has to decide, such as the source and the parties: inserts, of which those
    /// are left out whose record is there already.
    pub foundation: Vec<Edit>,
    /// The groups, in the order in which they are shown.
    pub groups: Vec<Group>,
    /// The proposals, group by group.
    pub items: Vec<Proposal>,
    /// What was not understood.
    pub not_understood: Vec<NotUnderstood>,
    /// What one should know of how the file was read: its encoding, what was left out and why; a sentence each.
    pub notes: Vec<String>,
    /// The recipe with everything that was found out about the file; `None` where it was complete.
    pub recipe: Option<Box<Recipe>>,
    /// The text that the evidence of an article points into.
    pub text: Option<Arc<str>>,
}

/// Proposals that are looked at together: one series, one section of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is known by.
    pub key: SmolStr,
    /// What it is called.
    pub title: String,
}

/// An edit that an import suggests, with its evidence and its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it is about, in the words of the data: the same when the row is read again with another value in it.
    pub key: SmolStr,
    /// Which of [`Proposals::groups`] it belongs to, by index.
    pub group: usize,
    /// What it says, on one line.
    pub title: String,
    /// What it would change.
    pub edit: Edit,
    /// What it rests on.
    pub evidence: Evidence,
    /// The name of the rule that made it.
    pub rule: SmolStr,
    /// Why, in a sentence.
    pub why: String,
    /// Whether the file says it, or it had to be inferred.
    pub certainty: Certainty,
    /// What speaks against it, a sentence each.
    pub doubts: Vec<String>,
    /// Stands for the data that is proposed; see [`Fingerprint`](super::Fingerprint).
    pub fingerprint: SmolStr,
    /// What the dossier has of it already.
    pub already: Already,
    /// What a person made of it.
    pub decision: Decision,
    /// Whether there is nothing left to do: the dossier says the same, or it was decided before.
    pub is_settled: bool,
    /// What was decided of the same data before.
    pub before: Option<ImportVerdict>,
}

/// How a proposal came out of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The file says it in so many words.
    Exact,
    /// It was inferred, or something speaks against it: it is never accepted as exact.
    Inferred,
}

/// What the dossier has of a proposal already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Already {
    /// Nothing.
    #[default]
    Nothing,
    /// The same: the record, and what stands there.
    Same(Target, Json),
    /// Something else under the same identifier, or from the same row of an earlier file.
    Different {
        /// The record.
        at: Target,
        /// What stands there.
        old: Json,
    },
    /// A source under another identifier that may be the same work.
    Alike {
        /// The source.
        at: Target,
        /// What stands there.
        old: Json,
        /// By what the two are alike.
        by: Likeness,
    },
}

/// What was decided of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// It is taken as it is; `unread` where an option took it and nobody looked.
    Accepted {
        /// Whether nobody looked.
        unread: bool,
    },
    /// Something else is taken in its place.
    Changed(Edit),
    /// It is not taken.
    Dropped,
}

impl Decision {
    /// Whether something of it goes into the dossier.
    #[must_use]
    pub const fn is_taken(&self) -> bool {
        matches!(self, Self::Accepted { .. } | Self::Changed(_))
    }
}

impl Proposal {
    /// The edit that its decision comes to; `None` where nothing is taken.
    #[must_use]
    pub const fn decided_edit(&self) -> Option<&Edit> {
        match &self.decision {
            Decision::Accepted { .. } => Some(&self.edit),
            Decision::Changed(edit) => Some(edit),
            Decision::Open | Decision::Dropped => None,
        }
    }

    /// The record as it will be in the dossier: the new one, or what is there with what changes of it.
    #[must_use]
    pub fn record(&self) -> Option<Json> {
        self.result_of(if let Decision::Changed(edit) = &self.decision { edit } else { &self.edit })
    }

    /// The record that an edit of this proposal leads to.
    pub(super) fn result_of(&self, edit: &Edit) -> Option<Json> {
        let mut record = match &self.already {
            Already::Nothing => None,
            Already::Different { old, .. } | Already::Same(_, old) | Already::Alike { old, .. } => Some(old.clone()),
        };
        for part in edit.parts() {
            match part {
                // What is new with it comes before it.
                Edit::Insert { list: List::Facts | List::Sources, value, .. } => record = Some(value.clone()),
                Edit::Set { path, value, .. } if path.is_empty() => record = Some(value.clone()),
                Edit::Set { path, value, .. } => {
                    if let Some(record) = &mut record {
                        set_at(record, path, value);
                    }
                }
                Edit::Insert { .. }
                | Edit::Unset { .. }
                | Edit::Remove { .. }
                | Edit::RemoveItem { .. }
                | Edit::ReplaceItem { .. }
                | Edit::Rename { .. }
                | Edit::Move { .. }
                | Edit::Batch { .. } => {}
            }
        }
        record
    }

    /// What the dossier has under the identifier of the record already.
    #[must_use]
    pub const fn there(&self) -> Option<(&Target, &Json)> {
        match &self.already {
            Already::Nothing | Already::Alike { .. } => None,
            Already::Different { at, old } | Already::Same(at, old) => Some((at, old)),
        }
    }

    /// Whether it is about a source, rather than about a fact.
    #[must_use]
    pub fn is_source(&self) -> bool {
        if let Edit::Insert { list, .. } = &self.edit {
            return *list == List::Sources;
        }
        self.there().is_some_and(|(at, _)| matches!(at, Target::Source(_)))
    }

    /// The edit that takes another record in its place.
    #[must_use]
    pub fn changed(&self, record: Json) -> Edit {
        let beside = self.beside().filter(|(at, _)| at.id() == Some(record.text_of("id")));
        match (self.there().or(beside), &self.edit) {
            (Some((at, _)), _) => Edit::Set { at: at.clone(), path: Vec::new(), value: record },
            (None, Edit::Insert { list, before, .. }) => {
                Edit::Insert { list: list.clone(), before: before.clone(), value: record }
            }
            (None, _) => Edit::add(List::Facts, record),
        }
    }
}

impl Proposals {
    /// The index of a group, which is added where it is not there yet.
    pub fn group(&mut self, key: &str, title: impl FnOnce() -> String) -> usize {
        if let Some(index) = self.groups.iter().position(|group| group.key == key) {
            return index;
        }
        self.groups.push(Group { key: key.into(), title: title() });
        self.groups.len() - 1
    }

    /// The proposals of a group.
    pub fn of_group(&self, group: usize) -> impl Iterator<Item = &Proposal> {
        self.items.iter().filter(move |item| item.group == group)
    }

    /// How many wait for a decision.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.items.iter().filter(|item| item.is_open()).count()
    }
}
