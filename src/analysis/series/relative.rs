//! Values as an index, as a share, or as a change on the year before.

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::choice::Measure;
use super::exact::Exact;
use super::gather::Pool;
use super::plan::{ChartSeries, Chosen, Computed, Point};
use crate::dossier::{Day, Interval};

/// Turns the values of all series into what is measured; a base year that is open is filled in.
pub(super) fn apply(pool: &Pool<'_>, chosen: &mut Chosen, series: &mut [ChartSeries]) {
    if let Measure::Index(base) = chosen.measure {
        let base = base.or_else(|| first_common_year(series));
        chosen.measure = Measure::Index(base);
    }
    for series in series {
        let points = std::mem::take(&mut series.points);
        series.points = match chosen.measure {
            Measure::Value => points,
            Measure::Index(base) => index(pool, &points, base),
            Measure::Share => points.iter().filter_map(|point| share(pool, point)).collect(),
            Measure::Change => change(pool, &points),
        };
        series.is_computed |= chosen.measure != Measure::Value;
    }
}

/// The first year that all series have a value of, or the first that any has.
fn first_common_year(series: &[ChartSeries]) -> Option<i64> {
    let has = |series: &ChartSeries, year: i64| {
        series.points.iter().any(|point| point.slot_year == year && point.value != 0.0)
    };
    let filled = || series.iter().filter(|series| !series.points.is_empty());
    let years = filled().flat_map(|series| &series.points).map(|point| point.slot_year);
    let mut years: Vec<i64> = years.collect();
    years.sort_unstable();
    years.iter().copied().find(|year| filled().all(|series| has(series, *year))).or(years.first().copied())
}

fn ratio(pool: &Pool<'_>, point: &Point, base: &Point) -> Option<Exact> {
    pool.exact(point)?.percent_of(&pool.exact(base)?)
}

fn index(pool: &Pool<'_>, points: &[Point], base: Option<i64>) -> Vec<Point> {
    let Some(base) = points.iter().find(|point| Some(point.slot_year) == base).cloned() else { return Vec::new() };
    let one = |point: &Point| {
        let exact = if point.first == base.first {
            let hundred = BigRational::from_integer(100.into());
            Exact { interval: Interval::exactly(hundred.clone()), nominal: hundred }
        } else {
            ratio(pool, point, &base)?
        };
        computed(point, exact, format!("÷ the value of {}", base.slot_year))
    };
    points.iter().filter_map(one).collect()
}

fn change(pool: &Pool<'_>, points: &[Point]) -> Vec<Point> {
    let by_start: BTreeMap<Day, &Point> = points.iter().map(|point| (point.first, point)).collect();
    let has_break =
        |point: &&Point| point.inputs().any(|input| pool.sources.dossier.figure(input.figure).series_break.is_some());
    let breaks: Vec<Day> = points.iter().filter(has_break).map(|point| point.first).collect();
    let one = |point: &Point| {
        let civil = point.first.civil();
        let before = by_start.get(&Day::from_civil(civil.year - 1, civil.month, civil.day.min(28)))?;
        let is_alike = before.doubts.has(super::Doubt::PartOfPeriod) == point.doubts.has(super::Doubt::PartOfPeriod);
        // Of months, eleven more stand against one from before the break.
        let is_comparable = !breaks.iter().any(|day| before.first < *day && *day <= point.first);
        let percent = ratio(pool, point, before).filter(|_| is_alike && is_comparable)?;
        let hundred = BigRational::from_integer(100.into());
        let change = percent.minus(&Exact { interval: Interval::exactly(hundred.clone()), nominal: hundred });
        let like = Point { doubts: point.doubts.and(before.doubts), ..point.clone() };
        computed(&like, change, format!("against {}", before.slot_year))
    };
    points.iter().filter_map(one).collect()
}

fn share(pool: &Pool<'_>, point: &Point) -> Option<Point> {
    let world = pool.world_total(point)?;
    let world_exact = Exact::of(world, pool.sources.dossier, pool.sources.derived)?;
    let percent = pool.exact(point)?.percent_of(&world_exact)?;
    computed(point, percent, "÷ the reporter’s trade with the world".to_owned())
}

fn computed(point: &Point, exact: Exact, formula: String) -> Option<Point> {
    let inputs = point.inputs().cloned().collect();
    Computed { exact, formula, inputs, months: None }.at(point)
}
