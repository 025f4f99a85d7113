//! `attache schema`: the JSON Schema of the dossier format, and of a journal of edits.

use std::io;

use super::{Exit, Streams};
use crate::load::SCHEMA;

pub(super) const EXAMPLES: &str = "\
Example:
  attache schema > dossier-1.schema.json   for an editor that completes and checks while you type

A line of a journal of edits, as `attache edit` takes it and the window keeps what
is not saved, is described under $defs, journal-line.";

pub(super) fn run(streams: &mut Streams<'_>) -> io::Result<Exit> {
    writeln!(streams.results, "{}", SCHEMA.trim_end())?;
    Ok(Exit::Clean)
}
