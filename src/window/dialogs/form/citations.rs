//! Who says so: citations with their locators, sources that are new, and the passage.

use egui::Ui;

use super::super::super::parts::{has_just_appeared, quiet_button, section, soft};
use super::fields::{Fields, choice_ui, kept_ui, row_ui, text_ui};
use super::{paste, source};
use crate::app::{Action, RecordForm};
use crate::edit::Json;

/// The sources to choose from, each with what it is called.
pub(super) fn sources(fields: &Fields<'_>) -> Vec<(String, String)> {
    let sources = fields.state.dossier().sources().iter();
    let name = |source: &crate::dossier::Source| {
        let marker = source.marker().map(|marker| format!("{marker} ")).unwrap_or_default();
        format!("{marker}{}", source.name())
    };
    sources.map(|source| (source.id().to_owned(), name(source))).collect()
}

pub(super) fn citations_ui(ui: &mut Ui, fields: &Fields<'_>, form: &mut RecordForm) -> Option<Action> {
    section(ui, "Citations");
    let mut choices = sources(fields);
    for source in &form.new_sources {
        let title = source.text_of("title");
        let name = if title.is_empty() { "New source".to_owned() } else { format!("New: {title}") };
        choices.push((source.text_of("id").to_owned(), name));
    }
    let count = form.record.get("citations").map_or(0, |list| list.items().len());
    let mut removed = None;
    for place in 0..count {
        let path = format!("citations[{place}]");
        let Some(citation) = form.record.list_mut("citations").and_then(|list| list.get_mut(place)) else { break };
        let mut source = citation.clone();
        let mut locator = citation.clone();
        row_ui(
            ui,
            [&mut |ui| choice_ui(ui, fields, &mut source, &path, "source", "Source", &choices, false), &mut |ui| {
                text_ui(ui, fields, &mut locator, &path, "locator", "Locator", "p. 4, paragraph 2; may be empty", 1);
            }],
        );
        citation.set("source", source.text_of("source"));
        if locator.text_of("locator") != citation.text_of("locator") {
            citation.set("locator", locator.text_of("locator"));
        }
        kept_ui(ui, citation, &["source", "locator"]);
        if quiet_button(ui, &format!("Remove citation {}", place + 1), true).clicked() {
            removed = Some(place);
        }
    }
    if let Some(place) = removed
        && let Some(list) = form.record.list_mut("citations")
    {
        list.remove(place);
    }
    let mut action = None;
    let ids: Vec<String> = form.new_sources.iter().map(|source| source.text_of("id").to_owned()).collect();
    for (place, id) in ids.iter().enumerate() {
        ui.push_id(("new source", place), |ui| {
            section(ui, "New source");
            let is_new = has_just_appeared(ui.ctx(), fields.id.with(("new source", id)));
            action = action.take().or(paste::paste_ui(ui, fields, form, id, is_new));
            // It may just have been given up for one that is there.
            if let Some(source) = form.new_sources.iter_mut().find(|source| source.text_of("id") == id) {
                source::source_ui(ui, fields, source, &format!("new_sources[{place}]"), false);
            }
        });
    }
    fields.whole_problem_ui(ui, "citations");
    if count == 0 {
        soft(ui, "No source is cited yet: the fact is shown as uncited.");
    }
    ui.horizontal_wrapped(|ui| {
        let first = choices.first().map(|(id, _)| id.clone());
        if quiet_button(ui, "Add citation", first.is_some()).clicked()
            && let (Some(list), Some(first)) = (form.record.list_mut("citations"), first)
        {
            list.push(Json::object([("source", Json::from(first))]));
        }
        if quiet_button(ui, "Cite a new source", true).clicked() {
            form.add_source();
        }
    });
    action
}

/// Where in the text that the dossier was made from the fact stands.
pub(super) fn passage_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json) {
    section(ui, "Passage");
    let Some(passage) = record.get("passage").cloned() else {
        let first = sources(fields).into_iter().next();
        if quiet_button(ui, "Add passage", first.is_some()).clicked()
            && let Some((first, _)) = first
        {
            record.set("passage", Json::object([("source", Json::from(first))]));
        }
        return;
    };
    let (mut source, mut locator) = (passage.clone(), passage.clone());
    let choices = sources(fields);
    row_ui(
        ui,
        [
            &mut |ui| choice_ui(ui, fields, &mut source, "passage", "source", "Source of the passage", &choices, false),
            &mut |ui| {
                text_ui(ui, fields, &mut locator, "passage", "locator", "Place in it", "paragraph 10; may be empty", 1);
            },
        ],
    );
    let mut new = passage;
    new.set("source", source.text_of("source"));
    if locator.text_of("locator") != new.text_of("locator") {
        new.set("locator", locator.text_of("locator"));
    }
    record.set("passage", new);
    if quiet_button(ui, "Remove passage", true).clicked() {
        // What is empty is not kept.
        record.set("passage", Json::Object(Vec::new()));
    }
}
