//! What comes back from the threads, and what is done with it.

use std::path::{Path, PathBuf};

use egui::Context;

use super::Shell;
use super::figures::Clip;
use super::reload::Reread;
use crate::app::{Action, Dialog, ExportRequest, FileAction, LayoutAction, Notice, Pick, ReviewOrder, Shown};
use crate::dossier::FactIx;
use crate::export::{ExportError, Provenance};
use crate::load::{LoadError, Loaded, SHIPPED_NAME, load, load_shipped};
use crate::window::parts::counted;
use crate::window::watch::Stamp;

/// What comes back from a thread.
pub(super) enum Answer {
    Picked { pick: Pick, path: Option<PathBuf>, was_shown: bool },
    Loaded { path: Option<PathBuf>, result: Box<Result<Loaded, LoadError>> },
    Reopened { path: PathBuf, figure: Box<Provenance> },
    Exporting { share: f32 },
    Exported { request: Box<ExportRequest>, result: Result<(), ExportError> },
    Previewed { request: Box<ExportRequest>, result: Result<Clip, ExportError> },
    Copied { name: String, copied: Result<Clip, ExportError> },
    Reviewed { order: ReviewOrder, result: Box<Result<Loaded, String>> },
    FileChanged(PathBuf),
    Reread { path: PathBuf, stamp: Option<Stamp>, reread: Option<Box<Reread>> },
    NewWindow(Option<String>),
    Stopped,
    FoundFirst { number: u64, facts: Vec<FactIx> },
    Found { number: u64, shown: Option<Box<Shown>> },
}

impl Shell {
    pub(super) fn receive(&mut self, ctx: &Context) {
        while let Ok(answer) = self.answers.try_recv() {
            // A change on disk, and how far an export is, is told without having been asked for; a search answers twice.
            let is_extra =
                matches!(answer, Answer::FileChanged(_) | Answer::Exporting { .. } | Answer::FoundFirst { .. });
            self.awaited -= usize::from(!is_extra);
            match answer {
                Answer::Picked { pick, path, was_shown } => self.picked(ctx, pick, path, was_shown),
                Answer::Loaded { path, result } => self.loaded(path, *result),
                Answer::Reopened { path, figure } => self.reopened(&path, &figure),
                Answer::Exporting { share } => self.state.session.export_share = Some(share),
                Answer::Exported { request, result } => self.exported(&request, result),
                Answer::Previewed { request, result } => self.previewed(ctx, *request, result),
                Answer::Copied { name, copied } => self.copied(ctx, &name, copied),
                Answer::Reviewed { order, result } => self.reviewed(order, *result),
                Answer::FileChanged(path) => self.read_again(ctx, path),
                Answer::Reread { path, stamp, reread: Some(reread) } => self.reread(path, stamp, *reread),
                Answer::FoundFirst { number, facts } => self.state.found_first(number, facts),
                Answer::Found { number, shown: Some(shown) } => self.state.found(number, *shown),
                Answer::Found { shown: None, .. } | Answer::Reread { reread: None, .. } | Answer::NewWindow(None) => {}
                Answer::Stopped => {
                    let text = "Something went wrong within Attaché, and was not done. A report is beside the log.";
                    self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
                }
                Answer::NewWindow(Some(error)) => {
                    self.state.session.notice = Some(Notice::trouble(error, Vec::new()));
                }
            }
        }
    }

    fn picked(&mut self, ctx: &Context, pick: Pick, path: Option<PathBuf>, was_shown: bool) {
        match (pick, path) {
            (Pick::Dossier, Some(path)) => self.act(ctx, Action::File(FileAction::Open(path))),
            (Pick::DossierForNewWindow, Some(path)) => self.act(ctx, Action::File(FileAction::OpenInNewWindow(path))),
            (Pick::Dossier | Pick::DossierForNewWindow, None) if !was_shown => {
                self.state.session.dialog = Some(Dialog::OpenFile);
            }
            (Pick::Figure(request), Some(path)) => {
                // The desktop's dialog has asked already whether the file may be replaced.
                let request = ExportRequest { path, may_replace: true, ..request };
                self.act(ctx, Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(request)))));
            }
            (Pick::Figure(_), None) if !was_shown => {
                let text = "This desktop offers no dialog for files. Type the path of the file into the field.";
                self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
            }
            (Pick::Dossier | Pick::DossierForNewWindow | Pick::Figure(_), None) => {}
        }
    }

    fn loaded(&mut self, path: Option<PathBuf>, result: Result<Loaded, LoadError>) {
        match result {
            Ok(loaded) => {
                if let Some(path) = &path {
                    self.state.settings.remember_file(path.clone());
                }
                self.state.session.notice = None;
                self.state.replace_file(loaded, path);
            }
            Err(error) => self.state.session.refuse(&error),
        }
    }

    /// Shows what a figure shows, on the dossier that it was drawn from, and says what has changed in that since.
    fn reopened(&mut self, path: &Path, figure: &Provenance) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if self.state.file.sha256 != figure.sha256 {
            match self.dossier_of(path, figure) {
                Some((loaded, dossier)) if loaded.sha256 == figure.sha256 => self.loaded(dossier, Ok(loaded)),
                _ if self.state.file.name() == figure.file => {}
                Some((loaded, dossier)) => self.loaded(dossier, Ok(loaded)),
                None => {
                    let text = format!(
                        "{name} was drawn from “{}” ({}), which was found neither beside it nor among the recent files. \
                         Open that dossier, then open the figure again.",
                        figure.dossier, figure.file
                    );
                    self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
                    return;
                }
            }
        }
        self.state.restore_view(&figure.view);
        let differences = figure.differences(&self.state.file);
        self.state.session.notice = Some(if differences.is_empty() {
            Notice::done(format!("This is what {name} shows; nothing of it has changed since."))
        } else {
            let count = counted(differences.len(), "difference", "differences");
            let text = format!("This is the view of {name}. The dossier has changed since it was drawn: {count}.");
            Notice::trouble(text, differences)
        });
    }

    /// The dossier that a figure was drawn from, as it is now: beside the figure, among the recent files, or the shipped
    /// one.
    fn dossier_of(&self, path: &Path, figure: &Provenance) -> Option<(Loaded, Option<PathBuf>)> {
        let recent = self.state.settings.recent_files.iter();
        let recent = recent.filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy() == figure.file));
        let files = beside(path, &figure.file).into_iter().chain(recent.cloned());
        let found: Vec<(Loaded, Option<PathBuf>)> = files
            .filter_map(|file| Some((load(&file).ok()?, Some(file))))
            .chain((figure.file == SHIPPED_NAME).then(|| Some((load_shipped().ok()?, None))).flatten())
            .collect();
        // The very file comes first, and then one of its name.
        let is_same = |(loaded, _): &(Loaded, Option<PathBuf>)| loaded.sha256 == figure.sha256;
        let place = found.iter().position(is_same).unwrap_or(0);
        found.into_iter().nth(place)
    }

    fn reviewed(&mut self, order: ReviewOrder, result: Result<Loaded, String>) {
        match result {
            // Another dossier may have been opened meanwhile; then there is nothing to show again.
            Ok(loaded) if self.state.file.path == order.from => {
                self.state.session.dialog = None;
                let is_copy = order.from.is_none();
                let text = if is_copy { "The copy with your review is open: " } else { "Your review is in " };
                self.state.session.notice = Some(Notice::done(format!("{text}{}.", order.to.display())));
                if is_copy {
                    self.state.settings.remember_file(order.to.clone());
                }
                self.state.refresh_file(loaded, Some(order.to));
            }
            Ok(_) => {}
            Err(error) => self.state.session.notice = Some(Notice::trouble(error, Vec::new())),
        }
    }
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
