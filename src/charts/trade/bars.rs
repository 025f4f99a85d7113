//! Where each bar stands in time, and what it says.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;

use super::TradeInput;
use super::ink::{Ink, Kind};
use crate::analysis::{Bar, Coverage, Direction, MonthValues, NoDataReason, Observation, YearSlot};
use crate::app::{RivalPolicy, Span};
use crate::dossier::{Day, FactIx};

/// The part of a year that stays free on each side of its bars.
const SIDE: f64 = 0.13;

/// More bars than this in view would be about as narrow as a pixel each, and are drawn as columns.
const MOST_BARS: usize = 500;
/// More bars than this in a year are parted by their periods.
const MOST_SIDE_BY_SIDE: usize = 24;
/// In a stretch of more years than this, months are narrower than a pixel.
const MOST_YEARS_OF_MONTHS: i64 = 120;

/// In a longer stretch than this, in days, an axis has years only: the series is one of years.
const MOST_DAYS_OF_MONTHS: f64 = 900.0;
/// No month is as long as this, in days.
const DAYS_OF_A_MONTH: f64 = 32.0;

/// How much of its room a bar fills where several stand for the same thing.
const SHARE_INKED: f64 = 0.9;

/// The bars in view, and the years without one.
#[derive(Clone, Debug, Default)]
pub(super) struct Bars<'a> {
    pub(super) placed: Vec<PlacedBar<'a>>,
    pub(super) gaps: Vec<Gap>,
    /// Where bars would be narrower than a pixel, what is drawn instead of them.
    pub(super) columns: Vec<Column>,
    /// Whether each stands exactly where its period lies, so that an axis of months says when it was.
    pub(super) are_by_month: bool,
}

/// The values of a stretch of time, from the lowest to the highest: nothing is added up, nothing averaged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// Its first moment, in days since 1970-01-01.
    pub(super) start_days: f64,
    /// Its last moment.
    pub(super) end_days: f64,
    /// The values whose periods have a day in it.
    pub(super) values: MonthValues,
}

/// A bar, placed in time.
#[derive(Clone, Debug)]
pub(super) struct PlacedBar<'a> {
    pub(super) year: i64,
    /// The bar of the series that it is, or is one of.
    pub(super) bar: &'a Bar,
    /// What it shows.
    pub(super) shown: &'a Observation,
    /// The values that are drawn as ticks across it.
    pub(super) ticks: &'a [Observation],
    /// Its left edge, in days since 1970-01-01.
    pub(super) start_days: f64,
    /// Its right edge.
    pub(super) end_days: f64,
    /// The value that it ends at, in the unit of the series.
    pub(super) value: f64,
    /// The value that it begins at, where that is not zero.
    pub(super) foot: Option<f64>,
    /// The range that it may end at, where it is derived.
    pub(super) range: Option<(f64, f64)>,
    pub(super) ink: Ink,
}

/// A year without a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) year: i64,
    pub(super) nothing: NoDataReason,
}

impl Bars<'_> {
    /// Whether there is nothing to draw, not even a year without a figure.
    pub(super) const fn is_empty(&self) -> bool {
        self.placed.is_empty() && self.gaps.is_empty() && self.columns.is_empty()
    }
}

impl PlacedBar<'_> {
    pub(super) const fn fact(&self) -> FactIx {
        self.shown.figure.fact
    }

    /// The other values for the same thing.
    pub(super) fn others(&self) -> impl Iterator<Item = &Observation> {
        let all = std::iter::once(&self.bar.shown).chain(&self.bar.rivals);
        all.filter(|other| other.figure != self.shown.figure || other.derivation != self.shown.derivation)
    }
}

/// Places the bars of the years that are in view; where they are too many to be seen one by one, columns of values.
pub(super) fn bars<'a>(input: &TradeInput<'a>) -> Bars<'a> {
    let mut bars = Bars::default();
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let slots = || input.series.slots.iter().filter(|slot| (first..=last).contains(&slot.year));
    let in_view_of_all = slots().flat_map(|slot| in_view(input.span, slot));
    let is_crowd = if input.rivals == RivalPolicy::All {
        in_view_of_all.map(|bar| 1 + bar.rivals.len()).sum::<usize>() > MOST_BARS
    } else {
        in_view_of_all.take(MOST_BARS + 1).count() > MOST_BARS
    };
    let is_by_year = last - first > MOST_YEARS_OF_MONTHS;
    bars.are_by_month = input.span.width_days() < MOST_DAYS_OF_MONTHS
        && if is_crowd { !is_by_year } else { slots().all(|slot| are_by_month(input, slot)) };
    for slot in slots() {
        if is_crowd {
            columns(slot, is_by_year, &mut bars.columns);
        } else if bars.are_by_month || slot.bars.len() > MOST_SIDE_BY_SIDE {
            crowded_slot(input, slot, if bars.are_by_month { 0.0 } else { SIDE }, &mut bars.placed);
        } else {
            slot_of_few(input, slot, &mut bars.placed);
        }
        if let Some(nothing) = slot.nothing {
            bars.gaps.push(Gap { year: slot.year, nothing });
        }
    }
    bars
}

/// Whether each bar of a year can stand where its period lies: what stands side by side within a longer one would seem to be of
/// one month after the other.
fn are_by_month(input: &TradeInput<'_>, slot: &YearSlot) -> bool {
    let mut lanes: BTreeMap<Coverage, usize> = BTreeMap::new();
    for bar in &slot.bars {
        let each = if input.rivals == RivalPolicy::All { bar.rivals.len() } else { 0 };
        *lanes.entry(bar.shown.coverage).or_default() += 1 + each;
    }
    let has_months = slot.bars.len() > MOST_SIDE_BY_SIDE;
    lanes.into_iter().all(|(coverage, lanes)| match coverage {
        Coverage::PartYear { first, last } => lanes == 1 || Span::of_days(first, last).width_days() < DAYS_OF_A_MONTH,
        Coverage::FullYear => lanes == 1 && has_months,
        Coverage::NoSingleYear => false,
    })
}

/// The bars of a year that have a day in view.
fn in_view(span: Span, slot: &YearSlot) -> impl Iterator<Item = &Bar> {
    let is_many = slot.bars.len() > MOST_SIDE_BY_SIDE;
    slot.bars.iter().filter(move |bar| !is_many || is_in_view(span, bar))
}

fn is_in_view(span: Span, bar: &Bar) -> bool {
    match bar.shown.coverage {
        Coverage::PartYear { first, last } => {
            let period = Span::of_days(first, last);
            period.start_days() < span.end_days() && span.start_days() < period.end_days()
        }
        Coverage::FullYear | Coverage::NoSingleYear => true,
    }
}

/// The bars of a year, side by side where they are of the same time.
fn slot_of_few<'a>(input: &TradeInput<'a>, slot: &'a YearSlot, placed: &mut Vec<PlacedBar<'a>>) {
    let lanes = slot.bars.iter().filter(|bar| shares_its_time(bar)).count();
    let mut lane = 0;
    for bar in &slot.bars {
        let (start, end) = if shares_its_time(bar) {
            lane += 1;
            (share(slot.year, lane - 1, lanes), share(slot.year, lane, lanes))
        } else {
            own_time(slot.year, bar, SIDE)
        };
        placed.extend(place(input.rivals, slot.year, bar, (start, end)));
    }
}

/// The bars in view of a year of many: those of one period side by side within it, and a part of the year free on each side.
fn crowded_slot<'a>(input: &TradeInput<'a>, slot: &'a YearSlot, side: f64, placed: &mut Vec<PlacedBar<'a>>) {
    let mut periods: BTreeMap<Coverage, Vec<&Bar>> = BTreeMap::new();
    for bar in in_view(input.span, slot) {
        periods.entry(bar.shown.coverage).or_default().push(bar);
    }
    for bars in periods.into_values() {
        let Some(first) = bars.first() else { continue };
        let (start, end) = own_time(slot.year, first, side);
        let width = (end - start) / bars.len() as f64;
        // One alone that is longer than a month ends where its period does.
        let inked = if bars.len() == 1 && width > DAYS_OF_A_MONTH { 1.0 } else { SHARE_INKED };
        for (lane, bar) in bars.into_iter().enumerate() {
            let start = start + width * lane as f64;
            placed.extend(place(input.rivals, slot.year, bar, (start, start + width * inked)));
        }
    }
}

/// The values of a year month by month, or all of them as one column.
fn columns(slot: &YearSlot, is_by_year: bool, columns: &mut Vec<Column>) {
    let month = |number: u8| Day::from_civil(slot.year, number, 1);
    let days = |first: Day, after: Day| Span::of_days(first, after.plus(-1));
    let mut push = |span: Span, values: MonthValues| {
        if values.count > 0 {
            columns.push(Column { start_days: span.start_days(), end_days: span.end_days(), values });
        }
    };
    let after = Day::new_year(slot.year + 1);
    if is_by_year {
        // A value of several months is counted in each of them, so only the ends are right for a year.
        let ends = slot.months.iter().copied().fold(MonthValues::default(), MonthValues::and);
        push(days(month(1), after), ends);
        return;
    }
    for (number, values) in (1..).zip(slot.months) {
        push(days(month(number), if number < 12 { month(number + 1) } else { after }), values);
    }
}

/// A bar as one or several, by what is to be drawn where there are several values.
fn place(policy: RivalPolicy, year: i64, bar: &Bar, (start, end): (f64, f64)) -> Vec<PlacedBar<'_>> {
    let whole = || placed(year, bar, &bar.shown, (start, end));
    match policy {
        RivalPolicy::All => {
            let all = std::iter::once(&bar.shown).chain(&bar.rivals).filter(|observation| observation.value.is_some());
            let width = (end - start) / all.clone().count().max(1) as f64;
            let lane = |(lane, shown)| {
                let start = start + width * lane as f64;
                placed(year, bar, shown, (start, start + width * SHARE_INKED))
            };
            all.enumerate().filter_map(lane).collect()
        }
        RivalPolicy::Range if !bar.rivals.is_empty() => {
            let ink = Ink { kind: Kind::Range, ..Ink::of(&bar.shown) };
            let reaching = |(whole, (low, high))| PlacedBar { value: high, foot: Some(low), range: None, ink, ..whole };
            whole().zip(bar.ends).map(reaching).into_iter().collect()
        }
        RivalPolicy::Preferred | RivalPolicy::Range => {
            whole().map(|whole| PlacedBar { ticks: &bar.rivals, ..whole }).into_iter().collect()
        }
    }
}

fn placed<'a>(year: i64, bar: &'a Bar, shown: &'a Observation, (start, end): (f64, f64)) -> Option<PlacedBar<'a>> {
    let float = |value: &num_rational::BigRational| value.to_f64();
    let range = shown.interval.as_deref();
    Some(PlacedBar {
        year,
        bar,
        shown,
        ticks: &[],
        start_days: start,
        end_days: end,
        value: shown.value?,
        foot: None,
        range: range.and_then(|range| float(range.low()).zip(float(range.high()))),
        ink: Ink::of(shown),
    })
}

/// Whether a bar stands beside others of the same time, one for each direction or commodity.
fn shares_its_time(bar: &Bar) -> bool {
    bar.shown.direction != Direction::Both || bar.shown.commodity.is_some()
}

/// The edge number `lane` of `lanes` bars that share a year.
fn share(year: i64, lane: usize, lanes: usize) -> f64 {
    let (start, end) = whole_year(year, SIDE);
    start + (end - start) * lane as f64 / lanes as f64
}

/// The time of a total: the whole year, or the months that it covers.
fn own_time(year: i64, bar: &Bar, side: f64) -> (f64, f64) {
    let (start, end) = whole_year(year, side);
    let Coverage::PartYear { first, last } = bar.shown.coverage else { return (start, end) };
    let all = Span::of_years(year, year);
    let at = |day: Day| {
        let share = (Span::of_days(day, day).start_days() - all.start_days()) / all.width_days();
        start + (end - start) * share
    };
    (at(first), at(last.plus(1)))
}

/// The edges that bars keep within a year of which a part stays free on each side.
fn whole_year(year: i64, side: f64) -> (f64, f64) {
    let span = Span::of_years(year, year).with_margin(-side);
    (span.start_days(), span.end_days())
}
