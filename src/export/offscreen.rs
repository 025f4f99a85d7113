//! Drawing without a window.

use egui::epaint::ClippedShape;
use egui::{Color32, Context, FontDefinitions, Pos2, RawInput, Rect, Ui, Vec2};

/// Pixels for each point while laying out: fine enough that no glyph is moved to a whole pixel in a visible way.
const LAYOUT_PIXELS_PER_POINT: f32 = 4.0;
/// How often everything is drawn, so that what depends on its own size settles.
const PASSES: u32 = 3;
/// The time between two passes, in seconds: long enough that every animation has come to its end.
const PASS_SECONDS: f64 = 10.0;

/// What was drawn without a window: shapes that are not yet triangles, let alone pixels.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its size, in points.
    pub size_points: Vec2,
    /// How large each of its points is on the sheet: smaller than 1 where much has to go onto little.
    pub scale: f32,
    /// The colour behind everything.
    pub ground: Color32,
    /// The shapes, from back to front.
    pub shapes: Vec<ClippedShape>,
    /// The fonts that its text is set in.
    pub fonts: FontDefinitions,
}

impl Drawing {
    /// The size of the sheet that it fills, in points.
    #[must_use]
    pub fn sheet_points(&self) -> Vec2 {
        self.size_points * self.scale
    }
}

/// Draws into a context of its own, with nobody at the pointer or the keys.
///
/// `setup` gives the context its fonts and look. The same input draws the same shapes: there is no clock, no system
/// font and no memory of earlier drawings.
pub fn draw(size_points: Vec2, setup: impl FnOnce(&Context), mut contents: impl FnMut(&mut Ui)) -> Drawing {
    let ctx = Context::default();
    setup(&ctx);
    ctx.set_zoom_factor(1.0);
    ctx.all_styles_mut(|style| {
        style.animation_time = 0.0;
        style.visuals.text_cursor.blink = false;
    });
    let mut shapes = Vec::new();
    for pass in 0..PASSES {
        let mut output = ctx.run_ui(input(size_points, pass), &mut contents);
        // There is no texture to bring up to date: glyphs become text again.
        output.textures_delta.clear();
        shapes = output.shapes;
    }
    let ground = ctx.global_style().visuals.panel_fill;
    let fonts = ctx.fonts(|fonts| fonts.definitions().clone());
    Drawing { size_points, scale: 1.0, ground, shapes, fonts }
}

fn input(size_points: Vec2, pass: u32) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size_points)),
        time: Some(f64::from(pass) * PASS_SECONDS),
        max_texture_side: Some(16 * 1024),
        focused: false,
        ..RawInput::default()
    };
    let viewport = input.viewports.entry(input.viewport_id).or_default();
    viewport.native_pixels_per_point = Some(LAYOUT_PIXELS_PER_POINT);
    input
}
