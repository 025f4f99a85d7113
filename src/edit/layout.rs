//! How a file is laid out, so that what is added looks like the rest of it.

use super::Json;
use super::scan::{Cursor, MAX_DEPTH, Node, Shape};

/// How a text is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// What ends a line; empty where everything is on one.
    newline: &'static str,
    /// What stands before the keys of the outermost object.
    unit: String,
    /// What stands between a key and its value.
    colon: String,
    /// What stands behind a comma on a line.
    gap: &'static str,
    /// Whether short objects and lists are written on one line.
    is_mixed: bool,
}

/// How an object or list is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// All on one line.
    Line,
    /// Each member on a line of its own.
    Block,
    /// On one line where that is short enough.
    Fitting,
}

/// What is longer than this is not put on one line, in characters.
const MOST_COLUMNS: usize = 120;
/// So much of a text is looked at to learn how it is laid out, in bytes.
const SAMPLE_BYTES: usize = 1 << 16;

impl Layout {
    /// The layout of a text whose outermost object begins at `start`.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let mut cursor = Cursor::new(text, start + 1);
        cursor.blank();
        let before = &text[start + 1..cursor.at];
        let unit = before.rsplit_once('\n').map_or("", |(_, unit)| unit).to_owned();
        let newline = match (before.contains('\n'), before.contains("\r\n")) {
            (true, true) => "\r\n",
            (true, false) => "\n",
            (false, _) => "",
        };
        let key_end = {
            cursor.skip();
            cursor.at
        };
        cursor.blank();
        cursor.at += 1;
        cursor.blank();
        let colon = text.get(key_end..cursor.at).filter(|colon| colon.trim() == ":" && !colon.contains('\n'));
        let default_colon = if newline.is_empty() { ":" } else { ": " };
        let colon = colon.unwrap_or(default_colon).to_owned();
        let gap = if colon.ends_with(' ') { " " } else { "" };
        let unit = if newline.is_empty() || !unit.is_empty() { unit } else { "  ".to_owned() };
        Self { newline, unit, colon, gap, is_mixed: is_mixed(text, start) }
    }

    /// Whether everything is on one line.
    pub(super) const fn is_compact(&self) -> bool {
        self.newline.is_empty()
    }

    /// A line break with so much white space behind it.
    pub(super) fn line(&self, indent: &str) -> String {
        format!("{}{indent}", self.newline)
    }

    /// One level more than this.
    pub(super) fn deeper(&self, indent: &str) -> String {
        format!("{indent}{}", self.unit)
    }

    /// A comma within a line.
    pub(super) fn comma(&self) -> String {
        format!(",{}", self.gap)
    }

    /// A key with its value.
    pub(super) fn member(&self, key: &str, value: &Json, indent: &str, form: Form) -> String {
        let key = format!("{}{}", Json::from(key), self.colon);
        let column = indent.chars().count() + key.chars().count();
        key + &self.value(value, indent, column, form)
    }

    /// A value that begins at a column of a line that begins with `indent`.
    pub(super) fn value(&self, value: &Json, indent: &str, column: usize, form: Form) -> String {
        let is_empty = value.items().is_empty() && value.entries().is_empty();
        let form = match form {
            _ if self.is_compact() || is_empty => Form::Line,
            Form::Fitting if !self.is_mixed => Form::Block,
            Form::Fitting => {
                let line = self.on_line(value);
                if column + line.chars().count() <= MOST_COLUMNS {
                    return line;
                }
                Form::Block
            }
            form @ (Form::Line | Form::Block) => form,
        };
        if form == Form::Line {
            return self.on_line(value);
        }
        let inner = self.deeper(indent);
        let column = inner.chars().count();
        let (open, close, parts): (char, char, Vec<String>) = match value {
            Json::Object(entries) => {
                let member = |(key, value): &(smol_str::SmolStr, Json)| self.member(key, value, &inner, Form::Fitting);
                ('{', '}', entries.iter().map(member).collect())
            }
            Json::List(items) => {
                let item = |item: &Json| self.value(item, &inner, column, Form::Fitting);
                ('[', ']', items.iter().map(item).collect())
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => return value.to_string(),
        };
        let line = self.line(&inner);
        format!("{open}{line}{}{}{close}", parts.join(&format!(",{line}")), self.line(indent))
    }

    fn on_line(&self, value: &Json) -> String {
        let comma = self.comma();
        match value {
            Json::Object(entries) => {
                let member = |(key, value): &(smol_str::SmolStr, Json)| {
                    format!("{}{}{}", Json::from(key.as_str()), self.colon, self.on_line(value))
                };
                format!("{{{}}}", entries.iter().map(member).collect::<Vec<_>>().join(&comma))
            }
            Json::List(items) => {
                format!("[{}]", items.iter().map(|item| self.on_line(item)).collect::<Vec<_>>().join(&comma))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => value.to_string(),
        }
    }
}

/// The white space at the beginning of the line that a place stands on.
pub(super) fn indent_at(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = &text[line..at];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// Whether a value of several lines begins a new line behind its bracket.
pub(super) fn is_block(text: &str, node: &Node) -> bool {
    let first = match &node.shape {
        Shape::Object(members) => members.first().map(|member| member.key.start),
        Shape::List(items) => items.first().map(|item| item.range.start),
        Shape::Scalar => None,
    };
    first.is_some_and(|first| text[node.range.start..first].contains('\n'))
}

/// Whether any object or list that is not empty stands on one line; where there is none to be seen, nobody minds.
fn is_mixed(text: &str, start: usize) -> bool {
    let (mut has_block, mut depth) = (false, 0_usize);
    let bytes = text.as_bytes();
    let end = bytes.len().min(start + SAMPLE_BYTES);
    let mut cursor = Cursor::new(text, start);
    while cursor.at < end {
        match bytes[cursor.at] {
            b'"' => cursor.skip(),
            b'{' | b'[' => {
                depth += 1;
                cursor.at += 1;
                let inside = cursor.at;
                cursor.blank();
                let is_empty = matches!(cursor.peek(), Some(b'}' | b']'));
                if is_empty || depth > MAX_DEPTH {
                    continue;
                }
                if !text[inside..cursor.at].contains('\n') {
                    return true;
                }
                has_block |= depth > 2;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                cursor.at += 1;
            }
            _ => cursor.at += 1,
        }
    }
    !has_block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str, form: Form, expected: &str) {
        let layout = Layout::of(text, 0);
        assert_eq!(layout.value(&Json::parse(value).expect("JSON"), "", 0, form), expected);
    }

    #[test]
    fn what_is_added_looks_like_the_rest() {
        let value = r#"{"a":[1.50,{"b":"c"}],"d":[]}"#;
        check("{\"x\":1}", value, Form::Block, value);
        check("{\"x\" : 1}", value, Form::Line, r#"{"a" : [1.50, {"b" : "c"}], "d" : []}"#);
        let mixed = "{\r\n\t\"x\": [1]\r\n}";
        check(mixed, value, Form::Fitting, r#"{"a": [1.50, {"b": "c"}], "d": []}"#);
        check(mixed, value, Form::Block, "{\r\n\t\"a\": [1.50, {\"b\": \"c\"}],\r\n\t\"d\": []\r\n}");
        let tall = "{\n \"x\": [\n  {\n   \"y\": 1\n  }\n ]\n}";
        let expected = "{\n \"a\": [\n  1.50,\n  {\n   \"b\": \"c\"\n  }\n ],\n \"d\": []\n}";
        check(tall, value, Form::Fitting, expected);
        let long = format!("{{\"a\":[\"{}\",1]}}", "x".repeat(130));
        check(
            mixed,
            &long,
            Form::Fitting,
            &format!("{{\r\n\t\"a\": [\r\n\t\t\"{}\",\r\n\t\t1\r\n\t]\r\n}}", "x".repeat(130)),
        );
    }

    #[test]
    fn the_indent_is_that_of_the_line() {
        assert_eq!(indent_at("{\n  \t\"a\": 1", 8), "  \t");
        assert_eq!(indent_at("{}", 1), "");
    }
}
