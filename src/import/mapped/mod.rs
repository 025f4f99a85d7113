//! Any table of numbers, by a mapping of its columns: guessed first, changed by a person, kept in the dossier.

mod caption;
mod guess;
mod headings;
mod mapping;
mod marks;
mod period;
mod preview;
mod read;
mod row;

pub use mapping::{AreaCodes, ColumnMap, Mapping, Role, ValueKind, YEARS_QUESTION};
pub(in crate::import) use period::{month, period, year};
pub use preview::TablePreview;
pub(super) use read::{Reader, read};
