//! What a proposal rests on, and what no proposal could be made of.

use std::ops::Range;

use smol_str::SmolStr;

/// What a proposal rests on, so that it can be shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Cells of a table, in the order of the table.
    Cells {
        /// The sheet, where the file has several.
        sheet: Option<SmolStr>,
        /// The cells that were read for it, row by row.
        cells: Vec<Cell>,
    },
    /// A stretch of a text, in Unicode code points: the first, and the one after the last.
    Text(Range<usize>),
    /// An entry of a list that has no rows: its place from 1, and as much of it as is worth showing.
    Entry {
        /// Its place in the file, from 1.
        place: u64,
        /// What stands there.
        excerpt: Box<str>,
    },
}

/// A cell of a table, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The row, from 1, the header included.
    pub row: u64,
    /// The column, from 1.
    pub column: u32,
    /// What the header calls the column.
    pub name: SmolStr,
    /// What stands in the cell.
    pub text: SmolStr,
}

impl Evidence {
    /// Where it stands, in a few words: “row 12”, “rows 12–15”, “characters 30–41”.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Cells { sheet, cells } => {
                let rows = || cells.iter().map(|cell| cell.row);
                let (first, last) = (rows().min().unwrap_or_default(), rows().max().unwrap_or_default());
                let rows = if first == last { format!("row {first}") } else { format!("rows {first}–{last}") };
                sheet.as_ref().map_or_else(|| rows.clone(), |sheet| format!("{sheet}, {rows}"))
            }
            Self::Text(range) => format!("characters {}–{}", range.start + 1, range.end),
            Self::Entry { place, .. } => format!("entry {place}"),
        }
    }
}

/// A part of the file of which no proposal was made, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Which part.
    pub evidence: Evidence,
    /// What is wrong with it, and what can be done.
    pub why: String,
}
