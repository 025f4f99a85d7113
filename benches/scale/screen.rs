//! A screen for the windows that are measured: the one that is there, or one without a monitor.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// What tells a program which screen to open its window on.
const SCREENS: [&str; 2] = ["DISPLAY", "WAYLAND_DISPLAY"];

/// A screen; one that was started for the measuring ends with this.
pub(crate) struct Screen {
    server: Option<Child>,
    /// The variable that leads to it, where it is not that of the surroundings.
    variable: Option<(&'static str, String)>,
}

impl Screen {
    /// The screen that is there, or else a new one; `None`, said on standard error, where there can be none.
    pub(crate) fn find() -> Option<Self> {
        let is_there = |name: &&str| std::env::var_os(name).is_some_and(|screen| !screen.is_empty());
        if !cfg!(target_os = "linux") || SCREENS.iter().any(is_there) {
            return Some(Self { server: None, variable: None });
        }
        let started = start();
        if started.is_none() {
            eprintln!("  there is no screen, and Xvfb, which would be one, does not start: no window is measured");
        }
        started
    }

    /// A command whose windows open on the screen.
    pub(crate) fn command(&self, program: &std::path::Path) -> Command {
        let mut command = Command::new(program);
        command.envs(self.variable.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn start() -> Option<Screen> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut number = String::new();
    let read = server.stdout.take().and_then(|out| BufReader::new(out).read_line(&mut number).ok());
    let screen = Screen { server: Some(server), variable: Some((SCREENS[0], format!(":{}", number.trim()))) };
    // Dropping it waits for a server that has ended by itself.
    read.filter(|length| *length > 0).map(|_| screen)
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // One that has ended by itself is just waited for.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
