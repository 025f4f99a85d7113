//! Files: written whole or not at all, and listed.

mod listing;
mod write;

pub(crate) use listing::{Entry, Listing};
pub use write::{Overwrite, WriteError, write_whole, write_whole_with};
