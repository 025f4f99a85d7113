//! The rows of a table of text, one by one, in a piece of memory that does not grow with the file.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use smol_str::SmolStr;

use super::{Layout, MAX_COLUMNS, MAX_ROW_BYTES, TableError};
use crate::load::Progress;

/// So much is read at once, in bytes.
const PIECE_BYTES: usize = 1 << 17;

/// The rows of a table of text.
pub struct Rows<'r> {
    input: Box<dyn Read + 'r>,
    parser: Reader,
    piece: Vec<u8>,
    start: usize,
    end: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// How many rows have been read.
    row: u64,
    encoding: &'static Encoding,
    progress: &'r Progress,
}

/// A row as it stands in the file.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    cells: &'a [u8],
    ends: &'a [usize],
    encoding: &'static Encoding,
    /// Its number, from 1.
    pub row: u64,
}

impl<'r> Rows<'r> {
    /// Reads rows of a stream that is UTF-8, or in an encoding that keeps ASCII as it is.
    pub(super) fn new(
        input: Box<dyn Read + 'r>,
        layout: Layout,
        encoding: &'static Encoding,
        progress: &'r Progress,
    ) -> Self {
        Self {
            input,
            parser: ReaderBuilder::new().delimiter(layout.separator).build(),
            piece: vec![0; PIECE_BYTES],
            start: 0,
            end: 0,
            cells: vec![0; 1 << 13],
            ends: vec![0; 1 << 8],
            row: 0,
            encoding,
            progress,
        }
    }

    /// The next row; `None` after the last.
    ///
    /// # Errors
    ///
    /// [`TableError`] where the stream cannot be read, a row is longer than any real one, or somebody asked for it to stop.
    pub fn next_row(&mut self) -> Result<Option<Record<'_>>, TableError> {
        let (mut written, mut ended) = (0, 0);
        loop {
            if self.start == self.end {
                self.fill()?;
            }
            let input = &self.piece[self.start..self.end];
            let (result, read, wrote, ends) =
                self.parser.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            self.start += read;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.grow_cells(ended)?,
                ReadRecordResult::OutputEndsFull => self.grow_ends()?,
                ReadRecordResult::Record => {
                    self.row += 1;
                    let record = Record {
                        cells: &self.cells[..written],
                        ends: &self.ends[..ended],
                        encoding: self.encoding,
                        row: self.row,
                    };
                    return Ok(Some(record));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Puts a row back to be read again: the first rows are looked at twice.
    fn fill(&mut self) -> Result<(), TableError> {
        if self.progress.is_cancelled() {
            return Err(TableError::Cancelled);
        }
        let row = self.row + 1;
        let failed = |error| TableError::refused(format!("row {row} could not be read ({error}); is the file whole?"));
        self.start = 0;
        self.end = self.input.read(&mut self.piece).map_err(failed)?;
        Ok(())
    }

    fn grow_cells(&mut self, column: usize) -> Result<(), TableError> {
        if self.cells.len() >= MAX_ROW_BYTES {
            return Err(TableError::refused(format!(
                "row {}, column {}: the row is longer than {} KiB; is a quotation mark not closed, or is this no table?",
                self.row + 1,
                column + 1,
                MAX_ROW_BYTES >> 10
            )));
        }
        self.cells.resize(self.cells.len() * 2, 0);
        Ok(())
    }

    fn grow_ends(&mut self) -> Result<(), TableError> {
        if self.ends.len() >= MAX_COLUMNS {
            return Err(TableError::refused(format!(
                "row {}: it has more than {MAX_COLUMNS} columns; is this a table, with the right separator?",
                self.row + 1
            )));
        }
        self.ends.resize(self.ends.len() * 2, 0);
        Ok(())
    }
}

impl<'a> Record<'a> {
    /// How many cells it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of a cell, blanks around them left out; none beyond the last cell.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(column) else { return &[] };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.cells[start..*end].trim_ascii()
    }

    /// The text of a cell. What is not sound in the encoding of the file is read as Windows-1252, the usual stowaway.
    #[must_use]
    pub fn text(&self, column: usize) -> SmolStr {
        let bytes = self.bytes(column);
        if bytes.is_ascii() {
            return std::str::from_utf8(bytes).unwrap_or_default().into();
        }
        let (text, is_broken) = self.encoding.decode_without_bom_handling(bytes);
        let text =
            if is_broken && self.encoding == UTF_8 { WINDOWS_1252.decode_without_bom_handling(bytes).0 } else { text };
        text.trim().into()
    }

    /// All cells as texts.
    #[must_use]
    pub fn texts(&self) -> Vec<SmolStr> {
        (0..self.len()).map(|column| self.text(column)).collect()
    }
}
