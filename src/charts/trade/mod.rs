//! The chart of the trade of two countries: colour says which series, pattern says how far to trust a value.
//!
//! A [`ChartPlan`] says which series are drawn. [`place`] puts their values in time, [`scale`] spaces them, `marks` turns them
//! into shapes inside an egui plot, `labels` puts the words beside them, and [`texts`], [`notes`] and [`sources`] say what
//! marks cannot.

mod axes;
mod dense;
mod kept;
mod labels;
mod legend;
mod lit;
mod look;
mod marks;
mod notes;
mod overview;
mod place;
mod plot;
mod pointer;
mod room;
mod scale;
mod sources;
mod texts;
mod tooltip;

use std::sync::Arc;

use egui::Ui;

use super::frame::{LEAST_FIGURE, frame_ui};
use super::theme::MARGIN;
use crate::analysis::derive::Derived;
use crate::analysis::{Audit, ChartPlan};
use crate::app::{Action, FrameParts, RivalPolicy, Shown, Span, ValueAxis};
use crate::dossier::{Dossier, FactIx};

pub(super) use lit::lit_years;
pub use sources::sources_in_view;
pub use texts::{description, title};

/// What the chart draws, and how it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct TradeInput<'a> {
    /// The dossier; shared, as is the audit, so that what was said of them is known to be of them.
    pub dossier: &'a Arc<Dossier>,
    /// What follows from its figures.
    pub derived: &'a Derived,
    /// What there is to say against them.
    pub audit: &'a Arc<Audit>,
    /// The series.
    pub plan: &'a Arc<ChartPlan>,
    /// The stretch of time to show.
    pub span: Span,
    /// How values are spaced.
    pub value_axis: ValueAxis,
    /// What is drawn where several values are there for the same thing.
    pub rivals: RivalPolicy,
    /// The lowest and the highest value on the axis; `None` fits what is in view.
    pub value_range: Option<(f64, f64)>,
    /// The selected fact.
    pub selected: Option<FactIx>,
    /// Where the cursor stands, in days since 1970-01-01.
    pub cursor_days: Option<f64>,
    /// What of the words around it is drawn.
    pub frame: FrameParts,
    /// Whether the notes and sources on a screen are open.
    pub are_notes_open: bool,
    /// Whether the left button draws a box to zoom into, as the right one always does.
    pub is_box_zoom: bool,
    /// The width that tools take beside the title, in points.
    pub tools_width: f32,
    /// The facts that a search found, where there is one: their values are brought forward.
    pub found: Option<&'a Shown>,
    /// Whether it answers to the pointer; an exported figure does not.
    pub is_interactive: bool,
}

/// The height of the words around a plot without its key, about, and the part of the height that it has at the least.
const WORDS_AROUND: f32 = 170.0;
const LEAST_SHARE: f32 = 0.3;
/// Words over the highest bar make room for themselves where bars are few.
const MOST_WITH_WORDS: usize = 20;

/// The part of its pane that the plot has on the screen, and the least height, in points, that it has in any.
const LEAST_OF_PANE: f32 = 0.46;
const LEAST_PLOT: f32 = 200.0;
/// The height of the line of notes and sources on the screen, with the gaps around it, in points.
const FOLDED_FOOT: f32 = 36.0;

/// Draws the chart with title, legend, notes and sources into the space that is there; whether all of them had room.
pub fn trade_chart_ui(ui: &mut Ui, input: &TradeInput<'_>, actions: &mut Vec<Action>) -> bool {
    let size = ui.available_size();
    let width = f64::from((size.x - 2.0 * MARGIN - plot::VALUE_AXIS_WIDTH).max(1.0));
    let placement = place::place(input, Some(width / input.span.width_days()));
    let ends = legend::EndNames::of(ui, input, &placement);
    let entries = legend::entries(input, &placement, ends.width > 0.0);
    let around = WORDS_AROUND + legend::height(ui, input, &entries, size.x - 2.0 * MARGIN);
    let height = f64::from((size.y - around).max(size.y * LEAST_SHARE));
    let scale = scale::Scale::fit(input, &placement, height, lines_over_highest(&placement));
    let texts = kept::words(ui, input, &placement, &scale);
    let lit = lit::Lit::of(ui).and_found(input, &placement);
    let mut legend_actions = Vec::new();
    let is_ample = frame_ui(
        ui,
        &texts,
        input.frame,
        input.is_interactive,
        actions,
        |ui| {
            let most = ui.available_height() - plot::TIME_AXIS_HEIGHT - FOLDED_FOOT - least_plot(size.y);
            legend::legend_ui(ui, input, &entries, placement.are_lines, (most, &mut legend_actions));
        },
        (if input.is_interactive { LEAST_PLOT + plot::TIME_AXIS_HEIGHT } else { LEAST_FIGURE }, |ui, actions| {
            let drawing = plot::Drawing { input, placement: &placement, scale: &scale, lit: &lit, ends: &ends };
            drawing.plot_ui(ui, actions);
        }),
    );
    actions.append(&mut legend_actions);
    is_ample
}

/// The height that the plot keeps on the screen, before the key has any, in points.
fn least_plot(pane: f32) -> f32 {
    (pane * LEAST_OF_PANE).max(LEAST_PLOT)
}

/// How many lines of words stand over the highest bar, so that the axis leaves room for them.
fn lines_over_highest(placement: &place::Placement<'_>) -> usize {
    let placed = &placement.placed;
    if placement.are_lines || placed.len() > MOST_WITH_WORDS {
        return 0;
    }
    let highest = placed.iter().max_by(|one, other| one.head.total_cmp(&other.head));
    highest.map_or(0, |highest| texts::bar_words(highest).len())
}
