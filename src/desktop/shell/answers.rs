//! What comes back from the threads, and what is done with it.

use std::path::{Path, PathBuf};

use egui::Context;

use super::Shell;
use super::charts::Clip;
use super::opening::Opened;
use super::reload::Reread;
use super::saving::Saved;
use crate::app::{Action, Dialog, ExportRequest, FileAction, LayoutAction, Notice, OpenFile, Pick, ReviewOrder, Shown};
use crate::desktop::watch::Stamp;
use crate::dossier::FactIx;
use crate::export::{ExportError, Provenance};
use crate::format::number::counted;
use crate::store::Written;

/// What comes back from a thread.
pub(super) enum Answer {
    Picked { pick: Pick, path: Option<PathBuf>, was_shown: bool },
    Opened(Box<Opened>),
    Reopened { path: PathBuf, figure: Box<Provenance>, found: Option<Box<OpenFile>> },
    Exporting { share: f32 },
    Exported { request: Box<ExportRequest>, result: Result<Written, ExportError> },
    Previewed { request: Box<ExportRequest>, sha256: String, result: Result<Clip, ExportError> },
    Copied { name: String, copied: Result<Clip, ExportError> },
    Reviewed { order: ReviewOrder, result: Box<Result<Saved, String>> },
    FileChanged(PathBuf),
    Reread { path: PathBuf, stamp: Option<Stamp>, reread: Option<Box<Reread>> },
    NewWindow(Option<String>),
    Stopped,
    Audited(Box<OpenFile>),
    FoundFirst { number: u64, facts: Vec<FactIx> },
    Found { number: u64, shown: Option<Box<Shown>> },
}

impl Shell {
    pub(super) fn receive(&mut self, ctx: &Context) {
        while let Ok(answer) = self.answers.try_recv() {
            match answer {
                Answer::Picked { pick, path, was_shown } => self.picked(ctx, pick, path, was_shown),
                Answer::Opened(opened) => self.opened(*opened),
                Answer::Reopened { path, figure, found } => self.reopened(&path, &figure, found.map(|found| *found)),
                Answer::Exporting { share } => self.state.session.export_share = Some(share),
                Answer::Exported { request, result } => self.exported(&request, result),
                Answer::Previewed { request, sha256, result } => self.previewed(ctx, (*request, sha256), result),
                Answer::Copied { name, copied } => self.copied(ctx, &name, copied),
                Answer::Reviewed { order, result } => self.reviewed(&order, *result),
                Answer::FileChanged(path) => self.read_again(ctx, path),
                Answer::Reread { path, stamp, reread: Some(reread) } => self.reread(path, stamp, *reread),
                Answer::Audited(file) => {
                    for effect in self.state.audited(*file) {
                        self.carry_out(ctx, effect);
                    }
                }
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

    /// Shows what a figure shows, on the dossier that it was drawn from, and says what has changed in that since.
    fn reopened(&mut self, path: &Path, figure: &Provenance, found: Option<OpenFile>) {
        self.opening_led_elsewhere();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if self.state.file.sha256 != figure.sha256 {
            match found {
                Some(file) if file.sha256 == figure.sha256 => self.show(file),
                _ if self.state.file.name() == figure.file => {}
                Some(file) => self.show(file),
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

    fn reviewed(&mut self, order: &ReviewOrder, result: Result<Saved, String>) {
        let (file, note) = match result {
            Ok(Saved { file, note }) => (file, note),
            Err(error) => {
                self.state.session.notice = Some(Notice::trouble(error, Vec::new()));
                return;
            }
        };
        let is_open = self.state.file.path == order.from;
        let is_copy = is_open && order.from.is_none();
        let text = if is_copy { "The copy with your review is open: " } else { "Your review is in " };
        let text = format!("{text}{}.", order.to.display());
        self.state.session.notice = Some(Notice::done_with(text, note.into_iter().collect()).opened());
        // Another dossier may have been opened meanwhile; then there is nothing to show again.
        if is_open {
            self.close_reviewed(order.change.key());
            if is_copy {
                self.state.settings.remember_file(order.to.clone());
            }
            self.state.refresh(file);
        }
    }

    /// Closes the dialog of a finding whose review is saved; another one that was opened meanwhile stays, with what is typed in it.
    fn close_reviewed(&mut self, finding: &str) {
        let session = &mut self.state.session;
        session.dialog.take_if(|dialog| matches!(dialog, Dialog::Review(draft) if draft.finding == finding));
        session.unfinished_note.take_if(|draft| draft.finding == finding);
    }
}
