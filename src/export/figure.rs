//! From an order to a file.

use std::collections::BTreeSet;
use std::fmt;

use egui::epaint::shape_transform::adjust_colors;
use egui::{Color32, Rgba, Theme as Mode, Ui, Vec2};

use super::data::{facts_csv, facts_json, series_csv, series_json};
use super::offscreen::{Drawing, draw};
use super::pdf::pdf;
use super::png::{Pixels, RenderError, pixels, png};
use super::provenance::{KEYWORD, Provenance};
use super::svg::{SvgOptions, Untranslatable, svg};
use super::write::{Overwrite, WriteError, write_whole};
use crate::analysis::{Brief, TimeIndex};
use crate::app::{ExportRequest, FigureKind, FigureTheme, FileFormat, OpenFile};
use crate::charts::theme::{self, Theme};
use crate::charts::timeline::{TimelineInput, in_view, timeline_figure_ui};
use crate::charts::trade::{self, TradeInput, trade_chart_ui};
use crate::cite::reference;
use crate::dossier::{FactIx, SourceIx};

/// Why a figure was not exported; no file was touched.
#[derive(Debug)]
pub enum ExportError {
    /// A part of the drawing cannot be said in SVG: a fault of this program.
    Drawing(Untranslatable),
    /// It could not be rendered.
    Rendering(RenderError),
    /// It could not be written.
    Writing(WriteError),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drawing(error) => write!(f, "The figure was not exported: {error}."),
            Self::Rendering(error) => write!(f, "The figure was not exported: {error}."),
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
pub fn export(file: &OpenFile, request: &ExportRequest) -> Result<(), ExportError> {
    let overwrite = if request.may_replace { Overwrite::Allowed } else { Overwrite::Refused };
    let bytes = figure(file, request)?;
    write_whole(&request.path, &bytes, overwrite).map_err(ExportError::Writing)
}

/// Draws a figure, as the bytes of a file in the format that was ordered.
///
/// # Errors
///
/// [`ExportError`] where it is too large, or cannot be drawn.
pub fn figure(file: &OpenFile, request: &ExportRequest) -> Result<Vec<u8>, ExportError> {
    if request.format.is_data() {
        return Ok(data(file, request));
    }
    let scale = request.pixels_per_point();
    let drawing = drawing(file, request);
    let title = title(file, request);
    let description = description(file, request);
    let provenance = Provenance::of(file, request).to_text();
    let options = SvgOptions {
        title: title.clone(),
        description: description.clone(),
        metadata: provenance.clone(),
        ground: Some(ground(request)),
        embeds_fonts: request.format == FileFormat::Svg && !request.outlines_text,
        outlines_text: request.format == FileFormat::Svg && request.outlines_text,
        ..SvgOptions::default()
    };
    let svg = svg(&drawing, &options).map_err(ExportError::Drawing)?;
    match request.format {
        FileFormat::Svg => Ok(svg.into_bytes()),
        FileFormat::Png => pixels(&svg, &drawing, scale)
            .and_then(|picture| {
                let texts = [
                    ("Title", title.as_str()),
                    ("Description", &description),
                    ("Software", "Attaché"),
                    (KEYWORD, &provenance),
                ];
                png(&picture, request.dpi as f32, &texts)
            })
            .map_err(ExportError::Rendering),
        FileFormat::Pdf => pdf(&svg, &drawing, &title, &description).map_err(ExportError::Rendering),
        FileFormat::Csv | FileFormat::Json => Ok(data(file, request)),
    }
}

/// What the figure would show, as data.
pub(super) fn data(file: &OpenFile, request: &ExportRequest) -> Vec<u8> {
    let (dossier, derived) = (&*file.dossier, &*file.derived);
    let mut bytes = Vec::new();
    let is_table = request.format == FileFormat::Csv;
    let written = match request.figure {
        FigureKind::Trade => {
            let TradeInput { series, span, .. } = trade_input(file, request);
            let write = if is_table { series_csv } else { series_json };
            write(dossier, derived, series, span, &mut bytes)
        }
        FigureKind::Timeline => {
            let shown = shown(file, request);
            let facts = in_view(&timeline_input(file, request, &shown.0, &shown.1));
            let write = if is_table { facts_csv } else { facts_json };
            write(dossier, &facts, &mut bytes)
        }
    };
    debug_assert!(written.is_ok(), "writing into memory does not fail");
    bytes
}

/// How much smaller everything is drawn where there is not enough room for it. The smallest print has 11 points of the
/// drawing, 8.25 points on paper: at the last of these it is just over 6.
const SCALES: [f32; 2] = [0.86, 0.73];

fn drawing(file: &OpenFile, request: &ExportRequest) -> Drawing {
    let size = Vec2::new(request.width as f32, request.height as f32) / request.pixels_per_point();
    let mode = match request.theme {
        FigureTheme::Light | FigureTheme::Greyscale => Mode::Light,
        FigureTheme::Dark => Mode::Dark,
    };
    let setup = |ctx: &egui::Context| {
        theme::install(ctx);
        ctx.set_theme(mode);
    };
    let mut drawing = draw_at(file, request, size, setup, 1.0);
    for scale in SCALES {
        if drawing.1 {
            break;
        }
        drawing = draw_at(file, request, size, setup, scale);
    }
    let (mut drawing, _) = drawing;
    if request.theme == FigureTheme::Greyscale {
        for clipped in &mut drawing.shapes {
            adjust_colors(&mut clipped.shape, |colour| *colour = grey(*colour));
        }
    }
    drawing
}

/// Draws at a scale; also whether everything had room.
fn draw_at(
    file: &OpenFile,
    request: &ExportRequest,
    size: Vec2,
    setup: impl FnOnce(&egui::Context),
    scale: f32,
) -> (Drawing, bool) {
    let mut is_whole = true;
    let size = size / scale;
    let drawing = match request.figure {
        FigureKind::Trade => {
            let input = trade_input(file, request);
            draw(size, setup, |ui: &mut Ui| is_whole = trade_chart_ui(ui, &input, &mut Vec::new()))
        }
        FigureKind::Timeline => {
            let shown = shown(file, request);
            let input = timeline_input(file, request, &shown.0, &shown.1);
            draw(size, setup, |ui: &mut Ui| is_whole = timeline_figure_ui(ui, &input))
        }
    };
    (Drawing { scale, ..drawing }, is_whole)
}

/// The grey that is as light as a colour.
fn grey(colour: Color32) -> Color32 {
    let [r, g, b, alpha] = Rgba::from(colour).to_array();
    // Luminance after ITU-R BT.709; the channels are linear, and premultiplied like what comes out.
    let luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    Rgba::from_rgba_premultiplied(luminance, luminance, luminance, alpha).into()
}

fn trade_input<'a>(file: &'a OpenFile, request: &ExportRequest) -> TradeInput<'a> {
    TradeInput {
        dossier: &file.dossier,
        derived: &file.derived,
        audit: &file.audit,
        series: file.trade(request.reporter.as_deref()),
        rivals: request.rivals,
        span: request.span.unwrap_or_else(|| file.chart_fit()),
        value_axis: request.value_axis,
        value_range: request.value_range,
        selected: None,
        cursor_days: None,
        is_interactive: false,
    }
}

fn timeline_input<'a>(
    file: &'a OpenFile,
    request: &ExportRequest,
    shown: &'a [FactIx],
    time: &'a TimeIndex,
) -> TimelineInput<'a> {
    TimelineInput {
        dossier: &file.dossier,
        shown,
        time,
        span: request.span.unwrap_or_else(|| file.timeline_fit()),
        selected: None,
        cursor_days: None,
        today: None,
        is_interactive: false,
    }
}

/// The facts whose theme is not filtered out, by date, and in time.
fn shown(file: &OpenFile, request: &ExportRequest) -> (Vec<FactIx>, TimeIndex) {
    let dossier = &file.dossier;
    let is_shown = |brief: &&Brief| {
        let theme = &dossier.theme(dossier.fact(brief.fact).theme).id;
        !request.hidden_themes.contains(theme)
    };
    let shown: Vec<Brief> = file.digest.briefs().iter().filter(is_shown).copied().collect();
    let time = TimeIndex::new(shown.iter().copied(), dossier.themes().len());
    (shown.into_iter().map(|brief| brief.fact).collect(), time)
}

/// A figure as a picture, whatever its format.
///
/// # Errors
///
/// As for [`figure()`].
pub fn picture(file: &OpenFile, request: &ExportRequest) -> Result<Pixels, ExportError> {
    let drawing = drawing(file, request);
    let options = SvgOptions { ground: Some(ground(request)), ..SvgOptions::default() };
    let svg = svg(&drawing, &options).map_err(ExportError::Drawing)?;
    pixels(&svg, &drawing, request.pixels_per_point()).map_err(ExportError::Rendering)
}

/// References to the sources of everything that a figure shows, one on each line.
#[must_use]
pub fn citations(file: &OpenFile, request: &ExportRequest) -> String {
    let sources: Vec<SourceIx> = match request.figure {
        FigureKind::Trade => trade::sources_in_view(&trade_input(file, request)),
        FigureKind::Timeline => {
            let shown = shown(file, request);
            let facts = in_view(&timeline_input(file, request, &shown.0, &shown.1));
            let citations = facts.iter().flat_map(|fact| &file.dossier.fact(*fact).citations);
            citations.map(|citation| citation.source).collect::<BTreeSet<_>>().into_iter().collect()
        }
    };
    let line = |source: SourceIx| format!("{}\n", reference(file.dossier.source(source)));
    sources.into_iter().map(line).collect()
}

fn ground(request: &ExportRequest) -> Color32 {
    Theme::of_mode(request.theme == FigureTheme::Dark).paper
}

fn title(file: &OpenFile, request: &ExportRequest) -> String {
    match request.figure {
        FigureKind::Trade => trade::title(&file.dossier),
        FigureKind::Timeline => file.dossier.title().to_owned(),
    }
}

/// What a figure shows, in words, for those who do not see it.
#[must_use]
pub fn description(file: &OpenFile, request: &ExportRequest) -> String {
    match request.figure {
        FigureKind::Trade => trade::description(&trade_input(file, request)),
        FigureKind::Timeline => {
            let shown = shown(file, request);
            crate::charts::timeline::description(&timeline_input(file, request, &shown.0, &shown.1))
        }
    }
}
