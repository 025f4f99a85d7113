//! What wheel and touchpad do over a view of time, the same in timeline and chart.

use egui::Ui;

use crate::app::{Action, SpanAction, TimeAxisTarget};

/// Points of scrolling that double what is seen.
const POINTS_PER_DOUBLING: f64 = 240.0;

/// The action of this frame's wheel: it zooms at the pointer; sideways, or with Shift, it pans; a pinch zooms too.
///
/// `days_at` gives the moment at a horizontal place of the screen.
pub fn wheel_action(ui: &Ui, which: TimeAxisTarget, width_points: f32, days_at: impl Fn(f32) -> f64) -> Option<Action> {
    let (scroll, pinch, pointer) =
        ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta(), input.pointer.hover_pos()));
    let at_days = pointer.map(|pointer| days_at(pointer.x));
    let action = if (pinch - 1.0).abs() > f32::EPSILON {
        SpanAction::Zoom { factor: f64::from(pinch), at_days }
    } else if scroll.y.abs() > scroll.x.abs() {
        SpanAction::Zoom { factor: (f64::from(scroll.y) / POINTS_PER_DOUBLING).exp2(), at_days }
    } else if scroll.x != 0.0 && width_points > 0.0 {
        SpanAction::Pan(f64::from(-scroll.x / width_points))
    } else {
        return None;
    };
    // What was used here is not to scroll anything around it as well.
    ui.input_mut(|input| input.smooth_scroll_delta = egui::Vec2::ZERO);
    Some(Action::Span(which, action))
}
