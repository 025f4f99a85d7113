//! What must be known to read the chart rightly, gathered by kind, the years of each as ranges; what is said of one year
//! alone is what is exceptional in it.

use std::collections::BTreeMap;

use super::TradeInput;
use super::place::{Placed, Placement};
use super::scale::Scale;
use super::sources::{marker, rival_marker, years_text};
use super::texts::{nothing_meaning, short_subject};
use super::tooltip;
use crate::analysis::{Coverage, Doubt, Form, Measure, Observation};
use crate::app::{RivalPolicy, ValueAxis};
use crate::charts::cut_to;
use crate::dossier::{Dossier, FigureIx, Missing, Rank};
use crate::format::date::{date_label, part_of_year_label};
use crate::format::number::{count_text, counted, quoted, rounded_text};
use crate::limits::NAMED_CHARS;

/// Values with other values for the same are named one by one up to so many.
const MOST_NAMED: usize = 6;
/// More other values for the same than this are counted.
const MOST_RIVALS: usize = 6;
/// More notes than this nobody reads.
const MOST_NOTES: usize = 400;
/// What columns show.
const COLUMNS: &str = "There are too many values in view for a bar each: a column reaches from the lowest to the highest of \
    those whose period has a day in it, of whatever goods, direction and reporter; nothing is added up or averaged, and what \
    is doubted among them is said where fewer years are in view";

/// A note, with the years that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) text: String,
    pub(super) years: Vec<i64>,
}

/// Notes by what they say, in the order in which it is said first.
#[derive(Default)]
struct Gathered {
    order: Vec<String>,
    years: BTreeMap<String, Vec<i64>>,
}

impl Gathered {
    fn add(&mut self, text: String, year: i64) {
        let years = self.years.entry(text.clone()).or_insert_with(|| {
            self.order.push(text);
            Vec::new()
        });
        if years.last() != Some(&year) && !years.contains(&year) {
            years.push(year);
        }
    }

    fn into_notes(mut self) -> impl Iterator<Item = Note> {
        let order = std::mem::take(&mut self.order);
        order.into_iter().map(move |text| {
            let mut years = self.years.remove(&text).unwrap_or_default();
            years.sort_unstable();
            Note { text: format!("{}: {text}.", years_text(&years)), years }
        })
    }
}

/// What must be known to read what is in view rightly; the gravest first.
pub(super) fn notes(input: &TradeInput<'_>, placement: &Placement<'_>, scale: &Scale) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut say = |text: String| notes.push(Note { text: format!("{text}."), years: Vec::new() });
    if !placement.columns.is_empty() {
        say(COLUMNS.to_owned());
    }
    let mut gathered = Gathered::default();
    disputes(input, placement, &mut gathered);
    excesses(input, &mut gathered);
    periods(input, placement, &mut gathered);
    breaks(input, placement, &mut gathered);
    calculations(input, placement, &mut gathered);
    others(input, placement, &mut gathered);
    gaps(input, placement, &mut gathered);
    undrawn(input, &mut gathered);
    notes.extend(gathered.into_notes().take(MOST_NOTES));
    let mut say = |text: String| notes.push(Note { text: format!("{text}."), years: Vec::new() });
    for text in of_all(input, placement, scale) {
        say(text);
    }
    notes
}

/// With more values than this, each is named by its series instead of being compared with its neighbours.
const MOST_COMPARED: usize = 200;

/// Whether a year in view has several values, so that it must be said which one is meant.
fn has_neighbours(placement: &Placement<'_>, placed: &Placed<'_>) -> bool {
    placement.placed.iter().filter(|other| other.point.slot_year == placed.point.slot_year).take(2).count() > 1
}

/// Which value of its year is meant, in front of what is said of it.
fn subject(input: &TradeInput<'_>, placement: &Placement<'_>, placed: &Placed<'_>) -> String {
    // Of very many values nobody looks for each one's neighbours.
    let must_say = if placement.placed.len() <= MOST_COMPARED {
        has_neighbours(placement, placed)
    } else {
        input.plan.series.len() > 1
    };
    if must_say { format!("{} ", short_subject(input, placed)) } else { String::new() }
}

/// Flags, contradictions, failed checks; partner's and estimated values.
fn disputes(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    for placed in &placement.placed {
        let year = placed.point.slot_year;
        if placed.doubts.is_none() {
            continue;
        }
        let of = subject(input, placement, placed);
        if placed.doubts.has(Doubt::Disputed) {
            for shown in placed.point.inputs().take(MOST_RIVALS) {
                for text in flags(input.dossier, shown) {
                    gathered.add(format!("{of}marked {text}"), year);
                }
                for text in objections(input, shown.figure) {
                    gathered.add(format!("{of}{text}"), year);
                }
            }
        }
        if placed.doubts.has(Doubt::Mirror)
            && let Some(shown) = placed.point.inputs().next()
        {
            let who = shown.reporter.as_deref().map(|id| input.dossier.party_name(id));
            let text = match who {
                Some(who) if shown.basis != crate::dossier::Basis::Mirrored => format!("{of}as reported by {who}"),
                _ => format!("{of}mirror data, reported by the partner"),
            };
            gathered.add(text, year);
        }
        if placed.doubts.has(Doubt::Estimated) {
            gathered.add(format!("{of}estimated by the source"), year);
        }
    }
}

/// What an editor says of a value.
fn flags(dossier: &Dossier, shown: &Observation) -> Vec<String> {
    let flags = &dossier.fact(shown.figure.fact).flags;
    let mut texts: Vec<String> = flags
        .iter()
        .map(|flag| match &flag.scope {
            Some(scope) => format!("{} ({scope})", flag.kind.label().to_lowercase()),
            None => flag.kind.label().to_lowercase(),
        })
        .collect();
    texts.dedup();
    texts
}

/// What the audit has against a figure, beside rivals and flags: facts that contradict its own, checks that fail.
fn objections<'a>(input: &'a TradeInput<'_>, figure: FigureIx) -> impl Iterator<Item = String> + use<'a> {
    let dossier = input.dossier;
    let facts = input.audit.contradicting(figure.fact);
    let contradictions =
        facts.map(|other| format!("contradicted by {}", quoted(&cut_to(&dossier.fact(other).title, NAMED_CHARS))));
    let checks = input.audit.failed_checks(figure);
    let checks = checks.map(|check| format!("a check fails: {}", check.sentence(dossier).trim_end_matches('.')));
    contradictions.chain(checks)
}

/// Parts of years, fiscal years, years that are not sure, single commodities, corrections.
fn periods(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    for placed in &placement.placed {
        let (year, doubts) = (placed.point.slot_year, placed.doubts);
        if doubts.is_none() && placed.head >= 0.0 {
            continue;
        }
        let Some(shown) = placed.point.inputs().next() else { continue };
        let of = subject(input, placement, placed);
        let months = placed.point.computed().and_then(|computed| computed.months);
        if let Some(months) = months.filter(|months| *months < 12) {
            gathered.add(format!("{of}sum of {months} of 12 months"), year);
        } else if doubts.has(Doubt::PartOfPeriod)
            && let Coverage::PartYear { first, last } = shown.coverage
        {
            gathered.add(format!("{of}{} only", part_of_year_label(first, last)), year);
        }
        let label = shown.period.as_ref().map(date_label);
        if doubts.has(Doubt::OtherPeriod)
            && let Some(label) = &label
        {
            gathered.add(format!("{of}the period is {label}"), year);
        }
        if doubts.has(Doubt::PeriodUncertain) {
            let is_uncertain = shown.period.as_ref().is_some_and(crate::dossier::Date::is_uncertain);
            let text = if is_uncertain { "the year is uncertain" } else { "the year is approximate" };
            gathered.add(format!("{of}{text}"), year);
        }
        let is_odd = doubts.has(Doubt::OtherPeriod) || placed.value() < 0.0;
        let note = input.dossier.figure(shown.figure).note.as_deref().filter(|_| is_odd && placed.reported().is_some());
        if let Some(note) = note {
            gathered.add(format!("{of}{}", note.trim_end_matches('.')), year);
        }
    }
}

/// Where a series is not comparable with its earlier values, and what changed.
fn breaks(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    for mark in &placement.breaks {
        let placed = &placement.placed[mark.place];
        let of = subject(input, placement, placed);
        let change = mark.change.trim_end_matches('.');
        gathered.add(
            format!("{of}break in the series, not comparable with earlier values: {change}"),
            placed.point.slot_year,
        );
    }
}

/// How values were calculated that stand among reported ones.
fn calculations(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    for placed in placement.placed.iter().filter(|placed| placed.doubts.has(Doubt::Derived)) {
        let year = placed.point.slot_year;
        let of = subject(input, placement, placed);
        if let Some(derivation) = placed.reported().and_then(|shown| shown.derivation) {
            let derivation = input.derived.get(derivation);
            gathered.add(format!("{of}calculated, {} = {}", derivation.formula, derivation.result.range()), year);
        } else if let Some(computed) = placed.point.computed() {
            match computed.months {
                Some(months) if months < 12 => {}
                Some(_) => gathered.add(format!("{of}calculated, the sum of all months or quarters"), year),
                None if computed.inputs.len() == 2 && !placed.series.is_computed => {
                    gathered.add(format!("{of}calculated, exports + imports"), year);
                }
                None => {}
            }
        }
    }
}

/// Commodities that are more than the stated whole.
fn excesses(input: &TradeInput<'_>, gathered: &mut Gathered) {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    for excess in input.plan.excesses.iter().filter(|excess| (first..=last).contains(&excess.year)) {
        let whole = tooltip::value(input, &excess.whole);
        let by = rounded_text(&excess.by.nominal, 3, &input.plan.unit);
        gathered.add(format!("the commodities exceed the stated total of {whole} by {by}"), excess.year);
    }
}

/// Other values for the same, and what the partner reports.
fn others(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    let with_rivals: Vec<&Placed<'_>> =
        placement.placed.iter().filter(|placed| !placed.point.rivals.is_empty()).collect();
    let named = |observation: &Observation, shown: Option<&Observation>| {
        let rank = rank_note(input.dossier, observation).map(|rank| format!(", {rank}")).unwrap_or_default();
        let marker = shown.map_or_else(
            || marker(input.dossier, observation),
            |shown| rival_marker(input.dossier, observation, shown),
        );
        format!("{} {marker}{rank}", tooltip::value(input, observation))
    };
    let one_by_one = with_rivals.len() <= MOST_NAMED;
    for placed in with_rivals {
        let year = placed.point.slot_year;
        let of = subject(input, placement, placed);
        if !one_by_one {
            gathered.add(format!("{of}other values for the same are reported"), year);
            continue;
        }
        let Some(shown) = placed.reported() else { continue };
        let mut parts = vec![named(shown, None)];
        // Where each has its bar, each has its note.
        if input.rivals != RivalPolicy::All {
            let others = placed.others().filter(|other| !placed.point.mirrors.contains(other));
            parts.extend(others.take(MOST_RIVALS).map(|other| format!("also {}", named(other, Some(shown)))));
            if placed.point.rivals.len() > MOST_RIVALS {
                parts.push(format!("and {} more values", count_text(placed.point.rivals.len() - MOST_RIVALS)));
            }
        }
        gathered.add(format!("{of}{}", parts.join("; ")), year);
    }
    mirrors(input, placement, gathered);
}

fn mirrors(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    let with: Vec<&Placed<'_>> = placement.placed.iter().filter(|placed| !placed.point.mirrors.is_empty()).collect();
    if with.is_empty() || input.plan.chosen.measure != Measure::Value {
        return;
    }
    if with.len() <= MOST_NAMED {
        for placed in with.into_iter().filter(|placed| placed.instead.is_none()) {
            let values = placed.point.mirrors.iter().take(MOST_RIVALS).map(|mirror| {
                let who = mirror.reporter.as_deref().map_or("the partner", |id| input.dossier.party_name(id));
                format!("{who} reports {} {}", tooltip::value(input, mirror), marker(input.dossier, mirror))
            });
            let of = subject(input, placement, placed);
            gathered.add(format!("{of}{}", values.collect::<Vec<_>>().join("; ")), placed.point.slot_year);
        }
        return;
    }
    let Some(abroad) = input.plan.chosen.abroad.as_deref() else { return };
    let who = input.dossier.party_name(abroad);
    let bars = placement.placed.iter().filter(|placed| placed.doubts.is_none() && placed.reported().is_some());
    for placed in bars.filter(|placed| placed.point.mirrors.is_empty() && !placed.series.is_overlay) {
        gathered.add(format!("no values reported by {who} in this dossier"), placed.point.slot_year);
    }
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

/// The years without a value, each kind of nothing in words of its own.
fn gaps(input: &TradeInput<'_>, placement: &Placement<'_>, gathered: &mut Gathered) {
    let is_of_one = input.plan.years.seen_by.is_some();
    for gap in &placement.gaps {
        let meaning = nothing_meaning(gap.nothing, is_of_one);
        let series = gap.series.and_then(|series| input.plan.series.get(series));
        let of = series.map(|series| format!("{}: ", series.name)).unwrap_or_default();
        gathered.add(format!("{of}{meaning}"), gap.year);
    }
}

/// What sources say of the years in view that no mark shows: values held to be wrong, and who gives no value where
/// another does.
fn undrawn(input: &TradeInput<'_>, gathered: &mut Gathered) {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    for slot in input.plan.years.slots.iter().filter(|slot| (first..=last).contains(&slot.year)) {
        for observation in &slot.deprecated {
            let value = tooltip::value(input, observation);
            let marker = marker(input.dossier, observation);
            let rank = rank_note(input.dossier, observation).unwrap_or_default();
            gathered.add(format!("{value} {marker} is not drawn; {rank}"), slot.year);
        }
        // One alone, in a year without a bar, has its mark.
        if slot.nothing.is_some() && slot.missing.len() < 2 {
            continue;
        }
        for observation in &slot.missing {
            let reporter =
                observation.reporter.as_deref().map_or("an unnamed reporter", |id| input.dossier.party_name(id));
            let marker = marker(input.dossier, observation);
            let Some(missing) = observation.missing else { continue };
            let what = match missing {
                Missing::NotReported => "not reported",
                Missing::Suppressed => "suppressed as confidential",
            };
            gathered.add(format!("{what} by {reporter} {marker}"), slot.year);
        }
    }
}

/// What holds for the chart as a whole.
fn of_all(input: &TradeInput<'_>, placement: &Placement<'_>, scale: &Scale) -> Vec<String> {
    let plan = input.plan;
    let mut notes = Vec::new();
    notes.extend(policy_note(input.rivals, placement));
    for (unit, count) in &plan.other_units {
        let are = if *count == 1 { "is" } else { "are" };
        notes.push(format!("{} in {unit} {are} not drawn: nothing is converted", counted(*count, "value", "values")));
    }
    if plan.not_chosen > 0 {
        let are = if plan.not_chosen == 1 { "is" } else { "are" };
        let what = counted(plan.not_chosen, "value", "values");
        notes.push(format!(
            "{what} of other directions, reporters, goods or periods {are} not drawn, and {are} in the data"
        ));
    }
    if plan.not_apart > 0 {
        let (are, they) = if plan.not_apart == 1 { ("is", "it is") } else { ("are", "they are") };
        let what = counted(plan.not_apart, "value", "values");
        notes.push(format!(
            "{what} of single commodities {are} not stacked, since {they} counted in a wider one or in another classification"
        ));
    }
    if plan.years.left_out > 0 {
        let are = if plan.years.left_out == 1 {
            "value that is not reported by them is"
        } else {
            "values that are not reported by them are"
        };
        notes.push(format!("{} {are} left out", count_text(plan.years.left_out)));
    }
    let alone = plan.series.iter().filter(|series| !super::place::is_shown(plan, series)).count();
    if alone > 0 {
        notes.push(format!("{} not shown", counted(alone, "series is", "series are")));
    }
    notes.extend(beyond_note(input, placement, scale));
    if scale.axis == ValueAxis::Logarithmic {
        if placement.placed.iter().any(|placed| placed.head < 0.0) {
            notes.push("Values below zero have no place on a logarithmic axis".to_owned());
        }
        if plan.chosen.form == Form::Lines && placement.placed.iter().any(|placed| placed.head == 0.0) {
            notes.push("Zero has no place on a logarithmic axis, and the line is broken there".to_owned());
        }
    }
    notes
}

/// What is drawn where there are several values, if that happens in view.
fn policy_note(policy: RivalPolicy, placement: &Placement<'_>) -> Option<String> {
    let mut with_rivals = placement.placed.iter().filter(|placed| !placed.point.rivals.is_empty()).peekable();
    with_rivals.peek()?;
    let is_preferred = |placed: &Placed<'_>| placed.point.reported().is_some_and(|shown| shown.rank == Rank::Preferred);
    Some(match policy {
        RivalPolicy::Preferred if with_rivals.all(is_preferred) => {
            "Where there are several values, the preferred one is drawn and the others are ticks; nothing is averaged"
                .to_owned()
        }
        RivalPolicy::Preferred => {
            "Where there are several values, the preferred one is drawn, or the first named, and the others are ticks; \
             nothing is averaged"
                .to_owned()
        }
        RivalPolicy::All => "Where there are several values, each has its bar; nothing is averaged".to_owned(),
        RivalPolicy::Range => {
            "Where there are several values, the bar reaches from the lowest to the highest; nothing is averaged"
                .to_owned()
        }
    })
}

/// More values beyond the axis than this are counted.
const MOST_BEYOND: usize = 12;

/// The values that lie beyond the axis, so that no bar is taken for as long as it is drawn.
fn beyond_note(input: &TradeInput<'_>, placement: &Placement<'_>, scale: &Scale) -> Option<String> {
    let is_beyond = |placed: &&Placed<'_>| scale.beyond(placed.head).is_some();
    let beyond: Vec<String> = placement
        .placed
        .iter()
        .filter(is_beyond)
        .map(|placed| format!("{} ({})", placed.point.slot_year, tooltip::value_of(input, placed)))
        .collect();
    if beyond.is_empty() {
        let mut ends = placement.columns.iter().flat_map(|column| [column.values.low, column.values.high]);
        let is_cut = ends.any(|end| scale.beyond(end).is_some());
        return is_cut.then(|| "Some columns reach beyond the axis, and are cut there".to_owned());
    }
    let named = beyond[..beyond.len().min(MOST_BEYOND)].join(", ");
    let more = match beyond.len().saturating_sub(MOST_BEYOND) {
        0 => String::new(),
        more => format!(" and {} more", count_text(more)),
    };
    // Only bars have arrows.
    let arrows = if placement.are_lines { "" } else { ", where arrows point" };
    Some(format!("Beyond the axis{arrows}: {named}{more}"))
}
