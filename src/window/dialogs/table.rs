//! The data behind a figure as a table: to be read cell by cell, with the keyboard and by a screen reader, and copied.

mod data;
mod words;

use std::sync::Arc;

use egui::{
    Align2, Context, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::super::parts::{counted, doubt, small, soft};
use super::{Sheet, button};
use crate::app::{Action, AppState, ChartKind, ChartPart, LayoutAction, SelectAction};
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};
use data::Table;

/// The width of the dialog, where there is room for it; in points.
const WIDTH: f32 = 1080.0;
/// The height of the table, where there is room for it; in points.
const HEIGHT: f32 = 430.0;
/// The height of a row, in points.
const ROW: f32 = 24.0;
/// The narrowest and the widest column, and the margins in it; in points.
const COLUMN: (f32, f32) = (48.0, 260.0);
const PADDING: f32 = 8.0;
/// Rows that are measured for the widths of the columns.
const MEASURED: usize = 200;
/// How many rows a page is.
const PAGE: usize = 12;

/// The table and the cell that the keyboard is at: kept by egui for as long as the dialog is open.
#[derive(Clone)]
struct Kept {
    /// The file that it was made from, by its hash.
    sha256: String,
    table: Arc<Table>,
    /// Where the columns begin, in points; one more than there are columns.
    lefts: Arc<Vec<f32>>,
    row: usize,
    column: usize,
}

/// The table of a figure.
pub(super) fn table_ui(ctx: &Context, state: &AppState, figure: ChartKind, actions: &mut Vec<Action>) {
    let title = match figure {
        ChartKind::Trade => "Chart data",
        ChartKind::Timeline => "Data of the timeline",
    };
    let sheet = Sheet::new(ctx, title, WIDTH);
    let id = sheet.id.with("table");
    let old = ctx.data(|data| data.get_temp::<Kept>(id)).filter(|_| !sheet.has_just_appeared);
    let old = old.filter(|kept| kept.sha256 == state.file.sha256);
    let mut kept = old.unwrap_or_else(|| Kept::new(ctx, &state.file.sha256, Table::of(state, figure, false)));
    let table = Arc::clone(&kept.table);
    let height = HEIGHT.min(ctx.content_rect().height() - 260.0).max(ROW * 4.0);
    let (mut chosen, mut turns) = (None, false);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            summary_ui(ui, &table);
            chosen = body_ui(ui, &mut kept, (id.with("body"), sheet.has_just_appeared), height);
            cell_ui(ui, &kept);
        },
        |ui, actions| {
            if ui.add(button("Close")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            let words = if table.is_raw { "Show in words" } else { "Show raw values" };
            turns = ui
                .add(button(words))
                .on_hover_text("The digits as the sources printed them, and the codes of the file")
                .clicked();
            if ui.add(button("Copy as CSV")).on_hover_text("Copy the data of what is in view, all columns").clicked() {
                actions.push(Action::CopyChart(figure, ChartPart::Data));
            }
        },
    );
    if let Some(fact) = chosen.and_then(|row| table.fact_of(row)) {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        actions.push(Action::Select(SelectAction::Fact(fact.into())));
    }
    if turns {
        kept = Kept::new(ctx, &state.file.sha256, Table::of(state, figure, !table.is_raw));
    }
    ctx.data_mut(|data| data.insert_temp(id, kept));
}

impl Kept {
    fn new(ctx: &Context, sha256: &str, table: Table) -> Self {
        let width = |words: &str, font| {
            let galley =
                ctx.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER));
            galley.size().x + 2.0 * PADDING
        };
        let mut lefts = vec![0.0];
        for column in 0..table.columns.len() {
            let rows = 0..table.rows.len().min(MEASURED);
            let longest = rows.map(|row| table.cell(row, column)).max_by_key(|cell| cell.chars().count()).unwrap_or("");
            let widest = width(longest, text(size::SMALL)).max(width(&table.title(column), strong(size::SMALL)));
            lefts.push(lefts[column] + widest.clamp(COLUMN.0, COLUMN.1));
        }
        Self { sha256: sha256.to_owned(), table: Arc::new(table), lefts: Arc::new(lefts), row: 0, column: 0 }
    }

    /// Moves the cell by the keys that were pressed; whether it has moved.
    fn step(&mut self, ui: &Ui) -> bool {
        let before = (self.row, self.column);
        let (last_row, last_column) =
            (self.table.rows.len().saturating_sub(1), self.table.columns.len().saturating_sub(1));
        ui.input_mut(|input| {
            let mut pressed = |key, modifiers| input.consume_key(modifiers, key);
            if pressed(Key::Home, Modifiers::COMMAND) {
                self.row = 0;
            }
            if pressed(Key::End, Modifiers::COMMAND) {
                self.row = last_row;
            }
            let mut plain = |key| pressed(key, Modifiers::NONE);
            if plain(Key::ArrowDown) {
                self.row = (self.row + 1).min(last_row);
            }
            if plain(Key::ArrowUp) {
                self.row = self.row.saturating_sub(1);
            }
            if plain(Key::PageDown) {
                self.row = (self.row + PAGE).min(last_row);
            }
            if plain(Key::PageUp) {
                self.row = self.row.saturating_sub(PAGE);
            }
            if plain(Key::ArrowRight) {
                self.column = (self.column + 1).min(last_column);
            }
            if plain(Key::ArrowLeft) {
                self.column = self.column.saturating_sub(1);
            }
            if plain(Key::Home) {
                self.column = 0;
            }
            if plain(Key::End) {
                self.column = last_column;
            }
        });
        before != (self.row, self.column)
    }
}

fn summary_ui(ui: &mut Ui, table: &Table) {
    let rows = counted(table.rows.len(), "row", "rows");
    let columns = counted(table.columns.len(), "column", "columns");
    soft(
        ui,
        format!("{rows}, {columns} with something in them. Arrow keys go from cell to cell, Enter reads the fact."),
    );
    if let Some(left_out) = &table.left_out {
        doubt(ui, &format!("{left_out} not in this list; the exported table has all of them."));
    }
}

/// The cells; returns the row whose fact is to be read.
fn body_ui(ui: &mut Ui, kept: &mut Kept, (id, is_new): (Id, bool), height: f32) -> Option<usize> {
    let table = Arc::clone(&kept.table);
    let lefts = Arc::clone(&kept.lefts);
    let width = lefts.last().copied().unwrap_or_default();
    let mut chosen = None;
    let area = ScrollArea::both().id_salt("cells").max_height(height).auto_shrink([false, true]);
    area.show_viewport(ui, |ui, viewport| {
        let all = ui.max_rect().min;
        #[expect(clippy::cast_precision_loss, reason = "at most some ten thousand rows")]
        let top_of = |line: usize| all.y + ROW * line as f32;
        let whole = Rect::from_min_size(all, vec2(width, top_of(table.rows.len() + 1) - all.y));
        ui.set_min_size(whole.size());
        let response = ui.interact(whole.intersect(ui.clip_rect()), id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Data"));
        if is_new {
            response.request_focus();
        }
        let rect_of = |line: usize, column: usize| {
            Rect::from_min_max(
                pos2(all.x + lefts[column], top_of(line)),
                pos2(all.x + lefts[column + 1], top_of(line) + ROW),
            )
        };
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            if kept.step(ui) && !table.columns.is_empty() {
                // The names of the columns cover the first row of what is seen.
                let cell = rect_of(kept.row + 1, kept.column);
                ui.scroll_to_rect(cell.with_min_y(cell.top() - ROW), None);
            }
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                chosen = Some(kept.row);
            }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines of a table, from zero")]
        let line_at = |y: f32| (y / ROW).max(0.0) as usize;
        let lines = line_at(viewport.min.y)..(line_at(viewport.max.y) + 1).min(table.rows.len());
        let seen: Vec<usize> = (0..table.columns.len())
            .filter(|column| lefts[column + 1] >= viewport.min.x && lefts[*column] <= viewport.max.x)
            .collect();
        for row in lines {
            row_ui(ui, kept, id, (row, &seen), |column| rect_of(row + 1, column), response.has_focus());
        }
        heads_ui(ui, &table, id, &seen, |column| rect_of(0, column).translate(vec2(0.0, viewport.min.y)));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_count(table.rows.len() + 1);
            node.set_column_count(table.columns.len());
            node.set_active_descendant(cell_id(id, kept.row, kept.column).accesskit_id());
        });
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            response.request_focus();
            let row = line_at(at.y - all.y).saturating_sub(1).min(table.rows.len().saturating_sub(1));
            let column = lefts.partition_point(|left| all.x + left <= at.x).saturating_sub(1);
            (kept.row, kept.column) = (row, column.min(table.columns.len().saturating_sub(1)));
        }
    });
    chosen
}

fn cell_id(table: Id, row: usize, column: usize) -> Id {
    table.with((row, column))
}

/// A row, as a node with its cells in it.
fn row_ui(
    ui: &mut Ui,
    kept: &Kept,
    id: Id,
    (row, seen): (usize, &[usize]),
    rect_of: impl Fn(usize) -> Rect,
    has_focus: bool,
) {
    let theme = Theme::of(ui);
    let Some(first) = seen.first() else { return };
    let line = rect_of(*first).union(rect_of(seen[seen.len() - 1]));
    let child = ui.new_child(egui::UiBuilder::new().id_salt(("row", row)).max_rect(line).accessibility_parent(id));
    child.ctx().accesskit_node_builder(child.unique_id(), |node| {
        node.set_role(Role::Row);
        node.set_row_index(row + 1);
    });
    ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(1.0, theme.grid));
    for column in seen {
        let (rect, words) = (rect_of(*column), kept.table.cell(row, *column));
        let response = child.interact(rect, cell_id(id, row, *column), Sense::hover());
        let is_at = (row, *column) == (kept.row, kept.column);
        child.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Cell);
            node.set_label(format!(
                "{}: {}",
                kept.table.title(*column),
                if words.is_empty() { "empty" } else { words }
            ));
            node.set_row_index(row + 1);
            node.set_column_index(*column);
            node.set_selected(is_at);
        });
        if is_at {
            ui.painter().rect_filled(rect, 0.0, theme.selected);
            if has_focus {
                ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
            }
        }
        let painter = ui.painter().with_clip_rect(rect.shrink2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
        let line = words.lines().next().unwrap_or_default();
        let (at, align) = place_in(rect, kept.table.is_number(*column));
        painter.text(at, align, line, text(size::SMALL), theme.ink);
    }
}

/// Where words stand in their cell: numbers at its end, others at its beginning.
fn place_in(rect: Rect, is_number: bool) -> (egui::Pos2, Align2) {
    if is_number {
        (rect.right_center() - vec2(PADDING, 0.0), Align2::RIGHT_CENTER)
    } else {
        (rect.left_center() + vec2(PADDING, 0.0), Align2::LEFT_CENTER)
    }
}

/// The names of the columns, which stay in view.
fn heads_ui(ui: &mut Ui, table: &Table, id: Id, seen: &[usize], rect_of: impl Fn(usize) -> Rect) {
    let theme = Theme::of(ui);
    for column in seen {
        let (rect, title) = (rect_of(*column), table.title(*column));
        let response = ui.interact(rect, id.with(("head", *column)), Sense::hover());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::ColumnHeader);
            node.set_label(title.as_str());
            node.set_row_index(0);
            node.set_column_index(*column);
        });
        ui.painter().rect_filled(rect, 0.0, theme.panel);
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
        let (at, align) = place_in(rect, table.is_number(*column));
        ui.painter().text(at, align, title, strong(size::SMALL), theme.ink_soft);
    }
}

/// The cell that the keyboard is at, in full.
fn cell_ui(ui: &mut Ui, kept: &Kept) {
    if kept.table.rows.is_empty() {
        return;
    }
    let words = kept.table.cell(kept.row, kept.column);
    let words = if words.is_empty() { "nothing" } else { words };
    ui.add_space(4.0);
    let response = small(ui, format!("{}, row {}: {words}", kept.table.title(kept.column), kept.row + 1));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}
