//! What a finding says. A large audit has a million sentences and nobody reads them all, so that most are made when they
//! are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use smol_str::SmolStr;

use super::finding::Matter;
use super::{Finding, arithmetic, disagreement};
use crate::analysis::derive::{Check, Derivation, Refusal};
use crate::analysis::rivals::Rivalry;
use crate::dossier::{Dossier, FigureIx};

/// The words of a finding, or what they are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// They are there already: a sentence, and the arithmetic line by line.
    Made(Box<str>, Option<Box<str>>),
    /// They say that its two facts contradict each other, and in what, where the dossier says so.
    OfContradiction(Option<SmolStr>),
    /// They say how figures are rivals.
    OfRivals(Arc<Rivalry>),
    /// They say how a value follows from others.
    OfDerivation(Arc<Derivation>),
    /// They say how a check came out.
    OfCheck(Arc<Check>),
    /// They say why nothing is derived from its figures.
    OfRefusal(Arc<Refusal>),
}

impl Words {
    /// A sentence that is there already.
    pub(super) fn said(sentence: String) -> Self {
        Self::Made(sentence.into(), None)
    }

    /// The same with its arithmetic.
    pub(super) fn computed(sentence: String, arithmetic: String) -> Self {
        Self::Made(sentence.into(), Some(arithmetic.into()))
    }
}

impl Finding {
    /// The finding in plain words; the dossier is the one that was audited.
    #[must_use]
    pub fn sentence(&self, dossier: &Dossier) -> Cow<'_, str> {
        let detail = match &self.matter {
            Matter::Fact(found, fact) => return Cow::Owned(found.sentence(dossier, dossier.fact(*fact))),
            Matter::Any(detail) => detail,
        };
        match &detail.words {
            Words::Made(sentence, _) => Cow::Borrowed(sentence),
            Words::OfContradiction(note) => {
                Cow::Owned(disagreement::contradiction(dossier, &detail.facts, note.as_deref()))
            }
            Words::OfRivals(rivalry) => Cow::Owned(disagreement::sentence(dossier, rivalry)),
            Words::OfDerivation(derivation) => Cow::Owned(arithmetic::derived_sentence(dossier, derivation)),
            Words::OfCheck(check) => Cow::Owned(arithmetic::check_sentence(dossier, check)),
            Words::OfRefusal(refusal) => {
                let figures: Vec<FigureIx> = self.figures().collect();
                Cow::Owned(arithmetic::refusal_sentence(dossier, refusal.reason, &figures))
            }
        }
    }

    /// The arithmetic, line by line, where there is any.
    #[must_use]
    pub fn arithmetic(&self, dossier: &Dossier) -> Option<Cow<'_, str>> {
        let Matter::Any(detail) = &self.matter else { return None };
        match &detail.words {
            Words::Made(_, arithmetic) => arithmetic.as_deref().map(Cow::Borrowed),
            Words::OfRefusal(refusal) => refusal.formula.as_deref().map(Cow::Borrowed),
            Words::OfContradiction(_) => None,
            Words::OfDerivation(derivation) => Some(Cow::Owned(arithmetic::derived_line(derivation))),
            Words::OfCheck(check) => Some(Cow::Owned(arithmetic::check_line(check))),
            Words::OfRivals(rivalry) => {
                let lines = disagreement::arithmetic(dossier, rivalry);
                (!lines.is_empty()).then(|| Cow::Owned(lines.join("\n")))
            }
        }
    }
}
