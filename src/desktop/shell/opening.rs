//! Opening a file beside the window: what is open stays usable, how far it is is shown, and it can be called off.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use egui::Context;

use super::Shell;
use super::answers::Answer;
use super::charts::figure_in;
use crate::analysis::AuditOptions;
use crate::app::{OpenFile, Opening, View};
use crate::dossier::{Dossier, Parts};
use crate::export::Provenance;
use crate::load::{LoadError, Loaded, Progress, SHIPPED_NAME, Stage, load, load_shipped, load_watched};

/// An opening that takes no longer than this shows no bar, which would only flicker; in seconds.
const UNSHOWN_SECS: f64 = 0.15;
/// How often the bar is drawn anew; where the processor draws the window, that is taken from the opening.
const REDRAWN_EVERY: Duration = Duration::from_millis(200);

/// A file that a thread is opening.
pub(super) struct Underway {
    progress: Arc<Progress>,
    name: String,
    since_secs: f64,
    first: Option<FirstFile>,
}

/// The file that the window was started with, where it is so large that the window opens before it.
#[derive(Clone)]
pub(in crate::desktop) struct FirstFile {
    /// The file.
    pub(in crate::desktop) path: PathBuf,
    /// How it was looked at before.
    pub(in crate::desktop) view: View,
    /// Told why it could not be opened.
    pub(in crate::desktop) refused: Arc<OnceLock<Arc<LoadError>>>,
}

/// What became of a file that was opened.
pub(super) struct Opened {
    /// Which opening this was; none for the shipped dossier.
    progress: Option<Arc<Progress>>,
    result: Result<OpenFile, LoadError>,
}

impl Shell {
    /// Opens the file that the window was started with.
    pub(super) fn open_first(&mut self, ctx: &Context, first: FirstFile) {
        self.open(ctx, first.path.clone());
        if let Some(opening) = &mut self.opening {
            opening.first = Some(first);
        }
    }

    /// Opens a dossier, or what a figure shows; an opening that is under way is called off.
    pub(super) fn open(&mut self, ctx: &Context, path: PathBuf) {
        self.cancel_opening();
        let progress = Arc::new(Progress::default());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let since_secs = ctx.input(|input| input.time);
        self.opening = Some(Underway { progress: Arc::clone(&progress), name, since_secs, first: None });
        let (options, recent) = (self.state.audit_options(), self.state.settings.recent_files.clone());
        let open_sha256 = self.state.file.sha256.clone();
        self.on_thread(ctx, move || {
            let path = std::path::absolute(&path).unwrap_or(path);
            if let Some(figure) = figure_in(&path) {
                let is_open = figure.sha256 == open_sha256;
                let found = if is_open { None } else { dossier_of(&path, &figure, &recent, options) };
                return Answer::Reopened { path, figure: Box::new(figure), found: found.map(Box::new) };
            }
            let result = load_watched(&path, &progress).map(|loaded| {
                progress.begin(Stage::Arranging);
                OpenFile::new(loaded, Some(path), options)
            });
            Answer::Opened(Box::new(Opened { progress: Some(progress), result }))
        });
        ctx.request_repaint_after(REDRAWN_EVERY);
    }

    /// Opens the shipped dossier.
    pub(super) fn open_shipped(&mut self, ctx: &Context) {
        self.cancel_opening();
        let options = self.state.audit_options();
        self.on_thread(ctx, move || {
            let result = load_shipped().map(|loaded| OpenFile::new(loaded, None, options));
            Answer::Opened(Box::new(Opened { progress: None, result }))
        });
    }

    /// Calls off the opening that is under way; the dossier that is open stays.
    pub(super) fn cancel_opening(&mut self) {
        self.state.session.opening = None;
        let Some(Underway { progress, first, .. }) = self.opening.take() else { return };
        progress.cancel();
        if first.is_some() {
            self.show_shipped();
        }
    }

    /// Shows how far the opening is that is under way.
    pub(super) fn watch_opening(&mut self, ctx: &Context) {
        let Some(Underway { progress, name, since_secs, .. }) = &self.opening else { return };
        if Arc::strong_count(progress) == 1 {
            // Its thread has ended without an answer, and says elsewhere why.
            self.cancel_opening();
            return;
        }
        if ctx.input(|input| input.time) - since_secs > UNSHOWN_SECS {
            let advance = progress.advance();
            self.state.session.opening = Some(Opening { name: name.clone(), advance });
        }
        ctx.request_repaint_after(REDRAWN_EVERY);
    }

    /// Shows what was opened, or says why it was not; what was called off meanwhile is let go.
    pub(super) fn opened(&mut self, Opened { progress, result }: Opened) {
        let mut first = None;
        if let Some(progress) = progress {
            let underway = self.opening.take_if(|opening| Arc::ptr_eq(&opening.progress, &progress));
            let Some(underway) = underway else { return };
            first = underway.first;
        }
        self.state.session.opening = None;
        match result {
            Ok(file) => {
                self.show(file);
                if let Some(FirstFile { view, .. }) = first {
                    self.state.take_view(view);
                }
            }
            Err(error) => {
                let refused = first.map(|FirstFile { refused, .. }| {
                    self.show_shipped();
                    refused
                });
                self.state.session.refuse(&error);
                if let Some(refused) = refused {
                    let _first_of_all = refused.set(Arc::new(error));
                }
            }
        }
    }

    /// An opening has led to a figure, which says itself what is to be opened.
    pub(super) fn opening_led_elsewhere(&mut self) {
        self.opening = None;
        self.state.session.opening = None;
    }

    /// Shows a dossier that has been opened.
    pub(super) fn show(&mut self, file: OpenFile) {
        if let Some(path) = &file.path {
            self.state.settings.remember_file(path.clone());
        }
        self.state.session.notice = None;
        self.state.replace_file(file);
    }

    /// Shows the shipped dossier at once, in the place of nothing.
    fn show_shipped(&mut self) {
        if let Ok(loaded) = load_shipped() {
            let file = OpenFile::new(loaded, None, self.state.audit_options());
            self.state.replace_file(file);
        }
    }
}

/// The dossier that a figure was drawn from, as it is now: beside the figure, among the recent files, or the shipped one.
fn dossier_of(path: &Path, figure: &Provenance, recent: &[PathBuf], options: AuditOptions) -> Option<OpenFile> {
    let recent =
        recent.iter().filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy() == figure.file));
    let files = beside(path, &figure.file).into_iter().chain(recent.cloned());
    let files = files.filter_map(|file| Some((load(&file).ok()?, Some(file))));
    let shipped = (figure.file == SHIPPED_NAME).then(|| Some((load_shipped().ok()?, None))).flatten();
    let mut of_its_name = None;
    for (loaded, file) in files.chain(shipped) {
        // The very file comes first, and then one of its name.
        if loaded.sha256 == figure.sha256 {
            return Some(OpenFile::new(loaded, file, options));
        }
        of_its_name = of_its_name.or(Some((loaded, file)));
    }
    of_its_name.map(|(loaded, file)| OpenFile::new(loaded, file, options))
}

/// What a window shows until the file that it was started with is there: a dossier without anything in it.
pub(in crate::desktop) fn nothing_yet(path: &Path) -> Loaded {
    let title = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let parts = Parts { title, ..Parts::default() };
    Loaded { dossier: Dossier::new(parts), warnings: Vec::new(), sha256: String::new(), text: "".into() }
}

/// A file in the folder of another one. What a figure says its dossier is called must not lead anywhere else.
fn beside(path: &Path, name: &str) -> Option<PathBuf> {
    (Path::new(name).file_name()? == name).then(|| path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_leads_to_no_other_folder() {
        let figure = Path::new("/figures/chart.png");
        assert_eq!(beside(figure, "a b.dossier.json"), Some("/figures/a b.dossier.json".into()));
        for name in ["/etc/a.dossier.json", "../a.dossier.json", "b/a.dossier.json", "..", ".", "", "a/"] {
            assert_eq!(beside(figure, name), None, "{name}");
        }
    }
}
