//! What is asked of a dossier again and again, gathered once: so that no question of a view looks at every fact.

use std::collections::BTreeMap;

use crate::dossier::{Date, Day, Dossier, Edge, Fact, FactIx, FlagKind};

/// What is asked of a dossier again and again, gathered once.
#[derive(Clone, Debug, Default)]
pub struct DossierIndex {
    /// What filters and views of time need of each fact, by date; undated ones last.
    briefs: Vec<FactSummary>,
    /// Every kind of flag in the dossier, in order, with how many facts have it.
    flag_counts: BTreeMap<FlagKind, usize>,
    /// How many facts each theme has.
    theme_counts: Vec<usize>,
    /// How many facts have no date.
    pub undated: usize,
    /// How many facts no source is cited for.
    pub uncited: usize,
    /// How many facts an editor doubts.
    pub doubted: usize,
    /// How many figures there are.
    pub figures: usize,
    days: Option<(Day, Day)>,
    /// Facts that a relation leads to, each with the fact that says so, in order.
    related: Vec<(FactIx, FactIx)>,
}

/// What filters and views of time need of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactSummary {
    /// Which fact.
    pub fact: FactIx,
    /// Its theme, by position.
    pub theme: u32,
    /// Its kinds of flag, one bit for each of the first [`MOST_KINDS`] of the dossier.
    pub flags: u64,
    /// Where it stands in time; `None` where it has no place there.
    pub stretch: Option<Stretch>,
}

/// A stretch of time in days since 1970-01-01, from the first day to the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The first day; [`Stretch::FOREVER`] below zero where there is no start to it.
    pub start: i32,
    /// The day after the last; [`Stretch::FOREVER`] where there is no end to it.
    pub end: i32,
}

/// Kinds of flag that a [`FactSummary`] tells apart; a dossier with more is asked itself.
pub const MOST_KINDS: usize = 64;

impl Stretch {
    /// Further away than any date can be.
    pub const FOREVER: i32 = 1 << 30;

    /// The stretch of a date; `None` for “from an unknown day to an open end”, which has no place in time.
    ///
    /// An end that is not known lies where the known one does.
    #[must_use]
    pub fn of(date: &Date) -> Option<Self> {
        let placed = date.extents().iter().filter(|extent| extent.start.day().or(extent.end.day()).is_some());
        let stretches = placed.map(|extent| {
            let start = match extent.start {
                Edge::Open => -Self::FOREVER,
                Edge::Day(day) => whole(day),
                Edge::Unknown => extent.end.day().map_or(0, whole),
            };
            let end = match extent.end {
                Edge::Open => Self::FOREVER,
                Edge::Day(day) => whole(day) + 1,
                Edge::Unknown => extent.start.day().map_or(0, whole) + 1,
            };
            Self { start, end }
        });
        stretches.reduce(|one, other| Self { start: one.start.min(other.start), end: one.end.max(other.end) })
    }

    /// A day that it is known to have: the first, or the last where it has no start.
    #[must_use]
    pub const fn known_day(self) -> i32 {
        if self.start == -Self::FOREVER { self.end - 1 } else { self.start }
    }

    /// How many days it has.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.end.abs_diff(self.start)
    }

    /// Whether it has a day in common with another.
    #[must_use]
    pub const fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A day of a dossier as a number; dates lie within a million years.
fn whole(day: Day) -> i32 {
    i32::try_from(day.0).unwrap_or(if day.0 < 0 { 1 - Stretch::FOREVER } else { Stretch::FOREVER - 1 })
}

impl DossierIndex {
    /// Looks at every fact of a dossier.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        let mut digest = Self { theme_counts: vec![0; dossier.themes().len()], ..Self::default() };
        for fact in dossier.facts() {
            digest.count(fact);
        }
        for (place, fact) in dossier.facts().iter().enumerate() {
            digest.related.extend(fact.relations.iter().map(|relation| (relation.fact, FactIx(place))));
        }
        digest.related.sort_unstable();
        digest.related.dedup();
        digest.related.shrink_to_fit();
        let kinds: BTreeMap<&FlagKind, usize> =
            digest.flag_counts.keys().enumerate().map(|(place, kind)| (kind, place)).collect();
        let brief = |ix: &FactIx| {
            let fact = dossier.fact(*ix);
            let bits = fact.flags.iter().filter_map(|flag| kinds.get(&flag.kind)).map(|place| bit(*place));
            FactSummary {
                fact: *ix,
                theme: u32::try_from(fact.theme.0).unwrap_or(u32::MAX),
                flags: bits.fold(0, |all, bit| all | bit),
                stretch: fact.date.as_ref().and_then(Stretch::of),
            }
        };
        digest.briefs = dossier.facts_by_date().iter().map(brief).collect();
        digest
    }

    /// The facts that say how they stand to this one, in the order of the dossier.
    pub fn related_to(&self, fact: FactIx) -> impl Iterator<Item = FactIx> {
        let first = self.related.partition_point(|(to, _)| *to < fact);
        self.related[first..].iter().take_while(move |(to, _)| *to == fact).map(|(_, from)| *from)
    }

    fn count(&mut self, fact: &Fact) {
        self.undated += usize::from(fact.date.is_none());
        self.uncited += usize::from(fact.is_uncited());
        self.doubted += usize::from(!fact.flags.is_empty());
        self.figures += fact.figures.len();
        if let Some(count) = self.theme_counts.get_mut(fact.theme.0) {
            *count += 1;
        }
        for (place, flag) in fact.flags.iter().enumerate() {
            if fact.flags.iter().take(place).any(|other| other.kind == flag.kind) {
                continue;
            }
            match self.flag_counts.get_mut(&flag.kind) {
                Some(count) => *count += 1,
                None => {
                    self.flag_counts.insert(flag.kind.clone(), 1);
                }
            }
        }
        if let Some(date) = &fact.date {
            for day in [date.first_day(), date.last_day()].into_iter().flatten() {
                self.days = Some(self.days.map_or((day, day), |(first, last)| (day.min(first), day.max(last))));
            }
        }
    }

    /// What filters and views of time need of each fact, by date; undated ones last.
    #[must_use]
    pub fn briefs(&self) -> &[FactSummary] {
        &self.briefs
    }

    /// Every kind of flag in the dossier, with how many facts have it.
    #[must_use]
    pub const fn flag_counts(&self) -> &BTreeMap<FlagKind, usize> {
        &self.flag_counts
    }

    /// How many facts a theme has, by its position.
    #[must_use]
    pub fn theme_count(&self, theme: usize) -> usize {
        self.theme_counts.get(theme).copied().unwrap_or(0)
    }

    /// The first and the last day that any date names.
    #[must_use]
    pub const fn days(&self) -> Option<(Day, Day)> {
        self.days
    }

    /// The bits of the kinds of flag for which something holds; `None` where there are too many kinds for bits.
    #[must_use]
    pub fn flag_bits(&self, holds: impl Fn(&FlagKind) -> bool) -> Option<u64> {
        let kinds = self.flag_counts.keys().enumerate().filter(|(_, kind)| holds(kind));
        (self.flag_counts.len() <= MOST_KINDS).then(|| kinds.fold(0, |all, (place, _)| all | bit(place)))
    }
}

/// The bit of a kind of flag; none beyond those that have one.
fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::samples::{dossier, fact, total};
    use crate::dossier::{Relation, RelationKind};

    fn stretch(text: &str) -> Option<(i32, i32)> {
        let date = Date::parse(text).expect(text);
        Stretch::of(&date).map(|stretch| (stretch.start, stretch.end))
    }

    #[test]
    fn a_stretch_goes_from_the_first_day_to_the_one_after_the_last() {
        assert_eq!(stretch("1970-01-02"), Some((1, 2)));
        assert_eq!(stretch("1970"), Some((0, 365)));
        assert_eq!(stretch("1970-01-02/.."), Some((1, Stretch::FOREVER)));
        assert_eq!(stretch("../1970-01-02"), Some((-Stretch::FOREVER, 2)));
        assert_eq!(stretch("/1970-01-02"), Some((1, 2)));
        assert_eq!(stretch("1970-01-02/"), Some((1, 2)));
        assert_eq!(stretch("[1970-01-01,1970-01-05]"), Some((0, 5)));
    }

    #[test]
    fn who_is_related_to_a_fact_is_found_without_asking_every_fact() {
        let relation = |to: usize| Relation { kind: RelationKind::SeeAlso, fact: FactIx(to), note: None };
        let facts = [vec![2, 1], vec![2, 2], vec![], vec![0, 2]].into_iter().enumerate().map(|(place, to)| {
            let mut fact = fact(&format!("f{place}"), vec![]);
            fact.relations = to.into_iter().map(relation).collect();
            fact
        });
        let digest = DossierIndex::new(&dossier(facts.collect()));
        let related = |to: usize| digest.related_to(FactIx(to)).map(|from| from.0).collect::<Vec<_>>();
        assert_eq!([related(0), related(1), related(2), related(3)], [vec![3], vec![0], vec![0, 1, 3], vec![]]);
    }

    #[test]
    fn what_is_counted_is_what_is_there() {
        let mut undated = fact("two", vec![total("b", "2014", "2")]);
        undated.date = None;
        undated.citations = Box::default();
        let mut doubted = fact("three", Vec::new());
        let flag = |kind| crate::dossier::Flag { kind, scope: None, since: None, reason: None };
        doubted.flags = [flag(FlagKind::When), flag(FlagKind::Dubious), flag(FlagKind::When)].into();
        let digest = DossierIndex::new(&dossier(vec![fact("one", vec![total("a", "2013", "1")]), undated, doubted]));
        assert_eq!((digest.undated, digest.uncited, digest.doubted, digest.figures), (1, 1, 1, 2));
        assert_eq!((digest.theme_count(0), digest.theme_count(7)), (3, 0));
        assert_eq!(digest.flag_counts().get(&FlagKind::When), Some(&1), "a fact counts once for each kind");
        let facts: Vec<usize> = digest.briefs().iter().map(|brief| brief.fact.0).collect();
        assert_eq!(facts, [0, 2, 1]);
        let bits = digest.flag_bits(|kind| *kind == FlagKind::When).expect("few kinds");
        let flagged: Vec<bool> = digest.briefs().iter().map(|brief| brief.flags & bits != 0).collect();
        assert_eq!(flagged, [false, true, false]);
        assert_eq!(digest.days(), Some((Day::new_year(2019), Day::new_year(2020).plus(-1))));
    }
}
