//! JSON, written key by key.

/// An object that is being written on one line.
pub(super) struct Object(String);

impl Object {
    pub(super) fn new() -> Self {
        Self("{".to_owned())
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0 += ", ";
        }
        self.0 += "\"";
        self.0 += key;
        self.0 += "\": ";
    }

    /// A string; quotation marks, backslashes and line breaks in it are escaped.
    pub(super) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        self.0.push('"');
        for c in value.chars() {
            match c {
                '"' => self.0 += "\\\"",
                '\\' => self.0 += "\\\\",
                '\n' => self.0 += "\\n",
                c => self.0.push(c),
            }
        }
        self.0.push('"');
        self
    }

    /// A string, where there is one.
    pub(super) fn maybe(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// JSON that is written already.
    pub(super) fn raw(mut self, key: &str, json: &str) -> Self {
        self.key(key);
        self.0 += json;
        self
    }

    pub(super) fn object(self, key: &str, value: Self) -> Self {
        self.raw(key, &value.end())
    }

    /// A list of objects; no key at all where it is empty.
    pub(super) fn list(self, key: &str, items: &[Self]) -> Self {
        if items.is_empty() {
            return self;
        }
        let items: Vec<String> = items.iter().map(|item| format!("{}}}", item.0)).collect();
        self.raw(key, &format!("[{}]", items.join(", ")))
    }

    /// The whole object.
    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
