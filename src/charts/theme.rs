//! Every colour and size.
//!
//! Contrasts are held by the tests below. The colours of the lanes are Paul Tol's “muted” scheme, which people with
//! any common colour vision can tell apart; no meaning hangs on colour alone.

use std::sync::Arc;

use egui::style::{Selection, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Rgba, Shadow, Stroke, Style, TextStyle, Theme as Mode, Visuals,
};

use super::fonts;
use crate::analysis::SeriesColour;

/// The colours of one mode, light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is light on dark.
    pub is_dark: bool,
    /// The ground of charts and dialogs.
    pub paper: Color32,
    /// The ground of panels around them.
    pub panel: Color32,
    /// Text and marks.
    pub ink: Color32,
    /// Text that is read second.
    pub ink_soft: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// Lines behind marks.
    pub grid: Color32,
    /// The one accent: links, what is selected, the span in view.
    pub accent: Color32,
    /// The ground of what is selected.
    pub selected: Color32,
    /// The ground of what is pointed at.
    pub hovered: Color32,
    /// The ground of doubts.
    pub doubt_ground: Color32,
    /// The text of doubts.
    pub doubt_ink: Color32,
    /// The edge of doubts.
    pub doubt_line: Color32,
    /// What lies behind words that were searched for.
    pub found: Color32,
    lanes: [Color32; 8],
    series: SeriesColours,
}

/// The colours of the series of a chart: blue for what is sold, orange for what is bought, green for both together; then
/// commodities from the largest on. People with any common colour vision can tell neighbours apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SeriesColours {
    exports: Color32,
    imports: Color32,
    total: Color32,
    balance: Color32,
    not_stated: Color32,
    commodities: [Color32; 8],
    other: Color32,
    rest: Color32,
}

/// Dark on light.
pub const LIGHT: Theme = Theme {
    is_dark: false,
    paper: Color32::WHITE,
    panel: Color32::from_rgb(0xFB, 0xFA, 0xF7),
    ink: Color32::from_rgb(0x1B, 0x1D, 0x21),
    ink_soft: Color32::from_rgb(0x5C, 0x60, 0x68),
    hairline: Color32::from_rgb(0xDD, 0xDB, 0xD5),
    grid: Color32::from_rgb(0xEC, 0xEB, 0xE7),
    accent: Color32::from_rgb(0x14, 0x5A, 0x94),
    selected: Color32::from_rgb(0xE4, 0xED, 0xF6),
    hovered: Color32::from_rgb(0xF0, 0xEF, 0xEA),
    doubt_ground: Color32::from_rgb(0xFD, 0xF1, 0xDE),
    doubt_ink: Color32::from_rgb(0x6B, 0x42, 0x05),
    doubt_line: Color32::from_rgb(0xEB, 0xCF, 0x9C),
    found: Color32::from_rgb(0xFF, 0xE8, 0x8C),
    lanes: [
        Color32::from_rgb(0x33, 0x22, 0x88),
        Color32::from_rgb(0x11, 0x77, 0x33),
        Color32::from_rgb(0x8A, 0x6A, 0x00),
        Color32::from_rgb(0xA0, 0x3C, 0x90),
        Color32::from_rgb(0xB8, 0x4E, 0x5E),
        Color32::from_rgb(0x1F, 0x74, 0x9C),
        Color32::from_rgb(0x88, 0x22, 0x55),
        Color32::from_rgb(0x5E, 0x6B, 0x1E),
    ],
    series: SeriesColours {
        // Apart in lightness too, for a print in greys.
        exports: Color32::from_rgb(0x12, 0x43, 0x7A),
        imports: Color32::from_rgb(0xE0, 0x86, 0x1E),
        total: Color32::from_rgb(0x2A, 0x8A, 0x4A),
        balance: Color32::from_rgb(0x6A, 0x3D, 0x8F),
        not_stated: Color32::from_rgb(0x7A, 0x7D, 0x84),
        commodities: [
            Color32::from_rgb(0x33, 0x22, 0x88),
            Color32::from_rgb(0x4F, 0xA8, 0xD8),
            Color32::from_rgb(0x11, 0x77, 0x33),
            Color32::from_rgb(0xC9, 0xB2, 0x3E),
            Color32::from_rgb(0x88, 0x22, 0x55),
            Color32::from_rgb(0xDD, 0x77, 0x85),
            Color32::from_rgb(0x2E, 0x8B, 0x82),
            Color32::from_rgb(0x8A, 0x5A, 0x1C),
        ],
        other: Color32::from_rgb(0xA3, 0xA5, 0xAB),
        rest: Color32::from_rgb(0x7A, 0x7D, 0x84),
    },
};

/// Light on dark.
pub const DARK: Theme = Theme {
    is_dark: true,
    paper: Color32::from_rgb(0x17, 0x18, 0x1B),
    panel: Color32::from_rgb(0x1E, 0x1F, 0x23),
    ink: Color32::from_rgb(0xEC, 0xEA, 0xE5),
    ink_soft: Color32::from_rgb(0xA6, 0xA8, 0xAE),
    hairline: Color32::from_rgb(0x3A, 0x3C, 0x42),
    grid: Color32::from_rgb(0x2A, 0x2C, 0x31),
    accent: Color32::from_rgb(0x7F, 0xB8, 0xEA),
    selected: Color32::from_rgb(0x23, 0x35, 0x48),
    hovered: Color32::from_rgb(0x2A, 0x2C, 0x31),
    doubt_ground: Color32::from_rgb(0x3A, 0x2E, 0x18),
    doubt_ink: Color32::from_rgb(0xF0, 0xCF, 0x93),
    doubt_line: Color32::from_rgb(0x6B, 0x55, 0x2C),
    found: Color32::from_rgb(0x66, 0x56, 0x10),
    lanes: [
        Color32::from_rgb(0xA3, 0x9B, 0xF0),
        Color32::from_rgb(0x5F, 0xC0, 0x81),
        Color32::from_rgb(0xD9, 0xBB, 0x58),
        Color32::from_rgb(0xDD, 0x8F, 0xCF),
        Color32::from_rgb(0xEE, 0x95, 0xA0),
        Color32::from_rgb(0x88, 0xCC, 0xEE),
        Color32::from_rgb(0xE0, 0x8A, 0xB4),
        Color32::from_rgb(0xBC, 0xCB, 0x6E),
    ],
    series: SeriesColours {
        exports: Color32::from_rgb(0xA9, 0xCD, 0xF7),
        imports: Color32::from_rgb(0xE0, 0x8A, 0x30),
        total: Color32::from_rgb(0x3A, 0x9A, 0x5A),
        balance: Color32::from_rgb(0xC0, 0x9B, 0xE8),
        not_stated: Color32::from_rgb(0x9A, 0x9C, 0xA3),
        commodities: [
            Color32::from_rgb(0x8F, 0x86, 0xEE),
            Color32::from_rgb(0x62, 0xBD, 0xE8),
            Color32::from_rgb(0x4F, 0xB0, 0x71),
            Color32::from_rgb(0xDD, 0xC7, 0x55),
            Color32::from_rgb(0xD0, 0x6E, 0xA2),
            Color32::from_rgb(0xEE, 0x95, 0xA0),
            Color32::from_rgb(0x2E, 0x8B, 0x82),
            Color32::from_rgb(0xD9, 0xA8, 0x66),
        ],
        other: Color32::from_rgb(0x80, 0x82, 0x88),
        rest: Color32::from_rgb(0x9A, 0x9C, 0xA3),
    },
};

/// The sizes of text, in points.
pub mod size {
    /// The title of a chart or a fact.
    pub const TITLE: f32 = 18.0;
    /// The title of a chart that stands beside other things in the window.
    pub const SMALL_TITLE: f32 = 16.0;
    /// Text that is read.
    pub const BODY: f32 = 14.0;
    /// Text in a chart.
    pub const CHART: f32 = 12.0;
    /// Text that is looked up. Letters of the size of those in a chart need not be drawn once more.
    pub const SMALL: f32 = CHART;
    /// The heading of a section.
    pub const LABEL: f32 = 11.0;
}

/// The usual distance between things, in points.
pub const GAP: f32 = 8.0;
/// The margin inside panels, in points.
pub const MARGIN: f32 = 14.0;

impl Theme {
    /// The colours of the mode that a ui is drawn in.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> Self {
        Self::of_mode(ui.visuals().dark_mode)
    }

    /// The colours for light, or for dark.
    #[must_use]
    pub const fn of_mode(is_dark: bool) -> Self {
        if is_dark { DARK } else { LIGHT }
    }

    /// The colour of a theme's lane, by its place; more than eight start again.
    #[must_use]
    pub const fn lane(&self, place: usize) -> Color32 {
        self.lanes[place % self.lanes.len()]
    }

    /// The colour of a series of the chart.
    #[must_use]
    pub const fn series(&self, colour: SeriesColour) -> Color32 {
        let colours = &self.series;
        match colour {
            SeriesColour::Exports => colours.exports,
            SeriesColour::Imports => colours.imports,
            SeriesColour::Total => colours.total,
            SeriesColour::Balance => colours.balance,
            SeriesColour::NotStated => colours.not_stated,
            SeriesColour::Commodity(rank) => colours.commodities[rank as usize % colours.commodities.len()],
            SeriesColour::Other => colours.other,
            SeriesColour::Rest => colours.rest,
        }
    }

    /// What is written in on a colour: the ink or the paper, whichever is further from it.
    #[must_use]
    pub fn on(&self, colour: Color32) -> Color32 {
        let light = |colour: Color32| {
            let linear = egui::Rgba::from(colour);
            0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
        };
        let contrast = |ink: Color32| {
            let (one, other) = (light(ink), light(colour));
            (one.max(other) + 0.05) / (one.min(other) + 0.05)
        };
        if contrast(self.ink) >= contrast(self.paper) { self.ink } else { self.paper }
    }

    /// A tint of a colour that lies on the paper, without being transparent.
    #[must_use]
    pub fn tint(&self, colour: Color32, strength: f32) -> Color32 {
        self.paper.lerp_to_gamma(colour, strength)
    }
}

/// The face and size of a text.
#[must_use]
pub const fn text(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The face and size of a text that is to be found at a glance.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, fonts::semibold())
}

/// Gives a context our fonts and both modes of our look.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    // Where the system does not say, paper is white.
    ctx.options_mut(|options| options.fallback_theme = Mode::Light);
    ctx.set_style_of(Mode::Light, Arc::new(style(&LIGHT)));
    ctx.set_style_of(Mode::Dark, Arc::new(style(&DARK)));
}

fn style(theme: &Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    style.text_styles = [
        (TextStyle::Heading, strong(size::TITLE)),
        (TextStyle::Body, text(size::BODY)),
        (TextStyle::Button, text(size::SMALL)),
        (TextStyle::Small, text(size::SMALL)),
        (TextStyle::Monospace, FontId::new(size::SMALL, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(GAP, 6.0);
    style.spacing.button_padding = egui::vec2(9.0, 4.0);
    style.spacing.menu_margin = egui::Margin::same(6);
    style.spacing.interact_size.y = 22.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = true;
    style.interaction.tooltip_delay = 0.25;
    // Nothing moves by itself, whatever the system says of motion; and nothing that blinks keeps the window awake.
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.visuals.text_cursor.blink = false;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(4);
    let widget = |ground: Color32, line: Color32, ink: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(theme.paper, theme.hairline, theme.ink);
    visuals.widgets.inactive = widget(theme.paper, theme.hairline, theme.ink);
    visuals.widgets.hovered = widget(theme.hovered, theme.ink_soft, theme.ink);
    visuals.widgets.active = widget(theme.selected, theme.accent, theme.ink);
    visuals.widgets.open = widget(theme.hovered, theme.hairline, theme.ink);
    visuals.selection = Selection { bg_fill: theme.selected, stroke: Stroke::new(1.5, theme.accent) };
    visuals.weak_text_color = Some(theme.ink_soft);
    visuals.hyperlink_color = theme.accent;
    visuals.faint_bg_color = theme.hovered;
    visuals.extreme_bg_color = theme.paper;
    visuals.text_edit_bg_color = Some(theme.paper);
    visuals.code_bg_color = theme.hovered;
    visuals.warn_fg_color = theme.doubt_ink;
    visuals.error_fg_color = theme.doubt_ink;
    visuals.window_fill = theme.paper;
    visuals.window_stroke = Stroke::new(1.0, theme.hairline);
    visuals.panel_fill = theme.panel;
    let shadow = Shadow { offset: [0, 3], blur: 14, spread: 0, color: Color32::from_black_alpha(40) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals
}

/// The greys of commodities in a print, from the largest on, and of all others together: darker and lighter in turn, so that
/// what lies upon each other can be told apart.
const GREYS: [u8; 9] = [0x30, 0x9C, 0x60, 0xBC, 0x46, 0xAE, 0x78, 0x5A, 0xC6];

/// The grey that stands for a colour of the light theme in a print: for most of them, the one that is as light.
#[must_use]
pub fn grey(colour: Color32) -> Color32 {
    let SeriesColours { commodities, other, .. } = LIGHT.series;
    if let Some(place) = commodities.iter().chain([&other]).position(|one| *one == colour) {
        return Color32::from_gray(GREYS[place]);
    }
    let [r, g, b, alpha] = Rgba::from(colour).to_array();
    // Luminance after ITU-R BT.709; the channels are linear, and premultiplied like what comes out.
    let luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    Rgba::from_rgba_premultiplied(luminance, luminance, luminance, alpha).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(colour: Color32) -> f32 {
        let linear = egui::Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Every ground that text stands on, by name: the plain ones, and the tints that labels stand on in bars.
    fn grounds(theme: &Theme) -> Vec<(String, Color32)> {
        let plain = [
            ("paper", theme.paper),
            ("panel", theme.panel),
            ("what is selected", theme.selected),
            ("what is pointed at", theme.hovered),
            ("doubts", theme.doubt_ground),
        ];
        plain.into_iter().map(|(name, ground)| (name.to_owned(), ground)).collect()
    }

    #[track_caller]
    fn check(name: &str, ink: Color32, on: &str, ground: Color32) {
        let found = contrast(ink, ground);
        assert!(found >= 4.5, "{name} on {on}: {found:.2}");
    }

    #[test]
    fn text_has_a_contrast_of_at_least_4_5_on_every_ground_it_stands_on() {
        for theme in [LIGHT, DARK] {
            let inks = [
                ("ink", theme.ink),
                ("soft ink", theme.ink_soft),
                ("accent", theme.accent),
                ("doubt", theme.doubt_ink),
            ];
            for (on, ground) in grounds(&theme) {
                for (name, ink) in inks {
                    check(name, ink, &on, ground);
                }
            }
            for (place, lane) in theme.lanes.into_iter().enumerate() {
                // The names of themes stand on the ground of the charts and of the panels, and nowhere else.
                for (on, ground) in [("paper", theme.paper), ("panel", theme.panel)] {
                    check(&format!("lane {place}"), lane, on, ground);
                }
                // Labels within bars and on the counts of clusters.
                for strength in [0.14, 0.32] {
                    check("ink", theme.ink, &format!("a tint of lane {place}"), theme.tint(lane, strength));
                }
            }
            check("paper", theme.paper, "the accent", theme.accent);
        }
    }

    #[test]
    fn what_has_the_keyboard_or_is_selected_is_told_apart_by_at_least_3() {
        for theme in [LIGHT, DARK] {
            for (on, ground) in grounds(&theme) {
                assert!(contrast(theme.accent, ground) >= 3.0, "the focus ring on {on}");
            }
        }
    }

    #[test]
    fn bars_are_told_from_the_paper_and_exports_from_imports_even_in_grey() {
        for theme in [LIGHT, DARK] {
            let directions = [SeriesColour::Exports, SeriesColour::Imports, SeriesColour::Total, SeriesColour::Balance];
            for colour in directions {
                let found = contrast(theme.series(colour), theme.paper);
                assert!(found >= 2.5, "{colour:?}: {found:.2}");
            }
            let commodities = (0..8).map(SeriesColour::Commodity).collect::<Vec<_>>();
            for colour in &commodities {
                assert!(contrast(theme.series(*colour), theme.paper) >= 2.0, "{colour:?}");
            }
            for pair in commodities.windows(2) {
                let found = contrast(theme.series(pair[0]), theme.series(pair[1]));
                assert!(found >= 1.2, "{pair:?}: {found:.2}");
            }
        }
        let stacked = (0..8).map(SeriesColour::Commodity).chain([SeriesColour::Other]);
        let greys: Vec<Color32> = stacked.map(|colour| grey(LIGHT.series(colour))).collect();
        for pair in greys.windows(2) {
            let found = contrast(pair[0], pair[1]);
            assert!(found >= 1.5, "{pair:?}: {found:.2}");
        }
        let (exports, imports) = (LIGHT.series(SeriesColour::Exports), LIGHT.series(SeriesColour::Imports));
        assert!(contrast(exports, imports) >= 2.0, "{:.2}", contrast(exports, imports));
    }

    #[test]
    fn nothing_moves_by_itself() {
        for theme in [LIGHT, DARK] {
            let style = style(&theme);
            assert!(style.animation_time == 0.0 && !style.visuals.text_cursor.blink);
        }
    }
}
