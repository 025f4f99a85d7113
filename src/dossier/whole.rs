//! The dossier as a whole.

use std::collections::BTreeMap;

use super::{Date, Day, Fact, FactIx, Figure, FigureIx, Ids, ImportRecord, Review, Source, SourceIx};

/// A party: one of the two countries, or somebody else who reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its identifier, an ISO 3166 code where it is a country.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Which theme of the dossier, by position in [`Dossier::themes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeIx(pub usize);

/// A theme: the lane that facts stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// The parts of a dossier, before they are put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub summary: Option<String>,
    /// The language of its texts, a BCP 47 tag.
    pub language: Option<String>,
    /// The two countries, and whoever else reports.
    pub parties: Vec<Party>,
    /// The themes, in the order of their lanes.
    pub themes: Vec<Theme>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The facts, in the order of the file.
    pub facts: Vec<Fact>,
    /// The findings that a person has looked at.
    pub reviews: Vec<Review>,
    /// The files that facts came from.
    pub imports: Vec<ImportRecord>,
}

/// A whole dossier: valid, and never changed once it is there.
#[derive(Clone, Debug)]
pub struct Dossier {
    parts: Parts,
    /// The facts by identifier, for finding one.
    by_id: Ids<FactIx>,
    /// The facts in the order of their dates; undated ones last, in the order of the file.
    by_date: Vec<FactIx>,
    /// The places of the reviews, by the keys of their findings.
    reviews_by_key: BTreeMap<String, usize>,
}

impl PartialEq for Dossier {
    /// All else follows from the parts.
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Dossier {
    /// Puts the parts together; every reference in them has been resolved by the caller.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let mut by_id = Ids::default();
        let id_of = |fact: FactIx| parts.facts[fact.0].id.0.as_str();
        for (place, fact) in parts.facts.iter().enumerate() {
            by_id.insert(&fact.id.0, FactIx(place), id_of);
        }
        Self::with_ids(parts, by_id)
    }

    /// The same where the identifiers of the facts have been gathered already.
    #[must_use]
    pub fn with_ids(parts: Parts, by_id: Ids<FactIx>) -> Self {
        // No date begins or ends so late.
        let undated = (Day(i64::MAX), Day(i64::MAX));
        let keys = parts.facts.iter().map(|fact| fact.date.as_ref().map_or(undated, Date::sort_key));
        let mut keyed: Vec<((Day, Day), u32)> = keys.zip(0..).collect();
        keyed.sort_unstable();
        let by_date = keyed.into_iter().map(|(_, place)| FactIx(place as usize)).collect();
        // Of several reviews of one finding the last counts.
        let reviews = parts.reviews.iter().enumerate();
        let reviews_by_key = reviews.map(|(place, review)| (review.key.clone(), place)).collect();
        Self { parts, by_id, by_date, reviews_by_key }
    }

    /// The parts that it was put together from.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.parts.title
    }

    /// What it is about.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.parts.summary.as_deref()
    }

    /// The language of its texts, a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.parts.language.as_deref()
    }

    /// The parties; the first two are the ones that it is about.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.parts.parties
    }

    /// The themes, in the order of their lanes.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.parts.themes
    }

    /// The sources, in the order of the file.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// The facts, in the order of the file.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.parts.facts
    }

    /// The findings that a person has looked at, in the order of the file.
    #[must_use]
    pub fn reviews(&self) -> &[Review] {
        &self.parts.reviews
    }

    /// The files that facts came from, in the order of the dossier.
    #[must_use]
    pub fn imports(&self) -> &[ImportRecord] {
        &self.parts.imports
    }

    /// The import of an identifier.
    #[must_use]
    pub fn import(&self, id: &str) -> Option<&ImportRecord> {
        self.imports().iter().find(|import| import.id == id)
    }

    /// The review of a finding, by the finding's key.
    #[must_use]
    pub fn review(&self, key: &str) -> Option<&Review> {
        self.reviews_by_key.get(key).map(|place| &self.parts.reviews[*place])
    }

    /// The facts by date, undated ones last.
    #[must_use]
    pub fn facts_by_date(&self) -> &[FactIx] {
        &self.by_date
    }

    /// A fact.
    #[must_use]
    pub fn fact(&self, fact: FactIx) -> &Fact {
        &self.parts.facts[fact.0]
    }

    /// A source.
    #[must_use]
    pub fn source(&self, source: SourceIx) -> &Source {
        &self.parts.sources[source.0]
    }

    /// A theme.
    #[must_use]
    pub fn theme(&self, theme: ThemeIx) -> &Theme {
        &self.parts.themes[theme.0]
    }

    /// A figure.
    #[must_use]
    pub fn figure(&self, figure: FigureIx) -> &Figure {
        &self.fact(figure.fact).figures[figure.place]
    }

    /// All figures, in the order of the file.
    pub fn figures(&self) -> impl Iterator<Item = (FigureIx, &Figure)> {
        self.facts().iter().enumerate().flat_map(|(fact, stated)| {
            let ix = move |place| FigureIx { fact: FactIx(fact), place };
            stated.figures.iter().enumerate().map(move |(place, figure)| (ix(place), figure))
        })
    }

    /// The fact of an identifier.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FactIx> {
        self.by_id.find(id, |fact| self.fact(fact).id.0.as_str())
    }

    /// The name of a party, or the identifier itself where the dossier does not name it.
    #[must_use]
    pub fn party_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.parties().iter().find(|party| party.id == id).map_or(id, |party| &party.name)
    }
}
