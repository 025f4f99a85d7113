//! The marks of the chart: bars, lines, marks of what others report, gaps; the words beside them are placed by [`labels`].
//!
//! [`labels`]: super::labels

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};
use smallvec::SmallVec;

use super::TradeInput;
use super::dense;
use super::labels::{Labels, Mark};
use super::lit::Lit;
use super::look::{self, Kind, dot_shapes, mirror_shape};
use super::place::{Exceeded, Gap, Placed, Placement};
use super::room::Room;
use super::scale::Scale;
use crate::analysis::{Flows, Measure, NoDataReason, Observation, SeriesColour};
use crate::charts::Theme;
use crate::charts::theme::{self, size};

/// The thickness of a rival's tick, in points.
pub(super) const RIVAL_TICK: f32 = 2.0;
/// Half the size of the mark of a year without a value, in points.
pub(super) const NOTHING_HALF: f32 = 4.0;
/// More ticks than this on a bar cannot be told apart.
const MOST_TICKS: usize = 24;
/// The least height of a bar, so that a small value is not mistaken for none; in points.
const LEAST_BAR: f32 = 1.5;
/// So far out of view bars are still drawn, in points: their outlines there are not seen.
const OUT_OF_VIEW: Vec2 = Vec2::new(1_000.0, 8.0);
/// Points of a line that are closer than this are not drawn one by one, unless something is to be said of them.
const LEAST_DOT_DISTANCE: f32 = 7.0;
/// Points of a line that are closer than this share what others report of the same, in points.
const LEAST_OTHERS_DISTANCE: f32 = 3.0;
/// Of more points than this, words do not keep out of the way of lines: next to none of them have any.
const MOST_AVOIDED: usize = 2_000;
/// What freight and insurance add to the value of goods, in per cent.
pub(super) const FREIGHT: (f64, f64) = (6.0, 10.0);

/// A tick of a rival value across a bar.
pub(super) struct Tick<'a> {
    pub(super) rect: Rect,
    pub(super) rival: &'a Observation,
    pub(super) shown: Option<&'a Observation>,
}

/// Everything that is drawn inside the plot.
pub(super) struct Marks<'a> {
    base: PlotItemBase,
    input: &'a TradeInput<'a>,
    placement: &'a Placement<'a>,
    scale: &'a Scale,
    lit: &'a Lit,
    theme: Theme,
}

impl<'a> Marks<'a> {
    pub(super) fn new(
        input: &'a TradeInput<'a>,
        placement: &'a Placement<'a>,
        scale: &'a Scale,
        lit: &'a Lit,
        theme: Theme,
    ) -> Self {
        Self { base: PlotItemBase::new("trade".to_owned()), input, placement, scale, lit, theme }
    }

    fn colour(&self, placed: &Placed<'_>) -> Color32 {
        let colour = self.theme.series(placed.series.colour);
        if self.lit.is_lit(placed) { colour } else { self.theme.tint(colour, 0.22) }
    }
}

/// The rectangle of a bar on the screen, as far as it can be seen and a little further.
pub(super) fn bar_rect(placed: &Placed<'_>, scale: &Scale, transform: &PlotTransform) -> Rect {
    let at = |x: f64, y: f64| transform.position_from_point(&PlotPoint::new(x, y));
    let foot = at(placed.start_days, placed.foot.map_or(scale.base_y(), |foot| scale.y_from_value(foot)));
    let head = at(placed.end_days, scale.y_from_value(placed.head));
    let mut rect = Rect::from_two_pos(foot, head);
    if rect.height() < LEAST_BAR && placed.foot.is_none() {
        if placed.head < 0.0 {
            rect.set_bottom(rect.top() + LEAST_BAR);
        } else {
            rect.set_top(rect.bottom() - LEAST_BAR);
        }
    }
    // Neighbours of one period have a hair of paper between them.
    if rect.width() > 8.0 {
        rect = rect.shrink2(Vec2::new(0.5, 0.0));
    }
    let seen = transform.frame().expand2(OUT_OF_VIEW);
    Rect::from_min_max(rect.min.clamp(seen.min, seen.max), rect.max.clamp(seen.min, seen.max))
}

/// The place of a point of a line on the screen.
pub(super) fn dot_at(placed: &Placed<'_>, scale: &Scale, transform: &PlotTransform) -> Pos2 {
    transform.position_from_point(&PlotPoint::new(placed.middle_days(), scale.y_from_value(placed.head)))
}

/// The rectangle of a year without a value, from top to bottom of the plot.
pub(super) fn gap_rect(gap: &Gap, transform: &PlotTransform) -> Rect {
    let frame = transform.frame();
    let x = |days: f64| transform.position_from_point(&PlotPoint::new(days, 0.0)).x;
    Rect::from_x_y_ranges(x(gap.start_days)..=x(gap.end_days), frame.y_range())
}

/// The line before a value that is not comparable with those to its left.
pub(super) fn break_shapes(rect: Rect, theme: &Theme) -> Vec<Shape> {
    let line = Stroke::new(1.2, theme.ink_soft);
    Shape::dashed_line(&[rect.center_top(), rect.center_bottom()], line, 6.0, 4.0)
}

/// The tick of a rival value.
pub(super) fn rival_shape(rect: Rect, theme: &Theme) -> Shape {
    Shape::line_segment([rect.left_center(), rect.right_center()], Stroke::new(RIVAL_TICK, theme.ink))
}

impl PlotItem for Marks<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let base_y = transform.position_from_point(&PlotPoint::new(0.0, self.scale.base_y())).y;
        let frame = *transform.frame();
        self.band(transform, shapes);
        shapes.push(self.columns(transform));
        let marks = self.marks(transform);
        let mut room = Room::new(frame, marks.iter().filter(|mark| !mark.is_dot).map(|mark| mark.rect));
        self.bars(ui, &marks, transform, shapes, &mut room);
        let is_flat = self.scale.low > 0.0 || self.scale.high < 0.0;
        if !is_flat {
            let axis = Stroke::new(1.0, self.theme.ink_soft);
            shapes.push(Shape::line_segment([Pos2::new(frame.left(), base_y), Pos2::new(frame.right(), base_y)], axis));
        }
        self.lines(&marks, (transform, 1.0 / ui.pixels_per_point()), shapes, &mut room);
        self.breaks(transform, shapes, &mut room);
        let struck: Vec<Rect> =
            self.placement.exceeded.iter().map(|exceeded| exceeded_rect(*exceeded, self.scale, transform)).collect();
        let labels = self.labels(&struck);
        labels.put(ui, &marks, shapes, &mut room);
        for gap in &self.placement.gaps {
            labels.gap(ui, gap, gap_rect(gap, transform), base_y, shapes, &mut room);
        }
        if let Some(days) = self.input.cursor_days {
            let x = transform.position_from_point(&PlotPoint::new(days, 0.0)).x;
            let line = Stroke::new(1.0, self.theme.accent.gamma_multiply(0.7));
            shapes.push(Shape::line_segment([Pos2::new(x, frame.top()), Pos2::new(x, frame.bottom())], line));
        }
    }

    fn initialize(&mut self, _x_range: std::ops::RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.theme.series(SeriesColour::Total)
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

/// Whether two values are parts of one stack.
fn is_of_stack(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let is_part = |placed: &Placed<'_>| placed.foot.is_some() && !placed.is_range;
    is_part(one)
        && is_part(other)
        && one.series.lane == other.series.lane
        && (one.point.first, one.point.last) == (other.point.first, other.point.last)
}

impl Marks<'_> {
    fn labels<'l>(&'l self, struck: &'l [Rect]) -> Labels<'l> {
        let Self { input, placement, scale, theme, lit, .. } = self;
        Labels { input, placement, scale, theme, lit, struck }
    }

    /// Where each value is on the screen.
    fn marks(&self, transform: &PlotTransform) -> Vec<Mark<'_>> {
        let place = |placed| {
            let is_dot = self.placement.are_lines || is_overlay(placed);
            let rect = if is_dot {
                Rect::from_center_size(dot_at(placed, self.scale, transform), Vec2::splat(2.0 * look::DOT + 2.0))
            } else {
                bar_rect(placed, self.scale, transform)
            };
            Mark { placed, rect, is_dot }
        };
        self.placement.placed.iter().map(place).collect()
    }

    fn bars(&self, ui: &Ui, marks: &[Mark<'_>], transform: &PlotTransform, shapes: &mut Vec<Shape>, room: &mut Room) {
        shapes.reserve(4 * marks.len());
        let (mut ticks, mut selected) = (Vec::new(), Vec::<(&Placed<'_>, Rect)>::new());
        for mark in marks.iter().filter(|mark| !mark.is_dot && self.scale.has_place_for(mark.placed.head)) {
            let Mark { placed, rect, .. } = *mark;
            look::bar_shapes(rect, (kind(placed), placed.doubts), self.colour(placed), &self.theme, shapes);
            if placed.foot.is_some() && !placed.is_range && rect.height() > 3.0 {
                // Those of a stack have a hair of paper between them.
                let edge = Stroke::new(0.8, self.theme.paper);
                shapes.push(Shape::line_segment([rect.left_top(), rect.right_top()], edge));
            }
            if placed.foot.is_none()
                && !placed.is_range
                && let Some(range) = placed.point.range.filter(|_| placed.instead.is_none())
            {
                self.range_shapes(range, rect, transform, shapes);
            }
            if self.input.selected.is_some() && self.input.selected == placed.fact() {
                // The parts of a stack that are of the selected fact have one outline.
                match selected
                    .iter_mut()
                    .find(|(other, of_same)| is_of_stack(other, placed) && of_same.expand(1.0).intersects(rect))
                {
                    Some((_, of_same)) => *of_same = of_same.union(rect),
                    None => selected.push((placed, rect)),
                }
            }
            if !placed.is_range && placed.instead.is_none() && placed.foot.is_none() {
                self.mirrors(placed, rect, transform, shapes, room);
                for tick in self.ticks(ui.pixels_per_point(), placed, rect, transform) {
                    shapes.push(rival_shape(tick.rect, &self.theme));
                    room.keep_free_of_words(tick.rect.shrink2(Vec2::new(0.1, 0.0)));
                    ticks.push(tick);
                }
            }
        }
        let outline = Stroke::new(2.0, self.theme.ink);
        let outlines = selected.into_iter().map(|(_, rect)| rect.expand(2.0));
        shapes.extend(outlines.map(|rect| Shape::rect_stroke(rect, 1.0, outline, StrokeKind::Outside)));
        for exceeded in &self.placement.exceeded {
            let rect = exceeded_rect(*exceeded, self.scale, transform);
            shapes.push(rival_shape(rect, &self.theme));
            room.keep_free_of_words(rect);
        }
        let labels = self.labels(&[]);
        labels.beyond(ui, marks, shapes, room);
        for tick in &ticks {
            labels.tick(ui, tick, shapes, room);
        }
    }

    /// The lines and their points.
    fn lines(
        &self,
        marks: &[Mark<'_>],
        (transform, feather): (&PlotTransform, f32),
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        // On an axis without a zero, neither zero nor less has a place.
        let is_broken = |mark: &Mark<'_>| !self.is_linear() && mark.placed.head <= 0.0;
        for run in &self.placement.runs {
            let marks = &marks[run.clone()];
            let Some(first) = marks.first() else { continue };
            let colour = self.colour(first.placed);
            let width = if self.lit.is_lit(first.placed) { 2.0 } else { 1.2 };
            for part in marks.split(|mark| is_broken(mark)).filter(|part| part.len() > 1) {
                let centre = |mark: &Mark<'_>| mark.rect.center();
                if self.placement.placed.len() < MOST_AVOIDED {
                    part.windows(2).for_each(|pair| room.keep_free_of_line(centre(&pair[0]), centre(&pair[1])));
                }
                let is_dense = dense::is_dense(centre(&part[0]), centre(&part[part.len() - 1]), part.len());
                if is_dense && self.input.is_interactive && !first.placed.series.is_overlay {
                    let mesh = dense::dense_line(part.iter().map(centre), width, feather, colour);
                    shapes.push(Shape::mesh(mesh));
                    continue;
                }
                let points = thinned(part.iter().map(centre));
                if first.placed.series.is_overlay {
                    // It lies on bars of any colour.
                    shapes.push(Shape::line(points.clone(), Stroke::new(width + 3.0, self.theme.paper)));
                }
                shapes.push(Shape::line(points, Stroke::new(width, colour)));
            }
            let distance = match (marks.first(), marks.last()) {
                (Some(one), Some(other)) if marks.len() > 1 => {
                    (other.rect.center().x - one.rect.center().x) / (marks.len() - 1) as f32
                }
                _ => f32::INFINITY,
            };
            let overview = &self.placement.overview;
            if overview.has_rivals || !overview.mirrored_by.is_empty() {
                self.others_of_dots(marks, distance, transform, shapes, room);
            }
            self.dots(marks, distance, colour, shapes);
        }
    }

    /// What others report of the same as the points of a line, joined to its point: a tick for each rival, a hollow mark for what
    /// the partner reports. Of points in one place one has them: they cannot be told apart there.
    fn others_of_dots(
        &self,
        marks: &[Mark<'_>],
        distance: f32,
        transform: &PlotTransform,
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        let width = distance.min(10.0);
        let mut last_x = f32::NEG_INFINITY;
        for Mark { placed, rect, .. } in marks.iter().filter(|mark| !is_overlay(mark.placed)) {
            let at = rect.center();
            let others = placed.ticks.iter().map(|rival| (rival, false));
            let others = others.chain(placed.point.mirrors.iter().map(|mirror| (mirror, true)));
            let is_on_axis = |value: &f64| self.scale.beyond(*value).is_none() && (self.is_linear() || *value > 0.0);
            let seen = others.filter_map(|(other, is_mirror)| Some((other.value.filter(is_on_axis)?, is_mirror)));
            let mut seen = seen.take(MOST_TICKS).peekable();
            if seen.peek().is_none()
                || at.x - last_x < LEAST_OTHERS_DISTANCE
                || !transform.frame().x_range().contains(at.x)
            {
                continue;
            }
            last_x = at.x;
            for (value, is_mirror) in seen {
                let y = transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(value))).y;
                let other = Pos2::new(at.x, y);
                shapes.push(Shape::line_segment([at, other], Stroke::new(0.8, self.theme.ink_soft)));
                shapes.push(if is_mirror {
                    mirror_shape(other, width, &self.theme)
                } else {
                    rival_shape(Rect::from_center_size(other, Vec2::new(width, RIVAL_TICK)), &self.theme)
                });
                room.keep_free_of_words(Rect::from_center_size(other, Vec2::splat(7.0)));
            }
        }
    }

    fn dots(&self, marks: &[Mark<'_>], distance: f32, colour: Color32, shapes: &mut Vec<Shape>) {
        let mut last_x = f32::NEG_INFINITY;
        let are_plain =
            distance < LEAST_DOT_DISTANCE && !self.placement.overview.is_doubted && self.input.selected.is_none();
        // Between the ends of a dense line without any doubt there is no dot to draw.
        let between = if are_plain { marks.len().saturating_sub(2) } else { 0 };
        for (place, mark) in marks.iter().enumerate().take(1).chain(marks.iter().enumerate().skip(1 + between)) {
            let (at, doubts) = (mark.rect.center(), mark.placed.doubts);
            let is_end = place == 0 || place + 1 == marks.len();
            let is_selected = self.input.selected.is_some() && self.input.selected == mark.placed.fact();
            let is_wanted = distance >= LEAST_DOT_DISTANCE || is_end || is_selected;
            // Of doubted points in one place one is marked: they cannot be told apart there.
            let is_doubted = !doubts.is_none() && at.x - last_x >= 3.0;
            if !(is_wanted || is_doubted) || self.scale.beyond(mark.placed.head).is_some() {
                continue;
            }
            if !doubts.is_none() {
                last_x = at.x;
            }
            dot_shapes(at, doubts, colour, &self.theme, shapes);
            if is_selected {
                shapes.push(Shape::circle_stroke(at, look::DOT + 4.0, Stroke::new(2.0, self.theme.ink)));
            }
        }
    }

    /// A broken line from top to bottom before each value that is not comparable with those to its left.
    fn breaks(&self, transform: &PlotTransform, shapes: &mut Vec<Shape>, room: &mut Room) {
        let frame = *transform.frame();
        let mut drawn = f32::NEG_INFINITY;
        let mut at: Vec<f32> = self
            .placement
            .breaks
            .iter()
            .map(|mark| transform.position_from_point(&PlotPoint::new(mark.days, 0.0)).x)
            .filter(|x| frame.x_range().contains(*x))
            .collect();
        at.sort_by(f32::total_cmp);
        for x in at {
            // Several in one place are one line.
            if x - drawn >= 1.0 {
                shapes.extend(break_shapes(Rect::from_x_y_ranges(x..=x, frame.y_range()), &self.theme));
                room.keep_free_of_line(Pos2::new(x, frame.top()), Pos2::new(x, frame.bottom()));
                drawn = x;
            }
        }
    }

    fn is_linear(&self) -> bool {
        self.scale.axis == crate::app::ValueAxis::Linear
    }

    /// What freight explains of a discrepancy, and the line of the base year of an index.
    fn band(&self, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let frame = *transform.frame();
        let y = |value: f64| transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(value))).y;
        if self.input.plan.chosen.flows == Flows::CompareReporters {
            let rect = Rect::from_x_y_ranges(frame.x_range(), y(FREIGHT.1)..=y(FREIGHT.0)).intersect(frame);
            if rect.is_positive() {
                shapes.push(Shape::rect_filled(rect, 0.0, self.theme.doubt_ground));
            }
        }
        if matches!(self.input.plan.chosen.measure, Measure::Index(_)) && frame.y_range().contains(y(100.0)) {
            let line = Stroke::new(1.0, self.theme.ink_soft);
            let ends = [Pos2::new(frame.left(), y(100.0)), Pos2::new(frame.right(), y(100.0))];
            shapes.extend(Shape::dashed_line(&ends, line, 3.0, 3.0));
        }
    }

    /// Columns from the lowest to the highest value, as one mesh.
    fn columns(&self, transform: &PlotTransform) -> Shape {
        let mut mesh = egui::Mesh::default();
        let colour = self.theme.series(SeriesColour::NotStated);
        let fill = self.theme.tint(colour, 0.45);
        for column in &self.placement.columns {
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
                mesh.add_colored_rect(end.intersect(*transform.frame()), colour);
            }
        }
        Shape::mesh(mesh)
    }

    /// The range that a computed value may lie in, as a thin I over the end of its bar.
    fn range_shapes(&self, (low, high): (f64, f64), bar: Rect, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let y = |value: f64| transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(value))).y;
        let (top, bottom) = (y(high).min(y(low)), y(low).max(y(high)));
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

    /// What the partner reported of the same, as a hollow mark on the bar.
    fn mirrors(
        &self,
        placed: &Placed<'_>,
        bar: Rect,
        transform: &PlotTransform,
        shapes: &mut Vec<Shape>,
        room: &mut Room,
    ) {
        for value in placed.point.mirrors.iter().filter_map(|mirror| mirror.value).take(MOST_TICKS) {
            let value = if placed.head < 0.0 { -value } else { value };
            if !self.scale.has_place_for(value) || self.scale.beyond(value).is_some() {
                continue;
            }
            let y = transform.position_from_point(&PlotPoint::new(0.0, self.scale.y_from_value(value))).y;
            let at = Pos2::new(bar.center().x, y);
            if transform.frame().x_range().contains(at.x) {
                shapes.push(mirror_shape(at, bar.width(), &self.theme));
                room.keep_free_of_words(Rect::from_center_size(at, Vec2::splat(7.0)));
            }
        }
    }

    /// A tick across the bar for each rival value; on the screen, what would lie in the same pixels is drawn once.
    fn ticks<'b>(
        &self,
        pixels_per_point: f32,
        placed: &Placed<'b>,
        bar: Rect,
        transform: &PlotTransform,
    ) -> impl Iterator<Item = Tick<'b>> {
        let mut rows = SmallVec::<[i64; MOST_TICKS]>::new();
        let shown = placed.reported();
        let ticks = placed.ticks;
        ticks.iter().take(MOST_TICKS).filter_map(move |rival| {
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
}

const fn is_overlay(placed: &Placed<'_>) -> bool {
    placed.series.is_overlay
}

/// What a bar is.
pub(super) fn kind(placed: &Placed<'_>) -> Kind {
    match placed {
        _ if placed.is_range => Kind::Range,
        _ if placed.series.colour == SeriesColour::Rest => Kind::Rest,
        _ if placed.is_zero() => Kind::Zero,
        _ => Kind::Value,
    }
}

fn exceeded_rect(exceeded: Exceeded, scale: &Scale, transform: &PlotTransform) -> Rect {
    let at = |days: f64| transform.position_from_point(&PlotPoint::new(days, scale.y_from_value(exceeded.whole)));
    let (left, right) = (at(exceeded.start_days), at(exceeded.end_days));
    Rect::from_x_y_ranges(left.x - 4.0..=right.x + 4.0, left.y - 1.0..=left.y + 1.0)
}

/// Points from left to right, of those in one column of pixels only the first, the lowest, the highest and the last.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut thin: Vec<Pos2> = Vec::new();
    let mut column: Option<(i64, Pos2, Pos2, Pos2, Pos2)> = None;
    let flush = |column: Option<(i64, Pos2, Pos2, Pos2, Pos2)>, thin: &mut Vec<Pos2>| {
        if let Some((_, first, low, high, last)) = column {
            let (early, late) = if low.x <= high.x { (low, high) } else { (high, low) };
            for point in [first, early, late, last] {
                if thin.last() != Some(&point) {
                    thin.push(point);
                }
            }
        }
    };
    for point in points {
        let at = point.x.floor() as i64;
        match &mut column {
            Some((number, _, low, high, last)) if *number == at => {
                if point.y > low.y {
                    *low = point;
                }
                if point.y < high.y {
                    *high = point;
                }
                *last = point;
            }
            _ => {
                flush(column, &mut thin);
                column = Some((at, point, point, point, point));
            }
        }
    }
    flush(column, &mut thin);
    thin
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
        NoDataReason::OnlyDeprecated | NoDataReason::OtherUnit | NoDataReason::NotChosen => vec![
            Shape::line_segment([at(-1.0, 0.0), at(1.0, 0.0)], line),
            Shape::line_segment([at(0.0, -1.0), at(0.0, 1.0)], line),
        ],
        NoDataReason::NotInDossier => vec![Shape::line_segment([at(-1.0, 0.0), at(1.0, 0.0)], line)],
    }
}

/// Paints a quiet sentence where there is nothing to draw.
pub(super) fn empty_words(painter: &Painter, rect: Rect, words: &str, theme: &Theme) {
    let galley = painter.layout(words.to_owned(), theme::text(size::BODY), theme.ink_soft, rect.width() * 0.8);
    let at = egui::Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    painter.galley(at.min, galley, theme.ink_soft);
}
