//! The open file has changed on disk: it is read again, and what is looked at stays.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::super::watch::{Stamp, Watch};
use super::Shell;
use super::answers::Answer;
use crate::analysis::AuditOptions;
use crate::app::{Notice, OpenFile};
use crate::dossier::Dossier;
use crate::export::DossierDifferences;
use crate::format::number::counted;
use crate::load::{LoadError, load};

/// The open file as the system shows it.
#[derive(Default)]
pub(super) struct Watched {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    /// `None` where there is no file, or where the system cannot watch it: then it is looked at whenever the window is
    /// turned to.
    _watch: Option<Watch>,
    had_focus: bool,
}

/// What a file that has changed holds now.
pub(super) enum Reread {
    /// What it held before.
    Same,
    /// It is not there, or cannot be read.
    Unreadable(LoadError),
    /// It is no dossier any more, or not yet again.
    Broken(LoadError),
    /// Another version.
    New(Box<OpenFile>, DossierDifferences),
}

impl Reread {
    /// Reads a file again, and compares it with what is on the screen.
    fn of(path: PathBuf, old: &Dossier, old_sha256: &str, options: AuditOptions) -> Self {
        match load(&path) {
            Ok(loaded) if loaded.sha256 == old_sha256 => Self::Same,
            Ok(loaded) => {
                let differences = DossierDifferences::between(old, &loaded.dossier);
                Self::New(Box::new(OpenFile::new(loaded, Some(path), options)), differences)
            }
            Err(error) if error.is_unreadable() => Self::Unreadable(error),
            Err(error) => Self::Broken(error),
        }
    }
}

impl Shell {
    /// Watches the file that is open now, and looks at it when the window is turned to: some disks tell nothing.
    pub(super) fn watch_file(&mut self, ctx: &Context) {
        if self.watched.path != self.state.file.path {
            let path = self.state.file.path.clone();
            let watch = path.as_ref().and_then(|path| {
                let (ask, ctx, told) = (self.ask.clone(), ctx.clone(), path.clone());
                let tell = move || {
                    if ask.send(Answer::FileChanged(told.clone())).is_ok() {
                        ctx.request_repaint();
                    }
                };
                Watch::new(path, tell).ok()
            });
            let stamp = path.as_deref().and_then(Stamp::of);
            self.watched = Watched { path, stamp, _watch: watch, had_focus: true };
        }
        let has_focus = ctx.input(|input| input.focused);
        let is_turned_to = has_focus && !std::mem::replace(&mut self.watched.had_focus, has_focus);
        if is_turned_to && let Some(path) = self.watched.path.clone() {
            self.read_again(ctx, path);
        }
    }

    /// Reads a file again where it is the open one and looks otherwise than before.
    pub(super) fn read_again(&mut self, ctx: &Context, path: PathBuf) {
        // What this window is saving itself is read back by that.
        if self.state.file.path.as_ref() != Some(&path) || self.is_saving(&path) {
            return;
        }
        let (known, dossier) = (self.watched.stamp, Arc::clone(&self.state.file.dossier));
        let (sha256, options) = (self.state.file.sha256.clone(), self.state.audit_options());
        self.on_thread(ctx, move || {
            let stamp = Stamp::of(&path);
            let reread = (stamp != known).then(|| Box::new(Reread::of(path.clone(), &dossier, &sha256, options)));
            Answer::Reread { path, stamp, reread }
        });
    }

    /// Shows what the file holds now, or says why not.
    pub(super) fn reread(&mut self, path: PathBuf, stamp: Option<Stamp>, reread: Reread) {
        if self.state.file.path.as_ref() != Some(&path) {
            return;
        }
        self.watched.stamp = stamp;
        let name = self.state.file.name();
        let session = &mut self.state.session;
        let was_broken = session.is_file_broken;
        match reread {
            Reread::Same if was_broken => {
                session.mend();
                session.notice = Some(Notice::done(format!("{name} is sound again, and as it is on the screen.")));
            }
            Reread::Same => {}
            Reread::Unreadable(error) => {
                session.is_file_broken = true;
                let text = format!(
                    "{name} cannot be read any more: {}. What is on the screen is what it held last.",
                    error.summary()
                );
                session.notice = Some(Notice::trouble(text, Vec::new()));
            }
            Reread::Broken(error) => {
                let text = format!(
                    "{name} was saved with {}. The last sound version stays on the screen until the file is sound again.",
                    error.summary().trim_end_matches(" in it")
                );
                let lines = error.diagnostics().iter().map(ToString::to_string).collect();
                session.is_file_broken = true;
                session.refused = Some((path, error.diagnostics().to_vec()));
                session.notice = Some(Notice::trouble(text, lines).opened());
            }
            // Our own saving was read back already.
            Reread::New(file, _) if file.sha256 == self.state.file.sha256 => session.mend(),
            Reread::New(file, differences) => {
                session.mend();
                session.notice = Some(changed(&name, differences));
                self.state.refresh(*file);
            }
        }
    }
}

/// What is said of a file that was read again.
fn changed(name: &str, differences: DossierDifferences) -> Notice {
    let DossierDifferences { added, removed, changed, lines } = differences;
    let parts: Vec<String> = [(added, "added"), (removed, "removed"), (changed, "changed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(count, "fact", "facts")))
        .collect();
    let what = if parts.is_empty() { "no fact says anything else".to_owned() } else { parts.join(", ") };
    Notice::done_with(format!("{name} has changed and was read again: {what}."), lines).opened()
}
