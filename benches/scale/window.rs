//! The real window, on a screen, in a process of its own: how soon it is there beside an empty one, and what it paints while
//! somebody pans it and while nobody touches it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use attache::desktop::{Renderer, run_within};

use crate::empty_window;
use crate::first_frame::{FirstFrame, OPEN, PAINTED, WINDOW};
use crate::observed::{Observed, observe};
use crate::run::Run;
use crate::screen::Screen;
use crate::table::{Cell, Row, duration};

/// How often each window is started; in a run that only sees whether everything works, once.
const STARTS: usize = 15;
/// How long nobody touches the window.
const IDLE: Duration = Duration::from_secs(10);

/// How long the windows of some dossiers, and an empty one, took to their first frame.
pub(crate) struct Starts {
    pub(crate) empty: Duration,
    pub(crate) ours: Vec<Duration>,
}

/// The rows for the dossiers of the run.
pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let files: Vec<Option<PathBuf>> = run.sizes.iter().map(|size| Some(run.file(*size))).collect();
    let screen = Screen::find();
    let starts = screen.as_ref().and_then(|screen| starts(run, screen, &files));
    // Whether observing works at all is seen with the shipped dossier.
    let observing = screen.as_ref().filter(|_| !run.is_smoke);
    let seen: Vec<Option<Observed>> = files.iter().map(|file| observed(run, observing?, file.as_deref())).collect();
    let cells = |of: fn(&Observed) -> String| {
        seen.iter().map(|seen| seen.as_ref().map_or(Cell::NoDataReason, |seen| Cell::Plain(of(seen)))).collect()
    };
    let row = |what: &str, yardstick: &str, goal: &str, cells| Row {
        what: what.to_owned(),
        yardstick: yardstick.to_owned(),
        goal: goal.to_owned(),
        cells,
    };
    let start_cells = match starts {
        Some(starts) => starts.ours.iter().map(|ours| Cell::times(*ours, starts.empty)).collect(),
        None => files.iter().map(|_| Cell::NoDataReason).collect(),
    };
    vec![
        row("start to first frame", "an empty eframe window", "≤ 1.25×", start_cells),
        row("start until the dossier is drawn", "–", "report", cells(|seen| duration(seen.drawn))),
        row("a pan step in the window, with painting", "–", "report", cells(|seen| duration(seen.pan_step))),
        row(&idle_words(run), "0", "0", cells(|seen| seen.idle_frames.to_string())),
    ]
}

/// What is counted in idle seconds.
pub(crate) fn idle_words(run: &Run) -> String {
    format!("frames in {} idle seconds", idle(run).as_secs())
}

fn idle(run: &Run) -> Duration {
    if run.is_smoke { Duration::from_secs(1) } else { IDLE }
}

/// Starts the window of each file (none for the shipped dossier) and the empty one in turns; the median of each.
pub(crate) fn starts(run: &Run, screen: &Screen, files: &[Option<PathBuf>]) -> Option<Starts> {
    let empty_window = empty_window::program()?;
    let (mut empty, mut ours) = (Vec::new(), vec![Vec::new(); files.len()]);
    for _ in 0..if run.is_smoke { 1 } else { STARTS } {
        let mut command = screen.command(&empty_window);
        command.arg(OPEN);
        empty.push(first_frame(command)?);
        for (file, ours) in files.iter().zip(&mut ours) {
            ours.push(first_frame(of_bench(screen, "first-frame", file.as_deref(), &[])?)?);
        }
    }
    Some(Starts { empty: median(empty), ours: ours.into_iter().map(median).collect() })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long a program takes until it says that its first frame is on the screen.
fn first_frame(mut command: Command) -> Option<Duration> {
    let started = Instant::now();
    let mut program = command.stdout(Stdio::piped()).spawn().ok()?;
    let mut line = String::new();
    let read = program.stdout.take().and_then(|out| BufReader::new(out).read_line(&mut line).ok());
    let elapsed = started.elapsed();
    let ended = program.wait().ok()?;
    (read.is_some() && ended.success() && line.trim() == PAINTED).then_some(elapsed)
}

/// What is observed in the window of a file, or of the shipped dossier.
pub(crate) fn observed(run: &Run, screen: &Screen, file: Option<&Path>) -> Option<Observed> {
    let seconds = idle(run).as_secs().to_string();
    let output = of_bench(screen, "observed", file, &[&seconds])?.stderr(Stdio::inherit()).output().ok()?;
    output.status.success().then(|| Observed::parse(&String::from_utf8_lossy(&output.stdout))).flatten()
}

/// This program as a child that opens the window, with nothing remembered but the size of the window.
fn of_bench(screen: &Screen, what: &str, file: Option<&Path>, more: &[&str]) -> Option<Command> {
    let memory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window-memory");
    let [width, height] = WINDOW;
    let place = format!(r#"{{"width": {width}, "height": {height}, "is_maximised": false}}"#);
    let session = format!(r#"{{"settings": {{"has_seen_hint": true, "window": {place}}}}}"#);
    fs::create_dir_all(&memory).ok()?;
    fs::write(memory.join("session.json"), session).ok()?;
    let mut command = screen.command(&std::env::current_exe().ok()?);
    command.env("ATTACHE_CONFIG_DIR", memory).args(["--child", what]).args(more).args(file);
    Some(command)
}

/// Opens the window until its first frame is on the screen, in a process of its own.
pub(crate) fn child_first_frame(file: Option<&Path>) -> ExitCode {
    open(file, &|app| Box::new(FirstFrame::new(app)))
}

/// Opens the window, observes it, and prints what was observed, in a process of its own.
pub(crate) fn child_observed(started: Instant, idle_seconds: &str, file: Option<&Path>) -> ExitCode {
    let Ok(idle) = idle_seconds.parse().map(Duration::from_secs) else { return ExitCode::FAILURE };
    open(file, &|app| observe(app, started, idle, |seen| println!("{}", seen.words())))
}

fn open(file: Option<&Path>, around: attache::desktop::Around<'_>) -> ExitCode {
    match run_within(file.map(Path::to_owned), Some(Renderer::Glow), &|text| eprintln!("{text}"), around) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
