//! `attache diff`: what has changed from one version of a dossier to another, fact by fact.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::document::open_document;
use super::{Exit, Kind, Streams};
use crate::edit::{Difference, Edit, differences, edits};

pub(super) const EXAMPLES: &str = "\
One line for each change, and none where the two say the same; the order of keys,
white space and escapes do not count. Unlike diff(1), the exit code is 0 in both cases.

Examples:
  attache diff old.dossier.json new.dossier.json
  attache diff old.dossier.json new.dossier.json --format json
  attache diff old.dossier.json new.dossier.json --format edits   for attache edit";

/// The arguments of `attache diff`.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The old version
    old: PathBuf,

    /// The new version
    new: PathBuf,

    /// How to print the changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A sentence each
    Text,
    /// An object each
    Json,
    /// The edits that lead from the old version to the new one, one a line
    Edits,
}

/// A change, for programs and for people.
#[derive(Serialize)]
struct Said<'a> {
    change: &'a Difference,
    text: String,
}

pub(super) fn run(args: &DiffArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let mut documents = Vec::new();
    for file in [&args.old, &args.new] {
        match open_document(file, streams)? {
            Ok(revision) => documents.push(revision.document),
            Err(exit) => return Ok(exit),
        }
    }
    let [old, new] = &documents[..] else { return Ok(Exit::Unusable) };
    let found = differences(old, new);
    match args.format {
        Format::Text => {
            for change in &found {
                writeln!(streams.results, "{}", change.in_words(old, new))?;
            }
        }
        Format::Json => {
            let said: Vec<Said<'_>> =
                found.iter().map(|change| Said { change, text: change.in_words(old, new) }).collect();
            streams.kind.set(Kind::Json);
            serde_json::to_writer_pretty(&mut *streams.results, &said)?;
            writeln!(streams.results)?;
        }
        Format::Edits => {
            for edit in edits(&found) {
                writeln!(streams.results, "{}", line(&edit)?)?;
            }
        }
    }
    Ok(Exit::Clean)
}

fn line(edit: &Edit) -> io::Result<String> {
    serde_json::to_string(edit).map_err(io::Error::other)
}
