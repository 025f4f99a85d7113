//! Lists and tooltips that open at marks.

use std::borrow::Cow;

use egui::{Color32, Popup, PopupCloseBehavior, Response, Role, ScrollArea, SetOpenCommand, Ui, WidgetInfo, vec2};

use super::TimelineInput;
use super::words;
use crate::app::Action;
use crate::charts::fact_click;
use crate::charts::theme::{self, size};
use crate::dossier::FactIx;
use crate::format::date::date_label;

/// The height of a line in a list, in points.
const LINE: f32 = 24.0;
/// The size of a list.
const WIDTH: f32 = 340.0;
const MOST_LINES: usize = 10;

/// A list of facts to choose from, which opens and closes with a click on what it belongs to.
pub(super) fn facts_popup<'a>(
    response: &Response,
    input: &TimelineInput<'_>,
    facts: impl FnOnce() -> Cow<'a, [FactIx]>,
    actions: &mut Vec<Action>,
) {
    // Asked first, since hundreds of marks are drawn and next to none has its list open.
    if !response.clicked() && !Popup::is_any_open(&response.ctx) {
        return;
    }
    let command = response.clicked().then_some(SetOpenCommand::Toggle);
    Popup::from_response(response)
        .open_memory(command)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Facts")
        .width(WIDTH)
        .show(|ui| list_ui(ui, input, &facts(), actions));
}

fn list_ui(ui: &mut Ui, input: &TimelineInput<'_>, facts: &[FactIx], actions: &mut Vec<Action>) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = LINE;
    // So that a line is not higher than that.
    ui.spacing_mut().button_padding.y = 2.0;
    let height = LINE * super::scale::length(facts.len().min(MOST_LINES));
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        LINE,
        facts.len(),
        |ui, rows| {
            for fact in facts.get(rows).unwrap_or_default() {
                let stated = input.dossier.fact(*fact);
                let date = stated.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
                let text = format!("{date} · {}", stated.title);
                let is_selected = input.is_selected(*fact);
                let width = ui.available_width();
                let room = width - 2.0 * ui.spacing().button_padding.x;
                let label = words::cut(ui.painter(), &text, theme::text(size::SMALL), Color32::PLACEHOLDER, room);
                // With something at its right, even if that is nothing, the text begins at the left.
                let button = egui::Button::selectable(is_selected, label).right_text("").min_size(vec2(width, LINE));
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &text));
                if response.clicked() {
                    actions.push(fact_click(ui, &stated.id));
                    // With Ctrl or Shift more are to be chosen.
                    if ui.input(|input| input.modifiers.is_none()) {
                        ui.close();
                    }
                }
            }
        },
    );
}
