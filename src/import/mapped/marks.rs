//! Marks that tables put behind a number or a year: “1,020e”, “2015 p”, “2013*”, “2 300 456 r”. The number is read without its mark,
//! and what the mark says is kept.

use smol_str::SmolStr;

use super::period::{DayOrder, WrittenDay, period, short_month};
use crate::import::decimal::{Decimal, Number, number_with};

/// Marks of one or two letters that statistics offices use, and what they mean.
const LETTERS: [(&str, &str); 14] = [
    ("p", "provisional"),
    ("r", "revised"),
    ("e", "estimated"),
    ("s", "estimated"),
    ("f", "a forecast"),
    ("b", "a break in the series"),
    ("d", "by another definition"),
    ("u", "of low reliability"),
    ("c", "confidential"),
    ("n", "not significant"),
    ("prov", "provisional"),
    ("prel", "provisional"),
    ("est", "estimated"),
    ("rev", "revised"),
];
/// Signs that point to a footnote.
const SIGNS: [char; 14] = ['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰'];

/// A number, and the mark behind it.
pub(super) fn marked_number(text: &str, decimal: Decimal) -> (Number, Option<SmolStr>) {
    let number = number_with(text, decimal);
    if number != Number::NotANumber {
        return (number, None);
    }
    let Some((rest, mark)) = without_mark(text) else { return (Number::NotANumber, None) };
    match number_with(rest, decimal) {
        // A mark alone, or behind words, says nothing of a number.
        Number::Absent if rest.is_empty() => (Number::NotANumber, None),
        Number::NotANumber => (Number::NotANumber, None),
        found @ (Number::Absent | Number::Value(_)) => (found, Some(mark)),
    }
}

/// A period, and the mark behind it. A date of two readings is read in the order that is said.
pub(super) fn marked_period(text: &str, order: Option<DayOrder>) -> Option<(SmolStr, Option<SmolStr>)> {
    let ordered = |text: &str| WrittenDay::of(text)?.by(order?).map(SmolStr::from);
    let found = |text: &str| period(text).or_else(|| ordered(text)).or_else(|| short_month(text));
    if let Some(found) = found(text) {
        return Some((found, None));
    }
    let (rest, mark) = without_mark(text)?;
    Some((found(rest)?, Some(mark)))
}

/// What a mark says, as a sentence.
pub(super) fn meaning(mark: &str) -> String {
    let folded = mark.to_lowercase();
    match LETTERS.iter().find(|(letters, _)| *letters == folded) {
        Some((_, meaning)) => format!("The table marks it “{mark}”: {meaning}."),
        None => format!("The table marks it “{mark}”: see its notes."),
    }
}

/// Whether a mark says that the number is no count.
pub(super) fn is_estimate(mark: &str) -> bool {
    LETTERS
        .iter()
        .any(|(letters, meaning)| mark.eq_ignore_ascii_case(letters) && matches!(*meaning, "estimated" | "a forecast"))
}

/// Whether a mark says that earlier values are not comparable.
pub(super) fn is_break(mark: &str) -> bool {
    mark.eq_ignore_ascii_case("b")
}

/// Whether a mark says that the number is kept back.
pub(super) fn is_confidential(mark: &str) -> bool {
    mark.eq_ignore_ascii_case("c")
}

/// A text without the mark at its end.
fn without_mark(text: &str) -> Option<(&str, SmolStr)> {
    let text = text.trim();
    if let Some(rest) = text.strip_suffix(')') {
        let (before, mark) = rest.rsplit_once('(').map_or((rest, ""), |(before, mark)| (before, mark));
        let mark = mark.trim().trim_end_matches('.');
        let is_number = (1..=2).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
        let is_sign = !mark.is_empty() && mark.chars().all(|c| SIGNS.contains(&c));
        return (is_known(mark) || is_number || is_sign).then(|| (before.trim_end(), mark.into()));
    }
    let signs: usize = text.chars().rev().take_while(|c| SIGNS.contains(c)).map(char::len_utf8).sum();
    if signs > 0 {
        let (rest, mark) = text.split_at(text.len() - signs);
        return Some((rest.trim_end(), mark.into()));
    }
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let (rest, mark) = text.split_at(text.len() - letters);
    let is_behind = rest.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{A0}'));
    (is_behind && is_known(mark)).then(|| (rest.trim_end(), mark.into()))
}

fn is_known(mark: &str) -> bool {
    LETTERS.iter().any(|(letters, _)| mark.eq_ignore_ascii_case(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_told_from_the_number_before_it() {
        for (text, value, mark) in [
            ("1,020e", "1020", "e"),
            ("2300456 p", "2300456", "p"),
            ("12.5*", "12.5", "*"),
            ("12.5²", "12.5", "²"),
            ("7 (r)", "7", "r"),
            ("-4.5 (2)", "-4.5", "2"),
        ] {
            let found = marked_number(text, Decimal::Point);
            assert_eq!(found, (Number::Value(value.into()), Some(mark.into())), "{text}");
        }
        assert_eq!(marked_number("3e5", Decimal::Point), (Number::Value("3e5".into()), None));
        assert_eq!(marked_number("(400)", Decimal::Point), (Number::Value("-400".into()), None));
        assert_eq!(marked_number(": c", Decimal::Point), (Number::Absent, Some("c".into())));
        for text in ["e", "12 kg", "12 units", "1.2.3p", "(p)", "12 months"] {
            assert_eq!(marked_number(text, Decimal::Point).0, Number::NotANumber, "{text}");
        }
        assert_eq!(meaning("P"), "The table marks it “P”: provisional.");
    }

    #[test]
    fn a_mark_is_told_from_the_year_before_it() {
        for (text, mark) in
            [("2012r", "r"), ("2013*", "*"), ("2015 p", "p"), ("2015 (prov.)", "prov"), ("2015 (1)", "1")]
        {
            assert_eq!(marked_period(text, None), Some((text[..4].into(), Some(mark.into()))), "{text}");
        }
        assert_eq!(marked_period("2015", None), Some(("2015".into(), None)));
        for text in ["2015 (Jan-Foo)", "Total", "2018-19", "2015 net", "p"] {
            assert_eq!(marked_period(text, None), None, "{text}");
        }
    }
}
