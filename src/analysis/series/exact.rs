//! The exact value of an observation or a point, with all that it may be, and arithmetic on them.

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::Observation;
use super::plan::{Computed, Origin, Point};
use crate::analysis::derive::Derived;
use crate::dossier::{Dossier, Interval};

/// A number at face value, and everything that it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact {
    /// What the printed digits give when they are taken at face value.
    pub nominal: BigRational,
    /// Everything that it may be, given how its inputs were rounded.
    pub interval: Interval,
}

impl Exact {
    /// Zero, exactly.
    #[must_use]
    pub fn zero() -> Self {
        Self { nominal: BigRational::zero(), interval: Interval::exactly(BigRational::zero()) }
    }

    /// The value of an observation, where it has one.
    #[must_use]
    pub fn of(observation: &Observation, dossier: &Dossier, derived: &Derived) -> Option<Self> {
        if let Some(derivation) = observation.derivation {
            let result = &derived.get(derivation).result;
            return Some(Self { nominal: result.nominal.clone(), interval: result.interval.clone() });
        }
        let printed = dossier.figure(observation.figure).value.as_ref()?;
        Some(Self { nominal: printed.nominal(), interval: printed.interval() })
    }

    /// The value of a point.
    #[must_use]
    pub fn of_point(point: &Point, dossier: &Dossier, derived: &Derived) -> Option<Self> {
        match &point.origin {
            Origin::Reported(observation) => Self::of(observation, dossier, derived),
            Origin::Computed(computed) => Some(computed.exact.clone()),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { nominal: &self.nominal + &other.nominal, interval: self.interval.plus(&other.interval) }
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self { nominal: &self.nominal - &other.nominal, interval: self.interval.minus(&other.interval) }
    }

    /// This in per cent of another; `None` where that may be zero.
    #[must_use]
    pub fn percent_of(&self, other: &Self) -> Option<Self> {
        let hundred = BigRational::from_integer(100.into());
        let ratio = self.interval.divided_by(&other.interval).ok()?;
        Some(Self {
            nominal: &self.nominal / &other.nominal * &hundred,
            interval: ratio.times(&Interval::exactly(hundred)),
        })
    }

    /// The absolute larger one of two.
    #[must_use]
    pub fn larger<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.nominal.abs() >= other.nominal.abs() { self } else { other }
    }

    /// The nearest float of the nominal number, for placing a mark.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.nominal.to_f64().filter(|value| value.is_finite())
    }

    /// The ends of the interval as floats, for placing a mark.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        self.interval.low().to_f64().zip(self.interval.high().to_f64())
    }
}

impl Computed {
    /// What was computed, as a point from the first to the last of its days.
    #[must_use]
    pub fn at(self, like: &Point) -> Option<Point> {
        Some(Point {
            first: like.first,
            last: like.last,
            slot_year: like.slot_year,
            value: self.exact.value()?,
            range: self.exact.range(),
            origin: Origin::Computed(Box::new(self)),
            doubts: like.doubts,
            rivals: Vec::new(),
            mirrors: Vec::new(),
        })
    }
}
