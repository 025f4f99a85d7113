//! What is measured in a process of its own: this program, started again with `--child`.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use crate::{instructions, memory, window};

/// Does what the arguments ask a child for; `None` where this is no child.
pub(crate) fn run(arguments: &[String], started: Instant) -> Option<ExitCode> {
    let [first, what, rest @ ..] = arguments else { return None };
    if first != "--child" {
        return None;
    }
    Some(match (what.as_str(), rest) {
        ("counted", [work, path]) => instructions::child(work, Path::new(path)),
        ("memory", [path]) => memory::child(Path::new(path)),
        ("first-frame", file) => window::child_first_frame(file.first().map(Path::new)),
        ("observed", [idle, file @ ..]) => window::child_observed(started, idle, file.first().map(Path::new)),
        _ => ExitCode::FAILURE,
    })
}

/// What a child prints; `None` where it fails, as where the system does not let something be measured.
pub(crate) fn output(arguments: &[&str]) -> Option<String> {
    let this = std::env::current_exe().ok()?;
    let output = Command::new(this).args(arguments).stderr(Stdio::inherit()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
