//! Maps and sets that are looked up in and never gone through: the order of a hash differs from run to run and could reach a
//! file.

#![expect(clippy::disallowed_types, reason = "the one place where they are, behind what cannot go through them")]

use std::borrow::Borrow;
use std::hash::Hash;

use hashbrown::DefaultHashBuilder;
use hashbrown::hash_map::Entry;

/// A hash map without an order: values are found by their keys, or come out sorted by them.
#[derive(Clone, Debug)]
pub struct Lookup<K, V>(hashbrown::HashMap<K, V>);

/// A hash set without an order.
pub type LookupSet<K> = Lookup<K, ()>;

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self(hashbrown::HashMap::default())
    }
}

impl<K: Eq + Hash, V> Lookup<K, V> {
    /// The value of a key.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// The same, to be changed.
    pub fn get_mut<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.get_mut(key)
    }

    /// Whether there is a value for a key.
    pub fn contains<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// The place of a key, with its value or without.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V, DefaultHashBuilder> {
        self.0.entry(key)
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same keys, each with what becomes of its value.
    pub fn map_values<W>(self, mut change: impl FnMut(V) -> W) -> Lookup<K, W> {
        self.0.into_iter().map(|(key, value)| (key, change(value))).collect()
    }

    /// The values that are wanted with their keys, by which they are sorted.
    pub fn into_sorted(self, mut is_wanted: impl FnMut(&V) -> bool) -> Vec<(K, V)>
    where
        K: Ord,
    {
        let mut sorted: Vec<(K, V)> = self.0.into_iter().filter(|(_, value)| is_wanted(value)).collect();
        sorted.sort_by(|one, other| one.0.cmp(&other.0));
        sorted
    }
}

impl<K: Eq + Hash> LookupSet<K> {
    /// Adds a key; whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Lookup<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_sorted() {
        let squares: Lookup<u32, u32> = (0..100).map(|number| (number, number * number)).collect();
        assert_eq!(squares.get(&7), Some(&49));
        let even = squares.map_values(|square| square + 1).into_sorted(|value| value % 2 == 1);
        assert_eq!(even.len(), 50);
        assert!(even.is_sorted());
        assert_eq!(even[2], (4, 17));
    }

    #[test]
    fn a_key_is_new_once() {
        let mut seen = LookupSet::default();
        assert!(seen.insert("a"));
        assert!(!seen.insert("a"));
        assert!(seen.contains("a"));
        assert_eq!(seen.len(), 1);
    }
}
