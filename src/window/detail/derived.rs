//! What follows from the figures of a fact, with the arithmetic.

use std::collections::BTreeSet;

use egui::Ui;

use crate::analysis::{Derivation, DerivationIx};
use crate::app::{Action, AppState, Dialog, LayoutAction, SelectAction};
use crate::dossier::{Dossier, FactIx, FigureIx};
use crate::format::date::date_text;

use super::super::parts::{Words, hairline, link, section, sides, small};
use super::figures::name;

/// The derivations that rest on this fact's figures, or give one of them its value.
pub(super) fn derived_ui(ui: &mut Ui, state: &AppState, ix: FactIx, actions: &mut Vec<Action>) {
    let found = of_fact(state, ix);
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

fn of_fact(state: &AppState, ix: FactIx) -> BTreeSet<DerivationIx> {
    let places = 0..state.dossier().fact(ix).figures.len();
    places.flat_map(|place| state.file.derived.for_figure(FigureIx { fact: ix, place })).copied().collect()
}

fn derivation_ui(ui: &mut Ui, state: &AppState, ix: FactIx, at: DerivationIx, actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let derivation = state.file.derived.get(at);
    let value = format!("≈ {}", derivation.result.rounded());
    let number = sides(ui, Words::plain(&title(dossier, derivation)), Words::strong(&value).linked());
    if number.on_hover_text("Show calculation").clicked() {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceDerivation(at.0))));
    }
    sides(ui, Words::soft("calculated"), Words::soft(&derivation.result.range()));
    small(ui, format!("= {}", derivation.formula));
    let inputs: BTreeSet<FactIx> = state.file.derived.leaves(at).into_iter().map(|figure| figure.fact).collect();
    for other in inputs.into_iter().filter(|other| *other != ix) {
        let other = dossier.fact(other);
        let words = format!("with {}", other.title);
        if link(ui, words).on_hover_text("The fact that states another part of the arithmetic").clicked() {
            actions.push(Action::Select(SelectAction::Fact(other.id.clone())));
        }
    }
}

/// What was derived: of which figure, and for what time.
fn title(dossier: &Dossier, derivation: &Derivation) -> String {
    if let Some(filled) = derivation.fills {
        return name(dossier.figure(filled));
    }
    let mut kind = derivation.kind.label().to_owned();
    if let Some(first) = kind.get(..1).map(str::to_uppercase) {
        kind.replace_range(..1, &first);
    }
    match &derivation.period {
        Some(period) => format!("{kind}, {}", date_text(period)),
        None => format!("{kind} of {}", name(dossier.figure(derivation.like))),
    }
}
