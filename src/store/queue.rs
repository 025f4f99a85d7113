//! One queue for each file: what is to be done to it is done one after the other, in the order in which it was asked for.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::place::Place;

type Job = Box<dyn FnOnce() + Send>;

/// What is to be done to files, on a thread for each; clones share it.
#[derive(Clone, Default)]
pub struct Queues {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// By its own path, what waits for each file that something is being done to.
    waiting: Mutex<BTreeMap<PathBuf, VecDeque<Job>>>,
    is_idle: Condvar,
}

impl Queues {
    /// Has something done to a file, once all is done that was asked for before.
    pub fn add(&self, path: &Path, job: impl FnOnce() + Send + 'static) {
        let key = key(path);
        let mut waiting = self.shared.lock();
        if let Some(queue) = waiting.get_mut(&key) {
            queue.push_back(Box::new(job));
            return;
        }
        waiting.insert(key.clone(), VecDeque::from([Box::new(job) as Job]));
        drop(waiting);
        let shared = Arc::clone(&self.shared);
        std::thread::spawn(move || shared.work(&key));
    }

    /// The files that something is still to be done to.
    #[must_use]
    pub fn unfinished(&self) -> Vec<PathBuf> {
        self.shared.lock().keys().cloned().collect()
    }

    /// Whether something is still to be done to a file.
    #[must_use]
    pub fn is_busy(&self, path: &Path) -> bool {
        self.shared.lock().contains_key(&key(path))
    }

    /// Waits until all is done.
    pub fn finish(&self) {
        let waiting = self.shared.lock();
        let done = self.shared.is_idle.wait_while(waiting, |waiting| !waiting.is_empty());
        drop(done.unwrap_or_else(PoisonError::into_inner));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, VecDeque<Job>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what waits for a file, until nothing does.
    fn work(&self, key: &Path) {
        loop {
            let job = {
                let mut waiting = self.lock();
                let job = waiting.get_mut(key).and_then(VecDeque::pop_front);
                if job.is_none() {
                    waiting.remove(key);
                    self.is_idle.notify_all();
                }
                job
            };
            let Some(job) = job else { return };
            // One that panics is told of by the hook that watches over all threads; the next one is done all the same.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }
}

/// What a file is known by, however its path is spelled.
fn key(path: &Path) -> PathBuf {
    match Place::of(path) {
        Ok(Place::File { path, .. } | Place::Channel(path)) => path,
        Ok(Place::Descriptor(_)) | Err(_) => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}
