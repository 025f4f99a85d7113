//! Excel and OpenDocument sheets, cell by cell within bounds: a sheet that claims a thousand million rows has only those
//! that are there.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xls, Xlsx};
use smol_str::SmolStr;

use super::{MAX_CELLS, MAX_COLUMNS, MAX_UNPACKED_BYTES, TableError};
use crate::dossier::{Civil, Day};
use crate::load::Progress;

/// The cells of one sheet, row by row; what is empty is not there.
pub struct SheetRows {
    /// The name of the sheet.
    pub name: SmolStr,
    /// The names of the other sheets of the file with anything in them.
    pub others: Vec<SmolStr>,
    rows: Vec<SheetRow>,
    next: usize,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number, from 1.
    pub row: u64,
    /// Its cells with their columns from 0, in order.
    pub cells: Vec<(u32, SmolStr)>,
}

/// How the files begin: a zip archive, and the older compound file.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) fn is_spreadsheet(head: &[u8]) -> bool {
    head.starts_with(ZIP) || head.starts_with(COMPOUND)
}

impl SheetRows {
    pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>, progress: &Progress) -> Result<Self, TableError> {
        if bytes.starts_with(COMPOUND) {
            return Self::of_xls(bytes, sheet);
        }
        let content = check_archive(&bytes, progress)?;
        match content {
            Some(content) => super::sheet_ods::read(&content, sheet),
            None => Self::of_xlsx(bytes, sheet, progress),
        }
    }

    pub(super) fn new(name: SmolStr, others: Vec<SmolStr>, rows: Vec<SheetRow>) -> Self {
        Self { name, others, rows, next: 0 }
    }

    /// Begins with the first row again.
    pub(super) fn rewind(&mut self) {
        self.next = 0;
    }

    /// The next row with anything in it.
    pub fn next_row(&mut self) -> Option<&SheetRow> {
        self.next += 1;
        self.rows.get(self.next - 1)
    }

    fn of_xlsx(bytes: Vec<u8>, wanted: Option<&str>, progress: &Progress) -> Result<Self, TableError> {
        let broken = |error: &dyn std::fmt::Display| broken(&error.to_string());
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let epoch = if book.has_1904_epoch() { EPOCH_1904 } else { EPOCH_1900 };
        let names = book.sheet_names();
        let mut found: Vec<(SmolStr, Vec<SheetRow>)> = Vec::new();
        for name in &names {
            let Ok(mut reader) = book.worksheet_cells_reader(name) else { continue };
            let mut rows = RowBuilder::default();
            while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
                let (row, column) = cell.get_position();
                rows.add(row, column, text_of(cell.get_value(), epoch))?;
                if rows.count.is_multiple_of(4_096) && progress.is_cancelled() {
                    return Err(TableError::Cancelled);
                }
            }
            found.push((name.as_str().into(), rows.done()));
        }
        choose(found, wanted)
    }

    fn of_xls(bytes: Vec<u8>, wanted: Option<&str>) -> Result<Self, TableError> {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        let mut found = Vec::new();
        for (name, range) in book.worksheets() {
            let (top, left) = range.start().unwrap_or_default();
            let mut rows = RowBuilder::default();
            for (row, column, value) in range.used_cells() {
                let place = |start: u32, offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
                rows.add(place(top, row), place(left, column), text_of(&borrowed(value), EPOCH_1900))?;
            }
            found.push((name.as_str().into(), rows.done()));
        }
        choose(found, wanted)
    }
}

impl SheetRow {
    /// The text of a cell; empty where there is none.
    #[must_use]
    pub fn text(&self, column: usize) -> SmolStr {
        self.find(column).cloned().unwrap_or_default()
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &[u8] {
        self.find(column).map_or(&[], |text| text.as_bytes())
    }

    /// One more than the last column with anything in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.last().map_or(0, |(column, _)| *column as usize + 1)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn find(&self, column: usize) -> Option<&SmolStr> {
        let column = u32::try_from(column).ok()?;
        let place = self.cells.binary_search_by_key(&column, |(other, _)| *other).ok()?;
        Some(&self.cells[place].1)
    }
}

/// Rows while they are gathered.
#[derive(Default)]
pub(super) struct RowBuilder {
    rows: Vec<SheetRow>,
    count: usize,
}

impl RowBuilder {
    /// Adds a cell; row and column from 0.
    pub(super) fn add(&mut self, row: u32, column: u32, text: SmolStr) -> Result<(), TableError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if column as usize >= MAX_COLUMNS {
            return Err(TableError::refused(format!(
                "row {}, column {}: no more than {MAX_COLUMNS} columns are read",
                row + 1,
                column + 1
            )));
        }
        self.count += 1;
        if self.count > MAX_CELLS {
            return Err(TableError::refused(format!(
                "row {}: the sheet has more than {MAX_CELLS} cells; save it as CSV, which has no limit",
                row + 1
            )));
        }
        let row = u64::from(row) + 1;
        match self.rows.last_mut() {
            Some(last) if last.row == row => last.cells.push((column, text)),
            _ => self.rows.push(SheetRow { row, cells: vec![(column, text)] }),
        }
        Ok(())
    }

    pub(super) fn done(mut self) -> Vec<SheetRow> {
        self.rows.sort_by_key(|row| row.row);
        for row in &mut self.rows {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        self.rows
    }
}

pub(super) fn choose(found: Vec<(SmolStr, Vec<SheetRow>)>, wanted: Option<&str>) -> Result<SheetRows, TableError> {
    let mut found: Vec<_> = found.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    let names = || found.iter().map(|(name, _)| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    let place = match wanted {
        Some(wanted) => found.iter().position(|(name, _)| name == wanted).ok_or_else(|| {
            TableError::refused(format!("there is no sheet “{wanted}” with anything in it, but {}", names()))
        })?,
        None => 0,
    };
    if found.is_empty() {
        return Err(TableError::refused("all its sheets are empty"));
    }
    let (name, rows) = found.remove(place);
    Ok(SheetRows::new(name, found.into_iter().map(|(name, _)| name).collect(), rows))
}

pub(super) fn broken(error: &str) -> TableError {
    TableError::refused(format!("the spreadsheet is damaged ({error}); open it where it was made, and save it as CSV"))
}

/// Looks through an archive before anybody else does: how large its parts are once unpacked, whatever they claim. Of an
/// OpenDocument sheet the content comes back.
fn check_archive(bytes: &[u8], progress: &Progress) -> Result<Option<String>, TableError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    let is_document = archive.index_for_name("mimetype").is_some() && archive.index_for_name("content.xml").is_some();
    let mut unpacked = 0;
    let mut buffer = vec![0; 1 << 16];
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|error| broken(&error.to_string()))?;
        let name = part.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error.to_string()))?;
            unpacked += read as u64;
            if unpacked > MAX_UNPACKED_BYTES {
                return Err(TableError::refused(format!(
                    "its part “{name}” unpacks to more than {} MiB: a damaged file, or one made to do harm",
                    MAX_UNPACKED_BYTES >> 20
                )));
            }
            if progress.is_cancelled() {
                return Err(TableError::Cancelled);
            }
            if read == 0 {
                break;
            }
        }
    }
    if !is_document {
        return Ok(None);
    }
    let mut content = String::new();
    let part = archive.by_name("content.xml").map_err(|error| broken(&error.to_string()))?;
    let most = super::sheet_ods::MAX_CONTENT_BYTES;
    part.take(most + 1).read_to_string(&mut content).map_err(|error| broken(&error.to_string()))?;
    if content.len() as u64 > most {
        return Err(TableError::refused(format!("its content is larger than {} MiB; save it as CSV", most >> 20)));
    }
    Ok(Some(content))
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The day before the first of the spreadsheet's count, as days since 1970.
const EPOCH_1900: i64 = -25_569;
const EPOCH_1904: i64 = -24_107;

/// What a cell holds, as text: a number with all its digits, a date as ISO 8601 has it.
fn text_of(value: &DataRef<'_>, epoch: i64) -> SmolStr {
    match value {
        DataRef::Empty => SmolStr::default(),
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number.to_string().into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().into(),
        DataRef::SharedString(text) => text.trim().into(),
        DataRef::Bool(value) => if *value { "true" } else { "false" }.into(),
        DataRef::DateTime(date) => date_text(*date, epoch),
        DataRef::Error(error) => error.to_string().into(),
    }
}

fn date_text(date: ExcelDateTime, epoch: i64) -> SmolStr {
    let serial = date.as_f64();
    if !date.is_datetime() || !(0.0..3_000_000.0).contains(&serial) {
        return serial.to_string().into();
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is whole days, and below three million")]
    let whole = serial.floor() as i64;
    let Civil { year, month, day } = Day(whole + epoch).civil();
    let day = format!("{year:04}-{month:02}-{day:02}");
    let seconds = (serial.fract() * 86_400.0).round();
    if seconds < 1.0 {
        return day.into();
    }
    let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
    format!("{day}T{hours:02}:{:02}", (rest / 60.0).floor()).into()
}
