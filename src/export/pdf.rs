//! SVG becomes a page of PDF.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::offscreen::Drawing;
use super::png::{RenderError, tree};

/// Points of a page, 72 to the inch, for each point of a drawing, 96 to the inch.
const PAGE_POINTS_PER_POINT: f32 = 0.75;

/// Puts an SVG that was written from a drawing on a page of its size, with its fonts embedded and its text kept.
///
/// # Errors
///
/// [`RenderError`] where the SVG cannot be read back or the page cannot be packed: faults of this program.
pub fn pdf(svg: &str, drawing: &Drawing, title: &str, description: &str) -> Result<Vec<u8>, RenderError> {
    let fail = |what: &str| RenderError::Unpackable(what.to_owned());
    let tree = tree(svg, drawing)?;
    let size = drawing.sheet_points() * PAGE_POINTS_PER_POINT;
    let page_size = Size::from_wh(size.x, size.y).ok_or_else(|| fail("the page has no size"))?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new().title(title.to_owned()).description(description.to_owned()).creator("Attaché".to_owned()),
    );
    let mut page = document.start_page_with(PageSettings::new(page_size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, page_size, SvgSettings::default()).ok_or_else(|| fail("the drawing has no size"))?;
    surface.finish();
    page.finish();
    document.finish().map_err(|error| RenderError::Unpackable(format!("{error:?}")))
}
