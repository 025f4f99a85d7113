//! Dates as event lists state them: as precise as the list says, and no more.

use smol_str::SmolStr;

use crate::dossier::{Date, days_in_month};

/// A date of parts, as precise as they are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Parts {
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl Parts {
    /// From texts, of which later ones may be empty.
    pub(super) fn read(year: &str, month: &str, day: &str) -> Option<Self> {
        let number = |text: &str| -> Result<Option<u8>, ()> {
            let text = text.trim();
            if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_not_a_number| ()) }
        };
        let year = year.trim().parse().ok()?;
        let (month, day) = (number(month).ok()?, number(day).ok()?);
        let parts = Self { year, month: month.filter(|month| *month != 0), day: day.filter(|day| *day != 0) };
        let is_sound = match (parts.month, parts.day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=12).contains(&month) && day <= days_in_month(year, month),
            (None, Some(_)) => false,
        };
        is_sound.then_some(parts)
    }

    pub(super) fn edtf(self) -> SmolStr {
        let year = match self.year {
            0..=9999 => format!("{:04}", self.year),
            -9999..=-1 => format!("-{:04}", -self.year),
            other => return format!("Y{other}").into(),
        };
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}").into(),
            (Some(month), None) => format!("{year}-{month:02}").into(),
            _ => year.into(),
        }
    }
}

/// A date from one to another; where both are the same it is one.
pub(super) fn between(start: Parts, end: Option<Parts>) -> SmolStr {
    match end {
        Some(end) if end != start => format!("{}/{}", start.edtf(), end.edtf()).into(),
        _ => start.edtf(),
    }
}

/// `2013-03-30`, `2013-03-30 11:16:00`, `2013-03-30T11:16:00Z`: the day as it is written, in whichever zone.
pub(super) fn day_of_timestamp(text: &str) -> Option<Parts> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let day = digits.split(['T', ' ']).next()?;
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(year) || !is_digits(month) || !is_digits(day) {
        return None;
    }
    Parts::read(year, month, day).map(|parts| Parts { year: sign * parts.year, ..parts })
}

/// A full date of a table that does not say how precise it is: the first of January may be a year, the first of a month a
/// month. What may not be known is marked as uncertain, with the reason.
pub(super) fn unsure(parts: Parts) -> (SmolStr, Option<String>) {
    match (parts.month, parts.day) {
        (Some(1), Some(1)) => {
            let date = format!("{}?", Parts { month: None, day: None, ..parts }.edtf());
            (date.into(), Some("The list writes the first of January and does not say how precise its dates are: it may stand for the year.".to_owned()))
        }
        (Some(_), Some(1)) => {
            let month = Parts { day: None, ..parts }.edtf();
            let date: SmolStr = format!("{month}-?01").into();
            let date = if Date::parse(&date).is_ok() { date } else { format!("{month}?").into() };
            (date, Some("The list writes the first of the month and does not say how precise its dates are: the day may not be known.".to_owned()))
        }
        _ => (parts.edtf(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_what_is_stated() {
        let edtf = |year: &str, month: &str, day: &str| Parts::read(year, month, day).map(Parts::edtf);
        assert_eq!(edtf("1815", "12", "10").as_deref(), Some("1815-12-10"));
        assert_eq!(edtf("1943", "7", "").as_deref(), Some("1943-07"));
        assert_eq!(edtf("1951", "", "").as_deref(), Some("1951"));
        assert_eq!(edtf("-44", "3", "15").as_deref(), Some("-0044-03-15"));
        assert_eq!(edtf("1951", "", "3"), None);
        assert_eq!(edtf("1951", "2", "30"), None);
        assert_eq!(edtf("", "", ""), None);
    }

    #[test]
    fn no_zone_moves_a_day() {
        let day = |text: &str| day_of_timestamp(text).map(Parts::edtf);
        assert_eq!(day("2013-03-30 23:59:00").as_deref(), Some("2013-03-30"));
        assert_eq!(day("1735-01-01T00:00:00Z").as_deref(), Some("1735-01-01"));
        assert_eq!(day("+1955-00-00T00:00:00Z").as_deref(), Some("1955"));
        assert_eq!(day("INVALID-DATE"), None);
        let (date, doubt) = unsure(day_of_timestamp("1735-01-01").expect("a day"));
        assert!(date == "1735?" && doubt.is_some());
        let (date, doubt) = unsure(day_of_timestamp("1968-11-01").expect("a day"));
        assert!(Date::parse(&date).is_ok() && doubt.is_some(), "{date}");
        assert_eq!(unsure(day_of_timestamp("1968-11-02").expect("a day")), ("1968-11-02".into(), None));
    }
}
