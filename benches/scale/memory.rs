//! Memory: how much more of it a process has while it loads a file and afterwards, in a process of its own.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use attache::analysis::AuditOptions;
use attache::app::OpenFile;
use attache::load::{load, load_shipped};

use crate::child;
use crate::run::Run;
use crate::table::{Cell, Row, mega, ratio};

/// What the child process measures, in bytes above what it had before.
struct Measured {
    peak: u64,
    dossier: u64,
    everything: u64,
}

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let measured: Vec<Option<(Measured, u64)>> = run
        .sizes
        .iter()
        .map(|size| {
            let path = run.file(*size);
            Some((of_child(&path)?, fs::metadata(&path).ok()?.len()))
        })
        .collect();
    let row = |what: &str, goal: &str, of: fn(&Measured) -> u64| {
        let cell = |measured: &Option<(Measured, u64)>| match measured {
            Some((measured, size)) => Cell::Ratio(mega(of(measured)), ratio(of(measured), *size)),
            None => Cell::NoDataReason,
        };
        let cells = measured.iter().map(cell).collect();
        Row { what: what.to_owned(), yardstick: "size of the file".to_owned(), goal: goal.to_owned(), cells }
    };
    vec![
        row("peak memory while loading", "≤ 3×", |measured| measured.peak),
        row("memory after loading", "≤ 2×", |measured| measured.dossier),
        row("memory with audit, series and search", "report", |measured| measured.everything),
    ]
}

fn of_child(path: &Path) -> Option<Measured> {
    let output = child::output(&["--child", "memory", path.to_str()?])?;
    let mut numbers = output.split_whitespace().map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    Some(Measured { peak: next()?, dossier: next()?, everything: next()? })
}

/// The child's part: loads a file and says how much memory that took.
pub(crate) fn child(path: &Path) -> ExitCode {
    // What of the program itself lies in memory once it has run is not the file's doing.
    drop(OpenFile::new(load_shipped().expect("a sound dossier"), None, AuditOptions::default()));
    let Some((before, _)) = of_this_process() else { return ExitCode::FAILURE };
    let loaded = load(path).expect("a sound dossier");
    let (after, peak) = of_this_process().expect("it was there before");
    let open = OpenFile::new(loaded, None, AuditOptions::default());
    let (everything, _) = of_this_process().expect("it was there before");
    drop(open);
    println!("{} {} {}", peak - before, after - before, everything - before);
    ExitCode::SUCCESS
}

/// The memory of this process in bytes, now and at most; `None` where the system does not say.
fn of_this_process() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
    };
    Some((field("VmRSS:")?, field("VmHWM:")?))
}
