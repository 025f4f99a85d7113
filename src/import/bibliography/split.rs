//! BibTeX cut into its entries, so that a broken one ends where the next begins.

use std::ops::Range;

use super::{Problem, problem};

/// Brackets nest no deeper in what is read.
const MAX_DEPTH: usize = 100;

/// An entry's kind, and where its text and its body stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The word after `@`, in small letters.
    pub kind: String,
    /// From `@` to the closing bracket.
    pub range: Range<usize>,
    /// Between the brackets.
    pub body: Range<usize>,
}

/// Whether a text begins as BibTeX does: with an entry, perhaps after comments.
pub(super) fn begins(text: &str) -> bool {
    let mut blocks = text.match_indices('@').take(20);
    blocks.any(|(at, _)| {
        before_on_line(text, at).is_some_and(|before| before.trim().is_empty()) && head(text, at).is_some()
    })
}

/// What stands before a place on its line, where that is not much.
fn before_on_line(text: &str, at: usize) -> Option<&str> {
    const FAR: usize = 200;
    let start = text.floor_char_boundary(at.saturating_sub(FAR));
    let before = &text[start..at];
    match before.rfind('\n') {
        Some(newline) => Some(&before[newline + 1..]),
        None => (start == 0).then_some(before),
    }
}

/// The kind of an entry and the place after its opening bracket.
fn head(text: &str, at: usize) -> Option<(String, usize, u8)> {
    let after = at + 1;
    let length =
        text[after..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let open = after + length + text[after + length..].bytes().take_while(u8::is_ascii_whitespace).count();
    let bracket = *text.as_bytes().get(open)?;
    (length > 0 && matches!(bracket, b'{' | b'('))
        .then(|| (text[after..after + length].to_ascii_lowercase(), open + 1, bracket))
}

/// The entries of a text, and what is broken in it.
pub(super) fn split(text: &str) -> (Vec<Block>, Vec<Problem>) {
    let (mut blocks, mut problems) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'@', &text.as_bytes()[at..]) {
        let start = at + offset;
        let is_comment = before_on_line(text, start).is_some_and(|before| before.trim_start().starts_with('%'));
        let Some((kind, body, bracket)) = head(text, start).filter(|_| !is_comment) else {
            at = start + 1;
            continue;
        };
        if let Some(end) = close(text, body, bracket) {
            blocks.push(Block { kind, range: start..end + 1, body: body..end });
            at = end + 1;
        } else {
            at = next_entry(text, body);
            if kind != "comment" {
                let what = "is never closed, or nests too deeply; it was left out up to the next entry";
                problems.push(problem(start, format!("this @{kind} {what}")));
            }
        }
    }
    (blocks, problems)
}

/// The bracket that closes an entry, unless another entry begins on a line of its own before.
fn close(text: &str, body: usize, bracket: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = body;
    let mut is_line_start = false;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' if depth == MAX_DEPTH => return None,
            b'{' => depth += 1,
            b'}' if depth == 0 => return (bracket == b'{').then_some(at),
            b'}' => depth -= 1,
            b')' if depth == 0 && bracket == b'(' => return Some(at),
            b'@' if is_line_start && begins_entry(text, at) => return None,
            _ => {}
        }
        is_line_start =
            bytes.get(at) == Some(&b'\n') || is_line_start && bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        at += 1;
    }
    None
}

/// Whether an entry with a key begins here.
fn begins_entry(text: &str, at: usize) -> bool {
    head(text, at).is_some_and(|(kind, body, _)| {
        let rest = &text.as_bytes()[body..(body + 200).min(text.len())];
        kind == "string"
            || kind == "comment"
            || rest.iter().take_while(|byte| **byte != b'\n').any(|byte| *byte == b',')
    })
}

/// The next entry on a line of its own, or the end.
fn next_entry(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(offset) = memchr::memchr(b'\n', &text.as_bytes()[at..]) {
        at += offset + 1;
        let start = at + text[at..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if text.as_bytes().get(start) == Some(&b'@') && begins_entry(text, start) {
            return start;
        }
    }
    text.len()
}
