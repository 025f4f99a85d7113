//! Small dossiers for tests.

use crate::dossier::{
    Basis, Citation, Csl, Date, Dossier, Fact, FactId, FactIx, Figure, FigureIx, Flow, Parts, Party, Rank,
    ReportedValue, Source, SourceIx, Theme, ThemeIx,
};

/// A dossier of two parties with these facts, and one source that all may cite.
pub(crate) fn dossier(facts: Vec<Fact>) -> Dossier {
    let party = |id: &str, name: &str| Party { id: id.to_owned(), name: name.to_owned() };
    Dossier::new(Parts {
        title: "Sample".to_owned(),
        parties: vec![party("IDN", "Indonesia"), party("PRK", "North Korea")],
        themes: vec![Theme { id: "trade".to_owned(), label: "Trade".to_owned() }],
        sources: vec![source("ref-1", &[("title", "A report"), ("publisher", "A press"), ("language", "en")])],
        facts,
        ..Parts::default()
    })
}

/// A source with these fields.
pub(crate) fn source(id: &str, fields: &[(&str, &str)]) -> Source {
    Source::new(id.into(), fields.iter().map(|(key, value)| (*key, Csl::from(*value))).collect())
}

/// A cited fact with these figures.
pub(crate) fn fact(id: &str, figures: Vec<Figure>) -> Fact {
    Fact {
        id: FactId::from(id),
        date: Some(date("2019")),
        theme: ThemeIx(0),
        title: format!("Fact {id}").into(),
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

/// A total of trade in US dollars in a period.
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

/// A percentage of a poll.
pub(crate) fn poll(id: &str, measure: &str, value: &str) -> Figure {
    let (measure, unit) = (measure.into(), "percent".into());
    Figure { measure, unit, flow: None, ..total(id, "2017", value) }
}

/// Where a figure stands.
pub(crate) fn at(fact: usize, place: usize) -> FigureIx {
    FigureIx { fact: FactIx(fact), place }
}

/// A date.
pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).expect(text)
}

/// A printed number.
pub(crate) fn printed(text: &str) -> ReportedValue {
    ReportedValue::parse(text).expect(text)
}
