//! Editing in the window, driven by the names that a screen reader hears.

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{
    Action, AppState, Dialog, EditAction, Effect, Event, FileAction, FormOf, Pick, Recovery, SelectAction, Settings,
    View, apply,
};
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

thread_local! {
    /// What was to reach outside.
    static EFFECTS: RefCell<Vec<Effect>> = const { RefCell::new(Vec::new()) };
}

/// Carries an action out; what reaches outside is noted.
fn act(state: &Shared, action: Action) {
    let effects = apply(&mut state.borrow_mut(), action);
    EFFECTS.with(|all| all.borrow_mut().extend(effects));
}

fn take_effects() -> Vec<Effect> {
    EFFECTS.with(RefCell::take)
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
    assert!(state.borrow().session.form.is_some());
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
    // It has a form of its own, and Esc leads back to the fact.
    assert!(harness.query_by_role_and_label(Role::Heading, "Citation 1").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.query_by_label("Citation 1: New: Treaty of The Hague, article 1").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let state = state.borrow();
    assert_eq!(state.session.form, None, "{:?}", state.session.notice);
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
    assert_eq!(state.session.form, None, "{:?}", state.session.notice);
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
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(state.borrow().session.form.is_none());
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
        let Some(mut form) = state.borrow().session.form.clone() else { panic!("a form") };
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
    assert_eq!(state.session.form, None, "{:?}", state.session.notice);
    let copy = state.selected().map(|fact| state.dossier().fact(fact)).expect("it is selected");
    let old = state.dossier().find("trade-2014").map(|fact| state.dossier().fact(fact)).expect("it is there");
    assert!(copy.title.ends_with("(copy)") && copy.id != old.id);
    assert_eq!(copy.figures.len(), old.figures.len());
    assert_eq!(copy.citations, old.citations);
}

#[test]
fn a_dossier_is_begun_with_the_keyboard_and_its_first_fact_is_at_hand() {
    let (mut harness, state) = window(EMPTY);
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run_steps(4);
    assert!(matches!(state.borrow().session.dialog, Some(Dialog::NewDossier(_))));
    assert!(harness.query_by_label_contains("Choose two countries.").is_some());
    // The first field has the keyboard; Enter takes what is found first.
    harness.event(egui::Event::Text("indo".to_owned()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let fill_search = |harness: &mut Harness<'_>, name: &str, text: &str| {
        harness.get_by_role_and_label(Role::SearchInput, name).focus();
        harness.run_steps(2);
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
    };
    fill_search(&mut harness, "Second country", "malay");
    harness.get_by_role_and_label(Role::CheckBox, "Aid").click();
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    {
        let state = state.borrow();
        assert_eq!((state.dossier().title(), &state.session.dialog), ("Indonesia–Malaysia relations", &None));
        let themes: Vec<&str> = state.dossier().themes().iter().map(|theme| theme.label.as_str()).collect();
        assert_eq!(themes, ["Diplomacy", "Trade", "Aid"]);
        assert!(state.is_unsaved());
    }
    press(&mut harness, "Add fact…");
    assert!(state.borrow().session.form.is_some());
}

#[test]
fn closing_asks_and_each_answer_does_what_it_says() {
    let (mut harness, state) = window(&shipped());
    let change = || {
        act(&state, Action::Edit(EditAction::Open(FormOf::Fact("relations-cut-off".into()))));
        let Some(mut form) = state.borrow().session.form.clone() else { panic!("a form") };
        form.record.set("date", "1966/1972");
        act(&state, Action::Edit(EditAction::Apply(form)));
        let effects = apply(&mut state.borrow_mut(), Event::CloseRequested);
        assert_eq!(effects, []);
    };
    change();
    harness.run_steps(4);
    assert!(harness.query_by_label("• date of fact ‘Relations cut off until 1972’").is_some());
    press(&mut harness, "Cancel");
    assert!(state.borrow().session.dialog.is_none() && state.borrow().is_guarded());
    assert_eq!(take_effects(), []);
    let effects = apply(&mut state.borrow_mut(), Event::CloseRequested);
    assert_eq!(effects, []);
    harness.run_steps(4);
    press(&mut harness, "Save");
    assert!(matches!(&take_effects()[..], [Effect::Save(order)] if !order.is_copy));
    // It is not on the disk yet: the window is still there, and asks again.
    state.borrow_mut().session.is_saving = false;
    let effects = apply(&mut state.borrow_mut(), Event::CloseRequested);
    assert_eq!(effects, []);
    harness.run_steps(4);
    press(&mut harness, "Don’t save");
    assert_eq!(take_effects(), [Effect::Quit]);
}

#[test]
fn saving_elsewhere_asks_for_a_file_where_the_desktop_does_not() {
    let (mut harness, state) = window(&shipped());
    let folder = tempfile::tempdir().expect("a folder");
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    harness.run_steps(3);
    let effects = take_effects();
    let [Effect::Pick(pick @ Pick::Save { is_copy: false, .. })] = &effects[..] else { panic!("{effects:?}") };
    let picked = Event::Picked { pick: pick.clone(), path: None, was_shown: false };
    let _ = apply(&mut state.borrow_mut(), picked);
    harness.run_steps(3);
    let existing = folder.path().join("there.dossier.json");
    std::fs::write(&existing, "x").expect("written");
    fill(&mut harness, "File", &existing.to_string_lossy());
    let save = harness.get_all_by_role_and_label(Role::Button, "Save").last().expect("a button");
    assert!(save.accesskit_node().is_disabled(), "another file is there");
    harness.get_by_role_and_label(Role::CheckBox, "Overwrite existing file").click();
    harness.run_steps(3);
    press(&mut harness, "Save");
    let effects = take_effects();
    assert!(matches!(&effects[..], [Effect::Save(order)] if order.to == existing), "{effects:?}");
}

#[test]
fn what_a_killed_window_had_not_saved_can_be_restored_in_part() {
    let (mut harness, state) = window(&shipped());
    let found = recovery(&state);
    let _ = apply(&mut state.borrow_mut(), Event::RecoveriesFound(vec![found]));
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::CheckBox, "date of fact ‘Relations cut off until 1972’").click();
    harness.run_steps(3);
    press(&mut harness, "Restore");
    assert!(text(&state) == shipped().replace("\"label\": \"Aid\"", "\"label\": \"Help\""));
    assert!(state.borrow().is_unsaved());
    assert_eq!(take_effects(), [Effect::DropRecovery("/nowhere/unsaved-1.ndjson".into())]);
    // Put off, it is in the menu.
    let found = recovery(&state);
    let _ = apply(&mut state.borrow_mut(), Event::RecoveriesFound(vec![found]));
    harness.run_steps(4);
    press(&mut harness, "Later");
    assert!(state.borrow().session.dialog.is_none() && state.borrow().session.recoveries.len() == 1);
    act(&state, Action::File(FileAction::DiscardRecovery("/nowhere/unsaved-1.ndjson".into())));
    assert!(state.borrow().session.recoveries.is_empty());
}

/// Two changes of the open file.
fn recovery(state: &Shared) -> Recovery {
    let sha256 = state.borrow().unsaved.base_sha256().to_owned();
    let journal = format!(
        r#"{{"journal":1,"base":"{sha256}","file":"/nowhere/mine.dossier.json"}}
{{"set":{{"at":{{"fact":"relations-cut-off"}},"path":["date"],"value":"1966/1972"}}}}
{{"set":{{"at":{{"theme":"aid"}},"path":["label"],"value":"Help"}}}}
"#
    );
    let read = |_: Option<&std::path::PathBuf>| load_shipped().map_err(|error| error.summary());
    Recovery::of("/nowhere/unsaved-1.ndjson".into(), &journal, &read).expect("a journal")
}

#[test]
fn only_what_was_written_is_changed_though_the_file_has_empty_lists() {
    let before = EMPTY.replace(
        r#""facts": []"#,
        r#""facts": [
    {"id": "aid", "theme": "trade", "title": "An aid", "statement": "Aid was given.", "figures": [], "flags": []}
  ]"#,
    );
    let (mut harness, state) = window(&before);
    act(&state, Action::Edit(EditAction::Open(FormOf::Fact("aid".into()))));
    harness.run_steps(2);
    let form = |state: &Shared| state.borrow().session.form.clone().expect("a form");
    let mut written = form(&state);
    assert_eq!(written.edit(&state.borrow()), None, "nothing was written");
    written.record.set("title", "An aid, changed");
    act(&state, Action::Edit(EditAction::Apply(written)));
    assert_eq!(text(&state), before.replace("An aid", "An aid, changed"));
}
