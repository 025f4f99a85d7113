//! Goods upon goods: the largest commodities, the rest of them together, and what is not broken down.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::{Signed, Zero};
use smol_str::SmolStr;

use super::compose::{Composer, doubts_of, empty, key, stated_figures};
use super::doubts::Doubt;
use super::exact::Exact;
use super::gather::{Way, is_of_one};
use super::plan::{ChartSeries, Computed, Excess, Point, SeriesColour, Whole};
use crate::analysis::commodity::disjoint;
use crate::dossier::Day;

/// So many commodities have a colour of their own.
pub(super) const MOST_COLOURS: usize = 7;

type Period = (Day, Day);

/// The series of each way, from the bottom of a stack to its top, in one lane for each way.
pub(super) fn stacks(composer: &mut Composer<'_>, ways: &[Way]) -> Vec<ChartSeries> {
    let mut all: BTreeMap<(usize, SmolStr), Vec<Point>> = BTreeMap::new();
    for (way, goods) in composer.pool.by_subject.keys() {
        let Some((lane, goods)) = ways.iter().position(|one| one == way).zip(goods.clone()) else { continue };
        let points = composer.points(way, Some(&goods));
        all.insert((lane, goods), points);
    }
    composer.not_apart = leave_out_overlapping(&mut all);
    let ranked = ranked(&all);
    let mut series = Vec::new();
    for (lane, way) in ways.iter().enumerate() {
        let of_lane: Vec<(&SmolStr, &Vec<Point>)> =
            all.iter().filter(|((of, _), _)| *of == lane).map(|((_, goods), points)| (goods, points)).collect();
        series.extend(stack(composer, (lane, way), &of_lane, &ranked));
    }
    series
}

/// Leaves out, period by period, what is counted in another of the commodities already; says how many stated values that are.
fn leave_out_overlapping(all: &mut BTreeMap<(usize, SmolStr), Vec<Point>>) -> usize {
    let mut by_period: BTreeMap<(usize, Period), BTreeSet<&str>> = BTreeMap::new();
    for ((lane, goods), points) in &*all {
        for point in points {
            by_period.entry((*lane, period(point))).or_default().insert(goods);
        }
    }
    let mut overlapping: BTreeSet<(usize, Period, SmolStr)> = BTreeSet::new();
    for ((lane, period), goods) in by_period {
        let disjoint = disjoint(goods.iter().copied());
        overlapping.extend(goods.difference(&disjoint).map(|goods| (lane, period, SmolStr::from(*goods))));
    }
    let mut left_out = BTreeSet::new();
    for ((lane, goods), points) in all {
        for point in points.extract_if(.., |point| overlapping.contains(&(*lane, period(point), goods.clone()))) {
            left_out.extend(stated_figures(&point));
        }
    }
    left_out.len()
}

const fn period(point: &Point) -> Period {
    (point.first, point.last)
}

/// The largest commodities over all ways, the largest first.
fn ranked(all: &BTreeMap<(usize, SmolStr), Vec<Point>>) -> Vec<SmolStr> {
    let mut sums: BTreeMap<&SmolStr, f64> = BTreeMap::new();
    for ((_, goods), points) in all {
        *sums.entry(goods).or_default() += points.iter().map(|point| point.value.abs()).sum::<f64>();
    }
    let mut ranked: Vec<(&SmolStr, f64)> = sums.into_iter().collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    // A single one that is left over has room for a colour of its own rather than being “other”.
    let most = if ranked.len() == MOST_COLOURS + 1 { MOST_COLOURS + 1 } else { MOST_COLOURS };
    ranked.into_iter().take(most).map(|(goods, _)| goods.clone()).collect()
}

fn stack(
    composer: &mut Composer<'_>,
    (lane, way): (usize, &Way),
    of_lane: &[(&SmolStr, &Vec<Point>)],
    ranked: &[SmolStr],
) -> Vec<ChartSeries> {
    let mut series: Vec<ChartSeries> = Vec::new();
    for (rank, goods) in ranked.iter().enumerate() {
        let points = of_lane.iter().find(|(name, _)| *name == goods).map(|(_, points)| (*points).clone());
        let colour = SeriesColour::Commodity(u8::try_from(rank).unwrap_or(u8::MAX));
        let one = empty(key(way, Some(goods)), goods.to_string(), colour);
        series.push(ChartSeries { points: points.unwrap_or_default(), lane, ..one });
    }
    let mut rest: BTreeMap<Period, Vec<&Point>> = BTreeMap::new();
    let mut parts: BTreeMap<Period, Vec<&Point>> = BTreeMap::new();
    for (goods, points) in of_lane {
        for point in *points {
            parts.entry(period(point)).or_default().push(point);
            if !ranked.contains(goods) {
                rest.entry(period(point)).or_default().push(point);
            }
        }
    }
    let sum = |points: &[&Point]| sum(composer, points);
    let others: Vec<Point> = rest.values().filter_map(|points| sum(points)).collect();
    let one = empty(format!("{}#other", key(way, None)), "Other commodities".to_owned(), SeriesColour::Other);
    series.push(ChartSeries { points: others, lane, is_computed: true, ..one });
    for whole in composer.points(way, None) {
        let stated = whole.reported().cloned();
        composer.wholes.extend(stated.map(|stated| Whole { first: whole.first, lane, stated }));
    }
    let (not_broken_down, mut excesses) = remainder(composer, (lane, way), &parts);
    composer.excesses.append(&mut excesses);
    let one = empty(format!("{}#rest", key(way, None)), "Not broken down".to_owned(), SeriesColour::Rest);
    series.push(ChartSeries { points: not_broken_down, lane, is_computed: true, ..one });
    series
}

/// Several points of one period, added up.
fn sum(composer: &Composer<'_>, points: &[&Point]) -> Option<Point> {
    if let [one] = points {
        return Some((*one).clone());
    }
    let mut total = Exact::zero();
    for point in points {
        total = total.plus(&composer.pool.exact(point)?);
    }
    let inputs: Vec<_> = points.iter().flat_map(|point| point.inputs().cloned()).collect();
    let formula = format!("sum of {} commodities", points.len());
    let like = Point { doubts: doubts_of(points.iter().copied()), ..(*points.first()?).clone() };
    Computed { exact: total, formula, inputs, months: None }.at(&like)
}

/// What the commodities leave of the stated total of their period, and where they are more than that.
fn remainder(
    composer: &Composer<'_>,
    (lane, way): (usize, &Way),
    parts: &BTreeMap<Period, Vec<&Point>>,
) -> (Vec<Point>, Vec<Excess>) {
    let (mut left, mut excesses) = (Vec::new(), Vec::new());
    for whole in composer.points(way, None) {
        let of_period = parts.get(&period(&whole)).map_or(&[][..], Vec::as_slice);
        let Some(exact) = composer.pool.exact(&whole) else { continue };
        if of_period.is_empty() {
            left.push(whole);
            continue;
        }
        let with_whole: Vec<&Point> = std::iter::once(&whole).chain(of_period.iter().copied()).collect();
        let Some(sum) = sum(composer, of_period).and_then(|sum| composer.pool.exact(&sum)) else { continue };
        // Values of two reporters, or valued otherwise, have no common whole.
        if !is_of_one(&with_whole) {
            continue;
        }
        let rest = exact.minus(&sum);
        if rest.interval.high().is_negative() {
            let by = sum.minus(&exact);
            excesses.extend(whole.reported().map(|stated| Excess {
                year: whole.slot_year,
                lane,
                whole: stated.clone(),
                by,
            }));
        } else if rest.nominal > num_rational::BigRational::zero() && rest.interval.low().is_positive() {
            let inputs: Vec<_> = whole.inputs().cloned().collect();
            let formula = format!("the stated total less {} commodities", of_period.len());
            let like = Point { doubts: whole.doubts.without(Doubt::OneCommodity), ..whole.clone() };
            left.extend(Computed { exact: rest, formula, inputs, months: None }.at(&like));
        }
    }
    (left, excesses)
}
