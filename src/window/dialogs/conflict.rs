//! What is to be done where another program has changed the file, while there is something that is not saved.

use egui::{Context, Ui};

use super::super::field_words::field_words;
use super::super::parts::{counted, doubt, quiet_button, section, small, soft};
use super::super::three_columns::{Column, Heads, Row, heads_ui, row_ui};
use super::ask_to_save::changes_ui;
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Comparison, FileAction, LayoutAction, Resolution, SideChoice, Theirs};
use crate::edit::{DivergedField, Side};

/// More fields than this are not shown one by one; what waits for a choice comes first.
const MOST_FIELDS: usize = 600;
/// What the columns are called.
const HEADS: Heads = Heads { left: "On disk", middle: "Here", result: "Result" };

pub(super) fn conflict_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let Some(conflict) = &state.session.conflict else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let title = match &conflict.theirs {
        Theirs::Gone(_) => "The file cannot be read any more",
        Theirs::Sound { .. } | Theirs::Broken(_) => "The file was changed by another program",
    };
    let is_compared = matches!(conflict.theirs, Theirs::Sound { .. });
    let sheet = Sheet::new(ctx, title, if is_compared { 980.0 } else { 560.0 }).held(true);
    let sheet = if is_compared { sheet.tall() } else { sheet };
    sheet.show(
        ctx,
        actions,
        |ui, actions| content_ui(ui, state, &conflict.theirs, actions),
        |ui, actions| {
            let choice = |resolution| Action::File(FileAction::Resolve(resolution));
            if let Theirs::Sound { comparison, .. } = &conflict.theirs {
                let open = comparison.open_count();
                let is_ready = open == 0 && comparison.trouble.is_none();
                let merge = ui.add_enabled(is_ready, main_button(ui, "Use the result", is_ready));
                let why = match open {
                    0 => "What is chosen becomes the open dossier; saving writes it. Undo goes back to what is here"
                        .to_owned(),
                    open => format!("{} first", counted(open, "thing has to be chosen", "things have to be chosen")),
                };
                if merge.on_hover_text(&why).on_disabled_hover_text(&why).clicked() {
                    actions.push(choice(Resolution::Merge));
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

fn content_ui(ui: &mut Ui, state: &AppState, theirs: &Theirs, actions: &mut Vec<Action>) {
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
        Theirs::Sound { comparison, .. } => {
            small(ui, format!("{name} holds another version now, and what is open here is not saved."));
            comparison_ui(ui, comparison, actions);
            return;
        }
    }
    section(ui, "Not saved here");
    if state.unsaved.changes().is_empty() {
        soft(ui, "The whole dossier");
    }
    changes_ui(ui, state);
}

/// What differs, record by record, with what is taken of it.
fn comparison_ui(ui: &mut Ui, comparison: &Comparison, actions: &mut Vec<Action>) {
    let choose = |thing, side| Action::File(FileAction::ChooseSide(SideChoice { thing, side }));
    let Comparison { divergences, chosen, trouble, is_without_base, .. } = comparison;
    let things = &divergences.things;
    let conflicts = things.iter().filter(|thing| thing.is_conflict()).count();
    if *is_without_base {
        doubt(ui, "What is open here was never in the file, so each difference is to be chosen.");
    } else if conflicts > 0 {
        let count = counted(conflicts, "thing was", "things were");
        doubt(ui, &format!("{count} changed in both places, and not in the same way. Choose what is to stand."));
    } else if !things.is_empty() {
        soft(ui, "Nothing was changed in both places: the result has what is new in each. A click chooses otherwise.");
    } else if trouble.is_none() {
        soft(ui, "Both say the same; only the layout of the text differs.");
    }
    if let Some(trouble) = trouble {
        doubt(ui, trouble);
    }
    if things.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        for (words, side) in [("Choose all on disk", Side::Theirs), ("Choose all here", Side::Mine)] {
            if quiet_button(ui, words, true).clicked() {
                actions.push(choose(None, side));
            }
        }
    });
    let (mut last, mut shown) = (None, 0);
    for (place, (thing, chosen)) in things.iter().zip(chosen).enumerate() {
        if shown >= MOST_FIELDS {
            let more = counted(things.len() - place, "more thing", "more things");
            soft(ui, format!("and {more}, which the two buttons above choose as well."));
            break;
        }
        if last.replace(&thing.record) != Some(&thing.record) {
            section(ui, &thing.name);
            heads_ui(ui, HEADS);
        }
        for (of, field) in thing.fields.iter().enumerate() {
            shown += 1;
            let row = row_of(field, thing.is_conflict(), *chosen);
            let id = ui.scope_id().with(("side", place, of));
            if let Some(column) = row_ui(ui, id, HEADS, &row) {
                actions.push(choose(Some(place), side_of(column)));
            }
        }
    }
}

const fn side_of(column: Column) -> Side {
    match column {
        Column::Left => Side::Theirs,
        Column::Middle => Side::Mine,
    }
}

fn row_of(field: &DivergedField, is_conflict: bool, chosen: Option<Side>) -> Row {
    let words = |value: &Option<crate::edit::Json>| value.as_ref().map(|value| field_words(&field.key, value));
    Row {
        name: field.name.clone(),
        // Where one side has not touched it, that side says what it was.
        before: words(&field.base).filter(|_| is_conflict),
        left: words(&field.theirs),
        middle: words(&field.mine),
        chosen: chosen.map(|side| match side {
            Side::Theirs => Column::Left,
            Side::Mine => Column::Middle,
        }),
        instead: None,
    }
}
