//! The hint for those who see the window for the first time.

use egui::{Align, Layout, Ui};

use super::parts::{quiet_button, small};
use crate::app::{Action, LayoutAction};

const WORDS: &str = "Click a fact to read who says so. The wheel zooms in time, dragging moves along. \
                     Ctrl+Shift+P finds everything by its name, F1 lists the keys.";

/// What there is to know at first, and a way to put it away for good.
pub(super) fn hint_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if quiet_button(ui, "Got it", true).on_hover_text("Put this away for good").clicked() {
            actions.push(Action::Layout(LayoutAction::PutHintAway));
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| small(ui, WORDS));
    });
}
