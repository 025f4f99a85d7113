//! Passages in a text, as the W3C Web Annotation Data Model selects them.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::edit::Json;
use crate::import::trade::entry;

/// How much stands before and after the words of a passage, in characters.
const AROUND: usize = 32;

/// Finds code points; places are asked for in the order of the text, so that it is gone through once.
pub(super) struct Anchors<'a> {
    text: &'a str,
    hash: String,
    /// A place, in bytes and in characters: the start of the range that was asked for last.
    last: (usize, usize),
}

impl<'a> Anchors<'a> {
    /// Of a text, which is hashed.
    pub(super) fn of(text: &'a str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let hash = digest.iter().fold("sha256:".to_owned(), |hash, byte| format!("{hash}{byte:02x}"));
        Self { text, hash, last: (0, 0) }
    }

    /// The hash of the text.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// A range in code points.
    pub(super) fn points(&mut self, range: &Range<usize>) -> Range<usize> {
        let (bytes, chars) = if range.start < self.last.0 { (0, 0) } else { self.last };
        let start = chars + self.text[bytes..range.start].chars().count();
        self.last = (range.start, start);
        start..start + self.text[range.clone()].chars().count()
    }

    /// The passage of a fact.
    pub(super) fn passage(&mut self, source: &str, paragraph: usize, range: &Range<usize>) -> Json {
        let points = self.points(range);
        let prefix: String =
            self.text[..range.start].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
        let suffix: String = self.text[range.end..].chars().take(AROUND).collect();
        let mut quote = vec![entry("type", "TextQuoteSelector"), entry("exact", &self.text[range.clone()])];
        quote.extend(
            Some(prefix).filter(|prefix| !prefix.trim().is_empty()).map(|prefix| entry("prefix", prefix.as_str())),
        );
        quote.extend(
            Some(suffix).filter(|suffix| !suffix.trim().is_empty()).map(|suffix| entry("suffix", suffix.as_str())),
        );
        let number = |point: usize| Json::Number(point.to_string().into());
        let position =
            [entry("type", "TextPositionSelector"), ("start", number(points.start)), ("end", number(points.end))];
        Json::object([
            entry("source", source),
            entry("locator", format!("paragraph {paragraph}").as_str()),
            ("selector", Json::List(vec![Json::object(quote), Json::object(position)])),
            entry("text", self.hash.as_str()),
        ])
    }
}
