//! The list of facts, with its filters.

mod filters;
mod heights;
mod row;

use std::ops::Range;

use egui::scroll_area::ScrollBarVisibility;
use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder};

use crate::app::{Action, AppState, FilterAction};
use crate::charts::theme::{GAP, MARGIN};
use crate::dossier::FactIx;

use super::parts::{counted, doubt, hairline, heading, link, padded, soft};
use heights::Heights;
use row::Columns;

/// The list of facts by date, with the filters above it and what they leave out below it.
pub(super) fn list_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let total = state.dossier().facts().len();
    padded(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add_space(MARGIN - GAP);
        heading(ui, &counted(total, "fact", "facts"));
        filters::filters_ui(ui, state, actions);
    });
    hairline(ui);
    let foot_height = if state.is_filtered() { foot_height(ui) } else { 0.0 };
    let list = Rect::from_min_max(ui.cursor().min, ui.max_rect().max - egui::vec2(0.0, foot_height));
    let mut list_place = ui.new_child(UiBuilder::new().max_rect(list));
    if state.session.shown.is_empty() {
        empty_ui(&mut list_place, state);
    } else {
        rows_ui(&mut list_place, state, actions);
    }
    ui.advance_cursor_after_rect(list);
    if state.is_filtered() {
        foot_ui(ui, state, actions);
    }
}

fn rows_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let shown = &state.session.shown;
    let columns = Columns::new(ui);
    let heights = Heights::of(ui, &state.file.dossier, columns.title_width());
    let tops = heights.tops(shown);
    let id = ui.make_persistent_id("facts");
    ScrollArea::vertical()
        .id_salt("facts")
        .auto_shrink([false, false])
        .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded)
        .show_viewport(ui, |ui, viewport| {
            let whole = ui.max_rect();
            let rect_of = |place: usize| {
                Rect::from_x_y_ranges(whole.x_range(), whole.top() + tops[place]..=whole.top() + tops[place + 1])
            };
            ui.set_height(tops.last().copied().unwrap_or(0.0));
            if state.session.wants_scroll_to_selected
                && let Some(place) = state.selected().and_then(|fact| state.place_of(fact))
            {
                ui.scroll_to_rect_animation(rect_of(place), None, egui::style::ScrollAnimation::none());
            }
            let visible = visible(&tops, viewport.min.y..viewport.max.y);
            let had_focus = visible.clone().any(|place| ui.memory(|memory| memory.has_focus(id.with(shown[place].0))));
            for place in visible {
                let fact = shown[place];
                let row = row::Row { fact, place, count: shown.len(), id: id.with(fact.0), rect: rect_of(place) };
                // The keyboard follows the selection through the list, once it is in the list.
                if had_focus && state.session.wants_scroll_to_selected && state.selected() == Some(fact) {
                    ui.memory_mut(|memory| memory.request_focus(row.id));
                }
                row::row_ui(ui, state, &columns, &row, actions);
            }
        });
}

/// The rows that a stretch of the list shows, in points from its top; `tops` has one entry more than there are rows.
fn visible(tops: &[f32], stretch: Range<f32>) -> Range<usize> {
    let first = tops.partition_point(|top| *top <= stretch.start).saturating_sub(1);
    let last = tops.partition_point(|top| *top < stretch.end).min(tops.len().saturating_sub(1));
    first..last.max(first)
}

fn empty_ui(ui: &mut Ui, state: &AppState) {
    padded(ui, |ui| {
        ui.add_space(GAP);
        if state.dossier().facts().is_empty() {
            soft(ui, "This dossier has no facts in it.");
        } else if state.session.query.is_empty() {
            doubt(ui, "No fact passes the filters.");
        } else {
            doubt(ui, &format!("No fact has “{}” in it and passes the filters.", state.session.query));
        }
    });
}

fn foot_height(ui: &Ui) -> f32 {
    let line = ui.text_style_height(&egui::TextStyle::Small);
    // At narrow widths the sentence takes two lines.
    let lines = if ui.available_width() < line * 17.0 { 2.0 } else { 1.0 };
    lines * (line + 4.0) + 12.0
}

/// Says what is not shown, and offers to show it.
fn foot_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    hairline(ui);
    let hidden = state.dossier().facts().len() - state.session.shown.len();
    Frame::NONE.inner_margin(Margin::symmetric(14, 5)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
            let total = crate::analysis::words::count_text(state.dossier().facts().len());
            let hidden = crate::analysis::words::count_text(hidden);
            soft(ui, format!("{hidden} of {total} hidden by filters"));
            soft(ui, "·");
            if link(ui, "Show all").clicked() {
                actions.push(Action::Filter(FilterAction::Clear));
            }
        });
    });
}

/// The words for the doubts of a fact: its flags, and that nobody is cited for it.
fn doubts_of(state: &AppState, fact: FactIx) -> Vec<&str> {
    let fact = state.dossier().fact(fact);
    let flags = fact.flags.iter().map(|flag| flag.kind.label());
    let mut words: Vec<&str> = flags.chain(fact.is_uncited().then_some("No source cited")).collect();
    let mut known = std::collections::BTreeSet::new();
    words.retain(|word| known.insert(*word));
    words
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_what_can_be_seen_is_drawn() {
        let tops = [0.0, 30.0, 80.0, 110.0];
        assert_eq!(visible(&tops, 0.0..100.0), 0..3);
        assert_eq!(visible(&tops, 0.0..80.0), 0..2);
        assert_eq!(visible(&tops, 35.0..60.0), 1..2);
        assert_eq!(visible(&tops, 30.0..300.0), 1..3);
        assert_eq!(visible(&tops, 500.0..600.0), 3..3);
        assert_eq!(visible(&[0.0], 0.0..600.0), 0..0);
    }
}
