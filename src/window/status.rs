//! The line at the bottom: what is open, how much of it is shown, and whether its file is sound.

use egui::{Align, Layout, Ui};

use crate::analysis::date_words::stretch_words;
use crate::analysis::words::count_text;
use crate::app::{Action, AppState, Dialog, LayoutAction};
use crate::charts::theme::MARGIN;

use super::parts::{counted, link, soft};

/// The file's name, the facts shown of all, the span of the timeline, and the warnings.
pub(super) fn status_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = MARGIN * 1.5;
        ui.add_space(MARGIN);
        let name = soft(ui, state.file.name());
        match &state.file.path {
            Some(path) => name.on_hover_text(path.display().to_string()),
            None if state.file.is_input => name.on_hover_text("It came from standard input, and is in no file"),
            None => name.on_hover_text("It is part of the program"),
        };
        let (shown, all) = (state.session.shown.facts.len(), state.dossier().facts().len());
        let is_running = state.session.search.is_running;
        let searching = if is_running { ", searching …" } else { "" };
        soft(ui, format!("{} of {} shown{searching}", count_text(shown), counted(all, "fact", "facts")));
        let span = state.timeline_span();
        soft(ui, stretch_words(span.first_day(), span.last_day())).on_hover_text("What the timeline shows");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            let warnings = state.file.warnings.len();
            if let Some((_, diagnostics)) = state.session.refused.as_ref().filter(|_| state.session.is_file_broken) {
                let errors = format!("{} in the file on disk", counted(diagnostics.len(), "error", "errors"));
                if link(ui, errors).on_hover_text("The last sound version is on the screen").clicked() {
                    actions.push(Action::Layout(LayoutAction::Open(Dialog::Diagnostics)));
                }
            } else if state.session.is_file_broken {
                soft(ui, "the file on disk cannot be read");
            } else if warnings == 0 {
                soft(ui, "no warnings");
            } else if link(ui, counted(warnings, "warning", "warnings"))
                .on_hover_text("What is odd about the file")
                .clicked()
            {
                actions.push(Action::Layout(LayoutAction::Open(Dialog::Diagnostics)));
            }
        });
    });
}
