//! How wide words are, without their being laid out.

use egui::{FontId, Painter};

use crate::dossier::Lookup;

/// How wide each letter is in one face and size, in points; the fonts are asked once for each.
///
/// Letters side by side are no narrower than the words that are made of them, and hardly wider: shaping moves some of
/// them a little closer together. Thousands of words are measured so before the first frame.
#[derive(Clone, Debug)]
pub struct Letters {
    font: FontId,
    widths: Lookup<char, f32>,
}

impl Letters {
    /// Letters in a face and size.
    #[must_use]
    pub fn new(font: FontId) -> Self {
        Self { font, widths: Lookup::default() }
    }

    /// The width of one letter.
    pub fn width(&mut self, painter: &Painter, letter: char) -> f32 {
        let ask = || painter.fonts_mut(|fonts| fonts.glyph_width(&self.font, letter));
        *self.widths.entry(letter).or_insert_with(ask)
    }

    /// The width of all letters of a text.
    pub fn width_of(&mut self, painter: &Painter, text: &str) -> f32 {
        text.chars().map(|letter| self.width(painter, letter)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::theme::{self, size};
    use egui::{Color32, RawInput};

    #[test]
    fn words_are_not_wider_than_their_letters_and_hardly_narrower() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let font = theme::text(size::CHART);
            let mut letters = Letters::new(font.clone());
            for text in ["AVAToTe, fjord flüssig (f?)", "Trade of US$ 3.26 million", "외무성 대변인: 대표단 교환", ""]
            {
                let shaped = ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::BLACK).size().x;
                let summed = letters.width_of(ui.painter(), text);
                assert!(summed > shaped - 0.1, "{text}: {summed} {shaped}");
                assert!(summed < shaped * 1.03 + 0.1, "{text}: {summed} {shaped}");
            }
        });
        output.textures_delta.clear();
    }
}
