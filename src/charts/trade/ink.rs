//! How a bar is filled: what it covers is said by its hatching, who computed it by its outline.
//!
//! Hatching and outline carry the meaning, so that it survives a grey print and any colour vision.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind};

use crate::analysis::{Coverage, Direction, Observation};
use crate::charts::Theme;

/// The look of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ink {
    /// It covers a part of the year only: slanting lines.
    pub(super) is_part_year: bool,
    /// It covers one direction or one commodity only: level lines.
    pub(super) is_one_way: bool,
    /// What the value is that it shows.
    pub(super) kind: Kind,
}

/// What the value of a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Said by its source: filled.
    #[default]
    Stated,
    /// Said by its source to be nothing: a ring on the axis.
    Zero,
    /// From the lowest to the highest of several: a strong line at either end, and none at the sides.
    Range,
    /// Computed, not said: no ground, a dashed outline.
    Derived,
}

/// The distance between the lines of a hatching, in points.
const PITCH: f32 = 5.0;
/// The lengths of dash and gap of a dashed outline, in points.
const DASH: (f32, f32) = (4.0, 3.0);
/// A bar lower than this has no room for hatching between its outlines, which alone would look like a full bar; in
/// points.
const LEAST_HATCHED: f32 = 4.5;

/// The radius of the ring of a reported zero, in points.
const ZERO_RADIUS: f32 = 3.5;
/// How high the ring stands over the axis, in points.
pub(super) const ZERO_HEIGHT: f32 = 2.0 * ZERO_RADIUS + 1.0;

impl Ink {
    pub(super) fn of(observation: &Observation) -> Self {
        Self {
            is_part_year: observation.coverage != Coverage::FullYear,
            is_one_way: observation.direction != Direction::Both || observation.commodity.is_some(),
            kind: match observation {
                _ if observation.is_reported_zero() => Kind::Zero,
                _ if observation.is_derived() => Kind::Derived,
                _ => Kind::Stated,
            },
        }
    }

    /// Whether nothing has to be said about it.
    pub(super) fn is_plain(self) -> bool {
        self == Self::default()
    }

    /// The shapes of a bar of this ink.
    pub(super) fn shapes(self, rect: Rect, colour: Color32, theme: &Theme, shapes: &mut Vec<Shape>) {
        if self.is_plain() {
            shapes.push(Shape::rect_filled(rect, 0.0, colour));
            return;
        }
        if self.kind == Kind::Zero {
            let middle = Pos2::new(rect.center().x, rect.bottom() - ZERO_RADIUS - 1.0);
            shapes.push(Shape::circle_stroke(middle, ZERO_RADIUS, Stroke::new(1.5, colour)));
            return;
        }
        let ground = match self.kind {
            Kind::Range => theme.tint(colour, 0.3),
            Kind::Derived => theme.paper,
            Kind::Stated | Kind::Zero => theme.tint(colour, 0.16),
        };
        shapes.push(Shape::rect_filled(rect, 0.0, ground));
        if rect.height() < LEAST_HATCHED {
            let dashes = Stroke::new(rect.height(), colour);
            shapes.extend(Shape::dashed_line(&[rect.left_center(), rect.right_center()], dashes, DASH.0, DASH.1));
            return;
        }
        let line = Stroke::new(1.1, if self.kind == Kind::Derived { theme.tint(colour, 0.45) } else { colour });
        if self.is_part_year {
            slanting(rect, line, shapes);
        }
        if self.is_one_way {
            level(rect, line, shapes);
        }
        let outline = Stroke::new(1.3, colour);
        if self.kind == Kind::Range {
            for ends in [[rect.left_top(), rect.right_top()], [rect.left_bottom(), rect.right_bottom()]] {
                shapes.push(Shape::line_segment(ends, Stroke::new(2.0, colour)));
            }
        } else if self.kind == Kind::Derived {
            let r = rect.shrink(0.6);
            let corners = [r.left_bottom(), r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom()];
            shapes.extend(Shape::dashed_line(&corners, outline, DASH.0, DASH.1));
        } else {
            shapes.push(Shape::rect_stroke(rect, 0.0, outline, StrokeKind::Inside));
        }
    }

    /// Paints a sample of this ink.
    pub(super) fn sample(self, painter: &Painter, rect: Rect, colour: Color32, theme: &Theme) {
        let mut shapes = Vec::new();
        self.shapes(rect, colour, theme, &mut shapes);
        painter.extend(shapes);
    }
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

/// Level lines, from the bottom up.
fn level(rect: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let mut y = rect.bottom() - PITCH;
    while y > rect.top() {
        shapes.push(Shape::line_segment([Pos2::new(rect.left(), y), Pos2::new(rect.right(), y)], stroke));
        y -= PITCH;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_low_bar_of_doubtful_ink_is_never_solid() {
        let rect = Rect::from_min_max(Pos2::new(10.0, 98.0), Pos2::new(60.0, 100.0));
        let theme = Theme::of_mode(false);
        let plain = Ink::default();
        for ink in [
            Ink { is_part_year: true, ..plain },
            Ink { is_one_way: true, ..plain },
            Ink { kind: Kind::Derived, ..plain },
        ] {
            let mut shapes = Vec::new();
            ink.shapes(rect, theme.trade(), &theme, &mut shapes);
            let inked: f32 = shapes
                .iter()
                .map(|shape| {
                    let Shape::LineSegment { points, .. } = shape else { return 0.0 };
                    points[1].x - points[0].x
                })
                .sum();
            assert!((20.0..40.0).contains(&inked), "{ink:?}: {inked} of 50 points are inked");
        }
    }

    #[test]
    fn hatching_stays_inside_the_bar_and_fills_it() {
        let rect = Rect::from_min_max(Pos2::new(103.3, 40.7), Pos2::new(131.9, 180.2));
        let mut shapes = Vec::new();
        slanting(rect, Stroke::new(1.0, Color32::BLACK), &mut shapes);
        level(rect, Stroke::new(1.0, Color32::BLACK), &mut shapes);
        assert!(shapes.len() > 40, "{}", shapes.len());
        for shape in shapes {
            let Shape::LineSegment { points, .. } = shape else { panic!("{shape:?}") };
            for point in points {
                assert!(rect.expand(0.01).contains(point), "{point:?}");
            }
        }
    }
}
