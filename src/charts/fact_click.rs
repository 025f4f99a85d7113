//! What a click on a fact asks for, wherever it is drawn.

use egui::{PointerButton, Ui};

use crate::app::{Action, EditAction, FormOf, SelectAction};
use crate::dossier::FactId;

/// A click selects a fact alone; with Ctrl beside the others, or no longer; with Shift all from where the selection began.
/// A double-click opens its form.
#[must_use]
pub fn fact_click(ui: &Ui, fact: &FactId) -> Action {
    let (modifiers, is_double) =
        ui.input(|input| (input.modifiers, input.pointer.button_double_clicked(PointerButton::Primary)));
    let fact = fact.clone();
    if is_double && modifiers.is_none() {
        return Action::Edit(EditAction::Open(FormOf::Fact(fact)));
    }
    Action::Select(if modifiers.shift {
        SelectAction::ExtendTo(fact)
    } else if modifiers.command {
        SelectAction::Toggle(fact)
    } else {
        SelectAction::Fact(fact)
    })
}
