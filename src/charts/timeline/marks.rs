//! The shapes of marks: what is known is drawn solid with a firm end, what is doubted is hatched, what is uncertain is
//! dashed and fades, what has no end runs on as an arrow, and a stretch within which something was, rather than all the
//! while, is a hollow, dashed box.

use egui::{Color32, CornerRadius, Direction, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2};

use super::items::{Body, End, FADE, Piece};
use super::scale::{Scale, narrowed};
use crate::charts::{Pill, Theme};

/// The height of a bar, in points.
const BAR: f32 = 14.0;
/// Half the width of a point.
const RADIUS: f32 = 5.0;
/// How strongly a bar is filled.
const FILL: f32 = 0.32;
/// The width of a firm end, in points.
const CAP: f32 = 2.0;
/// The stretch over which an uncertain end fades, in points.
const SOFT: f32 = 22.0;
/// The distance between the lines of a hatching, in points.
const PITCH: f32 = 4.0;
/// Dash and gap of an uncertain outline, in points.
const DASH: (f32, f32) = (3.0, 2.5);

/// How a mark is to be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) theme: Theme,
    /// The colour of its lane.
    pub(super) colour: Color32,
    /// What it stands on.
    pub(super) ground: Color32,
    pub(super) is_doubted: bool,
    pub(super) is_selected: bool,
}

/// The rectangle of a stretch on the screen.
pub(super) fn piece_rect(piece: &Piece, scale: &Scale, middle_y: f32, row_height: f32) -> Rect {
    let (left, right) = (scale.x_from_place(piece.start), scale.x_from_place(piece.end));
    let height = BAR.min(row_height - 2.0).max(2.0);
    Rect::from_min_max(pos2(left, middle_y - height / 2.0), pos2(right, middle_y + height / 2.0))
}

/// The shapes of all stretches of a fact; `view` is what can be seen of its lane.
pub(super) fn fact_shapes(pieces: &[Piece], look: &Look, scale: &Scale, view: Rect, middle_y: f32) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let rects: Vec<Rect> = pieces.iter().map(|piece| piece_rect(piece, scale, middle_y, view.height())).collect();
    for pair in rects.windows(2) {
        // Members of a set belong together, though nothing is said of the time between them.
        let line = [pos2(pair[0].right() + 2.0, middle_y), pos2(pair[1].left() - 2.0, middle_y)];
        if line[0].x < line[1].x {
            shapes.extend(Shape::dashed_line(&line, Stroke::new(1.2, look.colour), 1.5, 3.0));
        }
    }
    for (piece, rect) in pieces.iter().zip(rects) {
        match piece.body {
            Body::Dot => dot(rect.center(), piece.is_soft(), look, &mut shapes),
            Body::Square => square(rect.center(), piece.is_soft(), look, &mut shapes),
            Body::Bar => bar(piece, rect, view, look, &mut shapes),
        }
    }
    shapes
}

fn dot(at: Pos2, is_soft: bool, look: &Look, shapes: &mut Vec<Shape>) {
    let Look { theme, colour, ground, .. } = *look;
    shapes.push(Shape::circle_filled(at, RADIUS + 1.5, ground));
    if look.is_selected {
        shapes.push(Shape::circle_stroke(at, RADIUS + 2.6, Stroke::new(1.6, theme.ink)));
    }
    let outline = Stroke::new(1.5, colour);
    if !is_soft && !look.is_doubted {
        shapes.push(Shape::circle_filled(at, RADIUS, colour));
        return;
    }
    shapes.push(Shape::circle_filled(at, RADIUS, theme.tint(colour, 0.16)));
    if look.is_doubted {
        hatch_circle(at, RADIUS - 0.5, Stroke::new(1.3, colour), shapes);
    }
    if is_soft {
        let point = |turn: u8| at + RADIUS * Vec2::angled(std::f32::consts::TAU * f32::from(turn) / 24.0);
        let ring: Vec<Pos2> = (0..=24).map(point).collect();
        shapes.extend(Shape::dashed_line(&ring, outline, DASH.0, DASH.1));
    } else {
        shapes.push(Shape::circle_stroke(at, RADIUS - 0.7, outline));
    }
}

fn square(at: Pos2, is_soft: bool, look: &Look, shapes: &mut Vec<Shape>) {
    let Look { theme, colour, ground, .. } = *look;
    let rect = Rect::from_center_size(at, Vec2::splat(2.0 * RADIUS - 0.5));
    shapes.push(Shape::rect_filled(rect.expand(1.5), CornerRadius::same(4), ground));
    if look.is_selected {
        let ring = Stroke::new(1.6, theme.ink);
        shapes.push(Shape::rect_stroke(rect.expand(2.6), CornerRadius::same(5), ring, StrokeKind::Middle));
    }
    if !is_soft && !look.is_doubted {
        shapes.push(Shape::rect_filled(rect, CornerRadius::same(3), colour));
        return;
    }
    shapes.push(Shape::rect_filled(rect, CornerRadius::same(3), theme.tint(colour, 0.16)));
    if look.is_doubted {
        hatch(rect.shrink(0.7), Stroke::new(1.3, colour), 3.4, shapes);
    }
    let outline = Stroke::new(1.5, colour);
    if is_soft {
        shapes.extend(dashed_box(rect.shrink(0.7), outline));
    } else {
        shapes.push(Shape::rect_stroke(rect, CornerRadius::same(3), outline, StrokeKind::Inside));
    }
}

fn bar(piece: &Piece, whole: Rect, view: Rect, look: &Look, shapes: &mut Vec<Shape>) {
    let Look { theme, colour, ground, .. } = *look;
    // Ends that are out of view are cut off a little outside of it, so that no fade or arrow is mistaken for one.
    let rect = Rect::from_min_max(
        pos2(whole.left().max(view.left() - FADE_ROOM), whole.top()),
        pos2(whole.right().min(view.right() + FADE_ROOM), whole.bottom()),
    );
    if !rect.is_positive() {
        return;
    }
    let fill = if piece.is_possibility { ground } else { bar_fill(&theme, colour) };
    let (start_fade, end_fade) = fades(piece, rect.width());
    let firm =
        Rect::from_min_max(pos2(rect.left() + start_fade, rect.top()), pos2(rect.right() - end_fade, rect.bottom()));
    if look.is_selected {
        let ring = Stroke::new(1.6, theme.ink);
        shapes.push(Shape::rect_stroke(rect.expand(2.0), CornerRadius::same(3), ring, StrokeKind::Middle));
    }
    if start_fade > 0.0 {
        let fade = Rect::from_min_max(rect.min, pos2(firm.left(), rect.bottom()));
        shapes.push(Shape::gradient_rect(fade, Direction::LeftToRight, [ground, fill]));
    }
    if end_fade > 0.0 {
        let fade = Rect::from_min_max(pos2(firm.right(), rect.top()), rect.max);
        shapes.push(Shape::gradient_rect(fade, Direction::LeftToRight, [fill, ground]));
    }
    if firm.is_positive() {
        shapes.push(Shape::rect_filled(firm, 0.0, fill));
    }
    if look.is_doubted {
        let inside = rect.with_min_x(rect.left() + start_fade * 0.5).with_max_x(rect.right() - end_fade * 0.5);
        hatch(inside.intersect(view.expand(2.0)), Stroke::new(1.0, theme.tint(colour, 0.55)), PITCH, shapes);
    }
    if piece.is_possibility {
        possibility(piece, rect, view, look, shapes);
        return;
    }
    edge(piece.start_end, rect.left(), start_fade, true, rect, view, look, shapes);
    edge(piece.end_end, rect.right(), end_fade, false, rect, view, look, shapes);
}

/// The outline of a stretch within which something was: open where the stretch has no end, with the arrow that says so.
fn possibility(piece: &Piece, rect: Rect, view: Rect, look: &Look, shapes: &mut Vec<Shape>) {
    let stroke = Stroke::new(1.3, look.colour);
    let rect = rect.shrink2(Vec2::new(0.0, 0.7));
    let mut dashed = |from: Pos2, to: Pos2| shapes.extend(Shape::dashed_line(&[from, to], stroke, DASH.0, DASH.1));
    dashed(rect.left_top(), rect.right_top());
    dashed(rect.left_bottom(), rect.right_bottom());
    for (end, x, is_start) in [(piece.start_end, rect.left(), true), (piece.end_end, rect.right(), false)] {
        match end {
            End::Sharp | End::Soft => {
                let line = [pos2(x, rect.top()), pos2(x, rect.bottom())];
                shapes.extend(Shape::dashed_line(&line, stroke, DASH.0, DASH.1));
            }
            End::Open => edge(end, x, 0.0, is_start, rect, view, look, shapes),
            End::Unknown => {}
        }
    }
}

/// Fades, caps and arrows out of view are clipped; this is how far out a bar is still drawn, in points.
const FADE_ROOM: f32 = 80.0;

/// The ground of a label on the mark of a fact.
pub(super) fn label_ground(pieces: &[Piece], look: &Look) -> Color32 {
    if pieces.iter().any(|piece| piece.is_possibility) { look.ground } else { bar_fill(&look.theme, look.colour) }
}

/// What a bar is filled with.
pub(super) fn bar_fill(theme: &Theme, colour: Color32) -> Color32 {
    theme.tint(colour, FILL)
}

/// How far each end of a bar fades, in points.
fn fades(piece: &Piece, width: f32) -> (f32, f32) {
    let fade = |end: End| match end {
        End::Sharp | End::Open => 0.0,
        End::Soft | End::Unknown if piece.is_possibility => 0.0,
        End::Soft => SOFT.min(width * 0.4),
        End::Unknown => narrowed(FADE).min(width),
    };
    (fade(piece.start_end), fade(piece.end_end))
}

#[expect(clippy::too_many_arguments, reason = "both ends of a bar are drawn alike")]
fn edge(end: End, x: f32, fade: f32, is_start: bool, bar: Rect, view: Rect, look: &Look, shapes: &mut Vec<Shape>) {
    let inwards = if is_start { 1.0 } else { -1.0 };
    match end {
        End::Sharp => {
            let cap = Rect::from_two_pos(pos2(x, bar.top()), pos2(x + inwards * CAP.min(bar.width()), bar.bottom()));
            shapes.push(Shape::rect_filled(cap, 0.0, look.colour));
        }
        End::Soft => {
            let stroke = Stroke::new(1.2, look.colour);
            let inner = x + inwards * fade;
            let corners = [
                pos2(inner, bar.top() + 0.6),
                pos2(x, bar.top() + 0.6),
                pos2(x, bar.bottom() - 0.6),
                pos2(inner, bar.bottom() - 0.6),
            ];
            shapes.extend(Shape::dashed_line(&corners, stroke, DASH.0, DASH.1));
        }
        End::Open => {
            let edge = if is_start { view.left() + 1.0 } else { view.right() - 1.0 };
            let is_in_view = if is_start { bar.right() > edge } else { bar.left() < edge };
            if is_in_view {
                let (middle, half) = (bar.center().y, bar.height() / 2.0 + 1.0);
                let foot = edge + inwards * 9.0;
                let mut head = vec![pos2(edge, middle), pos2(foot, middle - half), pos2(foot, middle + half)];
                if !is_start {
                    head.swap(1, 2);
                }
                shapes.push(Shape::convex_polygon(head, look.colour, Stroke::NONE));
            }
        }
        End::Unknown => {}
    }
}

/// The dot of a fact that stands in no lane.
pub(super) fn small_dot(at: Pos2, look: &Look) -> Vec<Shape> {
    let mut shapes = Vec::new();
    dot(at, false, look, &mut shapes);
    shapes
}

/// The mark of a cluster: an outlined pill, for a count; on a screen, of so many pixels per point.
pub(super) fn cluster_shapes(rect: Rect, look: &Look, pixels_per_point: Option<f32>) -> Vec<Shape> {
    let fill = look.theme.tint(look.colour, 0.14);
    let outline = Stroke::new(1.0, look.colour);
    let mut shapes = if let Some(pixels_per_point) = pixels_per_point {
        vec![Pill { rect, ground: look.ground, outline, fill }.shape(pixels_per_point)]
    } else {
        let radius = CornerRadius::same(8);
        vec![
            Shape::rect_filled(rect.expand(1.0), radius, look.ground),
            Shape::rect_filled(rect, radius, fill),
            Shape::rect_stroke(rect, radius, outline, StrokeKind::Inside),
        ]
    };
    if look.is_selected {
        let ring = Stroke::new(1.6, look.theme.ink);
        shapes.push(Shape::rect_stroke(rect.expand(1.6), CornerRadius::same(9), ring, StrokeKind::Middle));
    }
    shapes
}

fn dashed_box(rect: Rect, stroke: Stroke) -> Vec<Shape> {
    let corners = [rect.left_bottom(), rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    Shape::dashed_line(&corners, stroke, DASH.0, DASH.1)
}

/// Lines from bottom left to top right, cut at the edges of the rectangle.
fn hatch(rect: Rect, stroke: Stroke, pitch: f32, shapes: &mut Vec<Shape>) {
    if !rect.is_positive() {
        return;
    }
    let step = pitch * std::f32::consts::SQRT_2;
    // Each line is x + y = sum; it starts at the bar's own corner, so that the pattern moves with it.
    let mut sum = rect.left() + rect.top() + step * 0.75;
    while sum < rect.right() + rect.bottom() {
        let from = pos2((sum - rect.bottom()).max(rect.left()), (sum - rect.left()).min(rect.bottom()));
        let to = pos2((sum - rect.top()).min(rect.right()), (sum - rect.right()).max(rect.top()));
        shapes.push(Shape::line_segment([from, to], stroke));
        sum += step;
    }
}

/// Three slanting chords of a circle.
fn hatch_circle(centre: Pos2, radius: f32, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let along = Vec2::new(1.0, -1.0).normalized();
    let across = Vec2::new(1.0, 1.0).normalized();
    for offset in [-2.9_f32, 0.0, 2.9] {
        let half = (radius * radius - offset * offset).max(0.0).sqrt();
        let middle = centre + across * offset;
        shapes.push(Shape::line_segment([middle - along * half, middle + along * half], stroke));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside() {
        let rect = Rect::from_min_max(pos2(103.3, 40.7), pos2(151.9, 52.7));
        let mut shapes = Vec::new();
        hatch(rect, Stroke::new(1.0, Color32::BLACK), PITCH, &mut shapes);
        assert!(shapes.len() > 8, "{}", shapes.len());
        for shape in shapes {
            let Shape::LineSegment { points, .. } = shape else { panic!("{shape:?}") };
            for point in points {
                assert!(rect.expand(0.01).contains(point), "{point:?}");
            }
        }
    }
}
