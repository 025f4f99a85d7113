//! Tiny dossiers for testing the audit, built from the model's own parts.

#![allow(dead_code, reason = "each test file uses its own part of this")]

use attache::analysis::{Audit, AuditOptions, Derived, audit};
use attache::dossier::{
    Basis, Bound, Change, Citation, Csl, Date, Day, Dossier, Fact, FactId, FactIx, Figure, FigureIx, Flag, FlagKind,
    Flow, Missing, Parts, Party, Passage, Rank, Relation, RelationKind, ReportedValue, Share, Source, SourceIx, Theme,
    ThemeIx,
};

/// A dossier of these facts: source 0 is what they all cite.
pub(crate) fn parts(facts: Vec<Fact>) -> Parts {
    let party = |id: &str, name: &str| Party { id: id.to_owned(), name: name.to_owned() };
    Parts {
        title: "Sample".to_owned(),
        parties: vec![party("IDN", "Indonesia"), party("PRK", "North Korea")],
        themes: vec![Theme { id: "trade".to_owned(), label: "Trade".to_owned() }],
        sources: vec![source("ref-1", &[("title", "A report"), ("publisher", "A press"), ("language", "en")])],
        facts,
        ..Parts::default()
    }
}

pub(crate) fn source(id: &str, fields: &[(&str, &str)]) -> Source {
    Source::new(id.into(), fields.iter().map(|(key, value)| (*key, Csl::from(*value))).collect())
}

/// The audit of a dossier on 24 November 2026.
pub(crate) fn audited(parts: Parts) -> Audit {
    let dossier = Dossier::new(parts);
    let options = AuditOptions { today: Some(Day::from_civil(2026, 11, 24)), stale_after_years: 10 };
    audit(&dossier, &Derived::of(&dossier), &options)
}

pub(crate) fn fact(id: &str, figures: Vec<Figure>) -> Fact {
    Fact {
        id: FactId::from(id),
        date: Some(date("2019")),
        theme: ThemeIx(0),
        title: id.into(),
        statement: format!("The statement of {id}.").into(),
        note: None,
        passage: None,
        citations: [Citation { source: SourceIx(0), locator: Some("p. 1".into()), note: None }].into(),
        flags: Box::default(),
        figures: figures.into(),
        relations: Box::default(),
        origin: None,
    }
}

pub(crate) fn flagged(fact: Fact, kind: FlagKind, scope: Option<&str>) -> Fact {
    let flag = Flag { kind, scope: scope.map(Into::into), since: None, reason: None };
    Fact { flags: fact.flags.iter().cloned().chain([flag]).collect(), ..fact }
}

pub(crate) fn related(fact: Fact, kind: RelationKind, other: usize) -> Fact {
    Fact { relations: [Relation { kind, fact: FactIx(other), note: Some("Not both".into()) }].into(), ..fact }
}

pub(crate) fn uncited(fact: Fact) -> Fact {
    Fact { citations: Box::default(), ..fact }
}

pub(crate) fn standing_in(fact: Fact, source: usize) -> Fact {
    let passage = Some(Passage { source: SourceIx(source), locator: Some("paragraph 2".into()), anchor: None });
    Fact { passage, ..fact }
}

/// A total of trade; an empty period or value is none.
pub(crate) fn total(id: &str, period: &str, value: &str) -> Figure {
    Figure {
        id: id.into(),
        label: None,
        measure: "trade-value".into(),
        commodity: None,
        flow: Some(Flow::Total),
        reporter: Some("IDN".into()),
        partner: Some("PRK".into()),
        period: (!period.is_empty()).then(|| date(period)),
        value: (!value.is_empty()).then(|| printed(value)),
        bound: None,
        unit: "USD".into(),
        valuation: None,
        basis: Basis::Stated,
        missing: None,
        change: None,
        share: None,
        rank: Rank::Normal,
        rank_reason: None,
        series_break: None,
        note: None,
    }
}

pub(crate) fn poll(id: &str, measure: &str, value: &str) -> Figure {
    let (measure, unit) = (measure.into(), "percent".into());
    Figure { measure, unit, flow: None, ..total(id, "2019", value) }
}

pub(crate) fn tonnes(id: &str, period: &str, value: &str) -> Figure {
    Figure { unit: "t".into(), measure: "trade-quantity".into(), ..total(id, period, value) }
}

pub(crate) fn changed(figure: Figure, percent: &str, from: &str) -> Figure {
    Figure { change: Some(Change { percent: printed(percent), from: date(from) }.into()), ..figure }
}

pub(crate) fn share(figure: Figure, percent: &str, of: (usize, usize)) -> Figure {
    Figure { share: Some(Share { of: at(of.0, of.1), percent: printed(percent) }.into()), ..figure }
}

pub(crate) fn ranked(figure: Figure, rank: Rank) -> Figure {
    Figure { rank, ..figure }
}

pub(crate) fn bound(figure: Figure, bound: Bound) -> Figure {
    Figure { bound: Some(bound), ..figure }
}

pub(crate) fn missing(figure: Figure, missing: Missing) -> Figure {
    Figure { value: None, missing: Some(missing), ..figure }
}

pub(crate) fn flow(figure: Figure, flow: Flow) -> Figure {
    Figure { flow: Some(flow), ..figure }
}

/// The same figure with reporter and partner exchanged.
pub(crate) fn swapped(figure: Figure) -> Figure {
    Figure { reporter: figure.partner.clone(), partner: figure.reporter.clone(), ..figure }
}

pub(crate) fn of(figure: Figure, commodity: &str) -> Figure {
    Figure { commodity: Some(commodity.into()), ..figure }
}

pub(crate) fn at(fact: usize, place: usize) -> FigureIx {
    FigureIx { fact: FactIx(fact), place }
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).expect(text)
}

pub(crate) fn printed(text: &str) -> ReportedValue {
    ReportedValue::parse(text).expect(text)
}
