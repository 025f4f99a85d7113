//! Find and replace, driven by the names that a screen reader hears, and through actions.

use crate::editor::{Shared, state_of, window_of};
use attache::app::{Action, AppState, Dialog, EditAction, Replacement, SelectAction, Settings, TextField, View, apply};
use attache::edit::{Document, Json, List, Target};
use attache::load::load_bytes;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const TEXT: &str = r#"{
  "format": 1,
  "title": "Soap",
  "parties": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
  "themes": [{"id": "t", "label": "Soap"}],
  "sources": [{"id": "s", "type": "book", "title": "Soap"}],
  "facts": [
    {"id": "one", "date": "2010", "theme": "t", "title": "Soap is sold", "statement": "US$ 1.50 of soap, and soapstone.",
     "note": "soap", "passage": {"source": "s", "locator": "soap"}, "custom": {"soap": 1.50}},
    {"id": "two", "date": "2011", "theme": "t", "title": "Nothing", "statement": "No SOAP was sold."},
    {"id": "three", "date": "2012", "theme": "t", "title": "Trade", "statement": "Salt."}
  ]
}
"#;

fn state() -> AppState {
    state_of(TEXT)
}

fn window() -> (Harness<'static>, Shared) {
    window_of(TEXT, 1400.0)
}

/// Types into the last field of this name.
fn fill(harness: &mut Harness<'_>, name: &str, text: &str) {
    let field = harness.get_all_by_label(name).rfind(|node| node.accesskit_node().is_text_input());
    field.unwrap_or_else(|| panic!("there is no field {name}")).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(3);
}

fn press(harness: &mut Harness<'_>, name: &str) {
    let button = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap_or_else(|| panic!("no {name}"));
    assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
    button.click();
    harness.run_steps(4);
}

fn has(harness: &Harness<'_>, words: &str) -> bool {
    harness.query_all_by_label(words).next().is_some()
}

fn text(state: &Shared) -> String {
    state.borrow().file.text.to_string()
}

#[test]
fn every_change_is_shown_and_can_be_left_out() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    // The first field has the keyboard.
    harness.event(egui::Event::Text("soap".to_owned()));
    harness.run_steps(3);
    assert!(has(&harness, "4\u{A0}matches in 2\u{A0}facts."));
    assert!(has(&harness, "Before: US$ 1.50 of soap, and soapstone."));
    fill(&mut harness, "Replace with", "salt");
    assert!(has(&harness, "After: US$ 1.50 of salt, and saltstone."));
    harness.get_by_label("Whole words").click();
    harness.run_steps(3);
    assert!(has(&harness, "After: US$ 1.50 of salt, and soapstone."));
    assert!(has(&harness, "3\u{A0}matches in 2\u{A0}facts."));
    // The title stays.
    harness.get_by_role_and_label(Role::CheckBox, "Title · 2010").click();
    harness.run_steps(3);
    assert!(!has(&harness, "After: salt is sold"));
    assert!(has(&harness, "3\u{A0}matches in 2\u{A0}facts; 1 left out."));
    press(&mut harness, "Replace 2");
    let expected = TEXT.replace("of soap,", "of salt,").replace("No SOAP was", "No salt was");
    assert_eq!(text(&state), expected, "nothing else is touched");
    assert_eq!(state.borrow().session.dialog, None);
    assert_eq!(state.borrow().session.undo.edit_to_undo(), Some("replacement of “soap” by “salt” in 2\u{A0}facts"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(text(&state), TEXT, "to the byte");
}

#[test]
fn a_single_match_of_a_text_can_be_left_out() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    harness.event(egui::Event::Text("soap".to_owned()));
    harness.run_steps(3);
    fill(&mut harness, "Replace with", "salt");
    harness.get_by_role_and_label(Role::CheckBox, "Match 2: …f soap, and soapstone.").click();
    harness.run_steps(3);
    assert!(has(&harness, "After: US$ 1.50 of salt, and soapstone."));
    assert!(has(&harness, "4\u{A0}matches in 2\u{A0}facts; 1 left out."));
    press(&mut harness, "Replace 3");
    let expected = TEXT.replace("of soap,", "of salt,").replace("No SOAP was", "No salt was");
    assert_eq!(text(&state), expected.replace("\"Soap is sold", "\"salt is sold"));
}

#[test]
fn what_is_not_found_is_said() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    harness.event(egui::Event::Text("Soap".to_owned()));
    harness.get_by_label("Match case").click();
    harness.run_steps(4);
    assert!(has(&harness, "1\u{A0}match in 1\u{A0}fact."));
    fill(&mut harness, "Replace with", "Soap");
    assert!(has(&harness, "1\u{A0}match in 1\u{A0}fact; the rest already reads so."));
    fill(&mut harness, "Find", "pepper");
    assert!(has(&harness, "Nothing found: no title and no statement has “pepper” in it."));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert!(state.borrow().session.dialog.is_some());
    assert_eq!(text(&state), TEXT);
}

#[test]
fn a_text_that_would_be_empty_is_not_taken() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    harness.event(egui::Event::Text("Nothing".to_owned()));
    harness.run_steps(3);
    assert!(has(
        &harness,
        "A title or a statement would be empty. Leave it out, or write something to replace it with."
    ));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert_eq!(text(&state), TEXT);
    press(&mut harness, "Cancel");
    assert_eq!(state.borrow().session.dialog, None);
}

#[test]
fn it_can_keep_to_the_selected_facts() {
    let (mut harness, state) = window();
    for fact in ["two", "three"] {
        let _ = apply(&mut state.borrow_mut(), Action::Select(SelectAction::Toggle(fact.into())));
    }
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run_steps(4);
    harness.event(egui::Event::Text("s".to_owned()));
    harness.run_steps(3);
    assert!(has(&harness, "4\u{A0}matches in 2\u{A0}facts."));
    harness.get_by_label("Only in the 2\u{A0}selected facts").click();
    harness.run_steps(3);
    assert!(has(&harness, "11\u{A0}matches in 3\u{A0}facts."), "{:?}", state.borrow().session.dialog);
}

#[test]
fn escapes_that_are_not_replaced_stay_as_they_are_written() {
    let text =
        TEXT.replace("No SOAP was sold.", "No SOAP was sold \\u2013 caf\\u00e9, 1\\/2 \\ud83e\\uddfc \\\"x\\\".");
    let loaded = load_bytes(text.as_bytes()).expect("sound");
    let mut state = AppState::new(loaded, None, View::default(), Settings::default());
    let replacement =
        Replacement { find: "SOAP".into(), with: "“s\\alt”".into(), matches_case: true, ..Replacement::default() };
    assert_eq!(apply(&mut state, Action::Edit(EditAction::Replace(Box::new(replacement)))), []);
    assert_eq!(&*state.file.text, text.replace("No SOAP was", "No “s\\\\alt” was"));
}

#[test]
fn a_replacement_is_one_edit_that_the_journal_can_make_anew() {
    let mut state = state();
    let mut replacement = Replacement { find: "soap".into(), with: "salt".into(), ..Replacement::default() };
    let fact = state.dossier().fact(state.dossier().find("two").expect("it is there")).clone();
    for found in replacement.ranges_in(&fact.statement) {
        replacement.set_wanted(&fact, TextField::Statement, &found, false);
    }
    state.session.dialog = Some(Dialog::Replace(Box::new(replacement.clone())));
    assert_eq!(apply(&mut state, Action::Edit(EditAction::Replace(Box::new(replacement)))), []);
    let journal = state.journal().expect("it is not saved");
    assert_eq!(journal.edits.len(), 1);
    let (again, _) = Document::parse(TEXT).expect("sound").edited(&journal.edits[0].1).expect("it fits");
    assert_eq!(again.text(), &*state.file.text);
    assert_eq!(again.ids(&List::Facts).count(), 3);
    let two = again.record(&Target::fact("two")).expect("it is there");
    assert_eq!(two.get("statement").and_then(Json::as_str), Some("No SOAP was sold."));
}
