//! The form of a source: the fields that fit its type, and nothing lost of what does not.

use crate::editor::{Shared, window_of};
use attache::app::{Action, EditAction, FormOf, apply};
use attache::edit::{Document, Json, Target};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const DOSSIER: &str = r#"{
  "format": 1,
  "title": "Netherlands–Suriname relations",
  "parties": [{"id": "NLD", "name": "Netherlands"}, {"id": "SUR", "name": "Suriname"}],
  "themes": [{"id": "trade", "label": "Trade"}],
  "sources": [
    {"id": "soap", "type": "article-journal", "title": "Soap", "volume": 12, "court": "none", "scale": "1:1000",
     "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
     "issued": {"date-parts": [[2015, 3], [2015, 4]]}, "custom": {"marker": "[7]"}}
  ],
  "facts": []
}
"#;

fn opened() -> (Harness<'static>, Shared) {
    let (mut harness, state) = window_of(DOSSIER, 1600.0);
    assert_eq!(apply(&mut state.borrow_mut(), Action::Edit(EditAction::Open(FormOf::Source("soap".into())))), []);
    harness.run_steps(4);
    (harness, state)
}

/// The names of the fields, in their order.
fn fields(harness: &Harness<'_>) -> Vec<String> {
    let nodes = harness.root().children_recursive();
    let is_field = |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::ComboBox);
    nodes
        .filter(|node| is_field(node.accesskit_node().role()))
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn focus(harness: &mut Harness<'_>, name: &str) {
    let field = harness.get_all_by_label(name).rfind(|node| node.accesskit_node().is_text_input());
    field.unwrap_or_else(|| panic!("there is no field {name}")).focus();
    harness.run_steps(2);
}

fn fill(harness: &mut Harness<'_>, name: &str, text: &str) {
    focus(harness, name);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    write(harness, text);
}

/// Goes on at the end of what a field holds.
fn append(harness: &mut Harness<'_>, name: &str, text: &str) {
    focus(harness, name);
    harness.key_press(Key::End);
    harness.run_steps(1);
    write(harness, text);
}

/// Types letter by letter, as people do.
fn write(harness: &mut Harness<'_>, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run_steps(1);
    }
}

fn press(harness: &mut Harness<'_>, name: &str) {
    harness
        .get_all_by_role_and_label(Role::Button, name)
        .last()
        .unwrap_or_else(|| panic!("no {name}"))
        .click_accesskit();
    harness.run_steps(4);
}

fn applied(harness: &mut Harness<'_>, state: &Shared) -> Json {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(state.borrow().session.form, None, "{:?}", state.borrow().session.notice);
    let document = Document::parse(state.borrow().file.text.clone()).expect("sound");
    document.record(&Target::source("soap")).expect("it is there")
}

#[test]
fn the_fields_fit_the_type_and_what_holds_something_stays() {
    let (mut harness, _state) = opened();
    let journal = fields(&harness);
    for name in ["Authors", "Published", "Journal", "Volume", "Issue", "Pages", "DOI"] {
        assert!(journal.iter().any(|field| field == name), "{name} in {journal:?}");
    }
    // A scale is that of a map, but somebody has written it.
    assert!(journal.iter().any(|field| field == "Scale") && !journal.iter().any(|field| field == "ISBN"));
    harness.get_by_role_and_label(Role::ComboBox, "Type").click();
    harness.run_steps(3);
    // It is far down the list.
    harness.get_by_role_and_label(Role::Button, "Court case").click_accesskit();
    harness.run_steps(4);
    let case = fields(&harness);
    for name in ["Decided", "Court", "Reporter", "Volume", "Scale", "Authors"] {
        assert!(case.iter().any(|field| field == name), "{name} in {case:?}");
    }
    assert!(!case.iter().any(|field| field == "DOI"), "{case:?}");
    press(&mut harness, "More fields");
    assert!(fields(&harness).iter().any(|field| field == "ISBN"));
    press(&mut harness, "Fewer fields");
    assert_eq!(fields(&harness), case);
    // What the form has no field for is told, with what it says.
    assert!(harness.query_by_label_contains("Also in the file, and left as it is: court “none”").is_some());
}

#[test]
fn only_what_was_written_is_changed() {
    let (mut harness, state) = opened();
    fill(&mut harness, "Issue", "3");
    append(&mut harness, "Authors", "; World Bank; {Office of Trade, Energy}");
    let source = applied(&mut harness, &state);
    assert_eq!(source.get("volume"), Some(&Json::Number("12".into())), "it is still a number");
    assert_eq!(source.text_of("issue"), "3");
    let expected = r#"[{"family":"Berg","given":"Jan","non-dropping-particle":"van der"},{"literal":"World Bank"},{"literal":"Office of Trade, Energy"}]"#;
    assert!(
        source.get("author").is_some_and(|authors| authors.is_same(&Json::parse(expected).expect("JSON"))),
        "{source}"
    );
    let issued = source.get("issued").map(ToString::to_string);
    assert_eq!(issued.as_deref(), Some(r#"{"date-parts":[[2015,3],[2015,4]]}"#));
    assert!(source.get("custom").is_some() && source.text_of("court") == "none");
}

#[test]
fn a_field_that_is_emptied_is_not_in_the_file_any_more() {
    let (mut harness, state) = opened();
    for name in ["Authors", "Volume", "Published"] {
        fill(&mut harness, name, "");
        harness.key_press(Key::Delete);
        harness.run_steps(2);
    }
    let source = applied(&mut harness, &state);
    for key in ["author", "volume", "issued"] {
        assert_eq!(source.get(key), None, "{source}");
    }
}
