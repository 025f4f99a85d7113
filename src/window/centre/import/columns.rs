//! What the columns of a table are taken for: its first rows with a choice over each column.

mod column;
mod whole;

use egui::{Align2, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::super::super::cut::wrapped;
use super::super::super::landmarks::landmark;
use super::super::super::parts::{doubt_box, padded, quiet_button, small};
use crate::app::{Action, AppState, ImportAction, ImportReview};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, text};
use crate::import::mapped::{Mapping, Role, TablePreview};
use crate::import::{Evidence, Kind, Recipe};

/// The width of a column, and of the numbers of the rows, in points.
const COLUMN: f32 = 220.0;
const NUMBERS: f32 = 44.0;
/// The height of what stands over a column, and of a row, in points.
const HEAD: f32 = 200.0;
const ROW: f32 = 22.0;

/// Reads the table by another mapping.
fn read_by(review: &ImportReview, mapping: Mapping) -> Action {
    let recipe = Recipe { kind: Kind::Table, table: Some(mapping), ..review.recipe() };
    Action::Import(ImportAction::ReadAs(Box::new(recipe)))
}

pub(super) fn columns_ui(
    ui: &mut Ui,
    state: &AppState,
    review: &ImportReview,
    table: &TablePreview,
    actions: &mut Vec<Action>,
) {
    landmark(ui, "Columns");
    let mut mapping = table.mapping.clone();
    padded(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        whole::whole_ui(ui, state, table, &mut mapping);
        questions_ui(ui, &mut mapping);
        whole::result_ui(ui, state, review, actions);
    });
    let misfits = misfits(review, mapping.columns.len());
    table_ui(ui, table, &mut mapping, &misfits, actions);
    if mapping != table.mapping {
        actions.push(read_by(review, mapping));
    }
}

/// What only a person can say of the table, and that it was said.
fn questions_ui(ui: &mut Ui, mapping: &mut Mapping) {
    if mapping.questions.is_empty() {
        return;
    }
    doubt_box(ui, |ui| {
        for question in &mapping.questions {
            small(ui, question);
        }
        if quiet_button(ui, "The columns are right as they stand below", true).clicked() {
            mapping.questions.clear();
        }
    });
}

/// How many cells of each column do not fit.
fn misfits(review: &ImportReview, columns: usize) -> Vec<usize> {
    let mut counts = vec![0; columns];
    let parts = review.read().map_or(&[][..], |(read, _)| &read.proposals.not_understood);
    for part in parts {
        let Evidence::Cells { cells, .. } = &part.evidence else { continue };
        for cell in cells {
            let place = usize::try_from(cell.column).ok().and_then(|column| column.checked_sub(1));
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
    }
    counts
}

/// The first rows, with a choice over each column.
fn table_ui(ui: &mut Ui, table: &TablePreview, mapping: &mut Mapping, misfits: &[usize], actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let count = mapping.columns.len();
    let size = vec2(NUMBERS + span_of(count, COLUMN), HEAD + span_of(table.rows.len(), ROW) + GAP);
    ScrollArea::both().id_salt("table of an import").auto_shrink(false).show_viewport(ui, |ui, seen| {
        let (all, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let header = mapping.header..mapping.header + mapping.header_rows.max(1);
        let top = all.top() + HEAD;
        for (place, (row, _)) in table.rows.iter().enumerate() {
            let y = top + span_of(place, ROW);
            let rect = Rect::from_min_size(pos2(all.left(), y), vec2(all.width(), ROW));
            if header.contains(row) {
                ui.painter().rect_filled(rect, 0.0, theme.selected);
            }
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.grid));
            let at = pos2(all.left() + NUMBERS - 8.0, rect.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, row.to_string(), text(size::LABEL), theme.ink_soft);
        }
        for column in 0..count {
            let left = NUMBERS + span_of(column, COLUMN);
            if left + COLUMN < seen.left() || left > seen.right() {
                continue;
            }
            let rect = Rect::from_min_size(all.min + vec2(left, 0.0), vec2(COLUMN, all.height()));
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, theme.grid));
            let head = rect.with_max_y(rect.top() + HEAD).shrink2(vec2(8.0, 4.0));
            let mut head_ui = ui.new_child(UiBuilder::new().max_rect(head).id_salt(("column", column)));
            head_ui.set_clip_rect(ui.clip_rect().intersect(rect));
            column::column_ui(&mut head_ui, mapping, column, misfits.get(column).copied().unwrap_or(0), actions);
            let is_read = mapping.columns[column].role != Role::Ignore;
            cells_ui(ui, table, column, rect.with_min_y(top), if is_read { theme.ink } else { theme.ink_soft });
        }
    });
}

/// The first cells of a column.
fn cells_ui(ui: &Ui, table: &TablePreview, column: usize, rect: Rect, ink: egui::Color32) {
    for (place, (_, cells)) in table.rows.iter().enumerate() {
        let Some(cell) = cells.get(column).filter(|cell| !cell.is_empty()) else { continue };
        let words = wrapped(ui, cell, &text(size::SMALL), ink, COLUMN - 16.0, 1);
        let middle = rect.top() + span_of(place, ROW) + ROW / 2.0;
        ui.painter().galley(pos2(rect.left() + 8.0, middle - words.size().y / 2.0), words, ink);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place on a screen needs no more digits")]
fn span_of(count: usize, each: f32) -> f32 {
    count as f32 * each
}
