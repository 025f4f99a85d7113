//! What must be known to read the bars rightly, and what no mark shows.

use std::collections::BTreeMap;

use super::TradeInput;
use super::bars::{Bars, PlacedBar};
use super::scale::Scale;
use super::sources::{marker, rival_marker, years_text};
use super::texts::nothing_meaning;
use super::tooltip;
use crate::analysis::{Coverage, Direction, NoDataReason, Observation, TradeSeries};
use crate::app::{RivalPolicy, ValueAxis};
use crate::dossier::{Dossier, FigureIx, Missing, Rank};
use crate::format::date::part_of_year_label;
use crate::format::number::{count_text, quoted};

/// More notes than this, or longer ones together, nobody reads at once: on a screen, which can be zoomed, and on paper; the
/// length in bytes.
const MOST_NOTES: [(usize, usize); 2] = [(24, 3_000), (60, usize::MAX)];
/// More other values for the same than this are counted.
const MOST_RIVALS: usize = 12;
/// More values beyond the axis than this are counted.
const MOST_BEYOND: usize = 12;
/// What is said where there is more to say.
const MORE: &str = "There is more to know of what is in view than has room here: it is said where fewer years are";
/// What columns show.
const COLUMNS: &str = "There are too many values in view for a bar each: a column reaches from the lowest to the highest of \
    those whose period has a day in it, of whatever goods, direction and reporter; nothing is added up or averaged, and what \
    is doubted among them is said where fewer years are in view";

/// What must be known to read the bars in view rightly.
pub(super) fn notes(input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale) -> Vec<String> {
    let mut notes = Vec::new();
    let columns_note = (!bars.columns.is_empty()).then(|| COLUMNS.to_owned());
    let of_bars = bars.placed.iter().enumerate().filter_map(|(place, placed)| {
        let is_of_its_year = |other: Option<usize>| {
            other.and_then(|other| bars.placed.get(other)).is_some_and(|other| other.year == placed.year)
        };
        let has_others = is_of_its_year(place.checked_sub(1)) || is_of_its_year(place.checked_add(1));
        bar_note(input, placed, has_others)
    });
    let all = columns_note.into_iter().chain(of_bars).chain(gap_notes(input.series, bars)).chain(undrawn_notes(input));
    let (most, mut room) = MOST_NOTES[usize::from(!input.is_interactive)];
    let mut parts = Vec::new();
    for note in all {
        if parts.len() == most || note.len() > room {
            parts.push(MORE.to_owned());
            break;
        }
        room -= note.len();
        parts.push(note);
    }
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
    parts.extend(beyond_note(input, bars, scale));
    if scale.axis == ValueAxis::Logarithmic && bars.placed.iter().any(|placed| placed.value < 0.0) {
        parts.push("Values below zero have no place on a logarithmic axis".to_owned());
    }
    if !parts.is_empty() {
        notes.push(format!("{}.", parts.join(". ")));
    }
    notes
}

/// What must be known of one bar: the span that it covers, its direction, how it was derived, what speaks against it. Where its
/// year has others, its value says which it is.
fn bar_note(input: &TradeInput<'_>, placed: &PlacedBar<'_>, has_others: bool) -> Option<String> {
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
    if parts.is_empty() {
        return None;
    }
    // Rivals are told apart by their values already.
    let value = (has_others && placed.bar.rivals.is_empty()).then(|| format!("{}, ", tooltip::value(input, shown)));
    Some(format!("{}: {}{}", placed.year, value.unwrap_or_default(), parts.join("; ")))
}

/// What the audit has against a figure, beside rivals and flags: facts that contradict its own, checks that fail.
fn objections<'a>(input: &'a TradeInput<'_>, figure: FigureIx) -> impl Iterator<Item = String> + use<'a> {
    let dossier = input.dossier;
    let facts = input.audit.contradicting(figure.fact);
    let contradictions = facts.map(|other| format!("contradicted by {}", quoted(&dossier.fact(other).title)));
    let checks = input.audit.failed_checks(figure);
    let checks = checks.map(|check| format!("a check fails: {}", check.sentence(dossier).trim_end_matches('.')));
    contradictions.chain(checks)
}

/// The other values for the same thing, and which of them is preferred, why.
fn rival_notes(input: &TradeInput<'_>, placed: &PlacedBar<'_>) -> Vec<String> {
    let value = |observation: &Observation| tooltip::value(input, observation);
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
        let others = placed.others().take(MOST_RIVALS);
        notes.extend(others.map(|other| format!("also {}", named(other, placed.shown))));
        if placed.bar.rivals.len() > MOST_RIVALS {
            notes.push(format!("and {} more values", count_text(placed.bar.rivals.len() - MOST_RIVALS)));
        }
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
    // It stands within a sentence, whether it was written as one or not.
    Some(reason.map_or_else(|| rank.to_owned(), |reason| format!("{rank}: {}", reason.trim_end_matches('.'))))
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

/// The values that lie beyond the axis, so that no bar is taken for as long as it is drawn.
fn beyond_note(input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale) -> Option<String> {
    let beyond: Vec<String> = bars
        .placed
        .iter()
        .filter(|placed| scale.beyond(placed.value).is_some())
        .map(|placed| format!("{} ({})", placed.year, tooltip::value(input, placed.shown)))
        .collect();
    if beyond.is_empty() {
        let mut ends = bars.columns.iter().flat_map(|column| [column.values.low, column.values.high]);
        let is_cut = ends.any(|end| scale.beyond(end).is_some());
        return is_cut.then(|| "Some columns reach beyond the axis, and are cut there".to_owned());
    }
    let named = beyond[..beyond.len().min(MOST_BEYOND)].join(", ");
    let more = match beyond.len().saturating_sub(MOST_BEYOND) {
        0 => String::new(),
        more => format!(" and {} more", count_text(more)),
    };
    Some(format!("Beyond the axis, where arrows point: {named}{more}"))
}

/// The years without a bar, each kind of nothing in words of its own.
fn gap_notes(series: &TradeSeries, bars: &Bars<'_>) -> Vec<String> {
    let mut by_kind: BTreeMap<NoDataReason, Vec<i64>> = BTreeMap::new();
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
fn undrawn_notes<'a>(input: &'a TradeInput<'_>) -> impl Iterator<Item = String> + use<'a> {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let slots = input.series.slots.iter().filter(move |slot| (first..=last).contains(&slot.year));
    slots.flat_map(move |slot| {
        let deprecated = slot.deprecated.iter().map(move |observation| {
            let value = tooltip::value(input, observation);
            let marker = marker(input.dossier, observation);
            let rank = rank_note(input.dossier, observation).unwrap_or_default();
            format!("{}: {value} {marker} is not drawn; {rank}", slot.year)
        });
        // One alone, in a year without a bar, has its mark.
        let is_marked = slot.nothing.is_some() && slot.missing.len() < 2;
        let missing = slot.missing.iter().filter(move |_| !is_marked).filter_map(move |observation| {
            let reporter =
                observation.reporter.as_deref().map_or("an unnamed reporter", |id| input.dossier.party_name(id));
            let marker = marker(input.dossier, observation);
            let what = match observation.missing? {
                Missing::NotReported => "not reported",
                Missing::Suppressed => "suppressed as confidential",
            };
            Some(format!("{}: {what} by {reporter} {marker}", slot.year))
        });
        deprecated.chain(missing)
    })
}
