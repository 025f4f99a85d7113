//! Numbers as a source printed them.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use smol_str::SmolStr;

use super::Interval;

/// A number with the digits that its source printed, and so with the interval that rounds to it.
///
/// `3.26e6` was printed to the nearest 10,000 and stands for 3,255,000 to 3,265,000; `1465` for 1464.5 to 1465.5.
///
/// ```
/// use attache::dossier::ReportedValue;
///
/// let (exports, rounded) = (ReportedValue::parse("3.26e6")?, ReportedValue::parse("3.3e6")?);
/// assert!(exports.interval().meets(&rounded.interval()), "the second is the first, rounded");
/// assert!(!exports.interval().meets(&ReportedValue::parse("3.4e6")?.interval()));
/// # Ok::<(), attache::dossier::ReportedValueError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedValue {
    text: SmolStr,
    /// The digits as one whole number, sign included.
    mantissa: i128,
    /// The power of ten of the last printed digit.
    exponent: i32,
}

/// An end of the numbers that round to a printed one: exact, and quicker to compare than any other exact number.
#[derive(Clone, Copy, Debug)]
pub struct IntervalBound {
    /// The number in halves of the last printed digit.
    halves: i128,
    /// The power of ten of that digit.
    exponent: i32,
}

impl IntervalBound {
    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.halves < 0
    }

    fn exactly(self) -> BigRational {
        let exponent = self.exponent.unsigned_abs();
        if self.exponent < 0 {
            return quotient(self.halves, exponent + 1, exponent);
        }
        let raised = 10_i128.checked_pow(exponent).and_then(|power| self.halves.checked_mul(power));
        raised.map_or_else(
            || BigRational::new(BigInt::from(self.halves) * BigInt::from(10).pow(exponent), 2.into()),
            |raised| quotient(raised, 1, 0),
        )
    }
}

impl Ord for IntervalBound {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent {
            return self.halves.cmp(&other.halves);
        }
        let lowest = self.exponent.min(other.exponent);
        let at_lowest = |end: &Self| {
            let power = 10_i128.checked_pow(end.exponent.abs_diff(lowest))?;
            end.halves.checked_mul(power)
        };
        match (at_lowest(self), at_lowest(other)) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => self.exactly().cmp(&other.exactly()),
        }
    }
}

impl PartialOrd for IntervalBound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for IntervalBound {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for IntervalBound {}

/// Why a text is not a printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedValueError {
    /// Nothing there.
    Empty,
    /// Infinite, or not a number at all, in one of the usual spellings.
    NotFinite,
    /// Not written as a decimal number with an optional exponent.
    NotDecimal,
    /// More digits, or a higher or lower power of ten, than any figure of this world needs.
    OutOfRange,
}

/// The longest run of digits that is read.
const MAX_DIGITS: usize = 34;
/// The largest power of ten, up or down, of a last digit.
const MAX_EXPONENT: i32 = 40;

impl ReportedValue {
    /// Reads a decimal number such as `-82.24`, `1465` or `3.26e6`, keeping its digits.
    ///
    /// # Errors
    ///
    /// [`ReportedValueError`] says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, ReportedValueError> {
        Self::parse_decimal(text).map_err(|error| {
            if text.trim().is_empty() {
                ReportedValueError::Empty
            } else if is_not_finite(text) {
                ReportedValueError::NotFinite
            } else {
                error
            }
        })
    }

    fn parse_decimal(text: &str) -> Result<Self, ReportedValueError> {
        let (number, power) = match text.split_once(['e', 'E']) {
            Some((number, power)) => (number, parse_power(power)?),
            None => (text, 0),
        };
        let (negative, digits) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let has_bare_point = digits.contains('.') && fraction.is_empty();
        let all_digits = [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if whole.is_empty() || has_bare_point || !all_digits {
            return Err(ReportedValueError::NotDecimal);
        }
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(ReportedValueError::OutOfRange);
        }
        let magnitude = whole.bytes().chain(fraction.bytes()).fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let places = i32::try_from(fraction.len()).map_err(|_too_long| ReportedValueError::OutOfRange)?;
        let exponent = power - places;
        if exponent.abs() > MAX_EXPONENT {
            return Err(ReportedValueError::OutOfRange);
        }
        Ok(Self { text: text.into(), mantissa: if negative { -magnitude } else { magnitude }, exponent })
    }

    /// The text as the dossier has it, to the digit.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number that the digits say, exactly.
    #[must_use]
    pub fn nominal(&self) -> BigRational {
        self.moved_by(0).exactly()
    }

    /// Every number that rounds to what is printed.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::between(self.low().exactly(), self.high().exactly())
    }

    /// The lower end of that interval.
    #[must_use]
    pub const fn low(&self) -> IntervalBound {
        self.moved_by(-1)
    }

    /// The upper end of that interval.
    #[must_use]
    pub const fn high(&self) -> IntervalBound {
        self.moved_by(1)
    }

    /// The number with so many halves of its last digit added.
    const fn moved_by(&self, halves: i128) -> IntervalBound {
        // At most 34 digits: twice that fits.
        IntervalBound { halves: 2 * self.mantissa + halves, exponent: self.exponent }
    }

    /// The nearest binary float, for placing a mark on a screen; never for comparing.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.nominal().to_f64().unwrap_or(0.0)
    }

    /// Whether the number is zero, which a source may well report.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Whether the number is below zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    /// The digits as one whole number, without sign: `3.26e6` has 326.
    #[must_use]
    pub fn digits(&self) -> u128 {
        self.mantissa.unsigned_abs()
    }

    /// The power of ten of the last printed digit: `3.26e6` has 4.
    #[must_use]
    pub const fn last_digit_power(&self) -> i32 {
        self.exponent
    }
}

/// A number divided by so many twos and fives, in lowest terms: no general divisor need be sought.
fn quotient(mut number: i128, mut twos: u32, mut fives: u32) -> BigRational {
    let common = number.trailing_zeros().min(twos);
    // No bit that is set is lost, so that this divides.
    number >>= common.min(i128::BITS - 1);
    twos -= common;
    while fives > 0 && number % 5 == 0 {
        number /= 5;
        fives -= 1;
    }
    BigRational::new_raw(number.into(), (BigInt::from(1) << twos) * BigInt::from(5).pow(fives))
}

fn parse_power(power: &str) -> Result<i32, ReportedValueError> {
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReportedValueError::NotDecimal);
    }
    power.parse().ok().filter(|power: &i32| power.abs() <= 2 * MAX_EXPONENT).ok_or(ReportedValueError::OutOfRange)
}

fn is_not_finite(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['+', '-', '.', '#']).to_ascii_lowercase();
    bare.starts_with("nan") || bare.starts_with("inf") || bare.starts_with('∞')
}

impl fmt::Display for ReportedValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::NotFinite => "is not a finite number",
            Self::NotDecimal => "is not a decimal number",
            Self::OutOfRange => "has more digits or a larger exponent than can be kept exactly",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_interval(text: &str, low: &str, high: &str) {
        let printed = ReportedValue::parse(text).expect(text);
        assert_eq!(printed.text(), text);
        let exact = |text: &str| ReportedValue::parse(text).expect(text).nominal();
        assert_eq!(printed.interval(), Interval::between(exact(low), exact(high)), "{text}");
    }

    #[test]
    fn a_printed_value_stands_for_what_rounds_to_it() {
        check_interval("3.26e6", "3255000", "3265000");
        check_interval("964e3", "963500", "964500");
        check_interval("1465", "1464.5", "1465.5");
        check_interval("2e6", "1.5e6", "2.5e6");
        check_interval("2.0e6", "1.95e6", "2.05e6");
        check_interval("-82.24", "-82.245", "-82.235");
        check_interval("0", "-0.5", "0.5");
        check_interval("1E-2", "0.005", "0.015");
    }

    #[track_caller]
    fn check_refused(text: &str, expected: ReportedValueError) {
        assert_eq!(ReportedValue::parse(text), Err(expected), "{text:?}");
    }

    #[test]
    fn numbers_are_in_lowest_terms() {
        for text in
            ["0", "0e-40", "-0", "1e40", "-1e-40", "9999999999999999999999999999999999e38", "0.125", "2.50", "7e3"]
        {
            let printed = ReportedValue::parse(text).expect(text);
            let (one, ten) = (BigInt::from(1), BigInt::from(10));
            let power = ten.pow(printed.exponent.unsigned_abs());
            let (above, below) = if printed.exponent < 0 { (one, power) } else { (power, one) };
            let plain = |halves: i128| {
                BigRational::new(BigInt::from(2 * printed.mantissa + halves) * &above, BigInt::from(2) * &below)
            };
            assert_eq!(printed.nominal().into_raw(), plain(0).into_raw(), "{text}");
            let ends = [printed.interval().low().clone(), printed.interval().high().clone()];
            assert_eq!(ends.map(BigRational::into_raw), [plain(-1), plain(1)].map(BigRational::into_raw), "{text}");
        }
    }

    #[test]
    fn ends_are_in_the_order_of_the_numbers() {
        let texts =
            ["-1e40", "-3.5", "-1", "0", "0.000", "1e-40", "0.125", "12.50", "13", "1e1", "20", "1.5e38", "2e40"];
        let ends = texts.iter().flat_map(|text| {
            let printed = ReportedValue::parse(text).expect(text);
            [printed.low(), printed.high()]
        });
        let ends: Vec<IntervalBound> = ends.collect();
        for one in &ends {
            for two in &ends {
                assert_eq!(one.cmp(two), one.exactly().cmp(&two.exactly()), "{one:?} and {two:?}");
            }
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused_with_its_reason() {
        check_refused("", ReportedValueError::Empty);
        check_refused(" ", ReportedValueError::Empty);
        for text in ["NaN", "nan", "inf", "-Infinity", "+inf", "∞", ".inf"] {
            check_refused(text, ReportedValueError::NotFinite);
        }
        for text in ["3,26", "1 465", "3.", ".5", "+3", "0x10", "1e", "1e+", "--1", "1.2.3", "2 million", "٣"] {
            check_refused(text, ReportedValueError::NotDecimal);
        }
        for text in ["1e999", "1e-999", "1e99999999999", "12345678901234567890123456789012345"] {
            check_refused(text, ReportedValueError::OutOfRange);
        }
    }
}
