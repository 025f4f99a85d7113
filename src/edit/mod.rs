//! Changes of a dossier: an [`Edit`] is plain data, and becomes a [`Patch`] of the text of the file.
//!
//! The file is the truth. Nothing here writes a model back: an edit names records by their identifiers, the patch splices the
//! text where they stand, and what the edit does not name keeps its bytes. Forms, reviews, imports and merges all speak it;
//! one edit a line is the journal.

mod bulk;
mod bulk_removal;
mod check;
mod compare;
mod divergence;
mod document;
mod error;
mod index;
mod items;
mod journal;
mod json;
mod layout;
mod literal;
mod members;
mod merge;
mod operation;
mod order;
mod patch;
mod references;
mod revision;
mod scan;
pub mod typed;
mod words;
mod working;

pub use check::{FieldProblem, check_fact, check_source, fresh_id};
pub use compare::{Difference, differences, edits};
pub use divergence::{DivergedField, Divergence, Divergences, Side, divergences, resolved};
pub use document::Document;
pub use error::{EditError, Referrer};
pub use journal::{JOURNAL_FORMAT, Journal, JournalError, JournalHead};
pub use json::Json;
pub use merge::{Conflict, Merged, merge};
pub use operation::{Edit, List, Target};
pub use patch::{Patch, Splice};
pub use revision::Revision;
pub use words::short;
