//! EDTF as the specification has it: what the parser in use refuses of it is read here.
//!
//! ISO 8601-2:2019 and the Library of Congress allow a negative year with unspecified digits (`-20XX`), a moment of a negative
//! year (`-1985-04-12T23:20:30Z`), and an interval of which neither end is a date (`../..`); neither says that a year may not have more
//! significant digits than it has (`-1859S5`).

use edtf_core::{
    Bound, Bounds, Date, Edtf, Interval, IntervalEndpoint as End, ParseError, Set, SetElement, SetKind, YearKind,
};

/// Reads an EDTF value.
///
/// # Errors
///
/// Those of the parser in use, where it and the specification agree.
pub(super) fn parse(text: &str) -> Result<Edtf, ParseError> {
    Edtf::parse(text).or_else(|error| wider(text).ok_or(error))
}

/// From the earliest to the latest day that a date may mean.
pub(super) fn bounds(date: &Date) -> Bounds {
    match date.year.kind {
        YearKind::Standard { negative: true, digits } if digits.iter().any(Option::is_none) => {
            let of_year = |digits| {
                let kind = YearKind::Standard { negative: true, digits };
                let concrete = Date { year: edtf_core::Year { kind, ..date.year }, ..*date };
                Edtf::Date(concrete).bounds()
            };
            let is_there = |bounds: &Bounds| matches!(bounds.earliest, Bound::Date(_));
            // Of years before Christ, the largest number is the earliest.
            let earliest = completions(digits).rev().map(of_year).find(is_there);
            let latest = completions(digits).map(of_year).find(is_there);
            Bounds {
                earliest: earliest.map_or(Bound::Unknown, |bounds| bounds.earliest),
                latest: latest.map_or(Bound::Unknown, |bounds| bounds.latest),
            }
        }
        YearKind::Standard { .. } | YearKind::Big { .. } | YearKind::Exponential { .. } => Edtf::Date(*date).bounds(),
    }
}

/// Whether not a single digit of its year is said: then it has no place in time.
pub(super) fn has_no_year(date: &Date) -> bool {
    matches!(date.year.kind, YearKind::Standard { digits: [None, None, None, None], .. })
}

/// The numbers above zero that a pattern of four digits fits, from the smallest on.
fn completions(digits: [Option<u8>; 4]) -> impl DoubleEndedIterator<Item = [Option<u8>; 4]> {
    let fits = move |number: &u16| {
        let of = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
        digits.iter().zip(of).all(|(digit, of)| digit.is_none_or(|digit| u16::from(digit) == of))
    };
    let filled = |number: u16| {
        let digit = |value: u16| u8::try_from(value % 10).ok();
        [digit(number / 1000), digit(number / 100), digit(number / 10), digit(number)]
    };
    (1..=9999).filter(fits).map(filled)
}

fn wider(text: &str) -> Option<Edtf> {
    if let Some(members) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return set(SetKind::AllMembers, members);
    }
    if let Some(members) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return set(SetKind::OneMember, members);
    }
    if let Some((start, end)) = text.split_once('/') {
        return interval(start, end);
    }
    if let Some((year, significant)) = text.split_once('S') {
        return more_than_significant(year, significant);
    }
    let Some((day, _)) = text.split_once('T') else { return date(text).map(Edtf::Date) };
    let Edtf::DateTime(mut moment) = Edtf::parse(text.strip_prefix('-')?).ok()? else { return None };
    moment.date = date(day)?;
    Some(Edtf::DateTime(moment))
}

/// A date, of a negative year in any case that the parser in use refuses.
fn date(text: &str) -> Option<Date> {
    if let Ok(Edtf::Date(date)) = Edtf::parse(text) {
        return Some(date);
    }
    // A doubt of the year alone stands before its sign.
    let year = text.trim_start_matches(['?', '~', '%']);
    let (doubt, rest) = (&text[..text.len() - year.len()], year.strip_prefix('-')?);
    // What follows the sign begins with a digit: it is not signed again.
    let Ok(Edtf::Date(mut date)) = Edtf::parse(&format!("{doubt}{rest}")) else { return None };
    let YearKind::Standard { negative: negative @ false, digits } = &mut date.year.kind else { return None };
    *negative = true;
    let is_masked = digits.iter().any(Option::is_none);
    (is_masked && rest.starts_with(|first: char| first.is_ascii_digit() || first == 'X')).then_some(date)
}

/// A year with more significant digits than it has: all that it has are significant.
fn more_than_significant(year: &str, significant: &str) -> Option<Edtf> {
    let digits = year.trim_start_matches('Y').trim_start_matches('-');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_more = is_number(digits)
        && is_number(significant)
        && significant.parse().is_ok_and(|count: usize| count > digits.len());
    is_more.then(|| Edtf::parse(&format!("{year}S{}", digits.len())).ok()).flatten()
}

fn interval(start: &str, end: &str) -> Option<Edtf> {
    let start = match (start, start.strip_prefix("..")) {
        ("", _) => End::Unknown,
        (_, Some("")) => End::Open,
        (_, Some(on_or_before)) => End::OnOrBefore(date(on_or_before)?),
        (_, None) => End::Date(date(start)?),
    };
    let end = match (end, end.strip_suffix("..")) {
        ("", _) => End::Unknown,
        (_, Some("")) => End::Open,
        (_, Some(on_or_after)) => End::OnOrAfter(date(on_or_after)?),
        (_, None) => End::Date(date(end)?),
    };
    if let (End::Date(first), End::Date(last)) = (&start, &end)
        && is_after(first, last)
    {
        return None;
    }
    Some(Edtf::Interval(Interval { start, end }))
}

fn set(kind: SetKind, members: &str) -> Option<Edtf> {
    let member = |member: &str| {
        if let Some(last) = member.strip_prefix("..") {
            return Some(SetElement::OnOrBefore(date(last)?));
        }
        if let Some(first) = member.strip_suffix("..") {
            return Some(SetElement::OnOrAfter(date(first)?));
        }
        // A range has no unspecified digits in it, so that the parser in use reads every one.
        match Edtf::parse(&format!("{{{member}}}")) {
            Ok(Edtf::Set(set)) => set.elements.first().copied(),
            Ok(Edtf::Date(_) | Edtf::DateTime(_) | Edtf::Interval(_)) | Err(_) => Some(SetElement::Date(date(member)?)),
        }
    };
    let elements = members.split(',').map(member).collect::<Option<Vec<_>>>()?;
    Some(Edtf::Set(Set { kind, elements }))
}

/// Whether one date begins after the other one has ended, whatever their digits turn out to be.
fn is_after(one: &Date, other: &Date) -> bool {
    match (bounds(one).earliest, bounds(other).latest) {
        (Bound::Date(first), Bound::Date(last)) => first > last,
        (
            Bound::Date(_) | Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown,
            Bound::Date(_) | Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown,
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, earliest: &str, latest: &str) {
        let Ok(Edtf::Date(date)) = parse(text) else { panic!("{text}") };
        let Bounds { earliest: Bound::Date(first), latest: Bound::Date(last) } = bounds(&date) else {
            panic!("{text}")
        };
        assert_eq!((first.to_string().as_str(), last.to_string().as_str()), (earliest, latest), "{text}");
    }

    #[test]
    fn unspecified_digits_before_christ() {
        check("-20XX", "-2099-01-01", "-2000-12-31");
        check("-004X", "-0049-01-01", "-0040-12-31");
        check("-000X", "-0009-01-01", "-0001-12-31");
        check("-1XXX?", "-1999-01-01", "-1000-12-31");
        check("-15XX-12-XX", "-1599-12-01", "-1500-12-31");
        check("?-15XX-12-25", "-1599-12-25", "-1500-12-25");
        check("-000X-02-29", "-0008-02-29", "-0004-02-29");
    }

    #[test]
    fn intervals_and_sets_of_such_years() {
        for text in [
            "-20XX/-19XX",
            "-20XX/..",
            "../-20XX",
            "-20XX/",
            "-20XX/2000",
            "-20XX~/-1900-05",
            "..-20XX/-1900",
            "../..",
            "/",
            "/..",
            "../",
            "[-20XX,-1900]",
            "{-20XX..,-18XX,1900..1901}",
            "[..-20XX]",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
        for text in [
            "-18XX/-19XX",
            "2000/-20XX",
            "--20XX",
            "-?20XX",
            "-Y20000",
            "-20XX//",
            "[-20XX,]",
            "[]",
            "-0000",
            "-0000-01-01T00:00:00Z",
            "-20XXT10:00:00Z",
            "..",
            "-",
            "",
            "-2XXX-13",
            "-20XX-02-30",
            "é/..",
            "-é",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn more_significant_digits_than_there_are() {
        check("-1859S5", "-1859-01-01", "-1859-12-31");
        check("1859S40", "1859-01-01", "1859-12-31");
        for text in ["1859S0", "1859S", "S5", "185S5", "18X9S5", "1859S5S6", "-S5", "1859S5/1860"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_before_christ() {
        let Ok(Edtf::DateTime(moment)) = parse("-1985-04-12T23:20:30Z") else { panic!() };
        assert_eq!((moment.date.year.value(), moment.time.hour), (Some(-1985), 23));
        assert!(parse("-1985-04-31T23:20:30Z").is_err());
        assert!(parse("-1985-04-12T25:20:30Z").is_err());
        assert!(parse("?-1985-04-12T23:20:30Z").is_err());
    }
}
