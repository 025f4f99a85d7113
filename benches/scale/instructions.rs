//! How many instructions loading and a frame take, counted by valgrind's callgrind: the same on a busy machine as on a quiet
//! one. Those of a change before are kept in `instructions.txt`, so that a regression shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use attache::app::Side;
use attache::load::load_bytes;

use crate::frame::{Stage, state};
use crate::run::Run;
use crate::table::{Cell, Row, ratio};

/// What is counted, and how it is called in the table.
const WORKS: [(&str, &str); 2] =
    [("load", "instructions, load a file"), ("frame", "instructions, 16 frames of all of time")];
/// At which sizes, in facts.
const SIZES: [u64; 2] = [1_000, 1_000_000];
/// The variable that has the counts of a run kept.
const KEEP: &str = "ATTACHE_BENCH_KEEP";
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/scale/instructions.txt");
const ABOUT: &str = "# Instructions by work and number of facts; written by ATTACHE_BENCH_KEEP=1 cargo bench --bench scale -- instructions\n";
/// What the child says when nothing but the work itself is left to do, and when it is done.
const READY: &str = "ready";
const DONE: &str = "done";
/// The years that the frames show.
const YEARS: i64 = 82;

/// Counts by work and number of facts.
type Counts = BTreeMap<(String, u64), u64>;

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let mut kept = read_kept();
    let has_valgrind = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok();
    if run.is_smoke || !has_valgrind {
        eprintln!("  instructions are counted where valgrind is installed, and by `cargo bench` alone");
    }
    let mut rows = Vec::new();
    for (work, what) in WORKS {
        let mut cells = Vec::new();
        for size in &run.sizes {
            let is_counted = !run.is_smoke && has_valgrind && SIZES.contains(size);
            let counted = is_counted.then(|| counted(work, &run.file(*size))).flatten();
            let key = (work.to_owned(), *size);
            cells.push(counted.map_or(Cell::NoDataReason, |counted| compared(counted, kept.get(&key).copied())));
            kept.extend(counted.map(|counted| (key, counted)));
        }
        let yardstick = "those that are kept".to_owned();
        rows.push(Row { what: what.to_owned(), yardstick, goal: "report".to_owned(), cells });
    }
    if std::env::var_os(KEEP).is_some() {
        keep(&kept);
    }
    rows
}

/// A count beside the one that was kept.
fn compared(counted: u64, kept: Option<u64>) -> Cell {
    let millions = format!("{:.1} M", ratio(counted, 1_000_000));
    Cell::Plain(match kept {
        Some(kept) => format!("{millions} ({:+.2} %)", (ratio(counted, kept) - 1.0) * 100.0),
        None => millions,
    })
}

fn read_kept() -> Counts {
    let text = fs::read_to_string(KEPT).unwrap_or_default();
    let count = |line: &str| {
        let mut words = line.split_whitespace();
        Some(((words.next()?.to_owned(), words.next()?.parse().ok()?), words.next()?.parse().ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(count).collect()
}

fn keep(counts: &Counts) {
    let mut text = ABOUT.to_owned();
    for ((work, size), count) in counts {
        let _ = writeln!(text, "{work} {size} {count}");
    }
    fs::write(KEPT, text).expect("the sources can be written to");
}

/// The instructions of a work, apart from all that goes before it; `None`, said on standard error, where they cannot be counted.
fn counted(work: &str, file: &Path) -> Option<u64> {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callgrind.out");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--instr-atstart=no"]).arg(format!("--callgrind-out-file={}", out.display()));
    command.arg(std::env::current_exe().ok()?).args(["--child", "counted", work]).arg(file);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let (stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let was_seen = watch(child.id(), stdin, stdout);
    let ended = child.wait().ok()?;
    let text = fs::read_to_string(out).ok().filter(|_| was_seen.is_some() && ended.success());
    let count = text.and_then(|text| text.lines().find_map(|line| line.strip_prefix("totals: ")?.parse().ok()));
    if count.is_none() {
        eprintln!("  the instructions of {work} could not be counted");
    }
    count
}

/// Has valgrind count while the child does the work. Whatever happens, the child hears the end of its input and ends.
fn watch(child: u32, mut stdin: ChildStdin, stdout: ChildStdout) -> Option<()> {
    let mut said = BufReader::new(stdout).lines().map_while(Result::ok);
    let counting = |switch: &str| {
        let mut control = Command::new("callgrind_control");
        let control = control.args(["-i", switch, &child.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        control.status().is_ok_and(|status| status.success()).then_some(())
    };
    said.find(|line| line == READY)?;
    counting("on")?;
    writeln!(stdin).ok()?;
    said.find(|line| line == DONE)?;
    counting("off")
}

/// Prepares a work, waits until it is to be counted, and does it, in a process of its own.
pub(crate) fn child(work: &str, file: &Path) -> ExitCode {
    let Ok(bytes) = fs::read(file) else { return ExitCode::FAILURE };
    match work {
        "load" => on_demand(|| load_bytes(&bytes).expect("a sound dossier")),
        "frame" => {
            let mut stage = Stage::new(state(&bytes), Side::Facts);
            // Letters are drawn once.
            stage.way(YEARS);
            on_demand(|| stage.way(YEARS));
        }
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

/// Does a work between two lines of the input.
fn on_demand<T>(work: impl FnOnce() -> T) {
    let mut line = String::new();
    println!("{READY}");
    let _ = std::io::stdin().read_line(&mut line);
    let result = black_box(work());
    println!("{DONE}");
    let _ = std::io::stdin().read_line(&mut line);
    drop(result);
}
