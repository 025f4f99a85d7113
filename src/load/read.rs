//! Reading JSON without stopping at the first thing that is wrong.
//!
//! serde stops at the first wrong key or kind of value. Somebody who mends a file by hand wants to see everything at
//! once, so each value is read as a [`Read`]: what was expected, or what stood there instead.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What was found where a `T` was expected.
#[derive(Debug, Default)]
pub(super) enum Read<T> {
    /// Nothing: the key is not there.
    #[default]
    Absent,
    /// The value.
    Good(T),
    /// Something else; what it is, in words.
    Wrong(&'static str),
}

/// Something that can be read from JSON; each method takes one kind of JSON value, and refuses it unless overridden.
pub(super) trait Shape<'de>: Sized {
    /// What is expected, in words, such as `a string`.
    const EXPECTED: &'static str;

    fn from_text(_text: &str) -> Option<Self> {
        None
    }

    fn from_whole_number(_number: u64) -> Option<Self> {
        None
    }

    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn from_object<A: MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

impl<'de, T: Shape<'de>> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor(PhantomData))
    }
}

struct ShapeVisitor<T>(PhantomData<T>);

impl<'de, T: Shape<'de>> Visitor<'de> for ShapeVisitor<T> {
    type Value = Read<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::from_text(text).map_or(Read::Wrong("a string"), Read::Good))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(T::from_whole_number(number).map_or(Read::Wrong("a number"), Read::Good))
    }

    fn visit_i64<E: Error>(self, _number: i64) -> Result<Self::Value, E> {
        Ok(Read::Wrong("a number"))
    }

    fn visit_f64<E: Error>(self, _number: f64) -> Result<Self::Value, E> {
        Ok(Read::Wrong("a number"))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Read::Wrong(if value { "true" } else { "false" }))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Read::Wrong("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Ok(T::from_list(list)?.map_or(Read::Wrong("a list"), Read::Good))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        Ok(T::from_object(object)?.map_or(Read::Wrong("an object"), Read::Good))
    }
}

impl Shape<'_> for String {
    const EXPECTED: &'static str = "a string";

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Shape<'_> for u64 {
    const EXPECTED: &'static str = "a whole number";

    fn from_whole_number(number: u64) -> Option<Self> {
        Some(number)
    }
}

impl<'de, T: Shape<'de>> Shape<'de> for Vec<Read<T>> {
    const EXPECTED: &'static str = "a list";

    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        let mut items = Self::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Some(items))
    }
}

/// The literal text of a number, or the text of a string: what a source printed.
#[derive(Debug, Default)]
pub(super) enum Literal {
    #[default]
    Absent,
    Text(String),
    Wrong(&'static str),
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The raw text, because a binary float would lose the digits that were printed.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let raw = raw.get();
        Ok(match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).map_or(Self::Wrong("a broken string"), Self::Text),
            Some(b'-' | b'0'..=b'9') => Self::Text(raw.to_owned()),
            Some(b'[') => Self::Wrong("a list"),
            Some(b'{') => Self::Wrong("an object"),
            Some(b't' | b'f') => Self::Wrong("true or false"),
            _ => Self::Wrong("null"),
        })
    }
}

/// A key that should not be there.
#[derive(Debug)]
pub(super) struct Stray {
    pub(super) key: String,
    /// Which occurrence of the key in its object it is, counted from 0.
    pub(super) repetition: usize,
    /// Whether the key is known, and only stands there twice.
    pub(super) is_known: bool,
}

/// The keys of an object that should not be there, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Strays {
    pub(super) list: Vec<Stray>,
    counts: BTreeMap<String, usize>,
}

impl Strays {
    /// Notes a key that nobody knows.
    pub(super) fn unknown(&mut self, key: String) {
        self.note(key, 0, false);
    }

    /// Notes a key that is known, and has stood there already.
    pub(super) fn repeated(&mut self, key: String) {
        self.note(key, 1, true);
    }

    fn note(&mut self, key: String, first: usize, is_known: bool) {
        let repetition = *self.counts.entry(key.clone()).and_modify(|count| *count += 1).or_insert(first);
        self.list.push(Stray { key, repetition, is_known });
    }
}

/// Writes a record: a struct with a [`Read`] for each key, read from a JSON object, with the keys that do not belong.
macro_rules! record {
    ($(#[$meta:meta])* $Name:ident { $($field:ident $(= $key:literal)? : $Type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Default)]
        pub(super) struct $Name {
            $(pub(super) $field: $Type,)+
            /// Keys that do not belong here.
            pub(super) stray: $crate::load::read::Strays,
        }

        impl $Name {
            /// Every key that may stand in it.
            pub(super) const KEYS: &'static [&'static str] = &[$($crate::load::read::record!(@key $field $($key)?)),+];
        }

        impl<'de> $crate::load::read::Shape<'de> for $Name {
            const EXPECTED: &'static str = "an object";

            fn from_object<A: serde::de::MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
                let mut record = Self::default();
                let mut seen = vec![false; Self::KEYS.len()];
                while let Some(key) = object.next_key::<String>()? {
                    let place = Self::KEYS.iter().position(|known| *known == key);
                    let is_repeated = place.is_some_and(|place| std::mem::replace(&mut seen[place], true));
                    match key.as_str() {
                        _ if is_repeated => {
                            object.next_value::<serde::de::IgnoredAny>()?;
                            record.stray.repeated(key);
                        }
                        $($crate::load::read::record!(@key $field $($key)?) => record.$field = object.next_value()?,)+
                        _ => {
                            object.next_value::<serde::de::IgnoredAny>()?;
                            record.stray.unknown(key);
                        }
                    }
                }
                Ok(Some(record))
            }
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
pub(super) use record;

/// Reads a whole text as one value.
pub(super) fn from_text<'de, T: Shape<'de>>(text: &'de str) -> Result<Read<T>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = PhantomData::<Read<T>>.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(read)
}
