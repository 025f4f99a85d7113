//! How large a figure becomes: lengths on paper and on a screen, and the usual sizes.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Pixels in an inch of a screen, as CSS has it.
pub(super) const SCREEN_DPI: u32 = 96;
/// Dots per inch that print asks for.
const PRINT_DPI: u32 = 300;
/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;
/// The smallest width or height that can be ordered, in pixels.
pub const MIN_SIDE: u32 = 100;
/// The largest width or height that can be ordered, in pixels.
pub const MAX_SIDE: u32 = 20_000;

/// Everything in a picture as large as usual, in per cent.
pub(super) const USUAL_PERCENT: u32 = 100;
/// How small and how large everything in a picture may be drawn, in per cent of the usual.
pub const TYPE_PERCENT: std::ops::RangeInclusive<u32> = 50..=400;

/// The units that the sides of a figure can be given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// Pixels of a picture; where a format has none, the ninety-sixth part of an inch.
    #[default]
    Pixels,
    /// Millimetres on paper.
    Millimetres,
    /// Inches on paper.
    Inches,
}

/// A usual size of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum SizePreset {
    /// A window's worth of screen.
    Screen,
    /// The same with pixels half as large.
    FineScreen,
    /// A slide of 16 : 9.
    Slide,
    /// The card that social networks show of a page.
    Social,
    /// A column of a journal, 85 mm wide.
    Column,
    /// The text of a page, 170 mm wide.
    Page,
}

impl LengthUnit {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// What stands behind a number of them.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Pixels => "px",
            Self::Millimetres => "mm",
            Self::Inches => "in",
        }
    }

    /// How many of them an inch has, where it has so many dots.
    #[must_use]
    pub fn per_inch(self, dpi: u32) -> f64 {
        match self {
            Self::Pixels => f64::from(dpi),
            Self::Millimetres => MM_PER_INCH,
            Self::Inches => 1.0,
        }
    }

    /// The dots per inch of a figure whose sides are given in this unit, where nobody says how many.
    #[must_use]
    pub const fn usual_dpi(self) -> u32 {
        match self {
            Self::Pixels => SCREEN_DPI,
            Self::Millimetres | Self::Inches => PRINT_DPI,
        }
    }

    /// A length as pixels.
    ///
    /// # Errors
    ///
    /// A sentence where it is below [`MIN_SIDE`] or above [`MAX_SIDE`].
    pub fn to_pixels(self, length: f64, dpi: u32) -> Result<u32, String> {
        let pixels = (length / self.per_inch(dpi) * f64::from(dpi)).round();
        if (f64::from(MIN_SIDE)..=f64::from(MAX_SIDE)).contains(&pixels) {
            Ok(whole_side(pixels))
        } else {
            Err(format!("{pixels:.0} is not between {MIN_SIDE} and {MAX_SIDE} pixels"))
        }
    }
}

/// The nearest side that can be ordered.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within bounds that fit")]
pub(super) fn whole_side(pixels: f64) -> u32 {
    pixels.round().max(f64::from(MIN_SIDE)).min(f64::from(MAX_SIDE)) as u32
}

impl SizePreset {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Screen => "Screen",
            Self::FineScreen => "Screen @2x",
            Self::Slide => "Slide, 16 : 9",
            Self::Social => "Social card, 1200 × 630",
            Self::Column => "Column, 85 mm wide",
            Self::Page => "Page, 170 mm wide",
        }
    }

    /// Its width and height in pixels, and the dots per inch.
    #[must_use]
    pub const fn pixels(self) -> (u32, u32, u32) {
        match self {
            Self::Screen => (1200, 750, SCREEN_DPI),
            Self::FineScreen => (2400, 1500, 2 * SCREEN_DPI),
            Self::Slide => (1920, 1080, 144),
            Self::Social => (1200, 630, SCREEN_DPI),
            // 85 × 105 mm.
            Self::Column => (1004, 1240, PRINT_DPI),
            // 170 × 120 mm.
            Self::Page => (2008, 1417, PRINT_DPI),
        }
    }

    /// How large its type is, in per cent of the usual: a slide is read across a room, a card on a telephone, a column of
    /// a journal from near.
    #[must_use]
    pub const fn type_percent(self) -> u32 {
        match self {
            Self::Screen | Self::FineScreen => USUAL_PERCENT,
            // At 144 dots per inch: titles of 40 pixels, labels of 27, the smallest print of 24.
            Self::Slide => 150,
            // Nothing below 20 pixels.
            Self::Social => 184,
            // The smallest print has 6.2 points of a printer.
            Self::Column => 75,
            Self::Page => 86,
        }
    }

    /// The unit that people think of it in.
    #[must_use]
    pub const fn unit(self) -> LengthUnit {
        match self {
            Self::Screen | Self::FineScreen | Self::Slide | Self::Social => LengthUnit::Pixels,
            Self::Column | Self::Page => LengthUnit::Millimetres,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LengthUnit, SizePreset};

    #[test]
    fn lengths_become_pixels() {
        assert_eq!(LengthUnit::Millimetres.to_pixels(85.0, 300), Ok(1004));
        assert_eq!(LengthUnit::Inches.to_pixels(6.0, 300), Ok(1800));
        assert_eq!(LengthUnit::Pixels.to_pixels(1200.0, 96), Ok(1200));
        for unit in LengthUnit::ALL.iter().copied() {
            for bad in [f64::NAN, f64::INFINITY, -5.0, 0.0, 1e300] {
                assert!(unit.to_pixels(bad, 300).is_err(), "{bad} {}", unit.symbol());
            }
        }
    }

    #[test]
    fn type_fits_its_medium() {
        // The sizes of charts, in points of the screen; a point of a printer is three quarters of one.
        let (title, label, smallest) = (18.0, 12.0, 11.0);
        let pixels = |preset: SizePreset, points: f64| {
            points * f64::from(preset.pixels().2) / 96.0 * f64::from(preset.type_percent()) / 100.0
        };
        assert!(pixels(SizePreset::Slide, title) >= 40.0 && pixels(SizePreset::Slide, label) >= 22.0);
        assert!(pixels(SizePreset::Slide, smallest) >= 18.0 && pixels(SizePreset::Social, smallest) >= 20.0);
        for preset in [SizePreset::Column, SizePreset::Page] {
            let printed = smallest * 0.75 * f64::from(preset.type_percent()) / 100.0;
            assert!(printed >= 6.0, "{}: {printed}", preset.label());
        }
    }

    #[test]
    fn sizes_on_paper_are_as_wide_as_their_names_say() {
        for (preset, millimetres) in [(SizePreset::Column, 85.0), (SizePreset::Page, 170.0)] {
            let (width, _, dpi) = preset.pixels();
            assert_eq!(LengthUnit::Millimetres.to_pixels(millimetres, dpi), Ok(width), "{}", preset.label());
        }
    }
}
