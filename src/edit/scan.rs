//! Where each value of a JSON text stands, in bytes.
//!
//! The text is known to be sound JSON (`serde_json` has read it), so this only has to keep its bearings, not to judge.

use std::ops::Range;

use smol_str::SmolStr;

/// A value, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The bytes of the value, without what is around it.
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// What a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text, a number, `true`, `false` or `null`.
    Scalar,
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A key of an object with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The key as it is read: what is escaped in the text is not here.
    pub(super) name: SmolStr,
    /// The bytes of the key, with its quotation marks.
    pub(super) key: Range<usize>,
    pub(super) value: Node,
}

impl Node {
    /// The member of a key; of a key that stands there twice the first, as that is the one that is read.
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// The value of a key.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.member(name).map(|member| &member.value)
    }

    pub(super) fn members(&self) -> &[Member] {
        if let Shape::Object(members) = &self.shape { members } else { &[] }
    }

    pub(super) fn items(&self) -> &[Self] {
        if let Shape::List(items) = &self.shape { items } else { &[] }
    }

    /// The text, where it is one.
    pub(super) fn string(&self, text: &str) -> Option<SmolStr> {
        let literal = text.get(self.range.clone())?;
        if !literal.starts_with('"') {
            return None;
        }
        Some(name_of(literal))
    }
}

/// A quoted text of the file as it is read.
fn name_of(literal: &str) -> SmolStr {
    let inside = literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default();
    if inside.contains('\\') {
        return serde_json::from_str::<String>(literal).unwrap_or_default().into();
    }
    inside.into()
}

/// So many brackets may be open at once: as many as `serde_json` allows.
pub(super) const MAX_DEPTH: usize = 128;

/// Every value of a sound JSON text; `None` where it nests too deeply or ends too early.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut cursor = Cursor::new(text, 0);
    cursor.blank();
    cursor.node(MAX_DEPTH)
}

/// Somebody who walks through a JSON text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over the white space of JSON.
    pub(super) fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The value that begins here.
    pub(super) fn node(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let shape = match self.peek()? {
            b'{' | b'[' if depth == 0 => return None,
            b'{' => {
                let mut members = Vec::new();
                self.object(|cursor, name, key| {
                    members.push(Member { name, key, value: cursor.node(depth - 1)? });
                    Some(())
                })?;
                Shape::Object(members)
            }
            b'[' => {
                let mut items = Vec::new();
                self.list(|cursor| {
                    items.push(cursor.node(depth - 1)?);
                    Some(())
                })?;
                Shape::List(items)
            }
            _ => {
                self.skip();
                Shape::Scalar
            }
        };
        Some(Node { range: start..self.at, shape })
    }

    /// Walks through an object whose bracket is here; `take` stands at each value and steps over it.
    pub(super) fn object(
        &mut self,
        mut take: impl FnMut(&mut Self, SmolStr, Range<usize>) -> Option<()>,
    ) -> Option<()> {
        self.at += 1;
        loop {
            self.blank();
            match self.peek()? {
                b',' => self.at += 1,
                b'"' => {
                    let start = self.at;
                    self.skip();
                    let key = start..self.at;
                    let name = name_of(self.text.get(key.clone())?);
                    self.blank();
                    self.at += 1;
                    self.blank();
                    take(self, name, key)?;
                }
                _ => break,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Walks through a list whose bracket is here; `take` stands at each item and steps over it.
    pub(super) fn list(&mut self, mut take: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        loop {
            self.blank();
            match self.peek()? {
                b',' => self.at += 1,
                b']' => break,
                _ => take(self)?,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Steps over a value without descending into it.
    pub(super) fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
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
                b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    fn string(&mut self) {
        self.at += 1;
        let bytes = self.text.as_bytes();
        while let Some(found) = bytes.get(self.at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            self.at += found;
            if bytes[self.at] == b'"' {
                self.at += 1;
                return;
            }
            self.at += 2;
        }
        self.at = bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_they_are_found() {
        let text = " {\"a\\u0062\" :\t[1, \"x\\\"]\", {}],\r\n \"c\":{\"d\":null} } ";
        let node = parse(text).expect("sound");
        assert_eq!(&text[node.range.clone()], text.trim());
        let list = node.get("ab").expect("unescaped");
        let items: Vec<&str> = list.items().iter().map(|item| &text[item.range.clone()]).collect();
        assert_eq!(items, ["1", "\"x\\\"]\"", "{}"]);
        assert_eq!(list.items()[1].string(text).as_deref(), Some("x\"]"));
        let inner = node.get("c").and_then(|c| c.get("d")).expect("d");
        assert_eq!(&text[inner.range.clone()], "null");
    }

    #[test]
    fn what_nests_too_deeply_or_ends_early_is_none() {
        assert_eq!(parse(&"[".repeat(1_000_000)), None);
        assert_eq!(parse("{\"a\": "), None);
        assert_eq!(parse("[1, "), None);
    }
}
