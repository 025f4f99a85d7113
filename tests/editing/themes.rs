//! Themes ordered, named, added and removed, driven by the names that a screen reader hears.

use crate::editor::{Shared, state_of, window_of};
use attache::app::{Action, AppState, Dialog, EditAction, ThemesForm, apply};
use egui::accesskit::Role;
use egui::{Key, Modifiers, PointerButton};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const TEXT: &str = r#"{
  "format": 1,
  "title": "Themes",
  "parties": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
  "themes": [
    {"id": "one", "label": "One"},
    {"id":"two",  "label":"Two"},
    {"id": "three", "label": "Three"},
    {"id": "four", "label": "Four"}
  ],
  "sources": [],
  "facts": [
    {"id": "f", "theme": "one", "title": "F", "statement": "F."},
    {"id": "g", "theme": "two", "title": "G", "statement": "G."},
    {"id": "h", "theme": "two", "title": "H", "statement": "H."}
  ]
}
"#;

fn state() -> AppState {
    state_of(TEXT)
}

fn window() -> (Harness<'static>, Shared) {
    let (mut harness, state) = window_of(TEXT, 900.0);
    press(&mut harness, "Edit");
    press(&mut harness, "Themes…");
    (harness, state)
}

fn press(harness: &mut Harness<'_>, name: &str) {
    let button = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap_or_else(|| panic!("no {name}"));
    assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
    button.click();
    harness.run_steps(4);
}

fn fill(harness: &mut Harness<'_>, name: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(3);
}

fn themes(state: &Shared) -> Vec<String> {
    state.borrow().dossier().themes().iter().map(|theme| theme.label.clone()).collect()
}

fn lines(state: &Shared) -> Vec<String> {
    let Some(Dialog::Themes(form)) = &state.borrow().session.dialog else { return Vec::new() };
    form.lines.iter().map(|line| line.label.clone()).collect()
}

#[test]
fn keys_order_them_in_one_step() {
    let (mut harness, state) = window();
    harness.get_by_role_and_label(Role::TextInput, "Name of theme 4").focus();
    harness.run_steps(2);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
        harness.run_steps(3);
    }
    assert_eq!(lines(&state), ["Four", "One", "Two", "Three"]);
    press(&mut harness, "Move One down");
    assert_eq!(lines(&state), ["Four", "Two", "One", "Three"]);
    assert_eq!(themes(&state), ["One", "Two", "Three", "Four"], "nothing is changed yet");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(themes(&state), ["Four", "Two", "One", "Three"]);
    assert_eq!(state.borrow().session.undo.edit_to_undo(), Some("order of the themes"));
    // Each stands as it stood.
    assert!(state.borrow().file.text.contains("{\"id\":\"two\",  \"label\":\"Two\"}"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(&*state.borrow().file.text, TEXT, "to the byte");
}

#[test]
fn a_theme_is_dragged_by_its_handle() {
    let (mut harness, state) = window();
    let at = |harness: &Harness<'_>, name: &str| harness.get_by_role_and_label(Role::Button, name).rect().center();
    let (from, to) = (at(&harness, "Drag One"), at(&harness, "Drag Three"));
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(egui::Event::PointerMoved(from));
    harness.run_steps(1);
    harness.event(button(from, true));
    harness.run_steps(1);
    for share in [0.25, 0.5, 0.75, 1.1] {
        harness.event(egui::Event::PointerMoved(from + (to - from) * share));
        harness.run_steps(2);
    }
    harness.event(button(from + (to - from) * 1.1, false));
    harness.run_steps(3);
    assert_eq!(lines(&state), ["Two", "Three", "One", "Four"]);
    press(&mut harness, "Apply");
    assert_eq!(themes(&state), ["Two", "Three", "One", "Four"]);
}

#[test]
fn a_name_needs_letters_of_its_own_and_changes_nothing_else() {
    let (mut harness, state) = window();
    for (name, words) in [
        ("Two", "Two themes are called “Two”. Give each a name of its own."),
        (" ", "A theme needs a name. Write one, or remove the theme."),
    ] {
        fill(&mut harness, "Name of theme 1", name);
        assert!(harness.query_all_by_label(words).next().is_some(), "{words}");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        harness.run_steps(3);
        assert_eq!(&*state.borrow().file.text, TEXT);
    }
    fill(&mut harness, "Name of theme 1", "First");
    press(&mut harness, "Apply");
    assert_eq!(&*state.borrow().file.text, TEXT.replace("\"One\"", "\"First\""));
    assert_eq!(state.borrow().session.undo.edit_to_undo(), Some("name of theme ‘First’"));
}

#[test]
fn facts_of_a_removed_theme_are_put_under_another() {
    let (mut harness, state) = window();
    press(&mut harness, "Remove Two");
    press(&mut harness, "Remove Four");
    let words = "Choose the theme that the 2\u{A0}facts of the removed one are put under.";
    assert!(harness.query_all_by_label(words).next().is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert_eq!(&*state.borrow().file.text, TEXT);
    harness.get_by_role_and_label(Role::ComboBox, "Theme for the facts of Two").click();
    harness.run_steps(3);
    harness.get_all_by_label("Three").last().expect("a line for it").click();
    harness.run_steps(4);
    press(&mut harness, "Keep Four");
    press(&mut harness, "Add theme");
    harness.event(egui::Event::Text("Five".to_owned()));
    harness.run_steps(3);
    press(&mut harness, "Apply");
    let state = state.borrow();
    let dossier = state.dossier();
    let labels: Vec<&str> = dossier.themes().iter().map(|theme| theme.label.as_str()).collect();
    assert_eq!(labels, ["One", "Three", "Four", "Five"], "{:?}", state.session.notice);
    let themes: Vec<&str> = dossier.facts().iter().map(|fact| dossier.theme(fact.theme).label.as_str()).collect();
    assert_eq!(themes, ["One", "Three", "Three"]);
    assert_eq!(state.session.undo.edit_to_undo(), Some("themes"));
}

#[test]
fn every_order_of_four_is_reached() {
    let names = ["One", "Two", "Three", "Four"];
    for code in 0..24_usize {
        let mut left: Vec<&str> = names.to_vec();
        let mut wanted = Vec::new();
        let mut rest = code;
        for size in (1..=4).rev() {
            wanted.push(left.remove(rest % size));
            rest /= size;
        }
        let mut state = state();
        let mut form = ThemesForm::open(&state);
        form.lines.sort_by_key(|line| wanted.iter().position(|label| *label == line.label));
        assert_eq!(form.edit(&state).is_none(), wanted == names);
        let _ = apply(&mut state, Action::Edit(EditAction::ApplyThemes(Box::new(form))));
        let labels: Vec<&str> = state.dossier().themes().iter().map(|theme| theme.label.as_str()).collect();
        assert_eq!(labels, wanted);
    }
}
