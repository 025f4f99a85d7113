//! How long opening, auditing, drawing and exporting take.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_types,
    reason = "a bench measures time, prints it, and stops where it cannot"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use attache::analysis::derive::Derived;
use attache::analysis::{AuditOptions, audit};
use attache::app::{AppState, ChartKind, ExportRequest, FileFormat, Settings, View};
use attache::export::render_chart;
use attache::load::load_shipped;

/// How long one line of the table may take.
const BUDGET: Duration = Duration::from_secs(2);
const MOST_RUNS: usize = 200;

fn main() {
    let is_smoke = !std::env::args().any(|argument| argument == "--bench");
    let loaded = load_shipped().expect("the shipped dossier is sound");
    let dossier = loaded.dossier.clone();
    let state = AppState::new(loaded, None, View::default(), Settings::default());
    println!("{:<28} {:>12} {:>12} {:>6}", "what", "median", "fastest", "runs");
    measure(is_smoke, "open the shipped dossier", || load_shipped().is_ok());
    measure(is_smoke, "derive and audit it", || {
        let derived = Derived::of(&dossier);
        audit(&dossier, &derived, &AuditOptions::default()).findings().len()
    });
    for (what, kind) in [("chart", ChartKind::Trade), ("timeline", ChartKind::Timeline)] {
        for format in FileFormat::ALL.iter().copied() {
            let request = ExportRequest::new(kind, format, "unused".into());
            let label = format!("export {what} as {}", format.extension());
            measure(is_smoke, &label, || render_chart(&state.file, &request).map(|bytes| bytes.len()).ok());
        }
    }
    remember(if is_smoke { 4 } else { 1_000 }, &state);
}

/// Exports many figures in a row, and tells what of memory the program has after a tenth of them and after all.
fn remember(exports: usize, state: &AppState) {
    let mut after_a_tenth = None;
    for place in 0..exports {
        let kind = if place % 2 == 0 { ChartKind::Trade } else { ChartKind::Timeline };
        let format = FileFormat::ALL[place / 2 % FileFormat::ALL.len()];
        black_box(render_chart(&state.file, &ExportRequest::new(kind, format, "unused".into())).is_ok());
        if place + 1 == exports.div_ceil(10) {
            after_a_tenth = resident_bytes();
        }
    }
    if let (Some(before), Some(after)) = (after_a_tenth, resident_bytes()) {
        let mega = |bytes: u64| bytes / 1_000_000;
        println!("memory after a tenth of {exports} exports: {} MB, after all: {} MB", mega(before), mega(after));
    }
}

/// What the program has of memory, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1_024)
}

fn measure<T>(is_smoke: bool, what: &str, mut work: impl FnMut() -> T) {
    let started = Instant::now();
    let mut runs = Vec::new();
    while runs.is_empty() || (!is_smoke && started.elapsed() < BUDGET && runs.len() < MOST_RUNS) {
        let run = Instant::now();
        black_box(work());
        runs.push(run.elapsed());
    }
    runs.sort_unstable();
    println!("{what:<28} {:>12.2?} {:>12.2?} {:>6}", runs[runs.len() / 2], runs[0], runs.len());
}
