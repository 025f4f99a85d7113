//! Going through the text for what is asked for, a stretch at a time.

use std::ops::Range;

use memchr::memmem::Finder;

use super::fold::is_unspaced;
use super::query::{Query, Term, begins};
use super::{SearchText, Texts};
use crate::analysis::digest::{Brief, Digest, Stretch};
use crate::dossier::{Dossier, FlagKind};

/// A search on its way through a dossier.
pub struct Scan<'a> {
    dossier: &'a Dossier,
    digest: &'a Digest,
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
    finder: Finder<'static>,
    term: Term,
    /// Whether it begins with a letter or digit, and so must not begin within a word.
    must_begin: bool,
    themes: Vec<bool>,
    flags: Flags,
    /// For each source, whether the word is in it; none of them where it is in none.
    sources: Vec<bool>,
}

/// Kinds of flag: their bits, and their words where there are too many for bits.
struct Flags {
    bits: Option<u64>,
    how: Vec<String>,
}

impl<'a> Scan<'a> {
    /// Prepares a search; the sources must have been gathered.
    #[must_use]
    pub fn new(dossier: &'a Dossier, digest: &'a Digest, text: &SearchText, query: &Query) -> Self {
        let themes = (!query.themes.is_empty()).then(|| {
            let is_asked_for = |id: &str, label: &str| query.themes.iter().any(|how| begins(how, [id, label]));
            dossier.themes().iter().map(|theme| is_asked_for(&theme.id, &theme.label)).collect()
        });
        let mut terms = query.terms.clone();
        terms.sort_by_key(|term| std::cmp::Reverse(term.text.len()));
        let words = terms.into_iter().map(|term| Word::new(dossier, digest, text, term)).collect();
        let flags = (!query.flags.is_empty()).then(|| Flags::new(digest, &query.flags));
        let years = query.asks_for_years().then(|| query.years.clone());
        Self { dossier, digest, words, themes, flags, years }
    }

    /// Finds facts among those of some places by date, whose text has been gathered, in that order.
    pub fn find(&self, text: &SearchText, places: Range<usize>, found: &mut Vec<Brief>) {
        let Some(briefs) = self.digest.briefs().get(places.clone()) else { return };
        let mut is_hit: Vec<bool> = briefs.iter().map(|brief| self.passes(brief)).collect();
        for (turn, word) in self.words.iter().enumerate() {
            let mut has_word = vec![false; briefs.len()];
            if turn == 0 {
                word.mark_all(&text.facts, places.clone(), &mut has_word);
            }
            for (within, brief) in briefs.iter().enumerate() {
                if !is_hit[within] {
                    continue;
                }
                let place = places.start + within;
                let is_in_text = has_word[within] || (turn > 0 && word.is_in(&text.facts, place));
                is_hit[within] = is_in_text || word.is_shared_by(self.dossier, brief, text.cited_by(place));
            }
        }
        found.extend(briefs.iter().zip(is_hit).filter(|(_, is_hit)| *is_hit).map(|(brief, _)| *brief));
    }

    /// Whether theme, flags and years are those that are asked for.
    fn passes(&self, brief: &Brief) -> bool {
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
    fn new(dossier: &Dossier, digest: &Digest, text: &SearchText, term: Term) -> Self {
        let mut word = Self {
            finder: Finder::new(term.text.as_bytes()).into_owned(),
            must_begin: term.text.chars().next().is_some_and(|first| first.is_alphanumeric() && !is_unspaced(first)),
            themes: Vec::new(),
            flags: Flags { bits: Some(0), how: Vec::new() },
            sources: vec![false; text.sources.len()],
            term,
        };
        let themes = dossier.themes().iter().map(|theme| word.is_in_text(&super::fold::fold(&theme.label)));
        word.themes = themes.collect();
        let is_in_flag = |name: &str| word.is_in_text(&super::fold::fold(name));
        let bits = digest.flag_bits(|kind| is_in_flag(kind.word()) || is_in_flag(kind.label()));
        word.flags = Flags { bits: Some(bits.unwrap_or(0)), how: Vec::new() };
        let mut sources = std::mem::take(&mut word.sources);
        word.mark_all(&text.sources, 0..sources.len(), &mut sources);
        word.sources = if sources.contains(&true) { sources } else { Vec::new() };
        word
    }

    /// Marks the texts of some places that have the word.
    fn mark_all(&self, texts: &Texts, places: Range<usize>, has_word: &mut [bool]) {
        let end = texts.start(places.end);
        let mut from = texts.start(places.start);
        let mut place = places.start;
        while let Some(at) = self.next(&texts.text, from, end) {
            while texts.ends[place] <= at {
                place += 1;
            }
            has_word[place - places.start] = true;
            // One is enough.
            from = texts.ends[place];
        }
    }

    fn is_in(&self, texts: &Texts, place: usize) -> bool {
        self.next(&texts.text, texts.start(place), texts.start(place + 1)).is_some()
    }

    fn is_in_text(&self, text: &str) -> bool {
        self.next(text, 0, text.len()).is_some()
    }

    /// Where the word next stands in a stretch of a text.
    fn next(&self, text: &str, from: usize, to: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let at = from + self.finder.find(text.as_bytes().get(from..to)?)?;
            if self.is_word_at(text, at) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Whether what is found at a place begins a word there, and ends one where it has to.
    fn is_word_at(&self, text: &str, at: usize) -> bool {
        let goes_on =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && !is_unspaced(letter));
        let begins = !self.must_begin || !goes_on(text.get(..at).and_then(|before| before.chars().next_back()));
        let ends = || {
            let last = self.term.text.chars().next_back().is_some_and(char::is_alphanumeric);
            let after = text.get(at + self.term.text.len()..).and_then(|after| after.chars().next());
            !self.term.is_whole || !last || !goes_on(after)
        };
        begins && ends()
    }

    /// Whether the word is in the theme, in a flag or in a cited source of a fact.
    fn is_shared_by(&self, dossier: &Dossier, brief: &Brief, cited: &[u32]) -> bool {
        let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        let has = |marks: &[bool], place: u32| marks.get(at(place)).copied().unwrap_or(false);
        has(&self.themes, brief.theme)
            || self.flags.are_of(dossier, brief)
            || (!self.sources.is_empty() && cited.iter().any(|source| has(&self.sources, *source)))
    }
}

impl Flags {
    fn new(digest: &Digest, how: &[String]) -> Self {
        let is_asked_for = |kind: &FlagKind| how.iter().any(|how| begins(how, [kind.word(), kind.label()]));
        Self { bits: digest.flag_bits(is_asked_for), how: how.to_vec() }
    }

    fn are_of(&self, dossier: &Dossier, brief: &Brief) -> bool {
        let look = || {
            let mut flags = dossier.fact(brief.fact).flags.iter();
            flags.any(|flag| self.how.iter().any(|how| begins(how, [flag.kind.word(), flag.kind.label()])))
        };
        self.bits.map_or_else(look, |bits| brief.flags & bits != 0)
    }
}
