//! A word or phrase that is looked for in a text, from where it may begin to where it may end.

use std::ops::Range;

use memchr::memmem::Finder;

use super::fold::{fold_into, is_unspaced};
use super::query::{Query, Term};

/// A word or phrase that is looked for.
pub(super) struct Needle {
    finder: Finder<'static>,
    term: Term,
    /// Whether it begins with a letter or digit, and so must not begin within a word.
    must_begin: bool,
}

impl Needle {
    pub(super) fn new(term: Term) -> Self {
        Self {
            finder: Finder::new(term.text.as_bytes()).into_owned(),
            must_begin: term.text.chars().next().is_some_and(|first| first.is_alphanumeric() && !is_unspaced(first)),
            term,
        }
    }

    /// Where it next stands in a stretch of a text.
    pub(super) fn next(&self, text: &str, from: usize, to: usize) -> Option<usize> {
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
}

impl Query {
    /// Where a text has the words and phrases, as stretches of its bytes, in order and apart from each other.
    #[must_use]
    pub fn matches_in(&self, text: &str) -> Vec<Range<usize>> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        // Letter by letter, so that what is found leads back to where it stands.
        let (mut folded, mut letters) = (String::new(), Vec::new());
        for (at, letter) in text.char_indices() {
            let begin = folded.len();
            let end = at + letter.len_utf8();
            fold_into(&text[at..end], &mut folded);
            letters.push((begin..folded.len(), at..end));
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        for needle in self.terms.iter().cloned().map(Needle::new) {
            let mut from = 0;
            while let Some(at) = needle.next(&folded, from, folded.len()) {
                from = at + needle.term.text.len();
                let is_in = |(folded, _): &&(Range<usize>, Range<usize>)| folded.start < from && folded.end > at;
                let mut of_it = letters.iter().filter(is_in).map(|(_, letter)| letter);
                if let Some(first) = of_it.next() {
                    found.push(first.start..of_it.next_back().unwrap_or(first).end);
                }
            }
        }
        found.sort_unstable_by_key(|range| range.start);
        found.dedup_by(|next, before| {
            let is_joined = next.start <= before.end;
            if is_joined {
                before.end = before.end.max(next.end);
            }
            is_joined
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn what_is_found_is_marked_where_it_stands_however_it_is_written() {
        for (query, text, expected) in [
            ("soap", "Soap and soapstone, no unsoaped thing", &["Soap", "soap"][..]),
            ("muller trade", "Müller’s “Trade” of TRADES", &["Müller", "Trade", "TRADE"]),
            ("\"soap\"", "Soap, soapstone", &["Soap"]),
            ("82 82.24", "82.24 per cent", &["82.24"]),
            ("김일", "김일성과 김정일", &["김일"]),
            ("strasse", "Straße", &["Straße"]),
            ("theme:trade year:2019", "Trade of 2019", &[]),
            ("o'brien", "O’Brien, OBrien", &["O’Brien", "OBrien"]),
        ] {
            let found = Query::parse(query).matches_in(text);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{query} in {text}");
        }
    }
}
