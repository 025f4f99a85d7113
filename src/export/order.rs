//! An order for a figure becomes a drawing: which of the charts, of what, how large.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::shape_transform::adjust_colors;
use egui::{Theme as Mode, Ui, Vec2};

use super::offscreen::{Drawing, draw};
use super::svg::{Untranslatable, lacking_letters};
use crate::analysis::{ChartPlan, FactSummary, TimeIndex};
use crate::app::{ChartKind, ChartTheme, ExportRequest, OpenFile};
use crate::charts::frame::lacking_ui;
use crate::charts::theme;
use crate::charts::timeline::{TimelineInput, timeline_chart_ui};
use crate::charts::trade::{TradeInput, trade_chart_ui};
use crate::dossier::FactIx;

/// How much smaller everything is drawn where there is not enough room for it. The smallest print has 11 points of the
/// drawing, 8.25 points on paper: at the last of these it is just over 6.
const SCALES: [f32; 2] = [0.86, 0.73];

/// Draws what was ordered.
///
/// # Errors
///
/// [`Untranslatable`] where a bundled font cannot be read: a fault of this program.
pub(super) fn drawing(file: &OpenFile, request: &ExportRequest) -> Result<Drawing, Untranslatable> {
    let mut attempt = Attempt { scale: request.type_scale(), lacking: BTreeSet::new() };
    let (mut drawing, mut is_ample) = attempt.draw(file, request);
    // A size of type that was chosen for a medium is kept: notes give way instead.
    let is_usual = (attempt.scale - 1.0).abs() < f32::EPSILON;
    for scale in SCALES.into_iter().filter(|_| is_usual) {
        if is_ample {
            break;
        }
        attempt.scale = scale;
        (drawing, is_ample) = attempt.draw(file, request);
    }
    attempt.lacking = lacking_letters(&drawing)?;
    if !attempt.lacking.is_empty() {
        (drawing, _) = attempt.draw(file, request);
    }
    if request.theme == ChartTheme::Greyscale {
        for clipped in &mut drawing.shapes {
            adjust_colors(&mut clipped.shape, |colour| *colour = theme::grey(*colour));
        }
    }
    Ok(drawing)
}

/// One way to draw an order.
struct Attempt {
    /// How large everything is drawn.
    scale: f32,
    /// The letters of which it must be said that they cannot be drawn.
    lacking: BTreeSet<char>,
}

impl Attempt {
    /// The drawing, and whether there was ample room for all of it.
    fn draw(&self, file: &OpenFile, request: &ExportRequest) -> (Drawing, bool) {
        let size = Vec2::new(request.width as f32, request.height as f32) / request.pixels_per_point() / self.scale;
        let mode = match request.theme {
            ChartTheme::Light | ChartTheme::Greyscale => Mode::Light,
            ChartTheme::Dark => Mode::Dark,
        };
        let setup = |ctx: &egui::Context| {
            theme::install(ctx);
            ctx.set_theme(mode);
        };
        // Only a timeline needs to know which facts stand where in time.
        let shown = (request.figure == ChartKind::Timeline).then(|| shown(file, request));
        let plan = trade_plan(file, request);
        let mut is_ample = true;
        let drawing = draw(size, setup, |ui: &mut Ui| {
            if !self.lacking.is_empty() {
                lacking_ui(ui, &self.lacking, request.frame);
            }
            is_ample = match &shown {
                None => trade_chart_ui(ui, &trade_input(file, &plan, request), &mut Vec::new()),
                Some(shown) => timeline_chart_ui(ui, &timeline_input(file, request, shown), request.frame),
            };
        });
        (Drawing { scale: self.scale, ..drawing }, is_ample)
    }
}

/// The series that a chart of trade draws.
pub(super) fn trade_plan(file: &OpenFile, request: &ExportRequest) -> Arc<ChartPlan> {
    file.chart_plan(request.reporter.as_deref(), &request.chart)
}

pub(super) fn trade_input<'a>(file: &'a OpenFile, plan: &'a Arc<ChartPlan>, request: &ExportRequest) -> TradeInput<'a> {
    TradeInput {
        dossier: &file.dossier,
        derived: &file.derived,
        audit: &file.audit,
        plan,
        rivals: request.rivals,
        span: request.span.unwrap_or_else(|| file.fit_of(plan)),
        value_axis: request.value_axis,
        value_range: request.value_range,
        selected: None,
        cursor_days: None,
        frame: request.frame,
        are_notes_open: false,
        is_box_zoom: false,
        tools_width: 0.0,
        found: None,
        is_interactive: false,
    }
}

pub(super) fn timeline_input<'a>(file: &'a OpenFile, request: &ExportRequest, shown: &'a Shown) -> TimelineInput<'a> {
    TimelineInput {
        dossier: &file.dossier,
        shown: &shown.facts,
        time: &shown.time,
        span: request.span.unwrap_or_else(|| file.timeline_fit()),
        selected: None,
        also_selected: &[],
        query: None,
        cursor_days: None,
        today: None,
        is_interactive: false,
    }
}

/// The facts of a timeline, by date, and in time.
pub(super) struct Shown {
    facts: Vec<FactIx>,
    time: Arc<TimeIndex>,
}

/// The facts whose theme is not filtered out.
pub(super) fn shown(file: &OpenFile, request: &ExportRequest) -> Shown {
    let dossier = &file.dossier;
    let is_shown = |brief: &&FactSummary| {
        let theme = &dossier.theme(dossier.fact(brief.fact).theme).id;
        !request.hidden_themes.contains(theme)
    };
    let shown: Vec<FactSummary> = file.digest.briefs().iter().filter(is_shown).copied().collect();
    let time = TimeIndex::new(shown.iter().copied(), dossier.themes().len()).into();
    Shown { facts: shown.into_iter().map(|brief| brief.fact).collect(), time }
}
