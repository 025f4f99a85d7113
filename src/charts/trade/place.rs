//! Where each value stands in time: bars in the lanes of their period, points in its middle.

use std::collections::BTreeMap;

use super::TradeInput;
use super::overview::Overview;
use crate::analysis::{
    ChartPlan, ChartSeries, Doubt, Doubts, Form, Frequency, MonthValues, NoDataReason, Observation, Point,
};
use crate::app::{RivalPolicy, Span};
use crate::dossier::{Day, Dossier, FactIx};

/// The part of a period that stays free on each side of its bars.
const SIDE: f64 = 0.13;
/// The part of a month or quarter that stays free on each side.
const SIDE_OF_MONTHS: f64 = 0.06;
/// More bars than this in view would be about as narrow as a pixel each, and are drawn as columns.
const MOST_BARS: usize = 500;
/// How much of its room a bar fills where several stand for the same thing.
const SHARE_FILLED: f64 = 0.9;
/// No bar is wider than this, in points.
const WIDEST_BAR: f64 = 88.0;
/// In a stretch of more years than this, months are narrower than a pixel.
const MOST_YEARS_OF_MONTHS: i64 = 120;

/// What is in view, placed in time.
#[derive(Clone, Debug, Default)]
pub(super) struct Placement<'a> {
    /// The bars, or the points of lines; those of a stack from the bottom up.
    pub(super) placed: Vec<Placed<'a>>,
    /// Of lines, the stretches of points without a gap, as places in `placed`.
    pub(super) runs: Vec<std::ops::Range<usize>>,
    pub(super) gaps: Vec<Gap>,
    /// Where bars would be narrower than a pixel, what is drawn instead of them.
    pub(super) columns: Vec<Column>,
    /// The stated wholes of stacks whose parts are more.
    pub(super) exceeded: Vec<Exceeded>,
    /// Where a series is not comparable with what stands before.
    pub(super) breaks: Vec<Break<'a>>,
    /// What there is among all of it.
    pub(super) overview: Overview<'a>,
    /// Whether the chart is one of lines.
    pub(super) are_lines: bool,
}

/// A break in a series, just before one of its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break<'a> {
    /// The first moment from which values are counted anew, in days since 1970-01-01.
    pub(super) days: f64,
    /// The place of the value in `placed`.
    pub(super) place: usize,
    /// What changed.
    pub(super) change: &'a str,
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
    /// Whether any of them is doubted.
    pub(super) is_doubted: bool,
}

/// A stated whole that is less than its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exceeded {
    pub(super) start_days: f64,
    pub(super) end_days: f64,
    pub(super) whole: f64,
}

/// A value, placed in time.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    /// The place of its series.
    pub(super) of: usize,
    pub(super) series: &'a ChartSeries,
    pub(super) point: &'a Point,
    /// Another value for the same, which this bar shows instead.
    pub(super) instead: Option<&'a Observation>,
    /// The values that are drawn as ticks across it.
    pub(super) ticks: &'a [Observation],
    /// Its left edge, in days since 1970-01-01.
    pub(super) start_days: f64,
    /// Its right edge.
    pub(super) end_days: f64,
    /// The value that it begins at, in the unit of the series; `None` for the line of zero.
    pub(super) foot: Option<f64>,
    /// The value that it ends at.
    pub(super) head: f64,
    /// Whether it reaches from the lowest to the highest of several values.
    pub(super) is_range: bool,
    /// How far its value can be trusted.
    pub(super) doubts: Doubts,
}

/// A year without a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) year: i64,
    /// The series, where others have a value.
    pub(super) series: Option<usize>,
    pub(super) nothing: NoDataReason,
    pub(super) start_days: f64,
    pub(super) end_days: f64,
}

impl Placement<'_> {
    /// Whether there is nothing to draw, not even a year without a value.
    pub(super) const fn is_empty(&self) -> bool {
        self.placed.is_empty() && self.gaps.is_empty() && self.columns.is_empty()
    }

    /// The place in `placed` of the last point of each line that is seen.
    pub(super) fn ends_of_lines(&self, is_seen: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut ends: Vec<usize> = Vec::new();
        for run in &self.runs {
            let Some(place) = run.clone().rev().find(|place| is_seen(*place)) else { continue };
            match ends.last_mut() {
                Some(end) if self.placed[*end].of == self.placed[place].of => *end = place,
                _ => ends.push(place),
            }
        }
        ends
    }
}

impl<'a> Placed<'a> {
    /// The value that it shows.
    pub(super) fn value(&self) -> f64 {
        self.instead.and_then(|instead| instead.value).unwrap_or(self.point.value)
    }

    /// The figure or derivation that it shows; `None` where it was computed for the chart.
    pub(super) fn reported(&self) -> Option<&'a Observation> {
        self.instead.or_else(|| self.point.reported())
    }

    pub(super) fn fact(&self) -> Option<FactIx> {
        self.instead.map(|instead| instead.figure.fact).or_else(|| self.point.fact())
    }

    /// The other values for the same thing.
    pub(super) fn others(&self) -> impl Iterator<Item = &'a Observation> {
        let shown = self.reported().map(|shown| (shown.figure, shown.derivation));
        let all = self.point.reported().into_iter().chain(self.point.others());
        all.filter(move |other| Some((other.figure, other.derivation)) != shown)
    }

    /// The middle of its period, in days.
    pub(super) const fn middle_days(&self) -> f64 {
        f64::midpoint(self.start_days, self.end_days)
    }

    pub(super) fn is_zero(&self) -> bool {
        !self.is_range && self.value() == 0.0 && self.reported().is_some_and(Observation::is_reported_zero)
    }
}

/// Whether a series is among those that are shown alone, or all are.
pub(super) fn is_shown(plan: &ChartPlan, series: &ChartSeries) -> bool {
    let alone = &plan.asked.alone;
    alone.is_empty() || !plan.series.iter().any(|one| alone.contains(&one.key)) || alone.contains(&series.key)
}

/// Places what is in view; `points_per_day` says how wide a day is, where that is known.
pub(super) fn place<'a>(input: &TradeInput<'a>, points_per_day: Option<f64>) -> Placement<'a> {
    let plan = input.plan;
    let mut placement = Placement { are_lines: plan.chosen.form == Form::Lines, ..Placement::default() };
    if placement.are_lines {
        lines(input, &mut placement);
    } else if is_crowd(input) {
        columns(input, &mut placement);
    } else {
        let lanes = Lanes { input, points_per_day };
        lanes.bars(&mut placement);
    }
    gaps(input, points_per_day, &mut placement);
    breaks(input, &mut placement);
    placement.overview = Overview::new(&placement.placed, &placement.columns, &placement.exceeded);
    placement
}

/// What changed just before a value, where it is a figure that says so, or rests on one.
fn change_before<'a>(input: &TradeInput<'a>, placed: &Placed<'a>) -> Option<&'a str> {
    if !input.plan.has_breaks {
        return None;
    }
    let dossier: &'a Dossier = input.dossier;
    let one = |observation: &Observation| dossier.figure(observation.figure).series_break.as_deref();
    match placed.instead {
        Some(instead) => one(instead),
        None => placed.point.inputs().find_map(one),
    }
}

fn breaks<'a>(input: &TradeInput<'a>, placement: &mut Placement<'a>) {
    for (place, placed) in placement.placed.iter().enumerate() {
        if let Some(change) = change_before(input, placed) {
            let days = period(input.plan, placed.point).start_days();
            placement.breaks.push(Break { days, place, change });
        }
    }
}

/// The series that are drawn, with their places.
fn shown<'a>(input: &TradeInput<'a>) -> impl Iterator<Item = (usize, &'a ChartSeries)> + use<'a> {
    let plan: &'a ChartPlan = input.plan;
    plan.series.iter().enumerate().filter(move |(_, series)| is_shown(plan, series))
}

/// The time that a point has for itself: its year, or the time that it is of.
fn period(plan: &ChartPlan, point: &Point) -> Span {
    let is_odd = point.doubts.has(Doubt::OtherPeriod);
    if plan.chosen.frequency == Frequency::Year && !is_odd {
        Span::of_years(point.slot_year, point.slot_year)
    } else {
        Span::of_days(point.first, point.last)
    }
}

fn is_in_view(span: Span, period: Span) -> bool {
    period.start_days() < span.end_days() && span.start_days() < period.end_days()
}

/// The points of a series in view.
fn in_view<'a>(input: &TradeInput<'a>, series: &'a ChartSeries) -> impl Iterator<Item = &'a Point> + use<'a> {
    let (plan, span): (&'a ChartPlan, Span) = (input.plan, input.span);
    series.points[near_view(span, &series.points)].iter().filter(move |point| is_in_view(span, period(plan, point)))
}

/// The places of the points that may be in view: they come by time, and the longest period is less than two years.
fn near_view(span: Span, points: &[Point]) -> std::ops::Range<usize> {
    let (early, late) = (Day(span.first_day().0 - 740), Day(span.last_day().0 + 368));
    let before = |day: Day| points.partition_point(|point| point.first < day);
    before(early)..before(late)
}

/// Whether there are more bars in view than can be told apart.
fn is_crowd(input: &TradeInput<'_>) -> bool {
    let mut bars = 0;
    let mut stacks = std::collections::BTreeSet::new();
    for (_, series) in shown(input) {
        for point in in_view(input, series) {
            if input.plan.is_stacked() {
                stacks.insert((series.lane, point.first));
            } else {
                bars += if input.rivals == RivalPolicy::All { 1 + point.rivals.len() + point.mirrors.len() } else { 1 };
            }
            if bars.max(stacks.len()) > MOST_BARS {
                return true;
            }
        }
    }
    false
}

struct Lanes<'i, 'a> {
    input: &'i TradeInput<'a>,
    points_per_day: Option<f64>,
}

impl<'a> Lanes<'_, 'a> {
    fn bars(&self, placement: &mut Placement<'a>) {
        let plan = self.input.plan;
        let mut by_period: BTreeMap<(Day, Day), Vec<_>> = BTreeMap::new();
        for (of, series) in shown(self.input) {
            for point in in_view(self.input, series) {
                let span = period(plan, point);
                let slot = (span.first_day(), span.last_day());
                by_period.entry(slot).or_default().push((of, series, point));
            }
        }
        let fixed = plan.lanes();
        for ((first, last), points) in by_period {
            let overlays = points.iter().filter(|(_, series, _)| series.is_overlay);
            let bars: Vec<_> = points.iter().filter(|(_, series, _)| !series.is_overlay).collect();
            let lanes = if plan.is_packed() { bars.len().max(1) } else { fixed };
            let (start, end) = self.filled(Span::of_days(first, last), lanes);
            let width = (end - start) / lanes as f64;
            let mut tops: BTreeMap<(usize, bool), f64> = BTreeMap::new();
            for (number, (of, series, point)) in bars.into_iter().enumerate() {
                let lane = if plan.is_packed() { number } else { series.lane };
                let room = (start + width * lane as f64, start + width * (lane + 1) as f64);
                if plan.is_stacked() {
                    let top = tops.entry((lane, point.value < 0.0)).or_insert(0.0);
                    let (foot, head) = (*top, *top + point.value);
                    *top = head;
                    let bar = one(*of, series, point, room);
                    placement.placed.push(Placed { foot: Some(foot), head, ..bar });
                } else {
                    place_one(self.input.rivals, (*of, series, point), room, &mut placement.placed);
                }
            }
            for (of, series, point) in overlays {
                placement.placed.push(one(*of, series, point, (start, end)));
            }
            self.exceeded(first, (start, width), placement);
        }
        let is_overlay = |place: &usize| placement.placed[*place].series.is_overlay;
        let overlay: Vec<usize> = (0..placement.placed.len()).filter(is_overlay).collect();
        if !overlay.is_empty() {
            // A line over the bars: its points are moved to the end, where they follow each other.
            let (lines, bars): (Vec<_>, Vec<_>) =
                std::mem::take(&mut placement.placed).into_iter().partition(|placed| placed.series.is_overlay);
            let start = bars.len();
            placement.placed = bars.into_iter().chain(lines).collect();
            runs(start, self.input, placement);
        }
    }

    fn exceeded(&self, first: Day, (start, width): (f64, f64), placement: &mut Placement<'a>) {
        let excesses = self.input.plan.excesses.iter().filter(|excess| excess.year == first.year());
        let marks = excesses.filter(|_| self.input.plan.is_stacked()).filter_map(|excess| {
            let start_days = start + width * excess.lane as f64;
            Some(Exceeded { start_days, end_days: start_days + width, whole: excess.whole.value? })
        });
        placement.exceeded.extend(marks);
    }

    /// The part of a period that its bars fill.
    fn filled(&self, span: Span, lanes: usize) -> (f64, f64) {
        let side = if self.input.plan.chosen.frequency == Frequency::Year { SIDE } else { SIDE_OF_MONTHS };
        filled(span, side, lanes, self.points_per_day)
    }
}

fn filled(span: Span, side: f64, lanes: usize, points_per_day: Option<f64>) -> (f64, f64) {
    let (start, end) = (span.start_days() + span.width_days() * side, span.end_days() - span.width_days() * side);
    let widest = points_per_day.map_or(f64::INFINITY, |points| WIDEST_BAR * lanes as f64 / points);
    let excess = (end - start - widest).max(0.0) / 2.0;
    (start + excess, end - excess)
}

/// A point as one bar or several, by what is to be drawn where there are several values.
fn place_one<'a>(
    policy: RivalPolicy,
    (of, series, point): (usize, &'a ChartSeries, &'a Point),
    (start, end): (f64, f64),
    placed: &mut Vec<Placed<'a>>,
) {
    let whole = one(of, series, point, (start, end));
    let has_others = point.others().any(|other| other.value.is_some());
    match policy {
        RivalPolicy::All if has_others => {
            let others = point.others().filter(|other| other.value.is_some()).map(Some);
            let all: Vec<Option<&'a Observation>> = std::iter::once(None).chain(others).collect();
            let width = (end - start) / all.len() as f64;
            for (lane, instead) in all.into_iter().enumerate() {
                let start = start + width * lane as f64;
                let head = instead.and_then(|instead| instead.value).unwrap_or(whole.head);
                let doubts = instead.map_or(point.doubts, |instead| doubts_instead(point, instead));
                let room = (start, start + width * SHARE_FILLED);
                placed.push(Placed { instead, head, doubts, ticks: &[], ..one(of, series, point, room) });
            }
        }
        RivalPolicy::Range if has_others => {
            let all = || std::iter::once(point.value).chain(point.others().filter_map(|other| other.value));
            let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
            placed.push(Placed { foot: Some(low), head: high, is_range: true, ticks: &[], ..whole });
        }
        RivalPolicy::Preferred | RivalPolicy::All | RivalPolicy::Range => placed.push(whole),
    }
}

/// How far another value for the same can be trusted: what is known of the period holds for it as well.
fn doubts_instead(point: &Point, instead: &Observation) -> Doubts {
    let of_period = [Doubt::PartOfPeriod, Doubt::OtherPeriod, Doubt::OneCommodity];
    let doubts =
        of_period.into_iter().fold(Doubts::NONE, |doubts, doubt| doubts.with_if(doubt, point.doubts.has(doubt)));
    let is_mirror = point.reported().is_some_and(|shown| instead.mirrors(shown));
    doubts.with_if(Doubt::Mirror, is_mirror).with_if(Doubt::Derived, instead.is_derived())
}

fn one<'a>(of: usize, series: &'a ChartSeries, point: &'a Point, (start, end): (f64, f64)) -> Placed<'a> {
    Placed {
        of,
        series,
        point,
        instead: None,
        ticks: &point.rivals,
        start_days: start,
        end_days: end,
        foot: None,
        head: point.value,
        is_range: false,
        doubts: point.doubts,
    }
}

fn lines<'a>(input: &TradeInput<'a>, placement: &mut Placement<'a>) {
    let plan = input.plan;
    for (of, series) in shown(input) {
        let start = placement.placed.len();
        // One more on each side, so that a line goes on to the edge.
        let all = &series.points;
        let is_seen = |point: &Point| is_in_view(input.span, period(plan, point));
        let near = near_view(input.span, all);
        let first = near.clone().find(|place| is_seen(&all[*place]));
        let last = near.rev().find(|place| is_seen(&all[*place]));
        if let (Some(first), Some(last)) = (first, last) {
            let seen = &all[first.saturating_sub(1)..(last + 2).min(all.len())];
            placement.placed.reserve(seen.len());
            for point in seen {
                let span = period(plan, point);
                placement.placed.push(one(of, series, point, (span.start_days(), span.end_days())));
            }
        }
        runs(start, input, placement);
    }
}

/// The stretches of points from a place on that follow each other without a gap, and without a break of the series.
fn runs<'a>(start: usize, input: &TradeInput<'a>, placement: &mut Placement<'a>) {
    let step = f64::from(input.plan.chosen.frequency.months()) * 31.0 + 3.0;
    let mut from = start;
    for place in start + 1..=placement.placed.len() {
        let is_end = place == placement.placed.len() || {
            let (before, here) = (&placement.placed[place - 1], &placement.placed[place]);
            here.of != before.of
                || here.point.first.0 - before.point.first.0 > step as i64
                || change_before(input, here).is_some()
        };
        if is_end {
            placement.runs.push(from..place);
            from = place;
        }
    }
}

/// The values of a chart year by year or month by month, from the lowest to the highest.
fn columns(input: &TradeInput<'_>, placement: &mut Placement<'_>) {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let is_by_year = input.plan.chosen.frequency == Frequency::Year || last - first > MOST_YEARS_OF_MONTHS;
    let mut columns: BTreeMap<Day, Column> = BTreeMap::new();
    for (_, series) in shown(input) {
        for point in in_view(input, series) {
            let span = if is_by_year {
                Span::of_years(point.slot_year, point.slot_year)
            } else {
                let civil = point.first.civil();
                let start = Day::from_civil(civil.year, civil.month, 1);
                Span::of_days(
                    start,
                    Day(start.0 + i64::from(crate::dossier::days_in_month(civil.year, civil.month)) - 1),
                )
            };
            let (start_days, end_days) = (span.start_days(), span.end_days());
            let nothing = Column { start_days, end_days, values: MonthValues::default(), is_doubted: false };
            let column = columns.entry(span.first_day()).or_insert(nothing);
            column.is_doubted |= !point.doubts.is_none();
            for value in std::iter::once(point.value).chain(point.others().filter_map(|other| other.value)) {
                column.values = column.values.and(MonthValues { count: 1, low: value, high: value });
            }
        }
    }
    placement.columns = columns.into_values().collect();
}

fn gaps(input: &TradeInput<'_>, points_per_day: Option<f64>, placement: &mut Placement<'_>) {
    let (first, last) = (input.span.first_day().year(), input.span.last_day().year());
    let lanes = input.plan.lanes();
    for gap in input.plan.gaps.iter().filter(|gap| (first..=last).contains(&gap.year)) {
        let span = Span::of_years(gap.year, gap.year);
        let (start, end) = match gap.series.and_then(|series| input.plan.series.get(series)) {
            None => (span.start_days(), span.end_days()),
            Some(series) if !is_shown(input.plan, series) || series.is_overlay || placement.are_lines => continue,
            Some(series) => {
                let (start, end) = filled(span, SIDE, lanes, points_per_day);
                let width = (end - start) / lanes as f64;
                (start + width * series.lane as f64, start + width * (series.lane + 1) as f64)
            }
        };
        placement.gaps.push(Gap {
            year: gap.year,
            series: gap.series,
            nothing: gap.nothing,
            start_days: start,
            end_days: end,
        });
    }
}
