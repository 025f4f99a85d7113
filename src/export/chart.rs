//! From an order to a file.

use std::collections::BTreeSet;
use std::fmt;

use egui::Color32;

use super::bundle::bundle;
use super::data::{facts_csv, facts_json, series_csv, series_json};
use super::offscreen::Drawing;
use super::order::{drawing, shown, timeline_input, trade_input, trade_plan};
use super::pdf::{PdfTexts, pdf};
use super::png::{Pixels, RenderError, pixels, png, watched_pixels};
use super::provenance::{KEYWORD, Provenance};
use super::svg::{SvgOptions, Untranslatable, svg};
use super::watch::{UNWATCHED, Watch};
use crate::app::{ChartKind, ChartTheme, DocumentFormat, ExportRequest, FileFormat, OpenFile};
use crate::charts::theme::Theme;
use crate::charts::timeline::in_view;
use crate::charts::trade;
use crate::cite::{StyleError, reference};
use crate::dossier::Date;
use crate::dossier::{Source, SourceIx};
use crate::store::{Overwrite, WriteError, Written, write_whole};

/// Why a figure was not exported; no file was touched.
#[derive(Debug)]
pub enum ExportError {
    /// A part of the drawing cannot be said in SVG: a fault of this program.
    Drawing(Untranslatable),
    /// It could not be rendered.
    Rendering(RenderError),
    /// Its references could not be written: a fault of this program.
    Citing(StyleError),
    /// It could not be written.
    Writing(WriteError),
}

impl ExportError {
    /// Whether it was called off by whoever watched over it.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        matches!(self, Self::Rendering(RenderError::Cancelled))
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drawing(error) => write!(f, "The figure was not exported: {error}."),
            Self::Rendering(error) => write!(f, "The figure was not exported: {error}."),
            Self::Citing(error) => write!(f, "The figure was not exported: {error}."),
            Self::Writing(error) => write!(f, "The figure was not exported: {error}."),
        }
    }
}

impl std::error::Error for ExportError {}

/// Draws a figure and writes it into its file.
///
/// # Errors
///
/// [`ExportError`] says what happened; a file that was there before is untouched then.
pub fn export(file: &OpenFile, request: &ExportRequest, watch: Watch<'_>) -> Result<Written, ExportError> {
    let overwrite = if request.may_replace { Overwrite::Allowed } else { Overwrite::Refused };
    let bytes = watched_chart(file, request, watch)?;
    write_whole(&request.path, &bytes, overwrite).map_err(ExportError::Writing)
}

/// Writes the whole dossier into its file, in the format that was ordered; what is not in it comes back, in sentences.
///
/// # Errors
///
/// [`ExportError`] says what happened; a file that was there before is untouched then.
pub fn export_document(
    file: &OpenFile,
    request: &ExportRequest,
    format: DocumentFormat,
) -> Result<(Written, Vec<String>), ExportError> {
    let overwrite = if request.may_replace { Overwrite::Allowed } else { Overwrite::Refused };
    let published = request.published.as_deref().and_then(|day| Date::parse(day).ok());
    let document = super::documents::document(file, format, published.as_ref())?;
    let written = write_whole(&request.path, &document.bytes, overwrite).map_err(ExportError::Writing)?;
    Ok((written, document.notes))
}

/// Draws a figure, as the bytes of a file in the format that was ordered.
///
/// # Errors
///
/// [`ExportError`] where it is too large, or cannot be drawn.
pub fn render_chart(file: &OpenFile, request: &ExportRequest) -> Result<Vec<u8>, ExportError> {
    watched_chart(file, request, UNWATCHED)
}

pub(super) fn watched_chart(
    file: &OpenFile,
    request: &ExportRequest,
    watch: Watch<'_>,
) -> Result<Vec<u8>, ExportError> {
    match request.format {
        FileFormat::Csv | FileFormat::Json => Ok(data(file, request)),
        FileFormat::Bundle => bundle(file, request, watch),
        FileFormat::Svg => Ok(document(file, request)?.1.into_bytes()),
        FileFormat::Png => {
            let (drawing, svg) = document(file, request)?;
            let picture =
                watched_pixels(&svg, &drawing, request.pixels_per_point(), watch).map_err(ExportError::Rendering)?;
            let texts = [
                ("Title", title(file, request)),
                ("Description", description(file, request)),
                ("Software", "Attaché".to_owned()),
                (KEYWORD, Provenance::of(file, request).to_text()),
            ];
            png(&picture, request.dpi as f32, &texts.each_ref().map(|(keyword, text)| (*keyword, text.as_str())))
                .map_err(ExportError::Rendering)
        }
        FileFormat::Pdf => {
            let (drawing, svg) = document(file, request)?;
            let about = PdfTexts {
                title: &title(file, request),
                description: &description(file, request),
                provenance: &Provenance::of(file, request).to_text(),
            };
            pdf(&svg, &drawing, &about).map_err(ExportError::Rendering)
        }
    }
}

/// The drawing of a figure, and its translation.
fn document(file: &OpenFile, request: &ExportRequest) -> Result<(Drawing, String), ExportError> {
    let drawing = drawing(file, request).map_err(ExportError::Drawing)?;
    let is_svg = request.format == FileFormat::Svg;
    let options = SvgOptions {
        title: title(file, request),
        description: description(file, request),
        // The other formats carry it in their own way.
        metadata: if is_svg { Provenance::of(file, request).to_text() } else { String::new() },
        ground: ground(request),
        embeds_fonts: is_svg && !request.outlines_text,
        outlines_text: is_svg && request.outlines_text,
        ..SvgOptions::default()
    };
    let svg = svg(&drawing, &options).map_err(ExportError::Drawing)?;
    Ok((drawing, svg))
}

/// What the figure would show, as data.
pub(super) fn data(file: &OpenFile, request: &ExportRequest) -> Vec<u8> {
    let mut bytes = Vec::new();
    let is_table = request.format == FileFormat::Csv;
    let written = match request.figure {
        ChartKind::Trade => {
            let plan = trade_plan(file, request);
            let span = trade_input(file, &plan, request).span;
            let write = if is_table { series_csv } else { series_json };
            write(file, &plan, span, &mut bytes)
        }
        ChartKind::Timeline => {
            let shown = shown(file, request);
            let facts = in_view(&timeline_input(file, request, &shown));
            let write = if is_table { facts_csv } else { facts_json };
            write(&file.dossier, &facts, &mut bytes)
        }
    };
    debug_assert!(written.is_ok(), "writing into memory does not fail");
    bytes
}

/// A figure as a picture, whatever its format, with so many pixels for each of its points.
///
/// # Errors
///
/// As for [`render_chart`].
pub fn picture(file: &OpenFile, request: &ExportRequest, pixels_per_point: f32) -> Result<Pixels, ExportError> {
    let drawing = drawing(file, request).map_err(ExportError::Drawing)?;
    let options = SvgOptions { ground: ground(request), ..SvgOptions::default() };
    let svg = svg(&drawing, &options).map_err(ExportError::Drawing)?;
    pixels(&svg, &drawing, pixels_per_point).map_err(ExportError::Rendering)
}

/// The letters of a figure that no bundled face has; □ stands for them in it.
///
/// # Errors
///
/// As for [`render_chart`].
pub fn lacking_letters(file: &OpenFile, request: &ExportRequest) -> Result<BTreeSet<char>, ExportError> {
    let drawing = drawing(file, request).map_err(ExportError::Drawing)?;
    super::svg::lacking_letters(&drawing).map_err(ExportError::Drawing)
}

/// References to the sources of everything that a figure shows, one on each line.
#[must_use]
pub fn citations(file: &OpenFile, request: &ExportRequest) -> String {
    sources(file, request).into_iter().flat_map(|source| [reference(source), "\n".to_owned()]).collect()
}

/// The sources of everything that a figure shows.
pub(super) fn sources<'a>(file: &'a OpenFile, request: &ExportRequest) -> Vec<&'a Source> {
    let sources: Vec<SourceIx> = match request.figure {
        ChartKind::Trade => trade::sources_in_view(&trade_input(file, &trade_plan(file, request), request)),
        ChartKind::Timeline => {
            let shown = shown(file, request);
            let facts = in_view(&timeline_input(file, request, &shown));
            let citations = facts.iter().flat_map(|fact| &file.dossier.fact(*fact).citations);
            citations.map(|citation| citation.source).collect::<BTreeSet<_>>().into_iter().collect()
        }
    };
    sources.into_iter().map(|source| file.dossier.source(source)).collect()
}

/// The colour behind a figure, unless it is to be transparent.
fn ground(request: &ExportRequest) -> Option<Color32> {
    request.frame.ground.then(|| Theme::of_mode(request.theme == ChartTheme::Dark).paper)
}

pub(super) fn title(file: &OpenFile, request: &ExportRequest) -> String {
    match request.figure {
        ChartKind::Trade => trade::title(&trade_input(file, &trade_plan(file, request), request)),
        ChartKind::Timeline => file.dossier.title().to_owned(),
    }
}

/// What a figure shows, in words, for those who do not see it.
#[must_use]
pub fn description(file: &OpenFile, request: &ExportRequest) -> String {
    match request.figure {
        ChartKind::Trade => trade::description(&trade_input(file, &trade_plan(file, request), request)),
        ChartKind::Timeline => {
            let shown = shown(file, request);
            crate::charts::timeline::description(&timeline_input(file, request, &shown))
        }
    }
}
