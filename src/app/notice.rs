//! Short messages to the person at the window.

/// A short message that stays until it is put away, or until the next one of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How to take it.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// More of it, line by line, for those who need it.
    pub details: Vec<String>,
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
    /// It worked.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into(), details: Vec::new() }
    }

    /// It did not work.
    #[must_use]
    pub fn trouble(text: impl Into<String>, details: Vec<String>) -> Self {
        Self { tone: Tone::Trouble, text: text.into(), details }
    }
}
