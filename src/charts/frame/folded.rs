//! Notes and sources in one line under a chart on the screen, which opens.

use egui::{Label, RichText, ScrollArea, Sense, Ui, Vec2};

use super::{Foot, FrameTexts};
use crate::app::{Action, LayoutAction, SelectAction};
use crate::charts::theme::{self, Theme, size};
use crate::charts::{lit_years, unbroken};
use crate::format::number::count_text;

/// The height of the line, in points.
const LINE: f32 = 24.0;
/// The least height of what is open, in points.
const LEAST_OPEN: f32 = 60.0;

/// The height that they take: a line, and what is open under it.
pub(super) fn height(texts: &FrameTexts, open_height: f32) -> f32 {
    let is_empty = texts.asides.is_empty() && texts.notes.is_empty() && texts.sources.is_empty();
    match texts.foot {
        _ if is_empty => 0.0,
        Foot::Folded { is_open: true } => LINE + open_height.max(LEAST_OPEN),
        Foot::Folded { is_open: false } | Foot::Whole | Foot::Rows { .. } => LINE,
    }
}

/// Draws the line, and under it what is open.
pub(super) fn foot_ui(ui: &mut Ui, texts: &FrameTexts, height: f32, actions: &mut Vec<Action>) {
    if height <= 0.0 {
        return;
    }
    let theme = Theme::of(ui);
    let is_open = texts.foot == Foot::Folded { is_open: true };
    let notes = texts.notes.len() + texts.asides.len();
    let mut parts = Vec::new();
    if notes > 0 {
        parts.push(format!("Notes ({})", count_text(notes)));
    }
    if texts.source_count > 0 {
        parts.push(format!("Sources ({})", count_text(texts.source_count)));
    }
    let arrow = if is_open { "▾" } else { "▸" };
    let words = format!("{arrow} {}", if parts.is_empty() { "Sources".to_owned() } else { parts.join(" · ") });
    let (line, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LINE), Sense::hover());
    let mut line_ui =
        ui.new_child(egui::UiBuilder::new().max_rect(line).layout(egui::Layout::left_to_right(egui::Align::Center)));
    let button =
        egui::Button::new(RichText::new(words).font(theme::strong(size::CHART)).color(theme.accent)).frame(false);
    let meaning = if is_open {
        "Fold the notes and sources"
    } else {
        "What must be known to read this chart, and where its numbers come from"
    };
    let response = line_ui.add(button).on_hover_text(meaning);
    if response.clicked() {
        actions.push(Action::Layout(LayoutAction::ToggleNotes));
    }
    if !is_open {
        // The first note can be read without opening them.
        let first = texts.asides.first().map(|aside| &aside.text).or(texts.notes.first()).unwrap_or(&texts.sources);
        let first = RichText::new(first).font(theme::text(size::CHART)).color(theme.ink_soft);
        line_ui.add_space(6.0);
        line_ui.add(Label::new(first).truncate().selectable(false));
        return;
    }
    ScrollArea::vertical().id_salt("notes").auto_shrink(false).max_height(height - LINE).show(ui, |ui| {
        let text = |text: &str, ink| RichText::new(unbroken(text)).font(theme::text(size::CHART)).color(ink);
        for aside in &texts.asides {
            let label = Label::new(text(&aside.text, theme.accent)).wrap().sense(Sense::click());
            let response = ui.add(label).on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.on_hover_text("Show the fact that says so").clicked() {
                actions.push(Action::Select(SelectAction::Fact(aside.fact.clone())));
            }
        }
        for (place, note) in texts.notes.iter().enumerate() {
            let response = ui.add(Label::new(text(note, theme.ink_soft)).wrap().selectable(true));
            let years = texts.note_years.get(place).map_or(&[][..], Vec::as_slice);
            if response.contains_pointer() && !years.is_empty() {
                lit_years(ui, years);
            }
        }
        if !texts.sources.is_empty() {
            ui.add_space(4.0);
            ui.add(Label::new(text(&texts.sources, theme.ink_soft)).wrap().selectable(true));
        }
    });
}
