//! The loader on bad input: each kind of mistake with its exact message and place, and thousands of damaged files.

use std::fs;
use std::path::Path;

use crate::mutate::{Seeded, mutated, scalars};
use attache::load::{Diagnostic, Severity, load, load_bytes, load_shipped};

/// A dossier in which every key of the format stands.
const GOOD: &str = include_str!("../sample/good.dossier.json");

fn lines(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(ToString::to_string).collect()
}

/// What is wrong with bytes, line by line.
fn errors(bytes: &[u8]) -> Vec<String> {
    lines(&load_bytes(bytes).expect_err("refused"))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = load_bytes(text.as_bytes()).expect_err("refused");
    assert_eq!(lines(&found), expected);
    for diagnostic in found.iter().filter(|diagnostic| is_about_a_key(diagnostic)) {
        assert!(is_at_its_key(text, diagnostic), "{diagnostic}");
    }
}

/// Whether a diagnostic is about the last key of its path or the value of it, and not about one that is missing.
fn is_about_a_key(diagnostic: &Diagnostic) -> bool {
    let names_no_key = diagnostic.path.is_empty() || diagnostic.path == "the dossier" || diagnostic.path.ends_with(']');
    !names_no_key && diagnostic.message != "missing"
}

/// Whether the place of a diagnostic is that of the last key of its path, or of the value of that key.
fn is_at_its_key(text: &str, diagnostic: &Diagnostic) -> bool {
    let line: Vec<char> = text
        .trim_start_matches('\u{FEFF}')
        .split('\n')
        .nth(diagnostic.place.line - 1)
        .unwrap_or_default()
        .chars()
        .collect();
    let (before, after) = line.split_at(diagnostic.place.column - 1);
    let key = format!("\"{}\"", diagnostic.path.rsplit('.').next().unwrap_or_default());
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    after.starts_with(&key) || before.ends_with(&format!("{key}: "))
}

/// Checks the good dossier after some replacements, each of which must find its text once.
#[track_caller]
fn check_changed(changes: &[(&str, &str)], expected: &[&str]) {
    check(&changed(changes), expected);
}

#[track_caller]
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = GOOD.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}

#[test]
fn a_good_dossier_loads_without_a_word() {
    let loaded = load_bytes(GOOD.as_bytes()).expect("good");
    assert_eq!(lines(&loaded.warnings), <[String; 0]>::default());
    assert_eq!(loaded.dossier.title(), "인도네시아와 북한");
    assert_eq!(loaded.dossier.figures().count(), 3);
    assert_eq!(load_shipped().expect("shipped").warnings, []);
}

#[test]
fn reviews_that_are_none() {
    let with = |reviews: &str| GOOD.replacen('{', &format!("{{\"reviews\": {reviews},"), 1);
    let loaded =
        load_bytes(with(r#"[{"finding": "a:b", "fingerprint": "0f", "note": "n"}]"#).as_bytes()).expect("good");
    assert_eq!(loaded.dossier.review("a:b").and_then(|review| review.note.as_deref()), Some("n"));
    check(&with("{}"), &["1:13: error: reviews: an object instead of a list; write a list"]);
    check(
        &with(r#"[{"finding": "a", "notes": ""}]"#),
        &[
            "1:14: error: reviews[0].fingerprint: missing; add it",
            "1:31: error: reviews[0].notes: unknown key; did you mean “note”?",
        ],
    );
}

#[track_caller]
fn check_unreadable(path: &Path, expected: &str) {
    let error = load(path).expect_err("unreadable");
    assert!(error.is_unreadable());
    assert_eq!(error.to_string(), format!("{}: error: {expected}", path.display()));
    assert_eq!(error.diagnostics(), []);
}

#[test]
fn a_missing_file_and_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    check_unreadable(&folder.path().join("none.json"), "there is no such file; check its name and folder");
    check_unreadable(folder.path(), "it is a folder; choose a file in it");
}

#[test]
fn an_empty_file() {
    let expected = ["1:1: error: the file is empty; choose a dossier file, or start one from the shipped dossier"];
    for empty in ["", " \r\n\t\n", "\u{FEFF}"] {
        check(empty, &expected);
    }
}

#[test]
fn not_utf8() {
    let mut bytes = "{\n\"title\": \"김".as_bytes().to_vec();
    bytes.extend(b"\xE9t\xE9\"}");
    assert_eq!(
        errors(&bytes),
        ["2:12: error: the file is not UTF-8: byte 16 does not fit; save it as UTF-8 in your editor"]
    );
    let utf16: Vec<u8> = "\u{FEFF}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        errors(&utf16),
        ["1:1: error: the file is not UTF-8: byte 1 does not fit; save it as UTF-8 in your editor"]
    );
}

#[test]
fn broken_json() {
    let hint = "look for a missing comma, quotation mark or bracket just before this place";
    check("{\"a\" 1}", &[&format!("1:6: error: invalid JSON: expected `:`; {hint}")]);
    check("{\n\"김일성\": 1,\n}", &[&format!("3:1: error: invalid JSON: trailing comma; {hint}")]);
    check("{}{}", &[&format!("1:3: error: invalid JSON: trailing characters; {hint}")]);
    check("NaN", &[&format!("1:1: error: invalid JSON: expected value; {hint}")]);
    check("{\"facts\": Infinity}", &[&format!("1:11: error: invalid JSON: expected value; {hint}")]);
    check(
        "{\n  \"title\": \"x",
        &["2:13: error: invalid JSON: EOF while parsing a string; \
           the text ends too early: was the file cut off, or is a bracket not closed?"],
    );
    check("{\"title\": \"\\ud800\"}", &[&format!("1:18: error: invalid JSON: unexpected end of hex escape; {hint}")]);
}

#[test]
fn the_wrong_thing_altogether() {
    for (text, found) in [("[]", "a list"), ("\"x\"", "a string"), ("1", "a number"), ("true", "true")] {
        check(text, &[&format!("1:1: error: the dossier: {found} instead of an object; write an object")]);
    }
    check("null", &["1:1: error: the dossier: null instead of an object; leave the key out where nothing is known"]);
    check(
        "{}",
        &[
            "1:1: error: format: missing; add \"format\": 1",
            "1:1: error: parties: missing; add a list, which may be empty",
            "1:1: error: themes: missing; add a list, which may be empty",
            "1:1: error: sources: missing; add a list, which may be empty",
            "1:1: error: facts: missing; add a list, which may be empty",
            "1:1: error: title: missing; add it",
        ],
    );
}

#[test]
fn another_format_is_said_and_nothing_else() {
    check(
        "{\"format\": 2, \"chapters\": []}",
        &["1:12: error: format: format 2 is not one that this program reads; \
           it reads format 1; look for a newer version of it"],
    );
    check_changed(
        &[("\"format\": 1", "\"format\": \"1\"")],
        &["3:13: error: format: a string instead of a whole number; write 1"],
    );
    check_changed(
        &[("\"format\": 1", "\"format\": 1.0")],
        &["3:13: error: format: a number instead of a whole number; write 1"],
    );
}

#[test]
fn wrong_kinds_of_values() {
    check_changed(
        &[("\"title\": \"인도네시아와 북한\"", "\"title\": 7")],
        &["4:12: error: title: a number instead of a string; write a string"],
    );
    check_changed(
        &[("{\"id\": \"PRK\", \"name\": \"북한\"}", "\"PRK\"")],
        &[
            "7:14: error: parties: only one of the two parties; name the two countries that the dossier is about",
            "9:5: error: parties[1]: a string instead of an object; write an object",
            "23:125: error: facts[0].figures[0].partner: there is no party “PRK”; add that party, or use the identifier of another",
        ],
    );
    check_changed(
        &[("\"value\": \"3.26e6\"", "\"value\": [3.26e6]")],
        &["24:37: error: facts[0].figures[0].value: a list instead of a number; \
         write the number as printed, for example \"3.26e6\""],
    );
    check_changed(
        &[("\"figures\": [],", "\"figures\": {},")],
        &["33:100: error: facts[1].figures: an object instead of a list; write a list"],
    );
    check_changed(
        &[("\"custom\": {\"made\": \"by hand\"}", "\"custom\": \"by hand\"")],
        &["35:13: error: custom: a string instead of an object; write an object"],
    );
    check_changed(
        &[("\"type\": \"document\"", "\"type\": [1]"), ("\"id\": \"ref-16\"", "\"id\": 16")],
        &[
            "14:12: error: sources[1].id: a number instead of a string; write a string",
            "14:24: error: sources[1].type: a list instead of a string; write a string",
            "19:49: error: facts[0].passage.source: there is no source “ref-16”; did you mean “ref-15”?",
            "20:94: error: facts[0].citations[1].source: there is no source “ref-16”; did you mean “ref-15”?",
        ],
    );
}

#[test]
fn null_is_not_a_value() {
    check_changed(
        &[("\"date\": \"2019\"", "\"date\": null")],
        &["18:30: error: facts[0].date: null instead of a string; leave the key out where nothing is known"],
    );
    check_changed(
        &[("\"flags\": []", "\"flags\": null")],
        &["33:113: error: facts[1].flags: null instead of a list; leave the key out where nothing is known"],
    );
    check_changed(
        &[("\"value\": \"3.26e6\"", "\"value\": null")],
        &["24:37: error: facts[0].figures[0].value: null instead of a number; \
         where there is no number, leave value out and say why with missing"],
    );
}

#[test]
fn empty_texts() {
    let hint = "write something there, or leave the key out where it may be left out";
    check_changed(
        &[("\"name\": \"북한\"", "\"name\": \" \"")],
        &[&format!("9:27: error: parties[1].name: empty; {hint}")],
    );
    check_changed(
        &[("\"locator\": \"p. 1\"", "\"locator\": \"\"")],
        &[&format!("20:53: error: facts[0].citations[0].locator: empty; {hint}")],
    );
}

#[test]
fn unknown_keys() {
    check_changed(
        &[("\"note\": \"Context.\"", "\"notes\": \"Context.\"")],
        &["19:7: error: facts[0].notes: unknown key; did you mean “note”?"],
    );
    check_changed(
        &[("\"scope\"", "\"김일성\"")],
        &["21:37: error: facts[0].flags[0].김일성: unknown key; known here: kind, scope, since, reason"],
    );
    check_changed(
        &[("\"label\": \"Aid\"", "\"label\": \"Aid\", \"colour of it\": 1, \"colour of it\": 2")],
        &[
            "11:93: error: themes[1][“colour of it”]: unknown key; \
         keys of your own go under “custom”; known here: id, label, custom",
            "11:112: error: themes[1][“colour of it”]: unknown key; \
         keys of your own go under “custom”; known here: id, label, custom",
        ],
    );
}

#[test]
fn repeated_keys() {
    let rest = "the key stands here a second time; keep one of the two";
    check_changed(
        &[("\"language\": \"en\"", "\"language\": \"en\", \"language\": \"id\"")],
        &[&format!("6:21: error: language: {rest}")],
    );
    check_changed(
        &[("{\"literal\": \"김일성\"}", "{\"literal\": \"김일성\", \"literal\": \"x\"}")],
        &[&format!("13:95: error: sources[0].author[0].literal: {rest}")],
    );
    check_changed(
        &[("{\"made\": \"by hand\"}", "{\"made\": 1, \"made\": {\"made\": 2}}")],
        &[&format!("35:25: error: custom.made: {rest}")],
    );
    // The first of the two was read, so what is wrong with it is looked for there.
    check_changed(
        &[("\"date\": \"2019\"", "\"date\": \"soon\", \"date\": \"2019\"")],
        &[
            "18:30: error: facts[0].date: “soon” is not a date: year must have exactly four digits (or X) (at character 1); \
         write it in EDTF, for example 2013-10-20, 2018-08, 2002, 2014-01/2014-10, 1965~ or /1972",
            &format!("18:38: error: facts[0].date: {rest}"),
        ],
    );
}

#[test]
fn unknown_and_repeated_identifiers() {
    check_changed(
        &[("\"theme\": \"aid\"", "\"theme\": \"ade\"")],
        &["33:32: error: facts[1].theme: there is no theme “ade”; add that theme, or use the identifier of another"],
    );
    check_changed(
        &[("{\"source\": \"ref-15\", \"loc", "{\"source\": \"ref-51\", \"loc")],
        &["20:32: error: facts[0].citations[0].source: there is no source “ref-51”; did you mean “ref-15”?"],
    );
    check_changed(
        &[("\"fact\": \"undated\"", "\"fact\": \"undate\"")],
        &["30:50: error: facts[0].relations[0].fact: there is no fact “undate”; did you mean “undated”?"],
    );
    check_changed(
        &[("\"of\": \"total-2019\"", "\"of\": \"total-2020\"")],
        &["27:26: error: facts[0].figures[1].share.of: there is no figure “total-2020”; did you mean “total-2019”?"],
    );
    check_changed(
        &[("\"id\": \"PRK\"", "\"id\": \"IDN\""), ("\"id\": \"soap-2019\"", "\"id\": \"total-2019\"")],
        &[
            "9:12: error: parties[1].id: the identifier “IDN” is taken already; give each its own",
            "23:125: error: facts[0].figures[0].partner: there is no party “PRK”; add that party, or use the identifier of another",
            "26:16: error: facts[0].figures[1].id: the identifier “total-2019” is taken already; give each its own",
            "27:26: error: facts[0].figures[1].share.of: a figure cannot be a share of itself; \
         name the figure that it is a part of",
        ],
    );
    check_changed(
        &[("\"fact\": \"undated\"", "\"fact\": \"total\"")],
        &["30:50: error: facts[0].relations[0].fact: a fact cannot stand in relation to itself; name the other fact"],
    );
}

#[test]
fn impossible_dates() {
    let hint = "write it in EDTF, for example 2013-10-20, 2018-08, 2002, 2014-01/2014-10, 1965~ or /1972";
    for (date, said) in [
        ("2019-02-30", "day is out of range for the month (at character 9)"),
        ("2019/2013", "interval end precedes interval start (at character 6)"),
        ("20 October 2013", "whitespace is not allowed (at character 3)"),
        ("2019-13", "month must be 01-12 or a sub-year code 21-41 (at character 6)"),
        ("김일성", "EDTF permits ASCII characters only (at character 1)"),
        ("2019년", "EDTF permits ASCII characters only (at character 5)"),
        ("Y17E8", "the year lies more than 1000000 years away (at character 1)"),
    ] {
        let text = changed(&[("\"date\": \"2019\"", &format!("\"date\": \"{date}\""))]);
        check(&text, &[&format!("18:30: error: facts[0].date: “{date}” is not a date: {said}; {hint}")]);
    }
}

#[test]
fn numbers_that_are_none() {
    let path = "24:37: error: facts[0].figures[0].value";
    let none = "where there is no number, leave it out and say why with missing";
    let range = "write it with at most 34 digits and a power of ten between −40 and 40";
    let digits = "write digits with a decimal point and no separators, for example \"3.26e6\"";
    for (value, message) in [
        ("\"NaN\"", format!("“NaN” is not a finite number; {none}")),
        ("\"-Infinity\"", format!("“-Infinity” is not a finite number; {none}")),
        ("\"\"", format!("“” is empty; {none}")),
        ("1e999", format!("“1e999” has more digits or a larger exponent than can be kept exactly; {range}")),
        ("\"1e-999\"", format!("“1e-999” has more digits or a larger exponent than can be kept exactly; {range}")),
        ("\"3,260,000\"", format!("“3,260,000” is not a decimal number; {digits}")),
        ("true", "true or false instead of a number; write the number as printed, for example \"3.26e6\"".to_owned()),
    ] {
        let text = changed(&[("\"value\": \"3.26e6\"", &format!("\"value\": {value}"))]);
        check(&text, &[&format!("{path}: {message}")]);
    }
    let text = changed(&[("\"title\": \"Total trade\"", "\"title\": 1e999")]);
    check(
        &text,
        &["18:69: error: invalid JSON: number out of range; \
         write it as a string, or with a smaller power of ten"],
    );
}

#[test]
fn figures_that_cannot_be() {
    check_changed(
        &[("\"flow\": \"total\", \"reporter\": \"IDN\",", "\"flow\": \"export\",")],
        &["23:86: error: facts[0].figures[0].flow: a direction without both of its ends; \
         add reporter and partner: an export goes from the reporter to the partner, an import comes from the partner"],
    );
    check_changed(
        &[("\"partner\": \"PRK\"", "\"partner\": \"IDN\"")],
        &["23:125: error: facts[0].figures[0].partner: reporter and partner are the same party; name the other party"],
    );
    check_changed(
        &[("\"missing\": \"suppressed\"", "\"missing\": \"lost\""), (", \"basis\": \"estimated\"", "")],
        &[
            "26:9: error: facts[0].figures[1].basis: missing; write one of: stated, derived, mirrored, estimated",
            "28:99: error: facts[0].figures[2].missing: “lost” is not a word for this; \
         write one of: not-reported, suppressed",
        ],
    );
    check_changed(
        &[(", \"missing\": \"suppressed\"", "")],
        &["28:9: error: facts[0].figures[2]: a figure without a number; \
         add value, change or share, or say why there is none with missing"],
    );
    check_changed(
        &[("\"missing\": \"suppressed\"", "\"missing\": \"suppressed\", \"value\": 0")],
        &["28:99: error: facts[0].figures[2].missing: a figure with a value cannot be missing; keep one of the two"],
    );
    check_changed(
        &[("\"value\": \"3.26e6\", ", "")],
        &["24:37: error: facts[0].figures[0].bound: a limit without a value; add the value, or leave bound out"],
    );
}

#[test]
fn an_unknown_flag_is_kept_with_a_warning() {
    let text = changed(&[("\"kind\": \"dubious\"", "\"kind\": \"dubius\"")]);
    let loaded = load_bytes(text.as_bytes()).expect("good");
    assert_eq!(
        lines(&loaded.warnings),
        ["21:26: warning: facts[0].flags[0].kind: “dubius” is not a flag whose meaning is known here; \
          did you mean “dubious”? It is kept as it stands"]
    );
    assert_eq!(loaded.dossier.facts()[0].flags[0].kind.word(), "dubius");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = load_bytes(GOOD.as_bytes()).expect("good");
    let windows = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"));
    let loaded = load_bytes(windows.as_bytes()).expect("good");
    assert_eq!((loaded.dossier, loaded.warnings), (plain.dossier, plain.warnings));
    assert_ne!(loaded.sha256, plain.sha256, "it is another file");
    let text = changed(&[("\"date\": \"2019\"", "\"date\": 2019")]);
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let expected = ["18:30: error: facts[0].date: a number instead of a string; write a string"];
    check(&text, &expected);
    check(&windows, &expected);
    let diagnostics = load_bytes(windows.as_bytes()).expect_err("refused");
    assert!(diagnostics[0].excerpt.contains("\"date\": 2019,") && !diagnostics[0].excerpt.contains('\r'));
}

#[test]
fn everything_is_said_at_once_in_the_order_of_the_text() {
    check_changed(
        &[
            ("\"name\": \"북한\"}", "\"name\": \"북한\", \"x\": 1}"),
            ("\"date\": \"2019\"", "\"date\": \"2019-02-30\""),
            ("\"김일성\"}]", "\"김일성\"}], \"id\": \"second\""),
            ("\"kind\": \"see-also\"", "\"kind\": \"likes\""),
            ("\"basis\": \"estimated\"", "\"basis\": \"guessed\""),
        ],
        &[
            "9:33: error: parties[1].x: unknown key; keys of your own go under “custom”; known here: id, name, custom",
            "13:97: error: sources[0].id: the key stands here a second time; keep one of the two",
            "18:30: error: facts[0].date: “2019-02-30” is not a date: day is out of range for the month (at character 9); \
             write it in EDTF, for example 2013-10-20, 2018-08, 2002, 2014-01/2014-10, 1965~ or /1972",
            "26:100: error: facts[0].figures[1].basis: “guessed” is not a word for this; \
             write one of: stated, derived, mirrored, estimated",
            "30:30: error: facts[0].relations[0].kind: “likes” is not a word for this; \
             write one of: contradicts, supports, sharpens, fulfils, see-also",
        ],
    );
}

#[test]
fn deep_nesting() {
    let nest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    check(&nest(10_000), &["1:1: error: the dossier: a list instead of an object; write an object"]);
    let ignored =
        changed(&[("\"title\": \"인도네시아와 북한\"", &format!("\"deep\": {}, \"title\": 1", nest(100_000)))]);
    check(
        &ignored,
        &[
            "4:3: error: deep: unknown key; keys of your own go under “custom”; \
         known here: $schema, format, title, summary, language, parties, themes, sources, facts, reviews, imports, custom",
            "4:200022: error: title: a number instead of a string; write a string",
        ],
    );
    let value = changed(&[("\"3.26e6\"", &nest(100_000))]);
    assert_eq!(errors(value.as_bytes()).len(), 1);
    let kept = changed(&[("\"by hand\"", &nest(10_000))]);
    check(
        &kept,
        &["35:147: error: invalid JSON: recursion limit exceeded; \
         nest it less deeply: at most 127 brackets may be open at once"],
    );
    let open = format!("{{\"title\": {}", "[".repeat(10_000));
    assert_eq!(errors(open.as_bytes()).len(), 1);
}

#[test]
fn huge_texts_are_read_and_quoted_in_part() {
    let huge = "가".repeat(7 << 20);
    let text = changed(&[("\"Context.\"", &format!("\"{huge}\""))]);
    let loaded = load_bytes(text.as_bytes()).expect("good");
    assert_eq!(loaded.dossier.facts()[0].note.as_deref(), Some(huge.as_str()));
    let text = changed(&[
        ("\"date\": \"2019\"", &format!("\"date\": \"{huge}\"")),
        ("\"theme\": \"trade\", \"title\": \"Total", &format!("\"theme\": \"{huge}\", \"title\": \"Total")),
    ]);
    let found = load_bytes(text.as_bytes()).expect_err("refused");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|diagnostic| diagnostic.to_string().len() < 500 && diagnostic.excerpt.len() < 500));
    assert_eq!(found[1].place.column, 30 + (7 << 20) + 2 + 11);
}

#[test]
fn ten_thousand_errors_in_one_line_take_no_age() {
    let facts: Vec<String> = (0..10_000)
        .map(|n| format!(r#"{{"id":"f{n}","theme":"t{n}","title":"김","statement":"s","x{n}":1}}"#))
        .collect();
    let text = format!(
        r#"{{"format":1,"title":"t","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],"themes":[],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let found = load_bytes(text.as_bytes()).expect_err("refused");
    let last = found.last().expect("some");
    assert_eq!((found.len(), last.message.as_str()), (1_001, "19000 more errors are not listed"));
    assert!(found.is_sorted_by_key(|diagnostic| diagnostic.place));
}

#[test]
fn what_a_message_repeats_steers_no_terminal() {
    check_changed(
        &[("\"kind\": \"see-also\"", r#""kind": "\u001b[2J\nsee\u202e""#)],
        &["30:30: error: facts[0].relations[0].kind: “\\u{1b}[2J\\nsee\\u{202e}” is not a word for this; \
         write one of: contradicts, supports, sharpens, fulfils, see-also"],
    );
    check_changed(
        &[("\"scope\"", r#""a\nb""#)],
        &[r"21:37: error: facts[0].flags[0][“a\nb”]: unknown key; known here: kind, scope, since, reason"],
    );
}

#[test]
fn damaged_files_are_refused_with_a_place_inside_the_text() {
    let scalars = scalars(GOOD);
    let mut random = Seeded(20_190_230);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..3_000 {
        let bytes = mutated(GOOD, &mut random, &scalars);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Err(found) = load_bytes(&bytes) else {
            good += 1;
            continue;
        };
        bad += 1;
        assert!(found.iter().any(|diagnostic| diagnostic.severity == Severity::Error), "{text}");
        for Diagnostic { place, .. } in &found {
            let line = text.split('\n').nth(place.line - 1).unwrap_or_else(|| panic!("{place:?} in {text}"));
            assert!((1..=line.chars().count() + 1).contains(&place.column), "{place:?} in {text}");
        }
        assert!(found.is_sorted_by_key(|diagnostic| diagnostic.place), "{text}");
    }
    assert!(good > 100 && bad > 1_000, "{good} good, {bad} bad: the damage is too light or too heavy");
}

#[test]
fn a_file_on_disk_is_refused_like_its_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.dossier.json");
    fs::write(&path, "{}").expect("written");
    let error = load(&path).expect_err("refused");
    assert!(!error.is_unreadable());
    assert_eq!(error.summary(), "6 errors in it");
    assert!(error.to_string().starts_with(&format!("{}:1:1: error: format: missing; ", path.display())));
}
