//! The dates of CSL items: one day, month or year, a stretch of them, a season, or words.
//!
//! CSL has no year 0: “BC” is appended to negative years as they are, so that −2500 becomes “2500BC” (CSL 1.0.2, “Date”). EDTF,
//! ISO 8601 and BibLaTeX count a year 0, the one before AD 1: there the same year is −2499.

use std::fmt::Write as _;

use crate::dossier::{Csl, Source, days_in_month};
use crate::format::date::MONTHS;

/// A date of a source, as far as it is sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CslDate {
    /// The day, month or year, or the first one; `None` where there are only words.
    pub(super) start: Option<Parts>,
    /// The last one.
    pub(super) end: Option<Parts>,
    /// Spring is 1.
    pub(super) season: Option<usize>,
    pub(super) is_circa: bool,
    /// What stands in the place of a date, in words.
    pub(super) words: Option<String>,
}

/// A year, with month and day as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Negative before Christ; never 0.
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

/// The names of the seasons, from spring.
pub(super) const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

impl CslDate {
    /// A date field of a source; `None` where it says nothing.
    pub(super) fn of(source: &Source, field: &str) -> Option<Self> {
        let value = source.csl().get(field)?;
        let nothing = Self { start: None, end: None, season: season(value), is_circa: is_circa(value), words: None };
        let verbatim = |key: &str| value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty());
        if let Some(ends) = value.get("date-parts") {
            let mut ends =
                ends.items().iter().map_while(|end| numbers(end.items().iter().map_while(Csl::whole_number)));
            if let Some((start, season)) = ends.next() {
                let end = ends.next().map(|(end, _)| end).filter(|end| *end != start);
                return Some(Self { start: Some(start), end, season: nothing.season.or(season), ..nothing });
            }
        }
        if let Some(words) = verbatim("literal") {
            return Some(Self { words: Some(words.to_owned()), ..nothing });
        }
        let raw = verbatim("raw")?;
        Some(parsed(raw, &nothing).unwrap_or_else(|| Self { words: Some(raw.to_owned()), ..nothing }))
    }

    /// In words, such as “13 February 2015”.
    pub(super) fn in_words(&self) -> Option<String> {
        let words = match (&self.words, self.start) {
            (Some(words), _) => words.clone(),
            (None, Some(start)) => match (self.season.and_then(|season| SEASONS.get(season.checked_sub(1)?)), self.end)
            {
                (Some(season), None) => format!("{} {}", season.to_lowercase(), year_words(start.year)),
                (_, Some(end)) => format!("{} to {}", start.words(), end.words()),
                (None, None) => start.words(),
            },
            (None, None) => return None,
        };
        Some(if self.is_circa { format!("c. {words}") } else { words })
    }
}

impl Parts {
    fn words(self) -> String {
        let year = year_words(self.year);
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {year}"),
            (Some(month), None) => format!("{month} {year}"),
            (None, _) => year,
        }
    }

    /// Year, month and day as ISO 8601 has them: `2013-10-20`, and `-0042` for 43 BC.
    pub(super) fn iso(self) -> String {
        let year = self.astronomical_year();
        let sign = if year < 0 { "-" } else { "" };
        let mut text = format!("{sign}{:04}", year.unsigned_abs());
        for part in [self.month, self.day].into_iter().map_while(|part| part) {
            // Writing to a string cannot fail.
            let _ = write!(text, "-{part:02}");
        }
        text
    }

    /// The year as it is counted where there is a year 0.
    pub(super) const fn astronomical_year(self) -> i64 {
        if self.year < 0 { self.year.saturating_add(1) } else { self.year }
    }
}

/// A year in words: “43 BC”.
pub(super) fn year_words(year: i64) -> String {
    if year < 1 { format!("{} BC", year.unsigned_abs().max(1)) } else { year.to_string() }
}

/// What of some numbers a calendar has; a month above 12 is a season.
fn numbers(mut numbers: impl Iterator<Item = i64>) -> Option<(Parts, Option<usize>)> {
    // CSL has no year 0; where one stands, the one before AD 1 is meant.
    let year = numbers.next().map(|year| if year == 0 { -1 } else { year })?;
    let month = numbers.next().and_then(|month| u8::try_from(month).ok());
    let season = month.and_then(|month| match month {
        13..=16 => Some(usize::from(month) - 12),
        21..=24 => Some(usize::from(month) - 20),
        _ => None,
    });
    let month = month.filter(|month| (1..=12).contains(month));
    let day = numbers.next().and_then(|day| u8::try_from(day).ok());
    let parts = Parts { year, month, day: None };
    let last = |month: u8| days_in_month(parts.astronomical_year(), month);
    let day = day.filter(|day| month.is_some_and(|month| (1..=last(month)).contains(day)));
    Some((Parts { day, ..parts }, season))
}

/// A date that was typed, where it is one of ISO 8601: `2015-02-13`, `2015-02/2015-04`, `1890~`.
fn parsed(raw: &str, nothing: &CslDate) -> Option<CslDate> {
    let bare = raw.trim_end_matches(['~', '?']);
    let end = |text: &str| {
        let is_plain = text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let parts: Option<Vec<i64>> = text.split('-').map(|part| part.parse().ok()).collect();
        let (read, season) = numbers(parts.filter(|parts| is_plain && parts.len() <= 3)?.into_iter())?;
        // Nothing that was typed is lost: what no calendar has stays words.
        (text.split('-').count() == 1 + usize::from(read.month.is_some()) + usize::from(read.day.is_some()))
            .then_some((read, season))
    };
    let (start, last) = match bare.split_once('/') {
        None => (end(bare)?.0, None),
        Some((first, last)) => (end(first)?.0, Some(end(last)?.0)),
    };
    let is_circa = nothing.is_circa || bare.len() < raw.len();
    Some(CslDate { start: Some(start), end: last, is_circa, ..nothing.clone() })
}

fn season(date: &Csl) -> Option<usize> {
    let value = date.get("season")?;
    let by_name = value.as_str().and_then(|name| {
        SEASONS
            .iter()
            .position(|season| season.eq_ignore_ascii_case(name.trim()))
            .or_else(|| name.trim().eq_ignore_ascii_case("fall").then_some(2))
    });
    let number = by_name.map(|place| place + 1).or_else(|| usize::try_from(value.whole_number()?).ok());
    number
        .map(|number| if (21..=24).contains(&number) { number - 20 } else { number })
        .filter(|number| (1..=4).contains(number))
}

/// CSL has `circa` as true, as a number, or as a string.
fn is_circa(date: &Csl) -> bool {
    match date.get("circa") {
        Some(Csl::Bool(is_circa)) => *is_circa,
        Some(Csl::Number(number)) => number.as_i64() != Some(0),
        Some(Csl::Text(text)) => !matches!(&**text, "" | "0" | "false"),
        Some(Csl::Null | Csl::List(_) | Csl::Object(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::CslDate;
    use crate::dossier::Source;

    #[track_caller]
    fn check(issued: &Value, expected: Option<&str>) {
        let csl = serde_json::from_value(json!({"issued": issued})).expect("any JSON");
        let date = CslDate::of(&Source::new("s".into(), csl), "issued");
        assert_eq!(date.and_then(|date| date.in_words()).as_deref(), expected, "{issued}");
    }

    #[test]
    fn dates_are_said_as_far_as_they_are_known() {
        check(&json!({"date-parts": [[2015, 2, 13]]}), Some("13 February 2015"));
        check(&json!({"date-parts": [["2015", "2"]]}), Some("February 2015"));
        check(&json!({"date-parts": [[2015]], "circa": true}), Some("c. 2015"));
        check(&json!({"date-parts": [[2013, 10, 20], [2013, 11, 3]]}), Some("20 October 2013 to 3 November 2013"));
        check(&json!({"date-parts": [[-43]]}), Some("43 BC"));
        check(&json!({"date-parts": [[2010]], "season": 1}), Some("spring 2010"));
        check(&json!({"date-parts": [[2010, 14]]}), Some("summer 2010"));
        check(&json!({"literal": "musim semi 1965"}), Some("musim semi 1965"));
        check(&json!({"raw": "2015-02-13"}), Some("13 February 2015"));
        check(&json!({"raw": "1890~"}), Some("c. 1890"));
        check(&json!({"raw": "2015-02/2015-04"}), Some("February 2015 to April 2015"));
        check(&json!({"raw": "13 Feb. 2015"}), Some("13 Feb. 2015"));
        check(&json!({"raw": "2015-02-30"}), Some("2015-02-30"));
    }

    #[test]
    fn what_no_calendar_has_is_left_out() {
        check(&json!({"date-parts": [[2015, 13, 1]]}), Some("spring 2015"));
        check(&json!({"date-parts": [[2015, 17, 1]]}), Some("2015"));
        check(&json!({"date-parts": [[2015, 2, 30]]}), Some("February 2015"));
        check(&json!({"date-parts": [[i64::MIN, 2, 30]]}), Some("February 9223372036854775808 BC"));
        for nothing in [json!({"date-parts": [[]]}), json!({"date-parts": []}), json!({}), json!("2015"), json!(null)] {
            check(&nothing, None);
        }
    }
}
