//! `attache cite`: references to the sources, in a style.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;

use super::open::open;
use super::{Exit, Kind, Streams};
use crate::cite::{CslStyle, Style, left_out_words, references};
use crate::dossier::{Dossier, Source, SourceIx};
use crate::load::plain;

pub(super) const EXAMPLES: &str = "\
What a dossier does not say of a source is left out. A source without a title, or whose date is a stretch of time, is
said plainly after the others: no style has rules for it.

Examples:
  attache cite --style apa                          every source of the dossier that comes with the program
  attache cite my.dossier.json --fact trade-2019 --style bibtex
  attache cite --csl nature.csl                     in the style of a file of the Citation Style Language";

/// The arguments of `attache cite`.
#[derive(Debug, Args)]
pub struct CiteArgs {
    /// The dossier, - for standard input; without it, the one that comes with the program
    file: Option<PathBuf>,

    /// Only the sources of this fact, by its identifier
    #[arg(long, value_name = "ID")]
    fact: Option<String>,

    /// The style
    #[arg(long, value_enum, required_unless_present = "csl")]
    style: Option<Style>,

    /// A style of the Citation Style Language, from this file
    #[arg(long, value_name = "PATH", conflicts_with = "style")]
    csl: Option<PathBuf>,
}

pub(super) fn run(args: &CiteArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let dossier = match open(args.file.as_deref(), streams)? {
        Ok(dossier) => dossier,
        Err(exit) => return Ok(exit),
    };
    match written(args, &dossier) {
        Ok(text) => {
            streams.kind.set(match args.style {
                Some(Style::CslJson) => Kind::Json,
                Some(Style::Bibtex | Style::Ris) => Kind::Data,
                Some(Style::Apa | Style::Chicago | Style::Mla) | None => Kind::Text,
            });
            // No part of a reference is what would steer a terminal, and no other program wants it.
            let text = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\r'), "");
            streams.results.write_all(text.as_bytes())?;
            let left_out = args.style.zip(sources(args, &dossier).ok());
            if let Some(words) = left_out.and_then(|(style, sources)| left_out_words(&sources, style)) {
                writeln!(streams.errors, "attache: note: {}", plain(&words))?;
            }
            Ok(Exit::Clean)
        }
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            Ok(Exit::Unusable)
        }
    }
}

/// The references that the arguments ask for; the error is a sentence.
fn written(args: &CiteArgs, dossier: &Dossier) -> Result<String, String> {
    let sources = sources(args, dossier)?;
    if let Some(path) = &args.csl {
        let fail = |error: &dyn std::fmt::Display| format!("{} cannot be used: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| fail(&error))?;
        return Ok(CslStyle::from_xml(&text).map_err(|error| fail(&error))?.references(&sources));
    }
    let style = args.style.unwrap_or(Style::Apa);
    references(&sources, style).map_err(|error| error.to_string())
}

fn sources<'a>(args: &CiteArgs, dossier: &'a Dossier) -> Result<Vec<&'a Source>, String> {
    let Some(id) = &args.fact else { return Ok(dossier.sources().iter().collect()) };
    let fact = dossier.find(id).ok_or_else(|| format!("there is no fact “{id}” in this dossier"))?;
    let mut seen: BTreeSet<SourceIx> = BTreeSet::new();
    let cited = dossier.fact(fact).citations.iter().map(|citation| citation.source);
    Ok(cited.filter(|source| seen.insert(*source)).map(|source| dossier.source(source)).collect())
}
