//! Asks whether what was decided of an import is to be forgotten.

use egui::Context;

use super::super::parts::{counted, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AfterReview, AppState, FileAction, ImportAction, LayoutAction};

pub(super) fn leave_import_ui(ctx: &Context, state: &AppState, next: Option<&AfterReview>, actions: &mut Vec<Action>) {
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
            match next {
                Some(AfterReview::Read(from)) => soft(ui, format!("{} would be read in its place.", from.name())),
                Some(AfterReview::Do(next)) if **next == FileAction::Quit => soft(ui, "Attaché would close."),
                Some(AfterReview::Do(_)) => soft(ui, "Another review would take its place."),
                None => return,
            };
        },
        |ui, actions| {
            if sheet.first_button(ui, "Keep reviewing").clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if ui.add(button("Discard the decisions")).clicked() {
                actions.push(Action::Import(match next {
                    Some(AfterReview::Read(from)) => ImportAction::ReadAnyway(from.clone()),
                    Some(AfterReview::Do(next)) => ImportAction::LeaveThen(next.clone()),
                    None => ImportAction::Leave,
                }));
            }
            let words = match counts.taken() {
                0 => "Keep the decisions".to_owned(),
                taken => format!("Import {taken} accepted"),
            };
            let keeps = match next {
                None => Some(ImportAction::Apply),
                Some(AfterReview::Do(next)) => Some(ImportAction::ApplyThen(next.clone())),
                Some(AfterReview::Read(_)) => None,
            };
            if let Some(keeps) = keeps
                && ui.add(main_button(ui, &words, true)).clicked()
            {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
                actions.push(Action::Import(keeps));
            }
        },
    );
}
