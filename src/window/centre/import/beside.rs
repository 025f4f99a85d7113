//! A proposed record beside the one that is there: field by field, with what comes of them.

use egui::Ui;

use super::super::super::field_words::field_words;
use super::super::super::parts::{section, small, soft};
use super::super::super::three_columns::{Column, Heads, Row, heads_ui, row_ui};
use crate::app::{Action, ImportAction};
use crate::edit::Json;
use crate::import::{Already, ComparedField, Proposal};

/// What the columns are called.
const HEADS: Heads = Heads { left: "In the dossier", middle: "In the file", result: "Result" };

/// What is there, what is new, and what comes of them; a click on either chooses it for its field.
pub(super) fn beside_ui(ui: &mut Ui, item: &Proposal, actions: &mut Vec<Action>) {
    let Some((at, there)) = item.beside() else { return };
    if let Already::Alike { by, .. } = &item.already {
        small(ui, format!("The dossier has a source with {}: {}.", by.name(), at.id().unwrap_or_default()));
    }
    let fields = item.fields();
    if fields.is_empty() {
        small(ui, "The file says nothing that is not there.");
    } else {
        section(ui, "Where the two differ");
        heads_ui(ui, HEADS);
    }
    let is_both = item.keeps_both();
    let taken = |field: &ComparedField| field.is_taken == Some(true);
    for (place, field) in fields.iter().enumerate() {
        let key = field.path.last().map_or("", |key| key.as_str());
        let row = Row {
            name: field.path.join(" ").replace(['-', '_'], " "),
            before: None,
            left: field.there.as_ref().map(|value| field_words(key, value)),
            middle: Some(field_words(key, &field.new)),
            chosen: field.is_taken.map(|is_new| if is_new { Column::Middle } else { Column::Left }),
            instead: is_both.then_some("both are kept"),
        };
        let id = ui.scope_id().with(("beside", item.key.as_str(), place));
        if let Some(column) = row_ui(ui, id, HEADS, &row).filter(|_| !item.is_settled) {
            // The others stay as they are chosen; what nobody has chosen yet stays as it is there.
            let others = fields.iter().filter(|other| other.path != field.path && taken(other));
            let wanted = others.chain((column == Column::Middle).then_some(field));
            let paths = wanted.map(|field| field.path.clone()).collect();
            actions.push(Action::Import(ImportAction::TakeFields(paths)));
        }
    }
    kept_ui(ui, there, &fields);
}

/// What is said of the source that is there and does not change whatever is chosen.
fn kept_ui(ui: &mut Ui, there: &Json, fields: &[ComparedField]) {
    let differs = |key: &str| fields.iter().any(|field| field.path.first().is_some_and(|first| first == key));
    let kept = there.entries().iter().filter(|(key, _)| !matches!(key.as_str(), "id" | "origin") && !differs(key));
    let names: Vec<String> = kept.map(|(key, _)| key.replace(['-', '_'], " ")).collect();
    if !names.is_empty() {
        soft(ui, format!("As it is there, whatever is chosen: {}.", names.join(", ")));
    }
}
