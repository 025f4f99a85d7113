//! Meshes: triangles with a colour at each corner.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use egui::epaint::{Mesh, WHITE_UV};
use egui::{Color32, Pos2, TextureId};

use super::paint::{Defs, decimal, number, paint, point, split};

/// Corners in one turning direction, with their colours.
type Triangle = [(Pos2, Color32); 3];

/// Whether the mesh shows a picture instead of plain colour.
pub(super) fn is_textured(mesh: &Mesh) -> bool {
    mesh.texture_id != TextureId::default() || mesh.vertices.iter().any(|vertex| vertex.uv != WHITE_UV)
}

/// The mesh as path elements.
///
/// Neighbouring triangles of one colour become one outline, so that no seam shows between them. Two triangles that
/// make an upright rectangle with two colours become a gradient. Any other triangle gets the mean of its corners.
pub(super) fn elements(mesh: &Mesh, defs: &mut Defs) -> String {
    let triangles = triangles(mesh);
    let mut parts: Vec<(String, Vec<[Pos2; 3]>)> = Vec::new();
    let mut index = 0;
    while let Some(triangle) = triangles.get(index) {
        let pair = triangles.get(index + 1);
        let (fill, taken) = match (flat_color(triangle), pair.and_then(|other| gradient(triangle, other, defs))) {
            (None, Some(gradient)) => (gradient, 2),
            (Some(color), _) => (paint("fill", color), 1),
            (None, None) => (paint("fill", mean_color(triangle)), 1),
        };
        let corners = triangles[index..index + taken].iter().map(|corners| corners.map(|(pos, _)| pos));
        match parts.last_mut() {
            Some((last, area)) if *last == fill => area.extend(corners),
            _ => parts.push((fill, corners.collect())),
        }
        index += taken;
    }
    // Where colours meet, two soft edges would let the ground shine through.
    let edges = if parts.len() > 1 { " shape-rendering=\"crispEdges\"" } else { "" };
    let mut out = String::new();
    for (fill, area) in parts {
        let outline = outline(&area);
        if !outline.is_empty() && fill != " fill=\"none\"" {
            let _ = writeln!(out, "<path d=\"{outline}\"{fill}{edges}/>");
        }
    }
    out
}

fn triangles(mesh: &Mesh) -> Vec<Triangle> {
    let corner = |index: &u32| {
        let vertex = usize::try_from(*index).ok().and_then(|index| mesh.vertices.get(index))?;
        Some((vertex.pos, vertex.color))
    };
    mesh.indices
        .chunks_exact(3)
        .filter_map(|corners| {
            let [a, b, c] = [corner(&corners[0])?, corner(&corners[1])?, corner(&corners[2])?];
            let turn = (b.0 - a.0).rot90().dot(c.0 - a.0);
            // One turning direction for all, or outlines would cancel each other.
            if turn == 0.0 || turn.is_nan() {
                None
            } else if turn < 0.0 {
                Some([a, b, c])
            } else {
                Some([a, c, b])
            }
        })
        .collect()
}

fn flat_color(triangle: &Triangle) -> Option<Color32> {
    let [(_, a), (_, b), (_, c)] = *triangle;
    (a == b && b == c).then_some(a)
}

fn mean_color(triangle: &Triangle) -> Color32 {
    let [(_, a), (_, b), (_, c)] = *triangle;
    a.lerp_to_gamma(b, 0.5).lerp_to_gamma(c, 1.0 / 3.0)
}

/// The fill of an upright rectangle of two triangles, the colours of which change along one axis only.
fn gradient(one: &Triangle, other: &Triangle, defs: &mut Defs) -> Option<String> {
    let corners: BTreeMap<_, _> =
        one.iter().chain(other).map(|(pos, color)| ((pos.x.to_bits(), pos.y.to_bits()), (*pos, *color))).collect();
    let corners: Vec<_> = corners.into_values().collect();
    let [a, b, c, d] = corners[..] else { return None };
    let min = a.0.min(b.0).min(c.0).min(d.0);
    let max = a.0.max(b.0).max(c.0).max(d.0);
    let color_at = |x: f32, y: f32| corners.iter().find(|(pos, _)| *pos == Pos2::new(x, y)).map(|(_, color)| *color);
    let [top_left, top_right] = [color_at(min.x, min.y)?, color_at(max.x, min.y)?];
    let [bottom_left, bottom_right] = [color_at(min.x, max.y)?, color_at(max.x, max.y)?];
    let (end, from, to) = if top_left == top_right && bottom_left == bottom_right {
        (Pos2::new(min.x, max.y), top_left, bottom_left)
    } else if top_left == bottom_left && top_right == bottom_right {
        (Pos2::new(max.x, min.y), top_left, top_right)
    } else {
        return None;
    };
    let attributes = format!(
        " gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
        number(min.x),
        number(min.y),
        number(end.x),
        number(end.y)
    );
    let id = defs.id("linearGradient", &attributes, &(stop(0, from, to) + &stop(1, to, from)));
    Some(format!(" fill=\"url(#{id})\""))
}

/// A stop of a gradient. An invisible colour takes the hue of its neighbour, or it would darken the way there.
fn stop(offset: u8, color: Color32, neighbour: Color32) -> String {
    let (hex, _) = split(if color == Color32::TRANSPARENT { neighbour } else { color });
    let opacity = if color == Color32::TRANSPARENT { 0.0 } else { split(color).1 };
    format!("<stop offset=\"{offset}\" stop-color=\"{hex}\" stop-opacity=\"{}\"/>", decimal(opacity, 3))
}

/// The outline of triangles that turn the same way: the edges that no neighbour walks in the other direction.
fn outline(triangles: &[[Pos2; 3]]) -> String {
    let key = |pos: Pos2| (pos.x.to_bits(), pos.y.to_bits());
    let mut edges: BTreeMap<_, (Pos2, Pos2, usize, u32)> = BTreeMap::new();
    for (order, &[a, b, c]) in triangles.iter().enumerate() {
        for (from, to) in [(a, b), (b, c), (c, a)] {
            if let Some(back) = edges.get_mut(&(key(to), key(from))).filter(|edge| edge.3 > 0) {
                back.3 -= 1;
            } else {
                edges.entry((key(from), key(to))).or_insert((from, to, order, 0)).3 += 1;
            }
        }
    }
    let mut left: Vec<_> = edges.into_values().filter(|edge| edge.3 > 0).collect();
    left.sort_by_key(|edge| edge.2);
    let mut next: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, (from, ..)) in left.iter().enumerate().rev() {
        next.entry(key(*from)).or_default().push(index);
    }
    let mut used = vec![false; left.len()];
    let mut data = String::new();
    for start in 0..left.len() {
        let mut at = Some(start);
        let mut open = false;
        while let Some(edge) = at.filter(|edge| !used[*edge]) {
            used[edge] = true;
            let (from, to, ..) = left[edge];
            let _ = write!(data, "{}{}", if open { 'L' } else { 'M' }, point(from));
            open = true;
            at = next.get_mut(&key(to)).and_then(|edges| {
                while edges.last().is_some_and(|edge| used[*edge]) {
                    edges.pop();
                }
                edges.last().copied()
            });
        }
        if open {
            data.push('Z');
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use egui::Rect;

    use super::*;

    fn square(x: f32, color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_size(Pos2::new(x, 0.0), egui::Vec2::splat(10.0)), color);
        mesh
    }

    #[test]
    fn one_colour_is_one_outline() {
        let mut mesh = square(0.0, Color32::RED);
        mesh.append(square(10.0, Color32::RED));
        let svg = elements(&mesh, &mut Defs::default());
        assert_eq!(svg.matches("<path").count(), 1, "{svg}");
        assert_eq!(svg.matches('L').count(), 5, "six corners, no inner edge: {svg}");
    }

    #[test]
    fn each_colour_has_a_path_of_its_own() {
        let mut mesh = square(0.0, Color32::RED);
        mesh.append(square(10.0, Color32::BLUE));
        assert_eq!(elements(&mesh, &mut Defs::default()).matches("<path").count(), 2);
    }

    #[test]
    fn two_colours_across_are_a_gradient() {
        let mut mesh = square(0.0, Color32::RED);
        for vertex in mesh.vertices.iter_mut().filter(|vertex| vertex.pos.x > 5.0) {
            vertex.color = Color32::TRANSPARENT;
        }
        let mut defs = Defs::default();
        let svg = elements(&mesh, &mut defs);
        assert!(svg.contains("fill=\"url(#d1)\""), "{svg}");
        assert!(defs.elements().contains("<stop offset=\"1\" stop-color=\"#ff0000\" stop-opacity=\"0\"/>"));
    }
}
