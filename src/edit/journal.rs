//! The journal of what was not saved yet: what it rests on, one edit a line, and what stood in a form.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Json;
use super::operation::Edit;

/// The version of the journal that this program writes and reads.
pub const JOURNAL_FORMAT: u64 = 1;

/// What stands on the first line of a journal; a file of edits alone may do without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct JournalHead {
    /// The version of the format.
    pub journal: u64,
    /// The SHA-256 of the file that the edits are of, in hexadecimal digits.
    pub base: String,
    /// The file, where it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The text that the edits are of, where it is in no file: that of a new dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Edits, with what they rest on: JSON, one value a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// What they rest on, where that is said.
    pub head: Option<JournalHead>,
    /// The edits, each with the line that it stands on, counted from 1.
    pub edits: Vec<(usize, Edit)>,
    /// What stood in a form and was not applied; the last line that says so counts, and `null` says that there is nothing.
    pub draft: Option<Json>,
    /// Whether the last line was cut off while it was written, and is left out.
    pub is_cut: bool,
}

/// A line that holds what stands in a form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftLine {
    draft: Json,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalError {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    message: String,
}

impl fmt::Display for JournalError {
    /// What is wrong, and what to do; where it is stands before it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for JournalError {}

impl Journal {
    /// Reads a journal, or a file of edits. Blank lines are skipped; a last line without an end that is no JSON was cut off.
    ///
    /// # Errors
    ///
    /// The first line that is no edit.
    pub fn parse(text: &str) -> Result<Self, JournalError> {
        let mut journal = Self::default();
        for (place, line) in text.split_inclusive('\n').enumerate() {
            let bare = line.trim();
            if bare.is_empty() {
                continue;
            }
            let number = place + 1;
            if let Ok(DraftLine { draft }) = serde_json::from_str(bare) {
                journal.draft = Some(draft).filter(|draft| *draft != Json::Null);
                continue;
            }
            if place == 0
                && serde_json::from_str::<serde_json::Value>(bare).is_ok_and(|value| value.get("journal").is_some())
            {
                journal.head = Some(head(bare).map_err(|error| wrong(number, line, &error))?);
                continue;
            }
            match serde_json::from_str(bare) {
                Ok(edit) => journal.edits.push((number, edit)),
                Err(error) if error.is_eof() && !line.ends_with('\n') => journal.is_cut = true,
                Err(error) => return Err(wrong(number, line, &error)),
            }
        }
        Ok(journal)
    }

    /// The text of a journal.
    #[must_use]
    pub fn text<'a>(head: &JournalHead, edits: impl IntoIterator<Item = &'a Edit>) -> String {
        std::iter::once(line(head)).chain(edits.into_iter().map(line)).collect()
    }

    /// The line that holds what stands in a form, or says that nothing does.
    #[must_use]
    pub fn draft_line(draft: Option<&Json>) -> String {
        line(&DraftLine { draft: draft.cloned().unwrap_or(Json::Null) })
    }
}

/// A value on a line of its own.
fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

impl JournalHead {
    /// The head of edits of a file.
    #[must_use]
    pub fn new(base: impl Into<String>, file: Option<String>) -> Self {
        Self { journal: JOURNAL_FORMAT, base: base.into(), file, text: None }
    }
}

fn head(line: &str) -> Result<JournalHead, serde_json::Error> {
    let head: JournalHead = serde_json::from_str(line)?;
    if head.journal == JOURNAL_FORMAT {
        return Ok(head);
    }
    let message = format!("journal {} is not one that this program reads; it reads {JOURNAL_FORMAT}", head.journal);
    Err(serde::de::Error::custom(message))
}

fn wrong(line: usize, text: &str, error: &serde_json::Error) -> JournalError {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
    let lead = text.len() - text.trim_start().len();
    let hint =
        "each line is one edit, such as {\"set\":{\"at\":{\"fact\":\"ID\"},\"path\":[\"date\"],\"value\":\"2019\"}}";
    JournalError { line, column: lead + error.column().max(1), message: format!("{message}; {hint}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Target;

    #[test]
    fn what_is_written_is_read() {
        let head = JournalHead::new("ab", Some("x.dossier.json".to_owned()));
        let edits = [Edit::set(Target::fact("a"), ["note"], "one\ntwo"), Edit::unset(Target::Dossier, ["summary"])];
        let text = Journal::text(&head, &edits);
        assert_eq!(text.lines().count(), 3);
        let journal = Journal::parse(&text).expect("a journal");
        assert_eq!(journal.head, Some(head));
        assert_eq!(journal.edits, [(2, edits[0].clone()), (3, edits[1].clone())]);
        // Power was cut while the last line was written.
        let cut = Journal::parse(&text[..text.len() - 9]).expect("the rest");
        assert!(cut.is_cut && cut.edits.len() == 1);
        assert_eq!(Journal::parse("").expect("nothing"), Journal::default());
        // The last line of a form counts.
        let draft = Json::object([("title", "So".into())]);
        let typed = text.clone() + &Journal::draft_line(Some(&draft));
        assert_eq!(Journal::parse(&typed).expect("a journal").draft, Some(draft));
        let applied = Journal::parse(&(typed + &Journal::draft_line(None))).expect("a journal");
        assert!(applied.draft.is_none() && applied.edits.len() == 2);
    }

    #[test]
    fn a_line_that_is_no_edit_is_named() {
        let error = Journal::parse("\n  {\"sett\": 1}\n").expect_err("no edit");
        assert_eq!((error.line, error.column), (2, 9));
        assert!(error.to_string().starts_with("unknown variant `sett`"), "{error}");
        assert!(Journal::parse("{\"journal\": 2, \"base\": \"\"}\n").is_err());
        assert!(Journal::parse("{\"set\": \n").is_err());
    }
}
