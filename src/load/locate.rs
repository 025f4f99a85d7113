//! Finding the places of paths in a JSON text.
//!
//! The text is known to be sound JSON, so the scanner only has to keep its bearings, not to judge.

use std::collections::BTreeMap;

use super::path::{Path, Step};

/// Finds the byte offset of each path, in one pass over the text; a path that is not there gets that of the closest
/// object or list around it.
pub(super) fn locate(text: &str, paths: &[&Path]) -> Vec<usize> {
    let mut wanted = Wanted::default();
    for (index, path) in paths.iter().enumerate() {
        wanted.insert(&path.0, index);
    }
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0, found: vec![0; paths.len()] };
    scanner.value(Some(&wanted));
    scanner.found
}

/// The paths that are looked for, as a tree.
#[derive(Default)]
struct Wanted {
    indices: Vec<usize>,
    below: BTreeMap<Step, Self>,
}

impl Wanted {
    fn insert(&mut self, steps: &[Step], index: usize) {
        match steps {
            [] => self.indices.push(index),
            [first, rest @ ..] => self.below.entry(first.clone()).or_default().insert(rest, index),
        }
    }

    /// Marks everything below as found here, until something closer is found.
    fn mark(&self, found: &mut [usize], offset: usize) {
        for index in &self.indices {
            found[*index] = offset;
        }
        for below in self.below.values() {
            below.mark(found, offset);
        }
    }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    found: Vec<usize>,
}

impl Scanner<'_> {
    fn value(&mut self, wanted: Option<&Wanted>) {
        self.blank();
        if let Some(wanted) = wanted {
            wanted.mark(&mut self.found, self.at);
        }
        let wanted = wanted.filter(|wanted| !wanted.below.is_empty());
        match (self.bytes.get(self.at), wanted) {
            (Some(b'{'), Some(wanted)) => self.object(wanted),
            (Some(b'['), Some(wanted)) => self.list(wanted),
            _ => self.skip(),
        }
    }

    /// Steps over a value without descending into it: what nobody asks for may nest deeper than the stack is high.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        return;
                    }
                }
                b'"' => {
                    self.string();
                    if depth == 0 {
                        return;
                    }
                }
                b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    fn object(&mut self, wanted: &Wanted) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        self.at += 1;
        loop {
            self.blank();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b'"') => {
                    let below = self.key(wanted, &mut seen);
                    self.blank();
                    self.at += 1;
                    self.value(below);
                }
                _ => break,
            }
        }
        self.at += 1;
    }

    /// Steps over a key; what is wanted below it, where it is the first of its name, as that is the one that was read.
    fn key<'w>(&mut self, wanted: &'w Wanted, seen: &mut BTreeMap<String, usize>) -> Option<&'w Wanted> {
        let start = self.at;
        let name = self.name()?;
        let repetition = *seen.entry(name.clone()).and_modify(|count| *count += 1).or_default();
        if let Some(this) = wanted.below.get(&Step::Name(name.clone(), repetition)) {
            this.mark(&mut self.found, start);
        }
        wanted.below.get(&Step::Key(name)).filter(|_| repetition == 0)
    }

    /// Steps over a name and reads it.
    fn name(&mut self) -> Option<String> {
        let start = self.at;
        self.string();
        serde_json::from_slice(&self.bytes[start..self.at]).ok()
    }

    fn list(&mut self, wanted: &Wanted) {
        self.at += 1;
        let mut item = 0;
        loop {
            self.blank();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b']') | None => break,
                Some(_) => {
                    self.value(wanted.below.get(&Step::Item(item)));
                    item += 1;
                }
            }
        }
        self.at += 1;
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
    }

    fn blank(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::path::At;

    #[track_caller]
    fn check(text: &str, at: At<'_>, expected_rest: &str) {
        let path = at.path();
        let found = locate(text, &[&path]);
        assert!(text[found[0]..].starts_with(expected_rest), "{path}: found {:?}", &text[found[0]..]);
    }

    #[test]
    fn paths_are_found() {
        let text = r#" {"a": [1, {"b\u0063": "x\"]", "d": null}], "a2": true, "a2": [[]]} "#;
        let top = At::Top;
        check(text, top, "{\"a\"");
        check(text, top.key("a").item(0), "1, {");
        check(text, top.key("a").item(1).key("bc"), "\"x");
        check(text, top.key("a").item(1).name("d", 0), "\"d\": null");
        check(text, top.key("a").item(1).key("missing"), "{\"b");
        check(text, top.name("a2", 1), "\"a2\": [[");
    }

    #[test]
    fn of_a_repeated_key_the_first_value_is_meant() {
        check(r#"{"a": 1, "a": 2}"#, At::Top.key("a"), "1, ");
        check(r#"{"a": {"b": 1}, "a": {"b": 2}}"#, At::Top.key("a").key("b"), "1}, ");
    }

    #[test]
    fn nesting_that_nobody_asks_for_needs_no_stack() {
        let deep = 1_000_000;
        let text = format!(r#"{{"x": {}"]"{}, "a": 1}}"#, "[".repeat(deep), "]".repeat(deep));
        check(&text, At::Top.key("a"), "1}");
    }
}
