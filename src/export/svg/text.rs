//! Text, word by word.
//!
//! egui hands back glyphs with a character, a place on the baseline and an advance, but neither the number of the glyph
//! nor its face. So the face is looked up again, as egui did, and each word is left to the renderer to shape, which
//! does it with the same tables. A place for every character would tear ligatures apart.

use std::fmt::Write as _;
use std::ops::Range;

use egui::epaint::TextShape;
use egui::epaint::text::{ByteRangeExt as _, Glyph, PlacedRow};
use egui::text::{LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, Pos2, Rect, Stroke, Vec2};

use super::Untranslatable;
use super::fonts::{FaceId, Faces, LACKING};
use super::paint::{decimal, escape, number, paint, split};
use super::shapes::{curve, rotation};
use crate::dossier::is_control_or_bidi;

/// How far a glyph may lie from where its word would put it before it gets a place of its own, in points.
///
/// egui rounds each glyph to its raster, which is up to an eighth of a point at four pixels per point.
const DRIFT_PT: f32 = 0.3;

/// What text looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    face: FaceId,
    size_pt: f32,
    color: Color32,
    spacing_pt: f32,
    is_italic: bool,
}

/// A word: characters that the renderer sets in one go.
struct Word {
    at: Pos2,
    look: Look,
    text: String,
}

/// The elements for a piece of text: what lies behind it, the text, and the lines through and under it.
pub(super) fn elements(shape: &TextShape, faces: &mut Faces<'_>) -> Result<String, Untranslatable> {
    if shape.opacity_factor <= 0.0 {
        return Ok(String::new());
    }
    let mut walker = Walker { job: &shape.galley.job, byte: 0, last: 0 };
    let mut out = Parts::default();
    for row in &shape.galley.rows {
        let glyphs = row.glyphs.iter().map(|glyph| (glyph, walker.section_of(glyph.chr))).collect::<Vec<_>>();
        if let Some(glyph) = row.glyphs.iter().find(|glyph| glyph.is_color) {
            let rect = glyph.logical_rect().translate(shape.pos.to_vec2() + row.pos.to_vec2());
            return Err(Untranslatable::at("a coloured glyph", rect));
        }
        out.row(shape, row, &glyphs, faces);
        if row.ends_with_newline {
            walker.skip_newline();
            // Nothing to see, but it keeps the words of two lines apart when they are copied.
            if let Some(word) = out.words.last_mut() {
                word.text.push(' ');
            }
        }
    }
    if let Some(word) = out.words.last_mut() {
        word.text.truncate(word.text.trim_end().len());
    }
    let turn = rotation(shape.angle, shape.pos);
    let inner = out.behind + &texts(&out.words, faces) + &out.above;
    Ok(if turn.is_empty() || inner.is_empty() { inner } else { format!("<g{turn}>\n{inner}</g>\n") })
}

/// The characters of a piece of text that none of its faces can draw.
pub(super) fn lacking_letters(shape: &TextShape, faces: &mut Faces<'_>) -> Vec<char> {
    let job = &shape.galley.job;
    let of_section = |section: &LayoutSection| {
        let text = job.text.get(section.byte_range.as_usize()).unwrap_or_default();
        let lacks = |c: &char| !faces.can_draw(&section.format.font_id.family, *c);
        text.chars().filter(lacks).collect::<Vec<_>>()
    };
    job.sections.iter().flat_map(of_section).collect()
}

/// What a piece of text consists of, from back to front.
#[derive(Default)]
struct Parts {
    behind: String,
    words: Vec<Word>,
    above: String,
}

impl Parts {
    fn row(
        &mut self,
        shape: &TextShape,
        row: &PlacedRow,
        glyphs: &[(&Glyph, Option<&TextFormat>)],
        faces: &mut Faces<'_>,
    ) {
        let origin = shape.pos.to_vec2() + row.pos.to_vec2();
        self.decorate(shape, origin, glyphs);
        if !shape.underline.is_empty() && row.visuals.mesh_bounds.is_positive() {
            let bounds = row.visuals.mesh_bounds.translate(origin);
            self.above += &rule(bounds.left()..bounds.right(), bounds.bottom(), faded(shape, shape.underline));
        }
        let first_word = self.words.len();
        // Where the exact advances, not yet rounded to egui's raster, put the next glyph.
        let mut pen_x = f32::INFINITY;
        let mut was_blank = false;
        let mut left: Option<(&Glyph, Look)> = None;
        for (glyph, format) in glyphs {
            let Some(format) = format else { continue };
            let drifted = glyph.advance_width > 0.0 && (glyph.pos.x - pen_x).abs() > DRIFT_PT;
            if drifted {
                pen_x = glyph.pos.x;
            }
            let Some((look, lowered_pt)) = look(shape, row, glyph, format, left.map(|(_, look)| look), faces) else {
                continue;
            };
            let is_blank = glyph.chr.is_whitespace();
            let c = match glyph.chr {
                c if faces.has(look.face, c) || glyph.advance_width == 0.0 => c,
                _ if is_blank => ' ',
                _ => LACKING,
            };
            // What stands for a lacking letter is as wide as it likes, and so is placed alone.
            let is_new =
                drifted || c == LACKING || (was_blank && !is_blank) || left.is_none_or(|(_, before)| before != look);
            match self.words[first_word..].last_mut() {
                Some(word) if !is_new || is_blank => word.text.push(c),
                _ if is_blank => {}
                _ => {
                    let at = Pos2::new(pen_x, glyph.pos.y + lowered_pt) + origin;
                    self.words.push(Word { at, look, text: c.to_string() });
                }
            }
            // The rest of a ligature takes no room of its own, and says nothing of how far letters stand apart.
            let takes_room = |before: &Glyph| before.advance_width > 0.0 && glyph.advance_width > 0.0;
            if let Some((before, _)) = left.filter(|(before, _)| !is_new && !is_blank && takes_room(before)) {
                faces.note_kerning(look.face, (before.chr, glyph.chr), before.advance_width, look.size_pt);
            }
            pen_x += glyph.advance_width + if glyph.advance_width > 0.0 { look.spacing_pt } else { 0.0 };
            was_blank = is_blank;
            left = Some((*glyph, look));
        }
        for word in &self.words[first_word..] {
            faces.note(word.look.face, &word.text);
        }
    }

    /// Grounds, underlines and strike-throughs of a row, each as long as it stays the same.
    fn decorate(&mut self, shape: &TextShape, origin: Vec2, glyphs: &[(&Glyph, Option<&TextFormat>)]) {
        let visible = |color: Color32| (color != Color32::TRANSPARENT).then(|| resolved(shape, color));
        let ground = |glyph: &Glyph, format: &TextFormat| {
            let rect = glyph.logical_rect();
            visible(format.background).map(|color| (color, format.expand_bg, rect.top(), rect.bottom()))
        };
        for ((color, expand, top, bottom), from, to) in runs(glyphs, ground) {
            let rect = Rect::from_min_max(Pos2::new(from, top), Pos2::new(to, bottom)).expand(expand).translate(origin);
            let _ = writeln!(
                self.behind,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
                number(rect.min.x),
                number(rect.min.y),
                number(rect.width()),
                number(rect.height()),
                paint("fill", color)
            );
        }
        let line = |stroke: Stroke, y: f32| (!stroke.is_empty()).then(|| (faded(shape, stroke), y));
        let under = runs(glyphs, |glyph, format| line(format.underline, glyph.logical_rect().bottom()));
        let through = runs(glyphs, |glyph, format| line(format.strikethrough, glyph.logical_rect().center().y));
        for ((stroke, y), from, to) in under.into_iter().chain(through) {
            self.above += &rule(from + origin.x..to + origin.x, y + origin.y, stroke);
        }
    }
}

/// Stretches of glyphs for which `key` gives the same, with their left and right end.
fn runs<K: PartialEq>(
    glyphs: &[(&Glyph, Option<&TextFormat>)],
    key: impl Fn(&Glyph, &TextFormat) -> Option<K>,
) -> Vec<(K, f32, f32)> {
    let mut runs: Vec<(K, f32, f32)> = Vec::new();
    let mut is_open = false;
    for (glyph, format) in glyphs {
        let Some(key) = format.and_then(|format| key(glyph, format)) else {
            is_open = false;
            continue;
        };
        match runs.last_mut() {
            Some((last, _, to)) if is_open && *last == key => *to = glyph.max_x(),
            _ => runs.push((key, glyph.pos.x, glyph.max_x())),
        }
        is_open = true;
    }
    runs
}

/// A level line.
fn rule(x: Range<f32>, y: f32, stroke: Stroke) -> String {
    curve(&format!("M{} {}H{}", number(x.start), number(y), number(x.end)), Color32::TRANSPARENT, stroke)
}

fn faded(shape: &TextShape, stroke: Stroke) -> Stroke {
    Stroke::new(stroke.width, resolved(shape, stroke.color))
}

/// A colour of the layout as it is painted.
fn resolved(shape: &TextShape, color: Color32) -> Color32 {
    let color = if color == Color32::PLACEHOLDER { shape.fallback_color } else { color };
    if shape.opacity_factor < 1.0 { color.gamma_multiply(shape.opacity_factor) } else { color }
}

/// What a glyph looks like, and how far its face lies below the baseline, in points.
fn look(
    shape: &TextShape,
    row: &PlacedRow,
    glyph: &Glyph,
    format: &TextFormat,
    before: Option<Look>,
    faces: &mut Faces<'_>,
) -> Option<(Look, f32)> {
    // A glyph without an advance belongs to the one before it: an accent, or the rest of a ligature.
    let face = match before {
        Some(before) if glyph.advance_width == 0.0 => before.face,
        _ => faces.face_for(&format.font_id.family, glyph.chr)?,
    };
    // A selection recolours the vertices, not the layout. A glyph without ink has no vertices of its own.
    let vertex = usize::try_from(glyph.first_vertex).ok().and_then(|index| row.visuals.mesh.vertices.get(index));
    let color = match (shape.override_text_color, vertex, before) {
        (Some(color), ..) => resolved(shape, color),
        (None, Some(vertex), _) if !glyph.uv_rect.is_nothing() => resolved(shape, vertex.color),
        (None, _, Some(before)) => before.color,
        (None, _, None) => resolved(shape, format.color),
    };
    let (size_pt, lowered_pt) = faces.tweaked(face, format.font_id.size);
    let look = Look { face, size_pt, color, spacing_pt: format.extra_letter_spacing, is_italic: format.italics };
    Some((look, lowered_pt))
}

/// The words as text elements: one, unless some are slanted.
fn texts(words: &[Word], faces: &Faces<'_>) -> String {
    let visible = |word: &&Word| word.look.color != Color32::TRANSPARENT && !written(word).trim().is_empty();
    let words: Vec<&Word> = words.iter().filter(visible).collect();
    words.chunk_by(|one, other| !one.look.is_italic && !other.look.is_italic).map(|words| text(words, faces)).collect()
}

/// The letters of a word. On the screen nothing turns the direction of writing, and a reader of SVG that obeyed what asks
/// for it would show other words.
fn written(word: &Word) -> String {
    escape(&word.text.replace(|c: char| is_control_or_bidi(c) && !c.is_control(), ""))
}

fn text(words: &[&Word], faces: &Faces<'_>) -> String {
    let Some(first) = words.first() else { return String::new() };
    let base = attributes(first.look, faces);
    // As egui does it, a slanted letter is an upright one that leans by a quarter of its height.
    let slant = if first.look.is_italic {
        format!(" transform=\"matrix(1 0 -0.25 1 {} 0)\"", number(first.at.y * 0.25))
    } else {
        String::new()
    };
    let mut out = "<text".to_owned();
    if let [only] = words {
        let _ = write!(out, " x=\"{}\" y=\"{}\"", number(only.at.x), number(only.at.y));
    }
    for ((name, value), default) in base.iter().zip(DEFAULTS) {
        if value != default {
            let _ = write!(out, " {name}=\"{value}\"");
        }
    }
    let _ = write!(out, "{slant}>");
    if let [only] = words {
        out += &written(only);
    } else {
        let mut last_y = String::new();
        for word in words {
            let _ = write!(out, "<tspan x=\"{}\"", number(word.at.x));
            let y = number(word.at.y);
            if y != last_y {
                let _ = write!(out, " y=\"{y}\"");
            }
            last_y = y;
            for ((name, value), (_, common)) in attributes(word.look, faces).iter().zip(&base) {
                if value != common {
                    let _ = write!(out, " {name}=\"{value}\"");
                }
            }
            let _ = write!(out, ">{}</tspan>", written(word));
        }
    }
    out + "</text>\n"
}

/// The values that need not be said, in the order of [`attributes`].
const DEFAULTS: [&str; 6] = ["", "", "400", "#000000", "1", "0"];

fn attributes(look: Look, faces: &Faces<'_>) -> [(&'static str, String); 6] {
    let (fill, opacity) = split(look.color);
    [
        ("font-family", escape(faces.css_families(look.face))),
        ("font-size", number(look.size_pt)),
        ("font-weight", faces.weight(look.face).to_string()),
        ("fill", fill),
        ("fill-opacity", decimal(opacity, 3)),
        ("letter-spacing", number(look.spacing_pt)),
    ]
}

/// Walks through the text of a layout, glyph by glyph, to find each glyph's format, which the glyph no longer knows.
struct Walker<'a> {
    job: &'a LayoutJob,
    byte: usize,
    last: usize,
}

/// How many characters a layout may have left out in one place: marks that no face has.
const MAX_SKIPPED: usize = 8;

impl<'a> Walker<'a> {
    fn section_of(&mut self, c: char) -> Option<&'a TextFormat> {
        let rest = self.job.text.get(self.byte..).unwrap_or("");
        let found = rest.char_indices().take(MAX_SKIPPED).find(|(_, other)| *other == c);
        if let Some((skipped, _)) = found {
            self.last = self.byte + skipped;
            self.byte = self.last + c.len_utf8();
        }
        // An ellipsis for what did not fit is not in the text; it looks like what stands before it.
        let sections = &self.job.sections;
        let holds = |byte: usize| sections.iter().find(|section| section.byte_range.as_usize().contains(&byte));
        holds(self.last).or(sections.last()).map(|section| &section.format)
    }

    fn skip_newline(&mut self) {
        if self.job.text.get(self.byte..).is_some_and(|rest| rest.starts_with('\n')) {
            self.byte += 1;
        }
    }
}
