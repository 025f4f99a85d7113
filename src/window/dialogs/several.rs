//! A change of all selected facts: a flag, a citation or a new theme to be written, or whether they are to be removed.

use egui::{Context, Key, Modifiers, Ui};

use super::super::form::{Field, Fields, choice_ui, flag_kinds, row_ui, sources, text_ui};
use super::super::parts::{counted, doubt, section, small, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, LayoutAction, SeveralEdit, Tone};
use crate::edit::{Json, Target};
use crate::format::number::count_text;

/// So many of those that are selected, or refer to them, are named.
const MOST_NAMED: usize = 8;

/// The dialog: every change goes back into the state.
pub(super) fn several_ui(ctx: &Context, state: &AppState, change: &SeveralEdit, actions: &mut Vec<Action>) {
    let (title, words) = match change {
        SeveralEdit::Flag(_) => ("Add flag to the selected facts", "Add flag"),
        SeveralEdit::Citation(_) => ("Add citation to the selected facts", "Add citation"),
        SeveralEdit::Theme(_) | SeveralEdit::NewTheme(_) => ("New theme for the selected facts", "Set theme"),
        SeveralEdit::Remove => ("Remove the selected facts", "Remove"),
    };
    if state.selected_count() == 0 {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    }
    let sheet = Sheet::new(ctx, title, 520.0).held(*change != SeveralEdit::Remove);
    let mut new = change.clone();
    let problems = state.several_problems(change);
    let has_errors = problems.iter().any(|problem| problem.is_error);
    let (count, all) = (state.changed_by(change).len(), state.selected_count());
    let can_apply = !has_errors && count > 0 && !state.session.is_editing;
    let mut wants_apply = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let fields = Fields { state, problems: &problems, id: sheet.id };
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            change_ui(ui, &fields, &mut new, sheet.has_just_appeared);
            for problem in problems.iter().filter(|problem| problem.field.is_empty()) {
                doubt(ui, &format!("{}; {}.", problem.message, problem.hint));
            }
            if count < all {
                let rest = count_text(all - count);
                soft(
                    ui,
                    format!(
                        "{rest} of {} already {} it.",
                        counted(all, "fact", "facts"),
                        if all - count == 1 { "has" } else { "have" }
                    ),
                );
            }
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            let apply = ui.add_enabled(can_apply, main_button(ui, words, can_apply));
            wants_apply |= apply.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            soft(ui, counted(count, "fact", "facts"));
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *change {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Several(Box::new(new)))));
    } else if wants_apply && can_apply {
        actions.push(Action::Edit(EditAction::Several(Box::new(new))));
    }
}

fn change_ui(ui: &mut Ui, fields: &Fields<'_>, change: &mut SeveralEdit, is_new: bool) {
    let at = |key, label, hint| Field { path: "", key, label, hint };
    match change {
        SeveralEdit::Flag(flag) => {
            let (mut kind, mut scope) = (flag.clone(), flag.clone());
            row_ui(
                ui,
                [
                    &mut |ui| choice_ui(ui, fields, &mut kind, at("kind", "Doubt", ""), &flag_kinds(), false),
                    &mut |ui| {
                        text_ui(ui, fields, &mut scope, at("scope", "Affects", "the day; empty for all of it"), 1);
                    },
                ],
            );
            take(flag, &kind, "kind");
            take(flag, &scope, "scope");
            let reason = text_ui(ui, fields, flag, at("reason", "Reason", "Why, in your words; may be empty"), 1);
            if is_new {
                reason.request_focus();
            }
        }
        SeveralEdit::Citation(citation) => {
            let choices = sources(fields.state);
            choice_ui(ui, fields, citation, at("source", "Source", ""), &choices, false);
            let locator = text_ui(ui, fields, citation, at("locator", "Locator", "p. 4, paragraph 2; may be empty"), 1);
            if is_new {
                locator.request_focus();
            }
        }
        SeveralEdit::NewTheme(label) => {
            let mut record = Json::object([("label", Json::from(label.as_str()))]);
            let field = text_ui(ui, fields, &mut record, at("label", "Name of the theme", "Trade, Diplomacy, Aid"), 1);
            if is_new {
                field.request_focus();
            }
            record.text_of("label").clone_into(label);
        }
        SeveralEdit::Theme(_) => {}
        SeveralEdit::Remove => removal_ui(ui, fields.state),
    }
}

fn take(into: &mut Json, from: &Json, key: &str) {
    if from.text_of(key) != into.text_of(key) {
        into.set(key, from.text_of(key));
    }
}

/// Which facts go, and what refers to them.
fn removal_ui(ui: &mut Ui, state: &AppState) {
    let facts = state.selection();
    let names = facts.iter().map(|fact| state.dossier().fact(*fact).title.to_string());
    some_ui(ui, &names.collect::<Vec<_>>());
    let hidden = facts.iter().filter(|fact| !state.is_shown(**fact)).count();
    if hidden > 0 {
        let are = if hidden == 1 { "is" } else { "are" };
        doubt(ui, &format!("{} of them {are} hidden by the filters.", count_text(hidden)));
    }
    let referrers = state.referrers_of_selection();
    if !referrers.is_empty() {
        section(ui, "What refers to them");
        let called = |at: &Target| {
            let fact = at.id().and_then(|id| state.dossier().find(id));
            fact.map_or_else(|| at.to_string(), |fact| format!("“{}”", state.dossier().fact(fact).title))
        };
        let lines = referrers.iter().map(|by| format!("{} {}", called(&by.from), by.how));
        some_ui(ui, &lines.collect::<Vec<_>>());
        soft(ui, "These relations and shares are removed with them.");
    }
    soft(ui, "Undo (Ctrl+Z) brings them back.");
}

/// The first of some lines, and how many more there are.
fn some_ui(ui: &mut Ui, lines: &[String]) {
    let count = lines.len();
    for line in lines.iter().take(MOST_NAMED) {
        small(ui, line);
    }
    if count > MOST_NAMED {
        soft(ui, format!("and {} more", count_text(count - MOST_NAMED)));
    }
}
