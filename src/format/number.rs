//! Numbers in words: the one place where a number becomes text for people.
//!
//! Exact numbers go in, text comes out. A number holds together: its parts are joined by no-break spaces, thousands
//! by commas, a minus is U+2212 and a range is joined by an en dash.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::dossier::{Bound, Figure, Interval, Missing, ReportedValue};

/// The minus sign, which is no hyphen.
pub const MINUS: char = '\u{2212}';
/// The en dash, which joins the ends of a range.
pub const EN_DASH: char = '\u{2013}';
/// The comma, which groups digits.
const GROUPS: char = ',';
/// The narrow no-break space, which groups digits in texts of others.
pub const THIN_SPACE: char = '\u{202F}';
/// The no-break space, which keeps a number and its unit on one line.
pub const NO_BREAK_SPACE: char = '\u{A0}';

/// The powers of ten that have a word of their own in a number.
const MAGNITUDES: [(i32, &str); 5] = [(0, ""), (3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")];

/// How many further digits are shown where that makes both ends of a range exact.
const MAX_EXACT_DIGITS: i32 = 2;
/// The largest number of further digits that are tried to tell the ends of a range apart.
const MAX_FURTHER_DIGITS: usize = 60;

/// The digits that the tick of an axis has at the most, after its first.
const MAX_TICK_DIGITS: i32 = 5;

/// A printed number with exactly the digits that were printed: “US$ 3.26 million”, “1,465 t”, “−82.24%”.
#[must_use]
pub fn printed_text(printed: &ReportedValue, unit: &str) -> String {
    Decimal {
        is_negative: printed.is_negative(),
        digits: printed.digits().to_string(),
        last_power: printed.last_digit_power(),
    }
    .with_unit(unit)
}

/// What a figure says in the place of its value: the printed number with its limit, or the kind of nothing.
#[must_use]
pub fn value_text(figure: &Figure) -> String {
    let Some(value) = &figure.value else {
        return match figure.missing {
            Some(Missing::NotReported) => "not reported",
            Some(Missing::Suppressed) => "suppressed",
            None => "no value stated",
        }
        .to_owned();
    };
    let number = printed_text(value, &figure.unit);
    match figure.bound {
        Some(Bound::MoreThan) => format!("more than {number}"),
        Some(Bound::LessThan) => format!("less than {number}"),
        None => number,
    }
}

/// A number rounded to so many significant digits, half away from zero.
///
/// Below 10,000 no whole digit is lost, and a whole number gets no fraction.
#[must_use]
pub fn rounded_text(value: &BigRational, significant_digits: u8, unit: &str) -> String {
    Decimal::rounded(value, last_power_for(value, significant_digits)).with_unit(unit)
}

/// A number rounded like [`rounded_text`], with its sign in front even where it is a plus.
#[must_use]
pub fn signed_text(value: &BigRational, significant_digits: u8, unit: &str) -> String {
    let text = rounded_text(value, significant_digits, unit);
    if value.is_positive() { format!("+{text}") } else { text }
}

/// A number with no more digits than it needs, such as the tick of an axis: “US$ 2.5 million”, “0”, “1 500 t”.
///
/// A number that no twelve digits hold is rounded to twelve.
#[must_use]
pub fn short_text(value: &BigRational, unit: &str) -> String {
    let mut decimal = Decimal::rounded(value, last_power_for(value, 12));
    decimal.drop_trailing_zeros(i32::MAX);
    let top = decimal.top_power();
    let magnitude = if top < 4 { 0 } else { top - top.rem_euclid(3) };
    with_unit(&decimal.at(magnitude), magnitude, unit)
}

/// A range: “US$ 15.48–16.05 million”, “36–38%”, “−30 to −28 percentage points”.
///
/// Three significant digits of the larger end are shown, four where it begins with 1, and more where the ends could
/// not be told apart otherwise, or where a digit or two make both ends exact. An end is otherwise rounded outward, unless the number next to it on the inside is off by two
/// fifths of a last digit at the most.
#[must_use]
pub fn interval_text(interval: &Interval, unit: &str) -> String {
    if interval.low() == interval.high() {
        return short_text(interval.low(), unit);
    }
    let (low, high) = rounded_ends(interval);
    let magnitude = magnitude_for(low.top_power().max(high.top_power()), low.last_power.max(high.last_power));
    let joint = if low.is_negative { " to ".to_owned() } else { EN_DASH.to_string() };
    if magnitude > MAGNITUDES[4].0 {
        return with_unit(&format!("{}{joint}{}", low.scientific(), high.scientific()), 0, unit);
    }
    with_unit(&format!("{}{joint}{}", low.at(magnitude), high.at(magnitude)), magnitude, unit)
}

/// A printed number counted in a power of ten, without its unit and with exactly its digits: “0.964” in millions.
#[must_use]
pub fn printed_at(printed: &ReportedValue, magnitude: i32) -> String {
    Decimal {
        is_negative: printed.is_negative(),
        digits: printed.digits().to_string(),
        last_power: printed.last_digit_power(),
    }
    .at(magnitude)
}

/// A number counted in a power of ten, rounded to so many significant digits, without its unit.
#[must_use]
pub fn rounded_at(value: &BigRational, significant_digits: u8, magnitude: i32) -> String {
    Decimal::rounded(value, last_power_for(value, significant_digits)).at(magnitude)
}

/// A round number counted in a power of ten, with no more digits than it needs: the tick of an axis.
#[must_use]
pub fn tick_at(value: &BigRational, magnitude: i32) -> String {
    if value.is_zero() {
        return "0".to_owned();
    }
    let mut decimal = Decimal::rounded(value, leading_power(value) - MAX_TICK_DIGITS);
    decimal.drop_trailing_zeros(magnitude);
    decimal.at(magnitude)
}

/// The digits that a label beside a mark has at the most.
pub const LABEL_DIGITS: usize = 3;

/// A printed number for a label, counted in a power of ten: three significant digits, or those that were printed where they
/// are fewer. “2.8” stays “2.8”.
#[must_use]
pub fn label_at(printed: &ReportedValue, magnitude: i32) -> String {
    if printed.is_zero() {
        return "0".to_owned();
    }
    if printed.digits().to_string().len() <= LABEL_DIGITS {
        return printed_at(printed, magnitude);
    }
    label_of(&printed.nominal(), magnitude)
}

/// A number for a label, counted in a power of ten, with three significant digits.
#[must_use]
pub fn label_of(value: &BigRational, magnitude: i32) -> String {
    if value.is_zero() { "0".to_owned() } else { three_digits(value).at(magnitude) }
}

/// A number for a label with three significant digits, its magnitude and its unit: “US$ 5.38 thousand”.
#[must_use]
pub fn label_text(value: &BigRational, unit: &str) -> String {
    if value.is_zero() { "0".to_owned() } else { three_digits(value).with_unit(unit) }
}

/// A number that is not zero, rounded to the digits of a label.
fn three_digits(value: &BigRational) -> Decimal {
    let last_power = leading_power(value) + 1 - i32::try_from(LABEL_DIGITS).unwrap_or(3);
    let mut decimal = Decimal::whole(counted_in(value, last_power).round().numer(), last_power);
    // Rounding up may have made one digit more.
    while decimal.digits.len() > LABEL_DIGITS && decimal.digits.ends_with('0') {
        decimal.digits.pop();
        decimal.last_power += 1;
    }
    if value.is_integer() && decimal.last_power < 0 {
        decimal.drop_trailing_zeros(0);
    }
    decimal
}

/// The tick of an axis whose ticks are a step apart, counted in a power of ten: as many digits as tell neighbours apart.
#[must_use]
pub fn step_at(value: &BigRational, step: &BigRational, magnitude: i32) -> String {
    if value.is_zero() || step.is_zero() {
        return "0".to_owned();
    }
    // A step of 2.5 needs a digit more than its first.
    let mut last = leading_power(step);
    for _further in 0..2 {
        let counted = counted_in(step, last);
        if (counted.numer() % counted.denom()).is_zero() {
            break;
        }
        last -= 1;
    }
    let last = last.min(magnitude);
    let decimal = Decimal::whole(counted_in(value, last).round().numer(), last);
    decimal.at(magnitude)
}

/// The unit of numbers that are counted in a power of ten: “US$ million”.
#[must_use]
pub fn counting_unit(magnitude: i32, unit: &str) -> String {
    let word = MAGNITUDES.iter().find(|(power, _)| *power == magnitude).map_or("", |(_, word)| word);
    let unit = if unit == "USD" { "US$".to_owned() } else { unit.replace('-', " ") };
    if word.is_empty() { unit } else { format!("{unit}{NO_BREAK_SPACE}{word}") }
}

/// Digits grouped by three from the right, from four digits on: “1,465”.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let count = digits.chars().count();
    let mut text = String::with_capacity(digits.len() + count);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (count - place).is_multiple_of(3) {
            text.push(GROUPS);
        }
        text.push(digit);
    }
    text
}

/// A count of things: “1,465”.
#[must_use]
pub fn count_text(count: usize) -> String {
    grouped(&count.to_string())
}

/// “1 fact”, “46 facts”.
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    let word = if count == 1 { one } else { several };
    format!("{}{}{word}", count_text(count), NO_BREAK_SPACE)
}

/// A unit by its name, for a subtitle: “US dollars”, “tonnes”, “per cent”.
#[must_use]
pub fn unit_name(unit: &str) -> String {
    match unit {
        "USD" => "US dollars".to_owned(),
        "t" => "tonnes".to_owned(),
        "kg" => "kilograms".to_owned(),
        "percent" => "per cent".to_owned(),
        "percent-per-year" => "per cent a year".to_owned(),
        _ => match unit.split_once('/') {
            Some((value, per)) => format!("{} {}", unit_name(value), per_text(per)),
            None => unit.replace('-', " "),
        },
    }
}

/// Whether a unit is a currency: its ISO 4217 code, three capital letters.
#[must_use]
pub fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A power of ten, exactly.
#[must_use]
pub fn ten_to(power: i32) -> BigRational {
    let (one, raised) = (BigInt::from(1), BigInt::from(10).pow(power.unsigned_abs()));
    // Both are in lowest terms.
    if power.is_negative() { BigRational::new_raw(one, raised) } else { BigRational::from_integer(raised) }
}

/// A number counted in a power of ten, not in lowest terms: its divisors need not be sought to round it or to compare it.
fn counted_in(value: &BigRational, power: i32) -> BigRational {
    let raised = BigInt::from(10).pow(power.unsigned_abs());
    if power.is_negative() {
        BigRational::new_raw(value.numer() * raised, value.denom().clone())
    } else {
        BigRational::new_raw(value.numer().clone(), value.denom() * raised)
    }
}

/// A decimal number as it will be written: `digits` with the last of them at `last_power`.
struct Decimal {
    is_negative: bool,
    digits: String,
    last_power: i32,
}

impl Decimal {
    fn rounded(value: &BigRational, last_power: i32) -> Self {
        let last_power = if value.is_integer() { last_power.max(0) } else { last_power };
        Self::whole(counted_in(value, last_power).round().numer(), last_power)
    }

    fn whole(mantissa: &BigInt, last_power: i32) -> Self {
        let digits = mantissa.magnitude().to_string();
        Self { is_negative: mantissa.sign() == Sign::Minus, digits, last_power }
    }

    /// The power of ten of the first digit.
    fn top_power(&self) -> i32 {
        self.last_power + i32::try_from(self.digits.len()).unwrap_or(1) - 1
    }

    /// Drops zeros at the end, but none that stands for more than `up_to_power`.
    fn drop_trailing_zeros(&mut self, up_to_power: i32) {
        while self.digits.len() > 1 && self.digits.ends_with('0') && self.last_power < up_to_power {
            self.digits.pop();
            self.last_power += 1;
        }
    }

    /// Writes zeros down to a power, so that two numbers end at the same place.
    fn extend_to(&mut self, last_power: i32) {
        while self.last_power > last_power {
            self.digits.push('0');
            self.last_power -= 1;
        }
    }

    fn with_unit(&self, unit: &str) -> String {
        let magnitude = magnitude_for(self.top_power(), self.last_power);
        if magnitude > MAGNITUDES[4].0 {
            return with_unit(&self.scientific(), 0, unit);
        }
        with_unit(&self.at(magnitude), magnitude, unit)
    }

    /// The digits with the point where the magnitude puts it.
    fn at(&self, magnitude: i32) -> String {
        let sign = if self.is_negative { MINUS.to_string() } else { String::new() };
        let places = usize::try_from(magnitude - self.last_power).unwrap_or(0);
        let zeros = usize::try_from(self.last_power - magnitude).unwrap_or(0);
        let padded = format!("{:0>width$}{}", self.digits, "0".repeat(zeros), width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}", grouped(whole))
    }

    /// The number as one digit, a fraction and a power of ten: “3.26 × 10¹⁵”.
    fn scientific(&self) -> String {
        let alone = Self { is_negative: self.is_negative, digits: self.digits.clone(), last_power: 0 };
        let power = superscript(self.top_power());
        format!("{}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}10{power}", alone.at(alone.top_power()))
    }
}

/// The magnitude that shows every digit down to `last_power` and no zero that was not among them.
fn magnitude_for(top_power: i32, last_power: i32) -> i32 {
    if last_power <= 0 {
        return 0;
    }
    let up = last_power + (3 - last_power.rem_euclid(3)) % 3;
    up.max(top_power - top_power.rem_euclid(3))
}

/// Where rounding to so many significant digits ends; below 10,000 no earlier than at the ones.
fn last_power_for(value: &BigRational, significant_digits: u8) -> i32 {
    let top = leading_power(value);
    let last = top + 1 - i32::from(significant_digits.max(1));
    if top < 4 { last.min(0) } else { last }
}

/// The power of ten of a number's first digit; 0 for zero.
fn leading_power(value: &BigRational) -> i32 {
    if value.is_zero() {
        return 0;
    }
    let power = |number: &BigInt| match number.magnitude().to_u128().and_then(u128::checked_ilog10) {
        Some(power) => i32::try_from(power).unwrap_or(i32::MAX),
        None => i32::try_from(number.magnitude().to_string().len()).unwrap_or(i32::MAX) - 1,
    };
    let guess = power(value.numer()) - power(value.denom());
    let counted = counted_in(value, guess);
    if counted.numer().magnitude() < counted.denom().magnitude() { guess - 1 } else { guess }
}

/// Both ends of a range with the same last digit, and told apart.
fn rounded_ends(interval: &Interval) -> (Decimal, Decimal) {
    let larger = interval.low().abs().max(interval.high().abs());
    let is_exact_at = |last_power: i32| {
        let ends = [interval.low(), interval.high()].map(|end| counted_in(end, last_power));
        ends.iter().all(|end| (end.numer() % end.denom()).is_zero())
    };
    let leading = counted_in(&larger, leading_power(&larger));
    let begins_with_one = *leading.numer() < leading.denom() * 2;
    let mut last_power = last_power_for(&larger, if begins_with_one { 4 } else { 3 });
    let (mut low, mut high) = ends_at(interval, last_power);
    for _further in 0..MAX_FURTHER_DIGITS {
        if low < high {
            break;
        }
        last_power -= 1;
        (low, high) = ends_at(interval, last_power);
    }
    let exact_power = (0..=MAX_EXACT_DIGITS).map(|further| last_power - further).find(|power| is_exact_at(*power));
    if let Some(power) = exact_power {
        last_power = power;
        (low, high) = ends_at(interval, last_power);
    }
    let (mut low, mut high) = (Decimal::whole(&low, last_power), Decimal::whole(&high, last_power));
    if exact_power.is_some() {
        let magnitude = magnitude_for(low.top_power().max(high.top_power()), last_power);
        low.drop_trailing_zeros(magnitude);
        high.drop_trailing_zeros(magnitude);
        let last_power = low.last_power.min(high.last_power);
        low.extend_to(last_power);
        high.extend_to(last_power);
    }
    (low, high)
}

fn ends_at(interval: &Interval, last_power: i32) -> (BigInt, BigInt) {
    let [low, high] = [interval.low(), interval.high()].map(|end| counted_in(end, last_power));
    let is_tolerated = |over: BigInt, number: &BigRational| over * 5 <= number.denom() * 2;
    let (low_floor, low_ceil) = (low.floor().to_integer(), low.ceil().to_integer());
    let (high_floor, high_ceil) = (high.floor().to_integer(), high.ceil().to_integer());
    let low_end = if is_tolerated(&low_ceil * low.denom() - low.numer(), &low) { low_ceil } else { low_floor };
    let high_end = if is_tolerated(high.numer() - &high_floor * high.denom(), &high) { high_floor } else { high_ceil };
    (low_end, high_end)
}

fn with_unit(number: &str, magnitude: i32, unit: &str) -> String {
    let mut text = match unit.split_once('/') {
        Some((value, per)) => return format!("{} {}", with_unit(number, magnitude, value), per_text(per)),
        None if unit == "USD" => format!("US${NO_BREAK_SPACE}{number}"),
        None if is_currency(unit) => format!("{unit}{NO_BREAK_SPACE}{number}"),
        None => number.to_owned(),
    };
    let word = MAGNITUDES.iter().find(|(power, _)| *power == magnitude).map_or("", |(_, word)| word);
    let after = match unit {
        "percent" => "%".to_owned(),
        "percent-per-year" => "% a year".to_owned(),
        _ if is_currency(unit) => String::new(),
        _ => unit.replace('-', " "),
    };
    for part in [word, &after] {
        // A sign of per cent stands at its number.
        if !part.is_empty() && !part.starts_with('%') {
            text.push(NO_BREAK_SPACE);
        }
        text.push_str(part);
    }
    text
}

fn per_text(unit: &str) -> String {
    match unit {
        "t" => "a tonne".to_owned(),
        "kg" => "a kilogram".to_owned(),
        "people" => "a person".to_owned(),
        _ => format!("per {unit}"),
    }
}

fn superscript(power: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut text = if power.is_negative() { "⁻".to_owned() } else { String::new() };
    for digit in power.unsigned_abs().to_string().chars().filter_map(|digit| digit.to_digit(10)) {
        text.extend(usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)));
    }
    text
}

/// A text in quotation marks, its own turned into single ones.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("“{}”", text.replace('“', "‘").replace('”', "’"))
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
