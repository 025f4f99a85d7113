//! Editing in the window, driven by the names that a screen reader hears.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{Action, AppState, Dialog, EditAction, FormOf, SelectAction, Settings, View, apply};
use attache::charts::theme;
use attache::edit::{Document, Json, Target};
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const EMPTY: &str = r#"{
  "format": 1,
  "title": "Netherlands–Suriname relations",
  "parties": [{"id": "NLD", "name": "Netherlands"}, {"id": "SUR", "name": "Suriname"}],
  "themes": [{"id": "trade", "label": "Trade"}, {"id": "diplomacy", "label": "Diplomacy"}],
  "sources": [],
  "facts": []
}
"#;

type Shared = Rc<RefCell<AppState>>;

/// Carries an action out; what reaches outside goes nowhere.
fn act(state: &Shared, action: Action) {
    let _ = apply(&mut state.borrow_mut(), action);
}

fn window(text: &str) -> (Harness<'static>, Shared) {
    let loaded = load_bytes(text.as_bytes()).expect("sound");
    let path = Some("/nowhere/mine.dossier.json".into());
    let state = Rc::new(RefCell::new(AppState::new(loaded, path, View::default(), Settings::default())));
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 2400.0)).with_context_setup(theme::install);
    let harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        shared.borrow_mut().session.drawn();
        for action in actions {
            act(&shared, action);
        }
    });
    (harness, state)
}

fn shipped() -> String {
    load_shipped().expect("it loads").text.to_string()
}

fn text(state: &Shared) -> String {
    state.borrow().file.text.to_string()
}

/// Types into the last field of this name.
fn fill(harness: &mut Harness<'_>, name: &str, text: &str) {
    let field = harness.get_all_by_label(name).rfind(|node| node.accesskit_node().is_text_input());
    let field = field.unwrap_or_else(|| panic!("there is no field {name}"));
    field.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(3);
}

/// Presses the last button of this name.
fn press(harness: &mut Harness<'_>, name: &str) {
    let button = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap_or_else(|| panic!("no {name}"));
    assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
    button.click();
    harness.run_steps(4);
}

#[test]
fn a_fact_is_written_with_the_keyboard() {
    let (mut harness, state) = window(EMPTY);
    harness.run_steps(3);
    harness.key_press(Key::N);
    harness.run_steps(4);
    assert!(matches!(state.borrow().session.dialog, Some(Dialog::Form(_))));
    // Nothing is taken while something is missing.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert!(state.borrow().dossier().facts().is_empty());
    // The title has the keyboard.
    harness.event(egui::Event::Text("Independence of Suriname".to_owned()));
    harness.run_steps(3);
    fill(&mut harness, "Statement", "Suriname became independent on 25 November 1975.");
    fill(&mut harness, "Date", "25 November 1975");
    press(&mut harness, "25 November 1975 (1975-11-25)");
    press(&mut harness, "Cite a new source");
    fill(&mut harness, "Title of the source", "Treaty of The Hague");
    fill(&mut harness, "Published", "1975-11");
    fill(&mut harness, "Locator", "article 1");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let state = state.borrow();
    assert_eq!(state.session.dialog, None, "{:?}", state.session.notice);
    let document = Document::parse(state.file.text.clone()).expect("sound");
    let expected = r#"{"id":"independence-of-suriname","date":"1975-11-25","theme":"trade","title":"Independence of Suriname","statement":"Suriname became independent on 25 November 1975.","citations":[{"source":"treaty-of-the-hague","locator":"article 1"}]}"#;
    let fact = document.record(&Target::fact("independence-of-suriname")).expect("it is there");
    assert!(fact.is_same(&Json::parse(expected).expect("JSON")), "{fact}");
    let source = document.record(&Target::source("treaty-of-the-hague")).expect("it is there");
    assert_eq!(source.get("issued").map(ToString::to_string).as_deref(), Some(r#"{"date-parts":[[1975,11]]}"#));
    assert_eq!(state.view.selected.as_ref().map(|id| id.0.as_str()), Some("independence-of-suriname"));
}

#[test]
fn figures_take_what_people_type_and_keep_the_digits() {
    let (mut harness, state) = window(EMPTY);
    act(&state, Action::Edit(EditAction::Open(FormOf::NewFact)));
    harness.run_steps(4);
    fill(&mut harness, "Title", "Exports of 2020");
    fill(&mut harness, "Statement", "The Netherlands exported goods for 2.80 million euros.");
    fill(&mut harness, "Date", "2020");
    press(&mut harness, "Add figure");
    fill(&mut harness, "Value", "2,80 Mio. €");
    press(&mut harness, "2.80e6 EUR");
    press(&mut harness, "Apply");
    let state = state.borrow();
    assert_eq!(state.session.dialog, None, "{:?}", state.session.notice);
    let (_, figure) = state.dossier().figures().next().expect("a figure");
    assert_eq!((figure.id.as_str(), figure.unit.as_str()), ("exports-of-2020-figure", "EUR"));
    assert_eq!(figure.value.as_ref().map(attache::dossier::ReportedValue::text), Some("2.80e6"));
    assert_eq!(figure.period.as_ref().map(attache::dossier::Date::text), Some("2020"));
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_the_loader_and_is_not_lost() {
    let (mut harness, state) = window(&shipped());
    act(&state, Action::Select(SelectAction::Fact("relations-cut-off".into())));
    harness.run_steps(3);
    harness.key_press(Key::E);
    harness.run_steps(4);
    fill(&mut harness, "Date", "yesterday");
    assert!(harness.query_by_label_contains("“yesterday” is not a date").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert!(*state.borrow().file.text == *shipped());
    // Closed, and opened again.
    act(&state, Action::Layout(attache::app::LayoutAction::CloseDialog));
    harness.run_steps(3);
    harness.key_press(Key::E);
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("“yesterday” is not a date").is_some());
}

#[test]
fn a_change_of_one_field_is_one_splice_and_undoing_is_exact() {
    let (mut harness, state) = window(&shipped());
    act(&state, Action::Select(SelectAction::Fact("relations-cut-off".into())));
    act(&state, Action::Edit(EditAction::Open(FormOf::Fact("relations-cut-off".into()))));
    harness.run_steps(4);
    fill(&mut harness, "Date", "1966/1972");
    press(&mut harness, "Apply");
    let changed = shipped().replace("\"/1972\"", "\"1966/1972\"");
    assert!(*state.borrow().file.text == *changed, "{:?}", state.borrow().session.notice);
    let notice = |state: &Shared| state.borrow().session.notice.as_ref().map(|notice| notice.text.clone());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert!(text(&state) == shipped());
    assert!(notice(&state).is_some_and(|text| text.starts_with("Undone: date of fact ‘Relations cut off until 1972’")));
    act(&state, Action::Redo);
    assert!(text(&state) == changed);
}

#[test]
fn what_was_undone_is_still_there_after_something_new() {
    let (_, state) = window(&shipped());
    let set = |date: &str| {
        act(&state, Action::Edit(EditAction::Open(FormOf::Fact("relations-cut-off".into()))));
        let Some(Dialog::Form(mut form)) = state.borrow().session.dialog.clone() else { panic!("a form") };
        form.record.set("date", date);
        act(&state, Action::Edit(EditAction::Apply(form)));
        text(&state)
    };
    let undo = || {
        act(&state, Action::Undo);
        text(&state)
    };
    let (one, two) = (set("1966/1972"), set("1967/1972"));
    assert!(undo() == one && undo() == shipped());
    let other = set("1968/1972");
    // Back past the new one leads through what was undone before.
    let way: Vec<String> = (0..5).map(|_| undo()).collect();
    assert!(way == [shipped(), one.clone(), two, one, shipped()]);
    (0..5).for_each(|_| act(&state, Action::Redo));
    assert!(*state.borrow().file.text == *other);
}

#[test]
fn a_fact_is_removed_with_what_refers_to_it_and_comes_back() {
    let (mut harness, state) = window(&shipped());
    act(&state, Action::Select(SelectAction::Fact("ties-never-severed".into())));
    harness.run_steps(3);
    harness.key_press(Key::Delete);
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("“Relations cut off until 1972” stands in relation to it").is_some());
    press(&mut harness, "Remove");
    assert!(state.borrow().dossier().find("ties-never-severed").is_none(), "{:?}", state.borrow().session.notice);
    act(&state, Action::Undo);
    assert!(*state.borrow().file.text == *shipped());
}

#[test]
fn a_copy_of_a_fact_has_identifiers_of_its_own() {
    let (mut harness, state) = window(&shipped());
    act(&state, Action::Edit(EditAction::Open(FormOf::CopyOfFact("trade-2014".into()))));
    harness.run_steps(4);
    press(&mut harness, "Apply");
    let state = state.borrow();
    assert_eq!(state.session.dialog, None, "{:?}", state.session.notice);
    let copy = state.selected().map(|fact| state.dossier().fact(fact)).expect("it is selected");
    let old = state.dossier().find("trade-2014").map(|fact| state.dossier().fact(fact)).expect("it is there");
    assert!(copy.title.ends_with("(copy)") && copy.id != old.id);
    assert_eq!(copy.figures.len(), old.figures.len());
    assert_eq!(copy.citations, old.citations);
}
