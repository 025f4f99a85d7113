//! Single fields: a label, what is typed or chosen, and what is wrong with it.

use egui::{ComboBox, Id, Response, RichText, TextEdit, Ui, WidgetInfo};

use super::super::parts::soft;
use crate::app::AppState;
use crate::charts::Theme;
use crate::charts::theme::{size, text};
use crate::edit::{FieldProblem, Json};

/// Fields stand side by side where each has at least so much room, in points.
const LEAST_WIDTH: f32 = 132.0;
/// So much of a value that the form does not show is told.
const MOST_TOLD: usize = 60;

/// What all fields of a form know.
pub(in super::super) struct Fields<'a> {
    pub(in super::super) state: &'a AppState,
    pub(in super::super) problems: &'a [FieldProblem],
    pub(in super::super) id: Id,
}

/// A field: where its value is, and what it is called.
#[derive(Clone, Copy)]
pub(in super::super) struct Field<'a> {
    /// The path of what it is a part of; empty for the record itself.
    pub(in super::super) path: &'a str,
    /// The key of its value.
    pub(in super::super) key: &'a str,
    /// What it is called.
    pub(in super::super) label: &'a str,
    /// What stands in it while it is empty.
    pub(in super::super) hint: &'a str,
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
                (problem_text(problem), theme.doubt_ink)
            };
            ui.add(egui::Label::new(RichText::new(words).font(text(size::LABEL)).color(ink)).wrap());
        }
    }

    /// What is wrong with something as a whole, such as a figure without a number.
    pub(super) fn whole_problem_ui(&self, ui: &mut Ui, path: &str) {
        self.problem_ui(ui, path, false);
    }

    /// What is wrong with a field, for those who hear it.
    fn description(&self, path: &str) -> Option<String> {
        let problem = self.problems.iter().find(|problem| problem.field == path)?;
        Some(problem_text(problem))
    }
}

fn problem_text(problem: &FieldProblem) -> String {
    format!("{}; {}", problem.message, problem.hint)
}

impl Field<'_> {
    /// The path of its value.
    pub(super) fn whole_path(&self) -> String {
        if self.path.is_empty() { self.key.to_owned() } else { format!("{}.{}", self.path, self.key) }
    }

    /// Says to those who hear the window what is wrong with it.
    fn describe(&self, ui: &Ui, fields: &Fields<'_>, response: &Response) {
        if let Some(words) = fields.description(&self.whole_path()) {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_description(words);
                node.set_invalid(egui::accesskit::Invalid::True);
            });
        }
    }
}

/// A label above a field.
pub(super) fn label_ui(ui: &mut Ui, words: &str) {
    ui.add_space(3.0);
    let soft = Theme::of(ui).ink_soft;
    ui.add(egui::Label::new(RichText::new(words).font(text(size::LABEL)).color(soft)).selectable(false));
}

/// A field for a text, with its label and what is wrong with it; of more than one row where it is long.
pub(in super::super) fn text_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    field: Field<'_>,
    rows: usize,
) -> Response {
    ui.vertical(|ui| {
        label_ui(ui, field.label);
        let response = bare_text_ui(ui, fields, record, field, rows);
        fields.problem_ui(ui, &field.whole_path(), record.text_of(field.key).is_empty());
        response
    })
    .inner
}

/// The same without its label and what is wrong with it.
pub(super) fn bare_text_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    field: Field<'_>,
    rows: usize,
) -> Response {
    let mut typed = record.text_of(field.key).to_owned();
    let response = typed_ui(ui, fields, field, &mut typed, rows);
    if response.changed() {
        record.set(field.key, typed);
    }
    response
}

/// A field for a text that is no value of its own.
pub(super) fn typed_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    field: Field<'_>,
    typed: &mut String,
    rows: usize,
) -> Response {
    let edit = if rows > 1 { TextEdit::multiline(typed).desired_rows(rows) } else { TextEdit::singleline(typed) };
    let id = fields.id.with((field.path, field.key));
    let hint = RichText::new(field.hint).font(text(size::SMALL));
    let response = ui.add(edit.id(id).desired_width(f32::INFINITY).font(text(size::SMALL)).hint_text(hint));
    let role = if rows > 1 { egui::Role::MultilineTextInput } else { egui::Role::TextInput };
    response.widget_info(|| WidgetInfo::labeled(role, true, field.label));
    field.describe(ui, fields, &response);
    response
}

/// A field for one of several words, each with what it is called; `is_optional` offers none of them, too.
pub(in super::super) fn choice_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    field: Field<'_>,
    choices: &[(String, String)],
    is_optional: bool,
) {
    ui.vertical(|ui| {
        label_ui(ui, field.label);
        let chosen = record.text_of(field.key).to_owned();
        let called = choices.iter().find(|(word, _)| *word == chosen).map_or(chosen.as_str(), |(_, name)| name);
        let shown = if chosen.is_empty() { "–" } else { called };
        let font = text(size::SMALL);
        let width = ui.available_width();
        let mut picked: Option<String> = None;
        let combo = ComboBox::from_id_salt(fields.id.with((field.path, field.key, "choice")))
            .selected_text(RichText::new(shown).font(font.clone()))
            .width(width)
            .truncate();
        let response = combo.show_ui(ui, |ui| {
            let none = is_optional.then(|| (String::new(), "–".to_owned()));
            for (word, name) in none.iter().chain(choices) {
                if ui.selectable_label(*word == chosen, RichText::new(name).font(font.clone())).clicked() {
                    picked = Some(word.clone());
                    // A click closes the list, and Enter is none.
                    ui.close();
                }
            }
        });
        response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, field.label));
        field.describe(ui, fields, &response.response);
        if let Some(word) = picked {
            response.response.request_focus();
            record.set(field.key, word);
        }
        fields.problem_ui(ui, &field.whole_path(), chosen.is_empty());
    });
}

/// What a record has that the form does not show, and keeps as it is.
pub(super) fn kept_ui(ui: &mut Ui, record: &Json, shown: &[&str]) {
    let kept = record.entries().iter().filter(|(key, _)| key != "id" && !shown.contains(&key.as_str()));
    let kept: Vec<String> =
        kept.map(|(key, value)| format!("{} {}", key.replace(['_', '-'], " "), told(value))).collect();
    if !kept.is_empty() {
        soft(ui, format!("Also in the file, and left as it is: {}.", kept.join("; ")));
    }
}

/// A value in a few words.
fn told(value: &Json) -> String {
    let whole = match value {
        Json::Null => "null".to_owned(),
        Json::Bool(is_so) => is_so.to_string(),
        Json::Number(literal) => literal.to_string(),
        Json::Text(text) => format!("“{text}”"),
        Json::List(items) => items.iter().map(told).collect::<Vec<_>>().join(", "),
        Json::Object(entries) => {
            let entries =
                entries.iter().map(|(key, value)| format!("{} {}", key.replace(['_', '-'], " "), told(value)));
            format!("({})", entries.collect::<Vec<_>>().join(", "))
        }
    };
    match whole.char_indices().nth(MOST_TOLD) {
        Some((end, _)) => format!("{}…", &whole[..end]),
        None => whole,
    }
}

/// Fields side by side, each as wide as the others; where there is no room for that, some go below the others.
pub(in super::super) fn row_ui<const N: usize>(ui: &mut Ui, mut cells: [&mut dyn FnMut(&mut Ui); N]) {
    let width = ui.available_width();
    let fitting = (1..=N).rev().find(|count| {
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let count = *count as f32;
        (width + ui.spacing().item_spacing.x) / count >= LEAST_WIDTH
    });
    for cells in cells.chunks_mut(fitting.unwrap_or(1)) {
        ui.columns(cells.len(), |columns| {
            for (ui, cell) in columns.iter_mut().zip(cells) {
                ui.spacing_mut().item_spacing.y = 3.0;
                cell(ui);
            }
        });
    }
}
