//! The line at the bottom: what is open, how much of it is shown, and whether its file is sound.

use egui::{Align, Color32, Label, Layout, Role, Ui, WidgetInfo};

use crate::app::{Action, AppState, Dialog, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{MARGIN, size, text};
use crate::format::date::day_range_text;
use crate::format::number::count_text;

use super::cut::wrapped;
use super::parts::{counted, link, soft};

/// The file's name, the facts shown of all, the span of the timeline, and the warnings, on one line: where it is short, the
/// name gives way first, then the span, then the count.
pub(super) fn status_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let (warnings, leads_to) = warnings(state);
    let (shown, all) = (state.session.shown.facts.len(), state.dossier().facts().len());
    let searching = if state.session.search.is_running { ", searching …" } else { "" };
    let facts = format!("{} of {} shown{searching}", count_text(shown), counted(all, "fact", "facts"));
    let span = state.timeline_span();
    let span = day_range_text(span.first_day(), span.last_day());
    let gap = MARGIN * 1.5;
    let font = text(size::SMALL);
    let width = |ui: &Ui, words: &str| {
        ui.painter().layout_no_wrap(words.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x + gap
    };
    let [warnings_width, facts_width, span_width] = [&warnings, &facts, &span].map(|words| width(ui, words));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        ui.add_space(MARGIN);
        let room = ui.available_width() - warnings_width - MARGIN - gap;
        let has_facts = facts_width <= room;
        let has_span = has_facts && facts_width + span_width <= room;
        let used = if has_facts { facts_width } else { 0.0 } + if has_span { span_width } else { 0.0 };
        if room - used > LEAST_NAME {
            name_ui(ui, state, room - used - gap);
        }
        if has_facts {
            soft(ui, facts);
        }
        if has_span {
            soft(ui, span).on_hover_text("What the timeline shows");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            let Some((hint, dialog)) = leads_to else {
                soft(ui, warnings);
                return;
            };
            if link(ui, warnings).on_hover_text(hint).clicked() {
                actions.push(Action::Layout(LayoutAction::Open(dialog)));
            }
        });
    });
}

/// A name of a file with less room than this, in points, is left out.
const LEAST_NAME: f32 = 60.0;

/// The name of the file, in so much room.
fn name_ui(ui: &mut Ui, state: &AppState, room: f32) {
    let theme = Theme::of(ui);
    // The word is never cut off; the name gives way.
    let (mark, ink) = if state.is_unsaved() { ("not saved: ", theme.doubt_ink) } else { ("", theme.ink_soft) };
    let words = format!("{mark}{}", state.file.name());
    let galley = wrapped(ui, &words, &text(size::SMALL), ink, room, 1);
    let name = ui.add(Label::new(galley).show_tooltip_when_elided(false));
    name.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    match &state.file.path {
        Some(path) => name.on_hover_text(path.display().to_string()),
        None if state.file.is_new => name.on_hover_text("It is in no file yet"),
        None if state.file.is_input => name.on_hover_text("It came from standard input, and is in no file"),
        None => name.on_hover_text("It is part of the program"),
    };
}

/// What is said of the file's faults, and what a click leads to where there is more to say.
fn warnings(state: &AppState) -> (String, Option<(&'static str, Dialog)>) {
    if let Some(pending) = &state.session.pending {
        return (format!("checking the change: {}", crate::edit::short(&pending.label)), None);
    }
    if state.session.conflict.is_some() {
        return ("changed by another program".to_owned(), Some(("Choose what is to be done", Dialog::Conflict)));
    }
    let refused = state.session.refused.as_ref().filter(|_| state.session.is_file_broken);
    if let Some((_, diagnostics)) = refused {
        let errors = format!("{} in the file on disk", counted(diagnostics.len(), "error", "errors"));
        return (errors, Some(("The last sound version is on the screen", Dialog::Diagnostics)));
    }
    match state.file.warnings.len() {
        _ if state.session.is_file_broken => ("the file on disk cannot be read".to_owned(), None),
        0 => ("no warnings".to_owned(), None),
        count => (counted(count, "warning", "warnings"), Some(("What is odd about the file", Dialog::Diagnostics))),
    }
}
