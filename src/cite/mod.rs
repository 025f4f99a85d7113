//! Sources and citations in words: a plain reference with what is known of a source, and nothing else.
//!
//! What a dossier does not say of a source is left out. Nothing is filled in, guessed or looked up: a reference that
//! looks complete and is not would be worse than a short one.

mod issued;
mod reference;

pub use reference::{citation_line, reference};
