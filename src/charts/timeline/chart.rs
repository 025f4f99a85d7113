//! The timeline as a figure: with a title over it, and with what must be known and the sources under it.

use std::collections::BTreeSet;

use egui::Ui;

use super::{TimelineInput, least_height, timeline_ui};
use crate::analysis::Stretch;
use crate::app::{FrameParts, SourceLine};
use crate::charts::cut_to;
use crate::charts::frame::{FrameTexts, LEAST_FIGURE, frame_ui, marked_reference, source_line};
use crate::dossier::{Date, Day, Edge, Extent, Fact, FactIx, RelationKind, SourceIx};
use crate::format::date::{date_label, year_text};
use crate::format::number::{count_text, quoted};
use crate::limits::NAMED_CHARS;

/// Draws the timeline in its frame, for an export.
pub fn timeline_chart_ui(ui: &mut Ui, input: &TimelineInput<'_>, parts: FrameParts) -> bool {
    let texts = texts(input, parts.sources);
    let mut has_rows = true;
    let least_height = least_height(input).max(LEAST_FIGURE);
    let is_ample = frame_ui(
        ui,
        &texts,
        parts,
        false,
        &mut Vec::new(),
        |_ui| {},
        (least_height, |ui, actions| has_rows = timeline_ui(ui, input, actions)),
    );
    is_ample && has_rows
}

/// Pairs of facts that contradict each other, up to which each is named.
const MAX_PAIRS: usize = 12;

/// The timeline in a paragraph, for those who do not see it.
#[must_use]
pub fn description(input: &TimelineInput<'_>) -> String {
    let texts = texts(input, SourceLine::Markers);
    let fact = |ix: &FactIx| {
        let fact = input.dossier.fact(*ix);
        let when = fact.date.as_ref().map_or_else(|| "no date".to_owned(), date_label);
        format!("{when}: {}", fact.title)
    };
    let facts: Vec<String> = in_view(input).iter().map(fact).collect();
    let mut sentences = vec![format!("Timeline. {}. {}.", texts.title, texts.subtitle)];
    if !facts.is_empty() {
        sentences.push(format!("{}.", facts.join("; ")));
    }
    sentences.extend(texts.notes);
    sentences.push(texts.sources);
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

fn texts(input: &TimelineInput<'_>, style: SourceLine) -> FrameTexts {
    let facts = in_view(input);
    let years = match years(input, &facts) {
        None => String::new(),
        Some((first, last)) if first == last => format!(", {}", year_text(first)),
        Some((first, last)) => format!(", {}–{}", year_text(first), year_text(last)),
    };
    let left_out = input.dossier.facts().len() - facts.len();
    let left_out = match left_out {
        0 => String::new(),
        1 => "; 1 of the dossier’s facts lies outside or is filtered out".to_owned(),
        _ => format!("; {} of the dossier’s facts lie outside or are filtered out", count_text(left_out)),
    };
    let one_or_more = if facts.len() == 1 { "fact" } else { "facts" };
    FrameTexts {
        title: input.dossier.title().to_owned(),
        subtitle: format!("{} {one_or_more}{years}{left_out}", count_text(facts.len())),
        asides: Vec::new(),
        notes: notes(input, &facts),
        sources: sources(input, &facts, style),
        ..FrameTexts::default()
    }
}

/// The first and the last year of which facts speak, as far as they are in view; around them the axis has some room.
fn years(input: &TimelineInput<'_>, facts: &[FactIx]) -> Option<(i64, i64)> {
    let (first, last) = (input.span.first_day(), input.span.last_day());
    let stretches = facts.iter().filter_map(|fact| input.dossier.fact(*fact).date.as_ref().and_then(Stretch::of));
    let days = stretches.flat_map(|stretch| {
        let start = stretch.known_day();
        let end = if stretch.end == Stretch::FOREVER { start } else { stretch.end - 1 };
        [start, end].map(|day| Day(day.into()).clamp(first, last))
    });
    days.fold(None, |ends, day| {
        Some(ends.map_or((day, day), |(start, end): (Day, Day)| (start.min(day), end.max(day))))
    })
    .map(|(start, end)| (start.year(), end.year()))
}

/// The facts that the figure shows: those with a day in the span, and those without a place in time.
#[must_use]
pub fn in_view(input: &TimelineInput<'_>) -> Vec<FactIx> {
    let (first, last) = (input.span.first_day(), input.span.last_day());
    let meets = |date: &Date| {
        date.extents().iter().any(|extent| {
            let starts_in_time = extent.start.day().or(extent.end.day()).is_none_or(|day| day <= last);
            let ends_in_time = match extent.end {
                Edge::Day(day) => day >= first,
                Edge::Open => true,
                Edge::Unknown => extent.start.day().is_none_or(|day| day >= first),
            };
            let reaches_in = extent.start == Edge::Open || starts_in_time;
            reaches_in && ends_in_time
        })
    };
    let is_shown = |fact: &&FactIx| {
        let date = input.dossier.fact(**fact).date.as_ref();
        date.is_none_or(|date| Stretch::of(date).is_none() || meets(date))
    };
    input.shown.iter().filter(is_shown).copied().collect()
}

/// What must be known to read the figure rightly.
fn notes(input: &TimelineInput<'_>, facts: &[FactIx]) -> Vec<String> {
    let all = || facts.iter().map(|fact| input.dossier.fact(*fact));
    let mut parts = Vec::new();
    if all().any(|fact| !fact.flags.is_empty()) {
        parts.push("A question mark stands behind facts that an editor doubts".to_owned());
    }
    let has_unknown_end = |fact: &Fact| {
        fact.date.as_ref().is_some_and(|date| {
            let extent = date.extent();
            extent.is_placed() && (extent.start == Edge::Unknown || extent.end == Edge::Unknown)
        })
    };
    if all().any(has_unknown_end) {
        parts.push("The date of an end that fades is unknown".to_owned());
    }
    let any_extent = |is: fn(&Extent) -> bool| {
        all().any(|fact| fact.date.as_ref().is_some_and(|date| date.extents().iter().any(is)))
    };
    if any_extent(|extent| !extent.is_possibility && (extent.is_start_soft || extent.is_end_soft)) {
        parts.push("A dashed end is uncertain or approximate".to_owned());
    }
    if any_extent(|extent| extent.is_possibility && extent.is_placed()) {
        parts.push("A hollow, dashed mark is the time within which it was, not how long it lasted".to_owned());
    }
    let uncited: Vec<String> = all().filter(|fact| fact.is_uncited()).map(|fact| named(&fact.title)).collect();
    if !uncited.is_empty() {
        parts.push(format!("No source is cited for {}", uncited.join(", ")));
    }
    parts.extend(contradictions(input, facts));
    if parts.is_empty() { parts } else { vec![format!("{}.", parts.join(". "))] }
}

/// The title of a fact as it is named in a note.
fn named(title: &str) -> String {
    quoted(&cut_to(title, NAMED_CHARS))
}

/// The pairs of facts in view of which the dossier says that they contradict each other.
fn contradictions(input: &TimelineInput<'_>, facts: &[FactIx]) -> Option<String> {
    let contradicted = |fact: &FactIx| {
        let relations = input.dossier.fact(*fact).relations.iter();
        let others = relations.filter(|relation| relation.kind == RelationKind::Contradicts);
        others.map(|relation| relation.fact).collect::<Vec<_>>()
    };
    let pairs: BTreeSet<(FactIx, FactIx)> = facts
        .iter()
        .flat_map(|fact| contradicted(fact).into_iter().map(move |other| (*fact.min(&other), *fact.max(&other))))
        .filter(|(one, other)| facts.contains(one) && facts.contains(other))
        .collect();
    let title = |fact: FactIx| named(&input.dossier.fact(fact).title);
    let named = pairs.iter().take(MAX_PAIRS + 1).map(|(one, other)| format!("{} and {}", title(*one), title(*other)));
    let mut named: Vec<String> = named.collect();
    if named.is_empty() {
        return None;
    }
    if named.len() > MAX_PAIRS {
        named.truncate(MAX_PAIRS);
        named.push("others".to_owned());
    }
    Some(format!("The dossier says that these contradict each other: {}", named.join("; ")))
}

/// The sources of the facts in view: markers first, then names.
fn sources(input: &TimelineInput<'_>, facts: &[FactIx], style: SourceLine) -> String {
    let cited: BTreeSet<SourceIx> =
        facts.iter().flat_map(|fact| &input.dossier.fact(*fact).citations).map(|citation| citation.source).collect();
    let all = || cited.iter().map(|source| input.dossier.source(*source));
    if style == SourceLine::References {
        return source_line(&all().map(marked_reference).collect::<Vec<_>>(), style, "");
    }
    let markers: Vec<&str> = all().filter_map(|source| source.marker()).collect();
    let name = |source: &crate::dossier::Source| {
        source.text("container-title").or_else(|| source.text("publisher")).unwrap_or_else(|| source.name()).to_owned()
    };
    let mut parts: Vec<String> = markers.into_iter().map(str::to_owned).collect();
    for name in all().filter(|source| source.marker().is_none()).map(name) {
        if !parts.contains(&name) {
            parts.push(name);
        }
    }
    source_line(&parts, style, ", ")
}
