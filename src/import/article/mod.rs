//! Encyclopedia articles: pasted text, Markdown and wikitext become statements, each with its words, dates, amounts, markers
//! and doubts.
//!
//! Each statement that has a date, an amount or a marker is found in the order of the text. What had to be assumed is said.

mod extract;
mod facts;
mod plain;
mod wikitext;

pub use extract::{Block, Extract, Mark, MarkKind, Opaque, Reference};
pub use facts::{Dated, Statement, statements};

/// Reads an article, in whichever form it comes.
#[must_use]
pub fn extract(given: &str) -> Extract {
    if wikitext::is_wikitext(given) { wikitext::read(given) } else { plain::read(given) }
}
