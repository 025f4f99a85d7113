//! RIS: two letters, two blanks, a dash; tags of all ages, and what they do not cover is kept.

use crate::edit::Json;

use super::csl_date::{of_fields, of_said, of_words};
use super::{Bibliography, Entry, problem, text};

/// Whether a text begins as RIS does.
pub(super) fn begins(text: &str) -> bool {
    text.lines().take(20).any(|line| tag(line).is_some_and(|(tag, _)| tag == "TY"))
}

/// The tag of a line and its value.
fn tag(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let is_tag = bytes.len() >= 5
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit())
        && bytes[2] == b' '
        && bytes[3] == b' '
        && bytes[4] == b'-';
    is_tag.then(|| (&line[..2], line[5..].trim()))
}

/// Reads records from TY to ER; a line without a tag goes on with the one before.
pub(super) fn read(whole: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let mut record: Option<(usize, Vec<(String, String)>)> = None;
    let mut at = 0;
    for line in whole.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
        match tag(line) {
            Some(("TY", kind)) => {
                if let Some((begin, fields)) = record.take() {
                    found.problems.push(problem(begin, "this record has no end (ER); it was read up to the next one"));
                    found.entries.push(entry(&fields, begin..start));
                }
                record = Some((start, vec![("TY".to_owned(), kind.to_owned())]));
            }
            Some(("ER", _)) => match record.take() {
                Some((begin, fields)) => found.entries.push(entry(&fields, begin..at)),
                None => found.problems.push(problem(start, "an end (ER) without a record")),
            },
            Some((tag, value)) => match &mut record {
                Some((_, fields)) => fields.push((tag.to_owned(), value.to_owned())),
                None => {
                    found.problems.push(problem(start, format!("{tag} stands outside of a record and was left out")));
                }
            },
            None if line.trim().is_empty() => {}
            None => match record.as_mut().and_then(|(_, fields)| fields.last_mut()) {
                Some((_, value)) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                None => found.problems.push(problem(start, "a line outside of a record was left out")),
            },
        }
    }
    if let Some((begin, fields)) = record {
        found.problems.push(problem(begin, "this record has no end (ER); it was read up to the end of the file"));
        found.entries.push(entry(&fields, begin..whole.len()));
    }
    found
}

/// The CSL type of a RIS type.
fn kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "JOUR" | "JFULL" | "EJOUR" | "ABST" | "INPR" => "article-journal",
        "NEWS" => "article-newspaper",
        "MGZN" => "article-magazine",
        "BOOK" | "EBOOK" | "EDBOOK" | "SER" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "CONF" | "CPAPER" => "paper-conference",
        "ELEC" | "ICOMM" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "VIDEO" | "MPCT" => "motion_picture",
        "SOUND" => "song",
        "MAP" => "map",
        "PAT" => "patent",
        "STAT" => "legislation",
        "BILL" => "bill",
        "CASE" => "legal_case",
        "DATA" | "DBASE" | "AGGR" => "dataset",
        "COMP" => "software",
        "PCOMM" => "personal_communication",
        "UNPB" => "manuscript",
        "GEN" => "document",
        _ => return None,
    })
}

/// The CSL field of a tag that is a plain text; which it is may depend on the type.
fn field(tag: &str, kind: &str) -> Option<&'static str> {
    Some(match tag {
        "TI" | "T1" | "CT" => "title",
        "BT" if kind == "book" => "title",
        "JF" | "JO" | "BT" | "T2" => "container-title",
        "JA" | "J1" | "J2" => "container-title-short",
        "T3" => "collection-title",
        "ST" => "title-short",
        "PB" => "publisher",
        "CY" | "PP" => "publisher-place",
        "VL" => "volume",
        "IS" => "issue",
        "ET" => "edition",
        "DO" => "DOI",
        "UR" | "L2" => "URL",
        "LA" => "language",
        "AB" | "N2" => "abstract",
        "N1" => "note",
        "CN" => "call-number",
        "DP" | "DB" => "source",
        "NV" => "number-of-volumes",
        "C6" => "PMID",
        "SE" => "section",
        "RI" => "reviewed-title",
        "AV" => "archive_location",
        "LB" => "citation-key",
        _ => return None,
    })
}

/// The CSL field of a number under SN, which is of the series, of the book, or of the report.
fn standard_number(value: &str, kind: &str) -> &'static str {
    let digits = value.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).count();
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '-' | ' '));
    let hyphens = value.matches('-').count();
    match (kind, digits) {
        // The number of a report can look like any of them.
        ("report", 8) if is_plain && value.find('-') == Some(4) && value.len() == 9 => "ISSN",
        ("report", 10 | 13) if is_plain && hyphens > 2 => "ISBN",
        ("report", 13) if is_plain && (value.starts_with("978") || value.starts_with("979")) => "ISBN",
        ("report", _) => "number",
        (_, 8) if is_plain => "ISSN",
        (_, 10 | 13) if is_plain => "ISBN",
        ("book" | "chapter" | "entry-encyclopedia", _) => "ISBN",
        _ => "ISSN",
    }
}

/// The CSL role of a tag with a name.
fn role(tag: &str, kind: &str) -> Option<&'static str> {
    Some(match tag {
        "AU" | "A1" => "author",
        "A2" | "ED" if kind != "book" || tag == "ED" => "editor",
        "A2" | "A3" => "collection-editor",
        "A4" => "translator",
        _ => return None,
    })
}

fn entry(fields: &[(String, String)], range: std::ops::Range<usize>) -> Entry {
    let value = |tag: &str| fields.iter().find(|(other, _)| other == tag).map(|(_, value)| value.as_str());
    let written = value("TY").unwrap_or_default();
    let kind = kind(written);
    let csl_kind = kind.unwrap_or("document");
    let mut item: Vec<(String, Json)> = Vec::new();
    let mut custom: Vec<(String, Json)> = Vec::new();
    let mut roles: Vec<(&'static str, Vec<Json>)> = Vec::new();
    if let Some(id) = value("ID").filter(|id| !id.is_empty()) {
        item.push(("id".to_owned(), text(id)));
    }
    item.push(("type".to_owned(), text(csl_kind)));
    for (tag, value) in fields {
        if value.is_empty() || matches!(tag.as_str(), "ID" | "SP" | "EP" | "PY" | "Y1" | "DA" | "Y2") {
            continue;
        }
        if tag == "TY" {
            if kind.is_none() {
                keep(&mut custom, tag, value);
            }
            continue;
        }
        if let Some(role) = role(tag, csl_kind) {
            let name = name(value);
            match roles.iter_mut().find(|(known, _)| *known == role) {
                Some((_, names)) => names.push(name),
                None => roles.push((role, vec![name])),
            }
            continue;
        }
        let field = match tag.as_str() {
            "M3" if is_doi(value) => Some("DOI"),
            "M3" => Some("genre"),
            "M1" if value.contains(|c: char| c.is_ascii_digit()) => Some("number"),
            "SN" => Some(standard_number(value, csl_kind)),
            "KW" => {
                let known = item.iter_mut().find(|(known, _)| known == "keyword");
                match known {
                    Some((_, known)) => *known = text(&format!("{}, {value}", known.as_str().unwrap_or_default())),
                    None => item.push(("keyword".to_owned(), text(value))),
                }
                continue;
            }
            _ => field(tag, csl_kind),
        };
        // Some programs write a number under two tags.
        if item.iter().any(|(known, there)| Some(known.as_str()) == field && there.as_str() == Some(value.as_str())) {
            continue;
        }
        match field.filter(|field| !item.iter().any(|(known, _)| known == field)) {
            Some(field) => item.push((field.to_owned(), text(value))),
            None => keep(&mut custom, tag, value),
        }
    }
    for (role, names) in roles {
        item.push((role.to_owned(), Json::List(names)));
    }
    if let Some(first) = value("SP").filter(|first| !first.is_empty()) {
        let pages = value("EP")
            .filter(|last| !last.is_empty())
            .map_or_else(|| first.to_owned(), |last| format!("{first}–{last}"));
        item.push(("page".to_owned(), text(&pages)));
    } else if let Some(last) = value("EP").filter(|last| !last.is_empty()) {
        keep(&mut custom, "EP", last);
    }
    if let Some(issued) = value("DA").filter(|date| !date.is_empty()).or_else(|| value("PY")).or_else(|| value("Y1")) {
        item.push(("issued".to_owned(), date(issued)));
    }
    for tag in ["PY", "Y1"] {
        if let (Some(other), Some(used)) = (value(tag), value("DA").filter(|used| !used.is_empty()))
            && !used.starts_with(other.split('/').next().unwrap_or(other))
        {
            keep(&mut custom, tag, other);
        }
    }
    if let Some(accessed) = value("Y2").filter(|date| !date.is_empty()) {
        item.push(("accessed".to_owned(), date(accessed)));
    }
    if !custom.is_empty() {
        item.push(("custom".to_owned(), Json::object([("ris", Json::object(custom))])));
    }
    Entry { item: Json::object(item), range }
}

/// Keeps a value under its tag; several become a list.
fn keep(custom: &mut Vec<(String, Json)>, tag: &str, value: &str) {
    match custom.iter_mut().find(|(known, _)| known == tag) {
        Some((_, Json::List(items))) => items.push(text(value)),
        Some((_, known)) => *known = Json::List(vec![known.clone(), text(value)]),
        None => custom.push((tag.to_owned(), text(value))),
    }
}

fn is_doi(value: &str) -> bool {
    let value = value.trim_start_matches("doi:").trim();
    value.starts_with("10.") && value.contains('/')
}

/// "Jeannerod,M." is a family and a given name; "R Core Team" is one name.
fn name(value: &str) -> Json {
    let mut parts = value.splitn(3, ',').map(str::trim);
    let (family, given, suffix) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    match given.filter(|given| !given.is_empty()) {
        None => Json::object([("literal", text(family))]),
        Some(given) => {
            let mut name = vec![("family", text(family)), ("given", text(given))];
            name.extend(suffix.filter(|suffix| !suffix.is_empty()).map(|suffix| ("suffix", text(suffix))));
            Json::object(name)
        }
    }
}

/// `1995/07//`, `1995/07/13/spring`, `1995`; words behind the slashes that say a date are one.
fn date(value: &str) -> Json {
    let mut parts = value.splitn(4, '/').map(str::trim);
    let year = parts.next().unwrap_or_default();
    let (month, day) = (parts.next(), parts.next());
    let other = parts.next().filter(|other| !other.is_empty());
    if year.is_empty() && month.unwrap_or_default().is_empty() && day.unwrap_or_default().is_empty() {
        return other.map_or_else(|| of_words(value), |other| of_said(other).unwrap_or_else(|| of_words(other)));
    }
    if year.parse::<i64>().is_err() || year.len() != 4 {
        return of_words(value);
    }
    let month = month.filter(|month| !month.is_empty());
    let mut date = of_fields(year, month, day.filter(|day| !day.is_empty()));
    let first = |date: &Json| date.get("date-parts").and_then(|ends| ends.items().first()).cloned();
    if let Some(said) = other.and_then(of_said).filter(|said| first(said) == first(&date)) {
        return said;
    }
    if let (Json::Object(entries), Some(other)) = (&mut date, other) {
        entries.push(("literal".into(), text(other)));
    }
    date
}
