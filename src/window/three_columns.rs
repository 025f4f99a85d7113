//! Two versions of a record beside each other, and what comes of them: wherever somebody has to choose between two.

use egui::{Align, CornerRadius, FontId, Frame, Id, Label, Layout, Margin, RichText, Role, Sense, Stroke, Ui, Vec2};

use super::parts::Words;
use crate::charts::theme::{size, strong, text};
use crate::charts::{Theme, unbroken};

/// The space between two columns, in points.
const BETWEEN: f32 = 8.0;
/// The margin inside a cell, in points.
const INSIDE: i8 = 6;
/// Of a longer text the beginning is shown, in characters; the whole is what is taken.
const MOST_CHARS: usize = 900;

/// One of the two versions, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The first.
    Left,
    /// The second.
    Middle,
}

/// What the columns are called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads {
    pub(super) left: &'static str,
    pub(super) middle: &'static str,
    pub(super) result: &'static str,
}

/// A field in both versions, in words; nothing where it is not there.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What the field is called.
    pub(super) name: String,
    /// What it was before both.
    pub(super) before: Option<String>,
    pub(super) left: Option<String>,
    pub(super) middle: Option<String>,
    /// What is taken; nothing as long as nobody has chosen.
    pub(super) chosen: Option<Column>,
    /// What the result says where neither is taken alone.
    pub(super) instead: Option<&'static str>,
}

/// The width of a column.
fn width_of_column(ui: &Ui) -> f32 {
    ((ui.available_width() - 2.0 * BETWEEN) / 3.0).max(40.0).floor()
}

/// Three things beside each other, each as wide as a column.
fn in_columns(ui: &mut Ui, width: f32, contents: [&mut dyn FnMut(&mut Ui); 3]) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        for contents in contents {
            ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                contents(ui);
            });
        }
    });
}

/// What the columns are called, above them.
pub(super) fn heads_ui(ui: &mut Ui, heads: Heads) {
    let ink = Theme::of(ui).ink_soft;
    let head = |ui: &mut Ui, words: &str| {
        ui.add(Label::new(RichText::new(words).font(text(size::LABEL)).color(ink)).selectable(false));
    };
    let width = width_of_column(ui);
    in_columns(
        ui,
        width,
        [&mut |ui| head(ui, heads.left), &mut |ui| head(ui, heads.middle), &mut |ui| head(ui, heads.result)],
    );
}

/// A field in three columns; returns the version that was clicked.
pub(super) fn row_ui(ui: &mut Ui, id: Id, heads: Heads, row: &Row) -> Option<Column> {
    let width = width_of_column(ui);
    let name = Words::soft(&row.name);
    match row.before.as_deref() {
        Some(before) => {
            let before = format!("before: {}", cut(before));
            super::parts::sides(ui, name, Words::soft(&before));
        }
        None => drop(super::parts::soft(ui, &row.name)),
    }
    let mut clicked = None;
    let mut choose = |ui: &mut Ui, column: Column, head: &str, words: Option<&str>| {
        if choice_ui(ui, id.with(column as u8), &format!("{head}, {}", row.name), words, row.chosen == Some(column)) {
            clicked = Some(column);
        }
    };
    // Both closures choose, one after the other.
    let choose = std::cell::RefCell::new(&mut choose);
    in_columns(
        ui,
        width,
        [
            &mut |ui| (choose.borrow_mut())(ui, Column::Left, heads.left, row.left.as_deref()),
            &mut |ui| (choose.borrow_mut())(ui, Column::Middle, heads.middle, row.middle.as_deref()),
            &mut |ui| result_ui(ui, row),
        ],
    );
    ui.add_space(4.0);
    clicked
}

/// The beginning of a long text.
fn cut(words: &str) -> String {
    let mut chars = words.chars();
    let start: String = chars.by_ref().take(MOST_CHARS).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}

fn cell(ui: &mut Ui, frame: Frame, words: RichText) -> egui::Rect {
    let shown = frame.inner_margin(Margin::same(INSIDE)).corner_radius(CornerRadius::same(4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(words).selectable(false).wrap());
    });
    shown.response.rect
}

/// A version that can be chosen; returns whether it is clicked.
fn choice_ui(ui: &mut Ui, id: Id, name: &str, words: Option<&str>, is_chosen: bool) -> bool {
    let theme = Theme::of(ui);
    let font: FontId = if is_chosen { strong(size::SMALL) } else { text(size::SMALL) };
    let ink = if words.is_some() { theme.ink } else { theme.ink_soft };
    let shown = RichText::new(unbroken(&words.map_or_else(|| "not there".to_owned(), cut))).font(font).color(ink);
    let background = ui.painter().add(egui::Shape::Noop);
    let rect = cell(ui, Frame::NONE, shown);
    let response = ui.interact(rect, id, Sense::click());
    let is_lit = response.hovered() || response.has_focus();
    let stroke = match (is_chosen, response.has_focus()) {
        (_, true) => Stroke::new(2.0, theme.accent),
        (true, false) => Stroke::new(1.4, theme.accent),
        (false, false) => Stroke::new(1.0, theme.hairline),
    };
    let fill = if is_chosen || is_lit { theme.hovered } else { theme.paper };
    let shape = egui::epaint::RectShape::new(rect, CornerRadius::same(4), fill, stroke, egui::StrokeKind::Inside);
    ui.painter().set(background, shape);
    response.widget_info(|| {
        let spoken = format!("{name}: {}", words.unwrap_or("not there"));
        egui::WidgetInfo::selected(Role::RadioButton, true, is_chosen, spoken)
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// What comes of the two.
fn result_ui(ui: &mut Ui, row: &Row) {
    let theme = Theme::of(ui);
    let value = match row.chosen {
        Some(Column::Left) => row.left.as_deref(),
        Some(Column::Middle) => row.middle.as_deref(),
        None if row.instead.is_some() => row.instead,
        None => {
            let words = RichText::new("to be chosen").font(text(size::SMALL)).color(theme.doubt_ink);
            let frame = Frame::NONE.fill(theme.doubt_ground).stroke(Stroke::new(1.0, theme.doubt_line));
            cell(ui, frame, words);
            return;
        }
    };
    let ink = if value.is_some() { theme.ink } else { theme.ink_soft };
    let words = value.map_or_else(|| "not there".to_owned(), cut);
    cell(ui, Frame::NONE, RichText::new(unbroken(&words)).font(text(size::SMALL)).color(ink));
}
