//! What is wrong in a file, where, and what to do.

use std::fmt;

use serde::Serialize;

use crate::dossier::is_control_or_bidi;

/// One thing that is wrong, or worth knowing, in a dossier file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether it stops the file from being opened.
    pub severity: Severity,
    /// Where in the JSON document, such as `facts[3].date`; empty where the text is no JSON at all.
    pub path: String,
    /// Where in the text.
    pub place: Place,
    /// The line that it stands on, cut to a readable length.
    pub excerpt: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// A place in a text, counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be opened.
    Error,
    /// The file is opened all the same.
    Warning,
}

/// The longest part of a value that a message quotes, in characters.
const QUOTED_CHARS: usize = 60;

/// A text of the file as a message may quote it: not too long, on one line, and harmless to a terminal.
pub(super) fn quoted(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(QUOTED_CHARS).collect();
    let ellipsis = if chars.next().is_some() { "…" } else { "" };
    format!("“{}{ellipsis}”", plain(&start))
}

/// A text with the characters that steer a terminal or turn the direction of writing spelled out.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => plain.push(' '),
            c if !is_control_or_bidi(c) => plain.push(c),
            c if c.is_control() => plain.extend(c.escape_default()),
            c => plain.extend(c.escape_unicode()),
        }
    }
    plain
}

impl Severity {
    /// The word for it, as in the lines that `check` prints.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Diagnostic {
    /// `LINE:COL: error: PATH: what, and what to do`, to be put behind the name of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place: Place { line, column }, path, message, hint, .. } = self;
        write!(f, "{line}:{column}: {}: ", self.severity.word())?;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(message)?;
        if !hint.is_empty() {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_a_message_quotes_is_short_and_steers_no_terminal() {
        assert_eq!(quoted("김일성"), "“김일성”");
        assert_eq!(quoted("a\u{1b}[2Jb\nc\u{202e}d\u{9b}"), r"“a\u{1b}[2Jb\nc\u{202e}d\u{9b}”");
        assert_eq!(quoted(&"x".repeat(100)), format!("“{}…”", "x".repeat(60)));
    }
}
