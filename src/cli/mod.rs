//! The command line: arguments as typed, then validated, then run.
//!
//! Each command has a file of its own with its arguments, its examples and its `run`. Results go to standard output,
//! errors and warnings to standard error, and the exit code says which of the two matters: see [`Exit`]. A reader who
//! closes the pipe early, as `head` does, is no error.

mod args;
mod audit;
mod chart_options;
mod check;
mod cite;
mod compare;
mod diff;
mod document;
mod edit;
mod export;
mod facts;
mod generate;
mod help;
mod import;
mod lengths;
mod merge;
mod open;
mod option_values;
mod schema;
mod terminal;

use std::cell::Cell;
use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

pub use args::{Command, Invocation, Renderer, Reply, parse};
pub use audit::AuditArgs;
pub use check::CheckArgs;
pub use cite::CiteArgs;
pub use compare::CompareArgs;
pub use diff::DiffArgs;
pub use edit::EditArgs;
pub use export::ExportArgs;
pub use facts::FactsArgs;
pub use generate::{GenerateArgs, generate};
pub use help::HelpArgs;
pub use import::ImportArgs;
pub use merge::MergeArgs;

use self::terminal::{Kind, Terminal};
use crate::load::{LoadError, plain};
use crate::store::Written;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well: exit code 0.
    Clean,
    /// Errors were found in a dossier: exit code 1.
    Errors,
    /// A file could not be read or written, or the arguments were not understood: exit code 2.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Errors => 1,
            Exit::Unusable => 2,
        })
    }
}

/// Where results and errors go.
struct Streams<'a> {
    results: &'a mut dyn Write,
    errors: &'a mut dyn Write,
    /// What the results are; text for people until it is said.
    kind: &'a Cell<Kind>,
}

/// Runs a command on the standard streams.
#[must_use]
pub fn run(command: Command) -> Exit {
    on_standard_streams(|streams| match command {
        Command::Audit(args) => audit::run(&args, streams),
        Command::Compare(args) => compare::run(&args, streams),
        Command::Cite(args) => cite::run(&args, streams),
        Command::Check(args) => check::run(&args, streams),
        Command::Diff(args) => diff::run(&args, streams),
        Command::Edit(args) => edit::run(&args, streams),
        Command::Export(args) => export::run(&args, streams),
        Command::Facts(args) => facts::run(&args, streams),
        Command::Generate(args) => generate::run(&args, streams),
        Command::Help(args) => help::run(&args, streams),
        Command::Import(args) => import::run(&args, streams),
        Command::Merge(args) => merge::run(&args, streams),
        Command::Schema => schema::run(streams),
    })
}

/// Prints an answer to the arguments themselves: what was asked for as a result, what was not understood as an error.
#[must_use]
pub fn answer(reply: &Reply) -> Exit {
    on_standard_streams(|streams| {
        let stream = if reply.is_error() { &mut *streams.errors } else { &mut *streams.results };
        write!(stream, "{reply}")?;
        Ok(reply.exit())
    })
}

/// Says on standard error what is not as it should be, and goes on.
pub fn warn(text: &str) {
    let _ = on_standard_streams(|streams| {
        writeln!(streams.errors, "attache: warning: {text}")?;
        Ok(Exit::Clean)
    });
}

/// Says on standard error what kept the program from doing what it was asked to do.
#[must_use]
pub fn fail(error: &dyn std::error::Error) -> Exit {
    on_standard_streams(|streams| {
        writeln!(streams.errors, "attache: error: {error}")?;
        Ok(Exit::Unusable)
    })
}

/// Says on standard error what is wrong with a file that could not be opened as a dossier.
#[must_use]
pub fn refuse(error: &LoadError) -> Exit {
    on_standard_streams(|streams| {
        writeln!(streams.errors, "{error}")?;
        Ok(open::exit_of(error))
    })
}

/// Says of a file that was written what of the one before could not be kept.
fn note_written(path: &Path, written: &Written, streams: &mut Streams<'_>) -> io::Result<()> {
    match written.note() {
        Some(note) => writeln!(streams.errors, "attache: note: {}: {note}", plain(&path.to_string_lossy())),
        None => Ok(()),
    }
}

fn on_standard_streams(run: impl FnOnce(&mut Streams<'_>) -> io::Result<Exit>) -> Exit {
    let (kind, text) = (Cell::default(), Cell::default());
    let (stdout, stderr) = (io::stdout().lock(), io::stderr().lock());
    let are_terminals = (stdout.is_terminal(), stderr.is_terminal());
    let mut results = Terminal::new(Hearer::of(io::BufWriter::new(stdout)), &kind, are_terminals.0);
    let mut errors = Terminal::new(Hearer::of(stderr), &text, are_terminals.1);
    let exit = run(&mut Streams { results: &mut results, errors: &mut errors, kind: &kind });
    match exit.and_then(|exit| results.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => {
            // Where standard error cannot be written to either, the exit code has to say it alone.
            let _unheard = writeln!(errors, "attache: error: the results could not be written ({error})");
            Exit::Unusable
        }
    }
}

/// A stream whose reader may stop listening: the rest is then said to nobody, and the exit code stays true.
struct Hearer<W>(Option<W>);

impl<W: Write> Hearer<W> {
    const fn of(stream: W) -> Self {
        Self(Some(stream))
    }

    /// Does something with the stream, as long as somebody listens.
    fn with<T>(&mut self, unheard: T, act: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        let Some(stream) = &mut self.0 else { return Ok(unheard) };
        let done = act(stream);
        if matches!(&done, Err(error) if error.kind() == ErrorKind::BrokenPipe) {
            self.0 = None;
            return Ok(unheard);
        }
        done
    }
}

impl<W: Write> Write for Hearer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(bytes.len(), |stream| stream.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with((), Write::flush)
    }
}
