//! What a click on a fact asks for, wherever it is drawn.

use egui::Ui;

use crate::app::{Action, SelectAction};
use crate::dossier::FactId;

/// A click selects a fact alone; with Ctrl beside the others, or no longer; with Shift all from where the selection began.
#[must_use]
pub fn fact_click(ui: &Ui, fact: &FactId) -> Action {
    let modifiers = ui.input(|input| input.modifiers);
    let fact = fact.clone();
    Action::Select(if modifiers.shift {
        SelectAction::ExtendTo(fact)
    } else if modifiers.command {
        SelectAction::Toggle(fact)
    } else {
        SelectAction::Fact(fact)
    })
}
