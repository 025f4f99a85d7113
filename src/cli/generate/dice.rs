//! Dice that fall the same way on every machine.

/// A stream of numbers that look drawn by lot and follow from a seed alone (the generator is `SplitMix64`).
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one thing, told from others by a few numbers.
    pub(super) fn new(seeds: &[u64]) -> Self {
        let mut dice = Self(0);
        for seed in seeds {
            dice = Self(dice.next() ^ seed);
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end`, without `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // Of so few numbers, none is more likely than another by an amount that anybody could measure.
        self.next() % end.max(1)
    }

    /// The place of an item in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// Whether something happens that happens in so many cases of a hundred.
    pub(super) fn hits(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several things; the list is not empty.
    pub(super) fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.place(things.len())]
    }
}
