//! What is said while files are held over the window.

use egui::{Align2, Area, Context, Frame, Id, LayerId, Margin, Order, RichText, Stroke, vec2};

use crate::app::is_foreign;
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};

/// The distance of the frame from the edges of the window, in points.
const INSET: f32 = 10.0;

/// Says what dropping the files does that are held over the window; nothing where none are.
pub(super) fn drop_hint_ui(ctx: &Context) {
    let held = ctx.input(|input| input.raw.hovered_files.clone());
    let Some(first) = held.first() else { return };
    let name = first.path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let theme = Theme::of_mode(ctx.global_style().visuals.dark_mode);
    let layer = LayerId::new(Order::Foreground, Id::unique("drop ground"));
    let all = ctx.content_rect();
    let painter = ctx.layer_painter(layer);
    painter.rect_filled(all, 0.0, theme.paper.gamma_multiply(0.72));
    painter.rect_stroke(all.shrink(INSET), 6.0, Stroke::new(2.0, theme.accent), egui::StrokeKind::Inside);
    let frame = Frame::new().fill(theme.paper).stroke(Stroke::new(1.0, theme.hairline)).corner_radius(6);
    let area = Area::new(Id::unique("drop hint")).order(Order::Tooltip).anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0));
    area.interactable(false).show(ctx, |ui| {
        frame.inner_margin(Margin::symmetric(26, 16)).show(ui, |ui| {
            let name = name.unwrap_or_else(|| "the file".to_owned());
            let is_foreign = first.path.as_deref().is_some_and(is_foreign);
            let verb = if is_foreign { "import" } else { "open" };
            ui.label(RichText::new(format!("Drop to {verb} {name}")).font(strong(size::TITLE)));
            let more = match held.len() {
                1 if is_foreign => "What is in it is shown first; nothing is taken that you have not accepted.",
                1 => "A dossier is opened; a figure leads back to its view.",
                _ => "The first is opened here, the others in windows of their own.",
            };
            ui.label(RichText::new(more).font(text(size::SMALL)).color(theme.ink_soft));
        });
    });
}
