//! BibTeX and `BibLaTeX`: entries are cut apart here and read one by one.

use std::collections::BTreeMap;

use biblatex::{ChunksExt as _, Person, RawBibliography};

use crate::edit::Json;

use super::csl_date::{month_number, of_edtf, of_fields, of_words};
use super::latex_map;
use super::split::{Block, split};
use super::{Bibliography, Entry, Problem, problem, text};

/// The abbreviations that every style knows.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// An entry takes from another one through at most so many.
const MAX_PARENTS: usize = 4;

/// An entry with its fields in plain text, before it becomes a CSL item.
struct Plain {
    kind: String,
    key: String,
    fields: Vec<(String, String)>,
    names: Vec<(&'static str, Vec<Json>)>,
    range: std::ops::Range<usize>,
}

impl Plain {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a file; `@string` is resolved, `@comment` and `@preamble` are passed over.
pub(super) fn read(whole: &str) -> Bibliography {
    let (blocks, problems) = split(whole);
    let mut found = Bibliography { entries: Vec::new(), problems };
    let mut strings: BTreeMap<String, &str> = BTreeMap::new();
    let mut entries = Vec::new();
    for block in &blocks {
        match block.kind.as_str() {
            "comment" | "preamble" => {}
            "string" => {
                if let Some((name, _)) = whole[block.body.clone()].split_once('=') {
                    strings.insert(name.trim().to_lowercase(), &whole[block.body.clone()]);
                }
            }
            _ => match plain(whole, block, &strings) {
                Ok(entry) => entries.push(entry),
                Err(problem) => found.problems.push(problem),
            },
        }
    }
    let by_key: BTreeMap<&str, usize> =
        entries.iter().enumerate().rev().map(|(index, entry)| (entry.key.as_str(), index)).collect();
    for entry in &entries {
        let inherited = inherited(entry, &entries, &by_key);
        found.entries.push(item(entry, &inherited));
    }
    found
}

/// An entry by itself, with the abbreviations that it names.
fn plain(whole: &str, block: &Block, strings: &BTreeMap<String, &str>) -> Result<Plain, Problem> {
    let body = &whole[block.body.clone()];
    let mut source = String::with_capacity(body.len() + 100);
    for word in body.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | ':' | '.'))) {
        if let Some(definition) = strings.get(&word.to_lowercase()).filter(|_| !word.is_empty()) {
            let definition = format!("@string{{{definition}}}\n");
            if !source.contains(&definition) {
                source.push_str(&definition);
            }
        }
    }
    let prefix = source.len();
    // An entry in round brackets is the same in curly ones.
    source.extend(["@", &block.kind, "{", body, "}"]);
    let head = block.body.start - block.range.start;
    let place = |offset: usize| {
        let own = format!("@{}{{", block.kind).len();
        if offset < prefix + own {
            block.range.start
        } else {
            (block.range.start + head + offset - prefix - own).min(block.range.end)
        }
    };
    let left_out = |at: usize, what: &dyn std::fmt::Display| {
        problem(place(at), format!("this @{} was left out: {what}", block.kind))
    };
    let raw = RawBibliography::parse(&source).map_err(|error| left_out(error.span.start, &error.kind))?;
    let parsed = biblatex::Bibliography::from_raw(RawBibliography { entries: raw.entries, ..raw })
        .map_err(|error| left_out(error.span.start, &error.kind))?;
    let entry = parsed.iter().next().ok_or_else(|| left_out(prefix, &"it has no fields"))?;
    let mut plain = Plain {
        kind: block.kind.clone(),
        key: entry.key.clone(),
        fields: Vec::new(),
        names: Vec::new(),
        range: block.range.clone(),
    };
    for (name, chunks) in &entry.fields {
        if let Some(role) = latex_map::role(name) {
            let persons: Vec<Person> = chunks.parse().unwrap_or_default();
            let names: Vec<Json> = persons.iter().filter_map(person).collect();
            if !names.is_empty() {
                plain.names.push((role, names));
                continue;
            }
        }
        plain.fields.push((name.clone(), chunks.format_verbatim()));
    }
    Ok(plain)
}

/// A name; one in braces is kept in one piece, and "others" is nobody.
fn person(person: &Person) -> Option<Json> {
    let family = person.name.trim();
    if person.given_name.is_empty() && person.prefix.is_empty() && person.suffix.is_empty() {
        return (!family.is_empty() && family != "others").then(|| Json::object([("literal", text(family))]));
    }
    let mut name = vec![("family", text(family)), ("given", text(person.given_name.trim()))];
    if !person.prefix.is_empty() {
        name.push(("non-dropping-particle", text(person.prefix.trim())));
    }
    if !person.suffix.is_empty() {
        name.push(("suffix", text(person.suffix.trim())));
    }
    Some(Json::object(name.into_iter().filter(|(_, value)| value.as_str() != Some(""))))
}

/// The fields that an entry takes from those that it refers to.
fn inherited<'a>(entry: &'a Plain, entries: &'a [Plain], by_key: &BTreeMap<&str, usize>) -> Inherited<'a> {
    let mut found = Inherited::default();
    let mut child = entry;
    for _ in 0..MAX_PARENTS {
        let Some(parent) = child
            .field("crossref")
            .or_else(|| child.field("xdata"))
            .and_then(|key| by_key.get(key.trim()))
            .map(|index| &entries[*index])
        else {
            break;
        };
        let is_data = child.field("crossref").is_none();
        for (name, value) in &parent.fields {
            let Some(name) = (if is_data { Some(name.as_str()) } else { latex_map::inherited(name) }) else { continue };
            if entry.field(name).is_none()
                && !found.fields.iter().any(|(known, _)| *known == name)
                && !has_date(entry, name)
            {
                found.fields.push((name, value));
            }
        }
        for (role, names) in &parent.names {
            let is_taken = entry.names.iter().chain(&[]).any(|(known, _)| known == role)
                || found.names.iter().any(|(known, _)| known == role);
            if !is_taken && (is_data || *role != "author") {
                found.names.push((role, names));
            }
        }
        child = parent;
    }
    found
}

/// What an entry took from others.
#[derive(Default)]
struct Inherited<'a> {
    fields: Vec<(&'a str, &'a str)>,
    names: Vec<(&'static str, &'a [Json])>,
}

/// Whether a field is a date of which the entry has one already, in either form.
fn has_date(entry: &Plain, name: &str) -> bool {
    matches!(name, "date" | "year" | "month") && (entry.field("date").is_some() || entry.field("year").is_some())
}

fn item(entry: &Plain, inherited: &Inherited) -> Entry {
    let mut item: Vec<(String, Json)> = vec![("id".to_owned(), text(&entry.key))];
    let subtype = entry.field("entrysubtype").and_then(|subtype| latex_map::subtype(subtype.trim()));
    let kind = subtype.or_else(|| latex_map::kind(&entry.kind));
    item.push(("type".to_owned(), text(kind.unwrap_or("document"))));
    item.push(("citation-key".to_owned(), text(&entry.key)));
    let mut custom: Vec<(String, Json)> = Vec::new();
    if kind.is_none() {
        custom.push(("entrytype".to_owned(), text(&entry.kind)));
    }
    for (role, names) in &entry.names {
        item.push(((*role).to_owned(), Json::List(names.clone())));
    }
    for (role, names) in &inherited.names {
        item.push(((*role).to_owned(), Json::List(names.to_vec())));
    }
    let own = entry.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = own.chain(inherited.fields.iter().copied()).collect();
    let value = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    for (name, field_value) in &fields {
        if *name == "entrysubtype" && subtype.is_some() {
            continue;
        }
        place_field(entry, name, field_value, &value, &mut item, &mut custom);
    }
    if value("date").is_none()
        && let Some(year) = value("year")
    {
        item.push(("issued".to_owned(), of_fields(year, value("month").map(plain_month).as_deref(), value("day"))));
    }
    if !custom.is_empty() {
        item.push(("custom".to_owned(), Json::object([("bibtex", Json::object(custom))])));
    }
    Entry { item: Json::object(item), range: entry.range.clone() }
}

/// Puts a field where CSL has it, or keeps it.
fn place_field<'a>(
    entry: &Plain,
    name: &str,
    field_value: &str,
    value: &dyn Fn(&str) -> Option<&'a str>,
    item: &mut Vec<(String, Json)>,
    custom: &mut Vec<(String, Json)>,
) {
    if let Some(date) = latex_map::date(name) {
        let read = of_edtf(field_value).unwrap_or_else(|| of_words(field_value));
        item.push((date.to_owned(), read));
        return;
    }
    let has_date = value("date").is_some();
    if has_date && matches!(name, "year" | "month") && is_in_date(item, name, field_value) {
        return;
    }
    // Of two that say the same, the one is for BibTeX's styles.
    if name == "howpublished" && value("journaltitle").or_else(|| value("journal")) == Some(field_value) {
        return;
    }
    if name == "year" && !has_date || matches!(name, "month" | "day") && !has_date && value("year").is_some() {
        return;
    }
    if matches!(name, "subtitle" | "booksubtitle" | "journalsubtitle" | "mainsubtitle") {
        let field = match name {
            "subtitle" => "title",
            _ => "container-title",
        };
        if let Some((_, Json::Text(title))) = item.iter_mut().find(|(known, _)| known == field) {
            *title = format!("{title}: {field_value}").into();
            return;
        }
        let base = if name == "subtitle" { "title" } else { name.strip_suffix("sub").unwrap_or("booktitle") };
        let whole = value(base).map_or_else(|| field_value.to_owned(), |title| format!("{title}: {field_value}"));
        item.push((field.to_owned(), text(&whole)));
        return;
    }
    let is_alone = name == "number" && value("series").is_none() && latex_map::is_of_book(&entry.kind);
    let field = if is_alone { Some("number") } else { latex_map::field(name, &entry.kind) };
    match field.filter(|field| !item.iter().any(|(known, _)| known == field)) {
        Some("page") => item.push(("page".to_owned(), text(&pages(field_value)))),
        Some(field) => item.push((field.to_owned(), text(field_value))),
        None if is_said_already(item, field, field_value) => {}
        None => custom.push((name.to_owned(), text(field_value))),
    }
}

/// Whether a year or a month says what the date says, as most files have it for older programs; other words are kept beside it.
fn is_in_date(item: &mut [(String, Json)], name: &str, value: &str) -> bool {
    let Some((_, issued)) = item.iter_mut().find(|(known, _)| known == "issued") else { return false };
    let ends: Vec<Vec<i64>> =
        issued.get("date-parts").map(Json::items).unwrap_or_default().iter().map(whole_numbers).collect();
    let Some(first) = ends.first() else { return false };
    if name == "month" {
        return first.get(1).is_some_and(|month| month_number(value.trim()) == Some(*month));
    }
    let numbers: Vec<i64> =
        value.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || "cBC. –-~".contains(c));
    let is_known = |number: &i64| ends.iter().any(|end| end.first().is_some_and(|year| year.abs() == *number));
    if !(is_plain && !numbers.is_empty() && numbers.iter().all(is_known)) && issued.get("literal").is_none() {
        issued.set("literal", value);
    }
    true
}

/// The numbers of a list.
fn whole_numbers(list: &Json) -> Vec<i64> {
    let number = |item: &Json| if let Json::Number(number) = item { number.parse().ok() } else { None };
    list.items().iter().map_while(number).collect()
}

/// Whether a field says what its place says already.
fn is_said_already(item: &[(String, Json)], field: Option<&str>, value: &str) -> bool {
    field.is_some_and(|field| {
        item.iter().any(|(known, there)| {
            known == field
                && there.as_str().is_some_and(|there| there == value || there.starts_with(&format!("{value}: ")))
        })
    })
}

/// Pages with one dash.
fn pages(pages: &str) -> String {
    let mut plain = pages.trim().to_owned();
    for dash in ["---", "--", "—", " – ", " - "] {
        plain = plain.replace(dash, "–");
    }
    let is_range =
        plain.matches('-').count() == 1 && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    if is_range { plain.replace('-', "–") } else { plain }
}

/// A month whose abbreviation was not resolved.
fn plain_month(month: &str) -> String {
    let lower = month.trim().to_lowercase();
    let found = MONTHS.iter().position(|known| lower == *known);
    found.map_or_else(|| month.to_owned(), |index| (index + 1).to_string())
}
