//! Another program has changed the file, while there is something that is not saved: nothing is decided silently.

use super::unsaved::{Unsaved, UnsavedChange};
use super::{AppState, Dialog, EditStep, Effect, FileChanges, Notice, OpenFile, Resolution};
use crate::edit::{Document, Edit, Patch, differences, edits, merge};
use crate::load::load_bytes;

/// What another program has done to the file, while there is something that is not saved.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What the file holds now.
    pub theirs: Theirs,
}

/// What a file holds after another program has been at it.
#[derive(Clone, Debug)]
pub enum Theirs {
    /// Another version of the dossier.
    Sound {
        /// It.
        file: Box<OpenFile>,
        /// What differs in it from what the file held before.
        changes: FileChanges,
        /// What both have changed, and not in the same way, or why the two cannot be merged.
        collisions: Result<Vec<String>, String>,
    },
    /// Something that is no dossier; how much is wrong.
    Broken(String),
    /// Nothing, or it cannot be read; what happened.
    Gone(String),
}

/// What is not saved, made anew in another version.
struct Rebased {
    document: Document,
    changes: Vec<UnsavedChange>,
}

/// A version that is valid.
struct Merged {
    file: OpenFile,
    changes: Vec<UnsavedChange>,
}

impl AppState {
    /// Another program has put another version into the file, while there is something that is not saved.
    pub(super) fn conflict_with(&mut self, file: OpenFile, changes: FileChanges) {
        let collisions = self.merged(&file).map(|_| self.collisions(&file));
        self.conflict(Theirs::Sound { file: Box::new(file), changes, collisions });
    }

    /// Asks what is to be done, unless a dialog is open, in which somebody may be writing: then it is said.
    pub(super) fn conflict(&mut self, theirs: Theirs) {
        self.session.conflict = Some(Box::new(Conflict { theirs }));
        // Who is writing is not interrupted.
        let is_free = self.session.form.is_none();
        if is_free && self.session.dialog.as_ref().is_none_or(|dialog| *dialog == Dialog::Conflict) {
            self.session.dialog = Some(Dialog::Conflict);
            self.session.notice = None;
        } else {
            let text = format!(
                "{} was changed by another program, and what is open here is not saved. Saving asks what to do.",
                self.file.name()
            );
            self.session.notice = Some(Notice::trouble(text, Vec::new()));
        }
    }

    /// What both have changed, and not in the same way, a line each.
    fn collisions(&self, theirs: &OpenFile) -> Vec<String> {
        let base = Document::parse(self.unsaved.base().clone()).ok();
        let Some(((base, mine), theirs)) = base.zip(self.file.document()).zip(theirs.document()) else {
            return Vec::new();
        };
        let Ok(merged) = merge(&base, theirs, mine) else { return Vec::new() };
        let words = |differences: &[crate::edit::Difference]| {
            differences.iter().map(crate::edit::Difference::sentence).collect::<Vec<_>>().join("; ")
        };
        let line = |conflict: &crate::edit::Conflict| {
            let name = conflict.ours.first().map(|difference| difference.in_words(&base, theirs)).unwrap_or_default();
            format!("On disk: {name}. Here: {}", words(&conflict.theirs))
        };
        merged.conflicts.iter().map(line).collect()
    }

    /// What is not saved, made anew in what the file holds now; where both have changed a thing, it is as it is here.
    fn merged(&self, theirs: &OpenFile) -> Result<Merged, String> {
        let cannot = |error: &dyn std::fmt::Display| format!("The two cannot be merged: {error}");
        let onto = theirs.document().ok_or_else(|| cannot(&"there is no text."))?;
        if self.unsaved.is_whole() {
            return Err(cannot(&"what is open was never in the file."));
        }
        let base = Document::parse(self.unsaved.base().clone()).map_err(|error| cannot(&error))?;
        let rebased = self.changes_on(base.clone(), onto.clone()).or_else(|error| {
            // Step by step it does not fit; as a whole it may.
            let mine = self.file.document().ok_or_else(|| cannot(&error))?;
            let merged = merge(&base, onto, mine).map_err(|error| cannot(&error))?;
            if !merged.conflicts.is_empty() {
                return Err(cannot(&error));
            }
            let edit = Edit::batch("all changes", edits(&differences(onto, &merged.document)));
            Ok(Rebased { document: merged.document, changes: vec![UnsavedChange::merged(edit)] })
        })?;
        let Rebased { document, changes } = rebased;
        let loaded = load_bytes(document.text().as_bytes()).map_err(|diagnostics| {
            let first = diagnostics.first().map(ToString::to_string).unwrap_or_default();
            cannot(&format!("the result would not be valid: {first}"))
        })?;
        let file = OpenFile::new(loaded, self.file.path.clone(), self.audit_options()).with_document(document);
        Ok(Merged { file, changes })
    }

    /// The changes one after the other on another version, each as what it changed, so that nothing else is overwritten.
    fn changes_on(&self, mut base: Document, mut onto: Document) -> Result<Rebased, String> {
        let mut changes = Vec::new();
        for change in self.unsaved.changes() {
            let (next, _) = base.edited(&change.edit).map_err(|error| error.to_string())?;
            let edit = Edit::batch(change.label.clone(), edits(&differences(&base, &next)));
            (onto, _) = onto.edited(&edit).map_err(|error| error.to_string())?;
            changes.push(change.rebased(edit));
            base = next;
        }
        let is_all = self.file.document().is_some_and(|mine| differences(&base, mine).is_empty());
        if is_all {
            Ok(Rebased { document: onto, changes })
        } else {
            Err("the changes are not known singly".to_owned())
        }
    }

    /// Shows another version of the dossier, as a step of the history that can be undone.
    pub(super) fn step_to(&mut self, file: OpenFile, label: &str) {
        let patch = Patch::between(&self.file.text, &file.text);
        if !patch.is_empty() {
            self.session.undo.edited(EditStep::New, label, patch);
        }
        self.show_version(file);
    }
}

/// Does what was chosen.
pub(super) fn resolve(state: &mut AppState, resolution: Resolution) -> Vec<Effect> {
    let Some(conflict) = state.session.conflict.take() else { return Vec::new() };
    state.session.dialog.take_if(|dialog| *dialog == Dialog::Conflict);
    let name = state.file.name();
    let text = match (resolution, conflict.theirs) {
        (Resolution::KeepMine, Theirs::Sound { file, .. }) => {
            state.unsaved = Unsaved::between(&file, &state.file);
            format!("Kept: what is open here. Saving (Ctrl+S) puts it in the place of what {name} holds now.")
        }
        (Resolution::KeepMine, Theirs::Broken(_) | Theirs::Gone(_)) => {
            state.unsaved = Unsaved::whole(&state.file);
            format!("Kept: what is open here. Saving (Ctrl+S) writes {name} anew.")
        }
        (Resolution::TakeTheirs, Theirs::Sound { file, .. }) => {
            state.unsaved = Unsaved::none(&file);
            state.step_to(*file, "taking the version on disk");
            format!("Opened: what {name} holds now. Undo (Ctrl+Z) goes back to what was open here.")
        }
        (Resolution::Merge, Theirs::Sound { file, changes, collisions }) => match state.merged(&file) {
            Ok(Merged { file: merged, changes }) => {
                state.unsaved = Unsaved::moved_to(&file, changes);
                state.step_to(merged, "merging with the version on disk");
                format!("Merged: what {name} holds now, and what was changed here. Not saved yet (Ctrl+S).")
            }
            Err(error) => {
                state.session.conflict =
                    Some(Box::new(Conflict { theirs: Theirs::Sound { file, changes, collisions } }));
                error
            }
        },
        (Resolution::TakeTheirs | Resolution::Merge, theirs @ (Theirs::Broken(_) | Theirs::Gone(_))) => {
            state.session.conflict = Some(Box::new(Conflict { theirs }));
            format!("{name} holds no dossier that could be opened.")
        }
    };
    state.session.is_file_broken = false;
    state.session.refused = None;
    state.session.notice = Some(Notice::done(text));
    Vec::new()
}
