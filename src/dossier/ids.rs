//! Finding things by their identifiers without keeping those twice.

use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

/// What each identifier stands for; the identifiers themselves lie with the things.
///
/// Things are only found in it: it has no order that could reach anything. The hashes are seeded anew in each run, so that no
/// file can be made in which all identifiers meet.
#[derive(Clone, Debug)]
pub struct Ids<T> {
    /// Each thing with the hash of its identifier: where the table grows, no identifier is looked at again.
    table: HashTable<(u64, T)>,
    state: RandomState,
}

impl<T> Default for Ids<T> {
    fn default() -> Self {
        Self { table: HashTable::new(), state: RandomState::new() }
    }
}

impl<T: Copy> Ids<T> {
    /// Adds a thing under its identifier; says whether nothing stands under it yet. Where something does, that stays.
    ///
    /// `id_of` gives the identifier of anything that was added, and of the thing itself.
    pub fn insert<'a>(&mut self, id: &str, thing: T, id_of: impl Fn(T) -> &'a str) -> bool {
        let hash = self.state.hash_one(id);
        let is_same = |(other_hash, other): &(u64, T)| *other_hash == hash && id_of(*other) == id;
        let entry = self.table.entry(hash, is_same, |(hash, _)| *hash);
        let is_new = matches!(entry, hashbrown::hash_table::Entry::Vacant(_));
        entry.or_insert((hash, thing));
        is_new
    }

    /// What an identifier stands for.
    pub fn find<'a>(&self, id: &str, id_of: impl Fn(T) -> &'a str) -> Option<T> {
        let hash = self.state.hash_one(id);
        let is_same = |(other_hash, other): &(u64, T)| *other_hash == hash && id_of(*other) == id;
        self.table.find(hash, is_same).map(|(_, thing)| *thing)
    }
}
