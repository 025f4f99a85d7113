//! A line whose points are closer to each other than its pen is wide, drawn column by column.
//!
//! As a path, each of its points would be a corner to be mitred, and a century of months of several goods has ten thousand of
//! them in every frame. What the pen covers is the same: from its lowest to its highest place in each column.

use egui::{Color32, Mesh, Pos2};

/// The width of a column, in points: half that of the pen.
const COLUMN: f32 = 1.0;
/// No screen has more columns than this.
const MOST_COLUMNS: usize = 16_384;

/// Whether points from left to right are so close that columns show what a path would.
pub(super) fn is_dense(first: Pos2, last: Pos2, count: usize) -> bool {
    let columns = (last.x - first.x) / COLUMN;
    columns >= 1.0 && columns < MOST_COLUMNS as f32 && count as f32 > columns
}

/// What a pen covers that follows points from left to right; `feather` is the width of its soft edge, in points.
pub(super) fn dense_line(points: impl Iterator<Item = Pos2>, pen: f32, feather: f32, colour: Color32) -> Mesh {
    let (left, columns) = columns(points);
    let reach = (pen / 2.0 / COLUMN).round() as usize;
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(4 * columns.len());
    mesh.reserve_triangles(6 * columns.len());
    for at in 0..columns.len() {
        let near = &columns[at.saturating_sub(reach)..(at + reach + 1).min(columns.len())];
        let (top, bottom) = near.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(top, bottom), column| {
            (top.min(column.top), bottom.max(column.bottom))
        });
        let x = left + (at as f32 + 0.5) * COLUMN;
        let (inner, outer) = (pen / 2.0 - feather / 2.0, pen / 2.0 + feather / 2.0);
        for (y, colour) in [
            (top - outer, Color32::TRANSPARENT),
            (top - inner, colour),
            (bottom + inner, colour),
            (bottom + outer, Color32::TRANSPARENT),
        ] {
            mesh.colored_vertex(Pos2::new(x, y), colour);
        }
        if let Some(before) = at.checked_sub(1) {
            let start = 4 * before as u32;
            for edge in start..start + 3 {
                mesh.add_triangle(edge, edge + 1, edge + 4);
                mesh.add_triangle(edge + 1, edge + 5, edge + 4);
            }
        }
    }
    mesh
}

/// Where a line is in one column, from top to bottom.
#[derive(Clone, Copy)]
struct Column {
    top: f32,
    bottom: f32,
}

impl Column {
    const fn add(&mut self, y: f32) {
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }
}

/// The left edge of the first column, and where the line through some points is in each.
fn columns(mut points: impl Iterator<Item = Pos2>) -> (f32, Vec<Column>) {
    let Some(mut before) = points.next() else { return (0.0, Vec::new()) };
    let left = before.x;
    let number = |x: f32| ((x - left) / COLUMN).max(0.0) as usize;
    let mut columns = vec![Column { top: before.y, bottom: before.y }];
    for point in points {
        let last = number(point.x).max(columns.len() - 1);
        // A line that goes on into further columns is in both where it crosses their border.
        for crossed in columns.len()..=last {
            let share = (left + crossed as f32 * COLUMN - before.x) / (point.x - before.x);
            let y = egui::lerp(before.y..=point.y, share.clamp(0.0, 1.0));
            columns[crossed - 1].add(y);
            columns.push(Column { top: y, bottom: y });
        }
        columns[last].add(point.y);
        before = point;
    }
    (left, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred columns with three points each, that jump about.
    fn points() -> Vec<Pos2> {
        let y = |place: i32| 100.0 + ((place * 37) % 23) as f32 + if place == 150 { 60.0 } else { 0.0 };
        (0..300).map(|place| Pos2::new(50.0 + place as f32 / 3.0, y(place))).collect()
    }

    #[test]
    fn every_point_lies_under_the_pen() {
        let (points, pen) = (points(), 2.0);
        assert!(is_dense(points[0], points[299], points.len()));
        let mesh = dense_line(points.iter().copied(), pen, 1.0, Color32::RED);
        assert_eq!(mesh.vertices.len(), 4 * 100);
        assert!(mesh.is_valid());
        for point in &points {
            let column = &mesh.vertices[4 * ((point.x - 50.0) as usize)..][..4];
            assert!(column[1].pos.y < point.y && point.y < column[2].pos.y, "{point:?} {column:?}");
        }
    }

    #[test]
    fn the_pen_reaches_no_further_than_it_is_wide() {
        let mesh = dense_line(points().into_iter(), 2.0, 1.0, Color32::RED);
        let bottom = |column: usize| mesh.vertices[4 * column + 3].pos.y;
        let highest = points().iter().map(|point| point.y).fold(0.0, f32::max);
        assert!((bottom(50) - (highest + 1.5)).abs() < 1e-3, "{} {highest}", bottom(50));
        // What stands out of one column alone is as wide as the pen, and a column to each side.
        assert!(bottom(47) < highest - 20.0 && bottom(53) < highest - 20.0);
    }

    #[test]
    fn points_that_are_apart_are_no_dense_line() {
        assert!(!is_dense(Pos2::new(0.0, 0.0), Pos2::new(100.0, 0.0), 50));
        assert!(!is_dense(Pos2::new(0.0, 0.0), Pos2::new(0.0, 0.0), 2), "all in one place");
    }
}
