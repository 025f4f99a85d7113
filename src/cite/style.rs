//! References in the styles of the Citation Style Language.

use std::collections::BTreeMap;
use std::fmt;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Style};
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};
use serde_json::{Map, Value, json};

use super::reference::reference;
use crate::dossier::{Csl, Source};

/// The CSL fields that hold names.
const NAMES: [&str; 6] = ["author", "editor", "translator", "director", "interviewer", "collection-editor"];
/// The CSL fields that hold proper names, whose capitals no style may change.
const PROPER: [&str; 4] = ["container-title", "publisher", "publisher-place", "archive"];
/// The CSL fields that hold dates.
const DATES: [&str; 4] = ["issued", "accessed", "event-date", "original-date"];
/// Years that the calendar of CSL processors has.
const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;

/// A citation style that was found fit to write a list of references.
pub struct CslStyle(IndependentStyle);

/// Why a style cannot be used.
#[derive(Debug)]
pub enum StyleError {
    /// It is no CSL style.
    NotCsl(String),
    /// It only names another style that it is the same as.
    Dependent,
    /// It has citations, and no list of references.
    NoBibliography,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCsl(error) => write!(f, "it is not a style of the Citation Style Language ({error})"),
            Self::Dependent => f.write_str("it only points to another style; give the file of that one"),
            Self::NoBibliography => f.write_str("it has no list of references; choose a style that has one"),
        }
    }
}

impl std::error::Error for StyleError {}

impl CslStyle {
    /// A style out of the text of a `.csl` file.
    ///
    /// # Errors
    ///
    /// [`StyleError`] where it cannot write a list of references.
    pub fn from_xml(text: &str) -> Result<Self, StyleError> {
        let style = Style::from_xml(text).map_err(|error| StyleError::NotCsl(error.to_string()))?;
        Self::of(style)
    }

    fn of(style: Style) -> Result<Self, StyleError> {
        match style {
            Style::Independent(style) if style.bibliography.is_some() => Ok(Self(style)),
            Style::Independent(_) => Err(StyleError::NoBibliography),
            Style::Dependent(_) => Err(StyleError::Dependent),
        }
    }

    pub(super) fn archived(style: ArchivedStyle) -> Result<Self, StyleError> {
        Self::of(style.get())
    }

    /// The references to sources, one on each line, in the order of the style.
    ///
    /// A source that no style can say rightly, because it has no title or its date is a stretch of time, is said plainly,
    /// after the others.
    #[must_use]
    pub fn references(&self, sources: &[&Source]) -> String {
        let mut kept = Kept::default();
        let items: Vec<(&Source, Option<Item>)> =
            sources.iter().map(|source| (*source, item(source, &mut kept))).collect();
        let locales = locales();
        let mut driver = BibliographyDriver::new();
        for item in items.iter().filter_map(|(_, item)| item.as_ref()) {
            driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(item)], &self.0, &locales));
        }
        let rendered = driver.finish(BibliographyRequest::new(&self.0, None, &locales));
        let mut lines = Vec::new();
        for entry in rendered.bibliography.into_iter().flat_map(|bibliography| bibliography.items) {
            let mut line = String::new();
            if let Some(first) = entry.first_field {
                // Writing to a string cannot fail.
                let _ = first.write_buf(&mut line, BufWriteFormat::Plain);
                line.push(' ');
            }
            let _ = entry.content.write_buf(&mut line, BufWriteFormat::Plain);
            lines.push(kept.restored(&line));
        }
        lines.extend(items.iter().filter(|(_, item)| item.is_none()).map(|(source, _)| reference(source)));
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A source as the processor wants it; `None` where it would say something else than the source.
fn item(source: &Source, kept: &mut Kept) -> Option<Item> {
    // Without a title, styles write fragments that nobody can read.
    let title = source.text("title")?.trim_end_matches('.');
    let mut fields = Map::new();
    for (key, value) in source.csl().entries() {
        let field = match value {
            _ if DATES.contains(&key.as_str()) => date(value)?,
            Csl::List(names) if NAMES.contains(&key.as_str()) => names.iter().map(name).collect(),
            Csl::Text(text) if PROPER.contains(&key.as_str()) => json!(kept.whole(text)?),
            Csl::Text(text) => json!(text),
            Csl::Number(number) if number.is_i64() => json!(number),
            Csl::Number(number) => Value::String(number.to_string()),
            // What belongs to the dossier and not to the source.
            Csl::Null | Csl::Bool(_) | Csl::List(_) | Csl::Object(_) => continue,
        };
        fields.insert(key.to_string(), field);
    }
    // The note is the dossier's, on how the source was found.
    fields.remove("note");
    fields.insert("id".to_owned(), json!(source.id()));
    // The full stop is the style's.
    fields.insert("title".to_owned(), json!(kept.words(title)?));
    let fields: BTreeMap<String, hayagriva::citationberg::json::Value> =
        serde_json::from_value(Value::Object(fields)).ok()?;
    Some(Item(fields))
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

    /// Keeps those words of a text that have capitals inside.
    fn words(&mut self, text: &str) -> Option<String> {
        let has_inner_capital = |word: &str| {
            word.chars().zip(word.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase())
        };
        let words: Option<Vec<String>> = text
            .split(' ')
            .map(|word| if has_inner_capital(word) { self.whole(word) } else { Some(word.to_owned()) })
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
                None => text.push(c),
            }
        }
        text
    }
}

/// A date with the parts that are sound; `None` for a stretch of time, which the processor cannot say.
fn date(value: &Csl) -> Option<Value> {
    let Some(Csl::List(ends)) = value.get("date-parts") else {
        let verbatim = value.get("literal").or_else(|| value.get("raw"))?.as_str()?;
        return Some(json!({"literal": verbatim}));
    };
    let [parts] = &**ends else { return None };
    let numbers: Vec<i64> = parts.items().iter().map_while(Csl::whole_number).take(3).collect();
    let is_sound = match numbers.as_slice() {
        [year] => YEARS.contains(year),
        [year, month] => YEARS.contains(year) && (1..=12).contains(month),
        [year, month, day] => YEARS.contains(year) && (1..=12).contains(month) && (1..=31).contains(day),
        _ => false,
    };
    let mut date = json!({"date-parts": [numbers]});
    if let Some(circa) = value.get("circa") {
        date["circa"] = json!(circa);
    }
    is_sound.then_some(date)
}

/// A name; one in Hangul or hanja is kept in one piece, family name first, as it is said.
fn name(name: &Csl) -> Value {
    let part = |key: &str| name.get(key).and_then(Csl::as_str).unwrap_or_default();
    let (family, given) = (part("family"), part("given"));
    let is_east_asian = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    if family.chars().any(is_east_asian) {
        return json!({"literal": format!("{family}{given}")});
    }
    // An Indonesian may have one name only; it is neither a family name nor a given one.
    if given.is_empty() && !family.is_empty() && part("non-dropping-particle").is_empty() {
        return json!({"literal": family});
    }
    json!(name)
}

impl fmt::Debug for CslStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CslStyle").field(&self.0.info.title.value).finish()
    }
}
