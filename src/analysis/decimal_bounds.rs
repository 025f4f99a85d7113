//! The ends of what a number may stand for, written out for tables.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use crate::dossier::{Bound, Figure, Interval, ReportedValue};

/// The ends of what a number may stand for, as decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecimalBounds {
    /// The lower one.
    pub low: Option<String>,
    /// The upper one.
    pub high: Option<String>,
}

impl DecimalBounds {
    /// The ends of what rounds to a printed number.
    #[must_use]
    pub fn of(printed: &ReportedValue) -> Self {
        Self::of_interval(&printed.interval())
    }

    /// The ends of an interval; one that has no end as a decimal is moved outwards, by less than 10⁻¹² of it.
    #[must_use]
    pub fn of_interval(interval: &Interval) -> Self {
        let (low, high) = (interval.low(), interval.high());
        Self {
            low: Some(decimal(low).unwrap_or_else(|| outward(low, BigRational::floor))),
            high: Some(decimal(high).unwrap_or_else(|| outward(high, BigRational::ceil))),
        }
    }

    /// The ends of a figure's value; where the value is a limit, nothing is known of the side beyond it.
    #[must_use]
    pub fn of_figure(figure: &Figure) -> Self {
        let ends = figure.value.as_ref().map(Self::of).unwrap_or_default();
        match figure.bound {
            Some(Bound::MoreThan) => Self { high: None, ..ends },
            Some(Bound::LessThan) => Self { low: None, ..ends },
            None => ends,
        }
    }
}

/// The most decimal places that the end of a printed number's interval can have.
const MAX_PLACES: usize = 100;

/// How many digits are kept of a number that has no end as a decimal.
const KEPT_DIGITS: i32 = 13;

/// A number as a decimal with [`KEPT_DIGITS`] digits, rounded in one direction.
fn outward(number: &BigRational, round: impl Fn(&BigRational) -> BigRational) -> String {
    let whole = number.to_integer().magnitude().to_string().len();
    let places = KEPT_DIGITS - i32::try_from(whole).unwrap_or(KEPT_DIGITS);
    let scale = BigRational::from_integer(BigInt::from(10)).pow(places);
    decimal(&(round(&(number * &scale)) / scale)).unwrap_or_default()
}

/// A number as an exact decimal; every end of a printed number has one.
fn decimal(number: &BigRational) -> Option<String> {
    let ten = BigInt::from(10);
    let mut scaled = number.clone();
    let mut places = 0;
    while !scaled.is_integer() {
        places += 1;
        scaled *= &ten;
        if places > MAX_PLACES {
            return None;
        }
    }
    let number = scaled.to_integer();
    let digits = format!("{:0>width$}", number.magnitude().to_string(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number.sign() == Sign::Minus { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_exact_decimals() {
        let ends = |text: &str| {
            let ends = DecimalBounds::of(&ReportedValue::parse(text).expect(text));
            (ends.low.expect("low"), ends.high.expect("high"))
        };
        let check = |text: &str, low: &str, high: &str| assert_eq!(ends(text), (low.to_owned(), high.to_owned()));
        check("3.26e6", "3255000", "3265000");
        check("1465", "1464.5", "1465.5");
        check("-82.24", "-82.245", "-82.235");
        check("0", "-0.5", "0.5");
        check("0.01", "0.005", "0.015");
        let third = Interval::exactly(BigRational::new(BigInt::from(100), BigInt::from(3)));
        let ends = DecimalBounds::of_interval(&third);
        assert_eq!((ends.low.as_deref(), ends.high.as_deref()), (Some("33.33333333333"), Some("33.33333333334")));
        check("1e-40", &format!("0.{}5", "0".repeat(40)), &format!("0.{}15", "0".repeat(39)));
    }
}
