//! Saving: one file after the other, and none of it forgotten when the window closes.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use super::Shell;
use super::reload::{Held, revalidated};
use super::tasks::{Message, Report, Tasks, event};
use crate::app::{AppState, Event, Job, NotSaved, Onto, Revalidated, SaveOrder, Tone};
use crate::store::{self, Overwrite, write_whole};

impl Tasks {
    /// Saves the dossier, after all that was to be done to the same file before.
    pub(super) fn save(&self, state: &AppState, order: SaveOrder) {
        let (held, options) = (Held::of(state), state.audit_options());
        let path = order.to.clone();
        self.on_queue(&path, Job::Save, move || {
            let result = save(&order).map_err(|error| match (error, &order.onto) {
                // Where another program has been at the file, it is told what.
                (NotSaved::Failed(error), Onto::Version(_)) => {
                    let found = revalidated(&order.to, &held, options);
                    if matches!(found, Revalidated::Same) {
                        NotSaved::Failed(error)
                    } else {
                        NotSaved::Changed(Box::new(found))
                    }
                }
                (error, _) => error,
            });
            event(Event::Saved { order: Box::new(order), result })
        });
    }

    /// Does something to a file that takes long, after all that was to be done to it before.
    pub(super) fn on_queue(&self, path: &Path, job: Job, work: impl FnOnce() -> Report + Send + 'static) {
        self.queues.add(path, self.telling(job, || Some(Message::Report(work()))));
    }

    /// What is still to be saved.
    #[must_use]
    pub fn unfinished(&self) -> Vec<PathBuf> {
        self.queues.unfinished()
    }

    /// Whether a file is about to be written by this window.
    pub(super) fn is_saving(&self, path: &Path) -> bool {
        self.queues.is_busy(path)
    }

    /// Waits for what is still being saved, where the window is gone all the same.
    pub fn finish_saving(&self) {
        for path in self.unfinished() {
            log::info!("saves {} before it ends", path.display());
        }
        self.queues.finish();
    }
}

impl Shell {
    /// Keeps the window open until all is saved: who closes it is asked what is to be saved, and told what it waits for.
    ///
    /// `unfinished` is what was still to be saved before the last answers were received: so none of those is overlooked.
    pub(super) fn watch_closing(&mut self, ctx: &Context, unfinished: Vec<PathBuf>) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && self.state.must_ask_before_closing() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.take_in(ctx, Event::CloseRequested);
        } else if self.state.session.closes_when_saved && unfinished.is_empty() {
            // What could not be saved is said, and not closed upon.
            let has_failed = self.state.session.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Trouble);
            self.take_in(ctx, Event::AllSaved);
            if !has_failed {
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        } else if is_asked && !unfinished.is_empty() && !self.state.session.closes_when_saved {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.take_in(ctx, Event::StillSaving(unfinished));
        }
    }
}

/// Writes the dossier to a file: whole or not at all, and only onto what it may take the place of.
fn save(order: &SaveOrder) -> Result<Option<String>, NotSaved> {
    let bytes = order.text.as_bytes();
    let written = match &order.onto {
        Onto::Version(base) => store::save(&order.to, bytes, base),
        Onto::Nothing => write_whole(&order.to, bytes, Overwrite::Refused),
        Onto::Anything => write_whole(&order.to, bytes, Overwrite::Allowed),
    };
    written
        .map(|written| written.note())
        .map_err(|error| if error.is_exists() { NotSaved::Exists } else { NotSaved::Failed(error.to_string()) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_another_program_wrote_is_not_written_over_unless_somebody_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("a.dossier.json");
        fs::write(&to, "theirs").expect("written");
        let order = |onto| SaveOrder {
            from: None,
            to: to.clone(),
            text: "mine".into(),
            sha256: String::new(),
            onto,
            is_copy: false,
        };
        let held = || fs::read_to_string(&to).expect("text");
        assert!(matches!(save(&order(Onto::Nothing)), Err(NotSaved::Exists)));
        assert!(matches!(save(&order(Onto::Version("0f".to_owned()))), Err(NotSaved::Failed(_))));
        assert_eq!(held(), "theirs");
        assert!(matches!(save(&order(Onto::Anything)), Ok(None)));
        assert_eq!(held(), "mine");
        fs::remove_file(&to).expect("removed");
        assert!(save(&order(Onto::Version("0f".to_owned()))).is_ok(), "what was deleted is written again");
    }
}
