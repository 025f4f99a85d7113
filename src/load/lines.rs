//! Lines and columns of a text, and the part of a line that a reader needs to see.

use super::diagnostic::{Place, plain};

/// The longest excerpt, in characters.
const EXCERPT_CHARS: usize = 120;
/// How much of it stands before the place, where there is more than that.
const LEAD_CHARS: usize = 40;

/// Turns byte offsets into lines and columns, in one pass where the offsets ascend.
///
/// A dossier may be one line of many megabytes with thousands of errors in it, so nothing here may look at a whole
/// line for each place.
pub(super) struct Lines<'a> {
    text: &'a str,
    offset: usize,
    place: Place,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, offset: 0, place: Place { line: 1, column: 1 } }
    }

    /// The place of an offset that is not before the one asked for last, and what stands there.
    pub(super) fn look_up(&mut self, offset: usize) -> (Place, String) {
        let offset = self.text.floor_char_boundary(offset).max(self.offset);
        for c in self.text[self.offset..offset].chars() {
            if c == '\n' {
                self.place = Place { line: self.place.line + 1, column: 1 };
            } else {
                self.place.column += 1;
            }
        }
        self.offset = offset;
        (self.place, excerpt(self.text, offset))
    }
}

/// The part of a line around an offset; long lines are cut, with an ellipsis for what is left out.
fn excerpt(text: &str, offset: usize) -> String {
    let (before, after) = text.split_at(offset);
    let mut before: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(EXCERPT_CHARS + 1).collect();
    before.reverse();
    let after: Vec<char> = after.chars().take_while(|c| *c != '\n').take(EXCERPT_CHARS + 1).collect();
    if before.len() + after.len() <= EXCERPT_CHARS {
        let line: String = before.into_iter().chain(after).collect();
        return plain(line.trim());
    }
    let lead = before.len().min(LEAD_CHARS.max(EXCERPT_CHARS.saturating_sub(after.len())));
    let rest = after.len().min(EXCERPT_CHARS - lead);
    let cut: String = before.iter().skip(before.len() - lead).chain(after.iter().take(rest)).collect();
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{}{}", ellipsis(lead < before.len()), plain(cut.trim()), ellipsis(rest < after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_newlines() {
        let text = "가나\r\n다라b\nc";
        let mut lines = Lines::new(text);
        let mut place = |needle: &str| lines.look_up(text.find(needle).expect(needle));
        assert_eq!(place("나"), (Place { line: 1, column: 2 }, "가나".to_owned()));
        assert_eq!(place("b"), (Place { line: 2, column: 3 }, "다라b".to_owned()));
        assert_eq!(place("c"), (Place { line: 3, column: 1 }, "c".to_owned()));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let (place, excerpt) = Lines::new(&text).look_up(500);
        assert_eq!(place, Place { line: 1, column: 501 });
        assert_eq!(excerpt, format!("…{}X{}…", "a".repeat(40), "b".repeat(79)));
        let (_, at_start) = Lines::new(&text).look_up(0);
        assert_eq!(at_start, format!("{}…", "a".repeat(120)));
        let (_, at_end) = Lines::new(&text).look_up(text.len());
        assert_eq!(at_end, format!("…{}", "b".repeat(120)));
    }
}
