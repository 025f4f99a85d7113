//! Dates, lengths of time and words that only their writer can date.

mod anchor;
mod grammar;
mod korean;
mod lengths;
mod mention;
mod numeric;
mod ranges;
mod steps;

pub use mention::{Bound, DateMention, Length, Point, Rule, Standing, TimeMention};

use super::Language;
use super::token::Window;
pub(super) use anchor::Running;
use grammar::Grammar;

/// The times of a window.
pub(super) fn read(window: &Window, language: Language, running: &mut Running, found: &mut Vec<TimeMention>) {
    if is_heading(window.text) {
        running.reset();
    }
    let mut grammar = Grammar { window, language, running };
    let mut at = 0;
    while at < window.tokens.len() {
        let (mention, next) = grammar.time(at);
        found.extend(mention);
        at = next.max(at + 1);
    }
}

/// Whether a line is a heading: marked as one, or short, without an end and without the mark of a list.
pub(in crate::import) fn is_heading(line: &str) -> bool {
    const MAX_BYTES: usize = 90;
    let line = line.trim();
    if line.starts_with('#') || line.starts_with("==") {
        return true;
    }
    let is_listed =
        line.starts_with(['-', '*', '•', '|', '[', '^', '>']) || line.starts_with(|first: char| first.is_ascii_digit());
    !line.is_empty()
        && line.len() <= MAX_BYTES
        && !is_listed
        && !line.ends_with(['.', '!', '?', ':', ';', ',', '"', '”', ')', ']', '다'])
        && line.split_whitespace().count() <= 12
}

impl Window<'_> {
    /// The number that a token is, where it has at most so many digits.
    pub(super) fn number(&self, at: usize, most_digits: usize) -> Option<i32> {
        let word = self.word(at);
        (self.lex(at) == super::lexicon::Lex::Number && word.len() <= most_digits).then(|| word.parse().ok()).flatten()
    }
}
