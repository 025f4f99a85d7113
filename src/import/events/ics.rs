//! iCalendar: events with the day that they state, in whichever zone; folded lines are joined.

use super::dates::{Parts, between};
use super::draft::{EventDraft, Events};
use crate::dossier::{Civil, Day};
use crate::import::{Evidence, NotUnderstood};

/// A property of an event.
struct Property {
    name: String,
    parameters: String,
    value: String,
    line: u64,
}

pub(super) fn read(text: &str) -> Events {
    let mut events = Events::default();
    let mut current: Option<(u64, Vec<Property>)> = None;
    for (line, content) in unfolded(text) {
        let content = content.trim_end();
        if content.eq_ignore_ascii_case("BEGIN:VEVENT") {
            current = Some((line, Vec::new()));
        } else if content.eq_ignore_ascii_case("END:VEVENT") {
            if let Some((line, properties)) = current.take() {
                event(line, &properties, &mut events);
            }
        } else if let Some((_, properties)) = &mut current {
            match property(line, content) {
                Some(property) => properties.push(property),
                None if content.is_empty() => {}
                None => not_understood(&mut events, line, content, "the line is no property"),
            }
        } else if let Some(name) = content.strip_prefix("X-WR-CALNAME:") {
            events.title = Some(unescaped(name));
        }
    }
    if let Some((line, properties)) = current {
        event(line, &properties, &mut events);
        events.notes.push("The last event is not closed; the file may have been cut off.".to_owned());
    }
    if events.list.is_empty() && events.not_understood.is_empty() {
        events.notes.push("The calendar has no events.".to_owned());
    }
    events
}

/// The lines with those that go on joined to the one before, and the number of the first.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

fn property(line: u64, content: &str) -> Option<Property> {
    let mut is_quoted = false;
    let colon = content.char_indices().find(|(_, c)| {
        is_quoted ^= *c == '"';
        *c == ':' && !is_quoted
    });
    let (head, value) = content.split_at(colon?.0);
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then(|| Property {
        name: name.to_ascii_uppercase(),
        parameters: parameters.to_ascii_uppercase(),
        value: value[1..].to_owned(),
        line,
    })
}

fn event(line: u64, properties: &[Property], events: &mut Events) {
    let get = |name: &str| properties.iter().find(|property| property.name == name);
    let text = |name: &str| get(name).map(|property| unescaped(&property.value)).filter(|text| !text.is_empty());
    let summary = text("SUMMARY");
    let what = summary.clone().or_else(|| text("DESCRIPTION")).or_else(|| text("UID")).unwrap_or_default();
    let Some(start) = get("DTSTART") else {
        not_understood(events, line, &what, "the event has no DTSTART, and so no date");
        return;
    };
    let Some((first, is_day)) = day(start) else {
        not_understood(events, start.line, &format!("DTSTART:{}", start.value), "the date is no date");
        return;
    };
    let mut doubts = Vec::new();
    let end = get("DTEND").and_then(|end| match day(end) {
        // The end of whole days is the first day after them.
        Some((end, true)) if is_day => Some(before(end)),
        Some((end, _)) => Some(end),
        None => {
            doubts.push(format!("The end “{}” is no date.", end.value));
            None
        }
    });
    let end = end.filter(|end| *end >= first);
    if get("RRULE").is_some() {
        doubts.push("The event is repeated by a rule, which is not read: this is the first time.".to_owned());
    }
    let title = summary.unwrap_or_else(|| super::draft::title_of(&what));
    if title.is_empty() {
        not_understood(events, line, "VEVENT", "the event has neither SUMMARY nor DESCRIPTION");
        return;
    }
    let mut note = Vec::new();
    note.extend(text("LOCATION").map(|place| format!("Place: {place}.")));
    note.extend(text("URL").map(|url| format!("The list names as source: {url}")));
    events.list.push(EventDraft {
        id: text("UID").map(Into::into),
        title: super::draft::plain_text(&title),
        text: text("DESCRIPTION").map(|text| super::draft::plain_text(&text)).unwrap_or_default(),
        date: Some(between(first, end)),
        theme: text("CATEGORIES")
            .map(|all| all.split(',').next().unwrap_or_default().to_owned())
            .filter(|one| !one.is_empty()),
        note,
        locator: format!("line {line}"),
        evidence: Evidence::Entry { place: line, excerpt: format!("DTSTART:{} {what}", start.value).into() },
        doubts,
        rule: "calendar-event",
        why: "The day as DTSTART writes it; no zone was applied.".to_owned(),
    });
}

/// The day of a property, and whether it is a whole day.
fn day(property: &Property) -> Option<(Parts, bool)> {
    let value = property.value.trim();
    let digits = value.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_sound = value.len() == 8 || value.as_bytes().get(8) == Some(&b'T');
    let parts = Parts::read(&digits[..4], &digits[4..6], &digits[6..8]).filter(|parts| parts.day.is_some())?;
    is_sound.then_some((
        parts,
        value.len() == 8 || property.parameters.contains("VALUE=DATE;") || property.parameters.ends_with("VALUE=DATE"),
    ))
}

/// The day before.
fn before(parts: Parts) -> Parts {
    let (Some(month), Some(day)) = (parts.month, parts.day) else { return parts };
    let Civil { year, month, day } = Day::from_civil(parts.year, month, day).plus(-1).civil();
    Parts { year, month: Some(month), day: Some(day) }
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            (c, false) => text.push(c),
        }
    }
    text.trim().to_owned()
}

fn not_understood(events: &mut Events, line: u64, excerpt: &str, why: &str) {
    let excerpt: String = excerpt.chars().take(120).collect();
    let evidence = Evidence::Entry { place: line, excerpt: excerpt.into() };
    events.not_understood.push(NotUnderstood { evidence, why: why.to_owned() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_stand() {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A visit\\, in\r\n  two lines\r\nDTSTART;VALUE=DATE:20131020\r\nDTEND;VALUE=DATE:20131104\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Late\r\njunk\r\nDTSTART;TZID=Asia/Seoul:20101231T233000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Bad\r\nDTSTART:INVALID-DATE\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:None\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let events = read(text);
        let found: Vec<(&str, Option<&str>)> =
            events.list.iter().map(|event| (event.title.as_str(), event.date.as_deref())).collect();
        assert_eq!(found, [("A visit, in two lines", Some("2013-10-20/2013-11-03")), ("Late", Some("2010-12-31"))]);
        let why: Vec<&str> = events.not_understood.iter().map(|part| part.why.as_str()).collect();
        assert_eq!(why, ["the line is no property", "the date is no date", "the event has no DTSTART, and so no date"]);
    }
}
