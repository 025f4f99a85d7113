//! The Timeline Project's XML.

use roxmltree::{Document, Node, ParsingOptions};

use super::dates::{between, day_of_timestamp};
use super::draft::{EventDraft, Events, plain_text};
use crate::import::{Evidence, ImportError, NotUnderstood};

pub(super) fn read(text: &str) -> Result<Events, ImportError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 4_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| ImportError::Refused(format!("the XML is not sound: {error}")))?;
    let root = document.root_element();
    if !root.has_tag_name("timeline") {
        return Err(ImportError::Refused(format!("it is XML, but a <{}> and no timeline", root.tag_name().name())));
    }
    let mut events = Events::default();
    let kind = child(root, "timetype").unwrap_or_default();
    if !kind.is_empty() && kind != "gregoriantime" {
        return Err(ImportError::Refused(format!(
            "its times are of the kind {kind}, and only gregoriantime can be read"
        )));
    }
    for (place, event) in (1..).zip(root.descendants().filter(|node| node.has_tag_name("event"))) {
        read_event(place, event, &mut events);
    }
    Ok(events)
}

fn read_event(place: u64, event: Node<'_, '_>, events: &mut Events) {
    let title = child(event, "text").map(|text| plain_text(&text)).unwrap_or_default();
    let wrong =
        |why: String| NotUnderstood { evidence: Evidence::Entry { place, excerpt: title.as_str().into() }, why };
    let start_text = child(event, "start").unwrap_or_default();
    let end_text = child(event, "end").unwrap_or_default();
    let Some(start) = day_of_timestamp(&start_text) else {
        events.not_understood.push(wrong(format!("“{start_text}” is no date")));
        return;
    };
    let end = day_of_timestamp(&end_text);
    if end.is_none() && !end_text.is_empty() {
        events.not_understood.push(wrong(format!("“{end_text}” is no date")));
        return;
    }
    if title.is_empty() {
        events.not_understood.push(wrong("the event has no text".to_owned()));
        return;
    }
    let is = |name: &str| child(event, name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let mut doubts = Vec::new();
    let mut date = between(start, end.filter(|end| *end > start));
    if is("fuzzy") {
        date = if date.contains('/') { date } else { format!("{date}~").into() };
        doubts.push("The timeline calls its dates fuzzy.".to_owned());
    }
    if is("ends_today") {
        date = format!("{}/..", start.edtf()).into();
    }
    let mut note = Vec::new();
    note.extend(
        child(event, "hyperlink")
            .filter(|link| !link.is_empty())
            .map(|link| format!("The list names as source: {link}")),
    );
    events.list.push(EventDraft {
        id: None,
        title,
        text: child(event, "description").map(|text| plain_text(&text)).unwrap_or_default(),
        date: Some(date),
        theme: child(event, "category").filter(|category| !category.is_empty()),
        note,
        locator: format!("event {place}"),
        evidence: Evidence::Entry { place, excerpt: format!("{start_text} – {end_text}").into() },
        doubts,
        rule: "timeline-event",
        why: "The days of start and end as they are written; an event that ends when it starts is a point.".to_owned(),
    });
}

fn child(node: Node<'_, '_>, name: &str) -> Option<String> {
    let child = node.children().find(|child| child.has_tag_name(name))?;
    Some(child.text().unwrap_or_default().trim().to_owned())
}
