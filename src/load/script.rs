//! Scripts that the program cannot draw as they are written.

use std::collections::BTreeSet;

use super::diagnostic::{Diagnostic, Severity};
use super::file::at_offset;

/// As many bytes are looked at in one go.
const CHUNK: usize = 4096;

/// A warning at the first letter of a script that runs from right to left, where there is one.
pub(super) fn right_to_left(text: &str) -> Option<Diagnostic> {
    // In UTF-8, Hebrew, Arabic, Syriac, Thaana and N’Ko begin with one of these bytes, and nothing else does.
    let begins = |byte: u8| (0xD6..=0xDF).contains(&byte);
    // Without a way out of the inner loop, many bytes are compared at once.
    let holds_one = |chunk: &&[u8]| chunk.iter().fold(false, |found, byte| found | begins(*byte));
    let mut chunks = text.as_bytes().chunks(CHUNK);
    let place = chunks.position(|chunk| holds_one(&chunk))?;
    let start = place * CHUNK;
    let offset = start + text.as_bytes()[start..].iter().position(|byte| begins(*byte))?;
    let diagnostic = at_offset(
        text,
        offset,
        "this script runs from right to left, which the program cannot draw yet: in the window its letters stand in the \
         wrong order, and in figures □ stands for each of them",
        "read such words in the file itself, or in the data that is exported; these keep them whole",
    );
    Some(Diagnostic { severity: Severity::Warning, ..diagnostic })
}

/// A warning at the first of some letters that figures cannot have; `None` where the text has none of them.
///
/// Which letters these are is known to who draws; those that [`right_to_left`] warns of are left to it.
#[must_use]
pub fn warn_of_letters(text: &str, letters: &BTreeSet<char>, names: &str) -> Option<Diagnostic> {
    let is_new = |c: &char| !('\u{590}'..='\u{7FF}').contains(c);
    let offset = text.find(|c| letters.contains(&c) && is_new(&c))?;
    let message =
        format!("no face of the program has some of the letters ({names}): in figures □ stands for each of them");
    let hint = "write such words in another script as well, or use the data that is exported, which keeps them whole";
    Some(Diagnostic { severity: Severity::Warning, ..at_offset(text, offset, &message, hint) })
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, right_to_left};

    #[test]
    fn scripts_from_right_to_left_are_warned_of() {
        for text in ["עברית", "بين", "ܣ", "ދ"] {
            let warning = right_to_left(&format!("one\n two {text} three")).expect(text);
            assert_eq!((warning.place.line, warning.place.column), (2, 6), "{text}");
        }
        let far = format!("{}{}ש", "a".repeat(CHUNK - 1), "é".repeat(CHUNK));
        assert_eq!(right_to_left(&far).map(|warning| warning.place.column), Some(2 * CHUNK));
    }

    #[test]
    fn all_other_scripts_are_not() {
        for text in ["", "Ünïcödé – “Zürich”", "Кириллица", "Ελληνικά", "김일성", "金日成", "ไทย", "🙂"]
        {
            assert_eq!(right_to_left(text), None, "{text}");
        }
    }
}
