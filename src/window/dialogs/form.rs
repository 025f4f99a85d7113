//! A fact or a source as a form: each field says at once what is wrong with it, in the words of the loader.

mod citations;
mod dated;
mod fields;
mod figures;
mod lists;
mod paste;
mod several;
mod source;

pub(super) use several::several_ui;

use egui::{Context, Key, Modifiers, Ui};

use self::fields::{Fields, choice_ui, kept_ui, text_ui};
use super::super::parts::{doubt, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, FormOf, LayoutAction, RecordForm, Tone};

const WIDTH: f32 = 640.0;
/// The keys of a fact that have a place of their own in the form.
const SHOWN: [&str; 10] =
    ["date", "theme", "title", "statement", "note", "passage", "citations", "flags", "figures", "relations"];

/// The form: every change goes back into the state, so that what is typed is never lost.
pub(super) fn form_ui(ctx: &Context, state: &AppState, form: &RecordForm, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, form.title(), WIDTH).tall().held(true);
    let mut new = form.clone();
    let problems = form.problems(state);
    let has_errors = problems.iter().any(|problem| problem.is_error);
    let can_apply = !has_errors && !state.session.is_editing;
    let mut wants_apply = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let fields = Fields { state, problems: &problems, id: sheet.id };
    let mut pasted = paste::entry_pasted(ctx, form, sheet.id);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            if form.is_fact() {
                let action = fact_ui(ui, &fields, &mut new, sheet.has_just_appeared);
                pasted = pasted.take().or(action);
            } else {
                // A new source is pasted, as a rule.
                let is_new = form.of == FormOf::NewSource;
                let action = paste::paste_ui(ui, &fields, &mut new, "", sheet.has_just_appeared && is_new);
                pasted = pasted.take().or(action);
                source::source_ui(ui, &fields, &mut new.record, "", sheet.has_just_appeared && !is_new);
            }
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            let words = if matches!(form.of, FormOf::Proposed(_)) { "Accept with changes" } else { "Apply" };
            let apply = ui.add_enabled(can_apply, main_button(ui, words, can_apply));
            wants_apply |= apply.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            let doubles = form.doubles(state).len();
            let count = problems.iter().filter(|problem| problem.is_error).count().saturating_sub(doubles);
            if count == 0 && doubles > 0 {
                soft(ui, "Use the source that is there, or add this one anyway");
            } else if count > 0 {
                soft(ui, format!("{} to correct or fill in", super::super::parts::counted(count, "field", "fields")));
            }
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if let Some(action) = pasted {
        actions.push(action);
        return;
    }
    let is_changed = new != *form;
    if wants_apply && can_apply && !is_changed {
        actions.push(Action::Edit(EditAction::Apply(Box::new(new))));
    } else if is_changed {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Form(Box::new(new)))));
    }
}

fn fact_ui(ui: &mut Ui, fields: &Fields<'_>, form: &mut RecordForm, is_new: bool) -> Option<Action> {
    let record = &mut form.record;
    let title = text_ui(ui, fields, record, "", "title", "Title", "A short label for the timeline", 1);
    if is_new {
        title.request_focus();
    }
    text_ui(ui, fields, record, "", "statement", "Statement", "The fact itself, in one or two full sentences", 3);
    dated::date_ui(ui, fields, record, "", "date", "Date");
    let themes: Vec<(String, String)> =
        fields.state.dossier().themes().iter().map(|theme| (theme.id.clone(), theme.label.clone())).collect();
    choice_ui(ui, fields, record, "", "theme", "Theme", &themes, false);
    text_ui(ui, fields, record, "", "note", "Note", "Context that is no part of the fact; may be empty", 1);
    let action = citations::citations_ui(ui, fields, form);
    figures::figures_ui(ui, fields, &mut form.record);
    lists::flags_ui(ui, fields, &mut form.record);
    lists::relations_ui(ui, fields, form);
    citations::passage_ui(ui, fields, &mut form.record);
    kept_ui(ui, &form.record, &SHOWN);
    action
}
