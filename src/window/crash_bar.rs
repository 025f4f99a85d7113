//! The bar that says once that the program has stopped by itself.

use egui::{Align, Layout, Ui};

use super::parts::{quiet_button, small};
use crate::app::{Action, Dialog, FileAction, LayoutAction};

const CRASH: &str =
    "Attaché stopped by itself the last time. There is a report of it, with nothing of your dossier in it.";

/// That the program has stopped by itself, and what can be done with the report of it.
pub(super) fn report_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let choices = [
        ("Delete it", "Delete the report", Action::File(FileAction::DeleteReport)),
        ("Keep it", "Keep the report beside the log, and put this away", Action::File(FileAction::KeepReport)),
        ("Show the report", "Read it, and copy it", Action::Layout(LayoutAction::Open(Dialog::Report))),
    ];
    bar_ui(ui, CRASH, |ui| {
        for (words, meaning, action) in choices {
            if quiet_button(ui, words, true).on_hover_text(meaning).clicked() {
                actions.push(action);
            }
        }
    });
}

fn bar_ui(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        buttons(ui);
        ui.with_layout(Layout::top_down(Align::Min), |ui| small(ui, words));
    });
}
