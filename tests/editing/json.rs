//! The text of a record in a dialog, driven by the names that a screen reader hears, and through actions.

use crate::editor::{Shared, state_of, window_of};
use attache::app::{Action, Dialog, EditAction, FileAction, JsonText, SelectAction, apply};
use attache::edit::{Document, Target};
use attache::load::load_shipped;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const TEXT: &str = "{
  \"format\": 1,
  \"title\": \"Soap\",
  \"parties\": [{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"b\", \"name\": \"B\"}],
  \"themes\": [{\"id\": \"t\", \"label\": \"Soap\"}],
  \"sources\": [{\"id\": \"s\", \"type\": \"book\", \"title\": \"Soap\"}],
  \"facts\": [
    {
      \"id\": \"one\",   \"date\": \"2010\",
      \"theme\": \"t\", \"title\": \"Soap is sold\",
      \"statement\": \"caf\\u00e9\",
      \"custom\": {\"x\": 1.50}
    },
    {\"id\": \"two\", \"theme\": \"t\", \"title\": \"Nothing\", \"statement\": \"No.\",
     \"relations\": [{\"kind\": \"contradicts\", \"fact\": \"one\"}]}
  ]
}
";

fn window(text: &str) -> (Harness<'static>, Shared) {
    window_of(text, 1400.0)
}

/// Opens the text of the fact `one`, and writes another in its place.
fn write(harness: &mut Harness<'_>, state: &Shared, change: impl Fn(&str) -> String) {
    let _ = apply(&mut state.borrow_mut(), Action::Select(SelectAction::Fact("one".into())));
    harness.run_steps(2);
    harness.key_press(Key::J);
    harness.run_steps(4);
    let text = dialog(state).expect("it is open").text;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Paste(change(&text)));
    harness.run_steps(3);
}

fn dialog(state: &Shared) -> Option<JsonText> {
    if let Some(Dialog::Json(json)) = &state.borrow().session.dialog { Some((**json).clone()) } else { None }
}

fn press(harness: &mut Harness<'_>, name: &str) {
    let button = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap_or_else(|| panic!("no {name}"));
    assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
    button.click();
    harness.run_steps(4);
}

fn text(state: &Shared) -> String {
    state.borrow().file.text.to_string()
}

#[test]
fn the_text_is_shown_as_it_stands_and_taken_as_it_is_written() {
    let (mut harness, state) = window(TEXT);
    write(&mut harness, &state, |text| {
        assert_eq!(
            text,
            "{\n  \"id\": \"one\",   \"date\": \"2010\",\n  \"theme\": \"t\", \"title\": \"Soap is sold\",\n  \"statement\": \"caf\\u00e9\",\n  \"custom\": {\"x\": 1.50}\n}"
        );
        text.replace("\"date\": \"2010\",", "\"date\":\"2011\",").replace("1.50", "1.500,\n    \"y\":  [ ]")
    });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(dialog(&state), None, "{:?}", state.borrow().session.notice);
    // The rest of the file, and the rest of the record, are untouched.
    let expected =
        TEXT.replace("\"date\": \"2010\",", "\"date\":\"2011\",").replace("1.50", "1.500,\n        \"y\":  [ ]");
    assert_eq!(text(&state), expected);
    assert_eq!(state.borrow().session.undo.edit_to_undo(), Some("text of fact ‘Soap is sold’"));
    // The journal makes the same of it, to what it says.
    let journal = state.borrow().journal().expect("it is not saved");
    let mut again = Document::parse(TEXT).expect("sound");
    for (_, edit) in &journal.edits {
        again = again.edited(edit).expect("it fits").0;
    }
    let record = |document: &Document| document.record(&Target::fact("one")).expect("it is there");
    assert!(record(&again).is_same(&record(&Document::parse(expected).expect("sound"))));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(3);
    assert_eq!(text(&state), TEXT, "to the byte");
}

#[test]
fn what_is_wrong_is_said_and_not_taken() {
    for (from, to, words) in [
        ("\"date\": \"2010\"", "\"date\": \"yesterday\"", "date: "),
        ("\"t\",", "\"nothing\",", "theme: "),
        ("\"title\"", "\"titel\"", "titel"),
        ("\"one\",", "\"one\"", "Invalid JSON: "),
        ("1.50}", "1.50}}", "Invalid JSON: "),
        ("\"one\"", "\"two\"", "taken already"),
    ] {
        let (mut harness, state) = window(TEXT);
        write(&mut harness, &state, |text| text.replacen(from, to, 1));
        assert!(harness.query_all_by_label_contains(words).next().is_some(), "{to}: {words}");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        harness.run_steps(3);
        assert_eq!(text(&state), TEXT, "{to}");
        assert!(dialog(&state).is_some_and(|json| json.text.contains(to)), "it is not lost: {to}");
        let json = dialog(&state).expect("open");
        assert_eq!(apply(&mut state.borrow_mut(), Action::Edit(EditAction::ApplyJson(Box::new(json)))), []);
        assert_eq!(text(&state), TEXT, "nor by an action: {to}");
    }
}

#[test]
fn esc_leaves_and_asks_where_something_was_written() {
    let (mut harness, state) = window(TEXT);
    write(&mut harness, &state, str::to_owned);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(dialog(&state), None, "nothing was written");
    write(&mut harness, &state, |text| text.replace("2010", "2011"));
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(dialog(&state).is_some_and(|json| json.is_leaving && json.text.contains("2011")));
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(dialog(&state).is_some_and(|json| !json.is_leaving && json.text.contains("2011")), "it is written on");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    press(&mut harness, "Keep writing");
    assert!(dialog(&state).is_some_and(|json| !json.is_leaving && json.text.contains("2011")));
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    press(&mut harness, "Discard");
    assert_eq!(dialog(&state), None);
    assert_eq!(text(&state), TEXT);
}

#[test]
fn what_was_written_is_asked_for_before_the_window_closes() {
    let (mut harness, state) = window(TEXT);
    write(&mut harness, &state, |text| text.replace("2010", "2011"));
    assert_eq!(apply(&mut state.borrow_mut(), Action::File(FileAction::Quit)), [], "it does not close");
    assert!(dialog(&state).is_some_and(|json| json.is_leaving && json.text.contains("2011")));
}

#[test]
fn another_identifier_is_one_for_all_that_refers_to_it() {
    let mut state = state_of(TEXT);
    let mut json = JsonText::open(&state, Target::fact("one")).expect("it is there");
    json.text = json.text.replace("\"one\"", "\"first\"").replace("2010", "2011");
    assert_eq!(apply(&mut state, Action::Edit(EditAction::ApplyJson(Box::new(json)))), []);
    let expected = TEXT.replace("\"one\"", "\"first\"").replace("2010", "2011");
    assert_eq!(&*state.file.text, expected);
    assert_eq!(state.session.dialog, None);
}

#[test]
fn a_source_has_a_text_as_well_and_windows_line_ends_stay() {
    let shipped = load_shipped().expect("it loads").text.replace('\n', "\r\n");
    let mut state = state_of(&shipped);
    let id = state.dossier().sources()[0].id().to_owned();
    let mut json = JsonText::open(&state, Target::source(id.as_str())).expect("it is there");
    assert!(!json.text.contains('\r') && !json.is_changed());
    json.text = json.text.replacen("{\n", "{\n  \"annote\": \"seen\",\n", 1);
    assert_eq!(json.problems(&state), []);
    assert_eq!(apply(&mut state, Action::Edit(EditAction::ApplyJson(Box::new(json)))), []);
    let text = &*state.file.text;
    assert_eq!(text.len(), shipped.len() + "      \"annote\": \"seen\",\r\n".len(), "{:?}", state.session.notice);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn texts_that_something_took_the_place_of_are_asked_for_one_by_one() {
    let mut state = state_of(TEXT);
    for (id, word) in [("one", "2010"), ("two", "Nothing")] {
        let mut json = JsonText::open(&state, Target::fact(id)).expect("it is there");
        json.text = json.text.replace(word, "written");
        state.session.dialog = Some(Dialog::Json(Box::new(json)));
        let _ = apply(&mut state, Action::File(FileAction::Open("/nowhere/table.csv".into())));
        assert_eq!(state.session.dialog, None, "the import took its place");
    }
    assert!(state.must_ask_before_closing());
    for id in ["two", "one"] {
        assert_eq!(apply(&mut state, Action::File(FileAction::Quit)), [], "it does not close");
        let Some(Dialog::Json(json)) = &state.session.dialog else { panic!("the text of {id} is asked for") };
        assert!(json.is_leaving && json.at == Target::fact(id) && json.text.contains("written"), "{json:?}");
        let _ = apply(&mut state, Action::Edit(EditAction::LetGoJson));
    }
    assert!(!state.must_ask_before_closing());
}

#[test]
fn what_is_written_in_a_dialog_that_nothing_keeps_is_not_lost_to_a_file() {
    let mut state = state_of(TEXT);
    let article = Dialog::NewArticle("Long".to_owned());
    state.session.dialog = Some(article.clone());
    let _ = apply(&mut state, Action::File(FileAction::Open("/nowhere/table.csv".into())));
    assert_eq!(state.session.dialog, Some(article));
    assert!(state.session.notice.as_ref().is_some_and(|notice| notice.text.contains("dialog")));
}
