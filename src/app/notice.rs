//! Short messages to the person at the window.

use std::path::PathBuf;

/// A short message that stays until it is put away, or until the next one of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How to take it.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// More of it, line by line, for those who need it.
    pub details: Vec<String>,
    /// Whether the details are shown at once.
    pub shows_details: bool,
    /// The folder that something was written into, which can be shown.
    pub folder: Option<PathBuf>,
    /// The file that could not be opened, and can be imported instead.
    pub import: Option<PathBuf>,
}

/// How to take a [`Notice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Done,
    /// It did not work, or not as asked.
    Trouble,
}

impl Notice {
    const fn new(tone: Tone, text: String, details: Vec<String>) -> Self {
        Self { tone, text, details, shows_details: false, folder: None, import: None }
    }

    /// It worked.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(Tone::Done, text.into(), Vec::new())
    }

    /// It worked, and more is to be said of it.
    #[must_use]
    pub fn done_with(text: impl Into<String>, details: Vec<String>) -> Self {
        Self { details, ..Self::done(text) }
    }

    /// The same message with the folder that something was written into.
    #[must_use]
    pub fn in_folder(self, folder: Option<PathBuf>) -> Self {
        Self { folder, ..self }
    }

    /// The same message with a file that can be imported.
    #[must_use]
    pub fn offering_import(self, import: Option<PathBuf>) -> Self {
        Self { import, ..self }
    }

    /// The same message with its details shown at once.
    #[must_use]
    pub fn opened(self) -> Self {
        Self { shows_details: true, ..self }
    }

    /// It did not work.
    #[must_use]
    pub fn trouble(text: impl Into<String>, details: Vec<String>) -> Self {
        Self::new(Tone::Trouble, text.into(), details)
    }
}
