//! Numbers as tables print them, made into decimal texts without losing or inventing a digit.

use num_bigint::BigInt;
use num_traits::Zero as _;
use smol_str::SmolStr;

use crate::dossier::ReportedValue;

/// What a cell that should hold a number holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// Nothing, or a word for nothing.
    Absent,
    /// A number: digits, a point, perhaps a power of ten; every digit of the cell is in it.
    Value(SmolStr),
    /// Something else.
    NotANumber,
}

/// Which sign parts the whole from the fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decimal {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// Words for “nothing here”, folded.
const NOTHING: [&str; 17] =
    ["", ".", "na", "n/a", "#n/a", "nan", "null", "none", "-", "--", "–", "—", "…", "...", "..", ":", "n.a."];

/// Reads a number that is written with a decimal point and, perhaps, thousands separators.
#[must_use]
pub fn number(text: &str) -> Number {
    number_with(text, Decimal::Point)
}

/// Reads a number.
#[must_use]
pub fn number_with(text: &str, decimal: Decimal) -> Number {
    let text = text.trim().trim_matches('\u{A0}');
    if NOTHING.contains(&text.to_ascii_lowercase().as_str()) {
        return Number::Absent;
    }
    plain(text, decimal).map_or(Number::NotANumber, Number::Value)
}

/// The text with a decimal point and without thousands separators; `None` where it is no number.
fn plain(text: &str, decimal: Decimal) -> Option<SmolStr> {
    let (negative, digits) = sign(text);
    let (digits, power) = match digits.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, Some(power)),
        None => (digits, None),
    };
    let point = match decimal {
        Decimal::Point => '.',
        Decimal::Comma => ',',
    };
    let (whole, fraction) = match digits.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = ungrouped(whole, decimal)?;
    let fraction = fraction.filter(|fraction| !fraction.is_empty());
    if fraction.is_some_and(|fraction| !fraction.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let whole = if whole.is_empty() && fraction.is_some() { "0" } else { &whole };
    let mut plain = String::with_capacity(text.len() + 1);
    plain.push_str(if negative { "-" } else { "" });
    plain.push_str(whole);
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    if let Some(power) = power {
        plain.push('e');
        plain.push_str(power.strip_prefix('+').unwrap_or(power));
    }
    ReportedValue::parse(&plain).ok().map(|printed| printed.text().into())
}

/// Whether a number is negative, by a sign before it or by brackets around it, and the rest of it.
fn sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner.trim());
    }
    match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits without thousands separators, which must stand where thousands are.
fn ungrouped(whole: &str, decimal: Decimal) -> Option<String> {
    if whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(whole.to_owned());
    }
    let is_separator = |c: char| match c {
        ',' => decimal == Decimal::Point,
        '.' => decimal == Decimal::Comma,
        ' ' | '\'' | '’' | '\u{A0}' | '\u{2009}' | '\u{202F}' => true,
        _ => false,
    };
    let separator = whole.chars().find(|c| is_separator(*c))?;
    let groups: Vec<&str> = whole.split(separator).collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let is_sound = groups.iter().all(is_digits) && first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    is_sound.then(|| groups.concat())
}

/// Whether a plain number is zero.
#[must_use]
pub fn is_zero(value: &str) -> bool {
    ReportedValue::parse(value).is_ok_and(|printed| printed.digits() == 0)
}

/// The sum of plain numbers, exactly, with as many places as the one with most.
#[must_use]
pub fn sum<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<SmolStr> {
    let (mut total, mut power) = (BigInt::zero(), 0_i32);
    for value in values {
        let printed = ReportedValue::parse(value).ok()?;
        let mut digits = BigInt::from(printed.digits());
        if printed.is_negative() {
            digits = -digits;
        }
        let own = printed.last_digit_power().min(0);
        let raised = u32::try_from(printed.last_digit_power() - own).ok()?;
        digits *= BigInt::from(10).pow(raised);
        let lower = power.min(own);
        total *= BigInt::from(10).pow(u32::try_from(power - lower).ok()?);
        total += digits * BigInt::from(10).pow(u32::try_from(own - lower).ok()?);
        power = lower;
    }
    let text = total.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let places = usize::try_from(-power).ok()?;
    if places == 0 {
        return Some(text.into());
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    Some(format!("{sign}{whole}.{fraction}").into())
}

/// A plain number times a power of ten, in a form that keeps its digits: `1.41` and 6 are `1.41e6`.
#[must_use]
pub fn scaled(value: &str, power: i32) -> SmolStr {
    if power == 0 {
        return value.into();
    }
    let (digits, own) = value.split_once('e').map_or((value, 0), |(digits, own)| (digits, own.parse().unwrap_or(0)));
    match own + power {
        0 => digits.into(),
        all => format!("{digits}e{all}").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, decimal: Decimal, expected: Option<&str>) {
        let expected = expected.map_or(Number::NotANumber, |value| Number::Value(value.into()));
        assert_eq!(number_with(text, decimal), expected, "{text}");
    }

    #[test]
    fn every_digit_of_a_cell_is_kept() {
        for (text, plain) in [
            ("461255524753", "461255524753"),
            ("  15049.86", "15049.86"),
            ("14472289332.0", "14472289332.0"),
            ("1,447,049,838", "1447049838"),
            ("1 447 049,5", "x"),
            ("-1076.78", "-1076.78"),
            ("(1,076.78)", "-1076.78"),
            ("\u{2212}3", "-3"),
            ("4.61E+11", "4.61e11"),
            (".5", "0.5"),
            ("5.", "5"),
        ] {
            check(text, Decimal::Point, (plain != "x").then_some(plain));
        }
        check("1.234,56", Decimal::Comma, Some("1234.56"));
        check("1.234", Decimal::Comma, Some("1234"));
        check("1 234,5", Decimal::Comma, Some("1234.5"));
        for text in ["1,44", "1,4470", "12,34,567", "1.2.3", "12 t", "abc", "1e", "०"] {
            check(text, Decimal::Point, None);
        }
        for text in ["", " ", "N/A", "#N/A", "NaN", "...", "–", ":"] {
            assert_eq!(number(text), Number::Absent, "{text:?}");
        }
    }

    #[test]
    fn sums_are_exact() {
        assert_eq!(sum(["0.1", "0.2", "-0.30"]).as_deref(), Some("0.00"));
        assert_eq!(sum(["2e3", "1.25"]).as_deref(), Some("2001.25"));
        assert_eq!(sum(["9007199254740993", "1"]).as_deref(), Some("9007199254740994"));
        assert_eq!(sum([]).as_deref(), Some("0"));
        assert_eq!(sum(["-0.05"]).as_deref(), Some("-0.05"));
        assert_eq!(scaled("1.41", 6), "1.41e6");
        assert_eq!(scaled("1.41e3", -3), "1.41");
        assert_eq!(scaled("7", 0), "7");
    }
}
