//! Figures in words: what one is of, what it may stand for, and what one must know to use it.

use smol_str::SmolStr;

use super::date::date_text;
use super::number::interval_text;
use crate::dossier::{Basis, Dossier, Figure, Flow, Rank, Valuation};

/// What a figure is of.
#[must_use]
pub fn name(figure: &Figure) -> String {
    if let Some(label) = &figure.label {
        return label.to_string();
    }
    let mut name = figure.measure.replace('-', " ");
    if let Some(first) = name.get(..1).map(str::to_uppercase) {
        name.replace_range(..1, &first);
    }
    if let Some(commodity) = &figure.commodity {
        name.push_str(": ");
        name.push_str(commodity);
    }
    name
}

/// Everything that the printed digits may stand for; nothing where the value is only a limit.
#[must_use]
pub fn range(figure: &Figure) -> Option<String> {
    let value = figure.value.as_ref().filter(|_| figure.bound.is_none())?;
    Some(interval_text(&value.interval(), &figure.unit))
}

/// Period, direction, reporter, valuation, rank: line by line, with what is not stated said to be so.
#[must_use]
pub fn particulars(dossier: &Dossier, figure: &Figure) -> Vec<String> {
    let mut lines = Vec::new();
    let mut first = figure.period.as_ref().map_or_else(|| "Period not stated".to_owned(), date_text);
    if figure.label.is_some()
        && let Some(commodity) = &figure.commodity
    {
        first.push_str(" · ");
        first.push_str(commodity);
    }
    lines.push(first);
    if let Some(flow) = figure.flow {
        lines.push(flow_words(dossier, figure, flow));
        lines.push(format!("{}; {}", reporter_words(dossier, figure), valuation_words(figure.valuation)));
    } else if let Some(reporter) = &figure.reporter {
        lines.push(format!("of {}", dossier.party_name(reporter)));
    }
    let reason = figure.rank_reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    match figure.rank {
        Rank::Preferred => lines.push(format!("preferred to conflicting values{reason}")),
        Rank::Deprecated => lines.push(format!("kept, though held to be wrong{reason}")),
        Rank::Normal => {}
    }
    if let Some(change) = &figure.series_break {
        lines.push(format!("break in the series before it: {change}"));
    }
    lines
}

/// Which way the goods went, by the names of the parties.
fn flow_words(dossier: &Dossier, figure: &Figure, flow: Flow) -> String {
    let party = |id: &Option<SmolStr>| id.as_deref().map_or("not stated", |id| dossier.party_name(id)).to_owned();
    let (reporter, partner) = (party(&figure.reporter), party(&figure.partner));
    match flow {
        Flow::Export => format!("{reporter} → {partner}"),
        Flow::Import => format!("{partner} → {reporter}"),
        Flow::Total if figure.reporter.is_none() && figure.partner.is_none() => "both directions".to_owned(),
        Flow::Total => format!("{reporter} ↔ {partner}, both directions"),
    }
}

fn reporter_words(dossier: &Dossier, figure: &Figure) -> String {
    match &figure.reporter {
        Some(reporter) => format!("reported by {}", dossier.party_name(reporter)),
        None => "reporter not stated".to_owned(),
    }
}

const fn valuation_words(valuation: Option<Valuation>) -> &'static str {
    match valuation {
        Some(Valuation::Fob) => "free on board (fob)",
        Some(Valuation::Cif) => "cost, insurance and freight (cif)",
        None => "FOB/CIF not specified",
    }
}

/// Who computed it.
#[must_use]
pub const fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "as reported",
        Basis::Derived => "calculated by the dossier’s editors",
        Basis::Mirrored => "mirror data (partner-reported)",
        Basis::Estimated => "estimated by the source",
    }
}
