//! Bibliographies out and in again: BibTeX and RIS lose nothing that they have a field for, and what they have none for is told.

use std::process::Command;

use attache::cite::{Style, left_out, left_out_words, references};
use attache::dossier::Source;
use attache::import::bibliography::read;
use attache::load::load_shipped;
use serde_json::{Map, Value, json};

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 22] = [
            "Trade",
            "of",
            "50%",
            "A&B",
            "x_y",
            "Müller",
            "김일성",
            "C#",
            "$5",
            "~",
            "a^b",
            "{braces}",
            "back\\slash",
            "“quoted”",
            "it's",
            "1965–1972",
            "naïve",
            "—",
            "(see",
            "p.",
            "Šimek",
            "\"x\"",
        ];
        (0..=self.roll(5)).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn name(&mut self, has_particles: bool) -> Value {
        const FAMILIES: [&str; 9] = [
            "Kim",
            "김",
            "van Gulk",
            "Ortega y Gasset",
            "O’Neill",
            "Smith-Jones",
            "Della Valle",
            "hooks",
            "Rosenberg and Sons",
        ];
        const GIVEN: [&str; 5] = ["Jane", "일성", "J. P.", "Jean-Paul", "Gede Primahadi Wijaya"];
        match self.roll(4) {
            0 => {
                json!({"literal": self.pick(&["R Core Team", "Ministry of Trade and Industry", "김일성", "kementerian perdagangan"])})
            }
            1 => json!({"family": self.pick(&FAMILIES), "given": self.pick(&GIVEN), "suffix": "Jr."}),
            2 if has_particles => {
                json!({"family": self.pick(&["Berg", "Gaulle"]), "given": self.pick(&GIVEN), "non-dropping-particle": self.pick(&["van der", "de"])})
            }
            _ => json!({"family": self.pick(&FAMILIES), "given": self.pick(&GIVEN)}),
        }
    }

    fn date(&mut self, has_words: bool) -> Value {
        let year = |dice: &mut Self| i64::try_from(dice.roll(300)).expect("small") + 1750;
        let (first, month, day) = (year(self), self.roll(12) + 1, self.roll(28) + 1);
        let mut date = match self.roll(if has_words { 8 } else { 7 }) {
            0 => json!({"date-parts": [[first]]}),
            1 => json!({"date-parts": [[first, month]]}),
            2 => json!({"date-parts": [[first, month, day]]}),
            3 => json!({"date-parts": [[first, month], [first + 1, day % 12 + 1]]}),
            4 => json!({"date-parts": [[first, month, day], [first + 2, 1, 3]]}),
            5 => json!({"date-parts": [[first]], "season": month % 4 + 1}),
            6 => json!({"date-parts": [[-first]]}),
            _ => return json!({"literal": self.pick(&["in press", "musim semi", "in the reign of Sejong"])}),
        };
        if self.roll(3) == 0 {
            date["circa"] = json!(true);
        }
        date
    }
}

fn source(item: &Value) -> Source {
    let csl = serde_json::from_value(item.clone()).expect("any JSON");
    Source::new(item["id"].as_str().expect("an identifier").into(), csl)
}

/// An item written and read again, and what was told to be left out.
fn there_and_back(item: &Value, style: Style) -> (Value, Vec<(String, usize)>, String) {
    let source = source(item);
    let text = references(&[&source], style).expect("written");
    let found = read(&text);
    assert_eq!((found.entries.len(), found.problems.len()), (1, 0), "{text}\n{:?}", found.problems);
    let back = serde_json::from_str(&found.entries[0].item.to_string()).expect("JSON");
    (back, left_out(&[&source], style), text)
}

#[track_caller]
fn same(item: &Value, style: Style) {
    let (back, left_out, text) = there_and_back(item, style);
    for (key, value) in item.as_object().expect("an item").iter().filter(|(key, _)| *key != "id") {
        assert_eq!(back.get(key), Some(value), "{key}\n{text}\n{back:#}");
    }
    let is_known = |key: &String| item.get(key).is_some() || matches!(key.as_str(), "citation-key" | "id");
    let made_up: Vec<&String> = back.as_object().expect("an item").keys().filter(|key| !is_known(key)).collect();
    assert!(made_up.is_empty(), "{made_up:?}\n{text}\n{back:#}");
    assert_eq!(left_out, [], "{text}");
}

fn generated(
    dice: &mut Dice,
    texts: &[&str],
    names: &[&str],
    dates: &[&str],
    kinds: &[&str],
    style: Style,
) -> Map<String, Value> {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!("s"));
    item.insert("type".to_owned(), json!(dice.pick(kinds)));
    item.insert("title".to_owned(), json!(dice.words()));
    for field in texts {
        if dice.roll(2) == 0 {
            item.insert((*field).to_owned(), json!(dice.words()));
        }
    }
    for field in names {
        if dice.roll(2) == 0 {
            let list: Vec<Value> = (0..=dice.roll(3)).map(|_| dice.name(style == Style::Bibtex)).collect();
            item.insert((*field).to_owned(), json!(list));
        }
    }
    for field in dates {
        if dice.roll(2) == 0 {
            item.insert((*field).to_owned(), dice.date(*field == "issued"));
        }
    }
    for (field, values) in [
        ("page", &["45–73", "7", "A12", "e-45", "12, 14–16", "S1–S9"][..]),
        ("URL", &["https://example.org/a_b?c=1%20d&e=#f", "http://x.example/~ada/(1)"]),
        ("DOI", &["10.1000/182", "10.1002/(SICI)1097-0258_a<1::AID>3.0;2-#", "10.1234/x_y"]),
        ("ISSN", &["0028-0836", "1234-567X"]),
        ("ISBN", &["978-3-88559-089-7", "3-88559-089-X"]),
    ] {
        if dice.roll(2) == 0 {
            item.insert(field.to_owned(), json!(dice.pick(values)));
        }
    }
    item
}

#[test]
fn bibtex_loses_nothing_that_it_has_a_field_for() {
    const KINDS: [&str; 16] = [
        "article-journal",
        "article-newspaper",
        "article-magazine",
        "article",
        "book",
        "chapter",
        "entry-encyclopedia",
        "report",
        "thesis",
        "paper-conference",
        "manuscript",
        "webpage",
        "post-weblog",
        "dataset",
        "legislation",
        "document",
    ];
    const TEXTS: [&str; 23] = [
        "container-title",
        "publisher",
        "publisher-place",
        "collection-title",
        "title-short",
        "container-title-short",
        "volume",
        "issue",
        "number-of-volumes",
        "chapter-number",
        "edition",
        "genre",
        "version",
        "event-title",
        "event-place",
        "number-of-pages",
        "language",
        "call-number",
        "status",
        "keyword",
        "abstract",
        "note",
        "medium",
    ];
    const NAMES: [&str; 4] = ["author", "editor", "translator", "container-author"];
    const DATES: [&str; 4] = ["issued", "accessed", "original-date", "event-date"];
    let mut dice = Dice(11);
    for _ in 0..3_000 {
        let mut item = generated(&mut dice, &TEXTS, &NAMES, &DATES, &KINDS, Style::Bibtex);
        let is_of_book =
            matches!(item["type"].as_str(), Some("book" | "chapter" | "entry-encyclopedia" | "paper-conference"));
        let is_in_series = is_of_book && item.contains_key("collection-title");
        item.insert(if is_in_series { "collection-number" } else { "number" }.to_owned(), json!("12/4022"));
        item.entry("medium").and_modify(|medium| *medium = json!("Radio"));
        item.insert("custom".to_owned(), json!({"bibtex": {"mystery": dice.words()}}));
        same(&Value::Object(item), Style::Bibtex);
    }
}

#[test]
fn ris_loses_nothing_that_it_has_a_tag_for() {
    const KINDS: [&str; 22] = [
        "article-journal",
        "article-newspaper",
        "article-magazine",
        "book",
        "chapter",
        "entry-encyclopedia",
        "entry-dictionary",
        "report",
        "thesis",
        "paper-conference",
        "webpage",
        "post-weblog",
        "motion_picture",
        "song",
        "map",
        "patent",
        "legislation",
        "bill",
        "legal_case",
        "dataset",
        "manuscript",
        "document",
    ];
    const TEXTS: [&str; 16] = [
        "container-title",
        "publisher",
        "publisher-place",
        "collection-title",
        "title-short",
        "container-title-short",
        "volume",
        "issue",
        "number-of-volumes",
        "edition",
        "genre",
        "section",
        "language",
        "call-number",
        "abstract",
        "note",
    ];
    let mut dice = Dice(12);
    for _ in 0..3_000 {
        let mut item = generated(
            &mut dice,
            &TEXTS,
            &["author", "editor", "translator"],
            &["issued", "accessed"],
            &KINDS,
            Style::Ris,
        );
        item.insert("number".to_owned(), json!("12/4022"));
        item.insert("custom".to_owned(), json!({"ris": {"U1": [dice.words(), "again"], "U2": "mine"}}));
        same(&Value::Object(item), Style::Ris);
    }
}

#[test]
fn more_than_the_parts_of_a_date_is_kept() {
    let book = |issued: Value| json!({"id": "s", "type": "book", "title": "T", "issued": issued});
    for issued in [
        json!({"date-parts": [[2013, 10]], "literal": "2013-10/.."}),
        json!({"date-parts": [[2011]], "literal": "spring term 2011"}),
        json!({"date-parts": [[-43]]}),
        json!({"date-parts": [[1034]], "literal": "1034/"}),
    ] {
        same(&book(issued.clone()), Style::Bibtex);
        same(&book(issued), Style::Ris);
    }
    same(&book(json!({"date-parts": [[2013, 10, 20]]})), Style::Ris);
    // A key that somebody cites it by stays.
    let keyed = json!({"id": "s", "type": "book", "title": "T", "citation-key": "kim:soap/2015+a"});
    same(&keyed, Style::Bibtex);
    same(&keyed, Style::Ris);
    // What a file of another program says twice is said once, and what it says otherwise is kept.
    let of = |fields: &str| read(&format!("@book{{a, title = {{T}}, {fields}}}")).entries[0].item.to_string();
    let plain = r#"{"id":"a","type":"book","citation-key":"a","issued":{"date-parts":[[2011,4]]},"title":"T"}"#;
    assert_eq!(of("date = {2011-04}, year = 2011, month = apr"), plain);
    assert!(of("date = {2011-04}, year = {in press}").contains(r#""literal":"in press""#));
}

#[test]
fn numbers_of_reports_and_series_are_not_taken_for_one_another() {
    for style in [Style::Bibtex, Style::Ris] {
        for number in ["12/4022", "12345678", "9781234567"] {
            same(&json!({"id": "s", "type": "report", "title": "T", "number": number}), style);
        }
        same(&json!({"id": "s", "type": "report", "title": "T", "number": "7", "ISSN": "0028-0836"}), style);
        same(&json!({"id": "s", "type": "webpage", "title": "T", "ISBN": "9783885590897", "ISSN": "0028-0836"}), style);
    }
}

#[test]
fn what_has_no_place_is_counted_by_field() {
    let items = [
        json!({"id": "a", "type": "book", "title": "T", "archive": "National Archives", "custom": {"marker": "[1]", "ris": {"U1": "x"}}}),
        json!({"id": "b", "type": "broadcast", "title": "U", "archive": "Another", "custom": {"marker": "[2]", "bibtex": {"shelf": "3b"}},
               "author": [{"family": "Gaulle", "given": "Charles", "dropping-particle": "de"}, {"literal": "Trade, Ministry of"}]}),
    ];
    let sources: Vec<Source> = items.iter().map(source).collect();
    let sources: Vec<&Source> = sources.iter().collect();
    let counted = |style: Style| -> Vec<String> {
        left_out(&sources, style).into_iter().map(|(field, count)| format!("{field} {count}")).collect()
    };
    let bibtex = ["archive 2", "author.dropping-particle 1", "custom.marker 2", "custom.ris.U1 1"];
    assert_eq!(counted(Style::Bibtex), bibtex);
    let ris = [
        "archive 2",
        "author with a comma in one name 1",
        "author.dropping-particle 1",
        "custom.bibtex.shelf 1",
        "custom.marker 2",
        "type 1",
    ];
    assert_eq!(counted(Style::Ris), ris);
    assert_eq!(counted(Style::CslJson), [""; 0]);
    let words = "BibTeX has no field for these (with the number of sources that have them): archive (2), author.dropping-particle (1), custom.marker (2), custom.ris.U1 (1)";
    assert_eq!(left_out_words(&sources, Style::Bibtex).as_deref(), Some(words));
}

/// Runs the program without a window; returns what it said of errors.
fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn the_command_line_says_what_is_left_out() {
    let said = run(&["cite", "--style", "ris"]);
    assert!(
        said.starts_with("attache: note: RIS has no field for these (with the number of sources that have them): ")
            && said.contains("custom.marker ("),
        "{said}"
    );
    assert_eq!(run(&["cite", "--style", "csl-json"]), "");
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let said = run(&["export", "--view", "dossier", "--out", &path("s.bib"), "--out", &path("s.ris")]);
    assert!(said.contains("BibTeX has no field for these") && said.contains("RIS has no field for these"), "{said}");
    let sources = load_shipped().expect("it loads").dossier.sources().len();
    for name in ["s.bib", "s.ris"] {
        let text = std::fs::read_to_string(path(name)).expect("written");
        assert_eq!(read(&text).entries.len(), sources, "{name}");
    }
}

#[test]
fn the_sources_of_the_shipped_dossier_come_back() {
    let dossier = load_shipped().expect("it loads").dossier;
    for source in dossier.sources().iter().filter(|source| source.text("title").is_some()) {
        let item: Value = serde_json::to_value(source.csl()).expect("JSON");
        for style in [Style::Bibtex, Style::Ris] {
            let (back, lost, text) = there_and_back(&item, style);
            for (key, value) in item.as_object().expect("an item") {
                let is_lost = lost.iter().any(|(field, _)| field.starts_with(key.as_str()));
                assert!(is_lost || key == "id" || back.get(key) == Some(value), "{key}: {value}\n{text}\n{back:#}");
            }
        }
    }
}
