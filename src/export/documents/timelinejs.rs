//! TimelineJS: its JSON, and the same as the table that its spreadsheet has.
//!
//! TimelineJS knows no doubt and no open end. Each event shows the date in our words (`display_date`), its text says the doubts, and
//! what has no beginning is told on the title slide, which has no date.

use maud::{Markup, html};
use serde::Serialize;

use super::super::data::{harmless, table};
use super::entry::{Entry, summary};
use super::moments::{Moment, moments};
use super::{Document, visible};
use crate::app::OpenFile;
use crate::cite::{citation_line, reference};
use crate::dossier::{Dossier, FactIx};
use crate::format::date::date_text;
use crate::format::fact::{UNCITED, UNDATED};
use crate::format::number::counted;

/// The columns of the spreadsheet, as TimelineJS names them.
const COLUMNS: [&str; 18] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
];

#[derive(Serialize)]
struct Timeline {
    title: Slide,
    events: Vec<Slide>,
}

#[derive(Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Parts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Parts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// A date of TimelineJS: only what is said of it.
#[derive(Serialize)]
struct Parts {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

/// The JSON.
pub(super) fn json(file: &OpenFile) -> Document {
    let (timeline, notes) = timeline(file);
    // Plain data is always JSON.
    let mut bytes = serde_json::to_vec_pretty(&timeline).unwrap_or_default();
    bytes.push(b'\n');
    Document { bytes, notes }
}

/// The table.
pub(super) fn csv(file: &OpenFile) -> Document {
    let (timeline, notes) = timeline(file);
    let mut bytes = Vec::new();
    let mut table = table(&mut bytes);
    let rows = std::iter::once((&timeline.title, "title")).chain(timeline.events.iter().map(|event| (event, "")));
    let written = table.write_record(COLUMNS).and_then(|()| {
        for (slide, kind) in rows {
            table.write_record(slide.row(kind).iter().map(|cell| harmless(cell).into_owned()))?;
        }
        Ok(table.flush()?)
    });
    debug_assert!(written.is_ok(), "writing into memory does not fail");
    drop(table);
    Document { bytes, notes }
}

fn timeline(file: &OpenFile) -> (Timeline, Vec<String>) {
    let dossier = &*file.dossier;
    let (mut events, mut without) = (Vec::new(), Vec::new());
    for ix in dossier.facts_by_date() {
        match dossier.fact(*ix).date.as_ref().and_then(moments) {
            Some(ends) => events.push(slide(file, *ix, ends)),
            None => without.push(*ix),
        }
    }
    let note = (!without.is_empty()).then(|| {
        format!(
            "{} no beginning that is known, which TimelineJS needs; the title slide tells them",
            counted(without.len(), "fact has", "facts have")
        )
    });
    let title = Slide {
        unique_id: None,
        start_date: None,
        end_date: None,
        display_date: None,
        text: Text { headline: escaped(dossier.title()), text: visible(title_text(file, &without).into_string()) },
        group: None,
    };
    (Timeline { title, events }, note.into_iter().collect())
}

fn slide(file: &OpenFile, ix: FactIx, (start, end): (Moment, Option<Moment>)) -> Slide {
    let entry = Entry::of(file, ix);
    let fact = entry.fact;
    Slide {
        unique_id: Some(fact.id.0.to_string()),
        start_date: Some(start.into()),
        end_date: end.map(Parts::from),
        display_date: fact.date.as_ref().map(|date| escaped(&date_text(date))),
        text: Text { headline: escaped(&fact.title), text: visible(fact_text(&file.dossier, &entry).into_string()) },
        group: Some(escaped(entry.theme)),
    }
}

/// What a slide says below its headline. TimelineJS takes it for HTML.
fn fact_text(dossier: &Dossier, entry: &Entry<'_>) -> Markup {
    let fact = entry.fact;
    let is_unsure = fact.date.as_ref().is_some_and(|date| {
        let extent = date.extent();
        date.is_uncertain() || date.is_approximate() || date.is_possibility() || extent.end.day().is_none()
    });
    html! {
        p { (fact.statement) }
        @if is_unsure { p { "The date as it is known: " (entry.date) "." } }
        @if let Some(note) = &fact.note { p { (note) } }
        @for (label, words) in &entry.doubts { p { strong { (label) "." } " " (words) } }
        @for figure in &entry.figures {
            p {
                (figure.name) ": " strong { (figure.value) } " ("
                (figure.basis) @for words in &figure.particulars { "; " (words) } ")"
                @for tie in &figure.ties { "; " (tie.what) ": " (tie.percent) }
            }
        }
        @for relation in &entry.relations {
            p { (relation.heading) ": “" (dossier.fact(relation.other).title) "”" }
        }
        @if fact.is_uncited() { p { strong { (UNCITED) } } }
        @for citation in &fact.citations { p { small { (citation_line(citation, dossier)) } } }
    }
}

/// What the title slide says: what the dossier is about, and what has no place on the line.
fn title_text(file: &OpenFile, without: &[FactIx]) -> Markup {
    let dossier = &*file.dossier;
    html! {
        @if let Some(summary) = dossier.summary() { p { (summary) } }
        p { (summary(file).join(" ")) }
        @if !without.is_empty() {
            p { "Not on the line, since nothing says when they began:" }
            ul {
                @for ix in without {
                    @let fact = dossier.fact(*ix);
                    li {
                        strong { (fact.title) } " – " (fact.date.as_ref().map_or_else(|| UNDATED.to_owned(), date_text)) ". " (fact.statement)
                        @for flag in &fact.flags { " " em { (flag.kind.label().trim_end_matches('?')) "." } }
                        @if fact.is_uncited() { " " em { (UNCITED) } }
                        @for citation in &fact.citations { " " small { (reference(dossier.source(citation.source))) } }
                    }
                }
            }
        }
    }
}

/// Text for a field that TimelineJS takes for HTML.
fn escaped(text: &str) -> String {
    visible(html! { (text) }.into_string())
}

impl From<Moment> for Parts {
    fn from(Moment { year, month, day }: Moment) -> Self {
        Self { year, month, day }
    }
}

impl Slide {
    /// Its cells.
    fn row(&self, kind: &str) -> [String; COLUMNS.len()] {
        let number = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
        let cells = |parts: &Option<Parts>| match parts {
            Some(Parts { year, month, day }) => [year.to_string(), number(*month), number(*day)],
            None => Default::default(),
        };
        let [year, month, day] = cells(&self.start_date);
        let [end_year, end_month, end_day] = cells(&self.end_date);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut row = [const { String::new() }; COLUMNS.len()];
        for (column, cell) in COLUMNS.iter().zip(&mut row) {
            *cell = match *column {
                "Year" => year.clone(),
                "Month" => month.clone(),
                "Day" => day.clone(),
                "End Year" => end_year.clone(),
                "End Month" => end_month.clone(),
                "End Day" => end_day.clone(),
                "Display Date" => text(&self.display_date),
                "Headline" => self.text.headline.clone(),
                "Text" => self.text.text.clone(),
                "Type" => kind.to_owned(),
                "Group" => text(&self.group),
                _ => String::new(),
            };
        }
        row
    }
}
