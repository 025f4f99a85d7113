//! Reading JSON without stopping at the first thing that is wrong.
//!
//! serde stops at the first wrong key or kind of value. Somebody who mends a file by hand wants to see everything at
//! once, so each value is read as a [`Read`]: what was expected, or what stood there instead.

use std::borrow::Cow;
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

    fn from_text(_text: Cow<'de, str>) -> Option<Self> {
        None
    }

    fn from_whole_number(_number: u64) -> Option<Self> {
        None
    }

    fn from_list<A: SeqAccess<'de>>(list: A) -> Result<Option<Self>, A::Error> {
        skip_list(list)?;
        Ok(None)
    }

    fn from_object<A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        skip_object(object)?;
        Ok(None)
    }
}

/// Somebody who takes one value and knows more than the value says; otherwise like a [`Shape`].
pub(super) trait Taker<'de>: Sized {
    /// What is made of the value.
    type Good;

    fn text(self, _text: Cow<'de, str>) -> Option<Self::Good> {
        None
    }

    fn whole_number(self, _number: u64) -> Option<Self::Good> {
        None
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Option<Self::Good>, A::Error> {
        skip_list(list)?;
        Ok(None)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<Self::Good>, A::Error> {
        skip_object(object)?;
        Ok(None)
    }
}

fn skip_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn skip_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<(), A::Error> {
    while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

impl<'de, T: Shape<'de>> Taker<'de> for PhantomData<T> {
    type Good = T;

    fn text(self, text: Cow<'de, str>) -> Option<T> {
        T::from_text(text)
    }

    fn whole_number(self, number: u64) -> Option<T> {
        T::from_whole_number(number)
    }

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Option<T>, A::Error> {
        T::from_list(list)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::from_object(object)
    }
}

impl<'de, T: Shape<'de>> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        By(PhantomData).deserialize(deserializer)
    }
}

/// Hands a value to a [`Taker`].
pub(super) struct By<T>(pub(super) T);

impl<'de, T: Taker<'de>> DeserializeSeed<'de> for By<T> {
    type Value = Read<T::Good>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Taker<'de>> Visitor<'de> for By<T> {
    type Value = Read<T::Good>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(self.0.text(Cow::Borrowed(text)).map_or(Read::Wrong("a string"), Read::Good))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.0.text(Cow::Owned(text.to_owned())).map_or(Read::Wrong("a string"), Read::Good))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.0.whole_number(number).map_or(Read::Wrong("a number"), Read::Good))
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
        Ok(self.0.list(list)?.map_or(Read::Wrong("a list"), Read::Good))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        Ok(self.0.object(object)?.map_or(Read::Wrong("an object"), Read::Good))
    }
}

impl<'de> Shape<'de> for Cow<'de, str> {
    const EXPECTED: &'static str = "a string";

    fn from_text(text: Self) -> Option<Self> {
        Some(text)
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
pub(super) enum Literal<'de> {
    #[default]
    Absent,
    Text(Cow<'de, str>),
    Wrong(&'static str),
}

impl<'de> Deserialize<'de> for Literal<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The raw text, because a binary float would lose the digits that were printed.
        let raw = <&'de RawValue>::deserialize(deserializer)?.get();
        Ok(match raw.as_bytes() {
            [b'"', within @ .., b'"'] if !within.contains(&b'\\') => Self::Text(Cow::Borrowed(&raw[1..raw.len() - 1])),
            [b'"', ..] => serde_json::from_str(raw).map_or(Self::Wrong("a broken string"), Self::Text),
            [b'-' | b'0'..=b'9', ..] => Self::Text(Cow::Borrowed(raw)),
            [b'[', ..] => Self::Wrong("a list"),
            [b'{', ..] => Self::Wrong("an object"),
            [b't' | b'f', ..] => Self::Wrong("true or false"),
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

/// A struct with a field for each key that an object may have.
pub(super) trait Record<'de>: Default {
    /// Every key that may stand in it.
    const KEYS: &'static [&'static str];

    /// Reads the value of a known key, by its place in [`KEYS`](Self::KEYS).
    fn take<A: MapAccess<'de>>(&mut self, place: usize, object: &mut A) -> Result<(), A::Error>;

    /// Where the keys go that do not belong.
    fn strays(&mut self) -> &mut Strays;
}

/// Reads an object into a record; `take` reads the value of each known key.
pub(super) fn record_of<'de, R: Record<'de>, A: MapAccess<'de>>(
    mut object: A,
    mut take: impl FnMut(&mut R, usize, &mut A) -> Result<(), A::Error>,
) -> Result<R, A::Error> {
    let mut record = R::default();
    let mut seen = 0_u64;
    while let Some(key) = object.next_key_seed(KeySeed(R::KEYS))? {
        match key {
            Key::Known(place) if seen & (1 << place) == 0 => {
                seen |= 1 << place;
                take(&mut record, place, &mut object)?;
            }
            Key::Known(place) => {
                object.next_value::<IgnoredAny>()?;
                record.strays().repeated(R::KEYS[place].to_owned());
            }
            Key::Stray(key) => {
                object.next_value::<IgnoredAny>()?;
                record.strays().unknown(key);
            }
        }
    }
    Ok(record)
}

/// A key of an object: the place of a known one, or what else stands there.
enum Key {
    Known(usize),
    Stray(String),
}

/// Reads a key without keeping a known one.
struct KeySeed(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        let place = self.0.iter().position(|known| *known == key);
        Ok(place.map_or_else(|| Key::Stray(key.to_owned()), Key::Known))
    }
}

/// Writes a record: a struct with a [`Read`] for each key, read from a JSON object, with the keys that do not belong.
///
/// The fields may borrow from the text, which lives for `'de`.
macro_rules! record {
    ($(#[$meta:meta])* $Name:ident { $($field:ident $(= $key:literal)? : $Type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Default)]
        pub(super) struct $Name<'de> {
            $(pub(super) $field: $Type,)+
            /// Keys that do not belong here.
            pub(super) stray: $crate::load::read::Strays,
        }

        impl<'de> $crate::load::read::Record<'de> for $Name<'de> {
            const KEYS: &'static [&'static str] = &[$($crate::load::read::record!(@key $field $($key)?)),+];

            fn take<A: serde::de::MapAccess<'de>>(&mut self, place: usize, object: &mut A) -> Result<(), A::Error> {
                let mut at = 0;
                $(
                    if place == at {
                        self.$field = object.next_value()?;
                        return Ok(());
                    }
                    at += 1;
                )+
                debug_assert!(place < at, "there is a field for each key");
                Ok(())
            }

            fn strays(&mut self) -> &mut $crate::load::read::Strays {
                &mut self.stray
            }
        }

        impl<'de> $crate::load::read::Shape<'de> for $Name<'de> {
            const EXPECTED: &'static str = "an object";

            fn from_object<A: serde::de::MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
                let take = |record: &mut Self, place, object: &mut A| $crate::load::read::Record::take(record, place, object);
                $crate::load::read::record_of(object, take).map(Some)
            }
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
pub(super) use record;
