//! Going through the text for what is asked for, a stretch at a time.

use std::ops::Range;

use super::needle::Needle;
use super::query::{Query, Term, begins};
use super::{SearchText, Texts};
use crate::analysis::index::{DossierIndex, FactSummary, Stretch};
use crate::dossier::{Dossier, FlagKind};

/// A search on its way through a dossier.
pub struct Scan<'a> {
    dossier: &'a Dossier,
    digest: &'a DossierIndex,
    /// What is asked for in words, the longest first.
    words: Vec<Word>,
    /// For each theme, whether its facts may be found.
    themes: Option<Vec<bool>>,
    /// The bits of the flags of which a found fact has one.
    flags: Option<Flags>,
    years: Option<Vec<Stretch>>,
}

/// A word, and what is shared by many facts and has it.
struct Word {
    needle: Needle,
    /// For each theme, whether the word is in it.
    themes: Vec<bool>,
    /// The bits of the flags that the word is in.
    flags: u64,
    /// For each source that has been gathered, whether the word is in it.
    sources: Vec<bool>,
    /// Whether it is in any of them.
    is_in_sources: bool,
}

/// The texts that have a word, by their places, one after the other.
struct Hits<'a> {
    word: &'a Word,
    texts: &'a Texts,
    /// What is still to be gone through, in bytes.
    left: Range<usize>,
    /// The place of the text that it begins with.
    place: usize,
}

/// Kinds of flag: their bits, and their words where there are too many for bits.
struct Flags {
    bits: Option<u64>,
    how: Vec<String>,
}

impl<'a> Scan<'a> {
    /// Prepares a search.
    #[must_use]
    pub fn new(dossier: &'a Dossier, digest: &'a DossierIndex, query: &Query) -> Self {
        let themes = (!query.themes.is_empty()).then(|| {
            let is_asked_for = |id: &str, label: &str| query.themes.iter().any(|how| begins(how, [id, label]));
            dossier.themes().iter().map(|theme| is_asked_for(&theme.id, &theme.label)).collect()
        });
        let mut terms = query.terms.clone();
        terms.sort_by_key(|term| std::cmp::Reverse(term.text.len()));
        let words = terms.into_iter().map(|term| Word::new(dossier, digest, term)).collect();
        let flags = (!query.flags.is_empty()).then(|| Flags::new(digest, &query.flags));
        let years = query.asks_for_years().then(|| query.years.clone());
        Self { dossier, digest, words, themes, flags, years }
    }

    /// Finds facts among those of some places by date, whose text has been gathered, in that order.
    pub fn find(&mut self, text: &SearchText, places: Range<usize>, found: &mut Vec<FactSummary>) {
        let Some(briefs) = self.digest.briefs().get(places.clone()) else { return };
        for word in &mut self.words {
            word.mark_sources(&text.sources);
        }
        let Some((first, others)) = self.words.split_first() else {
            found.extend(briefs.iter().filter(|brief| self.passes(brief)));
            return;
        };
        for place in first.places(text, places.clone(), briefs) {
            let brief = &briefs[place - places.start];
            let has = |word: &Word| {
                word.is_in_labels_of(brief)
                    || word.is_in_sources(text.cited_by(place))
                    || word.is_in(&text.facts, place)
            };
            if self.passes(brief) && others.iter().all(has) {
                found.push(*brief);
            }
        }
    }

    /// Whether theme, flags and years are those that are asked for.
    fn passes(&self, brief: &FactSummary) -> bool {
        let theme = usize::try_from(brief.theme).unwrap_or(usize::MAX);
        let has_theme = self.themes.as_ref().is_none_or(|themes| themes.get(theme).copied().unwrap_or(false));
        let has_flag = self.flags.as_ref().is_none_or(|flags| flags.are_of(self.dossier, brief));
        let is_then = self
            .years
            .as_ref()
            .is_none_or(|years| brief.stretch.is_some_and(|stretch| years.iter().any(|years| years.touches(stretch))));
        has_theme && has_flag && is_then
    }
}

impl Word {
    fn new(dossier: &Dossier, digest: &DossierIndex, term: Term) -> Self {
        let mut word =
            Self { needle: Needle::new(term), themes: Vec::new(), flags: 0, sources: Vec::new(), is_in_sources: false };
        let themes = dossier.themes().iter().map(|theme| word.is_in_text(&super::fold::fold(&theme.label)));
        word.themes = themes.collect();
        let is_in_flag = |name: &str| word.is_in_text(&super::fold::fold(name));
        let bits = digest.flag_bits(|kind| is_in_flag(kind.word()) || is_in_flag(kind.label()));
        word.flags = bits.unwrap_or(0);
        word
    }

    /// Looks for the word in the sources that have been gathered since.
    fn mark_sources(&mut self, sources: &Texts) {
        let mut marks = std::mem::take(&mut self.sources);
        let known = marks.len();
        marks.resize(sources.len(), false);
        let mut is_in_sources = self.is_in_sources;
        for place in self.hits(sources, known..sources.len()) {
            marks[place] = true;
            is_in_sources = true;
        }
        (self.sources, self.is_in_sources) = (marks, is_in_sources);
    }

    fn hits<'a>(&'a self, texts: &'a Texts, places: Range<usize>) -> Hits<'a> {
        let left = texts.start(places.start)..texts.start(places.end);
        Hits { word: self, texts, left, place: places.start }
    }

    fn is_in(&self, texts: &Texts, place: usize) -> bool {
        self.needle.next(&texts.text, texts.start(place), texts.start(place + 1)).is_some()
    }

    fn is_in_text(&self, text: &str) -> bool {
        self.needle.next(text, 0, text.len()).is_some()
    }

    /// The places of the facts that have the word, in themselves or in what they share with others.
    fn places(&self, text: &SearchText, places: Range<usize>, briefs: &[FactSummary]) -> Vec<usize> {
        let mut hits: Vec<usize> = self.hits(&text.facts, places.clone()).collect();
        let of_themselves = hits.len();
        if self.is_in_sources {
            hits.extend(text.citing(places.clone(), &self.sources));
        }
        if self.flags != 0 || self.themes.contains(&true) {
            let labelled = (places.start..).zip(briefs).filter(|(_, brief)| self.is_in_labels_of(brief));
            hits.extend(labelled.map(|(place, _)| place));
        }
        if hits.len() > of_themselves {
            #[expect(clippy::stable_sort_primitive, reason = "it merges what is in order already")]
            hits.sort();
            hits.dedup();
        }
        hits
    }

    /// Whether the word is in the theme or in a flag of a fact.
    fn is_in_labels_of(&self, brief: &FactSummary) -> bool {
        brief.flags & self.flags != 0 || is_marked(&self.themes, brief.theme)
    }

    /// Whether the word is in one of these sources.
    fn is_in_sources(&self, sources: &[u32]) -> bool {
        self.is_in_sources && sources.iter().any(|source| is_marked(&self.sources, *source))
    }
}

/// Whether there is a mark at a place.
pub(super) fn is_marked(marks: &[bool], place: u32) -> bool {
    usize::try_from(place).ok().and_then(|place| marks.get(place)).copied().unwrap_or(false)
}

impl Iterator for Hits<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.word.needle.next(&self.texts.text, self.left.start, self.left.end)?;
        let ends = self.texts.ends.get(self.place..)?;
        self.place += ends.iter().take_while(|end| **end <= at).count();
        // One is enough: what follows is the next text.
        self.left.start = self.texts.start(self.place + 1);
        Some(self.place)
    }
}

impl Flags {
    fn new(digest: &DossierIndex, how: &[String]) -> Self {
        let is_asked_for = |kind: &FlagKind| how.iter().any(|how| begins(how, [kind.word(), kind.label()]));
        Self { bits: digest.flag_bits(is_asked_for), how: how.to_vec() }
    }

    fn are_of(&self, dossier: &Dossier, brief: &FactSummary) -> bool {
        let look = || {
            let mut flags = dossier.fact(brief.fact).flags.iter();
            flags.any(|flag| self.how.iter().any(|how| begins(how, [flag.kind.word(), flag.kind.label()])))
        };
        self.bits.map_or_else(look, |bits| brief.flags & bits != 0)
    }
}
