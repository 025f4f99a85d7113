//! The text of a record as it stands in the file, to be read, copied and edited.

use egui::{Context, Key, Modifiers, RichText, TextEdit, TextStyle, Ui, WidgetInfo};

use super::super::parts::{doubt, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, JsonText, LayoutAction, Tone};
use crate::edit::FieldProblem;

const WIDTH: f32 = 760.0;
/// The lines that are seen of a short record.
const LEAST_LINES: usize = 10;
/// So many of what is wrong are said.
const MOST_PROBLEMS: usize = 6;

pub(super) fn json_text_ui(ctx: &Context, state: &AppState, json: &JsonText, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "JSON", WIDTH).tall().held(json.is_changed());
    let mut new = json.clone();
    let problems = json.problems(state);
    let has_errors = problems.iter().any(|problem| problem.is_error);
    let can_apply = json.is_changed() && !has_errors && !state.session.is_editing;
    let mut wants_apply = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let (mut lets_go, mut writes_on) = (false, false);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            soft(ui, format!("{}, as it stands in the file", json.at));
            text_ui(ui, &sheet, &mut new);
            problems_ui(ui, &problems);
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
            if json.is_leaving {
                doubt(
                    ui,
                    "What you wrote here is not in the dossier yet. Apply it, discard it, or keep writing (Esc).",
                );
            }
        },
        |ui, actions| {
            let apply = ui.add_enabled(can_apply, main_button(ui, "Apply", can_apply));
            wants_apply |= apply.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Copy")).clicked() {
                actions.push(Action::Copy { what: format!("{} as JSON", json.at), text: json.text.clone() });
            }
            if json.is_leaving {
                lets_go = ui.add(button("Discard")).clicked();
                writes_on = ui.add(button("Keep writing")).clicked();
            } else if ui.add(button(if json.is_changed() { "Cancel" } else { "Close" })).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    new.is_leaving &= !writes_on;
    if lets_go {
        actions.push(Action::Edit(EditAction::LetGoJson));
    }
    if lets_go || actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *json {
        new.is_leaving &= new.text == json.text;
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Json(Box::new(new)))));
    } else if wants_apply && can_apply {
        actions.push(Action::Edit(EditAction::ApplyJson(Box::new(new))));
    }
}

fn text_ui(ui: &mut Ui, sheet: &Sheet, new: &mut JsonText) {
    let edit = TextEdit::multiline(&mut new.text)
        .id(sheet.id.with("text"))
        .font(TextStyle::Monospace)
        .desired_rows(LEAST_LINES)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "JSON of the record"));
    if sheet.has_just_appeared {
        response.request_focus();
    }
}

/// What is wrong, each with the key that it concerns.
fn problems_ui(ui: &mut Ui, problems: &[FieldProblem]) {
    for problem in problems.iter().take(MOST_PROBLEMS) {
        let at = if problem.field.is_empty() { String::new() } else { format!("{}: ", problem.field) };
        let words = format!("{at}{}; {}", problem.message, problem.hint);
        if problem.is_error {
            doubt(ui, &words);
        } else {
            soft(ui, words);
        }
    }
    if problems.len() > MOST_PROBLEMS {
        let rest = problems.len() - MOST_PROBLEMS;
        let words = RichText::new(format!("and {rest} more")).text_style(TextStyle::Small);
        ui.label(words);
    }
}
