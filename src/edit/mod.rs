//! Changes of a dossier: an [`Edit`] is plain data, and becomes a [`Patch`] of the text of the file.
//!
//! The file is the truth. Nothing here writes a model back: an edit names records by their identifiers, the patch splices the
//! text where they stand, and what the edit does not name keeps its bytes. Forms, reviews, imports and merges all speak it;
//! one edit a line is the journal.

mod document;
mod error;
mod index;
mod items;
mod json;
mod layout;
mod members;
mod operation;
mod order;
mod patch;
mod references;
mod revision;
mod scan;
mod working;

pub use document::Document;
pub use error::{EditError, Referrer};
pub use json::Json;
pub use operation::{Edit, List, Target};
pub use patch::{Patch, Splice};
pub use revision::Revision;
