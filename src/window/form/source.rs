//! A source: the fields that fit its type, those that hold something, and, asked for, every other one.

use egui::Ui;

use super::super::parts::{quiet_button, soft};
use super::fields::{Field, Fields, choice_ui, kept_ui, row_ui, text_ui};
use super::names::names_ui;
use super::source_fields::{Kind, SourceType, TYPES, VARIABLES, Variable, type_of};
use crate::edit::Json;

/// The fields of a source. What is not known is left empty, and is not in the file then.
pub(super) fn source_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, path: &str, is_new: bool) {
    let at = |key: &'static str, label: &'static str, hint: &'static str| Field { path, key, label, hint };
    let title = text_ui(ui, fields, record, at("title", "Title of the source", "Empty where not known"), 1);
    if is_new {
        title.request_focus();
    }
    let types: Vec<(String, String)> =
        TYPES.iter().map(|known| (known.word.to_owned(), known.name.to_owned())).collect();
    choice_ui(ui, fields, record, at("type", "Type", ""), &types, false);
    let kind = type_of(record.text_of("type"));
    let more_id = fields.id.with((path, "more fields"));
    let has_more: bool = ui.data(|data| data.get_temp(more_id)).unwrap_or_default();
    let is_shown = |variable: &&Variable| has_more || kind.fits(variable.key) || holds(record, variable.key);
    let shown: Vec<&Variable> = VARIABLES.iter().filter(is_shown).collect();
    variables_ui(ui, fields, record, path, kind, &shown);
    let words = if has_more { "Fewer fields" } else { "More fields" };
    if shown.len() < VARIABLES.len() || has_more {
        let hover = "Fields that seldom fit this type; what holds something is always shown";
        if quiet_button(ui, words, true).on_hover_text(hover).clicked() {
            ui.data_mut(|data| data.insert_temp(more_id, !has_more));
        }
    }
    let keys = VARIABLES.iter().map(|variable| variable.key).chain(["title", "type"]);
    kept_ui(ui, record, &keys.collect::<Vec<_>>());
    fields.whole_problem_ui(ui, path);
    if ["title", "publisher", "URL", "DOI"].iter().all(|key| record.text_of(key).is_empty()) {
        soft(ui, "Write at least a title, a publisher or an address, so that it can be found.");
    }
}

/// Whether something is written under a key.
fn holds(record: &Json, key: &str) -> bool {
    match record.get(key) {
        Some(Json::Text(text)) => !text.is_empty(),
        Some(Json::List(items)) => !items.is_empty(),
        Some(Json::Object(entries)) => !entries.is_empty(),
        Some(Json::Number(_) | Json::Bool(_) | Json::Null) => true,
        None => false,
    }
}

/// Fields one below the other, short ones two in a row.
fn variables_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    record: &mut Json,
    path: &str,
    kind: SourceType,
    shown: &[&Variable],
) {
    let is_short = |variable: &Variable| matches!(variable.kind, Kind::Short | Kind::Date);
    let mut rest = shown;
    while let [first, after @ ..] = rest {
        rest = after;
        let Some((second, after)) = after.split_first().filter(|(second, _)| is_short(first) && is_short(second))
        else {
            variable_ui(ui, fields, record, path, kind, first);
            continue;
        };
        rest = after;
        let (mut left, mut right) = (record.clone(), record.clone());
        row_ui(
            ui,
            [&mut |ui| variable_ui(ui, fields, &mut left, path, kind, first), &mut |ui| {
                variable_ui(ui, fields, &mut right, path, kind, second);
            }],
        );
        for (key, cell) in [(first.key, &left), (second.key, &right)] {
            if let Some(value) = cell.get(key).filter(|value| record.get(key) != Some(value)) {
                record.set(key, value.clone());
            }
        }
    }
}

fn variable_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, path: &str, kind: SourceType, variable: &Variable) {
    let Variable { key, hint, .. } = *variable;
    let field = Field { path, key, label: kind.label(variable), hint };
    match variable.kind {
        Kind::Text | Kind::Short => {
            text_ui(ui, fields, record, field, 1);
        }
        Kind::Names => names_ui(ui, fields, record, field),
        Kind::Date => {
            let mut date = Json::object([(key, Json::from(date_text(record.get(key))))]);
            text_ui(ui, fields, &mut date, field, 1);
            if date.text_of(key) != date_text(record.get(key)) {
                let date = date_of(date.text_of(key), record.get(key));
                record.set(key, date);
            }
            if let Some(date) = record.get(key) {
                kept_ui(ui, date, &DATE_KEYS);
            }
        }
    }
}

/// What of a date of CSL stands in its field; a season, for one, has no place there.
const DATE_KEYS: [&str; 4] = ["date-parts", "raw", "literal", "circa"];

/// Whether a date is said to be about that.
fn is_approximate(date: &Json) -> bool {
    match date.get("circa") {
        Some(Json::Bool(is_so)) => *is_so,
        Some(Json::Number(number)) => number != "0",
        Some(Json::Text(text)) => !matches!(&**text, "" | "0" | "false"),
        Some(Json::Null | Json::List(_) | Json::Object(_)) | None => false,
    }
}

/// A date of a source as it is typed: from one day to another with a stroke between, about it with `~`; or its words.
fn date_text(date: Option<&Json>) -> String {
    let Some(date) = date else { return String::new() };
    let part = |part: &Json| match part {
        Json::Number(number) => number.to_string(),
        Json::Text(text) => text.to_string(),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => String::new(),
    };
    let padded = |(place, part): (usize, String)| if place > 0 { format!("{part:0>2}") } else { part };
    let end = |end: &Json| end.items().iter().map(part).enumerate().map(padded).collect::<Vec<_>>().join("-");
    let mark = if is_approximate(date) { "~" } else { "" };
    match date.get("date-parts") {
        Some(ends) => ends.items().iter().map(end).collect::<Vec<_>>().join("/") + mark,
        None => ["raw", "literal"].map(|key| date.text_of(key)).concat() + mark,
    }
}

/// A date as CSL wants it, where it is one, else as it was typed; with what the date before it says besides.
fn date_of(typed: &str, before: Option<&Json>) -> Json {
    let end = |typed: &str| {
        let parts: Vec<&str> = typed.split('-').collect();
        let is_part = |(place, part): (usize, &&str)| {
            part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() == if place == 0 { 4 } else { 2 }
        };
        let is_date = (1..=3).contains(&parts.len()) && parts.iter().enumerate().all(is_part);
        let number = |part: &&str| Json::Number(part.parse::<u32>().unwrap_or_default().to_string().into());
        is_date.then(|| Json::List(parts.iter().map(number).collect()))
    };
    if typed.is_empty() {
        return Json::Object(Vec::new());
    }
    let (bare, is_about) = typed.strip_suffix('~').map_or((typed, false), |bare| (bare, true));
    let ends: Option<Vec<Json>> = bare.splitn(2, '/').map(end).collect();
    let date = match ends {
        Some(ends) => ("date-parts", Json::List(ends)),
        None => ("raw", Json::from(bare)),
    };
    let about = is_about.then_some(("circa", Json::Bool(true)));
    let mut written = Json::object([date].into_iter().chain(about));
    let entries = before.map(Json::entries).unwrap_or_default();
    for (key, value) in entries.iter().filter(|(key, _)| !DATE_KEYS.contains(&key.as_str())) {
        written.set(key, value.clone());
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_sources_are_written_as_csl_wants_them() {
        for (typed, expected) in [
            ("2015", r#"{"date-parts":[[2015]]}"#),
            ("2015-03-04", r#"{"date-parts":[[2015,3,4]]}"#),
            ("2015-03/2016", r#"{"date-parts":[[2015,3],[2016]]}"#),
            ("2015-03~", r#"{"date-parts":[[2015,3]],"circa":true}"#),
            ("spring 2015", r#"{"raw":"spring 2015"}"#),
            ("spring 2015~", r#"{"raw":"spring 2015","circa":true}"#),
            ("2015-", r#"{"raw":"2015-"}"#),
            ("2015-3", r#"{"raw":"2015-3"}"#),
            ("2015/", r#"{"raw":"2015/"}"#),
            ("", "{}"),
        ] {
            let date = date_of(typed, None);
            assert_eq!(date.to_string(), expected);
            assert_eq!(date_text(Some(&date)), typed);
        }
        // What it says besides is kept with another year, and its doubt is seen.
        let about = Json::parse(r#"{"date-parts":[[2015]],"season":1,"circa":1}"#).unwrap_or(Json::Null);
        assert_eq!(date_text(Some(&about)), "2015~");
        assert_eq!(date_of("2016~", Some(&about)).to_string(), r#"{"date-parts":[[2016]],"circa":true,"season":1}"#);
        assert_eq!(date_of("2016", Some(&about)).to_string(), r#"{"date-parts":[[2016]],"season":1}"#);
        let words = Json::object([("literal", Json::from("Spring 2015"))]);
        assert_eq!(date_text(Some(&words)), "Spring 2015");
    }
}
