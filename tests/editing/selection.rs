//! Several facts at once: selected with mouse and keys, and changed in one step.

use crate::editor::{Shared, state_of, window_of};
use attache::app::{
    Action, AppState, Dialog, EditAction, Effect, SelectAction, SelectedAs, Settings, SeveralEdit, View, apply,
};
use attache::dossier::FactId;
use attache::edit::{Document, Edit, Json, Target};
use attache::load::{load_bytes, load_shipped};
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, PointerButton, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};

fn shipped() -> String {
    load_shipped().expect("it loads").text.to_string()
}

fn act(state: &mut AppState, action: Action) -> Vec<Effect> {
    apply(state, action)
}

fn window() -> (Harness<'static>, Shared) {
    window_of(&shipped(), 1600.0)
}

/// The rows of the list, from the top.
fn rows<'a>(harness: &'a Harness<'_>) -> Vec<Node<'a>> {
    harness.get_all_by_role(Role::ListItem).collect()
}

fn click_row(harness: &mut Harness<'_>, place: usize, modifiers: Modifiers) {
    rows(harness)[place].click_modifiers(modifiers);
    harness.run_steps(3);
}

fn selected(state: &Shared) -> usize {
    state.borrow().selected_count()
}

fn read(state: &Shared) -> Option<FactId> {
    state.borrow().view.selected.clone()
}

/// The facts that the list marks, by their places in it.
fn marked(harness: &Harness<'_>) -> Vec<usize> {
    let rows = rows(harness);
    (0..rows.len()).filter(|place| rows[*place].accesskit_node().toggled() == Some(Toggled::True)).collect()
}

/// Presses the last button of this name.
fn press(harness: &mut Harness<'_>, name: &str) {
    let button = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap_or_else(|| panic!("no {name}"));
    assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
    button.click();
    harness.run_steps(4);
}

fn notice(state: &Shared) -> String {
    state.borrow().session.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

#[test]
fn the_mouse_selects_several_in_the_list() {
    let (mut harness, state) = window();
    click_row(&mut harness, 1, Modifiers::NONE);
    click_row(&mut harness, 4, Modifiers::SHIFT);
    assert_eq!(marked(&harness), [1, 2, 3, 4]);
    assert!(harness.query_by_role_and_label(Role::Heading, "4\u{A0}facts selected").is_some());
    // The range begins where it began.
    click_row(&mut harness, 0, Modifiers::SHIFT);
    assert_eq!(marked(&harness), [0, 1]);
    click_row(&mut harness, 3, Modifiers::COMMAND);
    assert_eq!(marked(&harness), [0, 1, 3]);
    click_row(&mut harness, 0, Modifiers::COMMAND);
    assert_eq!(marked(&harness), [1, 3]);
    // Esc leaves the one that was clicked last, and then none.
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(marked(&harness), [3]);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(selected(&state), 0);
    click_row(&mut harness, 2, Modifiers::COMMAND);
    assert_eq!(marked(&harness), [2]);
}

#[test]
fn the_keyboard_selects_several_and_all_that_are_shown() {
    let (mut harness, state) = window();
    click_row(&mut harness, 2, Modifiers::NONE);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run_steps(3);
    }
    assert_eq!(marked(&harness), [2, 3, 4]);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
        harness.run_steps(3);
    }
    assert_eq!(marked(&harness), [1, 2], "the range turns round where it began");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(3);
    assert_eq!(selected(&state), state.borrow().dossier().facts().len());
    assert_eq!(read(&state), Some(state.borrow().dossier().fact(state.borrow().session.shown.facts[1]).id.clone()));
    harness.key_press(Key::ArrowDown);
    harness.run_steps(3);
    assert_eq!(marked(&harness), [2], "an arrow alone selects one");
    // In a field, Ctrl+A selects what is written there.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(3);
    assert_eq!(selected(&state), 1);
}

#[test]
fn what_is_drawn_around_marks_on_the_timeline_selects_their_facts() {
    let (mut harness, state) = window();
    let label = format!("Timeline of {} facts", state.borrow().session.shown.facts.len());
    let plot = harness.get_by_label(&label).rect();
    let drag = |harness: &mut Harness<'_>, from, to, modifiers: Modifiers| {
        harness.event(egui::Event::PointerMoved(from));
        harness.run_steps(1);
        harness.event_modifiers(
            egui::Event::PointerButton { pos: from, button: PointerButton::Primary, pressed: true, modifiers },
            modifiers,
        );
        harness.run_steps(1);
        for share in [0.3, 0.7, 1.0] {
            harness.event_modifiers(egui::Event::PointerMoved(from + (to - from) * share), modifiers);
            harness.run_steps(1);
        }
        harness.event_modifiers(
            egui::Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers },
            modifiers,
        );
        harness.run_steps(3);
    };
    let all = Rect::from_min_max(plot.min + vec2(1.0, 1.0), plot.max - vec2(1.0, 1.0));
    drag(&mut harness, all.left_top(), all.right_bottom(), Modifiers::SHIFT);
    let dated = state.borrow().session.shown.facts.len() - state.borrow().session.shown.time.undated().len();
    assert_eq!(selected(&state), dated, "all that stand on the timeline");
    assert_eq!(state.borrow().view.timeline, None, "nothing was moved along");
    // A part of them alone, and another part beside it.
    drag(&mut harness, all.left_top(), pos2(all.center().x, all.bottom()), Modifiers::SHIFT);
    let left = selected(&state);
    assert!(left > 0 && left < dated, "{left}");
    drag(&mut harness, pos2(all.center().x, all.top()), all.right_bottom(), Modifiers::SHIFT.plus(Modifiers::COMMAND));
    assert_eq!(selected(&state), dated);
    // Without Shift the view is moved along, and the selection stays.
    drag(&mut harness, all.center(), all.center() + vec2(60.0, 0.0), Modifiers::NONE);
    assert!(state.borrow().view.timeline.is_some());
    assert_eq!(selected(&state), dated);
}

#[test]
fn a_theme_is_set_for_all_of_them_in_one_step() {
    let (mut harness, state) = window();
    let before = state.borrow().file.text.to_string();
    click_row(&mut harness, 0, Modifiers::NONE);
    click_row(&mut harness, 5, Modifiers::SHIFT);
    let ids: Vec<FactId> =
        state.borrow().selection().iter().map(|fact| state.borrow().dossier().fact(*fact).id.clone()).collect();
    harness.get_by_role_and_label(Role::ComboBox, "Theme of the selected facts").click();
    harness.run_steps(3);
    let label = state.borrow().dossier().themes()[2].label.clone();
    let id = state.borrow().dossier().themes()[2].id.clone();
    harness.get_all_by_label(&label).last().expect("a line for it").click();
    harness.run_steps(4);
    for id_of in &ids {
        let state = state.borrow();
        let fact = state.dossier().fact(state.dossier().find(&id_of.0).expect("it is there"));
        assert_eq!(state.dossier().theme(fact.theme).id, id);
    }
    assert_eq!(selected(&state), 6, "they stay selected");
    let changed = state.borrow().unsaved.changes().len();
    assert_eq!(changed, 1, "one change");
    let words = state.borrow().session.undo.edit_to_undo().map(str::to_owned).expect("a step");
    assert!(words.starts_with("theme of ") && words.ends_with("facts"), "{words}");
    // The menu names it.
    press(&mut harness, "Edit");
    press(&mut harness, &format!("Undo: {words} Ctrl+Z"));
    assert_eq!(state.borrow().file.text.to_string(), before, "to the byte");
    assert_eq!(selected(&state), 6);
}

#[test]
fn a_flag_and_a_citation_are_added_to_those_that_do_not_have_them() {
    let (mut harness, state) = window();
    click_row(&mut harness, 0, Modifiers::NONE);
    click_row(&mut harness, 3, Modifiers::SHIFT);
    press(&mut harness, "Add flag…");
    assert!(matches!(state.borrow().session.dialog, Some(Dialog::Several(_))));
    // The reason has the keyboard.
    harness.event(egui::Event::Text("Only one paper has it".to_owned()));
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(state.borrow().session.dialog, None, "{}", notice(&state));
    let flag = r#"{"kind":"dubious","reason":"Only one paper has it"}"#;
    let document = Document::parse(state.borrow().file.text.clone()).expect("sound");
    for fact in state.borrow().selection() {
        let id = state.borrow().dossier().fact(fact).id.0.clone();
        let record = document.record(&Target::fact(id)).expect("it is there");
        let flags = record.get("flags").map(Json::items).unwrap_or_default();
        assert!(flags.iter().any(|other| other.to_string() == flag), "{record}");
    }
    // One more fact, and the same flag again: only that one changes.
    click_row(&mut harness, 4, Modifiers::SHIFT);
    let again = SeveralEdit::Flag(Json::parse(flag).expect("JSON"));
    assert_eq!((selected(&state), state.borrow().changed_by(&again).len()), (5, 1));
    press(&mut harness, "Add flag…");
    harness.event(egui::Event::Text("Only one paper has it".to_owned()));
    harness.run_steps(3);
    assert!(harness.query_by_label("4 of 5\u{A0}facts already have it.").is_some());
    press(&mut harness, "Cancel");
    press(&mut harness, "Add citation…");
    harness.event(egui::Event::Text("p. 4".to_owned()));
    harness.run_steps(3);
    press(&mut harness, "Add citation");
    let state = state.borrow();
    assert_eq!(state.session.dialog, None);
    let first = state.dossier().sources()[0].id().to_owned();
    for fact in state.selection() {
        let citations = &state.dossier().fact(fact).citations;
        let cites = |citation: &attache::dossier::Citation| {
            state.dossier().source(citation.source).id() == first && citation.locator.as_deref() == Some("p. 4")
        };
        assert!(citations.iter().any(cites));
    }
    let words = state.session.undo.edit_to_undo().expect("a step");
    assert!(words.starts_with("citation of ‘") && words.ends_with("in 5\u{A0}facts"), "{words}");
}

#[test]
fn a_removal_says_what_refers_to_them_and_is_one_step() {
    let (mut harness, state) = window();
    let before = state.borrow().file.text.to_string();
    for id in ["ties-never-severed", "trade-2014"] {
        let _ = act(&mut state.borrow_mut(), Action::Select(SelectAction::Toggle(id.into())));
    }
    harness.run_steps(2);
    harness.key_press(Key::Delete);
    harness.run_steps(4);
    let referrers = state.borrow().referrers_of_selection();
    assert!(!referrers.is_empty());
    for by in &referrers {
        let id = by.from.id().expect("a fact");
        let state = state.borrow();
        let title = &state.dossier().fact(state.dossier().find(id).expect("it is there")).title;
        assert!(harness.query_by_label(&format!("“{title}” {}", by.how)).is_some(), "{title} is named");
    }
    press(&mut harness, "Remove");
    assert_eq!(state.borrow().dossier().find("trade-2014"), None, "{}", notice(&state));
    assert_eq!(selected(&state), 0, "what is not there is not selected");
    assert_eq!(state.borrow().session.undo.edit_to_undo(), Some("removal of 2\u{A0}facts"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert_eq!(state.borrow().file.text.to_string(), before, "to the byte");
}

#[test]
fn a_new_theme_needs_a_name_of_its_own() {
    let (mut harness, state) = window();
    click_row(&mut harness, 0, Modifiers::NONE);
    click_row(&mut harness, 1, Modifiers::COMMAND);
    press(&mut harness, "New theme…");
    let taken = state.borrow().dossier().themes()[0].label.clone();
    harness.event(egui::Event::Text(taken.clone()));
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    assert!(state.borrow().session.dialog.is_some(), "a second theme of that name is not made");
    harness.event(egui::Event::Text(" of the north".to_owned()));
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(3);
    let state = state.borrow();
    let theme = state.dossier().themes().last().expect("a theme");
    assert_eq!(theme.label, format!("{taken} of the north"));
    for fact in state.selection() {
        assert_eq!(state.dossier().theme(state.dossier().fact(fact).theme).id, theme.id);
    }
}

#[test]
fn what_is_hidden_is_said_and_can_be_left_out() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(3);
    let all = selected(&state);
    let theme = state.borrow().dossier().themes()[0].id.clone();
    let _ = act(&mut state.borrow_mut(), Action::Filter(attache::app::FilterAction::ToggleTheme(theme)));
    harness.run_steps(3);
    let shown = state.borrow().session.shown.facts.len();
    assert!(shown < all);
    assert_eq!(selected(&state), all, "what the filters hide stays selected");
    assert!(harness.query_by_label(&format!("{} of them are hidden by the filters.", all - shown)).is_some());
    harness.get_by_label("Leave out what is hidden").click();
    harness.run_steps(3);
    assert_eq!(selected(&state), shown);
}

#[test]
fn the_selection_follows_its_facts_through_changes() {
    let mut state = state_of(&shipped());
    let ids = ["trade-2014", "relations-cut-off", "ties-never-severed"];
    let facts = ids.map(FactId::from).to_vec();
    let _ = act(&mut state, Action::Select(SelectAction::Several { facts, is_added: false }));
    assert_eq!((state.selected_count(), state.view.selected.clone()), (3, Some("trade-2014".into())));
    // Another program takes the one out that is read, and puts a fact before the others.
    let document = Document::parse(state.file.text.clone()).expect("sound");
    let first = document.ids(&attache::edit::List::Facts).next().expect("a fact").into_owned();
    let new = r#"{"id": "a-new-one", "theme": "trade", "title": "t", "statement": "s"}"#;
    let edit = Edit::batch(
        "x",
        [
            Edit::Remove { at: Target::fact("trade-2014"), cascade: true },
            Edit::Insert {
                list: attache::edit::List::Facts,
                before: Some(first.into()),
                value: Json::parse(new).expect("JSON"),
            },
        ],
    );
    let (changed, _) = document.edited(&edit).expect("it fits");
    state.refresh_file(load_bytes(changed.text().as_bytes()).expect("sound"), None);
    let left: Vec<&str> = state.selection().iter().map(|fact| state.dossier().fact(*fact).id.0.as_str()).collect();
    assert_eq!(left, ["relations-cut-off", "ties-never-severed"]);
    assert!(state.view.selected.is_some(), "one of them is read");
}

#[test]
fn nothing_is_changed_where_all_are_so_already() {
    let mut state = state_of(&shipped());
    let _ = act(&mut state, Action::Select(SelectAction::Fact("trade-2014".into())));
    let before = state.file.sha256.clone();
    let theme = state.dossier().theme(state.dossier().fact(state.selected().expect("selected")).theme).id.clone();
    let change = SeveralEdit::Theme(theme.as_str().into());
    assert_eq!(act(&mut state, Action::Edit(EditAction::Several(Box::new(change)))), []);
    assert_eq!(state.file.sha256, before);
    let said = state.session.notice.as_ref().map(|notice| notice.text.clone());
    assert_eq!(said.as_deref(), Some("Nothing to change: the selected facts already have it."));
    let nobody = SeveralEdit::Citation(Json::parse(r#"{"source": "nobody"}"#).expect("JSON"));
    assert_eq!(act(&mut state, Action::Edit(EditAction::Several(Box::new(nobody)))), []);
    assert_eq!(state.file.sha256, before, "a source that is not there cannot be cited");
    assert!(!state.session.undo.can_undo());
}

#[test]
fn the_copy_in_json_is_what_stands_in_the_file() {
    let mut state = state_of(&shipped());
    let facts = ["trade-2014", "relations-cut-off"].map(FactId::from).to_vec();
    let _ = act(&mut state, Action::Select(SelectAction::Several { facts, is_added: false }));
    let copied = state.selection_as_json();
    let document = Document::parse(state.file.text.clone()).expect("sound");
    for id in ["trade-2014", "relations-cut-off"] {
        assert!(copied.contains(document.text_of(&Target::fact(id)).expect("it is there")));
    }
    assert_eq!(Json::parse(&copied).expect("JSON").items().len(), 2);
}

#[test]
fn more_than_can_be_changed_at_once_is_refused_with_a_number() {
    let facts: Vec<String> =
        (0..20_001).map(|n| format!(r#"{{"id":"f{n}","theme":"t","title":"T","statement":"S."}}"#)).collect();
    let text = format!(
        r#"{{"format":1,"title":"t","parties":[{{"id":"a","name":"A"}},{{"id":"b","name":"B"}}],"themes":[{{"id":"t","label":"T"}},{{"id":"u","label":"U"}}],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let mut state = state_of(&text);
    let _ = act(&mut state, Action::Select(SelectAction::AllShown));
    let change = || Action::Edit(EditAction::Several(Box::new(SeveralEdit::Theme("u".into()))));
    assert_eq!(act(&mut state, change()), []);
    let notice = state.session.notice.as_ref().expect("it is said").text.clone();
    assert!(notice.contains("20,001\u{A0}facts are selected") && notice.contains("at most 20,000"), "{notice}");
    // One fewer is changed, beside the window since there are so many.
    let _ = act(&mut state, Action::Select(SelectAction::Toggle("f0".into())));
    let effects = act(&mut state, change());
    let [Effect::Edit(order)] = &effects[..] else { panic!("it is made beside the window: {effects:?}") };
    let edited = order.carried_out(&state.file, state.audit_options()).expect("it fits");
    let under = |theme: &str| {
        edited.file.dossier.facts().iter().filter(|fact| edited.file.dossier.theme(fact.theme).id == theme).count()
    };
    assert_eq!((under("t"), under("u")), (1, 20_000));
}

#[test]
fn what_is_selected_is_copied_when_it_is_asked_for() {
    let mut state = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
    for id in ["trade-2014", "trade-2012"] {
        let _ = apply(&mut state, Action::Select(SelectAction::Toggle(id.into())));
    }
    let facts = state.selection();
    assert_eq!(facts.len(), 2);
    assert_eq!(apply(&mut state, Action::CopySelected(SelectedAs::Text)), [Effect::CopyFacts(facts)]);
    let effects = apply(&mut state, Action::CopySelected(SelectedAs::Json));
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.contains("\"trade-2012\"") && text.contains("\"trade-2014\""), "{text}");
    let notice = state.session.notice.as_ref().map(|notice| notice.text.as_str());
    assert_eq!(notice, Some("Copied 2\u{a0}facts as JSON."));
}
