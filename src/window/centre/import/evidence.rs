//! What a proposal rests on: the cells of a table, the words in their text, the entry of a list.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Grid, Label, Margin, RichText, ScrollArea, Ui};

use super::super::super::parts::{heading, small, soft};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};
use crate::import::{Cell, Evidence};

/// So many code points of the text stand before and after the words.
const AROUND: usize = 700;
/// So many rows of a table are shown.
const MOST_ROWS: usize = 200;

pub(super) fn evidence_ui(ui: &mut Ui, evidence: &Evidence, all: Option<&str>) {
    let place = evidence.place();
    heading(ui, "Evidence");
    match evidence {
        Evidence::Cells { cells, .. } => {
            soft(ui, format!("{}: the cells that were read", capitalised(&place)));
            ui.add_space(4.0);
            let first = cells.first().map(|cell| cell.row);
            if cells.iter().all(|cell| Some(cell.row) == first) { row_ui(ui, cells) } else { rows_ui(ui, cells) }
        }
        Evidence::Text(range) => {
            soft(ui, capitalised(&place));
            ui.add_space(4.0);
            match all {
                Some(all) => text_ui(ui, all, range),
                None => drop(soft(ui, "The text is not at hand.")),
            }
        }
        Evidence::Entry { excerpt, .. } => {
            soft(ui, capitalised(&place));
            ui.add_space(4.0);
            paper(ui, |ui| {
                let words = RichText::new(excerpt.as_ref()).font(egui::FontId::monospace(size::LABEL));
                ui.add(Label::new(words).wrap());
            });
        }
    }
    ui.add_space(GAP * 2.0);
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What is quoted from the file, on a ground of its own.
fn paper(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    let frame = Frame::NONE.fill(theme.hovered).corner_radius(4).inner_margin(Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

/// The cells of one row, each below the other with the heading of its column.
fn row_ui(ui: &mut Ui, cells: &[Cell]) {
    paper(ui, |ui| {
        Grid::new("cells of a row").num_columns(2).spacing([14.0, 4.0]).show(ui, |ui| {
            for cell in cells {
                let name = match cell.name.as_str() {
                    "" => format!("column {}", cell.column),
                    name => name.to_owned(),
                };
                let soft = Theme::of(ui).ink_soft;
                ui.scope(|ui| {
                    ui.set_max_width(150.0);
                    ui.add(Label::new(RichText::new(name).font(text(size::LABEL)).color(soft)).wrap());
                });
                small(ui, if cell.text.is_empty() { "–" } else { &cell.text });
                ui.end_row();
            }
        });
    });
}

/// The cells of several rows as a table.
fn rows_ui(ui: &mut Ui, cells: &[Cell]) {
    let mut columns: Vec<(u32, &str)> = cells.iter().map(|cell| (cell.column, cell.name.as_str())).collect();
    columns.sort_unstable();
    columns.dedup_by_key(|(column, _)| *column);
    let mut rows: Vec<u64> = cells.iter().map(|cell| cell.row).collect();
    rows.sort_unstable();
    rows.dedup();
    ScrollArea::horizontal().id_salt("cells").show(ui, |ui| {
        Grid::new("cells of rows").striped(true).spacing([14.0, 4.0]).show(ui, |ui| {
            let soft = Theme::of(ui).ink_soft;
            let head = |ui: &mut Ui, words: &str| {
                ui.label(RichText::new(words).font(text(size::LABEL)).color(soft));
            };
            head(ui, "row");
            for (_, name) in &columns {
                head(ui, name);
            }
            ui.end_row();
            for row in rows.iter().take(MOST_ROWS) {
                head(ui, &row.to_string());
                for (column, _) in &columns {
                    let cell = cells.iter().find(|cell| cell.row == *row && cell.column == *column);
                    let words = cell.map_or("", |cell| &cell.text);
                    ui.label(RichText::new(words).font(text(size::SMALL)));
                }
                ui.end_row();
            }
        });
    });
    if rows.len() > MOST_ROWS {
        soft(ui, format!("and {} more rows", rows.len() - MOST_ROWS));
    }
}

/// The words in their text, marked.
fn text_ui(ui: &mut Ui, all: &str, range: &Range<usize>) {
    let theme = Theme::of(ui);
    let byte = |point: usize| all.char_indices().nth(point).map_or(all.len(), |(at, _)| at);
    let (from, to) = (range.start.saturating_sub(AROUND), range.end.saturating_add(AROUND));
    let [from, start, end, to] = [from, range.start, range.end, to].map(byte);
    // From the beginning of a line on, where one is near.
    let from = if from == 0 { 0 } else { all[from..start].find('\n').map_or(from, |line| from + line + 1) };
    let to = all[end..to].rfind('\n').map_or(to, |line| end + line);
    let mut job = LayoutJob::default();
    let plain = TextFormat { line_height: Some(19.0), ..TextFormat::simple(text(size::SMALL), theme.ink_soft) };
    let marked = TextFormat {
        background: theme.doubt_ground,
        line_height: Some(19.0),
        ..TextFormat::simple(strong(size::SMALL), theme.doubt_ink)
    };
    job.append(&all[from..start], 0.0, plain.clone());
    job.append(&all[start..end], 0.0, marked);
    job.append(&all[end..to], 0.0, plain);
    ui.add(Label::new(job).wrap());
}
