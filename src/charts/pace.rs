//! How words follow a view that moves: a few times a second, and at once when it comes to rest. Nobody reads them on the
//! way.

use egui::Ui;

use crate::app::Span;

/// For so long, words about a moving view may be of where it was, in seconds.
const PATIENCE: f64 = 0.25;

/// Where a view was in the frame before, and when words about it were said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    span: Span,
    said_secs: f64,
}

impl Pace {
    /// Words about a view are said now.
    pub(super) fn new(ui: &Ui, span: Span) -> Self {
        Self { span, said_secs: ui.input(|input| input.time) }
    }

    /// Whether the words said may wait: the view moves, and they have followed it just now.
    pub(super) fn may_wait(&self, ui: &Ui, span: Span) -> bool {
        self.span != span && ui.input(|input| input.time) - self.said_secs < PATIENCE
    }

    /// The view goes on, and the words wait: they are to follow, even if nothing more happens.
    pub(super) fn wait(self, ui: &Ui, span: Span) -> Self {
        ui.ctx().request_repaint();
        Self { span, ..self }
    }
}
