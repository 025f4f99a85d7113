//! What a window that was killed had not saved: each change in words, to be restored or left out.

use egui::{Checkbox, Context, RichText, Ui};

use super::super::parts::{counted, doubt, section, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, FileAction, LayoutAction, RecoveredEdit, Recovery, WrittenTexts};
use crate::charts::theme::{size, text};

pub(super) fn restore_ui(ctx: &Context, state: &AppState, recovery: &Recovery, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Restore unsaved changes?", 560.0).tall().held(true);
    let mut new = recovery.clone();
    let can_restore = recovery.can_restore();
    let mut does = None;
    sheet.show(
        ctx,
        actions,
        |ui, _| content_ui(ui, state, &mut new),
        |ui, _| {
            let restore = ui.add_enabled(can_restore, main_button(ui, "Restore", can_restore));
            if sheet.has_just_appeared {
                restore.request_focus();
            }
            if restore.clicked() {
                does = Some(Action::File(FileAction::Restore(Box::new(recovery.clone()))));
            }
            if ui.add(button("Discard")).on_hover_text("Delete all of these changes for good").clicked() {
                does = Some(Action::File(FileAction::DiscardRecovery(recovery.journal.clone())));
            }
            let later = ui.add(button("Later"));
            if later.on_hover_text("Keep them; File → Recover unsaved changes shows them again").clicked() {
                does = Some(later_action(state, recovery));
            }
        },
    );
    if let Some(does) = does {
        actions.push(does);
    } else if new != *recovery && !actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Restore(Box::new(new)))));
    }
}

/// What comes after this one is put off: the next, where there is one.
fn later_action(state: &AppState, recovery: &Recovery) -> Action {
    let mut rest = state.session.recoveries.iter().skip_while(|other| other.journal != recovery.journal).skip(1);
    Action::Layout(
        rest.next()
            .map_or(LayoutAction::CloseDialog, |next| LayoutAction::Open(Dialog::Restore(Box::new(next.clone())))),
    )
}

fn content_ui(ui: &mut Ui, state: &AppState, recovery: &mut Recovery) {
    let count = state.session.recoveries.len();
    let place = state.session.recoveries.iter().position(|other| other.journal == recovery.journal);
    let which = place.filter(|_| count > 1).map(|place| format!(" ({} of {count})", place + 1)).unwrap_or_default();
    small(ui, format!("Attaché was stopped before “{}” was saved{which}.", recovery.name));
    if let Some(path) = &recovery.path {
        soft(ui, path.display().to_string());
    }
    if let Some(problem) = &recovery.problem {
        doubt(ui, problem);
    }
    if recovery.text.is_some() && recovery.path.is_none() {
        soft(ui, "It was in no file; all of it is restored.");
    }
    // The list may be long: what is short stands before it, where it is seen without scrolling.
    if let Some(draft) = &recovery.draft {
        section(ui, "Not applied");
        small(ui, format!("The form “{}” is opened with what was written in it.", draft.title()));
        for form in &recovery.put_away {
            small(ui, format!("The form “{}” is kept, and there when it is opened.", form.title()));
        }
    }
    written_ui(ui, &recovery.written, recovery.draft.is_none());
    if !recovery.edits.is_empty() {
        section(ui, &format!("Changes ({})", recovery.edits.len()));
        for edit in &mut recovery.edits {
            edit_ui(ui, edit);
        }
    }
}

/// What was written besides forms, and where it will be.
fn written_ui(ui: &mut Ui, written: &WrittenTexts, is_first: bool) {
    if written.is_empty() {
        return;
    }
    if is_first {
        section(ui, "Not applied");
    }
    for text in &written.records {
        small(ui, format!("What was written in the JSON of {} is there when it is shown.", text.at));
    }
    if let Some(article) = &written.article {
        let words = counted(article.split_whitespace().count(), "word", "words");
        small(ui, format!("The pasted article ({words}) is in File → New from an article…"));
    }
}

fn edit_ui(ui: &mut Ui, edit: &mut RecoveredEdit) {
    let words = RichText::new(&edit.label).font(text(size::SMALL));
    ui.add_enabled(edit.problem.is_none(), Checkbox::new(&mut edit.is_wanted, words));
    if let Some(problem) = &edit.problem {
        ui.indent("problem", |ui| soft(ui, format!("It does not fit: {problem}")));
    }
}
