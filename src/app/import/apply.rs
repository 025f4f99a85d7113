//! Carrying out what is done with a file that is imported.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use super::{Choice, ImportAction, ImportFrom, ImportOrder, ImportReview, ImportedFile, ReviewList, ReviewRow};
use crate::app::apply::{apply_file, put_dialog_away};
use crate::app::editing::{apply_edit, order};
use crate::app::{AfterReview, AppState, Dialog, EditAction, Effect, FileAction, FormOf, Notice, Pick, RecordForm};
use crate::dossier::Day;
use crate::edit::{Edit, List};
use crate::format::number::counted;
use crate::import::{Base, Decision, Proposals, Recipe};
use crate::load::Advance;

pub(in crate::app) fn apply_import(state: &mut AppState, action: ImportAction) -> Vec<Effect> {
    match action {
        ImportAction::Ask => return vec![Effect::Pick(Pick::Foreign)],
        ImportAction::Read(path) => return state.import_from(ImportFrom::File(path)),
        ImportAction::ReadText(text) => return state.import_text(text),
        ImportAction::ReadAnyway(from) => return vec![state.begin_import(from, None)],
        ImportAction::CancelReading => return state.call_off_import(),
        ImportAction::ReadAs(recipe) => return state.read_import_as(*recipe).into_iter().collect(),
        ImportAction::Apply | ImportAction::Close if state.has_begun_proposal() => {
            let text = "A form of the import is open with changes in it. Apply or discard it first.";
            state.session.notice = Some(Notice::trouble(text, Vec::new()));
            return Vec::new();
        }
        ImportAction::Apply => return take_accepted(state),
        ImportAction::ApplyThen(next) => {
            state.session.dialog = None;
            state.session.after_import = Some(*next);
            let effects = take_accepted(state);
            // What could not be begun is told, and nothing follows it.
            let is_on_its_way = state.session.is_editing || state.session.import.is_none();
            state.session.after_import.take_if(|_| !is_on_its_way);
            return effects;
        }
        ImportAction::LeaveThen(next) => {
            state.session.dialog = None;
            let mut effects = state.leave_import();
            effects.extend(apply_file(state, *next));
            return effects;
        }
        ImportAction::Close => {
            if state.session.import.as_ref().is_some_and(|review| review.has_decisions()) {
                state.session.dialog = Some(Dialog::LeaveImport(None));
                return Vec::new();
            }
            return state.leave_import();
        }
        ImportAction::Leave => return state.leave_import(),
        ImportAction::TakeFields(paths) => in_list(state, false, |list, proposals| {
            if let Some(ReviewRow::Item(place)) = list.selected() {
                list.take_fields(place, &paths, proposals);
            }
        }),
        ImportAction::KeepBoth => {
            let taken: BTreeSet<SmolStr> = state.dossier().sources().iter().map(|source| source.id().into()).collect();
            in_list(state, true, |list, proposals| {
                if let Some(ReviewRow::Item(place)) = list.selected() {
                    list.keep_both(place, |id| taken.contains(id), proposals);
                    list.go_on(proposals);
                }
            });
        }
        ImportAction::Change => {
            let proposal = state.session.import.as_ref().and_then(|review| review.selected());
            let of = proposal.filter(|(_, item)| !item.is_settled).map(|(_, item)| FormOf::Proposed(item.key.clone()));
            if let Some(of) = of {
                return apply_edit(state, EditAction::Open(of));
            }
        }
        ImportAction::Show(part) => in_review(state, |review| review.part = part),
        ImportAction::Return => in_review(state, |review| review.is_aside = false),
        ImportAction::Select(row) => in_list(state, false, |list, _| list.select(row)),
        ImportAction::Step(step) => in_list(state, true, |list, _| list.step(step)),
        ImportAction::Fold(row) => in_list(state, false, |list, proposals| list.fold(row, proposals)),
        ImportAction::Decide(row, choice) => {
            in_list(state, false, |list, proposals| list.decide(row, choice, proposals));
        }
        ImportAction::DecideSelected(choice) => in_list(state, true, |list, proposals| {
            let Some(row) = list.selected() else { return };
            list.decide(row, choice, proposals);
            if choice != Choice::Reopen && matches!(row, ReviewRow::Item(_)) {
                list.go_on(proposals);
            }
        }),
    }
    Vec::new()
}

/// What a pasted text is called: the same text is known again, and another one is not taken for it.
fn pasted_name(text: &str) -> PathBuf {
    let digits = Sha256::digest(text.as_bytes());
    let digits: Vec<String> = digits.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("pasted text {}", digits.concat()).into()
}

fn in_review(state: &mut AppState, change: impl FnOnce(&mut ImportReview)) {
    if let Some(review) = state.session.import.as_deref_mut() {
        change(review);
    }
}

/// Looks at another row, or decides one.
fn in_list(state: &mut AppState, wants_scroll: bool, change: impl FnOnce(&mut ReviewList, &mut Proposals)) {
    in_review(state, |review| {
        if let Some((read, list)) = review.read_mut() {
            change(list, &mut read.proposals);
            review.wants_scroll = wants_scroll;
        }
    });
}

/// What was accepted becomes one change of the dossier, with the record of what was decided.
fn take_accepted(state: &mut AppState) -> Vec<Effect> {
    let Some(review) = state.session.import.as_deref() else { return Vec::new() };
    let Some((read, list)) = review.read().filter(|_| !review.is_reading()) else { return Vec::new() };
    if list.counts().decided() == 0 {
        return Vec::new();
    }
    let Some(document) = state.file.document().cloned() else { return Vec::new() };
    let mut read = read.clone();
    read.file.date = state.session.today.map(Day::edtf);
    let edit = read.edit(&Base::of(document, state.dossier()));
    if let Some(review) = state.session.import.as_deref_mut() {
        review.is_applying = true;
    }
    let effects = order(state, edit);
    // What could not even be begun is told, and the review goes on.
    if !state.session.is_editing
        && let Some(review) = state.session.import.as_deref_mut()
    {
        review.is_applying = false;
    }
    effects
}

impl AppState {
    /// The review that is in the middle of the window.
    #[must_use]
    pub fn import_in_view(&self) -> Option<&ImportReview> {
        self.session.import.as_deref().filter(|review| !review.is_aside)
    }

    /// Imports a text that was pasted.
    pub(in crate::app) fn import_text(&mut self, text: String) -> Vec<Effect> {
        self.import_from(ImportFrom::Text(text))
    }

    /// Imports a file or a text; asks first where decisions on another one would be lost.
    fn import_from(&mut self, from: ImportFrom) -> Vec<Effect> {
        if self.session.import.as_ref().is_some_and(|review| review.has_decisions()) {
            self.session.dialog = Some(Dialog::LeaveImport(Some(AfterReview::Read(from))));
            return Vec::new();
        }
        vec![self.begin_import(from, None)]
    }

    /// Begins to import a file or a text, in the place of any other.
    pub(in crate::app) fn begin_import(&mut self, from: ImportFrom, recipe: Option<Recipe>) -> Effect {
        let reading = self.next_reading();
        put_dialog_away(self);
        let (path, text) = match from {
            ImportFrom::File(path) => (path, None),
            ImportFrom::Text(text) => (pasted_name(&text), Some(Arc::from(text))),
        };
        let review = ImportReview::new(path.clone(), text.clone(), recipe.clone(), reading);
        self.session.import = Some(Box::new(review));
        Effect::Import(ImportOrder { number: reading.0, path, text, recipe })
    }

    fn next_reading(&mut self) -> (u64, f64) {
        self.session.imports += 1;
        (self.session.imports, self.session.now_secs)
    }

    /// Begins to read the file under review again, in another way.
    fn read_import_as(&mut self, recipe: Recipe) -> Option<Effect> {
        let reading = self.next_reading();
        let review = self.session.import.as_deref_mut()?;
        review.keep();
        if let (Some(found), Some(mapping)) = (&mut review.found, &recipe.table)
            && let Some(table) = &mut found.table
            && mapping.columns.len() == table.mapping.columns.len()
        {
            // What was chosen is seen at once, what comes of it when the file has been read.
            table.mapping = mapping.clone();
        }
        review.reading = Some(reading);
        review.advance = Advance::default();
        review.recipe = Some(recipe.clone());
        let (path, text) = (review.path.clone(), review.text.clone());
        Some(Effect::Import(ImportOrder { number: reading.0, path, text, recipe: Some(recipe) }))
    }

    /// Reads the file under review again where the dossier is another one by now, so that it is compared with that.
    pub(in crate::app) fn take_due_import(&mut self) -> Option<Effect> {
        let review = self.session.import.as_deref()?;
        let is_due = !review.is_reading() && !review.is_applying && review.is_of_another(&self.file.dossier);
        if !is_due {
            return None;
        }
        let recipe = review.recipe();
        self.read_import_as(recipe)
    }

    /// Whether something was written in the form of a proposal that is not applied to it yet.
    fn has_begun_proposal(&self) -> bool {
        let is_proposal = |form: &&RecordForm| matches!(form.of, FormOf::Proposed(_));
        self.session.form.as_deref().filter(is_proposal).is_some_and(|form| form.is_begun(self))
    }

    /// Does what waited for the import, once that is in the dossier.
    pub(in crate::app) fn after_import(&mut self) -> Vec<Effect> {
        if self.session.is_editing || self.session.import.is_some() {
            return Vec::new();
        }
        self.session.after_import.take().map(|next| apply_file(self, next)).unwrap_or_default()
    }

    /// Whether it is to be asked first what becomes of the decisions on an import, which something would end.
    pub(in crate::app) fn must_ask_about_import(&self, action: &FileAction) -> bool {
        let ends =
            matches!(action, FileAction::Quit) || matches!(action, FileAction::Begin(new) if new.article.is_some());
        ends && self.session.import.as_ref().is_some_and(|review| review.has_decisions())
    }

    /// Calls off the reading that is under way; where it is the first one, there is no review any more.
    fn call_off_import(&mut self) -> Vec<Effect> {
        let Some(review) = self.session.import.as_deref_mut() else { return Vec::new() };
        if review.found.is_none() {
            return self.leave_import();
        }
        review.reading = None;
        if let Some(found) = &mut review.found {
            found.dossier = Arc::clone(&self.file.dossier);
        }
        vec![Effect::CancelImport]
    }

    /// Ends the review.
    pub(in crate::app) fn leave_import(&mut self) -> Vec<Effect> {
        if matches!(self.session.dialog, Some(Dialog::LeaveImport(_))) {
            self.session.dialog = None;
        }
        self.session.form.take_if(|form| matches!(form.of, FormOf::Proposed(_)));
        let review = self.session.import.take();
        let is_pasted = review.as_ref().is_some_and(|review| review.text.is_some());
        if is_pasted && self.session.unfinished_article.is_some() {
            let text = "The pasted text is kept: File → New from an article… has it.";
            self.session.notice = Some(Notice::done(text));
        }
        let was_reading = review.is_some_and(|review| review.is_reading());
        was_reading.then_some(Effect::CancelImport).into_iter().collect()
    }

    /// Shows how far the reading has come.
    pub(in crate::app) fn import_advanced(&mut self, number: u64, advance: Advance) {
        let review = self.session.import.as_deref_mut();
        if let Some(review) = review.filter(|review| review.reading.is_some_and(|(known, _)| known == number)) {
            review.advance = advance;
        }
    }

    /// Takes in what came of reading a file; what was called off meanwhile is let go.
    pub(in crate::app) fn import_read(&mut self, number: u64, file: ImportedFile) {
        let Some(review) = self.session.import.as_deref_mut() else { return };
        if review.reading.take_if(|(known, _)| *known == number).is_some() {
            review.take(file);
        }
    }

    /// The reading has stopped by itself.
    pub(in crate::app) fn import_stopped(&mut self, number: u64) {
        let review = self.session.import.as_deref_mut();
        let is_it = review.is_some_and(|review| review.reading.take_if(|(known, _)| *known == number).is_some());
        if is_it && self.session.import.as_ref().is_some_and(|review| review.found.is_none()) {
            self.session.import = None;
        }
    }

    /// What was accepted is in the dossier, or could not be taken in: then the review stays.
    pub(in crate::app) fn import_applied(&mut self, is_done: bool) {
        let Some(review) = self.session.import.as_deref_mut().filter(|review| review.is_applying) else { return };
        review.is_applying = false;
        if !is_done {
            self.session.after_import = None;
            return;
        }
        let counts = review.read().map(|(_, list)| list.counts()).unwrap_or_default();
        let left = match counts.open {
            0 => String::new(),
            open => format!(
                " {} left open: import the file again to decide them.",
                counted(open, "proposal is", "proposals are")
            ),
        };
        let text = format!(
            "Imported from {}: {} taken, {} dropped.{left} Undo takes it back as one step.",
            review.name(),
            counts.taken(),
            counts.dropped
        );
        // What was pasted is a source of the dossier now.
        self.session.unfinished_article.take_if(|_| review.text.is_some());
        let details = self.session.notice.take().map(|notice| notice.details).unwrap_or_default();
        self.session.notice = Some(Notice::done_with(text, details));
        let _ = self.leave_import();
    }

    /// Takes what was written in a form in the place of a proposal.
    pub(in crate::app) fn change_proposal(&mut self, form: &RecordForm) {
        let record = form.kept(self);
        let sources: Vec<Edit> =
            form.kept_new_sources(self).into_iter().map(|source| Edit::add(List::Sources, source)).collect();
        let FormOf::Proposed(key) = &form.of else { return };
        let Some(review) = self.session.import.as_deref_mut() else { return };
        let found = review.proposal(key).map(|(place, item)| (place, item.title.clone(), item.changed(record.clone())));
        let Some((place, title, edit)) = found else { return };
        let edit = if sources.is_empty() {
            edit
        } else {
            Edit::batch(title, sources.into_iter().chain(std::iter::once(edit)))
        };
        if let Some((read, list)) = review.read_mut() {
            list.change(place, Decision::Changed(edit), &mut read.proposals);
            list.go_on(&read.proposals);
        }
        review.wants_scroll = true;
    }

    /// The identifiers of a list that come with what is imported, whatever is taken of it.
    pub(in crate::app) fn comes_with_import(&self, list: &List, id: &str) -> bool {
        let read = self.session.import.as_deref().and_then(ImportReview::read);
        read.is_some_and(|(read, _)| {
            read.proposals.foundation.iter().any(
                |edit| matches!(edit, Edit::Insert { list: of, value, .. } if of == list && value.text_of("id") == id),
            )
        })
    }
}
