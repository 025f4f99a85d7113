//! The panels as places that the keyboard can go to, and that a screen reader names.

use egui::{Context, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::charts::Theme;

/// Where the panels of this pass are kept until its end.
fn kept() -> Id {
    Id::unique("landmarks")
}

/// A panel that was drawn in this pass.
#[derive(Clone, Copy, Debug)]
struct Landmark {
    id: Id,
    rect: Rect,
}

/// Makes a panel a place that the keyboard can go to; called before its content, so that what is in it comes next.
pub(super) fn landmark(ui: &Ui, name: &'static str) {
    let (id, rect) = (Id::unique(("landmark", name)), ui.max_rect());
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Region, true, name));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Theme::of(ui).accent);
        ui.painter().rect_stroke(rect.intersect(ui.clip_rect()).shrink(1.0), 2.0, stroke, StrokeKind::Inside);
    }
    ui.data_mut(|data| data.get_temp_mut_or_default::<Vec<Landmark>>(kept()).push(Landmark { id, rect }));
}

/// Ends the pass: moves the keyboard on by a panel where that is asked for; `Some(true)` goes to the one before.
pub(super) fn step(ctx: &Context, wanted: Option<bool>) {
    let all = ctx.data_mut(|data| data.remove_temp::<Vec<Landmark>>(kept())).unwrap_or_default();
    let Some(is_back) = wanted.filter(|_| !all.is_empty()) else { return };
    let focused = ctx.memory(egui::Memory::focused);
    let at = focused.and_then(|focused| {
        let place = || ctx.read_response(focused).map(|response| response.rect.center());
        let is_it = |landmark: &Landmark| landmark.id == focused;
        all.iter().position(is_it).or_else(|| {
            let place = place()?;
            all.iter().position(|landmark| landmark.rect.contains(place))
        })
    });
    let last = all.len() - 1;
    let next = match (at, is_back) {
        (None, false) => 0,
        (None, true) => last,
        (Some(at), false) => (at + 1) % all.len(),
        (Some(at), true) => at.checked_sub(1).unwrap_or(last),
    };
    ctx.memory_mut(|memory| memory.request_focus(all[next].id));
}
