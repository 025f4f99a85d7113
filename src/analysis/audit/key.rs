//! What findings are known by: their kind, and the identifiers of what they are about.

use std::borrow::Cow;

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::disagreement::about;
use super::finding::{Finding, FindingBody};
use super::message::Message;
use crate::analysis::grouping_keys::beginning;
use crate::dossier::{Dossier, FigureIx};

/// The most identifiers in a key.
const MOST_IDS: usize = 16;

/// An identifier in a key.
#[derive(Clone, Copy)]
pub(super) enum Id<'i> {
    /// This one.
    Text(&'i str),
    /// That of a figure, which is looked up only where the key has room for it.
    Figure(FigureIx),
}

// The dossier that is asked for is always the one that was audited.
impl Finding {
    /// What it is known by from one audit to the next: its kind and what it is about.
    #[must_use]
    pub fn key(&self, dossier: &Dossier) -> String {
        format!("{}:{}", self.kind.word(), self.ids(dossier))
    }

    /// What tells it from the others of its kind.
    pub(super) fn ids<'a>(&'a self, dossier: &'a Dossier) -> Cow<'a, str> {
        match (&self.body, self.figures_of_key()) {
            (FindingBody::Fact(_, fact), _) => Cow::Borrowed(&dossier.fact(*fact).id.0),
            (FindingBody::Any(_), Some(figures)) => Cow::Owned(joined(dossier, figures.map(Id::Figure)).into()),
            (FindingBody::Any(detail), None) => Cow::Borrowed(&detail.ids),
        }
    }

    /// How that begins, as a number in the same order: no more is looked up than it has room for.
    pub(super) fn ids_begin(&self, dossier: &Dossier) -> u128 {
        match (&self.body, self.figures_of_key()) {
            (FindingBody::Fact(_, fact), _) => beginning([dossier.fact(*fact).id.0.as_str()]),
            (FindingBody::Any(_), Some(figures)) => beginning(figures.enumerate().flat_map(|(count, figure)| {
                let plus = if count == 0 { "" } else { "+" };
                [plus, &dossier.figure(figure).id]
            })),
            (FindingBody::Any(detail), None) => beginning([detail.ids.as_str()]),
        }
    }

    /// The figures whose identifiers make its key, where its message has them.
    fn figures_of_key(&self) -> Option<impl Iterator<Item = FigureIx>> {
        let FindingBody::Any(detail) = &self.body else { return None };
        let (own, bases) = if let Message::Rivals(rivalry) = &detail.message {
            (about(rivalry), None)
        } else if let Message::Refused(refusal) = &detail.message {
            (refusal.figures.as_slice(), refusal.bases.as_deref())
        } else {
            return None;
        };
        Some(own.iter().chain(bases.into_iter().flat_map(|bases| &bases.figures)).copied())
    }
}

/// Identifiers as they stand in a key; of very many it has the first, and how many there are.
pub(super) fn joined<'a, 'i: 'a>(dossier: &'a Dossier, ids: impl IntoIterator<Item = Id<'i>>) -> SmolStr {
    let mut ids = ids.into_iter();
    let text = |id| match id {
        Id::Text(id) => id,
        Id::Figure(figure) => &dossier.figure(figure).id,
    };
    let first: SmallVec<[&str; MOST_IDS]> = ids.by_ref().take(MOST_IDS).map(text).collect();
    let joined = first.join("+");
    match ids.count() {
        0 => joined.into(),
        more => format!("{joined}+{}", MOST_IDS + more).into(),
    }
}
