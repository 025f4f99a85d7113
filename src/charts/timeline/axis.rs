//! The axis of time: ticks from days to millennia.
//!
//! A label stands to the right of its tick and means the time from there on, so that one rule serves days and
//! centuries alike.

use crate::app::Span;
use crate::dossier::{Day, days_in_month};
use crate::format::date::{part_of_year_label, year_text};

use super::items::days;

/// The gap between a tick and its label, in points.
pub(super) const AFTER_TICK: f64 = 4.0;
/// The least distance between a label and the next tick, in points.
const AFTER_LABEL: f64 = 8.0;
/// The least distance between labelled ticks, in points.
const LEAST_STEP: f64 = 54.0;
/// The least distance between ticks without a label, in points.
const LEAST_MINOR: f64 = 6.0;
/// The mean length of a Gregorian year and month, in days.
const YEAR: f64 = 365.2425;
const MONTH: f64 = YEAR / 12.0;

/// How far ticks are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// So many days, counted from the first of each month.
    Days(u8),
    /// So many months.
    Months(u8),
    /// So many years.
    Years(i64),
}

/// A tick with its label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) at_days: f64,
    pub(super) label: String,
    /// Whether a year begins here on an axis of days or months.
    pub(super) is_major: bool,
}

/// All ticks of a view.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub(super) labelled: Vec<Tick>,
    /// Moments of ticks between them.
    pub(super) minor: Vec<f64>,
    /// The year at the left edge, where the labels do not say years.
    pub(super) year: Option<String>,
}

impl Step {
    const STEPS: [Self; 7] = [
        Self::Days(1),
        Self::Days(2),
        Self::Days(5),
        Self::Days(10),
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
    ];

    /// The steps from the finest to the coarsest.
    fn all() -> impl Iterator<Item = Self> {
        let decades = (0..7).map(|power| 10_i64.pow(power));
        Self::STEPS.into_iter().chain(decades.flat_map(|ten| [1, 2, 5].map(|digit| Self::Years(digit * ten))))
    }

    fn length_days(self) -> f64 {
        match self {
            Self::Days(count) => f64::from(count),
            Self::Months(count) => f64::from(count) * MONTH,
            Self::Years(count) => days_of_years(count),
        }
    }

    /// Whether ticks of this step lie on all those of a coarser one.
    fn divides(self, coarser: Self) -> bool {
        match (self, coarser) {
            (Self::Days(1), Self::Days(_))
            | (Self::Days(1 | 5 | 10) | Self::Months(_), Self::Years(_))
            | (Self::Days(_), Self::Months(_)) => true,
            (Self::Months(fine), Self::Months(coarse)) => coarse.is_multiple_of(fine),
            (Self::Years(fine), Self::Years(coarse)) => coarse % fine == 0,
            _ => false,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "steps are round numbers of few digits")]
fn days_of_years(count: i64) -> f64 {
    count as f64 * YEAR
}

/// The ticks of a span on so many points; `label_width` measures a label.
pub(super) fn ticks(span: Span, width_points: f64, label_width: &dyn Fn(&str) -> f64) -> Ticks {
    let points_per_day = width_points / span.width_days();
    let room = |step: Step| step.length_days() * points_per_day;
    let widest = |step: Step| {
        let samples = match step {
            Step::Days(_) => vec!["28 May".to_owned(), "30 Nov".to_owned()],
            Step::Months(_) => vec!["May".to_owned(), year_text(span.last_day().year())],
            Step::Years(_) => vec![year_text(span.first_day().year()), year_text(span.last_day().year())],
        };
        samples.iter().map(|sample| label_width(sample)).fold(0.0, f64::max)
    };
    let fits = |step: &Step| room(*step) >= LEAST_STEP.max(widest(*step) + AFTER_TICK + AFTER_LABEL);
    let step = Step::all().find(fits).unwrap_or(Step::Years(5_000_000));
    let minor = Step::all().find(|minor| *minor != step && minor.divides(step) && room(*minor) >= LEAST_MINOR);
    let minor = minor.filter(|minor| room(*minor) < room(step)).map(|minor| moments(minor, span)).unwrap_or_default();
    let labelled = moments(step, span).into_iter().map(|at| tick(step, at)).collect();
    let labelled = without_collisions(labelled, span, points_per_day, label_width);
    let year = (!matches!(step, Step::Years(_))).then(|| year_text(span.first_day().year()));
    Ticks { labelled, minor: minor.into_iter().map(days).collect(), year }
}

fn tick(step: Step, at: Day) -> Tick {
    let civil = at.civil();
    let is_new_year = civil.month == 1 && civil.day == 1;
    let month_end = at.plus(i64::from(days_in_month(civil.year, civil.month)) - 1);
    let (label, is_major) = match step {
        Step::Years(_) => (year_text(civil.year), false),
        Step::Days(_) | Step::Months(_) if is_new_year => (year_text(civil.year), true),
        Step::Months(_) => (part_of_year_label(at, month_end), false),
        Step::Days(_) => (part_of_year_label(at, at), false),
    };
    Tick { at_days: days(at), label, is_major }
}

/// Where ticks of a step lie, from the last one before the span to its end.
fn moments(step: Step, span: Span) -> Vec<Day> {
    let (first, last) = (span.first_day(), span.last_day());
    let all = match step {
        Step::Days(count) => days_of_months(first.plus(-31), last, i64::from(count)),
        Step::Months(count) => months(first, last, i64::from(count)),
        Step::Years(count) => years(first.year(), last.year(), count),
    };
    // One that began before the view names its left edge where each unit has a name of its own.
    let is_single = matches!(step, Step::Days(1) | Step::Months(1) | Step::Years(1));
    let before = all.partition_point(|day| days(*day) < span.start_days());
    all.into_iter().skip(if is_single { before.saturating_sub(1) } else { before }).collect()
}

fn days_of_months(first: Day, last: Day, step: i64) -> Vec<Day> {
    let mut all = Vec::new();
    let mut day = first;
    while day <= last {
        let from_first = i64::from(day.civil().day) - 1;
        // The last stretch of a month is not cut short: 26 May and 1 June, but neither 31 May nor 30.
        let is_stub = step > 1 && from_first + step > 31;
        if from_first % step == 0 && !is_stub {
            all.push(day);
        }
        day = day.plus(1);
    }
    all
}

fn months(first: Day, last: Day, step: i64) -> Vec<Day> {
    let count = |day: Day| day.civil().year * 12 + i64::from(day.civil().month) - 1;
    let start = |count: i64| {
        let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
        Day::from_civil(count.div_euclid(12), month, 1)
    };
    (count(first).div_euclid(step)..=count(last).div_euclid(step)).map(|place| start(place * step)).collect()
}

/// Round years: multiples of the step, counted backwards from 1 BC before the common era.
fn years(first: i64, last: i64, step: i64) -> Vec<Day> {
    let round = |place: i64| match place {
        // There is no year 0 in words; the era begins with AD 1.
        0 => 1,
        ..0 => 1 + place * step,
        _ => place * step,
    };
    let places = (first.div_euclid(step) - 1)..=(last.div_euclid(step) + 1);
    let all = places.map(round).filter(|year| *year <= last);
    if step == 1 {
        return ((first - 1)..=last).map(Day::new_year).collect();
    }
    all.map(Day::new_year).collect()
}

/// Leaves out labels that would touch: those of years stay first, then the later one, so that what sticks to the edge gives way.
fn without_collisions(
    ticks: Vec<Tick>,
    span: Span,
    points_per_day: f64,
    label_width: &dyn Fn(&str) -> f64,
) -> Vec<Tick> {
    let place = |tick: &Tick| {
        let start = (tick.at_days.max(span.start_days()) - span.start_days()) * points_per_day;
        (start, start + AFTER_TICK + label_width(&tick.label) + AFTER_LABEL / 2.0)
    };
    let mut kept: Vec<(f64, f64, Tick)> = Vec::new();
    let (major, rest): (Vec<Tick>, Vec<Tick>) = ticks.into_iter().partition(|tick| tick.is_major);
    for tick in major.into_iter().chain(rest.into_iter().rev()) {
        let (start, end) = place(&tick);
        let is_free = kept.iter().all(|(other_start, other_end, _)| end <= *other_start || *other_end <= start);
        let is_inside = start < span.width_days() * points_per_day;
        if is_free && is_inside {
            kept.push((start, end, tick));
        }
    }
    kept.sort_by(|one, other| one.0.total_cmp(&other.0));
    kept.into_iter().map(|(_, _, tick)| tick).collect()
}

#[cfg(test)]
#[path = "axis_tests.rs"]
mod tests;
