//! The metadata that Wikipedia puts beside each reference (`COinS`: `OpenURL` in a title), as a CSL item.

use crate::edit::Json;

use super::super::plain::fields_of_words;
use super::super::wikitext::csl_date;

/// What a reference says: its metadata where it has them, and its words as they stand.
pub(super) fn fields(words: &str, metadata: Option<&str>, kind: &str, link: Option<&str>) -> Vec<(String, Json)> {
    let mut plain = fields_of_words(words);
    if let Some(link) = link
        && !plain.iter().any(|(name, _)| name == "URL")
    {
        plain.insert(1, ("URL".to_owned(), Json::Text(link.into())));
    }
    let Some(metadata) = metadata else { return plain };
    let mut fields = vec![("type".to_owned(), Json::Text(csl_kind(kind).into()))];
    let mut custom: Vec<(String, Json)> = Vec::new();
    let mut names: Vec<(Option<String>, Option<String>)> = Vec::new();
    for (name, value) in pairs(metadata) {
        let text = || Json::Text(value.as_str().into());
        match (name.as_str(), field(&name)) {
            ("ctx_ver" | "rft_val_fmt" | "rfr_id" | "rft.genre", _) => {}
            ("rft.aulast", _) => names.push((Some(value), None)),
            ("rft.aufirst", _) => match names.last_mut() {
                Some((Some(_), given @ None)) => *given = Some(value),
                _ => names.push((None, Some(value))),
            },
            // The first author comes in parts and once more as a whole.
            ("rft.au", _) if names.iter().any(|name| is_same(name, &value)) => {}
            ("rft.au", _) => match value.split_once(", ") {
                Some((family, given)) => names.push((Some(family.to_owned()), Some(given.to_owned()))),
                None => names.push((Some(value), None)),
            },
            ("rft.date", _) => fields.push(("issued".to_owned(), csl_date(&value))),
            ("rft_id", _) => match value.strip_prefix("info:doi/") {
                Some(doi) => fields.push(("DOI".to_owned(), Json::Text(doi.into()))),
                None if value.starts_with("http") && !fields.iter().any(|(known, _)| known == "URL") => {
                    fields.push(("URL".to_owned(), text()));
                }
                None => custom.push((name, text())),
            },
            (_, Some(field)) if !fields.iter().any(|(known, _)| known == field) => {
                fields.push((field.to_owned(), text()));
            }
            _ => custom.push((name, text())),
        }
    }
    let names: Vec<Json> = names.into_iter().filter_map(csl_name).collect();
    if !names.is_empty() {
        fields.insert(1, ("author".to_owned(), Json::List(names)));
    }
    // Its words say more than its metadata: when it was looked at, and how it is printed.
    let more = plain.into_iter().filter(|(name, _)| matches!(name.as_str(), "accessed" | "note" | "URL"));
    for (name, value) in more {
        if !fields.iter().any(|(known, _)| *known == name) {
            fields.push((name, value));
        }
    }
    if !custom.is_empty() {
        fields.push(("custom".to_owned(), Json::object([("coins", Json::object(custom))])));
    }
    fields
}

/// The kind of a source, by the class of its citation: `citation news cs1`.
fn csl_kind(class: &str) -> &'static str {
    class
        .split_ascii_whitespace()
        .find_map(|word| {
            Some(match word {
                "web" => "webpage",
                "news" => "article-newspaper",
                "journal" => "article-journal",
                "magazine" => "article-magazine",
                "book" => "book",
                "encyclopaedia" | "encyclopedia" => "entry-encyclopedia",
                "report" | "techreport" => "report",
                "thesis" => "thesis",
                "conference" => "paper-conference",
                "pressrelease" => "article",
                _ => return None,
            })
        })
        .unwrap_or("document")
}

fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "rft.atitle" | "rft.btitle" | "rft.title" => "title",
        "rft.jtitle" => "container-title",
        "rft.pub" => "publisher",
        "rft.place" => "publisher-place",
        "rft.volume" => "volume",
        "rft.issue" => "issue",
        "rft.pages" => "page",
        "rft.edition" => "edition",
        "rft.isbn" => "ISBN",
        "rft.issn" => "ISSN",
        _ => return None,
    })
}

fn is_same((family, given): &(Option<String>, Option<String>), whole: &str) -> bool {
    let parts = [family.as_deref(), given.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ") == whole
}

fn csl_name(name: (Option<String>, Option<String>)) -> Option<Json> {
    let text = |text: String| Json::Text(text.into());
    Some(match name {
        (Some(family), Some(given)) => Json::object([("family", text(family)), ("given", text(given))]),
        (Some(name), None) | (None, Some(name)) => Json::object([("literal", text(name))]),
        (None, None) => return None,
    })
}

/// The names and values of a query, decoded.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    const MOST: usize = 200;
    query.split('&').take(MOST).filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = decoded(value);
        Some((decoded(name), value.trim().to_owned())).filter(|(_, value)| !value.is_empty())
    })
}

/// A part of a query in which `+` is a blank and `%E2%80%93` a dash.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, more)) = rest.split_first() {
        rest = more;
        let hex = |at: usize| more.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = &more[2..];
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
