//! SVG becomes a page of PDF.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::offscreen::Drawing;
use super::png::{RenderError, tree};
use super::svg::is_writable;
use super::xmp;

/// Points of a page, 72 to the inch, for each point of a drawing, 96 to the inch.
const PAGE_POINTS_PER_POINT: f32 = 0.75;

/// What a PDF says of its figure, beside the figure itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfTexts<'a> {
    /// The title of the document.
    pub title: &'a str,
    /// What the figure shows, for those who do not see it.
    pub description: &'a str,
    /// Data about the figure, for programs; nothing where it is empty.
    pub provenance: &'a str,
}

/// A text without the characters that XML 1.0 cannot hold: what a PDF says of itself is XML.
fn writable(text: &str) -> String {
    text.chars().filter(|c| is_writable(*c)).collect()
}

/// Puts an SVG that was written from a drawing on a page of its size, with its fonts embedded and its text kept.
///
/// # Errors
///
/// [`RenderError`] where the SVG cannot be read back or the page cannot be packed: faults of this program.
pub fn pdf(svg: &str, drawing: &Drawing, texts: &PdfTexts<'_>) -> Result<Vec<u8>, RenderError> {
    let fail = |what: &str| RenderError::Unpackable(what.to_owned());
    let tree = tree(svg, drawing)?;
    let size = drawing.sheet_points() * PAGE_POINTS_PER_POINT;
    let page_size = Size::from_wh(size.x, size.y).ok_or_else(|| fail("the page has no size"))?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(writable(texts.title))
            .description(writable(texts.description))
            .creator("Attaché".to_owned()),
    );
    let mut page = document.start_page_with(PageSettings::new(page_size));
    let mut surface = page.surface();
    // The whole page is one figure, and this is what a screen reader says of it.
    let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
    surface.draw_svg(&tree, page_size, SvgSettings::default()).ok_or_else(|| fail("the drawing has no size"))?;
    surface.end_tagged();
    surface.finish();
    page.finish();
    let mut figure = TagGroup::new(Tag::Figure(Some(writable(texts.description))));
    figure.push(content);
    let mut tags = TagTree::new();
    tags.push(figure);
    document.set_tag_tree(tags);
    let bytes = document.finish().map_err(|error| RenderError::Unpackable(format!("{error:?}")))?;
    if texts.provenance.is_empty() {
        return Ok(bytes);
    }
    xmp::with_provenance(bytes, texts.provenance).ok_or_else(|| fail("the page has no metadata to add to"))
}
