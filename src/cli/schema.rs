//! `attache schema`: the JSON Schema of the dossier format.

use std::io;

use super::{Exit, Streams};
use crate::load::SCHEMA;

pub(super) const EXAMPLES: &str = "\
Example:
  attache schema > dossier-1.schema.json   for an editor that completes and checks while you type";

pub(super) fn run(streams: &mut Streams<'_>) -> io::Result<Exit> {
    writeln!(streams.results, "{}", SCHEMA.trim_end())?;
    Ok(Exit::Clean)
}
