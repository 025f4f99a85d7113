//! JSON that is kept as it is: CSL items, and what stands under `custom`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::path::Step;
use super::read::Shape;

/// An object that is kept as it is, with the way down to each key in it that stood in its object before.
///
/// A plain `serde_json` map would let the second of two authors overwrite the first without a word.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) map: Map<String, Value>,
    pub(super) repeated: Vec<Vec<Step>>,
}

impl<'de> Shape<'de> for Kept {
    const EXPECTED: &'static str = "an object";

    fn from_object<A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        let mut keeper = Keeper::default();
        let map = keeper.object(object)?;
        Ok(Some(Self { map, repeated: keeper.repeated }))
    }
}

/// Reads any JSON value and notes repeated keys on the way.
#[derive(Default)]
struct Keeper {
    /// The way down to where it is.
    way: Vec<Step>,
    repeated: Vec<Vec<Step>>,
}

impl Keeper {
    fn object<'de, A: MapAccess<'de>>(&mut self, mut object: A) -> Result<Map<String, Value>, A::Error> {
        let mut map = Map::new();
        let mut repetitions: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(key) = object.next_key::<String>()? {
            if map.contains_key(&key) {
                object.next_value::<IgnoredAny>()?;
                let repetition = *repetitions.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1);
                let mut way = self.way.clone();
                way.push(Step::Name(key, repetition));
                self.repeated.push(way);
            } else {
                self.way.push(Step::Key(key.clone()));
                let value = object.next_value_seed(&mut *self)?;
                self.way.pop();
                map.insert(key, value);
            }
        }
        Ok(map)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Keeper {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Keeper {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            self.way.push(Step::Item(items.len()));
            let item = list.next_element_seed(&mut *self)?;
            self.way.pop();
            match item {
                Some(item) => items.push(item),
                None => return Ok(items.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Value, A::Error> {
        Ok(self.object(object)?.into())
    }
}
