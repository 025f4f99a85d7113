//! The open file has changed on disk: it is read again, and what is looked at stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tasks::{Message, Tasks};
use crate::analysis::AuditOptions;
use crate::app::{AppState, FileChanges, Job, OpenFile, Revalidated};
use crate::desktop::watch::{Stamp, Watch};
use crate::dossier::Dossier;
use crate::export::DossierDifferences;
use crate::load::{load_bytes, load_changed};

/// The open file as the system shows it.
#[derive(Default)]
pub(super) struct Watched {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    /// `None` where there is no file, or where the system cannot watch it: then it is looked at whenever the window is
    /// turned to.
    _watch: Option<Watch>,
    had_focus: bool,
    /// A file that is being opened, as it was before.
    before_load: Option<(PathBuf, Option<Stamp>)>,
}

/// What the file held when it was read or written last.
pub(super) struct Held {
    /// The dossier, where it is at hand.
    dossier: Option<Arc<Dossier>>,
    text: Arc<str>,
    pub(super) sha256: String,
}

impl Held {
    pub(super) fn of(state: &AppState) -> Self {
        let dossier = (!state.is_unsaved()).then(|| Arc::clone(&state.file.dossier));
        Self { dossier, text: Arc::clone(state.unsaved.base()), sha256: state.unsaved.base_sha256().to_owned() }
    }
}

impl Watched {
    /// Takes in how a file looks that is about to be opened: what is written to it meanwhile is a change.
    pub(super) fn note_before_load(&mut self, path: Option<&Path>) {
        self.before_load = path.map(|path| (path.to_owned(), Stamp::of(path)));
    }

    /// Takes in how the file looked when it was read.
    pub(super) fn looked_at(&mut self, path: &Path, stamp: Option<Stamp>) {
        if self.path.as_deref() == Some(path) {
            self.stamp = stamp;
        }
    }
}

/// Reads a file again, and compares it with what it held; one of the same bytes is not gone through.
pub(super) fn revalidated(path: &Path, old: &Held, options: AuditOptions) -> Revalidated {
    let Held { dossier, text, sha256 } = old;
    match load_changed(path, sha256) {
        Ok(None) => Revalidated::Same,
        Ok(Some(loaded)) => {
            let old = dossier.clone().or_else(|| load_bytes(text.as_bytes()).ok().map(|old| Arc::new(old.dossier)));
            let differences = old.map(|old| DossierDifferences::between(&old, &loaded.dossier));
            let DossierDifferences { added, removed, changed, lines } = differences.unwrap_or_default();
            let file = OpenFile::new(loaded, Some(path.to_owned()), options);
            Revalidated::New(Box::new(file), FileChanges { added, removed, changed, lines })
        }
        Err(error) if error.is_unreadable() => Revalidated::Unreadable(error.summary()),
        Err(error) => Revalidated::Broken { summary: error.summary(), diagnostics: error.diagnostics().to_vec() },
    }
}

impl Tasks {
    /// Watches the file that is open now, and looks at it when the window is turned to: some disks tell nothing.
    pub fn watch_file(&mut self, state: &AppState, has_focus: bool) {
        if self.watched.path != state.file.path {
            let path = state.file.path.clone();
            let watch = path.as_ref().and_then(|path| {
                let (tell, told) = (self.teller(), path.clone());
                Watch::new(path, move || _ = tell.tell(Message::FileChanged(told.clone()))).ok()
            });
            let now = path.as_deref().and_then(Stamp::of);
            let before = self.watched.before_load.take().filter(|(before, _)| path.as_ref() == Some(before));
            let stamp = before.map_or(now, |(_, stamp)| stamp);
            self.watched = Watched { path: path.clone(), stamp, _watch: watch, had_focus: true, before_load: None };
            if let Some(path) = path.filter(|_| stamp != now) {
                self.read_again(state, path);
            }
        }
        let is_turned_to = has_focus && !std::mem::replace(&mut self.watched.had_focus, has_focus);
        if is_turned_to && let Some(path) = self.watched.path.clone() {
            self.read_again(state, path);
        }
    }

    /// Reads a file again where it is the open one and looks otherwise than before.
    pub(super) fn read_again(&self, state: &AppState, path: PathBuf) {
        // What this window is saving itself is read back by that.
        if state.file.path.as_ref() != Some(&path) || self.is_saving(&path) {
            return;
        }
        let (known, held, options) = (self.watched.stamp, Held::of(state), state.audit_options());
        self.start(Job::Other, move || {
            let stamp = Stamp::of(&path);
            let found = (stamp != known).then(|| revalidated(&path, &held, options));
            Some(Message::LookedAt { path, stamp, found })
        });
    }
}
