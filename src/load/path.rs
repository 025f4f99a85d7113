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

impl Path {
    pub(super) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    pub(super) fn item(&self, item: usize) -> Self {
        self.with(Step::Item(item))
    }

    pub(super) fn name(&self, key: &str, repetition: usize) -> Self {
        self.with(Step::Name(key.to_owned(), repetition))
    }

    /// The path of something further down.
    pub(super) fn below(&self, steps: &[Step]) -> Self {
        Self(self.0.iter().chain(steps).cloned().collect())
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
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
    use super::Path;

    #[test]
    fn odd_keys_are_quoted() {
        let path = Path::default().key("facts").item(3);
        assert_eq!(path.key("date").to_string(), "facts[3].date");
        assert_eq!(path.key("my date").to_string(), "facts[3][“my date”]");
        assert_eq!(path.key("a\nb").to_string(), r"facts[3][“a\nb”]");
        assert_eq!(Path::default().to_string(), "the dossier");
    }
}
