//! The trade of a chart as data: a row for each value and for each year without one.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{BETWEEN, harmless, table};
use crate::analysis::derive::Derived;
use crate::analysis::{Ends, Nothing, Observation, TradeSeries, YearSlot};
use crate::app::Span;
use crate::dossier::{Dossier, Flow, Valuation};

/// The code of a zero that was reported, beside those of [`Nothing`].
const REPORTED_ZERO: &str = "reported-zero";

/// The columns of the table.
const COLUMNS: [&str; 24] = [
    "year",
    "role",
    "value",
    "low",
    "high",
    "unit",
    "nothing",
    "period",
    "flow",
    "reporter",
    "partner",
    "commodity",
    "valuation",
    "basis",
    "formula",
    "rank",
    "rank_reason",
    "flags",
    "sources",
    "markers",
    "fact",
    "figure",
    "title",
    "note",
];

/// What a row is to the chart.
#[derive(Clone, Copy)]
enum Role {
    /// Drawn as a bar.
    Bar,
    /// Another value for what a bar shows.
    Rival,
    /// A part of what a bar shows.
    Part,
    /// Held to be wrong, and not drawn.
    Deprecated,
    /// A year without a bar.
    Gap,
    /// Without a place on the chart: no period is stated, or the unit is another.
    NotPlaced,
}

/// A row: a cell for each column, empty where there is nothing to say.
struct Row([String; COLUMNS.len()]);

/// The trade in view as a table.
///
/// # Errors
///
/// Those of `out`.
pub fn series_csv(
    dossier: &Dossier,
    derived: &Derived,
    series: &TradeSeries,
    span: Span,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(COLUMNS)?;
    for Row(cells) in rows(dossier, derived, series, span) {
        table.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    table.flush()
}

/// The same as a list of objects; what there is nothing to say of is `null`.
///
/// # Errors
///
/// Those of `out`.
pub fn series_json(
    dossier: &Dossier,
    derived: &Derived,
    series: &TradeSeries,
    span: Span,
    out: &mut dyn Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &rows(dossier, derived, series, span))?;
    writeln!(out)
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for (column, cell) in COLUMNS.iter().zip(&self.0) {
            map.serialize_entry(column, &(!cell.is_empty()).then_some(cell))?;
        }
        map.end()
    }
}

fn rows(dossier: &Dossier, derived: &Derived, series: &TradeSeries, span: Span) -> Vec<Row> {
    let (first, last) = (span.first_day().year(), span.last_day().year());
    let mut rows = Vec::new();
    let row = |year, role, observation| row(dossier, derived, year, role, observation);
    for slot in series.slots.iter().filter(|slot| (first..=last).contains(&slot.year)) {
        let year = Some(slot.year);
        for bar in &slot.bars {
            rows.push(row(year, Role::Bar, &bar.shown));
            rows.extend(bar.rivals.iter().map(|rival| row(year, Role::Rival, rival)));
        }
        rows.extend(slot.parts.iter().map(|part| row(year, Role::Part, part)));
        rows.extend(slot.deprecated.iter().map(|deprecated| row(year, Role::Deprecated, deprecated)));
        rows.extend(slot.missing.iter().map(|missing| row(year, Role::Gap, missing)));
        rows.extend(empty(slot, series));
    }
    rows.extend(series.unplaced.iter().map(|unplaced| row(None, Role::NotPlaced, unplaced)));
    rows
}

/// The row of a year of which the dossier says nothing.
fn empty(slot: &YearSlot, series: &TradeSeries) -> Option<Row> {
    let nothing = slot.nothing.filter(|nothing| *nothing == Nothing::NotInDossier)?;
    let mut cells = [const { String::new() }; COLUMNS.len()];
    for (column, cell) in COLUMNS.iter().zip(&mut cells) {
        *cell = match *column {
            "year" | "period" => slot.year.to_string(),
            "role" => Role::Gap.word().to_owned(),
            "nothing" => nothing.word().to_owned(),
            "unit" => series.unit.clone(),
            "reporter" => series.seen_by.as_deref().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
    }
    Some(Row(cells))
}

fn row(dossier: &Dossier, derived: &Derived, year: Option<i64>, role: Role, observation: &Observation) -> Row {
    let (fact, figure) = (dossier.fact(observation.figure.fact), dossier.figure(observation.figure));
    let derivation = observation.derivation.map(|derivation| derived.get(derivation));
    let Ends { low, high } = match derivation {
        Some(derivation) => Ends::of_interval(&derivation.result.interval),
        None => Ends::of_figure(figure),
    };
    let nothing = match observation.missing {
        Some(crate::dossier::Missing::NotReported) => Some(Nothing::NotReported.word()),
        Some(crate::dossier::Missing::Suppressed) => Some(Nothing::Suppressed.word()),
        None => observation.is_reported_zero().then_some(REPORTED_ZERO),
    };
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let sources = || fact.citations.iter().map(|citation| dossier.source(citation.source));
    let list = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join(BETWEEN);
    Row([
        year.map(|year| year.to_string()).unwrap_or_default(),
        role.word().to_owned(),
        // What was printed; a derived value was printed nowhere, and is its interval.
        text(figure.value.as_ref().filter(|_| derivation.is_none()).map(crate::dossier::Printed::text)),
        low.unwrap_or_default(),
        high.unwrap_or_default(),
        derivation.map_or(figure.unit.as_str(), |derivation| &derivation.result.unit).to_owned(),
        text(nothing),
        observation.period.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(figure.flow.map(Flow::word)),
        text(observation.reporter.as_deref()),
        text(figure.partner.as_deref()),
        text(observation.commodity.as_deref()),
        text(observation.valuation.map(Valuation::word)),
        observation.basis.word().to_owned(),
        text(derivation.map(|derivation| derivation.formula.as_str())),
        observation.rank.word().to_owned(),
        text(figure.rank_reason.as_deref().filter(|_| derivation.is_none())),
        list(&mut fact.flags.iter().map(|flag| flag.kind.word())),
        list(&mut sources().map(crate::dossier::Source::id)),
        list(&mut sources().filter_map(|source| source.marker())),
        fact.id.0.to_string(),
        figure.id.to_string(),
        fact.title.to_string(),
        text(figure.note.as_deref()),
    ])
}

impl Role {
    const fn word(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Rival => "rival",
            Self::Part => "part",
            Self::Deprecated => "deprecated",
            Self::Gap => "gap",
            Self::NotPlaced => "not-placed",
        }
    }
}
