//! The one place that talks to the citation processor (hayagriva): what it takes wrongly is handed to it in another way, and what
//! it prints wrongly is mended, so that a reference says what the source says.
//!
//! What remains is listed in `tests/cite/references.rs`, each with a test that will tell when it is gone.

use std::collections::BTreeMap;

use hayagriva::archive::locales;
use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};
use serde_json::{Map, Value, json};

use super::csl_date::{CslDate, Parts, SEASONS};
use super::markup::{Tag, moved, pieces};
use super::mend::{joined_dates, replaced_dates, tidied};
use crate::dossier::{Csl, Source};

/// The CSL fields that hold names.
const NAMES: [&str; 6] = ["author", "editor", "translator", "director", "interviewer", "collection-editor"];
/// The CSL fields that hold proper names, whose capitals no style may change.
const PROPER: [&str; 4] = ["container-title", "publisher", "publisher-place", "archive"];
/// The CSL fields that hold dates.
const DATES: [&str; 4] = ["issued", "accessed", "event-date", "original-date"];
/// Years that the calendar of CSL processors has.
const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;
/// Stands for a blank within a name: at a blank, the processor looks for particles, and takes “Della” in “Della Valle” for one.
const JOINER: char = '\u{1f}';
/// Words that have no capital within a title.
const SMALL_WORDS: [&str; 22] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "the",
    "to", "up", "via", "with", "yet",
];

/// A source as the processor is given it.
struct Entry<'a> {
    source: &'a Source,
    item: Item,
    /// The same with another date, where the first one stands for what the processor cannot say.
    variant: Option<Item>,
    date: Option<CslDate>,
}

/// The references to sources in the order of the style, and the sources that no style can say.
pub(super) fn rendered<'a>(style: &IndependentStyle, sources: &[&'a Source]) -> (Vec<String>, Vec<&'a Source>) {
    let mut kept = Kept::default();
    let mut plain = Vec::new();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for source in sources {
        match entry(source, entries.len(), &mut kept) {
            Some(entry) => entries.push(entry),
            None => plain.push(*source),
        }
    }
    let items: Vec<&Item> = entries.iter().map(|entry| &entry.item).collect();
    // Letters behind years are given in the order of the list: so it is cited in that order.
    let first = lines(style, &items);
    let order: Vec<&Item> = first.iter().filter_map(|(id, _)| items.get(*id).copied()).collect();
    let lines_of_items = if order.len() == items.len() { reordered(&lines(style, &order), &first) } else { first };
    let variants = if entries.iter().any(|entry| entry.variant.is_some()) {
        let items: Vec<&Item> = entries.iter().map(|entry| entry.variant.as_ref().unwrap_or(&entry.item)).collect();
        lines(style, &items).into_iter().collect()
    } else {
        BTreeMap::new()
    };
    let mended = lines_of_items.into_iter().filter_map(|(id, line)| {
        let entry = entries.get(id)?;
        let line = match (&entry.date, variants.get(&id)) {
            (Some(date), Some(variant)) if entry.variant.is_some() => dated(&line, variant, date),
            _ => line,
        };
        Some(kept.restored(&tidied(&line, entry.source)))
    });
    (mended.collect(), plain)
}

/// Lines of the second run, of which the places count in the order of the first one.
fn reordered(second: &[(usize, String)], first: &[(usize, String)]) -> Vec<(usize, String)> {
    second.iter().filter_map(|(place, line)| Some((first.get(*place)?.0, line.clone()))).collect()
}

/// A line for each item, with the place of the item, in the order of the style.
fn lines(style: &IndependentStyle, items: &[&Item]) -> Vec<(usize, String)> {
    let locales = locales();
    // By places, since identifiers need not differ in what a processor makes of them.
    let numbered: Vec<Item> = items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let mut fields = item.0.clone();
            fields.insert("id".to_owned(), hayagriva::citationberg::json::Value::String(place.to_string()));
            Item(fields)
        })
        .collect();
    let mut driver = BibliographyDriver::new();
    for item in &numbered {
        driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(item)], style, &locales));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, None, &locales));
    let mut lines = Vec::new();
    for entry in rendered.bibliography.into_iter().flat_map(|bibliography| bibliography.items) {
        let mut line = String::new();
        if let Some(first) = entry.first_field {
            // Writing to a string cannot fail.
            let _ = first.write_buf(&mut line, BufWriteFormat::Plain);
            line.push(' ');
        }
        let _ = entry.content.write_buf(&mut line, BufWriteFormat::Plain);
        lines.extend(entry.key.parse().ok().map(|place: usize| (place, line)));
    }
    lines
}

/// A line in which a date stands that the processor could say, as the one that the source has.
fn dated(line: &str, variant: &str, date: &CslDate) -> String {
    if let Some(words) = &date.words {
        return replaced_dates(line, variant, words);
    }
    match date.season.and_then(|season| SEASONS.get(season.checked_sub(1)?)) {
        Some(season) if date.end.is_none() => replaced_dates(line, variant, season),
        _ => joined_dates(line, variant),
    }
}

/// A source as the processor wants it; `None` where it would say something else than the source.
fn entry<'a>(source: &'a Source, place: usize, kept: &mut Kept) -> Option<Entry<'a>> {
    // Without a title, styles write fragments that nobody can read.
    let title = source.text("title")?.trim_end_matches('.');
    let mut fields = Map::new();
    for (key, value) in source.csl().entries() {
        let field = match value {
            _ if DATES.contains(&key.as_str()) => continue,
            Csl::List(names) if NAMES.contains(&key.as_str()) => names.iter().map(name).collect(),
            Csl::Text(text) if PROPER.contains(&key.as_str()) => json!(kept.whole(&super::markup::plain(text))?),
            Csl::Text(text) => json!(super::markup::plain(text)),
            Csl::Number(number) if number.is_i64() => json!(number),
            Csl::Number(number) => Value::String(number.to_string()),
            // What belongs to the dossier and not to the source.
            Csl::Null | Csl::Bool(_) | Csl::List(_) | Csl::Object(_) => continue,
        };
        fields.insert(key.to_string(), field);
    }
    // The note is the dossier's, on how the source was found.
    fields.remove("note");
    // The full stop is the style's.
    fields.insert("title".to_owned(), json!(kept.title(title)?));
    let mut variant = fields.clone();
    let mut has_variant = false;
    let mut issued = None;
    for field in DATES {
        if source.csl().get(field).is_none() {
            continue;
        }
        let date = CslDate::of(source, field)?;
        let (one, other) = dates(&date, place)?;
        has_variant |= field == "issued" && other.is_some();
        variant.insert(field.to_owned(), other.filter(|_| field == "issued").unwrap_or_else(|| one.clone()));
        fields.insert(field.to_owned(), one);
        if field == "issued" {
            issued = Some(date);
        }
    }
    let variant = if has_variant { Some(item(variant)?) } else { None };
    Some(Entry { source, item: item(fields)?, variant, date: issued })
}

fn item(fields: Map<String, Value>) -> Option<Item> {
    let fields: BTreeMap<String, hayagriva::citationberg::json::Value> =
        serde_json::from_value(Value::Object(fields)).ok()?;
    Some(Item(fields))
}

/// A date that the processor can say and, where that only stands for another one, a second that differs from it wherever the other
/// one is to be said.
fn dates(date: &CslDate, place: usize) -> Option<(Value, Option<Value>)> {
    let value = |parts: Parts, month: Option<u8>| {
        // It counts a year 0.
        let numbers: Vec<i64> = [Some(parts.astronomical_year()), month.map(i64::from), parts.day.map(i64::from)]
            .into_iter()
            .map_while(|part| part)
            .collect();
        let mut value = json!({"date-parts": [numbers]});
        if date.is_circa {
            value["circa"] = json!(true);
        }
        YEARS.contains(&parts.astronomical_year()).then_some(value)
    };
    let Some(start) = date.start else {
        // Years of which no other source is, so that no letter is put behind them.
        let year = |thousands: i64| {
            Some(thousands + i64::try_from(place).ok()? % 1000).map(|year| json!({"date-parts": [[year]]}))
        };
        return Some((year(4000)?, Some(year(6000)?)));
    };
    match (date.end, date.season) {
        (Some(end), _) => Some((value(start, start.month)?, Some(value(end, end.month)?))),
        (None, Some(_)) => Some((value(start, Some(1))?, Some(value(start, Some(2))?))),
        (None, None) => Some((value(start, start.month)?, None)),
    }
}

/// Texts whose letters no style may change. The processor loses capitals inside a word where a style asks for
/// capitals at the start of words, so each is handed to it as one character that stands for nothing, and put back after.
#[derive(Default)]
struct Kept(Vec<String>);

/// The first of the characters that stand for kept texts: a private-use plane, 65,534 of them.
const FIRST_STAND_IN: u32 = 0xf_0000;
const LAST_STAND_IN: u32 = 0xf_fffd;

impl Kept {
    /// Keeps a text whole; `None` where it has stand-ins of its own, or there are no more.
    fn whole(&mut self, text: &str) -> Option<String> {
        if text.chars().any(|c| (FIRST_STAND_IN..=LAST_STAND_IN).contains(&u32::from(c))) {
            return None;
        }
        let stand_in = FIRST_STAND_IN + u32::try_from(self.0.len()).ok()?;
        let stand_in = char::from_u32(stand_in).filter(|c| u32::from(*c) <= LAST_STAND_IN)?;
        self.0.push(text.to_owned());
        Some(stand_in.to_string())
    }

    /// A title without its markup, of which those words are kept that no style may change.
    fn title(&mut self, title: &str) -> Option<String> {
        let mut out = String::new();
        for piece in pieces(title) {
            let text = moved(piece.text, &piece.tags);
            if piece.tags.contains(&Tag::NoCase) {
                out.push_str(&self.whole(&text)?);
            } else {
                out.push_str(&text);
            }
        }
        self.words(&out)
    }

    /// Keeps those words of a text that have capitals inside, and small words after a comma, where the processor begins anew.
    fn words(&mut self, text: &str) -> Option<String> {
        let mut follows_comma = false;
        let words: Option<Vec<String>> = text
            .split(' ')
            .map(|word| {
                let is_small = follows_comma && SMALL_WORDS.contains(&word);
                follows_comma = word.ends_with([',', ';']);
                let has_inner_capital = word.chars().skip(1).any(char::is_uppercase);
                if !has_inner_capital && !is_small {
                    return Some(word.to_owned());
                }
                // A colon behind it tells the style that a part of the title begins.
                let bare = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
                Some(self.whole(bare)? + &word[bare.len()..])
            })
            .collect();
        words.map(|words| words.join(" "))
    }

    fn restored(&self, line: &str) -> String {
        let mut text = String::with_capacity(line.len());
        for c in line.chars() {
            let kept =
                u32::from(c).checked_sub(FIRST_STAND_IN).and_then(|place| self.0.get(usize::try_from(place).ok()?));
            match kept {
                Some(kept) => text.push_str(kept),
                None if c == JOINER => text.push(' '),
                None => text.push(c),
            }
        }
        text
    }
}

/// A name; one in Hangul or hanja is kept in one piece, family name first, as it is said.
fn name(name: &Csl) -> Value {
    let part = |key: &str| name.get(key).and_then(Csl::as_str).map(str::trim).unwrap_or_default();
    let joined = |text: &str| text.replace(' ', &JOINER.to_string());
    let (family, given) = (part("family"), part("given"));
    let is_east_asian = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    if family.chars().any(is_east_asian) {
        return json!({"literal": format!("{family}{given}")});
    }
    if !part("literal").is_empty() {
        return json!({"literal": joined(part("literal"))});
    }
    // An Indonesian may have one name only; it is neither a family name nor a given one.
    if family.is_empty() || (given.is_empty() && part("non-dropping-particle").is_empty()) {
        return json!({"literal": joined(if family.is_empty() { given } else { family })});
    }
    // A particle is written small; what begins with a capital is part of the name.
    let small = family.split(' ').take_while(|word| word.starts_with(char::is_lowercase)).count();
    let words: Vec<&str> = family.split(' ').collect();
    let (particle, rest) = words.split_at(if small < words.len() { small } else { 0 });
    let particle = [part("non-dropping-particle"), &particle.join(" ")].join(" ").trim().to_owned();
    let mut fields = json!({"family": joined(&rest.join(" ")), "given": given});
    let others = [
        ("non-dropping-particle", particle.as_str()),
        ("dropping-particle", part("dropping-particle")),
        ("suffix", part("suffix")),
    ];
    for (key, text) in others.into_iter().filter(|(_, text)| !text.is_empty()) {
        fields[key] = json!(text);
    }
    if matches!(name.get("comma-suffix"), Some(Csl::Bool(true))) {
        fields["comma-suffix"] = json!(true);
    }
    fields
}
