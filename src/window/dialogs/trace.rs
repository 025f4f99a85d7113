//! Where a number comes from, step by step, down to figures that sources state.

use egui::{Context, Label, RichText, TextStyle, Ui};

use super::Sheet;
use crate::analysis::{DerivationIx, Trace};
use crate::app::{Action, AppState};
use crate::window::parts::{quiet_button, soft};

/// The width of the dialog, in points.
const WIDTH: f32 = 640.0;

/// The trace of the figure of an identifier.
pub(super) fn trace_figure_ui(ctx: &Context, state: &AppState, id: &str, actions: &mut Vec<Action>) {
    let (dossier, derived) = (state.dossier(), &state.file.derived);
    let found = dossier.figures().find(|(_, figure)| figure.id == id);
    let trace = found.map(|(figure, _)| Trace::of_figure(dossier, derived, figure));
    sheet_ui(ctx, trace.as_ref(), actions);
}

/// The trace of the derivation at a place.
pub(super) fn trace_derivation_ui(ctx: &Context, state: &AppState, place: usize, actions: &mut Vec<Action>) {
    let (dossier, derived) = (state.dossier(), &state.file.derived);
    let is_there = place < derived.derivations().len();
    let trace = is_there.then(|| Trace::of_derivation(dossier, derived, DerivationIx(place)));
    sheet_ui(ctx, trace.as_ref(), actions);
}

fn sheet_ui(ctx: &Context, trace: Option<&Trace>, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Derivation", WIDTH);
    sheet.show(
        ctx,
        actions,
        |ui, _actions| content_ui(ui, trace),
        |ui, actions| {
            sheet.close_button(ui, actions);
            let Some(trace) = trace else { return };
            for (words, text) in [("Copy as text", trace.to_text()), ("Copy as Markdown", trace.to_markdown())] {
                if quiet_button(ui, words, true).clicked() {
                    actions.push(Action::Copy { what: "the derivation".to_owned(), text });
                }
            }
        },
    );
}

fn content_ui(ui: &mut Ui, trace: Option<&Trace>) {
    match trace {
        Some(trace) => {
            ui.add(
                Label::new(RichText::new(crate::charts::unbroken(&trace.to_text())).text_style(TextStyle::Body)).wrap(),
            );
        }
        None => {
            soft(ui, "This number is not in the dossier that is open now.");
        }
    }
}
