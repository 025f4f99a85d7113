//! The program without a window: what is done goes in, threads and files are real, and what happens comes back.

#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::time::Duration;

use attache::app::{AppState, Effect, Event, Input, Model};
use attache::desktop::{Report, Tasks};

/// So long is waited for the next thing that comes back.
const WAIT: Duration = Duration::from_millis(20);
/// So often at the most: a minute where nothing comes, longer than anything here takes.
const MOST_WAITS: usize = 3_000;

/// The program without a window.
pub(crate) struct Program {
    pub(crate) state: Model,
    tasks: Tasks,
    /// The effects that only a window could carry out.
    pub(crate) left: Vec<Effect>,
}

impl Program {
    pub(crate) fn new(state: AppState) -> Self {
        Self { state: Model::new(state), tasks: Tasks::new(|| ()), left: Vec::new() }
    }

    /// The same, which keeps what is not saved in a folder.
    pub(crate) fn keeping_in(state: AppState, folder: &std::path::Path) -> Self {
        let mut program = Self::new(state);
        program.tasks.keep_unsaved_in(folder.to_owned());
        program
    }

    /// Ends as the window does.
    pub(crate) fn end(mut self) {
        self.tasks.finish_saving();
        self.tasks.keep_unsaved(&self.state);
        self.tasks.finish_keeping();
    }

    /// Ends as if it were killed, once what was handed on is on the disk.
    pub(crate) fn stop(mut self) {
        self.tasks.finish_keeping();
    }

    /// Carries out what is done, or takes in what happens, and has its effects carried out.
    pub(crate) fn apply(&mut self, input: impl Into<Input>) {
        for effect in self.state.apply(input) {
            self.left.extend(self.tasks.run(&self.state, effect));
        }
    }

    /// Goes on until something is so.
    #[track_caller]
    pub(crate) fn until(&mut self, is_so: impl Fn(&AppState) -> bool) {
        for _ in 0..MOST_WAITS {
            if is_so(&self.state) {
                return;
            }
            self.step(WAIT);
        }
        panic!("nothing came of it: {:?}", self.state.session.notice);
    }

    /// Takes in what comes back within a time, and what there is to be told of the file.
    pub(crate) fn step(&mut self, longest: Duration) {
        self.tasks.watch_file(&self.state, true);
        self.tasks.keep_unsaved(&self.state);
        if let Some(event) = self.tasks.advance() {
            self.apply(event);
        }
        match self.tasks.wait(&self.state, longest) {
            Some(Report::Event(event)) => self.apply(event),
            Some(Report::Clip { name, clip }) => {
                let result = clip.map(drop).map_err(|error| error.to_string());
                self.apply(Event::Copied { name, result });
            }
            Some(Report::Preview { .. }) | None => {}
        }
    }
}
