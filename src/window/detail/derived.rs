//! What follows from the figures of a fact, with the arithmetic.

use egui::Ui;

use crate::analysis::DerivationIx;
use crate::app::{Action, AppState, Dialog, LayoutAction, SelectAction};
use crate::dossier::FactIx;

use super::super::parts::{Words, hairline, link, section, sides, small};

/// The derivations that rest on this fact's figures, or give one of them its value.
pub(super) fn derived_ui(ui: &mut Ui, state: &AppState, ix: FactIx, actions: &mut Vec<Action>) {
    let found = state.file.derived.of_fact(state.dossier(), ix);
    if found.is_empty() {
        return;
    }
    section(ui, "Derived values");
    for (place, derivation) in found.into_iter().enumerate() {
        if place > 0 {
            hairline(ui);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            derivation_ui(ui, state, ix, derivation, actions);
        });
    }
}

fn derivation_ui(ui: &mut Ui, state: &AppState, ix: FactIx, at: DerivationIx, actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let derivation = state.file.derived.get(at);
    let value = format!("≈ {}", derivation.result.rounded());
    let number = sides(ui, Words::plain(&derivation.title(dossier)), Words::strong(&value).linked());
    if number.on_hover_text("Show calculation").clicked() {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceDerivation(at.0))));
    }
    sides(ui, Words::soft("calculated"), Words::soft(&derivation.result.range()));
    small(ui, format!("= {}", derivation.formula));
    for other in state.file.derived.other_facts(at, ix) {
        let other = dossier.fact(other);
        let words = format!("with {}", other.title);
        if link(ui, words).on_hover_text("The fact that states another part of the arithmetic").clicked() {
            actions.push(Action::Select(SelectAction::Fact(other.id.clone())));
        }
    }
}
