//! Tables as files have them: found out what they are, decoded, and read row by row within bounds.

mod decode;
mod input;
mod kind;
mod rows;
mod sheet;
mod sheet_ods;
mod sniff;

pub use input::{Input, Opened};
pub use rows::{Record, Rows};
pub use sheet::{SheetRow, SheetRows};
pub use sniff::Layout;

use std::fmt;

/// The longest row that is read, in bytes.
pub const MAX_ROW_BYTES: usize = 1 << 20;
/// The most cells of a row that are read.
pub const MAX_COLUMNS: usize = 16_384;
/// The largest spreadsheet file that is read, in bytes; tables of text have no limit.
pub const MAX_SHEET_BYTES: u64 = 1 << 28;
/// The most bytes that the parts of a spreadsheet may come to once they are unpacked.
pub const MAX_UNPACKED_BYTES: u64 = 1 << 29;
/// The most cells of a spreadsheet that are read.
pub const MAX_CELLS: usize = 4_000_000;

/// Why a table could not be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// What is wrong, where, and what to do.
    Refused(String),
    /// Somebody asked for it to stop.
    Cancelled,
}

impl TableError {
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self::Refused(message.into())
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) => f.write_str(message),
            Self::Cancelled => f.write_str("it was stopped"),
        }
    }
}

impl std::error::Error for TableError {}

impl Opened<'_> {
    /// The next row; `None` after the last.
    ///
    /// # Errors
    ///
    /// As for [`Rows::next_row`].
    pub fn next_row(&mut self) -> Result<Option<Line<'_>>, TableError> {
        match self {
            Self::Text(rows, _) => Ok(rows.next_row()?.map(Line::Text)),
            Self::Sheet(rows) => Ok(rows.next_row().map(Line::Sheet)),
        }
    }

    /// Whether one of the first rows of a sheet is such a header; the sheet is read from its first row afterwards.
    pub(super) fn has_header(&mut self, is_header: impl Fn(&[smol_str::SmolStr]) -> bool) -> bool {
        let Self::Sheet(rows) = self else { return false };
        let found =
            (0..12).map_while(|_| rows.next_row().map(|row| Line::Sheet(row).texts())).any(|row| is_header(&row));
        rows.rewind();
        found
    }

    /// The name of the sheet, where it is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&smol_str::SmolStr> {
        match self {
            Self::Text(..) => None,
            Self::Sheet(rows) => Some(&rows.name),
        }
    }
}

/// A row of a table of either kind.
#[derive(Clone, Copy)]
pub enum Line<'a> {
    /// Of a table of text.
    Text(Record<'a>),
    /// Of a spreadsheet.
    Sheet(&'a SheetRow),
}

impl<'a> Line<'a> {
    /// Its number, from 1.
    #[must_use]
    pub const fn row(&self) -> u64 {
        match self {
            Self::Text(record) => record.row,
            Self::Sheet(row) => row.row,
        }
    }

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text(record) => record.len(),
            Self::Sheet(row) => row.len(),
        }
    }

    /// Whether it has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a cell.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        match self {
            Self::Text(record) => record.bytes(column),
            Self::Sheet(row) => row.bytes(column),
        }
    }

    /// The text of a cell.
    #[must_use]
    pub fn text(&self, column: usize) -> smol_str::SmolStr {
        match self {
            Self::Text(record) => record.text(column),
            Self::Sheet(row) => row.text(column),
        }
    }

    /// All its cells.
    #[must_use]
    pub fn texts(&self) -> Vec<smol_str::SmolStr> {
        (0..self.len()).map(|column| self.text(column)).collect()
    }
}
