//! One row of the list.

use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Align2, Color32, Galley, Id, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use crate::analysis::Query;
use crate::app::{Action, AppState};
use crate::charts::theme::{MARGIN, size, strong, text};
use crate::charts::{Pill, Theme, fact_click, fact_menu, fact_tooltip_ui};
use crate::dossier::{Fact, FactIx};
use crate::format::date::{date_label, date_text, date_years};

use super::super::cut::{wrapped, wrapped_with};

/// The width of the column of dates, in points.
const DATE_WIDTH: f32 = 74.0;
const DOT_RADIUS: f32 = 3.6;
const DOT_COLUMN: f32 = 18.0;
/// The room at the right for the mark of a doubt and the scroll bar.
const MARK_COLUMN: f32 = 26.0;
const MARK_RADIUS: f32 = 7.0;
/// The bar at the left of the selected row.
const BAR_WIDTH: f32 = 3.0;
/// What stands in the column of dates where there is none.
const NO_DATE: &str = "—";

/// Where the columns stand, from the left edge of the list.
pub(super) struct Columns {
    width: f32,
}

/// Which row is drawn, and where.
pub(super) struct Row {
    pub(super) fact: FactIx,
    /// Its place among those shown.
    pub(super) place: usize,
    /// How many are shown.
    pub(super) count: usize,
    pub(super) id: Id,
    pub(super) rect: Rect,
}

impl Columns {
    pub(super) fn new(ui: &Ui) -> Self {
        Self { width: ui.available_width() }
    }

    const fn title_left() -> f32 {
        MARGIN + DATE_WIDTH + DOT_COLUMN
    }

    /// The room for titles.
    pub(super) fn title_width(&self) -> f32 {
        (self.width - Self::title_left() - MARK_COLUMN).max(40.0)
    }
}

/// Draws a row, and selects its fact on a click.
pub(super) fn row_ui(ui: &Ui, state: &AppState, columns: &Columns, row: &Row, actions: &mut Vec<Action>) {
    let response = ui.interact(row.rect, row.id, Sense::click());
    let dossier = state.dossier();
    let fact = dossier.fact(row.fact);
    let is_selected = state.is_selected(row.fact);
    let doubts = super::doubts_of(state, row.fact);
    name(ui, state, row, &response, is_selected, &doubts);
    paint(ui, state, columns, row, &response, &doubts);
    if response.clicked() {
        actions.push(fact_click(ui, &fact.id));
    }
    fact_menu(&response, dossier, row.fact, None, actions);
    if !doubts.is_empty() || fact.date.is_some() {
        response.on_hover_ui(|ui| fact_tooltip_ui(ui, state.dossier(), state.dossier().fact(row.fact)));
    }
}

/// Tells assistive software what the row says.
fn name(ui: &Ui, state: &AppState, row: &Row, response: &Response, is_selected: bool, doubts: &[&str]) {
    let dossier = state.dossier();
    let fact = dossier.fact(row.fact);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, &fact.title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        let date = fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_text);
        let mut description = format!("{date}, {}", dossier.theme(fact.theme).label);
        for doubt in doubts {
            description.push_str("; ");
            description.push_str(doubt);
        }
        node.set_description(description);
        // Counted from zero; the bus counts from one.
        node.set_position_in_set(row.place);
        node.set_size_of_set(row.count);
    });
}

fn paint(ui: &Ui, state: &AppState, columns: &Columns, row: &Row, response: &Response, doubts: &[&str]) {
    let theme = Theme::of(ui);
    let painter = ui.painter();
    let Rect { min, max } = row.rect;
    let fact = state.dossier().fact(row.fact);
    if state.is_selected(row.fact) {
        painter.rect_filled(row.rect, 0.0, theme.selected);
    }
    if state.selected() == Some(row.fact) {
        painter.rect_filled(Rect::from_min_max(min, pos2(min.x + BAR_WIDTH, max.y)), 0.0, theme.accent);
    } else if response.hovered() && !state.is_selected(row.fact) {
        painter.rect_filled(row.rect, 0.0, theme.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(row.rect.shrink(1.0), 2.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    let font = text(size::SMALL);
    let query = Query::parse(&state.session.query);
    // What a change that is under way makes of it is seen at once.
    let (words, strikethrough) = match state.pending_of(row.fact) {
        Some(Some(record)) => (record.text_of("title"), Stroke::NONE),
        Some(None) => (&*fact.title, Stroke::new(1.0, theme.ink)),
        None => (&*fact.title, Stroke::NONE),
    };
    let format = TextFormat { strikethrough, ..TextFormat::simple(font, theme.ink) };
    let title = wrapped_with(ui, words, &query, &format, columns.title_width(), 2);
    let first_line = title.rows.first().map_or(0.0, |line| line.row.size.y);
    let top = min.y + (row.rect.height() - title.size().y) / 2.0;
    let middle = top + first_line / 2.0;
    let date = date_galley(ui, fact, &theme);
    painter.galley(pos2(min.x + MARGIN, top), date, theme.ink_soft);
    let dot = pos2(min.x + MARGIN + DATE_WIDTH + DOT_RADIUS, middle);
    painter.circle_filled(dot, DOT_RADIUS, theme.lane(fact.theme.0));
    painter.galley(pos2(min.x + Columns::title_left(), top), title, theme.ink);
    if !doubts.is_empty() {
        doubt_mark(ui, &theme, pos2(max.x - MARK_COLUMN / 2.0 - 2.0, middle));
    }
}

/// A date that can be told from others of its year, or its years where it is too long for the column.
fn date_galley(ui: &Ui, fact: &Fact, theme: &Theme) -> Arc<Galley> {
    let lay_out = |words: &str| wrapped(ui, words, &text(size::SMALL), theme.ink_soft, DATE_WIDTH - 2.0, 1);
    let Some(date) = &fact.date else { return lay_out(NO_DATE) };
    let words = date_label(date);
    let whole = lay_out(&words);
    if whole.elided || whole.text().ends_with('…') { lay_out(&date_years(date)) } else { whole }
}

/// A small question mark in the colours of doubt.
fn doubt_mark(ui: &Ui, theme: &Theme, at: Pos2) {
    let painter = ui.painter();
    let pill = Pill {
        rect: Rect::from_center_size(at, Vec2::splat(2.0 * MARK_RADIUS)),
        ground: Color32::TRANSPARENT,
        outline: Stroke::new(1.0, theme.doubt_line),
        fill: theme.doubt_ground,
    };
    painter.add(pill.shape(ui.pixels_per_point()));
    painter.text(at, Align2::CENTER_CENTER, "?", strong(size::LABEL), theme.doubt_ink);
}
