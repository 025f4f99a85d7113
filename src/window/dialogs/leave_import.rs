//! Asks whether what was decided of an import is to be forgotten.

use egui::Context;

use super::super::parts::{counted, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, ImportAction, ImportFrom, LayoutAction};

pub(super) fn leave_import_ui(ctx: &Context, state: &AppState, next: Option<&ImportFrom>, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "End the review?", 460.0);
    let Some(review) = &state.session.import else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let counts = review.read().map(|(_, list)| list.counts()).unwrap_or_default();
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            let decided = counted(counts.decided(), "decision", "decisions");
            small(ui, format!("{decided} of {} would be lost: nothing of it is in the dossier yet.", review.name()));
            if let Some(next) = next {
                soft(ui, format!("{} would be read in its place.", next.name()));
            }
        },
        |ui, actions| {
            if sheet.first_button(ui, "Keep reviewing").clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if ui.add(button("Discard the decisions")).clicked() {
                actions.push(Action::Import(match next {
                    Some(next) => ImportAction::ReadAnyway(next.clone()),
                    None => ImportAction::Leave,
                }));
            }
            let words = match counts.taken() {
                0 => "Keep the decisions".to_owned(),
                taken => format!("Import {taken} accepted"),
            };
            if next.is_none() && ui.add(main_button(ui, &words, true)).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
                actions.push(Action::Import(ImportAction::Apply));
            }
        },
    );
}
