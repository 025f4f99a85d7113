//! Opening files: one at a time, each with a number, so that what comes of one that was called off is let go.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{AppState, Effect, FileAction, LoadOrder, OpenFile, Opening, View};
use crate::load::{Advance, LoadError, SHIPPED_NAME, load_shipped};

/// An opening that takes no longer than this shows no bar, which would only flicker; in seconds.
const UNSHOWN_SECS: f64 = 0.15;

/// A file that is being opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    number: u64,
    /// The name of the file, without its folder.
    name: String,
    /// When it began, in the time of the program.
    since_secs: f64,
    /// How it was looked at before, where the program was started with it and shows nothing until it is there.
    first_view: Option<View>,
}

impl AppState {
    /// Begins to open a file, or the shipped dossier; an opening that is under way is called off.
    pub(super) fn begin_opening(&mut self, path: Option<PathBuf>) -> Effect {
        let drops_unsaved = self.session.drops_unsaved;
        self.call_off_opening();
        self.session.drops_unsaved = drops_unsaved;
        self.load(path, None)
    }

    /// Begins to open the file that the program was started with; where there is a view, nothing else is shown yet.
    pub(super) fn begin_first_opening(&mut self, path: PathBuf, view: Option<View>) -> Effect {
        self.load(Some(path), view)
    }

    fn load(&mut self, path: Option<PathBuf>, first_view: Option<View>) -> Effect {
        let session = &mut self.session;
        session.openings += 1;
        let (number, since_secs) = (session.openings, session.now_secs);
        let name = path.as_deref().map_or_else(|| SHIPPED_NAME.to_owned(), file_name);
        session.loading = Some(Loading { number, name, since_secs, first_view });
        Effect::Load(LoadOrder { number, path })
    }

    /// Calls off the opening that is under way; the dossier that is open stays.
    pub(super) fn call_off_opening(&mut self) {
        self.session.opening = None;
        self.session.drops_unsaved = false;
        self.session.restoring = None;
        if let Some(Loading { first_view: Some(_), .. }) = self.session.loading.take() {
            self.show_shipped();
        }
    }

    /// Shows how far an opening has come, where that takes a while.
    pub(super) fn opening_advanced(&mut self, number: u64, advance: Advance) {
        let session = &mut self.session;
        let Some(loading) = session.loading.as_ref().filter(|loading| loading.number == number) else { return };
        if session.now_secs - loading.since_secs > UNSHOWN_SECS {
            session.opening = Some(Opening { name: loading.name.clone(), advance });
        }
    }

    /// Shows what was opened, or says why it was not; what was called off meanwhile is let go.
    pub(super) fn opened(&mut self, number: u64, result: Result<Box<OpenFile>, Arc<LoadError>>) -> Vec<Effect> {
        let Some(Loading { first_view, .. }) = self.end_opening(number) else { return Vec::new() };
        let restoring = self.session.restoring.take();
        match result {
            // Something was changed while it was read.
            Ok(file) if self.is_guarded() => {
                self.ask_to_save(file.path.map_or(FileAction::OpenShipped, FileAction::Open));
            }
            Ok(file) => {
                self.show(*file);
                if let Some(view) = first_view {
                    self.take_view(view);
                }
                if let Some(recovery) = restoring {
                    return self.restore_here(*recovery);
                }
                return self.show_due_guide_step();
            }
            Err(error) => {
                self.session.drops_unsaved = false;
                if first_view.is_some() {
                    self.show_shipped();
                }
                self.session.refuse(&error);
            }
        }
        Vec::new()
    }

    /// Takes the opening of a number as done; `None` where it is not the one that is under way.
    pub(super) fn end_opening(&mut self, number: u64) -> Option<Loading> {
        let ended = self.session.loading.take_if(|loading| loading.number == number)?;
        self.session.opening = None;
        Some(ended)
    }

    /// An opening has stopped by itself.
    pub(super) fn opening_stopped(&mut self, number: u64) {
        if let Some(Loading { first_view: Some(_), .. }) = self.end_opening(number) {
            self.show_shipped();
        }
    }

    /// Shows a dossier that has been opened.
    pub(super) fn show(&mut self, file: OpenFile) {
        if let Some(path) = &file.path {
            self.settings.remember_file(path.clone());
        }
        self.session.notice = None;
        self.replace_file(file);
    }

    /// Shows the shipped dossier at once, in the place of nothing.
    fn show_shipped(&mut self) {
        if let Ok(loaded) = load_shipped() {
            self.replace_file(OpenFile::new(loaded, None, self.audit_options()));
        }
    }
}

/// The name of a file, without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
