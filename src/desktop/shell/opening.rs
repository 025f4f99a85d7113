//! Opening a file beside the window: what is open stays usable, how far it is is told, and it can be called off.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::charts::figure_in;
use super::tasks::{Report, Tasks, event};
use crate::analysis::AuditOptions;
use crate::app::{AppState, ChartDossier, Event, ExportedChart, Job, LoadOrder, OpenFile};
use crate::dossier::{Dossier, Parts};
use crate::export::Provenance;
use crate::load::{Loaded, Progress, SHIPPED_NAME, Stage, load, load_shipped, load_watched};

/// A file that a thread is reading.
pub(super) struct Underway {
    number: u64,
    progress: Arc<Progress>,
}

impl Underway {
    pub(super) const fn new(number: u64, progress: Arc<Progress>) -> Self {
        Self { number, progress }
    }

    /// Calls it off.
    pub(super) fn cancel(&self) {
        self.progress.cancel();
    }

    /// Whether it is the opening of this number.
    pub(super) const fn is(&self, number: u64) -> bool {
        self.number == number
    }
}

impl Tasks {
    /// Opens a dossier, or what a chart shows; an opening that is under way is called off.
    pub(super) fn load(&mut self, state: &AppState, LoadOrder { number, path }: LoadOrder) {
        self.cancel_load();
        let progress = Arc::new(Progress::default());
        self.loading = Some(Underway { number, progress: Arc::clone(&progress) });
        let path = path.map(|path| std::path::absolute(&path).unwrap_or(path));
        self.watched.note_before_load(path.as_deref());
        let (options, recent) = (state.audit_options(), state.settings.recent_files.clone());
        let open = state.file.clone();
        self.spawn(Job::Load(number), move || {
            if let Some(path) = path {
                return opened(number, path, &open, &recent, options, &progress);
            }
            let result = load_shipped().map(|loaded| Box::new(OpenFile::new(loaded, None, options)));
            event(Event::Opened { opening: number, result: result.map_err(Arc::new) })
        });
    }

    /// Calls off the opening that is under way.
    pub(super) fn cancel_load(&mut self) {
        if let Some(underway) = self.loading.take() {
            underway.cancel();
        }
    }

    /// How far the opening has come that is under way, or else the reading of a foreign file.
    #[must_use]
    pub fn advance(&self) -> Option<Event> {
        if let Some(Underway { number, progress }) = &self.loading {
            return Some(Event::Advanced { opening: *number, advance: progress.advance() });
        }
        let Underway { number, progress } = self.importing.as_ref()?;
        Some(Event::ImportAdvanced { number: *number, advance: progress.advance() })
    }
}

/// What came of a file that was opened.
fn opened(
    opening: u64,
    path: PathBuf,
    open: &OpenFile,
    recent: &[PathBuf],
    options: AuditOptions,
    progress: &Progress,
) -> Report {
    if let Some(figure) = figure_in(&path) {
        let chart = Box::new(exported_chart(path, figure, open, recent, options));
        return event(Event::ChartOpened { opening, chart });
    }
    let result = load_watched(&path, progress).map(|loaded| {
        progress.begin(Stage::Arranging);
        let file = Box::new(OpenFile::new(loaded, Some(path), options));
        // Where each record stands is looked up beside the window, so that the first edit need not wait for it.
        let later = file.clone();
        std::thread::spawn(move || later.document().is_some());
        file
    });
    event(Event::Opened { opening, result: result.map_err(Arc::new) })
}

/// A chart, with the dossier that it is to be shown on, and what has changed in that since it was drawn.
fn exported_chart(
    path: PathBuf,
    figure: Provenance,
    open: &OpenFile,
    recent: &[PathBuf],
    options: AuditOptions,
) -> ExportedChart {
    let is_open = figure.sha256 == open.sha256;
    let found = if is_open { None } else { dossier_of(&path, &figure, recent, options) };
    let dossier = match found {
        // The very file comes first, and then one of its name.
        Some(file) if file.sha256 == figure.sha256 => ChartDossier::Other(Box::new(file)),
        _ if is_open || open.name() == figure.file => ChartDossier::Open(open.sha256.clone()),
        Some(file) => ChartDossier::Other(Box::new(file)),
        None => ChartDossier::NotFound,
    };
    let differences = match &dossier {
        ChartDossier::Open(_) => figure.differences(open),
        ChartDossier::Other(file) => figure.differences(file),
        ChartDossier::NotFound => Vec::new(),
    };
    let Provenance { dossier: title, file, view, .. } = figure;
    ExportedChart { path, title, file, view, dossier, differences }
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
