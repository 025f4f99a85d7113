//! Reads a table by its mapping: every cell that does not fit is listed, none is passed over.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::guess::{Preview, guess, header, header_at, headings};
use super::mapping::{ColumnMap, DAYS_QUESTION, Mapping, Role, ValueKind, YEARS_QUESTION};
use super::marks::marked_period;
use super::period::{DayOrder, fiscal, month};
use super::row::{RowCells, Skip};
use crate::edit::Json;
use crate::import::areas::Area;
use crate::import::evidence::{Cell, Evidence, NotUnderstood};
use crate::import::mixup::{self, Sample};
use crate::import::parties::Parties;
use crate::import::table::Opened;
use crate::import::trade::{TradeDraft, entry};
use crate::import::{ImportContext, ImportError, Kind, Proposals, Recipe, run, wording};

/// So many rows are looked at before the mapping is guessed.
const PREVIEW_ROWS: usize = 400;
/// The most misfits that are listed.
const MAX_LISTED: usize = 100_000;
/// So many values of countries that are easily confused are kept.
const MAX_OTHERS: usize = 20_000;
/// So many lines that are no rows are shown.
const MAX_LINES: usize = 6;
/// The most values that are kept.
const MAX_VALUES: usize = 1_000_000;

/// Reads any table.
pub(in crate::import) fn read(
    mut table: Opened<'_>,
    recipe: &Recipe,
    context: &ImportContext,
) -> Result<Proposals, ImportError> {
    let (preview, parts) = first_rows(&mut table, PREVIEW_ROWS)?;
    let mapping = mapping_of(recipe.table.as_ref(), &preview, table.sheet().map(SmolStr::as_str))?;
    let mut reader = Reader::new(mapping, &preview, recipe, context, table.sheet().cloned())?;
    for (row, cells) in &preview {
        reader.row(*row, cells)?;
    }
    drop(preview);
    while let Some(line) = table.next_row()? {
        reader.row(line.row(), &parted(line.texts(), parts))?;
    }
    Ok(reader.finish(&table, recipe, context))
}

/// The cells of a row, with its number.
pub(super) type NumberedRow = (u64, Vec<SmolStr>);

/// The first rows of a table, with their numbers, and how many columns its first one is: Eurostat puts several into one.
pub(super) fn first_rows(table: &mut Opened<'_>, most: usize) -> Result<(Vec<NumberedRow>, usize), ImportError> {
    let mut rows = Vec::new();
    let mut parts = 1;
    while rows.len() < most
        && let Some(line) = table.next_row()?
    {
        let cells = line.texts();
        if rows.is_empty() {
            parts = cells.first().map_or(1, |cell| dimensions(cell));
        }
        rows.push((line.row(), parted(cells, parts)));
    }
    Ok((rows, parts))
}

/// How many columns a heading such as `freq,reporter,partner\TIME_PERIOD` stands for.
fn dimensions(heading: &str) -> usize {
    match heading.split_once('\\') {
        Some((names, over)) if !over.is_empty() => names.split(',').count(),
        _ => 1,
    }
}

/// A row whose first cell is parted into so many; of a heading without what stands over the other columns.
fn parted(cells: Vec<SmolStr>, parts: usize) -> Vec<SmolStr> {
    let Some((first, rest)) = cells.split_first().filter(|_| parts > 1) else { return cells };
    let names = first.split_once('\\').map_or(first.as_str(), |(names, _)| names);
    let mut parted: Vec<SmolStr> = names.splitn(parts, ',').map(|name| SmolStr::from(name.trim())).collect();
    parted.resize(parts, SmolStr::default());
    parted.extend_from_slice(rest);
    parted
}

/// The mapping that was given, or else the one that the first rows suggest, with what was said of the table as a whole.
pub(super) fn mapping_of(
    given: Option<&Mapping>,
    preview: &Preview,
    sheet: Option<&str>,
) -> Result<Mapping, ImportError> {
    if let Some(given) = given.filter(|given| !given.columns.is_empty()) {
        return Ok(given.clone());
    }
    let asked = given.filter(|given| given.header > 0);
    let found = match asked {
        Some(asked) => header_at(preview, asked.header, asked.header_rows),
        None => header(preview),
    };
    let Some(header) = found else {
        let beginning = preview.iter().take(3).map(|(_, cells)| cells.join(" ")).collect::<Vec<_>>().join(" ");
        return Err(ImportError::Refused(format!(
            "no table of numbers was found in it; it begins: {}",
            crate::import::quoted(&beginning)
        )));
    };
    let mut mapping = guess(preview, &header, sheet);
    if let Some(given) = given {
        mapping.sheet.clone_from(&given.sheet);
        mapping.separator = given.separator;
        mapping.year_begins = given.year_begins.filter(|_| mapping.year_begins.is_some()).or(mapping.year_begins);
        if mapping.year_begins.is_some_and(|begins| begins > 0) {
            mapping.questions.retain(|question| question != YEARS_QUESTION);
        }
        mapping.day_order = given.day_order.or(mapping.day_order);
        if mapping.day_order.is_some_and(|order| order != DayOrder::Open) {
            mapping.questions.retain(|question| question != DAYS_QUESTION);
        }
        mapping.reporter = given.reporter.clone().or(mapping.reporter);
        mapping.partner = given.partner.clone().or(mapping.partner);
    }
    Ok(mapping)
}

/// A table while it is read.
pub(in crate::import) struct Reader {
    pub(super) mapping: Mapping,
    /// The columns that are read, with their places.
    pub(super) columns: Vec<(usize, ColumnMap)>,
    headings: Vec<SmolStr>,
    /// The first row after the header.
    first_row: u64,
    pub(super) parties: Option<Parties>,
    pub(super) sheet: Option<SmolStr>,
    drafts: Vec<TradeDraft>,
    not_understood: Vec<NotUnderstood>,
    rejected: usize,
    others: u64,
    unknown: BTreeMap<SmolStr, u64>,
    left_out: BTreeMap<SmolStr, u64>,
    /// Lines with one cell, which are no rows: footnotes, mostly.
    lines: Vec<String>,
    /// What a line between the rows says of those below it, and its words.
    pub(super) section: Option<(ValueKind, SmolStr)>,
    /// The last cells of columns that may be written once for several rows, by column.
    above: BTreeMap<usize, (u64, SmolStr)>,
    /// The same pair with one of the two replaced by a country that is easily taken for it.
    lookalikes: Vec<(&'static Area, Parties)>,
    others_values: Vec<(&'static Area, Sample)>,
    pub(super) prefix: &'static str,
    /// Whether “Importe” are imports.
    is_german: bool,
}

impl Reader {
    pub(in crate::import) fn new(
        mapping: Mapping,
        preview: &Preview,
        recipe: &Recipe,
        context: &ImportContext,
        sheet: Option<SmolStr>,
    ) -> Result<Self, ImportError> {
        let is_header = |row: &u64| *row >= mapping.header && *row < mapping.header + mapping.header_rows;
        let rows: Vec<(u64, Vec<SmolStr>)> = preview.iter().filter(|(row, _)| is_header(row)).cloned().collect();
        let headings = headings(&rows);
        let mut columns = Vec::new();
        for column in mapping.columns.iter().filter(|column| column.role != Role::Ignore) {
            // Of several columns of one heading each is meant once, in its order.
            let taken = |place: &usize| columns.iter().any(|(other, _): &(usize, ColumnMap)| other == place);
            let place = (0..headings.len()).find(|place| headings[*place] == column.column && !taken(place));
            let place = place.ok_or_else(|| {
                ImportError::Refused(format!(
                    "the table has no column {} that the recipe speaks of",
                    crate::import::quoted(&column.column)
                ))
            })?;
            columns.push((place, column.tidied()));
        }
        if !columns.iter().any(|(_, column)| column.role == Role::Value) {
            return Err(ImportError::Refused(
                "no column of it was taken for values of trade; say which are, by a recipe (--print-recipe writes one to change)".to_owned(),
            ));
        }
        let has_period = columns.iter().any(|(_, column): &(usize, ColumnMap)| column.role == Role::Period);
        if !has_period && columns.iter().all(|(_, column)| column.period.is_none()) {
            return Err(ImportError::Refused(
                "no column of it was taken for years, and no heading has one; say which is, by a recipe (--print-recipe writes one to change)".to_owned(),
            ));
        }
        let parties = run::parties_of(recipe, context)?;
        let lookalikes = parties.as_ref().map(mixup::lookalikes).unwrap_or_default();
        let first_row = mapping.header + mapping.header_rows;
        let reader = Self {
            mapping,
            columns,
            headings,
            first_row,
            parties,
            sheet,
            drafts: Vec::new(),
            not_understood: Vec::new(),
            rejected: 0,
            others: 0,
            unknown: BTreeMap::new(),
            left_out: BTreeMap::new(),
            lines: Vec::new(),
            section: None,
            above: BTreeMap::new(),
            lookalikes,
            others_values: Vec::new(),
            prefix: if recipe.kind == Kind::Sdmx { "sdmx" } else { "table" },
            is_german: preview.iter().flat_map(|(_, cells)| cells).any(|cell| ValueKind::is_german(cell)),
        };
        reader.ask_pair(recipe.pair.is_some())?;
        Ok(reader)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|(_, column)| column.role == role)
    }

    /// Without a pair nobody knows which rows are wanted. The parties of a dossier are no answer to a table that does not
    /// say with whom goods were traded: it may be with all the world.
    fn ask_pair(&self, is_answer: bool) -> Result<(), ImportError> {
        let has_reporter = self.has(Role::Reporter) || self.mapping.reporter.is_some();
        let has_partner = self.has(Role::Partner) || self.mapping.partner.is_some();
        let has_flow = self.has(Role::Flow) || self.columns.iter().any(|(_, column)| column.value.flow.is_some());
        let is_told = has_partner || (has_reporter && !has_flow);
        if self.parties.is_some() && (is_answer || is_told) {
            return Ok(());
        }
        let is_open =
            !self.mapping.between.is_empty() || self.columns.iter().any(|(_, column)| !column.between.is_empty());
        let why = match (has_reporter, has_partner) {
            (false, false) if is_open => "the table names two countries, and not which of them reports",
            (false, false) => "the table names neither reporter nor partner",
            (true, false) => "the table names no partner",
            (false, true) => "the table names no reporter",
            (true, true) => "the table holds the trade of several countries",
        };
        Err(ImportError::AskPair { why: why.to_owned(), candidates: Vec::new() })
    }

    /// Reads one row.
    pub(in crate::import) fn row(&mut self, row: u64, cells: &[SmolStr]) -> Result<(), ImportError> {
        if row < self.first_row {
            return Ok(());
        }
        let filled: Vec<usize> = (0..cells.len()).filter(|place| !cells[*place].is_empty()).collect();
        if filled.is_empty() {
            return Ok(());
        }
        // A footnote or a heading between rows: one cell, and no number in it.
        if let [only] = filled.as_slice()
            && self.columns.len() > 1
        {
            *self.left_out.entry("rows with one cell, as notes have it".into()).or_default() += 1;
            let words = ValueKind::of_words_beside(&cells[*only], self.is_german);
            if words.flow.is_some() {
                // A second table below the first one: what it holds is said above it.
                self.section = Some((ValueKind { measure: None, ..words }, cells[*only].clone()));
            }
            if self.lines.len() < MAX_LINES {
                self.lines.push(crate::import::quoted(&cells[*only]));
            }
            return Ok(());
        }
        let repeats = |place: &&usize| self.headings.get(**place).is_some_and(|heading| *heading == cells[**place]);
        if filled.iter().filter(repeats).count() == filled.len() {
            *self.left_out.entry("rows that repeat the header".into()).or_default() += 1;
            return Ok(());
        }
        let (cells, from_above) = self.filled_from_above(row, cells);
        match self.drafts_of(row, &cells, from_above) {
            Ok(drafts) => {
                self.drafts.extend(drafts);
                if self.drafts.len() > MAX_VALUES {
                    return Err(ImportError::Refused(format!(
                        "more than {MAX_VALUES} values concern the two countries"
                    )));
                }
            }
            Err(Skip::Other) => {
                self.others += 1;
                self.look_at_lookalikes(row, &cells);
            }
            Err(Skip::Unknown(name)) => {
                if self.unknown.len() < 10_000 || self.unknown.contains_key(&name) {
                    *self.unknown.entry(name).or_default() += 1;
                }
            }
            Err(Skip::LeftOut(why)) => *self.left_out.entry(why).or_default() += 1,
            Err(Skip::Wrong(place, why)) => self.reject(row, place, &cells, why),
        }
        Ok(())
    }

    fn reject(&mut self, row: u64, place: usize, cells: &[SmolStr], why: String) {
        self.rejected += 1;
        if self.not_understood.len() < MAX_LISTED {
            let cell = self.cell(row, place, cells);
            let evidence = Evidence::Cells { sheet: self.sheet.clone(), cells: vec![cell] };
            self.not_understood.push(NotUnderstood { evidence, why });
        }
    }

    pub(super) fn cell(&self, row: u64, place: usize, cells: &[SmolStr]) -> Cell {
        Cell {
            row,
            column: u32::try_from(place + 1).unwrap_or(u32::MAX),
            name: self.headings.get(place).cloned().unwrap_or_default(),
            text: cells.get(place).cloned().unwrap_or_default(),
        }
    }

    /// What one row says, as facts that are to be.
    fn drafts_of(&mut self, row: u64, cells: &[SmolStr], from_above: Vec<String>) -> Result<Vec<TradeDraft>, Skip> {
        let (drafts, misfits) = {
            let line = RowCells { row, cells, reader: self, parties: self.parties.as_ref(), from_above };
            line.read()?
        };
        for (place, why) in misfits {
            self.reject(row, place, cells, why);
        }
        Ok(drafts)
    }

    /// A row with what is written once for it and the rows above it, as merged cells are; what was filled in, in words. A row is
    /// filled where what stands right of the empty cell shows that it goes on: the year beside a country, the month beside a year.
    fn filled_from_above(&mut self, row: u64, cells: &[SmolStr]) -> (Vec<SmolStr>, Vec<String>) {
        let mut cells = cells.to_vec();
        let mut said = Vec::new();
        if self.prefix != "table" {
            return (cells, said);
        }
        let text = |cells: &[SmolStr], place: usize| cells.get(place).cloned().unwrap_or_default();
        let place_of =
            |role: Role| self.columns.iter().find(|(_, column)| column.role == role).map(|(place, _)| *place);
        let (years, months, flows) = (place_of(Role::Period), place_of(Role::Month), place_of(Role::Flow));
        let order = self.mapping.day_order;
        let goes_on = |cells: &[SmolStr], place: usize| {
            let is_year =
                |at: usize| marked_period(&text(cells, at), order).is_some() || fiscal(&text(cells, at)).is_some();
            let is_month = |at: usize| month(&text(cells, at)).is_some();
            let is_flow = |at: usize| ValueKind::of_words(&text(cells, at)).flow.is_some();
            years.is_some_and(|at| at > place && is_year(at))
                || months.is_some_and(|at| at > place && is_month(at))
                || flows.is_some_and(|at| at > place && is_flow(at))
        };
        let mut filled = Vec::new();
        for (place, column) in &self.columns {
            if !matches!(column.role, Role::Reporter | Role::Partner | Role::Period | Role::Flow) {
                continue;
            }
            let own = text(&cells, *place);
            if !own.is_empty() {
                filled.push((*place, own));
            } else if let (true, Some((above, words))) = (goes_on(&cells, *place), self.above.get(place)) {
                said.push(format!(
                    "The row leaves “{}” empty; “{words}” of row {above}, above it, was taken.",
                    column.column
                ));
                cells.resize(cells.len().max(*place + 1), SmolStr::default());
                cells[*place] = words.clone();
            }
        }
        for (place, own) in filled {
            self.above.insert(place, (row, own));
        }
        (cells, said)
    }

    /// Keeps what a row says of the trade with a country that is easily taken for one of the two.
    fn look_at_lookalikes(&mut self, row: u64, cells: &[SmolStr]) {
        if self.others_values.len() > MAX_OTHERS {
            return;
        }
        let mut found = Vec::new();
        for (area, parties) in &self.lookalikes {
            let line = RowCells { row, cells, reader: self, parties: Some(parties), from_above: Vec::new() };
            if !line.named().into_iter().flatten().any(|named| std::ptr::eq(named, *area)) {
                continue;
            }
            let (Ok((drafts, _)), Some(ours)) = (line.read(), self.parties.as_ref()) else { continue };
            let samples = drafts.iter().filter_map(|draft| mixup::sample_instead(draft, parties, ours));
            found.extend(samples.map(|sample| (*area, sample)));
        }
        self.others_values.extend(found);
    }

    /// The proposals of all rows.
    pub(in crate::import) fn finish(
        mut self,
        table: &Opened<'_>,
        recipe: &Recipe,
        context: &ImportContext,
    ) -> Proposals {
        self.months_of_days();
        let mut notes = Vec::new();
        run::note_sheets(table, &mut notes);
        let ignored: Vec<String> = self.ignored();
        if !ignored.is_empty() {
            notes.push(format!("Columns that were not read: {}.", ignored.join(", ")));
        }
        if self.others > 0 {
            notes.push(format!("{} rows are about other countries and were left out.", self.others));
        }
        for (why, count) in &self.left_out {
            notes.push(format!("Left out: {count} {why}."));
        }
        if !self.lines.is_empty() {
            notes.push(format!("Lines that are no rows, to be read by a person: {}.", self.lines.join(", ")));
        }
        if !self.unknown.is_empty() {
            let named: Vec<String> = self
                .unknown
                .iter()
                .take(8)
                .map(|(name, count)| format!("{} ({count})", crate::import::quoted(name)))
                .collect();
            let more =
                if self.unknown.len() > 8 { format!(" and {} more", self.unknown.len() - 8) } else { String::new() };
            notes.push(format!(
                "Names that are no country known here, whose rows were left out: {}{more}.",
                named.join(", ")
            ));
        }
        if self.rejected > self.not_understood.len() {
            notes.push(format!(
                "{} more cells do not fit; they are not listed.",
                self.rejected - self.not_understood.len()
            ));
        }
        for question in &self.mapping.questions {
            notes.push(format!("To be said by a person: {question}"));
        }
        let publisher = self.publisher(context);
        let mut source = vec![
            entry("id", context.import_id.as_str()),
            entry("type", "dataset"),
            entry("title", context.file_name.as_str()),
        ];
        source.extend(self.mapping.publisher.as_deref().map(|publisher| entry("publisher", publisher)));
        let _ = publisher;
        let mut proposals = Proposals { not_understood: self.not_understood, notes, ..Proposals::default() };
        proposals.recipe = Some(Box::new(Recipe { table: Some(self.mapping), ..recipe.clone() }));
        let parties = self.parties.unwrap_or_default();
        mixup::suspect(&mut self.drafts, &[], &self.others_values);
        run::finish_trade(&mut proposals, self.drafts, &parties, Json::object(source), context);
        proposals
    }

    fn publisher(&self, context: &ImportContext) -> String {
        self.mapping.publisher.clone().unwrap_or_else(|| format!("the table {}", context.file_name))
    }

    /// The columns with values or names in them that the mapping leaves out.
    fn ignored(&self) -> Vec<String> {
        let read = |heading: &SmolStr| self.columns.iter().any(|(_, column)| column.column == *heading);
        let left: Vec<&SmolStr> =
            self.headings.iter().filter(|heading| !heading.is_empty() && !read(heading)).collect();
        let mut named: Vec<String> = left.iter().take(12).map(|heading| format!("“{heading}”")).collect();
        if left.len() > named.len() {
            named.push(format!("{} more", left.len() - named.len()));
        }
        named
    }

    /// Dates that all are the first of a month, or all the last, stand for the month; those that all are the first of January for
    /// the year.
    fn months_of_days(&mut self) {
        let is_day = |draft: &TradeDraft| draft.period.len() == 10;
        let days = || self.drafts.iter().filter(|draft| is_day(draft));
        let is_first = days().all(|draft| draft.period.ends_with("-01"));
        let is_last = || days().all(|draft| is_month_end(&draft.period));
        if days().next().is_none() || !(is_first || is_last()) {
            return;
        }
        let is_yearly = self.drafts.iter().filter(|draft| is_day(draft)).all(|draft| draft.period.ends_with("-01-01"));
        let length = if is_yearly { 4 } else { 7 };
        for draft in self.drafts.iter_mut().filter(|draft| is_day(draft)) {
            draft.period = draft.period[..length].into();
            draft.period_words = wording::period(&draft.period);
            if is_yearly {
                draft.doubts.push("The table writes the first of January; the year was taken.".to_owned());
            }
        }
    }
}

/// Whether a day in EDTF is the last one of its month.
fn is_month_end(day: &str) -> bool {
    let parts: Vec<u16> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    *day == match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
