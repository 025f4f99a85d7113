//! The whole dossier in other formats: nothing of a fact is left behind, nothing is made up, nothing of a text becomes markup.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use attache::app::{AppState, OpenFile, Settings, View};
use attache::dossier::{Date, Dossier, Fact, is_control_or_bidi};
use attache::edit::{Document as Text, Edit, Json};
use attache::export::{Document, DocumentFormat, document};
use attache::format::date::date_text;
use attache::import::{Acceptance, ImportContext, ImportFile, Kind, Proposals, Recipe, empty_dossier, import};
use attache::load::{Loaded, Progress, load_bytes, load_shipped};
use serde_json::Value;

const HOSTILE: &[u8] = include_bytes!("../sample/hostile.dossier.json");

fn opened(loaded: Loaded) -> OpenFile {
    AppState::new(loaded, None, View::default(), Settings::default()).file
}

fn shipped() -> OpenFile {
    opened(load_shipped().expect("sound"))
}

fn written(file: &OpenFile, format: DocumentFormat) -> Document {
    let written = document(file, format, None).expect("written");
    assert_eq!(written, document(file, format, None).expect("written"), "the same dossier, the same bytes");
    written
}

fn text(file: &OpenFile, format: DocumentFormat) -> String {
    String::from_utf8(written(file, format).bytes).expect("UTF-8")
}

/// A dossier with one fact for each date.
fn with_dates(dates: &[&str]) -> OpenFile {
    let facts: Vec<Value> = dates
        .iter()
        .enumerate()
        .map(|(place, date)| {
            let mut fact = serde_json::json!({
                "id": format!("f{place}"), "theme": "t", "title": format!("Title; of, {date}"),
                "statement": format!("It was so, {date}; “quoted”\\n."), "citations": [{"source": "s", "locator": "p. 4"}],
            });
            if !date.is_empty() {
                fact["date"] = (*date).into();
            }
            fact
        })
        .collect();
    let dossier = serde_json::json!({
        "format": 1, "title": "Dates & <doubts>", "language": "en",
        "parties": [{"id": "A", "name": "Aland"}, {"id": "B", "name": "Bland"}],
        "themes": [{"id": "t", "label": "Culture & sport"}],
        "sources": [{"id": "s", "type": "report", "title": "A report"}],
        "facts": facts,
    });
    opened(load_bytes(dossier.to_string().as_bytes()).expect("sound"))
}

/// Every value of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The page without its pictures.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, picture)) = rest.split_once("<svg") {
        out.push_str(before);
        rest = picture.split_once("</svg>").expect("a picture that ends").1;
    }
    out + rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn a_page_says_everything_of_every_fact() {
    let file = shipped();
    let page = text(&file, DocumentFormat::Html);
    let dossier = &file.dossier;
    for fact in dossier.facts() {
        let start = page.find(&format!("<article class=\"fact\" id=\"fact-{}\"", fact.id)).expect("the fact");
        let article = &page[start..start + page[start..].find("</article>").expect("an end")];
        let says = |what: &str| assert!(article.contains(&escaped(what)), "{}: {what}", fact.id);
        says(&fact.statement);
        says(&fact.title);
        says(&fact.date.as_ref().map_or_else(|| "No date stated".to_owned(), date_text));
        fact.note.iter().for_each(|note| says(note));
        for flag in &fact.flags {
            says(flag.kind.label().trim_end_matches('?'));
            flag.reason.iter().chain(&flag.scope).for_each(|words| says(words));
        }
        for figure in &fact.figures {
            says(&attache::format::number::value_text(figure));
            says(attache::format::figure::basis_words(figure.basis));
        }
        for citation in &fact.citations {
            assert!(article.contains(&format!("href=\"#source-{}\"", citation.source.0 + 1)), "{}", fact.id);
            citation.locator.iter().chain(&citation.note).for_each(|words| says(words));
        }
        if fact.is_uncited() {
            says("No source is cited for this.");
        }
        for relation in &fact.relations {
            let other = &dossier.fact(relation.fact).id;
            assert!(article.contains(&format!("href=\"#fact-{other}\"")), "{} and {other}", fact.id);
        }
    }
    // What is derived has its arithmetic, and what does not agree is told.
    assert!(page.contains("÷ (1 − 82.24") && page.contains("US$\u{a0}15.48–16.05\u{a0}million"));
    assert!(page.contains("<h2 id=\"open\">"));
    for source in dossier.sources() {
        assert!(page.contains(&escaped(source.short_name())), "{}", source.id());
    }
}

#[test]
fn a_page_needs_nothing_else_and_leads_where_it_says() {
    let file = shipped();
    let page = text(&file, DocumentFormat::Html);
    for fetched in ["<script", "<link", "<img", "<iframe", "@import", "src=\"", "url(http", "onload", "javascript:"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    let ids = attributes(&page, "id");
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an identifier stands for one thing");
    let mut inner = 0;
    for address in attributes(&page, "href") {
        match address.strip_prefix('#') {
            Some(id) => {
                assert!(ids.contains(&id), "{address}");
                inner += 1;
            }
            None => assert!(
                file.dossier.sources().iter().any(|source| source.link().is_some_and(|link| escaped(link) == address)),
                "{address}"
            ),
        }
    }
    assert!(inner > 200, "{inner}");
    for labels in attributes(&page, "aria-labelledby") {
        assert!(labels.split(' ').all(|label| ids.contains(&label)), "{labels}");
    }
    assert!(
        page.contains("<html lang=\"en\">")
            && page.contains("<main>")
            && page.contains("class=\"skip\" href=\"#facts\"")
    );
    // Headings go down one step at a time, from one first.
    let levels: Vec<u8> = words(&page)
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.as_bytes().first().copied())
        .filter(u8::is_ascii_digit)
        .map(|digit| digit - b'0')
        .collect();
    assert!(levels.iter().skip(1).all(|level| *level > 1));
    assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn a_page_has_both_charts_light_and_dark_with_their_letters() {
    let page = text(&shipped(), DocumentFormat::Html);
    assert_eq!(page.matches("<svg").count(), 4);
    assert!(page.matches("@font-face").count() >= 2);
    for name in ["timeline", "chart"] {
        for shade in ["light", "dark"] {
            assert!(
                page.contains(&format!("aria-labelledby=\"{name}-{shade}-title {name}-{shade}-desc\"")),
                "{name} {shade}"
            );
        }
    }
    // A dossier without trade has no empty chart.
    let page = text(&with_dates(&["2012"]), DocumentFormat::Html);
    assert_eq!(page.matches("<svg").count(), 2);
}

#[test]
fn nothing_of_a_text_becomes_markup() {
    let file = opened(load_bytes(HOSTILE).expect("sound"));
    let page = text(&file, DocumentFormat::Html);
    let text_of_page = words(&page);
    for harm in ["<script>alert", "<image", "href=\"file:", "href=\"javascript:"] {
        assert!(!text_of_page.contains(harm), "{harm}");
    }
    assert!(text_of_page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let markdown = text(&file, DocumentFormat::Markdown);
    assert!(markdown.contains("\\<script\\>") && !markdown.contains("<script>"));
    for format in [DocumentFormat::Html, DocumentFormat::Markdown, DocumentFormat::Calendar] {
        let text = text(&file, format);
        let steers = |c: char| is_control_or_bidi(c) && !matches!(c, '\n' | '\r');
        assert!(!text.contains(steers), "{format:?}");
    }
    let timeline: Value = serde_json::from_slice(&written(&file, DocumentFormat::TimelineJs).bytes).expect("JSON");
    assert!(timeline["title"]["text"]["text"].as_str().is_some_and(|text| text.contains("&lt;script&gt;")));
    for value in [&timeline["title"]["text"]["headline"], &timeline["title"]["text"]["text"]] {
        assert!(!value.as_str().expect("text").contains(|c| is_control_or_bidi(c) && c != '\n'));
    }
}

#[test]
fn every_footnote_of_markdown_is_there_once() {
    let file = shipped();
    let markdown = text(&file, DocumentFormat::Markdown);
    let (body, notes): (Vec<&str>, Vec<&str>) = markdown.lines().partition(|line| !line.starts_with("[^"));
    let mut defined = BTreeSet::new();
    for note in &notes {
        let (label, words) = note.split_once("]: ").expect("a footnote");
        assert!(defined.insert(&label[2..]) && !words.is_empty(), "{note}");
    }
    let mut used = BTreeSet::new();
    for line in &body {
        used.extend(line.split("[^").skip(1).map(|rest| rest.split(']').next().expect("an end")));
    }
    assert_eq!(used, defined);
    assert!(used.len() > 30);
    assert_eq!(body.iter().filter(|line| line.starts_with("### ")).count(), file.dossier.facts().len());
    assert_eq!(
        markdown.matches("> **No source is cited for this.**").count(),
        file.dossier.facts().iter().filter(|fact| fact.is_uncited()).count()
    );
}

/// What our own reader makes of a list of events.
fn events(bytes: &[u8]) -> Proposals {
    let context =
        ImportContext { file_name: "e".into(), import_id: "e".into(), parties: Vec::new(), ..ImportContext::default() };
    let recipe = Recipe { kind: Kind::Events, ..Recipe::default() };
    import(bytes, &recipe, &context, &Progress::default()).expect("a list of events")
}

/// Title and date of each event.
fn dates(proposals: &Proposals) -> BTreeMap<String, String> {
    let field = |value: &Json, key: &str| value.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    proposals
        .items
        .iter()
        .map(|item| {
            let Edit::Insert { value, .. } = &item.edit else { panic!("an insert") };
            (field(value, "title"), field(value, "date"))
        })
        .collect()
}

const DATES: [&str; 18] = [
    "2012",
    "2018-08",
    "1964-04-16",
    "2013-10-20/2013-11-03",
    "1968-11-08/1970-01",
    "2010/2014",
    "1965~",
    "1964-04-17?",
    "1968-11-09/..",
    "201X",
    "2001-21",
    "/1972",
    "../1973-03-01",
    "2004-02-XX",
    "{1968-11-08,1969-01-02}",
    "[1968-11-08,1969-01-02]",
    "-0044-03-15",
    "",
];

#[test]
fn a_calendar_holds_the_days_that_are_said_and_no_others() {
    let file = with_dates(&DATES);
    let Document { bytes, notes } = written(&file, DocumentFormat::Calendar);
    let calendar = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && calendar.ends_with("END:VCALENDAR\r\n")
    );
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let read = events(&bytes);
    assert!(read.not_understood.is_empty());
    let found: Vec<(String, String)> = dates(&read).into_iter().collect();
    let expected = [
        ("Title; of, 1964-04-16", "1964-04-16"),
        ("Title; of, 1964-04-17? (perhaps 17 April 1964)", "1964-04-17"),
        ("Title; of, 1968-11-09/.. (from 9 November 1968 on)", "1968-11-09"),
        ("Title; of, 2013-10-20/2013-11-03", "2013-10-20/2013-11-03"),
        // A set is an event for each of its days; the last one read has the title here.
        ("Title; of, {1968-11-08,1969-01-02}", "1969-01-02"),
    ];
    assert_eq!(found, expected.map(|(title, date)| (title.to_owned(), date.to_owned())));
    assert_eq!(read.items.len(), 6);
    // What is left out is counted, in the file as well.
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("13 of 18\u{a0}facts are left out"), "{}", notes[0]);
    assert!(calendar.replace("\r\n ", "").contains("X-WR-CALDESC:13 of 18"));
    let uids = |calendar: &str| -> Vec<String> {
        calendar.lines().filter_map(|line| Some(line.strip_prefix("UID:")?.to_owned())).collect()
    };
    let all = uids(&calendar);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 6);
    let renamed = file.text.replace("Title; of", "Another title");
    let renamed = opened(load_bytes(renamed.as_bytes()).expect("sound"));
    assert_eq!(uids(&text(&renamed, DocumentFormat::Calendar)), all, "an event stays the same event");
}

#[test]
fn timelinejs_has_dates_as_precise_as_they_are_said() {
    let file = with_dates(&DATES);
    let Document { bytes, notes } = written(&file, DocumentFormat::TimelineJs);
    let read = events(&bytes);
    assert!(read.not_understood.is_empty());
    let found = dates(&read);
    let date_of = |date: &str| found.get(&format!("Title; of, {date}")).map(String::as_str);
    for same in
        ["2012", "2018-08", "1964-04-16", "2013-10-20/2013-11-03", "1968-11-08/1970-01", "2010/2014", "-0044-03-15"]
    {
        assert_eq!(date_of(same), Some(same));
    }
    for (date, held) in [
        ("1965~", "1965"),
        ("1964-04-17?", "1964-04-17"),
        ("1968-11-09/..", "1968-11-09"),
        ("201X", "2010/2019"),
        ("2001-21", "2001-03/2001-05"),
        ("2004-02-XX", "2004-02"),
    ] {
        assert_eq!(date_of(date), Some(held));
    }
    for none in ["/1972", "../1973-03-01", ""] {
        assert_eq!(date_of(none), None, "{none} has no beginning");
    }
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("3\u{a0}facts have"), "{}", notes[0]);
    let timeline: Value = serde_json::from_slice(&bytes).expect("JSON");
    let title = timeline["title"]["text"]["text"].as_str().expect("a text");
    for date in ["until 1972 (start date unknown)", "No date stated"] {
        assert!(title.contains(date), "{date} is told on the title slide: {title}");
    }
    // The words that a reader sees say the doubt.
    let shown: Vec<&str> = timeline["events"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|event| event["display_date"].as_str())
        .collect();
    for words in ["about 1965", "perhaps 17 April 1964", "from 9 November 1968 on", "some year of the 2010s"] {
        assert!(shown.contains(&words), "{words}: {shown:?}");
    }
}

#[test]
fn the_table_of_timelinejs_says_what_its_json_says() {
    for file in [with_dates(&DATES), shipped()] {
        let (json, table) = (
            events(&written(&file, DocumentFormat::TimelineJs).bytes),
            events(&written(&file, DocumentFormat::TimelineJsCsv).bytes),
        );
        assert_eq!(dates(&json), dates(&table));
        assert_eq!(json.items.len(), table.items.len());
        assert!(json.items.len() > 10);
    }
}

const ARTICLE: &str = "Indonesia–Malaysia relations

Ties were cut off until 1967 after the confrontation.[5]

In March 1966 both met in Bangkok – 방콕 – and signed on 11 August.[7][needs update]
";

/// The dossier of an article with everything accepted.
fn from_article(text: &str) -> OpenFile {
    let context = ImportContext {
        file_name: "a.txt".into(),
        import_id: "a".into(),
        parties: Vec::new(),
        ..ImportContext::default()
    };
    let recipe = Recipe { kind: Kind::Article, ..Recipe::default() };
    let mut proposals = import(text.as_bytes(), &recipe, &context, &Progress::default()).expect("an article");
    let document = Text::parse(empty_dossier("Test", "en")).expect("JSON");
    proposals.compare(&document);
    proposals.accept(Acceptance::All);
    let file = ImportFile {
        id: "a".into(),
        kind: "article".into(),
        name: "a.txt".into(),
        sha256: "0".into(),
        ..ImportFile::default()
    };
    let (edited, _) = document.edited(&proposals.edit(&document, &file, None)).expect("an edit that fits");
    opened(load_bytes(edited.text().as_bytes()).expect("a sound dossier"))
}

#[test]
fn annotations_select_the_words_that_a_fact_was_taken_from() {
    let file = from_article(ARTICLE);
    let Document { bytes, notes } = written(&file, DocumentFormat::Annotations);
    assert_eq!(notes, Vec::<String>::new());
    let all: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(all["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    let items = all["first"]["items"].as_array().expect("a list");
    assert!(items.len() == file.dossier.facts().len() && all["total"] == items.len(), "{all}");
    let chars: Vec<char> = ARTICLE.chars().collect();
    for item in items {
        let target = &item["target"];
        let place = |end: &str| usize::try_from(target["selector"][1][end].as_u64().expect("a number")).expect("small");
        let words: String = chars[place("start")..place("end")].iter().collect();
        assert_eq!(target["selector"][0]["exact"], words.as_str());
        assert!(target["textHash"].as_str().is_some_and(|hash| hash.starts_with("sha256:")));
        assert!(target["source"].as_str().is_some_and(|source| source == "urn:attache:source:a"));
    }
    let doubts = items
        .iter()
        .flat_map(|item| item["body"].as_array().expect("bodies"))
        .filter(|body| body["purpose"] == "assessing");
    assert_eq!(doubts.count(), file.dossier.facts().iter().map(|fact| fact.flags.len()).sum::<usize>());
}

#[test]
fn the_archive_says_what_is_in_it() {
    let file = shipped();
    let date = Date::parse("2026-11-27").expect("a day");
    let Document { bytes, notes } = document(&file, DocumentFormat::Bundle, Some(&date)).expect("packed");
    assert!(notes.iter().all(|note| !note.contains("--date")));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("sound");
        files.insert(entry.name().expect("UTF-8").into_owned(), content);
    }
    assert_eq!(files["dossier.dossier.json"], file.text.as_bytes());
    assert_eq!(files["dossier.html"], written(&file, DocumentFormat::Html).bytes);
    let crate_: Value = serde_json::from_slice(&files["ro-crate-metadata.json"]).expect("JSON");
    let graph = crate_["@graph"].as_array().expect("a graph");
    let entity =
        |id: &str| graph.iter().find(|entity| entity["@id"] == id).unwrap_or_else(|| panic!("{id} is described"));
    let root = entity("./");
    assert_eq!(root["datePublished"], "2026-11-27");
    assert_eq!(entity("ro-crate-metadata.json")["about"]["@id"], "./");
    let parts = root["hasPart"].as_array().expect("parts");
    assert_eq!(parts.len(), files.len() - 1);
    for part in parts {
        let id = part["@id"].as_str().expect("a name");
        assert_eq!(entity(id)["contentSize"], files[id].len().to_string());
    }
    let made = entity("#export");
    assert_eq!(made["object"]["@id"], "dossier.dossier.json");
    // Each source is described, and cited where it has an address.
    let sources = file.dossier.sources();
    let links: BTreeSet<&str> = sources.iter().filter_map(|source| source.link()).collect();
    let listed = |key: &str| root[key].as_array().expect("a list").clone();
    assert!(listed("citation").iter().all(|one| links.contains(one["@id"].as_str().expect("an address"))));
    for one in listed("citation").iter().chain(&listed("mentions")) {
        entity(one["@id"].as_str().expect("an identifier"));
    }
    assert_eq!(listed("mentions").len(), 1 + sources.iter().filter(|source| source.link().is_none()).count());
    // Nobody is told a day that nobody has stated.
    let Document { bytes, notes } = document(&file, DocumentFormat::Bundle, None).expect("packed");
    assert!(notes.iter().any(|note| note.contains("--date")));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name("ro-crate-metadata.json").expect("there").read_to_string(&mut text).expect("UTF-8");
    assert!(!text.contains("datePublished"));
}

#[test]
fn the_table_of_the_facts_is_the_one_of_the_command() {
    let file = shipped();
    let mut expected = Vec::new();
    attache::export::data::facts_csv(&file.dossier, file.dossier.facts_by_date(), &mut expected).expect("written");
    assert_eq!(written(&file, DocumentFormat::Csv).bytes, expected);
    let facts: Vec<Value> = serde_json::from_slice(&written(&file, DocumentFormat::Json).bytes).expect("a list");
    assert_eq!(facts.len(), count(&file.dossier, |_| true));
}

fn count(dossier: &Dossier, is: impl Fn(&Fact) -> bool) -> usize {
    dossier.facts().iter().filter(|fact| is(fact)).count()
}
