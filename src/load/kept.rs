//! JSON that is kept as it is: CSL items, and what stands under `custom`.

use std::collections::BTreeMap;

use serde::de::MapAccess;

use super::path::Step;
use super::read::Shape;
use crate::dossier::Csl;

/// An object that is kept as it is.
#[derive(Debug)]
pub(super) struct Kept(pub(super) Csl);

impl<'de> Shape<'de> for Kept {
    const EXPECTED: &'static str = "an object";

    fn from_object<A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        Csl::read_object(object).map(|object| Some(Self(object)))
    }
}

impl Kept {
    /// The way down to each key that stood in its object before.
    ///
    /// Who takes the first or the last of two authors without a word loses one of them.
    pub(super) fn repeated(&self) -> Vec<Vec<Step>> {
        let mut repeated = Vec::new();
        look(&self.0, &mut Vec::new(), &mut repeated);
        repeated
    }
}

/// So many keys are compared with each other; more are put in order first.
const FEW_KEYS: usize = 32;

/// Looks for repeated keys in a value, whose way down is given.
fn look<'a>(value: &'a Csl, way: &mut Vec<Down<'a>>, repeated: &mut Vec<Vec<Step>>) {
    for (place, item) in value.items().iter().enumerate() {
        way.push(Down::Item(place));
        look(item, way, repeated);
        way.pop();
    }
    let entries = value.entries();
    let is_repeated = |place: usize| entries[..place].iter().any(|(key, _)| *key == entries[place].0);
    if entries.len() > FEW_KEYS || (1..entries.len()).any(is_repeated) {
        note_repeated(entries.iter().map(|(key, _)| key.as_str()), way, repeated);
    }
    for (key, value) in entries {
        way.push(Down::Key(key));
        look(value, way, repeated);
        way.pop();
    }
}

/// Notes the keys of one object that come after one of the same name.
fn note_repeated<'a>(keys: impl Iterator<Item = &'a str>, way: &[Down<'_>], repeated: &mut Vec<Vec<Step>>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        let count = counts.entry(key).or_default();
        if *count > 0 {
            let name = Step::Name(key.to_owned(), *count);
            repeated.push(way.iter().map(Down::step).chain([name]).collect());
        }
        *count += 1;
    }
}

/// A step down that borrows its key: nearly always there is nothing to say, and nothing to copy.
enum Down<'a> {
    Key(&'a str),
    Item(usize),
}

impl Down<'_> {
    fn step(&self) -> Step {
        match self {
            Self::Key(key) => Step::Key((*key).to_owned()),
            Self::Item(item) => Step::Item(*item),
        }
    }
}
