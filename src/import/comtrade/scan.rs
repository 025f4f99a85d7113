//! One pass through the file: the rows of the pair are kept, all others only counted.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::columns::{Column, Columns};
use super::row::{Cells, Row, code_of};
use crate::import::ImportError;
use crate::import::areas::Area;
use crate::import::evidence::{Cell, Evidence, NotUnderstood};
use crate::import::mixup::watched;
use crate::import::parties::{Parties, Side};
use crate::import::table::{Line, Opened};

/// The most rows of a pair that are kept.
const MAX_ROWS: usize = 1_000_000;
/// The most rows that are listed as not understood; of the rest there is a count.
const MAX_LISTED: usize = 1_000;
/// The most pairs that are counted where none was asked for.
const MAX_PAIRS: usize = 20_000;
/// So many rows are looked at for the header.
const HEADER_ROWS: usize = 12;

/// What one pass through a file found.
pub(in crate::import) struct Scan {
    pub(super) rows: Vec<(Row, Side, Side)>,
    /// The same reporters' trade with countries that are easily taken for the partner.
    pub(super) watched: Vec<(Row, Side, &'static Area)>,
    pub(super) columns: Columns,
    pub(super) sheet: Option<SmolStr>,
    pub(in crate::import) not_understood: Vec<NotUnderstood>,
    pub(in crate::import) notes: Vec<String>,
    /// The two parties.
    pub(super) parties: Parties,
    has_sides: (bool, bool),
    pub(super) is_moved: bool,
    rejected: usize,
    others: u64,
    all: u64,
}

/// Whether a header is one of Comtrade's.
pub(in crate::import) fn is_comtrade(headings: &[SmolStr]) -> bool {
    Columns::of_header(headings).is_some()
}

impl Scan {
    /// Goes through a table once. The parties are an answer where somebody said that the table is about them; those of a
    /// dossier are none to a table that does not name both.
    pub(in crate::import) fn read(
        table: &mut Opened<'_>,
        parties: Option<Parties>,
        is_answer: bool,
    ) -> Result<Self, ImportError> {
        let (columns, first) = header(table)?;
        let given = parties.is_some();
        let mut scan = Self {
            rows: Vec::new(),
            watched: Vec::new(),
            has_sides: (
                columns.has_any([Column::ReporterCode, Column::ReporterIso, Column::ReporterName]),
                columns.has_any([Column::PartnerCode, Column::PartnerIso, Column::PartnerName]),
            ),
            columns,
            sheet: table.sheet().cloned(),
            not_understood: Vec::new(),
            notes: Vec::new(),
            parties: parties.unwrap_or_default(),
            is_moved: false,
            rejected: 0,
            others: 0,
            all: 0,
        };
        scan.note_first(first);
        if !given {
            return scan.read_only_pair(table);
        }
        let why = match scan.has_sides {
            (true, true) => None,
            (false, false) => Some("the table names neither reporter nor partner"),
            (true, false) => Some("the table names no partner"),
            (false, true) => Some("the table names no reporter"),
        };
        if let Some(why) = why.filter(|_| !is_answer) {
            return Err(ImportError::AskPair { why: why.to_owned(), candidates: Vec::new() });
        }
        let mut filter = Filter::new(&scan);
        while let Some(line) = table.next_row().map_err(ImportError::from)? {
            if scan.all == 0 && scan.align(&line) {
                filter = Filter::new(&scan);
            }
            scan.all += 1;
            match filter.verdict(&line) {
                Verdict::Other => scan.others += 1,
                Verdict::Look => scan.take(line)?,
            }
        }
        Ok(scan.finish())
    }

    /// The two parties that it was read for.
    pub(in crate::import) const fn parties(&self) -> &Parties {
        &self.parties
    }

    fn note_first(&mut self, skipped: u64) {
        if skipped > 0 {
            self.notes.push(format!("The header is row {}; what stands above it was left out.", skipped + 1));
        }
    }

    /// Some programs write a table anew with its header moved by one cell against its rows: the first row shows it.
    fn align(&mut self, line: &Line<'_>) -> bool {
        let cells = Cells { line: *line, columns: &self.columns };
        let kind = cells.text(Column::Type);
        let is_frequency = matches!(kind.as_str(), "A" | "M" | "Q");
        let is_date = cells.bytes(Column::Frequency).len() == 8;
        if !(is_frequency && is_date) {
            return false;
        }
        self.columns = self.columns.clone().moved_left();
        self.is_moved = true;
        self.notes.push(
            "The header is moved by one cell against the rows; each cell was read under the heading before.".to_owned(),
        );
        true
    }

    /// Looks closer at a row that may be of the pair.
    fn take(&mut self, line: Line<'_>) -> Result<(), ImportError> {
        let cells = Cells { line, columns: &self.columns };
        let row = match cells.row() {
            Ok(row) => row,
            Err(wrong) => {
                let text = cells.text(wrong.column);
                self.reject(&line, wrong.column, text, wrong.why);
                return Ok(());
            }
        };
        let side = |area: Option<&'static Area>, has_column, fallback| match area {
            Some(area) => Ok(self.parties.side_of(area)),
            None if has_column => Err(()),
            None => Ok(Some(fallback)),
        };
        let reporter = side(row.reporter, self.has_sides.0, Side::First);
        let partner = side(row.partner, self.has_sides.1, Side::Second);
        let (reporter, partner) = match (reporter, partner) {
            (Ok(reporter), Ok(partner)) => (reporter, partner),
            (Err(()), _) => {
                self.reject(&line, Column::ReporterCode, SmolStr::default(), "it does not say who reports".to_owned());
                return Ok(());
            }
            (_, Err(())) => {
                self.reject(&line, Column::PartnerCode, SmolStr::default(), "it does not say with whom".to_owned());
                return Ok(());
            }
        };
        match (reporter, partner) {
            (Some(reporter), Some(partner)) if reporter != partner => {
                if row.primary.is_none() && row.cif.is_none() && row.fob.is_none() {
                    self.reject(&line, Column::Primary, SmolStr::default(), "it has no value".to_owned());
                    return Ok(());
                }
                if self.rows.len() == MAX_ROWS {
                    return Err(ImportError::Refused(format!(
                        "more than {MAX_ROWS} rows concern the two countries; choose fewer commodities or years"
                    )));
                }
                self.rows.push((row, reporter, partner));
            }
            (Some(reporter), None) => {
                let other = self.parties.other(reporter);
                let watched = other.areas.first().map(|area| watched(area)).unwrap_or_default();
                match row.partner {
                    Some(area) if area.iso3.is_some_and(|iso3| watched.contains(&iso3)) => {
                        self.watched.push((row, reporter, area));
                    }
                    _ => self.others += 1,
                }
            }
            _ => self.others += 1,
        }
        Ok(())
    }

    fn reject(&mut self, line: &Line<'_>, column: Column, text: SmolStr, why: String) {
        self.rejected += 1;
        if self.not_understood.len() < MAX_LISTED {
            let place = self.columns.place(column).unwrap_or_default();
            let cell = Cell {
                row: line.row(),
                column: u32::try_from(place + 1).unwrap_or(u32::MAX),
                name: self.columns.heading(column),
                text,
            };
            let evidence = Evidence::Cells { sheet: self.sheet.clone(), cells: vec![cell] };
            self.not_understood.push(NotUnderstood { evidence, why });
        }
    }

    fn finish(mut self) -> Self {
        if self.rejected > self.not_understood.len() {
            let more = self.rejected - self.not_understood.len();
            self.notes.push(format!("{more} more rows were not understood; they are not listed."));
        }
        if self.others > 0 {
            self.notes
                .push(format!("{} of {} rows are about other countries and were left out.", self.others, self.all));
        }
        if !self.has_sides.0 || !self.has_sides.1 {
            let (one, two) = (&self.parties.first.name, &self.parties.second.name);
            let what = match self.has_sides {
                (false, false) => {
                    format!("who reports, nor with whom; it was read as {one} reporting its trade with {two}")
                }
                (false, true) => format!("who reports; it was read as {one}"),
                _ => format!("with whom; it was read as {two}"),
            };
            self.notes.push(format!("The table does not say {what}."));
        }
        self
    }

    /// Reads a table for which no pair was given: it may hold only one.
    fn read_only_pair(mut self, table: &mut Opened<'_>) -> Result<Self, ImportError> {
        if !self.has_sides.0 || !self.has_sides.1 {
            let missing = match self.has_sides {
                (false, false) => "names neither reporter nor partner",
                (false, true) => "names no reporter",
                _ => "names no partner",
            };
            return Err(ImportError::AskPair { why: format!("the table {missing}"), candidates: Vec::new() });
        }
        let mut counts: BTreeMap<(SmolStr, SmolStr), u64> = BTreeMap::new();
        let mut kept: Vec<(Row, &'static Area, &'static Area)> = Vec::new();
        let mut only: Option<[SmolStr; 2]> = None;
        let mut is_one = true;
        while let Some(line) = table.next_row().map_err(ImportError::from)? {
            if self.all == 0 {
                self.align(&line);
            }
            self.all += 1;
            let cells = Cells { line, columns: &self.columns };
            let row = match cells.row() {
                Ok(row) => row,
                Err(wrong) => {
                    let text = cells.text(wrong.column);
                    self.reject(&line, wrong.column, text, wrong.why);
                    continue;
                }
            };
            let (Some(reporter), Some(partner)) = (row.reporter, row.partner) else {
                self.reject(
                    &line,
                    Column::ReporterCode,
                    SmolStr::default(),
                    "it does not say who trades with whom".to_owned(),
                );
                continue;
            };
            let pair: (SmolStr, SmolStr) = (reporter.party_id().into(), partner.party_id().into());
            if counts.len() < MAX_PAIRS || counts.contains_key(&pair) {
                *counts.entry(pair.clone()).or_default() += 1;
            }
            let (a, b) = pair;
            let same = only.as_ref().is_none_or(|[one, two]| (*one == a && *two == b) || (*one == b && *two == a));
            only.get_or_insert([a, b]);
            is_one &= same;
            if !is_one {
                kept.clear();
            } else if kept.len() < MAX_ROWS {
                kept.push((row, reporter, partner));
            }
        }
        let Some([_, _]) = only.filter(|_| is_one) else {
            let mut candidates: Vec<_> = counts.into_iter().map(|((a, b), count)| (count, a, b)).collect();
            candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2))));
            let candidates = candidates.into_iter().map(|(count, a, b)| (a, b, count)).collect();
            let why =
                if self.all == 0 { "the table has no rows" } else { "the table holds the trade of several pairs" };
            return Err(ImportError::AskPair { why: why.to_owned(), candidates });
        };
        let Some((_, reporter, partner)) = kept.first() else {
            return Err(ImportError::AskPair { why: "no row was understood".to_owned(), candidates: Vec::new() });
        };
        self.parties = Parties::of_areas(reporter, partner);
        let parties = self.parties.clone();
        for (row, reporter, partner) in kept {
            if let (Some(reporter), Some(partner)) = (parties.side_of(reporter), parties.side_of(partner))
                && reporter != partner
                && (row.primary.is_some() || row.cif.is_some() || row.fob.is_some())
            {
                self.rows.push((row, reporter, partner));
            }
        }
        Ok(self.finish())
    }
}

/// The columns, and how many rows stand above the header.
fn header(table: &mut Opened<'_>) -> Result<(Columns, u64), ImportError> {
    let mut first: Option<String> = None;
    for skipped in 0..HEADER_ROWS {
        let Some(line) = table.next_row().map_err(ImportError::from)? else { break };
        let texts = line.texts();
        if let Some(columns) = Columns::of_header(&texts) {
            return Ok((columns, skipped as u64));
        }
        first.get_or_insert_with(|| texts.join(" "));
    }
    Err(ImportError::Refused(match first {
        Some(text) => {
            format!("it has no header that UN Comtrade writes; it begins: {}", crate::import::quoted(text.trim()))
        }
        None => "it is empty".to_owned(),
    }))
}

enum Verdict {
    /// Both sides are surely not of the pair.
    Other,
    /// It has to be looked at.
    Look,
}

/// Tells most rows of other countries by two numeric codes, without a look at anything else.
struct Filter {
    reporter: Option<usize>,
    partner: Option<usize>,
    reporters: Vec<u16>,
    partners: Vec<u16>,
}

impl Filter {
    fn new(scan: &Scan) -> Self {
        let codes = |areas: &[&'static Area]| areas.iter().filter_map(|area| area.code).collect::<Vec<_>>();
        let reporters = [codes(&scan.parties.first.areas), codes(&scan.parties.second.areas)].concat();
        let mut partners = reporters.clone();
        for party in [&scan.parties.first, &scan.parties.second] {
            for iso3 in party.areas.first().map(|area| watched(area)).unwrap_or_default() {
                partners.extend(crate::import::areas::areas_by_iso3(iso3).filter_map(|area| area.code));
            }
        }
        Self {
            reporter: scan.columns.place(Column::ReporterCode),
            partner: scan.columns.place(Column::PartnerCode),
            reporters,
            partners,
        }
    }

    fn verdict(&self, line: &Line<'_>) -> Verdict {
        let is_other = |place: Option<usize>, codes: &[u16]| {
            let code = place.and_then(|place| code_of_bytes(line.bytes(place)));
            // What is no plain number, or no code that is known, has to be looked at.
            code.is_some_and(|code| !codes.contains(&code))
        };
        if is_other(self.partner, &self.partners) || is_other(self.reporter, &self.reporters) {
            return Verdict::Other;
        }
        Verdict::Look
    }
}

fn code_of_bytes(bytes: &[u8]) -> Option<u16> {
    if bytes.is_empty() || bytes.len() > 4 {
        return std::str::from_utf8(bytes).ok().and_then(code_of);
    }
    let mut code = 0_u16;
    for byte in bytes {
        if !byte.is_ascii_digit() {
            return None;
        }
        code = code * 10 + u16::from(byte - b'0');
    }
    Some(code)
}

impl Columns {
    fn has_any(&self, columns: [Column; 3]) -> bool {
        columns.into_iter().any(|column| self.place(column).is_some())
    }
}
