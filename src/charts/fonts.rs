//! The bundled fonts.
//!
//! Exports and tests use these alone, so that they look the same everywhere; a window may add the fonts of its
//! system behind them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily};
use ttf_parser::Face;

/// The family of semibold text, for titles and what is to be found at a glance.
#[must_use]
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Text in the regular and the semibold weight.
const REGULAR: &str = "NotoSans-Regular";
const SEMIBOLD: &str = "NotoSans-SemiBold";
const MONO: &str = "NotoSansMono-Regular";
/// What the faces for text lack: operators and arrows, symbols, Hangul and hanja, and the Chinese and Japanese characters of
/// countries and cities.
const FALLBACKS: [&str; 4] =
    ["NotoSansMath-Regular", "NotoSansSymbols2-Regular", "NotoSansCJKkr-Regular", "NotoSansCJKsc-Names"];

/// Every bundled face, by name.
static FILES: [(&str, &[u8]); 7] = [
    (REGULAR, include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    (SEMIBOLD, include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
    (MONO, include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf")),
    (FALLBACKS[0], include_bytes!("../../assets/fonts/NotoSansMath-Regular.ttf")),
    (FALLBACKS[1], include_bytes!("../../assets/fonts/NotoSansSymbols2-Regular.ttf")),
    (FALLBACKS[2], include_bytes!("../../assets/fonts/NotoSansCJKkr-Regular.ttf")),
    (FALLBACKS[3], include_bytes!("../../assets/fonts/NotoSansCJKsc-Names.ttf")),
];
/// More letters than this are not named one by one.
const MOST_CODES: usize = 8;

/// The bundled fonts as egui wants them.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in FILES {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let family = |first: &[&str]| first.iter().chain(&FALLBACKS).map(|name| (*name).to_owned()).collect();
    definitions.families.insert(FontFamily::Proportional, family(&[REGULAR]));
    definitions.families.insert(semibold(), family(&[SEMIBOLD, REGULAR]));
    definitions.families.insert(FontFamily::Monospace, family(&[MONO, REGULAR]));
    definitions
}

/// The letters of a text that no bundled face has, and that figures cannot have.
#[must_use]
pub fn lacking_letters(text: &str) -> BTreeSet<char> {
    static FACES: LazyLock<Vec<Face<'static>>> = LazyLock::new(|| {
        let all = FILES.iter().filter(|(name, _)| *name != MONO);
        all.filter_map(|(_, bytes)| Face::parse(bytes, 0).ok()).collect()
    });
    // Most texts are all of letters that every face has, and each letter is asked for once.
    let rare: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let has = |c: &char| is_default_ignorable(*c) || FACES.iter().any(|face| face.glyph_index(*c).is_some());
    rare.into_iter().filter(|c| !has(c)).collect()
}

/// Letters that cannot be drawn, by their code points: “U+0E44, U+0E17 and 3 more”.
#[must_use]
pub fn letter_codes(letters: &BTreeSet<char>) -> String {
    let mut codes: Vec<String> = letters.iter().take(MOST_CODES).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    if letters.len() > MOST_CODES {
        let last = codes.pop().unwrap_or_default();
        codes.push(format!("{last} and {} more", letters.len() - MOST_CODES));
    }
    codes.join(", ")
}

/// Whether a character has nothing to show: blanks, controls, and what only joins, parts or varies its neighbours.
#[must_use]
pub fn is_default_ignorable(c: char) -> bool {
    let joins = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    c.is_whitespace() || c.is_control() || joins
}

#[cfg(test)]
mod tests {
    use super::*;
    use ttf_parser::GlyphId;

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

    #[test]
    fn names_of_countries_can_be_drawn_in_their_own_letters() {
        for name in [
            "日本国",
            "中华人民共和国",
            "朝鲜民主主义人民共和国",
            "조선민주주의인민공화국",
            "大韩民国",
            "台湾",
            "臺灣",
            "北京",
            "东京",
            "沖縄県",
            "Россия",
            "Ελλάδα",
            "Việt Nam",
            "Türkiye",
            "Côte d’Ivoire",
            "Україна",
        ] {
            assert_eq!(lacking_letters(name), BTreeSet::new(), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_named() {
        let letters = lacking_letters("Thai ไทย\u{200D}, Korean 대한민국");
        assert_eq!(letters, BTreeSet::from(['ไ', 'ท', 'ย']));
        assert_eq!(letter_codes(&letters), "U+0E17, U+0E22, U+0E44");
        let many: BTreeSet<char> = ('ก'..='ฮ').collect();
        assert!(letter_codes(&many).ends_with("U+0E08 and 38 more"), "{}", letter_codes(&many));
    }
}
