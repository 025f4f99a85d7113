//! The dates of CSL items in words.

use crate::dossier::{Csl, Source, days_in_month};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A CSL date field in words, such as “13 February 2015”, where it says at least a year.
///
/// A month or day that no calendar has is left out rather than repeated; what stands as `literal` or `raw` is said
/// as it stands.
pub(super) fn date_text(source: &Source, field: &str) -> Option<String> {
    let date = source.csl().get(field)?;
    let words = in_parts(date).or_else(|| {
        let verbatim = |key: &str| date.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty());
        verbatim("literal").or_else(|| verbatim("raw")).map(str::to_owned)
    })?;
    Some(if is_circa(date) { format!("c. {words}") } else { words })
}

fn in_parts(date: &Csl) -> Option<String> {
    let mut ends = date.get("date-parts")?.items().iter().map_while(end_words);
    let start = ends.next()?;
    Some(match ends.next() {
        Some(end) if end != start => format!("{start} to {end}"),
        Some(_) | None => start,
    })
}

/// One end of a date: its year, with month and day where they are known.
fn end_words(parts: &Csl) -> Option<String> {
    let part = |place: usize| parts.items().get(place)?.whole_number();
    let year = part(0)?;
    let year_text = if year < 1 { format!("{} BC", i128::from(year).abs() + 1) } else { year.to_string() };
    let month = part(1).and_then(|month| u8::try_from(month).ok()).filter(|month| (1..=12).contains(month));
    let Some(month) = month else { return Some(year_text) };
    let name = MONTHS[usize::from(month) - 1];
    let day = part(2).filter(|day| (1..=i64::from(days_in_month(year, month))).contains(day));
    Some(match day {
        Some(day) => format!("{day} {name} {year_text}"),
        None => format!("{name} {year_text}"),
    })
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

    use super::date_text;
    use crate::dossier::Source;

    #[track_caller]
    fn check(issued: &Value, expected: Option<&str>) {
        let csl = serde_json::from_value(json!({"issued": issued})).expect("any JSON");
        assert_eq!(date_text(&Source::new("s".into(), csl), "issued").as_deref(), expected, "{issued}");
    }

    #[test]
    fn dates_are_said_as_far_as_they_are_known() {
        check(&json!({"date-parts": [[2015, 2, 13]]}), Some("13 February 2015"));
        check(&json!({"date-parts": [["2015", "2"]]}), Some("February 2015"));
        check(&json!({"date-parts": [[2015]], "circa": true}), Some("c. 2015"));
        check(&json!({"date-parts": [[2013, 10, 20], [2013, 11, 3]]}), Some("20 October 2013 to 3 November 2013"));
        check(&json!({"date-parts": [[-43]]}), Some("44 BC"));
        check(&json!({"literal": "musim semi 1965"}), Some("musim semi 1965"));
        check(&json!({"raw": "2015-02-13"}), Some("2015-02-13"));
    }

    #[test]
    fn what_no_calendar_has_is_left_out() {
        check(&json!({"date-parts": [[2015, 13, 1]]}), Some("2015"));
        check(&json!({"date-parts": [[2015, 2, 30]]}), Some("February 2015"));
        check(&json!({"date-parts": [[i64::MIN, 2, 30]]}), Some("February 9223372036854775809 BC"));
        for nothing in [json!({"date-parts": [[]]}), json!({"date-parts": []}), json!({}), json!("2015"), json!(null)] {
            check(&nothing, None);
        }
    }
}
