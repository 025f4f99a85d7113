//! Encyclopedia articles: pasted text, Markdown, wikitext and saved web pages become proposals of facts, each beside the words that it came
//! from.
//!
//! The text is a source with its hash. Each statement that has a date, an amount or a marker is proposed in the order of the
//! text, in its own words; direction, reporter and period only where the text says them. What had to be assumed is said, and
//! makes the proposal one that is never accepted as exact.

mod anchor;
mod compared;
mod extract;
mod facts;
mod figures;
mod html;
mod plain;
mod propose;
mod says;
mod wikitext;

pub use extract::{Block, Extract, Mark, MarkKind, Opaque, Reference};
pub use facts::{Dated, Statement, statements};
pub(super) use html::{is_page, is_page_of_article};
pub(super) use propose::propose;
pub(super) use wikitext::is_wikitext;

/// Whether a text is one of an article: it is headed by the relations of two countries, and goes on in sentences.
pub(super) fn is_text_of_article(start: &str) -> bool {
    const HEAD_LINES: usize = 3;
    const WORDS: usize = 8;
    let mut lines = start.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.by_ref().take(HEAD_LINES).collect();
    let is_head = |line: &&str| {
        let lower = line.to_lowercase();
        let says = ["relations", "hubungan", "관계"].iter().any(|word| lower.contains(word));
        let names = || crate::import::countries_named(&line.replace(['–', '—', '-', '_'], " "));
        says && !line.contains(['\t', ';']) && !line.contains(",,") && names().len() >= 2
    };
    let is_sentence =
        |line: &str| line.split_whitespace().count() >= WORDS && (line.contains(". ") || line.ends_with(['.', ']']));
    head.iter().any(is_head) && (head.iter().any(|line| is_sentence(line)) || lines.any(is_sentence))
}

/// Reads an article, in whichever form it comes.
#[must_use]
pub fn extract(given: &str) -> Extract {
    if html::is_page(given) {
        html::read(given)
    } else if is_wikitext(given) {
        wikitext::read(given)
    } else {
        plain::read(given)
    }
}
