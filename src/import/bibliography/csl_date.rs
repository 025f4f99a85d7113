//! Dates of bibliographies as CSL wants them.

use crate::edit::Json;
use crate::import::prose::{self, Grain, Language, TimeMention};

use super::text;

/// A date in the form of EDTF, as `BibLaTeX` has it; none where it is in another form.
///
/// CSL has parts and seasons and "circa", and no more: what it cannot say stays beside the parts under `literal`.
pub(super) fn of_edtf(date: &str) -> Option<Json> {
    let date = date.trim();
    let (start, end) = date.split_once('/').map_or((date, None), |(start, end)| (start, Some(end)));
    let is_circa = date.contains(['~', '?', '%']);
    let plain = |part: &str| part.trim_end_matches(['~', '?', '%']).to_owned();
    let (start, end) = (plain(start), end.map(plain));
    let first = parts(&start);
    let last = end.as_deref().and_then(parts);
    let is_open = matches!(end.as_deref(), Some(".." | ""));
    let (parts, season, is_whole) = match (first, last, end.as_deref()) {
        (Some(first), _, None) => (vec![first.0], first.1, true),
        (Some(first), Some(last), Some(_)) => (vec![first.0, last.0], None, first.1.is_none() && last.1.is_none()),
        (Some(first), None, Some(_)) => (vec![first.0], first.1, false),
        (None, Some(last), Some(_)) => (vec![last.0], last.1, false),
        _ => return None,
    };
    let written = parts.into_iter().map(|part| Json::List(part.into_iter().map(number).collect())).collect();
    let mut entries = vec![("date-parts", Json::List(written))];
    if let Some(season) = season {
        entries.push(("season", number(season)));
    }
    if is_circa {
        entries.push(("circa", Json::Bool(true)));
    }
    if !is_whole || is_open || date.contains(['X', 'T', 'Y']) {
        entries.push(("literal", text(date)));
    }
    Some(Json::object(entries))
}

/// Year, month and day; a season apart, from 1.
fn parts(date: &str) -> Option<(Vec<i64>, Option<i64>)> {
    let (sign, digits) = date.strip_prefix('-').map_or((1, date), |digits| (-1, digits));
    let digits = digits.strip_prefix('Y').unwrap_or(digits);
    let digits = digits.split('T').next().unwrap_or(digits);
    let mut pieces = digits.split('-');
    let year = pieces.next()?;
    if year.len() < 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i64 = year.parse().ok()?;
    // There is a year 0 here, and none in CSL.
    let year = sign * year;
    let mut parts = vec![if year <= 0 { year - 1 } else { year }];
    let Some(month) = pieces.next() else { return Some((parts, None)) };
    let month: i64 = month.parse().ok().filter(|_| month.len() == 2)?;
    match month {
        1..=12 => parts.push(month),
        21..=24 => return pieces.next().is_none().then_some((parts, Some(month - 20))),
        _ => return None,
    }
    if let Some(day) = pieces.next() {
        let day: i64 = day.parse().ok().filter(|number| day.len() == 2 && (1..=31).contains(number))?;
        parts.push(day);
    }
    pieces.next().is_none().then_some((parts, None))
}

/// A date in words: "29 November 2011", "Accessed: Feb. 3, 2016"; what no rule reads stays in words.
pub(super) fn of_words(date: &str) -> Json {
    let found = prose::read(date, Language::English).times.into_iter().find_map(|time| match time {
        TimeMention::Date(date) if date.end.is_none() && date.start.moment.year.is_some() => Some(date.start),
        TimeMention::Date(_) | TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    });
    let literal = || Json::object([("literal", text(date.trim()))]);
    let Some(point) = found else { return literal() };
    let moment = point.moment;
    let year = moment.year.map_or(0, i64::from);
    let (month, day) = (i64::from(moment.month), i64::from(moment.day));
    let parts = match moment.grain {
        Grain::Day => vec![year, month, day],
        Grain::Month => vec![year, month],
        Grain::Year => vec![year],
        Grain::Season | Grain::Decade | Grain::Century => return literal(),
    };
    let parts = Json::List(vec![Json::List(parts.into_iter().map(number).collect())]);
    let mut entries = vec![("date-parts", parts)];
    if point.is_approximate {
        entries.push(("circa", Json::Bool(true)));
    }
    // What the rule did not read is kept.
    let has_more = date.char_indices().any(|(at, c)| c.is_ascii_digit() && !point.range.contains(&at));
    if has_more {
        entries.push(("literal", text(date.trim())));
    }
    Json::object(entries)
}

/// A date in the words in which RIS of our own says what its parts cannot: `c. 1890`, `spring 2010`, `December 2012 to January
/// 2013`, `15 March 44 BC`.
pub(super) fn of_said(words: &str) -> Option<Json> {
    let (is_circa, words) = words.trim().strip_prefix("c. ").map_or((false, words.trim()), |rest| (true, rest));
    let mut entries = Vec::new();
    let seasons = ["spring", "summer", "autumn", "winter"];
    let season = seasons.iter().position(|season| words.split(' ').next() == Some(season));
    let ends: Vec<Vec<i64>> = match (season, words.split_once(" to ")) {
        (Some(_), _) => vec![said_day(words.split_once(' ')?.1).filter(|parts| parts.len() == 1)?],
        (None, Some((first, last))) => vec![said_day(first)?, said_day(last)?],
        (None, None) => vec![said_day(words)?],
    };
    let ends = ends.into_iter().map(|end| Json::List(end.into_iter().map(number).collect())).collect();
    entries.push(("date-parts", Json::List(ends)));
    if let Some(season) = season {
        entries.push(("season", Json::Number((season + 1).to_string().into())));
    }
    if is_circa {
        entries.push(("circa", Json::Bool(true)));
    }
    Some(Json::object(entries))
}

/// One day, month or year of such words.
fn said_day(words: &str) -> Option<Vec<i64>> {
    let (sign, words) = words.strip_suffix(" BC").map_or((1, words), |rest| (-1, rest));
    let words: Vec<&str> = words.split(' ').collect();
    let (year, before) = words.split_last()?;
    let is_year = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = vec![sign * year.parse::<i64>().ok().filter(|_| is_year)?];
    let (day, month) = match before {
        [] => return Some(parts),
        [month] => (None, *month),
        [day, month] => (Some(day.parse::<i64>().ok().filter(|day| (1..=31).contains(day))?), *month),
        _ => return None,
    };
    parts.push(month_number(month).filter(|_| month.len() > 2)?);
    parts.extend(day);
    Some(parts)
}

/// Year and month of two fields, the month as a number, a name or an abbreviation.
pub(super) fn of_fields(year: &str, month: Option<&str>, day: Option<&str>) -> Json {
    let (year, plain_month) = (year.trim(), month.map(str::trim).unwrap_or_default());
    let Some(number_of_year) = year.parse::<i64>().ok().filter(|_| year.len() == 4) else {
        let joined = [plain_month, year].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        return of_edtf(year)
            .filter(|_| plain_month.is_empty())
            .unwrap_or_else(|| Json::object([("literal", text(&joined))]));
    };
    let mut parts = vec![number_of_year];
    let mut is_whole = true;
    if !plain_month.is_empty() {
        match month_number(plain_month) {
            Some(number) => parts.push(number),
            None => is_whole = false,
        }
    }
    if let Some(day) =
        day.and_then(|day| day.trim().parse::<i64>().ok()).filter(|day| (1..=31).contains(day) && parts.len() == 2)
    {
        parts.push(day);
    }
    let mut entries = vec![("date-parts", Json::List(vec![Json::List(parts.into_iter().map(number).collect())]))];
    if !is_whole {
        entries.push(("literal", text(&format!("{plain_month} {year}"))));
    }
    Json::object(entries)
}

/// The number of a month.
pub(super) fn month_number(month: &str) -> Option<i64> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Ok(number) = month.parse::<i64>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let lower = month.trim_end_matches('.').to_lowercase();
    let found = NAMES.iter().position(|name| lower.starts_with(name) && lower.chars().all(char::is_alphabetic))?;
    i64::try_from(found + 1).ok()
}

/// A whole number.
pub(super) fn number(number: i64) -> Json {
    Json::Number(number.to_string().into())
}
