//! CSL-JSON: a list of items, each read by itself.

use crate::edit::Json;

use super::{Bibliography, Entry, problem};

/// Reads a list of items, one item, or an object whose `items` are the list.
pub(super) fn read(text: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let start = text.find(['[', '{']).unwrap_or(0);
    if text[start..].starts_with('{') {
        match Json::parse(text.trim_start_matches('\u{feff}')) {
            Ok(item) => {
                let list = item.get("items").map(Json::items).unwrap_or_default();
                if list.is_empty() {
                    push(&mut found, item, start..text.len());
                } else {
                    for item in list {
                        push(&mut found, item.clone(), start..text.len());
                    }
                }
            }
            Err(error) => found.problems.push(problem(at(text, &error), format!("invalid JSON: {error}"))),
        }
        return found;
    }
    let mut at = start + 1;
    while let Some(open) = text.as_bytes()[at..].iter().position(|byte| *byte == b'{').map(|offset| at + offset) {
        let Some(end) = object_end(text, open) else {
            found.problems.push(problem(open, "this item is never closed; it and what follows was left out"));
            break;
        };
        match Json::parse(&text[open..end]) {
            Ok(item) => push(&mut found, item, open..end),
            Err(error) => {
                let message = format!("this item is invalid JSON and was left out: {error}");
                found.problems.push(problem(open, message));
            }
        }
        at = end;
    }
    found
}

fn push(found: &mut Bibliography, item: Json, range: std::ops::Range<usize>) {
    if item.get("type").is_none() && item.get("title").is_none() {
        found
            .problems
            .push(problem(range.start, "this is no CSL item: it has neither type nor title; it was left out"));
        return;
    }
    found.entries.push(Entry { item, range });
}

/// The end of an object, brackets in texts aside.
fn object_end(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (offset, byte) in text.as_bytes()[open..].iter().enumerate() {
        if is_text {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => is_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_text = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(open + offset + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where an error of the JSON stands, in bytes.
fn at(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len())
}
