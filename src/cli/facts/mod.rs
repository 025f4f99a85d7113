//! `attache facts`: the facts with their figures, doubts and citations.

mod text;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::open;
use super::{Exit, Kind, Streams};
use crate::dossier::FactIx;
use crate::export::data::{facts_csv, facts_json};

pub(super) const EXAMPLES: &str = "\
The facts come in the order of their dates, undated ones last. In JSON and CSV, low and high are the ends of
what rounds to the printed value; a value that the source gives as a limit only has no other end.

Examples:
  attache facts
  attache facts my.dossier.json --format csv > facts.csv
  attache facts --format json | jq '.[] | select(.citations == []) | .id'";

/// The arguments of `attache facts`.
#[derive(Args, Debug)]
pub struct FactsArgs {
    /// The dossier, - for standard input; without it, the one that comes with the program
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// How to print the facts
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A list with every field of every fact
    Json,
    /// A table with a row for each figure, and one for each fact without figures
    Csv,
    /// Paragraphs to read
    Text,
}

pub(super) fn run(args: &FactsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let dossier = match open(args.file.as_deref(), streams)? {
        Ok(dossier) => dossier,
        Err(exit) => return Ok(exit),
    };
    let facts: &[FactIx] = dossier.facts_by_date();
    match args.format {
        Format::Json => {
            streams.kind.set(Kind::Json);
            facts_json(&dossier, facts, streams.results)?;
        }
        Format::Csv => {
            streams.kind.set(Kind::Data);
            facts_csv(&dossier, facts, streams.results)?;
        }
        Format::Text => text::print(&dossier, streams.results)?,
    }
    Ok(Exit::Clean)
}
