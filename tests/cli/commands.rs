//! The commands of the binary: exit codes and both streams.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const GOOD: &str = include_str!("../sample/good.dossier.json");
const BAD: &str = r#"{"format": 1, "title": "t", "parties": [{"id": "A", "name": "가"}, {"id": "B", "nome": "나"}],
"themes": [], "sources": [], "facts": []}
"#;

fn attache(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(args).current_dir(folder).output().expect("it runs")
}

/// A folder with a good file, a bad one, an odd one, and a folder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("good.json", GOOD);
    write("bad.json", BAD);
    write("odd.json", &GOOD.replace("\"dubious\"", "\"odd\""));
    fs::create_dir(folder.path().join("facts")).expect("a folder");
    folder
}

#[track_caller]
fn check(args: &[&str], expected_code: i32, expected_results: &str, expected_errors: &str) {
    let folder = folder();
    let output = attache(folder.path(), args);
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected_results, "{args:?}: standard output");
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected_errors, "{args:?}: standard error");
    assert_eq!(output.status.code(), Some(expected_code), "{args:?}: exit code");
}

#[test]
fn a_hyphen_stands_for_standard_input() {
    let folder = folder();
    let piped = |file: &str, args: &[&str]| {
        let input = fs::File::open(folder.path().join(file)).expect("it is there");
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(args).current_dir(folder.path()).stdin(input).output().expect("it runs")
    };
    let good = piped("good.json", &["check", "-"]);
    assert_eq!((good.status.code(), good.stdout.len(), good.stderr.len()), (Some(0), 0, 0));
    let bad = piped("bad.json", &["check", "-"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stdout).starts_with("<stdin>:1:"), "{}", String::from_utf8_lossy(&bad.stdout));
    let named = attache(folder.path(), &["facts", "good.json", "--format", "csv"]);
    assert_eq!(piped("good.json", &["facts", "-", "--format", "csv"]).stdout, named.stdout);
    // The window, too, says what is wrong before it opens.
    let window = piped("bad.json", &["-"]);
    assert_eq!(window.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&window.stderr).starts_with("<stdin>:1:"));
}

#[test]
fn cite_writes_the_references_of_a_fact() {
    let folder = folder();
    let cite = |args: &[&str]| attache(folder.path(), &[&["cite"], args].concat());
    let bibtex = cite(&["--style", "bibtex", "--fact", "trade-2014"]);
    assert_eq!(bibtex.status.code(), Some(0));
    let text = String::from_utf8_lossy(&bibtex.stdout).into_owned();
    assert!(
        text.contains("@misc{ref-16,\n  note = {[16]},\n  annote = {Known only")
            && text.contains("date = {2015-02-13}"),
        "{text}"
    );
    let all = cite(&["--style", "apa"]);
    assert!(String::from_utf8_lossy(&all.stdout).contains("[18] Bibliographic details unknown.\n"));
    for (args, expected) in [
        (["--style", "apa", "--fact", "none"].as_slice(), "there is no fact “none” in this dossier"),
        (&["--csl", "good.json"], "good.json cannot be used: it is not a style of the Citation Style Language"),
        (&["--csl", "none.csl"], "none.csl cannot be used: "),
    ] {
        let output = cite(args);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.starts_with(&format!("attache: error: {expected}")), "{error}");
    }
}

#[test]
fn compare_says_what_has_changed_since_a_figure_was_drawn() {
    let folder = folder();
    let run = |args: &[&str]| attache(folder.path(), args);
    assert_eq!(run(&["export", "--view", "timeline", "--out", "t.png", "good.json"]).status.code(), Some(0));
    let same = run(&["compare", "t.png", "good.json"]);
    assert_eq!((same.status.code(), same.stdout.len(), same.stderr.len()), (Some(0), 0, 0));
    fs::write(folder.path().join("changed.json"), GOOD.replace("Aid was given.", "Aid was refused.")).expect("written");
    let changed = run(&["compare", "t.png", "changed.json"]);
    assert_eq!(changed.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&changed.stdout),
        "undated: statement was Aid was given., is Aid was refused.\n"
    );
    let none = run(&["compare", "good.json"]);
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&none.stderr),
        "attache: error: good.json is not a figure or bundle that Attaché has written\n"
    );
}

#[test]
fn export_draws_what_is_asked_for_or_says_why_not() {
    let folder = folder();
    let exported = |args: &[&str]| attache(folder.path(), &[&["export", "--view", "trade"], args].concat());
    let table = exported(&["--out", "t.csv", "--from", "2018", "--to", "2019"]);
    assert_eq!((table.status.code(), table.stderr.len()), (Some(0), 0));
    let rows = fs::read_to_string(folder.path().join("t.csv")).expect("written");
    assert_eq!(rows.lines().count(), 4, "a head, two years, and what has no place: {rows}");
    let again = exported(&["--out", "t.csv"]);
    assert_eq!(again.status.code(), Some(2), "what is there is not replaced");
    assert_eq!(fs::read_to_string(folder.path().join("t.csv")).expect("there"), rows);
    let both = exported(&["--out", "b.json", "--out", "b.csv", "--from", "2018", "--to", "2019"]);
    assert_eq!(both.status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("b.csv")).expect("written"), rows);
    assert!(folder.path().join("b.json").exists());
    let mixed = exported(&["--out", "m.csv", "--out", "m.nothing"]);
    assert_eq!(mixed.status.code(), Some(2));
    assert!(!folder.path().join("m.csv").exists(), "nothing is written where one order is wrong");
    let nobody = exported(&["--out", "n.png", "--reporter", "XYZ"]);
    assert_eq!(nobody.status.code(), Some(2));
    let error = String::from_utf8_lossy(&nobody.stderr).into_owned();
    assert_eq!(error, "attache: error: “XYZ” reports no trade in this dossier; those who do are: IDN, PRK\n");
    assert!(!folder.path().join("n.png").exists());
    let ordered = exported(&["--out", "o.svg", "--rivals", "range", "--reporter", "IDN", "--theme", "greyscale"]);
    assert_eq!(ordered.status.code(), Some(0));
    let svg = fs::read_to_string(folder.path().join("o.svg")).expect("written");
    assert!(svg.contains("reported by Indonesia only"));
    let outlined = exported(&["--out", "p.svg", "--outlines", "--size", "170mmx110mm"]);
    assert_eq!(outlined.status.code(), Some(0));
    let svg = fs::read_to_string(folder.path().join("p.svg")).expect("written");
    assert!(!svg.contains("<text") && svg.contains("width=\"642.56\""), "outlines, as wide as a page");
}

#[test]
fn export_says_what_an_option_does_not_do() {
    let to_file = ["export", "--out", "x.svg", "--view"];
    let export = |more: &[&str]| -> Vec<String> { to_file.iter().chain(more).map(ToString::to_string).collect() };
    let note = |option: &str| format!("attache: note: {option} changes nothing in this view\n");
    let error = |words: &str| format!("attache: error: {words}\n");
    for (more, code, said) in [
        (&["timeline", "--axis", "log", "--rivals", "all"][..], 0, note("--axis") + &note("--rivals")),
        (&["timeline", "--values", "0..5e6", "--reporter", "IDN"], 0, note("--values") + &note("--reporter")),
        (&["trade", "--hide-theme", "aid"], 0, note("--hide-theme")),
        (&["trade", "--axis", "log", "--rivals", "all"], 0, String::new()),
        (&["trade", "--from", "3000"], 2, error("there is nothing from 3000 to 2020; give --to as well as --from")),
        (&["trade", "--to", "1900"], 2, error("there is nothing from 2011 to 1900; give --from as well as --to")),
    ] {
        let arguments = export(more);
        check(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), code, "", &said);
    }
    let to_output = ["export", "--view", "trade", "--format", "csv", "--out", "-"];
    check(&to_output, 2, "", &error("a figure goes into a file, and - is none; name one, such as chart.csv"));
}

#[test]
fn export_leaves_out_of_the_picture_what_it_is_told_to_and_nothing_of_its_description() {
    let folder = folder();
    let svg = |args: &[&str]| {
        let all = [&["export", "--view", "trade", "--out", "x.svg", "--force", "good.json"], args].concat();
        assert_eq!(attache(folder.path(), &all).status.code(), Some(0), "{args:?}");
        fs::read_to_string(folder.path().join("x.svg")).expect("written")
    };
    let words = |svg: &str| svg.split_once("</metadata>").map(|(_, drawn)| drawn.to_owned()).expect("metadata first");
    let (full, ground) = (svg(&[]), "<rect width=\"1200\" height=\"750\"");
    assert!(words(&full).contains("between") && full.contains(ground));
    let bare = svg(&["--without", "title,subtitle,legend", "--without", "notes", "--sources", "none", "--transparent"]);
    assert!(!words(&bare).contains("between") && !words(&bare).contains("Sources") && !bare.contains(ground));
    let description = |svg: &str| {
        svg.split_once("<desc").and_then(|(_, rest)| rest.split_once("</desc>")).map(|(desc, _)| desc.to_owned())
    };
    assert_eq!(description(&bare), description(&full));
    let referenced = svg(&["--sources", "references"]);
    assert!(words(&referenced).contains("김일성") && !words(&full).contains("김일성"));
    let hidden = attache(folder.path(), &["export", "--view", "timeline", "--out", "t.svg", "--hide-theme", "none"]);
    assert_eq!(hidden.status.code(), Some(2));
}

#[test]
fn export_knows_usual_sizes() {
    let folder = folder();
    for (preset, width, height) in
        [("column", 1004, 1240), ("page", 2008, 1417), ("slide", 1920, 1080), ("social", 1200, 630)]
    {
        let name = format!("{preset}.png");
        let run = attache(folder.path(), &["export", "--view", "trade", "--out", &name, "--preset", preset]);
        assert_eq!(run.status.code(), Some(0));
        let bytes = fs::read(folder.path().join(&name)).expect("written");
        let side = |from: usize| u32::from_be_bytes(bytes[from..from + 4].try_into().expect("four bytes"));
        assert_eq!((side(16), side(20)), (width, height), "{preset}");
    }
}

const BAD_LINES: &str = "\
bad.json:1:67: error: parties[1].name: missing; add it
bad.json:1:79: error: parties[1].nome: unknown key; did you mean “name”?
";
const ODD_LINES: &str = "\
odd.json:21:26: warning: facts[0].flags[0].kind: “odd” is not a flag whose meaning is known here; \
it is kept as it stands
";
const MISSING: &str = "none.json: error: there is no such file; check its name and folder\n";

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_window_says_so_once() {
    let started = |renderer: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        command.env("ATTACHE_CONFIG_DIR", folder().path()).env("ATTACHE_RENDERER", renderer);
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let (glow, unknown) = (started("glow"), started("paper"));
    assert!(glow.starts_with("attache: error: no window could be opened\n  OpenGL (glow): "), "{glow}");
    assert!(glow.ends_with("see `attache --help`.\n") && glow.lines().count() == 3, "{glow}");
    assert!(unknown.contains("invalid value 'paper' for '--renderer"), "{unknown}");
}

#[test]
fn check_says_what_is_wrong_line_by_line() {
    check(&["check", "good.json"], 0, "", "");
    check(&["check", "bad.json"], 1, BAD_LINES, "");
    check(&["check", "odd.json"], 0, ODD_LINES, "");
    check(&["check", "none.json"], 2, "", MISSING);
    check(&["check", "facts"], 2, "", "facts: error: it is a folder; choose a file in it\n");
}

#[test]
fn check_goes_on_after_a_bad_file_and_the_worst_decides() {
    let both = format!("{BAD_LINES}{ODD_LINES}");
    check(&["check", "good.json", "bad.json", "odd.json"], 1, &both, "");
    check(&["check", "none.json", "bad.json", "odd.json", "good.json"], 2, &both, MISSING);
    check(&["check", "odd.json", "good.json"], 0, ODD_LINES, "");
}

#[test]
fn check_as_json_has_an_object_for_each_file() {
    let folder = folder();
    let output = attache(folder.path(), &["check", "--format", "json", "good.json", "bad.json", "none.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), MISSING);
    let reports: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let expected = serde_json::json!([
        {"file": "good.json", "status": "clean", "diagnostics": []},
        {"file": "bad.json", "status": "errors", "diagnostics": [
            {
                "severity": "error", "path": "parties[1].name", "place": {"line": 1, "column": 67},
                "excerpt": BAD.lines().next(), "message": "missing", "hint": "add it",
            },
            {
                "severity": "error", "path": "parties[1].nome", "place": {"line": 1, "column": 79},
                "excerpt": BAD.lines().next(), "message": "unknown key", "hint": "did you mean “name”?",
            },
        ]},
        {
            "file": "none.json", "status": "unreadable", "diagnostics": [],
            "message": "there is no such file; check its name and folder",
        },
    ]);
    assert_eq!(reports, expected);
}

#[test]
fn facts_as_text() {
    let expected = "\
2019 · Trade · Total trade
  Trade was worth US$3.26 million.
  Note: Context.
  Figure: more than US$\u{a0}3.26\u{a0}million; −12.5% against 2018; all goods; total, reported by Indonesia, \
partner 북한; 2019; cif; stated; preferred (newer); n
  Figure: 42% of total-2019; trade-value; soap; no period stated; estimated
  Figure: suppressed; trade-value; no period stated; stated
  Flag: Dubious (the total), since May 2023: It jumps.
  Source: [15] 김일성, “Perdagangan”, p. 1. (the total)
  Source: 13 February 2015. https://example.org/16
  Stands in: paragraph 10 of 13 February 2015. https://example.org/16
  see-also “An aid” (undated): It says less.
  Identifier: total

undated · Aid · An aid
  Aid was given.
  No source is cited.
  Identifier: undated
";
    check(&["facts", "good.json"], 0, expected, "");
}

#[test]
fn facts_as_a_table() {
    let fact = "total,2019,trade,Total trade,Trade was worth US$3.26 million.,Context.,dubious: It jumps.,[15],\
\"[15] 김일성, “Perdagangan”, p. 1. (the total) | 13 February 2015. https://example.org/16\"";
    let heads = "\
fact,date,theme,title,statement,fact_note,flags,markers,citations,figure,label,measure,commodity,flow,reporter,partner,\
period,value,low,high,bound,unit,valuation,basis,missing,change_percent,change_from,share_percent,share_of,rank,\
rank_reason,series_break,figure_note\r\n";
    let expected = [
        heads.to_owned(),
        format!(
            "{fact},total-2019,all goods,trade-value,,total,IDN,PRK,2019,3.26e6,3255000,,more-than,USD,cif,stated,,\
             -12.5,2018,,,preferred,newer,,n\r\n"
        ),
        format!("{fact},soap-2019,,trade-value,soap,,,,,,,,,USD,,estimated,,,,42,total-2019,normal,,,\r\n"),
        format!("{fact},gas-2019,,trade-value,,,,,,,,,,USD,,stated,suppressed,,,,,normal,,,\r\n"),
        format!("undated,,aid,An aid,Aid was given.{}\r\n", ",".repeat(28)),
    ];
    check(&["facts", "good.json", "--format", "csv"], 0, &expected.concat(), "");
}

#[test]
fn facts_as_json_has_every_field() {
    let folder = folder();
    let output = attache(folder.path(), &["facts", "--format=json", "good.json"]);
    assert_eq!(output.status.code(), Some(0));
    let facts: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let figure = &facts[0]["figures"][0];
    for (key, expected) in [
        ("id", "total-2019"),
        ("label", "all goods"),
        ("measure", "trade-value"),
        ("flow", "total"),
        ("reporter", "IDN"),
        ("partner", "PRK"),
        ("period", "2019"),
        ("value", "3.26e6"),
        ("low", "3255000"),
        ("bound", "more-than"),
        ("unit", "USD"),
        ("valuation", "cif"),
        ("basis", "stated"),
        ("rank", "preferred"),
        ("rank_reason", "newer"),
        ("note", "n"),
    ] {
        assert_eq!(figure[key], expected, "{key}");
    }
    assert_eq!(figure["high"], Value::Null, "nothing is known above a value that is only a lower limit");
    assert_eq!(
        figure["change"],
        serde_json::json!({"percent": "-12.5", "low": "-12.55", "high": "-12.45", "from": "2018"})
    );
    let share = serde_json::json!({"of": "total-2019", "percent": "42", "low": "41.5", "high": "42.5"});
    assert_eq!(facts[0]["figures"][1]["share"], share);
    assert_eq!(facts[0]["figures"][2]["missing"], "suppressed");
    assert_eq!(facts[0]["citations"][0]["reference"], "[15] 김일성, “Perdagangan”, p. 1. (the total)");
    assert_eq!(facts[0]["flags"][0]["since"], "2023-05");
    assert_eq!(facts[0]["passage"]["locator"], "paragraph 10");
    assert_eq!(facts[1]["date"], Value::Null);
}

#[test]
fn facts_without_a_file_are_the_shipped_ones() {
    let folder = folder();
    let output = attache(folder.path(), &["facts"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    assert!(String::from_utf8_lossy(&output.stdout).contains("US$\u{a0}3.26\u{a0}million"));
}

#[test]
fn facts_of_a_bad_file_are_refused_and_an_odd_one_is_warned_of() {
    check(&["facts", "bad.json"], 1, "", BAD_LINES);
    check(&["facts", "none.json"], 2, "", MISSING);
    let folder = folder();
    let output = attache(folder.path(), &["facts", "odd.json"]);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ODD_LINES));
}

#[test]
fn schema_prints_the_schema() {
    check(&["schema"], 0, include_str!("../../assets/dossier-1.schema.json"), "");
}

#[test]
fn a_file_called_like_a_command_is_opened_by_its_path() {
    // Only what keeps the window from opening can be seen without a display.
    let folder = folder();
    let output = attache(folder.path(), &["./facts"]);
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.ends_with("/facts: error: it is a folder; choose a file in it\n"), "{errors}");
    let output = attache(folder.path(), &["bad.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 2);
}

#[test]
fn what_is_not_understood_is_said_on_standard_error() {
    let folder = folder();
    for args in [&["check"][..], &["facts", "--format", "xml"], &["--nonsense"], &["facts", "a", "b"]] {
        let output = attache(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && output.stderr.starts_with(b"error: "), "{args:?}");
    }
}

#[test]
fn help_names_examples_and_exit_codes() {
    let folder = folder();
    for args in [&["--help"][..], &["check", "--help"], &["facts", "--help"], &["schema", "--help"]] {
        let output = attache(folder.path(), args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let help = String::from_utf8_lossy(&output.stdout);
        assert!(help.contains("Example") && help.contains("Exit codes:"), "{help}");
    }
    check(&["--version"], 0, concat!("attache ", env!("CARGO_PKG_VERSION"), "\n"), "");
}

#[test]
fn a_reader_who_stops_early_is_no_error() {
    let folder = folder();
    for (args, expected_code) in [(&["facts", "--format", "json"][..], 0), (&["check", "bad.json"], 1)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
            .args(args)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().expect("a stream").read_to_string(&mut errors).expect("text");
        assert_eq!((child.wait().expect("an end").code(), errors.as_str()), (Some(expected_code), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let output = Command::new(env!("CARGO_BIN_EXE_attache")).arg("facts").stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "attache: error: the results could not be written (No space left on device (os error 28))\n"
    );
}

#[test]
fn import_lists_what_a_bibliography_has_beside_a_dossier_and_writes_nothing() {
    let folder = folder();
    let dossier = r#"{"format": 1, "title": "Arland and Borland", "parties": [{"id": "A", "name": "Arland"}, {"id": "B", "name": "Borland"}],
        "themes": [{"id": "t", "label": "T"}], "sources": [{"id": "there", "type": "book", "title": "On trade", "DOI": "10.1000/182"}], "facts": []}"#;
    fs::write(folder.path().join("mine.json"), dossier).expect("written");
    let entries = "@book{again, title={On trade}, doi={10.1000/182}}\n@book{other, title={On aid}}\n";
    fs::write(folder.path().join("library.bib"), entries).expect("written");
    let args = ["import", "bibliography", "library.bib", "--into", "mine.json", "--list"];
    let Output { status, stdout, stderr } = attache(folder.path(), &args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert_eq!(status.code(), Some(0), "{}", text(&stderr));
    assert!(text(&stdout).contains("On aid") && text(&stdout).contains("there"), "{}", text(&stdout));
    assert_eq!(fs::read_to_string(folder.path().join("mine.json")).expect("it is there"), dossier);
    let both = attache(folder.path(), &["import", "bibliography", "library.bib", "--out", "new.json", "--list"]);
    assert_eq!(both.status.code(), Some(2), "a list writes nothing");
}

#[test]
fn of_a_source_that_is_there_what_is_kept_taken_or_both_is_written_down() {
    let dossier = r#"{"format": 1, "title": "Arland and Borland", "parties": [{"id": "A", "name": "Arland"}, {"id": "B", "name": "Borland"}],
        "themes": [{"id": "t", "label": "T"}],
        "sources": [{"id": "there", "type": "book", "title": "On trade", "DOI": "10.1000/182", "custom": {"marker": "[1]"}}], "facts": []}"#;
    let entries = "@book{again, title={On Trade}, doi={10.1000/182}, publisher={P}, mystery={kept}}\n";
    let decided = |decision: &str| {
        let folder = folder();
        for (name, text) in [("mine.json", dossier), ("library.bib", entries), ("decided", decision)] {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let args = ["import", "bibliography", "library.bib", "--into", "mine.json", "--decide", "decided"];
        let listed = attache(folder.path(), &[&args[..], &["--list"]].concat());
        let output = attache(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let text = fs::read_to_string(folder.path().join("mine.json")).expect("it is there");
        let dossier: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        (String::from_utf8(listed.stdout).expect("UTF-8"), dossier["sources"].clone())
    };
    let (listed, sources) = decided("");
    assert_eq!(sources.as_array().map(Vec::len), Some(1), "nobody has decided");
    assert!(listed.contains(r#"title: there "On trade" | new "On Trade" | result open"#), "{listed}");
    let (_, sources) = decided("keep again\n");
    assert_eq!((sources.as_array().map(Vec::len), &sources[0]["title"]), (Some(1), &"On trade".into()));
    let (listed, sources) = decided("take again\n");
    assert!(listed.contains(r#"publisher: there – | new "P" | result "P""#), "{listed}");
    assert_eq!((sources.as_array().map(Vec::len), &sources[0]["id"]), (Some(1), &"there".into()));
    assert_eq!((&sources[0]["title"], &sources[0]["publisher"]), (&"On Trade".into(), &"P".into()));
    let custom = &sources[0]["custom"];
    assert_eq!((&custom["marker"], &custom["bibtex"]["mystery"]), (&"[1]".into(), &"kept".into()), "{custom}");
    let (_, sources) = decided("both again\n");
    assert_eq!((sources.as_array().map(Vec::len), &sources[1]["id"]), (Some(2), &"again".into()));
    assert_eq!(sources[0]["title"], "On trade");
}
