//! How the program bears dossiers of a hundred to a million facts: one table, each row with its yardstick, measured in the
//! same run. `benches/README.md` says how to run a part of it and how to add a row.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_types,
    reason = "a bench measures time, prints it, and stops where it cannot"
)]

mod audit;
mod child;
mod clock;
mod frame;
mod load;
mod memory;
mod plain;
mod run;
mod search;
mod table;

use std::process::ExitCode;

use run::Run;
use table::Row;

/// A kind of rows: the word that chooses it on the command line, and what measures it.
type Kind = (&'static str, fn(&Run) -> Vec<Row>);

/// The kinds of rows in the order of the table.
const KINDS: [Kind; 5] = [
    ("load", load::rows),
    ("memory", memory::rows),
    ("audit", audit::rows),
    ("frame", frame::rows),
    ("search", search::rows),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(exit) = child::run(&arguments) {
        return exit;
    }
    let run = Run::new(&arguments);
    let mut rows = Vec::new();
    for (word, measure) in KINDS.iter().filter(|(word, _)| run.is_wanted(word)) {
        eprintln!("measuring {word} …");
        rows.extend(measure(&run));
    }
    print!("{}", table::table(&run.sizes, &rows));
    ExitCode::SUCCESS
}
