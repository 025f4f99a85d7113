//! The words beside the marks: values by their importance, and with each what must be known of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use egui::{Align, Align2, Color32, Pos2, Rect, Shape, Ui, Vec2};

use super::lit::Lit;
use super::look::{DISPUTED, ZERO_HEIGHT, disputed_shape};
use super::marks::{NOTHING_HALF, Tick, nothing_shapes};
use super::place::{Gap, Placed, Placement};
use super::room::{Room, WORD_GAP};
use super::scale::{Beyond, Scale};
use super::{TradeInput, sources, texts};
use crate::analysis::{Doubt, SeriesColour};
use crate::charts::Theme;
use crate::charts::theme::{self, size};

/// No word is as small as this, in points.
const LEAST_WORD: Vec2 = Vec2::new(1.0, 8.0);
/// The arrow of a bar that ends beyond the axis: half its width and its height, in points.
const ARROW: Vec2 = Vec2::new(4.5, 6.0);
/// More bars than this in view have their values alone; their patterns say the rest.
const MOST_WITH_WORDS: usize = 20;
/// Of more lines than this only the ends have values.
const MOST_LABELLED_LINES: usize = 3;
/// A part of a stack that is smaller than this has no value on it, in points.
const LEAST_PART: Vec2 = Vec2::new(34.0, 17.0);
/// Bars of one period are no further from each other than this, in points.
const BESIDE: f32 = 3.0;
/// Points of a line that are closer than this have no value unless they are important, in points.
const LEAST_LABEL_DISTANCE: f32 = 46.0;

/// A value on the screen.
#[derive(Clone, Copy)]
pub(super) struct Mark<'a> {
    pub(super) placed: &'a Placed<'a>,
    pub(super) rect: Rect,
    /// Whether it is a point of a line.
    pub(super) is_dot: bool,
}

/// How important the value of a mark is: the first of these are placed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Importance {
    Last,
    First,
    Highest,
    Lowest,
    Disputed,
    Doubted,
    Other,
}

pub(super) struct Labels<'a> {
    pub(super) input: &'a TradeInput<'a>,
    pub(super) placement: &'a Placement<'a>,
    pub(super) scale: &'a Scale,
    pub(super) theme: &'a Theme,
    pub(super) lit: &'a Lit,
    /// Lines that no number may be struck through by.
    pub(super) struck: &'a [Rect],
}

impl Labels<'_> {
    /// Puts the values of marks, one for each value that is placed, where they are on the axis and have room, by their importance.
    pub(super) fn put(&self, ui: &Ui, marks: &[Mark<'_>], shapes: &mut Vec<Shape>, room: &mut Room) {
        let frame = room.frame();
        let is_seen = |mark: &&Mark<'_>| {
            self.scale.beyond(mark.placed.head).is_none() && frame.x_range().intersects(mark.rect.x_range())
        };
        // Among many lines nobody could say which one a number belongs to, but at its end.
        let is_many = self.placement.are_lines && self.placement.overview.series.len() > MOST_LABELLED_LINES;
        let seen: Vec<&Mark<'_>> = if is_many {
            let ends = self.placement.ends_of_lines(|place| is_seen(&&marks[place]));
            ends.into_iter().map(|place| &marks[place]).collect()
        } else {
            marks.iter().filter(is_seen).collect()
        };
        let has_disputed = self.placement.overview.doubts.has(Doubt::Disputed);
        let is_disputed = |mark: &&Mark<'_>| has_disputed && mark.placed.doubts.has(Doubt::Disputed);
        for mark in marks.iter().filter(is_disputed).filter(is_seen) {
            let foot = disputed_foot(mark);
            if frame.contains(foot) {
                shapes.push(disputed_shape(foot, self.theme));
                room.keep_free_of_words(Rect::from_min_max(
                    foot - Vec2::new(DISPUTED.x / 2.0, DISPUTED.y),
                    foot + Vec2::new(DISPUTED.x / 2.0, 0.0),
                ));
            }
        }
        let mut lefts: Vec<f32> = seen.iter().filter(|mark| !mark.is_dot).map(|mark| mark.rect.left()).collect();
        lefts.sort_by(f32::total_cmp);
        let mut centres: Vec<f32> = seen.iter().filter(|mark| !mark.is_dot).map(|mark| mark.rect.center().x).collect();
        centres.sort_by(f32::total_cmp);
        let has_words = lefts.len() <= MOST_WITH_WORDS;
        let mut ordered = by_importance(&seen);
        let distances = distances(&seen);
        let is_apart = |of: usize| distances.get(&of).is_some_and(|distance| *distance >= LEAST_LABEL_DISTANCE);
        ordered.retain(|(importance, mark)| match importance {
            _ if !self.lit.is_lit(mark.placed) || is_inside_stack(mark.placed) => false,
            _ if !mark.is_dot => true,
            Importance::Last | Importance::First | Importance::Highest | Importance::Lowest => true,
            Importance::Disputed | Importance::Doubted | Importance::Other => is_apart(mark.placed.of),
        });
        ordered.sort_by_key(|(importance, mark)| (*importance, mark.placed.of, Reverse(mark.placed.point.first)));
        for (_, mark) in ordered {
            if mark.is_dot {
                self.value_at_dot(ui, mark, shapes, room);
            } else {
                let has_neighbour = has_bar_at(&lefts, mark.rect.right());
                self.value_at_bar(ui, mark, (has_words, has_neighbour, &centres), shapes, room);
            }
        }
        self.stack_values(ui, &seen, shapes, room);
    }

    /// The value over a bar, and over it what must be known of it; where another bar begins at its right, they keep to the left.
    fn value_at_bar(
        &self,
        ui: &Ui,
        mark: &Mark<'_>,
        (has_words, has_neighbour, centres): (bool, bool, &[f32]),
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        let placed = mark.placed;
        let is_down = placed.head < 0.0;
        let rise = match placed {
            _ if placed.is_zero() => ZERO_HEIGHT,
            _ if placed.point.range.is_some() && placed.foot.is_none() => 4.0,
            _ => 0.0,
        } + if placed.doubts.has(Doubt::Disputed) { DISPUTED.y + 2.0 } else { 0.0 };
        let rise = rise + self.above_mirrors(mark, rise);
        let edge = if is_down { mark.rect.bottom() + rise + WORD_GAP } else { mark.rect.top() - rise - WORD_GAP };
        // Asked first, since most bars of a crowd have no room for even the shortest word.
        let least = room.beside(mark.rect, edge, LEAST_WORD, is_down);
        if !least.is_some_and(|least| room.is_free(least)) {
            return;
        }
        let mut lines = vec![(texts::value_label(self.input, placed, self.scale.magnitude), true)];
        if has_words {
            lines.extend(texts::bar_words(placed).into_iter().map(|words| (words, false)));
        }
        // All words, else fewer of them: the pattern of the bar says what they would.
        let aligns = if has_neighbour {
            [Align::Max, Align::Center, Align::Min]
        } else {
            [Align::Center, Align::Min, Align::Max]
        };
        for count in (1..=lines.len()).rev() {
            for align in aligns {
                if self.block(ui, &lines[..count], (mark.rect, align, centres), (edge, is_down), shapes, room) {
                    return;
                }
            }
        }
    }

    /// How much higher words stand because what the partner reports is marked just over the bar.
    fn above_mirrors(&self, mark: &Mark<'_>, rise: f32) -> f32 {
        let placed = mark.placed;
        let is_drawn = placed.foot.is_none() && placed.instead.is_none() && placed.head > 0.0;
        let length = (self.scale.y_from_value(placed.head) - self.scale.base_y()) as f32;
        let points_per_unit = mark.rect.height() / length;
        let heights = placed.point.mirrors.iter().filter_map(|mirror| mirror.value).filter(|_| is_drawn).map(|value| {
            (self.scale.y_from_value(value) - self.scale.y_from_value(placed.head)) as f32 * points_per_unit - rise
        });
        let is_in_the_way = |height: &f32| (-6.0..26.0).contains(height);
        heights.filter(is_in_the_way).map(|height| height + 5.0).fold(0.0, f32::max)
    }

    /// Lines over or under a bar, whole or not at all; whether they were put.
    fn block(
        &self,
        ui: &Ui,
        lines: &[(String, bool)],
        (bar, align, centres): (Rect, Align, &[f32]),
        (edge, is_down): (f32, bool),
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) -> bool {
        let mut placed = Vec::with_capacity(lines.len());
        let mut edge = edge;
        for (text, is_value) in lines {
            let (font, ink) = self.font(*is_value);
            let galley = ui.painter().layout_no_wrap(text.clone(), font, ink);
            let Some(rect) = room.beside(bar, edge, galley.size(), is_down) else { return false };
            // To where the bar begins or ends, where its neighbour has words as well.
            let rect = match align {
                Align::Center => rect,
                Align::Min => rect.translate(Vec2::new((bar.left() + WORD_GAP - rect.left()).max(0.0), 0.0)),
                Align::Max => rect.translate(Vec2::new((bar.right() - WORD_GAP - rect.right()).min(0.0), 0.0)),
            };
            if !is_nearest(bar, rect, centres) || !room.is_free(rect) {
                return false;
            }
            edge = if is_down { rect.bottom() - 2.0 } else { rect.top() + 2.0 };
            placed.push((galley, rect, ink));
        }
        for (galley, rect, ink) in placed {
            room.keep(rect);
            shapes.push(Shape::galley(rect.min, galley, ink));
        }
        true
    }

    fn font(&self, is_value: bool) -> (egui::FontId, Color32) {
        if is_value {
            (theme::strong(size::CHART), self.theme.ink)
        } else {
            (theme::text(size::CHART - 1.0), self.theme.ink_soft)
        }
    }

    fn value_at_dot(&self, ui: &Ui, mark: &Mark<'_>, shapes: &mut Vec<Shape>, room: &mut Room) {
        let text = texts::value_label(self.input, mark.placed, self.scale.magnitude);
        let (font, ink) = self.font(true);
        let galley = ui.painter().layout_no_wrap(text, font, ink);
        let rise = if mark.placed.doubts.has(Doubt::Disputed) { DISPUTED.y + 2.0 } else { 0.0 };
        let (above, below) = (mark.rect.top() - rise - 1.0, mark.rect.bottom() + 1.0);
        let at = mark.rect.center().x;
        for rect in [
            Align2::CENTER_BOTTOM.anchor_size(Pos2::new(at, above), galley.size()),
            Align2::CENTER_TOP.anchor_size(Pos2::new(at, below), galley.size()),
        ] {
            let rect = room.aside(rect);
            if room.is_free(rect) {
                room.keep(rect);
                shapes.push(Shape::galley(rect.min, galley, ink));
                return;
            }
        }
    }

    /// The stated whole over a stack.
    fn stack_values(&self, ui: &Ui, seen: &[&Mark<'_>], shapes: &mut Vec<Shape>, room: &mut Room) {
        let mut tops: BTreeMap<(usize, crate::dossier::Day), &Mark<'_>> = BTreeMap::new();
        for mark in seen.iter().filter(|mark| is_inside_stack(mark.placed) && mark.placed.head >= 0.0) {
            let key = (mark.placed.series.lane, mark.placed.point.first);
            let top = tops.entry(key).or_insert(mark);
            if mark.placed.head >= top.placed.head {
                *top = mark;
            }
        }
        let mut tops: Vec<&Mark<'_>> = tops.into_values().collect();
        let last = tops.iter().map(|mark| mark.placed.point.first).max();
        let first = tops.iter().map(|mark| mark.placed.point.first).min();
        let height = |mark: &Mark<'_>| ordered(mark.placed.head);
        let (highest, lowest) =
            (tops.iter().map(|mark| height(mark)).max(), tops.iter().map(|mark| height(mark)).min());
        tops.sort_by_key(|mark| {
            let start = Some(mark.placed.point.first);
            let rank = match () {
                () if start == last => 0,
                () if start == first => 1,
                () if Some(height(mark)) == highest => 2,
                () if Some(height(mark)) == lowest => 3,
                () => 4,
            };
            (rank, mark.placed.series.lane, Reverse(mark.placed.point.first))
        });
        for mark in seen.iter().filter(|mark| is_inside_stack(mark.placed) && self.lit.is_lit(mark.placed)) {
            self.value_in_stack(ui, mark, shapes, room);
        }
        if tops.len() <= 2 && first == last {
            self.names_beside_stack(ui, seen, shapes, room);
        }
        for mark in tops {
            if let Some(text) = texts::stack_label(self.input, mark.placed, self.scale.magnitude) {
                let edge = mark.rect.top() - WORD_GAP;
                self.block(ui, &[(text, true)], (mark.rect, Align::Center, &[]), (edge, false), shapes, room);
            }
        }
    }

    /// The names of the parts of a stack that stands alone, beside it: of two, to the left of the left one.
    fn names_beside_stack(&self, ui: &Ui, seen: &[&Mark<'_>], shapes: &mut Vec<Shape>, room: &mut Room) {
        let lanes = self.input.plan.lanes();
        for mark in seen.iter().filter(|mark| is_inside_stack(mark.placed) && mark.rect.height() >= LEAST_PART.y - 4.0)
        {
            let name = super::legend::elided(&mark.placed.series.name);
            let galley = ui.painter().layout_no_wrap(name, theme::text(size::CHART), self.theme.ink);
            let (at, anchor) = if lanes == 2 && mark.placed.series.lane == 0 {
                (mark.rect.left_center() - Vec2::new(8.0, 0.0), Align2::RIGHT_CENTER)
            } else {
                (mark.rect.right_center() + Vec2::new(8.0, 0.0), Align2::LEFT_CENTER)
            };
            let rect = anchor.anchor_size(at, galley.size());
            room.put(galley, rect, self.theme.ink, shapes);
        }
    }

    /// The value of a part of a stack, on it where it is large enough.
    fn value_in_stack(&self, ui: &Ui, mark: &Mark<'_>, shapes: &mut Vec<Shape>, room: &Room) {
        let frame = room.frame();
        if mark.rect.width() < LEAST_PART.x || mark.rect.height() < LEAST_PART.y || !frame.contains_rect(mark.rect) {
            return;
        }
        let text = texts::value_label(self.input, mark.placed, self.scale.magnitude);
        let is_solid =
            super::look::patterned(mark.placed.doubts).is_none() && mark.placed.series.colour != SeriesColour::Rest;
        let ink = if is_solid { self.theme.on(self.theme.series(mark.placed.series.colour)) } else { self.theme.ink };
        let galley = ui.painter().layout_no_wrap(text, theme::text(size::CHART - 1.0), ink);
        let rect = Align2::CENTER_CENTER.anchor_size(mark.rect.center(), galley.size());
        if mark.rect.shrink2(Vec2::new(2.0, 0.0)).contains_rect(rect)
            && !self.struck.iter().any(|line| line.intersects(rect))
        {
            if !is_solid {
                shapes.push(Shape::rect_filled(rect.shrink2(Vec2::new(-2.0, 1.0)), 0.0, self.theme.paper));
            }
            shapes.push(Shape::galley(rect.min, galley, ink));
        }
    }

    /// The marker of the source of a rival value, beside its tick.
    pub(super) fn tick(&self, ui: &Ui, tick: &Tick<'_>, shapes: &mut Vec<Shape>, room: &mut Room) {
        let at = Pos2::new(tick.rect.right() + WORD_GAP, tick.rect.center().y);
        // Asked first, since most ticks of a crowd have no room for even the shortest word.
        if room.is_free(Align2::LEFT_CENTER.anchor_size(at, LEAST_WORD)) {
            let marker = match tick.shown {
                Some(shown) => sources::rival_marker(self.input.dossier, tick.rival, shown),
                None => sources::marker(self.input.dossier, tick.rival),
            };
            let galley = ui.painter().layout_no_wrap(marker, theme::text(size::CHART - 1.0), self.theme.ink_soft);
            let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
            room.put(galley, rect, self.theme.ink_soft, shapes);
        }
    }

    /// The ends of bars beyond the axis: an arrow towards each, and its value where that meets no other.
    pub(super) fn beyond(&self, ui: &Ui, marks: &[Mark<'_>], shapes: &mut Vec<Shape>, room: &mut Room) {
        for mark in marks.iter().filter(|mark| !mark.is_dot) {
            let Some(beyond) = self.scale.beyond(mark.placed.head) else { continue };
            let frame = room.frame();
            let seen = mark.rect.x_range().intersection(frame.x_range());
            if seen.span() <= 0.0 {
                continue;
            }
            let (edge, towards, anchor) = match beyond {
                Beyond::Above => (frame.top(), -1.0, Align2::CENTER_TOP),
                Beyond::Below => (frame.bottom(), 1.0, Align2::CENTER_BOTTOM),
            };
            let tip = Pos2::new(seen.center(), edge - towards);
            let foot = tip.y - towards * ARROW.y;
            let arrow = vec![tip, Pos2::new(tip.x - ARROW.x, foot), Pos2::new(tip.x + ARROW.x, foot)];
            let around_arrow = Rect::from_two_pos(tip, Pos2::new(tip.x, foot)).expand2(Vec2::new(ARROW.x + 1.5, 1.5));
            shapes.push(Shape::rect_filled(around_arrow, 0.0, self.theme.paper));
            shapes.push(Shape::convex_polygon(arrow, self.theme.ink, egui::Stroke::NONE));
            room.keep_free_of_words(around_arrow);
            self.words_on_bar(ui, mark.placed, Pos2::new(tip.x, foot - towards), anchor, shapes, room);
        }
    }

    /// The value of a bar and what must be known of it, on the bar: from a place away from the edge that it is anchored to.
    fn words_on_bar(
        &self,
        ui: &Ui,
        placed: &Placed<'_>,
        mut at: Pos2,
        anchor: Align2,
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        let value = (texts::value_label(self.input, placed, self.scale.magnitude), true);
        let words = texts::bar_words(placed).into_iter().map(|words| (words, false));
        for (text, is_value) in std::iter::once(value).chain(words) {
            let (font, ink) = self.font(is_value);
            let galley = ui.painter().layout_no_wrap(text, font, ink);
            let rect = room.aside(anchor.anchor_size(at, galley.size()));
            if !room.put_on_bars(galley, rect, (self.theme.paper, ink), shapes) {
                return;
            }
            at.y = if anchor == Align2::CENTER_TOP { rect.bottom() - 1.0 } else { rect.top() + 1.0 };
        }
    }

    /// What a year without a value says: its mark, and over it the words where they have room.
    pub(super) fn gap(&self, ui: &Ui, gap: &Gap, slot: Rect, base_y: f32, shapes: &mut Vec<Shape>, room: &mut Room) {
        // Where the axis does not reach to where bars begin, or has no room above it, at its foot.
        let frame = room.frame();
        let has_room = base_y - WORD_GAP - 2.0 * NOTHING_HALF >= frame.top() && base_y <= frame.bottom();
        let foot = if has_room { base_y } else { frame.bottom() };
        let middle = Pos2::new(slot.center().x, foot - WORD_GAP - NOTHING_HALF);
        let mark = Rect::from_center_size(middle, Vec2::splat(2.0 * NOTHING_HALF));
        if !frame.contains_rect(mark) || slot.width() < 2.0 * NOTHING_HALF || !room.is_free_of_marks(mark) {
            return;
        }
        shapes.extend(nothing_shapes(gap.nothing, middle, self.theme));
        let words = texts::nothing_words(gap.nothing).to_owned();
        let galley = ui.painter().layout_no_wrap(words, theme::text(size::CHART - 1.0), self.theme.ink_soft);
        let foot = Pos2::new(middle.x, middle.y - NOTHING_HALF - 1.0);
        let rect = Align2::CENTER_BOTTOM.anchor_size(foot, galley.size());
        if rect.width() <= slot.width() - WORD_GAP {
            room.put(galley, rect, self.theme.ink_soft, shapes);
        }
    }
}

/// Whether a bar is one of several upon each other, which have one value together.
fn is_inside_stack(placed: &Placed<'_>) -> bool {
    placed.foot.is_some() && !placed.is_range
}

/// Whether one of the bars that begin at these places begins where another one ends.
fn has_bar_at(lefts: &[f32], right: f32) -> bool {
    let next = lefts.partition_point(|left| *left < right - 0.5);
    lefts.get(next).is_some_and(|left| *left <= right + BESIDE)
}

/// Where the mark of what is disputed stands.
pub(super) fn disputed_foot(mark: &Mark<'_>) -> Pos2 {
    let x = mark.rect.center().x;
    let rise = if mark.placed.is_zero() { ZERO_HEIGHT } else { 1.0 };
    if mark.placed.head < 0.0 && !mark.is_dot {
        Pos2::new(x, mark.rect.bottom() + DISPUTED.y + 2.0)
    } else {
        let range = if mark.placed.point.range.is_some() { 4.0 } else { 0.0 };
        Pos2::new(x, mark.rect.top() - rise - range)
    }
}

/// How far the points of each line are from each other, on average.
fn distances(seen: &[&Mark<'_>]) -> BTreeMap<usize, f32> {
    let mut ends: BTreeMap<usize, (f32, f32, usize)> = BTreeMap::new();
    for mark in seen.iter().filter(|mark| mark.is_dot) {
        let x = mark.rect.center().x;
        let entry = ends.entry(mark.placed.of).or_insert((x, x, 0));
        *entry = (entry.0.min(x), entry.1.max(x), entry.2 + 1);
    }
    let distance = |(first, last, count): (f32, f32, usize)| match count {
        0 | 1 => f32::INFINITY,
        _ => (last - first) / (count - 1) as f32,
    };
    ends.into_iter().map(|(of, ends)| (of, distance(ends))).collect()
}

/// Whether of all bars, whose centres come from left to right, words are nearest to their own: over another one they would be
/// read as that one's.
fn is_nearest(bar: Rect, words: Rect, centres: &[f32]) -> bool {
    let (at, own) = (words.center().x, bar.center().x);
    let after = centres.partition_point(|centre| *centre < at);
    let beside = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|place| centres.get(place));
    beside.into_iter().all(|centre| (centre - at).abs() + 0.5 >= (own - at).abs())
}

/// A float as something to compare.
fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// The marks with their importance within their series.
fn by_importance<'m, 'a>(seen: &[&'m Mark<'a>]) -> Vec<(Importance, &'m Mark<'a>)> {
    let mut ends: BTreeMap<usize, (i64, i64, i64, i64)> = BTreeMap::new();
    for mark in seen {
        let (start, value) = (mark.placed.point.first.0, ordered(mark.placed.head));
        let entry = ends.entry(mark.placed.of).or_insert((start, start, value, value));
        *entry = (entry.0.min(start), entry.1.max(start), entry.2.min(value), entry.3.max(value));
    }
    let importance = |mark: &Mark<'_>| {
        let (start, value) = (mark.placed.point.first.0, ordered(mark.placed.head));
        match ends.get(&mark.placed.of) {
            Some((_, last, ..)) if start == *last => Importance::Last,
            Some((first, ..)) if start == *first => Importance::First,
            Some((.., highest)) if value == *highest => Importance::Highest,
            Some((.., lowest, _)) if value == *lowest => Importance::Lowest,
            _ if mark.placed.doubts.has(Doubt::Disputed) => Importance::Disputed,
            _ if !mark.placed.doubts.is_none() => Importance::Doubted,
            _ => Importance::Other,
        }
    };
    let is_rest = |mark: &Mark<'_>| mark.placed.series.colour == SeriesColour::Rest;
    seen.iter().filter(|mark| !is_rest(mark)).map(|mark| (importance(mark), *mark)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_nearest_to_their_own_bar() {
        let rect = |left: f32, width: f32| Rect::from_min_size(Pos2::new(left, 0.0), Vec2::new(width, 10.0));
        let bars = [rect(0.0, 8.0), rect(10.0, 8.0), rect(30.0, 8.0)];
        let centres = bars.map(|bar| bar.center().x);
        assert!(is_nearest(bars[1], rect(0.0, 28.0), &centres), "in its middle");
        assert!(!is_nearest(bars[1], rect(-11.0, 28.0), &centres), "over the one before");
        assert!(is_nearest(bars[2], rect(40.0, 28.0), &centres), "nothing else is there");
        assert!(is_nearest(bars[2], rect(0.0, 28.0), &[]), "where no others are known");
    }
}
