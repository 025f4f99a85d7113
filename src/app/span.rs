//! A stretch of time in view.

use serde::{Deserialize, Serialize};

use crate::dossier::{Date, Day};

/// The narrowest span: one day.
const MIN_DAYS: f64 = 1.0;
/// The widest span: all years that a date may have, with some room.
const MAX_DAYS: f64 = 2_200_000.0 * DAYS_PER_YEAR;
/// No span has its middle further from 1970 than this.
const FURTHEST_DAY: f64 = 1_200_000.0 * DAYS_PER_YEAR;
/// The time that is seen before and after a date that is looked at closely.
const LEAST_AROUND_DAYS: f64 = 90.0;
/// The mean length of a Gregorian year.
const DAYS_PER_YEAR: f64 = 365.2425;

/// A stretch of time in view, in days since 1970-01-01 with fractions; never empty, never without limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "(f64, f64)", into = "(f64, f64)")]
pub struct Span {
    start_days: f64,
    end_days: f64,
}

impl Span {
    /// The span between two moments, kept within what can be shown.
    #[must_use]
    pub fn new(start_days: f64, end_days: f64) -> Self {
        let sound = |days: f64| if days.is_finite() { days } else { 0.0 };
        let (start, end) = (sound(start_days.min(end_days)), sound(end_days.max(start_days)));
        let width = (end - start).clamp(MIN_DAYS, MAX_DAYS);
        let middle = f64::midpoint(start, end).clamp(-FURTHEST_DAY, FURTHEST_DAY);
        if (end - start - width).abs() < f64::EPSILON && (middle - f64::midpoint(start, end)).abs() < f64::EPSILON {
            return Self { start_days: start, end_days: end };
        }
        Self { start_days: middle - width / 2.0, end_days: middle + width / 2.0 }
    }

    /// The span from the start of the first day to the end of the last.
    #[must_use]
    pub fn of_days(first: Day, last: Day) -> Self {
        Self::new(days(first), days(last.plus(1)))
    }

    /// The span of whole calendar years, both included.
    #[must_use]
    pub fn of_years(first: i64, last: i64) -> Self {
        Self::new(days(Day::new_year(first)), days(Day::new_year(last + 1)))
    }

    /// A date with some time around it; `None` where neither of its ends is known.
    #[must_use]
    pub fn around(date: &Date) -> Option<Self> {
        let first = date.first_day().or(date.last_day())?;
        let date = Self::of_days(first, date.last_day().unwrap_or(first));
        // A day is seen among its neighbours, an era whole.
        Some(Self::new(date.start_days - LEAST_AROUND_DAYS, date.end_days + LEAST_AROUND_DAYS).with_margin(0.1))
    }

    /// Where it begins.
    #[must_use]
    pub const fn start_days(self) -> f64 {
        self.start_days
    }

    /// Where it ends.
    #[must_use]
    pub const fn end_days(self) -> f64 {
        self.end_days
    }

    /// How long it is.
    #[must_use]
    pub fn width_days(self) -> f64 {
        self.end_days - self.start_days
    }

    /// The day that its first moment lies in.
    #[must_use]
    pub fn first_day(self) -> Day {
        whole_day(self.start_days)
    }

    /// The day that its last moment lies in.
    #[must_use]
    pub fn last_day(self) -> Day {
        whole_day((self.end_days - 1e-6).max(self.start_days))
    }

    /// The span with everything `factor` times as long on the screen, and `at_days` where it was.
    #[must_use]
    pub fn zoomed(self, factor: f64, at_days: f64) -> Self {
        let width = (self.width_days() / factor.max(1e-9)).clamp(MIN_DAYS, MAX_DAYS);
        let share = (at_days - self.start_days) / self.width_days();
        let start = at_days - share * width;
        Self::new(start, start + width)
    }

    /// The span moved later by a share of its own width.
    #[must_use]
    pub fn panned(self, share: f64) -> Self {
        let shift = self.width_days() * share;
        Self::new(self.start_days + shift, self.end_days + shift)
    }

    /// The span moved so that its middle lies at a moment.
    #[must_use]
    pub fn centred(self, at_days: f64) -> Self {
        self.panned((at_days - f64::midpoint(self.start_days, self.end_days)) / self.width_days())
    }

    /// The span with a margin on both sides, as a share of its width.
    #[must_use]
    pub fn with_margin(self, share: f64) -> Self {
        let margin = self.width_days() * share;
        Self::new(self.start_days - margin, self.end_days + margin)
    }

    /// The span from the start of the earlier to the end of the later of two.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self::new(self.start_days.min(other.start_days), self.end_days.max(other.end_days))
    }

    /// The span kept within one width of another on either side of that, and no wider than all of it.
    #[must_use]
    pub fn within(self, whole: Self) -> Self {
        let room = whole.width_days();
        let (first, last) = (whole.start_days - room, whole.end_days + room);
        let width = self.width_days().min(last - first);
        let start = self.start_days.clamp(first, last - width);
        if (start - self.start_days).abs() < f64::EPSILON && width >= self.width_days() {
            return self;
        }
        Self::new(start, start + width)
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, at_days: f64) -> bool {
        self.start_days <= at_days && at_days <= self.end_days
    }

    /// Whether the two are the same as far as any screen can show.
    #[must_use]
    pub fn is_close_to(self, other: Self) -> bool {
        let tolerance = self.width_days() * 1e-6;
        (self.start_days - other.start_days).abs() <= tolerance && (self.end_days - other.end_days).abs() <= tolerance
    }
}

impl From<(f64, f64)> for Span {
    fn from((start_days, end_days): (f64, f64)) -> Self {
        Self::new(start_days, end_days)
    }
}

impl From<Span> for (f64, f64) {
    fn from(span: Span) -> Self {
        (span.start_days, span.end_days)
    }
}

/// The first moment of a day. Days of millions of years are exact as binary floats.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "days of a million years are below 2⁵³")]
pub(super) fn days(day: Day) -> f64 {
    day.0 as f64
}

/// The day that a moment lies in.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a moment in view lies within millions of years")]
pub(super) fn whole_day(at_days: f64) -> Day {
    Day(at_days.floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer() {
        let span = Span::new(0.0, 1000.0).zoomed(4.0, 250.0);
        assert_eq!((span.start_days(), span.end_days()), (187.5, 437.5));
    }

    #[test]
    fn a_span_is_at_least_a_day_and_at_most_millennia_long() {
        let near = Span::new(0.0, 10.0).zoomed(1e12, 5.0);
        assert!((near.width_days() - MIN_DAYS).abs() < 1e-9);
        assert!(near.contains(5.0));
        let far = Span::new(0.0, 10.0).zoomed(1e-12, 5.0);
        assert!((far.width_days() - MAX_DAYS).abs() < 1e-3);
    }

    #[test]
    fn nonsense_becomes_something_that_can_be_shown() {
        for (start, end) in
            [(f64::NAN, 1.0), (f64::NEG_INFINITY, f64::INFINITY), (5.0, 5.0), (9.0, 3.0), (1e300, 1e301)]
        {
            let span = Span::new(start, end);
            assert!(span.width_days() >= MIN_DAYS * 0.999 && span.width_days() <= MAX_DAYS * 1.001, "{start} {end}");
            assert!(span.start_days().is_finite() && span.end_days().is_finite());
        }
    }

    #[test]
    fn panning_keeps_the_width() {
        let span = Span::of_years(2012, 2019).panned(0.25);
        assert!((span.width_days() - 2922.0).abs() < 1e-6);
    }
}
