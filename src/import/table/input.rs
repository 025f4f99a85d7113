//! A stream of bytes, looked into and unpacked, before anybody knows what it holds.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::decode::{Utf8Reader, detect};
use super::rows::Rows;
use super::sheet::{SheetRows, is_spreadsheet};
use super::sniff::{Layout, sniff};
use super::{MAX_SHEET_BYTES, TableError};
use crate::import::Kind;
use crate::load::Progress;

/// So much of a file is looked at before it is read, in bytes.
const HEAD_BYTES: usize = 1 << 16;
/// The largest text that is read as a whole, in bytes: event lists and the like.
const MAX_TEXT_BYTES: u64 = 1 << 27;

/// What a file begins with, and the rest of it.
pub struct Input<'r> {
    head: Vec<u8>,
    is_whole: bool,
    rest: Box<dyn Read + 'r>,
    encoding: &'static Encoding,
    mark: usize,
    is_packed: bool,
    progress: &'r Progress,
}

/// A table whose rows can be read.
pub enum Opened<'r> {
    /// A table of text.
    Text(Box<Rows<'r>>, Layout),
    /// A spreadsheet.
    Sheet(SheetRows),
}

impl<'r> Input<'r> {
    /// Looks at the beginning of a stream, and unpacks it where it is gzip.
    ///
    /// # Errors
    ///
    /// [`TableError`] where it cannot be read.
    pub fn new(input: impl Read + 'r, progress: &'r Progress) -> Result<Self, TableError> {
        let mut rest: Box<dyn Read + 'r> = Box::new(input);
        let (mut head, mut is_whole) = take_head(&mut rest)?;
        let is_packed = head.starts_with(&[0x1F, 0x8B]);
        if is_packed {
            rest = Box::new(MultiGzDecoder::new(Cursor::new(head).chain(rest)));
            (head, is_whole) = take_head(&mut rest)?;
        }
        let (encoding, mark) = detect(&head, is_whole);
        Ok(Self { head, is_whole, rest, encoding, mark, is_packed, progress })
    }

    /// The first bytes, decoded.
    #[must_use]
    pub fn beginning(&self) -> String {
        self.encoding.decode_without_bom_handling(&self.head[self.mark..]).0.into_owned()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.head[self.mark..].trim_ascii().is_empty() && self.is_whole
    }

    /// Whether it is an Excel or OpenDocument file.
    #[must_use]
    pub fn is_spreadsheet(&self) -> bool {
        is_spreadsheet(&self.head)
    }

    /// The encoding as people call it, where it is not UTF-8.
    #[must_use]
    pub fn odd_encoding(&self) -> Option<&'static str> {
        (self.encoding != UTF_8 && !self.is_spreadsheet()).then(|| self.encoding.name())
    }

    /// Whether it came compressed.
    #[must_use]
    pub const fn is_packed(&self) -> bool {
        self.is_packed
    }

    /// What the beginning shows it to be; [`Kind::Auto`] where it is a spreadsheet, whose rows have to be looked at.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.is_spreadsheet() { Kind::Auto } else { super::kind::of_beginning(&self.beginning(), self.is_whole) }
    }

    /// Opens it as a table: of a spreadsheet the named sheet, or the first with anything in it.
    ///
    /// # Errors
    ///
    /// [`TableError`] where it is no table.
    pub fn open(self, separator: Option<u8>, sheet: Option<&str>) -> Result<Opened<'r>, TableError> {
        if self.is_spreadsheet() {
            let bytes = whole(self.head, self.rest, MAX_SHEET_BYTES, self.progress)?;
            return SheetRows::read(bytes, sheet, self.progress).map(Opened::Sheet);
        }
        let Self { mut head, is_whole, rest, encoding, mark, progress, .. } = self;
        let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let text = if is_wide {
            encoding.decode_without_bom_handling(&head[mark..]).0.into_owned().into_bytes()
        } else {
            head.drain(..mark);
            head.clone()
        };
        if let Some(place) = memchr::memchr(0, &text) {
            let (row, column) = row_and_column(&text[..place]);
            return Err(TableError::refused(format!(
                "row {row}, column {column}: there is a NUL byte; this is no table of text, or it was damaged"
            )));
        }
        let mut layout = sniff(&text, is_whole);
        if let Some(separator) = separator {
            layout.separator = separator;
        }
        let stream: Box<dyn Read + 'r> = if is_wide {
            Box::new(Utf8Reader::new(Cursor::new(head).chain(rest), encoding))
        } else {
            Box::new(Cursor::new(head).chain(rest))
        };
        let mut rows = Rows::new(stream, layout, if is_wide { UTF_8 } else { encoding }, progress);
        if layout.has_separator_line {
            rows.next_row()?;
        }
        Ok(Opened::Text(Box::new(rows), layout))
    }

    /// Reads all of it as a text.
    ///
    /// # Errors
    ///
    /// [`TableError`] where it is longer than any text that is read as a whole, or cannot be read.
    pub fn text(self) -> Result<String, TableError> {
        let bytes = whole(self.head, self.rest, MAX_TEXT_BYTES, self.progress)?;
        Ok(self.encoding.decode_without_bom_handling(&bytes[self.mark..]).0.into_owned())
    }
}

fn take_head(input: &mut dyn Read) -> Result<(Vec<u8>, bool), TableError> {
    let mut head = Vec::new();
    let read = input.take(HEAD_BYTES as u64).read_to_end(&mut head);
    read.map_err(|error| TableError::refused(format!("it could not be read ({error}); is the file whole?")))?;
    let is_whole = head.len() < HEAD_BYTES;
    Ok((head, is_whole))
}

fn whole(head: Vec<u8>, rest: Box<dyn Read + '_>, most: u64, progress: &Progress) -> Result<Vec<u8>, TableError> {
    let mut bytes = head;
    let mut rest = rest.take(most + 1);
    loop {
        let before = bytes.len();
        let read = (&mut rest).take(1 << 20).read_to_end(&mut bytes);
        read.map_err(|error| TableError::refused(format!("it could not be read ({error}); is the file whole?")))?;
        if bytes.len() as u64 > most {
            return Err(TableError::refused(format!(
                "it is larger than {} MiB; save it as CSV, or split it",
                most >> 20
            )));
        }
        if progress.is_cancelled() {
            return Err(TableError::Cancelled);
        }
        if bytes.len() == before {
            return Ok(bytes);
        }
    }
}

/// The row and the column after a stretch of text, both from 1, by any usual separator.
fn row_and_column(text: &[u8]) -> (usize, usize) {
    let row = memchr::memchr_iter(b'\n', text).count();
    let line = text.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    (row + 1, line.iter().filter(|byte| matches!(byte, b',' | b';' | b'\t')).count() + 1)
}
