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
mod empty_window;
mod first_frame;
mod frame;
mod instructions;
mod load;
mod memory;
mod observed;
mod plain;
mod program;
mod run;
mod screen;
mod search;
mod table;
mod window;

use std::process::ExitCode;
use std::time::Instant;

use run::Run;
use table::Row;

/// A kind of rows: the word that chooses it on the command line, and what measures it.
type Kind = (&'static str, fn(&Run) -> Vec<Row>);

/// The kinds of rows in the order of the table.
const KINDS: [Kind; 7] = [
    ("load", load::rows),
    ("memory", memory::rows),
    ("audit", audit::rows),
    ("frame", frame::rows),
    ("search", search::rows),
    ("window", window::rows),
    ("instructions", instructions::rows),
];

/// The kinds of rows of the second table, which has no sizes.
const OTHERS: [Kind; 1] = [("program", program::rows)];

fn main() -> ExitCode {
    let started = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(exit) = child::run(&arguments, started) {
        return exit;
    }
    let run = Run::new(&arguments);
    let sizes: Vec<String> = run.sizes.iter().map(|size| format!("{size} facts")).collect();
    for (kinds, columns) in [(&KINDS[..], sizes), (&OTHERS[..], vec!["measured".to_owned()])] {
        let mut rows = Vec::new();
        for (word, measure) in kinds.iter().filter(|(word, _)| run.is_wanted(word)) {
            eprintln!("measuring {word} …");
            rows.extend(measure(&run));
        }
        if !rows.is_empty() {
            println!("{}", table::table(&columns, &rows));
        }
    }
    ExitCode::SUCCESS
}
