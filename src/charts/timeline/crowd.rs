//! A crowded lane, cut into tiles: where facts are closer than a few points it is a density, elsewhere it has marks.
//!
//! Tiles lie where they lie whatever the view shows, and what stands in a stretch of them follows from its own facts
//! alone, so that panning moves nothing. All of it costs as much as there is room for, however many facts there are.

use std::collections::BTreeMap;
use std::ops::Range;

use smallvec::smallvec;

use super::items::{Body, End, Item, NARROW, POINT, Piece};
use super::layout::{self, Label, Labels, Placed, Side, What};
use super::scale::{Scale, length};
use crate::analysis::{MOST_ERA_ROWS, TimeLane};
use crate::dossier::{Dossier, FactIx, Precision};

/// The least width of a tile, in points.
const TILE: f64 = 64.0;
/// Tiles between two seams that no label crosses.
const BLOCK: i64 = 8;
/// The least width of a column of a density, in points.
const COLUMN: f64 = 3.0;
/// The part of the room for points that may be taken before they are a density.
const MOST_TAKEN: f64 = 0.35;
/// The width that a point takes up, in points.
const POINT_ROOM: f64 = POINT + 3.0;
/// A label of what comes from before with this much room is as good as any, in points.
const GOOD_LABEL: f64 = 160.0;
/// What is shorter than this and has no row is drawn as a point, in points.
const LEAST_BAR: f64 = 32.0;
/// Facts that are looked at one by one, to tell whether they reach into the view.
const MOST_STRADDLING: usize = 500;

/// What is drawn of a crowded lane.
#[derive(Debug, Default)]
pub(super) struct CrowdLayout {
    pub(super) items: Vec<Item>,
    /// Where facts stand apart.
    pub(super) marks: Vec<Placed>,
    /// Where they do not.
    pub(super) dense: Vec<Tile>,
    /// The power of two that a column of the density is long, in days.
    pub(super) column_level: u32,
    /// How many facts began before the view, last into it, and have no row.
    pub(super) unseen: usize,
}

/// A stretch of time in which facts are too close for marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// Its first day, since 1970-01-01.
    pub(super) from: i64,
    /// The day after its last.
    pub(super) to: i64,
    /// The places of the facts that begin in it.
    pub(super) places: Range<usize>,
}

impl Tile {
    /// Where it begins and ends, in absolute points.
    pub(super) fn extent(&self, points_per_day: f64) -> (f64, f64) {
        (place_of_day(self.from, points_per_day), place_of_day(self.to, points_per_day))
    }
}

/// Where a day begins, in absolute points.
fn place_of_day(day: i64, points_per_day: f64) -> f64 {
    super::items::days(crate::dossier::Day(day)) * points_per_day
}

/// What has a row of its own and is drawn: its mark, and its item.
type Emitted = BTreeMap<FactIx, (usize, usize)>;

/// A crowded lane at one zoom.
struct Zoom<'a> {
    dossier: &'a Dossier,
    lane: &'a TimeLane,
    points_per_day: f64,
    rows: usize,
    /// What lasts at least `2^level` days may be a bar.
    level: u32,
    view: (f64, f64),
}

/// The smallest power of two of days that is at least so many points long.
fn level_of(points: f64, points_per_day: f64) -> u32 {
    (0..30).find(|level| f64::from(1_u32 << level) * points_per_day >= points).unwrap_or(30)
}

/// Lays out what is in view of a crowded lane with so many rows.
pub(super) fn lay_out(
    dossier: &Dossier,
    lane: &TimeLane,
    scale: &Scale,
    rows: usize,
    labels: &mut Labels<'_>,
) -> CrowdLayout {
    let points_per_day = scale.points_per_day();
    let level = level_of(NARROW, points_per_day).saturating_sub(1);
    let zoom = Zoom { dossier, lane, points_per_day, rows, level, view: scale.view() };
    let tile_level = level_of(TILE, points_per_day);
    let tile = 1_i64 << tile_level;
    let (first, last) = (scale.days_in_view().0.div_euclid(tile), scale.days_in_view().1.div_euclid(tile));
    let tile_points = points_per_day * f64::from(1_u32 << tile_level);
    let most = (MOST_TAKEN * f64::from(length(rows)) * tile_points / POINT_ROOM).max(4.0);
    let mut layout = CrowdLayout { column_level: level_of(COLUMN, points_per_day), ..CrowdLayout::default() };
    let mut emitted = Emitted::new();
    let mut open: Option<Tile> = None;
    // From seam to seam, so that a stretch of marks is the same wherever the view cuts it.
    let (first, last) = (first.div_euclid(BLOCK) * BLOCK, (last.div_euclid(BLOCK) + 1) * BLOCK);
    for number in first..last {
        let (from, to) = (number * tile, (number + 1) * tile);
        let places = lane.begin_in(from, to);
        let items = lane.items_in(places.clone());
        let is_dense = f64::from(length(items)) > most || (items < places.len() && zoom.has_narrow_count(&places));
        if is_dense || number.rem_euclid(BLOCK) == 0 {
            zoom.segment(open.take(), &mut layout, &mut emitted, labels);
        }
        let tile = Tile { from, to, places };
        if is_dense {
            if zoom.is_in_view(&tile) {
                layout.dense.push(tile);
            }
        } else {
            open = Some(match open.take() {
                Some(begun) => Tile { from: begun.from, places: begun.places.start..tile.places.end, ..tile },
                None => tile,
            });
        }
    }
    zoom.segment(open, &mut layout, &mut emitted, labels);
    layout.unseen = zoom.unseen(scale.days_in_view().0, &layout, &emitted);
    layout.marks = layout::within_view(&layout.marks, zoom.view, rows);
    zoom.keep_labels_out_of(&layout.dense, &mut layout.marks);
    layout
}

impl Zoom<'_> {
    fn place(&self, day: i64) -> f64 {
        place_of_day(day, self.points_per_day)
    }

    fn is_in_view(&self, tile: &Tile) -> bool {
        self.place(tile.to) > self.view.0 && self.place(tile.from) < self.view.1
    }

    /// Whether several facts of the very same dates last longer than a point, and not as long as their number is wide.
    fn has_narrow_count(&self, places: &Range<usize>) -> bool {
        let mut place = places.start;
        while place < places.end {
            let item = self.lane.item_at(place);
            let width = f64::from(self.lane.stretch(place).days()) * self.points_per_day;
            if item.len() > 1 && (NARROW..layout::BARE_COUNT).contains(&width) {
                return true;
            }
            place = item.end;
        }
        false
    }

    /// The rows that bars may have; points find room in all of them.
    fn bar_rows(&self) -> usize {
        self.rows.div_ceil(2).min(MOST_ERA_ROWS)
    }

    /// Places the facts of a stretch of tiles, and what lasts into it.
    fn segment(&self, tiles: Option<Tile>, layout: &mut CrowdLayout, emitted: &mut Emitted, labels: &mut Labels<'_>) {
        let Some(tiles) = tiles.filter(|tiles| self.is_in_view(tiles)) else { return };
        let mut items = self.items(&tiles);
        items.sort_by(|one, other| one.start.total_cmp(&other.start));
        let (from, to) = (self.place(tiles.from), self.place(tiles.to));
        let edge = labels.edge.min(to);
        let mut labels = Labels { width: labels.width, edge, ..*labels };
        let mut placed = layout::place(&items, self.rows, &mut labels);
        layout::cut_at(&mut placed, &items, to);
        // What stands before its mark must not reach into the stretch before, which is laid out by itself.
        for mark in &mut placed {
            mark.label = mark.label.and_then(|label| after(label, from));
        }
        let base = layout.items.len();
        for mut mark in placed {
            let own_row = mark.what.places().iter().find(|item| items[**item].row.is_some());
            let bar = own_row.map(|item| (items[*item].fact, base + item));
            match &mut mark.what {
                What::Item(item) => *item += base,
                What::Cluster(several) => {
                    for item in several {
                        *item += base;
                    }
                }
            }
            if let Some((fact, item)) = bar {
                mark.label = mark.label.and_then(|label| within(label, from));
                if let Some((ix, _)) = emitted.get(&fact) {
                    // It comes from before, and is there already; here may be more room for its label.
                    let known = &mut layout.marks[*ix].label;
                    if self.room(*known) < GOOD_LABEL && self.room(*known) < self.room(mark.label) {
                        *known = mark.label;
                    }
                    continue;
                }
                emitted.insert(fact, (layout.marks.len(), item));
            } else if let Some(count) = count_over(&mark, from, &items, layout) {
                let What::Cluster(counted) = &mut layout.marks[count].what else { continue };
                counted.extend_from_slice(mark.what.places());
                layout.marks[count].end = layout.marks[count].end.max(mark.end);
                continue;
            }
            layout.marks.push(mark);
        }
        layout.items.append(&mut items);
    }

    /// Cuts labels that stand before their marks where a density ends.
    fn keep_labels_out_of(&self, dense: &[Tile], marks: &mut [Placed]) {
        for mark in marks {
            let Some(label) = mark.label.as_mut().filter(|label| label.side == Side::Left) else { continue };
            let before = dense.partition_point(|tile| self.place(tile.from) < label.end);
            let end = before.checked_sub(1).map_or(f64::NEG_INFINITY, |last| self.place(dense[last].to));
            label.start = label.start.max(end + layout::INSET);
            if label.end - label.start < layout::LEAST_LABEL {
                mark.label = None;
            }
        }
    }

    /// How much of a label is in view.
    fn room(&self, label: Option<Label>) -> f64 {
        label.map_or(0.0, |label| (label.end.min(self.view.1) - label.start.max(self.view.0)).max(0.0))
    }

    /// The items of a stretch of tiles: bars that last into it, and what begins in it.
    fn items(&self, tiles: &Tile) -> Vec<Item> {
        let lasting = (0..self.bar_rows()).filter_map(|row| {
            let place = self.lane.lasting(self.level, row, tiles.from)?;
            let item = self.item(place)?;
            (item.row == Some(row)).then_some(item)
        });
        let mut items: Vec<Item> = lasting.collect();
        let mut place = tiles.places.start;
        while place < tiles.places.end {
            let item = self.item(place);
            place = self.lane.item_at(place).end;
            items.extend(item);
        }
        items
    }

    /// The item that begins at a place, with the row that it has at this zoom.
    fn item(&self, place: usize) -> Option<Item> {
        let mut item = Item::of(self.dossier, self.lane, self.lane.item_at(place), self.points_per_day)?;
        let stretch = self.lane.stretch(place);
        let is_fading = item.pieces.iter().any(|piece| [piece.start_end, piece.end_end].contains(&End::Unknown));
        if !item.is_point() && !is_fading && f64::from(stretch.days()) * self.points_per_day >= NARROW {
            item.row = self.lane.row_of(self.level, place).filter(|row| *row < self.bar_rows());
            if item.row.is_none() {
                self.shrink(&mut item);
            }
        }
        Some(item)
    }

    /// What has no row becomes a point in its middle where it is not much longer than one; else it is counted where it
    /// begins.
    fn shrink(&self, item: &mut Item) {
        let is_short = item.end - item.start < LEAST_BAR;
        let middle = f64::midpoint(item.start, item.end);
        let start = match (is_short, item.start.is_finite()) {
            (true, _) => middle - POINT / 2.0,
            (false, true) => item.start,
            (false, false) => item.end.min(self.view.1),
        };
        let date = self.dossier.fact(item.fact).date.as_ref();
        let is_to_the_day = date.is_some_and(|date| date.precision() == Precision::Day);
        let body = if is_short && is_to_the_day { Body::Dot } else { Body::Square };
        let look = item.pieces.first().map_or((End::Sharp, End::Sharp), |piece| (piece.start_end, piece.end_end));
        let (start_end, end_end) = if is_short { look } else { (End::Sharp, End::Sharp) };
        let end = start + POINT;
        let is_possibility = item.pieces.iter().any(|piece| piece.is_possibility);
        item.pieces = smallvec![Piece { body, start, end, start_end, end_end, is_possibility }];
        (item.start, item.end, item.is_heaped) = (start, end, !is_short);
    }

    /// How many facts began before the first day in view, last beyond it, and have no row.
    fn unseen(&self, day: i64, layout: &CrowdLayout, emitted: &Emitted) -> usize {
        if layout.dense.first().is_some_and(|tile| tile.from <= day) {
            return 0;
        }
        let reaches = |place: usize| i64::from(self.lane.stretch(place).end) > day;
        let narrow = level_of(NARROW, self.points_per_day);
        let near = self.lane.begin_in(day - (1_i64 << narrow), day);
        if near.len() > MOST_STRADDLING {
            return 0;
        }
        // What is too short to be a bar is a point somewhere around the edge, and no part of this.
        let is_short = |place: &usize| f64::from(self.lane.stretch(*place).days()) * self.points_per_day < NARROW;
        let short = near.filter(|place| reaches(*place)).filter(is_short).count();
        let begun = self.lane.touching(day, day + 1) - self.lane.begin_in(day, day + 1).len();
        let seen: usize = emitted
            .values()
            .map(|(_, item)| &layout.items[*item])
            .filter(|item| reaches(item.places.start) && i64::from(self.lane.stretch(item.places.start).start) < day)
            .map(Item::count)
            .sum();
        begun.saturating_sub(short + seen)
    }
}

/// The count of the stretch before `from` that reaches over a point or a count of this one, and would hide it: it takes it in.
fn count_over(mark: &Placed, from: f64, items: &[Item], layout: &CrowdLayout) -> Option<usize> {
    let base = layout.items.len();
    let is_bar = |item: &usize| !items[item - base].is_point();
    if mark.start >= from + layout::cluster_width(usize::MAX) || matches!(&mark.what, What::Item(item) if is_bar(item))
    {
        return None;
    }
    layout.marks.iter().rposition(|before| {
        let What::Cluster(places) = &before.what else { return false };
        let end = before.start + layout::cluster_width(layout::count(&layout.items, places));
        before.row == mark.row && before.start < from && end > mark.start
    })
}

/// A label that stands before its mark, as far as it lies behind a place.
fn after(label: Label, from: f64) -> Option<Label> {
    if label.side != Side::Left || label.start >= from + layout::INSET {
        return Some(label);
    }
    let start = from + layout::INSET;
    (label.end - start >= layout::LEAST_LABEL).then_some(Label { start, ..label })
}

/// A label in a bar that comes from before: it begins where the bar is seen.
fn within(label: Label, from: f64) -> Option<Label> {
    let start = if label.side == Side::Inside { label.start.max(from + layout::INSET) } else { label.start };
    (label.end - start >= layout::LEAST_LABEL || label.side != Side::Inside).then_some(Label { start, ..label })
}

#[cfg(test)]
#[path = "crowd_tests.rs"]
mod tests;
