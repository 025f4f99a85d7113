//! What is to be done where another program has changed the file, while there is something that is not saved.

use egui::{Context, ScrollArea, Ui};

use super::super::parts::{counted, doubt, section, small, soft};
use super::ask_to_save::changes_ui;
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, FileAction, FileChanges, LayoutAction, Resolution, Theirs};

/// The height of a list of changes, from which on it scrolls; in points.
const LIST_HEIGHT: f32 = 130.0;
/// More lines than this are not shown.
const MOST_LINES: usize = 100;

pub(super) fn conflict_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let Some(conflict) = &state.session.conflict else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let title = match &conflict.theirs {
        Theirs::Gone(_) => "The file cannot be read any more",
        Theirs::Sound { .. } | Theirs::Broken(_) => "The file was changed by another program",
    };
    let sheet = Sheet::new(ctx, title, 560.0).held(true);
    sheet.show(
        ctx,
        actions,
        |ui, _| content_ui(ui, state, &conflict.theirs),
        |ui, actions| {
            let choice = |resolution| Action::File(FileAction::Resolve(resolution));
            if let Theirs::Sound { collisions, .. } = &conflict.theirs {
                if collisions.is_ok() {
                    let merge = ui.add(main_button(ui, "Merge both", true));
                    if merge.on_hover_text("Make what was changed here anew in what the file holds now").clicked() {
                        actions.push(choice(Resolution::Merge));
                    }
                }
                let theirs = ui.add(button("Open theirs"));
                if theirs.on_hover_text("Open what the file holds now; Undo goes back to what is here").clicked() {
                    actions.push(choice(Resolution::TakeTheirs));
                }
            }
            let is_main = !matches!(conflict.theirs, Theirs::Sound { .. });
            let mine = ui.add(if is_main { main_button(ui, "Keep mine", true) } else { button("Keep mine") });
            if mine.on_hover_text("Saving then puts what is here in the place of the file").clicked() {
                actions.push(choice(Resolution::KeepMine));
            }
            if ui.add(button("Save mine as a copy…")).clicked() {
                actions.push(Action::File(FileAction::SaveCopy));
            }
            if ui.add(button("Later")).on_hover_text("Nothing is decided; saving asks again").clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
}

fn content_ui(ui: &mut Ui, state: &AppState, theirs: &Theirs) {
    let name = state.file.name();
    match theirs {
        Theirs::Gone(what) => {
            small(ui, format!("{name} cannot be read any more: {what}. What is open here is not saved."));
        }
        Theirs::Broken(summary) => {
            small(
                ui,
                format!("Another program has saved {name} with {summary}. What is open here is not saved either."),
            );
        }
        Theirs::Sound { changes, collisions, .. } => {
            small(ui, format!("{name} holds another version now, and what is open here is not saved."));
            section(ui, "Changed on disk");
            their_changes_ui(ui, changes);
            collisions_ui(ui, collisions);
        }
    }
    section(ui, "Not saved here");
    if state.unsaved.changes().is_empty() {
        soft(ui, "The whole dossier");
    }
    changes_ui(ui, state);
}

fn their_changes_ui(ui: &mut Ui, changes: &FileChanges) {
    if changes.lines.is_empty() {
        soft(ui, "No fact says anything else; titles, sources or notes do.");
        return;
    }
    lines_ui(ui, "theirs", &changes.lines);
}

fn collisions_ui(ui: &mut Ui, collisions: &Result<Vec<String>, String>) {
    match collisions {
        Ok(collisions) if collisions.is_empty() => {
            soft(ui, "Both can be had: nothing was changed in both places.");
        }
        Ok(collisions) => {
            let count = counted(collisions.len(), "record was", "records were");
            doubt(
                ui,
                &format!("{count} changed in both places. When the two are merged, your version is taken there."),
            );
            lines_ui(ui, "both", collisions);
        }
        Err(error) => doubt(ui, error),
    }
}

fn lines_ui(ui: &mut Ui, salt: &str, lines: &[String]) {
    let area = ScrollArea::vertical().id_salt(salt).max_height(LIST_HEIGHT).auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for line in lines.iter().take(MOST_LINES) {
            soft(ui, format!("• {line}"));
        }
        if lines.len() > MOST_LINES {
            soft(ui, format!("and {} more", lines.len() - MOST_LINES));
        }
    });
}
