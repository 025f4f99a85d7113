//! Which period the columns of a table are about, by their headings; and how the dates in its rows are written.

use smol_str::SmolStr;

use super::headings::is_total;
use super::mapping::{Mapping, Role, ValueKind};
use super::period::{DayOrder, WrittenDay, fiscal, lettered_year, period, short_month, year};
use crate::import::wording;

/// The period that a heading is, or that one of its parts is.
pub(super) fn period_of_heading(heading: &str) -> Option<SmolStr> {
    let of_part = |part: &str| {
        let lettered = || lettered_year(part).filter(|(letters, _)| letters.len() == 1);
        period(part).or_else(|| short_month(part)).or_else(|| lettered().map(|(_, year)| year))
    };
    heading.rsplit(" / ").find_map(of_part)
}

/// The flow that the letter before a year means, “X2018” and “M2018”, in a table that has both: the program R puts an X before every
/// heading that begins with a digit.
pub(super) fn flow_of_letter(heading: &str) -> Option<&'static str> {
    match lettered_year(heading.rsplit(" / ").next()?)?.0 {
        "X" | "x" => Some("export"),
        "M" | "m" => Some("import"),
        _ => None,
    }
}

/// The one year that stands among the words of a heading: “Value in 2017”. That of prices, or of a list of goods, is none.
pub(super) fn year_among_words(heading: &str) -> Option<SmolStr> {
    const NOT_OF_VALUES: [&str; 28] = [
        "constant",
        "constants",
        "constantes",
        "konstan",
        "konstante",
        "konstanten",
        "real",
        "riil",
        "deflated",
        "chained",
        "price",
        "prices",
        "prix",
        "precios",
        "preços",
        "preise",
        "preisen",
        "harga",
        "base",
        "basisjahr",
        "index",
        "indeks",
        "hs",
        "sh",
        "sitc",
        "bec",
        "revision",
        "rev",
    ];
    let words = || heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words().any(|word| NOT_OF_VALUES.contains(&word.to_lowercase().as_str())) || is_money_of_a_year(heading) {
        return None;
    }
    let mut years = words().filter(|word| year(word).is_some());
    match (years.next(), years.next()) {
        (Some(only), None) => Some(only.into()),
        _ => None,
    }
}

/// “(2015 US$)” is money as it was worth in a year, and “(2015=100)” is no money.
fn is_money_of_a_year(heading: &str) -> bool {
    heading.split('(').skip(1).filter_map(|rest| rest.split(')').next()).any(|inner| {
        let (first, rest) = inner.trim().split_once(' ').unwrap_or_default();
        let is_worth = year(first).is_some() && ValueKind::of_words(rest).is_money();
        is_worth || inner.split_once('=').is_some_and(|(first, _)| year(first).is_some())
    })
}

/// A heading whose words and years are apart: “Exports 2018” of “Exports2018”.
pub(super) fn with_years_apart(heading: &str) -> String {
    let words = heading.split(' ').map(|word| match lettered_year(word).filter(|(letters, _)| letters.len() > 1) {
        Some((letters, year)) => format!("{letters} {year}"),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether the years of a table begin within one calendar year and end within the next: “2018-19”.
pub(super) fn years_cross(mapping: &Mapping, samples: &[Vec<&SmolStr>]) -> bool {
    let column = mapping.columns.iter().position(|column| column.role == Role::Period);
    let Some(samples) = column.and_then(|column| samples.get(column)) else { return false };
    let bare = |cell: &str| cell.split_once(" (").map_or(cell, |(year, _)| year).to_owned();
    let crossing = samples.iter().filter(|cell| fiscal(&bare(cell)).is_some()).count();
    let years = samples.iter().filter(|cell| !is_total(cell)).count();
    crossing > 1 && crossing * 10 >= years * 9
}

/// The order of day and month in the dates of a table: as a date of it shows, or open where none does. A table that has both orders
/// is read date by date.
pub(super) fn day_order(mapping: &Mapping, samples: &[Vec<&SmolStr>]) -> Option<DayOrder> {
    let column = mapping.columns.iter().position(|column| column.role == Role::Period)?;
    let days = || samples.get(column).into_iter().flatten().filter_map(|cell| WrittenDay::of(cell));
    let is_unsure = days().any(|day| day.shows().is_none());
    let shows = |order| days().any(|day| day.shows() == Some(order) && !day.has_two_readings());
    match (is_unsure, shows(DayOrder::DayFirst), shows(DayOrder::MonthFirst)) {
        (true, true, false) => Some(DayOrder::DayFirst),
        (true, false, true) => Some(DayOrder::MonthFirst),
        (true, false, false) => Some(DayOrder::Open),
        (true, true, true) | (false, ..) => None,
    }
}

/// What is said of months with two digits of their year: “19-Jan” may be the 19th of January.
pub(super) fn short_months(mapping: &Mapping, samples: &[Vec<&SmolStr>], headings: &[SmolStr]) -> Option<String> {
    let column = mapping.columns.iter().position(|column| column.role == Role::Period);
    let cells = column.and_then(|column| samples.get(column)).into_iter().flatten().copied();
    let last = |heading: &SmolStr| SmolStr::from(heading.rsplit(" / ").next().unwrap_or_default());
    let headings: Vec<SmolStr> = headings.iter().map(last).collect();
    let (cell, month) = cells.chain(&headings).find_map(|cell| Some((cell, short_month(cell)?)))?;
    Some(format!("“{cell}” was taken for {}, and the other months likewise.", wording::period(&month)))
}
