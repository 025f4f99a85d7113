//! Lists of events: TimelineJS, iCalendar, The Timeline Project, Wikidata, any table of dates and texts.
//!
//! A date is as precise as the list states it. It is never moved by a time zone, and never filled up with a first of January.

mod dates;
mod draft;
mod ics;
mod json;
mod table;
mod xml;

use smol_str::SmolStr;

pub(super) use table::is_event_table;

use super::run;
use super::table::Input;
use super::{ImportContext, ImportError, Proposals, Recipe};

/// Reads a list of events.
pub(super) fn read(input: Input<'_>, recipe: &Recipe, context: &ImportContext) -> Result<Proposals, ImportError> {
    let parties: Vec<(SmolStr, SmolStr)> = match run::parties_of(recipe, context)? {
        Some(parties) => [parties.first, parties.second].map(|party| (party.id, party.name)).into(),
        None => Vec::new(),
    };
    let beginning = input.beginning();
    let start = beginning.trim_start();
    let events = if input.is_spreadsheet() {
        table::read(&mut input.open(None, None)?)?
    } else if start.starts_with("BEGIN:VCALENDAR") {
        ics::read(&input.text()?)
    } else if start.starts_with('<') {
        xml::read(&input.text()?)?
    } else if start.starts_with(['{', '[']) {
        json::read(&input.text()?)?
    } else {
        table::read(&mut input.open(None, None)?)?
    };
    Ok(events.proposals(context, &parties))
}
