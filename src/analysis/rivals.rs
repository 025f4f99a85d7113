//! Rivals: figures for the same thing whose intervals do not meet. All are kept, and nothing is averaged.

use std::sync::Arc;

use num_rational::BigRational;

use crate::dossier::{Date, Dossier, Edge, Figure, FigureIx, Interval, IntervalBound, Lookup, Rank};

use super::grouping_keys::{PeriodKey, SubjectKey, beginning, period_key, subject_key};
use super::multimap::Lists;

/// So many figures are named as possible rivals of one without a period.
const MAX_POSSIBLE: usize = 8;
/// So many figures are looked at for them.
const MAX_LOOKED_AT: usize = 64;
/// So many pairs of overlapping periods are compared for each figure of a series, and no more.
const PAIRS_EACH: usize = 8;

/// How figures are rivals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RivalryKind {
    /// They are about the same stretch of time.
    SamePeriod,
    /// One is about a part of the other's time, and yet larger.
    PartExceedsWhole,
    /// Their stretches of time overlap and are not the same.
    OverlappingPeriods,
    /// The first has no period: it is a rival of each of the others if it means the same time.
    PeriodNotStated,
}

/// Figures for the same thing that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivalry {
    /// How they are rivals.
    pub kind: RivalryKind,
    /// The figures in the order of their identifiers, the one without a period first where there is one.
    pub figures: Vec<FigureIx>,
    /// The one that the dossier prefers, where it prefers exactly one.
    pub preferred: Option<FigureIx>,
    /// Those that are seen from another side than the first: the partner's imports for exports, and so on.
    pub mirrored: Vec<FigureIx>,
    /// Whether the ranks settle it: one is preferred, or those that are not deprecated agree.
    pub is_settled: bool,
}

/// All rivals of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rivals {
    groups: Vec<Arc<Rivalry>>,
    by_figure: Lists<FigureIx, usize>,
}

/// A figure with what is compared of it, which would be far apart in a large dossier.
struct Member<'a> {
    ix: FigureIx,
    figure: &'a Figure,
    /// How its identifier begins.
    begin: u128,
    period: Option<PeriodKey>,
    low: IntervalBound,
    high: IntervalBound,
    rank: Rank,
    /// The number of its reporter among all who report.
    reporter: Option<usize>,
}

impl Member<'_> {
    /// Whether the intervals of the two have a number in common.
    fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether it is larger than another, however both were rounded.
    fn exceeds(&self, other: &Self) -> bool {
        self.low > other.high
    }
}

/// The figures for one thing that are about the same stretch of time, in the order of their identifiers.
struct Slot<'m, 'a> {
    period: &'a Date,
    members: &'m [&'m Member<'a>],
}

impl Rivals {
    /// Finds the rivals among the stated values; a value that is only a limit is nobody's rival.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        let mut subjects: Lookup<SubjectKey<'_>, Vec<Member<'_>>> = Lookup::default();
        let mut reporters: Lookup<&str, usize> = Lookup::default();
        for (ix, figure) in dossier.figures() {
            let (Some(value), None) = (&figure.value, figure.bound) else { continue };
            let next = reporters.len();
            let member = Member {
                ix,
                figure,
                begin: beginning([figure.id.as_str()]),
                period: figure.period.as_ref().map(period_key),
                low: value.low(),
                high: value.high(),
                rank: figure.rank,
                reporter: figure.reporter.as_deref().map(|reporter| *reporters.entry(reporter).or_insert(next)),
            };
            subjects.entry(subject_key(dossier, figure)).or_default().push(member);
        }
        let mut groups = Vec::new();
        for (_, members) in subjects.into_sorted(|members| members.len() > 1) {
            of_subject(&members, &mut groups);
        }
        let groups_by_figure = (0..).zip(&groups).flat_map(|(at, group)| group.figures.iter().map(move |ix| (*ix, at)));
        Self { by_figure: groups_by_figure.collect(), groups }
    }

    /// All of them, in an order that does not depend on that of the facts.
    #[must_use]
    pub fn groups(&self) -> &[Arc<Rivalry>] {
        &self.groups
    }

    /// Those that a figure takes part in.
    pub fn for_figure(&self, figure: FigureIx) -> impl Iterator<Item = &Rivalry> {
        self.by_figure.of(&figure).iter().map(|at| &*self.groups[*at])
    }
}

/// Whether one figure shows from the other side what the other one shows: a mirror figure.
#[must_use]
pub fn is_mirror(dossier: &Dossier, one: &Figure, other: &Figure) -> bool {
    one.flow.is_some()
        && one.reporter.is_some()
        && other.reporter.is_some()
        && one.reporter != other.reporter
        && subject_key(dossier, one) == subject_key(dossier, other)
}

/// Finds the rivals among the figures for one thing.
fn of_subject(members: &[Member<'_>], groups: &mut Vec<Arc<Rivalry>>) {
    let mut members: Vec<&Member<'_>> = members.iter().collect();
    // Those without a period come first.
    members.sort_unstable_by(|a, b| {
        (&a.period, a.begin).cmp(&(&b.period, b.begin)).then_with(|| a.figure.id.cmp(&b.figure.id))
    });
    let (undated, dated) = members.split_at(members.partition_point(|member| member.period.is_none()));
    let of_one_period = dated.chunk_by(|a, b| a.period == b.period);
    let slot = |members| Some(Slot { period: <[&Member<'_>]>::first(members)?.figure.period.as_ref()?, members });
    let mut slots: Vec<Slot<'_, '_>> = of_one_period.filter_map(slot).collect();
    for slot in &slots {
        let rivals = disagreeing(slot.members);
        if !rivals.is_empty() {
            groups.push(rivalry(RivalryKind::SamePeriod, &rivals));
        }
    }
    slots.sort_by_key(|slot| slot.period.sort_key());
    overlapping(&slots, groups);
    for (at, member) in undated.iter().enumerate() {
        let dated = slots.iter().rev().flat_map(|slot| slot.members);
        let others = undated.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        let possible = dated.chain(others).take(MAX_LOOKED_AT).filter(|other| !other.meets(member));
        let mut rivals: Vec<&Member<'_>> = possible.copied().take(MAX_POSSIBLE).collect();
        if !rivals.is_empty() {
            rivals.insert(0, member);
            groups.push(rivalry(RivalryKind::PeriodNotStated, &rivals));
        }
    }
}

/// Those whose interval does not meet that of at least one other.
fn disagreeing<'m, 'a>(members: &[&'m Member<'a>]) -> Vec<&'m Member<'a>> {
    let Some((highest_low, lowest_high)) = gap(members.iter().copied()) else { return Vec::new() };
    let disagrees = |member: &&Member<'_>| member.low > lowest_high || member.high < highest_low;
    members.iter().copied().filter(disagrees).collect()
}

/// Where not all of the intervals meet: the highest of their lower ends and the lowest of their upper ones.
fn gap<'m, 'a: 'm>(members: impl Iterator<Item = &'m Member<'a>>) -> Option<(IntervalBound, IntervalBound)> {
    let ends = members.map(|member| (member.low, member.high));
    ends.reduce(|one, other| (one.0.max(other.0), one.1.min(other.1))).filter(|(low, high)| low > high)
}

/// Compares the figures of periods that overlap and are not the same; the slots come in the order of their starts.
fn overlapping(slots: &[Slot<'_, '_>], groups: &mut Vec<Arc<Rivalry>>) {
    let count: usize = slots.iter().map(|slot| slot.members.len()).sum();
    let mut budget = count.saturating_mul(PAIRS_EACH);
    for (at, slot) in slots.iter().enumerate() {
        for other in &slots[at + 1..] {
            let is_past = match (slot.period.last_day(), other.period.first_day()) {
                (Some(end), Some(start)) => start > end,
                _ => false,
            };
            if is_past || budget == 0 {
                break;
            }
            budget -= 1;
            if !slot.period.overlaps(other.period) {
                continue;
            }
            for one in slot.members {
                for two in other.members.iter().take(budget) {
                    budget -= 1;
                    if let Some(kind) = clash(one, two) {
                        groups.push(rivalry(kind, &sorted(one, two)));
                    }
                }
            }
        }
    }
}

fn sorted<'m, 'a>(one: &'m Member<'a>, two: &'m Member<'a>) -> Vec<&'m Member<'a>> {
    if one.figure.id <= two.figure.id { vec![one, two] } else { vec![two, one] }
}

/// Whether figures of overlapping periods disagree.
///
/// Of a flow, a month is no rival of its year: it is a part of it, and only too large where it is larger.
fn clash(one: &Member<'_>, two: &Member<'_>) -> Option<RivalryKind> {
    if one.meets(two) {
        return None;
    }
    let (Some(first), Some(second)) = (&one.figure.period, &two.figure.period) else { return None };
    let is_sum =
        one.figure.unit == "t" || (one.figure.flow.is_some() && crate::format::number::is_currency(&one.figure.unit));
    let is_positive = |member: &Member<'_>| !member.low.is_negative();
    if is_sum && is_positive(one) && is_positive(two) {
        if lies_within(first, second) {
            return one.exceeds(two).then_some(RivalryKind::PartExceedsWhole);
        }
        if lies_within(second, first) {
            return two.exceeds(one).then_some(RivalryKind::PartExceedsWhole);
        }
    }
    Some(RivalryKind::OverlappingPeriods)
}

fn lies_within(part: &Date, whole: &Date) -> bool {
    let (part, whole) = (part.extent(), whole.extent());
    let starts = match (whole.start, part.start) {
        (Edge::Open, _) => true,
        (Edge::Day(whole), Edge::Day(part)) => whole <= part,
        _ => false,
    };
    let ends = match (whole.end, part.end) {
        (Edge::Open, _) => true,
        (Edge::Day(whole), Edge::Day(part)) => part <= whole,
        _ => false,
    };
    starts && ends
}

fn rivalry(kind: RivalryKind, members: &[&Member<'_>]) -> Arc<Rivalry> {
    let mut preferred = members.iter().filter(|member| member.rank == Rank::Preferred).map(|member| member.ix);
    let preferred = preferred.next().filter(|_| preferred.next().is_none());
    let in_force = members.iter().filter(|member| member.rank != Rank::Deprecated).copied();
    // Only a flow is seen from two sides.
    let first = members.first().filter(|first| first.figure.flow.is_some()).and_then(|first| first.reporter);
    let is_mirrored =
        |member: &&&Member<'_>| first.is_some() && member.reporter.is_some_and(|other| Some(other) != first);
    Arc::new(Rivalry {
        kind,
        figures: members.iter().map(|member| member.ix).collect(),
        preferred,
        mirrored: members.iter().filter(is_mirrored).map(|member| member.ix).collect(),
        is_settled: preferred.is_some() || gap(in_force).is_none(),
    })
}

/// How many times as large one value is as another, with the interval; `None` where the other may be zero.
#[must_use]
pub(super) fn times_as_large(one: &Figure, other: &Figure) -> Option<(BigRational, Interval)> {
    let (one, other) = (one.value.as_ref()?, other.value.as_ref()?);
    let interval = one.interval().divided_by(&other.interval()).ok()?;
    Some((one.nominal() / other.nominal(), interval))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{at, dossier, fact, poll, total};
    use super::*;
    use crate::dossier::Flow;

    #[track_caller]
    fn check(figures: Vec<Figure>, expected: &[(RivalryKind, &[usize])]) -> Rivals {
        let rivals = Rivals::new(&dossier(vec![fact("f", figures)]));
        let found: Vec<(RivalryKind, Vec<usize>)> = rivals
            .groups()
            .iter()
            .map(|group| (group.kind, group.figures.iter().map(|ix| ix.place).collect()))
            .collect();
        let expected: Vec<(RivalryKind, Vec<usize>)> =
            expected.iter().map(|(kind, places)| (*kind, places.to_vec())).collect();
        assert_eq!(found, expected);
        rivals
    }

    #[test]
    fn figures_that_do_not_meet_are_rivals() {
        let rivals = check(
            vec![total("a", "2019", "3.26e6"), total("b", "2019", "3.3e6"), total("c", "2019", "4e6")],
            &[(RivalryKind::SamePeriod, &[0, 1, 2])],
        );
        assert!(!rivals.groups()[0].is_settled);
        assert_eq!(rivals.for_figure(at(0, 1)).count(), 1);
        check(vec![total("a", "2019", "3.26e6"), total("b", "2019", "3.3e6")], &[]);
        check(vec![total("a", "2019", "3.26e6"), total("b", "2018", "9e6")], &[]);
        let fob = Figure { commodity: Some("soap".into()), ..total("b", "2019", "9e6") };
        check(vec![total("a", "2019", "3.26e6"), fob], &[]);
    }

    #[test]
    fn ranks_settle_rivals() {
        let preferred = Figure { rank: Rank::Preferred, ..total("a", "2019", "3.26e6") };
        let rivals = check(vec![preferred, total("b", "2019", "9e6")], &[(RivalryKind::SamePeriod, &[0, 1])]);
        assert_eq!(rivals.groups()[0].preferred, Some(at(0, 0)));
        assert!(rivals.groups()[0].is_settled);
        let wrong = Figure { rank: Rank::Deprecated, ..total("a", "2019", "3.26e6") };
        let rivals = check(vec![wrong, total("b", "2019", "9e6")], &[(RivalryKind::SamePeriod, &[0, 1])]);
        assert!(rivals.groups()[0].is_settled);
    }

    #[test]
    fn the_partner_sees_the_same_flow() {
        let export = Figure { flow: Some(Flow::Export), ..total("a", "2019", "3e6") };
        let swap =
            |figure: Figure| Figure { reporter: figure.partner.clone(), partner: figure.reporter.clone(), ..figure };
        let import = swap(Figure { flow: Some(Flow::Import), ..total("b", "2019", "5e6") });
        let rivals = check(vec![export.clone(), import], &[(RivalryKind::SamePeriod, &[0, 1])]);
        assert_eq!(rivals.groups()[0].mirrored, [at(0, 1)]);
        let other_way = swap(Figure { flow: Some(Flow::Export), ..total("b", "2019", "5e6") });
        check(vec![export, other_way], &[]);
    }

    #[test]
    fn a_part_of_the_time_is_no_rival_unless_it_is_larger() {
        check(vec![total("a", "2014", "3.4e6"), total("b", "2014-01/2014-10", "2.8e6")], &[]);
        check(
            vec![total("a", "2014", "2.0e6"), total("b", "2014-01/2014-10", "2.8e6")],
            &[(RivalryKind::PartExceedsWhole, &[0, 1])],
        );
        check(
            vec![total("a", "2013-06/2014-05", "2.0e6"), total("b", "2014", "2.8e6")],
            &[(RivalryKind::OverlappingPeriods, &[0, 1])],
        );
        let polls = vec![
            poll("a", "opinion-negative", "46"),
            Figure {
                period: Some(super::super::samples::date("2016-12/2017-04")),
                ..poll("b", "opinion-negative", "50")
            },
        ];
        check(polls, &[(RivalryKind::OverlappingPeriods, &[0, 1])]);
    }

    #[test]
    fn a_figure_without_a_period_is_a_possible_rival_and_is_not_placed() {
        let undated = Figure { reporter: None, partner: None, ..total("u", "", "342.9e3") };
        check(
            vec![total("a", "2019", "3.26e6"), undated.clone(), total("b", "2018", "964e3")],
            &[(RivalryKind::PeriodNotStated, &[1, 0, 2])],
        );
        check(vec![total("a", "2019", "343e3"), undated], &[]);
    }
}
