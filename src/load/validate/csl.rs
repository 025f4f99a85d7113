//! A source against the schema of CSL-JSON: what a citation processor could not read is warned of, with the remedy.

use super::checker::Checker;
use crate::dossier::{CSL_TYPES, Csl};
use crate::load::path::At;

/// Fields that hold a list of names.
const NAMES: [&str; 26] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// Fields that hold a date.
const DATES: [&str; 6] = ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// Fields that hold a text or a number.
const NUMBERS: [&str; 16] = [
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "first-reference-note-number",
    "id",
    "issue",
    "locator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "part",
    "supplement",
    "volume",
];

/// Other fields that hold a text.
const TEXTS: [&str; 53] = [
    "DOI",
    "ISBN",
    "ISSN",
    "PMCID",
    "PMID",
    "URL",
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "citation-key",
    "citation-label",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "event",
    "event-place",
    "event-title",
    "genre",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "medium",
    "note",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "printing",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "shortTitle",
    "source",
    "status",
    "title",
    "title-short",
    "type",
    "version",
    "volume-title",
    "volume-title-short",
    "year-suffix",
];

const NAME_PARTS: [&str; 9] = [
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "comma-suffix",
    "static-ordering",
    "literal",
    "parse-names",
];

const DATE_PARTS: [&str; 5] = ["date-parts", "season", "circa", "literal", "raw"];

/// Warns of everything in a source that the schema of CSL-JSON has not or has otherwise.
pub(super) fn check_csl(check: &mut Checker, csl: &Csl, at: At<'_>) {
    for (field, value) in csl.entries() {
        let at = at.key(field);
        let field = field.as_str();
        // What the dossier itself asks of a source is an error where it is wrong.
        if matches!(field, "id" | "type") {
            continue;
        }
        if NAMES.contains(&field) {
            names(check, field, value, at);
        } else if DATES.contains(&field) {
            date(check, field, value, at);
        } else if NUMBERS.contains(&field) {
            if !matches!(value, Csl::Text(_) | Csl::Number(_)) {
                check.warning(
                    at,
                    format!("CSL has a text or a number here, not {}", kind(value)),
                    "write it in quotation marks",
                );
            }
        } else if TEXTS.contains(&field) {
            text(check, value, at);
        }
    }
    if let Some(Csl::Text(kind)) = csl.get("type")
        && !CSL_TYPES.contains(&&**kind)
    {
        let meant = check.closest(kind, CSL_TYPES).map_or_else(
            || "write one of its types, such as “report”, “webpage” or “document”".to_owned(),
            |meant| format!("did you mean “{meant}”?"),
        );
        check.warning(at.key("type"), "CSL has no such type, so that it is cited as a document", meant);
    }
}

fn text(check: &mut Checker, value: &Csl, at: At<'_>) {
    let hint = match value {
        Csl::Text(_) => return,
        Csl::Number(_) => "write it in quotation marks; until then it is not cited",
        Csl::Null | Csl::Bool(_) | Csl::List(_) | Csl::Object(_) => "write a text in quotation marks, or leave it out",
    };
    check.warning(at, format!("CSL has a text here, not {}", kind(value)), hint);
}

fn names(check: &mut Checker, field: &str, value: &Csl, at: At<'_>) {
    let form = "[{\"family\": \"Sukarno\", \"given\": \"Megawati\"}], or [{\"literal\": \"…\"}] for an organisation";
    let Csl::List(list) = value else {
        let message = format!("CSL has a list of names here, not {}; “{field}” is not cited", kind(value));
        check.warning(at, message, format!("write {form}"));
        return;
    };
    for (place, name) in list.iter().enumerate() {
        let at = at.item(place);
        let Csl::Object(parts) = name else {
            check.warning(
                at,
                format!("CSL has names with their parts here, not {}; it is not cited", kind(name)),
                format!("write {form}"),
            );
            continue;
        };
        for (part, value) in parts {
            if !NAME_PARTS.contains(&part.as_str()) {
                let meant = check
                    .closest(part, NAME_PARTS)
                    .map_or_else(|| format!("write {form}"), |meant| format!("did you mean “{meant}”?"));
                check.warning(at.key(part), "CSL has no such part of a name", meant);
            } else if !matches!(value, Csl::Text(_) | Csl::Bool(_) | Csl::Number(_)) {
                check.warning(
                    at.key(part),
                    format!("CSL has a text here, not {}", kind(value)),
                    "write it in quotation marks",
                );
            }
        }
        if !["family", "given", "literal"].iter().any(|part| name.get(part).is_some_and(|part| part.as_str().is_some()))
        {
            check.warning(at, "a name without a name is not cited", format!("write {form}"));
        }
    }
}

fn date(check: &mut Checker, field: &str, value: &Csl, at: At<'_>) {
    let form = "{\"date-parts\": [[2015, 2, 13]]}, as far as it is known, or {\"literal\": \"…\"} in words";
    let Csl::Object(parts) = value else {
        let message = format!("CSL has a date with its parts here, not {}; “{field}” is not cited", kind(value));
        check.warning(at, message, format!("write {form}"));
        return;
    };
    for (part, _) in parts.iter().filter(|(part, _)| !DATE_PARTS.contains(&part.as_str())) {
        let meant = check
            .closest(part, DATE_PARTS)
            .map_or_else(|| format!("write {form}"), |meant| format!("did you mean “{meant}”?"));
        check.warning(at.key(part), "CSL has no such part of a date", meant);
    }
    if let Some(ends) = value.get("date-parts") {
        let is_end = |end: &Csl| {
            (1..=3).contains(&end.items().len())
                && end.items().iter().all(|part| part.whole_number().is_some() || part.as_str() == Some(""))
        };
        if !(1..=2).contains(&ends.items().len()) || !ends.items().iter().all(is_end) {
            let hint = "write [[2015, 2, 13]], or [[2015, 2, 13], [2015, 3, 1]] from one day to another";
            check.warning(
                at.key("date-parts"),
                "CSL has one or two lists here, of year, month and day as numbers",
                hint,
            );
        }
    } else if !["literal", "raw"].iter().any(|part| value.get(part).is_some_and(|text| text.as_str().is_some())) {
        check.warning(at, format!("a date without a year; “{field}” is not cited"), format!("write {form}"));
    }
}

/// What a value is, in words.
const fn kind(value: &Csl) -> &'static str {
    match value {
        Csl::Null => "null",
        Csl::Bool(true) => "true",
        Csl::Bool(false) => "false",
        Csl::Number(_) => "a number",
        Csl::Text(_) => "a text",
        Csl::List(_) => "a list",
        Csl::Object(_) => "an object",
    }
}
