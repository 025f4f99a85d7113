//! What the window is drawn in, and its first frame, laid out before the window is there.
//!
//! While a window is being opened, the program waits for the desktop. Meanwhile the first frame is laid out where nobody
//! sees it: its letters are drawn and its texts are broken into lines then, and need not be while somebody waits for it.

use std::sync::Arc;

use egui::{Context, Pos2, RawInput, Rect, TextureId, Vec2, ViewportId};

use super::system_fonts::SystemFonts;
use crate::app::{AppState, Settings, ThemeChoice};
use crate::charts::theme;
use crate::window::{Surroundings, window_ui};

/// The widest texture of letters, in pixels. egui makes it as wide as the graphics card allows, which is more to fill
/// and to hand over before the first frame than its letters need.
const WIDEST_ATLAS: usize = 4096;
/// The size of a window that was never open before, in points without any scale.
const FIRST_SIZE: Vec2 = Vec2::new(1360.0, 860.0);

/// What the window is drawn in.
#[derive(Clone)]
pub(super) struct DrawingContext {
    /// The context, with our letters and our looks.
    pub(super) ctx: Context,
    /// The fonts of the system, which nobody has looked for yet.
    pub(super) fonts: SystemFonts,
}

impl DrawingContext {
    /// As the settings want it.
    pub(super) fn new(settings: &Settings) -> Self {
        let (ctx, fonts) = (Context::default(), SystemFonts::default());
        theme::install(&ctx);
        ctx.add_font_provider(Arc::new(fonts.clone()));
        set_theme(&ctx, settings.theme);
        // At once, and not from the next frame on: the size of the window is in points of this scale.
        ctx.options_mut(|options| options.zoom_factor = settings.text_scale);
        Self { ctx, fonts }
    }

    /// Lays out the first frame, which nobody sees.
    pub(super) fn prewarm(&self, state: &AppState) {
        let size = window_size(&state.settings);
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            max_texture_side: Some(WIDEST_ATLAS),
            time: Some(0.0),
            ..RawInput::default()
        };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(1.0);
        let around = Surroundings::new(state.session.today, String::new());
        let mut output = self.ctx.run_ui(input, |ui| window_ui(ui, state, &around, &mut Vec::new()));
        // The letters are handed over to the graphics card with those of the first frame that somebody sees.
        let letters = output.textures_delta.set.remove(&TextureId::default());
        let textures = self.ctx.tex_manager();
        for delta in letters.into_iter().flatten() {
            textures.write().set(TextureId::default(), delta);
        }
        output.textures_delta.clear();
    }
}

/// Sees to it that the letters have room on the graphics card; called before each frame.
pub(super) fn fit_atlas(ctx: &Context, input: &mut RawInput) {
    let Some(widest) = input.max_texture_side else { return };
    input.max_texture_side = Some(widest.min(WIDEST_ATLAS));
    // egui draws the letters anew where their texture is too wide; the one of the prewarmed frame cannot be handed over.
    if ctx.cumulative_pass_nr() > 0 && ctx.fonts(|fonts| fonts.options().max_texture_side) > widest {
        ctx.tex_manager().write().take_delta().clear();
    }
}

/// The size of the window, in points of the scale that the settings want.
pub(super) fn window_size(settings: &Settings) -> Vec2 {
    let size = settings.window.map_or(FIRST_SIZE, |place| Vec2::new(place.width, place.height));
    size / settings.text_scale
}

/// Chooses light or dark.
pub(super) fn set_theme(ctx: &Context, theme: ThemeChoice) {
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}

#[cfg(test)]
mod tests {
    use egui::FullOutput;

    use super::*;
    use crate::app::View;
    use crate::load::load_shipped;

    fn shipped() -> AppState {
        AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
    }

    /// A frame as eframe asks for it, on a card that bears textures so wide.
    fn frame(ctx: &Context, state: &AppState, widest: usize) -> FullOutput {
        let rect = Rect::from_min_size(Pos2::ZERO, window_size(&state.settings));
        let mut input = RawInput {
            screen_rect: Some(rect),
            max_texture_side: Some(widest),
            time: Some(0.1),
            ..RawInput::default()
        };
        fit_atlas(ctx, &mut input);
        ctx.run_ui(input, |ui| window_ui(ui, state, &Surroundings::default(), &mut Vec::new()))
    }

    /// The texture of letters, with its size.
    fn letters(ctx: &Context) -> ([usize; 2], egui::ColorImage) {
        ctx.fonts(|fonts| (fonts.font_image_size(), fonts.image()))
    }

    /// Sizes of the textures of letters that are handed over, and whether they are whole.
    fn handed_over(output: &mut FullOutput) -> Vec<([usize; 2], bool)> {
        let deltas: Vec<_> = output.textures_delta.set.drain().flat_map(|(_, deltas)| deltas).collect();
        output.textures_delta.clear();
        deltas.iter().map(|delta| (delta.image.size(), delta.is_whole())).collect()
    }

    #[test]
    fn the_first_frame_finds_its_letters_drawn_and_hands_them_over() {
        for (theme, text_scale) in [(ThemeChoice::System, 1.0), (ThemeChoice::Dark, 1.25)] {
            let mut shown = shipped();
            (shown.settings.theme, shown.settings.text_scale) = (theme, text_scale);
            let drawing = DrawingContext::new(&shown.settings);
            drawing.prewarm(&shown);
            let letters = letters(&drawing.ctx);
            let mut output = frame(&drawing.ctx, &shown, 16_384);
            assert_eq!(output.pixels_per_point.to_bits(), text_scale.to_bits());
            assert_eq!(self::letters(&drawing.ctx), letters, "no letter is new");
            assert_eq!(handed_over(&mut output), [(letters.0, true)]);
            assert_eq!(letters.0[0], WIDEST_ATLAS);
        }
    }

    #[test]
    fn a_card_that_bears_only_narrow_textures_is_given_none_that_is_wider() {
        let shown = shipped();
        let drawing = DrawingContext::new(&shown.settings);
        drawing.prewarm(&shown);
        let mut output = frame(&drawing.ctx, &shown, 2048);
        let handed = handed_over(&mut output);
        assert!(handed.iter().all(|(size, _)| size[0] <= 2048) && handed[0].1, "{handed:?}");
    }
}
