//! Reviews on their whole way: a finding is marked, the file is written, and what it rests on changes.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use attache::analysis::{AuditOptions, Derived, ReviewState, audit, renewed_reviews};
use attache::app::{
    Action, AppState, Dialog, Effect, FileAction, LayoutAction, ReviewOrder, SelectAction, Settings, View, apply,
};
use attache::dossier::{Day, Dossier, Review, ReviewChange};
use attache::load::{load_bytes, load_reviewed, load_shipped};

fn shipped() -> AppState {
    let settings = Settings { export_folder: Some("out".into()), ..Settings::default() };
    AppState::new(load_shipped().expect("sound"), None, View::default(), settings)
}

fn mark(state: &AppState, key: &str, note: Option<&str>) -> ReviewChange {
    let finding = state.file.audit.find(state.dossier(), key).expect(key);
    ReviewChange::Mark(Review {
        key: key.to_owned(),
        fingerprint: finding.fingerprint(state.dossier()),
        note: note.map(str::to_owned),
    })
}

fn word(state: &AppState, key: &str) -> &'static str {
    ReviewState::of(state.file.audit.find(state.dossier(), key).expect(key), state.dossier()).word()
}

/// The first finding that needs a person.
fn first_key(state: &AppState) -> String {
    state.file.audit.findings().first().expect("a finding").key(state.dossier())
}

#[test]
fn a_review_adds_its_lines_to_the_file_and_moves_nothing_else() {
    let state = shipped();
    let key = first_key(&state);
    let change = mark(&state, &key, Some("Asked; 확인했다."));
    let applied = |dossier: &Dossier| change.applied(dossier.reviews());
    let loaded = load_reviewed(state.file.text.as_bytes().to_vec(), applied).expect("sound");
    let text = loaded.text.to_string();
    let shipped = include_str!("../assets/dossiers/indonesia-north-korea.dossier.json");
    let (old, new): (Vec<&str>, Vec<&str>) = (shipped.lines().collect(), text.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    assert_eq!(same, old.len() - 2, "all but the last brackets is as it was");
    assert_eq!(new.len(), old.len() + 3);
    assert_eq!(loaded.dossier.reviews().len(), 1);
    assert_eq!(loaded.warnings, []);

    let unmark = ReviewChange::Unmark(key);
    let loaded = load_reviewed(text.into_bytes(), |dossier| unmark.applied(dossier.reviews())).expect("sound");
    assert_eq!(loaded.dossier.reviews(), []);
    assert_eq!(loaded.text.replace(",\n  \"reviews\": []", ""), shipped);
}

#[test]
fn a_reviewed_finding_waits_no_longer_until_its_fact_changes() {
    let mut state = shipped();
    let key = first_key(&state);
    let waiting = state.file.waiting;
    let change = mark(&state, &key, None);
    let applied = |dossier: &Dossier| change.applied(dossier.reviews());
    let loaded = load_reviewed(state.file.text.as_bytes().to_vec(), applied).expect("sound");
    let text = loaded.text.to_string();
    let fact = state.dossier().facts()[0].id.clone();
    let _ = apply(&mut state, Action::Select(SelectAction::Fact(fact)));
    let selected = state.selected();
    state.refresh_file(loaded, Some("copy.json".into()));
    assert_eq!(word(&state, &key), "reviewed");
    assert_eq!(state.file.waiting, waiting - 1);
    assert_eq!(state.selected(), selected, "what is looked at stays");

    let finding = state.file.audit.find(state.dossier(), &key).expect("a finding");
    let statement = state.dossier().fact(finding.facts().next().expect("a fact")).statement.clone();
    let changed = text.replace(&*statement, "Something else was said.");
    assert_ne!(changed, text);
    state.refresh_file(load_bytes(changed.as_bytes()).expect("sound"), Some("copy.json".into()));
    assert_eq!(word(&state, &key), "outdated");
    assert_eq!(state.file.waiting, waiting);
}

#[test]
fn the_shipped_dossier_is_saved_as_a_copy_first() {
    let mut state = shipped();
    let key = first_key(&state);
    assert_eq!(apply(&mut state, Action::File(FileAction::PrepareReview(key.clone()))), []);
    let Some(Dialog::Review(draft)) = state.session.dialog.clone() else { panic!("no dialog") };
    assert_eq!(draft.copy_to, Some(PathBuf::from("out/indonesia-north-korea.dossier.json")));
    let change = mark(&state, &key, None);
    let nowhere = Action::Review { change: change.clone(), copy_to: None };
    assert_eq!(apply(&mut state, nowhere), [], "there is nothing to write to");
    let action = Action::Review { change: change.clone(), copy_to: draft.copy_to };
    let to = PathBuf::from("out/indonesia-north-korea.dossier.json");
    assert_eq!(apply(&mut state, action), [Effect::Review(ReviewOrder { from: None, to, change: change.clone() })]);

    state.refresh_file(load_shipped().expect("sound"), Some("mine.json".into()));
    let action = Action::Review { change: change.clone(), copy_to: None };
    let (from, to) = (Some("mine.json".into()), "mine.json".into());
    assert_eq!(apply(&mut state, action), [Effect::Review(ReviewOrder { from, to, change })]);
}

#[test]
fn the_age_that_makes_a_figure_old_is_chosen() {
    let today = Day::from_civil(2026, 1, 15);
    let mut state = shipped().with_today(Some(today));
    let count = |state: &AppState| {
        state.file.audit.findings().iter().filter(|finding| finding.kind.word() == "stale-fact").count()
    };
    let usual = count(&state);
    let _ = apply(&mut state, Action::Layout(LayoutAction::SetStaleAfter(100)));
    let late = count(&state);
    assert!(late < usual, "{late} of {usual}");
    let _ = apply(&mut state, Action::Layout(LayoutAction::SetStaleAfter(0)));
    assert_eq!(state.settings.stale_after_years, 1);
    assert!(count(&state) >= usual);
}

/// A review of every finding of a dossier on a day, each with the fingerprint that is given for it.
fn reviews_of_all(dossier: &Dossier, today: Day, fingerprint: impl Fn(&str, String) -> String) -> Vec<Review> {
    let options = AuditOptions { today: Some(today), ..AuditOptions::default() };
    let audit = audit(dossier, &Derived::of(dossier), &options);
    let review = |finding: &attache::analysis::Finding| {
        let key = finding.key(dossier);
        Review { fingerprint: fingerprint(&key, finding.fingerprint(dossier)), key, note: None }
    };
    audit.findings().iter().map(review).collect()
}

/// What the program says of the reviews in a file on a day, by the key of the finding.
fn audited(path: &Path, today: &str) -> BTreeMap<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    let output = command.arg("audit").arg(path).args(["--format", "json", "--today", today]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().expect("a text").to_owned();
    rows.iter().map(|row| (text(row, "key"), text(row, "review"))).collect()
}

#[test]
fn a_review_lasts_beyond_midnight() {
    let shipped = load_shipped().expect("sound").text.as_bytes().to_vec();
    let loaded = load_reviewed(shipped, |dossier| {
        reviews_of_all(dossier, Day::from_civil(2026, 1, 15), |_, fingerprint| fingerprint)
    })
    .expect("sound");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reviewed.dossier.json");
    fs::write(&path, &*loaded.text).expect("written");
    let first = audited(&path, "2026-01-15");
    assert!(first.values().all(|review| review == "reviewed"), "{first:?}");
    assert!(first.keys().any(|key| key.starts_with("stale-fact:")), "one names the day");
    for other_day in ["2026-01-16", "2026-12-31", "2027-03-01"] {
        assert_eq!(audited(&path, other_day), first, "{other_day}");
    }
}

/// A review of each kind with the fingerprint that version 1 gave it on 15 January 2026.
const VERSION_1: &str = include_str!("expected/reviews_version_1.txt");

#[test]
fn a_review_with_a_fingerprint_of_version_1_holds_and_is_written_anew() {
    let known: BTreeMap<&str, &str> = VERSION_1.lines().filter_map(|line| line.split_once(' ')).collect();
    let old = |dossier: &Dossier| {
        let all = reviews_of_all(dossier, Day::from_civil(2026, 1, 15), |key, _| {
            known.get(key).copied().unwrap_or_default().to_owned()
        });
        let mut old: Vec<Review> = all.into_iter().filter(|review| !review.fingerprint.is_empty()).collect();
        old.push(Review { key: "uncited-fact:nowhere".to_owned(), fingerprint: "0f".to_owned(), note: None });
        old
    };
    let shipped = load_shipped().expect("sound").text.as_bytes().to_vec();
    let loaded = load_reviewed(shipped, old).expect("sound");
    let dossier = loaded.dossier;
    assert_eq!(dossier.reviews().len(), known.len() + 1, "each is of a finding that is there");
    for month in [1, 6] {
        let today = Day::from_civil(2026, month, 20);
        let options = AuditOptions { today: Some(today), ..AuditOptions::default() };
        let audit = audit(&dossier, &Derived::of(&dossier), &options);
        for key in known.keys() {
            let finding = audit.find(&dossier, key).expect(key);
            assert!(ReviewState::of(finding, &dossier).is_reviewed(), "{key}, in month {month}");
        }
        let renewed = renewed_reviews(&dossier, &options);
        let (gone, anew) = renewed.split_last().expect("some");
        assert_eq!(gone.fingerprint, "0f", "what cannot be told is left as it is");
        for review in anew {
            let finding = audit.find(&dossier, &review.key).expect("a finding");
            assert_eq!(review.fingerprint, finding.fingerprint(&dossier), "{}", review.key);
        }
    }
}
