//! What the program has to say just now: it floats over the window, so that nothing in it moves.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Stroke, Ui, vec2};

use super::landmarks::landmark;
use super::{crash_bar, notice, opening};
use crate::app::{Action, AppState};
use crate::charts::Theme;
use crate::charts::theme::GAP;

/// The widest that messages are, and the room that they leave at each side; in points.
const WIDTH: (f32, f32) = (720.0, 16.0);
/// How far above the lower edge of the window they float, in points: over the line of the status, so that the axis of the chart
/// stays free.
const ABOVE: f32 = 2.0;

/// The latest message, the report of a crash and a file on its way, one above the other.
pub(super) fn messages_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let session = &state.session;
    let has_notice = session.notice.is_some();
    if !has_notice && session.crash_report.is_none() && session.opening.is_none() {
        return;
    }
    let (most, beside) = WIDTH;
    let width = (ctx.content_rect().width() - 2.0 * beside).clamp(120.0, most);
    let area = Area::new(Id::unique("messages")).order(Order::Middle);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -ABOVE)).show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = GAP;
        if session.crash_report.is_some() {
            card(ui, |ui| crash_bar::report_ui(ui, actions));
        }
        if session.opening.is_some() {
            card(ui, |ui| {
                landmark(ui, "File on its way");
                opening::opening_ui(ui, state, actions);
            });
        }
        if has_notice {
            landmark(ui, "Message");
            notice::notice_ui(ui, state, actions);
        }
    });
}

/// Something on a ground of its own.
fn card(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    let frame = Frame::new().fill(theme.panel).stroke(Stroke::new(1.0, theme.hairline)).corner_radius(6);
    frame.inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}
