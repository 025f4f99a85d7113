//! The facts as JSON: every field under its own name, `null` where the dossier has none.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::analysis::DecimalBounds;
use crate::cite::{citation_line, reference};
use crate::dossier::{
    Basis, Bound, Change, Citation, Date, Dossier, Fact, FactIx, Figure, Flag, Flow, Missing, Passage, Relation,
    ReportedValue, Share, Valuation,
};

/// Facts as a list of objects, in the order given.
///
/// # Errors
///
/// Those of `out`.
pub fn facts_json(dossier: &Dossier, facts: &[FactIx], out: &mut dyn Write) -> io::Result<()> {
    let facts: Vec<FactRecord<'_>> = facts.iter().map(|fact| FactRecord::of(dossier.fact(*fact), dossier)).collect();
    serde_json::to_writer_pretty(&mut *out, &facts)?;
    writeln!(out)
}

/// One fact as such an object.
pub(in crate::export) fn fact_row(dossier: &Dossier, fact: FactIx) -> Map<String, Value> {
    match serde_json::to_value(FactRecord::of(dossier.fact(fact), dossier)) {
        Ok(Value::Object(row)) => row,
        // A record is an object, and plain data is always JSON.
        Ok(_) | Err(_) => Map::new(),
    }
}

#[derive(Serialize)]
struct FactRecord<'a> {
    id: &'a str,
    date: Option<&'a str>,
    theme: &'a str,
    title: &'a str,
    statement: &'a str,
    note: Option<&'a str>,
    passage: Option<PassageRecord<'a>>,
    citations: Vec<CitationRecord<'a>>,
    flags: Vec<FlagRecord<'a>>,
    figures: Vec<FigureRecord<'a>>,
    relations: Vec<RelationRecord<'a>>,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    source: &'a str,
    locator: Option<&'a str>,
    reference: String,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    source: &'a str,
    marker: Option<&'a str>,
    locator: Option<&'a str>,
    note: Option<&'a str>,
    /// The whole citation in one line.
    reference: String,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct FlagRecord<'a> {
    kind: &'a str,
    meaning: &'a str,
    scope: Option<&'a str>,
    since: Option<&'a str>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    id: &'a str,
    label: Option<&'a str>,
    measure: &'a str,
    commodity: Option<&'a str>,
    flow: Option<&'a str>,
    reporter: Option<&'a str>,
    partner: Option<&'a str>,
    period: Option<&'a str>,
    value: Option<&'a str>,
    low: Option<String>,
    high: Option<String>,
    bound: Option<&'a str>,
    unit: &'a str,
    valuation: Option<&'a str>,
    basis: &'a str,
    missing: Option<&'a str>,
    change: Option<ChangeRecord<'a>>,
    share: Option<ShareRecord<'a>>,
    rank: &'a str,
    rank_reason: Option<&'a str>,
    series_break: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    percent: &'a str,
    low: Option<String>,
    high: Option<String>,
    from: &'a str,
}

#[derive(Serialize)]
struct ShareRecord<'a> {
    of: &'a str,
    percent: &'a str,
    low: Option<String>,
    high: Option<String>,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    kind: &'a str,
    fact: &'a str,
    note: Option<&'a str>,
}

impl<'a> FactRecord<'a> {
    fn of(fact: &'a Fact, dossier: &'a Dossier) -> Self {
        let Fact { id, date, theme, title, statement, note, passage, citations, flags, figures, relations, origin: _ } =
            fact;
        Self {
            id: &id.0,
            date: date.as_ref().map(Date::text),
            theme: &dossier.theme(*theme).id,
            title,
            statement,
            note: note.as_deref(),
            passage: passage.as_ref().map(|passage| PassageRecord::of(passage, dossier)),
            citations: citations.iter().map(|citation| CitationRecord::of(citation, dossier)).collect(),
            flags: flags.iter().map(FlagRecord::of).collect(),
            figures: figures.iter().map(|figure| FigureRecord::of(figure, dossier)).collect(),
            relations: relations.iter().map(|relation| RelationRecord::of(relation, dossier)).collect(),
        }
    }
}

impl<'a> PassageRecord<'a> {
    fn of(passage: &'a Passage, dossier: &'a Dossier) -> Self {
        let source = dossier.source(passage.source);
        Self { source: source.id(), locator: passage.locator.as_deref(), reference: reference(source) }
    }
}

impl<'a> CitationRecord<'a> {
    fn of(citation: &'a Citation, dossier: &'a Dossier) -> Self {
        let source = dossier.source(citation.source);
        Self {
            source: source.id(),
            marker: source.marker(),
            locator: citation.locator.as_deref(),
            note: citation.note.as_deref(),
            reference: citation_line(citation, dossier),
            url: source.text("URL"),
        }
    }
}

impl<'a> FlagRecord<'a> {
    fn of(flag: &'a Flag) -> Self {
        Self {
            kind: flag.kind.word(),
            meaning: flag.kind.meaning(),
            scope: flag.scope.as_deref(),
            since: flag.since.as_ref().map(Date::text),
            reason: flag.reason.as_deref(),
        }
    }
}

impl<'a> FigureRecord<'a> {
    fn of(figure: &'a Figure, dossier: &'a Dossier) -> Self {
        let DecimalBounds { low, high } = DecimalBounds::of_figure(figure);
        Self {
            id: &figure.id,
            label: figure.label.as_deref(),
            measure: &figure.measure,
            commodity: figure.commodity.as_deref(),
            flow: figure.flow.map(Flow::word),
            reporter: figure.reporter.as_deref(),
            partner: figure.partner.as_deref(),
            period: figure.period.as_ref().map(Date::text),
            value: figure.value.as_ref().map(ReportedValue::text),
            low,
            high,
            bound: figure.bound.map(Bound::word),
            unit: &figure.unit,
            valuation: figure.valuation.map(Valuation::word),
            basis: Basis::word(figure.basis),
            missing: figure.missing.map(Missing::word),
            change: figure.change.as_deref().map(ChangeRecord::of),
            share: figure.share.as_ref().map(|share| ShareRecord::of(share, dossier)),
            rank: figure.rank.word(),
            rank_reason: figure.rank_reason.as_deref(),
            series_break: figure.series_break.as_deref(),
            note: figure.note.as_deref(),
        }
    }
}

impl<'a> ChangeRecord<'a> {
    fn of(change: &'a Change) -> Self {
        let DecimalBounds { low, high } = DecimalBounds::of(&change.percent);
        Self { percent: change.percent.text(), low, high, from: change.from.text() }
    }
}

impl<'a> ShareRecord<'a> {
    fn of(share: &'a Share, dossier: &'a Dossier) -> Self {
        let DecimalBounds { low, high } = DecimalBounds::of(&share.percent);
        Self { of: &dossier.figure(share.of).id, percent: share.percent.text(), low, high }
    }
}

impl<'a> RelationRecord<'a> {
    fn of(relation: &'a Relation, dossier: &'a Dossier) -> Self {
        Self { kind: relation.kind.word(), fact: &dossier.fact(relation.fact).id.0, note: relation.note.as_deref() }
    }
}
