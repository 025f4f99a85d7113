//! Taking values out of what was read, and noting what is wrong with them.

use std::borrow::Cow;

use crate::dossier::Csl;
use crate::limits::DIAGNOSTICS;
use crate::load::diagnostic::Severity;
use crate::load::kept::Kept;
use crate::load::path::{At, Path};
use crate::load::raw::Text;
use crate::load::read::{Read, Shape, Strays};

/// Something that is wrong, before its place in the text is known.
#[derive(Debug)]
pub(in crate::load) struct Problem {
    pub(in crate::load) severity: Severity,
    pub(in crate::load) path: Path,
    pub(in crate::load) message: String,
    pub(in crate::load) hint: String,
}

/// All that is wrong: as much of it as anybody reads, and how much more there is.
#[derive(Debug, Default)]
pub(in crate::load) struct Problems {
    pub(in crate::load) list: Vec<Problem>,
    pub(in crate::load) more_errors: usize,
    pub(in crate::load) more_warnings: usize,
}

/// Takes values out of what was read, and keeps what was wrong with them.
///
/// Where a value is wrong, an empty one is handed on, so that the rest can be checked as well; nobody sees it, because
/// there is no dossier where there was an error.
#[derive(Default)]
pub(super) struct Checker {
    pub(super) problems: Vec<Problem>,
    /// How many errors there were, and how many warnings; not all of them are listed.
    counts: [usize; 2],
    /// How many searches for a word that may have been meant were made.
    searches: usize,
}

/// The longest word for which a close one is looked for, in bytes.
const LONGEST_WORD: usize = 64;
/// In how many words a close one is looked for.
const MAX_WORDS: usize = 10_000;
/// How often a close word is looked for in one file: nobody reads more hints, and each costs a look at every name.
const MAX_SEARCHES: usize = 200;

/// What to do about a list that is not there.
pub(super) const LIST_HINT: &str = "add a list, which may be empty";
/// What to do about a key that stands in its object twice.
const REPEATED: (&str, &str) = ("the key stands here a second time", "keep one of the two");

impl Checker {
    pub(super) fn error(&mut self, at: At<'_>, message: impl Into<String>, hint: impl Into<String>) {
        self.note(Severity::Error, at, message.into(), hint.into());
    }

    pub(super) fn warning(&mut self, at: At<'_>, message: impl Into<String>, hint: impl Into<String>) {
        self.note(Severity::Warning, at, message.into(), hint.into());
    }

    fn note(&mut self, severity: Severity, at: At<'_>, message: String, hint: String) {
        if self.counts(severity) {
            self.problems.push(Problem { severity, path: at.path(), message, hint });
        }
    }

    /// Counts a problem; whether it is listed, too.
    const fn counts(&mut self, severity: Severity) -> bool {
        let count = &mut self.counts[severity as usize];
        *count += 1;
        *count <= DIAGNOSTICS
    }

    pub(super) const fn has_errors(&self) -> bool {
        self.counts[Severity::Error as usize] > 0
    }

    /// What is wrong, with how many more errors and warnings there are.
    pub(super) fn into_problems(self) -> Problems {
        let [errors, warnings] = self.counts.map(|count| count.saturating_sub(DIAGNOSTICS));
        Problems { list: self.problems, more_errors: errors, more_warnings: warnings }
    }

    /// A value that may be there.
    pub(super) fn optional<'de, T: Shape<'de>>(&mut self, read: Read<T>, at: At<'_>) -> Option<T> {
        match read {
            Read::Good(value) => Some(value),
            Read::Absent => None,
            Read::Wrong(found) => {
                self.wrong(found, T::EXPECTED, at);
                None
            }
        }
    }

    /// Notes a value of another kind than the one that is expected.
    pub(super) fn wrong(&mut self, found: &str, expected: &str, at: At<'_>) {
        let hint = match found {
            "null" => "leave the key out where nothing is known".to_owned(),
            _ => format!("write {expected}"),
        };
        self.error(at, format!("{found} instead of {expected}"), hint);
    }

    /// A text that must be there and not be empty.
    pub(super) fn text<T: for<'a> From<&'a str>>(&mut self, read: Text<'_>, at: At<'_>) -> T {
        self.name(read, at).as_ref().into()
    }

    /// The same for a text that is looked up and not kept.
    pub(super) fn name<'de>(&mut self, read: Text<'de>, at: At<'_>) -> Cow<'de, str> {
        let is_absent = matches!(read, Read::Absent);
        let text = self.optional_name(read, at);
        if is_absent {
            self.error(at, "missing", "add it");
        }
        text.unwrap_or_default()
    }

    /// A text that may be there, but then is not empty.
    pub(super) fn optional_text<T: for<'a> From<&'a str>>(&mut self, read: Text<'_>, at: At<'_>) -> Option<T> {
        self.optional_name(read, at).map(|text| text.as_ref().into())
    }

    /// The same for a text that is looked up and not kept.
    pub(super) fn optional_name<'de>(&mut self, read: Text<'de>, at: At<'_>) -> Option<Cow<'de, str>> {
        let text = self.optional(read, at)?;
        if text.trim().is_empty() {
            self.error(at, "empty", "write something there, or leave the key out where it may be left out");
            return None;
        }
        Some(text)
    }

    /// What is made of the items of a list that must be there; those of a wrong kind are noted and left out.
    pub(super) fn required_list<'de, T: Shape<'de>, U>(
        &mut self,
        read: Read<Vec<Read<T>>>,
        at: At<'_>,
        build: impl FnMut(&mut Self, T, At<'_>) -> U,
    ) -> Box<[U]> {
        if matches!(read, Read::Absent) {
            self.error(at, "missing", LIST_HINT);
        }
        self.list(read, at, build)
    }

    /// The same for a list that may be left out.
    pub(super) fn list<'de, T: Shape<'de>, U>(
        &mut self,
        read: Read<Vec<Read<T>>>,
        at: At<'_>,
        mut build: impl FnMut(&mut Self, T, At<'_>) -> U,
    ) -> Box<[U]> {
        let items = self.optional(read, at).unwrap_or_default();
        let mut made = Vec::with_capacity(items.len());
        for (place, item) in items.into_iter().enumerate() {
            let at = at.item(place);
            if let Some(item) = self.optional(item, at) {
                made.push(build(self, item, at));
            }
        }
        made.into()
    }

    /// Notes the keys that do not belong into an object.
    pub(super) fn strays(&mut self, strays: &Strays, known: &[&str], object: At<'_>) {
        for stray in &strays.list {
            let at = object.name(&stray.key, stray.repetition);
            if stray.is_known {
                self.error(at, REPEATED.0, REPEATED.1);
            } else {
                let hint = match self.closest(&stray.key, known.iter().copied()) {
                    Some(known) => format!("did you mean “{known}”?"),
                    None if known.contains(&"custom") => {
                        format!("keys of your own go under “custom”; known here: {}", known.join(", "))
                    }
                    None => format!("known here: {}", known.join(", ")),
                };
                self.error(at, "unknown key", hint);
            }
        }
    }

    /// An object that is kept as it is, once no key in it stands there twice.
    pub(super) fn kept(&mut self, kept: Kept, at: At<'_>) -> Csl {
        for way in &kept.repeated() {
            let (message, hint) = (REPEATED.0.to_owned(), REPEATED.1.to_owned());
            if self.counts(Severity::Error) {
                self.problems.push(Problem { severity: Severity::Error, path: at.below(way), message, hint });
            }
        }
        kept.0
    }

    /// What stands under `custom`: anything, but each key once.
    pub(super) fn custom(&mut self, read: Read<Kept>, object: At<'_>) {
        let at = object.key("custom");
        if let Some(kept) = self.optional(read, at) {
            self.kept(kept, at);
        }
    }

    /// The known word that is closest to a mistyped one, where one is close.
    pub(super) fn closest<'a>(&mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if word.len() > LONGEST_WORD || self.searches == MAX_SEARCHES {
            return None;
        }
        self.searches += 1;
        let length = word.chars().count();
        let allowed = |known: &str| 1 + known.chars().count() / 4;
        let is_near = |known: &&str| known.chars().count().abs_diff(length) <= allowed(known);
        let near = known.into_iter().take(MAX_WORDS).filter(is_near);
        let scored = near.map(|known| (strsim::damerau_levenshtein(word, known), known));
        let (distance, best) = scored.min_by_key(|(distance, _)| *distance)?;
        (distance <= allowed(best)).then_some(best)
    }
}
