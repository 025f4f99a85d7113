//! How facts stand to each other, seen from one of them.

use super::index::DossierIndex;
use crate::dossier::{Dossier, FactIx, RelationKind};

/// A relation as seen from one of its two facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenRelation<'a> {
    /// How, from the side of the fact that says so.
    pub kind: RelationKind,
    /// Whether it is the other fact that says so.
    pub is_reverse: bool,
    /// The other fact.
    pub other: FactIx,
    /// What this fact says of it.
    pub note: Option<&'a str>,
    /// What the other fact says of it, where that is not the same: its “here” is there.
    pub others_note: Option<&'a str>,
}

/// The relations of a fact and those that point at it; what both sides say is there once.
#[must_use]
pub fn relations_of<'a>(dossier: &'a Dossier, digest: &DossierIndex, ix: FactIx) -> Vec<SeenRelation<'a>> {
    let own = dossier.fact(ix).relations.iter();
    let mut seen: Vec<SeenRelation<'_>> = own
        .map(|relation| SeenRelation {
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
                    seen.push(SeenRelation {
                        kind: relation.kind,
                        is_reverse: true,
                        other,
                        note: None,
                        others_note: note,
                    });
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
