//! Tables of events: the spreadsheet of TimelineJS, the results of Wikidata's queries, any table of dates and texts.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::dates::{Parts, between, day_of_timestamp, unsure};
use super::draft::{EventDraft, Events, addresses, plain_text, title_of};
use crate::import::areas::folded;
use crate::import::decimal::{Number, number};
use crate::import::mapped::period;
use crate::import::table::Opened;
use crate::import::{Cell, Evidence, ImportError, NotUnderstood};

/// The most rows that are read.
const MAX_ROWS: u64 = 1_000_000;

/// What a column of a table of events is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Year,
    Month,
    Day,
    EndYear,
    EndMonth,
    EndDay,
    Date,
    EndDate,
    Display,
    Title,
    Text,
    Theme,
    Link,
    Id,
    Kind,
}

fn role(heading: &str) -> Option<Role> {
    Some(match folded(heading).as_str() {
        "year" | "startyear" | "tahun" => Role::Year,
        "month" | "startmonth" => Role::Month,
        "day" | "startday" => Role::Day,
        "endyear" => Role::EndYear,
        "endmonth" => Role::EndMonth,
        "endday" => Role::EndDay,
        "date" | "startdate" | "start" | "begin" | "tanggal" | "when" | "inception" | "birth" | "dateofbirth"
        | "birthdate" | "dob" | "eventdate" | "pointintime" | "time" | "날짜" => Role::Date,
        "enddate" | "end" | "death" | "dateofdeath" | "deathdate" | "dod" | "dissolved" => Role::EndDate,
        "displaydate" => Role::Display,
        "headline" | "title" | "event" | "name" | "label" | "itemlabel" | "peristiwa" | "judul" | "subject"
        | "summary" | "사건" | "제목" => Role::Title,
        "text" | "description" | "details" | "notes" | "deskripsi" | "keterangan" | "itemdescription" | "내용" => {
            Role::Text
        }
        "group" | "type" | "category" | "theme" | "tag" | "kategori" | "분류" => Role::Theme,
        "resources" | "source" | "sources" | "url" | "link" | "links" | "reference" | "sumber" | "출처" => Role::Link,
        "item" | "uid" | "id" => Role::Id,
        _ => return None,
    })
}

/// The columns of a header by what they are.
struct Columns {
    places: Vec<(Role, usize)>,
    headings: Vec<SmolStr>,
    is_timelinejs: bool,
}

impl Columns {
    fn of_header(headings: &[SmolStr], rows: &[Vec<SmolStr>]) -> Option<Self> {
        let mut places: Vec<(Role, usize)> = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            if let Some(role) = role(heading)
                && !places.iter().any(|(other, _)| *other == role)
            {
                places.push((role, place));
            }
        }
        let has = |places: &[(Role, usize)], role| places.iter().any(|(other, _)| *other == role);
        let is_timelinejs = has(&places, Role::Year) && headings.iter().any(|heading| folded(heading) == "headline");
        if is_timelinejs {
            // “Time” is the hour there.
            places.retain(|(role, _)| !matches!(role, Role::Date | Role::EndDate));
            // There “Type” says what a slide is.
            for (role, place) in &mut places {
                if *role == Role::Theme && folded(&headings[*place]) == "type" {
                    *role = Role::Kind;
                }
            }
            if let Some(place) = headings.iter().position(|heading| folded(heading) == "group")
                && !has(&places, Role::Theme)
            {
                places.push((Role::Theme, place));
            }
        }
        let samples = |place: usize| rows.iter().filter_map(move |row| row.get(place)).filter(|cell| !cell.is_empty());
        if !has(&places, Role::Date) && !has(&places, Role::Year) {
            let is_dates = |place: &usize| {
                let (mut all, mut dates) = (0, 0);
                for cell in samples(*place) {
                    all += 1;
                    dates +=
                        usize::from(cell.len() >= 8 && day_of_timestamp(cell).is_some_and(|parts| parts.day.is_some()));
                }
                all > 0 && dates * 10 >= all * 9
            };
            places.extend((0..headings.len()).find(is_dates).map(|place| (Role::Date, place)));
        }
        if !has(&places, Role::Title) {
            // Wikidata calls the name of “city” “cityLabel”.
            let label = headings.iter().position(|heading| heading.ends_with("Label"));
            places.extend(label.map(|place| (Role::Title, place)));
        }
        if !has(&places, Role::Id) {
            let is_item =
                |place: &usize| samples(*place).any(|cell| cell.starts_with("http://www.wikidata.org/entity/"));
            places.extend((0..headings.len()).find(is_item).map(|place| (Role::Id, place)));
        }
        let has_date = has(&places, Role::Date) || has(&places, Role::Year);
        let has_words = has(&places, Role::Title) || has(&places, Role::Text);
        (has_date && has_words).then(|| Self { places, headings: headings.to_vec(), is_timelinejs })
    }

    fn text<'a>(&self, cells: &'a [SmolStr], role: Role) -> &'a str {
        let place = self.places.iter().find(|(other, _)| *other == role).map(|(_, place)| *place);
        place.and_then(|place| cells.get(place)).map_or("", SmolStr::as_str)
    }

    fn cell(&self, row: u64, role: Role, cells: &[SmolStr]) -> Option<Cell> {
        let (_, place) = self.places.iter().find(|(other, _)| *other == role)?;
        Some(Cell {
            row,
            column: u32::try_from(place + 1).unwrap_or(u32::MAX),
            name: self.headings.get(*place).cloned().unwrap_or_default(),
            text: cells.get(*place)?.clone(),
        })
    }
}

/// Whether a header and the rows below it are a table of events rather than of numbers.
pub(in crate::import) fn is_event_table(header: &[SmolStr], rows: &[Vec<SmolStr>]) -> bool {
    let Some(columns) = Columns::of_header(header, rows) else { return false };
    if columns.is_timelinejs || columns.places.iter().any(|(role, _)| *role == Role::Id) {
        return true;
    }
    let words =
        columns.places.iter().find(|(role, _)| matches!(role, Role::Title | Role::Text)).map(|(_, place)| *place);
    let cells = rows.iter().filter_map(|row| row.get(words?)).filter(|cell| !cell.is_empty());
    let (mut all, mut texts) = (0, 0);
    for cell in cells {
        all += 1;
        texts += usize::from(number(cell) == Number::NotANumber && cell.chars().count() > 3);
    }
    let numeric = (0..header.len()).filter(|place| {
        let cells: Vec<&SmolStr> =
            rows.iter().filter_map(|row| row.get(*place)).filter(|cell| !cell.is_empty()).collect();
        !cells.is_empty() && cells.iter().all(|cell| matches!(number(cell), Number::Value(_)) && cell.len() != 4)
    });
    all > 0 && texts * 10 >= all * 9 && numeric.count() == 0
}

/// Reads a table of events.
pub(super) fn read(table: &mut Opened<'_>) -> Result<Events, ImportError> {
    let mut rows: Vec<(u64, Vec<SmolStr>)> = Vec::new();
    while let Some(line) = table.next_row()? {
        rows.push((line.row(), line.texts()));
        if line_count(&rows) > MAX_ROWS {
            return Err(ImportError::Refused(format!("the list has more than {MAX_ROWS} rows")));
        }
    }
    let sheet = table.sheet().cloned();
    let Some(((_, headings), rest)) = rows.split_first() else {
        return Err(ImportError::Refused("the list is empty".to_owned()));
    };
    let samples: Vec<Vec<SmolStr>> = rest.iter().take(200).map(|(_, cells)| cells.clone()).collect();
    let columns = Columns::of_header(headings, &samples).ok_or_else(|| {
        ImportError::Refused(format!(
            "no columns of dates and texts were found in its header: {}",
            crate::import::quoted(&headings.join(", "))
        ))
    })?;
    let mut events = Events::default();
    for (row, cells) in rest {
        read_row(&columns, *row, cells, sheet.as_ref(), &mut events);
    }
    merge_items(&mut events);
    if !events.glued.is_empty() {
        let rows: Vec<String> = events.glued.iter().take(12).map(u64::to_string).collect();
        let count = events.glued.len();
        events.notes.push(format!(
            "{count} rows name several sources in one cell, which were taken apart: {}.",
            rows.join(", ")
        ));
    }
    Ok(events)
}

fn line_count(rows: &[(u64, Vec<SmolStr>)]) -> u64 {
    rows.len() as u64
}

/// Rows of a query in JSON, each with its keys.
pub(super) fn query_rows(rows: &[Vec<(String, String)>]) -> Events {
    let mut headings: Vec<SmolStr> = Vec::new();
    for (key, _) in rows.iter().flatten() {
        if !headings.iter().any(|known| known == key) {
            headings.push(key.as_str().into());
        }
    }
    let cells_of = |row: &Vec<(String, String)>| -> Vec<SmolStr> {
        let cell =
            |heading: &SmolStr| row.iter().find(|(key, _)| heading == key).map(|(_, value)| value.as_str().into());
        headings.iter().map(|heading| cell(heading).unwrap_or_default()).collect()
    };
    let table: Vec<Vec<SmolStr>> = rows.iter().map(cells_of).collect();
    let mut events = Events::default();
    match Columns::of_header(&headings, &table) {
        Some(columns) => {
            for (row, cells) in (1..).zip(&table) {
                read_row(&columns, row, cells, None, &mut events);
            }
            merge_items(&mut events);
        }
        None => events.notes.push("No dates and texts were found in the list.".to_owned()),
    }
    events
}

fn read_row(columns: &Columns, row: u64, cells: &[SmolStr], sheet: Option<&SmolStr>, events: &mut Events) {
    if cells.iter().all(SmolStr::is_empty) {
        return;
    }
    let get = |role| columns.text(cells, role);
    if columns.is_timelinejs && get(Role::Kind).eq_ignore_ascii_case("title") {
        events.title = Some(plain_text(get(Role::Title))).filter(|title| !title.is_empty());
        events.notes.push("The title slide is no event and was left out.".to_owned());
        return;
    }
    if columns.is_timelinejs && get(Role::Kind).eq_ignore_ascii_case("era") {
        events.notes.push(format!("Row {row} is an era and was left out."));
        return;
    }
    let text = plain_text(get(Role::Text));
    let mut title = plain_text(get(Role::Title));
    if title.is_empty() {
        title = title_of(&text);
    }
    let shown = [
        Role::Date,
        Role::EndDate,
        Role::Year,
        Role::Month,
        Role::Day,
        Role::EndYear,
        Role::EndMonth,
        Role::EndDay,
        Role::Title,
        Role::Text,
        Role::Link,
    ];
    let mut shown: Vec<Cell> = shown
        .into_iter()
        .filter_map(|role| columns.cell(row, role, cells))
        .filter(|cell| !cell.text.is_empty())
        .collect();
    shown.sort_by_key(|cell| cell.column);
    let wrong = |role: Role, why: String| NotUnderstood {
        evidence: Evidence::Cells {
            sheet: sheet.cloned(),
            cells: columns.cell(row, role, cells).into_iter().collect(),
        },
        why,
    };
    let mut doubts = Vec::new();
    let date = match date(columns, cells, &mut doubts) {
        Ok(date) => date,
        Err((role, why)) => {
            events.not_understood.push(wrong(role, why));
            return;
        }
    };
    if title.is_empty() {
        events.not_understood.push(wrong(Role::Title, "the row has no text".to_owned()));
        return;
    }
    let mut note = Vec::new();
    note.extend(
        Some(get(Role::Display)).filter(|text| !text.is_empty()).map(|text| format!("Shown in the list as: {text}.")),
    );
    let link = get(Role::Link);
    let named = addresses(link);
    if named.len() > 1 {
        events.glued.push(row);
    }
    note.extend(named.into_iter().map(|url| format!("The list names as source: {url}")));
    events.list.push(EventDraft {
        id: Some(get(Role::Id)).filter(|id| !id.is_empty()).map(|id| id.rsplit('/').next().unwrap_or(id).into()),
        title,
        text,
        date,
        theme: Some(plain_text(get(Role::Theme))).filter(|theme| !theme.is_empty()),
        note,
        locator: format!("row {row}"),
        evidence: Evidence::Cells { sheet: sheet.cloned(), cells: shown },
        doubts,
        rule: "table-event",
        why: "The date as the row writes it, no more precise than it can be known to be.".to_owned(),
    });
}

type Wrong = (Role, String);

/// The date of a row, in EDTF.
fn date(columns: &Columns, cells: &[SmolStr], doubts: &mut Vec<String>) -> Result<Option<SmolStr>, Wrong> {
    let get = |role| columns.text(cells, role);
    let has_date = columns.places.iter().any(|(role, _)| *role == Role::Date);
    if !has_date {
        let parts = |roles: [Role; 3]| Parts::read(get(roles[0]), get(roles[1]), get(roles[2]));
        let start = parts([Role::Year, Role::Month, Role::Day]).ok_or_else(|| {
            (
                Role::Year,
                format!("“{} {} {}” is no date", get(Role::Year), get(Role::Month), get(Role::Day)).replace("  ", " "),
            )
        })?;
        let end = if get(Role::EndYear).is_empty() {
            None
        } else {
            Some(
                parts([Role::EndYear, Role::EndMonth, Role::EndDay])
                    .ok_or_else(|| (Role::EndYear, "the end is no date".to_owned()))?,
            )
        };
        return Ok(Some(between(start, end)));
    }
    let start = one_date(get(Role::Date), doubts).map_err(|why| (Role::Date, why))?;
    let end = one_date(get(Role::EndDate), doubts).map_err(|why| (Role::EndDate, why))?;
    Ok(match (start, end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}/{end}").into()),
        (Some(start), _) => Some(start),
        (None, Some(end)) => Some(format!("/{end}").into()),
        (None, None) => None,
    })
}

/// A date of one cell; `None` where it is empty.
fn one_date(text: &str, doubts: &mut Vec<String>) -> Result<Option<SmolStr>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(parts) = day_of_timestamp(text) {
        let (date, doubt) = if parts.day.is_some() { unsure(parts) } else { (parts.edtf(), None) };
        if let Some(doubt) = doubt.filter(|doubt| !doubts.contains(doubt)) {
            doubts.push(doubt);
        }
        return Ok(Some(date));
    }
    if let Some(period) = period(text) {
        return Ok(Some(period));
    }
    // Dates that are EDTF already are taken as they are.
    if crate::dossier::Date::parse(text).is_ok() {
        return Ok(Some(text.into()));
    }
    if let Some(date) = written_out(text) {
        return Ok(Some(date.edtf()));
    }
    let ambiguous = text.split(['/', '.', '-']).filter(|part| part.parse::<u32>().is_ok()).count() == 3;
    let more = if ambiguous { ": day and month cannot be told apart" } else { "" };
    Err(format!("“{text}” is no date that can be read for certain{more}"))
}

/// “20 October 2013”, “October 20, 2013”, and days of numbers of which only one reading is possible.
fn written_out(text: &str) -> Option<Parts> {
    let parts: Vec<&str> = text.split([' ', ',', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let year = crate::import::mapped::year(three)?;
    let month = |text: &str| crate::import::mapped::month(text).filter(|_| text.parse::<u8>().is_err());
    let day = |text: &str| {
        text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok().filter(|day| (1..=31).contains(day))
    };
    let (month, day) = match (month(one), month(two)) {
        (Some(month), _) => (month, day(two)?),
        (None, Some(month)) => (month, day(one)?),
        (None, None) => {
            let (a, b) = (one.parse::<u8>().ok()?, two.parse::<u8>().ok()?);
            match (a, b) {
                (13..=31, 1..=12) => (b, a),
                (1..=12, 13..=31) => (a, b),
                (a, b) if a == b => (a, b),
                _ => return None,
            }
        }
    };
    Parts::read(&year.to_string(), &month.to_string(), &day.to_string())
}

/// Rows of a query that differ only in what else was asked are one event.
fn merge_items(events: &mut Events) {
    let mut first: BTreeMap<(SmolStr, Option<SmolStr>, String), usize> = BTreeMap::new();
    let mut kept: Vec<EventDraft> = Vec::new();
    let mut merged = 0;
    for event in std::mem::take(&mut events.list) {
        let Some(id) = event.id.clone().filter(|id| id.starts_with('Q')) else {
            kept.push(event);
            continue;
        };
        let key = (id, event.date.clone(), event.title.clone());
        if let Some(place) = first.get(&key) {
            merged += 1;
            if let (Evidence::Cells { cells, .. }, Evidence::Cells { cells: more, .. }) =
                (&mut kept[*place].evidence, event.evidence)
            {
                cells.extend(more);
            }
        } else {
            first.insert(key, kept.len());
            kept.push(event);
        }
    }
    if merged > 0 {
        events.notes.push(format!("{merged} rows say the same of the same item again and were put together."));
    }
    events.list = kept;
}
