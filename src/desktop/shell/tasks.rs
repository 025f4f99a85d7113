//! What is done beside the window: what takes long, on threads of its own, and what the system tells. Each ends in an event.
//!
//! Nothing here knows a window: tests run whole flows with it, from an action over threads and files to what is on the screen.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, atomic::AtomicBool};
use std::time::Duration;

use super::charts::{Clip, copied};
use super::opening::Underway;
use super::outside::{new_window, show_folder, timed_pick};
use super::recovery::Kept;
use super::reload::Watched;
use super::search::Searches;
use crate::app::{AppState, Effect, Event, ExportRequest, Job, Revalidated};
use crate::desktop::watch::Stamp;
use crate::export::ExportError;
use crate::store::Queues;

/// Runs what reaches outside, and tells what came of it.
pub struct Tasks {
    tell: Teller,
    told: Receiver<Message>,
    pub(super) loading: Option<Underway>,
    /// The foreign file that is being read.
    pub(super) importing: Option<Underway>,
    /// Calls off the chart that is being exported.
    pub(super) cancels_export: Arc<AtomicBool>,
    /// Searches through very many facts.
    pub(super) searches: Searches,
    pub(super) watched: Watched,
    /// What is kept for the case that the program is killed.
    pub(super) kept: Kept,
    /// What is done to files, one after the other.
    pub(super) queues: Queues,
}

/// What came of something that was done beside the window.
#[expect(clippy::large_enum_variant, reason = "passed on one at a time, never kept in numbers")]
pub enum Report {
    /// What the state is to know.
    Event(Event),
    /// A chart, or what belongs to it, for the clipboard.
    Clip {
        /// What it is.
        name: String,
        /// The thing itself, or why there is none.
        clip: Result<Clip, ExportError>,
    },
    /// What an export will look like.
    Preview {
        /// What was asked for.
        request: Box<ExportRequest>,
        /// The SHA-256 of the dossier's file.
        sha256: String,
        /// Whether it is as large as the file will be.
        is_true_size: bool,
        /// The picture or text with the letters that it lacks, or why there is none.
        clip: Result<(Clip, BTreeSet<char>), ExportError>,
    },
}

/// What comes back from a thread.
#[expect(clippy::large_enum_variant, reason = "passed on one at a time, never kept in numbers")]
pub(super) enum Message {
    Report(Report),
    FileChanged(PathBuf),
    LookedAt { path: PathBuf, stamp: Option<Stamp>, found: Option<Revalidated> },
}

/// Tells from any thread what came of something.
#[derive(Clone)]
pub(super) struct Teller {
    sender: Sender<Message>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Teller {
    /// Tells it; `false` where nobody listens any more.
    pub(super) fn tell(&self, message: Message) -> bool {
        let is_heard = self.sender.send(message).is_ok();
        if is_heard {
            (self.wake)();
        }
        is_heard
    }

    /// Tells an event.
    pub(super) fn event(&self, event: Event) -> bool {
        self.tell(Message::Report(Report::Event(event)))
    }
}

impl Tasks {
    /// Nothing to do yet; `wake` is called, on any thread, whenever there is something to be received.
    #[must_use]
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, told) = channel();
        Self {
            tell: Teller { sender, wake: Arc::new(wake) },
            told,
            loading: None,
            importing: None,
            cancels_export: Arc::default(),
            searches: Searches::default(),
            watched: Watched::default(),
            kept: Kept::default(),
            queues: Queues::default(),
        }
    }

    /// Carries an effect out; one that only a window can carry out comes back.
    pub fn run(&mut self, state: &AppState, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Load(order) => self.load(state, order),
            Effect::CancelLoad => self.cancel_load(),
            Effect::Import(order) => self.import(state, order),
            Effect::CancelImport => self.cancel_import(),
            Effect::ReadBeginning(path) => self.spawn(Job::Other, move || {
                let text = super::importing::beginning(&path);
                event(Event::BeginningRead { path, text })
            }),
            Effect::Audit(options) => {
                let file = state.file.clone();
                self.spawn(Job::Audit, move || event(Event::Audited(Box::new(file.audited(options)))));
            }
            Effect::Find(order) => self.find(state, order),
            Effect::Export(request) => self.export(state, request),
            Effect::CancelExport => self.cancel_export(),
            Effect::CopyChart(request, part) => {
                let file = state.file.clone();
                self.spawn(Job::Other, move || {
                    let name = format!("the {} of the {}", part.name(), request.figure.name());
                    Report::Clip { name, clip: copied(&file, &request, part) }
                });
            }
            Effect::Edit(order) => self.edit(state, *order),
            Effect::Save(order) => self.save(state, *order),
            Effect::DropRecovery(journal) => self.drop_recovery(&journal),
            Effect::SetRecoveryAside(journal) => self.set_recovery_aside(&journal),
            Effect::Pick(pick) => self.spawn(Job::Other, move || {
                let (path, was_shown) = timed_pick(&pick);
                event(Event::Picked { pick, path, was_shown })
            }),
            Effect::NewWindow(path) => self.start(Job::Other, move || {
                let error = new_window(&path).err()?;
                Some(Message::Report(event(Event::Failed(error))))
            }),
            Effect::ShowFolder(folder) => show_folder(&folder),
            Effect::Copy(_)
            | Effect::CopyFacts(_)
            | Effect::OpenLink(_)
            | Effect::ShowLog
            | Effect::KeepReport
            | Effect::DeleteReport
            | Effect::Quit => return Some(effect),
        }
        None
    }

    /// What has come back, if anything; called until there is nothing more.
    pub fn receive(&mut self, state: &AppState) -> Option<Report> {
        while let Ok(message) = self.told.try_recv() {
            if let Some(report) = self.take(state, message) {
                return Some(report);
            }
        }
        None
    }

    /// The same, waiting for so long where there is nothing yet.
    pub fn wait(&mut self, state: &AppState, longest: Duration) -> Option<Report> {
        loop {
            match self.told.recv_timeout(longest) {
                Ok(message) => {
                    if let Some(report) = self.take(state, message) {
                        return Some(report);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn take(&mut self, state: &AppState, message: Message) -> Option<Report> {
        match message {
            Message::FileChanged(path) => {
                self.read_again(state, path);
                None
            }
            Message::LookedAt { path, stamp, found } => {
                self.watched.looked_at(&path, stamp);
                found.map(|found| event(Event::Revalidated { path, found }))
            }
            Message::Report(report) => {
                if let Report::Event(
                    Event::Opened { opening, .. }
                    | Event::ChartOpened { opening, .. }
                    | Event::Stopped(Job::Load(opening)),
                ) = &report
                {
                    self.loading.take_if(|loading| loading.is(*opening));
                }
                if let Report::Event(Event::ImportRead { number, .. } | Event::Stopped(Job::Import(number))) = &report {
                    self.importing.take_if(|importing| importing.is(*number));
                }
                Some(report)
            }
        }
    }

    /// Does something long on a thread of its own.
    pub(super) fn spawn(&self, job: Job, work: impl FnOnce() -> Report + Send + 'static) {
        self.start(job, || Some(Message::Report(work())));
    }

    /// The same where there may be nothing to tell.
    pub(super) fn start(&self, job: Job, work: impl FnOnce() -> Option<Message> + Send + 'static) {
        std::thread::spawn(self.telling(job, work));
    }

    /// Something long, to be done elsewhere, which tells what came of it.
    pub(super) fn telling<W>(&self, job: Job, work: W) -> impl FnOnce() + Send + use<W>
    where
        W: FnOnce() -> Option<Message> + Send + 'static,
    {
        let tell = self.tell.clone();
        move || {
            // What stops by itself is told by the hook that watches over all threads.
            let stopped = || Some(Message::Report(Report::Event(Event::Stopped(job))));
            let message = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| stopped());
            // Nobody listens any more where the window was closed meanwhile.
            message.map(|message| tell.tell(message));
        }
    }

    /// Somebody who can tell what came of something.
    pub(super) fn teller(&self) -> Teller {
        self.tell.clone()
    }
}

/// An event as what came of something.
pub(super) const fn event(event: Event) -> Report {
    Report::Event(event)
}
