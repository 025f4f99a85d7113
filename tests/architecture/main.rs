//! The rules of the architecture that can be read off the source files: who may name whom, who touches screens and files, how long a
//! file may be.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod rust_lexer;

use std::fs;
use std::path::Path;

use rust_lexer::paths;

/// The modules in their order: each may name those before it and none after it.
const ORDER: [&[&str]; 13] = [
    &["dossier"],
    &["format"],
    &["load", "cite"],
    &["edit"],
    &["import"],
    &["analysis"],
    &["app"],
    &["charts"],
    &["store"],
    &["export"],
    &["window"],
    &["desktop", "cli"],
    &["main"],
];

/// What only some modules may name: the beginning of a path, and the modules.
const ONLY_IN: [(&[&str], &[&str]); 5] = [
    (&["egui"], &["charts", "export", "window", "desktop"]),
    (&["egui_plot"], &["charts", "export", "window"]),
    (&["eframe"], &["desktop"]),
    (&["std", "fs"], &["load", "store", "desktop", "cli"]),
    (&["tempfile"], &["store", "desktop", "cli"]),
];

/// The place of a module in the order.
fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|layer| layer.contains(&module))
}

const MAX_LINES: usize = 600;

/// What is wrong with a source file; `path` is relative to `src`.
fn violations(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!("{path}: {lines} lines; find the second thing that lives in it"));
    }
    let code = rust_lexer::code(text);
    if code.replace(char::is_whitespace, "").contains("[allow(") {
        found.push(format!("{path}: #[allow]; say #[expect(…, reason = …)]"));
    }
    let Some(module) = path.split_once('/').map(|(module, _)| module) else { return found };
    let Some(own_rank) = rank(module) else {
        found.push(format!("{path}: there is no module “{module}”"));
        return found;
    };
    for named in paths(&code, &modules(path)) {
        if named.first().is_some_and(|first| first == "crate")
            && let Some(other) = named.get(1)
            && other != module
            && rank(other).is_some_and(|rank| rank >= own_rank)
        {
            found.push(format!("{path}: {module} may not name {other}"));
        }
        for (start, allowed) in ONLY_IN {
            if named.len() >= start.len() && named.iter().zip(start).all(|(a, b)| a == b) && !allowed.contains(&module)
            {
                found.push(format!("{path}: {module} may not name {}", start.join("::")));
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
fn the_modules_keep_their_order() {
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
fn a_module_that_reaches_up_is_seen() {
    let expected = &["dossier/day.rs: dossier may not name load"];
    check("dossier/day.rs", "use crate::load::load;", expected);
    check("dossier/day.rs", "use crate::{dossier::Day, load::{Place, load}};", expected);
    check("dossier/day.rs", "fn f() { crate::load::load(p) }", expected);
    check("dossier/day.rs", "use super::super::load::Place;", expected);
    check("dossier/mod.rs", "use super::load;", &["dossier/mod.rs: dossier may not name load"]);
    check("dossier/day.rs", "mod tests { use super::super::super::load; }", expected);
    check("analysis/x.rs", "use crate::app::View;", &["analysis/x.rs: analysis may not name app"]);
    check("cite/mod.rs", "use crate::analysis::audit;", &["cite/mod.rs: cite may not name analysis"]);
    check("charts/mod.rs", "use crate::export;", &["charts/mod.rs: charts may not name export"]);
    check("export/mod.rs", "use crate::window::run;", &["export/mod.rs: export may not name window"]);
    check("window/mod.rs", "use crate::cli::Exit;", &["window/mod.rs: window may not name cli"]);
}

#[test]
fn screens_and_files_outside_their_modules_are_seen() {
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
    check("cellar/x.rs", "", &["cellar/x.rs: there is no module “cellar”"]);
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
