//! The rectangle that is drawn with Shift around marks to select their facts.

use egui::{CornerRadius, CursorIcon, PointerButton, Pos2, Rect, Response, Stroke, StrokeKind, Ui, vec2};

use super::{TimelineInput, words};
use crate::app::{Action, SelectAction};
use crate::charts::theme::{self, Theme, size};
use crate::dossier::FactIx;
use crate::format::number::counted;

/// How much of what lies under the rectangle is covered by its colour.
const COVER: f32 = 0.12;

/// A rectangle that is being drawn, with the facts whose marks it touches.
pub(super) struct Lasso {
    rect: Rect,
    caught: Vec<FactIx>,
    /// Whether the button was let go.
    is_done: bool,
}

impl Lasso {
    /// The rectangle that is drawn in this frame; `None` where none is.
    pub(super) fn drawn(ui: &Ui, background: &Response) -> Option<Self> {
        let id = background.id.with("lasso");
        if background.drag_started_by(PointerButton::Primary) && ui.input(|input| input.modifiers.shift) {
            let origin = ui.input(|input| input.pointer.press_origin());
            ui.data_mut(|data| origin.map(|origin| data.insert_temp(id, origin)));
        }
        let from = ui.data(|data| data.get_temp::<Pos2>(id))?;
        let is_done = background.drag_stopped_by(PointerButton::Primary);
        if is_done || !background.dragged_by(PointerButton::Primary) {
            ui.data_mut(|data| data.remove::<Pos2>(id));
        }
        let to = ui.input(|input| input.pointer.latest_pos()).unwrap_or(from);
        let is_drawn = is_done || background.dragged_by(PointerButton::Primary);
        is_drawn.then(|| Self { rect: Rect::from_two_pos(from, to), caught: Vec::new(), is_done })
    }

    pub(super) const fn rect(&self) -> Rect {
        self.rect
    }

    /// Notes facts whose mark it touches.
    pub(super) fn catch(&mut self, facts: &[FactIx]) {
        self.caught.extend_from_slice(facts);
    }

    /// Draws it with how many facts are in it, which are selected when the button is let go; with Ctrl beside the others.
    pub(super) fn show(self, ui: &Ui, input: &TimelineInput<'_>, plot: Rect, theme: &Theme, actions: &mut Vec<Action>) {
        let Self { rect, mut caught, is_done } = self;
        caught.sort_unstable();
        caught.dedup();
        if is_done {
            if !caught.is_empty() {
                let facts = caught.iter().map(|fact| input.dossier.fact(*fact).id.clone()).collect();
                let is_added = ui.input(|input| input.modifiers.command);
                actions.push(Action::Select(SelectAction::Several { facts, is_added }));
            }
            return;
        }
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        let painter = ui.painter().with_clip_rect(plot.expand(4.0).intersect(ui.clip_rect()));
        let (fill, line) = (theme.accent.gamma_multiply(COVER), Stroke::new(1.0, theme.accent));
        painter.rect(rect, CornerRadius::ZERO, fill, line, StrokeKind::Inside);
        let count = counted(caught.len(), "fact", "facts");
        let galley = words::galley(&painter, &count, theme::strong(size::LABEL), theme.accent);
        let at = rect.left_top() + vec2(4.0, 2.0);
        let ground = Rect::from_min_size(at, galley.size()).expand2(vec2(3.0, 1.0));
        painter.rect_filled(ground, CornerRadius::same(3), theme.paper);
        painter.galley(at, galley, theme.accent);
    }
}
