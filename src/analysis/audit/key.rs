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

impl<'i> Id<'i> {
    fn text<'a>(self, dossier: &'a Dossier) -> &'a str
    where
        'i: 'a,
    {
        match self {
            Self::Text(id) => id,
            Self::Figure(figure) => &dossier.figure(figure).id,
        }
    }
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
        match (&self.body, self.ids_of_message()) {
            (FindingBody::Fact(_, fact), _) => Cow::Borrowed(&dossier.fact(*fact).id.0),
            (FindingBody::Any(_), Some(ids)) => Cow::Owned(joined(dossier, ids).into()),
            (FindingBody::Any(detail), None) => Cow::Borrowed(&detail.ids),
        }
    }

    /// How that begins, as a number in the same order: no more is looked up than it has room for.
    pub(super) fn ids_begin(&self, dossier: &Dossier) -> u128 {
        match (&self.body, self.ids_of_message()) {
            (FindingBody::Fact(_, fact), _) => beginning([dossier.fact(*fact).id.0.as_str()]),
            (FindingBody::Any(_), Some(ids)) => beginning(ids.enumerate().flat_map(|(count, id)| {
                let plus = if count == 0 { "" } else { "+" };
                [plus, id.text(dossier)]
            })),
            (FindingBody::Any(detail), None) => beginning([detail.ids.as_str()]),
        }
    }

    /// What makes its key, where its message has it. Two derivations may be refused for the same figures, as the part of a whole
    /// that is also a later value: what would have been derived tells them apart. For what follows from a change nothing is said: that
    /// is what nearly all of them are, and reviews know them so.
    fn ids_of_message(&self) -> Option<impl Iterator<Item = Id<'_>>> {
        let FindingBody::Any(detail) = &self.body else { return None };
        let (own, bases, wanted) = if let Message::Rivals(rivalry) = &detail.message {
            (about(rivalry), None, None)
        } else if let Message::Refused(refusal) = &detail.message {
            let wanted = Some(refusal.wanted).filter(|wanted| !wanted.is_of_change());
            (refusal.figures.as_slice(), refusal.bases.as_deref(), wanted)
        } else {
            return None;
        };
        let figures = own.iter().chain(bases.into_iter().flat_map(|bases| &bases.figures));
        Some(figures.copied().map(Id::Figure).chain(wanted.map(|wanted| Id::Text(wanted.word()))))
    }
}

/// Identifiers as they stand in a key; of very many it has the first, and how many there are.
pub(super) fn joined<'a, 'i: 'a>(dossier: &'a Dossier, ids: impl IntoIterator<Item = Id<'i>>) -> SmolStr {
    let mut ids = ids.into_iter();
    let first: SmallVec<[&str; MOST_IDS]> = ids.by_ref().take(MOST_IDS).map(|id| id.text(dossier)).collect();
    let joined = first.join("+");
    match ids.count() {
        0 => joined.into(),
        more => format!("{joined}+{}", MOST_IDS + more).into(),
    }
}
