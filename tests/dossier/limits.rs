//! Each input at ten times what it bears: a clear error or a bounded answer, within seconds and little memory.

#![cfg(target_os = "linux")]
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use attache::limits::{DIAGNOSTICS, DOSSIER_BYTES, FIGURE_BYTES, METADATA_BYTES};
use serde_json::json;

/// Memory beyond the file, in bytes: what a refusal may take.
const MEMORY: u64 = 256 << 20;

/// Runs the program with little memory (of addresses) and little time; the code and both streams.
#[track_caller]
fn run(folder: &Path, args: &[&str], memory: u64) -> (Option<i32>, String) {
    let script = format!("ulimit -v {}; ulimit -t 120; exec \"$0\" \"$@\"", memory >> 10);
    let mut command = Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_attache")]).args(args).current_dir(folder);
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

fn holes(path: &Path, bytes: u64) {
    File::create(path).expect("made").set_len(bytes).expect("a file of holes");
}

#[test]
fn files_that_are_too_large_are_not_even_begun() {
    let folder = tempfile::tempdir().expect("a folder");
    holes(&folder.path().join("x.dossier.json"), 10 * DOSSIER_BYTES);
    let (code, said) = run(folder.path(), &["check", "x.dossier.json"], MEMORY);
    assert!(code == Some(2) && said.contains("larger than 1 GiB"), "{code:?} {said}");
    for name in ["x.png", "x.svg", "x.pdf", "x.zip"] {
        holes(&folder.path().join(name), 10 * FIGURE_BYTES);
        let (code, said) = run(folder.path(), &["compare", name], MEMORY);
        assert!(code == Some(2) && said.contains("larger than 256 MiB"), "{name}: {code:?} {said}");
    }
}

#[test]
fn a_file_that_does_not_fit_into_memory_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    holes(&folder.path().join("x.dossier.json"), DOSSIER_BYTES - 1);
    let (code, said) = run(folder.path(), &["check", "x.dossier.json"], 1 << 30);
    assert!(code == Some(2) && said.contains("not enough memory"), "{code:?} {said}");
}

#[test]
fn what_a_figure_carries_is_unpacked_no_further_than_it_may() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..(METADATA_BYTES >> 20) + 4 {
        packed.write_all(&piece).expect("packed");
    }
    let text = [b"Attache\0\x01\0\0\0".to_vec(), packed.finish().expect("packed")].concat();
    let length = u32::try_from(text.len()).expect("short").to_be_bytes();
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), length.to_vec(), b"iTXt".to_vec(), text, vec![0; 4]].concat();
    fs::write(folder.path().join("x.png"), png).expect("written");
    let (code, said) = run(folder.path(), &["compare", "x.png"], 2 * MEMORY);
    assert!(code == Some(2) && said.contains("more than 64 MiB of data"), "{code:?} {said}");
    // Namespaces that are nested in each other are not resolved.
    let mut svg = String::new();
    for place in 0..25_000 {
        let _ = write!(svg, "<a xmlns:n{place}='u{place}'>");
    }
    fs::write(folder.path().join("x.svg"), svg).expect("written");
    let (code, said) = run(folder.path(), &["compare", "x.svg"], MEMORY);
    assert!(code == Some(2) && said.contains("is not a figure"), "{code:?} {said}");
}

fn dossier(theme: &str, figures: &serde_json::Value) -> String {
    json!({
        "format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
        "themes": [{"id": "t", "label": theme}], "sources": [],
        "facts": [{"id": "f", "theme": "t", "title": "x", "statement": "y", "date": "2013", "citations": [], "figures": figures}],
    })
    .to_string()
}

#[test]
fn only_so_many_errors_are_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let facts: Vec<_> = (0..10 * DIAGNOSTICS).map(|place| json!({"id": format!("f{place}"), "zzz": 1})).collect();
    let text = json!({"format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
                      "themes": [], "sources": [], "facts": facts});
    fs::write(folder.path().join("x.json"), text.to_string()).expect("written");
    let (code, said) = run(folder.path(), &["check", "x.json"], 2 * MEMORY);
    assert_eq!((code, said.lines().count()), (Some(1), DIAGNOSTICS + 1), "{}", said.lines().last().unwrap_or_default());
    assert!(said.lines().last().is_some_and(|last| last.contains("more errors are not listed")), "{said}");
}

#[test]
fn changes_against_many_figures_are_not_multiplied() {
    let folder = tempfile::tempdir().expect("a folder");
    let figure = |id: String, period: &str, change: bool| {
        let mut figure = json!({"id": id, "measure": "trade-value", "flow": "total", "reporter": "A", "partner": "B",
                                "period": period, "value": "7", "unit": "USD", "basis": "stated"});
        if change {
            figure["change"] = json!({"percent": "10", "from": "2012"});
        }
        figure
    };
    let old = (0..200).map(|place| figure(format!("o{place}"), "2012", false));
    let figures: Vec<_> = old.chain((0..200).map(|place| figure(format!("n{place}"), "2013", true))).collect();
    fs::write(folder.path().join("x.json"), dossier("T", &json!(figures))).expect("written");
    let (code, said) = run(folder.path(), &["audit", "x.json"], 4 * MEMORY);
    assert!(code == Some(0) && said.contains("too many figures stand at the period of comparison"), "{code:?}");
    assert!(said.lines().count() < 2_000, "{}", said.lines().count());
}

#[test]
fn a_lane_with_a_name_of_thousands_of_words_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("x.json"), dossier(&"word ".repeat(40_000), &json!([]))).expect("written");
    let (code, said) = run(folder.path(), &["export", "x.json", "--view", "timeline", "--out", "x.svg"], 4 * MEMORY);
    assert_eq!((code, said.as_str()), (Some(0), ""));
}

#[test]
fn thousands_of_goods_in_one_year_are_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let figure = |place: usize| {
        json!({"id": format!("c{place}"), "measure": "trade-value", "flow": "export", "reporter": "A", "partner": "B",
               "period": "2013", "commodity": format!("Good {place}"), "value": "7", "unit": "USD", "basis": "stated"})
    };
    let figures: Vec<_> = (0..5_000).map(figure).collect();
    fs::write(folder.path().join("x.json"), dossier("T", &json!(figures))).expect("written");
    let (code, said) = run(folder.path(), &["export", "x.json", "--view", "trade", "--out", "x.csv"], 4 * MEMORY);
    assert_eq!((code, said.as_str()), (Some(0), ""));
}

#[test]
fn titles_of_a_hundred_thousand_letters_are_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let fact = |place: usize| json!({"id": format!("f{place}"), "theme": "t", "title": "W".repeat(100_000), "statement": "y", "date": "2013"});
    let facts: Vec<_> = (0..20).map(fact).collect();
    let text = json!({"format": 1, "title": "T".repeat(100_000), "parties": [{"id": "A", "name": "N".repeat(100_000)},
                      {"id": "B", "name": "B"}], "themes": [{"id": "t", "label": "T"}], "sources": [], "facts": facts});
    fs::write(folder.path().join("x.json"), text.to_string()).expect("written");
    for view in ["timeline", "trade"] {
        let (code, said) =
            run(folder.path(), &["export", "x.json", "--view", view, "--out", &format!("{view}.svg")], 4 * MEMORY);
        assert_eq!((code, said.as_str()), (Some(0), ""), "{view}");
        let svg = fs::read_to_string(folder.path().join(format!("{view}.svg"))).expect("written");
        // Its description has all of them; of what is drawn, letters are few.
        let drawn = svg.matches("<text").count();
        assert!(drawn < 100, "{view}: {drawn} pieces of text");
    }
}
