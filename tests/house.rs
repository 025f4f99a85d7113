//! The house rules that can be read off the source files: who may name whom, who touches screens and files, how long a
//! file may be.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod reader;

use std::fs;
use std::path::Path;

use reader::paths;

/// Each room, with the rooms that it may name.
const ROOMS: [(&str, &[&str]); 11] = [
    ("dossier", &[]),
    ("load", &["dossier"]),
    ("edit", &["dossier", "load"]),
    ("analysis", &["dossier"]),
    ("cite", &["dossier"]),
    ("import", &["dossier", "load", "cite", "edit"]),
    ("app", &["dossier", "load", "edit", "analysis", "cite", "import"]),
    ("charts", &["dossier", "analysis", "cite", "app"]),
    ("export", &["dossier", "analysis", "cite", "app", "charts"]),
    ("window", &["dossier", "load", "edit", "analysis", "cite", "import", "app", "charts", "export"]),
    ("cli", &["dossier", "load", "edit", "analysis", "cite", "import", "app", "charts", "export"]),
];

/// What only some rooms may name: the beginning of a path, and the rooms.
const ONLY_IN: [(&[&str], &[&str]); 5] = [
    (&["egui"], &["charts", "export", "window"]),
    (&["egui_plot"], &["charts", "export", "window"]),
    (&["eframe"], &["charts", "export", "window"]),
    (&["std", "fs"], &["load", "export", "window", "cli"]),
    (&["tempfile"], &["load", "export", "window", "cli"]),
];

const MAX_LINES: usize = 600;

/// What is wrong with a source file; `path` is relative to `src`.
fn violations(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!("{path}: {lines} lines; find the second thing that lives in it"));
    }
    let code = reader::code(text);
    if code.replace(char::is_whitespace, "").contains("[allow(") {
        found.push(format!("{path}: #[allow]; say #[expect(…, reason = …)]"));
    }
    let Some(room) = path.split_once('/').map(|(room, _)| room) else { return found };
    let Some((_, may_name)) = ROOMS.iter().find(|(known, _)| *known == room) else {
        found.push(format!("{path}: the house has no room “{room}”"));
        return found;
    };
    for named in paths(&code, &modules(path)) {
        if named.first().is_some_and(|first| first == "crate")
            && let Some(other) = named.get(1)
            && other != room
            && ROOMS.iter().any(|(known, _)| known == other)
            && !may_name.contains(&other.as_str())
        {
            found.push(format!("{path}: {room} may not name {other}"));
        }
        for (start, rooms) in ONLY_IN {
            if named.len() >= start.len() && named.iter().zip(start).all(|(a, b)| a == b) && !rooms.contains(&room) {
                found.push(format!("{path}: {room} may not name {}", start.join("::")));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The modules that a file stands in: `charts/trade/axes.rs` is `charts::trade::axes`.
fn modules(path: &str) -> Vec<String> {
    let bare = path.strip_suffix(".rs").unwrap_or(path);
    bare.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

fn source_files(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let relative = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("inside src");
            let name =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((name, fs::read_to_string(&path).expect("text")));
        }
    }
}

#[test]
fn the_house_is_in_order() {
    let mut files = Vec::new();
    source_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    assert!(files.len() > 20, "the sources are looked for in the wrong place");
    let found: Vec<String> = files.iter().flat_map(|(path, text)| violations(path, text)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(violations(path, text), expected, "{text}");
}

#[test]
fn a_room_that_reaches_up_is_seen() {
    let expected = &["dossier/day.rs: dossier may not name load"];
    check("dossier/day.rs", "use crate::load::load;", expected);
    check("dossier/day.rs", "use crate::{dossier::Day, load::{Place, load}};", expected);
    check("dossier/day.rs", "fn f() { crate::load::load(p) }", expected);
    check("dossier/day.rs", "use super::super::load::Place;", expected);
    check("dossier/mod.rs", "use super::load;", &["dossier/mod.rs: dossier may not name load"]);
    check("dossier/day.rs", "mod tests { use super::super::super::load; }", expected);
    check("analysis/words.rs", "use crate::load::Place;", &["analysis/words.rs: analysis may not name load"]);
    check("cite/mod.rs", "use crate::analysis::words;", &["cite/mod.rs: cite may not name analysis"]);
    check("charts/mod.rs", "use crate::export;", &["charts/mod.rs: charts may not name export"]);
    check("export/mod.rs", "use crate::window::run;", &["export/mod.rs: export may not name window"]);
    check("window/mod.rs", "use crate::cli::Exit;", &["window/mod.rs: window may not name cli"]);
}

#[test]
fn screens_and_files_outside_their_rooms_are_seen() {
    check("app/state.rs", "use egui::Vec2;", &["app/state.rs: app may not name egui"]);
    check("cli/mod.rs", "fn f(c: &eframe::Frame) {}", &["cli/mod.rs: cli may not name eframe"]);
    check("analysis/x.rs", "use egui_plot as p;", &["analysis/x.rs: analysis may not name egui_plot"]);
    check("charts/x.rs", "use std::{fmt, fs::File};", &["charts/x.rs: charts may not name std::fs"]);
    check("dossier/x.rs", "fn f() { ::std::fs::read(p) }", &["dossier/x.rs: dossier may not name std::fs"]);
    check("app/x.rs", "use tempfile::NamedTempFile;", &["app/x.rs: app may not name tempfile"]);
}

#[test]
fn long_files_and_bare_allowances_are_seen() {
    check("app/x.rs", &"\n".repeat(601), &["app/x.rs: 601 lines; find the second thing that lives in it"]);
    let expected = &["app/x.rs: #[allow]; say #[expect(…, reason = …)]"];
    check("app/x.rs", "#[allow(dead_code)] fn f() {}", expected);
    check("app/x.rs", "#![allow (dead_code)]", expected);
    check("cellar/x.rs", "", &["cellar/x.rs: the house has no room “cellar”"]);
}

#[test]
fn what_is_in_order_passes() {
    check("load/file.rs", "use crate::dossier::Dossier; use std::fs::File; use crate::load::raw;", &[]);
    check("dossier/x.rs", "// crate::load\n/* egui /* std::fs */ */ const A: &str = \"crate::load\";", &[]);
    check(
        "dossier/x.rs",
        "const A: &str = r#\"use egui\"; use crate::load;\"#; const Q: char = '\"'; fn f<'a>() {}",
        &[],
    );
    check("dossier/x.rs", "/// See [`load`](crate::load). #[allow(x)]\nfn f() {}", &[]);
    check("charts/trade/axes.rs", "use egui::Ui; use super::super::theme; use super::load_bars;", &[]);
    check("main.rs", "use attache::window; use egui;", &[]);
}
