//! `{{cite …}}` as a CSL item.

use crate::edit::Json;
use crate::import::prose::{self, Language, TimeMention};

use super::bare;
use super::template::Template;

/// The fields of the first citation template of a reference.
pub(super) fn fields(content: &str) -> Option<Vec<(String, Json)>> {
    let start = content.find("{{")?;
    let end = content.rfind("}}").filter(|end| *end > start)?;
    let template = Template::parse(&content[start + 2..end]);
    let name = template.name().to_lowercase();
    let kind = match name.as_str() {
        "cite news" => "article-newspaper",
        "cite web" => "webpage",
        "cite journal" => "article-journal",
        "cite magazine" => "article-magazine",
        "cite book" => "book",
        "cite encyclopedia" => "entry-encyclopedia",
        "cite report" | "cite techreport" => "report",
        "cite thesis" => "thesis",
        "cite conference" => "paper-conference",
        "cite press release" => "article",
        "citation" | "cite av media" | "cite episode" | "cite map" | "cite interview" => "document",
        _ if name.starts_with("cite ") => "document",
        _ => return None,
    };
    let text = |value: &str| Json::Text(bare(value).into());
    let mut fields = vec![("type".to_owned(), text(kind))];
    let mut custom: Vec<(String, Json)> = Vec::new();
    let mut authors: Vec<(String, Option<String>, Option<String>)> = Vec::new();
    for (name, value) in template.named() {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = name[stem.len()..].to_owned();
        if matches!(stem, "last" | "author" | "surname" | "first" | "given") {
            let place = authors.iter().position(|(known, ..)| {
                *known == number || known.is_empty() && number == "1" || known == "1" && number.is_empty()
            });
            let place = place.unwrap_or_else(|| {
                authors.push((number, None, None));
                authors.len() - 1
            });
            let (_, family, given) = &mut authors[place];
            *(if matches!(stem, "first" | "given") { given } else { family }) = Some(bare(value));
            continue;
        }
        match (csl_field(&name), date_field(&name)) {
            (_, Some(field)) => fields.push((field.to_owned(), date(value))),
            (Some(field), _) if !fields.iter().any(|(known, _)| known == field) => {
                fields.push((field.to_owned(), text(value)));
            }
            _ => custom.push((name, text(value))),
        }
    }
    let names: Vec<Json> = authors
        .into_iter()
        .filter_map(|(_, family, given)| match (family, given) {
            (Some(family), Some(given)) => {
                Some(Json::object([("family", Json::Text(family.into())), ("given", Json::Text(given.into()))]))
            }
            (Some(name), None) | (None, Some(name)) => Some(Json::object([("literal", Json::Text(name.into()))])),
            (None, None) => None,
        })
        .collect();
    if !names.is_empty() {
        fields.insert(1, ("author".to_owned(), Json::List(names)));
    }
    if !custom.is_empty() {
        fields.push(("custom".to_owned(), Json::object([("wikitext", Json::object(custom))])));
    }
    Some(fields)
}

fn csl_field(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" | "script-title" => "title",
        "work" | "website" | "newspaper" | "journal" | "magazine" | "periodical" | "encyclopedia" => "container-title",
        "publisher" | "agency" | "institution" => "publisher",
        "location" | "place" => "publisher-place",
        "url" => "URL",
        "doi" => "DOI",
        "isbn" => "ISBN",
        "issn" => "ISSN",
        "volume" => "volume",
        "issue" | "number" => "issue",
        "page" | "pages" => "page",
        "edition" => "edition",
        "language" => "language",
        "quote" => "note",
        _ => return None,
    })
}

fn date_field(name: &str) -> Option<&'static str> {
    Some(match name {
        "date" | "year" => "issued",
        "access-date" | "accessdate" => "accessed",
        _ => return None,
    })
}

/// A date as CSL has it, or in words.
pub(in super::super) fn date(words: &str) -> Json {
    let moment = prose::read(words, Language::English).times.into_iter().find_map(|time| match time {
        TimeMention::Date(date) => Some(date.start.moment),
        TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    });
    let Some((year, moment)) = moment.and_then(|moment| Some((moment.year?, moment))) else {
        return Json::object([("literal", Json::Text(words.into()))]);
    };
    let number = |number: i64| Json::Number(number.to_string().into());
    let mut parts = vec![number(i64::from(year))];
    if (1..=12).contains(&moment.month) {
        parts.push(number(i64::from(moment.month)));
        if moment.day > 0 {
            parts.push(number(i64::from(moment.day)));
        }
    }
    Json::object([("date-parts", Json::List(vec![Json::List(parts)]))])
}
