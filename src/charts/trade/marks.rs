//! The marks of the chart: bars, rival ticks, gaps, and the words that stand beside them.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};
use smallvec::SmallVec;

use super::TradeInput;
use super::bars::{Bars, Gap, PlacedBar};
use super::ink::{Kind, ZERO_HEIGHT};
use super::room::{Room, WORD_GAP};
use super::scale::{Beyond, Scale};
use super::sources;
use super::texts;
use crate::analysis::{NoDataReason, Observation};
use crate::app::Span;
use crate::charts::Theme;
use crate::charts::theme::{self, size};

/// The thickness of a rival's tick, in points.
pub(super) const RIVAL_TICK: f32 = 2.0;
/// No word is as small as this, in points.
const LEAST_WORD: Vec2 = Vec2::new(1.0, 8.0);
/// Half the size of the mark of a year without a value, in points.
const NOTHING_HALF: f32 = 4.0;
/// More ticks than this on a bar cannot be told apart.
const MOST_TICKS: usize = 24;
/// The least height of a bar, so that a small value is not mistaken for none; in points.
const LEAST_BAR: f32 = 1.5;

/// So far out of view bars are still drawn, in points: their outlines there are not seen.
const OUT_OF_VIEW: Vec2 = Vec2::new(1_000.0, 8.0);
/// The arrow of a bar that ends beyond the axis: half its width and its height, in points.
const ARROW: Vec2 = Vec2::new(4.5, 6.0);

/// Words beside a tick do not touch it; in points.
const HAIR: f32 = 0.1;

/// The tick of a rival value across a bar.
struct Tick<'a> {
    rect: Rect,
    rival: &'a Observation,
    /// What the bar shows.
    shown: &'a Observation,
}

/// Everything that is drawn inside the plot.
pub(super) struct Marks<'a> {
    base: PlotItemBase,
    input: &'a TradeInput<'a>,
    bars: &'a Bars<'a>,
    scale: &'a Scale,
    theme: Theme,
}

impl<'a> Marks<'a> {
    pub(super) fn new(input: &'a TradeInput<'a>, bars: &'a Bars<'a>, scale: &'a Scale, theme: Theme) -> Self {
        Self { base: PlotItemBase::new("trade".to_owned()), input, bars, scale, theme }
    }
}

/// The rectangle of a bar on the screen, as far as it can be seen and a little further.
pub(super) fn bar_rect(placed: &PlacedBar<'_>, scale: &Scale, transform: &PlotTransform) -> Rect {
    let at = |x: f64, y: f64| transform.position_from_point(&PlotPoint::new(x, y));
    let foot = at(placed.start_days, placed.foot.map_or(scale.base_y(), |foot| scale.y_from_value(foot)));
    let head = at(placed.end_days, scale.y_from_value(placed.value));
    let mut rect = Rect::from_two_pos(foot, head);
    if rect.height() < LEAST_BAR {
        rect.set_top(rect.bottom() - LEAST_BAR);
    }
    let seen = transform.frame().expand2(OUT_OF_VIEW);
    Rect::from_min_max(rect.min.clamp(seen.min, seen.max), rect.max.clamp(seen.min, seen.max))
}

/// The rectangle of a year without a bar, from top to bottom of the plot.
pub(super) fn gap_rect(gap: Gap, transform: &PlotTransform) -> Rect {
    let span = Span::of_years(gap.year, gap.year);
    let frame = transform.frame();
    let x = |days: f64| transform.position_from_point(&PlotPoint::new(days, 0.0)).x;
    Rect::from_x_y_ranges(x(span.start_days())..=x(span.end_days()), frame.y_range())
}

/// The tick of a rival value.
pub(super) fn rival_shape(rect: Rect, theme: &Theme) -> Shape {
    Shape::line_segment([rect.left_center(), rect.right_center()], Stroke::new(RIVAL_TICK, theme.ink))
}

impl PlotItem for Marks<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let base_y = transform.position_from_point(&PlotPoint::new(0.0, self.scale.base_y())).y;
        let frame = *transform.frame();
        let axis = Stroke::new(1.0, self.theme.ink_soft);
        let placed = self.bars.placed.iter();
        let bars: Vec<_> = placed.map(|placed| (placed, bar_rect(placed, self.scale, transform))).collect();
        let mut room = Room::new(frame, bars.iter().map(|(_, bar)| *bar));
        let mut ticks = Vec::with_capacity(2 * bars.len());
        shapes.reserve(4 * bars.len());
        shapes.push(self.columns(transform));
        for (placed, bar) in bars.iter().filter(|(placed, _)| self.scale.has_place_for(placed.value)) {
            placed.ink.shapes(*bar, self.theme.trade(), &self.theme, shapes);
            if let Some(range) = placed.range {
                self.range_shapes(range, *bar, transform, shapes);
            }
            if self.input.selected == Some(placed.fact()) {
                let outline = Stroke::new(2.0, self.theme.ink);
                shapes.push(Shape::rect_stroke(bar.expand(2.0), 1.0, outline, StrokeKind::Outside));
            }
            for tick in self.ticks(ui.pixels_per_point(), placed, *bar, transform) {
                shapes.push(rival_shape(tick.rect, &self.theme));
                // No number is struck through, neither by a tick of its own bar nor by one of another.
                room.keep_free_of_words(tick.rect.shrink2(Vec2::new(HAIR, 0.0)));
                ticks.push(tick);
            }
        }
        for (placed, bar) in &bars {
            if let Some(beyond) = self.scale.beyond(placed.value) {
                self.beyond_words(ui, placed, *bar, beyond, shapes, &mut room);
            }
        }
        for tick in &ticks {
            self.tick_words(ui, tick, shapes, &mut room);
        }
        shapes.push(Shape::line_segment([Pos2::new(frame.left(), base_y), Pos2::new(frame.right(), base_y)], axis));
        for (placed, bar) in bars.iter().filter(|(placed, _)| self.scale.beyond(placed.value).is_none()) {
            self.bar_words(ui, placed, *bar, shapes, &mut room);
        }
        for gap in &self.bars.gaps {
            self.gap_words(ui, *gap, gap_rect(*gap, transform), base_y, shapes, &mut room);
        }
        if let Some(days) = self.input.cursor_days {
            let x = transform.position_from_point(&PlotPoint::new(days, 0.0)).x;
            let line = Stroke::new(1.0, self.theme.accent.gamma_multiply(0.7));
            shapes.push(Shape::line_segment([Pos2::new(x, frame.top()), Pos2::new(x, frame.bottom())], line));
        }
    }

    fn initialize(&mut self, _x_range: std::ops::RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.theme.trade()
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

impl Marks<'_> {
    /// Columns from the lowest to the highest value, as one mesh.
    fn columns(&self, transform: &PlotTransform) -> Shape {
        let mut mesh = egui::Mesh::default();
        let (fill, ends) = (self.theme.tint(self.theme.trade(), 0.45), self.theme.trade());
        for column in &self.bars.columns {
            let at = |days: f64, value: f64| {
                transform.position_from_point(&PlotPoint::new(days, self.scale.y_from_value(value)))
            };
            let (low, high) = (at(column.start_days, column.values.low), at(column.end_days, column.values.high));
            let rect = Rect::from_two_pos(low, high).intersect(*transform.frame());
            if rect.is_negative() || !self.scale.has_place_for(column.values.high) {
                continue;
            }
            mesh.add_colored_rect(rect, fill);
            for y in [low.y - LEAST_BAR, high.y] {
                let end = Rect::from_min_max(Pos2::new(rect.left(), y), Pos2::new(rect.right(), y + LEAST_BAR));
                mesh.add_colored_rect(end.intersect(*transform.frame()), ends);
            }
        }
        Shape::mesh(mesh)
    }

    /// The range that a derived value may lie in, as a thin I over the end of its bar.
    fn range_shapes(&self, (low, high): (f64, f64), bar: Rect, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let y = |value: f64| transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(value))).y;
        let (top, bottom) = (y(high), y(low));
        if bottom - top < 2.5 {
            return;
        }
        let x = bar.center().x;
        let half = (bar.width() / 4.0).min(5.0);
        let line = Stroke::new(1.2, self.theme.ink);
        shapes.push(Shape::line_segment([Pos2::new(x, top), Pos2::new(x, bottom)], line));
        for y in [top, bottom] {
            shapes.push(Shape::line_segment([Pos2::new(x - half, y), Pos2::new(x + half, y)], line));
        }
    }

    /// A tick across the bar for each rival value; on the screen, what would lie in the same pixels is drawn once.
    fn ticks<'b>(
        &self,
        pixels_per_point: f32,
        placed: &PlacedBar<'b>,
        bar: Rect,
        transform: &PlotTransform,
    ) -> impl Iterator<Item = Tick<'b>> {
        let mut rows = SmallVec::<[i64; MOST_TICKS]>::new();
        let shown = placed.shown;
        placed.ticks.iter().take(MOST_TICKS).filter_map(move |rival| {
            let y = transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(rival.value?))).y;
            let row = (y * pixels_per_point).floor() as i64;
            if self.input.is_interactive && rows.contains(&row) {
                return None;
            }
            rows.push(row);
            let rect = Rect::from_x_y_ranges(bar.left() - 4.0..=bar.right() + 4.0, y - 1.0..=y + 1.0);
            Some(Tick { rect, rival, shown })
        })
    }

    /// The marker of the source of a rival value, beside its tick.
    fn tick_words(&self, ui: &Ui, tick: &Tick<'_>, shapes: &mut Vec<Shape>, room: &mut Room) {
        let at = Pos2::new(tick.rect.right() + WORD_GAP, tick.rect.center().y);
        // Asked first, since most ticks of a crowd have no room for even the shortest word.
        if room.is_free(Align2::LEFT_CENTER.anchor_size(at, LEAST_WORD)) {
            let marker = sources::rival_marker(self.input.dossier, tick.rival, tick.shown);
            let galley = ui.painter().layout_no_wrap(marker, theme::text(size::CHART - 1.0), self.theme.ink_soft);
            let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
            room.put(galley, rect, self.theme.ink_soft, shapes);
        }
    }

    /// The value over a bar, and over it what must be known of it; what has no room is left to the tooltip.
    fn bar_words(&self, ui: &Ui, placed: &PlacedBar<'_>, bar: Rect, shapes: &mut Vec<Shape>, room: &mut Room) {
        let rise = if placed.ink.kind == Kind::Zero { ZERO_HEIGHT } else { placed.range.map_or(0.0, |_| 4.0) };
        let top = bar.top() - rise - WORD_GAP;
        let is_cramped = room.begins_below(top - LEAST_WORD.y);
        if !is_cramped && !room.over(bar, top, LEAST_WORD).is_some_and(|least| room.is_free(least)) {
            return;
        }
        let value = texts::bar_value(self.input, placed, self.scale.magnitude);
        let galley = ui.painter().layout_no_wrap(value, theme::strong(size::CHART), self.theme.ink);
        let Some(value_rect) = room.over(bar, top, galley.size()) else { return };
        if room.begins_below(value_rect.top()) {
            // The plot is low, or the axis that was asked for ends where the bar does.
            let at = Pos2::new(value_rect.center().x, room.frame().top() + 1.0);
            self.words_on_bar(ui, placed, at, Align2::CENTER_TOP, shapes, room);
            return;
        }
        if !room.put(galley, value_rect, self.theme.ink, shapes) {
            return;
        }
        let mut bottom = value_rect.top() + 1.0;
        for words in texts::bar_words(self.input, placed) {
            let galley = ui.painter().layout_no_wrap(words, theme::text(size::CHART - 1.0), self.theme.ink_soft);
            let Some(rect) = room.over(bar, bottom, galley.size()) else { return };
            if !room.put(galley, rect, self.theme.ink_soft, shapes) {
                return;
            }
            bottom = rect.top() + 2.0;
        }
    }

    /// The end of a bar beyond the axis: an arrow towards it, and its value where that meets no other.
    fn beyond_words(
        &self,
        ui: &Ui,
        placed: &PlacedBar<'_>,
        bar: Rect,
        beyond: Beyond,
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        let frame = room.frame();
        let seen = bar.x_range().intersection(frame.x_range());
        if seen.span() <= 0.0 {
            return;
        }
        let (edge, towards, anchor) = match beyond {
            Beyond::Above => (frame.top(), -1.0, Align2::CENTER_TOP),
            Beyond::Below => (frame.bottom(), 1.0, Align2::CENTER_BOTTOM),
        };
        let tip = Pos2::new(seen.center(), edge - towards * 1.0);
        let foot = tip.y - towards * ARROW.y;
        let arrow = vec![tip, Pos2::new(tip.x - ARROW.x, foot), Pos2::new(tip.x + ARROW.x, foot)];
        let around_arrow = Rect::from_two_pos(tip, Pos2::new(tip.x, foot)).expand2(Vec2::new(ARROW.x + 1.5, 1.5));
        shapes.push(Shape::rect_filled(around_arrow, 0.0, self.theme.paper));
        shapes.push(Shape::convex_polygon(arrow, self.theme.ink, Stroke::NONE));
        room.keep_free_of_words(around_arrow);
        self.words_on_bar(ui, placed, Pos2::new(tip.x, foot - towards), anchor, shapes, room);
    }

    /// The value of a bar and what must be known of it, on the bar: from a place away from the edge that it is anchored to.
    fn words_on_bar(
        &self,
        ui: &Ui,
        placed: &PlacedBar<'_>,
        mut at: Pos2,
        anchor: Align2,
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        let value = texts::bar_value(self.input, placed, self.scale.magnitude);
        let others = texts::bar_words(self.input, placed).into_iter();
        let others = others.map(|words| (words, theme::text(size::CHART - 1.0), self.theme.ink_soft));
        for (words, font, ink) in std::iter::once((value, theme::strong(size::CHART), self.theme.ink)).chain(others) {
            let galley = ui.painter().layout_no_wrap(words, font, ink);
            let rect = room.aside(anchor.anchor_size(at, galley.size()));
            if !room.put_on_bars(galley, rect, (self.theme.paper, ink), shapes) {
                return;
            }
            at.y = if anchor == Align2::CENTER_TOP { rect.bottom() - 1.0 } else { rect.top() + 1.0 };
        }
    }

    /// What a year without a bar says: its mark, and over it the words where they have room.
    fn gap_words(&self, ui: &Ui, gap: Gap, slot: Rect, base_y: f32, shapes: &mut Vec<Shape>, room: &mut Room) {
        // Where the axis does not reach to where bars begin, at its foot.
        let frame = room.frame();
        let foot = if frame.y_range().contains(base_y) { base_y } else { frame.bottom() };
        let middle = Pos2::new(slot.center().x, foot - WORD_GAP - NOTHING_HALF);
        let mark = Rect::from_center_size(middle, Vec2::splat(2.0 * NOTHING_HALF));
        if !room.frame().contains_rect(mark) || slot.width() < 2.0 * NOTHING_HALF {
            return;
        }
        shapes.extend(nothing_shapes(gap.nothing, middle, &self.theme));
        let words = texts::nothing_words(gap.nothing).to_owned();
        let galley = ui.painter().layout_no_wrap(words, theme::text(size::CHART - 1.0), self.theme.ink_soft);
        let foot = Pos2::new(middle.x, middle.y - NOTHING_HALF - 1.0);
        let rect = Align2::CENTER_BOTTOM.anchor_size(foot, galley.size());
        if rect.width() <= slot.width() - WORD_GAP {
            room.put(galley, rect, self.theme.ink_soft, shapes);
        }
    }
}

/// The mark of a year without a value: a cross where nothing was reported, a blackened square where it is kept
/// confidential, a plus where there is a value that is not drawn, a dash where this dossier says nothing.
pub(super) fn nothing_shapes(nothing: NoDataReason, middle: Pos2, theme: &Theme) -> Vec<Shape> {
    let line = Stroke::new(1.4, theme.ink_soft);
    let half = NOTHING_HALF - 0.5;
    let at = |x: f32, y: f32| Pos2::new(middle.x + x * half, middle.y + y * half);
    match nothing {
        NoDataReason::NotReported => vec![
            Shape::line_segment([at(-1.0, -1.0), at(1.0, 1.0)], line),
            Shape::line_segment([at(-1.0, 1.0), at(1.0, -1.0)], line),
        ],
        NoDataReason::Suppressed => {
            vec![Shape::rect_filled(Rect::from_center_size(middle, Vec2::splat(2.0 * half)), 0.0, theme.ink_soft)]
        }
        NoDataReason::OnlyDeprecated | NoDataReason::OtherUnit => vec![
            Shape::line_segment([at(-1.0, 0.0), at(1.0, 0.0)], line),
            Shape::line_segment([at(0.0, -1.0), at(0.0, 1.0)], line),
        ],
        NoDataReason::NotInDossier => vec![Shape::line_segment([at(-1.0, 0.0), at(1.0, 0.0)], line)],
    }
}

/// Paints a quiet sentence where there is nothing to draw.
pub(super) fn empty_words(painter: &Painter, rect: Rect, words: &str, theme: &Theme) {
    let galley = painter.layout(words.to_owned(), theme::text(size::BODY), theme.ink_soft, rect.width() * 0.8);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    painter.galley(at.min, galley, theme.ink_soft);
}
