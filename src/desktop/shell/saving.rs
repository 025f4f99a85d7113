//! Saving: one file after the other, each on the newest text, and none of it forgotten when the window closes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::Shell;
use super::tasks::{Message, Report, Tasks, event};
use crate::analysis::{AuditOptions, renewed_reviews};
use crate::app::{AppState, Event, Job, OpenFile, ReviewOrder, Saved, Tone};
use crate::dossier::Dossier;
use crate::load::{Loaded, load_reviewed};
use crate::store::{Overwrite, Written, update, write_whole};

impl Tasks {
    /// Saves a review, after all that was to be saved in the same file before.
    pub(super) fn save(&self, state: &AppState, order: ReviewOrder) {
        let (options, known) = (state.audit_options(), Arc::clone(&state.file.text));
        let path = order.to.clone();
        self.on_queue(&path, Job::Other, move || {
            let result = save_review(&order, &known, options);
            event(Event::Saved { order, result })
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
    /// Keeps the window open until all is saved: who closes it is told what it waits for.
    ///
    /// `unfinished` is what was still to be saved before the last answers were received: so none of those is overlooked.
    pub(super) fn watch_closing(&mut self, ctx: &Context, unfinished: Vec<PathBuf>) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if self.state.session.closes_when_saved && unfinished.is_empty() {
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

/// Writes a dossier file with its reviews changed: whole or not at all, and read back from what is in it now. Where the file was
/// deleted, it is written anew from what is known of it.
fn save_review(order: &ReviewOrder, known: &str, options: AuditOptions) -> Result<Saved, String> {
    let not_saved = |error: &dyn std::fmt::Display| format!("The review was not saved: {error}");
    let mut loaded: Option<Loaded> = None;
    let mut change = |current: Option<Vec<u8>>| {
        let bytes = current.unwrap_or_else(|| known.as_bytes().to_vec());
        let reviews = |dossier: &Dossier| order.change.applied(&renewed_reviews(dossier, &options));
        let changed = load_reviewed(bytes, reviews).map_err(|error| error.summary())?;
        let text = Arc::clone(&changed.text);
        loaded = Some(changed);
        Ok::<_, String>(text.as_bytes().to_vec())
    };
    let is_same = order.from.as_ref() == Some(&order.to);
    let Written { not_kept } = if is_same {
        update(&order.to, change).map_err(|error| not_saved(&error))?
    } else {
        let bytes = change(None).map_err(|error| not_saved(&error))?;
        write_whole(&order.to, &bytes, Overwrite::Refused).map_err(|error| not_saved(&error))?
    };
    let Some(loaded) = loaded else { return Err(not_saved(&"it was not read")) };
    let note = Written { not_kept }.note();
    let file = Box::new(OpenFile::new(loaded, Some(order.to.clone()), options));
    Ok(Saved { file, note })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::dossier::{Review, ReviewChange};
    use crate::load::{load, load_shipped};
    use crate::store::Queues;

    fn order(path: &std::path::Path, key: &str) -> ReviewOrder {
        let review = Review { key: key.to_owned(), fingerprint: "0".to_owned(), note: None };
        ReviewOrder { from: Some(path.to_owned()), to: path.to_owned(), change: ReviewChange::Mark(review) }
    }

    fn keys(path: &std::path::Path) -> Vec<String> {
        let loaded = load(path).expect("sound");
        loaded.dossier.reviews().iter().map(|review| review.key.clone()).collect()
    }

    #[test]
    fn reviews_at_once_are_all_in_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        let known = load_shipped().expect("sound").text;
        fs::write(&path, &*known).expect("written");
        let queues = Queues::default();
        for key in ["a", "b", "c"] {
            let (order, known) = (order(&path, key), Arc::clone(&known));
            queues.add(&path, move || assert!(save_review(&order, &known, AuditOptions::default()).is_ok()));
        }
        queues.finish();
        assert_eq!(keys(&path), ["a", "b", "c"]);
    }

    #[test]
    fn a_dossier_that_was_deleted_is_saved_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        let known = load_shipped().expect("sound").text;
        let saved = save_review(&order(&path, "a"), &known, AuditOptions::default()).expect("saved");
        assert_eq!((keys(&path), saved.file.path), (vec!["a".to_owned()], Some(path)));
    }

    #[test]
    fn a_copy_takes_no_other_files_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        fs::write(&path, "something else").expect("written");
        let known = load_shipped().expect("sound").text;
        let order = ReviewOrder { from: None, ..order(&path, "a") };
        let error = save_review(&order, &known, AuditOptions::default()).expect_err("refused");
        assert!(error.contains("is there already"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("kept"), "something else");
    }
}
