//! The sources of what is in view, each with the years that it speaks for.

use std::collections::{BTreeMap, BTreeSet};

use super::TradeInput;
use super::place::is_shown;
use crate::analysis::{ChartPlan, Observation};
use crate::app::SourceLine;
use crate::charts::frame::{marked_reference, source_line};
use crate::dossier::{Dossier, FigureIx, SourceIx};

/// So many letters of sources stand in a line under a figure of this width, and in so many lines.
const POINTS_OF_A_LETTER: f32 = 6.1;
const LINES: f32 = 2.0;

/// Which sources speak for which years in view; a source of what has no place in time speaks for none.
pub(super) struct Cited {
    years: BTreeMap<SourceIx, BTreeSet<i64>>,
    /// The years with a value that no source is cited for.
    uncited: Vec<i64>,
}

/// The figures that the points of a plan show or rest on.
pub(super) fn figures_drawn(plan: &ChartPlan) -> BTreeSet<FigureIx> {
    plan.points().flat_map(|(_, point)| point.inputs().map(|one| one.figure)).collect()
}

/// Gathers what speaks for the years in view.
pub(super) fn cited(input: &TradeInput<'_>) -> Cited {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let plan = input.plan;
    let mut years: BTreeMap<SourceIx, BTreeSet<i64>> = BTreeMap::new();
    let mut uncited = BTreeSet::new();
    let mut cite = |observation: &Observation, year: Option<i64>| {
        let citations = &input.dossier.fact(observation.figure.fact).citations;
        for citation in citations {
            years.entry(citation.source).or_default().extend(year);
        }
        if citations.is_empty() {
            uncited.extend(year);
        }
    };
    let shown = plan.points().filter(|(series, _)| is_shown(plan, series)).map(|(_, point)| point);
    for point in shown.filter(|point| (first..=last).contains(&point.slot_year)) {
        point.inputs().chain(point.others()).for_each(|one| cite(one, Some(point.slot_year)));
    }
    for excess in plan.excesses.iter().filter(|excess| (first..=last).contains(&excess.year)) {
        cite(&excess.whole, Some(excess.year));
    }
    for slot in plan.years.slots.iter().filter(|slot| (first..=last).contains(&slot.year)) {
        slot.missing.iter().chain(&slot.deprecated).for_each(|one| cite(one, Some(slot.year)));
    }
    if !plan.years.unplaced.is_empty() {
        let drawn = figures_drawn(plan);
        let is_undrawn = |one: &&Observation| !one.is_derived() && !drawn.contains(&one.figure);
        plan.years.unplaced.iter().filter(is_undrawn).for_each(|one| cite(one, None));
    }
    Cited { years, uncited: uncited.into_iter().collect() }
}

/// The sources of everything in view.
#[must_use]
pub fn sources_in_view(input: &TradeInput<'_>) -> Vec<SourceIx> {
    cited(input).years.into_keys().collect()
}

/// How many letters of sources have room under a figure of this width.
pub(super) fn letters_for(width_points: f32) -> usize {
    (width_points / POINTS_OF_A_LETTER * LINES) as usize
}

/// The sources of what is in view, each with the years that it speaks for; full references stand on lines of their own. Of
/// more than so many letters the rest is counted.
pub(super) fn sources(input: &TradeInput<'_>, cited: Cited, style: SourceLine, most_letters: usize) -> String {
    let Cited { years, uncited } = cited;
    if years.is_empty() && uncited.is_empty() {
        return String::new();
    }
    let count = years.len();
    let mut parts: Vec<String> = Vec::new();
    let mut letters = "Sources: ".len();
    if !uncited.is_empty() {
        parts.push(match style {
            SourceLine::References => format!("{}: no source cited.", years_text(&uncited)),
            SourceLine::Markers | SourceLine::None => format!("no source cited ({})", years_text(&uncited)),
        });
    }
    let uncited = parts.pop();
    for (source, years) in years {
        let years: Vec<i64> = years.into_iter().collect();
        let years = if years.is_empty() { "not plotted".to_owned() } else { years_text(&years) };
        let part = match style {
            SourceLine::References => format!("{years}: {}", marked_reference(input.dossier.source(source))),
            SourceLine::Markers | SourceLine::None => format!("{} ({years})", source_name(input.dossier, source)),
        };
        letters += part.chars().count() + 2;
        if style != SourceLine::References && letters > most_letters.saturating_sub(40) && parts.len() + 1 < count {
            break;
        }
        parts.push(part);
    }
    let more = count - parts.len();
    parts.extend(uncited);
    if more > 0 {
        let others = crate::format::number::counted(
            more,
            "other, named in the data of this chart",
            "others, named in the data of this chart",
        );
        parts.push(format!("and {others}"));
    }
    source_line(&parts, style, "; ")
}

impl Cited {
    /// How many sources speak for what is in view.
    pub(super) fn count(&self) -> usize {
        self.years.len()
    }
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
    if rival.mirrors(shown) { format!("{marker} mirror data") } else { marker }
}

/// Years in ascending order, runs of them joined: `2001–2004, 2006`.
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
        _ => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::years_text;

    #[test]
    fn runs_of_years_are_joined() {
        assert_eq!(years_text(&[2016, 2017]), "2016–2017");
        assert_eq!(years_text(&[2001, 2002, 2003, 2006]), "2001–2003, 2006");
        assert_eq!(years_text(&[]), "");
    }
}
