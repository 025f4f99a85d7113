//! Facts in time, lane by lane: counted and picked out without looking at each of them.
//!
//! Each lane keeps its facts by their start, and all ends by themselves, so that what touches a stretch is two binary
//! searches. A crowded lane has two things more: *items*, where facts of the very same dates count as one, and *rows*, in
//! which what lasts longer than a view can show as a point never lies on anything else. Rows are computed once for each
//! least duration, so that neither panning nor the window moves anything from one row to another.

use super::index::{FactSummary, Stretch};
use crate::dossier::{Day, FactIx};

/// A lane with more facts than this is crowded.
pub const CROWD: usize = 100;
/// Facts of the very same dates, from which on they count as one in a crowded lane.
const STACK: usize = 7;
/// The same in a lane that has room for more rows.
const STACK_WITH_ROOM: usize = 12;
/// Rows that are kept of what lasts.
pub const MOST_ERA_ROWS: usize = 8;
/// Durations are told apart by powers of two, in days; none reaches the last one.
const LEVELS: u32 = 32;

/// The facts that are shown, in time.
#[derive(Clone, Debug, Default)]
pub struct TimeIndex {
    lanes: Vec<TimeLane>,
    undated: Vec<FactIx>,
    /// A day that is known of each fact with a place in time, in order.
    known_days: Vec<i32>,
    last_day: Option<Day>,
}

/// The facts of a theme that have a place in time, by their start.
#[derive(Clone, Debug, Default)]
pub struct TimeLane {
    theme: usize,
    facts: Vec<FactIx>,
    stretches: Vec<Stretch>,
    /// The ends of all stretches, in order.
    ends: Vec<i32>,
    /// How many of the facts before each place are doubted; one entry more than there are facts.
    doubted: Vec<u32>,
    crowd: Option<Crowd>,
}

/// What only a crowded lane has.
#[derive(Clone, Debug)]
struct Crowd {
    /// How many items begin before each place; one entry more than there are facts.
    items: Vec<u32>,
    /// For each least duration, the places of what lasts at least that long, row by row, by their start.
    eras: Vec<[Vec<u32>; MOST_ERA_ROWS]>,
    /// For stretches of 1, 2, 4, … days, how many facts touch the one that most of them touch.
    peaks: Vec<u32>,
}

impl TimeIndex {
    /// Puts facts that come by date into their lanes, of so many themes.
    #[must_use]
    pub fn new(briefs: impl Iterator<Item = FactSummary>, themes: usize) -> Self {
        let mut index = Self { lanes: vec![TimeLane::default(); themes], ..Self::default() };
        let mut last: Option<i32> = None;
        for brief in briefs {
            let lane = usize::try_from(brief.theme).ok().and_then(|theme| index.lanes.get_mut(theme));
            let (Some(stretch), Some(lane)) = (brief.stretch, lane) else {
                index.undated.push(brief.fact);
                continue;
            };
            lane.push(brief.fact, stretch, brief.flags != 0);
            index.known_days.push(stretch.known_day());
            let end = if stretch.end == Stretch::FOREVER { stretch.start + 1 } else { stretch.end };
            last = last.max(Some(end));
        }
        for (theme, lane) in index.lanes.iter_mut().enumerate() {
            lane.theme = theme;
            lane.finish();
        }
        index.lanes.retain(|lane| !lane.facts.is_empty());
        index.last_day = last.map(|end| Day(i64::from(end) - 1));
        index
    }

    /// The lanes that have facts, in the dossier's order.
    #[must_use]
    pub fn lanes(&self) -> &[TimeLane] {
        &self.lanes
    }

    /// The facts without a place in time.
    #[must_use]
    pub fn undated(&self) -> &[FactIx] {
        &self.undated
    }

    /// The last day that is known of any of them.
    #[must_use]
    pub const fn last_day(&self) -> Option<Day> {
        self.last_day
    }

    /// How many facts are known to have begun before a day.
    #[must_use]
    pub fn known_before(&self, day: i64) -> usize {
        self.known_days.partition_point(|known| i64::from(*known) < day)
    }
}

impl TimeLane {
    fn push(&mut self, fact: FactIx, stretch: Stretch, is_doubted: bool) {
        self.facts.push(fact);
        self.stretches.push(stretch);
        self.doubted.push(u32::from(is_doubted));
    }

    fn finish(&mut self) {
        let is_sorted = self.stretches.is_sorted();
        if !is_sorted {
            // What has no start comes first; in the order of the dossier it stands where it ends.
            let mut order: Vec<usize> = (0..self.facts.len()).collect();
            order.sort_by_key(|place| self.stretches[*place]);
            self.facts = order.iter().map(|place| self.facts[*place]).collect();
            self.doubted = order.iter().map(|place| self.doubted[*place]).collect();
            self.stretches = order.iter().map(|place| self.stretches[*place]).collect();
        }
        self.ends = self.stretches.iter().map(|stretch| stretch.end).collect();
        self.ends.sort_unstable();
        sum_before(&mut self.doubted);
        if self.facts.len() > CROWD {
            self.crowd = Some(Crowd::of(self));
        }
    }

    /// The theme, by its position in the dossier.
    #[must_use]
    pub const fn theme(&self) -> usize {
        self.theme
    }

    /// The facts, by their start.
    #[must_use]
    pub fn facts(&self) -> &[FactIx] {
        &self.facts
    }

    /// Whether there are too many facts to look at each.
    #[must_use]
    pub const fn is_crowded(&self) -> bool {
        self.crowd.is_some()
    }

    /// The stretch of the fact at a place.
    #[must_use]
    pub fn stretch(&self, place: usize) -> Stretch {
        self.stretches[place]
    }

    /// The places of the facts that begin in a stretch of days, the last one excluded.
    #[must_use]
    pub fn begin_in(&self, from: i64, to: i64) -> std::ops::Range<usize> {
        let before = |day: i64| self.stretches.partition_point(|stretch| i64::from(stretch.start) < day);
        let first = before(from);
        first..before(to).max(first)
    }

    /// How many facts have a day in a stretch of days, the last one excluded.
    #[must_use]
    pub fn touching(&self, from: i64, to: i64) -> usize {
        let begun = self.stretches.partition_point(|stretch| i64::from(stretch.start) < to);
        let ended = self.ends.partition_point(|end| i64::from(*end) <= from);
        begun.saturating_sub(ended)
    }

    /// How many of the facts at these places an editor doubts.
    #[must_use]
    pub fn doubted_in(&self, places: std::ops::Range<usize>) -> usize {
        between(&self.doubted, &places)
    }

    /// The place of a fact of this lane.
    #[must_use]
    pub fn find(&self, fact: FactIx, stretch: Stretch) -> Option<usize> {
        let first = self.stretches.partition_point(|other| *other < stretch);
        let same = self.stretches[first..].partition_point(|other| *other == stretch);
        self.facts[first..first + same].iter().position(|other| *other == fact).map(|place| first + place)
    }

    /// How many items begin at these places of a crowded lane.
    #[must_use]
    pub fn items_in(&self, places: std::ops::Range<usize>) -> usize {
        self.crowd.as_ref().map_or(places.len(), |crowd| between(&crowd.items, &places))
    }

    /// The item that begins at a place: the facts that count as one.
    #[must_use]
    pub fn item_at(&self, place: usize) -> std::ops::Range<usize> {
        let Some(crowd) = &self.crowd else {
            let of_same_dates = self.stretches[place..].iter().take_while(|one| **one == self.stretches[place]).count();
            return place..place + if of_same_dates < STACK_WITH_ROOM { 1 } else { of_same_dates };
        };
        let begun = crowd.items.get(place + 1).copied().unwrap_or_default();
        let next = crowd.items.partition_point(|items| *items <= begun) - 1;
        place..next.max(place + 1)
    }

    /// Of what lasts at least `2^level` days, the place of what covers a day in a row without beginning on it.
    #[must_use]
    pub fn lasting(&self, level: u32, row: usize, day: i64) -> Option<usize> {
        let eras = self.eras(level)?.get(row)?;
        let begun = eras.partition_point(|place| i64::from(self.stretches[index(*place)].start) < day);
        let place = index(*eras.get(begun.checked_sub(1)?)?);
        (i64::from(self.stretches[place].end) > day).then_some(place)
    }

    /// Of what lasts at least `2^level` days, the row of what begins at a place; `None` where all rows are taken.
    #[must_use]
    pub fn row_of(&self, level: u32, place: usize) -> Option<usize> {
        let place = u32::try_from(place).ok()?;
        self.eras(level)?.iter().position(|row| row.binary_search(&place).is_ok())
    }

    fn eras(&self, level: u32) -> Option<&[Vec<u32>; MOST_ERA_ROWS]> {
        self.crowd.as_ref()?.eras.get(usize::try_from(level).ok()?)
    }

    /// How many facts touch that stretch of `2^level` days which most of them touch.
    #[must_use]
    pub fn peak(&self, level: u32) -> usize {
        let peaks = self.crowd.as_ref().map_or(&[][..], |crowd| &crowd.peaks);
        let level = usize::try_from(level).unwrap_or(usize::MAX).min(peaks.len().saturating_sub(1));
        peaks.get(level).map_or(1, |peak| index(*peak)).max(1)
    }
}

impl Crowd {
    fn of(lane: &TimeLane) -> Self {
        let (items, leaders) = items(&lane.stretches);
        let levels = (0..LEVELS).map_while(|level| {
            let lasts = |place: &u32| lane.stretches[index(*place)].days() >= 1 << level.min(LEVELS - 1);
            let eras = rows(&lane.stretches, leaders.iter().copied().filter(lasts));
            (!eras[0].is_empty()).then_some(eras)
        });
        Self { items, eras: levels.collect(), peaks: peaks(lane) }
    }
}

/// How many items begin before each place, and the places where they begin.
fn items(stretches: &[Stretch]) -> (Vec<u32>, Vec<u32>) {
    let mut counts = Vec::with_capacity(stretches.len() + 1);
    let mut leaders = Vec::new();
    counts.push(0);
    let mut place: u32 = 0;
    for same in stretches.chunk_by(|one, other| one == other) {
        for within in 0..same.len() {
            if within == 0 || same.len() < STACK {
                leaders.push(place);
            }
            counts.push(u32::try_from(leaders.len()).unwrap_or(u32::MAX));
            place += 1;
        }
    }
    (counts, leaders)
}

/// Puts what comes by its start into the first row that is free.
fn rows(stretches: &[Stretch], places: impl Iterator<Item = u32>) -> [Vec<u32>; MOST_ERA_ROWS] {
    let mut rows: [Vec<u32>; MOST_ERA_ROWS] = Default::default();
    let mut free_from = [i32::MIN; MOST_ERA_ROWS];
    for place in places {
        let Stretch { start, end } = stretches[index(place)];
        if let Some(row) = free_from.iter().position(|free| *free <= start) {
            free_from[row] = end;
            rows[row].push(place);
        }
    }
    rows
}

/// For stretches of 1, 2, 4, … days, how many facts touch the one that most of them touch.
fn peaks(lane: &TimeLane) -> Vec<u32> {
    let starts = lane.stretches.iter().map(|stretch| stretch.start).filter(|start| *start > -Stretch::FOREVER);
    // The most are touched where something begins.
    let mut bins: Vec<i32> = starts.collect();
    bins.dedup();
    let mut peaks = Vec::new();
    for level in 0..LEVELS {
        let width = 1_i64 << level;
        let touched = bins.iter().map(|bin| lane.touching(i64::from(*bin) * width, (i64::from(*bin) + 1) * width));
        peaks.push(touched.max().and_then(|peak| u32::try_from(peak).ok()).unwrap_or(1));
        if bins.len() <= 1 {
            break;
        }
        for bin in &mut bins {
            *bin >>= 1;
        }
        bins.dedup();
    }
    peaks
}

/// Turns numbers into how much stands before each of them, with one entry more for all.
fn sum_before(numbers: &mut Vec<u32>) {
    let mut sum = 0;
    for number in numbers.iter_mut() {
        sum += std::mem::replace(number, sum);
    }
    numbers.push(sum);
}

fn between(sums: &[u32], places: &std::ops::Range<usize>) -> usize {
    let before = |place: usize| sums.get(place).copied().unwrap_or_default();
    index(before(places.end).saturating_sub(before(places.start)))
}

/// A place in memory; there are fewer of them than four milliards.
fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
#[path = "time_index_tests.rs"]
mod tests;
