//! The form in the detail panel: how it is opened, left and taken into the dossier. What is written in it is never lost by the way.

use smol_str::SmolStr;

use super::editing::order;
use super::form::{FormOf, RecordForm};
use super::{AppState, Effect, MainView, Notice};

/// Opens a form; another one is put away.
pub(super) fn open(state: &mut AppState, of: FormOf) {
    state.session.dialog = None;
    if state.session.form.as_ref().is_some_and(|form| form.of == of) {
        state.view.is_detail_open = true;
        return;
    }
    if let Some(form) = state.form_of(of) {
        state.show_form(form);
    }
}

/// Takes in what was written in the form that is open.
pub(super) fn write(state: &mut AppState, form: Box<RecordForm>) {
    // What is written from now on is not what a person has said may be lost.
    state.session.drops_unsaved = false;
    state.show_form(form);
}

/// Leaves the form of a part for that of the fact; that of the whole record is put away, with what was written in it.
pub(super) fn leave(state: &mut AppState) {
    match &mut state.session.form {
        Some(form) if form.part.is_some() => form.part = None,
        Some(_) | None => state.put_form_away(),
    }
}

/// Closes the form, and lets go what was written in it.
pub(super) fn discard(state: &mut AppState) {
    state.session.form = None;
    state.session.notice = Some(Notice::done("Discarded what was written in the form."));
}

/// Takes what a form holds into the dossier, or into the import that it is of.
pub(super) fn take_over(state: &mut AppState, form: RecordForm) -> Vec<Effect> {
    // One change at a time.
    if state.session.is_editing || form.problems(state).iter().any(|problem| problem.is_error) {
        state.show_form(Box::new(form));
        return Vec::new();
    }
    if matches!(form.of, FormOf::Proposed(_)) {
        state.change_proposal(&form);
        state.session.form = None;
        return Vec::new();
    }
    let Some(edit) = form.edit(state) else {
        state.session.form = None;
        return Vec::new();
    };
    // It stays until it is in the dossier, so that nothing that was written is lost where that fails.
    state.session.applied_form = Some(form.of.clone());
    state.show_form(Box::new(form));
    let effects = order(state, edit);
    state.session.applied_form.take_if(|_| !state.session.is_editing);
    effects
}

/// Closes the form of a new source, and shows one that the dossier has.
pub(super) fn use_source(state: &mut AppState, id: &SmolStr) {
    state.session.form = None;
    state.view.main = MainView::Sources;
    state.view.source = Some(id.to_string());
}

impl AppState {
    /// The form that the detail panel shows: that of a proposal beside the review of its import, any other beside the dossier.
    /// While it is applied beside the window, its record is shown instead, as it will be.
    #[must_use]
    pub fn form_in_view(&self) -> Option<&RecordForm> {
        let is_review = self.import_in_view().is_some();
        let form = self.session.form.as_deref().filter(|form| matches!(form.of, FormOf::Proposed(_)) == is_review);
        form.filter(|form| !self.is_being_applied(form))
    }

    fn is_being_applied(&self, form: &RecordForm) -> bool {
        self.session.pending.is_some() && self.session.applied_form.as_ref() == Some(&form.of)
    }

    /// The forms that hold something that was not applied, but for the one that is in view; the latest first.
    pub fn other_drafts(&self) -> impl Iterator<Item = &RecordForm> {
        let shown = self.form_in_view().map(|form| &form.of);
        self.drafts()
            .filter(|form| !self.is_being_applied(form))
            .filter(move |form| Some(&form.of) != shown && !matches!(form.of, FormOf::Proposed(_)))
    }

    /// A form, with what was written in it and put away before it was kept.
    pub(super) fn form_of(&mut self, of: FormOf) -> Option<Box<RecordForm>> {
        let unfinished = &mut self.session.unfinished_forms;
        let place = unfinished.iter().position(|form| form.of == of);
        let unfinished = place.map(|place| unfinished.remove(place));
        unfinished.or_else(|| RecordForm::open(self, of)).map(Box::new)
    }

    /// Shows a form in the detail panel, which opens where it is folded; another one is put away.
    pub(super) fn show_form(&mut self, form: Box<RecordForm>) {
        if self.session.form.as_ref().is_some_and(|open| open.of != form.of) {
            self.put_form_away();
        }
        self.view.is_detail_open = true;
        self.session.form = Some(form);
    }

    /// Puts the form away; what was written in it and not applied is there again when it is opened once more.
    pub(super) fn put_form_away(&mut self) {
        let Some(mut form) = self.session.form.take() else { return };
        self.session.unfinished_forms.retain(|other| other.of != form.of);
        if form.is_begun(self) {
            form.part = None;
            self.session.unfinished_forms.push(*form);
        }
    }

    /// Closes a form in which nothing is written where something else is to be read.
    pub(super) fn leave_unwritten_form(&mut self) {
        if self.session.form.as_ref().is_some_and(|form| !form.is_begun(self)) {
            self.session.form = None;
        }
    }

    /// Lets the forms follow what was changed in their records elsewhere; one of a record that is gone stays where it is begun.
    pub(super) fn forms_follow(&mut self) {
        let mut open = self.session.form.take();
        if let Some(form) = &mut open {
            form.follow(self);
        }
        let is_gone = |form: &RecordForm| form.is_untouched() && RecordForm::open(self, form.of.clone()).is_none();
        open.take_if(|form| is_gone(form));
        self.session.form = open;
        let mut forms = std::mem::take(&mut self.session.unfinished_forms);
        for form in &mut forms {
            form.follow(self);
        }
        self.session.unfinished_forms = forms;
    }
}
