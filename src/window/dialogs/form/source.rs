//! A source: the fields that most have; every other field that it came with stays.

use egui::Ui;

use super::fields::{Fields, choice_ui, kept_ui, row_ui, text_ui};
use crate::edit::Json;

/// CSL types, with what they are called.
const TYPES: [(&str, &str); 12] = [
    ("webpage", "Web page"),
    ("article-newspaper", "Newspaper article"),
    ("article-magazine", "Magazine article"),
    ("article-journal", "Journal article"),
    ("book", "Book"),
    ("chapter", "Chapter"),
    ("report", "Report"),
    ("dataset", "Dataset"),
    ("document", "Document"),
    ("entry-encyclopedia", "Encyclopedia entry"),
    ("post-weblog", "Blog post"),
    ("legislation", "Law or treaty"),
];

/// The fields of a source. What is not known is left empty, and is not in the file then.
pub(super) fn source_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, path: &str, is_new: bool) {
    let types: Vec<(String, String)> =
        TYPES.iter().map(|(word, name)| ((*word).to_owned(), (*name).to_owned())).collect();
    let title = text_ui(ui, fields, record, path, "title", "Title of the source", "Empty where not known", 1);
    if is_new {
        title.request_focus();
    }
    let [mut kind, mut container, mut publisher, mut url, mut issued] = std::array::from_fn(|_| record.clone());
    let mut year = Json::object([("year", Json::from(issued_text(record)))]);
    row_ui(
        ui,
        [&mut |ui| choice_ui(ui, fields, &mut kind, path, "type", "Type", &types, false), &mut |ui| {
            text_ui(ui, fields, &mut year, path, "year", "Published", "2015, 2015-03 or 2015-03-04", 1);
        }],
    );
    row_ui(
        ui,
        [
            &mut |ui| {
                text_ui(ui, fields, &mut container, path, "container-title", "In (newspaper, site, book)", "", 1);
            },
            &mut |ui| {
                text_ui(ui, fields, &mut publisher, path, "publisher", "Publisher", "", 1);
            },
        ],
    );
    text_ui(ui, fields, &mut url, path, "URL", "Address (URL)", "https://…", 1);
    for (key, changed) in [("type", &kind), ("container-title", &container), ("publisher", &publisher), ("URL", &url)] {
        if changed.text_of(key) != record.text_of(key) {
            record.set(key, changed.text_of(key));
        }
    }
    if year.text_of("year") != issued_text(record) {
        set_issued(&mut issued, year.text_of("year"));
        if let Some(value) = issued.get("issued") {
            record.set("issued", value.clone());
        }
    }
    kept_ui(ui, record, &["title", "type", "issued", "container-title", "publisher", "URL"]);
    if ["title", "publisher", "URL", "DOI"].iter().all(|key| record.text_of(key).is_empty()) {
        super::super::super::parts::soft(
            ui,
            "Write at least a title, a publisher or an address, so that it can be found.",
        );
    }
}

/// The date of a source as it is typed: the first of its parts, or what could not be read of it.
fn issued_text(record: &Json) -> String {
    let Some(issued) = record.get("issued") else { return String::new() };
    let parts = issued.get("date-parts").and_then(|parts| parts.items().first());
    let part = |part: &Json| match part {
        Json::Number(number) => number.to_string(),
        Json::Text(text) => text.to_string(),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => String::new(),
    };
    let padded = |(place, part): (usize, String)| if place > 0 { format!("{part:0>2}") } else { part };
    match parts {
        Some(parts) => parts.items().iter().map(part).enumerate().map(padded).collect::<Vec<_>>().join("-"),
        None => issued.text_of("raw").to_owned(),
    }
}

/// Writes a date as CSL wants it, where it is one; else as it was typed.
fn set_issued(record: &mut Json, typed: &str) {
    let parts: Vec<&str> = typed.split('-').collect();
    let is_date = (1..=3).contains(&parts.len())
        && parts[0].len() == 4
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let value = if typed.is_empty() {
        Json::Object(Vec::new())
    } else if is_date {
        let number = |part: &&str| Json::Number(part.parse::<u32>().unwrap_or_default().to_string().into());
        Json::object([("date-parts", Json::List(vec![Json::List(parts.iter().map(number).collect())]))])
    } else {
        Json::object([("raw", Json::from(typed))])
    };
    record.set("issued", value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_sources_are_written_as_csl_wants_them() {
        for (typed, expected) in [
            ("2015", r#"{"date-parts":[[2015]]}"#),
            ("2015-03-04", r#"{"date-parts":[[2015,3,4]]}"#),
            ("spring 2015", r#"{"raw":"spring 2015"}"#),
            ("2015-", r#"{"raw":"2015-"}"#),
            ("", "{}"),
        ] {
            let mut record = Json::Object(Vec::new());
            set_issued(&mut record, typed);
            assert_eq!(record.get("issued").map(ToString::to_string).as_deref(), Some(expected));
            assert_eq!(issued_text(&record), typed);
        }
    }
}
