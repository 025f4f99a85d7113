//! Facts: checkable statements with their citations, doubts, figures and relations.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::figure::words;
use super::{Date, Figure, Flag, Origin, SourceIx, ThemeIx};

/// Which fact of the dossier, by position in [`Dossier::facts`](super::Dossier::facts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub usize);

/// A fact's identifier, which stays the same when the file changes around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactId(pub SmolStr);

impl From<&str> for FactId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One checkable statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its identifier.
    pub id: FactId,
    /// When it was so; `None` where the source did not say.
    pub date: Option<Date>,
    /// The lane it stands in.
    pub theme: ThemeIx,
    /// A short label.
    pub title: Box<str>,
    /// The fact itself, in full sentences.
    pub statement: Box<str>,
    /// Context that is no part of the fact.
    pub note: Option<Box<str>>,
    /// Where in the text that the dossier was made from it stands.
    pub passage: Option<Passage>,
    /// Who says so.
    pub citations: Box<[Citation]>,
    /// Editors' doubts.
    pub flags: Box<[Flag]>,
    /// The numbers in it.
    pub figures: Box<[Figure]>,
    /// How it stands to other facts.
    pub relations: Box<[Relation]>,
    /// Which import it came from, where it was not written by hand.
    pub origin: Option<Box<Origin>>,
}

impl Fact {
    /// Whether no source is cited for it.
    #[must_use]
    pub const fn is_uncited(&self) -> bool {
        self.citations.is_empty()
    }
}

/// A pointer to a source, and to the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceIx,
    /// The place in it: a page, a paragraph.
    pub locator: Option<SmolStr>,
    /// For what part of the fact it speaks, where not for all of it.
    pub note: Option<SmolStr>,
}

/// Where a fact stands in the text that the dossier was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// That text.
    pub source: SourceIx,
    /// The place in it.
    pub locator: Option<SmolStr>,
    /// The words in it, where they are anchored to the character.
    pub anchor: Option<Box<Anchor>>,
}

/// The words of a passage in its text, as the W3C Web Annotation Data Model selects them.
///
/// A text that has changed since has another hash: its passages are orphaned, and none is moved to words that are like it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The words (`TextQuoteSelector`).
    pub exact: Option<SmolStr>,
    /// What stands before them.
    pub prefix: Option<SmolStr>,
    /// What stands after them.
    pub suffix: Option<SmolStr>,
    /// Where they stand (`TextPositionSelector`), in Unicode code points: the first, and the one after the last.
    pub position: Option<(u64, u64)>,
    /// The hash of the text, `sha256:…`.
    pub text: Option<SmolStr>,
}

/// How one fact stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// The other fact.
    pub fact: FactIx,
    /// In what, in a sentence.
    pub note: Option<SmolStr>,
}

/// The ways in which a fact can stand to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// Both cannot be so.
    Contradicts,
    /// It speaks for the other.
    Supports,
    /// It says the same more precisely.
    Sharpens,
    /// It reports as done what the other announces.
    Fulfils,
    /// It is worth reading together with the other.
    SeeAlso,
}

words!(RelationKind {
    Contradicts => "contradicts",
    Supports => "supports",
    Sharpens => "sharpens",
    Fulfils => "fulfils",
    SeeAlso => "see-also",
});
