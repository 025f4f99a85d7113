use super::*;

/// Small numbers that look random, the same each time.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: u32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from(self.0 >> 33).expect("31 bits") % i32::try_from(below).expect("small")
    }
}

fn briefs(count: usize, over: u32, seed: u64) -> Vec<FactSummary> {
    let mut noise = Noise(seed);
    let mut stretches: Vec<Stretch> = (0..count)
        .map(|_| {
            let start = noise.next(over) - 300;
            let days = match noise.next(10) {
                0 => noise.next(500) + 1,
                1 => 31,
                _ => 1,
            };
            let open = noise.next(40);
            let end = if open == 0 { Stretch::FOREVER } else { start + days };
            Stretch { start: if open == 1 { -Stretch::FOREVER } else { start }, end }
        })
        .collect();
    stretches.sort_by_key(|stretch| (stretch.known_day(), stretch.end));
    let brief = |(fact, stretch)| FactSummary {
        fact: FactIx(fact),
        theme: 1,
        flags: u64::from(fact % 3 == 0),
        stretch: Some(stretch),
    };
    stretches.into_iter().enumerate().map(brief).collect()
}

fn lane(briefs: &[FactSummary]) -> TimeLane {
    let index = TimeIndex::new(briefs.iter().copied(), 3);
    let [lane] = index.lanes() else { panic!("one lane has facts") };
    assert_eq!(lane.theme(), 1);
    lane.clone()
}

#[test]
fn counts_are_those_of_looking_at_each_fact() {
    for (count, seed) in [(20, 1), (2000, 2), (2000, 3)] {
        let briefs = briefs(count, 1500, seed);
        let lane = lane(&briefs);
        assert_eq!(lane.is_crowded(), count > CROWD);
        let mut noise = Noise(seed + 90);
        for _ in 0..300 {
            let from = noise.next(2400) - 500;
            let stretch = Stretch { start: from, end: from + noise.next(300) + 1 };
            let (from, to) = (i64::from(stretch.start), i64::from(stretch.end));
            let begun = |brief: &&FactSummary| {
                brief.stretch.is_some_and(|its| its.start >= stretch.start && its.start < stretch.end)
            };
            let places = lane.begin_in(from, to);
            assert_eq!(places.len(), briefs.iter().filter(begun).count());
            let doubted = briefs.iter().filter(begun).filter(|brief| brief.flags != 0).count();
            assert_eq!(lane.doubted_in(places), doubted);
            let touching = briefs.iter().filter(|brief| brief.stretch.is_some_and(|its| its.touches(stretch))).count();
            assert_eq!(lane.touching(from, to), touching);
            let level = u32::try_from(noise.next(5)).expect("small");
            let bin = from.div_euclid(1 << level) << level;
            assert!(lane.touching(bin, bin + (1 << level)) <= lane.peak(level) || !lane.is_crowded());
        }
        for (place, fact) in lane.facts().iter().enumerate() {
            assert_eq!(lane.find(*fact, lane.stretch(place)), Some(place));
        }
    }
}

#[test]
fn items_cover_every_fact_once_and_join_only_what_is_of_the_same_dates() {
    let mut briefs = briefs(1000, 200, 5);
    briefs.sort_by_key(|brief| brief.stretch.map(|stretch| (stretch.known_day(), stretch.end)));
    let lane = lane(&briefs);
    let (mut place, mut count) = (0, 0);
    while place < lane.facts().len() {
        let item = lane.item_at(place);
        assert_eq!(item.start, place);
        assert!(item.len() == 1 || item.len() >= STACK, "{item:?}");
        assert!(item.clone().all(|other| lane.stretch(other) == lane.stretch(place)));
        assert_eq!(lane.items_in(item.clone()), 1, "{item:?}");
        place = item.end;
        count += 1;
    }
    assert_eq!(lane.items_in(0..lane.facts().len()), count);
    assert!(count < lane.facts().len());
}

#[test]
fn in_no_row_two_things_last_at_once() {
    let briefs = briefs(2000, 1500, 7);
    let lane = lane(&briefs);
    for level in 0..9 {
        let mut last_end = [i32::MIN; MOST_ERA_ROWS];
        let mut placed = 0;
        for place in 0..lane.facts().len() {
            let Some(row) = lane.row_of(level, place) else { continue };
            let stretch = lane.stretch(place);
            assert!(stretch.days() >= 1 << level);
            assert!(last_end[row] <= stretch.start, "level {level}, row {row}: {stretch:?}");
            last_end[row] = stretch.end;
            placed += 1;
            let inside = i64::from(stretch.start) + 1;
            if i64::from(stretch.end) > inside {
                assert_eq!(lane.lasting(level, row, inside), Some(place));
            }
            assert_ne!(lane.lasting(level, row, i64::from(stretch.start)), Some(place), "it begins there");
        }
        assert!(placed > 0, "level {level}");
    }
}

#[test]
fn what_has_no_place_in_time_or_no_lane_is_kept_apart() {
    let brief = |fact, theme, stretch| FactSummary { fact: FactIx(fact), theme, flags: 0, stretch };
    let day = Some(Stretch { start: 5, end: 6 });
    let index = TimeIndex::new([brief(0, 0, day), brief(1, 9, day), brief(2, 0, None)].into_iter(), 1);
    assert_eq!(index.undated(), [FactIx(1), FactIx(2)]);
    assert_eq!((index.known_before(5), index.known_before(6)), (0, 1));
    assert_eq!(index.last_day(), Some(Day(5)));
}

#[test]
fn many_facts_of_the_very_same_dates_count_as_one_in_any_lane() {
    let brief = |fact: usize, year: i32| FactSummary {
        fact: FactIx(fact),
        theme: 1,
        flags: 0,
        stretch: Some(Stretch { start: year * 365, end: year * 365 + 365 }),
    };
    let several: Vec<FactSummary> = (0..15).map(|fact| brief(fact, i32::from(fact >= 3))).collect();
    let lane = lane(&several);
    assert!(!lane.is_crowded());
    assert_eq!([lane.item_at(0), lane.item_at(1), lane.item_at(2), lane.item_at(3)], [0..1, 1..2, 2..3, 3..15]);
}
