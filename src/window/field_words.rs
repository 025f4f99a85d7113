//! The values of a record as it stands in the file, in words.

use crate::dossier::{Date, ReportedValue};
use crate::edit::Json;
use crate::format::date::date_text;
use crate::format::number::{interval_text, printed_text};

/// The value of a field in words.
pub(super) fn field_words(key: &str, value: &Json) -> String {
    match value {
        Json::Text(words) if key == "date" => date_words(words),
        Json::Text(words) => words.to_string(),
        Json::Number(digits) => digits.to_string(),
        Json::Null => "–".to_owned(),
        Json::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Json::List(items) if key == "figures" => {
            let line = |figure: &Json| format!("{} {}", measure_words(figure), value_words(figure).0);
            items.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Json::List(items) if key == "date-parts" => {
            let part =
                |part: &Json| part.items().iter().map(|number| field_words("", number)).collect::<Vec<_>>().join("-");
            items.iter().map(part).collect::<Vec<_>>().join(" – ")
        }
        Json::List(items) => items.iter().map(|item| field_words("", item)).collect::<Vec<_>>().join("\n"),
        Json::Object(entries) => {
            let names: Vec<&str> = ["given", "family", "literal"].into_iter().map(|part| value.text_of(part)).collect();
            let name = names.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
            if !name.is_empty() {
                return name;
            }
            let words = |(key, value): &(smol_str::SmolStr, Json)| match key.as_str() {
                "date-parts" => field_words(key, value),
                _ => format!("{key}: {}", field_words(key, value)),
            };
            entries.iter().map(words).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A date in words.
pub(super) fn date_words(edtf: &str) -> String {
    Date::parse(edtf).map_or_else(|_not_a_date| edtf.to_owned(), |date| date_text(&date))
}

/// A value with its unit, and everything that its digits stand for.
pub(super) fn value_words(figure: &Json) -> (String, Option<String>) {
    let unit = figure.text_of("unit");
    match ReportedValue::parse(figure.text_of("value")) {
        Ok(value) => (printed_text(&value, unit), Some(interval_text(&value.interval(), unit))),
        Err(_) if !figure.text_of("missing").is_empty() => (figure.text_of("missing").replace('-', " "), None),
        Err(_) => (format!("{} {unit}", figure.text_of("value")).trim().to_owned(), None),
    }
}

/// What a figure measures, and of which goods.
pub(super) fn measure_words(figure: &Json) -> String {
    let measure = figure.text_of("measure").replace('-', " ");
    let mut chars = measure.chars();
    let measure: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    match figure.text_of("commodity") {
        "" => measure,
        goods => format!("{measure}: {goods}"),
    }
}
