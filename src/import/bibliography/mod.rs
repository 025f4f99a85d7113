//! Bibliographies: CSL-JSON, BibTeX and `BibLaTeX`, and RIS become CSL items that lose nothing.
//!
//! What has no place in CSL stays under `custom`, in the words of its format. An entry that cannot be read is told with its
//! line and column, and never takes the others with it.

mod bibtex;
mod csl_date;
mod csl_json;
mod latex_map;
mod matching;
mod pasted;
mod propose;
mod ris;
mod split;

use std::ops::Range;

pub use matching::{Likeness, WorkNames, like};
pub use pasted::Pasted;
pub(super) use propose::{propose, say_what_is_alike};

use crate::edit::Json;

/// The format of a bibliography.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A list of CSL items, as Zotero writes it.
    CslJson,
    /// BibTeX or `BibLaTeX`.
    Bibtex,
    /// RIS, of any age.
    Ris,
}

impl Format {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CslJson => "CSL-JSON",
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
        }
    }

    /// The format that a text shows itself to be in.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['[', '{']) {
            return Some(Self::CslJson);
        }
        if ris::begins(text) {
            return Some(Self::Ris);
        }
        split::begins(text).then_some(Self::Bibtex)
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// An entry as a CSL item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The item; its `id` is that of the file.
    pub item: Json,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// A part of the file that could not be read, or not as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what was done.
    pub message: String,
}

/// Reads a bibliography; the format is taken from the text.
#[must_use]
pub fn read(text: &str) -> Bibliography {
    let mut found = match Format::of_text(text) {
        Some(Format::CslJson) => csl_json::read(text),
        Some(Format::Bibtex) => bibtex::read(text),
        Some(Format::Ris) => ris::read(text),
        None => {
            let message = "neither CSL-JSON nor BibTeX nor RIS; export the library again in one of them".to_owned();
            Bibliography { entries: Vec::new(), problems: vec![Problem { at: 0, line: 0, column: 0, message }] }
        }
    };
    locate(text, &mut found.problems);
    found
}

/// Gives each problem its line and column, in one pass over the text.
fn locate(text: &str, problems: &mut [Problem]) {
    problems.sort_by_key(|problem| problem.at);
    let (mut line, mut line_start, mut at) = (1, 0, 0);
    for problem in problems {
        let end = text.floor_char_boundary(problem.at.min(text.len()));
        for (offset, _) in text[at..end].match_indices('\n') {
            line += 1;
            line_start = at + offset + 1;
        }
        at = end;
        problem.line = line;
        problem.column = text[line_start..end].chars().count() + 1;
    }
}

/// A problem whose line is found later.
fn problem(at: usize, message: impl Into<String>) -> Problem {
    Problem { at, line: 0, column: 0, message: message.into() }
}

/// A text value.
fn text(value: &str) -> Json {
    Json::Text(value.into())
}
