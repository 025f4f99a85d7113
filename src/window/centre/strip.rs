//! The strip with the whole of time, and the line between timeline and chart that can be moved.

use egui::{Align, CursorIcon, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::chart_tools::tool;
use super::part;
use crate::app::{Action, AppState, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::MARGIN;
use crate::charts::timeline::{OverviewInput, overview_ui};

/// The height of the strip, in points.
pub(super) const STRIP: f32 = 40.0;
/// The room that the lock takes beside the overview, in points.
const LOCK_WIDTH: f32 = 118.0;
/// The part of the strip that is held to move it, in points.
const GRIP: f32 = 8.0;
/// The dots that show where it can be held: how many, how far apart, and how large; in points.
const DOTS: (i8, f32, f32) = (5, 7.0, 1.6);
/// By how much the keyboard moves the line, as a part of the height.
const KEY_STEP: f32 = 0.04;

/// The overview, and the lock where there are two axes to be linked.
pub(super) fn strip_ui(ui: &mut Ui, state: &AppState, has_both: bool, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
    let inner = rect.shrink2(vec2(MARGIN, GRIP - 1.0));
    let width = if has_both { LOCK_WIDTH } else { 0.0 };
    let (overview, lock) = inner.split_left_right_at_x(inner.right() - width);
    part(ui, overview, |ui| {
        let input = OverviewInput {
            time: &state.session.shown.time,
            whole: state.file.whole_span(),
            timeline: state.timeline_span(),
            chart: state.chart_span(),
            is_locked: state.view.is_locked,
        };
        overview_ui(ui, &input, actions);
    });
    if !has_both {
        return;
    }
    part(ui, lock, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (label, hint) = if state.view.is_locked {
                ("Time ranges linked", "Timeline and chart show the same years. Unlink them")
            } else {
                ("Link time ranges", "Make timeline and chart show the same years")
            };
            tool(ui, state, (label, state.view.is_locked), hint, Action::ToggleLock, actions);
        });
    });
}

/// The line below the strip, which is dragged to give the timeline more or less of the height, and gives it what it needs
/// on a double-click.
pub(super) fn splitter_ui(ui: &Ui, strip: Rect, all: Rect, timeline: f32, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let rect = Rect::from_min_max(pos2(strip.left(), strip.bottom() - GRIP), pos2(strip.right(), strip.bottom() + 3.0));
    let response = ui
        .interact(rect, ui.scope_id().with("splitter"), Sense::click_and_drag())
        .on_hover_cursor(CursorIcon::ResizeVertical)
        .on_hover_text("Drag to give the timeline more or less room; double-click to fit it");
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Line between timeline and chart"));
    let is_held = response.hovered() || response.dragged() || response.has_focus();
    let ink = if is_held { theme.accent } else { theme.ink_soft };
    let (count, apart, radius) = DOTS;
    for dot in 0..count {
        let x = f32::from(dot * 2 - (count - 1)) * apart / 2.0;
        ui.painter().circle_filled(pos2(strip.center().x + x, strip.bottom()), radius, ink);
    }
    if response.has_focus() {
        ui.painter().hline(strip.x_range(), strip.bottom(), Stroke::new(1.5, theme.accent));
    }
    let room = (all.height() - strip.height()).max(1.0);
    let set = |share: Option<f32>| Action::Layout(LayoutAction::SetTimelineShare(share));
    if response.double_clicked() {
        actions.push(set(None));
    } else if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        actions.push(set(Some((pointer.y - strip.height() - all.top()) / room)));
    }
    if response.has_focus() {
        let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let steps = ui.input(|input| {
            let pressed = |key| f32::from(u8::from(input.key_pressed(key)));
            pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp)
        });
        if steps != 0.0 {
            actions.push(set(Some(timeline / room + steps * KEY_STEP)));
        }
    }
}
