//! What the window shows first: it is put together while the window is being opened.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::prewarm::DrawingContext;
use super::saved_session::SavedSession;
use super::shell::{FirstFile, nothing_yet, today};
use crate::app::{AppState, Notice, View};
use crate::load::{LoadError, Loaded, load, load_input, load_shipped};

/// What is given in the place of a file for standard input.
const INPUT: &str = "-";
/// A file of at least this size is opened by the window, which shows how far that is; in bytes.
const LARGE: u64 = 4_000_000;

/// What the window shows first.
pub(super) struct FirstState {
    pub(super) state: AppState,
    /// Why it is not what was asked for.
    pub(super) refused: Option<Arc<LoadError>>,
    /// What was asked for, where it takes a while.
    pub(super) large: Option<FirstFile>,
}

/// What was asked for, and what came of it.
pub(super) struct Startup {
    /// The file that was asked for.
    file: Option<PathBuf>,
    memory: SavedSession,
    /// What there is to say of the memory.
    notice: Option<String>,
    came_of_it: OnceLock<Result<FirstState, Arc<LoadError>>>,
    drawing: DrawingContext,
    prewarmed: OnceLock<()>,
}

impl Startup {
    /// Starts to put it together and to prewarm it, on a thread of its own.
    pub(super) fn start(file: Option<PathBuf>, memory: SavedSession, notice: Option<String>) -> Arc<Self> {
        let drawing = DrawingContext::new(&memory.settings);
        let (came_of_it, prewarmed) = (OnceLock::new(), OnceLock::new());
        let startup = Arc::new(Self { file, memory, notice, came_of_it, drawing, prewarmed });
        let begun = Arc::clone(&startup);
        thread::spawn(move || begun.prewarm());
        startup
    }

    /// What it is drawn in. While its first frame is prewarmed, nobody else may draw there.
    pub(super) fn drawing(&self) -> DrawingContext {
        self.drawing.clone()
    }

    /// Rehearses what the window shows first, where there is something to show, and waits until that is done.
    pub(super) fn prewarm(&self) {
        if let Ok(first) = self.wait() {
            self.prewarmed.get_or_init(|| self.drawing.prewarm(&first.state));
        }
    }

    /// What the window shows first.
    ///
    /// # Errors
    ///
    /// Where there is nothing to show: standard input holds no dossier.
    pub(super) fn wait(&self) -> Result<&FirstState, Arc<LoadError>> {
        self.came_of_it.get_or_init(|| self.first_state()).as_ref().map_err(Arc::clone)
    }

    fn first_state(&self) -> Result<FirstState, Arc<LoadError>> {
        first_state(self.file.clone(), self.memory.clone(), self.notice.clone())
    }
}

/// What the window shows first, and why it is not what was asked for.
fn first_state(
    file: Option<PathBuf>,
    memory: SavedSession,
    memory_notice: Option<String>,
) -> Result<FirstState, Arc<LoadError>> {
    let SavedSession { settings, file: last_file, view } = memory;
    let mut notice = memory_notice.map(|text| Notice::trouble(text, Vec::new()));
    let mut opened: Option<(Loaded, Option<PathBuf>, View)> = None;
    let (mut refused, mut large) = (None, None);
    let is_large = |path: &Path| std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() >= LARGE);
    let later = |path: PathBuf, view: View| FirstFile { path, view, refused: Arc::default() };
    let is_input = file.as_deref().is_some_and(|file| file.as_os_str() == INPUT);
    if is_input {
        opened = Some((load_input(std::io::stdin().lock())?, None, View::default()));
    } else if let Some(path) = file {
        let path = std::path::absolute(&path).unwrap_or(path);
        let is_last = last_file.as_ref() == Some(&path);
        let view = if is_last { view } else { View::default() };
        if is_large(&path) {
            opened = Some((nothing_yet(&path), None, View::default()));
            large = Some(later(path, view));
        } else {
            match load(&path) {
                Ok(loaded) => opened = Some((loaded, Some(path), view)),
                Err(error) => refused = Some(Arc::new(error)),
            }
        }
    } else if let Some(path) = last_file.as_ref().filter(|path| is_large(path)) {
        opened = Some((nothing_yet(path), None, View::default()));
        large = Some(later(path.clone(), view));
    } else if let Some(path) = last_file {
        match load(&path) {
            Ok(loaded) => opened = Some((loaded, Some(path), view)),
            Err(error) => {
                let text = format!(
                    "The dossier that was open last could not be opened: {}: {}.",
                    path.display(),
                    error.summary()
                );
                notice = Some(Notice::trouble(text, error.to_string().lines().map(str::to_owned).collect()));
            }
        }
    } else {
        opened = Some((load_shipped()?, None, view));
    }
    let (loaded, path, view) = match opened {
        Some(opened) => opened,
        None => (load_shipped()?, None, View::default()),
    };
    let mut state = AppState::new(loaded, path.clone(), view, settings).with_today(today());
    state.session.shows_hint = !state.settings.has_seen_hint;
    // It is seen once, whether or not anybody puts it away.
    state.settings.has_seen_hint = true;
    state.file.is_input = is_input;
    if let Some(path) = path {
        state.settings.remember_file(path);
    }
    state.session.notice = notice;
    if let Some(error) = &refused {
        state.session.refuse(error);
    }
    Ok(FirstState { state, refused, large })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_opened_is_told_beside_the_shipped_dossier() {
        let folder = tempfile::tempdir().expect("a folder");
        let startup = Startup::start(Some(folder.path().join("none.dossier.json")), SavedSession::default(), None);
        let FirstState { state, refused, large } = startup.wait().expect("something to show");
        assert_eq!(state.dossier().title(), load_shipped().expect("sound").dossier.title());
        assert!(state.session.notice.is_some() && refused.is_some() && large.is_none());
        assert_eq!(state.session.today, today());
    }
}
