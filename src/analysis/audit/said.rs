//! What a finding says. A large audit has a million sentences and nobody reads them all, so that most are made when they
//! are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Finding, FindingKind, arithmetic, disagreement, sourcing, standing};
use crate::analysis::derive::RefusalReason;
use crate::analysis::rivals::Rivalry;
use crate::dossier::Dossier;

/// The words of a finding, or what they are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// They are there already: a sentence, and the arithmetic line by line.
    Made(Box<str>, Option<Box<str>>),
    /// They follow from the kind of finding and its fact.
    OfFact,
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
        match &self.words {
            Words::Made(sentence, _) => Cow::Borrowed(sentence),
            Words::OfFact => Cow::Owned(self.sentence_of_fact(dossier)),
            Words::OfRivals(rivalry) => Cow::Owned(disagreement::sentence(dossier, rivalry)),
            Words::OfRefusal(reason, _) => Cow::Owned(arithmetic::refusal_sentence(dossier, *reason, &self.figures)),
        }
    }

    /// The arithmetic, line by line, where there is any.
    #[must_use]
    pub fn arithmetic(&self, dossier: &Dossier) -> Option<Cow<'_, str>> {
        match &self.words {
            Words::Made(_, arithmetic) | Words::OfRefusal(_, arithmetic) => arithmetic.as_deref().map(Cow::Borrowed),
            Words::OfFact => None,
            Words::OfRivals(rivalry) => {
                let lines = disagreement::arithmetic(dossier, rivalry);
                (!lines.is_empty()).then(|| Cow::Owned(lines.join("\n")))
            }
        }
    }

    fn sentence_of_fact(&self, dossier: &Dossier) -> String {
        let Some(fact) = self.facts.first().map(|fact| dossier.fact(*fact)) else { return String::new() };
        match self.kind {
            FindingKind::Uncited => standing::uncited_sentence(dossier, fact),
            FindingKind::Flagged => standing::flagged_sentence(fact),
            FindingKind::CitationWithoutLocator => sourcing::without_locator_sentence(dossier, fact),
            FindingKind::Contradiction
            | FindingKind::Rivals
            | FindingKind::CheckFailed
            | FindingKind::Circle
            | FindingKind::Stale
            | FindingKind::AmbiguousDirection
            | FindingKind::PeriodNotStated
            | FindingKind::NotDerived
            | FindingKind::SourceNeverCited
            | FindingKind::OneSidedSourcing
            | FindingKind::DerivedValue
            | FindingKind::CheckPassed => String::new(),
        }
    }
}
