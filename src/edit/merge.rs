//! Two versions of a dossier become one.

use serde::Serialize;

use super::compare::{Difference, differences, edits};
use super::document::Document;
use super::error::EditError;
use super::operation::{Edit, List, Target};

/// What comes of merging: our version with what was changed in theirs, and where the two collide.
#[derive(Clone, Debug)]
pub struct Merged {
    /// Our version with their changes, except for those that collide with ours.
    pub document: Document,
    /// Where both changed the same thing, and not in the same way.
    pub conflicts: Vec<Conflict>,
    /// How many of their changes were taken.
    pub taken: usize,
}

/// A thing that both versions changed, and not in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The record.
    pub at: Target,
    /// What we did.
    pub ours: Vec<Difference>,
    /// What they did.
    pub theirs: Vec<Difference>,
}

/// Merges what was changed from `base` to `theirs` into `ours`, whose layout stays; where both collide, ours is kept.
///
/// # Errors
///
/// Where a change of theirs does not fit into our version, such as the removal of a source that we have cited meanwhile.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Result<Merged, EditError> {
    let our_changes = differences(base, ours);
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut wanted: Vec<Difference> = Vec::new();
    for change in differences(base, theirs) {
        if our_changes.iter().any(|ours| is_same(ours, &change)) {
            continue;
        }
        let against: Vec<Difference> = our_changes.iter().filter(|ours| collide(ours, &change)).cloned().collect();
        if against.is_empty() {
            wanted.push(change);
        } else {
            note(&mut conflicts, change.target(), against, change);
        }
    }
    let mut document = ours.clone();
    for edit in edits(&wanted) {
        let edit = placed(edit, &document);
        document = document.edited(&edit)?.0;
    }
    Ok(Merged { document, conflicts, taken: wanted.len() })
}

/// An edit whose neighbour is not in our version, and which therefore goes to the end.
pub(super) fn placed(edit: Edit, document: &Document) -> Edit {
    let is_there = |list: &List, id: &str| {
        if matches!(list, List::Figures(_)) {
            return document.record(&Target::figure(id)).is_some();
        }
        document.ids(list).any(|known| known == id)
    };
    let mut edit = edit;
    match &mut edit {
        Edit::Insert { list, before, .. } if before.as_deref().is_some_and(|before| !is_there(list, before)) => {
            *before = None;
        }
        Edit::Move { at, before } => {
            let list = super::index::list_of(at);
            let is_known = |before: &str| list.as_ref().is_some_and(|list| is_there(list, before));
            if before.as_deref().is_some_and(|before| !is_known(before)) {
                *before = None;
            }
        }
        Edit::Insert { .. }
        | Edit::Set { .. }
        | Edit::Unset { .. }
        | Edit::Remove { .. }
        | Edit::RemoveItem { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Rename { .. }
        | Edit::Batch { .. } => {}
    }
    edit
}

fn note(conflicts: &mut Vec<Conflict>, at: Target, ours: Vec<Difference>, theirs: Difference) {
    if let Some(known) = conflicts.iter_mut().find(|known| known.at == at) {
        known.ours.extend(ours.into_iter().filter(|ours| !known.ours.contains(ours)).collect::<Vec<_>>());
        known.theirs.push(theirs);
    } else {
        conflicts.push(Conflict { at, ours, theirs: vec![theirs] });
    }
}

/// Whether both say the same; where a new record or one at another place stands does not count.
pub(super) fn is_same(ours: &Difference, theirs: &Difference) -> bool {
    match (ours, theirs) {
        (Difference::Added { list, value, .. }, Difference::Added { list: other, value: new, .. }) => {
            list == other && value.is_same(new)
        }
        (Difference::Removed { at, .. }, Difference::Removed { at: other, .. })
        | (Difference::Moved { at, .. }, Difference::Moved { at: other, .. }) => at == other,
        _ => ours == theirs,
    }
}

/// Whether two changes cannot both be had.
pub(super) fn collide(ours: &Difference, theirs: &Difference) -> bool {
    match (ours, theirs) {
        (Difference::Changed { at, path, .. }, Difference::Changed { at: other, path: their_path, .. }) => {
            at == other && (path.starts_with(their_path) || their_path.starts_with(path))
        }
        (Difference::Added { .. }, Difference::Added { .. }) => ours.target() == theirs.target(),
        // One removes what the other works on; where a figure is concerned, its fact is not known here.
        (Difference::Removed { at, .. }, Difference::Removed { .. } | Difference::Moved { .. })
            if *at == theirs.target() =>
        {
            false
        }
        (Difference::Removed { at, value, .. }, other) | (other, Difference::Removed { at, value, .. }) => {
            *at == other.target() || concerns(other, value)
        }
        _ => false,
    }
}

/// Whether a change is one of a figure that stands in a removed fact, or adds one to it.
fn concerns(change: &Difference, removed: &super::Json) -> bool {
    let has = |id: &str| {
        let figures = removed.get("figures").map(super::Json::items).unwrap_or_default();
        figures.iter().any(|figure| figure.get("id").and_then(super::Json::as_str) == Some(id))
    };
    match change {
        Difference::Added { list, .. } => {
            list.fact().is_some_and(|fact| removed.get("id").and_then(super::Json::as_str) == Some(fact))
        }
        Difference::Changed { at: Target::Figure(id), .. } => has(id),
        Difference::Changed { .. }
        | Difference::Removed { .. }
        | Difference::ItemAdded { .. }
        | Difference::ItemRemoved { .. }
        | Difference::Moved { .. } => false,
    }
}
