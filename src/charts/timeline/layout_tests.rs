use super::super::items::{FADE, Piece};
use super::*;
use crate::dossier::FactIx;

/// Small numbers that look random, the same each time.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: u32) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).expect("31 bits") % below)
    }
}

fn item(fact: usize, start: f64, width: f64) -> Item {
    let body = if width > 10.0 { Body::Bar } else { Body::Dot };
    let (start_end, end_end) = (End::Sharp, End::Sharp);
    let piece = Piece { body, start, end: start + width, start_end, end_end, is_possibility: false };
    let places = fact..fact + 1;
    Item {
        fact: FactIx(fact),
        places,
        row: None,
        is_heaped: false,
        pieces: smallvec::smallvec![piece],
        start,
        end: start + width,
    }
}

fn random(count: usize, over: u32, seed: u64) -> Vec<Item> {
    let mut noise = Noise(seed);
    let mut starts: Vec<f64> = (0..count).map(|_| noise.next(over)).collect();
    starts.sort_by(f64::total_cmp);
    let width = |noise: &mut Noise| if noise.next(5) < 1.0 { 20.0 + noise.next(300) } else { 10.0 };
    starts.into_iter().enumerate().map(|(fact, start)| item(fact, start, width(&mut noise))).collect()
}

fn widths(item: &Item) -> f64 {
    f64::from(30 + u32::try_from(item.fact.0 * 37 % 200).expect("small"))
}

fn placed(items: &[Item], rows: usize) -> Vec<Placed> {
    place(items, rows, &mut labels(None, &mut widths))
}

fn labels(kept: Option<FactIx>, width: &mut dyn FnMut(&Item) -> f64) -> Labels<'_> {
    Labels { width, kept, edge: f64::INFINITY }
}

/// How many facts the marks stand for.
fn total(placed: &[Placed]) -> usize {
    let count = |mark: &Placed| if let What::Cluster(facts) = &mark.what { facts.len() } else { 1 };
    placed.iter().map(count).sum()
}

fn overlap(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 < other.1 - 0.01 && other.0 < one.1 - 0.01
}

/// Where a mark lies; the count of a long cluster may lie on the end of a bar before it.
fn body(mark: &Placed) -> (f64, f64) {
    let count = if let What::Cluster(facts) = &mark.what { cluster_width(facts.len()) } else { 0.0 };
    if mark.end - mark.start > count + 0.5 { (mark.start + count, mark.end) } else { (mark.start, mark.end) }
}

#[test]
fn neither_labels_nor_points_overlap() {
    for seed in 0..60 {
        let items = random(120, 2000, seed);
        for rows in 1..6 {
            let marks = within_view(&placed(&items, rows), (200.0, 1500.0), rows);
            for (place, one) in marks.iter().enumerate() {
                for other in marks.iter().skip(place + 1).filter(|other| other.row == one.row) {
                    let label = |mark: &Placed| mark.label.map(|label| (label.start, label.end));
                    let is_bar = |mark: &Placed| match mark.what {
                        What::Item(item) => !items[item].is_point(),
                        What::Cluster(ref facts) => mark.end - mark.start > cluster_width(facts.len()) + 0.5,
                    };
                    if let (Some(one), Some(other)) = (label(one), label(other)) {
                        assert!(!overlap(one, other), "seed {seed}, {rows} rows: {one:?} {other:?}");
                    }
                    for (label, mark) in [(label(one), other), (label(other), one)] {
                        let Some(label) = label.filter(|_| !is_bar(mark)) else { continue };
                        assert!(!overlap(label, (mark.start, mark.end)), "seed {seed}: {label:?} {mark:?}");
                    }
                    if is_bar(one) == is_bar(other) {
                        assert!(!overlap(body(one), body(other)), "seed {seed}: {one:?} {other:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_fact_is_lost_in_clusters() {
    for (count, rows) in [(50, 1), (300, 2), (10_000, 4)] {
        let items = random(count, 1200, 7);
        assert_eq!(total(&placed(&items, rows)), count);
    }
}

#[test]
fn ten_thousand_facts_become_few_marks() {
    let items = random(10_000, 1200, 3);
    let marks = placed(&items, 5);
    assert!(marks.len() < 5 * 1200 / 13 + 5, "{}", marks.len());
    assert_eq!(total(&marks), 10_000);
}

#[test]
fn facts_on_one_day_are_counted() {
    let items: Vec<Item> = (0..7).map(|fact| item(fact, 100.0, 10.0)).collect();
    let marks = placed(&items, 2);
    let counts: Vec<usize> = marks.iter().map(|mark| total(std::slice::from_ref(mark))).collect();
    assert_eq!(counts, [7]);
    let few: Vec<Item> = items.into_iter().take(3).collect();
    assert_eq!(placed(&few, 2).len(), 2, "a point and two");
}

#[test]
fn panning_moves_no_mark_to_another_row() {
    let items = random(200, 3000, 11);
    let rows_of = |view: (f64, f64)| -> Vec<(What, usize)> {
        within_view(&placed(&items, 4), view, 4).into_iter().map(|mark| (mark.what, mark.row)).collect()
    };
    let (here, there) = (rows_of((500.0, 1500.0)), rows_of((520.3, 1520.3)));
    let common = here.iter().filter(|mark| there.contains(mark)).count();
    let same_fact = here.iter().filter(|(what, _)| there.iter().any(|(other, _)| what == other)).count();
    assert_eq!(common, same_fact);
}

#[test]
fn a_label_at_the_right_edge_turns_to_the_left() {
    let items = [item(0, 480.0, 10.0)];
    let marks = within_view(&place(&items, 1, &mut labels(None, &mut |_| 100.0)), (0.0, 500.0), 1);
    assert_eq!(marks[0].label, Some(Label { side: Side::Left, start: 374.0, end: 474.0 }));
}

#[test]
fn a_long_bar_carries_its_label_and_an_unknown_start_does_not() {
    let label = |item: Item| place(&[item], 1, &mut labels(None, &mut |_| 50.0))[0].label.map(|label| label.side);
    assert_eq!(label(item(0, 0.0, 100.0)), Some(Side::Inside));
    assert_eq!(label(item(0, 0.0, 60.0)), Some(Side::Right));
    let mut fading = item(0, 0.0, FADE);
    fading.pieces[0].start_end = End::Unknown;
    assert_eq!(label(fading), Some(Side::Right));
}

#[test]
fn an_endless_bar_leaves_room_for_points() {
    let mut items = vec![item(0, 0.0, f64::INFINITY)];
    items.extend((1..4).map(|fact| item(fact, f64::from(u32::try_from(fact).expect("small")) * 90.0, 10.0)));
    let marks = placed(&items, 1);
    assert_eq!(marks.len(), 4);
    assert!(marks.iter().all(|mark| matches!(mark.what, What::Item(_))));
}

#[test]
fn the_label_of_the_selected_fact_gives_way_last() {
    let items = [item(0, 0.0, 10.0), item(1, 5.0, 10.0), item(2, 120.0, 10.0), item(3, 122.0, 10.0)];
    let marks = place(&items, 2, &mut labels(Some(FactIx(0)), &mut |_| 110.0));
    let room = |place: usize| marks[place].label.map_or(0.0, |label| label.end - label.start);
    assert!(room(0) >= room(1), "{marks:?}");
}

#[test]
fn the_last_facts_of_a_dossier_have_their_labels_before_them() {
    let items = [item(0, 100.0, 10.0), item(1, 480.0, 10.0), item(2, 482.0, 10.0)];
    let marks = place(&items, 2, &mut Labels { width: &mut |_| 100.0, kept: None, edge: 500.0 });
    let sides: Vec<Option<Side>> = marks.iter().map(|mark| mark.label.map(|label| label.side)).collect();
    assert_eq!(sides, [Some(Side::Right), Some(Side::Left), Some(Side::Left)]);
    assert_eq!((marks[1].row, marks[2].row), (0, 1));
}

#[test]
fn two_facts_of_one_year_in_one_row_are_a_cluster_as_wide_as_the_year() {
    let items = [item(0, 100.0, 80.0), item(1, 100.0, 80.0), item(2, 165.0, 10.0)];
    let marks = placed(&items, 1);
    assert_eq!(marks[0].what, What::Cluster(vec![0, 1]));
    assert_eq!((marks[0].start, marks[0].end), (100.0, 180.0));
    assert_eq!(marks[1].what, What::Item(2));
}

#[test]
fn no_label_lies_on_the_bar_of_another_fact() {
    let mut labels_seen = 0;
    for seed in 0..60 {
        let items = random(120, 2000, seed);
        let marks = placed(&items, 3);
        for mark in &marks {
            let Some(label) = mark.label.filter(|label| label.side == Side::Right) else { continue };
            labels_seen += 1;
            for other in marks.iter().filter(|other| other.row == mark.row && other.start < mark.start) {
                assert!(other.end <= label.start + 0.01, "seed {seed}: {mark:?} over {other:?}");
            }
        }
    }
    assert!(labels_seen > 100);
}

#[test]
fn what_has_a_row_of_its_own_is_in_no_count() {
    let lasting = Item { row: Some(0), ..item(0, -500.0, 1100.0) };
    let items = [lasting, item(1, 100.0, 64.0), item(2, 130.0, 64.0)];
    let marks: Vec<What> = placed(&items, 1).into_iter().map(|mark| mark.what).collect();
    assert_eq!(marks, [What::Item(0), What::Cluster(vec![1, 2])]);
}

#[test]
fn a_count_stays_in_view_beside_what_stands_on_its_bar() {
    let cluster = Placed { what: What::Cluster(vec![0, 1]), row: 0, start: -500.0, end: 400.0, label: None };
    let whole = cluster_width(2);
    let check = |taken: &[(f64, f64)], view: (f64, f64), expected: f64, width: f64| {
        let (start, end) = count_room(&cluster, 2, view, || taken.to_vec());
        assert!((start - expected).abs() < 1e-9 && (end - start - width).abs() < 1e-9, "{start} beside {taken:?}");
    };
    let view = (0.0, 900.0);
    check(&[], (-600.0, 900.0), -500.0, whole);
    check(&[], view, IN_VIEW, whole);
    check(&[(-80.0, -60.0), (300.0, 310.0)], view, IN_VIEW, whole);
    check(&[(20.0, 48.0)], view, 48.0 + AFTER_POINT, whole);
    // The gap between these is too narrow.
    check(&[(-20.0, 5.0), (30.0, 40.0), (60.0, 64.0)], view, 64.0 + AFTER_POINT, whole);
    // Here there is room for the number alone.
    check(&[(0.0, 360.0)], view, 360.0 + AFTER_POINT, BARE_COUNT);
    // Here there is room nowhere.
    check(&[(0.0, 390.0)], view, IN_VIEW, whole);
    // Its own bar ends here.
    check(&[], (380.0, 900.0), 400.0 - whole, whole);
}

#[test]
fn no_stairs_where_hardly_a_mark_would_have_its_label() {
    let years = |count: usize| -> Vec<Item> {
        (0..count).map(|year| item(year, 12.0 * f64::from(u32::try_from(year).expect("small")), 12.0)).collect()
    };
    let mut wide = |_: &Item| 200.0;
    let mut wanted = |items: &[Item], is_filled| rows_wanted(items, 8, is_filled, &mut labels(None, &mut wide));
    assert_eq!(wanted(&years(60), false), Wanted { for_marks: 1, for_labels: 1 });
    assert_eq!(wanted(&years(60), true).for_labels, 8, "on paper there is room");
    assert_eq!(wanted(&years(5), false).for_labels, 5, "so few have their labels");
}

#[test]
fn a_count_is_no_wider_than_the_year_that_it_is_of() {
    let of_year = |year: u32, width: f64| {
        let one = item(0, f64::from(year) * width, width);
        Item { places: 0..11, ..one }
    };
    for width in [38.0, 44.0, 60.0] {
        let years: Vec<Item> = (0..10).map(|year| of_year(year, width)).collect();
        let placed = placed(&years, 1);
        assert_eq!(placed.len(), 10, "{width}: none has another one in its way");
        for (mark, next) in placed.iter().zip(placed.iter().skip(1)) {
            let (start, end) = count_room(mark, 11, (0.0, 1_000.0), Vec::new);
            assert!(end <= next.start + 0.01 && end - start >= BARE_COUNT - 0.01, "{width}: {start} to {end}");
        }
    }
    let (start, end) = count_room(&placed(&[of_year(0, 200.0)], 1)[0], 11, (0.0, 1_000.0), Vec::new);
    assert!((end - start - cluster_width(11)).abs() < 0.01, "in a long bar it has its word");
}

#[test]
fn the_label_of_a_bar_that_begins_before_the_view_stands_where_it_has_more_room() {
    let long = |next: f64| {
        let mut first = item(0, f64::NEG_INFINITY, 10.0);
        first.end = 330.0;
        first.pieces[0] = Piece { end: 330.0, body: Body::Bar, start_end: End::Open, ..first.pieces[0] };
        let mut width = |_: &Item| 260.0;
        let placed = place(&[first, item(1, next, 10.0)], 1, &mut labels(None, &mut width));
        within_view(&placed, (200.0, 1000.0), 1)[0].label.expect("a label")
    };
    let Label { side, start, end } = long(700.0);
    assert!(side == Side::Right && start > 330.0 && end < 700.0 && end - start > 300.0, "{side:?} {start} {end}");
    // Beside the arrow, where there is no more room elsewhere.
    let Label { side, start, end } = long(420.0);
    assert!(side == Side::Inside && start >= 200.0 + ARROW_INSET && end < 330.0, "{side:?} {start} {end}");
}
