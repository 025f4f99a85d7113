//! The themes: their order, by drag or by keys, their names, new ones and those that go.

use egui::{
    ComboBox, Context, CursorIcon, Id, Key, Modifiers, Response, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::super::parts::{counted, doubt, quiet_button, section, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, LayoutAction, ThemesForm, Tone, fact_counts};
use crate::charts::Theme;
use crate::charts::theme::{size, text};

const WIDTH: f32 = 560.0;
/// The room for the handle and the colour of a theme, and for what stands behind its name; in points.
const HANDLE: f32 = 20.0;
const BEHIND: f32 = 230.0;

/// What is done to one of the lines.
#[derive(Clone, Copy)]
enum Done {
    Moved(usize, usize),
    Removed(usize),
}

pub(super) fn themes_ui(ctx: &Context, state: &AppState, form: &ThemesForm, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Themes", WIDTH).tall().held(form.edit(state).is_some());
    let mut new = form.clone();
    let problem = form.problem(state);
    let can_apply = problem.is_none() && form.edit(state).is_some() && !state.session.is_editing;
    let mut wants_apply = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let counts = fact_counts(state);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            soft(ui, "In the order of the lanes of the timeline, and of their colours. Drag a theme by its handle, or press Alt+↑ and Alt+↓.");
            lines_ui(ui, sheet.id, &counts, &mut new);
            if quiet_button(ui, "Add theme", true).clicked() {
                new.add();
            }
            removed_ui(ui, state, &counts, &mut new);
            if let Some(problem) = &problem {
                doubt(ui, problem);
            }
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            let apply = ui.add_enabled(can_apply, main_button(ui, "Apply", can_apply));
            wants_apply |= apply.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *form {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Themes(Box::new(new)))));
    } else if wants_apply && can_apply {
        actions.push(Action::Edit(EditAction::ApplyThemes(Box::new(new))));
    }
}

fn facts_of(counts: &[(String, usize)], id: &str) -> usize {
    counts.iter().find(|(known, _)| known == id).map_or(0, |(_, count)| *count)
}

/// A line for each theme that stays or is new.
fn lines_ui(ui: &mut Ui, id: Id, counts: &[(String, usize)], new: &mut ThemesForm) {
    let mut done = None;
    let mut middles = Vec::new();
    let mut held = None;
    let count = new.lines.len();
    for place in 0..count {
        let line = &mut new.lines[place];
        let id = id.with(("theme", line.id.as_str()));
        let row = ui.horizontal(|ui| {
            let name = if line.label.trim().is_empty() { "the new theme".to_owned() } else { line.label.clone() };
            let handle = handle_ui(ui, id.with("handle"), place, &name);
            let width = (ui.available_width() - BEHIND).max(80.0);
            let edit = TextEdit::singleline(&mut line.label).id(id.with("label")).desired_width(width);
            let hint = RichText::new("Name of the theme").font(text(size::SMALL));
            let field = ui.add(edit.font(text(size::SMALL)).hint_text(hint));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, format!("Name of theme {}", place + 1)));
            if line.is_new && line.label.is_empty() && super::has_just_appeared(ui.ctx(), id.with("appeared")) {
                field.request_focus();
            }
            let up = step_ui(ui, "↑", &format!("Move {name} up"), place > 0);
            let down = step_ui(ui, "↓", &format!("Move {name} down"), place + 1 < count);
            let remove = quiet_button(ui, "Remove", true);
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {name}")));
            soft(ui, counted(facts_of(counts, &line.id), "fact", "facts"));
            let is_here = [&handle, &field, &up, &down, &remove].iter().any(|response| response.has_focus());
            let pressed = |key| is_here && ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
            let (wants_up, wants_down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
            if wants_up || wants_down {
                // The keyboard stays where it is.
                ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            }
            if (up.clicked() || wants_up) && place > 0 {
                done = Some(Done::Moved(place, place - 1));
            }
            if (down.clicked() || wants_down) && place + 1 < count {
                done = Some(Done::Moved(place, place + 1));
            }
            if remove.clicked() {
                done = Some(Done::Removed(place));
            }
            handle
        });
        if row.inner.dragged() {
            held = row.inner.interact_pointer_pos().map(|at| (place, at.y));
        }
        middles.push(row.response.rect.center().y);
    }
    if let Some((from, y)) = held {
        let to = middles.iter().enumerate().filter(|(place, middle)| *place != from && **middle < y).count();
        if to != from {
            done = Some(Done::Moved(from, to));
        }
    }
    match done {
        Some(Done::Moved(from, to)) => new.move_line(from, to),
        Some(Done::Removed(place)) => new.remove(place),
        None => {}
    }
}

/// What a line is dragged by, in the colour that the theme has at its place.
fn handle_ui(ui: &mut Ui, id: Id, place: usize, name: &str) -> Response {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(HANDLE + 10.0, HANDLE), Sense::hover());
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Grab);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Drag {name}")));
    let ink = if response.hovered() || response.dragged() || response.has_focus() { theme.ink } else { theme.ink_soft };
    for row in [-5.0, 0.0, 5.0] {
        for column in [3.0, 8.0] {
            ui.painter().circle_filled(rect.left_center() + vec2(column, row), 1.2, ink);
        }
    }
    ui.painter().circle_filled(rect.left_center() + vec2(HANDLE, 0.0), 4.0, theme.lane(place));
    response
}

fn step_ui(ui: &mut Ui, words: &str, name: &str, is_enabled: bool) -> Response {
    let response = quiet_button(ui, words, is_enabled);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    response
}

/// What goes, and where its facts go.
fn removed_ui(ui: &mut Ui, state: &AppState, counts: &[(String, usize)], new: &mut ThemesForm) {
    if new.removed.is_empty() {
        return;
    }
    section(ui, "Removed");
    let stay: Vec<(smol_str::SmolStr, String)> =
        new.lines.iter().filter(|line| !line.is_new).map(|line| (line.id.clone(), line.label.clone())).collect();
    let mut kept = None;
    for (place, removed) in new.removed.iter_mut().enumerate() {
        let label = state.dossier().themes().iter().find(|theme| theme.id == removed.id);
        let label = label.map_or(removed.id.as_str(), |theme| &theme.label).to_owned();
        let count = facts_of(counts, &removed.id);
        ui.horizontal_wrapped(|ui| {
            soft(ui, &label);
            if count > 0 {
                soft(ui, format!("– its {} to", counted(count, "fact", "facts")));
                let heir = removed.heir.as_ref().and_then(|heir| stay.iter().find(|(id, _)| id == heir));
                let shown = heir.map_or("choose a theme", |(_, label)| label);
                let font = text(size::SMALL);
                let combo = ComboBox::from_id_salt(("heir", removed.id.as_str()))
                    .selected_text(RichText::new(shown).font(font.clone()));
                let response = combo.show_ui(ui, |ui| {
                    for (id, label) in &stay {
                        let is_chosen = removed.heir.as_ref() == Some(id);
                        if ui.selectable_label(is_chosen, RichText::new(label).font(font.clone())).clicked() {
                            removed.heir = Some(id.clone());
                        }
                    }
                });
                let name = format!("Theme for the facts of {label}");
                response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
            }
            let keep = quiet_button(ui, "Keep", true);
            keep.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Keep {label}")));
            if keep.clicked() {
                kept = Some(place);
            }
        });
    }
    if let Some(place) = kept {
        new.keep(place, state);
    }
}
