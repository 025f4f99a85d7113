//! How far a value can be trusted: what a chart says by pattern and mark, never by colour.

use strum::VariantArray;

/// One reason not to take a value for the plain, whole, reported value of its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Doubt {
    /// It is of a part of its period only.
    PartOfPeriod,
    /// It is of another stretch of time than its neighbours, such as a fiscal year.
    OtherPeriod,
    /// It was computed here, among values that were reported.
    Derived,
    /// The partner reported it, and the party that the chart looks from did not.
    Mirror,
    /// Its source estimated it.
    Estimated,
    /// Its period is said to be uncertain or approximate.
    PeriodUncertain,
    /// It is of one commodity, among values of all goods.
    OneCommodity,
    /// An editor doubts it, another fact contradicts it, or a check of it fails.
    Disputed,
}

impl Doubt {
    /// All of them, in the order of a legend.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// What it means, in a legend.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PartOfPeriod => "part of the period",
            Self::OtherPeriod => "another period",
            Self::Derived => "calculated",
            Self::Mirror => "mirror data",
            Self::Estimated => "estimated",
            Self::PeriodUncertain => "year uncertain",
            Self::OneCommodity => "one commodity",
            Self::Disputed => "disputed",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The doubts about a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doubts(u16);

impl Doubts {
    /// No doubt at all.
    pub const NONE: Self = Self(0);

    /// One more.
    #[must_use]
    pub const fn with(self, doubt: Doubt) -> Self {
        Self(self.0 | doubt.bit())
    }

    /// One more where something is so.
    #[must_use]
    pub const fn with_if(self, doubt: Doubt, is_so: bool) -> Self {
        if is_so { self.with(doubt) } else { self }
    }

    /// All but one.
    #[must_use]
    pub const fn without(self, doubt: Doubt) -> Self {
        Self(self.0 & !doubt.bit())
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one is among them.
    #[must_use]
    pub const fn has(self, doubt: Doubt) -> bool {
        self.0 & doubt.bit() != 0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of a legend.
    pub fn each(self) -> impl Iterator<Item = Doubt> {
        Doubt::ALL.iter().copied().filter(move |doubt| self.has(*doubt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_kept_apart() {
        let some = Doubts::NONE.with(Doubt::Mirror).with_if(Doubt::Derived, false).with(Doubt::Disputed);
        assert_eq!(some.each().collect::<Vec<_>>(), [Doubt::Mirror, Doubt::Disputed]);
        assert_eq!(some.without(Doubt::Mirror).each().collect::<Vec<_>>(), [Doubt::Disputed]);
        let all = Doubt::ALL.iter().copied().fold(Doubts::NONE, Doubts::with);
        assert_eq!(all.each().count(), Doubt::ALL.len());
    }
}
