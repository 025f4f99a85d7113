//! How high each row is: one line of title, or two.

use std::sync::Arc;

use egui::Ui;

use crate::charts::theme::{size, text};
use crate::dossier::{Dossier, FactIx};

/// The space above and below the title, in points.
const PADDING: f32 = 6.0;
/// A title this much narrower than its column fits on one line for certain, whatever its letters do to each other.
const TOLERANCE: f32 = 2.0;

/// How high the row of each fact is.
#[derive(Clone)]
pub(super) struct Heights {
    line_height: f32,
    /// Whether the title takes a second line, for each fact of the dossier.
    has_two_lines: Arc<[bool]>,
}

/// What was computed for a dossier at one width; the dossier is held, so that it is known to be the same.
#[derive(Clone)]
struct Kept {
    dossier: Arc<Dossier>,
    width: f32,
    pixels_per_point: f32,
    has_two_lines: Arc<[bool]>,
}

impl Heights {
    /// Measures the titles of a dossier; keeps the result for as long as nothing changes.
    pub(super) fn of(ui: &Ui, dossier: &Arc<Dossier>, title_width: f32) -> Self {
        let id = egui::Id::unique("list heights");
        let pixels_per_point = ui.ctx().pixels_per_point();
        let is_same = |kept: &Kept| {
            Arc::ptr_eq(&kept.dossier, dossier)
                && (kept.width - title_width).abs() < 0.1
                && (kept.pixels_per_point - pixels_per_point).abs() < 1e-4
        };
        let kept = ui.data(|data| data.get_temp::<Kept>(id)).filter(is_same).unwrap_or_else(|| {
            let has_two_lines = measured(ui, dossier, title_width);
            let kept = Kept { dossier: Arc::clone(dossier), width: title_width, pixels_per_point, has_two_lines };
            ui.data_mut(|data| data.insert_temp(id, kept.clone()));
            kept
        });
        let line_height = ui.fonts_mut(|fonts| fonts.row_height(&text(size::SMALL)));
        Self { line_height, has_two_lines: kept.has_two_lines }
    }

    /// Where each of these rows begins, from the top of the list, and where the last one ends.
    pub(super) fn tops(&self, shown: &[FactIx]) -> Vec<f32> {
        let mut tops = Vec::with_capacity(shown.len() + 1);
        let mut top = 0.0;
        tops.push(top);
        for fact in shown {
            let lines = if self.has_two_lines.get(fact.0).copied().unwrap_or(true) { 2.0 } else { 1.0 };
            top += lines * self.line_height + 2.0 * PADDING;
            tops.push(top);
        }
        tops
    }
}

fn measured(ui: &Ui, dossier: &Dossier, title_width: f32) -> Arc<[bool]> {
    let font = text(size::SMALL);
    ui.fonts_mut(|fonts| {
        let mut is_longer = |title: &str| {
            let mut left = title_width - TOLERANCE;
            title.chars().any(|letter| {
                left -= fonts.glyph_width(&font, letter);
                left < 0.0
            })
        };
        dossier.facts().iter().map(|fact| is_longer(&fact.title)).collect()
    })
}
