//! Facts, figures and lists as they stand in a sentence.

use crate::dossier::{Dossier, Fact, Figure, Flow, Source};
use crate::format::date::{date_label, date_text};
use crate::format::number::quoted;

/// A fact by its title: “Relations cut off until 1972”.
pub(super) fn fact_name(fact: &Fact) -> String {
    quoted(&fact.title)
}

/// A fact by its title and date: “Relations cut off until 1972” (to 1972).
pub(super) fn dated_fact(fact: &Fact) -> String {
    let date = fact.date.as_ref().map_or_else(|| "no date".to_owned(), date_label);
    format!("{} ({date})", quoted(&fact.title))
}

/// A figure by its label, or by what it measures.
pub(super) fn figure_name(dossier: &Dossier, figure: &Figure) -> String {
    if let Some(label) = &figure.label {
        return quoted(label);
    }
    let mut name = figure.measure.replace('-', " ");
    if let Some(commodity) = &figure.commodity {
        name = format!("{name} of {commodity}");
    }
    let parties = (figure.reporter.as_deref(), figure.partner.as_deref());
    let flow = figure.flow.map(Flow::word);
    match (flow, parties) {
        (Some(flow), (Some(reporter), Some(partner))) => {
            let (reporter, partner) = (dossier.party_name(reporter), dossier.party_name(partner));
            name = format!("{name}, {flow}, {reporter} with {partner}");
        }
        (Some(flow), _) => name = format!("{name}, {flow}"),
        (None, _) => {}
    }
    let period = figure.period.as_ref().map_or_else(|| "period not stated".to_owned(), date_text);
    format!("“{name}, {period}”")
}

/// A source by its marker and name: `[16]`, or its title.
pub(super) fn source_name(source: &Source) -> String {
    let name = source.name().trim_end_matches('.');
    match source.marker() {
        Some(marker) if source.name() != source.id() => format!("{marker} {name}"),
        Some(marker) => marker.to_owned(),
        None => name.to_owned(),
    }
}

/// Names joined for a sentence: “a, b and c”.
pub(super) fn list(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// So many of a long list are named in a sentence; the finding has them all.
pub(super) const MOST_NAMED: usize = 8;

/// The first of many things joined for a sentence, and how many more there are: “a, b and 92 more”.
pub(super) fn list_some<T>(all: &[T], name: impl FnMut(&T) -> String) -> String {
    let mut names: Vec<String> = all.iter().take(MOST_NAMED).map(name).collect();
    names.extend(more(all.len()).map(|more| format!("{more} more")));
    list(&names)
}

/// How many there are of so many beside those that are named; `None` where all are.
pub(super) fn more(count: usize) -> Option<String> {
    count.checked_sub(MOST_NAMED).filter(|more| *more > 0).map(crate::format::number::count_text)
}

/// A note as a sentence after another one, with a full stop at its end.
pub(super) fn after(note: Option<&str>) -> String {
    let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) else { return String::new() };
    let stop = if note.trim_end_matches('”').ends_with(['.', '!', '?']) { "" } else { "." };
    format!(" {note}{stop}")
}

/// A count with its noun: “1 citation”, “3 citations”.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let count_text = crate::format::number::count_text(count);
    match noun.strip_suffix('y') {
        _ if count == 1 => format!("{count_text}\u{A0}{noun}"),
        Some(stem) => format!("{count_text}\u{A0}{stem}ies"),
        None => format!("{count_text}\u{A0}{noun}s"),
    }
}
