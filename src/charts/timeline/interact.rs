//! What the pointer does to the view: wheel, pinch, drag, double click, and the cursor that follows it.

use egui::{AsIdSalt, CursorIcon, Id, PointerButton, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::TimelineInput;
use super::lasso::Lasso;
use super::scale::Scale;
use crate::app::{Action, SpanAction, TimeAxisTarget};
use crate::charts::wheel::wheel_action;

/// Marks that answer one by one; of more, only the one under the pointer does.
const MOST_TARGETS: usize = 300;

/// The ground of the plot, its axis and what is free below them, which answers where no mark does.
pub(super) fn background(ui: &Ui, input: &TimelineInput<'_>, rect: Rect) -> Response {
    let response = ui.interact(rect, ui.scope_id().with("view"), Sense::click_and_drag());
    let count = input.shown.len();
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Timeline of {count} facts")));
    response
}

/// The actions of this frame that change the view or move the cursor; while a lasso is drawn nothing is moved along.
pub(super) fn view_actions(
    ui: &Ui,
    input: &TimelineInput<'_>,
    background: &Response,
    is_drawing: bool,
    (plot, scale): (Rect, &Scale),
    actions: &mut Vec<Action>,
) {
    if background.dragged_by(PointerButton::Primary) && !is_drawing {
        let share = f64::from(-background.drag_delta().x / plot.width().max(1.0));
        if share != 0.0 {
            actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Pan(share)));
        }
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if background.double_clicked() {
        actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit));
    }
    let is_pointed_at = ui.rect_contains_pointer(background.rect);
    if is_pointed_at {
        actions.extend(wheel_action(ui, TimeAxisTarget::Timeline, plot.width(), |x| scale.days_from_x(x)));
    }
    cursor_actions(ui, input, background.id, is_pointed_at, scale, actions);
}

/// The cursor follows the pointer, and goes when the pointer does.
fn cursor_actions(
    ui: &Ui,
    input: &TimelineInput<'_>,
    id: Id,
    is_pointed_at: bool,
    scale: &Scale,
    actions: &mut Vec<Action>,
) {
    let was_pointed_at = ui.ctx().data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    if was_pointed_at != is_pointed_at {
        ui.ctx().data_mut(|data| data.insert_temp(id, is_pointed_at));
    }
    if !is_pointed_at {
        if was_pointed_at && input.cursor_days.is_some() {
            actions.push(Action::SetCursor(None));
        }
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let days = scale.days_from_x(at.x);
    let is_new = input.cursor_days.is_none_or(|cursor| (cursor - days).abs() * scale.points_per_day() > 0.01);
    if is_new {
        actions.push(Action::SetCursor(Some(days)));
    }
}

/// The marks that answer to the pointer, the keyboard and a screen reader.
pub(super) struct Targets {
    count: usize,
    /// What is drawn around some of them.
    lasso: Option<Lasso>,
}

impl Targets {
    pub(super) const fn new(lasso: Option<Lasso>) -> Self {
        Self { count: 0, lasso }
    }

    /// What is drawn around some of them, with the facts that are in it.
    pub(super) fn into_lasso(self) -> Option<Lasso> {
        self.lasso
    }

    /// The lasso, where it reaches into a rectangle.
    pub(super) fn lasso_in(&mut self, rect: Rect) -> Option<&mut Lasso> {
        self.lasso.as_mut().filter(|lasso| lasso.rect().intersects(rect))
    }

    /// Makes a mark answer; `None` where nothing does, or too many do already.
    pub(super) fn target(
        &mut self,
        ui: &Ui,
        input: &TimelineInput<'_>,
        rect: Rect,
        name: impl AsIdSalt,
        info: impl Fn() -> WidgetInfo,
    ) -> Option<Response> {
        if !input.is_interactive || !rect.is_positive() {
            return None;
        }
        self.count += 1;
        if self.count > MOST_TARGETS && !ui.rect_contains_pointer(rect) {
            return None;
        }
        let response = ui.interact(rect, ui.scope_id().with(name), Sense::click());
        response.widget_info(info);
        Some(response.on_hover_cursor(CursorIcon::PointingHand))
    }
}
