//! Doubts, and how a fact stands to others.

use egui::Ui;

use super::fields::{Field, Fields, choice_ui, kept_ui, text_ui};
use crate::app::{AppState, FormPart, RecordForm};
use crate::dossier::{FlagKind, RelationKind};
use crate::edit::Json;

/// So many facts are offered in a list; where there are more, the identifier is typed.
const MOST_OFFERED: usize = 400;

/// The doubts to choose from, each with what it is called.
pub(in super::super) fn flag_kinds() -> Vec<(String, String)> {
    FlagKind::known_words().map(|word| (word.to_owned(), FlagKind::from_word(word).label().to_owned())).collect()
}

/// A flag in a few words.
pub(super) fn flag_summary(flag: &Json) -> String {
    let kind = FlagKind::from_word(flag.text_of("kind")).label().to_owned();
    let scope = flag.text_of("scope");
    if scope.is_empty() { kind } else { format!("{kind}: {scope}") }
}

/// The fields of a flag.
pub(super) fn flag_ui(ui: &mut Ui, fields: &Fields<'_>, flag: &mut Json, path: &str, is_new: bool) {
    let at = |key: &'static str, label: &'static str, hint: &'static str| Field { path, key, label, hint };
    choice_ui(ui, fields, flag, at("kind", "Doubt", ""), &flag_kinds(), false);
    let scope = text_ui(ui, fields, flag, at("scope", "Affects", "the day; empty for all of it"), 1);
    if is_new {
        scope.request_focus();
    }
    text_ui(ui, fields, flag, at("reason", "Reason", "Why, in your words; may be empty"), 3);
    kept_ui(ui, flag, &["kind", "scope", "reason"]);
    fields.whole_problem_ui(ui, path);
}

/// A relation in a few words.
pub(super) fn relation_summary(relation: &Json, state: &AppState) -> String {
    let id = relation.text_of("fact");
    let title = state.dossier().find(id).map(|fact| &*state.dossier().fact(fact).title);
    format!("{} “{}”", relation.text_of("kind").replace('-', " "), title.unwrap_or(id))
}

/// Adds a relation: a contradiction of the first fact that it can be of.
pub(super) fn add_relation(form: &mut RecordForm, state: &AppState) {
    let own = form.own_id();
    let other = state.dossier().facts().iter().find(|fact| Some(fact.id.0.as_str()) != own);
    let fact = other.map_or("", |fact| fact.id.0.as_str());
    form.add_part(FormPart::Relation, Json::object([("kind", "contradicts".into()), ("fact", fact.into())]));
}

/// The fields of a relation; `own` is the identifier of the fact that has it.
pub(super) fn relation_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    relation: &mut Json,
    path: &str,
    own: Option<&str>,
    is_new: bool,
) {
    let at = |key: &'static str, label: &'static str, hint: &'static str| Field { path, key, label, hint };
    let kinds: Vec<(String, String)> =
        RelationKind::WORDS.iter().map(|word| ((*word).to_owned(), word.replace('-', " "))).collect();
    let facts = fields.state.dossier().facts();
    choice_ui(ui, fields, relation, at("kind", "This fact", ""), &kinds, false);
    if facts.len() > MOST_OFFERED {
        text_ui(ui, fields, relation, at("fact", "Other fact", "Its identifier"), 1);
    } else {
        let others = facts.iter().filter(|fact| Some(fact.id.0.as_str()) != own);
        let others: Vec<(String, String)> =
            others.map(|fact| (fact.id.0.to_string(), fact.title.to_string())).collect();
        choice_ui(ui, fields, relation, at("fact", "Other fact", ""), &others, false);
    }
    let note = text_ui(ui, fields, relation, at("note", "In what", "In a sentence; may be empty"), 2);
    if is_new {
        note.request_focus();
    }
    kept_ui(ui, relation, &["kind", "fact", "note"]);
    fields.whole_problem_ui(ui, path);
}
