//! The beginning of a table with what its columns are taken for, for a person who has to say whether that is so.

use std::io::Read;

use smol_str::SmolStr;

use super::guess::headings;
use super::mapping::{ColumnMap, Mapping};
use super::read::{first_rows, mapping_of};
use crate::import::table::{Input, Opened};
use crate::import::{ImportError, Recipe};
use crate::load::Progress;

/// So many rows are looked at, as when the table is read.
const ROWS: usize = 400;
/// So many of them are shown, and so many characters of a cell.
const SHOWN_ROWS: usize = 60;
const SHOWN_CHARS: usize = 80;
/// So many columns are shown.
const SHOWN_COLUMNS: usize = 400;

/// The beginning of a table, and how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablePreview {
    /// The first rows with their numbers, the header and what stands above it included; long cells are cut.
    pub rows: Vec<(u64, Vec<SmolStr>)>,
    /// How the table is taken, with an entry for each column in the order of the table.
    pub mapping: Mapping,
    /// The sheets of the file, the one that is read first; none where it has no sheets.
    pub sheets: Vec<SmolStr>,
    /// What parts the cells, where the table is a text.
    pub separator: Option<char>,
}

impl TablePreview {
    /// Looks at the beginning of a table.
    ///
    /// # Errors
    ///
    /// [`ImportError`] where there is no table in it.
    pub fn read(input: impl Read, recipe: &Recipe, progress: &Progress) -> Result<Self, ImportError> {
        let given = recipe.table.as_ref();
        let separator = given.and_then(|given| given.separator).and_then(|sign| u8::try_from(sign).ok());
        let sheet = given.and_then(|given| given.sheet.as_deref());
        let mut table = Input::new(input, progress)?.open(separator, sheet)?;
        let (sheets, separator) = match &table {
            Opened::Text(_, layout) => (Vec::new(), Some(char::from(layout.separator))),
            Opened::Sheet(sheet) => (std::iter::once(&sheet.name).chain(&sheet.others).cloned().collect(), None),
        };
        let (mut rows, _) = first_rows(&mut table, ROWS)?;
        let mut mapping = mapping_of(given, &rows, table.sheet().map(SmolStr::as_str))?;
        let is_header = |row: u64| row >= mapping.header && row < mapping.header + mapping.header_rows.max(1);
        let header: Vec<_> = rows.iter().filter(|(row, _)| is_header(*row)).cloned().collect();
        let mut named = std::mem::take(&mut mapping.columns);
        mapping.columns = headings(&header)
            .into_iter()
            .map(|heading| match named.iter().position(|column| column.column == heading) {
                Some(place) => named.remove(place),
                None => ColumnMap { column: heading, ..ColumnMap::default() },
            })
            .collect();
        rows.truncate(SHOWN_ROWS);
        for (_, cells) in &mut rows {
            cells.truncate(SHOWN_COLUMNS);
            for cell in cells.iter_mut().filter(|cell| cell.len() > SHOWN_CHARS) {
                *cell = cell.chars().take(SHOWN_CHARS).chain(['…']).collect();
            }
        }
        Ok(Self { rows, mapping, sheets, separator })
    }
}
