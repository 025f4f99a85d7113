//! Findings out of sight: their heights are remembered, and nothing else of them is laid out.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use egui::{Id, Rect, Ui, vec2};

use crate::analysis::Audit;
use crate::app::AppState;
use crate::dossier::Dossier;

/// What is this near to be seen is laid out as well, so that the keyboard can go on to it; in points.
const NEAR: f32 = 200.0;

/// How high each finding is that has been laid out, for as long as nothing changes that it depends on.
#[derive(Clone)]
pub(super) struct Heights {
    /// Known to be the same, and not kept alive: nobody may look at findings again.
    audit: Weak<Audit>,
    /// It holds the reviews, which are part of what is shown.
    dossier: Weak<Dossier>,
    width: f32,
    pixels_per_point: f32,
    /// The heights by the place of the finding in the audit, in points.
    by_place: BTreeMap<usize, f32>,
}

impl Heights {
    fn id() -> Id {
        Id::unique("heights of findings")
    }

    /// Takes what is remembered out of the memory; nothing where it holds no more.
    pub(super) fn take(ui: &Ui, state: &AppState) -> Self {
        let (width, pixels_per_point) = (ui.available_width(), ui.ctx().pixels_per_point());
        let is_same = |kept: &Self| {
            std::ptr::eq(kept.audit.as_ptr(), Arc::as_ptr(&state.file.audit))
                && std::ptr::eq(kept.dossier.as_ptr(), Arc::as_ptr(&state.file.dossier))
                && (kept.width - width).abs() < 0.1
                && (kept.pixels_per_point - pixels_per_point).abs() < 1e-4
        };
        let kept = ui.data_mut(|data| data.remove_temp::<Option<Self>>(Self::id())).flatten();
        kept.filter(is_same).unwrap_or_else(|| Self {
            audit: Arc::downgrade(&state.file.audit),
            dossier: Arc::downgrade(&state.file.dossier),
            width,
            pixels_per_point,
            by_place: BTreeMap::new(),
        })
    }

    /// Puts it back.
    pub(super) fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::id(), Some(self)));
    }

    /// Lays a finding out where it may be seen, or where nobody knows how high it is; else keeps its place free.
    pub(super) fn show(&mut self, ui: &mut Ui, place: usize, finding: impl FnOnce(&mut Ui)) {
        if let Some(height) = self.by_place.get(&place) {
            let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), *height));
            if !ui.is_rect_visible(rect.expand2(vec2(0.0, NEAR))) {
                ui.allocate_space(rect.size());
                return;
            }
        }
        let shown = ui.push_id(place, finding).response.rect;
        self.by_place.insert(place, shown.height());
        reveal_focus(ui, shown);
    }
}

/// Scrolls to a finding when the keyboard comes to something in it that cannot be seen.
fn reveal_focus(ui: &Ui, shown: Rect) {
    let id = Id::unique("keyboard among findings");
    let focused = ui.memory(egui::Memory::focused);
    let Some(widget) = focused.and_then(|focused| ui.ctx().read_response(focused)) else { return };
    if !shown.contains_rect(widget.rect) || ui.data(|data| data.get_temp::<Id>(id)) == focused {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, widget.id));
    if !ui.clip_rect().contains_rect(widget.rect) {
        ui.scroll_to_rect(shown, None);
    }
}
