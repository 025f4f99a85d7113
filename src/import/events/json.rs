//! Event lists in JSON: TimelineJS, Wikidata's entities, and the results of its queries.

use serde_json::Value;
use smol_str::SmolStr;

use super::dates::{Parts, between, day_of_timestamp, unsure};
use super::draft::{EventDraft, Events, plain_text, title_of};
use crate::import::{Evidence, ImportError, NotUnderstood};

pub(super) fn read(text: &str) -> Result<Events, ImportError> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        ImportError::Refused(format!(
            "line {}, column {}: the JSON is not sound: {error}",
            error.line(),
            error.column()
        ))
    })?;
    if let Some(list) = value.get("events").and_then(Value::as_array) {
        return Ok(timeline(&value, list));
    }
    if let Some(entities) = value.get("entities").and_then(Value::as_object) {
        let mut events = Events::default();
        for (id, entity) in entities {
            entity_events(id, entity, &mut events);
        }
        return Ok(events);
    }
    if value.get("claims").is_some() {
        let mut events = Events::default();
        entity_events(value.get("id").and_then(Value::as_str).unwrap_or("entity"), &value, &mut events);
        return Ok(events);
    }
    if let Some(rows) = value.pointer("/results/bindings").and_then(Value::as_array) {
        let rows: Vec<Vec<(String, String)>> = rows.iter().map(binding).collect();
        return Ok(super::table::query_rows(&rows));
    }
    if let Some(rows) = value.as_array() {
        let rows: Vec<Vec<(String, String)>> = rows.iter().map(flat).collect();
        return Ok(super::table::query_rows(&rows));
    }
    Err(ImportError::Refused("it is JSON, but no list of events that is known here".to_owned()))
}

fn binding(row: &Value) -> Vec<(String, String)> {
    let cells = row.as_object().into_iter().flatten();
    cells.filter_map(|(key, cell)| Some((key.clone(), cell.get("value")?.as_str()?.to_owned()))).collect()
}

fn flat(row: &Value) -> Vec<(String, String)> {
    let cells = row.as_object().into_iter().flatten();
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    cells.filter_map(|(key, value)| Some((key.clone(), text(value)?))).collect()
}

/// A text or number under a key.
fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn timeline(all: &Value, list: &[Value]) -> Events {
    let mut events = Events::default();
    if let Some(title) = all.get("title") {
        events.title =
            title.pointer("/text/headline").and_then(Value::as_str).map(plain_text).filter(|title| !title.is_empty());
        events.notes.push("The title slide is no event and was left out.".to_owned());
    }
    for (place, event) in (1..).zip(list) {
        let words = event.get("text").unwrap_or(&Value::Null);
        let (headline, body) = (plain_text(&text(words, "headline")), plain_text(&text(words, "text")));
        let mut title = headline;
        if title.is_empty() {
            title = title_of(&body);
        }
        let date = |key: &str| {
            event
                .get(key)
                .map(|date| (date, Parts::read(&text(date, "year"), &text(date, "month"), &text(date, "day"))))
        };
        let wrong = |why: &str| NotUnderstood {
            evidence: Evidence::Entry { place, excerpt: title.as_str().into() },
            why: why.to_owned(),
        };
        let Some((_, Some(start))) = date("start_date") else {
            events.not_understood.push(wrong("its start_date is no date"));
            continue;
        };
        let mut doubts = Vec::new();
        let end = match date("end_date") {
            Some((_, Some(end))) => Some(end),
            Some((raw, None))
                if raw.as_object().is_some_and(|parts| {
                    parts.values().any(|part| part.as_str().is_some_and(|text| !text.is_empty()))
                }) =>
            {
                doubts.push("Its end_date is no date.".to_owned());
                None
            }
            _ => None,
        };
        if title.is_empty() {
            events.not_understood.push(wrong("it has neither headline nor text"));
            continue;
        }
        let display = [
            text(event, "display_date"),
            event.get("start_date").map(|date| text(date, "display_date")).unwrap_or_default(),
        ];
        let mut note: Vec<String> = display
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| format!("Shown in the list as: {text}."))
            .collect();
        note.extend(
            event
                .pointer("/media/url")
                .and_then(Value::as_str)
                .filter(|url| url.starts_with("http"))
                .map(|url| format!("The list shows with it: {url}")),
        );
        events.list.push(EventDraft {
            id: None,
            title,
            text: body,
            date: Some(between(start, end)),
            theme: Some(plain_text(&text(event, "group"))).filter(|group| !group.is_empty()),
            note,
            locator: format!("event {place}"),
            evidence: Evidence::Entry { place, excerpt: excerpt(event) },
            doubts,
            rule: "timeline-event",
            why: "The parts of start_date and end_date that are there; empty ones are not filled in.".to_owned(),
        });
    }
    events
}

fn excerpt(value: &Value) -> Box<str> {
    value.to_string().chars().take(400).collect::<String>().into()
}

/// The dates of statements about an entity, with the precision that each has.
fn entity_events(id: &str, entity: &Value, events: &mut Events) {
    let label = |key: &str| {
        let labels = entity.get(key)?.as_object()?;
        let found = labels.get("en").or_else(|| labels.values().next())?;
        found.get("value").and_then(Value::as_str).or_else(|| found.as_str()).map(str::to_owned)
    };
    let name = label("labels").unwrap_or_else(|| id.to_owned());
    let claims = entity.get("claims").or_else(|| entity.get("statements"));
    let mut in_references = 0;
    for (property, statements) in claims.and_then(Value::as_object).into_iter().flatten() {
        for statement in statements.as_array().into_iter().flatten() {
            if let Some(snak) = statement.get("mainsnak") {
                snak_event(&name, id, property, None, snak, events);
            }
            for (qualifier, snaks) in statement.get("qualifiers").and_then(Value::as_object).into_iter().flatten() {
                for snak in snaks.as_array().into_iter().flatten() {
                    snak_event(&name, id, property, Some(qualifier), snak, events);
                }
            }
            let references = statement.get("references").map(Value::to_string).unwrap_or_default();
            in_references += references.matches("\"precision\"").count();
        }
    }
    if in_references > 0 {
        events.notes.push(format!(
            "{in_references} dates stand in references, as of when something was looked up, and are no events."
        ));
    }
}

/// Names of the properties that date most things.
fn property_name(property: &str) -> Option<&'static str> {
    Some(match property {
        "P569" => "date of birth",
        "P570" => "date of death",
        "P571" => "inception",
        "P576" => "dissolved",
        "P577" => "publication date",
        "P580" => "start time",
        "P582" => "end time",
        "P585" => "point in time",
        "P575" => "time of discovery",
        "P1619" => "official opening",
        "P1319" => "earliest date",
        "P1326" => "latest date",
        _ => return None,
    })
}

fn snak_event(name: &str, id: &str, property: &str, qualifier: Option<&String>, snak: &Value, events: &mut Events) {
    let Some(value) = snak.pointer("/datavalue/value").filter(|value| value.get("time").is_some()) else { return };
    let (time, precision) = (text(value, "time"), value.get("precision").and_then(Value::as_i64));
    let place = events.list.len() as u64 + events.not_understood.len() as u64 + 1;
    let what = |property: &str| property_name(property).map_or_else(|| property.to_owned(), str::to_owned);
    let title = match qualifier {
        Some(qualifier) => format!("{name}: {}, {}", what(property), what(qualifier)),
        None => format!("{name}: {}", what(property)),
    };
    let evidence = Evidence::Entry { place, excerpt: excerpt(value) };
    let Some((date, doubt)) = wikidata_date(&time, precision) else {
        let why = format!("“{time}” with precision {} is no date that can be written", precision.unwrap_or_default());
        events.not_understood.push(NotUnderstood { evidence, why });
        return;
    };
    let mut doubts: Vec<String> = doubt.into_iter().collect();
    if text(value, "calendarmodel").ends_with("Q1985786") {
        doubts.push("The date is one of the Julian calendar; it was not converted.".to_owned());
    }
    events.list.push(EventDraft {
        id: Some(format!("{id} {property} {}", qualifier.map_or("", String::as_str)).into()),
        text: format!("{title}."),
        title,
        date: Some(date),
        theme: None,
        note: vec![format!("Wikidata item {id}.")],
        locator: qualifier
            .map_or_else(|| format!("{id}, {property}"), |qualifier| format!("{id}, {property}, {qualifier}")),
        evidence,
        doubts,
        rule: "wikidata-time",
        why: format!("The time {time} as far as its precision ({}) goes.", precision.unwrap_or_default()),
    });
}

/// A time of Wikidata as far as its precision goes: 11 is a day, 10 a month, 9 a year, 8 a decade, and so on.
fn wikidata_date(time: &str, precision: Option<i64>) -> Option<(SmolStr, Option<String>)> {
    let parts = day_of_timestamp(time)?;
    let years = |zeros: u32, what: &str| {
        let doubt = format!("The year is known to within {what}.");
        match (zeros, parts.year) {
            (1..=3, 0..=9999) => {
                let known = usize::try_from(4 - zeros).unwrap_or(1);
                let year = format!("{:04}", parts.year);
                Some((format!("{}{}", &year[..known], "X".repeat(4 - known)).into(), (zeros > 1).then_some(doubt)))
            }
            _ => Some((Parts { month: None, day: None, ..parts }.edtf(), Some(doubt))),
        }
    };
    match precision {
        Some(11..=14) => parts.day.map(|_| (parts.edtf(), None)).or_else(|| Some((parts.edtf(), None))),
        Some(10) => Some((Parts { day: None, ..parts }.edtf(), None)),
        Some(9) => Some((Parts { month: None, day: None, ..parts }.edtf(), None)),
        Some(8) => years(1, "ten years"),
        Some(7) => years(2, "a hundred years"),
        Some(6) => years(3, "a thousand years"),
        Some(5) => years(4, "ten thousand years"),
        Some(4) => years(5, "a hundred thousand years"),
        Some(3) => years(6, "a million years"),
        Some(2) => years(7, "ten million years"),
        Some(1) => years(8, "a hundred million years"),
        Some(0) => years(9, "a thousand million years"),
        _ => Some(unsure(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wikidata_dates_are_as_precise_as_they_say() {
        let date = |time, precision| wikidata_date(time, Some(precision)).map(|(date, _)| date.to_string());
        assert_eq!(date("+1998-01-01T00:00:00Z", 9).as_deref(), Some("1998"));
        assert_eq!(date("+1955-00-00T00:00:00Z", 9).as_deref(), Some("1955"));
        assert_eq!(date("+1998-10-01T00:00:00Z", 10).as_deref(), Some("1998-10"));
        assert_eq!(date("+1998-10-02T00:00:00Z", 11).as_deref(), Some("1998-10-02"));
        assert_eq!(date("+1950-01-01T00:00:00Z", 8).as_deref(), Some("195X"));
        assert_eq!(date("-13798000000-00-00T00:00:00Z", 3).as_deref(), Some("Y-13798000000"));
        for (time, precision) in [("+1998-01-01T00:00:00Z", 9), ("+1950-01-01T00:00:00Z", 8)] {
            let date = date(time, precision).expect("a date");
            assert!(crate::dossier::Date::parse(&date).is_ok(), "{date}");
        }
    }

    #[test]
    fn a_timeline_keeps_what_is_missing_missing() {
        let text = r#"{"title":{"text":{"headline":"All"}},"events":[
            {"start_date":{"year":"1943","month":"7","day":""},"end_date":{"year":"1946"},"text":{"headline":"A"}},
            {"start_date":{"year":1951},"text":{"headline":"","text":"<p>B is long</p>"}},
            {"start_date":{"year":""},"text":{"headline":"C"}}]}"#;
        let events = read(text).expect("a list");
        let found: Vec<_> = events.list.iter().map(|event| (event.title.as_str(), event.date.as_deref())).collect();
        assert_eq!(found, [("A", Some("1943-07/1946")), ("B is long", Some("1951"))]);
        assert_eq!(events.not_understood.len(), 1);
    }
}
