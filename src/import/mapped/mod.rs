//! Any table of numbers, by a mapping of its columns: guessed first, changed by a person, kept in the dossier.

mod caption;
mod guess;
mod headings;
mod mapping;
mod marks;
mod period;
mod period_columns;
mod preview;
mod read;
mod row;

pub use mapping::{AreaCodes, ColumnMap, DAYS_QUESTION, Mapping, Role, ValueKind, YEARS_QUESTION};
pub use period::DayOrder;
pub(in crate::import) use period::{month, period, year};
pub use preview::TablePreview;
pub(super) use read::{Reader, read};
