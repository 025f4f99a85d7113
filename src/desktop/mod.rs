//! The process around the window: its start, the shell that runs effects, the crash report, the log, the watch over the
//! open file, what is remembered, and the fonts of the system.
//!
//! [`crate::window`] draws, and runs without a screen; only here are files, threads, a clipboard and a clock.

mod abort_report;
mod crash;
mod launch;
mod log_file;
mod prewarm;
mod saved_session;
mod shell;
mod startup;
mod system_fonts;
mod watch;

pub use launch::{Around, Renderer, RunError, run, run_within};
pub use shell::{Clip, Report, Tasks};
