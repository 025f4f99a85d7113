//! Plain text and Markdown: `[15]`, `[needs update]`, `[citation needed]`, and a list of references at the end.

use crate::edit::Json;
use crate::import::prose::{self, Language, TimeMention};

use super::extract::{Block, Extract, Mark, MarkKind, Opaque, Reference, ends_article, flag_kind};

/// More brackets than this are not open at a time.
const MAX_OPEN: usize = 32;
/// No marker is longer.
const MAX_MARKER: usize = 60;

/// Reads a pasted text; Markdown's links become their words.
pub(super) fn read(given: &str) -> Extract {
    let is_markdown = given.contains("](") || given.contains("**");
    let text = if is_markdown { without_links(given) } else { given.to_owned() };
    let mut extract = Extract::default();
    let mut has_ended = false;
    let lines: Vec<(usize, &str)> =
        text.split_inclusive('\n').map(|line| (line.as_ptr() as usize - text.as_ptr() as usize, line)).collect();
    for (index, (start, line)) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if extract.title.is_none()
            && let Some(title) = trimmed.strip_prefix("> This article is converted from Wikipedia:")
        {
            extract.title = Some(title.trim().trim_end_matches('.').to_owned());
        }
        if trimmed.starts_with('|') {
            table_row(&mut extract, *start..start + line.len(), trimmed);
            continue;
        }
        if let Some(reference) = reference(trimmed).or_else(|| footnote(trimmed)) {
            extract.references.push(reference);
            continue;
        }
        let bullet = trimmed.len() - trimmed.trim_start_matches(['-', '*', '•', '·', ' ', '\u{a0}']).len();
        let bullet = if bullet == trimmed.len() { 0 } else { bullet };
        let begin = start + (line.len() - line.trim_start().len());
        let trimmed = &trimmed[bullet..];
        let begin = begin + bullet;
        let range = begin..begin + trimmed.len();
        let is_heading = is_heading(&lines, index);
        if is_heading && ends_article(trimmed) {
            has_ended = true;
        } else if is_heading && has_ended && trimmed.starts_with(['#', '=']) {
            has_ended = false;
        }
        if has_ended || is_furniture(trimmed) {
            continue;
        }
        if is_heading && extract.blocks.is_empty() && extract.title.is_none() && !trimmed.starts_with("==") {
            extract.title = Some(trimmed.trim_start_matches(['#', ' ']).to_owned());
        }
        extract.blocks.push(Block { range: range.clone(), is_heading });
        marks(&text, range, &mut extract.marks);
    }
    extract.text = text;
    extract
}

/// A row of a Markdown table, which is listed and not read.
fn table_row(extract: &mut Extract, range: std::ops::Range<usize>, line: &str) {
    const EXCERPT: usize = 80;
    match extract.opaque.last_mut() {
        Some(table) if table.what == "table" && table.range.end == range.start => table.range.end = range.end,
        _ => extract.opaque.push(Opaque {
            what: "table".to_owned(),
            excerpt: line.chars().take(EXCERPT).collect(),
            range,
        }),
    }
}

/// A footnote of Markdown: `[^2]: Ministry report, 2015.`
fn footnote(line: &str) -> Option<Reference> {
    let (name, words) = line.strip_prefix("[^")?.split_once("]:")?;
    let is_name = !name.is_empty() && name.len() <= 12 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| Reference { marker: format!("[{name}]"), fields: fields_of_words(words.trim()) })
}

/// Lines of a page that are no part of its text.
fn is_furniture(line: &str) -> bool {
    line.starts_with("From Wikipedia")
        || line.starts_with("Jump to:")
        || line.starts_with("Retrieved from")
        || line.starts_with("> This article is converted")
}

/// Whether a line is a heading: marked as one, or short, without an end, and alone.
fn is_heading(lines: &[(usize, &str)], index: usize) -> bool {
    let line = lines[index].1.trim().trim_end_matches("[edit]");
    if line.starts_with('#') || line.starts_with("==") {
        return true;
    }
    let is_blank = |index: Option<usize>| {
        index.is_none_or(|index| lines.get(index).is_none_or(|(_, line)| line.trim().is_empty()))
    };
    prose::is_heading(line) && (is_blank(index.checked_sub(1)) || is_blank(Some(index + 1)))
}

/// The markers and flags of a block.
pub(super) fn marks(text: &str, range: std::ops::Range<usize>, found: &mut Vec<Mark>) {
    let mut at = range.start;
    while let Some(open) = memchr::memchr(b'[', &text.as_bytes()[at..range.end]).map(|offset| at + offset) {
        at = open + 1;
        let limit = text.floor_char_boundary((open + MAX_MARKER).min(range.end));
        let Some(close) = memchr::memchr(b']', &text.as_bytes()[open..limit]).map(|offset| open + offset) else {
            continue;
        };
        let inner = text[open + 1..close].trim_end_matches('\\').trim();
        let footnote = inner.strip_prefix('^');
        let inner = footnote.unwrap_or(inner);
        let from = if text[..open].ends_with('\\') { open - 1 } else { open };
        let is_marker = !inner.is_empty()
            && inner.len() <= 12
            && (inner.bytes().all(|byte| byte.is_ascii_digit())
                || footnote.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
                || inner
                    .strip_prefix("note ")
                    .or_else(|| inner.strip_prefix("Note "))
                    .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
                || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase()));
        let kind = if is_marker {
            MarkKind::Cites(format!("[{inner}]"))
        } else if let Some(kind) = flag_kind(inner) {
            MarkKind::Flag { kind, since: None, reason: None }
        } else {
            continue;
        };
        found.push(Mark { range: from..close + 1, kind });
        at = close + 1;
    }
}

/// "4. ^ a b Author (9 March 2009). "Title". Publisher. Retrieved 24 January 2014."
fn reference(line: &str) -> Option<Reference> {
    let (number, rest) = line.split_once('.')?;
    let rest = rest.trim_start();
    if number.is_empty()
        || number.len() > 4
        || !number.bytes().all(|byte| byte.is_ascii_digit())
        || !rest.starts_with('^')
    {
        return None;
    }
    let mut words = rest.trim_start_matches('^').trim();
    // The letters that lead back to where it is cited.
    while let Some((letter, after)) = words.split_once(' ')
        && letter.len() == 1
        && letter.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        words = after.trim_start();
    }
    Some(Reference { marker: format!("[{number}]"), fields: fields_of_words(words) })
}

/// What a reference in words says: its title in quotes, its address, the day on which it was seen, and all of it as a note.
pub(super) fn fields_of_words(words: &str) -> Vec<(String, Json)> {
    let text = |value: &str| Json::Text(value.into());
    let mut fields = vec![("type".to_owned(), text(if words.contains("http") { "webpage" } else { "document" }))];
    let quoted = [('"', '"'), ('“', '”')].iter().find_map(|(open, close)| {
        let start = words.find(*open)? + open.len_utf8();
        let end = start + words[start..].find(*close)?;
        Some(&words[start..end])
    });
    if let Some(title) = quoted.filter(|title| !title.is_empty()) {
        fields.push(("title".to_owned(), text(title)));
    }
    if let Some(start) = words.find("http") {
        let url =
            words[start..].split([' ', ']', '<', '>', '"']).next().unwrap_or("").trim_end_matches(['.', ',', ')']);
        fields.push(("URL".to_owned(), text(url)));
    }
    let seen = ["Retrieved", "Accessed", "Diakses"].iter().find_map(|word| words.rfind(word).map(|at| &words[at..]));
    if let Some(parts) = seen.and_then(day_parts) {
        fields.push(("accessed".to_owned(), parts));
    }
    fields.push(("note".to_owned(), text(words)));
    fields
}

/// The first day that words say, as CSL has it.
fn day_parts(words: &str) -> Option<Json> {
    let moment = prose::read(words, Language::English).times.into_iter().find_map(|time| match time {
        TimeMention::Date(date) => Some(date.start.moment),
        TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    })?;
    let number = |number: i64| Json::Number(number.to_string().into());
    let mut parts = vec![number(i64::from(moment.year?))];
    if (1..=12).contains(&moment.month) {
        parts.push(number(i64::from(moment.month)));
        if moment.day > 0 {
            parts.push(number(i64::from(moment.day)));
        }
    }
    Some(Json::object([("date-parts", Json::List(vec![Json::List(parts)]))]))
}

/// Markdown with each link in the place of which its words stand, and without the signs of emphasis.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    let bytes = text.as_bytes();
    let mut opened: Vec<usize> = Vec::new();
    while at < bytes.len() {
        match bytes[at] {
            b'[' if !text[..at].ends_with('\\') => {
                if opened.len() == MAX_OPEN {
                    opened.clear();
                }
                opened.push(plain.len());
                plain.push('[');
                at += 1;
            }
            b']' if bytes.get(at + 1) == Some(&b'(') && !opened.is_empty() => {
                if let Some(start) = opened.pop() {
                    plain.remove(start);
                }
                at = link_end(text, at + 2);
            }
            b']' => {
                opened.pop();
                plain.push(']');
                at += 1;
            }
            b'\n' => {
                opened.clear();
                plain.push('\n');
                at += 1;
            }
            b'*' if bytes.get(at + 1) == Some(&b'*') => at += 2,
            _ => {
                let Some(character) = text[at..].chars().next() else { break };
                plain.push(character);
                at += character.len_utf8();
            }
        }
    }
    plain
}

/// The end of a link's address and title.
fn link_end(text: &str, from: usize) -> usize {
    const MAX_ADDRESS: usize = 2000;
    let limit = text.floor_char_boundary((from + MAX_ADDRESS).min(text.len()));
    let mut depth = 0_usize;
    for (offset, byte) in text.as_bytes()[from..limit].iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return from + offset + 1,
            b')' => depth -= 1,
            b'\n' => return from + offset,
            _ => {}
        }
    }
    from
}
