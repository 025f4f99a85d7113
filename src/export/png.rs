//! SVG becomes pixels.

use std::fmt;
use std::io::Write as _;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, Tree};

use super::offscreen::Drawing;
use super::svg::database;
use super::watch::{UNWATCHED, Watch};

/// As many pixels are rendered at a time: a larger picture is made in bands, between which it can be called off.
const BAND_PIXELS: u32 = 4_000_000;
/// The largest picture that is rendered, in bytes of memory.
const MAX_BYTES: f64 = 1_073_741_824.0;
const INCHES_PER_METRE: f32 = 39.370_08;

/// A picture in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row, not premultiplied.
    pub rgba: Vec<u8>,
}

/// Why a picture could not be rendered.
#[derive(Clone, Debug, PartialEq)]
pub enum RenderError {
    /// It would need more memory than one may ask for.
    TooLarge {
        /// The width that was asked for, in pixels.
        width: f32,
        /// The height that was asked for, in pixels.
        height: f32,
    },
    /// The SVG is not sound; a fault of this program.
    Unsound(String),
    /// The picture could not be packed; a fault of this program.
    Unpackable(String),
    /// Whoever watched over it called it off.
    Cancelled,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { width, height } => {
                write!(
                    f,
                    "a picture of {width:.0} × {height:.0} pixels would take more than a gibibyte of memory; ask for a smaller one"
                )
            }
            Self::Unsound(error) => write!(f, "the drawing could not be read back: {error}"),
            Self::Unpackable(error) => write!(f, "the picture could not be packed: {error}"),
            Self::Cancelled => f.write_str("it was called off"),
        }
    }
}

impl std::error::Error for RenderError {}

/// Renders an SVG that was written from a drawing, with that drawing's fonts and no others.
///
/// # Errors
///
/// [`RenderError::TooLarge`] where it would take more than a gibibyte of memory.
pub fn pixels(svg: &str, drawing: &Drawing, pixels_per_point: f32) -> Result<Pixels, RenderError> {
    watched_pixels(svg, drawing, pixels_per_point, UNWATCHED)
}

/// The same, while somebody looks on, who may call it off: [`RenderError::Cancelled`].
pub(super) fn watched_pixels(
    svg: &str,
    drawing: &Drawing,
    pixels_per_point: f32,
    watch: Watch<'_>,
) -> Result<Pixels, RenderError> {
    let size = drawing.sheet_points() * pixels_per_point;
    let too_large = || RenderError::TooLarge { width: size.x, height: size.y };
    let (width, height) = (size.x.round(), size.y.round());
    if !(width >= 1.0 && height >= 1.0) || f64::from(width) * f64::from(height) * 4.0 > MAX_BYTES {
        return Err(too_large());
    }
    rendered(&tree(svg, drawing)?, (width as u32, height as u32), watch)
}

/// Renders a drawing that has no text, such as an icon, as a square.
///
/// # Errors
///
/// [`RenderError::Unsound`] where it is no SVG, and [`RenderError::TooLarge`] where there is no such square.
pub fn icon(svg: &str, side_pixels: u32) -> Result<Pixels, RenderError> {
    let tree =
        Tree::from_str(svg, &usvg::Options::default()).map_err(|error| RenderError::Unsound(error.to_string()))?;
    rendered(&tree, (side_pixels, side_pixels), UNWATCHED)
}

/// A drawing, stretched to so many pixels, band by band.
fn rendered(tree: &Tree, (width, height): (u32, u32), watch: Watch<'_>) -> Result<Pixels, RenderError> {
    let fit = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    let too_large = RenderError::TooLarge { width: width as f32, height: height as f32 };
    let rows = (BAND_PIXELS / width.max(1)).clamp(1, height.max(1));
    let mut band = Pixmap::new(width, rows).ok_or(too_large)?;
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for top in (0..height).step_by(rows as usize) {
        if watch(top as f32 / height as f32).is_break() {
            return Err(RenderError::Cancelled);
        }
        band.fill(Color::TRANSPARENT);
        resvg::render(tree, fit.post_translate(0.0, -(top as f32)), &mut band.as_mut());
        let left = width as usize * rows.min(height - top) as usize;
        rgba.extend(band.pixels()[..left].iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        }));
    }
    Ok(Pixels { width, height, rgba })
}

/// Packs a picture as PNG, with its resolution and with texts under the keywords that the PNG specification gives.
///
/// # Errors
///
/// [`RenderError::Unpackable`] where the packer refuses, which it has no reason to.
pub fn png(picture: &Pixels, dpi: f32, texts: &[(&str, &str)]) -> Result<Vec<u8>, RenderError> {
    let fail = |error: png::EncodingError| RenderError::Unpackable(error.to_string());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let per_metre = (dpi * INCHES_PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    for (keyword, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned()).map_err(fail)?;
    }
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&picture.rgba).map_err(fail)?;
    writer.finish().map_err(fail)?;
    bytes.flush().map_err(|error| RenderError::Unpackable(error.to_string()))?;
    Ok(bytes)
}

/// Reads an SVG back with the fonts of its drawing.
pub(super) fn tree(svg: &str, drawing: &Drawing) -> Result<Tree, RenderError> {
    let options = usvg::Options { fontdb: Arc::new(database(&drawing.fonts)), ..usvg::Options::default() };
    Tree::from_str(svg, &options).map_err(|error| RenderError::Unsound(error.to_string()))
}
