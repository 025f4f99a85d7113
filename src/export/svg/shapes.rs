//! Rectangles, lines, circles, curves and bands.

use std::fmt::Write as _;

use egui::epaint::{
    BandShape, CircleShape, ColorMode, CubicBezierShape, EllipseShape, PathShape, PathStroke, QuadraticBezierShape,
    RectShape,
};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Vec2};

use super::paint::{Defs, decimal, near, number, paint, point};
use super::snap::Snap;

/// ` stroke="…" stroke-width="…"`, or nothing.
fn stroke_attributes(stroke: Stroke) -> String {
    if stroke.is_empty() {
        return String::new();
    }
    format!("{} stroke-width=\"{}\"", paint("stroke", stroke.color), number(stroke.width))
}

/// The stroke of a path in one colour.
pub(super) fn solid(stroke: &PathStroke) -> Option<Stroke> {
    match stroke.color {
        ColorMode::Solid(color) => Some(Stroke::new(stroke.width, color)),
        ColorMode::UV(_) => stroke.is_empty().then_some(Stroke::NONE),
    }
}

/// A straight line.
pub(super) fn line(points: [Pos2; 2], stroke: Stroke, snap: Snap) -> String {
    if stroke.is_empty() {
        return String::new();
    }
    let [a, b] = snap.line(points, stroke);
    format!("<path d=\"M{}L{}\" fill=\"none\"{}/>\n", point(a), point(b), stroke_attributes(stroke))
}

/// A rectangle with its corners, stroke and softness.
pub(super) fn rect(shape: &RectShape, snap: Snap, defs: &mut Defs) -> String {
    let mut stroke = shape.stroke;
    let mut fill = shape.fill;
    let mut kind = shape.stroke_kind;
    let mut outer = near(shape.rect);
    if !stroke.is_empty() {
        let with_stroke = outer.expand(match kind {
            StrokeKind::Inside => 0.0,
            StrokeKind::Middle => stroke.width * 0.5,
            StrokeKind::Outside => stroke.width,
        });
        if with_stroke.size().min_elem() <= 2.0 * stroke.width {
            // As on the screen: a stroke that covers the whole rectangle is its fill.
            (outer, fill, stroke, kind) = (with_stroke, stroke.color, Stroke::NONE, StrokeKind::Inside);
        }
    }
    if outer.width() <= 0.0 || outer.height() <= 0.0 || (stroke.is_empty() && fill == Color32::TRANSPARENT) {
        return String::new();
    }
    let outer = snap.rect(outer, stroke, kind, shape.round_to_pixels);
    let mut common = rotation(shape.angle, outer.center());
    if shape.blur_width > 0.0 {
        common += &blur(shape.blur_width, outer.expand(stroke.width), defs);
    }
    let inset = match kind {
        _ if stroke.is_empty() => 0.0,
        StrokeKind::Inside => stroke.width * 0.5,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => -stroke.width * 0.5,
    };
    let radii = |inset: f32| {
        let corner = |radius: u8| if radius == 0 { 0.0 } else { (f32::from(radius) - inset).max(0.0) };
        let radius = shape.corner_radius;
        [corner(radius.nw), corner(radius.ne), corner(radius.se), corner(radius.sw)]
    };
    let centre_line = outline(outer.shrink(inset), radii(inset));
    let strokes = stroke_attributes(stroke);
    if stroke.is_empty() || fill == Color32::TRANSPARENT || (stroke.color.is_opaque() && kind != StrokeKind::Inside) {
        return format!("<{centre_line}{}{strokes}{common}/>\n", paint("fill", fill));
    }
    if stroke.color.is_opaque() {
        // The stroke hides how far the fill goes below it.
        return format!("<{centre_line}{}{strokes}{common}/>\n", paint("fill", fill));
    }
    // Nothing of the fill may show through the stroke.
    let inner = inset + stroke.width * 0.5;
    format!(
        "<{}{}{common}/>\n<{centre_line} fill=\"none\"{strokes}{common}/>\n",
        outline(outer.shrink(inner), radii(inner)),
        paint("fill", fill)
    )
}

/// Name and geometry of a rectangle, as `rect` or, with unequal corners, as `path`.
fn outline(rect: Rect, radii: [f32; 4]) -> String {
    let half = (rect.size().min_elem() * 0.5).max(0.0);
    let [nw, ne, se, sw] = radii.map(|radius| radius.min(half));
    let (min, max) = (rect.min, rect.max);
    if radii.iter().all(|radius| number(*radius) == number(radii[0])) {
        let mut out = format!(
            "rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            number(min.x),
            number(min.y),
            number(rect.width()),
            number(rect.height())
        );
        if nw > 0.0 {
            let _ = write!(out, " rx=\"{}\"", number(nw));
        }
        return out;
    }
    let mut data = format!("M{}H{}", point(Pos2::new(min.x + nw, min.y)), number(max.x - ne));
    let mut arc = |radius: f32, to: Pos2, then: String| {
        if radius > 0.0 {
            let _ = write!(data, "A{0} {0} 0 0 1 {1}", number(radius), point(to));
        }
        data.push_str(&then);
    };
    arc(ne, Pos2::new(max.x, min.y + ne), format!("V{}", number(max.y - se)));
    arc(se, Pos2::new(max.x - se, max.y), format!("H{}", number(min.x + sw)));
    arc(sw, Pos2::new(min.x, max.y - sw), format!("V{}", number(min.y + nw)));
    arc(nw, Pos2::new(min.x + nw, min.y), "Z".to_owned());
    format!("path d=\"{data}\"")
}

/// A soft edge. egui lets it fade evenly over `width`; a Gaussian of about a third of that looks the same.
fn blur(width: f32, rect: Rect, defs: &mut Defs) -> String {
    let region = rect.expand(width);
    let attributes = format!(
        " filterUnits=\"userSpaceOnUse\" color-interpolation-filters=\"sRGB\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(region.min.x),
        number(region.min.y),
        number(region.width()),
        number(region.height())
    );
    let inner = format!("<feGaussianBlur stdDeviation=\"{}\"/>", number(width * 0.31));
    format!(" filter=\"url(#{})\"", defs.id("filter", &attributes, &inner))
}

/// ` transform="rotate(…)"` about `center`, or nothing.
pub(super) fn rotation(angle: f32, center: Pos2) -> String {
    if angle == 0.0 {
        return String::new();
    }
    format!(" transform=\"rotate({} {})\"", decimal(angle.to_degrees(), 3), point(center))
}

/// A circle. Its stroke is outside, as egui draws it.
pub(super) fn circle(shape: &CircleShape) -> String {
    if shape.radius <= 0.0 {
        return String::new();
    }
    let half = if shape.stroke.is_empty() { 0.0 } else { shape.stroke.width * 0.5 };
    let geometry = |grown: f32| {
        format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(shape.center.x),
            number(shape.center.y),
            number(shape.radius + grown)
        )
    };
    filled_and_stroked(&geometry, half, shape.fill, shape.stroke, "")
}

/// An ellipse, which may be rotated. Its stroke is outside, as egui draws it.
pub(super) fn ellipse(shape: &EllipseShape) -> String {
    if shape.radius.min_elem() <= 0.0 {
        return String::new();
    }
    let half = if shape.stroke.is_empty() { 0.0 } else { shape.stroke.width * 0.5 };
    let geometry = |grown: f32| {
        format!(
            "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"",
            number(shape.center.x),
            number(shape.center.y),
            number(shape.radius.x + grown),
            number(shape.radius.y + grown)
        )
    };
    filled_and_stroked(&geometry, half, shape.fill, shape.stroke, &rotation(shape.angle, shape.center))
}

/// A round shape: one element, or two where the fill would show through half of the stroke.
fn filled_and_stroked(
    geometry: &dyn Fn(f32) -> String,
    half: f32,
    fill: Color32,
    stroke: Stroke,
    transform: &str,
) -> String {
    let strokes = stroke_attributes(stroke);
    if stroke.is_empty() && fill == Color32::TRANSPARENT {
        String::new()
    } else if stroke.is_empty() || stroke.color.is_opaque() || fill == Color32::TRANSPARENT {
        format!("{}{}{strokes}{transform}/>\n", geometry(half), paint("fill", fill))
    } else {
        let below = paint("fill", fill);
        format!("{}{below}{transform}/>\n{} fill=\"none\"{strokes}{transform}/>\n", geometry(0.0), geometry(half))
    }
}

/// A polyline or polygon, whose stroke has one colour.
pub(super) fn path(shape: &PathShape, stroke: Stroke, snap: Snap) -> String {
    let mut points = shape.points.clone();
    points.dedup();
    if points.len() < 2 {
        return String::new();
    }
    if let ([a, b], false) = (&points[..], shape.closed) {
        return line([*a, *b], stroke, snap);
    }
    let fill = if shape.closed { shape.fill } else { Color32::TRANSPARENT };
    let out = curve(&polyline(&points, shape.closed), fill, Stroke::NONE);
    let offset = match shape.stroke.kind {
        StrokeKind::Middle => return curve(&polyline(&points, shape.closed), fill, stroke),
        StrokeKind::Inside => -stroke.width * 0.5,
        StrokeKind::Outside => stroke.width * 0.5,
    };
    let edge = if shape.closed { moved_outwards(&points, offset) } else { points };
    out + &curve(&polyline(&edge, shape.closed), Color32::TRANSPARENT, stroke)
}

fn polyline(points: &[Pos2], closed: bool) -> String {
    let mut data = String::new();
    for (index, pos) in points.iter().enumerate() {
        let _ = write!(data, "{}{}", if index == 0 { 'M' } else { 'L' }, point(*pos));
    }
    if closed {
        data.push('Z');
    }
    data
}

/// A polygon with each edge moved outwards by `distance`; sharp corners are cut off at twice that.
fn moved_outwards(points: &[Pos2], distance: f32) -> Vec<Pos2> {
    let count = points.len();
    let twice_area: f32 = (0..count)
        .map(|index| {
            let (a, b) = (points[index], points[(index + 1) % count]);
            a.x * b.y - b.x * a.y
        })
        .sum();
    let normal = |from: Pos2, to: Pos2| (to - from).normalized().rot90() * twice_area.signum() * distance;
    (0..count)
        .map(|index| {
            let at = points[index];
            let before = normal(points[(index + count - 1) % count], at);
            let after = normal(at, points[(index + 1) % count]);
            let sum = before + after;
            let reach = if sum == Vec2::ZERO { 0.0 } else { 2.0 * distance * distance / sum.length_sq() };
            at + sum * reach.min(2.0)
        })
        .collect()
}

/// A path element.
pub(super) fn curve(data: &str, fill: Color32, stroke: Stroke) -> String {
    if stroke.is_empty() && fill == Color32::TRANSPARENT {
        return String::new();
    }
    format!("<path d=\"{data}\"{}{}/>\n", paint("fill", fill), stroke_attributes(stroke))
}

/// A curve with one control point.
pub(super) fn quadratic(shape: &QuadraticBezierShape, stroke: Stroke) -> String {
    let [from, control, to] = shape.points;
    let end = if shape.closed { "Z" } else { "" };
    let data = format!("M{}Q{} {}{end}", point(from), point(control), point(to));
    curve(&data, if shape.closed { shape.fill } else { Color32::TRANSPARENT }, stroke)
}

/// A curve with two control points.
pub(super) fn cubic(shape: &CubicBezierShape, stroke: Stroke) -> String {
    let [from, one, two, to] = shape.points;
    let end = if shape.closed { "Z" } else { "" };
    let data = format!("M{}C{} {} {}{end}", point(from), point(one), point(two), point(to));
    curve(&data, if shape.closed { shape.fill } else { Color32::TRANSPARENT }, stroke)
}

/// A band of changing height. Samples that are not numbers interrupt it.
pub(super) fn band(shape: &BandShape) -> String {
    let inset = match shape.stroke_kind {
        StrokeKind::Inside => 0.5 * shape.stroke.width,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => -0.5 * shape.stroke.width,
    };
    let usable = |x: f32, min: f32, max: f32| x.is_finite() && min.is_finite() && max.is_finite() && min <= max;
    let mut out = String::new();
    for run in shape.points.split(|sample| !usable(sample.x, sample.y.min, sample.y.max)) {
        if run.len() < 2 {
            continue;
        }
        let edge = |inset: f32| -> String {
            let half = |sample: &egui::epaint::BandPoint| (sample.y.span() * 0.5 - inset).max(0.0);
            let upper = run.iter().map(|sample| Pos2::new(sample.x, sample.y.center() - half(sample)));
            let lower = run.iter().rev().map(|sample| Pos2::new(sample.x, sample.y.center() + half(sample)));
            polyline(&upper.chain(lower).collect::<Vec<_>>(), true)
        };
        out += &curve(&edge(0.0), shape.fill, Stroke::NONE);
        out += &curve(&edge(inset), Color32::TRANSPARENT, shape.stroke);
    }
    let transform = rotation(shape.angle, Pos2::ZERO);
    if transform.is_empty() || out.is_empty() { out } else { format!("<g{transform}>\n{out}</g>\n") }
}
