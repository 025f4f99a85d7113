//! What a text is, from how it begins.

use smol_str::SmolStr;

use super::rows::Rows;
use super::sniff::sniff;
use crate::import::{Kind, article, comtrade, events, sdmx};
use crate::load::Progress;

/// The kind of a text.
pub(super) fn of_beginning(text: &str, is_whole: bool) -> Kind {
    let start = text.trim_start();
    if article::is_page_of_article(start) {
        return Kind::Article;
    }
    if start.starts_with("BEGIN:VCALENDAR") || start.starts_with("<?xml") || start.starts_with("<timeline") {
        return Kind::Events;
    }
    if start.starts_with(['{', '[']) {
        let is_events = ["\"events\"", "\"entities\"", "\"bindings\"", "\"start_date\"", "wikidata.org/entity/"];
        return if is_events.iter().any(|key| start.contains(key)) { Kind::Events } else { Kind::Bibliography };
    }
    let has_entry = |line: &str| {
        let line = line.trim_start();
        line.starts_with("TY  - ") || (line.starts_with('@') && line.contains('{'))
    };
    if start.lines().take(40).any(has_entry) {
        return Kind::Bibliography;
    }
    if article::is_wikitext(start) || article::is_text_of_article(start) {
        return Kind::Article;
    }
    of_table(&first_rows(text.as_bytes(), is_whole))
}

fn of_table(rows: &[Vec<SmolStr>]) -> Kind {
    if rows.iter().any(|row| comtrade::is_comtrade(row)) {
        return Kind::Comtrade;
    }
    if rows.first().and_then(|row| row.first()).is_some_and(|first| sdmx::is_sdmx(first)) {
        return Kind::Sdmx;
    }
    if rows.first().is_some_and(|row| events::is_event_table(row, &rows[1..])) {
        return Kind::Events;
    }
    Kind::Table
}

fn first_rows(text: &[u8], is_whole: bool) -> Vec<Vec<SmolStr>> {
    let layout = sniff(text, is_whole);
    let progress = Progress::default();
    let mut rows = Rows::new(Box::new(text), layout, encoding_rs::UTF_8, &progress);
    let mut found = Vec::new();
    while found.len() < 40
        && let Ok(Some(record)) = rows.next_row()
    {
        found.push(record.texts());
    }
    found
}
