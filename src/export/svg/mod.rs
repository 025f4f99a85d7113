//! Shapes become SVG.
//!
//! Each module is named for what it translates. Every shape of a drawing either has an exact counterpart here or is an
//! error; nothing is left out in silence. Text stays text, one `tspan` for each word at the place that the layout gave
//! it, so that it can be selected and edited, and words cannot drift where another renderer sets them.
//!
//! What is only close: a soft shadow (egui fades evenly, SVG by a Gaussian), a triangle whose corners differ in colour
//! (it gets their mean, unless it is half of an upright rectangle), and light that is added instead of covering.

mod fonts;
mod kern;
mod mesh;
mod paint;
mod shapes;
mod snap;
mod text;

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use egui::epaint::{ClippedShape, PathStroke};
use egui::{Color32, Pos2, Rect, Shape, Stroke};

use self::fonts::Faces;
pub(super) use self::fonts::database;
use self::paint::{Defs, near, number, paint};
pub(super) use self::paint::{escape, is_writable};
use self::snap::Snap;
use super::offscreen::Drawing;
use super::png::tree;

/// How an SVG is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SvgOptions {
    /// The title of the picture, for those who do not see it.
    pub title: String,
    /// What the picture shows, for those who do not see it.
    pub description: String,
    /// Data about the picture, for programs; nothing where it is empty.
    pub metadata: String,
    /// The colour behind everything; transparent where there is none.
    pub ground: Option<Color32>,
    /// Whether the glyphs that are used are put into the file, for readers that lack the fonts.
    pub embeds_fonts: bool,
    /// Whether text becomes outlines: it looks alike everywhere, and can be neither selected nor searched.
    pub outlines_text: bool,
    /// What the identifiers in it begin with: several pictures that stand in one document need different ones.
    pub id_prefix: String,
    /// Pixels per point of the raster that upright edges are put on, as egui does on the screen; `None` leaves them
    /// where they are.
    pub raster: Option<f32>,
}

/// A shape that has no translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslatable {
    what: &'static str,
    detail: String,
}

impl Untranslatable {
    fn new(what: &'static str, detail: String) -> Self {
        Self { what, detail }
    }

    fn at(what: &'static str, rect: Rect) -> Self {
        let (min, max) = (rect.min, rect.max);
        let [left, top, right, bottom] = [min.x, min.y, max.x, max.y].map(number);
        Self::new(what, format!("from ({left}, {top}) to ({right}, {bottom})"))
    }
}

impl fmt::Display for Untranslatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the drawing has {} ({}), which cannot be written as SVG", self.what, self.detail)
    }
}

impl std::error::Error for Untranslatable {}

/// Writes a drawing as SVG, one user unit for each point.
///
/// # Errors
///
/// [`Untranslatable`] names a shape that SVG cannot say; none of our charts has one.
pub fn svg(drawing: &Drawing, options: &SvgOptions) -> Result<String, Untranslatable> {
    let mut faces = Faces::new(&drawing.fonts)?;
    let (defs, body) = translated(drawing, options, &mut faces)?;
    let style = if options.embeds_fonts && !options.outlines_text { faces.embedded()? } else { String::new() };
    let text = document(drawing, options, &style, defs.elements(), &body);
    if options.outlines_text { outlined(&text, drawing, options) } else { Ok(text) }
}

/// Writes drawings that are to stand in one document, and the style that the letters of all of them need.
///
/// All are set in the fonts of the first, as drawings of this program are.
///
/// # Errors
///
/// As for [`svg`].
pub(super) fn svgs(pictures: &[(Drawing, SvgOptions)]) -> Result<(Vec<String>, String), Untranslatable> {
    let Some((first, _)) = pictures.first() else { return Ok(Default::default()) };
    let mut faces = Faces::new(&first.fonts)?;
    let mut documents = Vec::new();
    for (drawing, options) in pictures {
        let (defs, body) = translated(drawing, options, &mut faces)?;
        documents.push(document(drawing, options, "", defs.elements(), &body));
    }
    Ok((documents, faces.embedded()?))
}

/// The elements of a drawing, and the definitions that they refer to.
fn translated(
    drawing: &Drawing,
    options: &SvgOptions,
    faces: &mut Faces<'_>,
) -> Result<(Defs, String), Untranslatable> {
    let mut writer = Writer {
        faces,
        defs: Defs::of(&options.id_prefix),
        body: String::new(),
        sheet: Rect::from_min_size(Pos2::ZERO, drawing.size_points),
        open_clip: None,
        snap: Snap { pixels_per_point: options.raster },
    };
    for clipped in &drawing.shapes {
        writer.clipped(clipped)?;
    }
    writer.clip(None);
    Ok((writer.defs, writer.body))
}

/// The letters of a drawing that its fonts lack; □ stands in their place then.
///
/// # Errors
///
/// [`Untranslatable`] where a font cannot be read.
pub(super) fn lacking_letters(drawing: &Drawing) -> Result<BTreeSet<char>, Untranslatable> {
    fn gather(shape: &Shape, faces: &mut Faces<'_>, letters: &mut BTreeSet<char>) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                gather(shape, faces, letters);
            }
        }
        if let Shape::Text(text) = shape {
            letters.extend(text::lacking_letters(text, faces));
        }
    }
    let (mut faces, mut letters) = (Faces::new(&drawing.fonts)?, BTreeSet::new());
    for clipped in &drawing.shapes {
        gather(&clipped.shape, &mut faces, &mut letters);
    }
    Ok(letters)
}

/// Puts the parts of a document together.
fn document(drawing: &Drawing, options: &SvgOptions, style: &str, defs: &str, body: &str) -> String {
    let (width, height) = (number(drawing.size_points.x), number(drawing.size_points.y));
    let sheet = drawing.sheet_points();
    let (sheet_width, sheet_height) = (number(sheet.x), number(sheet.y));
    let mut out = String::with_capacity(style.len() + defs.len() + body.len() + 1024);
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{sheet_width}\" height=\"{sheet_height}\" \
         viewBox=\"0 0 {width} {height}\" {} xml:space=\"preserve\" stroke-miterlimit=\"2\">",
        label_attributes(options)
    );
    out.push_str(&labels(options));
    if !style.is_empty() {
        let _ = writeln!(out, "<style>\n{style}</style>");
    }
    if !defs.is_empty() {
        let _ = writeln!(out, "<defs>\n{defs}</defs>");
    }
    if let Some(ground) = options.ground {
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\"{}/>", paint("fill", ground));
    }
    out.push_str(body);
    out.push_str("</svg>\n");
    out
}

/// What tells a screen reader that the document is one picture, and where its texts are.
fn label_attributes(options: &SvgOptions) -> String {
    let prefix = &options.id_prefix;
    format!("role=\"img\" aria-labelledby=\"{prefix}title {prefix}desc\"")
}

fn labels(options: &SvgOptions) -> String {
    let prefix = &options.id_prefix;
    let labels = format!(
        "<title id=\"{prefix}title\">{}</title>\n<desc id=\"{prefix}desc\">{}</desc>\n",
        escape(&options.title),
        escape(&options.description)
    );
    if options.metadata.is_empty() {
        return labels;
    }
    format!("{labels}<metadata>{}</metadata>\n", escape(&options.metadata))
}

/// The same document with each letter as an outline.
fn outlined(text: &str, drawing: &Drawing, options: &SvgOptions) -> Result<String, Untranslatable> {
    let tree = tree(text, drawing).map_err(|error| Untranslatable::new("text", error.to_string()))?;
    let settings = resvg::usvg::WriteOptions {
        coordinates_precision: 3,
        transforms_precision: 4,
        indent: resvg::usvg::Indent::None,
        ..resvg::usvg::WriteOptions::default()
    };
    let plain = tree.to_string(&settings);
    // The renderer's own writer keeps what can be seen, and nothing else.
    match plain.split_once('>') {
        Some((root, rest)) => Ok(format!("{root} {}>\n{}{rest}", label_attributes(options), labels(options))),
        None => Err(Untranslatable::new("text", "the outlines are not a document".to_owned())),
    }
}

/// Collects the parts of a document.
struct Writer<'w, 'f> {
    faces: &'w mut Faces<'f>,
    defs: Defs,
    body: String,
    sheet: Rect,
    open_clip: Option<Rect>,
    snap: Snap,
}

impl Writer<'_, '_> {
    fn clipped(&mut self, clipped: &ClippedShape) -> Result<(), Untranslatable> {
        if clipped.transform_after_tessellation != egui::emath::TSTransform::IDENTITY {
            return Err(Untranslatable::at("a shape in motion", clipped.shape.visual_bounding_rect()));
        }
        let clip = clipped.clip_rect.intersect(self.sheet);
        if clip.is_positive() { self.shape(&clipped.shape, clip) } else { Ok(()) }
    }

    fn shape(&mut self, shape: &Shape, clip: Rect) -> Result<(), Untranslatable> {
        if let Shape::Vec(shapes) = shape {
            return shapes.iter().try_for_each(|shape| self.shape(shape, clip));
        }
        let mut bounds = shape.visual_bounding_rect();
        if let Shape::Text(text) = shape
            && !bounds.is_finite()
        {
            // Where all of its letters are lacking, the ink that egui knows of is nowhere.
            bounds = text.galley.rect.translate(text.pos.to_vec2());
        }
        let element = self.element(shape, bounds)?;
        if element.is_empty() || !near(bounds).intersects(clip) {
            return Ok(());
        }
        // What lies within its clip rectangle needs none; the sheet itself clips in any case.
        self.clip((!clip.contains_rect(bounds) && clip != self.sheet).then_some(clip));
        self.body.push_str(&element);
        Ok(())
    }

    fn element(&mut self, shape: &Shape, bounds: Rect) -> Result<String, Untranslatable> {
        let solid = |stroke: &PathStroke| -> Result<Stroke, Untranslatable> {
            shapes::solid(stroke).ok_or_else(|| Untranslatable::at("a stroke whose colour varies", bounds))
        };
        if matches!(shape, Shape::Text(text) if text.galley.text().is_empty()) {
            // It has no bounds, and nothing to say.
            return Ok(String::new());
        }
        if bounds.any_nan() {
            return Err(Untranslatable::at("a shape with a coordinate that is no number", bounds));
        }
        match shape {
            Shape::Noop | Shape::Vec(_) => Ok(String::new()),
            Shape::Circle(circle) => Ok(shapes::circle(circle)),
            Shape::Ellipse(ellipse) => Ok(shapes::ellipse(ellipse)),
            Shape::LineSegment { points, stroke } => Ok(shapes::line(*points, *stroke, self.snap)),
            Shape::Path(path) => Ok(shapes::path(path, solid(&path.stroke)?, self.snap)),
            Shape::Band(band) => Ok(shapes::band(band)),
            Shape::Rect(rect) if rect.brush.as_ref().is_some_and(|brush| brush.uv != Rect::ZERO) => {
                Err(Untranslatable::at("a picture", bounds))
            }
            Shape::Rect(rect) => Ok(shapes::rect(rect, self.snap, &mut self.defs)),
            Shape::Text(text) => text::elements(text, self.faces),
            Shape::Mesh(mesh) if mesh::is_textured(mesh) => Err(Untranslatable::at("a picture", bounds)),
            Shape::Mesh(mesh) => Ok(mesh::elements(mesh, &mut self.defs)),
            Shape::QuadraticBezier(curve) => Ok(shapes::quadratic(curve, solid(&curve.stroke)?)),
            Shape::CubicBezier(curve) => Ok(shapes::cubic(curve, solid(&curve.stroke)?)),
            Shape::Callback(_) => Err(Untranslatable::at("something painted by the graphics card", bounds)),
        }
    }

    /// Lets what follows be seen only within a rectangle.
    fn clip(&mut self, clip: Option<Rect>) {
        if clip == self.open_clip {
            return;
        }
        if self.open_clip.is_some() {
            self.body.push_str("</g>\n");
        }
        self.open_clip = clip;
        if let Some(clip) = clip {
            let rect = format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                number(clip.min.x),
                number(clip.min.y),
                number(clip.width()),
                number(clip.height())
            );
            let id = self.defs.id("clipPath", "", &rect);
            let _ = writeln!(self.body, "<g clip-path=\"url(#{id})\">");
        }
    }
}
