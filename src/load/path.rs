//! Paths into a JSON document.

use std::fmt;

use super::diagnostic::quoted;

/// One step down into a JSON document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Item(usize),
    /// To the name of a key itself; the number counts repetitions of it in one object.
    Name(String, usize),
}

/// A path from the top of a JSON document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Path(pub(super) Vec<Step>);

/// Where somebody is who walks down a JSON document.
///
/// Each step lies with the one who takes it, so that walking through a sound file costs nothing; a [`Path`] is made where
/// there is something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'a> {
    Top,
    Key(&'a Self, &'a str),
    Item(&'a Self, usize),
    Name(&'a Self, &'a str, usize),
}

impl<'a> At<'a> {
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) const fn item(&'a self, item: usize) -> Self {
        Self::Item(self, item)
    }

    pub(super) const fn name(&'a self, key: &'a str, repetition: usize) -> Self {
        Self::Name(self, key, repetition)
    }

    /// The place in the innermost list around; 0 outside of lists.
    pub(super) const fn last_item(self) -> usize {
        match self {
            Self::Top => 0,
            Self::Item(_, item) => item,
            Self::Key(above, _) | Self::Name(above, ..) => above.last_item(),
        }
    }

    /// The path of something further down.
    pub(super) fn below(self, steps: &[Step]) -> Path {
        let mut path = self.path();
        path.0.extend_from_slice(steps);
        path
    }

    pub(super) fn path(self) -> Path {
        let (above, step) = match self {
            Self::Top => return Path::default(),
            Self::Key(above, key) => (above, Step::Key(key.to_owned())),
            Self::Item(above, item) => (above, Step::Item(item)),
            Self::Name(above, key, repetition) => (above, Step::Name(key.to_owned(), repetition)),
        };
        let mut path = above.path();
        path.0.push(step);
        path
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("the dossier");
        }
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) | Step::Name(key, _) if !is_plain_key(key) => write!(f, "[{}]", quoted(key))?,
                Step::Key(key) | Step::Name(key, _) if place == 0 => f.write_str(key)?,
                Step::Key(key) | Step::Name(key, _) => write!(f, ".{key}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}

/// The longest key that is written out in a path, in bytes.
const LONGEST_KEY: usize = 60;

/// Whether a key can stand in a path without quotation marks.
fn is_plain_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(|c| c.is_alphanumeric() || "-_$".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{At, Path};

    #[test]
    fn odd_keys_are_quoted() {
        let (facts, top) = ("facts", At::Top);
        let fact = |key: &str| top.key(facts).item(3).key(key).path().to_string();
        assert_eq!(fact("date"), "facts[3].date");
        assert_eq!(fact("my date"), "facts[3][“my date”]");
        assert_eq!(fact("a\nb"), r"facts[3][“a\nb”]");
        assert_eq!(Path::default().to_string(), "the dossier");
    }
}
