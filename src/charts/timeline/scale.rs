//! From moments to points, and back.
//!
//! Layout happens in *absolute* points: days since 1970-01-01 times points per day. They do not know where the view
//! stands, so panning cannot change which row a mark has.

use egui::Rect;

use crate::app::Span;

/// Places further outside than this are the same to a screen, in points.
const OUTSIDE: f64 = 400.0;

/// How a span lies on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    left: f32,
    width: f32,
    span: Span,
    points_per_day: f64,
}

impl Scale {
    pub(super) fn new(plot: Rect, span: Span) -> Self {
        let width = plot.width().max(1.0);
        Self { left: plot.left(), width, span, points_per_day: f64::from(width) / span.width_days() }
    }

    pub(super) const fn points_per_day(&self) -> f64 {
        self.points_per_day
    }

    /// The left and the right edge of the view, in absolute points.
    pub(super) fn view(&self) -> (f64, f64) {
        (self.span.start_days() * self.points_per_day, self.span.end_days() * self.points_per_day)
    }

    /// The first and the last day in view.
    pub(super) fn days_in_view(&self) -> (i64, i64) {
        (self.span.first_day().0, self.span.last_day().0)
    }

    /// The place on the screen of an absolute place; what lies far outside stays just outside.
    pub(super) fn x_from_place(&self, place: f64) -> f32 {
        let offset = (place - self.view().0).clamp(-OUTSIDE, f64::from(self.width) + OUTSIDE);
        self.left + narrowed(offset)
    }

    pub(super) fn x_from_days(&self, at_days: f64) -> f32 {
        self.x_from_place(at_days * self.points_per_day)
    }

    pub(super) fn days_from_x(&self, x: f32) -> f64 {
        self.span.start_days() + f64::from(x - self.left) / self.points_per_day
    }
}

/// The day that a moment lies in; what is further away than any date stays there.
#[expect(clippy::cast_possible_truncation, reason = "days far outside of any date become the furthest")]
pub(super) const fn whole_day(days: f64) -> i64 {
    days.floor() as i64
}

/// A length on the screen as egui wants it.
#[expect(clippy::cast_possible_truncation, reason = "a length on the screen needs no more digits")]
pub(super) const fn narrowed(points: f64) -> f32 {
    points as f32
}

/// How many whole units of `unit` a length on the screen has room for.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and rounded down")]
pub(super) fn whole_units(length: f32, unit: f32) -> usize {
    if unit > 0.0 { (length / unit).max(0.0).floor() as usize } else { 0 }
}

/// A small count as a length.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and lanes are small")]
pub(super) const fn length(count: usize) -> f32 {
    count as f32
}
