//! Who says so: a citation with its locator, the source where that is new, and the passage.

use egui::Ui;

use super::super::parts::section;
use super::fields::{Field, Fields, choice_ui, kept_ui, text_ui};
use super::{paste, source};
use crate::app::{Action, AppState, FormPart, RecordForm};
use crate::dossier::Source;
use crate::edit::Json;

/// The sources to choose from, each with what it is called.
pub(in super::super) fn sources(state: &AppState) -> Vec<(String, String)> {
    state.dossier().sources().iter().map(|source| (source.id().to_owned(), name(source))).collect()
}

fn name(source: &Source) -> String {
    let marker = source.marker().map(|marker| format!("{marker} ")).unwrap_or_default();
    format!("{marker}{}", source.name())
}

/// What a source that is new with the fact is called.
pub(super) fn new_name(source: &Json) -> String {
    let title = source.text_of("title");
    if title.is_empty() { "New source".to_owned() } else { format!("New: {title}") }
}

/// A citation, or a passage, in a few words.
pub(super) fn summary(citation: &Json, form: &RecordForm, state: &AppState) -> String {
    let id = citation.text_of("source");
    let new = form.new_sources.iter().find(|source| source.text_of("id") == id).map(new_name);
    let known = || state.dossier().sources().iter().find(|source| source.id() == id).map(name);
    let called = new.or_else(known).unwrap_or_else(|| id.to_owned());
    let locator = citation.text_of("locator");
    if locator.is_empty() { called } else { format!("{called}, {locator}") }
}

/// The fields of a citation, and of its source where that is new.
pub(super) fn citation_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    place: usize,
    is_new: bool,
) -> Option<Action> {
    let path = FormPart::Citation(place).path();
    let new_source = form.new_source_of(place);
    let mut choices = sources(fields.state);
    choices.extend(form.new_sources.iter().map(|source| (source.text_of("id").to_owned(), new_name(source))));
    let citation = form.record.list_mut("citations").and_then(|list| list.get_mut(place))?;
    choice_ui(ui, fields, citation, Field { path: &path, key: "source", label: "Source", hint: "" }, &choices, false);
    let hint = "p. 4, paragraph 2; may be empty";
    let field = Field { path: &path, key: "locator", label: "Locator", hint };
    let locator = text_ui(ui, fields, citation, field, 1);
    if is_new && new_source.is_none() {
        locator.request_focus();
    }
    kept_ui(ui, citation, &["source", "locator"]);
    fields.whole_problem_ui(ui, &path);
    let id = form.new_sources.get(new_source?)?.text_of("id").to_owned();
    section(ui, "New source");
    let action = paste::paste_ui(ui, fields, form, &id, is_new);
    // It may just have been given up for one that is there.
    let place = form.new_sources.iter().position(|source| source.text_of("id") == id);
    if let Some(place) = place {
        source::source_ui(ui, fields, &mut form.new_sources[place], &format!("new_sources[{place}]"), false);
    }
    action
}

/// Where in the text that the dossier was made from the fact stands.
pub(super) fn passage_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, is_new: bool) {
    let Some(mut passage) = record.get("passage").cloned() else { return };
    let path = "passage";
    let choices = sources(fields.state);
    let field = Field { path, key: "source", label: "Source of the passage", hint: "" };
    choice_ui(ui, fields, &mut passage, field, &choices, false);
    let field = Field { path, key: "locator", label: "Place in it", hint: "paragraph 10; may be empty" };
    let locator = text_ui(ui, fields, &mut passage, field, 1);
    if is_new {
        locator.request_focus();
    }
    kept_ui(ui, &passage, &["source", "locator"]);
    fields.whole_problem_ui(ui, path);
    if record.get("passage") != Some(&passage) {
        record.set("passage", passage);
    }
}
