//! `attache audit`: what speaks against what, what follows from what, and what a person has to settle.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::open::open;
use super::{Exit, Kind, Streams};
use crate::analysis::derive::Derived;
use crate::analysis::{AuditOptions, Finding, FindingKind, ReviewState, audit};
use crate::dossier::{Date, Dossier};
use crate::load::plain;

pub(super) const EXAMPLES: &str = "\
Examples:
  attache audit                                  the findings on the dossier that comes with the program
  attache audit my.dossier.json --format json    for a script
  attache audit --today 2026-01-15               with old polls and statistics told from new ones";

/// The arguments of `attache audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The dossier, - for standard input; without it, the one that comes with the program
    file: Option<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The day to count the age of figures from, such as 2026-01-15; without it, age is no finding
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,

    /// From how many years on the newest poll or statistic of its kind is stale
    #[arg(long, value_name = "YEARS", default_value_t = AuditOptions::default().stale_after_years)]
    stale_after: u32,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A paragraph for each finding, in groups
    Text,
    /// One array of objects
    Json,
}

/// A finding as scripts read it.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    severity: &'static str,
    key: String,
    sentence: String,
    review: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arithmetic: Option<String>,
    facts: Vec<&'a str>,
    figures: Vec<&'a str>,
    sources: Vec<&'a str>,
}

pub(super) fn run(args: &AuditArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let dossier = match open(args.file.as_deref(), streams)? {
        Ok(dossier) => dossier,
        Err(exit) => return Ok(exit),
    };
    let options =
        AuditOptions { today: args.today.as_ref().and_then(Date::first_day), stale_after_years: args.stale_after };
    let audit = audit(&dossier, &Derived::of(&dossier), &options);
    match args.format {
        Format::Json => {
            let rows: Vec<Row<'_>> = audit.findings().iter().map(|finding| row(&dossier, finding)).collect();
            streams.kind.set(Kind::Json);
            serde_json::to_writer_pretty(&mut *streams.results, &rows)?;
            writeln!(streams.results)?;
        }
        Format::Text => text(&dossier, audit.findings(), streams)?,
    }
    Ok(Exit::Clean)
}

fn text(dossier: &Dossier, findings: &[Finding], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut group: Option<FindingKind> = None;
    for finding in findings {
        if group != Some(finding.kind) {
            let gap = if group.is_some() { "\n" } else { "" };
            writeln!(streams.results, "{gap}{} ({})", finding.kind.label(), finding.severity.label())?;
            group = Some(finding.kind);
        }
        writeln!(streams.results, "  - {}", plain(&finding.sentence(dossier)))?;
        let review = ReviewState::of(finding, dossier);
        let noted = review.note().map(|note| format!(": {}", plain(note))).unwrap_or_default();
        match review {
            ReviewState::Open => {}
            ReviewState::Reviewed(_) => writeln!(streams.results, "      reviewed{noted}")?,
            ReviewState::Outdated(_) => {
                writeln!(streams.results, "      reviewed, but what it rests on has changed since{noted}")?;
            }
        }
        for line in finding.arithmetic(dossier).iter().flat_map(|arithmetic| arithmetic.lines()) {
            writeln!(streams.results, "      {}", plain(line))?;
        }
    }
    Ok(())
}

fn row<'a>(dossier: &'a Dossier, finding: &'a Finding) -> Row<'a> {
    let review = ReviewState::of(finding, dossier);
    Row {
        kind: finding.kind.word(),
        severity: finding.severity.word(),
        key: finding.key(dossier),
        sentence: finding.sentence(dossier),
        review: review.word(),
        review_note: review.note(),
        arithmetic: finding.arithmetic(dossier),
        facts: finding.facts().map(|fact| dossier.fact(fact).id.0.as_str()).collect(),
        figures: finding.figures().map(|figure| dossier.figure(figure).id.as_str()).collect(),
        sources: finding.sources(dossier).iter().map(|source| dossier.source(*source).id()).collect(),
    }
}

fn parse_day(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).map_err(|error| error.to_string())?;
    if date.first_day().is_some() { Ok(date) } else { Err("write a day, such as 2026-01-15".to_owned()) }
}
