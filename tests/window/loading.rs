//! Reading files as a stream: in any order of their parts, watched from outside, and stopped.

use std::fs;
use std::sync::Arc;
use std::thread;

use attache::load::{Advance, Progress, Stage, load_bytes, load_watched};
use serde_json::{Map, Value};

fn generated(facts: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    attache::cli::generate(&mut bytes, facts, 1).expect("memory can be written to");
    bytes
}

/// The same file with its facts before everything that they refer to.
fn facts_first(bytes: &[u8]) -> Vec<u8> {
    let mut whole: Map<String, Value> = serde_json::from_slice(bytes).expect("an object");
    let facts = whole.shift_remove("facts").expect("facts");
    let turned: Map<String, Value> = [("facts".to_owned(), facts)].into_iter().chain(whole).collect();
    serde_json::to_vec(&turned).expect("JSON")
}

#[test]
fn the_order_of_the_parts_makes_no_difference() {
    let bytes = generated(500);
    let straight = load_bytes(&bytes).expect("sound").dossier;
    assert!(straight.facts().iter().any(|fact| !fact.relations.is_empty()));
    assert_eq!(load_bytes(&facts_first(&bytes)).expect("sound").dossier, straight);
}

#[test]
fn what_is_wrong_is_found_in_any_order_of_the_parts() {
    let text = String::from_utf8(generated(200)).expect("UTF-8");
    let broken = text
        .replace("\"theme\": \"law\"", "\"theme\": \"lawn\"")
        .replace("\"date\": \"20", "\"date\": 20, \"x\": \"20");
    let said = |bytes: &[u8]| {
        let found = load_bytes(bytes).expect_err("broken");
        found.into_iter().map(|one| (one.path, one.message, one.hint)).collect::<Vec<_>>()
    };
    let straight = said(broken.as_bytes());
    assert!(straight.iter().any(|(_, message, _)| message.contains("no theme “lawn”")), "{straight:?}");
    assert!(straight.len() > 40, "{}", straight.len());
    assert_eq!(said(&facts_first(broken.as_bytes())), straight);
}

/// The same text, made long enough that two threads read it.
fn lengthened(text: &str) -> Vec<u8> {
    // At the end of its first line, so that nothing stands elsewhere.
    text.replacen("{\n", &format!("{{{}\n", " ".repeat(1 << 18)), 1).into_bytes()
}

#[test]
fn a_long_file_is_read_like_a_short_one() {
    let text = String::from_utf8(generated(700)).expect("UTF-8");
    let short = load_bytes(text.as_bytes()).expect("sound");
    assert_eq!(load_bytes(&lengthened(&text)).expect("sound").dossier, short.dossier);
    let damages = [
        text.replace("\"theme\": \"law\"", "\"theme\": \"lawn\""),
        text.replace("\"source\": \"ref-2", "\"source\": \"rof-2"),
        text.replacen("\"statement\": \"T", "\"statement\": T", 1),
        text[..text.len() * 2 / 3].to_owned(),
    ];
    for damaged in damages {
        let said = load_bytes(damaged.as_bytes()).expect_err("damaged");
        assert_eq!(load_bytes(&lengthened(&damaged)).expect_err("damaged"), said);
    }
}

#[test]
fn broken_text_in_early_facts_is_placed_in_the_whole_text() {
    let text = "{\"format\": 1,\n \"facts\": [\n  {\"custom\": {\"x\": 1e999}}\n]}";
    let found = load_bytes(text.as_bytes()).expect_err("broken");
    assert_eq!((found.len(), found[0].place.line, found[0].place.column), (1, 3, 24), "{found:?}");
}

#[test]
fn loading_is_watched_in_bytes_and_facts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dossier.json");
    let bytes = generated(2_000);
    fs::write(&path, &bytes).expect("written");
    let progress = Progress::default();
    assert_eq!(progress.advance(), Advance::default());
    load_watched(&path, &progress).expect("sound");
    let all_bytes = bytes.len() as u64;
    assert_eq!(progress.advance(), Advance { stage: Stage::Checking, bytes: all_bytes, all_bytes, facts: 2_000 });
}

#[test]
fn loading_that_is_stopped_while_its_bytes_are_read_is_cancelled_and_not_unreadable() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dossier.json");
    fs::write(&path, generated(20)).expect("written");
    let progress = Progress::default();
    progress.cancel();
    let error = load_watched(&path, &progress).expect_err("stopped");
    assert_eq!(progress.advance().stage, Stage::Reading);
    assert!(error.is_cancelled() && !error.is_unreadable(), "{error}");
}

#[test]
fn loading_stops_where_it_is_when_it_is_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dossier.json");
    fs::write(&path, generated(20_000)).expect("written");
    let progress = Arc::new(Progress::default());
    let watched = Arc::clone(&progress);
    let loading = thread::spawn(move || load_watched(&path, &watched));
    while progress.advance().facts < 500 {
        assert!(!loading.is_finished(), "it was over before anybody could stop it");
        thread::yield_now();
    }
    progress.cancel();
    let error = loading.join().expect("no panic").expect_err("stopped");
    assert!(error.is_cancelled() && error.diagnostics().is_empty(), "{error}");
    assert!(progress.advance().facts < 20_000);
}
