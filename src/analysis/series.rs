//! Trade year by year: which figure is a bar, which a part or a rival of one, and where there is nothing.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;
use smol_str::SmolStr;

use super::derive::{Derivation, DerivationIx, Derived};
use crate::dossier::{
    Basis, Date, Day, Dossier, FactIx, Figure, FigureIx, Flow, Interval, Missing, Rank, SourceIx, Valuation,
};

/// The measure that the chart of trade per year shows.
const TRADE_MEASURE: &str = "trade-value";
/// More years between the first and the last than this are not listed one by one.
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
    pub nothing: Option<Nothing>,
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

/// A figure, stated or derived, at its period.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The figure; of a derived value, the one that it was derived from.
    pub figure: FigureIx,
    /// Its period.
    pub period: Option<Date>,
    /// How much of the year it covers.
    pub coverage: Coverage,
    /// In which direction goods went.
    pub direction: Direction,
    /// Which goods, where not all.
    pub commodity: Option<SmolStr>,
    /// Who reported it, by identifier, where it is stated.
    pub reporter: Option<SmolStr>,
    /// How goods are valued, where it is stated.
    pub valuation: Option<Valuation>,
    /// Who computed it.
    pub basis: Basis,
    /// Its rank among rivals.
    pub rank: Rank,
    /// The value, for placing it on a screen; `None` where there is none.
    pub value: Option<f64>,
    /// Every value that it may stand for.
    pub interval: Option<Interval>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// How it was derived; `None` where it is stated.
    pub derivation: Option<DerivationIx>,
}

/// How much of a calendar year an observation covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// All of it.
    FullYear,
    /// A part of it.
    PartYear {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// More than one year, or nobody knows.
    NoSingleYear,
}

/// The direction of the goods, from party to party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Both directions together.
    Both,
    /// One direction only.
    OneWay {
        /// Where the goods came from, by identifier.
        from: SmolStr,
        /// Where they went, by identifier.
        to: SmolStr,
    },
    /// The figure does not say.
    NotStated,
}

/// Why a year has no bar; a zero that was reported is a value, and drawn as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nothing {
    /// The reporter did not report.
    NotReported,
    /// The reporter keeps it confidential.
    Suppressed,
    /// There is a value, and the dossier holds it to be wrong.
    OnlyDeprecated,
    /// There is a value in another unit, and nothing is converted.
    OtherUnit,
    /// Nothing is said of it in this dossier.
    NotInDossier,
}

impl Nothing {
    /// The code for tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotReported => "not-reported",
            Self::Suppressed => "suppressed",
            Self::OnlyDeprecated => "only-deprecated",
            Self::OtherUnit => "other-unit",
            Self::NotInDossier => "not-in-dossier",
        }
    }
}

impl TradeSeries {
    /// Gathers the series from the figures of a dossier and what was derived from them: of all reporters, or of one.
    #[must_use]
    pub fn new(dossier: &Dossier, derived: &Derived, seen_by: Option<&str>) -> Self {
        let mut observations = observations(dossier, derived);
        let all = observations.len();
        let placed = |(unit, observation): &(String, Observation)| {
            Some((unit.clone(), observation.period.as_ref().and_then(Date::single_year)?))
        };
        let all_years: Vec<(String, i64)> = observations.iter().filter_map(placed).collect();
        if seen_by.is_some() {
            observations.retain(|(_, observation)| observation.reporter.as_deref() == seen_by);
        }
        let left_out = all - observations.len();
        let unit = most_common_unit(&observations);
        let (of_unit, other_units): (Vec<_>, Vec<_>) =
            observations.drain(..).partition(|(its_unit, _)| *its_unit == unit);
        let mut unplaced: Vec<Observation> = other_units.into_iter().map(|(_, observation)| observation).collect();
        let mut by_year: BTreeMap<i64, Vec<Observation>> = BTreeMap::new();
        for (_, observation) in of_unit {
            let year = observation.period.as_ref().and_then(Date::single_year);
            match year {
                Some(year) => by_year.entry(year).or_default().push(observation),
                None => unplaced.push(observation),
            }
        }
        // Of one reporter, too, all years are there: where only others have a value, there is a gap.
        let years = || all_years.iter().filter(|(its_unit, _)| *its_unit == unit).map(|(_, year)| *year);
        let slots = match (years().min(), years().max()) {
            (Some(first), Some(last)) => slots(first, last, by_year),
            _ => Vec::new(),
        };
        let mut slots = slots;
        let in_other_units = unplaced.iter().filter_map(|observation| observation.period.as_ref()?.single_year());
        for year in in_other_units {
            let slot = slots.iter_mut().find(|slot| slot.year == year && slot.nothing == Some(Nothing::NotInDossier));
            if let Some(slot) = slot {
                slot.nothing = Some(Nothing::OtherUnit);
            }
        }
        for slot in &mut slots {
            slot.gather_sources(dossier);
        }
        let seen_by = seen_by.map(SmolStr::from);
        let mut series =
            Self { unit, slots, unplaced, reporters: Vec::new(), valuations: Vec::new(), seen_by, left_out };
        series.reporters = series.distinct(|observation| observation.reporter.clone());
        series.valuations = series.distinct(|observation| observation.valuation);
        series
    }

    /// Everybody who reported trade, by identifier, in the order of the alphabet.
    #[must_use]
    pub fn all_reporters(dossier: &Dossier) -> Vec<SmolStr> {
        let figures = dossier.figures().filter(|(_, figure)| is_trade(figure));
        let mut reporters: Vec<SmolStr> = figures.filter_map(|(_, figure)| figure.reporter.clone()).collect();
        reporters.sort();
        reporters.dedup();
        reporters
    }

    /// The first and the last year with an observation.
    #[must_use]
    pub fn years(&self) -> Option<(i64, i64)> {
        Some((self.slots.first()?.year, self.slots.last()?.year))
    }

    /// The slot of a year.
    #[must_use]
    pub fn slot(&self, year: i64) -> Option<&YearSlot> {
        let first = self.slots.first()?.year;
        self.slots.get(usize::try_from(year.checked_sub(first)?).ok()?)
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
        let mut values: Vec<T> = all.map(property).collect();
        values.sort();
        values.dedup();
        values
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

impl Observation {
    fn stated(ix: FigureIx, figure: &Figure) -> Self {
        Self {
            figure: ix,
            coverage: coverage(figure.period.as_ref()),
            period: figure.period.clone(),
            direction: direction(figure),
            commodity: figure.commodity.clone(),
            reporter: figure.reporter.clone(),
            valuation: figure.valuation,
            basis: figure.basis,
            rank: figure.rank,
            value: figure.value.as_ref().map(crate::dossier::Printed::to_f64),
            interval: figure.value.as_ref().map(crate::dossier::Printed::interval),
            missing: figure.missing,
            derivation: None,
        }
    }

    fn derived(like: &Figure, place: DerivationIx, derivation: &Derivation) -> Self {
        Self {
            period: derivation.period.clone(),
            coverage: coverage(derivation.period.as_ref()),
            value: derivation.result.nominal.to_f64(),
            interval: Some(derivation.result.interval.clone()),
            basis: Basis::Derived,
            rank: Rank::Normal,
            missing: None,
            derivation: Some(place),
            ..Self::stated(derivation.like, like)
        }
    }

    /// Whether it was computed here rather than said by a source.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.basis == Basis::Derived
    }

    /// Whether its source says that there was nothing.
    #[must_use]
    pub fn is_reported_zero(&self) -> bool {
        self.value == Some(0.0) && !self.is_derived()
    }

    /// Whether it shows from the other side what another observation shows: the partner's imports for exports.
    #[must_use]
    pub fn mirrors(&self, other: &Self) -> bool {
        self.basis == Basis::Mirrored
            || (self.reporter.is_some() && other.reporter.is_some() && self.reporter != other.reporter)
    }

    /// Whether it is about all goods in both directions.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.direction == Direction::Both && self.commodity.is_none()
    }

    /// Whether it says a number of its own period: neither a mere limit nor without value.
    const fn has_value(&self) -> bool {
        self.value.is_some()
    }

    /// What is drawn before what: totals before one direction, all goods before one commodity, whole years before
    /// parts, stated before derived, preferred before others.
    fn precedence(&self) -> (bool, bool, bool, bool, Rank) {
        (
            self.direction != Direction::Both,
            self.commodity.is_some(),
            self.coverage != Coverage::FullYear,
            self.is_derived(),
            self.rank,
        )
    }

    /// Whether both are values for the same thing.
    fn is_like(&self, other: &Self) -> bool {
        self.direction == other.direction && self.commodity == other.commodity && self.coverage == other.coverage
    }
}

fn is_trade(figure: &Figure) -> bool {
    figure.measure == TRADE_MEASURE && figure.bound.is_none()
}

/// Every observation of trade, stated and derived, with its unit.
fn observations(dossier: &Dossier, derived: &Derived) -> Vec<(String, Observation)> {
    // A figure whose value follows from others is not missing any more.
    let is_missing = |ix, figure: &Figure| figure.missing.is_some() && derived.filling(ix).is_none();
    let stated = dossier
        .figures()
        .filter(|(ix, figure)| is_trade(figure) && (figure.value.is_some() || is_missing(*ix, figure)));
    let mut observations: Vec<(String, Observation)> =
        stated.map(|(ix, figure)| (figure.unit.to_string(), Observation::stated(ix, figure))).collect();
    for (place, derivation) in derived.series_values() {
        let like = dossier.figure(derivation.like);
        if is_trade(like) {
            observations.push((derivation.result.unit.clone(), Observation::derived(like, place, derivation)));
        }
    }
    observations
}

fn most_common_unit(observations: &[(String, Observation)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (unit, _) in observations {
        *counts.entry(unit).or_default() += 1;
    }
    // Of equally common units the first in the alphabet, so that the choice is the same every time.
    let most = counts.iter().max_by_key(|(unit, count)| (**count, std::cmp::Reverse(**unit)));
    most.map(|(unit, _)| (*unit).to_owned()).unwrap_or_default()
}

fn slots(first: i64, last: i64, mut by_year: BTreeMap<i64, Vec<Observation>>) -> Vec<YearSlot> {
    let last = last.min(first + MAX_YEARS);
    (first..=last).map(|year| slot(year, by_year.remove(&year).unwrap_or_default())).collect()
}

/// Sorts what is known of a year into bars, their rivals, and parts of them.
fn slot(year: i64, observations: Vec<Observation>) -> YearSlot {
    let (mut valued, missing): (Vec<_>, Vec<_>) = observations.into_iter().partition(Observation::has_value);
    valued.sort_by_key(Observation::precedence);
    let mut bars: Vec<Bar> = Vec::new();
    let (mut parts, mut deprecated) = (Vec::new(), Vec::new());
    for observation in valued {
        let is_rank_out = observation.rank == Rank::Deprecated;
        if let Some(bar) = bars.iter_mut().find(|bar| bar.shown.is_like(&observation)) {
            bar.rivals.push(observation);
        } else if is_rank_out {
            deprecated.push(observation);
        } else if bars.iter().any(|bar| is_part(&observation, &bar.shown)) {
            parts.push(observation);
        } else {
            bars.push(Bar { shown: observation, rivals: Vec::new(), ends: None });
        }
    }
    for bar in &mut bars {
        let all = || std::iter::once(&bar.shown).chain(&bar.rivals).filter_map(|observation| observation.value);
        bar.ends = all().reduce(f64::min).zip(all().reduce(f64::max));
    }
    let nothing = bars.is_empty().then(|| match missing.first().and_then(|observation| observation.missing) {
        Some(Missing::NotReported) => Nothing::NotReported,
        Some(Missing::Suppressed) => Nothing::Suppressed,
        None if !deprecated.is_empty() => Nothing::OnlyDeprecated,
        None => Nothing::NotInDossier,
    });
    let months = months(&bars);
    YearSlot { year, bars, parts, deprecated, missing, nothing, months, sources: Vec::new(), has_uncited: false }
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

fn coverage(period: Option<&Date>) -> Coverage {
    let days = period.and_then(|period| Some((period, period.first_day()?, period.last_day()?)));
    match days {
        Some((period, ..)) if period.is_whole_year() => Coverage::FullYear,
        Some((period, first, last)) if period.single_year().is_some() => Coverage::PartYear { first, last },
        _ => Coverage::NoSingleYear,
    }
}

fn direction(figure: &Figure) -> Direction {
    let ends = figure.reporter.clone().zip(figure.partner.clone());
    match (figure.flow, ends) {
        (Some(Flow::Total), _) => Direction::Both,
        (Some(Flow::Export), Some((reporter, partner))) => Direction::OneWay { from: reporter, to: partner },
        (Some(Flow::Import), Some((reporter, partner))) => Direction::OneWay { from: partner, to: reporter },
        (Some(Flow::Export | Flow::Import) | None, _) => Direction::NotStated,
    }
}
