//! The note on a finding that a person has looked at.

use egui::{Context, Id, TextEdit, Ui};

use super::super::parts::{doubt, section, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, LayoutAction, ReviewDraft, Tone};
use crate::charts::theme::{size, text};
use crate::dossier::{Review, ReviewChange};

/// The lines of the note that are seen without scrolling.
const NOTE_LINES: usize = 3;

/// The finding, and a note to write: every change goes back into the state.
pub(super) fn review_ui(ctx: &Context, state: &AppState, draft: &ReviewDraft, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Mark as reviewed", 520.0);
    let Some(finding) = state.file.audit.find(state.dossier(), &draft.finding) else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let mut new = draft.clone();
    let mut wants_mark = ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            small(ui, &*finding.sentence(state.dossier()));
            note_ui(ui, sheet.id.with("note"), &mut new, sheet.has_just_appeared);
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            let mark = ui.add(main_button(ui, "Mark as reviewed", true));
            wants_mark |= mark.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    if wants_mark {
        let note = new.note.trim();
        let review = Review {
            key: finding.key(state.dossier()),
            fingerprint: finding.fingerprint(state.dossier()),
            note: (!note.is_empty()).then(|| note.to_owned()),
        };
        actions.push(Action::Edit(EditAction::Review(ReviewChange::Mark(review))));
    } else if new != *draft && !actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Review(new))));
    }
}

fn note_ui(ui: &mut Ui, id: Id, new: &mut ReviewDraft, is_new: bool) {
    section(ui, "Note");
    let edit = TextEdit::multiline(&mut new.note).id(id).desired_rows(NOTE_LINES).desired_width(f32::INFINITY);
    let response =
        ui.add(edit.font(text(size::SMALL)).hint_text("What you checked, and how it came out; may be empty"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Note"));
    if is_new {
        response.request_focus();
    }
    soft(ui, "The finding comes back when anything that it rests on changes.");
}
