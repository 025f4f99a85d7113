//! Editors' doubts, in Wikipedia's own inline vocabulary.

use smol_str::SmolStr;

use super::Date;

/// An editor's doubt about a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Which doubt.
    pub kind: FlagKind,
    /// What part of the fact it concerns, where not all of it.
    pub scope: Option<SmolStr>,
    /// Since when it has stood there.
    pub since: Option<Date>,
    /// Why, in the editor's words.
    pub reason: Option<SmolStr>,
}

/// The doubts that have a word of their own; any other is kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlagKind {
    /// `needs-update`
    NeedsUpdate,
    /// `dubious`
    Dubious,
    /// `unbalanced-opinion`
    UnbalancedOpinion,
    /// `citation-needed`
    CitationNeeded,
    /// `ambiguous`
    Ambiguous,
    /// `clarification-needed`
    ClarificationNeeded,
    /// `when`
    When,
    /// `who`
    Who,
    /// `failed-verification`
    FailedVerification,
    /// `unreliable-source`
    UnreliableSource,
    /// `disputed`
    Disputed,
    /// Any other, as the file has it.
    Other(SmolStr),
}

/// The known kinds: the word in the file, the label for people, what it means.
const KNOWN: [(FlagKind, &str, &str, &str); 11] = [
    (FlagKind::NeedsUpdate, "needs-update", "Needs update", "What it says may have been overtaken by later events."),
    (FlagKind::Dubious, "dubious", "Dubious", "An editor doubts that it is so, although it is cited."),
    (
        FlagKind::UnbalancedOpinion,
        "unbalanced-opinion",
        "Unbalanced opinion",
        "It gives one view of a matter on which there are others.",
    ),
    (FlagKind::CitationNeeded, "citation-needed", "Citation needed", "An editor asks for a source."),
    (FlagKind::Ambiguous, "ambiguous", "Ambiguous", "It can be read in more than one way."),
    (
        FlagKind::ClarificationNeeded,
        "clarification-needed",
        "Clarification needed",
        "It is not clear what exactly is meant.",
    ),
    (FlagKind::When, "when", "When?", "It does not say when, or of what period it speaks."),
    (FlagKind::Who, "who", "Who?", "It does not say who says or did so."),
    (
        FlagKind::FailedVerification,
        "failed-verification",
        "Failed verification",
        "The source cited was looked at and does not say so.",
    ),
    (
        FlagKind::UnreliableSource,
        "unreliable-source",
        "Unreliable source",
        "The source cited may not be fit to support it.",
    ),
    (FlagKind::Disputed, "disputed", "Disputed", "Sources disagree."),
];

impl FlagKind {
    /// Reads the word of the file; one that is not known is kept verbatim.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        let known = KNOWN.iter().find(|(_, known, ..)| *known == word);
        known.map_or_else(|| Self::Other(word.into()), |(kind, ..)| kind.clone())
    }

    /// The words whose meaning is known.
    pub fn known_words() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|row| row.1)
    }

    /// The word in the file.
    #[must_use]
    pub fn word(&self) -> &str {
        self.row().map_or_else(|| self.verbatim(), |row| row.1)
    }

    /// The label for people.
    #[must_use]
    pub fn label(&self) -> &str {
        self.row().map_or_else(|| self.verbatim(), |row| row.2)
    }

    /// What the doubt means, in a sentence.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.row().map_or("A doubt in the editor’s own words.", |row| row.3)
    }

    /// Whether the word is one that this program knows the meaning of.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Other(_))
    }

    fn row(&self) -> Option<&'static (Self, &'static str, &'static str, &'static str)> {
        KNOWN.iter().find(|row| row.0 == *self)
    }

    fn verbatim(&self) -> &str {
        if let Self::Other(word) = self { word } else { "" }
    }
}
