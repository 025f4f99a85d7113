//! How a value is drawn: its colour says which series it is of, its pattern how far to trust it.
//!
//! Hatching, outline and marks carry every doubt, so that it survives a grey print and any colour vision; a plain value is
//! a plain bar.

use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::analysis::{Doubt, Doubts};
use crate::charts::Theme;

/// The distance between the lines of a hatching, in points.
const PITCH: f32 = 5.0;
/// The lengths of dash and gap of a dashed outline, in points.
const DASH: (f32, f32) = (4.0, 3.0);
/// A bar lower or narrower than this has no room for hatching between its outlines, in points.
const LEAST_HATCHED: (f32, f32) = (6.0, 4.5);
/// The radius of the ring of a reported zero, in points.
const ZERO_RADIUS: f32 = 3.5;
/// How high the ring stands over the axis, in points.
pub(super) const ZERO_HEIGHT: f32 = 2.0 * ZERO_RADIUS + 1.0;
/// The mark of what is disputed: its width and height, in points.
pub(super) const DISPUTED: Vec2 = Vec2::new(7.0, 6.0);
/// The radius of the points of a line, in points.
pub(super) const DOT: f32 = 2.6;

/// What a bar is, beside its value and its doubts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// From zero, or from the one below it, to its value.
    #[default]
    Value,
    /// A reported zero: a ring on the axis.
    Zero,
    /// From the lowest to the highest of several: a strong line at either end, and none at the sides.
    Range,
    /// What is not broken down: an outline.
    Rest,
}

/// The doubts that a pattern shows; what is disputed has a mark above its bar.
pub(super) const fn patterned(doubts: Doubts) -> Doubts {
    doubts.without(Doubt::Disputed)
}

/// The shapes of a bar.
pub(super) fn bar_shapes(
    rect: Rect,
    (kind, doubts): (Kind, Doubts),
    colour: Color32,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let doubts = patterned(doubts);
    if kind == Kind::Zero {
        let middle = Pos2::new(rect.center().x, rect.bottom() - ZERO_RADIUS - 1.0);
        shapes.push(Shape::circle_filled(middle, ZERO_RADIUS, theme.paper));
        shapes.push(Shape::circle_stroke(middle, ZERO_RADIUS, Stroke::new(1.5, colour)));
        return;
    }
    if kind == Kind::Value && doubts.is_none() {
        shapes.push(Shape::rect_filled(rect, 0.0, colour));
        return;
    }
    if kind == Kind::Rest && doubts.is_none() {
        shapes.push(Shape::rect_filled(rect, 0.0, theme.paper));
        if rect.width() > 3.0 && rect.height() > 2.0 {
            shapes.push(Shape::rect_stroke(rect.shrink(0.4), 0.0, Stroke::new(0.8, colour), StrokeKind::Inside));
        } else {
            shapes.push(Shape::rect_filled(rect, 0.0, theme.tint(colour, 0.5)));
        }
        return;
    }
    let is_derived = doubts.has(Doubt::Derived);
    let is_narrow = rect.width() < LEAST_HATCHED.0;
    let strength = if kind == Kind::Range {
        0.3
    } else if is_narrow {
        0.4
    } else if is_derived {
        0.08
    } else {
        0.16
    };
    let ground = theme.tint(colour, strength);
    shapes.push(Shape::rect_filled(rect, 0.0, ground));
    if rect.height() < LEAST_HATCHED.1 {
        let dashes = Stroke::new(rect.height(), colour);
        shapes.extend(Shape::dashed_line(&[rect.left_center(), rect.right_center()], dashes, DASH.0, DASH.1));
        return;
    }
    if !is_narrow {
        let line = Stroke::new(1.1, if is_derived { theme.tint(colour, 0.55) } else { colour });
        hatching(rect, doubts, line, shapes);
    }
    let outline = Stroke::new(if is_narrow { 0.9 } else { 1.3 }, colour);
    if kind == Kind::Range {
        for ends in [[rect.left_top(), rect.right_top()], [rect.left_bottom(), rect.right_bottom()]] {
            shapes.push(Shape::line_segment(ends, Stroke::new(2.0, colour)));
        }
    } else if is_derived {
        let r = rect.shrink(0.6);
        let corners = [r.left_bottom(), r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom()];
        shapes.extend(Shape::dashed_line(&corners, outline, DASH.0, DASH.1));
    } else {
        shapes.push(Shape::rect_stroke(rect, 0.0, outline, StrokeKind::Inside));
    }
}

/// The lines of each doubt, in a direction of their own.
fn hatching(rect: Rect, doubts: Doubts, line: Stroke, shapes: &mut Vec<Shape>) {
    if doubts.has(Doubt::PartOfPeriod) {
        slanting(rect, line, shapes);
    }
    if doubts.has(Doubt::OtherPeriod) {
        dotted(rect, line, shapes);
    }
    if doubts.has(Doubt::Mirror) {
        back_slanting(rect, line, shapes);
    }
    if doubts.has(Doubt::OneCommodity) {
        level(rect, line, shapes);
    }
    if doubts.has(Doubt::Estimated) || doubts.has(Doubt::PeriodUncertain) {
        upright(rect, line, shapes);
    }
}

/// The point of a line: full where nothing is to be said of it, else hollow, in a shape for the doubt.
pub(super) fn dot_shapes(at: Pos2, doubts: Doubts, colour: Color32, theme: &Theme, shapes: &mut Vec<Shape>) {
    let doubts = patterned(doubts);
    if doubts.is_none() {
        shapes.push(Shape::circle_filled(at, DOT, colour));
        return;
    }
    let stroke = Stroke::new(1.4, colour);
    let r = DOT + 0.8;
    let polygon = |points: Vec<Pos2>| Shape::convex_polygon(points, theme.paper, stroke);
    if doubts.has(Doubt::Mirror) {
        shapes.push(polygon(diamond(at, r + 0.8)));
    } else if doubts.has(Doubt::PartOfPeriod) || doubts.has(Doubt::OtherPeriod) {
        let rect = Rect::from_center_size(at, Vec2::splat(2.0 * r));
        shapes.push(polygon(vec![rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]));
    } else {
        shapes.push(Shape::circle_filled(at, r, theme.paper));
        shapes.push(Shape::circle_stroke(at, r, stroke));
    }
}

/// The mark of what the partner reported of the same: a small hollow diamond.
pub(super) fn mirror_shape(at: Pos2, width: f32, theme: &Theme) -> Shape {
    let r = (width / 3.0).clamp(2.0, 4.2);
    Shape::convex_polygon(diamond(at, r), theme.paper, Stroke::new(1.2, theme.ink))
}

fn diamond(at: Pos2, r: f32) -> Vec<Pos2> {
    vec![Pos2::new(at.x, at.y - r), Pos2::new(at.x + r, at.y), Pos2::new(at.x, at.y + r), Pos2::new(at.x - r, at.y)]
}

/// The mark of what is disputed, with the middle of its foot at a place.
pub(super) fn disputed_shape(foot: Pos2, theme: &Theme) -> Shape {
    let half = DISPUTED.x / 2.0;
    let corners = vec![
        Pos2::new(foot.x - half, foot.y),
        Pos2::new(foot.x, foot.y - DISPUTED.y),
        Pos2::new(foot.x + half, foot.y),
    ];
    Shape::convex_polygon(corners, theme.paper, Stroke::new(1.3, theme.ink))
}

/// Lines from bottom left to top right, cut at the edges of the rectangle.
fn slanting(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    // Each line is x + y = c; multiples of the pitch, so that neighbouring bars match.
    let step = PITCH * std::f32::consts::SQRT_2;
    let mut c = ((rect.left() + rect.top()) / step).ceil() * step;
    while c < rect.right() + rect.bottom() {
        let from = Pos2::new((c - rect.bottom()).max(rect.left()), (c - rect.left()).min(rect.bottom()));
        let to = Pos2::new((c - rect.top()).min(rect.right()), (c - rect.right()).max(rect.top()));
        shapes.push(Shape::line_segment([from, to], stroke));
        c += step;
    }
}

/// Lines from top left to bottom right.
fn back_slanting(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    // Each line is x − y = c.
    let step = PITCH * std::f32::consts::SQRT_2;
    let mut c = ((rect.left() - rect.bottom()) / step).ceil() * step;
    while c < rect.right() - rect.top() {
        let from = Pos2::new((c + rect.top()).max(rect.left()), (rect.left() - c).max(rect.top()));
        let to = Pos2::new((c + rect.bottom()).min(rect.right()), (rect.right() - c).min(rect.bottom()));
        shapes.push(Shape::line_segment([from, to], stroke));
        c += step;
    }
}

/// Level lines, from the bottom up.
fn level(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let mut y = rect.bottom() - PITCH;
    while y > rect.top() {
        shapes.push(Shape::line_segment([Pos2::new(rect.left(), y), Pos2::new(rect.right(), y)], stroke));
        y -= PITCH;
    }
}

/// Dots, each row between those of the row below, from the bottom up.
fn dotted(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let (step, radius) = (PITCH * 0.9, stroke.width * 1.1);
    let inner = rect.shrink(radius);
    let (mut y, mut is_odd) = (inner.bottom() - step * 0.5, false);
    while y > inner.top() {
        let mut x = inner.left() + if is_odd { step } else { step * 0.5 };
        while x < inner.right() {
            shapes.push(Shape::circle_filled(Pos2::new(x, y), radius, stroke.color));
            x += step;
        }
        (y, is_odd) = (y - step * 0.5, !is_odd);
    }
}

/// Upright lines, from the left.
fn upright(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let mut x = rect.left() + PITCH * 0.8;
    while x < rect.right() - 1.0 {
        shapes.push(Shape::line_segment([Pos2::new(x, rect.top()), Pos2::new(x, rect.bottom())], stroke));
        x += PITCH;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::SeriesColour;

    fn shapes_of(rect: Rect, doubts: Doubts) -> Vec<Shape> {
        let theme = Theme::of_mode(false);
        let mut shapes = Vec::new();
        bar_shapes(rect, (Kind::Value, doubts), theme.series(SeriesColour::Total), &theme, &mut shapes);
        shapes
    }

    #[test]
    fn a_low_bar_of_doubtful_value_is_never_solid() {
        let rect = Rect::from_min_max(Pos2::new(10.0, 98.0), Pos2::new(60.0, 100.0));
        for doubt in Doubt::ALL.iter().copied().filter(|doubt| *doubt != Doubt::Disputed) {
            let filled: f32 = shapes_of(rect, Doubts::NONE.with(doubt))
                .iter()
                .map(|shape| {
                    let Shape::LineSegment { points, .. } = shape else { return 0.0 };
                    points[1].x - points[0].x
                })
                .sum();
            assert!((20.0..40.0).contains(&filled), "{doubt:?}: {filled} of 50 points are filled");
        }
    }

    #[test]
    fn a_narrow_bar_of_doubtful_value_is_paler_than_a_plain_one() {
        let theme = Theme::of_mode(false);
        for width in [1.0, 2.0, 4.0] {
            let rect = Rect::from_min_max(Pos2::new(10.0, 20.0), Pos2::new(10.0 + width, 100.0));
            for doubt in Doubt::ALL.iter().copied().filter(|doubt| *doubt != Doubt::Disputed) {
                let shapes = shapes_of(rect, Doubts::NONE.with(doubt));
                let Some(Shape::Rect(ground)) = shapes.first() else { panic!("{doubt:?}: no ground") };
                assert_ne!(ground.fill, theme.series(SeriesColour::Total), "{doubt:?}");
                assert!(shapes.len() > 1, "{doubt:?} has an outline");
            }
        }
    }

    #[test]
    fn hatching_stays_inside_the_bar_and_fills_it() {
        let rect = Rect::from_min_max(Pos2::new(103.3, 40.7), Pos2::new(131.9, 180.2));
        let mut shapes = Vec::new();
        let stroke = Stroke::new(1.0, Color32::BLACK);
        for lines in [slanting, back_slanting, level, upright] {
            let before = shapes.len();
            lines(rect, stroke, &mut shapes);
            assert!(shapes.len() > before + 4, "{}", shapes.len());
        }
        for shape in shapes {
            let Shape::LineSegment { points, .. } = shape else { panic!("{shape:?}") };
            for point in points {
                assert!(rect.expand(0.01).contains(point), "{point:?}");
            }
        }
    }
}
