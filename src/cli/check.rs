//! `attache check`: what is wrong with dossier files.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::open::{exit_of, load_named, name_of};
use super::{Exit, Kind, Streams};
use crate::charts::fonts::{lacking_letters, letter_codes};
use crate::load::{Diagnostic, Loaded, warn_of_letters};

pub(super) const EXAMPLES: &str = "\
One line for each thing that is wrong, and none where all is well:
  FILE:LINE:COLUMN: error: PATH: what is wrong; what to do

Warnings are printed too, but leave the exit code at 0.

Examples:
  attache check my.dossier.json
  attache check *.dossier.json --format json
  make-dossier | attache check -";

/// The arguments of `attache check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The dossiers to validate; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One line each
    Text,
    /// One object for each file
    Json,
}

/// What is to be said of one file.
#[derive(Serialize)]
struct Report {
    file: String,
    status: Status,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Clean,
    Errors,
    Unreadable,
}

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let mut exit = Exit::Clean;
    let mut reports = Vec::new();
    for file in &args.files {
        let report = check(file);
        exit = exit.max(report.exit());
        if let Some(message) = &report.message {
            writeln!(streams.errors, "{}: error: {message}", report.file)?;
        }
        match args.format {
            Format::Text => {
                for diagnostic in &report.diagnostics {
                    writeln!(streams.results, "{}:{diagnostic}", report.file)?;
                }
            }
            Format::Json => reports.push(report),
        }
    }
    if matches!(args.format, Format::Json) {
        streams.kind.set(Kind::Json);
        serde_json::to_writer_pretty(&mut *streams.results, &reports)?;
        writeln!(streams.results)?;
    }
    Ok(exit)
}

fn check(file: &Path) -> Report {
    let name = name_of(file);
    match load_named(file) {
        Ok(Loaded { mut warnings, text, .. }) => {
            let letters = lacking_letters(&text);
            warnings.extend(warn_of_letters(&text, &letters, &letter_codes(&letters)));
            Report { file: name, status: Status::Clean, message: None, diagnostics: warnings }
        }
        Err(error) => {
            let (status, message) = match exit_of(&error) {
                Exit::Unusable => (Status::Unreadable, Some(error.summary())),
                Exit::Clean | Exit::Errors => (Status::Errors, None),
            };
            Report { file: name, status, message, diagnostics: error.diagnostics().to_vec() }
        }
    }
}

impl Report {
    const fn exit(&self) -> Exit {
        match self.status {
            Status::Clean => Exit::Clean,
            Status::Errors => Exit::Errors,
            Status::Unreadable => Exit::Unusable,
        }
    }
}
