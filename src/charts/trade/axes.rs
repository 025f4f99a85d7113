//! The ticks of the chart's axes, as `egui_plot` wants them.

use egui_plot::GridMark;

use num_rational::BigRational;

use super::scale::{OWN_MAGNITUDE, Scale};
use crate::app::{Span, ValueAxis};
use crate::dossier::Day;
use crate::format::number::{short_text, step_at, tick_at};

/// The narrowest room for the label of a year, in points.
const YEAR_LABEL_WIDTH: f64 = 38.0;
/// The narrowest room for the label of a month, in points.
const MONTH_LABEL_WIDTH: f64 = 62.0;
/// A label nearer to the start of what is seen than this part of it is left out.
const CUT_AT_EDGE: f64 = 0.025;
/// The room between two values, in points.
const VALUE_STEP: f64 = 52.0;
/// The fewest steps of the value axis, however low it is.
const LEAST_VALUE_STEPS: f64 = 3.0;

/// What the horizontal axis counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeStep {
    /// Every so many years, labelled in the middle of the year.
    Years(i64),
    /// Every so many months, labelled in the middle of the month.
    Months(i64),
}

impl TimeStep {
    /// The finest step whose labels have room; months only where they say when what is in view was.
    pub(super) fn fitting(span: Span, width_points: f64, are_by_month: bool) -> Self {
        let points_per_day = width_points / span.width_days();
        let per_month = points_per_day * 30.44;
        for months in [1, 2, 3, 6] {
            if are_by_month && per_month * months as f64 >= MONTH_LABEL_WIDTH {
                return Self::Months(months);
            }
        }
        let per_year = points_per_day * 365.25;
        let mut decade = 1;
        loop {
            for step in [1, 2, 5] {
                if per_year * (step * decade) as f64 >= YEAR_LABEL_WIDTH {
                    return Self::Years(step * decade);
                }
            }
            decade *= 10;
        }
    }

    /// The moments to label within a span, in days since 1970-01-01; a year that is not of the data only where all of it is in
    /// view.
    pub(super) fn marks_of(self, span: Span, years: Option<(i64, i64)>) -> Vec<GridMark> {
        let mut marks = self.marks(span);
        marks.retain(|mark| {
            let year = Day(mark.value.floor() as i64).year();
            let whole = Span::of_years(year, year);
            let is_whole = span.start_days() <= whole.start_days() + 1.0 && whole.end_days() - 1.0 <= span.end_days();
            is_whole || years.is_none_or(|(first, last)| (first..=last).contains(&year))
        });
        marks
    }

    /// The moments to label within a span, in days since 1970-01-01.
    pub(super) fn marks(self, span: Span) -> Vec<GridMark> {
        let (first, last) = (span.first_day().civil(), span.last_day().civil());
        let mark = |span: Span, step_days: f64| GridMark {
            value: f64::midpoint(span.start_days(), span.end_days()),
            step_size: step_days,
        };
        let mut marks: Vec<GridMark> = match self {
            Self::Years(step) => {
                let from = first.year.div_euclid(step);
                let to = last.year.div_euclid(step) + 1;
                (from..=to).map(|n| mark(Span::of_years(n * step, n * step), step as f64 * 365.25)).collect()
            }
            Self::Months(step) => {
                let count = |year: i64, month: u8| year * 12 + i64::from(month) - 1;
                let from = count(first.year, first.month).div_euclid(step);
                let to = count(last.year, last.month).div_euclid(step) + 1;
                (from..=to).map(|n| mark(month(n * step), step as f64 * 30.44)).collect()
            }
        };
        // A year of many that is cut by the edge would have its label under that of the value axis.
        let margin = if matches!(self, Self::Years(step) if step > 1) { span.width_days() * CUT_AT_EDGE } else { 0.0 };
        marks.retain(|mark| span.contains(mark.value) && mark.value >= span.start_days() + margin);
        if marks.is_empty() && self == Self::Years(1) {
            // No middle is in view: then each year in the middle of what is seen of it.
            let seen = |year: i64| {
                let year = Span::of_years(year, year);
                let (start, end) = (year.start_days().max(span.start_days()), year.end_days().min(span.end_days()));
                mark(Span::new(start, end), 365.25)
            };
            marks.extend((first.year..=last.year).map(seen));
        }
        marks
    }

    /// The label of a moment.
    pub(super) fn label(self, at_days: f64) -> String {
        let civil = Day(at_days.floor() as i64).civil();
        match self {
            Self::Years(_) => crate::format::date::year_text(civil.year),
            Self::Months(_) => crate::format::date::month_label(civil.year, civil.month),
        }
    }
}

/// A month, counted from the start of year 0.
fn month(count: i64) -> Span {
    let start = |count: i64| {
        let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
        Day::from_civil(count.div_euclid(12), month, 1)
    };
    Span::of_days(start(count), start(count + 1).plus(-1))
}

/// How many ticks have room on a value axis of this height.
fn value_count(height_points: f64) -> f64 {
    (height_points / VALUE_STEP).max(LEAST_VALUE_STEPS)
}

/// The label of a value on the vertical axis of a plot of this height: no two of them are alike.
pub(super) fn value_label(scale: &Scale, y: f64, height_points: f64) -> String {
    let exact = |value: f64| BigRational::from_float(value);
    let value = scale.value_from_y(y);
    match scale.step(value_count(height_points)) {
        // The tick is a round number, and the float next to it is rounded to it.
        Some(step) => exact(value).zip(exact(step)).map(|(value, step)| {
            let is_zero = value_is_zero(scale, y);
            if is_zero { "0".to_owned() } else { step_at(&value, &rounded(&step), scale.magnitude) }
        }),
        None if scale.magnitude == OWN_MAGNITUDE => exact(value).map(|value| short_text(&rounded(&value), "")),
        None => exact(value).map(|value| tick_at(&value, scale.magnitude)),
    }
    .unwrap_or_default()
}

fn value_is_zero(scale: &Scale, y: f64) -> bool {
    y.abs() < (scale.high - scale.low).abs() * 1e-9
}

/// A float next to a round number as that number.
fn rounded(step: &BigRational) -> BigRational {
    let text = crate::format::number::tick_at(step, 0);
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    crate::dossier::ReportedValue::parse(&plain).map_or_else(|_| step.clone(), |printed| printed.nominal())
}

/// The marks of the vertical axis, for a plot of this height.
pub(super) fn value_marks(scale: &Scale, height_points: f64) -> Vec<GridMark> {
    let ticks = scale.ticks(value_count(height_points));
    let step = match (scale.axis, ticks.as_slice()) {
        (ValueAxis::Linear, [first, second, ..]) => second - first,
        // Marks of one strength: the axis has too few of them to need more.
        (ValueAxis::Linear, _) => scale.high - scale.low,
        (ValueAxis::Logarithmic, _) => 1.0,
    };
    ticks.into_iter().map(|value| GridMark { value: scale.y_from_value(value), step_size: step }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_time_have_room() {
        let fitting = |span: Span, width: f64| TimeStep::fitting(span, width, false);
        let span = Span::of_years(2012, 2019);
        assert_eq!(fitting(span, 700.0), TimeStep::Years(1));
        assert_eq!(fitting(span, 200.0), TimeStep::Years(2));
        assert_eq!(fitting(Span::of_years(1900, 2019), 700.0), TimeStep::Years(10));
        assert_eq!(TimeStep::fitting(Span::of_years(2014, 2014), 900.0, true), TimeStep::Months(1));
        assert_eq!(fitting(Span::of_years(2014, 2014), 900.0), TimeStep::Years(1));
        assert_eq!(fitting(Span::of_years(-9000, 2000), 700.0), TimeStep::Years(1000));
    }

    #[test]
    fn a_year_is_labelled_in_its_middle() {
        let marks = TimeStep::Years(1).marks(Span::of_years(2012, 2013));
        let labels: Vec<String> = marks.iter().map(|mark| TimeStep::Years(1).label(mark.value)).collect();
        assert_eq!(labels, ["2012", "2013"]);
    }

    #[test]
    fn a_year_is_labelled_even_where_its_middle_is_out_of_view() {
        let labels = |first: Day, last: Day| -> Vec<String> {
            let marks = TimeStep::Years(1).marks(Span::of_days(first, last));
            marks.iter().map(|mark| TimeStep::Years(1).label(mark.value)).collect()
        };
        assert_eq!(labels(Day::from_civil(2015, 8, 1), Day::from_civil(2015, 10, 31)), ["2015"]);
        assert_eq!(labels(Day::from_civil(2015, 11, 1), Day::from_civil(2016, 2, 3)), ["2015", "2016"]);
        assert_eq!(labels(Day::from_civil(2015, 3, 1), Day::from_civil(2016, 2, 3)), ["2015"]);
    }
}
