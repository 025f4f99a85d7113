//! Encyclopedia articles: pasted text, Markdown and wikitext become proposals of facts, each beside the words that it came
//! from.
//!
//! The text is a source with its hash. Each statement that has a date, an amount or a marker is proposed in the order of the
//! text, in its own words; direction, reporter and period only where the text says them. What had to be assumed is said, and
//! makes the proposal one that is never accepted as exact.

mod anchor;
mod extract;
mod facts;
mod figures;
mod plain;
mod propose;
mod says;
mod wikitext;

pub use extract::{Block, Extract, Mark, MarkKind, Opaque, Reference};
pub use facts::{Dated, Statement, statements};
pub(super) use propose::propose;
pub(super) use wikitext::is_wikitext;

/// Reads an article, in whichever form it comes.
#[must_use]
pub fn extract(given: &str) -> Extract {
    if is_wikitext(given) { wikitext::read(given) } else { plain::read(given) }
}
