//! What is remembered is written while the program runs, so that a crash loses nothing; at rest nothing is written.

use std::thread::JoinHandle;
use std::time::Duration;

use egui::Context;

use super::super::saved_session::{self, SavedSession};
use super::Shell;

/// So long after a change it is written, in seconds: what changes meanwhile is written with it.
const AFTER_SECS: f64 = 2.0;

/// What was written last, and what waits to be.
#[derive(Default)]
pub(super) struct Remembered {
    written: SavedSession,
    /// When something has changed that is not written yet.
    changed_at_secs: Option<f64>,
    writer: Option<JoinHandle<()>>,
}

impl Remembered {
    /// As it was read when the program began.
    pub(super) fn of(written: SavedSession) -> Self {
        Self { written, ..Self::default() }
    }
}

impl Shell {
    /// Writes what has changed, some time after it has; called in every frame.
    pub(super) fn remember(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let is_written = {
            let (state, written) = (&self.state, &self.remembered.written);
            let is_same_file = state.file.path == written.file && state.view == written.view;
            (self.is_passing() || is_same_file) && state.settings == written.settings
        };
        match self.remembered.changed_at_secs {
            None if is_written => {}
            None => {
                self.remembered.changed_at_secs = Some(now);
                // The frame that writes it comes even where nobody touches anything.
                ctx.request_repaint_after(Duration::from_secs_f64(AFTER_SECS + 0.1));
            }
            Some(changed) if now - changed >= AFTER_SECS => self.write_memory(),
            Some(_) => {}
        }
    }

    /// Writes it now, on a thread of its own.
    fn write_memory(&mut self) {
        let Some(path) = self.memory.clone() else { return };
        let (before, memory) = (self.remembered.written.clone(), self.memory_now());
        self.finish_writing();
        self.remembered.written = memory.clone();
        self.remembered.changed_at_secs = None;
        self.remembered.writer = Some(std::thread::spawn(move || write(&path, &memory, &before)));
    }

    /// Writes it before the program ends.
    pub(super) fn remember_at_end(&mut self) {
        self.write_memory();
        self.finish_writing();
    }

    fn finish_writing(&mut self) {
        if let Some(writer) = self.remembered.writer.take() {
            // One that has stopped by itself has told so.
            let _ = writer.join();
        }
    }

    /// Whether what is open is not what is to be opened the next time: it came from standard input and cannot be opened
    /// again, or stands there until a file is open.
    fn is_passing(&self) -> bool {
        self.state.file.is_input || self.state.session.loading.is_some()
    }

    fn memory_now(&self) -> SavedSession {
        let settings = self.state.settings.clone();
        if self.is_passing() {
            return SavedSession { settings, ..self.remembered.written.clone() };
        }
        SavedSession { settings, file: self.state.file.path.clone(), view: self.state.view.clone() }
    }
}

fn write(path: &std::path::Path, memory: &SavedSession, before: &SavedSession) {
    if let Err(error) = saved_session::write(path, &memory.joined(before, &saved_session::read(path).0)) {
        // The window works all the same, with nothing remembered.
        log::warn!("{error}");
    }
}
