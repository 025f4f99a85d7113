//! Which face draws which character, and the faces as SVG and its renderer know them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egui::epaint::text::FontTweak;
use egui::{FontDefinitions, FontFamily};
use resvg::usvg::fontdb;

use super::Untranslatable;
use super::kern;
use crate::charts::fonts::is_default_ignorable;

/// The fonts of a drawing, and nothing but them, as the SVG renderer wants them.
pub(in crate::export) fn database(fonts: &FontDefinitions) -> fontdb::Database {
    let mut database = fontdb::Database::new();
    for data in fonts.font_data.values() {
        // Shared, not copied: the bundled faces are four megabytes.
        database.load_font_source(fontdb::Source::Binary(Arc::clone(&data.font)));
    }
    let first = database.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    if let Some(name) = first {
        database.set_sans_serif_family(name.clone());
        database.set_serif_family(name.clone());
        database.set_monospace_family(name);
    }
    database
}

/// What stands for a character that no face has.
pub(super) const LACKING: char = '□';

/// Number of a face among those of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FaceId(usize);

/// One face.
struct Face<'a> {
    bytes: &'a [u8],
    outlines: ttf_parser::Face<'a>,
    tweak: &'a FontTweak,
    /// `'Noto Sans SemiBold', 'Noto Sans', sans-serif`.
    css_families: String,
    name: String,
    weight: u16,
    used: BTreeSet<char>,
    kerning: BTreeMap<(char, char), i16>,
}

/// All faces of a drawing, with what has been used of each.
pub(super) struct Faces<'a> {
    all: Vec<Face<'a>>,
    families: BTreeMap<&'a FontFamily, Vec<FaceId>>,
    chosen: BTreeMap<(&'a FontFamily, char), FaceId>,
}

impl<'a> Faces<'a> {
    /// Reads the faces of `fonts`.
    pub(super) fn new(fonts: &'a FontDefinitions) -> Result<Self, Untranslatable> {
        let mut faces = Vec::new();
        let mut ids = BTreeMap::new();
        for (name, data) in &fonts.font_data {
            let unreadable = |why: String| Untranslatable::new("a font that cannot be used", format!("{name}: {why}"));
            let outlines =
                ttf_parser::Face::parse(data.bytes(), data.index).map_err(|error| unreadable(error.to_string()))?;
            let mut database = fontdb::Database::new();
            let loaded = database.load_font_source(fontdb::Source::Binary(Arc::clone(&data.font)));
            let info = loaded.iter().filter_map(|id| database.face(*id)).find(|info| info.index == data.index);
            let info = info.ok_or_else(|| unreadable("it has no name".to_owned()))?;
            let family = info.families.first().map_or(name.clone(), |(family, _)| family.clone());
            ids.insert(name.as_str(), FaceId(faces.len()));
            faces.push(Face {
                bytes: data.bytes(),
                outlines,
                tweak: &data.tweak,
                css_families: css_families(&family, info.monospaced),
                name: family,
                weight: info.weight.0,
                used: BTreeSet::new(),
                kerning: BTreeMap::new(),
            });
        }
        let families = fonts
            .families
            .iter()
            .map(|(family, names)| (family, names.iter().filter_map(|name| ids.get(name.as_str()).copied()).collect()))
            .collect();
        Ok(Self { all: faces, families, chosen: BTreeMap::new() })
    }

    /// The face that egui takes for `c`: the first of the family that has it, or else the first of all.
    pub(super) fn face_for(&mut self, family: &FontFamily, c: char) -> Option<FaceId> {
        let (family, list) = self.families.get_key_value(family)?;
        if let Some(id) = self.chosen.get(&(*family, c)) {
            return Some(*id);
        }
        // egui widens an ordinary blank for these.
        let looked_up = if matches!(c, '\t' | '\u{2009}' | '\u{202f}') { ' ' } else { c };
        let has = |c: char| list.iter().find(|id| self.has(**id, c));
        let id = has(looked_up).or_else(|| has(LACKING)).or(list.first()).copied()?;
        self.chosen.insert((family, c), id);
        Some(id)
    }

    /// Whether some face of a family has a shape for `c`, or `c` needs none.
    pub(super) fn can_draw(&mut self, family: &FontFamily, c: char) -> bool {
        is_default_ignorable(c) || self.face_for(family, c).is_some_and(|id| self.has(id, c))
    }

    /// Whether the face has a shape for `c`.
    pub(super) fn has(&self, id: FaceId, c: char) -> bool {
        self.all[id.0].outlines.glyph_index(c).is_some()
    }

    /// The value of `font-family`.
    pub(super) fn css_families(&self, id: FaceId) -> &str {
        &self.all[id.0].css_families
    }

    /// The value of `font-weight`.
    pub(super) fn weight(&self, id: FaceId) -> u16 {
        self.all[id.0].weight
    }

    /// Size and downward shift, in points, that a face gets in text of `size_pt`.
    pub(super) fn tweaked(&self, id: FaceId, size_pt: f32) -> (f32, f32) {
        let tweak = self.all[id.0].tweak;
        let size_pt = size_pt * tweak.scale;
        (size_pt, size_pt * tweak.y_offset_factor + tweak.y_offset)
    }

    /// Notes that `text` is written with this face.
    pub(super) fn note(&mut self, id: FaceId, text: &str) {
        self.all[id.0].used.extend(text.chars());
    }

    /// Notes how far egui moved `right` towards `left`: `advance_pt` is what `left` took in text of `size_pt`.
    pub(super) fn note_kerning(&mut self, id: FaceId, (left, right): (char, char), advance_pt: f32, size_pt: f32) {
        let face = &mut self.all[id.0];
        let own = face.outlines.glyph_index(left).and_then(|glyph| face.outlines.glyph_hor_advance(glyph));
        if let Some(own) = own {
            let units = advance_pt / size_pt * f32::from(face.outlines.units_per_em()) - f32::from(own);
            if units.abs() >= 1.0 && units.abs() < 2000.0 {
                #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
                face.kerning.insert((left, right), units.round() as i16);
            }
        }
    }

    /// `@font-face` rules with the used characters of the used faces, as the content of a `style` element.
    pub(super) fn embedded(&self) -> Result<String, Untranslatable> {
        let mut out = String::new();
        for face in self.all.iter().filter(|face| !face.used.is_empty()) {
            let subset = font_subset::FontReader::new(face.bytes)
                .and_then(|reader| Ok(reader.read()?.subset(&face.used)?.to_opentype()))
                .map_err(|error| {
                    Untranslatable::new("a font that cannot be used", format!("{}: {error}", face.name))
                })?;
            let subset = kern::with_kerning(subset, &face.kerning);
            let _ = writeln!(
                out,
                "@font-face{{font-family:'{}';font-weight:{};src:url(data:font/ttf;base64,{}) format('truetype')}}",
                face.name,
                face.weight,
                STANDARD.encode(subset)
            );
        }
        Ok(out)
    }
}

/// The family, what stands in for it where it is not installed, and the kind of face that will do at worst.
fn css_families(family: &str, monospaced: bool) -> String {
    let mut out = format!("'{family}', ");
    for weight in [" SemiBold", " Medium", " Light", " Bold"] {
        if let Some(base) = family.strip_suffix(weight) {
            let _ = write!(out, "'{base}', ");
            break;
        }
    }
    out + if monospaced { "monospace" } else { "sans-serif" }
}
