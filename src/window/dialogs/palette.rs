//! Everything that can be done, to be found by its name: commands, facts, themes, recent files.

mod found;
mod rank;

use std::sync::Arc;

use egui::{Button, Context, Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::super::cut::wrapped;
use super::super::parts::{counted, soft};
use super::Sheet;
use crate::app::{Action, AppState, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, text};
use found::{FactSearch, Found, found};

/// The width of the palette, in points.
const WIDTH: f32 = 560.0;
/// The height of the list, in points.
const LIST_HEIGHT: f32 = 340.0;
/// The height of a row, in points.
const ROW: f32 = 26.0;
/// How many rows a page is.
const PAGE: usize = 10;

/// What is typed and which row is chosen: kept by egui for as long as the palette is open.
#[derive(Clone, Default)]
struct Kept {
    query: String,
    at: usize,
    /// What was found for the query, so that nothing is searched twice.
    found: Option<Arc<Vec<Found>>>,
    /// How far the facts were looked through for it.
    facts: FactSearch,
}

/// A field to type into, and what is found for it.
pub(super) fn palette_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Command palette", WIDTH);
    let id = sheet.id.with("palette");
    let old = ctx.data(|data| data.get_temp::<Kept>(id)).filter(|_| !sheet.has_just_appeared);
    let mut kept = old.unwrap_or_default();
    let mut all = kept.found.take().unwrap_or_else(|| Arc::new(found(ctx, state, &kept.query)));
    let facts = kept.facts.next(state, &kept.query);
    if !facts.is_empty() {
        Arc::make_mut(&mut all).extend(facts);
    }
    let goes_on = kept.facts.goes_on(state, &kept.query);
    if goes_on {
        ctx.request_repaint();
    }
    let has_moved = moved(ctx, &mut kept.at, all.len());
    let mut chosen = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(kept.at);
    let mut query = kept.query.clone();
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            field_ui(ui, &mut query, sheet.has_just_appeared);
            if all.is_empty() && !goes_on {
                soft(ui, "No results");
            }
            let clicked = list_ui(ui, &all, kept.at, has_moved);
            chosen = chosen.or(clicked);
        },
        |ui, _| {
            let current = all.get(kept.at).map_or_else(String::new, |found| format!(": {}", found.name));
            let so_far = if goes_on { " so far" } else { "" };
            let words = format!("{}{so_far}{current}", counted(all.len(), "result", "results"));
            let more = if goes_on { " More facts are being looked through …" } else { "" };
            let heard = soft(ui, format!("↑ and ↓ choose, Enter does it, Esc closes.{more}"));
            // What is chosen is not where the keyboard is, so it is said.
            ui.ctx().accesskit_node_builder(heard.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
                node.set_value(words);
            });
        },
    );
    if let Some(found) = chosen.and_then(|at| all.get(at)) {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        actions.push(found.action.clone());
        return;
    }
    kept = if query == kept.query { Kept { found: Some(all), ..kept } } else { Kept { query, ..Kept::default() } };
    ctx.data_mut(|data| data.insert_temp(id, kept));
}

/// Moves the choice by the arrow keys; whether it has moved.
fn moved(ctx: &Context, at: &mut usize, count: usize) -> bool {
    let before = *at;
    let last = count.saturating_sub(1);
    ctx.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            *at = if *at >= last { 0 } else { *at + 1 };
        }
        if pressed(Key::ArrowUp) {
            *at = at.checked_sub(1).unwrap_or(last);
        }
        if pressed(Key::PageDown) {
            *at = (*at + PAGE).min(last);
        }
        if pressed(Key::PageUp) {
            *at = at.saturating_sub(PAGE);
        }
    });
    before != *at
}

fn field_ui(ui: &mut Ui, query: &mut String, is_new: bool) {
    let edit = TextEdit::singleline(query).desired_width(f32::INFINITY).char_limit(200).font(text(size::BODY));
    let response = ui.add(edit.hint_text("A command, a fact, a theme …"));
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, "Command palette"));
    if is_new {
        response.request_focus();
    }
}

/// The rows; returns the one that was clicked.
fn list_ui(ui: &mut Ui, all: &[Found], at: usize, has_moved: bool) -> Option<usize> {
    let mut clicked = None;
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("found").max_height(LIST_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        for (place, found) in all.iter().enumerate() {
            let is_at = place == at;
            let font = text(size::SMALL);
            let aside = wrapped(ui, &found.aside, &font, theme.ink_soft, f32::INFINITY, 1);
            let room = ui.available_width() - aside.size().x - 2.0 * ui.spacing().button_padding.x - GAP;
            let words = wrapped(ui, &found.name, &font, theme.ink, room, 1);
            let button = Button::selectable(is_at, words).right_text(aside);
            let response = ui.add(button.min_size(egui::vec2(ui.available_width(), ROW)));
            response.widget_info(|| {
                WidgetInfo::selected(Role::ListBoxOption, true, is_at, format!("{}, {}", found.name, found.aside))
            });
            if is_at && has_moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(place);
            }
        }
    });
    clicked
}
