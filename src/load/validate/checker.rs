//! Taking values out of what was read, and noting what is wrong with them.

use serde_json::{Map, Value};

use crate::load::diagnostic::Severity;
use crate::load::kept::Kept;
use crate::load::path::Path;
use crate::load::read::{Read, Shape, Strays};

/// Something that is wrong, before its place in the text is known.
#[derive(Debug)]
pub(in crate::load) struct Problem {
    pub(in crate::load) severity: Severity,
    pub(in crate::load) path: Path,
    pub(in crate::load) message: String,
    pub(in crate::load) hint: String,
}

/// Takes values out of what was read, and keeps what was wrong with them.
///
/// Where a value is wrong, an empty one is handed on, so that the rest can be checked as well; nobody sees it, because
/// there is no dossier where there was an error.
#[derive(Default)]
pub(super) struct Checker {
    pub(super) problems: Vec<Problem>,
    /// How many searches for a word that may have been meant were made.
    searches: usize,
}

/// The longest word for which a close one is looked for, in bytes.
const LONGEST_WORD: usize = 64;
/// In how many words a close one is looked for.
const MAX_WORDS: usize = 10_000;
/// How often a close word is looked for in one file: nobody reads more hints, and each costs a look at every name.
const MAX_SEARCHES: usize = 200;

/// What to do about a key that stands in its object twice.
const REPEATED: (&str, &str) = ("the key stands here a second time", "keep one of the two");

impl Checker {
    pub(super) fn error(&mut self, path: &Path, message: impl Into<String>, hint: impl Into<String>) {
        self.note(Severity::Error, path, message.into(), hint.into());
    }

    pub(super) fn warning(&mut self, path: &Path, message: impl Into<String>, hint: impl Into<String>) {
        self.note(Severity::Warning, path, message.into(), hint.into());
    }

    fn note(&mut self, severity: Severity, path: &Path, message: String, hint: String) {
        self.problems.push(Problem { severity, path: path.clone(), message, hint });
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// A value that must be there.
    pub(super) fn required<'de, T: Shape<'de>>(&mut self, read: Read<T>, path: &Path, hint: &str) -> Option<T> {
        if matches!(read, Read::Absent) {
            self.error(path, "missing", format!("add {hint}"));
        }
        self.optional(read, path)
    }

    /// A value that may be there.
    pub(super) fn optional<'de, T: Shape<'de>>(&mut self, read: Read<T>, path: &Path) -> Option<T> {
        match read {
            Read::Good(value) => Some(value),
            Read::Absent => None,
            Read::Wrong(found) => {
                let hint = match found {
                    "null" => "leave the key out where nothing is known".to_owned(),
                    _ => format!("write {}", T::EXPECTED),
                };
                self.error(path, format!("{found} instead of {}", T::EXPECTED), hint);
                None
            }
        }
    }

    /// A text that must be there and not be empty.
    pub(super) fn text(&mut self, read: Read<String>, path: &Path) -> String {
        let is_absent = matches!(read, Read::Absent);
        let text = self.optional_text(read, path);
        if is_absent {
            self.error(path, "missing", "add it");
        }
        text.unwrap_or_default()
    }

    /// A text that may be there, but then is not empty.
    pub(super) fn optional_text(&mut self, read: Read<String>, path: &Path) -> Option<String> {
        let text = self.optional(read, path)?;
        if text.trim().is_empty() {
            self.error(path, "empty", "write something there, or leave the key out where it may be left out");
            return None;
        }
        Some(text)
    }

    /// The items of a list, each with its path; those of a wrong kind are noted and left out.
    pub(super) fn list<'de, T: Shape<'de>>(
        &mut self,
        read: Read<Vec<Read<T>>>,
        path: &Path,
        is_required: bool,
    ) -> Vec<(Path, T)> {
        let items = if is_required {
            self.required(read, path, "a list, which may be empty")
        } else {
            self.optional(read, path)
        };
        let items = items.unwrap_or_default().into_iter().enumerate();
        items
            .filter_map(|(place, item)| {
                let path = path.item(place);
                let item = self.optional(item, &path)?;
                Some((path, item))
            })
            .collect()
    }

    /// Notes the keys that do not belong into an object.
    pub(super) fn strays(&mut self, strays: &Strays, known: &[&str], object: &Path) {
        for stray in &strays.list {
            let path = object.name(&stray.key, stray.repetition);
            if stray.is_known {
                self.error(&path, REPEATED.0, REPEATED.1);
            } else {
                let hint = match self.closest(&stray.key, known.iter().copied()) {
                    Some(known) => format!("did you mean “{known}”?"),
                    None if known.contains(&"custom") => {
                        format!("keys of your own go under “custom”; known here: {}", known.join(", "))
                    }
                    None => format!("known here: {}", known.join(", ")),
                };
                self.error(&path, "unknown key", hint);
            }
        }
    }

    /// An object that is kept as it is, once no key in it stands there twice.
    pub(super) fn kept(&mut self, kept: Kept, path: &Path) -> Map<String, Value> {
        for way in &kept.repeated {
            self.error(&path.below(way), REPEATED.0, REPEATED.1);
        }
        kept.map
    }

    /// What stands under `custom`: anything, but each key once.
    pub(super) fn custom(&mut self, read: Read<Kept>, object: &Path) {
        let path = object.key("custom");
        if let Some(kept) = self.optional(read, &path) {
            self.kept(kept, &path);
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
