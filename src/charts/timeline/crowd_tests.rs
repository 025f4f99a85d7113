use egui::{Rect, pos2};

use super::*;
use crate::analysis::{DossierIndex, TimeIndex};
use crate::app::Span;
use crate::dossier::{Date, Fact, FactId, Parts, Theme, ThemeIx};

/// Small numbers that look random, the same each time.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).expect("31 bits") % below
    }
}

/// A date of some sixty years, mostly a day, now and then a month, a year, an interval or one without an end.
fn date(noise: &mut Noise) -> String {
    let (year, month, day) = (1960 + noise.next(60), 1 + noise.next(12), 1 + noise.next(28));
    match noise.next(20) {
        0 => format!("{year}"),
        1 | 2 => format!("{year}-{month:02}"),
        3 => format!("{year}-{month:02}-{day:02}/{}-{month:02}-{day:02}", year + noise.next(3)),
        4 if noise.next(10) == 0 => format!("{year}-{month:02}-{day:02}/.."),
        5 if noise.next(10) == 0 => format!("/{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

fn dossier(count: usize, seed: u64) -> Dossier {
    let mut noise = Noise(seed);
    let fact = |place: usize| Fact {
        id: FactId(format!("f{place}").into()),
        date: Some(Date::parse(&date(&mut noise)).expect("a date")),
        theme: ThemeIx(0),
        title: format!("Fact {place}").into(),
        statement: Box::default(),
        note: None,
        passage: None,
        citations: Box::default(),
        flags: Box::default(),
        figures: Box::default(),
        relations: Box::default(),
        origin: None,
    };
    let themes = vec![Theme { id: "t".to_owned(), label: "Trade".to_owned() }];
    Dossier::new(Parts { themes, facts: (0..count).map(fact).collect(), ..Parts::default() })
}

fn index(dossier: &Dossier) -> TimeIndex {
    TimeIndex::new(DossierIndex::new(dossier).briefs().iter().copied(), 1)
}

const WIDTH: f32 = 900.0;
const ROWS: usize = 4;

fn scale(span: Span) -> Scale {
    Scale::new(Rect::from_min_max(pos2(0.0, 0.0), pos2(WIDTH, 300.0)), span)
}

fn laid_out(dossier: &Dossier, lane: &TimeLane, span: Span) -> CrowdLayout {
    let mut width = |item: &Item| 40.0 + f64::from(u32::try_from(item.fact.0 % 150).expect("small"));
    let mut labels = Labels { width: &mut width, kept: None, edge: f64::INFINITY };
    lay_out(dossier, lane, &scale(span), ROWS, &mut labels)
}

/// From hours to all of time: spans of so many days, around the middle of the dossier.
const ZOOMS: [f64; 7] = [3.0, 20.0, 90.0, 400.0, 2000.0, 9000.0, 30_000.0];

fn span(days: f64) -> Span {
    let middle = 7305.0 + 11.3;
    Span::new(middle - days / 2.0, middle + days / 2.0)
}

/// What a mark stands for and where it is, but for the label of a bar, which follows the view.
type Seen = (Vec<usize>, usize, i64, Option<i64>);

#[expect(clippy::cast_possible_truncation, reason = "places around a view of ten thousand points")]
fn seen(layout: &CrowdLayout, scale: &Scale) -> Vec<Seen> {
    let (left, right) = scale.view();
    let is_inside = |mark: &&Placed| mark.start < right - 330.0 && mark.start > left + 100.0;
    let mark = |mark: &Placed| {
        let facts = mark.what.places().iter().flat_map(|item| layout.items[*item].places.clone()).collect();
        let label = mark.label.filter(|label| label.side != Side::Inside).map(|label| (label.end * 16.0) as i64);
        (facts, mark.row, (mark.start * 16.0) as i64, label)
    };
    layout.marks.iter().filter(is_inside).map(mark).collect()
}

#[test]
fn panning_moves_no_mark_and_no_label() {
    let mut compared = 0;
    for count in [400, 4000, 40_000] {
        let dossier = dossier(count, 3);
        let index = index(&dossier);
        let lane = &index.lanes()[0];
        for days in ZOOMS {
            for step in [0.003, 0.02, 0.05, 0.11, 0.21, 0.33, 0.6] {
                let (here, there) = (span(days), span(days).panned(step));
                let (one, other) = (laid_out(&dossier, lane, here), laid_out(&dossier, lane, there));
                let (one, other) = (seen(&one, &scale(here)), seen(&other, &scale(there)));
                for mark in &one {
                    let same = other.iter().find(|same| same.0[0] == mark.0[0]);
                    if let Some(same) = same {
                        assert_eq!(same, mark, "{count} facts, {days} days, panned by {step}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn every_fact_that_begins_in_view_is_a_mark_or_counted_once() {
    for count in [400, 4000, 40_000] {
        let dossier = dossier(count, 9);
        let index = index(&dossier);
        let lane = &index.lanes()[0];
        for days in ZOOMS {
            let span = span(days);
            let layout = laid_out(&dossier, lane, span);
            let (mut marks, mut counted) = (vec![0; lane.facts().len()], vec![0; lane.facts().len()]);
            for mark in &layout.marks {
                for place in mark.what.places().iter().flat_map(|item| layout.items[*item].places.clone()) {
                    marks[place] += 1;
                }
            }
            for place in layout.dense.iter().flat_map(|tile| tile.places.clone()) {
                counted[place] += 1;
            }
            // A point may lie on either side of the edge, depending on where its middle is.
            let margin = 12.0 / scale(span).points_per_day();
            let inner = Span::new(span.start_days() + margin, span.end_days() - margin);
            let places = lane.begin_in(inner.first_day().0 + 1, inner.last_day().0);
            for place in places {
                assert!(marks[place] < 2 && counted[place] < 2, "{count} facts, {days} days: {place} is there twice");
                assert!(marks[place] + counted[place] > 0, "{count} facts, {days} days: {place} is lost");
                // What began in a density may last beyond it, and is a bar there.
                let lasts = layout.dense.iter().any(|tile| i64::from(lane.stretch(place).end) > tile.to);
                assert!(marks[place] + counted[place] == 1 || lasts, "{count} facts, {days} days: {place} is no bar");
            }
        }
    }
}

#[test]
fn what_is_drawn_depends_on_the_room_and_not_on_the_facts() {
    let few = dossier(1000, 5);
    let many = dossier(100_000, 5);
    let (few_index, many_index) = (index(&few), index(&many));
    let room = f64::from(WIDTH) / TILE * 2.0 + 20.0;
    for days in ZOOMS {
        for (dossier, index) in [(&few, &few_index), (&many, &many_index)] {
            let layout = laid_out(dossier, &index.lanes()[0], span(days));
            assert!(f64::from(length(layout.dense.len())) < room, "{days} days: {} tiles", layout.dense.len());
            assert!(layout.marks.len() < 250 && layout.items.len() < 500, "{days} days: {}", layout.items.len());
        }
    }
    let all = laid_out(&many, &many_index.lanes()[0], span(30_000.0));
    assert!(!all.dense.is_empty() && all.dense.iter().map(|tile| tile.places.len()).sum::<usize>() > 90_000);
    let hours = laid_out(&many, &many_index.lanes()[0], span(3.0));
    assert!(hours.dense.is_empty() && !hours.marks.is_empty(), "{hours:?}");
}

#[test]
fn what_lasts_into_the_view_and_has_no_row_is_counted() {
    let dossier = dossier(40_000, 4);
    let index = index(&dossier);
    let lane = &index.lanes()[0];
    let layout = laid_out(&dossier, lane, span(3.0));
    let day = scale(span(3.0)).days_in_view().0;
    let lasting = lane.touching(day, day + 1) - lane.begin_in(day, day + 1).len();
    let bars = layout.marks.iter().flat_map(|mark| mark.what.places()).map(|item| &layout.items[*item]);
    let drawn: usize =
        bars.filter(|item| i64::from(lane.stretch(item.places.start).start) < day).map(Item::count).sum();
    assert!(layout.unseen > 0 && drawn > 0);
    // What is a point at this zoom was over before the view.
    assert_eq!(layout.unseen + drawn, lasting);
}

#[test]
fn no_label_runs_into_a_density() {
    let mut beside = 0;
    for count in [4000, 40_000] {
        let dossier = dossier(count, 6);
        let index = index(&dossier);
        for (days, step) in ZOOMS.into_iter().flat_map(|days| [0.0, 0.17, 0.4].map(|step| (days, step))) {
            let span = span(days).panned(step);
            let layout = laid_out(&dossier, &index.lanes()[0], span);
            let dense: Vec<_> = layout.dense.iter().map(|tile| tile.extent(scale(span).points_per_day())).collect();
            for (mark, label) in layout.marks.iter().filter_map(|mark| Some((mark, mark.label?))) {
                if label.side == Side::Inside {
                    continue;
                }
                beside += usize::from(!dense.is_empty());
                let is_over = |(from, to): &(f64, f64)| label.start < *to - 0.01 && label.end > *from + 0.01;
                assert!(!dense.iter().any(is_over), "{count} facts, {days} days, panned by {step}: {mark:?}");
            }
        }
    }
    assert!(beside > 0);
}

#[test]
fn counts_of_years_that_are_narrower_than_their_numbers_are_a_density() {
    let fact = |place: usize| Fact {
        date: Some(Date::parse(&format!("{}", 1960 + place / 10)).expect("a date")),
        ..crate::analysis::samples::fact(&format!("f{place}"), Vec::new())
    };
    let themes = vec![Theme { id: "t".to_owned(), label: "Trade".to_owned() }];
    let dossier = Dossier::new(Parts { themes, facts: (0..600).map(fact).collect(), ..Parts::default() });
    let time = index(&dossier);
    let lay_out = |first: i64, last: i64| {
        let mut width = |_: &Item| 50.0;
        let mut labels = Labels { width: &mut width, kept: None, edge: f64::INFINITY };
        lay_out(&dossier, &time.lanes()[0], &scale(Span::of_years(first, last)), ROWS, &mut labels)
    };
    let all = lay_out(1960, 2019);
    assert!(all.marks.is_empty() && !all.dense.is_empty(), "a year is 15 points wide");
    let some = lay_out(1960, 1969);
    assert_eq!((some.marks.len(), some.dense.len()), (10, 0), "a year is 90 points wide");
}
