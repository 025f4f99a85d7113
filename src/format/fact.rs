//! Doubts and relations of a fact in words.

use std::fmt::Write as _;

use super::date::date_text;
use crate::dossier::{Date, Fact, Flag, RelationKind};

/// What is said of a fact that cites nobody.
pub const UNCITED: &str = "No source is cited for this.";

/// What is said of a fact without a date.
pub const UNDATED: &str = "No date stated";

/// The date of a fact in words, with its EDTF text where that says it otherwise.
#[must_use]
pub fn date_line(fact: &Fact) -> String {
    let Some(date) = &fact.date else { return UNDATED.to_owned() };
    let words = date_text(date);
    if words == date.text() { words } else { format!("{words} ({})", date.text()) }
}

/// Since when a flag has stood there.
#[must_use]
pub fn since_words(since: &Date) -> String {
    format!("since {}", date_text(since))
}

/// What a flag means, and what the editor says of it: part of the fact, reason, since when.
#[must_use]
pub fn flag_words(flag: &Flag) -> String {
    let mut words = flag.kind.meaning().to_owned();
    if let Some(scope) = &flag.scope {
        // Writing to a string cannot fail.
        let _ = write!(words, " Affects: {scope}.");
    }
    if let Some(reason) = &flag.reason {
        words.push(' ');
        words.push_str(reason);
    }
    if let Some(since) = &flag.since {
        let _ = write!(words, " Marked {}.", since_words(since));
    }
    words
}

/// What stands over relations of a kind, from the side of the one that is looked at.
#[must_use]
pub const fn relation_words(kind: RelationKind, is_reverse: bool) -> &'static str {
    match (kind, is_reverse) {
        (RelationKind::Contradicts, false) => "Contradicts",
        (RelationKind::Contradicts, true) => "Is contradicted by",
        (RelationKind::Supports, false) => "Supports",
        (RelationKind::Supports, true) => "Is supported by",
        (RelationKind::Sharpens, false) => "Says more precisely",
        (RelationKind::Sharpens, true) => "Is said more precisely by",
        (RelationKind::Fulfils, false) => "Reports as done",
        (RelationKind::Fulfils, true) => "Is reported as done by",
        (RelationKind::SeeAlso, _) => "See also",
    }
}
