//! Changing the open dossier, in memory: a change becomes the next version of its text, and a step of the history.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::form::{FormOf, RecordForm};
use super::json_text::apply_json;
use super::unsaved::edit_between;
use super::{AppState, Dialog, Effect, JsonText, Notice, OpenFile, Replacement, SeveralEdit, ThemesForm, open_form};
use crate::analysis::{AuditOptions, renewed_reviews};
use crate::dossier::{Review, ReviewChange};
use crate::edit::{Edit, Json, List, Patch, Target, short};
use crate::load::load_bytes;

/// Changing the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EditAction {
    /// Open a form in the detail panel; another one is put away, with what is written in it.
    Open(FormOf),
    /// Write in the form that is open.
    Write(Box<RecordForm>),
    /// Leave the form of a part of a fact for that of the fact, or put the form away, with what is written in it.
    LeaveForm,
    /// Close the form, and let go what is written in it.
    DiscardForm,
    /// Take what a form holds into the dossier.
    Apply(Box<RecordForm>),
    /// Fill a source of a form with what was pasted.
    Paste {
        /// The form.
        form: Box<RecordForm>,
        /// The source, by what it is called in the form; `None` for one that is begun now.
        source: Option<SmolStr>,
        /// What was pasted.
        text: String,
    },
    /// Begin a new source with what was pasted.
    PasteNewSource(String),
    /// Close the form of a new source, and show one that the dossier has, by its identifier.
    UseSource(SmolStr),
    /// Ask whether a record is to be removed.
    AskToRemove(Target),
    /// Remove a record, and what refers to it.
    Remove(Target),
    /// Note that a finding has been looked at, or that it is to be looked at again.
    Review(ReviewChange),
    /// Change all selected facts.
    Several(Box<SeveralEdit>),
    /// Replace words in titles and statements.
    Replace(Box<Replacement>),
    /// Order and name the themes.
    OpenThemes,
    /// Take such an order and such names into the dossier.
    ApplyThemes(Box<ThemesForm>),
    /// Show the text of a record as it stands in the file.
    OpenJson(Target),
    /// Take such a text into the dossier.
    ApplyJson(Box<JsonText>),
    /// Close such a text, and let go what was written in it.
    LetGoJson,
}

/// A change of the open dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct EditOrder {
    /// The SHA-256 of the text that is changed.
    pub of: String,
    /// What is changed.
    pub change: TextChange,
    /// What that is, in words: `date of fact ‘Soap …’`.
    pub label: String,
    /// What it is for the history.
    pub step: EditStep,
}

/// What is changed in the text of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// What an edit says.
    Edit(Edit),
    /// Exactly these bytes.
    Patch(Patch),
}

/// What a change is for the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditStep {
    /// Something new.
    New,
    /// The step of this number is taken back.
    Undo(u64),
    /// The step of this number, which was taken back, is done again.
    Redo(u64),
}

/// The next version of a dossier.
#[derive(Clone, Debug)]
pub struct Edited {
    /// It.
    pub file: OpenFile,
    /// What was changed in the text.
    pub patch: Patch,
    /// The edit that leads to it; `None` where none does to the byte.
    pub edit: Option<Edit>,
}

/// Up to so many facts, a change is made within a frame.
const MOST_AT_ONCE: usize = 3_000;

impl EditOrder {
    /// Makes the change in the dossier that it is for: the next version is checked by the loader.
    ///
    /// # Errors
    ///
    /// A sentence where the change does not fit, or the dossier would not be valid any more.
    pub fn carried_out(&self, file: &OpenFile, options: AuditOptions) -> Result<Edited, String> {
        let not_done = |error: &dyn std::fmt::Display| format!("Not done: {}. {error}", self.label);
        let before = file.document().ok_or_else(|| not_done(&"There is no text to change."))?;
        let (document, patch) = match &self.change {
            TextChange::Edit(edit) => before.edited(edit),
            TextChange::Patch(patch) => before.patched(patch).map(|document| (document, patch.clone())),
        }
        .map_err(|error| not_done(&error))?;
        let loaded = load_bytes(document.text().as_bytes()).map_err(|diagnostics| {
            let first = diagnostics.first().map(|first| format!("{}: {}; {}", first.path, first.message, first.hint));
            not_done(&format!("The dossier would not be valid any more: {}", first.unwrap_or_default()))
        })?;
        let edit = match &self.change {
            TextChange::Edit(edit) => Some(edit.clone()),
            TextChange::Patch(_) => edit_between(before, &document, &self.words()),
        };
        let mut changed = OpenFile::new(loaded, file.path.clone(), options).with_document(document);
        (changed.is_input, changed.is_new) = (file.is_input, file.is_new);
        Ok(Edited { file: changed, patch, edit })
    }

    /// What it is in the list of what is not saved.
    fn words(&self) -> String {
        match self.step {
            EditStep::New | EditStep::Redo(_) => self.label.clone(),
            EditStep::Undo(_) => super::undo::undoing(&self.label),
        }
    }
}

pub(super) fn apply_edit(state: &mut AppState, action: EditAction) -> Vec<Effect> {
    match action {
        EditAction::Open(of) => {
            open_form::open(state, of);
            Vec::new()
        }
        EditAction::Write(form) => {
            open_form::write(state, form);
            Vec::new()
        }
        EditAction::LeaveForm => {
            open_form::leave(state);
            Vec::new()
        }
        EditAction::DiscardForm => {
            open_form::discard(state);
            Vec::new()
        }
        EditAction::Apply(form) => open_form::take_over(state, *form),
        EditAction::Paste { form, source, text } => state.paste(form, source, &text),
        EditAction::PasteNewSource(text) => state.paste_new_source(&text),
        EditAction::UseSource(id) => {
            open_form::use_source(state, &id);
            Vec::new()
        }
        EditAction::AskToRemove(at) => {
            state.session.dialog = Some(Dialog::Remove(at));
            Vec::new()
        }
        EditAction::Remove(at) => order(state, Edit::Remove { at, cascade: true }),
        EditAction::Review(change) => {
            let Some(edit) = review_edit(state, &change) else { return Vec::new() };
            order(state, edit)
        }
        EditAction::Several(change) => apply_several(state, &change),
        EditAction::Replace(replacement) => apply_replacement(state, &replacement),
        EditAction::OpenThemes => {
            state.session.dialog = Some(Dialog::Themes(Box::new(ThemesForm::open(state))));
            Vec::new()
        }
        EditAction::ApplyThemes(form) => match form.edit(state).filter(|_| form.problem(state).is_none()) {
            Some(edit) => order(state, edit),
            None => Vec::new(),
        },
        EditAction::OpenJson(at) => {
            let json = state.json_of(at);
            state.session.dialog = json.map(Dialog::Json).or(state.session.dialog.take());
            Vec::new()
        }
        EditAction::ApplyJson(json) => apply_json(state, *json),
        EditAction::LetGoJson => {
            state.session.dialog.take_if(|dialog| matches!(dialog, Dialog::Json(_)));
            Vec::new()
        }
    }
}

fn apply_replacement(state: &mut AppState, replacement: &Replacement) -> Vec<Effect> {
    if let Some(edit) = state.replacement_edit(replacement) {
        return order(state, edit);
    }
    state.session.notice = Some(Notice::done("Nothing to replace."));
    Vec::new()
}

fn apply_several(state: &mut AppState, change: &SeveralEdit) -> Vec<Effect> {
    let problems = state.several_problems(change);
    if let Some(problem) = problems.into_iter().find(|problem| problem.is_error) {
        let text = format!("Not done: {}; {}.", problem.message, problem.hint);
        state.session.notice = Some(Notice::trouble(text, Vec::new()));
        return Vec::new();
    }
    let Some(edit) = state.several_edit(change) else {
        state.session.dialog = None;
        state.session.notice = Some(Notice::done("Nothing to change: the selected facts already have it."));
        return Vec::new();
    };
    order(state, edit)
}

/// The edit that a review comes to; `None` where there is nothing to take back.
fn review_edit(state: &AppState, change: &ReviewChange) -> Option<Edit> {
    let dossier = state.dossier();
    let at = |key: &str| Target::Review(key.into());
    let main = match change {
        ReviewChange::Mark(review) if dossier.review(&review.key).is_some() => {
            Edit::Set { at: at(&review.key), path: Vec::new(), value: review_record(review) }
        }
        ReviewChange::Mark(review) => Edit::add(List::Reviews, review_record(review)),
        ReviewChange::Unmark(key) => {
            dossier.review(key)?;
            Edit::Remove { at: at(key), cascade: false }
        }
    };
    let sentence = state.file.audit.find(dossier, change.key()).map(|finding| finding.sentence(dossier));
    let what = if matches!(change, ReviewChange::Mark(_)) { "review of" } else { "review taken back of" };
    let label = format!("{what} ‘{}’", short(sentence.as_deref().unwrap_or(change.key())));
    // Reviews whose fingerprint is of an earlier version are written anew with it.
    let renewed = renewed_reviews(dossier, &state.audit_options());
    let renewed = renewed.into_iter().filter(|review| {
        review.key != change.key()
            && dossier.review(&review.key).is_some_and(|old| old.fingerprint != review.fingerprint)
    });
    let renewed = renewed.map(|review| Edit::set(at(&review.key), ["fingerprint"], review.fingerprint));
    Some(Edit::batch(label, renewed.chain([main])))
}

fn review_record(review: &Review) -> Json {
    let fields = [("finding", Some(&review.key)), ("fingerprint", Some(&review.fingerprint))];
    let fields = fields.into_iter().chain([("note", review.note.as_ref())]);
    Json::object(fields.filter_map(|(key, text)| Some((key, text?.as_str().into()))))
}

/// Changes the dossier by an edit; nothing happens while another change is on its way.
pub(super) fn order(state: &mut AppState, edit: Edit) -> Vec<Effect> {
    let Some(label) = state.file.document().map(|document| edit.label(document)) else { return Vec::new() };
    send(state, TextChange::Edit(edit), label, EditStep::New)
}

/// Makes a change at once, or beside the window where it takes longer than a frame.
pub(super) fn send(state: &mut AppState, change: TextChange, label: String, step: EditStep) -> Vec<Effect> {
    if state.session.is_editing {
        return Vec::new();
    }
    let order = EditOrder { of: state.file.sha256.clone(), change, label, step };
    if state.file.dossier.facts().len() > MOST_AT_ONCE {
        state.session.is_editing = true;
        state.session.pending = Some(Box::new(state.pending(&order)));
        return vec![Effect::Edit(Box::new(order))];
    }
    let result = order.carried_out(&state.file, state.audit_options());
    state.edited(&order, result);
    Vec::new()
}

impl AppState {
    /// Takes in what became of a change of the dossier.
    pub(super) fn edited(&mut self, order: &EditOrder, result: Result<Edited, String>) {
        self.session.is_editing = false;
        self.session.pending = None;
        let applied = self.session.applied_form.take();
        let Edited { file, patch, edit } = match result {
            Ok(edited) => edited,
            Err(error) => {
                self.session.notice = Some(Notice::trouble(error, Vec::new()));
                self.import_applied(false);
                return;
            }
        };
        // Another dossier may have been opened meanwhile; then there is nothing to change.
        if self.file.sha256 != order.of {
            let text = format!("Not done: {}. Another version is open by now.", order.label);
            self.session.notice = Some(Notice::trouble(text, Vec::new()));
            self.import_applied(false);
            return;
        }
        let (number, is_back) = self.session.undo.edited(order.step, &order.label, patch);
        self.unsaved.note(edit, order.words(), number, is_back);
        if order.step == EditStep::New {
            self.session.dialog.take_if(|dialog| {
                matches!(
                    dialog,
                    Dialog::Remove(_)
                        | Dialog::Review(_)
                        | Dialog::Several(_)
                        | Dialog::Replace(_)
                        | Dialog::Json(_)
                        | Dialog::Themes(_)
                )
            });
            self.session.unfinished_note = None;
            self.session.form.take_if(|form| applied.as_ref() == Some(&form.of));
            // It may have been put away while it was applied.
            self.session.unfinished_forms.retain(|form| applied.as_ref() != Some(&form.of));
        }
        self.show_version(file);
        let what = match order.step {
            EditStep::New => "Changed",
            EditStep::Undo(_) => "Undone",
            EditStep::Redo(_) => "Redone",
        };
        let saved = if self.is_unsaved() { " Not saved yet (Ctrl+S)." } else { " All is as it was saved." };
        self.session.notice = Some(Notice::done(format!("{what}: {}.{saved}", order.label)));
        self.import_applied(true);
        if let TextChange::Edit(Edit::Insert { list: List::Sources, value, .. }) = &order.change {
            self.view.source = Some(value.text_of("id").to_owned());
        }
        if let TextChange::Edit(edit) = &order.change
            && let Some(id) = edited_fact(edit)
            && let Some(fact) = self.file.dossier.find(&id)
        {
            let id = self.file.dossier.fact(fact).id.clone();
            if !self.is_selected(fact) {
                self.select_only_read();
            } else if self.selected() != Some(fact) {
                // It is one of several, which stay selected.
                return;
            }
            self.session.history.select(&mut self.view.selected, Some(id));
            self.session.wants_scroll_to_selected = true;
        }
    }

    /// Shows the next version of the open dossier.
    pub(super) fn show_version(&mut self, file: OpenFile) {
        self.session.drops_unsaved = false;
        self.refresh(file);
        self.unsaved.settle(&self.file);
    }
}

/// The fact that an edit made or changed, to be shown.
fn edited_fact(edit: &Edit) -> Option<String> {
    edit.parts().into_iter().rev().find_map(|part| match part {
        Edit::Insert { list, value, .. } if *list == List::Facts => {
            value.get("id").and_then(Json::as_str).map(str::to_owned)
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
