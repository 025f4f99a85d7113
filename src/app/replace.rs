//! Find and replace in titles and statements: what would change, and the edit that changes it.

use std::collections::BTreeSet;
use std::ops::Range;
use strum::VariantArray;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AppState;
use crate::dossier::{Fact, FactIx};
use crate::edit::{Edit, Target, short};
use crate::format::number::counted;

/// What is to be found in titles and statements, and what is to stand in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// What is to be found.
    pub find: String,
    /// What is to stand in its place; nothing takes it out.
    pub with: String,
    /// Whether capital letters differ from small ones.
    pub matches_case: bool,
    /// Whether it is found as whole words only.
    pub is_whole_word: bool,
    /// Whether it is looked for in the selected facts only.
    pub is_in_selection: bool,
    /// What is left as it is: by the identifier of the fact, and where in its text the match begins, in bytes.
    pub left_out: BTreeSet<(SmolStr, TextField, usize)>,
}

/// The texts of a fact that are written by the dossier's editors. Passages quote a source, and are evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum TextField {
    /// The title.
    Title,
    /// The statement.
    Statement,
}

/// A text in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundText {
    /// The fact.
    pub fact: FactIx,
    /// Which of its texts.
    pub field: TextField,
    /// Where, in bytes; never empty, in their order, none over another.
    pub ranges: Vec<Range<usize>>,
}

/// So many texts are changed at once; of more it is said that there are more.
pub const MOST_REPLACED: usize = 5_000;

impl TextField {
    /// Both, in the order in which they are shown.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The key that it stands under.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Statement => "statement",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Statement => "Statement",
        }
    }

    /// The text of a fact.
    #[must_use]
    pub fn of(self, fact: &Fact) -> &str {
        match self {
            Self::Title => &fact.title,
            Self::Statement => &fact.statement,
        }
    }
}

impl Replacement {
    /// Where something is found in a text, from its beginning on, none over another.
    #[must_use]
    pub fn ranges_in(&self, text: &str) -> Vec<Range<usize>> {
        let needle = Needle::new(&self.find, self.matches_case);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = needle.next_start(text, at) {
            match needle.end_at(text, start).filter(|end| !self.is_whole_word || is_whole(text, start..*end)) {
                Some(end) => {
                    found.push(start..end);
                    at = end;
                }
                None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    /// A text with what was found in it replaced, and where the new words stand in it.
    #[must_use]
    pub fn replaced(&self, text: &str, ranges: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
        let (mut new, mut marks, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
        for range in ranges {
            new.push_str(&text[at..range.start]);
            let start = new.len();
            new.push_str(&self.with);
            marks.push(start..new.len());
            at = range.end;
        }
        new.push_str(&text[at..]);
        (new, marks)
    }

    /// Whether a match is to be replaced, rather than left as it is.
    #[must_use]
    pub fn is_wanted(&self, fact: &Fact, field: TextField, found: &Range<usize>) -> bool {
        !self.left_out.contains(&(fact.id.0.clone(), field, found.start))
    }

    /// Those of the matches of a text that are to be replaced.
    #[must_use]
    pub fn wanted(&self, fact: &Fact, field: TextField, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        ranges.iter().filter(|found| self.is_wanted(fact, field, found)).cloned().collect()
    }

    /// Leaves a match as it is, or no longer.
    pub fn set_wanted(&mut self, fact: &Fact, field: TextField, found: &Range<usize>, is_wanted: bool) {
        let of = (fact.id.0.clone(), field, found.start);
        if is_wanted {
            self.left_out.remove(&of);
        } else {
            self.left_out.insert(of);
        }
    }
}

/// What is looked for: its letters, small where capital ones are the same.
struct Needle {
    letters: Vec<char>,
    matches_case: bool,
}

impl Needle {
    fn new(find: &str, matches_case: bool) -> Self {
        let letters =
            if matches_case { find.chars().collect() } else { find.chars().flat_map(char::to_lowercase).collect() };
        Self { letters, matches_case }
    }

    /// The next place from `at` on where it may begin.
    fn next_start(&self, text: &str, at: usize) -> Option<usize> {
        let first = *self.letters.first()?;
        let rest = text.get(at..)?;
        // “İ” and the sign of the kelvin have small letters that begin with an “i” and a “k”.
        let is_byte = first.is_ascii() && (self.matches_case || !matches!(first, 'i' | 'k'));
        let found = if is_byte {
            let byte = u8::try_from(first).ok()?;
            let other = if self.matches_case { byte } else { byte.to_ascii_uppercase() };
            memchr::memchr2(byte, other, rest.as_bytes())
        } else {
            let begins = |letter: char| {
                if self.matches_case { letter == first } else { letter.to_lowercase().next() == Some(first) }
            };
            rest.find(begins)
        };
        found.map(|place| at + place)
    }

    /// Where it ends if it begins here; `None` where it does not.
    fn end_at(&self, text: &str, start: usize) -> Option<usize> {
        let mut left = &self.letters[..];
        for (place, letter) in text[start..].char_indices() {
            if left.is_empty() {
                return Some(start + place);
            }
            if self.matches_case {
                left = left.strip_prefix(&[letter])?;
            } else {
                for small in letter.to_lowercase() {
                    left = left.strip_prefix(&[small])?;
                }
            }
        }
        left.is_empty().then_some(text.len())
    }
}

/// Whether no letter or digit stands right before or behind a part of a text.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let is_free = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    is_free(text[..range.start].chars().next_back()) && is_free(text[range.end..].chars().next())
}

impl AppState {
    /// The texts in which something is found, by date, those that are left out among them; no more than
    /// [`MOST_REPLACED`], and whether there are more.
    #[must_use]
    pub fn found_texts(&self, replacement: &Replacement) -> (Vec<FoundText>, bool) {
        let mut found = Vec::new();
        if replacement.find.is_empty() {
            return (found, false);
        }
        for summary in self.file.digest.briefs() {
            let fact = summary.fact;
            if replacement.is_in_selection && !self.is_selected(fact) {
                continue;
            }
            for field in TextField::ALL.iter().copied() {
                let ranges = replacement.ranges_in(field.of(self.dossier().fact(fact)));
                if ranges.is_empty() {
                    continue;
                }
                if found.len() == MOST_REPLACED {
                    return (found, true);
                }
                found.push(FoundText { fact, field, ranges });
            }
        }
        (found, false)
    }

    /// The edit that a replacement comes to; `None` where nothing would change.
    #[must_use]
    pub fn replacement_edit(&self, replacement: &Replacement) -> Option<Edit> {
        let dossier = self.dossier();
        let mut facts = BTreeSet::new();
        let mut edits = Vec::new();
        for FoundText { fact: ix, field, ranges } in self.found_texts(replacement).0 {
            let fact = dossier.fact(ix);
            let old = field.of(fact);
            let new = replacement.replaced(old, &replacement.wanted(fact, field, &ranges)).0;
            if new != old {
                facts.insert(ix);
                edits.push(Edit::set(Target::Fact(fact.id.0.clone()), [field.key()], new));
            }
        }
        let (find, with) = (short(&replacement.find), short(&replacement.with));
        let of = counted(facts.len(), "fact", "facts");
        let label = if with.is_empty() {
            format!("removal of “{find}” from {of}")
        } else {
            format!("replacement of “{find}” by “{with}” in {of}")
        };
        (!edits.is_empty()).then(|| Edit::batch(label, edits))
    }
}

#[cfg(test)]
mod tests {
    use super::Replacement;

    #[track_caller]
    fn check(find: &str, with: &str, (matches_case, is_whole_word): (bool, bool), text: &str, expected: &str) {
        let replacement = Replacement {
            find: find.to_owned(),
            with: with.to_owned(),
            matches_case,
            is_whole_word,
            ..Replacement::default()
        };
        let ranges = replacement.ranges_in(text);
        let (new, marks) = replacement.replaced(text, &ranges);
        assert_eq!(new, expected);
        assert!(marks.iter().all(|mark| new[mark.clone()] == *with) && marks.len() == ranges.len());
    }

    #[test]
    fn letters_are_found_large_and_small_or_as_they_are() {
        let any = (false, false);
        check("soap", "salt", any, "Soap, soap and SOAPS", "salt, salt and saltS");
        check("soap", "salt", (true, false), "Soap, soap and SOAPS", "Soap, salt and SOAPS");
        check("Soap", "salt", (false, true), "Soap, soap and SOAPS, _soap1", "salt, salt and SOAPS, _soap1");
        check("aa", "b", any, "aaaaa", "bba");
        check("nothing", "b", any, "", "");
        check("", "b", any, "abc", "abc");
        check("a", "", any, "banana", "bnn");
        // What is put in is not looked through again.
        check("a", "aa", any, "a a", "aa aa");
    }

    #[test]
    fn letters_of_all_languages_are_whole() {
        let any = (false, false);
        check("ÉTÉ", "printemps", any, "l’été, été", "l’printemps, printemps");
        check("été", "x", (true, false), "ÉTÉ été", "ÉTÉ x");
        check("북한", "조선", (false, true), "북한 북한의", "조선 북한의");
        // A letter that has two small ones is found whole, and never in half.
        check("i", "x", any, "İ", "İ");
        check("İ", "x", any, "aİb", "axb");
        check("straße", "Weg", any, "Straße, STRASSE", "Weg, STRASSE");
        check("1.50", "1.5", any, "1.50 and 11.500", "1.5 and 11.50");
        check("1.50", "1.5", (true, true), "1.50 and 11.500", "1.5 and 11.500");
    }
}
