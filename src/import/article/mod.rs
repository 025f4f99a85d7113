//! Encyclopedia articles: pasted text, Markdown, wikitext and saved web pages become proposals of facts, each beside the words that it came
//! from.
//!
//! The text is a source with its hash. Each statement that has a date, an amount or a marker is proposed in the order of the
//! text, in its own words; direction, reporter and period only where the text says them. What had to be assumed is said, and
//! makes the proposal one that is never accepted as exact.

mod anchor;
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
