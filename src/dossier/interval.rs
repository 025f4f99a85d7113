//! Closed intervals of exact rational numbers.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// All the numbers that a printed value may stand for: from `low` to `high`, both included.
///
/// Exact rationals: no binary float takes part wherever values are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    low: BigRational,
    high: BigRational,
}

/// A division by an interval that contains zero, which says nothing about the quotient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DividesByZero;

impl Interval {
    /// The interval between two numbers, given in either order.
    #[must_use]
    pub fn between(one: BigRational, other: BigRational) -> Self {
        if one <= other { Self { low: one, high: other } } else { Self { low: other, high: one } }
    }

    /// The interval that holds one number only.
    #[must_use]
    pub fn exactly(value: BigRational) -> Self {
        Self { low: value.clone(), high: value }
    }

    /// The smallest number in it.
    #[must_use]
    pub const fn low(&self) -> &BigRational {
        &self.low
    }

    /// The largest number in it.
    #[must_use]
    pub const fn high(&self) -> &BigRational {
        &self.high
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn contains(&self, value: &BigRational) -> bool {
        self.low <= *value && *value <= self.high
    }

    /// Whether the two have a number in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Every sum of a number of one and a number of the other.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { low: &self.low + &other.low, high: &self.high + &other.high }
    }

    /// Every difference of a number of this one and a number of the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self { low: &self.low - &other.high, high: &self.high - &other.low }
    }

    /// Every product of a number of one and a number of the other.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if !self.low.is_negative() && !other.low.is_negative() {
            return Self { low: &self.low * &other.low, high: &self.high * &other.high };
        }
        let corners =
            [&self.low * &other.low, &self.low * &other.high, &self.high * &other.low, &self.high * &other.high];
        Self::hull(corners)
    }

    /// Every quotient of a number of this one and a number of the other.
    ///
    /// # Errors
    ///
    /// [`DividesByZero`] where the divisor's interval contains zero.
    pub fn divided_by(&self, other: &Self) -> Result<Self, DividesByZero> {
        if other.contains(&BigRational::zero()) {
            return Err(DividesByZero);
        }
        let reciprocal = Self::between(other.low.recip(), other.high.recip());
        Ok(self.times(&reciprocal))
    }

    /// Half the width, as an absolute number.
    #[must_use]
    pub fn half_width(&self) -> BigRational {
        (&self.high - &self.low).abs() / BigRational::from_integer(2.into())
    }

    fn hull(corners: [BigRational; 4]) -> Self {
        let [first, rest @ ..] = corners;
        let (mut low, mut high) = (first.clone(), first);
        for corner in rest {
            if corner < low {
                low = corner;
            } else if corner > high {
                high = corner;
            }
        }
        Self { low, high }
    }
}
