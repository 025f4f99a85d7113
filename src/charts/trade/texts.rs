//! What the chart says in words: what it shows, in what unit, with which doubts, and out of which sources.

use std::collections::BTreeMap;

use super::TradeInput;
use super::bars::{Bars, PlacedBar};
use super::ink::Kind;
use super::scale::Scale;
use crate::analysis::date_words::{date_words, part_of_year_label};
use crate::analysis::words::{MINUS, count_text, counting_unit, printed_at, quoted, rounded_at, unit_name, value_text};
use crate::analysis::{Coverage, Direction, FindingKind, Nothing, Observation, TradeSeries};
use crate::app::{RivalPolicy, ValueAxis};
use crate::charts::frame::Aside;
use crate::dossier::{Basis, Dossier, FigureIx, Missing, Rank, SourceIx, Valuation};

/// Significant digits of a derived value over its bar.
const DERIVED_DIGITS: u8 = 3;

/// What the chart shows.
#[must_use]
pub fn title(dossier: &Dossier) -> String {
    match dossier.parties() {
        [one, other, ..] => format!("Trade between {} and {}", one.name, other.name),
        _ => "Trade".to_owned(),
    }
}

/// In what unit the values are, who reported them, how they are valued, and how they are spaced.
pub(super) fn subtitle(input: &TradeInput<'_>, scale: &Scale) -> String {
    let series = input.series;
    if series.is_empty() {
        return String::new();
    }
    let mut parts = vec![format!("{} per calendar year", counting_unit(scale.magnitude, &series.unit))];
    parts.push(reporters(input));
    parts.push(valuations(&series.valuations));
    match scale.axis {
        ValueAxis::Logarithmic => parts.push("logarithmic axis: the length of a bar does not show its size".to_owned()),
        ValueAxis::Linear if !scale.starts_at_zero() => parts.push("the axis does not start at zero".to_owned()),
        ValueAxis::Linear => {}
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

fn reporters(input: &TradeInput<'_>) -> String {
    let name = |id: &Option<String>| id.as_deref().map(|id| input.dossier.party_name(id).to_owned());
    let named: Vec<String> = input.series.reporters.iter().filter_map(name).collect();
    let has_unknown = input.series.reporters.iter().any(Option::is_none);
    match (named.as_slice(), has_unknown) {
        ([], _) => "reporter not stated".to_owned(),
        ([one], false) if input.series.seen_by.is_some() => format!("as seen by {one} only"),
        ([one], false) => format!("as seen by {one}"),
        ([one], true) => format!("as seen by {one} where that is stated"),
        (several, _) => format!("not one series: as seen by {}", several.join(" and by ")),
    }
}

fn valuations(valuations: &[Option<Valuation>]) -> String {
    let word = |valuation: &Option<Valuation>| match valuation {
        None => "valuation not stated",
        Some(Valuation::Fob) => "valued f.o.b.",
        Some(Valuation::Cif) => "valued c.i.f.",
    };
    let words: Vec<&str> = valuations.iter().map(word).collect();
    match words.as_slice() {
        [one] => (*one).to_owned(),
        _ if words.is_empty() => String::new(),
        _ => format!("mixed: {}", words.join(", ")),
    }
}

/// What belongs to the series but to no year, or to another unit.
pub(super) fn unplaced(input: &TradeInput<'_>) -> Vec<Aside> {
    let describe = |observation: &Observation| {
        let fact = input.dossier.fact(observation.figure.fact);
        let figure = input.dossier.figure(observation.figure);
        let why = match &observation.period {
            None => "no period stated".to_owned(),
            Some(period) if figure.unit != input.series.unit => format!("{}, in another unit", date_words(period)),
            Some(period) => date_words(period),
        };
        let value = value_text(figure);
        let marker = marker(input.dossier, observation);
        Aside { fact: fact.id.clone(), text: format!("Not placed: {value} {marker}, {why}.") }
    };
    input.series.unplaced.iter().filter(|observation| !observation.is_derived()).map(describe).collect()
}

/// What must be known to read the bars in view rightly.
pub(super) fn notes(input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale) -> Vec<String> {
    let mut notes = Vec::new();
    let mut parts = Vec::new();
    for placed in &bars.placed {
        parts.extend(bar_note(input, placed));
    }
    parts.extend(gap_notes(input.series, bars));
    parts.extend(undrawn_notes(input));
    parts.extend(policy_note(input.rivals, bars));
    if input.series.left_out > 0 {
        let count = count_text(input.series.left_out);
        let are = if input.series.left_out == 1 {
            "value that is not reported by them is"
        } else {
            "values that are not reported by them are"
        };
        parts.push(format!("{count} {are} left out"));
    }
    if scale.axis == ValueAxis::Logarithmic && bars.placed.iter().any(|placed| placed.value < 0.0) {
        parts.push("Values below zero have no place on a logarithmic axis".to_owned());
    }
    if !parts.is_empty() {
        notes.push(format!("{}.", parts.join(". ")));
    }
    notes
}

/// What must be known of one bar: the span that it covers, its direction, how it was derived, what speaks against it.
fn bar_note(input: &TradeInput<'_>, placed: &PlacedBar<'_>) -> Option<String> {
    let shown = placed.shown;
    let mut parts = Vec::new();
    if let Coverage::PartYear { first, last } = shown.coverage {
        parts.push(format!("{} only", part_of_year_label(first, last)));
    }
    if let Direction::OneWay { from, to } = &shown.direction {
        let (from, to) = (input.dossier.party_name(from), input.dossier.party_name(to));
        let goods = shown.commodity.as_deref().map(|goods| format!("{goods} ")).unwrap_or_default();
        parts.push(format!("{goods}from {from} to {to} only"));
    } else if let Some(goods) = &shown.commodity {
        parts.push(format!("{goods} only"));
    }
    if let Some(derivation) = shown.derivation {
        let derivation = input.derived.get(derivation);
        parts.push(format!("derived, {} = {}", derivation.formula, derivation.result.range()));
    }
    parts.extend(rival_notes(input, placed));
    let flags = &input.dossier.fact(shown.figure.fact).flags;
    let mut doubts: Vec<String> = flags
        .iter()
        .map(|flag| match &flag.scope {
            Some(scope) => format!("{} ({scope})", flag.kind.label().to_lowercase()),
            None => flag.kind.label().to_lowercase(),
        })
        .collect();
    doubts.dedup();
    if !doubts.is_empty() {
        parts.push(format!("marked {}", doubts.join(", ")));
    }
    parts.extend(objections(input, shown.figure));
    (!parts.is_empty()).then(|| format!("{}: {}", placed.year, parts.join("; ")))
}

/// What the audit has against a figure, beside rivals and flags: facts that contradict its own, checks that fail.
fn objections(input: &TradeInput<'_>, figure: FigureIx) -> Vec<String> {
    let dossier = input.dossier;
    let against = input.audit.for_fact(figure.fact).filter_map(|finding| {
        if finding.kind == FindingKind::Contradiction {
            let others = finding.facts.iter().filter(|fact| **fact != figure.fact);
            let titles: Vec<String> = others.map(|fact| quoted(&dossier.fact(*fact).title)).collect();
            return Some(format!("contradicted by {}", titles.join(" and ")));
        }
        let fails = finding.kind == FindingKind::CheckFailed && finding.figures.contains(&figure);
        fails.then(|| format!("a check fails: {}", finding.sentence.trim_end_matches('.')))
    });
    against.collect()
}

/// The other values for the same thing, and which of them is preferred, why.
fn rival_notes(input: &TradeInput<'_>, placed: &PlacedBar<'_>) -> Vec<String> {
    let value = |observation: &Observation| super::tooltip::value(input, observation);
    if placed.bar.rivals.is_empty() {
        return Vec::new();
    }
    let named = |observation: &Observation, shown: &Observation| {
        let rank = rank_note(input.dossier, observation).map(|rank| format!(", {rank}")).unwrap_or_default();
        format!("{} {}{rank}", value(observation), rival_marker(input.dossier, observation, shown))
    };
    let mut notes = vec![named(placed.shown, &placed.bar.shown)];
    // Where each has its bar, each has its note.
    if input.rivals != RivalPolicy::All {
        notes.extend(placed.others().map(|other| format!("also {}", named(other, placed.shown))));
    }
    notes
}

/// The rank of a value among its rivals, with the reason that the dossier gives.
pub(super) fn rank_note(dossier: &Dossier, observation: &Observation) -> Option<String> {
    if observation.rank == Rank::Normal {
        return None;
    }
    let rank = observation.rank.word();
    let reason = dossier.figure(observation.figure).rank_reason.as_deref();
    Some(reason.map_or_else(|| rank.to_owned(), |reason| format!("{rank}: {reason}")))
}

/// What is drawn where there are several values, if that happens in view.
fn policy_note(policy: RivalPolicy, bars: &Bars<'_>) -> Option<String> {
    let mut with_rivals = bars.placed.iter().filter(|placed| !placed.bar.rivals.is_empty()).peekable();
    with_rivals.peek()?;
    Some(match policy {
        RivalPolicy::Preferred if with_rivals.all(|placed| placed.bar.shown.rank == Rank::Preferred) => {
            "Where there are several values, the bar is the one that the dossier prefers and the ticks are the others; \
             nothing is averaged"
                .to_owned()
        }
        RivalPolicy::Preferred => {
            "Where there are several values, the bar is the one that the dossier prefers, or names first \
             where it prefers none, and the ticks are the others; nothing is averaged"
                .to_owned()
        }
        RivalPolicy::All => "Where there are several values, each has its bar; nothing is averaged".to_owned(),
        RivalPolicy::Range => {
            "Where there are several values, the bar reaches from the lowest to the highest; nothing is averaged"
                .to_owned()
        }
    })
}

/// The markers of a rival value, and that it is seen from the other side.
pub(super) fn rival_marker(dossier: &Dossier, rival: &Observation, shown: &Observation) -> String {
    let marker = marker(dossier, rival);
    if rival.mirrors(shown) { format!("{marker} mirrored") } else { marker }
}

/// The years without a bar, each kind of nothing in words of its own.
fn gap_notes(series: &TradeSeries, bars: &Bars<'_>) -> Vec<String> {
    let mut by_kind: BTreeMap<Nothing, Vec<i64>> = BTreeMap::new();
    for gap in &bars.gaps {
        by_kind.entry(gap.nothing).or_default().push(gap.year);
    }
    by_kind
        .into_iter()
        .map(|(nothing, years)| format!("{}: {}", years_text(&years), nothing_meaning(nothing, series)))
        .collect()
}

/// What sources say of the years in view that no mark shows: values held to be wrong, and who gives no value where
/// another does.
fn undrawn_notes(input: &TradeInput<'_>) -> Vec<String> {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let slots = input.series.slots.iter().filter(|slot| (first..=last).contains(&slot.year));
    let notes = slots.flat_map(|slot| {
        let deprecated = slot.deprecated.iter().map(|observation| {
            let value = super::tooltip::value(input, observation);
            let marker = marker(input.dossier, observation);
            let rank = rank_note(input.dossier, observation).unwrap_or_default();
            format!("{}: {value} {marker} is not drawn; {rank}", slot.year)
        });
        // One alone, in a year without a bar, has its mark.
        let is_marked = slot.nothing.is_some() && slot.missing.len() < 2;
        let missing = slot.missing.iter().filter(move |_| !is_marked).filter_map(|observation| {
            let reporter =
                observation.reporter.as_deref().map_or("an unnamed reporter", |id| input.dossier.party_name(id));
            let marker = marker(input.dossier, observation);
            let what = match observation.missing? {
                Missing::NotReported => "not reported",
                Missing::Suppressed => "suppressed as confidential",
            };
            Some(format!("{}: {what} by {reporter} {marker}", slot.year))
        });
        deprecated.chain(missing).collect::<Vec<_>>()
    });
    notes.collect()
}

/// Years in ascending order, runs of three and more joined: `2016, 2017`, `2001–2004, 2006`.
fn years_text(years: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let run = |(first, last): &(i64, i64)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// Which sources speak for which years in view; a source of what has no place in time speaks for none.
struct Cited {
    years: BTreeMap<SourceIx, Vec<i64>>,
    /// The years with a value that no source is cited for.
    uncited: Vec<i64>,
}

fn cited(input: &TradeInput<'_>, bars: &Bars<'_>) -> Cited {
    let mut years: BTreeMap<SourceIx, Vec<i64>> = BTreeMap::new();
    let mut uncited = Vec::new();
    let shown = bars.placed.iter().flat_map(|placed| {
        std::iter::once(placed.shown).chain(placed.others()).map(move |observation| (placed.year, observation))
    });
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let slots = input.series.slots.iter().filter(|slot| (first..=last).contains(&slot.year));
    let missing = slots
        .flat_map(|slot| slot.deprecated.iter().chain(&slot.missing).map(move |observation| (slot.year, observation)));
    let mut observations: Vec<(i64, &Observation)> = shown.chain(missing).collect();
    observations.sort_by_key(|(year, _)| *year);
    for (year, observation) in observations {
        let citations = &input.dossier.fact(observation.figure.fact).citations;
        if citations.is_empty() {
            uncited.push(year);
        }
        for citation in citations {
            years.entry(citation.source).or_default().push(year);
        }
    }
    for unplaced in input.series.unplaced.iter().filter(|observation| !observation.is_derived()) {
        for citation in &input.dossier.fact(unplaced.figure.fact).citations {
            years.entry(citation.source).or_default();
        }
    }
    Cited { years, uncited }
}

/// The sources of everything in view.
#[must_use]
pub fn sources_in_view(input: &TradeInput<'_>) -> Vec<SourceIx> {
    cited(input, &super::bars::bars(input)).years.into_keys().collect()
}

/// The sources of the bars in view, each with the years that it speaks for.
pub(super) fn sources(input: &TradeInput<'_>, bars: &Bars<'_>) -> String {
    let Cited { years, mut uncited } = cited(input, bars);
    if years.is_empty() && uncited.is_empty() {
        return String::new();
    }
    let mut parts: Vec<String> = years
        .into_iter()
        .map(|(source, mut years)| {
            years.dedup();
            let years = if years.is_empty() { "not placed".to_owned() } else { years_text(&years) };
            format!("{} ({years})", source_name(input.dossier, source))
        })
        .collect();
    uncited.dedup();
    if !uncited.is_empty() {
        parts.push(format!("no source cited ({})", years_text(&uncited)));
    }
    format!("Sources: {}.", parts.join("; "))
}

/// A source in a line of sources: its marker, and its name where one is known.
fn source_name(dossier: &Dossier, source: SourceIx) -> String {
    let source = dossier.source(source);
    let name = source.text("container-title").or_else(|| source.text("publisher")).or_else(|| source.text("title"));
    match (source.marker(), name) {
        (Some(marker), Some(name)) => format!("{marker} {name}"),
        (Some(marker), None) => marker.to_owned(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => source.id().to_owned(),
    }
}

/// The markers of an observation's citations, or that it has none.
pub(super) fn marker(dossier: &Dossier, observation: &Observation) -> String {
    let citations = &dossier.fact(observation.figure.fact).citations;
    let markers: Vec<&str> = citations.iter().filter_map(|citation| dossier.source(citation.source).marker()).collect();
    match (markers.is_empty(), citations.first()) {
        (false, _) => markers.concat(),
        (true, Some(citation)) => format!("({})", source_name(dossier, citation.source)),
        (true, None) => "(uncited)".to_owned(),
    }
}

/// The value over a bar, counted in a magnitude, with the digits that were printed.
pub(super) fn bar_value(input: &TradeInput<'_>, placed: &PlacedBar<'_>, magnitude: i32) -> String {
    let shown = placed.shown;
    if placed.ink.kind == Kind::Range {
        return range_value(input, placed, magnitude);
    }
    observation_value(input, shown, magnitude)
}

/// The lowest and the highest of several values.
fn range_value(input: &TradeInput<'_>, placed: &PlacedBar<'_>, magnitude: i32) -> String {
    let all = || std::iter::once(placed.shown).chain(placed.others());
    let text = |value: Option<f64>| {
        let of = all().find(|observation| observation.value == value);
        of.map(|observation| observation_value(input, observation, magnitude)).unwrap_or_default()
    };
    format!("{}–{}", text(placed.foot), text(Some(placed.value)))
}

fn observation_value(input: &TradeInput<'_>, shown: &Observation, magnitude: i32) -> String {
    if shown.is_reported_zero() {
        return "0".to_owned();
    }
    if let Some(derivation) = shown.derivation {
        let nominal = &input.derived.get(derivation).result.nominal;
        return format!("≈ {}", rounded_at(nominal, DERIVED_DIGITS, magnitude));
    }
    let value = &input.dossier.figure(shown.figure).value;
    value.as_ref().map(|value| printed_at(value, magnitude)).unwrap_or_default()
}

/// What stands over the value of a bar, from the bottom up.
pub(super) fn bar_words(input: &TradeInput<'_>, placed: &PlacedBar<'_>) -> Vec<String> {
    let shown = placed.shown;
    let mut words = Vec::new();
    if let Coverage::PartYear { first, last } = shown.coverage {
        words.push(part_of_year_label(first, last));
    }
    match (&shown.commodity, &shown.direction) {
        (Some(goods), _) => words.push(goods.clone()),
        (None, Direction::OneWay { .. } | Direction::NotStated) => words.push("one way".to_owned()),
        (None, Direction::Both) => {}
    }
    match shown.basis {
        Basis::Derived | Basis::Mirrored | Basis::Estimated => words.push(shown.basis.word().to_owned()),
        Basis::Stated if placed.shown.figure != placed.bar.shown.figure && shown.mirrors(&placed.bar.shown) => {
            words.push("mirrored".to_owned());
        }
        Basis::Stated => {}
    }
    if placed.ink.kind == Kind::Zero {
        words.push("reported zero".to_owned());
    }
    let flags = &input.dossier.fact(shown.figure.fact).flags;
    if !flags.is_empty() {
        words.push("flagged".to_owned());
    }
    words
}

/// What stands at the foot of a year without a bar.
pub(super) const fn nothing_words(nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::NotReported => "not reported",
        Nothing::Suppressed => "suppressed",
        Nothing::OnlyDeprecated => "deprecated",
        Nothing::OtherUnit => "other unit",
        Nothing::NotInDossier => "no figure",
    }
}

/// What a year without a bar means, in words.
pub(super) const fn nothing_meaning(nothing: Nothing, series: &TradeSeries) -> &'static str {
    match nothing {
        Nothing::NotInDossier if series.seen_by.is_some() => "no value of this reporter in this dossier",
        Nothing::NotReported => "not reported",
        Nothing::Suppressed => "reported but suppressed as confidential",
        Nothing::OnlyDeprecated => "only a value that the dossier holds to be wrong",
        Nothing::OtherUnit => "a value in another unit, not converted",
        Nothing::NotInDossier => "not in this dossier",
    }
}

/// The chart in a paragraph, for those who do not see it.
#[must_use]
pub fn description(input: &TradeInput<'_>) -> String {
    let bars = super::bars::bars(input);
    let scale = Scale::fit(input, &bars);
    let mut sentences = vec![format!("Bar chart. {}. {}.", title(input.dossier), subtitle(input, &scale))];
    let unit = unit_name(&input.series.unit);
    let say = |placed: &PlacedBar<'_>| {
        let words = bar_words(input, placed);
        let doubts = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        format!("{}: {}{doubts}", placed.year, bar_value(input, placed, scale.magnitude))
    };
    let values: Vec<String> = bars.placed.iter().map(say).collect();
    if values.is_empty() {
        sentences.push(format!("No value in {unit} is in view."));
    } else {
        sentences.push(format!("Values: {}.", values.join("; ")));
    }
    sentences.extend(unplaced(input).into_iter().map(|aside| aside.text));
    sentences.extend(notes(input, &bars, &scale));
    sentences.push(sources(input, &bars));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ").replace(MINUS, "−")
}

#[cfg(test)]
mod tests {
    use super::years_text;

    #[test]
    fn runs_of_years_are_joined() {
        assert_eq!(years_text(&[2016, 2017]), "2016, 2017");
        assert_eq!(years_text(&[2001, 2002, 2003, 2006]), "2001–2003, 2006");
        assert_eq!(years_text(&[]), "");
    }
}
