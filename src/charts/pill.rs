//! Pills, for counts and choices.

use std::sync::LazyLock;

use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Vec2};

/// A pill on a screen: one mesh of few triangles, since there may be hundreds of them.
///
/// It is sharp where its rectangle begins and ends at whole pixels.
#[derive(Clone, Copy, Debug)]
pub struct Pill {
    /// The pill with its outline.
    pub rect: Rect,
    /// What surrounds it, so that nothing touches it; transparent where nothing should.
    pub ground: Color32,
    /// Its outline, which lies inside.
    pub outline: Stroke,
    /// What is in it.
    pub fill: Color32,
}

/// How far the ground reaches around a pill, in points.
const GROUND: f32 = 1.0;

impl Pill {
    /// Its shape where a point has so many pixels; each edge fades over one of them.
    pub fn shape(&self, pixels_per_point: f32) -> Shape {
        let Self { rect, ground, outline: Stroke { width, color: outline }, fill } = *self;
        let half = 0.5 / pixels_per_point;
        let mut rings = Rings::default();
        if ground != Color32::TRANSPARENT {
            rings.add(rect.expand(GROUND), ground);
            rings.fill();
        }
        rings.add(rect.expand(half), Color32::TRANSPARENT);
        rings.add_band(rect.shrink(half), outline);
        if width > 2.0 * half {
            rings.add_band(rect.shrink(width - half), outline);
        }
        rings.add_band(rect.shrink(width + half), fill);
        rings.fill();
        Shape::mesh(rings.mesh)
    }
}

/// Pills one in another.
#[derive(Default)]
struct Rings {
    mesh: Mesh,
    /// The first corner of the last one.
    last: u32,
}

/// How many corners a ring has: as many as a screen can show.
const CORNERS: u32 = 18;

/// The left half of a circle, from its foot to its top.
static LEFT_HALF: LazyLock<[Vec2; 9]> = LazyLock::new(|| {
    [0.5, 0.625, 0.75, 0.875, 1.0, 1.125, 1.25, 1.375, 1.5].map(|turn| Vec2::angled(std::f32::consts::PI * turn))
});

impl Rings {
    /// Adds the corners of a pill.
    fn add(&mut self, rect: Rect, colour: Color32) {
        self.last = if self.mesh.is_empty() { 0 } else { self.last + CORNERS };
        let radius = rect.height() / 2.0;
        for (x, turn) in [(rect.left() + radius, radius), (rect.right() - radius, -radius)] {
            for towards in LEFT_HALF.iter() {
                self.mesh.colored_vertex(Pos2::new(x, rect.center().y) + turn * *towards, colour);
            }
        }
    }

    /// Adds the corners of a pill, and fills what lies between it and the one before.
    fn add_band(&mut self, rect: Rect, colour: Color32) {
        let outer = self.last;
        self.add(rect, colour);
        for corner in 0..CORNERS {
            let next = (corner + 1) % CORNERS;
            self.mesh.add_triangle(outer + corner, outer + next, self.last + corner);
            self.mesh.add_triangle(self.last + corner, outer + next, self.last + next);
        }
    }

    /// Fills the last pill.
    fn fill(&mut self) {
        for corner in self.last + 1..self.last + CORNERS - 1 {
            self.mesh.add_triangle(self.last, corner, corner + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colour of a place, from the last triangle that covers it.
    fn colour_at(mesh: &Mesh, at: Pos2) -> Option<[f32; 4]> {
        let corners = |triangle: &[u32]| [0, 1, 2].map(|corner| mesh.vertices[triangle[corner] as usize]);
        let cross = |a: Pos2, b: Pos2, c: Pos2| (b - a).x * (c - a).y - (b - a).y * (c - a).x;
        let colour = |triangle: &[u32]| {
            let [a, b, c] = corners(triangle);
            let area = cross(a.pos, b.pos, c.pos);
            let shares =
                [cross(b.pos, c.pos, at), cross(c.pos, a.pos, at), cross(a.pos, b.pos, at)].map(|part| part / area);
            let mixed = |channel: usize| {
                shares.iter().zip([a, b, c]).map(|(share, corner)| share * f32::from(corner.color[channel])).sum()
            };
            shares.iter().all(|share| *share >= -1e-4).then(|| [0, 1, 2, 3].map(mixed))
        };
        mesh.indices.chunks_exact(3).rev().find_map(colour)
    }

    #[test]
    fn a_pill_at_whole_pixels_has_a_sharp_outline_on_every_screen() {
        let rect = Rect::from_min_max(Pos2::new(10.0, 20.0), Pos2::new(38.0, 36.0));
        let (outline, fill) = (Color32::from_rgb(200, 0, 0), Color32::from_rgb(0, 0, 200));
        for (pixels_per_point, outlined) in [(1.0, 1), (2.0, 2), (3.0, 3)] {
            let pill = Pill { rect, ground: Color32::TRANSPARENT, outline: Stroke::new(1.0, outline), fill };
            let Shape::Mesh(mesh) = pill.shape(pixels_per_point) else { panic!("a mesh") };
            // Pixel by pixel from above the pill down into it.
            let pixel = |place: f32| colour_at(&mesh, Pos2::new(24.3, 20.0 + (place + 0.5) / pixels_per_point));
            let rounded = |place: f32| pixel(place).map(|colour| colour.map(f32::round));
            assert!(pixel(-1.0).is_none_or(|colour| colour[3] < 1.0), "{:?}", pixel(-1.0));
            for place in 0..outlined {
                assert_eq!(rounded(place as f32), Some([200.0, 0.0, 0.0, 255.0]), "{place} of {pixels_per_point}");
            }
            assert_eq!(rounded(outlined as f32), Some([0.0, 0.0, 200.0, 255.0]), "{pixels_per_point}");
        }
    }
}
