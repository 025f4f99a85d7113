//! The list of facts, with its filters.

mod filters;
mod heights;
mod row;
mod scroll;

use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder};

use crate::analysis::Query;
use crate::app::{Action, AppState, EditAction, FilterAction, FormOf};
use crate::charts::theme::{GAP, MARGIN};
use crate::dossier::FactIx;

use super::parts::{counted, doubt, hairline, heading, link, padded, soft};
use heights::Tops;
use row::Columns;

/// The largest part of the height that the filters take.
const MOST_FOR_FILTERS: f32 = 0.35;

/// The list of facts by date, with the filters above it and what they leave out below it.
pub(super) fn list_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let total = state.dossier().facts().len();
    padded(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add_space(MARGIN - GAP);
        let all = counted(total, "fact", "facts");
        let listed = crate::format::number::count_text(state.listed().len());
        heading(ui, &if state.is_filtered() { format!("{listed} of {all}") } else { all });
        // Of many themes some are scrolled to, so that there is room for the facts.
        let most = ui.available_height() * MOST_FOR_FILTERS;
        let area = ScrollArea::vertical().id_salt("filters").max_height(most).auto_shrink([false, true]);
        area.show(ui, |ui| filters::filters_ui(ui, state, actions));
    });
    hairline(ui);
    let foot_height = if state.is_filtered() { foot_height(ui) } else { 0.0 };
    let list = Rect::from_min_max(ui.cursor().min, ui.max_rect().max - egui::vec2(0.0, foot_height));
    let mut list_place = ui.new_child(UiBuilder::new().max_rect(list));
    // However little room there is, a row never lies on what is below the list.
    list_place.set_clip_rect(list.intersect(ui.clip_rect()));
    if state.listed().is_empty() {
        empty_ui(&mut list_place, state, actions);
    } else {
        rows_ui(&mut list_place, state, actions);
    }
    ui.advance_cursor_after_rect(list);
    if state.is_filtered() {
        foot_ui(ui, state, actions);
    }
}

fn rows_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let shown = state.listed();
    let columns = Columns::new(ui);
    let tops = Tops::of(ui, state, columns.title_width());
    let id = ui.make_persistent_id("facts");
    let is_wanted = state.session.wants_scroll_to_selected;
    let revealed = state.selected().filter(|_| is_wanted).and_then(|fact| state.place_of(fact));
    scroll::rows_ui(ui, &tops, revealed, |ui, rows| {
        let is_focused = |place: usize| ui.memory(|memory| memory.has_focus(id.with(shown[place].0)));
        let had_focus = rows.iter().any(|(place, _)| is_focused(*place));
        for (place, rect) in rows {
            let fact = shown[*place];
            let row = row::Row { fact, place: *place, count: shown.len(), id: id.with(fact.0), rect: *rect };
            // The keyboard follows the selection through the list, once it is in the list.
            if had_focus && is_wanted && state.selected() == Some(fact) {
                ui.memory_mut(|memory| memory.request_focus(row.id));
            }
            row::row_ui(ui, state, &columns, &row, actions);
        }
    });
}

fn empty_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    padded(ui, |ui| {
        ui.add_space(GAP);
        if state.dossier().facts().is_empty() {
            soft(ui, "This dossier has no facts in it.");
            if !state.dossier().themes().is_empty() {
                add_fact_ui(ui, actions);
            }
        } else if state.session.search.is_running {
            soft(ui, "Searching …");
        } else if state.session.query.trim().is_empty() {
            doubt(ui, "No fact passes the filters.");
        } else {
            let query = Query::parse(&state.session.query);
            let problems = query.problems(state.dossier(), &state.file.digest);
            let is_known = problems.is_empty();
            for problem in problems {
                doubt(ui, &problem);
            }
            if is_known {
                let and_filters = if state.has_filters() { " and passes the filters" } else { "" };
                doubt(ui, &format!("No fact has “{}” in it{and_filters}.", state.session.query.trim()));
                soft(ui, "A word is found from its beginning, in titles, statements, notes and sources.");
            }
        }
    });
}

/// The way to the first fact.
fn add_fact_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(GAP * 0.5);
    let words = egui::RichText::new("Add fact…").font(crate::charts::theme::text(crate::charts::theme::size::SMALL));
    if ui.button(words).on_hover_text("Write the first fact (N)").clicked() {
        actions.push(Action::Edit(EditAction::Open(FormOf::NewFact)));
    }
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
    let hidden = state.dossier().facts().len() - state.session.shown.facts.len();
    Frame::NONE.inner_margin(Margin::symmetric(14, 5)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
            let total = crate::format::number::count_text(state.dossier().facts().len());
            let hidden = crate::format::number::count_text(hidden);
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
