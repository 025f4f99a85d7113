//! Asks whether a record is to be removed, and says what goes with it.

use egui::Context;

use super::super::parts::{doubt, section, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, EditAction, LayoutAction, Tone};
use crate::edit::Target;

/// So many of those that refer to it are named.
const MOST_NAMED: usize = 12;

pub(super) fn remove_ui(ctx: &Context, state: &AppState, at: &Target, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Remove fact", 480.0);
    let name = match at {
        Target::Fact(id) => state.dossier().find(id).map(|fact| state.dossier().fact(fact).title.to_string()),
        Target::Dossier
        | Target::Party(_)
        | Target::Theme(_)
        | Target::Source(_)
        | Target::Figure(_)
        | Target::Review(_)
        | Target::Import(_) => None,
    };
    let Some(name) = name else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let referrers = state.file.document().map(|document| document.referrers(at)).unwrap_or_default();
    let can_remove = !state.session.is_editing;
    let mut wants = false;
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            small(ui, &name);
            if !referrers.is_empty() {
                section(ui, "What refers to it");
                for referrer in referrers.iter().take(MOST_NAMED) {
                    small(ui, format!("{} {}", called(state, &referrer.from), referrer.how));
                }
                if referrers.len() > MOST_NAMED {
                    soft(ui, format!("and {} more", referrers.len() - MOST_NAMED));
                }
                soft(ui, "Their relations to it are removed with it.");
            }
            soft(ui, "Undo (Ctrl+Z) brings it back.");
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            wants = ui.add_enabled(can_remove, main_button(ui, "Remove", can_remove)).clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    if wants {
        actions.push(Action::Edit(EditAction::Remove(at.clone())));
    }
}

/// What a record that refers to the fact is called: a fact by its title.
fn called(state: &AppState, at: &Target) -> String {
    let title = |id: &str| state.dossier().find(id).map(|fact| format!("“{}”", state.dossier().fact(fact).title));
    if let Target::Fact(id) = at { title(id) } else { None }.unwrap_or_else(|| at.to_string())
}
