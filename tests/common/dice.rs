//! Numbers that look random and are the same each time.

use std::cell::Cell;

/// Numbers by lot (Knuth's linear congruences).
pub(crate) struct Dice(Cell<u64>);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// A number below another one, or 0.
    pub(crate) fn below(&self, below: usize) -> usize {
        let next = self.0.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0.set(next);
        usize::try_from(next >> 33).expect("31 bits") % below.max(1)
    }

    /// One of several.
    pub(crate) fn of<T: Clone>(&self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}
