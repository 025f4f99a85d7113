//! The trade of a chart as data: a row for each value and for each year without one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::{BETWEEN, harmless, table};
use crate::analysis::{
    ChartPlan, Computed, DecimalBounds, DerivationIx, NoDataReason, Observation, Point, TradeSeries, YearSlot,
};
use crate::app::{OpenFile, Span};
use crate::dossier::{FigureIx, Flag, Flow, Valuation};

/// The code of a zero that was reported, beside those of [`NoDataReason`].
const REPORTED_ZERO: &str = "reported-zero";

/// The columns of the table.
const COLUMNS: [&str; 29] = [
    "year",
    "role",
    "value",
    "low",
    "high",
    "unit",
    "nothing",
    "period",
    "flow",
    "reporter",
    "partner",
    "commodity",
    "valuation",
    "basis",
    "formula",
    "rank",
    "rank_reason",
    "series_break",
    "flags",
    "sources",
    "markers",
    "fact",
    "figure",
    "title",
    "note",
    "flag_notes",
    "contradicted_by",
    "failed_checks",
    "series",
];

/// What a row is to the chart.
#[derive(Clone, Copy)]
enum Role {
    /// Drawn as a bar.
    Bar,
    /// Another value for what a bar shows.
    Rival,
    /// A part of what a bar shows.
    Part,
    /// Held to be wrong, and not drawn.
    Deprecated,
    /// A year without a bar.
    Gap,
    /// Without a place on the chart: no period is stated, or the unit is another.
    NotPlaced,
    /// Of another direction, of other goods or of another period than what is drawn.
    NotChosen,
    /// Calculated for the chart.
    Calculated,
}

/// A row: a cell for each column, empty where there is nothing to say.
struct Row([String; COLUMNS.len()]);

/// The trade in view as a table.
///
/// # Errors
///
/// Those of `out`.
pub fn series_csv(file: &OpenFile, plan: &ChartPlan, span: Span, out: &mut dyn Write) -> io::Result<()> {
    series_csv_begin(file, plan, span, usize::MAX, out).map(|_| ())
}

/// The same, but at most so many rows; returns how many are left out.
///
/// # Errors
///
/// Those of `out`.
pub fn series_csv_begin(
    file: &OpenFile,
    plan: &ChartPlan,
    span: Span,
    most: usize,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut table = table(out);
    table.write_record(COLUMNS)?;
    let drawn = Drawn::of(plan);
    let mut entries = entries(plan, span, &drawn);
    for entry in entries.by_ref().take(most) {
        let Row(cells) = entry.row(file, plan);
        table.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    table.flush()?;
    Ok(entries.count())
}

/// The same as a list of objects; what there is nothing to say of is `null`.
///
/// # Errors
///
/// Those of `out`.
pub fn series_json(file: &OpenFile, plan: &ChartPlan, span: Span, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let drawn = Drawn::of(plan);
    serializer.collect_seq(entries(plan, span, &drawn).map(|entry| entry.row(file, plan)))?;
    writeln!(out)
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for (column, cell) in COLUMNS.iter().zip(&self.0) {
            map.serialize_entry(column, &(!cell.is_empty()).then_some(cell))?;
        }
        map.end()
    }
}

/// What the chart draws: as what, and of which series.
struct Drawn<'a>(BTreeMap<(FigureIx, Option<DerivationIx>), (Role, &'a str)>);

impl<'a> Drawn<'a> {
    fn of(plan: &'a ChartPlan) -> Self {
        let mut drawn = BTreeMap::new();
        for (series, point) in plan.points() {
            let key = |observation: &Observation| (observation.figure, observation.derivation);
            drawn.extend(point.reported().map(|shown| (key(shown), (Role::Bar, series.name.as_str()))));
            drawn.extend(point.others().map(|other| (key(other), (Role::Rival, series.name.as_str()))));
        }
        Self(drawn)
    }

    /// A row as the chart has it.
    fn entry(&self, year: Option<i64>, role: Role, observation: &'a Observation) -> Entry<'a> {
        let key = (observation.figure, observation.derivation);
        let (role, series) = match (self.0.get(&key), role) {
            (Some((role, series)), _) => (*role, *series),
            (None, Role::Bar | Role::Rival) => (Role::NotChosen, ""),
            (None, role) => (role, ""),
        };
        Entry { year, role, series, about: About::Observation(observation) }
    }
}

/// What a row is about.
struct Entry<'a> {
    year: Option<i64>,
    role: Role,
    series: &'a str,
    about: About<'a>,
}

enum About<'a> {
    Observation(&'a Observation),
    /// Something that was calculated for the chart.
    Computed(&'a Point, &'a Computed),
    /// A year of which the dossier says nothing.
    Nothing,
}

/// The rows in view, none of which is put into words yet.
fn entries<'a>(plan: &'a ChartPlan, span: Span, drawn: &'a Drawn<'a>) -> impl Iterator<Item = Entry<'a>> {
    let years = span.first_day().year()..=span.last_day().year();
    let in_view = years.clone();
    let slots = plan.years.slots.iter().filter(move |slot| years.contains(&slot.year));
    let unplaced = |observation| drawn.entry(None, Role::NotPlaced, observation);
    let computed = plan.points().filter_map(move |(series, point)| {
        let computed = point.computed().filter(|_| in_view.contains(&point.slot_year))?;
        let about = About::Computed(point, computed);
        Some(Entry { year: Some(point.slot_year), role: Role::Calculated, series: &series.name, about })
    });
    slots.flat_map(|slot| entries_of_year(slot, drawn)).chain(computed).chain(plan.years.unplaced.iter().map(unplaced))
}

fn entries_of_year<'a>(slot: &'a YearSlot, drawn: &'a Drawn<'a>) -> impl Iterator<Item = Entry<'a>> {
    let with = |role| move |observation| (role, observation);
    let bars = slot
        .bars
        .iter()
        .flat_map(move |bar| std::iter::once((Role::Bar, &bar.shown)).chain(bar.rivals.iter().map(with(Role::Rival))));
    let observations = bars
        .chain(slot.parts.iter().map(with(Role::Part)))
        .chain(slot.deprecated.iter().map(with(Role::Deprecated)))
        .chain(slot.missing.iter().map(with(Role::Gap)));
    let year = Some(slot.year);
    let entries = observations.map(move |(role, observation)| drawn.entry(year, role, observation));
    let is_empty = slot.nothing == Some(NoDataReason::NotInDossier);
    let nothing = Entry { year, role: Role::Gap, series: "", about: About::Nothing };
    entries.chain(is_empty.then_some(nothing))
}

impl Entry<'_> {
    fn row(&self, file: &OpenFile, plan: &ChartPlan) -> Row {
        match self.about {
            About::Observation(observation) => row(file, self, observation),
            About::Computed(point, computed) => self.computed(file, plan, (point, computed)),
            About::Nothing => empty(self.year, &plan.years),
        }
    }

    /// The row of something that was calculated for the chart.
    fn computed(&self, file: &OpenFile, plan: &ChartPlan, (point, computed): (&Point, &Computed)) -> Row {
        let DecimalBounds { low, high } = DecimalBounds::of_interval(&computed.exact.interval);
        let dossier = &file.dossier;
        let ids = |of: &dyn Fn(&Observation) -> String| {
            computed.inputs.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(BETWEEN)
        };
        let (first, last) = (point.first.civil(), point.last.civil());
        let month = |civil: crate::dossier::Civil| format!("{:04}-{:02}", civil.year, civil.month);
        let is_year = (first.month, last.month) == (1, 12) && first.year == last.year;
        let period = if is_year { first.year.to_string() } else { format!("{}/{}", month(first), month(last)) };
        let mut cells = [const { String::new() }; COLUMNS.len()];
        for (column, cell) in COLUMNS.iter().zip(&mut cells) {
            *cell = match *column {
                "year" => self.year.map(|year| year.to_string()).unwrap_or_default(),
                "role" => self.role.word().to_owned(),
                "series" => self.series.to_owned(),
                "low" => low.clone().unwrap_or_default(),
                "high" => high.clone().unwrap_or_default(),
                "unit" => plan.unit.clone(),
                "period" => period.clone(),
                "basis" => crate::dossier::Basis::Derived.word().to_owned(),
                "formula" => computed.formula.clone(),
                "figure" => ids(&|input| dossier.figure(input.figure).id.to_string()),
                "fact" => ids(&|input| dossier.fact(input.figure.fact).id.0.to_string()),
                "note" => computed.months.map(|months| format!("{months} of 12 months")).unwrap_or_default(),
                _ => String::new(),
            };
        }
        Row(cells)
    }
}

/// The row of a year of which the dossier says nothing.
fn empty(year: Option<i64>, series: &TradeSeries) -> Row {
    let mut cells = [const { String::new() }; COLUMNS.len()];
    for (column, cell) in COLUMNS.iter().zip(&mut cells) {
        *cell = match *column {
            "year" | "period" => year.map(|year| year.to_string()).unwrap_or_default(),
            "role" => Role::Gap.word().to_owned(),
            "nothing" => NoDataReason::NotInDossier.word().to_owned(),
            "unit" => series.unit.clone(),
            "reporter" => series.seen_by.as_deref().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
    }
    Row(cells)
}

fn row(file: &OpenFile, entry: &Entry<'_>, observation: &Observation) -> Row {
    let (dossier, derived) = (&*file.dossier, &*file.derived);
    let (fact, figure) = (dossier.fact(observation.figure.fact), dossier.figure(observation.figure));
    let derivation = observation.derivation.map(|derivation| derived.get(derivation));
    let DecimalBounds { low, high } = match derivation {
        Some(derivation) => DecimalBounds::of_interval(&derivation.result.interval),
        None => DecimalBounds::of_figure(figure),
    };
    let nothing = match observation.missing {
        Some(crate::dossier::Missing::NotReported) => Some(NoDataReason::NotReported.word()),
        Some(crate::dossier::Missing::Suppressed) => Some(NoDataReason::Suppressed.word()),
        None => observation.is_reported_zero().then_some(REPORTED_ZERO),
    };
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let sources = || fact.citations.iter().map(|citation| dossier.source(citation.source));
    let list = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join(BETWEEN);
    Row([
        entry.year.map(|year| year.to_string()).unwrap_or_default(),
        entry.role.word().to_owned(),
        // What was printed; a derived value was printed nowhere, and is its interval.
        text(figure.value.as_ref().filter(|_| derivation.is_none()).map(crate::dossier::ReportedValue::text)),
        low.unwrap_or_default(),
        high.unwrap_or_default(),
        derivation.map_or(figure.unit.as_str(), |derivation| &derivation.result.unit).to_owned(),
        text(nothing),
        observation.period.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(figure.flow.map(Flow::word)),
        text(observation.reporter.as_deref()),
        text(figure.partner.as_deref()),
        text(observation.commodity.as_deref()),
        text(observation.valuation.map(Valuation::word)),
        observation.basis.word().to_owned(),
        text(derivation.map(|derivation| derivation.formula.as_str())),
        observation.rank.word().to_owned(),
        text(figure.rank_reason.as_deref().filter(|_| derivation.is_none())),
        text(figure.series_break.as_deref().filter(|_| derivation.is_none())),
        list(&mut fact.flags.iter().map(|flag| flag.kind.word())),
        list(&mut sources().map(crate::dossier::Source::id)),
        list(&mut sources().filter_map(|source| source.marker())),
        fact.id.0.to_string(),
        figure.id.to_string(),
        fact.title.to_string(),
        text(figure.note.as_deref()),
        fact.flags.iter().filter_map(flag_note).collect::<Vec<_>>().join(BETWEEN),
        list(&mut file.audit.contradicting(observation.figure.fact).map(|other| dossier.fact(other).id.0.as_str())),
        file.audit
            .failed_checks(observation.figure)
            .map(|check| check.sentence(dossier))
            .collect::<Vec<_>>()
            .join(BETWEEN),
        entry.series.to_owned(),
    ])
}

/// What an editor says of a doubt, beside which one it is.
fn flag_note(flag: &Flag) -> Option<String> {
    let parts: Vec<&str> = [&flag.scope, &flag.reason].into_iter().flatten().map(SmolStr::as_str).collect();
    (!parts.is_empty()).then(|| format!("{}: {}", flag.kind.word(), parts.join("; ")))
}

impl Role {
    const fn word(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Rival => "rival",
            Self::Part => "part",
            Self::Deprecated => "deprecated",
            Self::Gap => "gap",
            Self::NotPlaced => "not-placed",
            Self::NotChosen => "not-chosen",
            Self::Calculated => "calculated",
        }
    }
}
