//! The period that a change is against.

use crate::dossier::is_leap_year;
use crate::import::prose::{self, Amount, Language};

use super::facts::{Dated, Statement};

/// Words for the period before, by a year.
const YEAR_BEFORE: [&str; 13] = [
    "a year earlier",
    "a year ago",
    "a year before",
    "one year earlier",
    "the year before",
    "the previous year",
    "the preceding year",
    "the prior year",
    "year-on-year",
    "year on year",
    "tahun sebelumnya",
    "전년대비",
    "전년 대비",
];

/// Words before what a change is against.
const COMPARED: [&str; 6] = ["compared", "than in", "over ", "from ", "dibandingkan", "against "];

/// Words between a change and an amount that belongs to it: what it led to, and what it began at.
const OF_THE_CHANGE: [&str; 10] = [
    "to",
    "from",
    "up from",
    "down from",
    "against",
    "compared with",
    "compared to",
    "menjadi",
    "dari",
    "dibandingkan",
];

/// So near before a change stands "year-on-year", in bytes.
const NEAR: usize = 20;

/// The period that a change is against: "over the same period in 2013" beside January to October 2014 is January to October
/// 2013, and "from a year earlier" beside 2018 is 2017. What is nearest counts, and what is said of another amount does not.
pub(super) fn against(text: &str, statement: &Statement, amount: &Amount, date: Option<&Dated>) -> Option<String> {
    let own = date.or(statement.date.as_ref()).map(|own| own.edtf.as_str());
    if is_on_year_before(text, statement, amount) {
        return shifted(own?, -1);
    }
    // Only what has as many bytes in capitals, so that places in it are places in the text.
    let after = &text[amount.range.end..end_of_change(text, statement, amount)];
    let lower = after.to_ascii_lowercase();
    let year_before = YEAR_BEFORE.iter().filter_map(|said| lower.find(said)).min();
    let own_years = own.map(years_of).unwrap_or_default();
    let mut starts: Vec<usize> = COMPARED
        .iter()
        .flat_map(|said| lower.match_indices(said).map(|(at, _)| at))
        .filter(|at| opens(&lower, *at))
        .collect();
    starts.sort_unstable();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lower.len());
        let year = year_within(after, *start, end);
        if year_before.is_some_and(|said| said < year.map_or(end, |(at, _)| at)) {
            break;
        }
        let Some((_, year)) = year.filter(|(_, year)| own_years.first() != Some(year)) else { continue };
        if !lower[*start..end].contains("same period") {
            return Some(format!("{year:04}"));
        }
        // The same months of a stretch over two years may begin or end in the year that is said.
        return match own_years.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => shifted(own?, year - first),
            _ => None,
        };
    }
    year_before.and_then(|_| shifted(own?, -1))
}

/// Whether "year-on-year", or the like, stands right before a change and after every other amount.
fn is_on_year_before(text: &str, statement: &Statement, amount: &Amount) -> bool {
    // The amounts are in the order of the text.
    let before = statement.amounts.partition_point(|(other, _)| other.range.end <= amount.range.start).checked_sub(1);
    let first = before.map_or(statement.range.start, |last| statement.amounts[last].0.range.end);
    let start = text.floor_char_boundary(amount.range.start.saturating_sub(NEAR)).max(first);
    let near = text[start..amount.range.start].to_lowercase();
    YEAR_BEFORE.iter().any(|said| {
        let between = near.rfind(said).map(|at| &near[at + said.len()..]);
        between.is_some_and(|between| ![",", ";", " and ", " dan "].iter().any(|turn| between.contains(turn)))
    })
}

/// Where the words end that tell of a change: at the next amount, but for what the change led to or began at.
fn end_of_change(text: &str, statement: &Statement, amount: &Amount) -> usize {
    let mut end = amount.range.end;
    let after = statement.amounts.partition_point(|(other, _)| other.range.start < amount.range.end);
    for (other, _) in &statement.amounts[after..] {
        let between = text.get(end..other.range.start).unwrap_or("").trim().to_lowercase();
        let between =
            [" about", " around", " some"].iter().find_map(|about| between.strip_suffix(about)).unwrap_or(&between);
        if !OF_THE_CHANGE.contains(&between.trim_start_matches(',').trim()) {
            return other.range.start;
        }
        end = other.range.end;
    }
    statement.range.end
}

/// Whether no word goes on here.
fn opens(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

/// The first year between two places, and where it stands. A number with a unit or a currency beside it is none.
fn year_within(text: &str, start: usize, end: usize) -> Option<(usize, i64)> {
    const YEARS: std::ops::RangeInclusive<i64> = 1800..=2100;
    /// So much is read around a number, in bytes.
    const AROUND: usize = 40;
    let mut at = start;
    for digits in text[start..end].split(|c: char| !c.is_ascii_digit()) {
        let place = at;
        at = text.ceil_char_boundary(place + digits.len() + 1);
        let Some(year) = digits.parse().ok().filter(|year| digits.len() == 4 && YEARS.contains(year)) else { continue };
        let first = text.ceil_char_boundary(place.saturating_sub(AROUND));
        let last = text.floor_char_boundary((place + AROUND).min(text.len()));
        let amounts = prose::read(&text[first..last], Language::English).amounts;
        if !amounts.iter().any(|amount| amount.range.contains(&(place - first))) {
            return Some((place, year));
        }
    }
    None
}

/// The years that a date in EDTF names, in their order.
fn years_of(edtf: &str) -> Vec<i64> {
    edtf.split('/').filter_map(year_of).collect()
}

fn year_of(part: &str) -> Option<i64> {
    part.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

/// A date in EDTF with every year of it so much later; none where a year of it is not said whole.
fn shifted(edtf: &str, years: i64) -> Option<String> {
    let moved = |part: &str| {
        if matches!(part, "" | "..") {
            return Some(part.to_owned());
        }
        let year = year_of(part)? + years;
        let rest = &part[4..];
        // The last day of February stays the last.
        let rest = if is_leap_year(year) { rest.to_owned() } else { rest.replacen("-02-29", "-02-28", 1) };
        (0..=9999).contains(&year).then(|| format!("{year:04}{rest}"))
    };
    Some(edtf.split('/').map(moved).collect::<Option<Vec<String>>>()?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn every_year_of_a_date_is_moved() {
        for (edtf, years, expected) in [
            ("2018", -1, Some("2017")),
            ("2017-11/2018-02", -1, Some("2016-11/2017-02")),
            ("2014-01/2014-10", -4, Some("2010-01/2010-10")),
            ("2016-02-29", -1, Some("2015-02-28")),
            ("../2018~", -1, Some("../2017~")),
            ("201X", -1, None),
        ] {
            assert_eq!(shifted(edtf, years).as_deref(), expected, "{edtf}");
        }
    }
}
