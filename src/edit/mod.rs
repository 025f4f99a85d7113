//! Changes of a dossier: an [`Edit`] is plain data, and becomes a patch of the text of the file.
//!
//! The file is the truth. Nothing here writes a model back: an edit names records by their identifiers, and what it does
//! not name keeps its bytes. Forms, reviews, imports and merges all speak it; one edit a line is the journal.

mod json;
mod operation;
mod scan;

pub use json::Json;
pub use operation::{Edit, List, Target};
