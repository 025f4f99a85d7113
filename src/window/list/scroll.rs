//! Scrolling through rows, exactly, however many there are.
//!
//! A place in a scroll area has some seven digits, which a list of a million rows needs for whole points alone. A list
//! that is too high for that keeps its own place, and the area around it has only its scroll bar.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Rect, ScrollArea, Ui, vec2};

use super::heights::Tops;

/// Up to this height a scroll area is exact to a small part of a point; in points.
const EXACT_HEIGHT: f64 = 250_000.0;

/// Shows rows in the space that is there: `row` is called for each in sight, with its place and its rectangle.
///
/// `revealed` is a row to move to, if it is not in sight.
pub(super) fn rows_ui(ui: &mut Ui, tops: &Tops, revealed: Option<usize>, mut rows: impl FnMut(&Ui, &[(usize, Rect)])) {
    let area = ScrollArea::vertical()
        .id_salt("facts")
        .auto_shrink([false, false])
        .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded);
    if tops.height() <= EXACT_HEIGHT {
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(narrowed(tops.height()));
            let whole = ui.max_rect();
            if let Some(place) = revealed {
                let rect = row_rect(tops, place, 0.0, whole);
                ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
            }
            let visible = tops.visible(f64::from(viewport.min.y)..f64::from(viewport.max.y));
            let visible: Vec<(usize, Rect)> = visible.map(|place| (place, row_rect(tops, place, 0.0, whole))).collect();
            rows(ui, &visible);
        });
        return;
    }
    let id = ui.make_persistent_id("place in the list");
    let view = ui.available_rect_before_wrap();
    let height = f64::from(view.height());
    let furthest = (tops.height() - height).max(0.0);
    let kept: f64 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    let mut place = (kept - wheel(ui, view)).clamp(0.0, furthest);
    if let Some(row) = revealed {
        // Just as far as needed.
        place = place.max(tops.top(row + 1) - height).min(tops.top(row));
    }
    let ratio = furthest / (EXACT_HEIGHT - height).max(1.0);
    let offset = narrowed(place / ratio);
    let shown = area.vertical_scroll_offset(offset).show_viewport(ui, |ui, _| {
        ui.allocate_exact_size(vec2(ui.available_width(), narrowed(EXACT_HEIGHT)), egui::Sense::hover());
        let screen = Rect::from_x_y_ranges(ui.max_rect().x_range(), view.y_range());
        let visible = tops.visible(place..place + height);
        let visible: Vec<(usize, Rect)> = visible.map(|row| (row, row_rect(tops, row, place, screen))).collect();
        rows(ui, &visible);
    });
    let moved = f64::from(shown.state.clamped_offset().y - offset);
    if moved.abs() > 0.01 && ui.input(|input| input.pointer.any_down()) {
        // Somebody has the scroll bar.
        place = (f64::from(shown.state.clamped_offset().y) * ratio).clamp(0.0, furthest);
        ui.ctx().request_repaint();
    }
    if (place - kept).abs() > f64::EPSILON {
        ui.data_mut(|data| data.insert_temp(id, place));
    }
}

/// What the wheel does to a list under the pointer, in points; nothing is left of it for what is around.
fn wheel(ui: &Ui, view: Rect) -> f64 {
    if !ui.rect_contains_pointer(view) {
        return 0.0;
    }
    f64::from(ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y)))
}

/// The rectangle of a row in a list that is scrolled to `from`, whose top is that of `whole`.
fn row_rect(tops: &Tops, place: usize, from: f64, whole: Rect) -> Rect {
    let y = |place: usize| whole.top() + narrowed(tops.top(place) - from);
    Rect::from_x_y_ranges(whole.x_range(), y(place)..=y(place + 1))
}

/// A length on the screen as egui wants it.
#[expect(clippy::cast_possible_truncation, reason = "a length on the screen needs no more digits")]
const fn narrowed(points: f64) -> f32 {
    points as f32
}
