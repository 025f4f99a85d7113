//! The value axis: what it reaches from and to, and in which magnitude it is labelled.

use super::TradeInput;
use super::bars::Bars;
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

/// Where a value lies that is not on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    Above,
    Below,
}

/// The part of the height that stays free above the highest bar, for its label.
const HEADROOM: f64 = 0.17;
/// What is shown where there is nothing to show.
const EMPTY: (f64, f64) = (0.0, 1.0);

impl Scale {
    /// The scale that fits the bars in view, or the range that was asked for.
    pub(super) fn fit(input: &TradeInput<'_>, bars: &Bars<'_>) -> Self {
        let values = || {
            let columns = bars.columns.iter().flat_map(|column| [column.values.low, column.values.high]);
            let placed = bars.placed.iter().flat_map(|placed| {
                let ends = placed.bar.ends.into_iter().flat_map(|(low, high)| [low, high]);
                ends.chain([placed.value]).chain(placed.range.map(|(_, high)| high))
            });
            columns.chain(placed)
        };
        let highest = values().fold(0.0, f64::max);
        let lowest = values().fold(0.0, f64::min);
        let is_flat = highest <= lowest;
        let magnitude = magnitude(if is_flat { highest_of_series(input) } else { highest.max(-lowest) });
        let axis = input.value_axis;
        let (low, high) = match (input.value_range.filter(can_be_shown), axis) {
            (Some(range), ValueAxis::Linear) => range,
            (Some((low, high)), ValueAxis::Logarithmic) if low > 0.0 => (low, high),
            (None | Some(_), ValueAxis::Logarithmic) => logarithmic_range(values().chain(above_zero(bars))),
            (None, ValueAxis::Linear) if is_flat => EMPTY,
            (None, ValueAxis::Linear) => {
                let room = (highest - lowest) * HEADROOM / (1.0 - HEADROOM);
                (if lowest < 0.0 { lowest - room } else { 0.0 }, highest + room)
            }
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

    /// The values that get a line and a label, some `count` of them.
    pub(super) fn ticks(&self, count: f64) -> Vec<f64> {
        match self.axis {
            ValueAxis::Linear if self.is_flat => vec![0.0],
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

/// The highest value of all years, so that the unit stays the same where none of them is in view.
fn highest_of_series(input: &TradeInput<'_>) -> f64 {
    let bars = input.series.slots.iter().flat_map(|slot| &slot.bars);
    bars.filter_map(|bar| bar.shown.value).fold(0.0, |highest, value| highest.max(value.abs()))
}

/// The power of ten, a multiple of three, that the labels of values up to `highest` count in.
fn magnitude(highest: f64) -> i32 {
    // From a tenth of a magnitude upwards it is used: 0.96 million rather than 964 thousand beside 3.26 million.
    [12, 9, 6, 3].into_iter().find(|power| highest >= 10_f64.powi(*power)).unwrap_or(0)
}

/// The values of bars of which some are not above zero: an axis without zero begins at the lowest of the others.
fn above_zero<'a>(bars: &'a Bars<'_>) -> impl Iterator<Item = f64> + use<'a> {
    let mixed = bars.placed.iter().filter(|placed| placed.bar.ends.is_some_and(|(low, _)| low <= 0.0));
    mixed.flat_map(|placed| placed.bar.rivals.iter().filter_map(|rival| rival.value))
}

fn logarithmic_range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let positive: Vec<f64> = values.filter(|value| *value > 0.0).collect();
    let Some(highest) = positive.iter().copied().reduce(f64::max) else { return (1.0, 10.0) };
    let lowest = positive.iter().copied().fold(highest, f64::min);
    let foot = 10_f64.powf((lowest / 2.0).log10().floor());
    let room = (highest / foot).powf(HEADROOM / (1.0 - HEADROOM));
    (foot, highest * room)
}

fn linear_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    let rough = (high - low) / count.max(1.0);
    if !(rough.is_finite() && rough > 0.0) {
        return Vec::new();
    }
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
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
