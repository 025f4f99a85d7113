//! How a fact stands to others, in both directions.

use egui::Ui;

use crate::analysis::relations_of;
use crate::app::{Action, OpenFile, SelectAction};
use crate::charts::theme::GAP;
use crate::dossier::FactIx;
use crate::format::date::date_label;
use crate::format::fact::relation_words;

use super::super::parts::{link, section, soft};

/// The facts that this one stands in a relation to, as links.
pub(super) fn relations_ui(ui: &mut Ui, file: &OpenFile, ix: FactIx, actions: &mut Vec<Action>) {
    let dossier = &file.dossier;
    let mut heading = "";
    for seen in relations_of(dossier, &file.digest, ix) {
        let words = relation_words(seen.kind, seen.is_reverse);
        if words == heading {
            ui.add_space(GAP * 0.25);
        } else {
            section(ui, words);
            heading = words;
        }
        let other = dossier.fact(seen.other);
        let date = other.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
        if link(ui, format!("{date} · {}", other.title)).clicked() {
            actions.push(Action::Select(SelectAction::Fact(other.id.clone())));
        }
        if let Some(note) = seen.note {
            soft(ui, note);
        }
        if let Some(note) = seen.others_note {
            soft(ui, format!("As the other fact says: {note}"));
        }
    }
}
