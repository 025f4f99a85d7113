//! The bundled fonts.
//!
//! Exports and tests use these alone, so that they look the same everywhere; a window may add the fonts of its
//! system behind them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The family of semibold text, for titles and what is to be found at a glance.
#[must_use]
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Text in the regular and the semibold weight.
const REGULAR: &str = "NotoSans-Regular";
const SEMIBOLD: &str = "NotoSans-SemiBold";
const MONO: &str = "NotoSansMono-Regular";
/// What the faces for text lack: operators and arrows, symbols, Hangul and hanja.
const FALLBACKS: [&str; 3] = ["NotoSansMath-Regular", "NotoSansSymbols2-Regular", "NotoSansCJKkr-Regular"];

/// The bundled fonts as egui wants them.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 6] = [
        (REGULAR, include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
        (SEMIBOLD, include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
        (MONO, include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf")),
        (FALLBACKS[0], include_bytes!("../../assets/fonts/NotoSansMath-Regular.ttf")),
        (FALLBACKS[1], include_bytes!("../../assets/fonts/NotoSansSymbols2-Regular.ttf")),
        (FALLBACKS[2], include_bytes!("../../assets/fonts/NotoSansCJKkr-Regular.ttf")),
    ];
    for (name, bytes) in files {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let family = |first: &[&str]| first.iter().chain(&FALLBACKS).map(|name| (*name).to_owned()).collect();
    definitions.families.insert(FontFamily::Proportional, family(&[REGULAR]));
    definitions.families.insert(semibold(), family(&[SEMIBOLD, REGULAR]));
    definitions.families.insert(FontFamily::Monospace, family(&[MONO, REGULAR]));
    definitions
}

#[cfg(test)]
mod tests {
    use super::*;
    use ttf_parser::{Face, GlyphId};

    #[test]
    fn a_character_that_no_face_has_is_seen_to_be_missing() {
        let definitions = definitions();
        for family in definitions.families.values() {
            let data = &definitions.font_data[&family[0]];
            let face = Face::parse((*data.font).as_ref(), data.index).expect("a face");
            let bounds = face.glyph_bounding_box(GlyphId(0)).unwrap_or_else(|| panic!("{} draws nothing", family[0]));
            assert!(bounds.width() > 200 && bounds.height() > 400, "{}: {bounds:?}", family[0]);
        }
    }
}
