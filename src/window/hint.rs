//! Bars that say something once: the hint for beginners, and the report of a crash.

use egui::{Align, Layout, Ui};

use super::parts::{quiet_button, small};
use crate::app::{Action, Dialog, FileAction, LayoutAction};

const HINT: &str = "Click a fact to read who says so. The wheel zooms in time, dragging moves along. \
                    Ctrl+Shift+P finds everything by its name, F1 lists the keys.";
const CRASH: &str =
    "Attaché stopped by itself the last time. There is a report of it, with nothing of your dossier in it.";

/// What there is to know at first, and a way to put it away for good.
pub(super) fn hint_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    bar_ui(ui, HINT, |ui| {
        if quiet_button(ui, "Got it", true).on_hover_text("Put this away for good").clicked() {
            actions.push(Action::Layout(LayoutAction::PutHintAway));
        }
    });
}

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
