//! Reviews on their whole way: a finding is marked, the file is written, and what it rests on changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use attache::analysis::{AuditOptions, Derived, ReviewState, audit, renewed_reviews};
use attache::app::{Action, AppState, EditAction, LayoutAction, SelectAction, Settings, View, apply};
use attache::dossier::{Day, Dossier, Review, ReviewChange};
use attache::edit::{Document, Edit, Json, List};
use attache::load::{Loaded, load_bytes, load_shipped};

fn shipped() -> AppState {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
}

/// Marks a finding as reviewed.
fn mark(state: &mut AppState, key: &str, note: Option<&str>) {
    let finding = state.file.audit.find(state.dossier(), key).expect(key);
    let fingerprint = finding.fingerprint(state.dossier());
    let review = Review { key: key.to_owned(), fingerprint, note: note.map(str::to_owned) };
    assert_eq!(apply(state, Action::Edit(EditAction::Review(ReviewChange::Mark(review)))), []);
}

/// A dossier with reviews in it.
fn with_reviews(text: &str, reviews: &[Review]) -> Loaded {
    let record = |review: &Review| {
        let fields = [("finding", review.key.as_str()), ("fingerprint", review.fingerprint.as_str())];
        Edit::add(List::Reviews, Json::object(fields.map(|(key, text)| (key, text.into()))))
    };
    let document = Document::parse(text).expect("sound");
    let edit = Edit::batch("reviews", reviews.iter().map(record));
    load_bytes(document.edited(&edit).expect("it fits").0.text().as_bytes()).expect("sound")
}

fn word(state: &AppState, key: &str) -> &'static str {
    ReviewState::of(state.file.audit.find(state.dossier(), key).expect(key), state.dossier()).word()
}

/// The first finding that needs a person.
fn first_key(state: &AppState) -> String {
    state.file.audit.findings().first().expect("a finding").key(state.dossier())
}

#[test]
fn a_review_adds_its_lines_to_the_text_and_moves_nothing_else() {
    let mut state = shipped();
    let key = first_key(&state);
    mark(&mut state, &key, Some("Asked; 확인했다."));
    let text = state.file.text.to_string();
    let shipped = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");
    let (old, mut new): (Vec<&str>, Vec<&str>) = (shipped.lines().collect(), text.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let added: Vec<&str> = new.drain(same..same + new.len() - old.len()).collect();
    assert!(added[0] == "  \"reviews\": [" && added.last() == Some(&"  ],"), "{added:?}");
    assert_eq!(new, old, "all else is as it was");
    assert_eq!(state.dossier().reviews().len(), 1);
    assert_eq!(state.file.warnings, []);
    // It is an edit like every other: unsaved, named, and taken back to the byte.
    assert!(state.is_unsaved());
    assert!(state.unsaved.changes()[0].label.starts_with("review of ‘"), "{:?}", state.unsaved.changes());
    assert_eq!(apply(&mut state, Action::Undo), []);
    assert!(*state.file.text == *shipped && !state.is_unsaved());
    assert_eq!(apply(&mut state, Action::Redo), []);
    assert_eq!(apply(&mut state, Action::Edit(EditAction::Review(ReviewChange::Unmark(key)))), []);
    assert_eq!(state.dossier().reviews(), []);
    assert_eq!(state.file.text.replace("  \"reviews\": [],\n", ""), shipped);
}

#[test]
fn another_note_takes_the_place_of_the_first() {
    let mut state = shipped();
    let key = first_key(&state);
    mark(&mut state, &key, Some("one"));
    mark(&mut state, &key, None);
    let [review] = state.dossier().reviews() else { panic!("{:?}", state.dossier().reviews()) };
    assert_eq!((&review.key, &review.note), (&key, &None));
}

#[test]
fn a_reviewed_finding_waits_no_longer_until_its_fact_changes() {
    let mut state = shipped();
    let key = first_key(&state);
    let waiting = state.file.waiting;
    let fact = state.dossier().facts()[0].id.clone();
    let _ = apply(&mut state, Action::Select(SelectAction::Fact(fact)));
    let selected = state.selected();
    mark(&mut state, &key, None);
    let text = state.file.text.to_string();
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
    let shipped = load_shipped().expect("sound");
    let reviews = reviews_of_all(&shipped.dossier, Day::from_civil(2026, 1, 15), |_, fingerprint| fingerprint);
    let loaded = with_reviews(&shipped.text, &reviews);
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
const VERSION_1: &str = include_str!("../expected/reviews_version_1.txt");

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
    let shipped = load_shipped().expect("sound");
    let loaded = with_reviews(&shipped.text, &old(&shipped.dossier));
    let mut state = AppState::new(loaded.clone(), None, View::default(), Settings::default())
        .with_today(Some(Day::from_civil(2026, 1, 20)));
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
    // Whoever reviews anything writes them anew with it, in one step.
    let uncited = state.file.audit.findings().iter().map(|finding| finding.key(state.dossier()));
    let other = uncited.into_iter().find(|key| !known.contains_key(key.as_str())).expect("another finding");
    mark(&mut state, &other, None);
    let written = state.dossier().reviews();
    let is_anew = |review: &&Review| known.get(review.key.as_str()).is_some_and(|old| *old != review.fingerprint);
    assert_eq!(written.iter().filter(is_anew).count(), known.len());
    assert_eq!(state.unsaved.changes().len(), 1);
}
