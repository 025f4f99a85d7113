//! The facts as a table: RFC 4180, one row for each figure, and one for each fact without figures.

use std::io::{self, Write};

use smol_str::SmolStr;

use super::{BETWEEN, harmless, table};
use crate::analysis::DecimalBounds;
use crate::cite::citation_line;
use crate::dossier::{Bound, Dossier, Fact, FactIx, Figure, Flow, Missing, Valuation};

/// The columns of the fact.
const FACT_COLUMNS: [&str; 9] =
    ["fact", "date", "theme", "title", "statement", "fact_note", "flags", "markers", "citations"];

/// The columns of the figure.
const FIGURE_COLUMNS: [&str; 24] = [
    "figure",
    "label",
    "measure",
    "commodity",
    "flow",
    "reporter",
    "partner",
    "period",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "valuation",
    "basis",
    "missing",
    "change_percent",
    "change_from",
    "share_percent",
    "share_of",
    "rank",
    "rank_reason",
    "series_break",
    "figure_note",
];

/// Facts as a table, in the order given.
///
/// # Errors
///
/// Those of `out`.
pub fn facts_csv(dossier: &Dossier, facts: &[FactIx], out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(FACT_COLUMNS.iter().chain(&FIGURE_COLUMNS))?;
    for fact in facts.iter().map(|fact| dossier.fact(*fact)) {
        let fact_cells = fact_cells(fact, dossier);
        if fact.figures.is_empty() {
            write_row(&mut table, &fact_cells, &[const { String::new() }; FIGURE_COLUMNS.len()])?;
        }
        for figure in &fact.figures {
            write_row(&mut table, &fact_cells, &figure_cells(figure, dossier))?;
        }
    }
    table.flush()
}

fn write_row<W: Write>(table: &mut csv::Writer<W>, fact: &[String], figure: &[String]) -> io::Result<()> {
    let cells = fact.iter().chain(figure).map(|cell| harmless(cell).into_owned());
    Ok(table.write_record(cells)?)
}

fn fact_cells(fact: &Fact, dossier: &Dossier) -> [String; FACT_COLUMNS.len()] {
    let flags = fact.flags.iter().map(|flag| match &flag.reason {
        Some(reason) => format!("{}: {reason}", flag.kind.word()),
        None => flag.kind.word().to_owned(),
    });
    let markers = fact.citations.iter().filter_map(|citation| dossier.source(citation.source).marker());
    let citations = fact.citations.iter().map(|citation| citation_line(citation, dossier));
    [
        fact.id.0.to_string(),
        fact.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        dossier.theme(fact.theme).id.clone(),
        fact.title.to_string(),
        fact.statement.to_string(),
        fact.note.as_deref().unwrap_or_default().to_owned(),
        flags.collect::<Vec<_>>().join(BETWEEN),
        markers.collect::<Vec<_>>().join(BETWEEN),
        citations.collect::<Vec<_>>().join(BETWEEN),
    ]
}

fn figure_cells(figure: &Figure, dossier: &Dossier) -> [String; FIGURE_COLUMNS.len()] {
    let DecimalBounds { low, high } = DecimalBounds::of_figure(figure);
    let text = |text: &Option<SmolStr>| text.as_deref().unwrap_or_default().to_owned();
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let (change_percent, change_from) = figure
        .change
        .as_ref()
        .map(|change| (change.percent.text().to_owned(), change.from.to_string()))
        .unwrap_or_default();
    let (share_percent, share_of) = figure
        .share
        .as_ref()
        .map(|share| (share.percent.text().to_owned(), dossier.figure(share.of).id.to_string()))
        .unwrap_or_default();
    [
        figure.id.to_string(),
        text(&figure.label),
        figure.measure.to_string(),
        text(&figure.commodity),
        word(figure.flow.map(Flow::word)),
        text(&figure.reporter),
        text(&figure.partner),
        figure.period.as_ref().map(ToString::to_string).unwrap_or_default(),
        figure.value.as_ref().map(|value| value.text().to_owned()).unwrap_or_default(),
        low.unwrap_or_default(),
        high.unwrap_or_default(),
        word(figure.bound.map(Bound::word)),
        figure.unit.to_string(),
        word(figure.valuation.map(Valuation::word)),
        figure.basis.word().to_owned(),
        word(figure.missing.map(Missing::word)),
        change_percent,
        change_from,
        share_percent,
        share_of,
        figure.rank.word().to_owned(),
        text(&figure.rank_reason),
        text(&figure.series_break),
        text(&figure.note),
    ]
}
