//! What there is among all that is in view, gathered in one pass: key, axis and words ask for it again and again.

use std::collections::BTreeSet;

use super::look::Kind;
use super::marks::kind;
use super::place::{Column, Exceeded, Placed};
use crate::analysis::{Doubt, Doubts};

/// What there is among the values in view.
#[derive(Clone, Debug, Default)]
pub(super) struct Overview<'a> {
    /// The series that have a value.
    pub(super) series: BTreeSet<usize>,
    /// Whether any of them is doubted at all.
    pub(super) is_doubted: bool,
    /// The doubts that have a pattern: that all of a computed series is computed needs none.
    pub(super) doubts: Doubts,
    /// What the bars are.
    pub(super) kinds: BTreeSet<Kind>,
    /// Whether another value for the same is drawn beside a bar or a point.
    pub(super) has_rivals: bool,
    /// Who reports what is drawn as the partner's.
    pub(super) mirrored_by: BTreeSet<Option<&'a str>>,
    /// The values that the axis has to reach to.
    pub(super) extent: Extent,
}

/// The lowest and the highest of values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// The lowest, where it is below zero, else zero.
    pub(super) lowest: f64,
    /// The highest, where it is above zero, else zero.
    pub(super) highest: f64,
    /// The least of those above zero.
    pub(super) least_positive: Option<f64>,
}

impl<'a> Overview<'a> {
    pub(super) fn new(placed: &[Placed<'a>], columns: &[Column], exceeded: &[Exceeded]) -> Self {
        let mut overview = Self::default();
        let mut last = None;
        for placed in placed {
            let seen = (placed.of, kind(placed));
            if last.replace(seen) != Some(seen) {
                overview.series.insert(seen.0);
                overview.kinds.insert(seen.1);
            }
            overview.add(placed);
        }
        let columns = columns.iter().flat_map(|column| [column.values.low, column.values.high]);
        for value in columns.chain(exceeded.iter().map(|exceeded| exceeded.whole)) {
            overview.extent.add(value);
        }
        overview
    }

    fn add(&mut self, placed: &Placed<'a>) {
        self.is_doubted |= !placed.doubts.is_none();
        let is_said = placed.series.is_computed;
        self.doubts = self.doubts.and(if is_said { placed.doubts.without(Doubt::Derived) } else { placed.doubts });
        if placed.foot.is_none() && placed.instead.is_none() {
            self.has_rivals |= !placed.ticks.is_empty();
            self.mirrored_by.extend(placed.point.mirrors.iter().map(|mirror| mirror.reporter.as_deref()));
        }
        self.extent.add(placed.head);
        if let Some(foot) = placed.foot {
            self.extent.add(foot);
            return;
        }
        if let Some((low, high)) = placed.point.range {
            self.extent.add(low);
            self.extent.add(high);
        }
        if !placed.series.is_overlay {
            let others = placed.point.others().filter_map(|other| other.value);
            others.for_each(|value| self.extent.add(if placed.head < 0.0 { -value.abs() } else { value }));
        }
    }
}

impl Extent {
    fn add(&mut self, value: f64) {
        self.lowest = self.lowest.min(value);
        self.highest = self.highest.max(value);
        if value > 0.0 {
            self.least_positive = Some(self.least_positive.map_or(value, |least| least.min(value)));
        }
    }
}
