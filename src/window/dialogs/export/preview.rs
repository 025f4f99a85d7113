//! What the file will show, before it is written: drawn by the same code as the file.

use std::collections::BTreeSet;

use egui::{
    CursorIcon, Image, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2, vec2,
};

use super::super::super::Surroundings;
use super::super::super::parts::{doubt, quiet_button, soft};
use crate::app::{Action, AppState, ExportRequest, LayoutAction, LengthUnit};
use crate::charts::Theme;
use crate::charts::fonts::letter_codes;
use crate::charts::theme::size;

/// The room for a preview, in points.
pub(super) const SIZE: Vec2 = vec2(460.0, 400.0);
/// The longest side of a preview, in pixels of the screen.
const MOST_PIXELS: usize = 4096;
/// More letters than this are not shown one by one.
const MOST_LETTERS: usize = 24;
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
    /// Whether it is as large as the file will be, and not as the room for it.
    pub(crate) is_true_size: bool,
    /// What it looks like.
    pub(crate) part: PreviewPart,
    /// The letters in it that cannot be drawn.
    pub(crate) lacking: BTreeSet<char>,
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

    /// The same where it is as large as the file will be: pixel for pixel, or on paper as the screen measures it.
    #[expect(clippy::cast_precision_loss, reason = "sides are far below 2²⁴ pixels")]
    pub(crate) fn true_scale(request: &ExportRequest, ctx: &egui::Context) -> f32 {
        let scale = match request.unit {
            LengthUnit::Pixels => request.pixels_per_point() / ctx.pixels_per_point(),
            LengthUnit::Millimetres | LengthUnit::Inches => 1.0,
        };
        // What the screen cannot hold at once is shown smaller.
        let most = ctx.input(|input| input.max_texture_side).min(MOST_PIXELS) as f32;
        let longest = request.width.max(request.height) as f32 / request.pixels_per_point() * ctx.pixels_per_point();
        scale.min(most / longest)
    }
}

/// The latest preview; a newer one takes its place as soon as it is drawn. A click shows it as large as the file will be.
pub(super) fn preview_ui(
    ui: &mut Ui,
    state: &AppState,
    around: &Surroundings,
    request: &ExportRequest,
    actions: &mut Vec<Action>,
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let (rect, _) = ui.allocate_exact_size(SIZE.min(vec2(ui.available_width(), SIZE.y)), Sense::hover());
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        inside.set_clip_rect(rect.expand(1.0).intersect(inside.clip_rect()));
        part_ui(&mut inside, rect, around.preview.as_ref(), request, actions);
        let Some(preview) = &around.preview else { return };
        if matches!(preview.part, PreviewPart::Picture(_)) {
            let is_true_size = state.session.is_preview_true_size;
            let words = if is_true_size { "Show all of it" } else { "Show at actual size" };
            if quiet_button(ui, words, true).on_hover_text(meaning(request)).clicked() {
                actions.push(Action::Layout(LayoutAction::TogglePreviewSize));
            }
        }
        if !preview.lacking.is_empty() {
            let letters: String = preview.lacking.iter().take(MOST_LETTERS).flat_map(|c| [*c, ' ']).collect();
            doubt(
                ui,
                &format!(
                    "The figure cannot have these letters, and has □ for each: {}({})",
                    letters,
                    letter_codes(&preview.lacking)
                ),
            );
        }
    });
}

/// What the actual size of a figure is.
fn meaning(request: &ExportRequest) -> &'static str {
    match request.unit {
        LengthUnit::Pixels => "Each pixel of the file is one of the screen, unless the screen cannot hold so many",
        LengthUnit::Millimetres | LengthUnit::Inches => {
            "As large as on paper, as far as the screen says how large it is"
        }
    }
}

fn part_ui(ui: &mut Ui, rect: Rect, preview: Option<&Preview>, request: &ExportRequest, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    match preview.map(|preview| (&preview.part, preview.is_true_size)) {
        Some((PreviewPart::Picture(texture), true)) => {
            ScrollArea::both().id_salt("preview").auto_shrink(false).show(ui, |ui| {
                let size = texture.size_vec2() / ui.ctx().pixels_per_point();
                let (place, response) = ui.allocate_exact_size(size, Sense::click());
                picture_ui(ui, (place, response), texture, request, actions);
            });
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, theme.hairline), StrokeKind::Inside);
        }
        Some((PreviewPart::Picture(texture), false)) => {
            let sides = texture.size_vec2();
            let place = Rect::from_min_size(rect.min, sides * (rect.size() / sides).min_elem());
            let response = ui.allocate_rect(place, Sense::click());
            picture_ui(ui, (place, response), texture, request, actions);
        }
        Some((PreviewPart::Text(beginning), _)) => {
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            ui.add(egui::Label::new(RichText::new(beginning).font(egui::FontId::monospace(size::CHART))).extend());
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, theme.hairline), StrokeKind::Inside);
        }
        Some((PreviewPart::Failure(why), _)) => {
            soft(ui, why.clone());
        }
        None => {
            soft(ui, "Drawing a preview …");
        }
    }
}

/// The picture; a click changes its size.
fn picture_ui(
    ui: &Ui,
    (place, response): (Rect, Response),
    texture: &TextureHandle,
    request: &ExportRequest,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    if !request.frame.ground {
        checks(ui, place, &theme);
    }
    Image::new((texture.id(), place.size())).paint_at(ui, place);
    ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, theme.hairline), StrokeKind::Outside);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the figure"));
    if response.on_hover_cursor(CursorIcon::ZoomIn).clicked() {
        actions.push(Action::Layout(LayoutAction::TogglePreviewSize));
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
