//! The history as a list: every state that was is come back to, to the byte, whatever was undone before something else was done.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

use attache::app::{
    Action, AppState, ClockTime, Dialog, EditAction, Effect, Event, FormOf, HistoryRow, HistoryTime, LayoutAction,
    Settings, View, WindowPlace, apply,
};
use attache::charts::theme;
use attache::dossier::Day;
use attache::edit::{Document, Target};
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// A dossier of so many facts, laid out as nobody would.
fn dossier(facts: usize) -> String {
    let mut text = String::from(
        "{ \"format\": 1, \"title\": \"A–B\",\n\"parties\":[{\"id\":\"A\",\"name\":\"A\"},{\"id\":\"B\",\"name\":\"B\"}],\n  \"themes\" : [ {\"id\":\"t\",\"label\":\"T\"} ],\"sources\":[],\"facts\":[",
    );
    for fact in 0..facts {
        let comma = if fact == 0 { "" } else { "," };
        write!(
            text,
            "{comma}\n{{\"id\":\"f{fact}\",\"theme\":\"t\",\"title\":\"{fact}\",  \"statement\":\"S\",\"custom\":{{\"x\":1.50}}}}"
        )
        .expect("written");
    }
    text + "]}\n"
}

fn state(text: &str) -> AppState {
    let loaded = load_bytes(text.as_bytes()).expect("sound");
    AppState::new(loaded, Some("/nowhere/mine.dossier.json".into()), View::default(), Settings::default())
}

/// Carries an action out, and what it asks for, as a thread would.
fn act(state: &mut AppState, action: Action) {
    let mut effects = apply(state, action);
    while let Some(effect) = effects.pop() {
        if let Effect::Edit(order) = effect {
            let result = order.carried_out(&state.file, state.audit_options()).map(Box::new);
            effects.extend(apply(state, Event::Edited { order, result }));
        }
    }
}

fn set(state: &mut AppState, fact: &str, key: &str, value: &str) {
    act(state, Action::Edit(EditAction::Open(FormOf::Fact(fact.into()))));
    let Some(mut form) = state.session.form.clone() else { panic!("a form") };
    form.record.set(key, value);
    act(state, Action::Edit(EditAction::Apply(form)));
    assert_eq!(state.session.form, None, "{:?}", state.session.notice);
}

fn text(state: &AppState) -> String {
    state.file.text.to_string()
}

/// Every text that the history leads to.
fn reached(state: &mut AppState) -> BTreeSet<String> {
    let place = state.session.undo.place();
    let places = state.session.undo.rows().len();
    let found = (0..places)
        .map(|place| {
            act(state, Action::StepTo(place));
            assert_eq!(state.session.undo.place(), place);
            text(state)
        })
        .collect();
    act(state, Action::StepTo(place));
    found
}

#[test]
fn each_step_is_gone_to_to_the_byte() {
    let mut state = state(&load_shipped().expect("it loads").text);
    let mut texts = vec![text(&state)];
    for (place, key) in ["title", "note", "statement", "note", "title"].into_iter().enumerate() {
        set(&mut state, "relations-cut-off", key, &format!("Number {place}"));
        texts.push(text(&state));
        // A change of the view is a step, too.
        act(&mut state, Action::ToggleLock);
        texts.push(text(&state));
    }
    for place in [0, 10, 3, 4, 9, 1, 10, 0, 7] {
        act(&mut state, Action::StepTo(place));
        assert_eq!(text(&state), texts[place], "{place}");
        assert_eq!(state.view.is_locked, (place / 2) % 2 == 1, "{place}");
        assert_eq!(state.is_unsaved(), place > 0, "{place}");
    }
    assert_eq!(state.session.undo.rows().len(), 11);
    let rows: Vec<HistoryRow<'_>> = state.session.undo.rows().collect();
    assert_eq!(rows[0].label, None);
    assert!(rows[1].is_edit && rows[1].label.is_some_and(|label| label.contains("title")), "{:?}", rows[1]);
    assert!(!rows[2].is_edit && rows[7].when == HistoryTime::Now && !rows[7].is_branch, "{:?}", rows[2]);
    // There is no such place.
    act(&mut state, Action::StepTo(11));
    assert_eq!(state.session.undo.place(), 7);
}

#[test]
fn what_was_undone_before_something_else_was_done_is_come_back_to() {
    let mut state = state(&dossier(3));
    for number in 0..4 {
        set(&mut state, "f0", "title", &format!("First {number}"));
    }
    act(&mut state, Action::StepTo(1));
    set(&mut state, "f1", "title", "Second");
    let branch: Vec<usize> = state.session.undo.rows().filter(|row| row.is_branch).map(|row| row.place).collect();
    assert_eq!(branch, [2, 3, 4, 5, 6, 7]);
    let labels: Vec<String> = state.session.undo.rows().filter_map(|row| row.label.map(str::to_owned)).collect();
    assert_eq!(labels[4], format!("undoing of {}", labels[3]), "{labels:?}");
    let second = text(&state);
    act(&mut state, Action::StepTo(4));
    assert_eq!(&*state.dossier().facts()[0].title, "First 3");
    assert_eq!(&*state.dossier().facts()[1].title, "1");
    act(&mut state, Action::StepTo(8));
    assert_eq!(text(&state), second);
    assert!(state.session.undo.rows().nth(4).is_some_and(|row| row.is_branch), "it stays a branch");
}

#[test]
fn undoing_what_undid_something_has_a_name_that_can_be_read() {
    let mut state = state(&dossier(3));
    set(&mut state, "f0", "note", "one");
    act(&mut state, Action::Undo);
    set(&mut state, "f1", "note", "two");
    let note = "note of fact ‘0’";
    act(&mut state, Action::StepTo(2));
    assert_eq!(state.session.undo.edit_to_undo(), Some(format!("undoing of {note}").as_str()));
    act(&mut state, Action::Undo);
    let labels: Vec<&str> = state.unsaved.changes().iter().map(|change| change.label.as_str()).collect();
    assert!(labels.iter().all(|label| label.matches("undoing of").count() < 2), "{labels:?}");
    // Something new here takes the undoing of it back, which is doing it again.
    set(&mut state, "f2", "note", "three");
    let labels: Vec<String> = state.session.undo.rows().filter_map(|row| row.label.map(str::to_owned)).collect();
    assert!(labels.contains(&format!("redoing of {note}")), "{labels:?}");
    assert!(labels.iter().all(|label| !label.contains("undoing of undoing")), "{labels:?}");
}

#[test]
fn each_step_has_its_time_and_that_of_another_day_its_date() {
    let mut state = state(&dossier(3));
    let at = |state: &mut AppState, clock: ClockTime| {
        let window = WindowPlace { width: 1300.0, height: 860.0, is_maximised: false };
        let _ = apply(state, Event::Drawn { now_secs: 1.0, clock: Some(clock), window });
    };
    let (day, next) = (Day::from_civil(2026, 11, 26), Day::from_civil(2026, 11, 27));
    at(&mut state, ClockTime { day, minute: 23 * 60 + 59 });
    set(&mut state, "f0", "title", "Late");
    at(&mut state, ClockTime { day: next, minute: 14 * 60 + 5 });
    set(&mut state, "f0", "title", "Early");
    act(&mut state, Action::Undo);
    at(&mut state, ClockTime { day: next, minute: 14 * 60 + 6 });
    let times: Vec<Option<u16>> =
        state.session.undo.rows().map(|row| row.done_at.map(|done_at| done_at.minute)).collect();
    assert_eq!(times, [None, Some(1439), Some(845)], "undoing a step leaves its time");
    state.session.dialog = Some(Dialog::History);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 860.0)).with_context_setup(theme::install);
    let mut harness = builder.build_ui(|ui| window_ui(ui, &state, &around, &mut Vec::new()));
    harness.run_steps(3);
    for words in ["title of fact ‘0’, now  26 November 2026, 23:59", "title of fact ‘Late’, undone  14:05"] {
        assert!(harness.query_by_role_and_label(Role::Button, words).is_some(), "{words}");
    }
}

#[test]
fn nothing_that_ever_was_is_destroyed() {
    let mut dice = 7_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((dice >> 33) % sides).expect("small")
    };
    for round in 0..40 {
        let mut state = state(&dossier(4));
        let mut seen = BTreeSet::from([text(&state)]);
        for step in 0..12 {
            match roll(6) {
                0 => act(&mut state, Action::Undo),
                1 => act(&mut state, Action::Redo),
                2 => {
                    let count = state.session.undo.rows().len() as u64;
                    act(&mut state, Action::StepTo(roll(count)));
                }
                3 => act(&mut state, Action::ToggleLock),
                _ => set(&mut state, &format!("f{}", roll(4)), "title", &format!("{round} {step}")),
            }
            seen.insert(text(&state));
            // What is kept for the case of a crash leads to what is open.
            let replayed = state.journal().map(|journal| {
                let mut document = Document::parse(state.unsaved.base().clone()).expect("sound");
                for (_, edit) in &journal.edits {
                    document = document.edited(edit).expect("it fits").0;
                }
                load_bytes(document.text().as_bytes()).expect("sound").dossier
            });
            if let Some(dossier) = replayed {
                let titles = |dossier: &attache::dossier::Dossier| -> Vec<String> {
                    dossier.facts().iter().map(|fact| fact.title.to_string()).collect()
                };
                assert_eq!(titles(&dossier), titles(state.dossier()), "round {round}, step {step}");
            }
        }
        let now = text(&state);
        assert_eq!(reached(&mut state), seen, "round {round}");
        assert_eq!(text(&state), now);
    }
}

#[test]
fn what_is_kept_for_a_crash_has_the_order_of_what_was_removed_and_came_back() {
    let relation = |fact: &str| format!("{{\"kind\":\"see-also\",\"fact\":\"{fact}\"}}");
    let relations = format!("\"relations\":[{},{},{}],\"custom\"", relation("f1"), relation("f2"), relation("f3"));
    let mut state = state(&dossier(4).replacen("\"custom\"", &relations, 1));
    set(&mut state, "f3", "title", "Changed");
    act(&mut state, Action::Edit(EditAction::Remove(Target::fact("f1"))));
    act(&mut state, Action::Undo);
    // What was undone stays a branch of the history; it is gone through again, up to the moment before the removal.
    act(&mut state, Action::ToggleLock);
    for _ in 0..3 {
        act(&mut state, Action::Undo);
    }
    assert_eq!(state.dossier().facts().len(), 4);
    let journal = state.journal().expect("something is not saved");
    assert!(journal.edits.len() > 1, "what was removed is brought back by an edit: {journal:?}");
    let mut document = Document::parse(state.unsaved.base().clone()).expect("sound");
    for (_, edit) in &journal.edits {
        document = document.edited(edit).expect("it fits").0;
    }
    let replayed = load_bytes(document.text().as_bytes()).expect("sound").dossier;
    assert_eq!(replayed.facts()[0].relations, state.dossier().facts()[0].relations);
    assert!(replayed == *state.dossier());
}

#[test]
fn a_large_dossier_is_gone_through_beside_the_window() {
    let mut state = state(&dossier(3_001));
    let before = text(&state);
    for number in 0..3 {
        set(&mut state, "f7", "title", &format!("Number {number}"));
    }
    let after = text(&state);
    // One after the other, with nothing else meanwhile.
    let effects = apply(&mut state, Action::StepTo(0));
    assert!(matches!(&effects[..], [Effect::Edit(_)]), "{effects:?}");
    assert_eq!(apply(&mut state, Action::Undo), []);
    let mut effects = effects;
    let mut count = 0;
    while let Some(Effect::Edit(order)) = effects.pop() {
        count += 1;
        let result = order.carried_out(&state.file, state.audit_options()).map(Box::new);
        effects = apply(&mut state, Event::Edited { order, result });
    }
    assert_eq!((count, text(&state) == before), (3, true));
    act(&mut state, Action::StepTo(3));
    assert_eq!(text(&state), after);
}

#[test]
fn the_list_is_gone_through_with_mouse_and_keys() {
    let state = Rc::new(RefCell::new(state(&dossier(3))));
    for number in 0..3 {
        set(&mut state.borrow_mut(), "f0", "title", &format!("Number {number}"));
    }
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 860.0)).with_context_setup(theme::install);
    let mut harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        for action in actions {
            act(&mut shared.borrow_mut(), action);
        }
    });
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::ALT, Key::Z);
    harness.run_steps(4);
    assert_eq!(state.borrow().session.dialog, Some(Dialog::History));
    harness.get_by_role_and_label(Role::Button, "As it was opened").click();
    harness.run_steps(4);
    assert_eq!(text(&state.borrow()), dossier(3));
    // The keyboard is on the row, and goes down the list.
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(&*state.borrow().dossier().facts()[0].title, "Number 0");
    assert_eq!(state.borrow().session.dialog, Some(Dialog::History));
    act(&mut state.borrow_mut(), Action::Layout(LayoutAction::CloseDialog));
    assert_eq!(state.borrow().session.undo.place(), 1);
}
