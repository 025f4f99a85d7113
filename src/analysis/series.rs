//! Trade year by year: which figure is a bar, which a part or a rival of one, and where there is nothing.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

mod choice;
mod compose;
mod defaults;
mod doubts;
mod exact;
mod gather;
mod observation;
mod plan;
mod relative;
mod stack;

pub use choice::{ChartChoice, Flows, Form, Frequency, Goods, Measure};
pub use doubts::{Doubt, Doubts};
pub use exact::Exact;
pub use observation::{Coverage, Direction, Observation};
pub use plan::{
    ChartPlan, ChartSeries, Chosen, Computed, Excess, Origin, PlanSources, Point, SeriesColour, SeriesGap, Whole,
};

use super::derive::Derived;
use crate::dossier::{Dossier, FactIx, Figure, Lookup, Missing, Rank, SourceIx, Valuation};

/// The measure that the chart of trade per year shows.
const TRADE_MEASURE: &str = "trade-value";
/// Where there are more years than this from the first to the last, those without anything are not listed.
const MAX_YEARS: i64 = 2_000;

/// The trade of two countries, year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeSeries {
    /// The unit of every value in it, such as `USD`.
    pub unit: String,
    /// The years from the first to the last with an observation, without a break.
    pub slots: Vec<YearSlot>,
    /// Observations that belong to no year: their source does not say which, or they cover several.
    pub unplaced: Vec<Observation>,
    /// Who reported the values drawn, each once, by identifier; `None` where it is not stated.
    pub reporters: Vec<Option<SmolStr>>,
    /// How the values drawn are valued, each once; `None` where it is not stated.
    pub valuations: Vec<Option<Valuation>>,
    /// The only reporter whose values are in it, by identifier; `None` where all are.
    pub seen_by: Option<SmolStr>,
    /// How many values are left out because somebody else reported them, or nobody said who.
    pub left_out: usize,
}

/// One calendar year of the series.
#[derive(Clone, Debug, PartialEq)]
pub struct YearSlot {
    /// The year.
    pub year: i64,
    /// What is drawn as bars.
    pub bars: Vec<Bar>,
    /// Observations that are parts of what is drawn: one commodity of a total, one direction of both.
    pub parts: Vec<Observation>,
    /// Values that the dossier holds to be wrong, where no bar shows the same thing rightly.
    pub deprecated: Vec<Observation>,
    /// Figures without a value: their sources say why there is none.
    pub missing: Vec<Observation>,
    /// Why there is no bar, where there is none.
    pub nothing: Option<NoDataReason>,
    /// The values of each month, from January, of what is drawn and what is said against it: those whose period has a day
    /// in it.
    pub months: [MonthValues; 12],
    /// The sources of everything in it but for parts, in order.
    pub sources: Vec<SourceIx>,
    /// Whether no source is cited for some of that.
    pub has_uncited: bool,
}

/// The values whose periods have a day in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MonthValues {
    /// How many there are.
    pub count: u32,
    /// The lowest, in the unit of the series.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl MonthValues {
    /// These and others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self.count, other.count) {
            (0, _) => other,
            (_, 0) => self,
            (one, two) => Self { count: one + two, low: self.low.min(other.low), high: self.high.max(other.high) },
        }
    }
}

/// One bar, with what is said against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it shows.
    pub shown: Observation,
    /// Other values for the same thing in the same period.
    pub rivals: Vec<Observation>,
    /// The lowest and the highest of all these values; `None` where there is none.
    pub ends: Option<(f64, f64)>,
}

/// Why a year has no bar; a zero that was reported is a value, and drawn as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoDataReason {
    /// The reporter did not report.
    NotReported,
    /// The reporter keeps it confidential.
    Suppressed,
    /// There is a value, and the dossier holds it to be wrong.
    OnlyDeprecated,
    /// There is a value in another unit, and nothing is converted.
    OtherUnit,
    /// There is a value of another kind than what was chosen.
    NotChosen,
    /// Nothing is said of it in this dossier.
    NotInDossier,
}

impl From<Missing> for NoDataReason {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::NotReported => Self::NotReported,
            Missing::Suppressed => Self::Suppressed,
        }
    }
}

impl NoDataReason {
    /// The code for tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotReported => "not-reported",
            Self::Suppressed => "suppressed",
            Self::OnlyDeprecated => "only-deprecated",
            Self::OtherUnit => "other-unit",
            Self::NotChosen => "not-chosen",
            Self::NotInDossier => "not-in-dossier",
        }
    }
}

impl TradeSeries {
    /// Gathers the series from the figures of a dossier and what was derived from them: as seen by everybody, and as seen by
    /// each who reported trade, by identifier.
    #[must_use]
    pub fn all(dossier: &Dossier, derived: &Derived) -> (Self, BTreeMap<SmolStr, Self>) {
        let (units, observations) = observations(dossier, derived);
        // Of one reporter, too, all years are there: where only others have a value, there is a gap.
        let mut years: Vec<Option<(i64, i64)>> = vec![None; units.len()];
        for (unit, observation) in &observations {
            if let Some(year) = observation.year() {
                let (first, last) = years[*unit].unwrap_or((year, year));
                years[*unit] = Some((year.min(first), year.max(last)));
            }
        }
        let of_units: Vec<OfUnit<'_>> = units.into_iter().zip(years).collect();
        let all: Vec<&InUnit> = observations.iter().collect();
        let nothing = |reporter| (reporter, Vec::new());
        let mut of_each: BTreeMap<SmolStr, Vec<&InUnit>> = all_reporters(dossier).into_iter().map(nothing).collect();
        for in_unit in &observations {
            let reporter = in_unit.1.reporter.as_ref().and_then(|reporter| of_each.get_mut(reporter));
            if let Some(of_reporter) = reporter {
                of_reporter.push(in_unit);
            }
        }
        let seen_by = |(reporter, of_reporter): (SmolStr, Vec<&InUnit>)| {
            let series = Self::gathered(dossier, &of_reporter, &of_units);
            let left_out = all.len() - of_reporter.len();
            (reporter.clone(), Self { seen_by: Some(reporter), left_out, ..series })
        };
        (Self::gathered(dossier, &all, &of_units), of_each.into_iter().map(seen_by).collect())
    }

    /// The same in a unit that was chosen, of everybody or of one reporter.
    #[must_use]
    pub fn in_unit(dossier: &Dossier, derived: &Derived, reporter: Option<&str>, unit: &str) -> Self {
        let (units, observations) = observations(dossier, derived);
        let is_of = |(_, observation): &&InUnit| reporter.is_none_or(|id| observation.reporter.as_deref() == Some(id));
        let mut years: Option<(i64, i64)> = None;
        for (_, observation) in observations.iter().filter(|(of, _)| units[*of] == unit) {
            if let Some(year) = observation.year() {
                let (first, last) = years.unwrap_or((year, year));
                years = Some((year.min(first), year.max(last)));
            }
        }
        let of_units: Vec<OfUnit<'_>> = units.iter().map(|of| (*of, years.filter(|_| *of == unit))).collect();
        let all: Vec<&InUnit> = observations.iter().filter(is_of).collect();
        let place = units.iter().position(|of| *of == unit);
        let series = Self::gathered_in(dossier, &all, &of_units, place);
        Self { seen_by: reporter.map(SmolStr::from), left_out: observations.len() - all.len(), ..series }
    }

    /// The same in the unit that most of them are in.
    fn gathered(dossier: &Dossier, observations: &[&InUnit], units: &[OfUnit<'_>]) -> Self {
        Self::gathered_in(dossier, observations, units, most_common_unit(observations, units))
    }

    /// Sorts observations; the first and the last year are those of all observations of a unit.
    fn gathered_in(dossier: &Dossier, observations: &[&InUnit], units: &[OfUnit<'_>], unit: Option<usize>) -> Self {
        let (mut unplaced, mut in_other_units) = (Vec::new(), Vec::new());
        let mut by_year: BTreeMap<i64, Vec<&Observation>> = BTreeMap::new();
        for (its_unit, observation) in observations {
            match observation.year() {
                _ if Some(*its_unit) != unit => in_other_units.push(observation.clone()),
                Some(year) => by_year.entry(year).or_default().push(observation),
                None => unplaced.push(observation.clone()),
            }
        }
        let (unit, years) = unit.map(|unit| units[unit]).unwrap_or_default();
        let mut slots = years.map_or_else(Vec::new, |(first, last)| slots(first, last, by_year));
        for year in in_other_units.iter().filter_map(Observation::year) {
            let slot =
                slots.iter_mut().find(|slot| slot.year == year && slot.nothing == Some(NoDataReason::NotInDossier));
            if let Some(slot) = slot {
                slot.nothing = Some(NoDataReason::OtherUnit);
            }
        }
        for slot in &mut slots {
            slot.gather_sources(dossier);
        }
        in_other_units.append(&mut unplaced);
        let mut series = Self {
            unit: unit.to_owned(),
            slots,
            unplaced: in_other_units,
            reporters: Vec::new(),
            valuations: Vec::new(),
            seen_by: None,
            left_out: 0,
        };
        series.reporters = series.distinct(|observation| observation.reporter.clone());
        series.valuations = series.distinct(|observation| observation.valuation);
        series
    }

    /// The first and the last year with an observation.
    #[must_use]
    pub fn years(&self) -> Option<(i64, i64)> {
        Some((self.slots.first()?.year, self.slots.last()?.year))
    }

    /// The slot of a year.
    #[must_use]
    pub fn slot(&self, year: i64) -> Option<&YearSlot> {
        let place = self.slots.binary_search_by_key(&year, |slot| slot.year).ok()?;
        self.slots.get(place)
    }

    /// Whether several values are there for the same thing in any year.
    #[must_use]
    pub fn has_rivals(&self) -> bool {
        self.bars().any(|(_, bar)| !bar.rivals.is_empty())
    }

    /// Every bar, with its year.
    pub fn bars(&self) -> impl Iterator<Item = (i64, &Bar)> {
        self.slots.iter().flat_map(|slot| slot.bars.iter().map(move |bar| (slot.year, bar)))
    }

    /// Whether there is nothing to show at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty() && self.unplaced.is_empty()
    }

    /// The distinct values of a property of the bars and their rivals, in order.
    fn distinct<T: Ord>(&self, property: impl Fn(&Observation) -> T) -> Vec<T> {
        let all = self.bars().flat_map(|(_, bar)| std::iter::once(&bar.shown).chain(&bar.rivals));
        all.map(property).collect::<BTreeSet<T>>().into_iter().collect()
    }
}

impl YearSlot {
    /// Everything in it but for parts: what is drawn, what is said against it, and what is not drawn.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        let drawn = self.bars.iter().flat_map(|bar| std::iter::once(&bar.shown).chain(&bar.rivals));
        drawn.chain(&self.deprecated).chain(&self.missing)
    }

    fn gather_sources(&mut self, dossier: &Dossier) {
        let facts = || self.observations().map(|observation| dossier.fact(observation.figure.fact));
        let citations = facts().flat_map(|fact| &fact.citations);
        let mut sources: Vec<SourceIx> = citations.map(|citation| citation.source).collect();
        let has_uncited = facts().any(crate::dossier::Fact::is_uncited);
        sources.sort_unstable();
        sources.dedup();
        (self.sources, self.has_uncited) = (sources, has_uncited);
    }
}

impl Bar {
    /// The fact that states what is shown.
    #[must_use]
    pub const fn fact(&self) -> FactIx {
        self.shown.figure.fact
    }
}

/// Whether a figure is a value of trade that a chart can draw.
#[must_use]
pub fn is_trade(figure: &Figure) -> bool {
    figure.measure == TRADE_MEASURE && figure.bound.is_none()
}

/// Everybody who reported trade, by identifier, in the order of the alphabet.
fn all_reporters(dossier: &Dossier) -> BTreeSet<SmolStr> {
    let figures = dossier.figures().filter(|(_, figure)| is_trade(figure));
    let mut reporters: BTreeSet<SmolStr> = BTreeSet::new();
    for reporter in figures.filter_map(|(_, figure)| figure.reporter.as_ref()) {
        if !reporters.contains(reporter) {
            reporters.insert(reporter.clone());
        }
    }
    reporters
}

/// An observation with the number of its unit.
type InUnit = (usize, Observation);

/// A unit, and the first and the last year with an observation in it.
type OfUnit<'a> = (&'a str, Option<(i64, i64)>);

/// Every observation of trade, stated and derived, and the units that they are in.
fn observations<'a>(dossier: &'a Dossier, derived: &'a Derived) -> (Vec<&'a str>, Vec<InUnit>) {
    let mut units: Vec<&str> = Vec::new();
    let mut number = |unit: &'a str| {
        units.iter().position(|known| *known == unit).unwrap_or_else(|| {
            units.push(unit);
            units.len() - 1
        })
    };
    // A figure whose value follows from others is not missing any more.
    let is_missing = |ix, figure: &Figure| figure.missing.is_some() && derived.filling(ix).is_none();
    let stated = dossier
        .figures()
        .filter(|(ix, figure)| is_trade(figure) && (figure.value.is_some() || is_missing(*ix, figure)));
    let mut observations: Vec<InUnit> =
        stated.map(|(ix, figure)| (number(&figure.unit), Observation::stated(ix, figure))).collect();
    for (place, derivation) in derived.series_values() {
        let like = dossier.figure(derivation.like);
        if is_trade(like) {
            let unit = number(&derivation.result.unit);
            observations.push((unit, Observation::derived(like, place, derivation)));
        }
    }
    (units, observations)
}

fn most_common_unit(observations: &[&InUnit], units: &[OfUnit<'_>]) -> Option<usize> {
    let mut counts = vec![0_usize; units.len()];
    for (unit, _) in observations {
        counts[*unit] += 1;
    }
    // Of equally common units the first in the alphabet, so that the choice is the same every time.
    let known = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    known.max_by_key(|(unit, count)| (*count, std::cmp::Reverse(units[*unit].0))).map(|(unit, _)| unit)
}

fn slots(first: i64, last: i64, mut by_year: BTreeMap<i64, Vec<&Observation>>) -> Vec<YearSlot> {
    if last - first > MAX_YEARS {
        return by_year.into_iter().map(|(year, observations)| slot(year, observations)).collect();
    }
    (first..=last).map(|year| slot(year, by_year.remove(&year).unwrap_or_default())).collect()
}

/// Sorts what is known of a year into bars, their rivals, and parts of them.
fn slot(year: i64, observations: Vec<&Observation>) -> YearSlot {
    let (mut valued, missing): (Vec<_>, Vec<_>) =
        observations.into_iter().partition(|observation| observation.has_value());
    valued.sort_by_cached_key(|observation| observation.precedence());
    let missing: Vec<Observation> = missing.into_iter().cloned().collect();
    let mut bars: Vec<Bar> = Vec::new();
    let (mut parts, mut deprecated) = (Vec::new(), Vec::new());
    // What an observation is about, and the bar of that, which is found there instead of among hundreds.
    let subjects = subjects(&valued);
    let mut bar_of: Vec<Option<usize>> = vec![None; valued.len()];
    // What may contain an observation is of the same goods, or of all.
    let mut of_goods: Lookup<Option<SmolStr>, Vec<usize>> = Lookup::default();
    for (observation, subject) in valued.into_iter().zip(subjects) {
        let is_rank_out = observation.rank == Rank::Deprecated;
        if let Some(bar) = bar_of[subject] {
            bars[bar].rivals.push(observation.clone());
        } else if is_rank_out {
            deprecated.push(observation.clone());
        } else if [None, observation.commodity.clone()]
            .iter()
            .filter_map(|goods| of_goods.get(goods))
            .flatten()
            .any(|bar| is_part(observation, &bars[*bar].shown))
        {
            parts.push(observation.clone());
        } else {
            bar_of[subject] = Some(bars.len());
            of_goods.entry(observation.commodity.clone()).or_default().push(bars.len());
            bars.push(Bar { shown: observation.clone(), rivals: Vec::new(), ends: None });
        }
    }
    for bar in &mut bars {
        let all = || std::iter::once(&bar.shown).chain(&bar.rivals).filter_map(|observation| observation.value);
        bar.ends = all().reduce(f64::min).zip(all().reduce(f64::max));
    }
    let nothing = bars.is_empty().then(|| match missing.first().and_then(|observation| observation.missing) {
        Some(Missing::NotReported) => NoDataReason::NotReported,
        Some(Missing::Suppressed) => NoDataReason::Suppressed,
        None if !deprecated.is_empty() => NoDataReason::OnlyDeprecated,
        None => NoDataReason::NotInDossier,
    });
    let months = months(&bars);
    YearSlot { year, bars, parts, deprecated, missing, nothing, months, sources: Vec::new(), has_uncited: false }
}

/// For each observation the place of the first one that is about the same thing.
fn subjects(observations: &[&Observation]) -> Vec<usize> {
    let mut firsts = Lookup::default();
    let mut subjects = Vec::with_capacity(observations.len());
    for (at, observation) in observations.iter().enumerate() {
        let subject = (&observation.direction, &observation.commodity, observation.coverage);
        subjects.push(*firsts.entry(subject).or_insert(at));
    }
    subjects
}

/// The values of the bars of a year, month by month.
fn months(bars: &[Bar]) -> [MonthValues; 12] {
    let mut months = [MonthValues::default(); 12];
    for observation in bars.iter().flat_map(|bar| std::iter::once(&bar.shown).chain(&bar.rivals)) {
        let Some(value) = observation.value else { continue };
        let (first, last) = match observation.coverage {
            Coverage::PartYear { first, last } => (first.civil().month, last.civil().month),
            Coverage::FullYear | Coverage::NoSingleYear => (1, 12),
        };
        for month in months.iter_mut().take(last.into()).skip(usize::from(first) - 1) {
            *month = month.and(MonthValues { count: 1, low: value, high: value });
        }
    }
    months
}

/// Whether what one observation is about is contained in what another is about.
fn is_part(part: &Observation, whole: &Observation) -> bool {
    let is_in_direction = whole.direction == Direction::Both || whole.direction == part.direction;
    let is_in_goods = whole.commodity.is_none() || whole.commodity == part.commodity;
    let is_in_time = match (whole.coverage, part.coverage) {
        (Coverage::FullYear, _) => true,
        (Coverage::PartYear { first, last }, Coverage::PartYear { first: from, last: to }) => {
            first <= from && to <= last
        }
        (Coverage::PartYear { .. } | Coverage::NoSingleYear, _) => false,
    };
    is_in_direction && is_in_goods && is_in_time
}
