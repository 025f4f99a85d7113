//! Single fields: a label, what is typed or chosen, and what is wrong with it.

use egui::{ComboBox, Id, Response, RichText, TextEdit, Ui, WidgetInfo};

use super::super::super::parts::soft;
use crate::app::AppState;
use crate::charts::Theme;
use crate::charts::theme::{size, text};
use crate::edit::{FieldProblem, Json};

/// What all fields of a form know.
pub(super) struct Fields<'a> {
    pub(super) state: &'a AppState,
    pub(super) problems: &'a [FieldProblem],
    pub(super) id: Id,
}

impl Fields<'_> {
    /// What is wrong with a field, or worth knowing of it.
    pub(super) fn problem_ui(&self, ui: &mut Ui, path: &str, is_empty: bool) {
        for problem in self.problems.iter().filter(|problem| problem.field == path) {
            let theme = Theme::of(ui);
            // What nobody has written yet is not wrong, but needed.
            let (words, ink) = if is_empty && problem.is_error {
                ("Required".to_owned(), theme.ink_soft)
            } else {
                (format!("{}; {}", problem.message, problem.hint), theme.doubt_ink)
            };
            ui.add(egui::Label::new(RichText::new(words).font(text(size::LABEL)).color(ink)).wrap());
        }
    }

    /// What is wrong with something as a whole, such as a figure without a number.
    pub(super) fn whole_problem_ui(&self, ui: &mut Ui, path: &str) {
        self.problem_ui(ui, path, false);
    }
}

/// The path of a key below another.
pub(super) fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A label above a field.
pub(super) fn label_ui(ui: &mut Ui, words: &str) {
    ui.add_space(3.0);
    let soft = Theme::of(ui).ink_soft;
    ui.add(egui::Label::new(RichText::new(words).font(text(size::LABEL)).color(soft)).selectable(false));
}

/// A field for a text under a key.
#[expect(clippy::too_many_arguments, reason = "a field is where, what it is called, and how it looks")]
pub(super) fn text_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    path: &str,
    key: &str,
    label: &str,
    hint: &str,
    rows: usize,
) -> Response {
    ui.vertical(|ui| {
        label_ui(ui, label);
        let response = bare_text_ui(ui, fields, record, path, key, label, hint, rows);
        fields.problem_ui(ui, &below(path, key), record.text_of(key).is_empty());
        response
    })
    .inner
}

/// The same without its label and what is wrong with it.
#[expect(clippy::too_many_arguments, reason = "a field is where, what it is called, and how it looks")]
pub(super) fn bare_text_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    path: &str,
    key: &str,
    label: &str,
    hint: &str,
    rows: usize,
) -> Response {
    let mut typed = record.text_of(key).to_owned();
    let edit =
        if rows > 1 { TextEdit::multiline(&mut typed).desired_rows(rows) } else { TextEdit::singleline(&mut typed) };
    let id = fields.id.with((path, key));
    let response = ui.add(
        edit.id(id)
            .desired_width(f32::INFINITY)
            .font(text(size::SMALL))
            .hint_text(RichText::new(hint).font(text(size::SMALL))),
    );
    let role = if rows > 1 { egui::Role::MultilineTextInput } else { egui::Role::TextInput };
    response.widget_info(|| WidgetInfo::labeled(role, true, label));
    if response.changed() {
        record.set(key, typed);
    }
    response
}

/// A field for one of several words under a key, each with what it is called; `is_optional` offers none of them, too.
#[expect(clippy::too_many_arguments, reason = "a field is where, what it is called, and what there is to choose")]
pub(super) fn choice_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    path: &str,
    key: &str,
    label: &str,
    choices: &[(String, String)],
    is_optional: bool,
) {
    ui.vertical(|ui| {
        label_ui(ui, label);
        let chosen = record.text_of(key).to_owned();
        let called = choices.iter().find(|(word, _)| *word == chosen).map_or(chosen.as_str(), |(_, name)| name);
        let shown = if chosen.is_empty() { "–" } else { called };
        let font = text(size::SMALL);
        let width = ui.available_width();
        let mut picked: Option<String> = None;
        let combo = ComboBox::from_id_salt(fields.id.with((path, key, "choice")))
            .selected_text(RichText::new(shown).font(font.clone()))
            .width(width)
            .truncate();
        let response = combo.show_ui(ui, |ui| {
            let none = is_optional.then(|| (String::new(), "–".to_owned()));
            for (word, name) in none.iter().chain(choices) {
                if ui.selectable_label(*word == chosen, RichText::new(name).font(font.clone())).clicked() {
                    picked = Some(word.clone());
                }
            }
        });
        response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, label));
        if let Some(word) = picked {
            record.set(key, word);
        }
        fields.problem_ui(ui, &below(path, key), chosen.is_empty());
    });
}

/// What a record has that the form does not show, and keeps as it is.
pub(super) fn kept_ui(ui: &mut Ui, record: &Json, shown: &[&str]) {
    let kept: Vec<String> = record
        .entries()
        .iter()
        .filter(|(key, _)| key != "id" && !shown.contains(&key.as_str()))
        .map(|(key, _)| key.replace('_', " "))
        .collect();
    if !kept.is_empty() {
        soft(ui, format!("Kept as it is: {}", kept.join(", ")));
    }
}

/// Fields side by side, each as wide as the others.
pub(super) fn row_ui<const N: usize>(ui: &mut Ui, mut cells: [&mut dyn FnMut(&mut Ui); N]) {
    ui.columns(N, |columns| {
        for (ui, cell) in columns.iter_mut().zip(&mut cells) {
            ui.spacing_mut().item_spacing.y = 3.0;
            cell(ui);
        }
    });
}
