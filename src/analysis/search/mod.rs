//! Finding facts by what they say and who says so.
//!
//! A search goes through one long text, in which every fact and every source stands as it is compared. That text is
//! gathered when somebody searches for the first time, as far as the search has come, and can be let go again: nothing of
//! it is needed while nobody searches.

mod fold;
mod needle;
mod query;
mod scan;

pub use query::Query;
pub use scan::Scan;

use std::ops::Range;

use crate::dossier::{Date, Dossier, Fact, FactIx, ReportedValue, Source, SourceIx};
use fold::{BREAK, fold_into};

/// The text of a dossier as it is compared, facts by date; as much of it as has been gathered so far.
#[derive(Clone, Debug, Default)]
pub struct SearchText {
    facts: Texts,
    /// The sources that the facts cite, fact by fact: their places among those that have been gathered.
    cited: Vec<u32>,
    /// Where the citations of each fact end.
    cited_ends: Vec<usize>,
    /// The sources that have been cited so far.
    sources: Texts,
    /// For each source of the dossier, its place among those.
    source_places: Vec<Option<u32>>,
}

/// Texts one after the other.
#[derive(Clone, Debug, Default)]
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, place: usize) -> usize {
        place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    fn end_one(&mut self) {
        self.text.push(BREAK);
        self.ends.push(self.text.len());
    }
}

impl SearchText {
    /// How many facts have been gathered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether nothing has been gathered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.len() == 0
    }

    /// How long the text is that a search for a word goes through, in bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.facts.text.as_bytes()
    }

    /// Gathers the texts of a dossier up to the fact of this place by date.
    pub fn gather(&mut self, dossier: &Dossier, up_to: usize) {
        self.source_places.resize(dossier.sources().len(), None);
        let facts = dossier.facts_by_date();
        for fact in facts.get(self.len()..up_to.min(facts.len())).unwrap_or_default() {
            self.push(dossier, *fact);
        }
    }

    fn push(&mut self, dossier: &Dossier, fact: FactIx) {
        let fact = dossier.fact(fact);
        push_fact(fact, &mut self.facts);
        for citation in &fact.citations {
            let place = self.source_place(dossier, citation.source);
            self.cited.push(place);
        }
        self.cited_ends.push(self.cited.len());
    }

    /// The place of a source among those that have been gathered; it is gathered now where it is not.
    fn source_place(&mut self, dossier: &Dossier, source: SourceIx) -> u32 {
        let sources = &mut self.sources;
        *self.source_places[source.0].get_or_insert_with(|| {
            let place = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            push_source(dossier.source(source), sources);
            place
        })
    }

    /// The sources that a fact cites, by its place by date.
    fn cited_by(&self, place: usize) -> &[u32] {
        self.cited.get(self.cited_start(place)..self.cited_start(place + 1)).unwrap_or_default()
    }

    fn cited_start(&self, place: usize) -> usize {
        place.checked_sub(1).and_then(|before| self.cited_ends.get(before)).copied().unwrap_or(0)
    }

    /// The facts that cite one of the sources that are marked, once for each such citation, by their places by date.
    fn citing<'a>(&'a self, places: Range<usize>, marks: &'a [bool]) -> impl Iterator<Item = usize> + use<'a> {
        let (start, end) = (self.cited_start(places.start), self.cited_start(places.end));
        let cited = (start..).zip(self.cited.get(start..end).unwrap_or_default());
        let marked = cited.filter(|(_, source)| scan::is_marked(marks, **source));
        let mut place = places.start;
        marked.map(move |(at, _)| {
            place += self.cited_ends[place..].iter().take_while(|end| **end <= at).count();
            place
        })
    }
}

/// Everything that a person might remember of a fact, but for theme, flags and sources, which are the same for many.
fn push_fact(fact: &Fact, texts: &mut Texts) {
    let mut parts = vec![&*fact.title, &*fact.statement, &*fact.id.0];
    parts.extend(fact.note.as_deref());
    parts.extend(fact.date.as_ref().map(Date::text));
    for flag in &fact.flags {
        parts.extend([flag.scope.as_deref(), flag.reason.as_deref()].into_iter().flatten());
    }
    for figure in &fact.figures {
        parts.extend(figure.value.as_ref().map(ReportedValue::text));
        parts.extend(
            [figure.label.as_deref(), figure.commodity.as_deref(), figure.note.as_deref()].into_iter().flatten(),
        );
    }
    for citation in &fact.citations {
        parts.extend([citation.locator.as_deref(), citation.note.as_deref()].into_iter().flatten());
    }
    push_parts(&parts, texts);
}

/// Everything that a person might remember of a source.
fn push_source(source: &Source, texts: &mut Texts) {
    let authors = source.names("author");
    let mut parts = vec![source.id()];
    let fields = ["title", "container-title", "publisher", "URL", "note"];
    parts.extend(fields.iter().filter_map(|field| source.text(field)));
    parts.extend(source.marker());
    parts.extend(authors.iter().map(String::as_str));
    push_parts(&parts, texts);
}

fn push_parts(parts: &[&str], texts: &mut Texts) {
    for part in parts {
        fold_into(part, &mut texts.text);
        texts.text.push(BREAK);
    }
    texts.end_one();
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
