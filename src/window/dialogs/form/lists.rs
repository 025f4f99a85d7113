//! Doubts, and how a fact stands to others.

use egui::Ui;

use super::super::super::parts::{quiet_button, section};
use super::fields::{Fields, choice_ui, kept_ui, row_ui, text_ui};
use crate::app::RecordForm;
use crate::dossier::{FlagKind, RelationKind};
use crate::edit::Json;

/// So many facts are offered in a list; where there are more, the identifier is typed.
const MOST_OFFERED: usize = 400;

/// The doubts to choose from, each with what it is called.
pub(super) fn flag_kinds() -> Vec<(String, String)> {
    FlagKind::known_words().map(|word| (word.to_owned(), FlagKind::from_word(word).label().to_owned())).collect()
}

pub(super) fn flags_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json) {
    section(ui, "Flags");
    let kinds = flag_kinds();
    let count = record.get("flags").map_or(0, |list| list.items().len());
    let mut removed = None;
    for place in 0..count {
        let path = format!("flags[{place}]");
        let Some(flag) = record.list_mut("flags").and_then(|list| list.get_mut(place)) else { break };
        let (mut kind, mut scope) = (flag.clone(), flag.clone());
        row_ui(
            ui,
            [&mut |ui| choice_ui(ui, fields, &mut kind, &path, "kind", "Doubt", &kinds, false), &mut |ui| {
                text_ui(ui, fields, &mut scope, &path, "scope", "Affects", "the day; empty for all of it", 1);
            }],
        );
        for (key, cell) in [("kind", &kind), ("scope", &scope)] {
            if cell.text_of(key) != flag.text_of(key) {
                flag.set(key, cell.text_of(key));
            }
        }
        text_ui(ui, fields, flag, &path, "reason", "Reason", "Why, in your words; may be empty", 1);
        kept_ui(ui, flag, &["kind", "scope", "reason"]);
        if quiet_button(ui, &format!("Remove flag {}", place + 1), true).clicked() {
            removed = Some(place);
        }
    }
    if let Some(place) = removed
        && let Some(list) = record.list_mut("flags")
    {
        list.remove(place);
    }
    if quiet_button(ui, "Add flag", true).clicked()
        && let Some(list) = record.list_mut("flags")
    {
        list.push(Json::object([("kind", Json::from("dubious"))]));
    }
}

pub(super) fn relations_ui(ui: &mut Ui, fields: &Fields<'_>, form: &mut RecordForm) {
    section(ui, "Relations");
    let kinds: Vec<(String, String)> =
        RelationKind::WORDS.iter().map(|word| ((*word).to_owned(), word.replace('-', " "))).collect();
    let own = form.own_id().map(str::to_owned);
    let facts = fields.state.dossier().facts();
    let others: Vec<(String, String)> = if facts.len() > MOST_OFFERED {
        Vec::new()
    } else {
        let others = facts.iter().filter(|fact| Some(fact.id.0.as_str()) != own.as_deref());
        others.map(|fact| (fact.id.0.to_string(), fact.title.to_string())).collect()
    };
    let record = &mut form.record;
    let count = record.get("relations").map_or(0, |list| list.items().len());
    let mut removed = None;
    for place in 0..count {
        let path = format!("relations[{place}]");
        let Some(relation) = record.list_mut("relations").and_then(|list| list.get_mut(place)) else { break };
        let (mut kind, mut fact) = (relation.clone(), relation.clone());
        row_ui(
            ui,
            [&mut |ui| choice_ui(ui, fields, &mut kind, &path, "kind", "This fact", &kinds, false), &mut |ui| {
                if others.is_empty() {
                    text_ui(ui, fields, &mut fact, &path, "fact", "Other fact", "Its identifier", 1);
                } else {
                    choice_ui(ui, fields, &mut fact, &path, "fact", "Other fact", &others, false);
                }
            }],
        );
        for (key, cell) in [("kind", &kind), ("fact", &fact)] {
            if cell.text_of(key) != relation.text_of(key) {
                relation.set(key, cell.text_of(key));
            }
        }
        text_ui(ui, fields, relation, &path, "note", "In what", "In a sentence; may be empty", 1);
        if quiet_button(ui, &format!("Remove relation {}", place + 1), true).clicked() {
            removed = Some(place);
        }
    }
    if let Some(place) = removed
        && let Some(list) = record.list_mut("relations")
    {
        list.remove(place);
    }
    let first = others.first().map_or("", |(id, _)| id);
    if quiet_button(ui, "Add relation", !facts.is_empty()).clicked()
        && let Some(list) = record.list_mut("relations")
    {
        list.push(Json::object([("kind", Json::from("contradicts")), ("fact", first.into())]));
    }
}
