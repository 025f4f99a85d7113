//! The value axis: what it reaches from and to, and in which magnitude it is labelled.

use super::TradeInput;
use super::overview::Extent;
use super::place::Placement;
use crate::analysis::Form;
use crate::app::ValueAxis;

/// The value axis of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) axis: ValueAxis,
    /// The lowest value, in the unit of the series.
    pub(super) low: f64,
    /// The highest value.
    pub(super) high: f64,
    /// The power of ten that the labels count in: 6 for millions.
    pub(super) magnitude: i32,
    /// Whether nothing in view has a length, so that zero is all there is to label.
    is_flat: bool,
}

/// The magnitude of an axis that spans too many powers of ten to count in one of them: each number has its own.
pub(super) const OWN_MAGNITUDE: i32 = -1;
/// An axis that spans more than this, from its lowest to its highest value, counts in no one magnitude.
const WIDEST_SPAN: f64 = 1e5;

/// Where a value lies that is not on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    Above,
    Below,
}

/// The height that a plot has where nothing is known of it, in points.
pub(super) const USUAL_HEIGHT: f64 = 430.0;
/// The room above the highest bar for its label, and for each line of what must be known of it, in points.
const HEADROOM: (f64, f64) = (24.0, 14.0);
/// The part of the height that stays free above the highest bar at the most.
const MOST_HEADROOM: f64 = 0.34;
/// No axis shows less than this part of the largest value: nothing more is to be seen there.
const LEAST_SHARE_SEEN: f64 = 1e-4;
/// What is shown where there is nothing to show.
const EMPTY: (f64, f64) = (0.0, 1.0);

impl Scale {
    /// The scale that fits what is in view, or the range that was asked for; `height_points` is about the height of the plot,
    /// and `lines` how many lines of words stand over the highest bar.
    pub(super) fn fit(input: &TradeInput<'_>, placement: &Placement<'_>, height_points: f64, lines: usize) -> Self {
        let extent = placement.overview.extent;
        let Extent { lowest, highest, .. } = extent;
        let is_flat = highest <= lowest;
        let axis = input.value_axis;
        let is_bars = input.plan.chosen.form == Form::Bars;
        let share = ((HEADROOM.0 + HEADROOM.1 * lines as f64) / height_points.max(1.0)).min(MOST_HEADROOM);
        let (low, high) = match (input.value_range.filter(can_be_shown), axis) {
            (Some(range), ValueAxis::Linear) => within(range, (lowest, highest), is_bars),
            (Some((low, high)), ValueAxis::Logarithmic) if low > 0.0 => (low, high),
            (None | Some(_), ValueAxis::Logarithmic) => logarithmic_range(extent, share),
            (None, ValueAxis::Linear) if is_flat => EMPTY,
            (None, ValueAxis::Linear) => {
                let room = (highest - lowest) * share / (1.0 - share);
                (if lowest < 0.0 { lowest - room } else { 0.0 }, if highest > 0.0 { highest + room } else { 0.0 })
            }
        };
        let largest =
            if is_flat { highest_of_all(input) } else { high.max(-low).min(highest.max(-lowest).max(high.abs())) };
        let is_wide = axis == ValueAxis::Logarithmic && high / low > WIDEST_SPAN;
        let magnitude = match () {
            () if is_wide => OWN_MAGNITUDE,
            () if input.plan.unit == "percent" => 0,
            () => magnitude(largest),
        };
        Self { axis, low, high, magnitude, is_flat }
    }

    /// The place of a value on the plot's vertical axis; a logarithmic axis keeps what it cannot show at its foot.
    pub(super) fn y_from_value(&self, value: f64) -> f64 {
        match self.axis {
            ValueAxis::Linear => value,
            ValueAxis::Logarithmic => value.max(self.low).log10(),
        }
    }

    /// Whether a value can be drawn as a length: on a logarithmic axis, none of zero or less can. A reported zero has no
    /// length, and its mark stands at the foot of either axis.
    pub(super) fn has_place_for(&self, value: f64) -> bool {
        self.axis == ValueAxis::Linear || value >= 0.0
    }

    /// On which side of the axis a value lies that it does not reach to.
    pub(super) fn beyond(&self, value: f64) -> Option<Beyond> {
        if value > self.high {
            Some(Beyond::Above)
        } else if value < self.low && (self.axis == ValueAxis::Linear || value > 0.0) {
            Some(Beyond::Below)
        } else {
            None
        }
    }

    /// The value at a place on the plot's vertical axis.
    pub(super) fn value_from_y(&self, y: f64) -> f64 {
        match self.axis {
            ValueAxis::Linear => y,
            ValueAxis::Logarithmic => 10_f64.powf(y),
        }
    }

    /// Where bars begin: at zero, or at the foot of an axis that has none.
    pub(super) fn base_y(&self) -> f64 {
        match self.axis {
            ValueAxis::Linear => 0.0,
            ValueAxis::Logarithmic => self.low.log10(),
        }
    }

    /// Whether the length of a bar shows how large its value is.
    pub(super) fn starts_at_zero(&self) -> bool {
        self.axis == ValueAxis::Linear && self.low <= 0.0 && self.high >= 0.0
    }

    /// How far the ticks of a linear axis are apart, where some `count` of them stand on it.
    pub(super) fn step(&self, count: f64) -> Option<f64> {
        (self.axis == ValueAxis::Linear && !self.is_flat).then(|| linear_step(self.low, self.high, count)).flatten()
    }

    /// The values that get a line and a label, some `count` of them.
    pub(super) fn ticks(&self, count: f64) -> Vec<f64> {
        match self.axis {
            ValueAxis::Linear if self.is_flat && self.low <= 0.0 => vec![0.0],
            ValueAxis::Logarithmic if self.is_flat => Vec::new(),
            ValueAxis::Linear => linear_ticks(self.low, self.high, count),
            ValueAxis::Logarithmic => logarithmic_ticks(self.low, self.high, count),
        }
    }
}

/// Whether a range that came from outside can be an axis: some way from the limits of what a float can count in steps.
fn can_be_shown((low, high): &(f64, f64)) -> bool {
    const FURTHEST: f64 = 1e120;
    const LEAST_SHARE: f64 = 1e-9;
    let furthest = low.abs().max(high.abs());
    let width = high - low;
    (1.0 / FURTHEST..=FURTHEST).contains(&width) && furthest <= FURTHEST && width >= furthest * LEAST_SHARE
}

/// A range that was asked for, kept within what can be seen: bars begin at zero, or their lengths would say nothing.
fn within((low, high): (f64, f64), (lowest, highest): (f64, f64), is_bars: bool) -> (f64, f64) {
    let (low, high) = if is_bars { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    let width = (highest - lowest).max(f64::MIN_POSITIVE);
    let (low, high) = (low.max(lowest - width), high.min(highest + width));
    let least = width * LEAST_SHARE_SEEN;
    if high - low >= least { (low, high) } else { (low, low + least) }
}

/// The highest value of all years, so that the unit stays the same where none of them is in view.
fn highest_of_all(input: &TradeInput<'_>) -> f64 {
    input.plan.points().fold(0.0, |highest, (_, point)| highest.max(point.value.abs()))
}

/// The power of ten, a multiple of three, that the labels of values up to `highest` count in.
fn magnitude(highest: f64) -> i32 {
    // From a tenth of a magnitude upwards it is used: 0.96 million rather than 964 thousand beside 3.26 million.
    [12, 9, 6, 3].into_iter().find(|power| highest >= 10_f64.powi(*power)).unwrap_or(0)
}

fn logarithmic_range(extent: Extent, headroom: f64) -> (f64, f64) {
    let (Some(lowest), highest) = (extent.least_positive, extent.highest) else { return (1.0, 10.0) };
    let foot = 10_f64.powf((lowest / 2.0).log10().floor());
    let room = (highest / foot).powf(headroom / (1.0 - headroom));
    (foot, highest * room)
}

/// The distance of round values of which some `count` lie between two.
fn linear_step(low: f64, high: f64, count: f64) -> Option<f64> {
    let rough = (high - low) / count.max(1.0);
    if !(rough.is_finite() && rough > 0.0) {
        return None;
    }
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power);
    Some(steps.into_iter().find(|step| *step >= rough * 0.999).unwrap_or(10.0 * power))
}

fn linear_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    let Some(step) = linear_step(low, high, count) else { return Vec::new() };
    let (first, last) = ((low / step).ceil(), (high / step).floor());
    (0..=((last - first).max(0.0) as usize)).map(|place| (first + place as f64) * step).collect()
}

/// Round values from one end of a logarithmic axis to the other: of many powers of ten only some `count`.
fn logarithmic_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let steps: &[f64] = if last - first <= 3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let every = (f64::from(last - first) / count.max(1.0)).ceil().max(1.0) as i32;
    let powers = (first..=last).filter(|power| power.rem_euclid(every) == 0);
    let all = powers.flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
    all.filter(|value| (low * 0.999..=high * 1.001).contains(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes_are_those_that_people_say() {
        for (highest, expected) in [(0.0, 0), (999.0, 0), (1e3, 3), (964e3, 3), (3.26e6, 6), (62e6, 6), (4.5e9, 9)] {
            assert_eq!(magnitude(highest), expected, "{highest}");
        }
    }

    #[test]
    fn a_logarithmic_axis_has_no_more_lines_than_labels_have_room() {
        let ticks = |low: f64, high: f64| logarithmic_ticks(low, high, 6.0).len();
        assert!((3..=7).contains(&ticks(1e-3, 1e30)), "{}", ticks(1e-3, 1e30));
        assert!((5..=7).contains(&ticks(1e3, 1e8)), "{}", ticks(1e3, 1e8));
        assert_eq!(logarithmic_ticks(100.0, 1_000.0, 6.0), [100.0, 200.0, 500.0, 1_000.0]);
    }

    #[test]
    fn a_range_in_which_nothing_can_be_counted_is_none() {
        for range in [(0.0, 1.0), (-5.0, 5.0), (1e9, 1.1e9), (1e-40, 2e-40), (-1e80, 1e80)] {
            assert!(can_be_shown(&range), "{range:?}");
        }
        for range in [
            (1.0, 1.0),
            (5.0, -5.0),
            (1e-320, 2e-320),
            (1e300, 2e300),
            (f64::MIN, f64::MAX),
            (0.0, f64::INFINITY),
            (f64::NAN, 1.0),
            (1e9, 1e9 + 1e-6),
        ] {
            assert!(!can_be_shown(&range), "{range:?}");
        }
    }

    #[test]
    fn ticks_are_round_and_in_view() {
        assert_eq!(linear_ticks(0.0, 72.0, 6.0), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(linear_ticks(0.0, 3.9, 6.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(linear_ticks(0.0, 0.0, 6.0), Vec::<f64>::new());
        assert_eq!(logarithmic_ticks(1e5, 1.2e8, 6.0), [1e5, 1e6, 1e7, 1e8]);
        assert_eq!(logarithmic_ticks(1e6, 3e6, 6.0), [1e6, 2e6]);
    }
}
