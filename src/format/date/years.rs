//! Dates for narrow columns, and stretches of time without a date of their own.

use crate::dossier::{Date, Day, Precision};

use super::{EN_DASH, date_label, month_name, year_text};

/// Up to so many days a stretch of time is told by its days.
const TOLD_BY_DAYS: i64 = 120;
/// Up to so many days it is told by its months.
const TOLD_BY_MONTHS: i64 = 1_500;

/// The years of a date, for a narrow column: “1964”, “1968–70”, “to 1972”, “c. 1965”.
#[must_use]
pub fn date_years(date: &Date) -> String {
    if date.precision() == Precision::Coarser {
        return date_label(date);
    }
    let (first, last) = (date.first_day().map(Day::year), date.last_day().map(Day::year));
    let years = match (first, last) {
        (Some(first), Some(last)) => joined(first, last),
        (None, Some(last)) => format!("to {}", year_text(last)),
        (Some(first), None) => format!("from {}", year_text(first)),
        (None, None) => return date_label(date),
    };
    let about = if date.is_approximate() { "c. " } else { "" };
    let doubt = if date.is_uncertain() { "?" } else { "" };
    format!("{about}{years}{doubt}")
}

/// A stretch of time as precisely as its length asks for: “1962–2027”, “March 2014 to July 2015”.
#[must_use]
pub fn day_range_text(first: Day, last: Day) -> String {
    let (from, to) = (first.civil(), last.civil());
    let is_one_year = from.year == to.year;
    let are_whole_years = (from.month, from.day, to.month, to.day) == (1, 1, 12, 31);
    match last.0 - first.0 {
        _ if are_whole_years && is_one_year => year_text(from.year),
        _ if are_whole_years => format!("{}{EN_DASH}{}", year_text(from.year), year_text(to.year)),
        0 => super::day_text(first),
        1..=TOLD_BY_DAYS => {
            let year = if is_one_year { String::new() } else { format!(" {}", year_text(from.year)) };
            format!("{} {}{year} to {}", from.day, month_name(from.month), super::day_text(last))
        }
        ..=TOLD_BY_MONTHS => {
            let year = if is_one_year { String::new() } else { format!(" {}", year_text(from.year)) };
            format!("{}{year} to {} {}", month_name(from.month), month_name(to.month), year_text(to.year))
        }
        _ => format!("{}{EN_DASH}{}", year_text(from.year), year_text(to.year)),
    }
}

/// Two years with the century said once.
fn joined(first: i64, last: i64) -> String {
    if first == last {
        return year_text(first);
    }
    if (1_000..10_000).contains(&first) && first / 100 == last / 100 {
        return format!("{first}{EN_DASH}{:02}", last % 100);
    }
    format!("{}{EN_DASH}{}", year_text(first), year_text(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, years: &str) {
        assert_eq!(date_years(&Date::parse(text).expect(text)), years, "{text}");
    }

    #[test]
    fn years_of_dates() {
        check("1964-04-16", "1964");
        check("1968-11-08/1970-01~", "c. 1968–70");
        check("1998/2002", "1998–2002");
        check("2014-01/2014-10", "2014");
        check("/1972", "to 1972");
        check("../1972", "to 1972");
        check("1968/..", "from 1968");
        check("1965?", "1965?");
        check("201X", "in the 2010s");
    }

    #[test]
    fn stretches_by_their_length() {
        let day = |year, month, day| Day::from_civil(year, month, day);
        assert_eq!(day_range_text(day(1962, 3, 1), day(2027, 1, 1)), "1962–2027");
        assert_eq!(day_range_text(day(2014, 3, 1), day(2015, 7, 9)), "March 2014 to July 2015");
        assert_eq!(day_range_text(day(2014, 3, 1), day(2014, 9, 9)), "March to September 2014");
        assert_eq!(day_range_text(day(2014, 3, 1), day(2014, 3, 9)), "1 March to 9 March 2014");
        assert_eq!(day_range_text(day(2014, 3, 1), day(2014, 3, 1)), "1 March 2014");
    }
}
