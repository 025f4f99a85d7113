//! What takes longer than a frame, on its whole way and without a window: opening, calling off, reading again, saving,
//! searching, exporting.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::program::Program;
use attache::analysis::ReviewState;
use attache::app::{
    Action, AppState, ChartKind, Dialog, DocumentFormat, EditAction, Effect, Event, ExportRequest, FileAction,
    FileFormat, FilterAction, Job, LayoutAction, LoadOrder, NotExported, Pick, SelectAction, Settings, Started, Tone,
    View, apply,
};
use attache::cli::generate;
use attache::dossier::{Day, Review, ReviewChange};
use attache::load::{Advance, Stage, load, load_bytes, load_shipped};

const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");

fn state() -> AppState {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
}

/// The program with a file open that holds the shipped dossier.
fn program_on(folder: &Path) -> (Program, PathBuf) {
    let path = folder.join("a.dossier.json");
    fs::write(&path, SHIPPED).expect("written");
    let mut program = Program::new(state());
    program.apply(Action::File(FileAction::Open(path.clone())));
    program.until(|state| state.file.path.is_some());
    (program, path)
}

fn generated(facts: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    generate(&mut bytes, facts, 1).expect("memory can be written to");
    bytes
}

fn notice(state: &AppState) -> &str {
    state.session.notice.as_ref().map_or("", |notice| &notice.text)
}

#[test]
fn a_file_is_opened_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, path) = program_on(folder.path());
    assert_eq!(program.state.file.path.as_ref(), Some(&path));
    assert_eq!(program.state.settings.recent_files.first(), Some(&path));
    assert_eq!((&program.state.session.loading, &program.state.session.opening), (&None, &None));
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_what_is_open_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    let broken = folder.path().join("broken.dossier.json");
    fs::write(&broken, "{\"format\": 1,").expect("written");
    program.apply(Action::File(FileAction::Open(broken)));
    program.until(|state| notice(state).contains("could not be opened"));
    assert_eq!(program.state.file.path.as_ref(), Some(&path));
    assert_eq!(program.state.session.dialog, Some(Dialog::Diagnostics));
}

#[test]
fn an_opening_that_was_called_off_changes_nothing_whenever_it_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    let large = folder.path().join("large.dossier.json");
    fs::write(&large, generated(20_000)).expect("written");
    program.apply(Action::File(FileAction::Open(large.clone())));
    assert!(program.state.session.loading.is_some());
    program.apply(Action::File(FileAction::CancelOpening));
    assert_eq!(program.state.session.loading, None);
    for _ in 0..20 {
        program.step(Duration::from_millis(20));
    }
    assert_eq!((program.state.file.path.as_ref(), notice(&program.state)), (Some(&path), ""));
    // The next one makes the one before it void.
    program.apply(Action::File(FileAction::Open(large)));
    program.apply(Action::File(FileAction::OpenShipped));
    program.until(|state| state.file.path.is_none());
    for _ in 0..20 {
        program.step(Duration::from_millis(20));
    }
    assert_eq!(program.state.file.path, None);
}

#[test]
fn how_far_an_opening_is_is_shown_where_it_takes_a_while() {
    let mut state = state();
    let effects = apply(&mut state, Action::File(FileAction::Open("big.dossier.json".into())));
    let [Effect::Load(LoadOrder { number, .. })] = &effects[..] else { panic!("{effects:?}") };
    let advance = Advance { stage: Stage::Checking, bytes: 1, all_bytes: 2, facts: 3 };
    assert_eq!(apply(&mut state, Event::Advanced { opening: *number, advance }), []);
    assert_eq!(state.session.opening, None, "a bar would only flicker");
    state.session.now_secs = 0.2;
    assert_eq!(apply(&mut state, Event::Advanced { opening: number + 1, advance }), []);
    assert_eq!(state.session.opening, None, "that is another opening");
    assert_eq!(apply(&mut state, Event::Advanced { opening: *number, advance }), []);
    let opening = state.session.opening.clone().expect("it is shown");
    assert_eq!((opening.name.as_str(), opening.advance), ("big.dossier.json", advance));
    // Its thread stops by itself.
    assert_eq!(apply(&mut state, Event::Stopped(Job::Load(*number))), []);
    assert_eq!((&state.session.opening, &state.session.loading), (&None, &None));
    assert_eq!(state.session.notice.expect("a notice").tone, Tone::Trouble);
}

#[test]
fn the_first_file_brings_its_view_and_the_shipped_dossier_stands_in_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dossier.json");
    fs::write(&path, SHIPPED).expect("written");
    let view = View { is_locked: true, ..View::default() };
    let begun = |path: PathBuf| {
        let empty = r#"{"format": 1, "title": "a", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
            "themes": [], "sources": [], "facts": []}"#;
        let loaded = load_bytes(empty.as_bytes()).expect("sound");
        let mut program = Program::new(AppState::new(loaded, None, View::default(), Settings::default()));
        let first = Some((path, Some(view.clone())));
        program.apply(Event::Started(Box::new(Started { first, ..Started::default() })));
        program
    };
    let mut program = begun(path.clone());
    program.until(|state| state.file.path.is_some());
    assert!(program.state.view.is_locked);
    let mut program = begun(folder.path().join("none.dossier.json"));
    program.until(|state| notice(state).contains("there is no such file"));
    assert_eq!(program.state.dossier().facts().len(), state().dossier().facts().len());
    let mut program = begun(path);
    program.apply(Action::File(FileAction::CancelOpening));
    assert_eq!(program.state.dossier().facts().len(), state().dossier().facts().len());
}

#[test]
fn a_file_that_changes_is_read_again_and_one_that_breaks_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    let fact = program.state.dossier().facts()[0].id.clone();
    program.apply(Action::Select(SelectAction::Fact(fact.clone())));
    let first = program.state.dossier().facts()[0].statement.to_string();
    fs::write(&path, SHIPPED.replace(&first, "Something else was said.")).expect("written");
    program.until(|state| notice(state).contains("was read again: 1\u{A0}fact changed"));
    assert_eq!(program.state.view.selected, Some(fact), "what is looked at stays");
    fs::write(&path, "{").expect("written");
    program.until(|state| notice(state).contains("was saved with"));
    assert!(program.state.session.is_file_broken);
    fs::remove_file(&path).expect("removed");
    program.until(|state| notice(state).contains("cannot be read any more"));
    fs::write(&path, SHIPPED).expect("written");
    program.until(|state| !state.session.is_file_broken);
}

#[test]
fn a_review_is_saved_when_that_is_asked_for_and_ones_own_saving_is_no_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    let finding = program.state.file.audit.findings()[0].clone();
    let key = finding.key(program.state.dossier());
    let fingerprint = finding.fingerprint(program.state.dossier());
    let review = Review { key: key.clone(), fingerprint, note: None };
    program.apply(Action::Edit(EditAction::Review(ReviewChange::Mark(review))));
    assert!(ReviewState::of(&finding, program.state.dossier()).is_reviewed());
    assert!(program.state.is_unsaved() && fs::read_to_string(&path).expect("text") == SHIPPED);
    program.apply(Action::File(FileAction::Save));
    program.until(|state| notice(state).starts_with("Saved: "));
    assert!(!program.state.is_unsaved() && load(&path).expect("sound").dossier.review(&key).is_some());
    // The system tells of the change, and it is none.
    for _ in 0..40 {
        program.step(Duration::from_millis(20));
    }
    assert!(notice(&program.state).starts_with("Saved: "), "{}", notice(&program.state));
    // Taken back, it is in the file until that is saved too.
    program.apply(Action::Undo);
    assert!(program.state.is_unsaved() && *program.state.file.text == *SHIPPED);
    program.apply(Action::File(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    assert_eq!(fs::read_to_string(&path).expect("text"), SHIPPED);
}

#[test]
fn a_search_through_very_many_facts_comes_back_and_the_last_one_counts() {
    let loaded = load_bytes(&generated(5_000)).expect("sound");
    let mut program = Program::new(AppState::new(loaded, None, View::default(), Settings::default()));
    let search = |text: &str| Action::Filter(FilterAction::Search(text.to_owned()));
    for text in ["t", "tr", "theme:trade year:2001"] {
        program.apply(search(text));
    }
    program.until(|state| !state.session.search.is_running);
    let found = program.state.session.shown.facts.clone();
    assert!(!found.is_empty());
    for fact in found {
        let fact = program.state.dossier().fact(fact);
        assert_eq!(program.state.dossier().theme(fact.theme).id, "trade");
    }
    // A search that stops by itself does not run for ever.
    let effects = program.state.apply(search("visit"));
    let [Effect::Find(order)] = &effects[..] else { panic!("{effects:?}") };
    program.apply(Event::Stopped(Job::Find(order.number)));
    assert!(!program.state.session.search.is_running);
}

#[test]
fn very_many_facts_are_audited_beside_the_window() {
    let loaded = load_bytes(&generated(5_000)).expect("sound");
    let state = AppState::new(loaded, None, View::default(), Settings::default());
    let mut program = Program::new(state.with_today(Some(Day::from_civil(2026, 11, 24))));
    let before = program.state.file.audit.findings().len();
    for years in [60, 40, 100] {
        program.apply(Action::Layout(LayoutAction::SetStaleAfter(years)));
    }
    program.until(|state| !state.session.is_auditing);
    assert!(program.state.file.audit.findings().len() < before);
}

#[test]
fn a_chart_is_exported_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, _) = program_on(folder.path());
    let path = folder.path().join("chart.svg");
    let request = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, path.clone());
    program.apply(Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(request.clone())))));
    program.apply(Action::File(FileAction::Export(Box::new(request))));
    assert!(program.state.session.export_share.is_some());
    program.until(|state| state.session.export_share.is_none());
    assert!(path.exists() && program.state.session.dialog.is_none(), "{}", notice(&program.state));
    assert_eq!(program.state.settings.export_folder.as_deref(), Some(folder.path()));
    program.apply(Action::File(FileAction::Open(path.clone())));
    program.until(|state| notice(state).contains("nothing of it has changed since"));
    // On another dossier it finds its own, which lies beside it.
    program.apply(Action::File(FileAction::OpenShipped));
    program.until(|state| state.file.path.is_none());
    let gone = folder.path().join("elsewhere");
    fs::create_dir(&gone).expect("a folder");
    fs::copy(&path, gone.join("chart.svg")).expect("copied");
    program.apply(Action::File(FileAction::Open(gone.join("chart.svg"))));
    program.until(|state| notice(state).contains("nothing of it has changed since"));
}

#[test]
fn the_whole_dossier_is_exported_from_the_window_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, _) = program_on(folder.path());
    program.apply(Action::File(FileAction::PrepareDocument));
    let Some(Dialog::Export(proposed)) = program.state.session.dialog.clone() else { panic!("no dialog") };
    assert_eq!(proposed.document, Some(DocumentFormat::Html));
    assert_eq!(proposed.path.extension().and_then(|ending| ending.to_str()), Some("html"));
    let mut names = std::collections::BTreeSet::new();
    for format in DocumentFormat::ALL.iter().copied() {
        let mut request = proposed.clone();
        request.set_document(format);
        request.path = folder.path().join(request.path.file_name().expect("a name"));
        assert!(names.insert(request.path.clone()), "{} would take the place of another", request.path.display());
        program.apply(Action::File(FileAction::Export(request.clone())));
        program.until(|state| state.session.export_share.is_none());
        let written = fs::read(&request.path).unwrap_or_else(|_| panic!("{}", notice(&program.state)));
        let made = attache::export::document(&program.state.file, format, None).expect("made");
        assert_eq!(written, made.bytes, "{format:?}");
        assert!(notice(&program.state).starts_with("The dossier is in "), "{}", notice(&program.state));
        // What is there is not written over unasked.
        program.apply(Action::File(FileAction::Export(request)));
        program.until(|state| state.session.export_share.is_none());
        assert!(notice(&program.state).contains("not exported"), "{}", notice(&program.state));
    }
    let mut chart = *proposed;
    chart.set_chart();
    assert!(
        chart.document.is_none() && chart.path.to_string_lossy().ends_with("-chart.png"),
        "{}",
        chart.path.display()
    );
}

#[test]
fn an_export_that_fails_or_is_called_off_leaves_no_file_and_says_so() {
    let mut program = Program::new(state());
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("none").join("chart.svg");
    let request = Box::new(ExportRequest::new(ChartKind::Trade, FileFormat::Svg, nowhere));
    program.apply(Action::File(FileAction::Export(request.clone())));
    program.until(|state| state.session.export_share.is_none());
    assert_eq!(program.state.session.notice.as_ref().map(|notice| notice.tone), Some(Tone::Trouble));
    let mut state = state();
    let _ = apply(&mut state, Action::File(FileAction::Export(request.clone())));
    assert_eq!(apply(&mut state, Action::Layout(LayoutAction::CloseDialog)), [Effect::CancelExport]);
    assert_eq!(
        apply(&mut state, Event::Exported { request: request.clone(), result: Err(NotExported::Cancelled) }),
        []
    );
    assert!(notice(&state).contains("called off") && state.session.export_share.is_none());
    // One that stops by itself does not stand in the way of the next one.
    let _ = apply(&mut state, Action::File(FileAction::Export(request.clone())));
    assert_eq!(apply(&mut state, Event::Stopped(Job::Export)), []);
    assert_eq!(apply(&mut state, Action::File(FileAction::Export(request.clone()))), [Effect::Export(*request)]);
}

#[test]
fn what_a_dialog_of_the_desktop_says_is_done() {
    let mut state = state();
    let picked = |pick, path: Option<&str>, was_shown| Event::Picked { pick, path: path.map(Into::into), was_shown };
    let effects = apply(&mut state, picked(Pick::Dossier, Some("b.json"), true));
    assert!(matches!(&effects[..], [Effect::Load(LoadOrder { path: Some(path), .. })] if path == Path::new("b.json")));
    assert_eq!(apply(&mut state, picked(Pick::Dossier, None, true)), []);
    assert_eq!(state.session.dialog, None, "somebody thought better of it");
    assert_eq!(apply(&mut state, picked(Pick::Dossier, None, false)), []);
    assert_eq!(state.session.dialog, Some(Dialog::OpenFile), "there was no dialog");
    let request = ExportRequest::new(ChartKind::Timeline, FileFormat::Png, "t.png".into());
    assert_eq!(apply(&mut state, picked(Pick::Figure(request), Some("other.png"), true)), []);
    let Some(Dialog::Export(request)) = &state.session.dialog else { panic!("{:?}", state.session.dialog) };
    assert_eq!((request.path.as_path(), request.may_replace), (Path::new("other.png"), true));
}
