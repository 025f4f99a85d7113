//! What is said of facts and figures that speak against each other.

use super::names::{MOST_NAMED, after, dated_fact, figure_name, list, list_some, more};
use crate::analysis::rivals::{Rivalry, RivalryKind, times_as_large};
use crate::dossier::{Dossier, FactIx, FigureIx, Rank};
use crate::format::date::date_text;
use crate::format::number::{interval_text, printed_text, rounded_text, value_text};

/// That two facts contradict each other, in words.
pub(super) fn contradiction(dossier: &Dossier, facts: &[FactIx], note: Option<&str>) -> String {
    // A fact may contradict itself.
    let (Some(one), Some(two)) = (facts.first(), facts.last()) else { return String::new() };
    let [one, two] = [one, two].map(|fact| dated_fact(dossier.fact(*fact)));
    format!("{one} and {two} contradict each other, the dossier says.{}", after(note))
}

/// How figures are rivals, in words.
pub(super) fn rivals(dossier: &Dossier, group: &Rivalry) -> String {
    let says = |ix: &FigureIx| {
        let figure = dossier.figure(*ix);
        format!("{} says {}", figure_name(dossier, figure), value_text(figure))
    };
    let all = || list_some(&group.figures, says);
    let period = group.figures.first().and_then(|ix| dossier.figure(*ix).period.as_ref());
    let mut sentence = match group.kind {
        RivalryKind::SamePeriod => {
            let period = period.map(date_text).unwrap_or_default();
            format!("Figures for the same thing in {period} do not agree: {}.", all())
        }
        RivalryKind::PartExceedsWhole => format!("A part of a period exceeds the whole of it: {}.", all()),
        RivalryKind::OverlappingPeriods => format!("Figures for overlapping periods do not agree: {}.", all()),
        RivalryKind::PeriodNotStated => possible(dossier, group),
    };
    for ix in group.mirrored.iter().take(MOST_NAMED) {
        let name = figure_name(dossier, dossier.figure(*ix));
        sentence.extend([" ", &name, " is a mirror figure: the same flow as its partner reports it."]);
    }
    if let Some(more) = more(group.mirrored.len()) {
        sentence.extend([" So are ", &more, " more of them."]);
    }
    sentence.push_str(&ranks(dossier, group));
    sentence
}

/// The sentence for a figure without a period.
fn possible(dossier: &Dossier, group: &Rivalry) -> String {
    let [undated, others @ ..] = group.figures.as_slice() else { return String::new() };
    let undated = dossier.figure(*undated);
    let other = |ix: &FigureIx| {
        let figure = dossier.figure(*ix);
        let times = times_as_large(figure, undated)
            .map(|(times, _)| format!(", {} as large", rounded_text(&times, 3, "times")))
            .unwrap_or_default();
        format!("{} ({}{times})", figure_name(dossier, figure), value_text(figure))
    };
    let others: Vec<String> = others.iter().map(other).collect();
    format!(
        "{} says {} and states no period. It is a rival of each of these if it means the same time, and is placed at \
         no year: {}.",
        figure_name(dossier, undated),
        value_text(undated),
        list(&others)
    )
}

fn ranks(dossier: &Dossier, group: &Rivalry) -> String {
    let mut text = String::new();
    let ranked = || group.figures.iter().map(|ix| dossier.figure(*ix)).filter(|figure| figure.rank != Rank::Normal);
    for figure in ranked().take(MOST_NAMED) {
        let reason = after(figure.rank_reason.as_deref());
        let name = figure_name(dossier, figure);
        match figure.rank {
            Rank::Preferred => text.extend([" ", &name, " is preferred.", &reason]),
            Rank::Deprecated => text.extend([" ", &name, " is deprecated.", &reason]),
            Rank::Normal => {}
        }
    }
    if let Some(more) = more(ranked().count()) {
        text.extend([" Ranks are given to ", &more, " more of them."]);
    }
    if text.is_empty() && group.kind != RivalryKind::PeriodNotStated {
        " None of them is preferred.".to_owned()
    } else {
        text
    }
}

/// The intervals side by side, or the ratios to a figure without a period.
pub(super) fn arithmetic(dossier: &Dossier, group: &Rivalry) -> Vec<String> {
    let figure = |ix: &FigureIx| dossier.figure(*ix);
    let Some((first, rest)) = group.figures.split_first() else { return Vec::new() };
    if group.kind == RivalryKind::PeriodNotStated {
        let ratio = |ix: &FigureIx| {
            let (one, other) = (figure(ix), figure(first));
            let (times, interval) = times_as_large(one, other)?;
            let (one, other) = (value_text(one), value_text(other));
            let (times, interval) = (rounded_text(&times, 3, "times"), interval_text(&interval, "times"));
            Some(format!("{one} ÷ {other} = {times} ({interval})"))
        };
        return rest.iter().filter_map(ratio).collect();
    }
    let interval = |ix: &FigureIx| {
        let figure = figure(ix);
        let value = figure.value.as_ref()?;
        let range = interval_text(&value.interval(), &figure.unit);
        Some(format!("{} stands for {range}", printed_text(value, &figure.unit)))
    };
    let lines = group.figures.iter().take(MOST_NAMED).filter_map(interval);
    lines.chain(more(group.figures.len()).map(|more| format!("and {more} more"))).collect()
}
