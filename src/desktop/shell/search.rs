//! Searches through very many facts, on a thread of their own: the next key makes the one before it void.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;

use super::Shell;
use super::answers::Answer;
use crate::app::{FindOrder, Finder};

/// What searches share.
#[derive(Default)]
pub(super) struct Searches {
    /// The text that was gathered so far; one search at a time goes through it.
    finder: Arc<Mutex<Finder>>,
    /// The number of the search that is wanted.
    wanted: Arc<AtomicU64>,
}

impl Shell {
    /// Starts a search; what it finds first comes as soon as it fills the list, the rest when all is known.
    pub(super) fn find(&mut self, ctx: &Context, FindOrder { number, filters }: FindOrder) {
        let Searches { finder, wanted } = &self.searches;
        wanted.store(number, Ordering::Relaxed);
        let (finder, wanted) = (Arc::clone(finder), Arc::clone(wanted));
        let file = self.state.file.clone();
        let (tell, painter) = (self.ask.clone(), ctx.clone());
        self.on_thread(ctx, move || {
            let is_cancelled = || wanted.load(Ordering::Relaxed) != number;
            let mut first = |facts| {
                if tell.send(Answer::FoundFirst { number, facts }).is_ok() {
                    painter.request_repaint();
                }
            };
            let mut finder = finder.lock().unwrap_or_else(PoisonError::into_inner);
            let shown = finder.find(&file, &filters, &is_cancelled, &mut first);
            Answer::Found { number, shown: shown.map(Box::new) }
        });
    }
}
