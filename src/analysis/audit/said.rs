//! What a finding says. A large audit has a million sentences and nobody reads them all, so that most are made when they
//! are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use super::finding::Matter;
use super::{Finding, FindingKind, arithmetic, disagreement, sourcing, standing};
use crate::analysis::derive::RefusalReason;
use crate::analysis::rivals::Rivalry;
use crate::dossier::{Dossier, Fact};

/// The words of a finding, or what they are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// They are there already: a sentence, and the arithmetic line by line.
    Made(Box<str>, Option<Box<str>>),
    /// They say how figures are rivals.
    OfRivals(Arc<Rivalry>),
    /// They say why nothing is derived from its figures, and the arithmetic that was not done.
    OfRefusal(RefusalReason, Option<Box<str>>),
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
            Matter::Fact(fact) => return Cow::Owned(self.kind.sentence_of(dossier, dossier.fact(*fact))),
            Matter::Any(detail) => detail,
        };
        match &detail.words {
            Words::Made(sentence, _) => Cow::Borrowed(sentence),
            Words::OfRivals(rivalry) => Cow::Owned(disagreement::sentence(dossier, rivalry)),
            Words::OfRefusal(reason, _) => Cow::Owned(arithmetic::refusal_sentence(dossier, *reason, &detail.figures)),
        }
    }

    /// The arithmetic, line by line, where there is any.
    #[must_use]
    pub fn arithmetic(&self, dossier: &Dossier) -> Option<Cow<'_, str>> {
        let Matter::Any(detail) = &self.matter else { return None };
        match &detail.words {
            Words::Made(_, arithmetic) | Words::OfRefusal(_, arithmetic) => arithmetic.as_deref().map(Cow::Borrowed),
            Words::OfRivals(rivalry) => {
                let lines = disagreement::arithmetic(dossier, rivalry);
                (!lines.is_empty()).then(|| Cow::Owned(lines.join("\n")))
            }
        }
    }
}

impl FindingKind {
    /// What a finding of this kind says of a fact from which it follows.
    fn sentence_of(self, dossier: &Dossier, fact: &Fact) -> String {
        match self {
            Self::Uncited => standing::uncited_sentence(dossier, fact),
            Self::Flagged => standing::flagged_sentence(fact),
            Self::CitationWithoutLocator => sourcing::without_locator_sentence(dossier, fact),
            Self::Contradiction
            | Self::Rivals
            | Self::CheckFailed
            | Self::Circle
            | Self::Stale
            | Self::AmbiguousDirection
            | Self::PeriodNotStated
            | Self::NotDerived
            | Self::SourceNeverCited
            | Self::OneSidedSourcing
            | Self::DerivedValue
            | Self::CheckPassed => String::new(),
        }
    }
}
