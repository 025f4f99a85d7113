//! The chart of trade per year.
//!
//! The series goes through three steps: [`scale`] and [`bars`] place it in time and value, `marks` turns the placed
//! bars into shapes inside an egui plot, and [`texts`], [`notes`] and [`sources`] say in words what the marks cannot.

mod axes;
mod bars;
mod ink;
mod kept;
mod legend;
mod marks;
mod notes;
mod plot;
mod room;
mod scale;
mod sources;
mod texts;
mod tooltip;

use std::sync::Arc;

use egui::Ui;

use super::frame::{LEAST_FIGURE, frame_ui};
use crate::analysis::derive::Derived;
use crate::analysis::{Audit, TradeSeries};
use crate::app::{Action, FrameParts, RivalPolicy, Span, ValueAxis};
use crate::dossier::{Dossier, FactIx};

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
    /// Its trade, year by year.
    pub series: &'a TradeSeries,
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
    /// Whether it answers to the pointer; an exported figure does not.
    pub is_interactive: bool,
}

/// Draws the chart with title, legend, notes and sources into the space that is there; whether all of them had room.
pub fn trade_chart_ui(ui: &mut Ui, input: &TradeInput<'_>, actions: &mut Vec<Action>) -> bool {
    let bars = bars::bars(input);
    let scale = scale::Scale::fit(input, &bars);
    let texts = kept::words(ui, input, &bars, &scale);
    let inks = legend::entries(&bars);
    frame_ui(
        ui,
        &texts,
        input.frame,
        input.is_interactive,
        actions,
        |ui| legend::legend_ui(ui, input.series, &inks),
        (LEAST_FIGURE, |ui, actions| plot::plot_ui(ui, input, &bars, &scale, actions)),
    )
}
