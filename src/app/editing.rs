//! Changing the open dossier: what is asked for becomes an order to the shell, and what comes back a step of the history.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::form::{FormOf, RecordForm};
use super::{AppState, Dialog, Effect, Notice, OpenFile};
use crate::edit::{Document, Edit, Patch, Target};
use crate::load::plain;

/// Changing the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EditAction {
    /// Open a form.
    Open(FormOf),
    /// Keep what a form holds, in the file of the dossier.
    Apply(Box<RecordForm>),
    /// Ask whether a record is to be removed.
    AskToRemove(Target),
    /// Remove a record, and what refers to it.
    Remove(Box<Removal>),
}

/// A record that is about to be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// The record.
    pub at: Target,
    /// Where the shipped dossier is saved first; `None` for every other.
    pub copy_to: Option<PathBuf>,
}

/// A change of a dossier file, to be saved at once.
#[derive(Clone, Debug, PartialEq)]
pub struct EditOrder {
    /// The file as it is; `None` for the shipped dossier.
    pub from: Option<PathBuf>,
    /// The file to write: the same one, or a copy, which must not be there yet.
    pub to: PathBuf,
    /// What is changed.
    pub change: FileChange,
    /// What that is, in words: `date of fact ‘Soap …’`.
    pub label: String,
    /// What it is for the history.
    pub step: EditStep,
}

/// What is changed in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// What an edit says, in whatever the file holds by now.
    Edit(Edit),
    /// Exactly these bytes, where the file holds what it held before.
    Patch(Patch),
}

/// What a change is for the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditStep {
    /// Something new.
    New,
    /// The last step is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
}

/// A file that was changed, with the patch that it came to, and what else there is to say about saving it.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The file as it is now.
    pub file: OpenFile,
    /// The patch.
    pub patch: Patch,
    /// What could not be kept of the old file, where something could not.
    pub note: Option<String>,
}

pub(super) fn apply_edit(state: &mut AppState, action: EditAction) -> Vec<Effect> {
    if state.file.is_input {
        let text = "This dossier came from standard input. Save it as a file and open that to edit it.";
        state.session.notice = Some(Notice::trouble(text, Vec::new()));
        return Vec::new();
    }
    match action {
        EditAction::Open(of) => {
            if let Some(form) = state.form_of(of) {
                state.session.dialog = Some(Dialog::Form(form));
            }
            Vec::new()
        }
        EditAction::Apply(form) => apply_form(state, *form),
        EditAction::AskToRemove(at) => {
            let copy_to = RecordForm::open(state, FormOf::NewFact).and_then(|form| form.copy_to);
            state.session.dialog = Some(Dialog::Remove(Box::new(Removal { at, copy_to })));
            Vec::new()
        }
        EditAction::Remove(removal) => {
            let Removal { at, copy_to } = *removal;
            order(state, Edit::Remove { at, cascade: true }, copy_to)
        }
    }
}

fn apply_form(state: &mut AppState, form: RecordForm) -> Vec<Effect> {
    if form.problems(state).iter().any(|problem| problem.is_error) {
        state.session.dialog = Some(Dialog::Form(Box::new(form)));
        return Vec::new();
    }
    if matches!(form.of, FormOf::Proposed(_)) {
        state.change_proposal(&form);
        state.session.dialog = None;
        return Vec::new();
    }
    let Some(edit) = form.edit(state) else {
        state.session.dialog = None;
        return Vec::new();
    };
    let copy_to = form.copy_to.clone();
    // It stays until it is saved, so that nothing that was written is lost where that fails.
    state.session.dialog = Some(Dialog::Form(Box::new(form)));
    order(state, edit, copy_to)
}

/// An order to change the file of the dossier; none while another one is on its way.
pub(super) fn order(state: &mut AppState, edit: Edit, copy_to: Option<PathBuf>) -> Vec<Effect> {
    let Ok(document) = Document::parse(state.file.text.clone()) else { return Vec::new() };
    // What does not fit is said here; the file may have been changed since, and is asked again.
    if let Err(error) = document.edited(&edit) {
        state.session.notice = Some(Notice::trouble(error.to_string(), Vec::new()));
        return Vec::new();
    }
    let label = edit.label(&document);
    send(state, FileChange::Edit(edit), label, EditStep::New, copy_to)
}

pub(super) fn send(
    state: &mut AppState,
    change: FileChange,
    label: String,
    step: EditStep,
    copy_to: Option<PathBuf>,
) -> Vec<Effect> {
    let from = state.file.path.clone();
    let Some(to) = from.clone().or(copy_to) else { return Vec::new() };
    if std::mem::replace(&mut state.session.is_editing, true) {
        return Vec::new();
    }
    vec![Effect::Edit(Box::new(EditOrder { from, to, change, label, step }))]
}

impl AppState {
    /// A form, with what was written in it and put away before it was kept.
    pub(super) fn form_of(&mut self, of: FormOf) -> Option<Box<RecordForm>> {
        let unfinished = self.session.unfinished_form.take_if(|form| form.of == of);
        unfinished.map_or_else(|| RecordForm::open(self, of).map(Box::new), Some)
    }

    /// Takes in what became of an order to change the dossier.
    pub(super) fn edited(&mut self, order: &EditOrder, result: Result<Edited, String>) {
        self.session.is_editing = false;
        let Edited { file, patch, note } = match result {
            Ok(edited) => edited,
            Err(error) => {
                self.session.notice = Some(Notice::trouble(error, Vec::new()));
                self.import_applied(false);
                return;
            }
        };
        let what = match order.step {
            EditStep::New => "Saved",
            EditStep::Undo => "Undone",
            EditStep::Redo => "Redone",
        };
        let name = order.to.file_name().unwrap_or(order.to.as_os_str()).to_string_lossy();
        let copy = if order.from.is_none() { " The copy is open now." } else { "" };
        let text = format!("{what}: {}, in {}.{copy}", order.label, plain(&name));
        self.session.notice = Some(Notice::done_with(text, note.into_iter().collect()));
        self.import_applied(true);
        // Another dossier may have been opened meanwhile; then there is nothing to show again.
        if self.file.path != order.from {
            return;
        }
        if order.step == EditStep::New {
            self.session.dialog.take_if(|dialog| matches!(dialog, Dialog::Form(_) | Dialog::Remove(_)));
        }
        self.session.undo.edited(order.step, &order.label, patch);
        if order.from.is_none() {
            self.settings.remember_file(order.to.clone());
        }
        self.refresh(file);
        if let FileChange::Edit(edit) = &order.change
            && let Some(id) = edited_fact(edit)
            && let Some(fact) = self.file.dossier.find(&id)
        {
            let id = self.file.dossier.fact(fact).id.clone();
            self.session.history.select(&mut self.view.selected, Some(id));
            self.session.wants_scroll_to_selected = true;
        }
    }
}

/// The fact that an edit made or changed, to be shown.
fn edited_fact(edit: &Edit) -> Option<String> {
    edit.parts().into_iter().rev().find_map(|part| match part {
        Edit::Insert { list, value, .. } if *list == crate::edit::List::Facts => {
            value.get("id").and_then(crate::edit::Json::as_str).map(str::to_owned)
        }
        Edit::Set { at: Target::Fact(id), .. } => Some(id.to_string()),
        Edit::Set { .. }
        | Edit::Unset { .. }
        | Edit::Insert { .. }
        | Edit::Remove { .. }
        | Edit::RemoveItem { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Rename { .. }
        | Edit::Move { .. }
        | Edit::Batch { .. } => None,
    })
}
