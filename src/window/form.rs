//! A fact or a source as a form in the detail panel: each field says at once what is wrong with it, in the words of the loader.
//!
//! Citations, figures, flags, relations and the passage of a fact have forms of their own, with a way back to the fact.

mod citations;
mod dated;
mod fields;
mod figures;
mod flags;
mod names;
mod parts;
mod paste;
mod source;
mod source_fields;

pub(super) use self::citations::sources;
pub(super) use self::fields::{Field, Fields, choice_ui, row_ui, text_ui};
pub(super) use self::flags::flag_kinds;

use egui::epaint::MarginF32;
use egui::{Button, Context, Frame, Id, Key, Label, Modifiers, Rect, RichText, ScrollArea, Ui, WidgetInfo};

use self::fields::kept_ui;
use super::dialogs::{button, main_button};
use super::parts::{counted, hairline, has_just_appeared, link, quiet_button, soft};
use crate::app::{Action, AppState, EditAction, FormOf, FormPart, RecordForm};
use crate::charts::Theme;
use crate::charts::theme::{MARGIN, size, strong, text};
use crate::edit::FieldProblem;

/// The keys of a fact that have a place of their own in the form.
const SHOWN: [&str; 10] =
    ["date", "theme", "title", "statement", "note", "passage", "citations", "flags", "figures", "relations"];
/// The height of the buttons at the foot before they were drawn once, in points.
const USUAL_FOOT: f32 = 40.0;

/// Where it is kept whether the keyboard was in the form when it was drawn last.
fn keyboard_id() -> Id {
    Id::unique("keyboard in the form")
}

/// Whether the keyboard is in the form, whose plain keys then are no shortcuts.
pub(super) fn has_keyboard(ctx: &Context) -> bool {
    let known: Option<(u64, bool)> = ctx.data(|data| data.get_temp(keyboard_id()));
    known.is_some_and(|(pass, is_in)| is_in && pass + 1 >= ctx.cumulative_pass_nr())
}

/// The form: every change goes back into the state, so that what is typed is never lost.
pub(super) fn form_ui(ui: &mut Ui, state: &AppState, form: &RecordForm, actions: &mut Vec<Action>) {
    let panel = ui.max_rect();
    let id = Id::unique(("form", form.title(), form.own_id().unwrap_or_default().to_owned()));
    let mut new = form.clone();
    let problems = form.problems(state);
    let can_apply = !problems.iter().any(|problem| problem.is_error) && !state.session.is_editing;
    let is_free = state.session.dialog.is_none();
    let mut wants_apply = is_free && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let pasted = if is_free { paste::entry_pasted(ui.ctx(), form, id) } else { None };
    let fields = Fields { state, problems: &problems, id };
    head_ui(ui, state, &mut new, actions);
    let foot_id = id.with("foot");
    let foot: f32 = ui.data(|data| data.get_temp(foot_id)).unwrap_or(USUAL_FOOT);
    let height = (ui.available_height() - foot).max(24.0);
    let scroll = ScrollArea::vertical().id_salt((id, form.part)).auto_shrink([false, false]).max_height(height);
    let margin = MarginF32 { left: MARGIN + 2.0, right: MARGIN + 4.0, top: 4.0, bottom: 14.0 };
    let mut action = scroll
        .min_scrolled_height(height)
        .show(ui, |ui| {
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                // What is on its way into the dossier is not written in meanwhile.
                ui.add_enabled_ui(!state.session.is_editing, |ui| content_ui(ui, &fields, &mut new)).inner
            })
        })
        .inner
        .inner;
    let from = ui.cursor().top();
    hairline(ui);
    let margin = MarginF32 { left: MARGIN + 2.0, right: MARGIN, top: 6.0, bottom: 7.0 };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.set_width(ui.available_width());
            wants_apply |= foot_ui(ui, &fields, &mut new, can_apply, actions);
        });
    });
    let drawn = ui.cursor().top() - from;
    if (drawn - foot).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(foot_id, drawn));
        ui.ctx().request_discard("the buttons of the form have another height");
    }
    keep_keyboard(ui.ctx(), panel);
    action = pasted.or(action);
    let is_left = |action: &Action| matches!(action, Action::Edit(EditAction::LeaveForm | EditAction::DiscardForm));
    if actions.iter().any(is_left) {
        return;
    }
    if let Some(action) = action {
        actions.push(action);
    } else if new != *form {
        actions.push(Action::Edit(EditAction::Write(Box::new(new))));
    } else if wants_apply && can_apply {
        actions.push(Action::Edit(EditAction::Apply(Box::new(new))));
    }
}

/// Keeps whether the keyboard is in the form.
fn keep_keyboard(ctx: &Context, panel: Rect) {
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let is_in = focused.is_some_and(|response| panel.contains(response.rect.center()));
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(keyboard_id(), (pass, is_in)));
}

/// What the form is for, the way back from a part, and the other forms that are begun.
fn head_ui(ui: &mut Ui, state: &AppState, form: &mut RecordForm, actions: &mut Vec<Action>) {
    let margin = MarginF32 { left: MARGIN + 2.0, right: MARGIN, top: 7.0, bottom: 3.0 };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        if form.part.is_some() && quiet_button(ui, "← Back to the fact", true).on_hover_text("Esc").clicked() {
            form.part = None;
        }
        let title = form.part.map_or_else(|| form.title().to_owned(), parts::name);
        let words = RichText::new(&title).font(strong(size::TITLE));
        let heading = ui.add(Label::new(words).wrap().selectable(false));
        heading.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &title));
        selected_ui(ui, state, form, actions);
        drafts_ui(ui, state, actions);
    });
}

/// Says which fact is selected beside the form, where that is another one, and offers to read it.
fn selected_ui(ui: &mut Ui, state: &AppState, form: &RecordForm, actions: &mut Vec<Action>) {
    let FormOf::Fact(id) = &form.of else { return };
    let Some(selected) = state.selected().map(|fact| state.dossier().fact(fact)).filter(|fact| fact.id != *id) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        soft(ui, format!("“{}” is selected beside this form.", selected.title));
        if link(ui, "Read it").on_hover_text("What is written here is kept").clicked() {
            if form.part.is_some() {
                actions.push(Action::Edit(EditAction::LeaveForm));
            }
            actions.push(Action::Edit(EditAction::LeaveForm));
        }
    });
}

/// The other forms that hold something that was not applied, to be gone on with.
pub(super) fn drafts_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let mut drafts = state.other_drafts().peekable();
    if drafts.peek().is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        soft(ui, "Not applied yet:");
        for form in drafts {
            let name = draft_name(form);
            let hint = format!("{}: go on with what was written in this form", form.title());
            let words = RichText::new(&name).font(text(size::SMALL));
            let response = ui.add(egui::Link::new(words)).on_hover_text(hint);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Go on with {name}")));
            if response.clicked() {
                actions.push(Action::Edit(EditAction::Open(form.of.clone())));
            }
        }
    });
}

/// What a form is called among others: by the title of its record, as it is written there.
fn draft_name(form: &RecordForm) -> String {
    let title = form.record.text_of("title");
    if title.is_empty() { form.title().to_owned() } else { format!("“{}”", crate::edit::short(title)) }
}

/// The fields.
fn content_ui(ui: &mut Ui, fields: &Fields<'_>, form: &mut RecordForm) -> Option<Action> {
    let part = form.part;
    let is_new = has_just_appeared(ui.ctx(), fields.id.with(("appeared", part)));
    let came_from = came_from(ui.ctx(), fields.id.with("last part"), part);
    if let Some(part) = part {
        return parts::part_ui(ui, fields, form, part, is_new);
    }
    if form.is_fact() {
        return fact_ui(ui, fields, form, is_new, came_from);
    }
    // A new source is pasted, as a rule.
    let is_pasted = form.of == FormOf::NewSource;
    let action = paste::paste_ui(ui, fields, form, "", is_new && is_pasted);
    source::source_ui(ui, fields, &mut form.record, "", is_new && !is_pasted);
    action
}

/// The part that was just left for the fact, where one was: the keyboard goes back to its line.
fn came_from(ctx: &Context, id: Id, part: Option<FormPart>) -> Option<FormPart> {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let last: Option<(u64, Option<FormPart>)> = data.get_temp(id);
        data.insert_temp(id, (pass, part));
        let (drawn, last) = last?;
        last.filter(|_| part.is_none() && drawn + 1 >= pass)
    })
}

fn fact_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    is_new: bool,
    came_from: Option<FormPart>,
) -> Option<Action> {
    let record = &mut form.record;
    let at = |key, label, hint| Field { path: "", key, label, hint };
    let title = text_ui(ui, fields, record, at("title", "Title", "A short label for the timeline"), 1);
    if is_new && came_from.is_none() {
        title.request_focus();
    }
    let field = at("statement", "Statement", "The fact itself, in one or two full sentences");
    text_ui(ui, fields, record, field, 3);
    dated::date_ui(ui, fields, record, "", "date", "Date");
    let themes: Vec<(String, String)> =
        fields.state.dossier().themes().iter().map(|theme| (theme.id.clone(), theme.label.clone())).collect();
    choice_ui(ui, fields, record, at("theme", "Theme", ""), &themes, false);
    text_ui(ui, fields, record, at("note", "Note", "Context that is no part of the fact; may be empty"), 1);
    parts::parts_ui(ui, fields, form, came_from);
    kept_ui(ui, &form.record, &SHOWN);
    fields.whole_problem_ui(ui, "");
    None
}

/// The buttons, and what is still to be done; whether it is to be applied.
fn foot_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    can_apply: bool,
    actions: &mut Vec<Action>,
) -> bool {
    let words = if matches!(form.of, FormOf::Proposed(_)) { "Accept with changes" } else { "Apply" };
    let apply = ui.add_enabled(can_apply, main_button(ui, words, can_apply));
    let wants_apply = apply.on_hover_text("Ctrl+Enter").clicked();
    let cancel = ui.add(button("Cancel")).on_hover_text("Leave the form; what is written in it is kept (Esc)");
    if cancel.clicked() {
        if form.part.is_some() {
            actions.push(Action::Edit(EditAction::LeaveForm));
        }
        actions.push(Action::Edit(EditAction::LeaveForm));
    }
    discard_ui(ui, fields, form, actions);
    let doubles = form.doubles(fields.state).len();
    let wrong: Vec<&FieldProblem> = fields.problems.iter().filter(|problem| problem.is_error).collect();
    let count = wrong.len().saturating_sub(doubles);
    if count == 0 && doubles > 0 {
        rest_ui(ui, "Use the known source, or add anyway");
        return wants_apply;
    }
    if count == 0 {
        return wants_apply;
    }
    let words = format!("{} to correct or fill in", counted(count, "field", "fields"));
    let part_of = |problem: &FieldProblem| {
        FormPart::all(&form.record).into_iter().find(|part| form.is_of_part(&problem.field, *part))
    };
    let next = wrong.iter().map(|problem| part_of(problem)).find(|part| *part != form.part);
    match next {
        Some(next) if !wrong.iter().any(|problem| part_of(problem) == form.part) => {
            if quiet_button(ui, &words, true).on_hover_text("Show where").clicked() {
                form.part = next;
            }
        }
        Some(_) | None => rest_ui(ui, &words),
    }
    wants_apply
}

/// What is still to be done, in one line: where it does not fit beside the buttons, it is below them.
fn rest_ui(ui: &mut Ui, words: &str) {
    let words = RichText::new(words).font(text(size::SMALL)).color(Theme::of(ui).ink_soft);
    ui.add(Label::new(words).extend());
}

/// Lets go what was written, after asking once more in the same place.
fn discard_ui(ui: &mut Ui, fields: &Fields<'_>, form: &RecordForm, actions: &mut Vec<Action>) {
    if !form.is_begun(fields.state) || matches!(form.of, FormOf::Proposed(_)) {
        return;
    }
    let asked_id = fields.id.with("asked to discard");
    // It is asked for as long as the button is there, and anew where the form has been left.
    let frame = ui.ctx().cumulative_frame_nr();
    let is_asked = ui.data(|data| data.get_temp::<u64>(asked_id)).is_some_and(|asked| asked + 1 >= frame);
    let words = if is_asked { "Really discard" } else { "Discard" };
    let theme = Theme::of(ui);
    let ink = if is_asked { theme.doubt_ink } else { theme.accent };
    let words = RichText::new(words).font(text(size::SMALL)).color(ink);
    let response = ui.add(Button::new(words).frame_when_inactive(is_asked));
    let response = response.on_hover_text("Let go what is written in this form");
    if response.clicked() && is_asked {
        actions.push(Action::Edit(EditAction::DiscardForm));
    } else if response.clicked() || (is_asked && !response.clicked_elsewhere()) {
        ui.data_mut(|data| data.insert_temp(asked_id, frame));
    }
}
