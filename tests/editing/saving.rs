//! What is not saved, on its whole way, mostly without a window: edits in memory, saving, closing, and a file that another program
//! changes meanwhile.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::program::Program;
use attache::app::{
    Action, AppState, Comparison, Dialog, EditAction, Effect, Event, FileAction, FormOf, LayoutAction, Onto, Pick,
    Resolution, SaveTo, SelectAction, Settings, SideChoice, Theirs, Tone, View, apply,
};
use attache::charts::theme;
use attache::edit::{Document, Journal, Side, Target};
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");
const FACT: &str = "relations-cut-off";

fn shipped() -> AppState {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
}

/// The program with a file open that holds the shipped dossier.
fn program_on(folder: &Path) -> (Program, PathBuf) {
    let path = folder.join("a.dossier.json");
    fs::write(&path, SHIPPED).expect("written");
    let mut program = Program::new(shipped());
    program.apply(Action::File(FileAction::Open(path.clone())));
    program.until(|state| state.file.path.is_some());
    (program, path)
}

fn file(action: FileAction) -> Action {
    Action::File(action)
}

/// The action that gives a fact another date.
fn dated(state: &AppState, date: &str) -> Action {
    with_field(state, "date", date)
}

fn with_field(state: &AppState, key: &str, value: &str) -> Action {
    let mut form = attache::app::RecordForm::open(state, FormOf::Fact(FACT.into())).expect("it is there");
    form.record.set(key, value);
    Action::Edit(EditAction::Apply(Box::new(form)))
}

fn set(state: &mut AppState, key: &str, value: &str) {
    let action = with_field(state, key, value);
    assert_eq!(apply(state, action), []);
}

/// The shipped text with another date of that fact.
fn text_dated(date: &str) -> String {
    SHIPPED.replace("\"/1972\"", &format!("\"{date}\""))
}

fn notice(state: &AppState) -> &str {
    state.session.notice.as_ref().map_or("", |notice| &notice.text)
}

fn held(path: &Path) -> String {
    fs::read_to_string(path).expect("text")
}

#[test]
fn an_edit_is_in_memory_until_it_is_saved_and_undoing_it_clears_the_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    assert!(!program.state.is_unsaved());
    program.apply(dated(&program.state, "1966/1972"));
    assert!(program.state.is_unsaved() && *program.state.file.text == *text_dated("1966/1972"));
    assert_eq!(held(&path), SHIPPED);
    assert!(notice(&program.state).contains("Not saved yet"), "{}", notice(&program.state));
    program.apply(Action::Undo);
    assert!(!program.state.is_unsaved() && program.state.unsaved.changes().is_empty());
    program.apply(Action::Redo);
    program.apply(file(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    assert_eq!(held(&path), text_dated("1966/1972"));
    // What was saved can be taken back, which is unsaved then; and it can be typed back.
    program.apply(Action::Undo);
    assert!(program.state.is_unsaved());
    assert_eq!(program.state.unsaved.changes().len(), 1);
    program.apply(dated(&program.state, "1966/1972"));
    assert!(!program.state.is_unsaved() && program.state.unsaved.changes().is_empty());
}

#[test]
fn the_journal_of_what_is_not_saved_leads_to_what_is_open() {
    let mut state = shipped();
    let check = |state: &AppState, count: usize| {
        let journal = state.journal().expect("something is unsaved");
        assert_eq!(journal.edits.len(), count);
        let text = Journal::text(&journal.head.expect("a head"), journal.edits.iter().map(|(_, edit)| edit));
        let mut document = Document::parse(state.unsaved.base().clone()).expect("sound");
        for (_, edit) in Journal::parse(&text).expect("a journal").edits {
            document = document.edited(&edit).expect("it fits").0;
        }
        assert!(document.text() == &*state.file.text, "step {count}");
    };
    set(&mut state, "date", "1966/1972");
    check(&state, 1);
    set(&mut state, "note", "So it is said.");
    check(&state, 2);
    let _ = apply(&mut state, Action::Undo);
    check(&state, 1);
    let _ = apply(&mut state, Action::Redo);
    check(&state, 2);
    let _ = apply(&mut state, Action::Edit(EditAction::Remove(Target::fact("ties-never-severed"))));
    check(&state, 3);
    // Something new after undoing keeps what was undone, in the history.
    let _ = apply(&mut state, Action::Undo);
    set(&mut state, "date", "1968/1972");
    check(&state, 3);
    for _ in 0..6 {
        let _ = apply(&mut state, Action::Undo);
    }
    assert!(!state.is_unsaved() && state.journal().is_none());
}

#[test]
fn the_shipped_dossier_is_saved_as_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Program::new(shipped());
    program.apply(dated(&program.state, "1966/1972"));
    let effects = program.state.apply(file(FileAction::Save));
    let [Effect::Pick(pick @ Pick::Save { is_copy: false, .. })] = &effects[..] else { panic!("{effects:?}") };
    // Where the desktop has no dialog, ours asks.
    program.apply(Event::Picked { pick: pick.clone(), path: None, was_shown: false });
    assert!(matches!(program.state.session.dialog, Some(Dialog::SaveAs(SaveTo { is_copy: false, .. }))));
    let path = folder.path().join("mine.dossier.json");
    program.apply(file(FileAction::SaveTo(SaveTo { path: path.clone(), is_copy: false, may_replace: false })));
    program.until(|state| !state.is_unsaved());
    assert_eq!(program.state.file.path.as_ref(), Some(&path));
    assert_eq!(program.state.session.dialog, None);
    assert_eq!(program.state.settings.recent_files.first(), Some(&path));
    assert_eq!(held(&path), text_dated("1966/1972"));
    // From then on Ctrl+S saves there.
    program.apply(Action::Undo);
    program.apply(file(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    assert_eq!(held(&path), SHIPPED);
}

#[test]
fn a_copy_leaves_the_dossier_where_it_is_and_takes_no_other_files_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(dated(&program.state, "1966/1972"));
    let copy = folder.path().join("b.dossier.json");
    fs::write(&copy, "something else").expect("written");
    let to = SaveTo { path: copy.clone(), is_copy: true, may_replace: false };
    program.apply(file(FileAction::SaveTo(to.clone())));
    program.until(|state| notice(state).contains("is there already"));
    assert_eq!(held(&copy), "something else");
    program.apply(file(FileAction::SaveTo(SaveTo { may_replace: true, ..to })));
    program.until(|state| notice(state).starts_with("A copy was saved"));
    assert_eq!(held(&copy), text_dated("1966/1972"));
    assert_eq!((program.state.file.path.as_ref(), held(&path).as_str()), (Some(&path), SHIPPED));
    assert!(program.state.is_unsaved());
}

#[test]
fn a_path_that_the_desktop_gives_has_the_ending_of_dossiers() {
    let mut state = shipped();
    let pick = Pick::Save { path: "x".into(), is_copy: false };
    let effects = apply(&mut state, Event::Picked { pick, path: Some("/nowhere/mine".into()), was_shown: true });
    let [Effect::Save(order)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((order.to.as_path(), &order.onto), (Path::new("/nowhere/mine.dossier.json"), &Onto::Anything));
}

#[test]
fn leaving_asks_first_and_does_what_is_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    // Nothing is asked where nothing would be lost.
    assert_eq!(program.state.apply(file(FileAction::Quit)), [Effect::Quit]);
    for leave in [FileAction::Quit, FileAction::OpenShipped, FileAction::Open("/x/other.dossier.json".into())] {
        let mut state = AppState::clone(&program.state);
        set(&mut state, "date", "1966/1972");
        assert_eq!(apply(&mut state, file(leave.clone())), []);
        let Some(Dialog::AskToSave(ask)) = &state.session.dialog else { panic!("{:?}", state.session.dialog) };
        assert_eq!(*ask.next, leave);
        // Cancel: nothing has happened.
        let mut cancelled = state.clone();
        assert_eq!(apply(&mut cancelled, Action::Layout(LayoutAction::CloseDialog)), []);
        assert!(cancelled.session.dialog.is_none() && cancelled.is_guarded());
        // Don't save: it is done.
        let effects = apply(&mut state, file(FileAction::DropThen(Box::new(leave))));
        assert!(matches!(&effects[..], [Effect::Quit | Effect::Load(_)]), "{effects:?}");
        assert!(!state.is_guarded() && state.journal().is_none(), "a person has let it go");
    }
    // Save: it is done when that is done.
    program.apply(dated(&program.state, "1966/1972"));
    program.apply(file(FileAction::Quit));
    program.apply(file(FileAction::SaveThen(Box::new(FileAction::Quit))));
    program.until(|state| !state.is_unsaved());
    assert_eq!((&program.left[..], held(&path)), (&[Effect::Quit][..], text_dated("1966/1972")));
}

#[test]
fn closing_the_window_asks_the_same_and_what_cannot_be_saved_is_not_closed_upon() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(dated(&program.state, "1966/1972"));
    program.apply(Event::CloseRequested);
    assert!(matches!(&program.state.session.dialog, Some(Dialog::AskToSave(ask)) if *ask.next == FileAction::Quit));
    // The file cannot be written: another place is offered, and nothing is closed.
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("changed");
    program.apply(file(FileAction::SaveThen(Box::new(FileAction::Quit))));
    program.until(|state| notice(state).contains("write-protected"));
    assert_eq!(program.left, []);
    assert!(program.state.is_unsaved());
    assert!(matches!(&program.state.session.dialog, Some(Dialog::SaveAs(to)) if to.path == path));
    assert_eq!(program.state.session.notice.as_ref().map(|notice| notice.tone), Some(Tone::Trouble));
}

#[test]
fn a_dossier_that_was_changed_while_another_one_was_read_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    let other = folder.path().join("other.dossier.json");
    fs::write(&other, text_dated("1970")).expect("written");
    program.apply(file(FileAction::Open(other.clone())));
    program.apply(dated(&program.state, "1966/1972"));
    program.until(|state| state.session.dialog.is_some());
    assert_eq!(program.state.file.path.as_ref(), Some(&path));
    program.apply(file(FileAction::SaveThen(Box::new(FileAction::Open(other.clone())))));
    program.until(|state| state.file.path.as_ref() == Some(&other));
    assert_eq!(held(&path), text_dated("1966/1972"));
    assert!(!program.state.is_unsaved());
}

#[test]
fn a_form_that_was_not_applied_is_asked_for_and_comes_back() {
    let mut state = shipped();
    let _ = apply(&mut state, Action::Edit(EditAction::Open(FormOf::Fact(FACT.into()))));
    assert_eq!(apply(&mut state.clone(), file(FileAction::Quit)), [Effect::Quit], "nothing was written in it");
    let Some(mut form) = state.session.form.clone() else { panic!("a form") };
    form.record.set("date", "yesterday");
    let _ = apply(&mut state, Action::Edit(EditAction::Write(form.clone())));
    assert!(!state.is_unsaved() && state.is_guarded());
    assert!(state.journal().is_some_and(|journal| journal.draft.is_some()));
    assert_eq!(apply(&mut state, Event::CloseRequested), []);
    assert!(state.journal().is_some_and(|journal| journal.draft.is_some()), "it is kept while that is asked");
    let _ = apply(&mut state, Action::Layout(LayoutAction::CloseDialog));
    assert_eq!(state.session.form, Some(form));
}

/// The program with an unsaved note, and a file that another program has changed.
fn changed_on_disk(folder: &Path, theirs: &str) -> (Program, PathBuf) {
    let (mut program, path) = program_on(folder);
    program.apply(with_field(&program.state, "note", "Mine."));
    fs::write(&path, theirs).expect("written");
    program.until(|state| state.session.conflict.is_some());
    assert_eq!(program.state.session.dialog, Some(Dialog::Conflict));
    (program, path)
}

fn note(state: &AppState) -> Option<String> {
    state.dossier().find(FACT).and_then(|fact| state.dossier().fact(fact).note.as_deref().map(str::to_owned))
}

#[test]
fn what_another_program_changed_is_merged_with_what_is_not_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    // In another field of the very fact.
    let (mut program, path) = changed_on_disk(folder.path(), &text_dated("1966/1972"));
    let conflict = program.state.session.conflict.clone().expect("there");
    let Theirs::Sound { comparison, .. } = &conflict.theirs else { panic!("{conflict:?}") };
    assert_eq!((comparison.chosen.len(), comparison.open_count()), (2, 0), "the date of theirs, the note of mine");
    program.apply(file(FileAction::Save));
    assert_eq!(program.state.session.dialog, Some(Dialog::Conflict), "saving asks");
    program.apply(file(FileAction::Resolve(Resolution::Merge)));
    assert_eq!((program.state.session.dialog.clone(), note(&program.state).as_deref()), (None, Some("Mine.")));
    assert!(program.state.file.text.contains("\"1966/1972\"") && program.state.is_unsaved());
    let journal = program.state.journal().expect("unsaved");
    assert_eq!(journal.edits.len(), 1);
    program.apply(file(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    assert!(held(&path).contains("\"1966/1972\"") && held(&path).contains("Mine."));
    // Merging was a step: it leads back to what was open.
    program.apply(Action::Undo);
    assert!(note(&program.state).is_some() && program.state.file.text.contains("\"/1972\""));
}

/// The comparison of what the file holds with what is open here.
fn comparison(state: &AppState) -> &Comparison {
    let conflict = state.session.conflict.as_ref().expect("there is one");
    let Theirs::Sound { comparison, .. } = &conflict.theirs else { panic!("{conflict:?}") };
    comparison
}

fn choose(thing: Option<usize>, side: Side) -> Action {
    file(FileAction::ChooseSide(SideChoice { thing, side }))
}

#[test]
fn where_both_changed_a_field_somebody_chooses_and_nothing_is_merged_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(dated(&program.state, "1966/1972"));
    program.apply(with_field(&program.state, "note", "Mine."));
    fs::write(&path, text_dated("1970/1972")).expect("written");
    program.until(|state| state.session.conflict.is_some());
    let things: Vec<(String, bool)> = comparison(&program.state)
        .divergences
        .things
        .iter()
        .map(|thing| (thing.fields[0].name.clone(), thing.is_conflict()))
        .collect();
    assert_eq!(things, [("date".to_owned(), true), ("note".to_owned(), false)]);
    assert_eq!(comparison(&program.state).chosen, [None, Some(Side::Mine)]);
    program.apply(file(FileAction::Resolve(Resolution::Merge)));
    assert!(program.state.session.conflict.is_some(), "it has to be chosen first");
    assert!(comparison(&program.state).trouble.as_ref().is_some_and(|trouble| trouble.contains("1\u{A0}thing waits")));
    let mut other = AppState::clone(&program.state);
    program.apply(choose(Some(0), Side::Mine));
    program.apply(file(FileAction::Resolve(Resolution::Merge)));
    assert!(program.state.file.text.contains("\"1966/1972\"") && note(&program.state).as_deref() == Some("Mine."));
    assert_eq!(program.state.unsaved.changes().len(), 2, "each change is still one");
    // Theirs of the one, and neither of the other.
    for choice in [choose(Some(0), Side::Theirs), choose(Some(1), Side::Theirs)] {
        assert_eq!(apply(&mut other, choice), []);
    }
    assert_eq!(apply(&mut other, file(FileAction::Resolve(Resolution::Merge))), []);
    assert_eq!(*other.file.text, *text_dated("1970/1972"));
    assert!(!other.is_unsaved());
    assert_eq!(apply(&mut other, Action::Undo), []);
    assert_eq!(note(&other).as_deref(), Some("Mine."));
}

#[test]
fn both_versions_and_the_result_stand_beside_each_other_and_a_click_chooses() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(dated(&program.state, "1966/1972"));
    fs::write(&path, text_dated("1970/1972")).expect("written");
    program.until(|state| state.session.conflict.is_some());
    let state = Rc::new(RefCell::new(AppState::clone(&program.state)));
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 900.0)).with_context_setup(theme::install);
    let mut harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        for action in actions {
            drop(apply(&mut shared.borrow_mut(), action));
        }
    });
    harness.run_steps(3);
    let words = "1\u{A0}thing was changed in both places, and not in the same way. Choose what is to stand.";
    assert!(harness.query_by_label(words).is_some());
    assert!(harness.query_by_label("to be chosen").is_some());
    assert!(harness.get_by_label("Use the result").accesskit_node().is_disabled());
    let disk = harness.query_by_role_and_label(Role::RadioButton, "On disk, date: 1970 to 1972");
    let disk = disk.expect("their date in words");
    disk.click();
    harness.run_steps(3);
    assert!(harness.query_by_label("to be chosen").is_none());
    harness.get_by_role_and_label(Role::RadioButton, "Here, date: 1966 to 1972").click();
    harness.run_steps(3);
    harness.get_by_label("Use the result").click();
    harness.run_steps(3);
    assert!(state.borrow().session.conflict.is_none() && state.borrow().file.text.contains("\"1966/1972\""));
}

#[test]
fn mine_and_theirs_can_each_be_chosen_and_neither_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let theirs = text_dated("1966/1972");
    let (mut program, path) = changed_on_disk(folder.path(), &theirs);
    program.apply(file(FileAction::Resolve(Resolution::TakeTheirs)));
    assert!(!program.state.is_unsaved() && *program.state.file.text == *theirs);
    program.apply(Action::Undo);
    assert_eq!(note(&program.state).as_deref(), Some("Mine."));
    assert!(program.state.is_unsaved());
    program.apply(Action::Redo);
    assert!(!program.state.is_unsaved());

    let other = tempfile::tempdir().expect("a folder");
    let (mut program, path_of_mine) = changed_on_disk(other.path(), &theirs);
    program.apply(file(FileAction::Resolve(Resolution::KeepMine)));
    assert!(program.state.is_unsaved() && held(&path_of_mine) == theirs);
    program.apply(file(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    assert!(held(&path_of_mine).contains("Mine.") && held(&path_of_mine).contains("\"/1972\""));
    assert_eq!(held(&path), theirs);
}

#[test]
fn a_file_that_is_gone_or_broken_is_said_and_mine_can_be_written_anew() {
    for theirs in [None, Some("{")] {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut program, path) = program_on(folder.path());
        program.apply(dated(&program.state, "1966/1972"));
        match theirs {
            None => fs::remove_file(&path).expect("removed"),
            Some(text) => fs::write(&path, text).expect("written"),
        }
        program.until(|state| state.session.conflict.is_some());
        let conflict = program.state.session.conflict.clone().expect("there");
        assert!(matches!((&conflict.theirs, theirs), (Theirs::Gone(_), None) | (Theirs::Broken(_), Some(_))));
        program.apply(file(FileAction::Resolve(Resolution::TakeTheirs)));
        assert!(program.state.session.conflict.is_some(), "there is nothing to open");
        program.apply(file(FileAction::Resolve(Resolution::KeepMine)));
        program.apply(file(FileAction::Save));
        program.until(|state| !state.is_unsaved());
        assert_eq!(held(&path), text_dated("1966/1972"));
    }
}

#[test]
fn who_is_writing_is_not_interrupted_and_saving_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(with_field(&program.state, "note", "Mine."));
    program.apply(Action::Edit(EditAction::Open(FormOf::NewFact)));
    fs::write(&path, text_dated("1966/1972")).expect("written");
    program.until(|state| state.session.conflict.is_some());
    assert!(program.state.session.form.is_some());
    assert!(notice(&program.state).contains("changed by another program"), "{}", notice(&program.state));
}

#[test]
fn a_change_by_another_program_is_a_step_and_what_was_done_before_can_still_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut program, path) = program_on(folder.path());
    program.apply(dated(&program.state, "1966/1972"));
    program.apply(file(FileAction::Save));
    program.until(|state| !state.is_unsaved());
    let theirs = text_dated("1966/1972").replace("\"label\": \"Aid\"", "\"label\": \"Help\"");
    fs::write(&path, &theirs).expect("written");
    program.until(|state| *state.file.text == *theirs);
    assert!(!program.state.is_unsaved());
    assert_eq!(program.state.session.undo.edit_to_undo(), Some("change by another program"));
    program.apply(Action::Undo);
    assert!(*program.state.file.text == *text_dated("1966/1972") && program.state.is_unsaved());
    program.apply(Action::Undo);
    assert!(*program.state.file.text == *SHIPPED);
    (0..2).for_each(|_| program.apply(Action::Redo));
    assert!(!program.state.is_unsaved());
}

#[test]
fn a_large_dossier_is_changed_beside_the_window() {
    let mut bytes = Vec::new();
    attache::cli::generate(&mut bytes, 4_000, 1).expect("memory can be written to");
    let loaded = load_bytes(&bytes).expect("sound");
    let id = loaded.dossier.facts()[7].id.clone();
    let mut program = Program::new(AppState::new(
        loaded,
        Some("/nowhere/x.dossier.json".into()),
        View::default(),
        Settings::default(),
    ));
    program.apply(Action::Edit(EditAction::Remove(Target::Fact(id.0.clone()))));
    assert!(program.state.session.is_editing && program.state.dossier().find(&id.0).is_some());
    let pending = program.state.session.pending.clone().expect("it is seen at once");
    assert_eq!(pending.of(&id.0), Some(None), "the fact goes");
    program.until(|state| !state.session.is_editing);
    assert!(program.state.dossier().find(&id.0).is_none() && program.state.is_unsaved());
    program.apply(Action::Undo);
    program.until(|state| !state.session.is_editing);
    assert!(program.state.file.text.as_bytes() == bytes && !program.state.is_unsaved());
    // A value is as it will be, before all is checked with it; so is a fact that is new.
    program.apply(Action::Select(SelectAction::Fact(id.clone())));
    let mut form = attache::app::RecordForm::open(&program.state, FormOf::Fact(id.clone())).expect("it is there");
    form.record.set("title", "As it will be");
    program.apply(Action::Edit(EditAction::Apply(Box::new(form))));
    let pending = program.state.session.pending.clone().expect("it is seen at once");
    assert_eq!(pending.of(&id.0).flatten().map(|record| record.text_of("title")), Some("As it will be"));
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 900.0)).with_context_setup(theme::install);
    let mut harness = builder.build_ui(|ui| window_ui(ui, &program.state, &around, &mut Vec::new()));
    harness.run_steps(3);
    assert!(harness.query_all_by_label("As it will be").count() > 1, "heading and title");
    drop(harness);
    program.until(|state| !state.session.is_editing);
    assert!(program.state.session.pending.is_none());
}
