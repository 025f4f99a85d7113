//! JSON values as an edit carries them: with the order of their keys and the digits of their numbers.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{self, Serialize, Serializer};
use serde_json::value::RawValue;
use smol_str::SmolStr;

use super::scan::{Node, Shape, parse};

/// A JSON value that loses nothing: keys keep their order, and a number keeps the digits it was written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its literal text; `1.50` is not `1.5`.
    Number(SmolStr),
    /// A text.
    Text(Box<str>),
    /// A list.
    List(Vec<Self>),
    /// An object: its keys in their order.
    Object(Vec<(SmolStr, Self)>),
}

impl Json {
    /// Reads a JSON text.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON, as `serde_json` says it.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// An object of these keys, in this order.
    pub fn object<K: Into<SmolStr>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// The value of a key; `None` where it is not there, and for what is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// The keys of an object with their values; none for what is no object.
    #[must_use]
    pub fn entries(&self) -> &[(SmolStr, Self)] {
        if let Self::Object(entries) = self { entries } else { &[] }
    }

    /// The items of a list; none for what is no list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Gives a key of an object a value, in its place or at the end; nothing happens to what is no object.
    pub fn set(&mut self, key: &str, value: impl Into<Self>) {
        let Self::Object(entries) = self else { return };
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value.into(),
            None => entries.push((key.into(), value.into())),
        }
    }

    /// The value of a key, to be changed; an empty list where there is none. `None` for what is no object.
    pub fn list_mut(&mut self, key: &str) -> Option<&mut Vec<Self>> {
        let Self::Object(entries) = self else { return None };
        let place = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            entries.push((key.into(), Self::List(Vec::new())));
            entries.len() - 1
        });
        if let Self::List(items) = &mut entries[place].1 { Some(items) } else { None }
    }

    /// The text or the literal number under a key; empty where there is neither.
    #[must_use]
    pub fn text_of(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Self::Text(text)) => text,
            Some(Self::Number(literal)) => literal,
            Some(Self::Null | Self::Bool(_) | Self::List(_) | Self::Object(_)) | None => "",
        }
    }

    /// Whether it says the same: the keys of objects may come in another order.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(items), Self::List(others)) => {
                items.len() == others.len() && items.iter().zip(others).all(|(item, other)| item.is_same(other))
            }
            (Self::Object(entries), Self::Object(others)) => {
                entries.len() == others.len()
                    && entries.iter().all(|(key, value)| other.get(key).is_some_and(|other| value.is_same(other)))
            }
            _ => self == other,
        }
    }

    /// What stands in a text that is known to be sound JSON.
    pub(super) fn of_node(text: &str, node: &Node) -> Self {
        let literal = &text[node.range.clone()];
        match &node.shape {
            Shape::Object(members) => {
                let entry = |member: &super::scan::Member| (member.name.clone(), Self::of_node(text, &member.value));
                Self::Object(members.iter().map(entry).collect())
            }
            Shape::List(items) => Self::List(items.iter().map(|item| Self::of_node(text, item)).collect()),
            Shape::Scalar => match literal.as_bytes().first() {
                Some(b'"') => Self::Text(serde_json::from_str::<String>(literal).unwrap_or_default().into()),
                Some(b't') => Self::Bool(true),
                Some(b'f') => Self::Bool(false),
                Some(b'n') | None => Self::Null,
                Some(_) => Self::Number(literal.into()),
            },
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(number) => Self::Number(number.to_string().into()),
            serde_json::Value::String(text) => Self::Text(text.into()),
            serde_json::Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            serde_json::Value::Object(entries) => {
                Self::object(entries.into_iter().map(|(key, value)| (key, Self::from(value))))
            }
        }
    }
}

impl fmt::Display for Json {
    /// The value on one line, as JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(literal) => f.write_str(literal),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(&**text)),
            Self::List(items) => {
                f.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (place, (key, value)) in entries.iter().enumerate() {
                    let comma = if place > 0 { "," } else { "" };
                    write!(f, "{comma}{}:{value}", serde_json::Value::from(key.as_str()))?;
                }
                f.write_str("}")
            }
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            // Raw, because a binary float would lose the digits that were written.
            Self::Number(literal) => {
                RawValue::from_string(literal.to_string()).map_err(ser::Error::custom)?.serialize(serializer)
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key.as_str(), value))),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        parse(text).map(|node| Self::of_node(text, &node)).ok_or_else(|| de::Error::custom("nested too deeply"))
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn digits_order_and_escapes_survive() {
        let text = r#"{"z":1.50,"a":[-0.0,1e400,"\"북한\n",true,null,{}],"z":[]}"#;
        let value = Json::parse(text).expect("JSON");
        assert_eq!(value.to_string(), text);
        assert_eq!(serde_json::to_string(&value).expect("JSON"), text);
        assert_eq!(value.get("z"), Some(&Json::Number("1.50".into())));
        assert!(Json::parse("[1,]").is_err());
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }
}
