//! What the program knows and forgets when it ends.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Conflict, Dialog, FileAction, Finder, FormOf, Guide, History, ImportReview, JsonText, Loading, Notice, Opening,
    PendingChange, RecordForm, Recovery, ReviewDraft, Selection, Shown, Undo,
};
use crate::dossier::{Day, FactIx};
use crate::load::{Diagnostic, LoadError};

/// What is forgotten when the program ends.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for or shown independently of the others")]
pub struct Session {
    /// Today, where anybody knows.
    pub today: Option<Day>,
    /// The facts that were selected before.
    pub history: History,
    /// The facts that are selected beside the one that is read.
    pub(super) selection: Selection,
    /// What can be undone of the changes of the view.
    pub undo: Undo,
    /// How long the program has been running, in seconds; what follows quickly is one step for undoing.
    pub now_secs: f64,
    /// What is searched for.
    pub query: String,
    /// What passes the filters and the search.
    pub shown: Arc<Shown>,
    /// The search that is on its way, where one is.
    pub search: Search,
    /// Whether the dossier is being audited by other options, while the findings by those of before stay.
    pub is_auditing: bool,
    pub(super) finder: Finder,
    /// Where the cursor stands that runs through timeline and chart, in days since 1970-01-01.
    pub cursor_days: Option<f64>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// The record that is being written in the detail panel.
    pub form: Option<Box<RecordForm>>,
    /// What the form is of that is being taken into the dossier.
    pub(super) applied_form: Option<FormOf>,
    /// A note on a finding that was put away before it was kept.
    pub unfinished_note: Option<ReviewDraft>,
    /// Forms that were put away before what they hold was kept, the latest last; at most one of each record.
    pub unfinished_forms: Vec<RecordForm>,
    /// Texts of records that something else took the place of, before what was written in them was kept; at most one of each.
    pub unfinished_json: Vec<JsonText>,
    /// The text of an article that was pasted, until its facts are in a dossier.
    pub unfinished_article: Option<String>,
    /// Whether a change of the dossier is being made beside the window.
    pub is_editing: bool,
    /// That change, as far as it can be shown already.
    pub pending: Option<Box<PendingChange>>,
    /// The foreign file that is under review.
    pub import: Option<Box<ImportReview>>,
    /// How many times a foreign file was read so far.
    pub(super) imports: u64,
    /// Whether the dossier is being saved.
    pub is_saving: bool,
    /// Whether it is to be saved again, once that is done.
    pub saves_again: bool,
    /// What is done once what was accepted of an import is in the dossier.
    pub(super) after_import: Option<FileAction>,
    /// What is done once the dossier is saved.
    pub after_saving: Option<FileAction>,
    /// Whether a person has said that what is not saved may be lost.
    pub drops_unsaved: bool,
    /// What another program has done to the file, while there is something that is not saved.
    pub conflict: Option<Box<Conflict>>,
    /// What killed windows had not saved.
    pub recoveries: Vec<Recovery>,
    /// Whether they are still to be offered.
    pub(super) offers_recoveries: bool,
    /// What is restored once the file that it is of is open.
    pub(super) restoring: Option<Box<Recovery>>,
    /// The latest message.
    pub notice: Option<Notice>,
    /// What was wrong with the file that could not be opened last, and its name.
    pub refused: Option<(PathBuf, Vec<Diagnostic>)>,
    /// Whether the open file cannot be read any more as it is on disk, and the last sound version is on the screen.
    pub is_file_broken: bool,
    /// The file that is being opened.
    pub loading: Option<Loading>,
    /// The same with how far it has come, once it takes a while.
    pub opening: Option<Opening>,
    /// How many files were opened so far.
    pub(super) openings: u64,
    /// Whether the window closes once all is saved.
    pub closes_when_saved: bool,
    /// How much of a figure is exported, from 0 to 1, while one is.
    pub export_share: Option<f32>,
    /// Whether the preview of an export is as large as the file, and not as the room for it.
    pub is_preview_true_size: bool,
    /// Whether the search field asks for the keyboard.
    pub wants_search_focus: bool,
    /// Whether the keyboard moves on by a panel: `Some(true)` to the one before.
    pub wants_panel_step: Option<bool>,
    /// Where a person is in the guide, while it is open.
    pub guide: Option<Guide>,
    /// The report of the last crash, which nobody has seen yet.
    pub crash_report: Option<String>,
    /// Whether the hint for beginners is shown.
    pub shows_hint: bool,
    /// Whether the selected fact is to be scrolled to.
    pub wants_scroll_to_selected: bool,
}

impl Session {
    /// Forgets what was asked for once, and done by drawing the window.
    pub fn drawn(&mut self) {
        self.wants_search_focus = false;
        self.wants_scroll_to_selected = false;
        self.wants_panel_step = None;
        if let Some(review) = &mut self.import {
            review.wants_scroll = false;
        }
    }

    /// Says why a file could not be opened, with all that is wrong in it where it could be read.
    pub fn refuse(&mut self, error: &LoadError) {
        let text = format!("{} could not be opened: {}.", error.path().display(), error.summary());
        // What is no dossier by its name may be a list of events or of sources; what is not there is neither.
        let is_dossier = error.path().to_string_lossy().ends_with(crate::load::EXTENSION);
        let import = (!is_dossier && !error.diagnostics().is_empty()).then(|| error.path().to_owned());
        self.notice = Some(Notice::trouble(text, Vec::new()).offering_import(import));
        if !error.diagnostics().is_empty() {
            self.refused = Some((error.path().to_owned(), error.diagnostics().to_vec()));
            self.dialog = Some(Dialog::Diagnostics);
        }
    }

    /// Forgets what was wrong with the open file, which is sound again.
    pub fn mend(&mut self) {
        if std::mem::take(&mut self.is_file_broken) {
            self.refused = None;
            self.notice = None;
        }
    }
}

/// A search through very many facts, which takes longer than a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Which search it is; what an earlier one finds is of no interest any more.
    pub(super) number: u64,
    /// Whether it is on its way.
    pub is_running: bool,
    /// The first facts that it has found, while it goes on.
    pub first: Vec<FactIx>,
}
