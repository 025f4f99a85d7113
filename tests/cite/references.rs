//! References in styles and for other programs.

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
    for (style, first) in [
        (Style::Apa, "Two years. (2012–2013)."),
        (Style::Chicago, "Two Years. 2012–2013."),
        (Style::Mla, "Two Years. 2012–2013."),
    ] {
        let text = cited(&sources, style);
        assert_eq!(text, format!("{first}\n[9] Bibliographic details unknown.\nBBC, 2017.\n"), "{style:?}");
    }
}

#[track_caller]
fn check(sources: &Value, [apa, chicago, mla]: [&str; 3]) {
    for (style, expected) in [(Style::Apa, apa), (Style::Chicago, chicago), (Style::Mla, mla)] {
        assert_eq!(cited(sources, style).trim_end(), expected, "{style:?}");
    }
}

#[test]
fn an_article_without_volume_is_not_called_ahead_of_print() {
    check(
        &json!([{"id": "a", "type": "article-journal", "title": "Rice, and salt", "container-title": "Journal of Ports",
                 "author": [{"family": "Lim", "given": "Mei"}], "issued": {"date-parts": [[2020]]}}]),
        [
            "Lim, M. (2020). Rice, and salt. Journal of Ports.",
            "Lim, Mei. 2020. “Rice, and Salt.” Journal of Ports.",
            "Lim, Mei. “Rice, and Salt.” Journal of Ports, 2020.",
        ],
    );
    check(
        &json!([{"id": "a", "type": "article-journal", "title": "Tides", "container-title": "Journal of Ports", "volume": "3",
                 "page": "1-2", "author": [{"family": "Lim", "given": "Mei"}], "issued": {"date-parts": [[2001]]}}]),
        [
            "Lim, M. (2001). Tides. Journal of Ports, 3, 1–2.",
            "Lim, Mei. 2001. “Tides.” Journal of Ports 3: 1–2.",
            "Lim, Mei. “Tides.” Journal of Ports, vol. 3, 2001, pp. 1–2.",
        ],
    );
    let said =
        json!([{"id": "a", "type": "webpage", "title": "Ahead of print, and after", "URL": "https://x.example"}]);
    assert!(cited(&said, Style::Apa).contains("Ahead of print, and after"));
}

#[test]
fn particles_are_small_and_what_begins_with_a_capital_is_the_name() {
    let book = |family: &str, given: &str| {
        json!([{"id": "a", "type": "book", "title": "Ports", "publisher": "Quay",
                "author": [{"family": family, "given": given}], "issued": {"date-parts": [[1995]]}}])
    };
    check(
        &book("Della Valle", "Donata"),
        [
            "Della Valle, D. (1995). Ports. Quay.",
            "Della Valle, Donata. 1995. Ports. Quay.",
            "Della Valle, Donata. Ports. Quay, 1995.",
        ],
    );
    check(
        &book("van Gulk", "Robert"),
        [
            "van Gulk, R. (1995). Ports. Quay.",
            "Gulk, Robert van. 1995. Ports. Quay.",
            "van Gulk, Robert. Ports. Quay, 1995.",
        ],
    );
}

#[test]
fn markup_is_no_text() {
    let title = "Shipping <i>Oryza</i> and CO<sub>2</sub>: a <span class=\"nocase\">eBay</span> story";
    let sources = json!([{"id": "a", "type": "book", "title": title}]);
    check(
        &sources,
        [
            "Shipping Oryza and CO₂: a eBay story. (n.d.).",
            "Shipping Oryza and CO₂: A eBay Story. n.d.",
            "Shipping Oryza and CO₂: A eBay Story.",
        ],
    );
    assert!(cited(&sources, Style::Ris).contains("TI  - Shipping Oryza and CO₂: a eBay story\r\n"));
    let bibtex = cited(&sources, Style::Bibtex);
    assert!(bibtex.contains("\\emph{Oryza} and CO\\textsubscript{2}: a {eBay} story"), "{bibtex}");
}

#[test]
fn stretches_of_time_and_seasons_are_said_in_the_style() {
    let of = |issued: Value| {
        json!([{"id": "a", "type": "article-magazine", "title": "A double issue", "container-title": "Weekly",
                "author": [{"family": "Kim", "given": "Ann"}], "issued": issued}])
    };
    check(
        &of(json!({"date-parts": [[2012, 12], [2013, 1]]})),
        [
            "Kim, A. (2012, December–2013, January). A double issue. Weekly.",
            "Kim, Ann. 2012–2013. “A Double Issue.” Weekly, December–January.",
            "Kim, Ann. “A Double Issue.” Weekly, Dec. 2012–Jan. 2013.",
        ],
    );
    check(
        &of(json!({"date-parts": [[2010]], "season": 1})),
        [
            "Kim, A. (2010, Spring). A double issue. Weekly.",
            "Kim, Ann. 2010. “A Double Issue.” Weekly, Spring.",
            "Kim, Ann. “A Double Issue.” Weekly, Spring 2010.",
        ],
    );
    for (issued, bibtex, ris) in [
        (
            json!({"date-parts": [[2012, 12], [2013, 1]]}),
            "date = {2012-12/2013-01}",
            "DA  - 2012/12//December 2012 to January 2013",
        ),
        (json!({"date-parts": [[2010]], "season": "3"}), "date = {2010-23}", "DA  - 2010///autumn 2010"),
        (json!({"date-parts": [[1890]], "circa": true}), "date = {1890~}", "DA  - 1890///c. 1890"),
        (json!({"raw": "2015-02-13"}), "date = {2015-02-13}", "DA  - 2015/02/13\r\n"),
    ] {
        let (source, texts) = (of(issued), [Style::Bibtex, Style::Ris]);
        let [has_bibtex, has_ris] = texts.map(|style| cited(&source, style));
        assert!(has_bibtex.contains(bibtex) && has_ris.contains(ris), "{has_bibtex}{has_ris}");
    }
}

/// CSL appends “BC” to a negative year as it is (CSL 1.0.2, “Date”); BibLaTeX counts a year 0 (manual, 2.3.8).
#[test]
fn a_year_before_christ_is_the_one_that_csl_says() {
    let sources = json!([{"id": "a", "type": "book", "title": "De bello", "author": [{"family": "Caesar"}],
                          "issued": {"date-parts": [[-43]]}}]);
    check(&sources, ["Caesar. (43 B.C.E.). De bello.", "Caesar. 43 BC. De Bello.", "Caesar. De Bello. 43 BC."]);
    let bibtex = cited(&sources, Style::Bibtex);
    assert!(bibtex.contains("year = {43 BC}") && bibtex.contains("date = {-0042}"), "{bibtex}");
    let ris = cited(&sources, Style::Ris);
    assert!(ris.contains("DA  - ///43 BC\r\n") && !ris.contains("PY  -"), "{ris}");
}

#[test]
fn suffix_and_number_of_a_report_are_kept() {
    let sources = json!([{"id": "a", "type": "report", "title": "Letters", "number": "12/4022",
                          "author": [{"family": "Penn", "given": "Martin", "suffix": "Jr."}], "issued": {"date-parts": [[1890]]}}]);
    let bibtex = cited(&sources, Style::Bibtex);
    assert!(bibtex.contains("author = {Penn, Jr., Martin}") && bibtex.contains("number = {12/4022}"), "{bibtex}");
    let ris = cited(&sources, Style::Ris);
    assert!(ris.contains("AU  - Penn, Martin, Jr.\r\n") && ris.contains("M1  - 12/4022\r\n"), "{ris}");
}

#[test]
fn letters_behind_years_follow_the_order_of_the_list() {
    let article = |id: &str, title: &str| {
        json!({"id": id, "type": "article-journal", "title": title, "container-title": "J",
               "author": [{"family": "Ode", "given": "A"}], "issued": {"date-parts": [[2020]]}})
    };
    let sources = json!([article("z", "Zebu"), article("b", "Boat"), article("a", "Anchor")]);
    for (style, form) in [(Style::Apa, "(2020"), (Style::Chicago, " 2020")] {
        let text = cited(&sources, style);
        let letters: Vec<char> = text.lines().filter_map(|line| line.split_once(form)?.1.chars().next()).collect();
        assert_eq!(letters, ['a', 'b', 'c'], "{text}");
        assert!(text.find("Anchor") < text.find("Boat") && text.find("Boat") < text.find("Zebu"), "{text}");
    }
}

/// What remains that the processor says otherwise than the source; each assertion fails when that is gone.
#[test]
fn what_remains() {
    // A stretch of time in which a page was looked at is said by its first day only.
    let accessed = json!({"date-parts": [[2020, 1, 2], [2020, 1, 5]]});
    let page = json!([{"id": "a", "type": "webpage", "title": "T", "URL": "https://x.example", "accessed": accessed}]);
    assert!(!cited(&page, Style::Mla).contains("5 Jan."));
    // MLA writes “Circa” with a capital wherever it stands.
    let circa = json!([{"id": "a", "type": "report", "title": "T", "number": "7", "issued": {"date-parts": [[1890]], "circa": true}}]);
    assert!(cited(&circa, Style::Mla).contains("Circa 1890") || cited(&circa, Style::Mla).contains("circa 1890"));
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
    for style in Style::ALL.iter().copied() {
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
