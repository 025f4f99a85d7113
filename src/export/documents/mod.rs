//! The whole dossier for other programs: a web page, Markdown, TimelineJS, iCalendar, Web Annotations, an archive.
//!
//! What a format has no place for is left out and counted aloud, in the file where it can be and in [`Document::notes`]; nothing
//! is made up to fit it.

mod annotations;
mod archive;
mod calendar;
mod charts;
mod crate_metadata;
mod entry;
mod markdown;
mod moments;
mod page;
mod page_style;
mod timelinejs;

use super::chart::ExportError;
use super::data::{facts_csv, facts_json};
pub use crate::app::DocumentFormat;
use crate::app::OpenFile;
use crate::cite::{Style, left_out_words, references};
use crate::dossier::{Date, Dossier, Source, is_control_or_bidi};

pub(super) use crate_metadata::{Crate, CrateFile, NAME as METADATA};

/// A dossier in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not in it, in sentences.
    pub notes: Vec<String>,
}

impl Document {
    fn of_text(text: String) -> Self {
        Self { bytes: text.into_bytes(), notes: Vec::new() }
    }
}

/// Writes a whole dossier in another format; `published` is the day that the file says it is of, where a format asks for one.
///
/// # Errors
///
/// [`ExportError`] where a chart cannot be drawn.
pub fn document(file: &OpenFile, format: DocumentFormat, published: Option<&Date>) -> Result<Document, ExportError> {
    let mut bytes = Vec::new();
    let dossier = &file.dossier;
    match format {
        DocumentFormat::Html => return page::page(file).map(|text| Document::of_text(visible(text))),
        DocumentFormat::Markdown => return Ok(Document::of_text(visible(markdown::markdown(file)))),
        DocumentFormat::TimelineJs => return Ok(timelinejs::json(file)),
        DocumentFormat::TimelineJsCsv => return Ok(timelinejs::csv(file)),
        DocumentFormat::Calendar => return Ok(calendar::calendar(dossier, published)),
        DocumentFormat::Annotations => return Ok(annotations::annotations(dossier)),
        DocumentFormat::Bibtex => return sources(dossier, Style::Bibtex),
        DocumentFormat::Ris => return sources(dossier, Style::Ris),
        DocumentFormat::CslJson => return sources(dossier, Style::CslJson),
        DocumentFormat::Bundle => return archive::archive(file, published),
        DocumentFormat::Csv => {
            let written = facts_csv(dossier, dossier.facts_by_date(), &mut bytes);
            debug_assert!(written.is_ok(), "writing into memory does not fail");
        }
        DocumentFormat::Json => {
            let written = facts_json(dossier, dossier.facts_by_date(), &mut bytes);
            debug_assert!(written.is_ok(), "writing into memory does not fail");
        }
    }
    Ok(Document { bytes, notes: Vec::new() })
}

/// The sources for other programs.
fn sources(dossier: &Dossier, style: Style) -> Result<Document, ExportError> {
    let sources: Vec<&Source> = dossier.sources().iter().collect();
    let text = references(&sources, style).map_err(ExportError::Citing)?;
    // No other program wants what would steer a terminal.
    let text = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\r'), "");
    Ok(Document { notes: left_out_words(&sources, style).into_iter().collect(), ..Document::of_text(text) })
}

/// A text in which nothing steers a terminal or turns the direction of writing, but for its lines: such a character is marked as
/// unreadable.
fn visible(text: String) -> String {
    let steers = |c: char| is_control_or_bidi(c) && c != '\n';
    if text.contains(steers) { text.replace(steers, "\u{FFFD}") } else { text }
}
