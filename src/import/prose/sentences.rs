//! Sentences of a paragraph.

use std::ops::Range;

/// Words after which a point ends no sentence.
const ABBREVIATIONS: [&str; 32] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "capt", "lt", "sgt", "rev", "hon", "sr", "jr", "no", "nos",
    "vol", "pp", "ed", "e.g", "i.e", "cf", "vs", "ca", "c", "approx", "est", "inc", "corp", "rp", "h.e",
];

/// The sentences of a text, each with the markers in square brackets that follow its end.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let Some(offset) = bytes[at..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n')) else {
            break;
        };
        let mark = at + offset;
        at = mark + 1;
        if bytes[mark] != b'\n' && !is_end(text, start, mark) {
            continue;
        }
        let end = after_marks(text, at);
        push(text, start..end, &mut found);
        start = end;
        at = end.max(at);
    }
    push(text, start..text.len(), &mut found);
    found
}

/// Adds a sentence without the blanks around it.
fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Whether a sign ends a sentence.
fn is_end(text: &str, start: usize, mark: usize) -> bool {
    let after = &text[mark + 1..];
    let next = after.trim_start_matches(['"', '”', '’', ')', '\'']).chars().next();
    let is_apart = next.is_none_or(|next| next.is_whitespace() || matches!(next, '[' | '\\'));
    if !is_apart {
        return false;
    }
    if text.as_bytes()[mark] != b'.' {
        return true;
    }
    let word_start = text[start..mark].rfind([' ', '(', '\u{a0}', '"']).map_or(start, |space| start + space + 1);
    let word_start = text.ceil_char_boundary(word_start);
    let word = text.get(word_start..mark).unwrap_or("");
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_known = ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known));
    let is_pointed = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let follows = after.trim_start().chars().next();
    let goes_on = follows.is_some_and(char::is_lowercase);
    !(is_initial || is_known || is_pointed || goes_on)
}

/// The place after closing quotes and after the markers that follow.
fn after_marks(text: &str, from: usize) -> usize {
    const MAX_MARK: usize = 60;
    let mut at = from;
    while let Some(character) =
        text[at..].chars().next().filter(|character| matches!(character, '"' | '”' | '’' | ')' | '\''))
    {
        at += character.len_utf8();
    }
    loop {
        let gap = text[at..].len() - text[at..].trim_start_matches([' ', '\\', '\u{a0}']).len();
        let open = at + gap;
        if text.as_bytes().get(open) != Some(&b'[') {
            return at;
        }
        let limit = text.floor_char_boundary((open + MAX_MARK).min(text.len()));
        let Some(close) = text[open..limit].find(']') else { return at };
        at = open + close + 1;
    }
}
