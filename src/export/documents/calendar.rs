//! iCalendar (RFC 5545): the facts that say their days.
//!
//! A calendar holds days. A fact of a month, a year or less, and one whose beginning is not known, would need a day that nobody
//! states; it is left out, and counted.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::super::plain::fact_text;
use super::Document;
use crate::dossier::{Date, Day, Dossier, Edge, Extent, FactIx, Precision, is_control_or_bidi};
use crate::format::date::date_text;
use crate::format::number::counted;

/// A line is folded after so many octets.
const FOLD: usize = 75;
/// The years that iCalendar can write.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;
/// When an event was written down, which the format wants to know of each, where nobody says it.
const NO_STAMP: &str = "19700101T000000Z";
/// More facts that are left out are counted, not named.
const MOST_NAMED: usize = 12;

/// The calendar, with what is left out.
pub(super) fn calendar(dossier: &Dossier, published: Option<&Date>) -> Document {
    let stamp = published.and_then(Date::first_day).filter(|day| YEARS.contains(&day.year()));
    let stamp = stamp.map_or_else(|| NO_STAMP.to_owned(), |day| format!("{}T000000Z", digits(day)));
    let mut text = Lines::default();
    text.line("BEGIN", "VCALENDAR");
    text.line("VERSION", "2.0");
    text.line("PRODID", &format!("-//Attache//Attache {}//EN", env!("CARGO_PKG_VERSION")));
    text.line("X-WR-CALNAME", &escaped(dossier.title()));
    let (mut events, mut left_out) = (Lines::default(), Vec::new());
    for ix in dossier.facts_by_date() {
        let days = dossier.fact(*ix).date.as_ref().map(days).unwrap_or_default();
        if days.is_empty() {
            left_out.push(*ix);
        }
        for (place, (first, last)) in days.iter().enumerate() {
            event(&mut events, dossier, *ix, &Stretch { place, of: days.len(), first: *first, last: *last }, &stamp);
        }
    }
    let notes = left_out_note(dossier, &left_out);
    let description: Vec<&str> = dossier.summary().into_iter().chain(notes.as_deref()).collect();
    if !description.is_empty() {
        text.line("X-WR-CALDESC", &escaped(&description.join(" ")));
    }
    text.0.push_str(&events.0);
    text.line("END", "VCALENDAR");
    Document { bytes: text.0.into_bytes(), notes: notes.into_iter().collect() }
}

/// What is left out, in a sentence.
fn left_out_note(dossier: &Dossier, left_out: &[FactIx]) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let named: Vec<&str> = left_out.iter().take(MOST_NAMED).map(|fact| dossier.fact(*fact).id.0.as_str()).collect();
    let more = left_out.len() - named.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!(
        "{} of {} left out, which no calendar can hold: of a month, a year or less, or without a known beginning or a date ({}{more}).",
        left_out.len(),
        counted(dossier.facts().len(), "fact is", "facts are"),
        named.join(", ")
    ))
}

/// One stretch of days of a fact.
struct Stretch {
    /// Which of how many.
    place: usize,
    of: usize,
    first: Day,
    /// The last of its days; `None` where its end is open or not known.
    last: Option<Day>,
}

/// The days that a date says; none where it says less.
fn days(date: &Date) -> Vec<(Day, Option<Day>)> {
    if date.precision() != Precision::Day || date.is_possibility() {
        return Vec::new();
    }
    let of = |extent: &Extent| {
        let first = extent.start.day().filter(|day| YEARS.contains(&day.year()))?;
        match extent.end {
            Edge::Day(last) => YEARS.contains(&last.plus(1).year()).then_some((first, Some(last))),
            Edge::Open | Edge::Unknown => Some((first, None)),
        }
    };
    let found: Option<Vec<_>> = date.extents().iter().map(of).collect();
    found.unwrap_or_default()
}

fn event(text: &mut Lines, dossier: &Dossier, ix: FactIx, stretch: &Stretch, stamp: &str) {
    let fact = dossier.fact(ix);
    text.line("BEGIN", "VEVENT");
    text.line("UID", &uid(dossier, ix, stretch));
    text.line("DTSTAMP", stamp);
    text.line("DTSTART;VALUE=DATE", &digits(stretch.first));
    if let Some(last) = stretch.last {
        text.line("DTEND;VALUE=DATE", &digits(last.plus(1)));
    }
    let is_unsure = fact.date.as_ref().is_some_and(|date| date.is_uncertain() || date.is_approximate());
    // What the days alone would claim is said in the title, which is all that most calendars show.
    let doubt = fact.date.as_ref().filter(|_| is_unsure || stretch.last.is_none()).map(date_text);
    let doubt = doubt.map(|words| format!(" ({words})")).unwrap_or_default();
    text.line("SUMMARY", &escaped(&format!("{}{doubt}", fact.title)));
    text.line("DESCRIPTION", &escaped(fact_text(dossier, ix).trim_end()));
    text.line("CATEGORIES", &escaped(&dossier.theme(fact.theme).label));
    text.line("TRANSP", "TRANSPARENT");
    if is_unsure {
        text.line("STATUS", "TENTATIVE");
    }
    text.line("END", "VEVENT");
}

/// An identifier that stays when the fact is exported again: of the parties and of the fact, and of nothing that is said of it.
fn uid(dossier: &Dossier, ix: FactIx, stretch: &Stretch) -> String {
    let fact = dossier.fact(ix);
    let mut hash = Sha256::new();
    for party in dossier.parties() {
        hash.update(party.id.as_bytes());
        hash.update([0]);
    }
    hash.update(fact.id.0.as_bytes());
    if stretch.of > 1 {
        hash.update([0]);
        hash.update(stretch.place.to_string());
    }
    let digest = hash.finalize();
    let hex = digest.iter().take(16).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("{hex}@attache.invalid")
}

fn digits(day: Day) -> String {
    let civil = day.civil();
    format!("{:04}{:02}{:02}", civil.year, civil.month, civil.day)
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            c if is_control_or_bidi(c) => value.push('\u{FFFD}'),
            c => value.push(c),
        }
    }
    value
}

/// Lines of a calendar, each folded where it is long, and never within a character.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, name: &str, value: &str) {
        let mut room = FOLD;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The blank that marks a continuation counts.
                room = FOLD - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let mut lines = Lines::default();
        let value = "가나다라마바사아자차카타파하".repeat(6);
        lines.line("SUMMARY", &value);
        for line in lines.0.trim_end().split("\r\n") {
            assert!(line.len() <= FOLD, "{} octets", line.len());
        }
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        let mut exact = Lines::default();
        exact.line("A", &"x".repeat(FOLD - 2));
        assert_eq!(exact.0.matches("\r\n").count(), 1, "a line that just fits is not folded");
    }

    #[test]
    fn only_days_that_are_said_have_a_place() {
        let days = |text: &str| {
            let days = days(&Date::parse(text).expect(text));
            days.into_iter().map(|(first, last)| (digits(first), last.map(digits))).collect::<Vec<_>>()
        };
        let one = |first: &str, last: Option<&str>| vec![(first.to_owned(), last.map(str::to_owned))];
        assert_eq!(days("2013-10-20"), one("20131020", Some("20131020")));
        assert_eq!(days("2013-10-20/2013-11-03"), one("20131020", Some("20131103")));
        assert_eq!(days("2013-10-20?"), one("20131020", Some("20131020")));
        assert_eq!(days("1968-11-08/.."), one("19681108", None));
        assert_eq!(days("1968-11-08/"), one("19681108", None));
        assert_eq!(days("{1968-11-08,1969-01-02}").len(), 2);
        for text in [
            "2013",
            "2013-10",
            "1968-11-08/1970-01",
            "201X",
            "2004-02-XX",
            "/1972-03-01",
            "../1972-03-01",
            "[1968-11-08,1969-01-02]",
            "-0044-03-15",
            "XXXX",
        ] {
            assert_eq!(days(text), [], "{text}");
        }
    }
}
