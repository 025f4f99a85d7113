//! The program itself and its window on the shipped dossier: what does not depend on how many facts there are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::empty_window;
use crate::run::Run;
use crate::screen::Screen;
use crate::table::{Cell, Row, mega, ratio};
use crate::window::{idle_words, observed, starts};

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let screen = Screen::find();
    let starts = screen.as_ref().and_then(|screen| starts(run, screen, &[None]));
    let seen = screen.as_ref().and_then(|screen| observed(run, screen, None));
    let row = |what: &str, yardstick: &str, goal: &str, cell: Option<Cell>| Row {
        what: what.to_owned(),
        yardstick: yardstick.to_owned(),
        goal: goal.to_owned(),
        cells: vec![cell.unwrap_or(Cell::NoDataReason)],
    };
    let start = starts.map(|starts| Cell::times(starts.ours[0], starts.empty));
    let idle = seen.map(|seen| Cell::Plain(seen.idle_frames.to_string()));
    vec![
        row("start to first frame, shipped dossier", "an empty eframe window", "≤ 1.25×", start),
        row(&format!("{}, shipped dossier", idle_words(run)), "0", "0", idle),
        row("size of the program", "the empty window's", "report", sizes(|path| Some(path.to_owned()))),
        row("size of the program, stripped", "the empty window's", "report", sizes(stripped)),
    ]
}

/// The size of the program, against that of the empty window, both after the same treatment.
fn sizes(treat: fn(&Path) -> Option<PathBuf>) -> Option<Cell> {
    let size = |path: &Path| Some(fs::metadata(treat(path)?).ok()?.len());
    let ours = size(Path::new(env!("CARGO_BIN_EXE_attache")))?;
    Some(Cell::Ratio(mega(ours), ratio(ours, size(&empty_window::program()?)?)))
}

/// A copy of a program without its symbols; `None` where nothing is there that takes them out.
fn stripped(path: &Path) -> Option<PathBuf> {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stripped");
    let strip = Command::new("strip").arg("-o").arg(&copy).arg(path).status();
    strip.is_ok_and(|status| status.success()).then_some(copy)
}
