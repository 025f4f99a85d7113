//! Asks whether what is not saved is to be saved, before something else is done.

use egui::Context;

use super::super::parts::{counted, doubt, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, AskToSave, FileAction, LayoutAction};

/// So many changes are named.
const MOST_NAMED: usize = 8;

pub(super) fn ask_to_save_ui(ctx: &Context, state: &AppState, ask: &AskToSave, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Save changes?", 480.0).held(true);
    let is_unsaved = state.is_unsaved();
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            if is_unsaved {
                small(ui, format!("“{}” is not saved. {}", state.dossier().title(), question(&ask.next)));
                changes_ui(ui, state);
            }
            for form in state.drafts() {
                let name = form.title();
                let saved = if is_unsaved { " It is not part of what is saved." } else { "" };
                doubt(ui, &format!("The form “{name}” holds something that was not applied.{saved}"));
            }
        },
        |ui, actions| {
            if is_unsaved {
                let save = ui.add(main_button(ui, "Save", true));
                if sheet.has_just_appeared {
                    save.request_focus();
                }
                if save.clicked() {
                    actions.push(Action::File(FileAction::SaveThen(ask.next.clone())));
                }
                if ui.add(button("Don’t save")).clicked() {
                    actions.push(Action::File(FileAction::DropThen(ask.next.clone())));
                }
            } else if ui
                .add(button(if state.drafts().count() > 1 { "Discard the forms" } else { "Discard the form" }))
                .clicked()
            {
                actions.push(Action::File(FileAction::DropThen(ask.next.clone())));
            }
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
}

/// The changes, in words.
pub(super) fn changes_ui(ui: &mut egui::Ui, state: &AppState) {
    let changes = state.unsaved.changes();
    for change in changes.iter().take(MOST_NAMED) {
        soft(ui, format!("• {}", change.label));
    }
    if changes.len() > MOST_NAMED {
        soft(ui, format!("and {}", counted(changes.len() - MOST_NAMED, "more change", "more changes")));
    }
}

fn question(next: &FileAction) -> &'static str {
    if *next == FileAction::Quit {
        "Save it before Attaché closes?"
    } else {
        "Save it before another dossier is opened?"
    }
}
