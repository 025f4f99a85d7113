//! Straight edges on the raster of the pixels, as egui's own tessellator puts them.

use egui::emath::GuiRounding as _;
use egui::{Pos2, Rect, Stroke, StrokeKind};

/// The raster that upright edges are moved to, if any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Snap {
    /// Pixels per point of the picture to come; `None` leaves everything where it is.
    pub(super) pixels_per_point: Option<f32>,
}

impl Snap {
    /// A line. Only level and upright ones move, and only sideways.
    #[expect(clippy::float_cmp, reason = "a line is level where both of its ends have the very same height")]
    pub(super) fn line(self, points: [Pos2; 2], stroke: Stroke) -> [Pos2; 2] {
        let [mut a, mut b] = points;
        if let Some(raster) = self.pixels_per_point {
            if a.x == b.x {
                stroke.round_center_to_pixel(raster, &mut a.x);
                b.x = a.x;
            } else if a.y == b.y {
                stroke.round_center_to_pixel(raster, &mut a.y);
                b.y = a.y;
            }
        }
        [a, b]
    }

    /// A rectangle, unless it asks to be left alone or is thinner than a pixel.
    pub(super) fn rect(self, rect: Rect, stroke: Stroke, kind: StrokeKind, wish: Option<bool>) -> Rect {
        let Some(raster) = self.pixels_per_point.filter(|_| wish != Some(false)) else { return rect };
        if rect.size().min_elem() * raster < 1.5 {
            return rect;
        }
        match kind {
            StrokeKind::Middle if !stroke.is_empty() => {
                let mut corners = [rect.min, rect.max];
                for corner in &mut corners {
                    stroke.round_center_to_pixel(raster, &mut corner.x);
                    stroke.round_center_to_pixel(raster, &mut corner.y);
                }
                Rect::from_min_max(corners[0], corners[1])
            }
            StrokeKind::Inside | StrokeKind::Middle | StrokeKind::Outside => rect.round_to_pixels(raster),
        }
    }
}
