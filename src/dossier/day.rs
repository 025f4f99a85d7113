//! Days of the proleptic Gregorian calendar, counted.

/// A day, counted from 1970-01-01 (day 0) in the proleptic Gregorian calendar.
///
/// Astronomical year numbering as EDTF has it: year 0 exists and is a leap year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// A day as year, month and day of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Astronomical year number.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// Days in four hundred Gregorian years, after which the calendar repeats.
const CYCLE_DAYS: i64 = 146_097;

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT_DAYS: i64 = 719_468;

impl Day {
    /// The day of a calendar date; the caller has checked that the date exists.
    #[must_use]
    pub fn from_civil(year: i64, month: u8, day: u8) -> Self {
        // Years are counted from March, so that the leap day is the last day of its year.
        let (month, day) = (i64::from(month), i64::from(day));
        let march_year = if month <= 2 { year - 1 } else { year };
        let cycle = march_year.div_euclid(400);
        let year_of_cycle = march_year.rem_euclid(400);
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
        Self(cycle * CYCLE_DAYS + day_of_cycle - EPOCH_SHIFT_DAYS)
    }

    /// The first of January of a year.
    #[must_use]
    pub fn new_year(year: i64) -> Self {
        Self::from_civil(year, 1, 1)
    }

    /// The calendar date of this day.
    #[must_use]
    pub fn civil(self) -> Civil {
        let shifted = self.0 + EPOCH_SHIFT_DAYS;
        let cycle = shifted.div_euclid(CYCLE_DAYS);
        let day_of_cycle = shifted.rem_euclid(CYCLE_DAYS);
        let year_of_cycle =
            (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
        let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_cycle + cycle * 400 + i64::from(month <= 2);
        Civil { year, month: small(month), day: small(day) }
    }

    /// The calendar year that this day lies in.
    #[must_use]
    pub fn year(self) -> i64 {
        self.civil().year
    }

    /// The day as EDTF writes it: `2026-01-15`.
    #[must_use]
    pub fn edtf(self) -> String {
        let Civil { year, month, day } = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The day `days` later, or earlier where negative.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }
}

/// Days in a month of a year.
#[must_use]
pub const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether a year has a 29 February, in astronomical numbering.
#[must_use]
pub const fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// A month or day of the month, known to be between 1 and 31.
fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(Day::from_civil(1970, 1, 1), Day(0));
        assert_eq!(Day::from_civil(2000, 3, 1), Day(11_017));
        assert_eq!(Day::from_civil(1969, 12, 31), Day(-1));
        assert_eq!(Day::from_civil(0, 3, 1), Day(-719_468));
    }

    #[test]
    fn every_day_of_three_millennia_survives_the_round_trip() {
        let mut expected = Day::new_year(-500);
        for year in -500..2500 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(Day::from_civil(year, month, day), expected);
                    assert_eq!(expected.civil(), Civil { year, month, day });
                    expected = expected.plus(1);
                }
            }
        }
    }
}
