//! The parts of a fact: a line each in its form, and a form of their own.

use egui::{Align, Button, Label, Layout, RichText, Ui, Vec2, WidgetInfo};

use super::super::parts::{counted, quiet_button, section, soft};
use super::fields::Fields;
use super::{citations, figures, flags};
use crate::app::{Action, FormPart, RecordForm};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, text};
use crate::edit::Json;

/// The room for the button that removes a part, in points.
const REMOVE_WIDTH: f32 = 66.0;

/// All parts, a line each, and how more of them are added; `came_from` is the one that was just left.
pub(super) fn parts_ui(ui: &mut Ui, fields: &Fields<'_>, form: &mut RecordForm, came_from: Option<FormPart>) {
    let state = fields.state;
    let first_source = state.dossier().sources().first().map(|source| source.id().to_owned());
    section(ui, "Citations");
    lines_ui(ui, fields, form, FormPart::Citation, came_from);
    if form.record.get("citations").is_none_or(|list| list.items().is_empty()) {
        soft(ui, "No source is cited yet: the fact is shown as uncited.");
    }
    uncited_ui(ui, form);
    fields.whole_problem_ui(ui, "citations");
    ui.horizontal_wrapped(|ui| {
        let first = first_source.clone().or(form.new_sources.first().map(|source| source.text_of("id").to_owned()));
        if quiet_button(ui, "Add citation", first.is_some()).clicked()
            && let Some(first) = first
        {
            form.add_part(FormPart::Citation, Json::object([("source", Json::from(first))]));
        }
        if quiet_button(ui, "Cite a new source", true).clicked() {
            form.add_source();
        }
    });
    section(ui, "Figures");
    lines_ui(ui, fields, form, FormPart::Figure, came_from);
    if quiet_button(ui, "Add figure", true).clicked() {
        figures::add(form, state);
    }
    section(ui, "Flags");
    lines_ui(ui, fields, form, FormPart::Flag, came_from);
    if quiet_button(ui, "Add flag", true).clicked() {
        form.add_part(FormPart::Flag, Json::object([("kind", Json::from("dubious"))]));
    }
    section(ui, "Relations");
    lines_ui(ui, fields, form, FormPart::Relation, came_from);
    let has_others = state.dossier().facts().iter().any(|fact| Some(fact.id.0.as_str()) != form.own_id());
    if quiet_button(ui, "Add relation", has_others).clicked() {
        flags::add_relation(form, state);
    }
    section(ui, "Passage");
    if FormPart::all(&form.record).contains(&FormPart::Passage) {
        line_ui(ui, fields, form, FormPart::Passage, came_from);
    } else if quiet_button(ui, "Add passage", first_source.is_some()).clicked()
        && let Some(first) = first_source
    {
        form.record.set("passage", Json::object([("source", Json::from(first))]));
        form.part = Some(FormPart::Passage);
    }
}

/// New sources that no citation names any more.
fn uncited_ui(ui: &mut Ui, form: &mut RecordForm) {
    let cited = form.record.get("citations").map(Json::items).unwrap_or_default();
    let is_cited = |source: &Json| cited.iter().any(|citation| citation.text_of("source") == source.text_of("id"));
    let left: Vec<(String, String)> = form
        .new_sources
        .iter()
        .filter(|source| !is_cited(source))
        .map(|source| (source.text_of("id").to_owned(), citations::new_name(source)))
        .collect();
    for (id, name) in left {
        ui.horizontal_wrapped(|ui| {
            soft(ui, format!("{name} (not cited)"));
            if quiet_button(ui, "Cite it", true).clicked() {
                form.add_part(FormPart::Citation, Json::object([("source", Json::from(id.as_str()))]));
            }
            if quiet_button(ui, "Leave it out", true).clicked() {
                form.new_sources.retain(|source| source.text_of("id") != id);
            }
        });
    }
}

/// The parts of one kind.
fn lines_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    part: fn(usize) -> FormPart,
    came_from: Option<FormPart>,
) {
    let count = form.record.get(part(0).key()).map_or(0, |list| list.items().len());
    // Removing one ends it: the places of those after it are others then.
    for place in 0..count {
        if line_ui(ui, fields, form, part(place), came_from) {
            return;
        }
    }
}

/// A part in a line: pressed, it is written; whether it was removed.
fn line_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    part: FormPart,
    came_from: Option<FormPart>,
) -> bool {
    let Some(words) = summary(fields, form, part) else { return false };
    let name = name(part);
    let theme = Theme::of(ui);
    let wrong = fields.problems.iter().filter(|problem| problem.is_error && form.is_of_part(&problem.field, part));
    let wrong = wrong.count();
    let mut is_removed = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP * 0.5;
        let width = (ui.available_width() - REMOVE_WIDTH - GAP * 0.5).max(60.0);
        ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().button_padding = egui::vec2(4.0, 3.0);
            let text = RichText::new(&words).font(text(size::SMALL));
            let button = Button::new(text).wrap().right_text("›").min_size(Vec2::new(width, 0.0));
            let response = ui.add(button).on_hover_text(format!("Change this {}", part.noun()));
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{name}: {words}")));
            if response.clicked() {
                form.part = Some(part);
            }
            if came_from == Some(part) {
                response.request_focus();
                response.scroll_to_me(None);
            }
            if wrong > 0 {
                let words = format!("{} to correct or fill in", counted(wrong, "field", "fields"));
                let words = RichText::new(words).font(text_label()).color(theme.doubt_ink);
                ui.add(Label::new(words).wrap());
            }
        });
        let remove = quiet_button(ui, "Remove", true);
        let label = format!("Remove {}", lower(&name));
        remove.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
        is_removed = remove.on_hover_text(&label).clicked();
    });
    if is_removed {
        form.remove_part(part);
    }
    is_removed
}

const fn text_label() -> egui::FontId {
    text(size::LABEL)
}

/// What a part is called: `Figure 2`.
pub(super) fn name(part: FormPart) -> String {
    let mut noun = part.noun().to_owned();
    if let Some(first) = noun.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    part.place().map_or_else(|| noun.clone(), |place| format!("{noun} {}", place + 1))
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

fn summary(fields: &Fields<'_>, form: &RecordForm, part: FormPart) -> Option<String> {
    let value = form.part_value(part)?;
    Some(match part {
        FormPart::Citation(_) | FormPart::Passage => citations::summary(value, form, fields.state),
        FormPart::Figure(_) => figures::summary(value),
        FormPart::Flag(_) => flags::flag_summary(value),
        FormPart::Relation(_) => flags::relation_summary(value, fields.state),
    })
}

/// The form of a part.
pub(super) fn part_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    part: FormPart,
    is_new: bool,
) -> Option<Action> {
    let path = part.path();
    let own = form.own_id().map(str::to_owned);
    let mut action = None;
    match part {
        FormPart::Citation(place) => action = citations::citation_ui(ui, fields, form, place, is_new),
        FormPart::Passage => citations::passage_ui(ui, fields, &mut form.record, is_new),
        FormPart::Figure(place) | FormPart::Flag(place) | FormPart::Relation(place) => {
            let item = form.record.list_mut(part.key()).and_then(|list| list.get_mut(place))?;
            match part {
                FormPart::Figure(_) => figures::figure_ui(ui, fields, item, &path, is_new),
                FormPart::Flag(_) => flags::flag_ui(ui, fields, item, &path, is_new),
                FormPart::Relation(_) => flags::relation_ui(ui, fields, item, &path, own.as_deref(), is_new),
                FormPart::Citation(_) | FormPart::Passage => {}
            }
        }
    }
    ui.add_space(GAP);
    if quiet_button(ui, &format!("Remove this {}", part.noun()), true).clicked() {
        form.remove_part(part);
    }
    action
}
