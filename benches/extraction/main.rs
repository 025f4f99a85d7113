//! How well dates and amounts are found in prose: recall, precision and F1 against texts that people have marked, with each
//! miss by name, and megabytes a second.
//!
//! `ATTACHE_EXTRACTION=FOLDER cargo bench --bench extraction [-- --misses]`, where the folder, or folders in it, hold
//! `WikiWars` (`*.key.xml`, TIMEX2 inline) and sets of quantities (`*.json`: a list of texts with their `quantities`).

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints, and stops where it cannot go on")]
#![expect(clippy::disallowed_types, reason = "a bench measures time")]

mod quantities;
mod score;
mod timex;
mod wikiwars;

use std::path::{Path, PathBuf};

fn main() {
    let Some(folder) = std::env::var_os("ATTACHE_EXTRACTION") else {
        println!("extraction: not measured; set ATTACHE_EXTRACTION to a folder with WikiWars or quantities");
        return;
    };
    let names_misses = std::env::args().any(|argument| argument == "--misses");
    let mut files = Vec::new();
    gather(Path::new(&folder), 3, &mut files);
    files.sort();
    let of_kind =
        |end: &str| -> Vec<&PathBuf> { files.iter().filter(|path| path.to_string_lossy().ends_with(end)).collect() };
    let (dates, amounts) = (of_kind(".key.xml"), of_kind(".json"));
    if !dates.is_empty() {
        wikiwars::measure(&dates, names_misses);
    }
    quantities::measure(&amounts, names_misses);
}

/// The files of a folder, and of the folders in it to a depth.
fn gather(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() && depth > 0 {
            gather(&path, depth - 1, files);
        } else {
            files.push(path);
        }
    }
}
