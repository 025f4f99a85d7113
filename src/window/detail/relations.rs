//! How a fact stands to others, in both directions.

use egui::Ui;

use crate::analysis::DossierIndex;
use crate::app::{Action, OpenFile, SelectAction};
use crate::charts::theme::GAP;
use crate::dossier::{Dossier, FactIx, RelationKind};
use crate::format::date::date_label;

use super::super::parts::{link, section, soft};

/// A relation as seen from one of its two facts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen<'a> {
    kind: RelationKind,
    /// Whether it is the other fact that says so.
    is_reverse: bool,
    other: FactIx,
    /// What this fact says of it.
    note: Option<&'a str>,
    /// What the other fact says of it, where that is not the same: its “here” is there.
    others_note: Option<&'a str>,
}

/// The facts that this one stands in a relation to, as links.
pub(super) fn relations_ui(ui: &mut Ui, file: &OpenFile, ix: FactIx, actions: &mut Vec<Action>) {
    let dossier = &file.dossier;
    let mut heading = "";
    for seen in seen_from(dossier, &file.digest, ix) {
        let words = words(seen.kind, seen.is_reverse);
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

/// The relations of a fact and those that point at it; what both sides say is there once.
fn seen_from<'a>(dossier: &'a Dossier, digest: &DossierIndex, ix: FactIx) -> Vec<Seen<'a>> {
    let own = dossier.fact(ix).relations.iter();
    let mut seen: Vec<Seen<'_>> = own
        .map(|relation| Seen {
            kind: relation.kind,
            is_reverse: false,
            other: relation.fact,
            note: relation.note.as_deref(),
            others_note: None,
        })
        .collect();
    for other in digest.related_to(ix).filter(|other| *other != ix) {
        for relation in dossier.fact(other).relations.iter().filter(|relation| relation.fact == ix) {
            let twin = seen
                .iter_mut()
                .find(|twin| is_symmetrical(relation.kind) && twin.kind == relation.kind && twin.other == other);
            let note = relation.note.as_deref();
            match twin {
                Some(twin) => twin.others_note = note.filter(|note| twin.note != Some(note)),
                None => {
                    seen.push(Seen { kind: relation.kind, is_reverse: true, other, note: None, others_note: note });
                }
            }
        }
    }
    seen.sort_by_key(|relation| (relation.kind, relation.is_reverse));
    seen
}

const fn is_symmetrical(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Contradicts | RelationKind::SeeAlso)
}

/// The heading over relations of a kind, from the side of the one that is looked at.
pub(super) const fn words(kind: RelationKind, is_reverse: bool) -> &'static str {
    match (kind, is_reverse) {
        (RelationKind::Contradicts, false) => "Contradicts",
        (RelationKind::Contradicts, true) => "Is contradicted by",
        (RelationKind::Supports, false) => "Supports",
        (RelationKind::Supports, true) => "Is supported by",
        (RelationKind::Sharpens, false) => "Says more precisely",
        (RelationKind::Sharpens, true) => "Is said more precisely by",
        (RelationKind::Fulfils, false) => "Reports as done",
        (RelationKind::Fulfils, true) => "Is reported as done by",
        (RelationKind::SeeAlso, _) => "See also",
    }
}
