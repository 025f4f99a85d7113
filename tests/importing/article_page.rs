//! Saved web pages of articles: what is text, what refers to what, what is a doubt; and pages that mean harm.

#![expect(clippy::disallowed_types, reason = "time is what one of these tests holds")]
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use attache::dossier::{Dossier, Fact};
use attache::edit::{Document, Edit, Json};
use attache::import::article::{Extract, MarkKind, extract};
use attache::import::{
    Acceptance, Evidence, ImportContext, ImportError, ImportFile, Kind, Proposals, Recipe, empty_dossier, import,
};
use attache::load::{Progress, load_bytes};

const PAGE: &str = include_str!("../sample/article.html");

/// Far more than any of the pages here takes, on a slow machine that does other things; a square of their size takes hours.
const LONG: Duration = Duration::from_secs(40);

fn read(text: &str, kind: Kind) -> Result<Proposals, ImportError> {
    let context = ImportContext {
        file_name: "a.html".into(),
        import_id: "a".into(),
        parties: Vec::new(),
        ..ImportContext::default()
    };
    import(text.as_bytes(), &Recipe { kind, ..Recipe::default() }, &context, &Progress::default())
}

/// The dossier with everything accepted.
fn dossier(mut proposals: Proposals) -> Dossier {
    let document = Document::parse(empty_dossier("Test", "en")).expect("JSON");
    proposals.compare(&document);
    proposals.accept(Acceptance::All);
    let file = ImportFile {
        id: "a".into(),
        kind: "article".into(),
        name: "a.html".into(),
        sha256: "0".into(),
        ..ImportFile::default()
    };
    let (edited, _) = document.edited(&proposals.edit(&document, &file, None)).expect("an edit that fits");
    load_bytes(edited.text().as_bytes()).expect("a sound dossier").dossier
}

fn blocks(extract: &Extract) -> Vec<&str> {
    extract.blocks.iter().map(|block| &extract.text[block.range.clone()]).collect()
}

#[test]
fn the_text_of_a_page_is_its_paragraphs_and_nothing_around_them() {
    let read = extract(PAGE);
    assert_eq!(read.title.as_deref(), Some("Indonesia–Malaysia relations"));
    assert_eq!(read.address.as_deref(), Some("https://en.wikipedia.org/wiki/Indonesia%E2%80%93Malaysia_relations"));
    assert_eq!(
        blocks(&read),
        [
            "Indonesia–Malaysia relations",
            "Indonesia and Malaysia opened relations on 31\u{a0}August\u{a0}1957.[1] They were cut off in 1963.[citation needed]",
            "Trade & aid",
            "In 2015, Malaysia's imports from Indonesia amounted to US$1.41\u{a0}million.[2][1][needs update]",
            "They met again in 1966[2]",
            "and in 1967.",
        ]
    );
    assert_eq!(read.blocks.iter().filter(|block| block.is_heading).count(), 2);
    for year in 1901..=1911 {
        assert!(!read.text.contains(&year.to_string()), "{year} is no part of the text");
    }
    let what: Vec<(&str, &str)> = read.opaque.iter().map(|part| (part.what.as_str(), part.excerpt.as_str())).collect();
    assert_eq!(
        what,
        [("infobox", "Established 1907 in Jakarta"), ("picture", "A port in 1908"), ("table", "Trade 1909 5")]
    );
    // Each stands in the page where its range says.
    for (part, tag) in read.opaque.iter().zip(["<table class=\"infobox", "<figure", "<table class=\"wikitable"]) {
        assert!(PAGE[part.range.clone()].starts_with(tag) && PAGE[part.range.clone()].ends_with('>'), "{part:?}");
    }
}

#[test]
fn marks_have_their_references_and_doubts_their_month_and_reason() {
    let read = extract(PAGE);
    for mark in &read.marks {
        assert!(read.text[mark.range.clone()].starts_with('[') && read.text[mark.range.clone()].ends_with(']'));
    }
    let flag = |kind: &str, since: &str, reason: &str| MarkKind::Flag {
        kind: kind.to_owned(),
        since: Some(since.to_owned()),
        reason: Some(reason.to_owned()),
    };
    let cites = |marker: &str| MarkKind::Cites(marker.to_owned());
    let kinds: Vec<MarkKind> = read.marks.iter().map(|mark| mark.kind.clone()).collect();
    let expected = [
        cites("[1]"),
        flag("citation-needed", "2020-01", "This claim needs references to reliable sources."),
        cites("[2]"),
        cites("[1]"),
        flag("needs-update", "2021-03", "The trade of later years is missing."),
        cites("[2]"),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn references_keep_their_metadata_and_their_words() {
    let dossier = dossier(read(PAGE, Kind::Article).expect("an article"));
    let source = |marker: &str| dossier.sources().iter().find(|source| source.marker() == Some(marker)).expect(marker);
    let first = source("[1]");
    assert_eq!(first.kind(), Some("article-newspaper"));
    assert_eq!(first.text("title"), Some("Two neighbours – one story"));
    assert_eq!(first.text("container-title"), Some("The Paper"));
    assert_eq!(first.text("URL"), Some("https://example.org/a?b=1&c=2"));
    assert_eq!(first.names("author"), ["Jane Doe", "Richard Roe"]);
    assert_eq!(first.date_parts("issued"), Some(vec![2011, 5, 3]));
    assert_eq!(first.date_parts("accessed"), Some(vec![2012, 6, 4]));
    assert!(first.note().is_some_and(|note| note.starts_with("Doe, Jane (3 May 2011).")), "{:?}", first.note());
    let kept = first.csl().get("custom").and_then(|custom| custom.get("coins")).and_then(|coins| coins.get("rft.sici"));
    assert_eq!(kept.and_then(|kept| kept.as_str()), Some("kept"));
    let second = source("[2]");
    assert_eq!(
        (second.text("title"), second.date_parts("accessed")),
        (Some("Imports of 2015"), Some(vec![2020, 1, 24]))
    );
    let article = dossier.sources().iter().find(|source| source.id() == "a").expect("the article itself");
    assert_eq!(article.link(), Some("https://en.wikipedia.org/wiki/Indonesia%E2%80%93Malaysia_relations"));
}

#[test]
fn a_page_is_proposed_as_its_text_would_be() {
    let proposals = read(PAGE, Kind::Article).expect("an article");
    assert_eq!(proposals.not_understood.len(), 3, "infobox, picture and table are listed");
    let text: Vec<char> = extract(PAGE).text.chars().collect();
    for item in &proposals.items {
        let Evidence::Text(range) = &item.evidence else { panic!("a text") };
        let words: String = text[range.clone()].iter().collect();
        let Edit::Insert { value, .. } = &item.edit else { panic!("an insert") };
        let quote =
            value.get("passage").and_then(|passage| passage.get("selector")).map(Json::items).expect("selectors")[0]
                .get("exact")
                .and_then(|exact| exact.as_str());
        assert_eq!(quote, Some(words.as_str()));
    }
    let dossier = dossier(proposals);
    let line = |fact: &Fact| {
        let date = fact.date.as_ref().map_or("", |date| date.text()).to_owned();
        let markers: String =
            fact.citations.iter().filter_map(|citation| dossier.source(citation.source).marker()).collect();
        let flags: Vec<&str> = fact.flags.iter().map(|flag| flag.kind.word()).collect();
        format!("{date} {markers} {}", flags.join(",")).trim_end().to_owned()
    };
    let lines: Vec<String> = dossier.facts().iter().map(line).collect();
    let of =
        |date: &str| lines.iter().find(|line| line.starts_with(date)).unwrap_or_else(|| panic!("{date} in {lines:?}"));
    assert!(of("1957-08-31").contains("[1]"));
    assert!(of("1963").ends_with("citation-needed"));
    assert!(of("2015").contains("[2][1]") && of("2015").ends_with("needs-update"));
    assert!(of("1966").contains("[2]"));
    // Its kind need not be said; a page that is no article is still refused.
    assert_eq!(read(PAGE, Kind::Auto).expect("an article").items.len(), dossier.facts().len());
    let login = "<!DOCTYPE html><html><body><h1>Log in</h1><form>…</form></body></html>";
    assert!(matches!(read(login, Kind::Auto), Err(ImportError::Refused(_))));
}

#[test]
fn pages_of_mirrors_and_plain_pages_are_read_too() {
    // A mirror lays its page out in a table, keeps the marks, and has none of the wiki's own wrapping.
    let mirror = "<html><head><title>Indonesia–Malaysia relations | Mirror</title><body><table><tr><td><div>Menu 1920</div>\
        <td><article><h1>Indonesia–Malaysia relations</h1><p>They met in 1966<sup class=reference><a href='#cite_note-3'>[3]</a></sup>.\
        <p>Again in 1967.[4][<i>dubious</i> &ndash; discuss]<br>And&hellip; not&nbsp;later&lt;1&gt;.</article></table></html>";
    let read = extract(mirror);
    assert_eq!(read.title.as_deref(), Some("Indonesia–Malaysia relations"));
    let expected = [
        "Indonesia–Malaysia relations",
        "They met in 1966[3].",
        "Again in 1967.[4][dubious – discuss] And… not\u{a0}later<1>.",
    ];
    assert_eq!(blocks(&read), expected);
    let kinds: Vec<&str> = read
        .marks
        .iter()
        .map(|mark| match &mark.kind {
            MarkKind::Cites(marker) => marker.as_str(),
            MarkKind::Flag { kind, .. } => kind.as_str(),
        })
        .collect();
    assert_eq!(kinds, ["[3]", "[4]", "dubious"]);
}

#[test]
fn what_steers_or_turns_the_direction_of_writing_is_no_part_of_the_text() {
    let read = extract(
        "<html><body><p>In 1966\u{202e} they&#8238; m\u{200b}et&#7;&#0;\u{1b}[2J &amp;#8238; in\u{2028}Jakarta&ZeroWidthSpace;.</p>",
    );
    assert!(!read.text.contains(|c: char| attache::dossier::is_control_or_bidi(c) && c != '\n'), "{:?}", read.text);
    assert!(read.text.contains("&#8238;"), "what is written as words stays words: {:?}", read.text);
}

/// A page that means harm, read within a time that only a linear reader keeps.
#[track_caller]
fn hostile(name: &str, page: &str) -> Extract {
    let start = Instant::now();
    let read = extract(page);
    assert!(start.elapsed() < LONG, "{name} took {:?}", start.elapsed());
    for block in &read.blocks {
        assert!(read.text.get(block.range.clone()).is_some(), "{name}");
    }
    for mark in &read.marks {
        assert!(read.text.get(mark.range.clone()).is_some(), "{name}");
    }
    read
}

#[test]
fn hostile_pages_are_read_in_time_and_what_is_left_is_told() {
    const MANY: usize = 100_000;
    let page = |body: &str| {
        format!("<!DOCTYPE html><html><body><p>In 1966 they met.</p>{body}<p>In 1967 they parted.</p></body></html>")
    };
    for tag in
        ["div", "sup class=reference", "li", "p", "table", "span", "h2", "a href=#cite_note-1", "li id=cite_note-1"]
    {
        let name = tag.split(' ').next().unwrap_or(tag);
        let nested = format!("{}x{}", format!("<{tag}>").repeat(MANY), format!("</{name}>").repeat(MANY));
        hostile(&format!("nested {tag}"), &page(&nested));
        hostile(&format!("unclosed {tag}"), &page(&format!("<{tag}>").repeat(MANY)));
        hostile(&format!("never opened {tag}"), &page(&format!("</{name}>").repeat(MANY)));
        hostile(&format!("mixed {tag}"), &page(&format!("<{tag}><b>").repeat(MANY).add_closing(name, MANY)));
    }
    let swallowed = hostile("a menu that does not end", &page("<nav>"));
    assert!(swallowed.opaque.iter().any(|part| part.excerpt.starts_with("<nav>")), "{:?}", swallowed.opaque);
    for (name, body) in [
        ("tags that do not end", "<p class=\"".repeat(MANY)),
        ("a comment that does not end", format!("<!--{}", "-".repeat(MANY))),
        ("entities", "&amp;&#x41;&nosuch;&#xFFFFFFFF;&".repeat(MANY)),
        ("attributes", format!("<p {}>x</p>", "a=1 ".repeat(MANY))),
        ("brackets", "[".repeat(MANY)),
        ("doubts", "<sup class=Inline-Template title='x (May 2020)'>[<i>dubious</i>]</sup>".repeat(10_000)),
    ] {
        hostile(name, &page(&body));
    }
    let deep = hostile("deeper than is read", &page(&"<b>".repeat(1_000_000)));
    assert!(deep.opaque.iter().any(|part| part.what.contains("nests too deeply")), "what is left is told");
    assert!(deep.text.contains("1966"));
}

trait AddClosing {
    fn add_closing(self, name: &str, count: usize) -> String;
}

impl AddClosing for String {
    /// The same with so many closing tags behind it.
    fn add_closing(mut self, name: &str, count: usize) -> String {
        for _ in 0..count {
            let _ = write!(self, "</{name}>");
        }
        self
    }
}

#[test]
fn fifty_megabytes_on_one_line_are_read_in_time() {
    let line = "In 1966 they met &amp; talked. ".repeat(50 * 1024 * 1024 / 31);
    let read = hostile("one line", &format!("<html><body><p>{line}</p></body></html>"));
    assert!(read.text.len() > 40 * 1024 * 1024);
}

/// The statements that a page is taken to make.
fn statements_of(page: &str) -> Vec<String> {
    let dossier = dossier(read(page, Kind::Auto).expect("an article"));
    dossier.facts().iter().map(|fact: &Fact| fact.statement.to_string()).collect()
}

#[test]
fn what_surrounds_the_text_of_a_page_is_left_out() {
    let page = "<html><head><title>Guyana–Suriname relations | A mirror</title></head><body><div id=\"nav\">Home 1990</div>\
                <header role=\"banner\">Since 1991</header><div class=\"box ad\">Buy for $9 in 2020!</div>\
                <div hidden>In 1905 hidden.</div><div aria-hidden=\"true\">In 1907 decor.</div>\
                <h1>Guyana–Suriname relations</h1><p>In 1975 they met<script>var a = 'in 1914';</script> in Paramaribo.</p>\
                <aside>Read on: 10 things of 2017.</aside><footer>Since 2001</footer></body></html>";
    assert_eq!(statements_of(page), ["In 1975 they met in Paramaribo."]);
}

/// What of a page is listed as not read.
fn unread(page: &str) -> Vec<String> {
    extract(page).opaque.into_iter().map(|part| part.excerpt.trim().to_owned()).collect()
}

#[test]
fn a_part_of_the_text_that_is_called_as_what_surrounds_one_is_read_or_listed() {
    let page = "<html><head><title>Guyana–Suriname relations</title></head><body><div class=\"menu\">Home 1990</div><main>\
                <h1>Guyana–Suriname relations</h1><p>In 1975 they met.</p>\
                <section id=\"social\"><h2 id=\"related\">Social</h2><p>In 2010 a <a id=\"share\">third</a> of them moved.</p></section>\
                <div class=\"share\"><svg>1911</svg></div><div class=\"comments\">In 2012 I was there.</div></main></body></html>";
    assert_eq!(statements_of(page), ["In 1975 they met.", "In 2010 a third of them moved."]);
    assert!(extract(page).text.contains("Social"));
    assert_eq!(unread(page), ["In 2012 I was there."], "neither a menu around the article nor what has no words");
    let proposals = read(page, Kind::Auto).expect("an article");
    assert_eq!(proposals.not_understood.len(), 1);
    assert!(proposals.not_understood[0].why.starts_with("a part beside the text was not read"));
    // Where nothing says what the article is, all of it is listed.
    let bare = page.replace("<main>", "").replace("</main>", "");
    assert_eq!(statements_of(&bare), ["In 1975 they met."]);
    assert_eq!(unread(&bare), ["Home 1990", "SocialIn 2010 a third of them moved.", "In 2012 I was there."]);
}

#[test]
fn a_page_is_an_article_where_its_title_names_two_countries() {
    let page = "<!DOCTYPE html><html><head><title>Guyana and Suriname agree on a ferry – Example</title></head><body>\
                <h1>Guyana and Suriname agree on a ferry</h1><p>They signed on 3 May 2019.</p></body></html>";
    assert_eq!(statements_of(page), ["They signed on 3 May 2019."]);
    let other = page.replace("Guyana and Suriname agree on a ferry", "Service unavailable");
    let error = read(&other, Kind::Auto).expect_err("no article").to_string();
    assert!(error.contains("import it as an article if it is one"), "{error}");
}

#[test]
fn tags_that_nobody_closes_end_where_others_begin() {
    let page = "<html><head><title>Guyana–Suriname relations</title><body><h1>Guyana–Suriname relations<p>In 1970, they met<b> in \
                Georgetown.<p>On 5 June 1980 <i>Suriname opened an embassy.<ul><li>In 1981 a consulate<li>In 1982 a second one</ul>\
                <h2>Trade<p>Trade in 1995 was US$3 million";
    assert_eq!(
        statements_of(page),
        [
            "In 1970, they met in Georgetown.",
            "On 5 June 1980 Suriname opened an embassy.",
            "In 1981 a consulate",
            "In 1982 a second one",
            "Trade in 1995 was US$3 million",
        ]
    );
}

#[test]
fn the_head_of_a_list_that_is_a_date_is_no_statement() {
    let page = "<html><head><title>Guyana–Suriname relations</title></head><body><h1>Guyana–Suriname relations</h1><ul><li>1970s<ul>\
                <li>In 1978 a ferry began.</li></ul></li></ul><dl><dt>1982</dt><dd>In 1982 the ferry stopped.</dd></dl></body></html>";
    assert_eq!(statements_of(page), ["In 1978 a ferry began.", "In 1982 the ferry stopped."]);
}

#[test]
fn a_text_without_statements_says_so() {
    let page = "<html><head><title>Guyana–Suriname relations</title></head><body><h1>Guyana–Suriname relations</h1><p>They are good.</p>";
    let proposals = read(page, Kind::Auto).expect("an article");
    assert!(proposals.items.is_empty() && proposals.notes.iter().any(|note| note.contains("No statement")));
}
