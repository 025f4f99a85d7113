//! Bibliographies of all formats become CSL items that lose nothing.

use attache::edit::Json;
use attache::import::bibliography::{Bibliography, Likeness, like, read};

/// A value of an item as compact JSON.
fn at(found: &Bibliography, entry: usize, path: &[&str]) -> String {
    let mut value = &found.entries[entry].item;
    for key in path {
        let Some(inner) = value.get(key) else { return String::new() };
        value = inner;
    }
    serde_json::to_string(value).expect("JSON")
}

const BIBTEX: &str = r#"% A library
@string{oup = "Oxford University Press"}
@comment{not an entry}
%@book{gone, title = {Gone}}

@article{r1,
  author = {{\v S}imek, Radim and {R Core Team} and van der Berg, Jan and others},
  title = {Trade with {DPRK}},
  subtitle = {A study},
  journal = {Review},
  year = 2011, month = apr,
  urldate = {Accessed: Feb. 3, 2016},
  pages = {45--73},
  file = {C\:\\Users\\x.pdf},
  mystery = {kept}
}

@book{broken,
  title = {Never closed

@techreport( r2,
  title = {In round brackets}, institution = oup, date = {2013-10/..}
)

@incollection{child, author = {A. Writer}, title = {Part}, crossref = {whole}}
@collection{whole, editor = {Ed Itor}, title = {Whole}, date = {2007}, publisher = {X}}
"#;

#[test]
fn bibtex_loses_no_field_and_a_broken_entry_no_other() {
    let found = read(BIBTEX);
    assert_eq!(found.entries.len(), 4, "{:?}", found.problems);
    assert_eq!(
        at(&found, 0, &["author"]),
        r#"[{"family":"Šimek","given":"Radim"},{"literal":"R Core Team"},{"family":"Berg","given":"Jan","non-dropping-particle":"van der"}]"#
    );
    assert_eq!(at(&found, 0, &["title"]), r#""Trade with DPRK: A study""#);
    assert_eq!(at(&found, 0, &["issued"]), r#"{"date-parts":[[2011,4]]}"#);
    assert_eq!(at(&found, 0, &["accessed"]), r#"{"date-parts":[[2016,2,3]]}"#);
    assert_eq!(at(&found, 0, &["page"]), r#""45–73""#);
    assert_eq!(at(&found, 0, &["custom", "bibtex", "mystery"]), r#""kept""#);
    assert!(at(&found, 0, &["custom", "bibtex", "file"]).contains("x.pdf"));
    assert_eq!(at(&found, 1, &["publisher"]), r#""Oxford University Press""#);
    assert_eq!(at(&found, 1, &["issued"]), r#"{"date-parts":[[2013,10]],"literal":"2013-10/.."}"#);
    assert_eq!(at(&found, 2, &["container-title"]), r#""Whole""#);
    assert_eq!(at(&found, 2, &["editor"]), r#"[{"family":"Itor","given":"Ed"}]"#);
    assert_eq!(at(&found, 2, &["issued"]), r#"{"date-parts":[[2007]]}"#);
    let problems: Vec<(usize, usize)> = found.problems.iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(problems, [(18, 1)]);
}

#[test]
fn dates_that_are_wrong_stay_in_words() {
    let entry = |field: &str| format!("@book{{a, title = {{T}}, {field}}}");
    let issued = |field: &str| at(&read(&entry(field)), 0, &["issued"]);
    assert_eq!(issued("date = {1996-12-10/1996-12-12}"), r#"{"date-parts":[[1996,12,10],[1996,12,12]]}"#);
    assert_eq!(issued("date = {2003-21}"), r#"{"date-parts":[[2003]],"season":1}"#);
    assert_eq!(issued("date = {-0333}"), r#"{"date-parts":[[-334]]}"#);
    assert_eq!(issued("date = {1565~}"), r#"{"date-parts":[[1565]],"circa":true}"#);
    assert_eq!(issued("date = {1996-13-03}"), r#"{"date-parts":[[1996]],"literal":"1996-13-03"}"#);
    assert_eq!(issued("year = {1985a}, month = {january}"), r#"{"literal":"january 1985a"}"#);
    assert_eq!(issued("year = {in press}"), r#"{"literal":"in press"}"#);
}

#[test]
fn ris_of_all_ages_keeps_unknown_tags() {
    let text = "TY  - JOUR\r\nID  - 3044\r\nT1  - Grasping\r\n objects\r\nJF  - Trends\r\nM3  - 10.1016/x-y\r\nA1  - Doe,M.\r\nA1  - Agency\r\n\
                PY  - 1995/07//\r\nSP  - 314\r\nEP  - 320\r\nU1  - mine\r\nU1  - again\r\nER  - \r\n\r\nTY  - ZZZ\r\nTI  - Second\r\n";
    let found = read(text);
    assert_eq!(found.entries.len(), 2);
    assert_eq!(at(&found, 0, &["title"]), r#""Grasping objects""#);
    assert_eq!(at(&found, 0, &["DOI"]), r#""10.1016/x-y""#);
    assert_eq!(at(&found, 0, &["author"]), r#"[{"family":"Doe","given":"M."},{"literal":"Agency"}]"#);
    assert_eq!(at(&found, 0, &["issued"]), r#"{"date-parts":[[1995,7]]}"#);
    assert_eq!(at(&found, 0, &["page"]), r#""314–320""#);
    assert_eq!(at(&found, 0, &["custom"]), r#"{"ris":{"U1":["mine","again"]}}"#);
    assert_eq!(at(&found, 1, &["custom"]), r#"{"ris":{"TY":"ZZZ"}}"#);
    assert_eq!(found.problems.len(), 1, "the second has no end");
}

#[test]
fn csl_items_come_as_they_are_and_a_broken_one_alone() {
    let text = "[\n{\"id\":\"a\",\"type\":\"book\",\"title\":\"A\",\"volume\":1.50},\n{\"id\":\"b\", type},\n{\"id\":\"c\",\"title\":\"}{\"}\n]";
    let found = read(text);
    assert_eq!(found.entries.len(), 2);
    assert_eq!(at(&found, 0, &["volume"]), "1.50");
    assert_eq!(at(&found, 1, &["title"]), r#""}{""#);
    assert_eq!((found.problems[0].line, found.problems[0].column), (3, 1));
}

#[test]
fn items_are_alike_by_what_names_a_work() {
    let item = |text: &str| Json::parse(text).expect("JSON");
    let like = |one: &str, other: &str| like(&item(one), &item(other));
    assert_eq!(like(r#"{"DOI":"10.1/A"}"#, r#"{"DOI":"https://doi.org/10.1/a"}"#), Some(Likeness::Doi));
    assert_eq!(like(r#"{"URL":"http://www.x.org/a/"}"#, r#"{"URL":"https://x.org/a"}"#), Some(Likeness::Url));
    assert_eq!(like(r#"{"ISBN":"978-3-88559-089-7"}"#, r#"{"ISBN":"3-88559-089-X"}"#), Some(Likeness::Isbn));
    let titled = |title: &str, year: i32| format!(r#"{{"title":"{title}","issued":{{"date-parts":[[{year}]]}}}}"#);
    assert_eq!(like(&titled("A – b!", 2001), &titled("a b", 2001)), Some(Likeness::TitleAndYear));
    assert_eq!(like(&titled("A b", 2001), &titled("a b", 2002)), None);
    assert_eq!(like("{}", "{}"), None);
}

#[test]
fn nothing_brings_it_down() {
    for text in [
        "@",
        "@@@@",
        "@a{",
        "@a{b",
        "@a{b,",
        "@a(b,c={",
        "[",
        "[{",
        "[{]",
        "TY  - ",
        "TY  - \nTY  - ",
        "",
        "\u{feff}",
        "@string{",
        "{\"items\":[1]}",
    ] {
        let _ = read(text);
    }
    let deep = format!("@a{{b, title = {}", "{".repeat(100_000));
    assert!(read(&deep).entries.is_empty());
    let closed = format!("@a{{b, title = {}{}}}", "{".repeat(50_000), "}".repeat(50_000));
    let _ = read(&closed);
}
