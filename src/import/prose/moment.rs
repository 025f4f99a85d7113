//! A time as a text says it, and as EDTF writes it.

use std::fmt::Write as _;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Seasons.
    Season,
    /// Years.
    Year,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
}

/// A part of a stretch of time that a text names without saying where it ends: EDTF has no sign for it, so it stays beside the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Early, beginning, start.
    Early,
    /// Mid, middle.
    Middle,
    /// Late, end, close.
    Late,
}

/// How fine a moment is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, a quarter or a half of a year: `month` is EDTF's number of it (21–41).
    Season,
    /// A year.
    Year,
    /// A decade; `year` is its first.
    Decade,
    /// A century; `year` is its first in EDTF's counting (1800 for the nineteenth).
    Century,
}

/// A moment of the calendar, to the grain that a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// How fine it is.
    pub grain: Grain,
    /// The year, as EDTF counts (1 BC is 0); none where the text does not say and nothing says it.
    pub year: Option<i32>,
    /// The month from 1, or EDTF's number of the season; 0 where there is none.
    pub month: u8,
    /// The day from 1; 0 where there is none.
    pub day: u8,
}

impl Moment {
    /// A year.
    pub(super) const fn year(year: i32) -> Self {
        Self { grain: Grain::Year, year: Some(year), month: 0, day: 0 }
    }

    /// A month, or a season by EDTF's number.
    pub(super) const fn month(year: Option<i32>, month: u8) -> Self {
        Self { grain: if month > 12 { Grain::Season } else { Grain::Month }, year, month, day: 0 }
    }

    /// A day.
    pub(super) const fn day(year: Option<i32>, month: u8, day: u8) -> Self {
        Self { grain: Grain::Day, year, month, day }
    }

    /// In EDTF; none while its year is not known.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let year = self.year?;
        let mut text = String::new();
        let (sign, size) = (if year < 0 { "-" } else { "" }, year.unsigned_abs());
        let written = match self.grain {
            Grain::Century => write!(text, "{sign}{:02}XX", size / 100),
            Grain::Decade => write!(text, "{sign}{:03}X", size / 10),
            Grain::Year => write!(text, "{sign}{size:04}"),
            Grain::Month | Grain::Season => write!(text, "{sign}{size:04}-{:02}", self.month),
            Grain::Day => write!(text, "{sign}{size:04}-{:02}-{:02}", self.month, self.day),
        };
        written.ok().map(|()| text)
    }

    /// The day after so many, where this is a day with its year.
    pub(super) fn plus_days(self, days: i64) -> Option<Self> {
        let (year, Grain::Day) = (self.year?, self.grain) else { return None };
        let (year, month, day) = civil(days_from_civil(year, self.month, self.day).checked_add(days)?)?;
        Some(Self::day(Some(year), month, day))
    }

    /// The month after so many, where this is finer than a season and has its year.
    pub(super) fn plus_months(self, months: i64) -> Option<Self> {
        if self.month == 0 || self.month > 12 {
            return None;
        }
        let index = i64::from(self.year?) * 12 + i64::from(self.month) - 1 + months;
        let year = i32::try_from(index.div_euclid(12)).ok()?;
        let month = u8::try_from(index.rem_euclid(12)).ok()? + 1;
        Some(Self::month(Some(year), month))
    }

    /// The year after so many.
    pub(super) fn plus_years(self, years: i64) -> Option<Self> {
        Some(Self::year(i32::try_from(i64::from(self.year?) + years).ok()?))
    }
}

/// Whether the calendar has the day: the Gregorian one, carried back as EDTF does.
pub(super) fn is_day(year: Option<i32>, month: u8, day: u8) -> bool {
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of a day, 1970-01-01 being 0.
fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day's number.
fn civil(days: i64) -> Option<(i32, u8, u8)> {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Some((i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}
