//! Searches through very many facts, on a thread of their own: the next key makes the one before it void.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::tasks::{Tasks, event};
use crate::app::{AppState, Event, FindOrder, Finder, Job};

/// What searches share.
#[derive(Default)]
pub(super) struct Searches {
    /// The text that was gathered so far; one search at a time goes through it.
    finder: Arc<Mutex<Finder>>,
    /// The number of the search that is wanted.
    wanted: Arc<AtomicU64>,
}

impl Tasks {
    /// Starts a search; what it finds first comes as soon as it fills the list, the rest when all is known.
    pub(super) fn find(&self, state: &AppState, FindOrder { number, filters }: FindOrder) {
        let Searches { finder, wanted } = &self.searches;
        wanted.store(number, Ordering::Relaxed);
        let (finder, wanted) = (Arc::clone(finder), Arc::clone(wanted));
        let (file, tell) = (state.file.clone(), self.teller());
        self.spawn(Job::Find(number), move || {
            let is_cancelled = || wanted.load(Ordering::Relaxed) != number;
            let mut first = |facts| {
                tell.event(Event::FoundFirst { number, facts });
            };
            let mut finder = finder.lock().unwrap_or_else(PoisonError::into_inner);
            let shown = finder.find(&file, &filters, &is_cancelled, &mut first);
            event(Event::Found { number, shown: shown.map(Box::new) })
        });
    }
}
