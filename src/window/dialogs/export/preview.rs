//! What the file will show, before it is written: drawn by the same code as the file.

use egui::{Image, Rect, RichText, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2, vec2};

use super::super::super::Surroundings;
use super::super::super::parts::soft;
use crate::app::ExportRequest;
use crate::charts::Theme;
use crate::charts::theme::size;

/// The room for a preview, in points.
pub(super) const SIZE: Vec2 = vec2(460.0, 400.0);
/// The side of a square of the pattern that stands behind what is transparent, in points.
const CHECK: f32 = 8.0;

/// What a figure will look like.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum PreviewPart {
    /// The picture, with so many pixels for each point of the screen.
    Picture(TextureHandle),
    /// The beginning of a file of text.
    Text(String),
    /// Why there is none.
    Failure(String),
}

/// What the figure of an order will look like.
#[derive(Clone, PartialEq)]
pub(crate) struct Preview {
    /// The order that it was made for.
    pub(crate) request: ExportRequest,
    /// The SHA-256 of the dossier that it was drawn from.
    pub(crate) sha256: String,
    /// What it looks like.
    pub(crate) part: PreviewPart,
}

impl Preview {
    /// The order as far as what it looks like depends on it.
    pub(crate) fn key(request: &ExportRequest) -> ExportRequest {
        ExportRequest { path: std::path::PathBuf::new(), may_replace: false, ..request.clone() }
    }

    /// How many points of the screen a point of the figure takes in the room for a preview.
    #[expect(clippy::cast_precision_loss, reason = "sides are far below 2²⁴ pixels")]
    pub(crate) fn scale(request: &ExportRequest) -> f32 {
        let sides = vec2(request.width as f32, request.height as f32) / request.pixels_per_point();
        (SIZE / sides).min_elem()
    }
}

/// The latest preview; a newer one takes its place as soon as it is drawn.
pub(super) fn preview_ui(ui: &mut Ui, around: &Surroundings, request: &ExportRequest) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(SIZE.min(vec2(ui.available_width(), SIZE.y)), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the figure"));
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    match around.preview.as_ref().map(|preview| &preview.part) {
        Some(PreviewPart::Picture(texture)) => {
            let sides = texture.size_vec2();
            let fit = sides * (rect.size() / sides).min_elem();
            let place = Rect::from_min_size(rect.min, fit);
            if !request.frame.ground {
                checks(&inside, place, &theme);
            }
            Image::new((texture.id(), fit)).paint_at(&inside, place);
            inside.painter().rect_stroke(place, 0.0, Stroke::new(1.0, theme.hairline), StrokeKind::Outside);
        }
        Some(PreviewPart::Text(beginning)) => {
            inside.set_clip_rect(rect.intersect(inside.clip_rect()));
            inside.add(egui::Label::new(RichText::new(beginning).font(egui::FontId::monospace(size::CHART))).extend());
            inside.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, theme.hairline), StrokeKind::Inside);
        }
        Some(PreviewPart::Failure(why)) => {
            soft(&mut inside, why.clone());
        }
        None => {
            soft(&mut inside, "Drawing a preview …");
        }
    }
}

/// The usual pattern for what is transparent.
fn checks(ui: &Ui, place: Rect, theme: &Theme) {
    let painter = ui.painter_at(place);
    painter.rect_filled(place, 0.0, theme.panel);
    let (mut y, mut row) = (place.top(), 0);
    while y < place.bottom() {
        let mut x = place.left() + if row % 2 == 0 { 0.0 } else { CHECK };
        while x < place.right() {
            painter.rect_filled(Rect::from_min_size(egui::pos2(x, y), Vec2::splat(CHECK)), 0.0, theme.hairline);
            x += 2.0 * CHECK;
        }
        y += CHECK;
        row += 1;
    }
}
