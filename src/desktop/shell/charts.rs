//! Charts as files and on the clipboard: exported, copied, previewed, and recognised on disk.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::tasks::{Tasks, event};
use crate::app::{AppState, ChartPart, DocumentFormat, Event, ExportRequest, Job, NotExported, OpenFile};
use crate::export::{
    ExportError, Pixels, Provenance, citations, description, document, export, export_document, lacking_letters,
    picture, render_chart,
};
use crate::limits::FIGURE_BYTES;
use crate::store::read_bounded;

/// A chart, or what belongs to it, in a form that can be copied or shown.
pub enum Clip {
    /// As pixels.
    Picture(Pixels),
    /// As text.
    Text(String),
}

/// How many lines of a file of text a preview shows.
const PREVIEW_LINES: usize = 24;
/// The endings of files that may be charts.
const CHARTS: [&str; 4] = ["png", "svg", "pdf", "zip"];

impl Tasks {
    /// Draws a chart into a file, tells how far it is, and stops where that is called off.
    pub(super) fn export(&mut self, state: &AppState, request: ExportRequest) {
        self.cancels_export = Arc::default();
        let (file, is_cancelled) = (state.file.clone(), Arc::clone(&self.cancels_export));
        let tell = self.teller();
        let path = request.path.clone();
        self.on_queue(&path, Job::Export, move || {
            let watch = |share: f32| {
                // Where nobody listens any more, there is nobody to tell.
                tell.event(Event::ExportAdvanced(share));
                if is_cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let result = match request.document {
                Some(format) => export_document(&file, &request, format).map(|(written, notes)| {
                    let notes: Vec<String> = written.note().into_iter().chain(notes).collect();
                    (!notes.is_empty()).then(|| notes.join("\n"))
                }),
                None => export(&file, &request, &watch).map(|written| written.note()),
            };
            let result = result.map_err(|error| {
                if error.is_cancelled() { NotExported::Cancelled } else { NotExported::Failed(error.to_string()) }
            });
            event(Event::Exported { request: Box::new(request), result })
        });
    }

    /// Calls off the chart that is being exported.
    pub(super) fn cancel_export(&self) {
        self.cancels_export.store(true, Ordering::Relaxed);
    }
}

/// Whether a file may be a chart, by its name.
pub(in crate::desktop) fn is_figure(path: &Path) -> bool {
    path.extension().is_some_and(|extension| CHARTS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What a file was drawn from, where it is a chart.
pub(super) fn figure_in(path: &Path) -> Option<Provenance> {
    let bytes = is_figure(path).then(|| read_bounded(path, FIGURE_BYTES).ok())??;
    Provenance::read(&bytes)
}

/// A part of a chart, ready for the clipboard.
pub(super) fn copied(file: &OpenFile, request: &ExportRequest, part: ChartPart) -> Result<Clip, ExportError> {
    Ok(match part {
        ChartPart::Picture => Clip::Picture(picture(file, request, request.pixels_per_point())?),
        ChartPart::Data => Clip::Text(String::from_utf8_lossy(&render_chart(file, request)?).into_owned()),
        ChartPart::Citations => Clip::Text(citations(file, request)),
        ChartPart::AltText => Clip::Text(description(file, request)),
    })
}

/// What a chart will look like: the chart itself with so many pixels for each of its points, or its first lines.
///
/// With it come the letters that it lacks.
pub(super) fn preview(
    file: &OpenFile,
    request: &ExportRequest,
    pixels_per_point: f32,
) -> Result<(Clip, BTreeSet<char>), ExportError> {
    if let Some(format) = request.document {
        return Ok((preview_document(file, format)?, BTreeSet::new()));
    }
    if !request.format.is_data() {
        let picture = Clip::Picture(picture(file, request, pixels_per_point)?);
        return Ok((picture, lacking_letters(file, request)?));
    }
    Ok((Clip::Text(beginning(&render_chart(file, request)?)), BTreeSet::new()))
}

/// The first lines of a file of text.
fn beginning(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().take(PREVIEW_LINES).collect::<Vec<_>>().join("\n")
}

/// How the whole dossier begins in another format: of a web page its words, of an archive what is in it.
fn preview_document(file: &OpenFile, format: DocumentFormat) -> Result<Clip, ExportError> {
    let shown = match format {
        DocumentFormat::Html => DocumentFormat::Markdown,
        DocumentFormat::Bundle => {
            let others = DocumentFormat::ALL.iter().copied().filter(|other| *other != format);
            let lines: Vec<String> = others.map(|other| format!("{} (.{})", other.name(), other.extension())).collect();
            return Ok(Clip::Text(format!("The dossier itself, and of it:\n{}", lines.join("\n"))));
        }
        DocumentFormat::Markdown
        | DocumentFormat::TimelineJs
        | DocumentFormat::TimelineJsCsv
        | DocumentFormat::Calendar
        | DocumentFormat::Csv
        | DocumentFormat::Json
        | DocumentFormat::Annotations
        | DocumentFormat::Bibtex
        | DocumentFormat::Ris
        | DocumentFormat::CslJson => format,
    };
    Ok(Clip::Text(beginning(&document(file, shown, None)?.bytes)))
}
