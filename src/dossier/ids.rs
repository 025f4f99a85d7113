//! Finding things by their identifiers without keeping those twice.

use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

/// What each identifier stands for; the identifiers themselves lie with the things.
///
/// Things are only found in it: it has no order that could reach anything. The hashes are seeded anew in each run, so that no
/// file can be made in which all identifiers meet.
#[derive(Clone, Debug)]
pub struct Ids<T> {
    table: HashTable<T>,
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
        let Self { table, state } = self;
        let entry = table.entry(state.hash_one(id), |other| id_of(*other) == id, |other| state.hash_one(id_of(*other)));
        let is_new = matches!(entry, hashbrown::hash_table::Entry::Vacant(_));
        entry.or_insert(thing);
        is_new
    }

    /// What an identifier stands for.
    pub fn find<'a>(&self, id: &str, id_of: impl Fn(T) -> &'a str) -> Option<T> {
        self.table.find(self.state.hash_one(id), |other| id_of(*other) == id).copied()
    }
}
