//! Values of CSL-JSON items, as they came.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;
use smol_str::SmolStr;

/// The types of CSL 1.0.2.
pub const CSL_TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// A JSON value of a CSL item, with the order of its keys and nothing filled in.
///
/// A dossier has very many of them, so that each is kept as small as it can be: objects are lists of their entries, which
/// are few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Csl {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Box<str>),
    /// A list.
    List(Box<[Self]>),
    /// An object: its keys in the order in which they came.
    Object(Box<[(SmolStr, Self)]>),
}

impl Csl {
    /// The value of a key; `None` where it is not there, and for what is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// The keys of an object with their values; none for what is no object.
    #[must_use]
    pub const fn entries(&self) -> &[(SmolStr, Self)] {
        if let Self::Object(entries) = self { entries } else { &[] }
    }

    /// The items of a list; none for what is no list.
    #[must_use]
    pub const fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The text, where it is one.
    #[must_use]
    pub const fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, where it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// The whole number that it is, or that its text says: reference managers write parts of dates in both ways.
    #[must_use]
    pub fn whole_number(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64).or_else(|| self.as_str()?.trim().parse().ok())
    }

    /// Reads an object whose opening bracket has been read. A key that stands in it twice is in it twice.
    ///
    /// # Errors
    ///
    /// As for reading any JSON.
    pub fn read_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Self, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = object.next_entry()? {
            entries.push(entry);
        }
        Ok(Self::Object(entries.into()))
    }
}

impl From<&str> for Csl {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl<K: Into<SmolStr>> FromIterator<(K, Self)> for Csl {
    fn from_iter<T: IntoIterator<Item = (K, Self)>>(entries: T) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl Serialize for Csl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key.as_str(), value))),
        }
    }
}

impl<'de> Deserialize<'de> for Csl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// Takes any JSON value.
struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Csl;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Csl, E> {
        Ok(Csl::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Csl, E> {
        Ok(Csl::Bool(value))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Csl, E> {
        Ok(Csl::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Csl, E> {
        Ok(Csl::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Csl, E> {
        Ok(Number::from_f64(number).map_or(Csl::Null, Csl::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Csl, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Csl, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Csl::List(items.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Csl, A::Error> {
        Csl::read_object(object)
    }
}

#[cfg(test)]
mod tests {
    use super::Csl;

    #[test]
    fn an_item_is_written_as_it_was_read() {
        let text = r#"{"id":"a","z":null,"b":[true,-1,2.5,18446744073709551615,"북한 \"x\""],"a":{"é":{},"id":[]}}"#;
        let item: Csl = serde_json::from_str(text).expect("JSON");
        assert_eq!(serde_json::to_string(&item).expect("JSON"), text);
        let parts: Csl = serde_json::from_str(r#"[2015, "2", " 13", "spring", 1.5]"#).expect("JSON");
        let numbers: Vec<Option<i64>> = parts.items().iter().map(Csl::whole_number).collect();
        assert_eq!(numbers, [Some(2015), Some(2), Some(13), None, None]);
    }
}
