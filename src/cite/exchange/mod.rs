//! Sources for other programs: BibTeX, RIS and CSL-JSON. What a format has no place for is counted by field.

mod bibtex;
mod ris;

pub(super) use bibtex::bibtex;
pub(super) use ris::ris;

use std::collections::{BTreeMap, BTreeSet};

use super::csl_date::CslDate;
use crate::dossier::{Csl, Source};

/// Sources in a format, and what of them it has no place for.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// In how many sources a field was left out, by its name.
    pub(super) left_out: BTreeMap<String, usize>,
}

/// Sources as CSL-JSON, with every field that they came with.
pub(super) fn csl_json(sources: &[&Source]) -> String {
    let items: Vec<_> = sources.iter().map(|source| source.csl()).collect();
    // Values that were read as JSON are written as JSON.
    let text = serde_json::to_string_pretty(&items).unwrap_or_default();
    format!("{text}\n")
}

/// A source while it is written: which of its fields have found a place.
struct Fields<'a> {
    source: &'a Source,
    taken: BTreeSet<String>,
    lost: BTreeSet<String>,
}

impl<'a> Fields<'a> {
    fn of(source: &'a Source) -> Self {
        Self { source, taken: BTreeSet::from(["id".to_owned()]), lost: BTreeSet::new() }
    }

    /// A field that is a text or a number, which is written now.
    fn text(&mut self, field: &str) -> Option<String> {
        let value = text_of(self.source.csl().get(field)?)?;
        self.take(field);
        Some(value)
    }

    /// The names of a field, which are written now; parts that no format has are told.
    fn names(&mut self, field: &str) -> Vec<Name> {
        const KNOWN: [&str; 6] = ["literal", "family", "given", "suffix", "dropping-particle", "non-dropping-particle"];
        let Some(list) = self.source.csl().get(field) else { return Vec::new() };
        let names: Vec<Name> = list.items().iter().filter_map(Name::of).collect();
        if names.len() < list.items().len() {
            self.lose(format!("{field} without a name"));
        }
        if !list.items().is_empty() {
            self.take(field);
        }
        let keys = list.items().iter().flat_map(|name| name.entries().iter().map(|(key, _)| key));
        for key in keys.filter(|key| !KNOWN.contains(&key.as_str())) {
            self.lost.insert(format!("{field}.{key}"));
        }
        names
    }

    /// A date, which is written now, with the words that stand beside its parts.
    fn date(&mut self, field: &str) -> Option<(CslDate, Option<&'a str>)> {
        let value = self.source.csl().get(field)?;
        let date = CslDate::of(self.source, field)?;
        self.take(field);
        let words = ["literal", "raw"].into_iter().find_map(|key| value.get(key)?.as_str());
        let beside = words.map(str::trim).filter(|words| date.start.is_some() && !words.is_empty());
        if date.season.is_some() && (date.end.is_some() || date.start.is_some_and(|start| start.month.is_some())) {
            self.lose(format!("{field}.season"));
        }
        // A date in words that was read has said all.
        let is_raw = value.get("date-parts").is_none();
        Some((date, beside.filter(|_| !is_raw)))
    }

    /// What stands in a field of `custom` that a format has for itself.
    fn own(&self, format: &str) -> &'a [(smol_str::SmolStr, Csl)] {
        let custom = self.source.csl().get("custom").and_then(|custom| custom.get(format));
        custom.map(Csl::entries).unwrap_or_default()
    }

    fn take(&mut self, field: &str) {
        self.taken.insert(field.to_owned());
    }

    fn lose(&mut self, field: impl Into<String>) {
        self.lost.insert(field.into());
    }

    /// Counts what has found no place.
    fn count(self, left_out: &mut BTreeMap<String, usize>) {
        let mut lost = self.lost;
        for (key, value) in self.source.csl().entries() {
            if self.taken.contains(key.as_str()) || is_empty(value) {
                continue;
            }
            if key != "custom" {
                lost.insert(key.to_string());
                continue;
            }
            if value.entries().is_empty() {
                lost.insert(key.to_string());
            }
            for (below, value) in value.entries() {
                let path = format!("custom.{below}");
                if self.taken.contains(&path) {
                    continue;
                }
                if value.entries().is_empty() {
                    lost.insert(path);
                } else {
                    let open = value.entries().iter().map(|(key, _)| format!("{path}.{key}"));
                    lost.extend(open.filter(|path| !self.taken.contains(path)));
                }
            }
        }
        for field in lost {
            *left_out.entry(field).or_default() += 1;
        }
    }
}

/// A text or a number as a text; `None` where it is neither, or empty.
fn text_of(value: &Csl) -> Option<String> {
    let text = value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))?;
    (!text.trim().is_empty()).then_some(text)
}

/// The two ends of a range of pages; `None` where it is a page, or something else, with a hyphen in it.
fn page_range(pages: &str) -> Option<(&str, &str)> {
    let (first, last) = pages.split_once('–').or_else(|| pages.split_once("--")).or_else(|| pages.split_once('-'))?;
    let is_end = |end: &str| end.chars().any(|c| c.is_ascii_digit()) && !end.contains(['-', '–', ',']);
    (is_end(first) && is_end(last)).then(|| (first.trim(), last.trim()))
}

fn is_empty(value: &Csl) -> bool {
    match value {
        Csl::Null => true,
        Csl::Text(text) => text.trim().is_empty(),
        Csl::List(items) => items.is_empty(),
        Csl::Object(entries) => entries.is_empty(),
        Csl::Bool(_) | Csl::Number(_) => false,
    }
}

/// A name as other programs want it.
enum Name {
    Whole(String),
    Parts { particle: Option<Particle>, family: String, given: String, suffix: Option<String> },
}

/// What stands before a family name.
struct Particle {
    text: String,
    is_dropping: bool,
}

impl Name {
    fn of(name: &Csl) -> Option<Self> {
        let part = |key: &str| name.get(key).and_then(Csl::as_str).map(str::trim).filter(|part| !part.is_empty());
        if let Some(literal) = part("literal") {
            return Some(Self::Whole(literal.to_owned()));
        }
        let particles = [part("dropping-particle"), part("non-dropping-particle")];
        let is_dropping = particles[0].is_some();
        let particle = particles.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let particle = (!particle.is_empty()).then_some(Particle { text: particle, is_dropping });
        let suffix = part("suffix").map(str::to_owned);
        match (part("family"), part("given")) {
            (Some(family), given) if given.is_some() || suffix.is_some() => Some(Self::Parts {
                particle,
                family: family.to_owned(),
                given: given.unwrap_or_default().to_owned(),
                suffix,
            }),
            (family, given) => {
                let particle = particle.map(|particle| particle.text);
                let words: Vec<&str> =
                    [given, particle.as_deref(), family, suffix.as_deref()].into_iter().flatten().collect();
                (!words.is_empty()).then(|| Self::Whole(words.join(" ")))
            }
        }
    }
}
