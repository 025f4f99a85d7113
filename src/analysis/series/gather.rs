//! Observations become points: one for each period of a way and a commodity, with the other values for the same.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::choice::Frequency;
use super::doubts::{Doubt, Doubts};
use super::exact::Exact;
use super::plan::{Computed, Origin, PlanSources, Point};
use super::{Coverage, Direction, Observation, TradeSeries};
use crate::dossier::{Basis, Day, Flow, Rank, Valuation, days_in_month};

/// The longest stretch that is drawn as one odd period, in days: a fiscal year and a half.
const LONGEST_PERIOD: i64 = 550;
/// How the world is called as a partner.
const WORLD: [&str; 5] = ["WLD", "W00", "World", "WORLD", "world"];

/// Which way goods go, as seen from the party that a chart looks from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Exports,
    Imports,
    Both,
    NotStated,
    /// To or from somebody else.
    Elsewhere(SmolStr, SmolStr),
}

/// The party that a chart looks from, and the other one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) home: Option<SmolStr>,
    pub(super) abroad: Option<SmolStr>,
}

impl Sides {
    /// The two parties of a dossier, seen from one of them.
    pub(super) fn of(sources: PlanSources<'_>, looking_from: Option<&SmolStr>) -> Self {
        let [one, other, ..] = sources.dossier.parties() else { return Self::default() };
        let is_other = looking_from.is_some_and(|id| *id == other.id);
        let (home, abroad) = if is_other { (other, one) } else { (one, other) };
        Self { home: Some(home.id.as_str().into()), abroad: Some(abroad.id.as_str().into()) }
    }

    fn has(&self, party: Option<&str>) -> bool {
        party.is_none() || party == self.home.as_deref() || party == self.abroad.as_deref()
    }

    pub(super) fn way(&self, sources: PlanSources<'_>, observation: &Observation) -> Way {
        let figure = sources.dossier.figure(observation.figure);
        match &observation.direction {
            Direction::OneWay { from, to } => match (&self.home, &self.abroad) {
                (Some(home), Some(abroad)) if from == home && to == abroad => Way::Exports,
                (Some(home), Some(abroad)) if from == abroad && to == home => Way::Imports,
                _ => Way::Elsewhere(from.clone(), to.clone()),
            },
            Direction::Both if self.has(figure.partner.as_deref()) => Way::Both,
            Direction::Both => Way::Elsewhere(
                observation.reporter.clone().unwrap_or_default(),
                figure.partner.clone().unwrap_or_default(),
            ),
            Direction::NotStated => Way::NotStated,
        }
    }
}

/// What values are about: which way, which goods.
pub(super) type Subject = (Way, Option<SmolStr>);

/// All observations of trade in one unit, by what they are about.
#[derive(Debug)]
pub(super) struct Pool<'a> {
    pub(super) sources: PlanSources<'a>,
    pub(super) sides: Sides,
    pub(super) by_subject: BTreeMap<Subject, Vec<&'a Observation>>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(sources: PlanSources<'a>, sides: Sides, years: &'a TradeSeries) -> Self {
        let mut by_subject: BTreeMap<Subject, Vec<&'a Observation>> = BTreeMap::new();
        let of_years = years.slots.iter().flat_map(|slot| {
            let bars = slot.bars.iter().flat_map(|bar| std::iter::once(&bar.shown).chain(&bar.rivals));
            bars.chain(&slot.parts)
        });
        let is_in_unit = |observation: &&Observation| match observation.derivation {
            Some(derivation) => sources.derived.get(derivation).result.unit == years.unit,
            None => sources.dossier.figure(observation.figure).unit == years.unit,
        };
        let odd = years.unplaced.iter().filter(is_in_unit).filter(|observation| odd_period(observation).is_some());
        for observation in of_years.chain(odd).filter(|observation| observation.value.is_some()) {
            let subject = (sides.way(sources, observation), observation.commodity.clone());
            by_subject.entry(subject).or_default().push(observation);
        }
        Self { sources, sides, by_subject }
    }

    /// The points of what values are about, by time.
    pub(super) fn points(&self, subject: &Subject, frequency: Frequency) -> Vec<Point> {
        let Some(observations) = self.by_subject.get(subject) else { return Vec::new() };
        let mut by_period: BTreeMap<(Day, Day), Vec<&Observation>> = BTreeMap::new();
        for observation in observations {
            if let Some(period) = days(observation) {
                by_period.entry(period).or_default().push(observation);
            }
        }
        let usual = usual_valuation(observations);
        match frequency {
            Frequency::Month => self.of_months(&by_period, 1, usual),
            Frequency::Quarter => self.of_quarters(&by_period, usual),
            Frequency::Year => self.of_years(&by_period, usual),
        }
    }

    fn of_months(
        &self,
        by_period: &BTreeMap<(Day, Day), Vec<&Observation>>,
        months: u8,
        usual: Option<Valuation>,
    ) -> Vec<Point> {
        let of_length = by_period.iter().filter(|(period, _)| whole_months(**period).is_some_and(|(_, n)| n == months));
        let points = of_length.filter_map(|(period, of_period)| self.point(*period, of_period, usual));
        // Among months, a month is whole.
        points.map(|point| Point { doubts: point.doubts.without(Doubt::PartOfPeriod), ..point }).collect()
    }

    /// Quarters as they are stated; else the sum of their three months.
    fn of_quarters(&self, by_period: &BTreeMap<(Day, Day), Vec<&Observation>>, usual: Option<Valuation>) -> Vec<Point> {
        let mut points: BTreeMap<i64, Point> = BTreeMap::new();
        for point in self.of_months(by_period, 3, usual) {
            let start = month_number(point.first);
            if start % 3 == 0 {
                points.insert(start, point);
            }
        }
        let months: BTreeMap<i64, Point> =
            self.of_months(by_period, 1, usual).into_iter().map(|point| (month_number(point.first), point)).collect();
        for start in months.keys().filter(|start| *start % 3 == 0) {
            let three: Vec<&Point> = (0..3).filter_map(|next| months.get(&(start + next))).collect();
            if three.len() == 3 && !points.contains_key(start) && is_of_one(&three) {
                points.extend(self.sum(&three, None).map(|sum| (*start, sum)));
            }
        }
        points.into_values().collect()
    }

    /// Years as they are stated; else the longest part of them, or the sum of their months.
    fn of_years(&self, by_period: &BTreeMap<(Day, Day), Vec<&Observation>>, usual: Option<Valuation>) -> Vec<Point> {
        let mut by_year: BTreeMap<i64, Vec<_>> = BTreeMap::new();
        for (period, of_period) in by_period {
            by_year.entry(period.0.year()).or_default().push((period, of_period));
        }
        let mut points: Vec<Point> = Vec::new();
        for (year, periods) in by_year {
            let point = |period: &(Day, Day), of: &Vec<&Observation>| self.point(*period, of, usual);
            let whole = periods.iter().find(|(period, _)| is_whole_year(**period));
            if let Some(found) = whole.and_then(|(period, of)| point(period, of)) {
                points.push(found);
                continue;
            }
            let longest = periods.iter().filter_map(|(period, of)| point(period, of));
            let longest = longest.max_by_key(|point| (point.last.0 - point.first.0, std::cmp::Reverse(point.first)));
            let summed = self.sum_of_year(&periods, usual);
            let length = |point: &Option<Point>| point.as_ref().map_or(-1, covered_days);
            let best = if length(&summed) > length(&longest) { summed } else { longest };
            points.extend(best.map(|point| Point { slot_year: year, ..point }));
        }
        points
    }

    /// The sum of the months and quarters of a year, each counted once.
    fn sum_of_year(&self, periods: &[(&(Day, Day), &Vec<&Observation>)], usual: Option<Valuation>) -> Option<Point> {
        let mut taken: BTreeMap<u8, Point> = BTreeMap::new();
        let mut is_taken = [false; 12];
        for months in [1, 3, 6] {
            for (period, of_period) in periods {
                let Some((start, count)) = whole_months(**period).filter(|(_, count)| *count == months) else {
                    continue;
                };
                let start_in_year = u8::try_from(start.rem_euclid(12)).ok()?;
                let range = usize::from(start_in_year)..(usize::from(start_in_year) + usize::from(count)).min(12);
                if is_taken[range.clone()].iter().any(|taken| *taken) {
                    continue;
                }
                if let Some(point) = self.point(**period, of_period, usual) {
                    is_taken[range].fill(true);
                    taken.insert(start_in_year, point);
                }
            }
        }
        let parts: Vec<&Point> = taken.values().collect();
        if parts.len() < 2 || !is_of_one(&parts) {
            return None;
        }
        let count = u8::try_from(is_taken.iter().filter(|taken| **taken).count()).ok()?;
        self.sum(&parts, Some(count))
    }

    /// The sum of points that follow each other; `months` says how many of the twelve months of a year they have.
    fn sum(&self, parts: &[&Point], months: Option<u8>) -> Option<Point> {
        let exacts = parts.iter().map(|point| self.exact(point)).collect::<Option<Vec<Exact>>>()?;
        let exact = exacts.iter().fold(Exact::zero(), |sum, part| sum.plus(part));
        let doubts = parts.iter().fold(Doubts::NONE, |doubts, part| doubts.and(part.doubts));
        let is_part = months.is_some_and(|months| months < 12);
        let doubts = doubts.without(Doubt::PartOfPeriod).with(Doubt::Derived).with_if(Doubt::PartOfPeriod, is_part);
        let (first, last) = (parts.first()?, parts.last()?);
        let inputs: Vec<Observation> = parts.iter().flat_map(|point| point.inputs().cloned()).collect();
        let what = if months.is_some() { "months or quarters" } else { "months" };
        let formula = format!("sum of {} values of {what}", inputs.len());
        let like =
            Point { first: first.first, last: last.last, slot_year: first.slot_year, doubts, ..(*first).clone() };
        Computed { exact, formula, inputs, months }.at(&like)
    }

    /// The exact value of a point.
    pub(super) fn exact(&self, point: &Point) -> Option<Exact> {
        Exact::of_point(point, self.sources.dossier, self.sources.derived)
    }

    /// One of several values for the same period as the point, the others beside it.
    fn point(&self, (first, last): (Day, Day), of_period: &[&Observation], usual: Option<Valuation>) -> Option<Point> {
        let home = self.sides.home.as_deref();
        let key = |observation: &&&Observation| {
            let reporter = observation.reporter.as_deref();
            let reporter_rank = if home.is_some() && reporter == home { 0 } else { 1 + u8::from(reporter.is_some()) };
            let is_unusual = usual.is_some() && observation.valuation != usual;
            (observation.rank, reporter_rank, observation.is_derived(), is_unusual)
        };
        let shown: &Observation = of_period.iter().filter(|one| one.rank != Rank::Deprecated).min_by_key(key)?;
        let others = of_period.iter().filter(|other| !std::ptr::eq(**other, shown)).map(|other| (**other).clone());
        let (mirrors, rivals): (Vec<Observation>, Vec<Observation>) =
            others.partition(|other| other.mirrors(shown) && other.rank != Rank::Deprecated);
        let range = shown
            .interval
            .as_deref()
            .and_then(|interval| Exact { nominal: interval.low().clone(), interval: interval.clone() }.range());
        Some(Point {
            first,
            last,
            slot_year: first.year(),
            value: shown.value?,
            range,
            doubts: self.doubts(shown),
            origin: Origin::Reported(Box::new(shown.clone())),
            rivals,
            mirrors,
        })
    }

    /// What speaks against taking a value for the plain value of a year.
    fn doubts(&self, shown: &Observation) -> Doubts {
        let PlanSources { dossier, audit, .. } = self.sources;
        let fact = shown.figure.fact;
        let is_disputed = !dossier.fact(fact).flags.is_empty()
            || audit.contradicting(fact).next().is_some()
            || audit.failed_checks(shown.figure).next().is_some();
        // A total is of both sides; of one direction, the side that the chart looks from is the one to ask.
        let is_one_way = matches!(shown.direction, Direction::OneWay { .. });
        let is_of_abroad = is_one_way && shown.reporter.is_some() && shown.reporter == self.sides.abroad;
        let period = shown.period.as_ref();
        let coverage = match shown.coverage {
            Coverage::FullYear => Doubts::NONE,
            Coverage::PartYear { .. } => Doubts::NONE.with(Doubt::PartOfPeriod),
            Coverage::NoSingleYear => Doubts::NONE.with(Doubt::OtherPeriod),
        };
        coverage
            .with_if(Doubt::Derived, shown.is_derived())
            .with_if(Doubt::Mirror, shown.basis == Basis::Mirrored || is_of_abroad)
            .with_if(Doubt::Estimated, shown.basis == Basis::Estimated)
            .with_if(Doubt::PeriodUncertain, period.is_some_and(|date| date.is_uncertain() || date.is_approximate()))
            .with_if(Doubt::Disputed, is_disputed)
    }

    /// What the trade of a reporter with the world was in a period, in one flow.
    pub(super) fn world_total(&self, point: &Point) -> Option<&'a Observation> {
        let shown = point.reported()?;
        let flow = self.sources.dossier.figure(shown.figure).flow?;
        self.by_subject.iter().filter(|((_, goods), _)| goods.is_none()).flat_map(|(_, all)| all).copied().find(
            |other| {
                let figure = self.sources.dossier.figure(other.figure);
                other.reporter == shown.reporter
                    && figure.flow == Some(flow)
                    && figure.partner.as_deref().is_some_and(|partner| WORLD.contains(&partner))
                    && days(other) == Some((point.first, point.last))
            },
        )
    }

    /// Whether a flow of the whole world is meant.
    pub(super) fn is_of_world(&self, observation: &Observation) -> bool {
        let figure = self.sources.dossier.figure(observation.figure);
        figure.flow.is_some_and(|flow| matches!(flow, Flow::Export | Flow::Import | Flow::Total))
            && figure.partner.as_deref().is_some_and(|partner| WORLD.contains(&partner))
    }
}

/// Whether points are of one reporter and valued alike, so that they may be added up.
pub(super) fn is_of_one(points: &[&Point]) -> bool {
    let of = |point: &Point| point.inputs().next().map(|input| (input.reporter.clone(), input.valuation));
    let first = points.first().and_then(|point| of(point));
    points.iter().all(|point| of(point) == first)
}

/// The days that a point covers.
fn covered_days(point: &Point) -> i64 {
    let months = point.computed().and_then(|computed| computed.months);
    months.map_or(point.last.0 - point.first.0 + 1, |months| i64::from(months) * 30)
}

/// The days of an observation, where it can be drawn.
pub(super) fn days(observation: &Observation) -> Option<(Day, Day)> {
    match observation.coverage {
        Coverage::PartYear { first, last } => Some((first, last)),
        Coverage::FullYear => {
            let year = observation.period.as_ref()?.single_year()?;
            Some((Day::new_year(year), Day::new_year(year + 1).plus(-1)))
        }
        Coverage::NoSingleYear => odd_period(observation),
    }
}

/// A period across the turn of a year that is not too long to be drawn as one.
fn odd_period(observation: &Observation) -> Option<(Day, Day)> {
    let period = observation.period.as_ref().filter(|_| observation.coverage == Coverage::NoSingleYear)?;
    let [_one] = period.extents() else { return None };
    let (first, last) = (period.first_day()?, period.last_day()?);
    (last.0 - first.0 < LONGEST_PERIOD).then_some((first, last))
}

pub(super) fn is_whole_year((first, last): (Day, Day)) -> bool {
    let year = first.year();
    first == Day::new_year(year) && last == Day::new_year(year + 1).plus(-1)
}

/// The number of the first month of a period, counted from year 0, and how many months it has; `None` where it is not of
/// whole months.
pub(super) fn whole_months((first, last): (Day, Day)) -> Option<(i64, u8)> {
    let (from, to) = (first.civil(), last.civil());
    let is_whole = from.day == 1 && to.day == days_in_month(to.year, to.month);
    let count = month_number(last) - month_number(first) + 1;
    is_whole.then_some((month_number(first), u8::try_from(count).unwrap_or(u8::MAX)))
}

/// The month that a day lies in, counted from year 0.
fn month_number(day: Day) -> i64 {
    let civil = day.civil();
    civil.year * 12 + i64::from(civil.month) - 1
}

/// How most of these values are valued.
fn usual_valuation(observations: &[&Observation]) -> Option<Valuation> {
    let count = |valuation| observations.iter().filter(|one| one.valuation == Some(valuation)).count();
    let (fob, cif) = (count(Valuation::Fob), count(Valuation::Cif));
    match fob.max(cif) {
        0 => None,
        _ if fob >= cif => Some(Valuation::Fob),
        _ => Some(Valuation::Cif),
    }
}
