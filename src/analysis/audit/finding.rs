//! Findings and their kinds.

use std::slice;
use std::sync::Arc;
use strum::VariantArray;

use smol_str::SmolStr;

use super::message::Message;
use super::sourcing;
use crate::analysis::derive::{Bases, DerivationIx};
use crate::dossier::{Dossier, FactIx, FigureIx, SourceIx};

/// One thing that the audit has to say.
///
/// A large dossier has a million of them, nearly all about one fact, so that nothing is kept here that the fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub kind: FindingKind,
    /// Who has to do something about it, if anybody.
    pub severity: Severity,
    pub(super) body: FindingBody,
}

/// What a finding is about, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FindingBody {
    /// One fact, from which all else follows.
    Fact(SingleFact, FactIx),
    /// Anything.
    Any(Box<Detail>),
}

/// What is found of a fact alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SingleFact {
    /// It cites no source.
    Uncited,
    /// An editor has marked it with a doubt.
    Flagged,
    /// It cites a source without a place in it.
    WithoutLocator,
    /// An editor has marked it as giving one view only.
    OneView,
    /// It was imported, and nobody has read it.
    Unread,
    /// The text that its passage stands in has changed.
    Orphaned,
}

impl SingleFact {
    /// The finding that it makes.
    pub(super) const fn finding(self, fact: FactIx) -> Finding {
        let (kind, severity) = match self {
            Self::Uncited => (FindingKind::Uncited, Severity::NeedsPerson),
            Self::Flagged => (FindingKind::Flagged, Severity::NeedsPerson),
            Self::WithoutLocator => (FindingKind::CitationWithoutLocator, Severity::Note),
            Self::OneView => (FindingKind::OneSidedSourcing, Severity::Note),
            Self::Unread => (FindingKind::AcceptedUnread, Severity::NeedsPerson),
            Self::Orphaned => (FindingKind::Orphaned, Severity::NeedsPerson),
        };
        Finding { kind, severity, body: FindingBody::Fact(self, fact) }
    }
}

/// What a finding is about, and what it says, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Detail {
    /// The identifiers of what it is about, where the message does not have them: they tell it from the others of its kind.
    pub(super) ids: SmolStr,
    /// Without those that the message has.
    pub(super) facts: Box<[FactIx]>,
    /// Without those that the message has.
    pub(super) figures: Box<[FigureIx]>,
    pub(super) sources: Box<[SourceIx]>,
    pub(super) message: Message,
    pub(super) derivation: Option<DerivationIx>,
}

// The dossier that is asked for is always the one that was audited.
impl Finding {
    /// The facts concerned, each once.
    pub fn facts(&self) -> impl Iterator<Item = FactIx> {
        let (own, shared) = (self.own_facts(), self.bases().map_or(&[][..], |bases| &bases.facts));
        own.iter().chain(shared.iter().filter(|fact| !own.contains(fact))).copied()
    }

    /// Those of the facts that are not the bases'.
    pub(super) fn own_facts(&self) -> &[FactIx] {
        match &self.body {
            FindingBody::Fact(_, fact) => slice::from_ref(fact),
            FindingBody::Any(detail) => &detail.facts,
        }
    }

    /// The figures concerned, each once.
    pub fn figures(&self) -> impl Iterator<Item = FigureIx> {
        let (own, shared) = (self.own_figures(), self.bases().map_or(&[][..], |bases| &bases.figures));
        own.iter().chain(shared.iter().filter(|figure| !own.contains(figure))).copied()
    }

    fn own_figures(&self) -> &[FigureIx] {
        match &self.body {
            FindingBody::Fact(..) => &[],
            FindingBody::Any(detail) => {
                if let Message::Rivals(rivalry) = &detail.message {
                    &rivalry.figures
                } else {
                    &detail.figures
                }
            }
        }
    }

    /// The figures of which none could be chosen; many findings share them.
    pub(super) fn bases(&self) -> Option<&Arc<Bases>> {
        let FindingBody::Any(detail) = &self.body else { return None };
        if let Message::Refused(refusal) = &detail.message { refusal.bases.as_ref() } else { None }
    }

    /// The sources concerned.
    #[must_use]
    pub fn sources(&self, dossier: &Dossier) -> Vec<SourceIx> {
        match &self.body {
            FindingBody::Fact(SingleFact::WithoutLocator, fact) => sourcing::bare(dossier.fact(*fact)).collect(),
            FindingBody::Fact(SingleFact::OneView, fact) => {
                dossier.fact(*fact).citations.iter().map(|citation| citation.source).collect()
            }
            FindingBody::Fact(SingleFact::Uncited | SingleFact::Flagged | SingleFact::Unread, _) => Vec::new(),
            FindingBody::Fact(SingleFact::Orphaned, fact) => {
                dossier.fact(*fact).passage.iter().map(|passage| passage.source).collect()
            }
            FindingBody::Any(detail) => detail.sources.to_vec(),
        }
    }

    /// The derivation whose trace shows where it comes from.
    #[must_use]
    pub fn derivation(&self) -> Option<DerivationIx> {
        match &self.body {
            FindingBody::Fact(..) => None,
            FindingBody::Any(detail) => detail.derivation,
        }
    }
}

/// How much a finding asks of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Severity {
    /// Only a person can settle it.
    NeedsPerson,
    /// Worth knowing.
    Note,
    /// As it should be.
    Fine,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum FindingKind {
    /// The dossier itself says that two facts contradict each other.
    Contradiction,
    /// Figures for the same thing do not agree.
    Rivals,
    /// Arithmetic does not bear out what is stated.
    CheckFailed,
    /// Commodities are together more than their stated total.
    PartsExceedTotal,
    /// Figures are tied to each other in a circle with no number in it.
    Circle,
    /// A fact cites no source.
    Uncited,
    /// An editor has marked a fact with a doubt.
    Flagged,
    /// A fact was imported by an option, and nobody has read it.
    AcceptedUnread,
    /// The text that a passage points into has changed since.
    Orphaned,
    /// A fact may have been overtaken.
    Stale,
    /// It is not clear which way goods went.
    AmbiguousDirection,
    /// A figure does not say what time it is about.
    PeriodNotStated,
    /// Figures are tied to each other, and yet nothing follows.
    NotDerived,
    /// A source that no fact cites.
    SourceNeverCited,
    /// A citation that gives no place in its source.
    CitationWithoutLocator,
    /// How citations are spread over publishers, languages and countries.
    OneSidedSourcing,
    /// A value that follows from others.
    DerivedValue,
    /// Arithmetic bears out what is stated.
    CheckPassed,
}

impl FindingKind {
    /// All kinds, in the order of the panel.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word for files and filters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Rivals => "rivals",
            Self::CheckFailed => "check-failed",
            Self::PartsExceedTotal => "parts-exceed-total",
            Self::Circle => "circle",
            Self::Uncited => "uncited-fact",
            Self::Flagged => "flagged-fact",
            Self::AcceptedUnread => "accepted-unread",
            Self::Orphaned => "orphaned-passage",
            Self::Stale => "stale-fact",
            Self::AmbiguousDirection => "ambiguous-direction",
            Self::PeriodNotStated => "period-not-stated",
            Self::NotDerived => "not-derived",
            Self::SourceNeverCited => "source-never-cited",
            Self::CitationWithoutLocator => "citation-without-locator",
            Self::OneSidedSourcing => "one-sided-sourcing",
            Self::DerivedValue => "derived-value",
            Self::CheckPassed => "check-passed",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contradiction => "Contradiction",
            Self::Rivals => "Conflicting values",
            Self::CheckFailed => "Check failed",
            Self::PartsExceedTotal => "Parts exceed the total",
            Self::Circle => "Circular figures",
            Self::Uncited => "Uncited fact",
            Self::Flagged => "Flagged fact",
            Self::AcceptedUnread => "Imported unread",
            Self::Orphaned => "Passage orphaned",
            Self::Stale => "May be outdated",
            Self::AmbiguousDirection => "Direction unclear",
            Self::PeriodNotStated => "Period not stated",
            Self::NotDerived => "Not calculated",
            Self::SourceNeverCited => "Source never cited",
            Self::CitationWithoutLocator => "No page or section given",
            Self::OneSidedSourcing => "Source diversity",
            Self::DerivedValue => "Derived value",
            Self::CheckPassed => "Check passed",
        }
    }
}

impl Severity {
    /// All of them, the most pressing first.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word for files and filters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeedsPerson => "needs-person",
            Self::Note => "note",
            Self::Fine => "fine",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NeedsPerson => "To review",
            Self::Note => "Info",
            Self::Fine => "Passed",
        }
    }
}
