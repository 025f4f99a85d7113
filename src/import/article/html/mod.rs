//! Saved web pages of articles: Wikipedia's own, its mirrors, and any page with headings and paragraphs.
//!
//! The page is read as a stream, tag by tag; nothing in it is run, and nothing is fetched. What Wikipedia's software marks is read
//! as it marks it: references, cleanup tags with their month and reason, the list of references with its metadata.

mod coins;
mod place;
mod text;

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{Element, TextChunk};
use lol_html::{HtmlRewriter, MemorySettings, Settings, doc_text, element};

use self::place::Place;
use self::text::Reader;
use super::extract::{Extract, Opaque};
use crate::import::countries_named;
use crate::limits::PAGE_PARSER_BYTES;

/// Whether a text is a web page.
pub(in crate::import) fn is_page(text: &str) -> bool {
    const LOOKED_AT: usize = 300;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start = start[..start.floor_char_boundary(start.len().min(LOOKED_AT))].to_ascii_lowercase();
    let tags =
        ["<!doctype html", "<html", "<head", "<body", "<main", "<article", "<div", "<section", "<p>", "<p ", "<h1"];
    tags.iter().any(|tag| start.starts_with(tag)) || start.starts_with("<?xml") && start.contains("<html")
}

/// Whether the beginning of a web page shows that it holds an article, and not a message or a form: by what the software of wikis
/// marks, or by a title that names two countries.
pub(in crate::import) fn is_page_of_article(beginning: &str) -> bool {
    let signs = ["MediaWiki", "mw-parser-output", "mw-content-text", "mw-body", "cite_note", "<article"];
    let of_two = || {
        let start = beginning.find("<title")?;
        let title = beginning[start..].split_once('>')?.1.split('<').next()?;
        (countries_named(title).len() == 2).then_some(())
    };
    is_page(beginning) && (signs.iter().any(|sign| beginning.contains(sign)) || of_two().is_some())
}

/// Reads a page.
pub(super) fn read(source: &str) -> Extract {
    let reader = Rc::new(RefCell::new(Reader::default()));
    let read = parse(source, &reader);
    let mut reader = reader.borrow_mut();
    if read.is_err() {
        // What nests so deeply is no article.
        let at = reader.at;
        let excerpt = source.get(source.floor_char_boundary(at)..).unwrap_or("").chars().take(80).collect();
        reader.opaque.push(Opaque {
            what: "page from here on, which nests too deeply,".to_owned(),
            excerpt,
            range: at..source.len(),
        });
    }
    reader.finish(source)
}

fn parse(source: &str, reader: &Rc<RefCell<Reader>>) -> Result<(), lol_html::errors::RewritingError> {
    let (at_tag, at_text) = (Rc::clone(reader), Rc::clone(reader));
    let tags = element!("*", move |tag: &mut Element<'_, '_>| {
        opened(tag, &at_tag);
        Ok(())
    });
    let texts = doc_text!(move |chunk: &mut TextChunk<'_>| {
        let mut reader = at_text.borrow_mut();
        reader.at = chunk.source_location().bytes().start;
        reader.chunk(chunk.as_str(), chunk.text_type().allows_html_entities(), chunk.last_in_text_node());
        Ok(())
    });
    let memory = MemorySettings::new().with_max_allowed_memory_usage(PAGE_PARSER_BYTES);
    let settings = Settings::new()
        .append_element_content_handler(tags)
        .append_document_content_handler(texts)
        .with_memory_settings(memory)
        .with_strict(false);
    // What a rewriter would write is not wanted.
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(source.as_bytes())?;
    rewriter.end()
}

/// A tag that opens; where it can have content, its end is waited for.
fn opened(tag: &mut Element<'_, '_>, reader: &Rc<RefCell<Reader>>) {
    // What is hidden says so by an attribute that needs no value.
    let attribute = |name: &str| match tag.get_attribute(name) {
        Some(value) if value.is_empty() && name == "hidden" => name.to_owned(),
        value => value.unwrap_or_default(),
    };
    let name = tag.tag_name();
    let place = Place::of(&name, &attribute);
    let depth = {
        let mut state = reader.borrow_mut();
        state.at = tag.source_location().bytes().start;
        state.open(place, &name, &attribute, tag.can_have_content())
    };
    let reader = Rc::clone(reader);
    if let (Some(depth), Some(handlers)) = (depth, tag.end_tag_handlers()) {
        handlers.push(Box::new(move |end| {
            let mut reader = reader.borrow_mut();
            reader.at = end.source_location().bytes().end;
            reader.close(depth, end.name() == name);
            Ok(())
        }));
    }
}
