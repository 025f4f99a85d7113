//! Imports: which files facts came from, how they were read, and what a person decided.

use smol_str::SmolStr;

use super::Csl;
use super::figure::words;

/// A file that facts came from, how it was read, and what was decided of each proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    /// Its identifier, which the facts that came so name.
    pub id: SmolStr,
    /// What the file was read as, such as `comtrade`.
    pub kind: SmolStr,
    /// What the file was called.
    pub file: SmolStr,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: SmolStr,
    /// How many bytes it had.
    pub bytes: u64,
    /// The day of the import, in EDTF, where it is known.
    pub date: Option<SmolStr>,
    /// The version of the program that read it.
    pub program: Option<SmolStr>,
    /// All that is needed to read it again.
    pub recipe: Csl,
    /// What was decided, in the order of the file.
    pub decisions: Box<[ImportDecision]>,
}

impl ImportRecord {
    /// The hash of the text that was read, `sha256:…`, where passages point into one.
    #[must_use]
    pub fn text_hash(&self) -> Option<&str> {
        self.recipe.get("text")?.as_str()
    }
}

/// What was decided of one proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDecision {
    /// What the proposal was about: the same when its row says something else later.
    pub proposal: SmolStr,
    /// Stands for what was proposed; where that has changed, the question comes back.
    pub fingerprint: SmolStr,
    /// What was decided.
    pub decision: ImportVerdict,
}

/// The ways in which a proposal can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportVerdict {
    /// Somebody read it and took it.
    Accepted,
    /// Somebody took something else in its place.
    Changed,
    /// An option took it, and nobody has read it.
    Unread,
    /// It was not taken.
    Dropped,
}

/// Where a fact came from, if it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The identifier of the import.
    pub import: SmolStr,
    /// The name of the rule that proposed it.
    pub rule: SmolStr,
    /// How it was taken.
    pub verdict: ImportVerdict,
}

words!(ImportVerdict {
    Accepted => "accepted",
    Changed => "changed",
    Unread => "unread",
    Dropped => "dropped",
});
