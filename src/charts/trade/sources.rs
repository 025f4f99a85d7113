//! The sources of what is in view, each with the years that it speaks for.

use std::collections::BTreeMap;

use super::TradeInput;
use crate::analysis::Observation;
use crate::app::SourceLine;
use crate::charts::frame::{marked_reference, source_line};
use crate::dossier::{Dossier, SourceIx};

/// More sources than this nobody reads in a line: on a screen, which can be zoomed, and on paper.
const MOST_SOURCES: [usize; 2] = [24, 60];

/// Which sources speak for which years in view; a source of what has no place in time speaks for none.
struct Cited {
    years: BTreeMap<SourceIx, Vec<i64>>,
    /// The years with a value that no source is cited for.
    uncited: Vec<i64>,
    /// Whether these are all.
    is_whole: bool,
}

/// Gathers what speaks for the years in view, up to so many sources.
fn cited(input: &TradeInput<'_>, most: usize) -> Cited {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let slots = || input.series.slots.iter().filter(|slot| (first..=last).contains(&slot.year));
    let unplaced = input.series.unplaced.iter().filter(|observation| !observation.is_derived());
    let of_unplaced = unplaced.flat_map(|observation| &input.dossier.fact(observation.figure.fact).citations);
    let placed = slots().flat_map(|slot| slot.sources.iter().copied());
    let mut years: BTreeMap<SourceIx, Vec<i64>> = BTreeMap::new();
    let mut is_whole = true;
    for source in placed.chain(of_unplaced.map(|citation| citation.source)) {
        if years.len() == most && !years.contains_key(&source) {
            is_whole = false;
            break;
        }
        years.entry(source).or_default();
    }
    for slot in slots() {
        for (source, years) in &mut years {
            if slot.sources.binary_search(source).is_ok() {
                years.push(slot.year);
            }
        }
    }
    let uncited = slots().filter(|slot| slot.has_uncited).map(|slot| slot.year).collect();
    Cited { years, uncited, is_whole }
}

/// The sources of everything in view.
#[must_use]
pub fn sources_in_view(input: &TradeInput<'_>) -> Vec<SourceIx> {
    cited(input, usize::MAX).years.into_keys().collect()
}

/// The sources of the bars in view, each with the years that it speaks for; full references stand on lines of their own.
pub(super) fn sources(input: &TradeInput<'_>, style: SourceLine) -> String {
    let Cited { years, uncited, is_whole } = cited(input, MOST_SOURCES[usize::from(!input.is_interactive)]);
    if years.is_empty() && uncited.is_empty() {
        return String::new();
    }
    let mut parts: Vec<String> = years
        .into_iter()
        .map(|(source, years)| {
            let years = if years.is_empty() { "not placed".to_owned() } else { years_text(&years) };
            match style {
                SourceLine::References => format!("{years}: {}", marked_reference(input.dossier.source(source))),
                SourceLine::Markers | SourceLine::None => format!("{} ({years})", source_name(input.dossier, source)),
            }
        })
        .collect();
    if !uncited.is_empty() {
        parts.push(match style {
            SourceLine::References => format!("{}: no source cited.", years_text(&uncited)),
            SourceLine::Markers | SourceLine::None => format!("no source cited ({})", years_text(&uncited)),
        });
    }
    if !is_whole {
        parts.push(
            "and others, which are named where fewer years are in view, and in the data of this chart".to_owned(),
        );
    }
    source_line(&parts, style, "; ")
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

/// The markers of a rival value, and that it is seen from the other side.
pub(super) fn rival_marker(dossier: &Dossier, rival: &Observation, shown: &Observation) -> String {
    let marker = marker(dossier, rival);
    if rival.mirrors(shown) { format!("{marker} mirrored") } else { marker }
}

/// Years in ascending order, runs of three and more joined: `2016, 2017`, `2001–2004, 2006`.
pub(super) fn years_text(years: &[i64]) -> String {
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
