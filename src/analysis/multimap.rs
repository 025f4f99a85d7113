//! What there is about each of many things, found by the thing.

/// Items of which each belongs to a key, in the order of the keys; those of one key are in their own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lists<K, T> {
    keys: Vec<K>,
    items: Vec<T>,
}

impl<K, T> Default for Lists<K, T> {
    fn default() -> Self {
        Self { keys: Vec::new(), items: Vec::new() }
    }
}

impl<K: Ord, T: Ord> FromIterator<(K, T)> for Lists<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(items: I) -> Self {
        let mut items: Vec<(K, T)> = items.into_iter().collect();
        items.sort_unstable();
        let (keys, items) = items.into_iter().unzip();
        Self { keys, items }
    }
}

impl<K: Ord, T> Lists<K, T> {
    /// The items of a key.
    pub(super) fn of(&self, key: &K) -> &[T] {
        let start = self.keys.partition_point(|other| other < key);
        let count = self.keys[start..].partition_point(|other| other == key);
        &self.items[start..start + count]
    }
}
