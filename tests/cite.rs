//! References in styles and for other programs.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

use attache::cite::{CslStyle, Style, references};
use attache::dossier::{Dossier, Source};
use attache::load::{load_bytes, load_shipped};
use biblatex::ChunksExt as _;
use serde_json::{Value, json};

/// A dossier whose sources are these CSL items.
fn dossier(sources: &Value) -> Dossier {
    let text = json!({
        "format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
        "themes": [], "sources": sources, "facts": [],
    });
    load_bytes(text.to_string().as_bytes()).expect("sound").dossier
}

fn cited(sources: &Value, style: Style) -> String {
    let dossier = dossier(sources);
    let sources: Vec<&Source> = dossier.sources().iter().collect();
    references(&sources, style).expect("the style is part of the program")
}

fn report() -> Value {
    json!([{
        "id": "kim & co", "type": "article-newspaper", "title": "Trade of 50% & more.", "container-title": "Channel NewsAsia",
        "author": [{"family": "김", "given": "일성"}, {"literal": "Sukarno"}, {"family": "Megawati"},
                   {"family": "Smith", "given": "Jane"}],
        "issued": {"date-parts": [[2013, 10, 20]]}, "URL": "https://example.org/a_b?c=1%20d",
        "note": "found by hand", "custom": {"marker": "[1]"}
    }])
}

#[test]
fn styles_say_what_is_known_and_keep_names_as_they_are() {
    for (style, expected) in [
        (
            Style::Apa,
            "김일성, Sukarno, Megawati, & Smith, J. (2013, October 20). Trade of 50% & more. Channel NewsAsia. \
             https://example.org/a_b?c=1%20d\n",
        ),
        (
            Style::Chicago,
            "김일성, Sukarno, Megawati, and Jane Smith. 2013. “Trade of 50% & More.” Channel NewsAsia, October 20. \
             https://example.org/a_b?c=1%20d.\n",
        ),
        (
            Style::Mla,
            "김일성, et al. “Trade of 50% & More.” Channel NewsAsia, 20 Oct. 2013, https://example.org/a_b?c=1%20d.\n",
        ),
    ] {
        assert_eq!(cited(&report(), style), expected, "{style:?}");
    }
}

#[test]
fn what_no_style_can_say_is_said_plainly() {
    let sources = json!([
        {"id": "a", "type": "document", "custom": {"marker": "[9]"}},
        {"id": "b", "type": "report", "title": "Two years", "issued": {"date-parts": [[2012], [2013]]}},
        {"id": "c", "type": "webpage", "publisher": "BBC", "issued": {"date-parts": [[2017]]}},
    ]);
    for style in [Style::Apa, Style::Chicago, Style::Mla] {
        let text = cited(&sources, style);
        assert_eq!(text, "[9] Bibliographic details unknown.\n“Two years”, 2012 to 2013.\nBBC, 2017.\n", "{style:?}");
    }
}

#[test]
fn damaged_items_do_no_harm() {
    let sources = json!([
        {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2012, 77, 99]]}, "volume": 1.5},
        {"id": "b", "type": "book", "title": "<b>U</b> {x}", "author": ["nobody", {"family": 5}], "issued": 7},
        {"id": "c", "type": "nonsense", "title": "", "issued": {"date-parts": [["x"]]}},
        {"id": "a b", "type": "book", "title": "V", "issued": {"date-parts": [[99999]]}},
        {"id": "a,b", "type": "book", "title": "W"},
    ]);
    for style in Style::ALL {
        assert!(!cited(&sources, style).is_empty());
    }
}

#[test]
fn bibtex_reads_back_as_it_was() {
    let text = cited(&report(), Style::Bibtex);
    let read = biblatex::Bibliography::parse(&text).expect(&text);
    let entry = read.get("kim---co").expect(&text);
    assert_eq!(entry.title().expect("a title").format_verbatim(), "Trade of 50% & more.");
    assert_eq!(entry.journal().expect("a journal").format_verbatim(), "Channel NewsAsia");
    assert_eq!(entry.url().expect("an address"), "https://example.org/a_b?c=1%20d");
    let authors = entry.author().expect("authors");
    let names: Vec<(&str, &str)> =
        authors.iter().map(|person| (person.name.as_str(), person.given_name.as_str())).collect();
    assert_eq!(names, [("김", "일성"), ("Sukarno", ""), ("Megawati", ""), ("Smith", "Jane")]);

    let shipped = load_shipped().expect("sound").dossier;
    let all: Vec<&Source> = shipped.sources().iter().collect();
    let text = references(&all, Style::Bibtex).expect("written");
    let read = biblatex::Bibliography::parse(&text).expect("sound BibTeX");
    assert_eq!(read.len(), all.len());
}

#[test]
fn ris_and_csl_json_keep_the_fields() {
    let ris = cited(&report(), Style::Ris);
    let lines: Vec<&str> = ris.split("\r\n").collect();
    assert_eq!(lines.first(), Some(&"TY  - NEWS"));
    assert!(lines.contains(&"AU  - Smith, Jane") && lines.contains(&"DA  - 2013/10/20"), "{ris}");
    assert!(ris.ends_with("ER  - \r\n"));
    let json: Value = serde_json::from_str(&cited(&report(), Style::CslJson)).expect("JSON");
    assert_eq!(json, report());
}

#[test]
fn a_style_from_a_file_must_be_one() {
    for text in ["", "# Markdown", "<style/>"] {
        assert!(CslStyle::from_xml(text).is_err(), "{text}");
    }
    let own = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>
</style>"#;
    let style = CslStyle::from_xml(own).expect("a style");
    let dossier = dossier(&report());
    let sources: Vec<&Source> = dossier.sources().iter().collect();
    assert_eq!(style.references(&sources), "Trade of 50% & more!\n");
}
