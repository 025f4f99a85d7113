//! What is not saved is kept on the disk while the program runs, so that a kill loses nothing; and found again at the next start.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::tasks::{Tasks, event};
use crate::app::{AppState, Event, Job, RecordForm, Recovery, WrittenTexts};
use crate::edit::Journal;
use crate::load::{load, load_shipped};
use crate::store::{LeftRecovery, RecoveryFile};

/// What is typed in a form is written after such a pause, or after so many keys.
const PAUSE: Duration = Duration::from_millis(150);
const MOST_KEYS: usize = 4;

/// What of this window is kept, and what earlier ones have left.
#[derive(Default)]
pub(super) struct Kept {
    folder: Option<PathBuf>,
    /// What was handed on last.
    known: Option<Known>,
    writer: Option<(Sender<Message>, JoinHandle<()>)>,
    left: Arc<Mutex<Vec<LeftRecovery>>>,
    /// Those that are removed once what was restored of them is kept anew.
    dropped: Vec<LeftRecovery>,
}

/// What the journal depends on: where none of it has changed, nothing is to be written.
#[derive(PartialEq)]
struct Known {
    is_guarded: bool,
    path: Option<PathBuf>,
    sha256: String,
    base_sha256: String,
    drafts: Vec<RecordForm>,
    written: WrittenTexts,
}

/// What is to be kept from now on.
struct Message {
    journal: Option<Journal>,
    /// Whether nothing but what stands in a form is new.
    is_typing: bool,
    dropped: Vec<LeftRecovery>,
}

impl Known {
    fn of(state: &AppState) -> Self {
        let is_guarded = state.is_guarded();
        Self {
            is_guarded,
            path: state.file.path.clone(),
            sha256: state.file.sha256.clone(),
            base_sha256: state.unsaved.base_sha256().to_owned(),
            drafts: state.drafts().filter(|_| is_guarded).cloned().collect(),
            written: state.written_texts(),
        }
    }
}

impl Tasks {
    /// Has what is not saved kept in a folder from now on, and looks for what earlier windows have left there.
    pub fn keep_unsaved_in(&mut self, folder: PathBuf) {
        let (left, found_in) = (Arc::clone(&self.kept.left), folder.clone());
        self.kept.folder = Some(folder);
        self.spawn(Job::Other, move || {
            let all = LeftRecovery::all_in(&found_in);
            let read = |path: Option<&PathBuf>| {
                path.map_or_else(load_shipped, |path| load(path)).map_err(|error| error.summary())
            };
            let mut found = Vec::new();
            for one in all {
                match Recovery::of(one.path.clone(), &one.text, &read) {
                    Some(recovery) => {
                        found.push(recovery);
                        lock(&left).push(one);
                    }
                    // It is of no use to anybody, or of use to a person only.
                    None => set_aside(one),
                }
            }
            event(Event::RecoveriesFound(found))
        });
    }

    /// Hands on what is not saved, where that has changed; called in every frame, and never waits.
    pub fn keep_unsaved(&mut self, state: &AppState) {
        let Some(folder) = self.kept.folder.clone() else { return };
        let now = Known::of(state);
        if self.kept.known.as_ref() == Some(&now) && self.kept.dropped.is_empty() {
            return;
        }
        let is_typing = self.kept.known.as_ref().is_some_and(|known| {
            known.sha256 == now.sha256 && known.base_sha256 == now.base_sha256 && known.is_guarded == now.is_guarded
        });
        // A dossier without anything unsaved makes no writer.
        if !now.is_guarded && now.written.is_empty() && self.kept.writer.is_none() && self.kept.dropped.is_empty() {
            self.kept.known = Some(now);
            return;
        }
        let (sender, _) = self.kept.writer.get_or_insert_with(|| {
            let (sender, messages) = channel();
            (sender, std::thread::spawn(move || write(RecoveryFile::new(folder), &messages)))
        });
        let dropped = std::mem::take(&mut self.kept.dropped);
        let message = Message { journal: state.journal(), is_typing, dropped };
        // A writer that has stopped by itself has told so.
        let _ = sender.send(message);
        self.kept.known = Some(now);
    }

    /// Removes what an earlier window has left, once what was restored of it is kept anew.
    pub(super) fn drop_recovery(&mut self, journal: &PathBuf) {
        let taken = self.take_left(journal);
        self.kept.dropped.extend(taken);
    }

    /// Gives what an earlier window has left, and what could not be restored in full, another name.
    pub(super) fn set_recovery_aside(&mut self, journal: &PathBuf) {
        if let Some(left) = self.take_left(journal) {
            set_aside(left);
        }
    }

    fn take_left(&self, journal: &PathBuf) -> Option<LeftRecovery> {
        let mut left = lock(&self.kept.left);
        let place = left.iter().position(|left| left.path == *journal)?;
        Some(left.swap_remove(place))
    }

    /// Waits until all that was handed on is on the disk.
    pub fn finish_keeping(&mut self) {
        if let Some((sender, writer)) = self.kept.writer.take() {
            drop(sender);
            let _ = writer.join();
        }
    }
}

/// Writes what is to be kept, the latest of what has come meanwhile.
fn write(mut file: RecoveryFile, messages: &Receiver<Message>) {
    while let Ok(mut message) = messages.recv() {
        let mut keys = 0;
        while message.is_typing && keys < MOST_KEYS {
            let Ok(mut next) = messages.recv_timeout(PAUSE) else { break };
            next.dropped.append(&mut message.dropped);
            message = next;
            keys += 1;
        }
        while let Ok(mut next) = messages.try_recv() {
            next.dropped.append(&mut message.dropped);
            message = next;
        }
        match file.keep(message.journal.as_ref()) {
            Ok(()) => message.dropped.into_iter().for_each(LeftRecovery::remove),
            // The window works all the same; what earlier windows left is still there.
            Err(error) => log::error!("what is not saved could not be kept: {error}"),
        }
    }
}

fn set_aside(left: LeftRecovery) {
    match left.set_aside() {
        Ok(path) => log::warn!("what was not saved, and not restored either, is in {}", path.display()),
        Err(error) => log::warn!("a recovery file could not be renamed: {error}"),
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
