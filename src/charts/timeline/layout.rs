//! Rows within a lane: where each mark stands, how much room its label has, and what is heaped into a cluster.
//!
//! Facts are placed in the order of time, each in the first row that is free. When none is, a label gives way before
//! a mark does, and a mark only to a cluster that says how many it stands for; nothing is dropped silently.

use super::items::{Body, End, Item};
use crate::dossier::FactIx;

/// The distance between a mark and its label.
pub(super) const LABEL_GAP: f64 = 6.0;
/// The distance between the edge of a bar and the label in it.
pub(super) const INSET: f64 = 6.0;
/// The same where that edge fades.
const SOFT_INSET: f64 = 26.0;
/// The distance from the edge of the view, where an arrow says that a bar goes on for ever.
const ARROW_INSET: f64 = 14.0;
/// The distance that a label keeps from the next thing.
const AFTER_LABEL: f64 = 8.0;
/// The distance that a label to the left of its mark keeps from what is before it, so that they are not read on.
const BEFORE_LABEL: f64 = 18.0;
/// The distance between two points.
const AFTER_POINT: f64 = 3.0;
/// Labels with less room than this are dropped: a dozen letters and the dots that say that there are more.
pub(super) const LEAST_LABEL: f64 = 84.0;

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// One fact, by its place among the items.
    Item(usize),
    /// Several facts that would lie on each other, by their places among the items.
    Cluster(Vec<usize>),
}

impl What {
    /// The items that it stands for, by their places.
    pub(super) fn places(&self) -> &[usize] {
        match self {
            Self::Item(item) => std::slice::from_ref(item),
            Self::Cluster(items) => items,
        }
    }
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Inside,
}

/// The room of a label, in absolute points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) side: Side,
    pub(super) start: f64,
    pub(super) end: f64,
}

/// A mark with its place, in absolute points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) what: What,
    pub(super) row: usize,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) label: Option<Label>,
}

impl Placed {
    /// Where mark and label end.
    pub(super) fn full_end(&self) -> f64 {
        self.label.map_or(self.end, |label| self.end.max(label.end))
    }
}

/// The width of the mark of a cluster.
pub(super) fn cluster_width(count: usize) -> f64 {
    // For “12 facts ?”, in strong letters.
    match count {
        ..10 => 56.0,
        10..100 => 63.0,
        100..1000 => 70.0,
        _ => 80.0,
    }
}

/// The width of that mark where it has room for its number only.
pub(super) const BARE_COUNT: f64 = 34.0;

/// What is last in a row.
#[derive(Clone, Copy)]
struct Row {
    point: Option<usize>,
    point_end: f64,
    bar: Option<usize>,
    bar_end: f64,
    label_of: Option<usize>,
    label_end: f64,
}

const EMPTY_ROW: Row = Row {
    point: None,
    point_end: f64::NEG_INFINITY,
    bar: None,
    bar_end: f64::NEG_INFINITY,
    label_of: None,
    label_end: f64::NEG_INFINITY,
};

impl Row {
    fn is_free_of_points(&self, at: f64) -> bool {
        self.point_end + AFTER_POINT <= at
    }

    fn is_free_of_bars(&self, at: f64) -> bool {
        // Neighbouring years touch, and may.
        self.bar_end <= at + 0.01
    }

    fn is_free_of_labels(&self, at: f64) -> bool {
        self.label_end + AFTER_LABEL <= at
    }
}

/// How the labels of a lane are placed.
pub(super) struct Labels<'a> {
    /// The width of a fact's whole label.
    pub(super) width: &'a mut dyn FnMut(&Item) -> f64,
    /// The fact whose label gives way last.
    pub(super) kept: Option<FactIx>,
    /// Where time ends for this dossier; labels that would run beyond stand to the left of their mark.
    pub(super) edge: f64,
}

/// Labels that begin further than this before the edge do not reach it.
const NEAR_EDGE: f64 = 420.0;

/// Places the items of one lane, sorted by their start, into so many rows.
pub(super) fn place(items: &[Item], rows: usize, labels: &mut Labels<'_>) -> Vec<Placed> {
    let mut lane =
        Lane { items, rows: vec![EMPTY_ROW; rows.max(1)], placed: Vec::with_capacity(items.len()), kept: labels.kept };
    for (place, item) in items.iter().enumerate() {
        lane.add(place, item, labels);
    }
    lane.absorb();
    lane.placed
}

/// Makes labels end before a place where something else begins.
pub(super) fn cut_at(placed: &mut [Placed], items: &[Item], at: f64) {
    for mark in placed {
        if mark.label.is_some_and(|label| label.end + AFTER_LABEL > at) {
            cut_label(mark, items, at);
        }
    }
}

/// Where the count of a cluster stands, from where to where: where the cluster begins, or as soon after as it is in view and on
/// nothing else. Where the whole count has no room so, there may be some for the bare number.
///
/// `taken` are the stretches that something else takes up, in order; where there is no room beside them, it lies on them.
pub(super) fn count_room(
    mark: &Placed,
    count: usize,
    view: (f64, f64),
    taken: impl FnOnce() -> Vec<(f64, f64)>,
) -> (f64, f64) {
    let whole = if mark.end - mark.start < cluster_width(count) - 0.5 { BARE_COUNT } else { cluster_width(count) };
    let held = |width: f64| mark.start.max(view.0 + IN_VIEW).min(mark.end - width).max(mark.start);
    if held(whole) <= mark.start {
        return (mark.start, mark.start + whole);
    }
    let taken = taken();
    let free = |width: f64| {
        let start = taken.iter().fold(held(width), |free, (start, end)| {
            if *start < free + width + AFTER_POINT && end + AFTER_POINT > free { end + AFTER_POINT } else { free }
        });
        (start + width <= mark.end).then_some((start, start + width))
    };
    free(whole).or_else(|| free(BARE_COUNT)).unwrap_or((held(whole), held(whole) + whole))
}

/// The distance that a count keeps from the left edge of the view.
const IN_VIEW: f64 = 2.0;

/// How many facts a cluster stands for.
pub(super) fn count(items: &[Item], places: &[usize]) -> usize {
    places.iter().filter_map(|place| items.get(*place)).map(Item::count).sum()
}

/// How many rows a lane would fill if there were enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// For all marks, with or without their labels.
    pub(super) for_marks: usize,
    /// For all marks and all labels.
    pub(super) for_labels: usize,
}

/// Of fewer marks than this, none gives up its label for the others to stand in a line.
const FEW_MARKS: usize = 12;

/// How many rows the items would take up, of so many at the most.
///
/// Where that many rows leave most marks without a label even so, stairs of bare marks say no more than a line of them does:
/// then, where they need not be `filled`, no rows are wanted for labels.
pub(super) fn rows_wanted(items: &[Item], most: usize, is_filled: bool, labels: &mut Labels<'_>) -> Wanted {
    let rows = |placed: &[Placed]| placed.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
    let with_labels = place(items, most, labels);
    let labelled = with_labels.iter().filter(|mark| mark.label.is_some()).count();
    let mut no_label = |_: &Item| 0.0;
    let for_marks = rows(&place(items, most, &mut Labels { width: &mut no_label, ..*labels }));
    let is_vain = !is_filled && with_labels.len() >= FEW_MARKS && labelled * 3 < with_labels.len();
    let for_labels = if is_vain { for_marks } else { rows(&with_labels) };
    Wanted { for_marks: for_marks.min(for_labels), for_labels }
}

struct Lane<'a> {
    items: &'a [Item],
    rows: Vec<Row>,
    placed: Vec<Placed>,
    kept: Option<FactIx>,
}

impl Lane<'_> {
    fn add(&mut self, place: usize, item: &Item, labels: &mut Labels<'_>) {
        let at = item.start;
        if item.is_heaped {
            self.heap(place, item);
            return;
        }
        if let Some(row) = item.row.filter(|row| *row < self.rows.len()) {
            self.put_or_stack(place, item, row, labels);
            return;
        }
        if item.count() == 1
            && item.end + NEAR_EDGE > labels.edge
            && item.end.is_finite()
            && self.free_row(at).is_some()
        {
            let width = (labels.width)(item);
            let from = at - LABEL_GAP - width;
            let is_over = item.end + LABEL_GAP + width > labels.edge && label_of(item, width).side == Side::Right;
            if let Some(row) = is_over.then(|| self.free_row(from - BEFORE_LABEL)).flatten() {
                let label = Label { side: Side::Left, start: from, end: at - LABEL_GAP };
                self.put(place, item, row, label);
                return;
            }
        }
        let row = self.free_row(at).or_else(|| self.row_at_cost_of_a_label(at)).or_else(|| {
            // A point may stand on a bar rather than vanish in a cluster.
            item.is_point().then(|| self.row_on_a_bar(at)).flatten()
        });
        match row {
            Some(row) => self.put_or_stack(place, item, row, labels),
            None => self.heap(place, item),
        }
    }

    /// Puts an item into a row: a single fact with its label, several of the very same dates as a count.
    fn put_or_stack(&mut self, place: usize, item: &Item, row: usize, labels: &mut Labels<'_>) {
        if item.count() == 1 {
            self.put(place, item, row, label_of(item, (labels.width)(item)));
        } else {
            self.put_alone(place, row, item);
            if !item.is_point() {
                let ix = self.placed.len() - 1;
                self.placed[ix].end = self.placed[ix].end.max(item.end);
                self.rows[row].bar = Some(ix);
                self.rows[row].bar_end = self.rows[row].bar_end.max(item.end);
            }
        }
    }

    fn free_row(&self, at: f64) -> Option<usize> {
        let is_free = |row: &Row| row.is_free_of_points(at) && row.is_free_of_bars(at) && row.is_free_of_labels(at);
        self.rows.iter().position(is_free)
    }

    /// The row whose last label keeps most when it gives way.
    fn row_at_cost_of_a_label(&self, at: f64) -> Option<usize> {
        let is_free = |row: &Row| row.is_free_of_points(at) && row.is_free_of_bars(at);
        self.best_row(|row| is_free(row).then(|| self.left_of_label(row.label_of, at)))
    }

    fn row_on_a_bar(&self, at: f64) -> Option<usize> {
        self.best_row(|row| {
            let left = self.left_of_label(row.label_of, at).min(self.left_of_label(row.bar, at));
            row.is_free_of_points(at).then_some(left)
        })
    }

    /// The row for which `worth` is highest; the first of equals, and none where it is not there.
    fn best_row(&self, worth: impl Fn(&Row) -> Option<f64>) -> Option<usize> {
        let worths = self.rows.iter().enumerate().filter_map(|(place, row)| Some((place, worth(row)?)));
        worths.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(place, _)| place)
    }

    /// How much of a label stays when something stands at `at`.
    fn left_of_label(&self, of: Option<usize>, at: f64) -> f64 {
        let Some(placed) = of.and_then(|of| self.placed.get(of)) else { return f64::MAX };
        let Some(label) = placed.label.filter(|label| label.end + AFTER_LABEL > at) else { return f64::MAX };
        let is_kept = matches!(placed.what, What::Item(item) if Some(self.items[item].fact) == self.kept);
        if is_kept { f64::MIN } else { at - AFTER_LABEL - label.start }
    }

    fn put(&mut self, place: usize, item: &Item, row_place: usize, label: Label) {
        let row = self.rows[row_place];
        self.cut_label(row.label_of, item.start);
        self.cut_label(row.bar, item.start);
        let ix = self.placed.len();
        let what = What::Item(place);
        // Words beside a point that stands on a bar would be read as the bar's.
        let label = (label.side != Side::Right || row.bar_end <= label.start).then_some(label);
        self.placed.push(Placed { what, row: row_place, start: item.start, end: item.end, label });
        let row = &mut self.rows[row_place];
        if item.is_point() {
            (row.point, row.point_end) = (Some(ix), item.end);
        } else {
            (row.bar, row.bar_end) = (Some(ix), item.end);
        }
        if let Some(label) = label.filter(|label| label.side == Side::Right) {
            (row.label_of, row.label_end) = (Some(ix), label.end);
        }
    }

    /// Makes a label end before something that stands at `at`.
    fn cut_label(&mut self, of: Option<usize>, at: f64) {
        if let Some(placed) = of.and_then(|of| self.placed.get_mut(of)) {
            cut_label(placed, self.items, at);
        }
    }

    /// Adds an item to a cluster, or makes one of it and what stands in its way.
    fn heap(&mut self, place: usize, item: &Item) {
        let start = |ix: Option<usize>| ix.and_then(|ix| self.placed.get(ix)).map(|placed| placed.start);
        let nearest = |obstacle: &dyn Fn(&Row) -> Option<usize>| {
            let row = self.best_row(|row| start(obstacle(row)))?;
            Some((row, obstacle(&self.rows[row])?))
        };
        let point = |row: &Row| row.point.filter(|_| !row.is_free_of_points(item.start));
        let blocking_bar = |row: &Row| row.bar.filter(|_| !row.is_free_of_bars(item.start));
        // A cluster may become as long as its longest fact where nothing else lies there.
        let whole = |row: &Row| match blocking_bar(row) {
            // What has a row of its own is there beside the count, and no part of it.
            Some(bar) if self.has_own_row(bar) => None,
            Some(bar) => start(Some(bar)).filter(|start| row.is_free_of_points(*start)).map(|_| bar),
            None => point(row),
        };
        if let Some((row, ix)) = (!item.is_point()).then(|| nearest(&whole)).flatten() {
            self.merge(row, ix, place, item.end);
        } else if let Some((row, ix)) = nearest(&point) {
            self.merge(row, ix, place, f64::NEG_INFINITY);
        } else {
            let row = self.row_on_a_bar(item.start).unwrap_or(0);
            self.put_alone(place, row, item);
        }
    }

    fn has_own_row(&self, ix: usize) -> bool {
        self.placed[ix].what.places().iter().any(|place| self.items[*place].row.is_some())
    }

    /// Makes a mark a cluster, with one more fact, that reaches at least to `end`.
    fn merge(&mut self, row_place: usize, ix: usize, place: usize, end: f64) {
        let placed = &mut self.placed[ix];
        match &mut placed.what {
            What::Item(first) => placed.what = What::Cluster(vec![*first, place]),
            What::Cluster(items) => items.push(place),
        }
        let count = if let What::Cluster(items) = &placed.what { count(self.items, items) } else { 1 };
        let pill_end = placed.start.max(FAR_LEFT) + cluster_width(count);
        placed.end = placed.end.max(end).max(pill_end);
        placed.label = None;
        let end = placed.end;
        let row = &mut self.rows[row_place];
        (row.point, row.point_end) = (Some(ix), row.point_end.max(pill_end));
        if end > pill_end + 0.5 {
            (row.bar, row.bar_end) = (Some(ix), row.bar_end.max(end));
        }
        if row.label_of == Some(ix) {
            (row.label_of, row.label_end) = (None, f64::NEG_INFINITY);
        }
    }

    /// Takes the points around each larger cluster into it: one count says more than a count and a heap.
    fn absorb(&mut self) {
        let least = self.rows.len().max(4);
        let clusters: Vec<usize> = (0..self.placed.len())
            .filter(|ix| matches!(&self.placed[*ix].what, What::Cluster(places) if count(self.items, places) >= least))
            .collect();
        if clusters.is_empty() {
            return;
        }
        let mut taken = vec![false; self.placed.len()];
        for cluster in clusters {
            let start = self.placed[cluster].start;
            // Until the next cluster in time may begin.
            let pill_end = start + cluster_width(least);
            let from = self.placed.partition_point(|mark| mark.start < start - AFTER_POINT);
            let mut items = Vec::new();
            for (ix, mark) in self.placed.iter().enumerate().skip(from) {
                if mark.start > pill_end {
                    break;
                }
                if let What::Item(item) = mark.what
                    && self.items[item].is_point()
                    && !taken[ix]
                    && Some(self.items[item].fact) != self.kept
                {
                    taken[ix] = true;
                    items.push(item);
                }
            }
            if let What::Cluster(places) = &mut self.placed[cluster].what {
                places.append(&mut items);
                places.sort_unstable();
            }
        }
        let mut is_taken = taken.into_iter();
        self.placed.retain(|_| !is_taken.next().unwrap_or(false));
        self.raise_clusters();
    }

    /// Moves clusters up into rows that have become free.
    fn raise_clusters(&mut self) {
        let taken = |mark: &Placed| {
            let start = mark.label.map_or(mark.start, |label| mark.start.min(label.start));
            (start, mark.full_end(), mark.row)
        };
        // As plain numbers, since each cluster is compared with everything.
        let mut all: Vec<(f64, f64, usize)> = self.placed.iter().map(taken).collect();
        let mut is_taken = Vec::new();
        for (ix, mark) in self.placed.iter_mut().enumerate() {
            if mark.row == 0 || !matches!(mark.what, What::Cluster(_)) {
                continue;
            }
            let (from, to) = (mark.start - AFTER_LABEL, mark.end + AFTER_LABEL);
            is_taken.clear();
            is_taken.resize(mark.row, false);
            for (_, _, row) in all.iter().filter(|(start, end, _)| *start < to && *end > from) {
                if let Some(taken) = is_taken.get_mut(*row) {
                    *taken = true;
                }
            }
            if let Some(row) = is_taken.iter().position(|taken| !taken) {
                mark.row = row;
                all[ix].2 = row;
            }
        }
    }

    /// A fact that finds bars in all rows, and nothing near to be counted with, is a count of one on a bar; several of
    /// the very same dates are a count wherever they stand.
    fn put_alone(&mut self, place: usize, row_place: usize, item: &Item) {
        let row = self.rows[row_place];
        self.cut_label(row.label_of, item.start);
        self.cut_label(row.bar, item.start);
        let ix = self.placed.len();
        let start = item.start.max(FAR_LEFT);
        let whole = cluster_width(item.count());
        // What lasts as long as a year may be narrower than words, and has its number alone.
        let width = if item.is_point() { whole } else { (item.end - start - AFTER_POINT).clamp(BARE_COUNT, whole) };
        let end = start + width;
        let what = What::Cluster(vec![place]);
        self.placed.push(Placed { what, row: row_place, start, end, label: None });
        let row = &mut self.rows[row_place];
        (row.point, row.point_end) = (Some(ix), end);
    }
}

/// Makes a label end before something that stands at `at`.
fn cut_label(placed: &mut Placed, items: &[Item], at: f64) {
    let Some(label) = &mut placed.label else { return };
    label.end = label.end.min(at - AFTER_LABEL);
    if label.end - label.start < LEAST_LABEL {
        // Beside a bar there is no room any more, but perhaps in it.
        let is_bar = matches!(placed.what, What::Item(item) if items[item].is_bar());
        let inside = (placed.start + INSET, placed.end.min(at - AFTER_LABEL) - INSET);
        let label = Label { side: Side::Inside, start: inside.0, end: inside.1 };
        placed.label = (is_bar && inside.1 - inside.0 >= LEAST_LABEL).then_some(label);
    }
}

/// A place before all that can be shown.
const FAR_LEFT: f64 = -1e15;

fn label_of(item: &Item, width: f64) -> Label {
    let is_plain_bar = matches!(item.pieces.as_slice(), [piece] if piece.body == Body::Bar
        && piece.start_end != End::Unknown && piece.end_end != End::Unknown);
    if is_plain_bar {
        let inset = |end: Option<End>| if end == Some(End::Soft) { SOFT_INSET } else { INSET };
        let start = item.start + inset(item.pieces.first().map(|piece| piece.start_end));
        let end = item.end - inset(item.pieces.last().map(|piece| piece.end_end));
        if end - start >= width {
            return Label { side: Side::Inside, start, end };
        }
    }
    let start = item.end + LABEL_GAP;
    Label { side: Side::Right, start, end: start + width }
}

/// Takes what is in view, and turns or cuts labels that would run out of it.
pub(super) fn within_view(placed: &[Placed], view: (f64, f64), rows: usize) -> Vec<Placed> {
    let mut taken_until = vec![f64::NEG_INFINITY; rows.max(1)];
    let mut visible = Vec::new();
    for mark in placed.iter().filter(|mark| mark.end > view.0 && mark.start < view.1) {
        let label = mark.label.and_then(|label| label_in_view(mark, label, view, taken_until[mark.row]));
        let label = label.map(|label| beside_cut_bar(placed, mark, label, view));
        let mark = Placed { label, ..mark.clone() };
        taken_until[mark.row] = taken_until[mark.row].max(mark.full_end());
        visible.push(mark);
    }
    visible
}

/// The label of a bar that begins before the view stands beside it, where that leaves it more room than what is seen of the bar.
fn beside_cut_bar(placed: &[Placed], mark: &Placed, label: Label, view: (f64, f64)) -> Label {
    let room = label.end - label.start;
    if label.side != Side::Inside || mark.start >= view.0 || room >= ENOUGH_IN_BAR || mark.end >= view.1 {
        return label;
    }
    let others = placed.iter().filter(|other| other.row == mark.row && other.start > mark.start);
    let begins = others.map(|other| other.label.map_or(other.start, |label| label.start.min(other.start)));
    let free_until = begins.fold(view.1, f64::min);
    let beside = Label { side: Side::Right, start: mark.end + LABEL_GAP, end: free_until - AFTER_LABEL };
    if beside.end - beside.start >= 1.5 * room { beside } else { label }
}

/// A bar of which so much is seen has its label in it, in points.
const ENOUGH_IN_BAR: f64 = 200.0;

fn label_in_view(mark: &Placed, label: Label, view: (f64, f64), taken_until: f64) -> Option<Label> {
    let inset = |is_open: bool| if is_open { ARROW_INSET } else { 4.0 };
    let left = view.0 + inset(mark.start == f64::NEG_INFINITY);
    let right = view.1 - inset(mark.end == f64::INFINITY);
    let cut = Label { start: label.start.max(left), end: label.end.min(right), ..label };
    let width = label.end - label.start;
    if label.side == Side::Right && label.end > right {
        let end = mark.start - LABEL_GAP;
        let free_from = left.max(taken_until + BEFORE_LABEL);
        let room_right = (cut.end - cut.start).max(0.0);
        let room_left = (end - free_from).max(0.0);
        if room_left >= width || room_left > room_right * 1.5 {
            let start = (end - width).max(free_from);
            return (end - start >= LEAST_LABEL).then_some(Label { side: Side::Left, start, end });
        }
    }
    (cut.end - cut.start >= LEAST_LABEL.min(width)).then_some(cut)
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
