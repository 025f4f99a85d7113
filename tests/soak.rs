//! Whatever is done to whatever dossier, in any order: the state stays sound, is the same after it was written down and read again,
//! and every text that there ever was is come back to, to the byte. A sequence that fails is shortened until each of its steps
//! is needed.
//!
//! A short run is part of `cargo test`; `ATTACHE_SOAK_SECS=600 cargo test --test soak -- --nocapture` goes on for ten minutes,
//! and says how much it did.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]
#![expect(clippy::disallowed_types, reason = "how long it goes on is told by the clock")]

#[path = "soak/actions.rs"]
mod actions;
#[path = "common/dice.rs"]
mod dice;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use actions::action;
use attache::app::{Action, AppState, Effect, Event, FindOrder, Finder, Settings, View, apply};
use attache::edit::{Document, Journal};
use attache::load::{Loaded, load_bytes, load_shipped};
use dice::Dice;

/// So many things are done one after the other.
const STEPS: usize = 60;
/// By how much the memory of the process may grow while it goes on, in bytes: what the allocator keeps for later, and nothing
/// that grows with the time.
const GROWTH: u64 = 64 << 20;

/// From so many seconds on, a large dossier is among them, with which each round takes long.
const LONG_SECS: u64 = 60;
/// So many things are done to that one.
const STEPS_OF_LARGE: usize = 8;
/// Each so many rounds, something is done to it.
const ROUNDS_OF_LARGE: u64 = 10;

/// The dossiers that things are done to: the shipped one, an empty one, and invented ones, of which the last is so large that it
/// is edited beside the window.
fn dossiers(seconds: u64) -> Vec<Loaded> {
    let empty = r#"{"format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}], "themes": [],
                    "sources": [], "facts": []}"#;
    let generated = |facts: u64, seed: u64| {
        let mut bytes = Vec::new();
        attache::cli::generate(&mut bytes, facts, seed).expect("memory can be written to");
        load_bytes(&bytes).expect("a generated dossier is sound")
    };
    let mut dossiers =
        vec![load_shipped().expect("sound"), load_bytes(empty.as_bytes()).expect("sound"), generated(40, 5)];
    if seconds >= LONG_SECS {
        dossiers.push(generated(3_001, 6));
    }
    dossiers
}

fn state_of(loaded: &Loaded) -> AppState {
    AppState::new(loaded.clone(), Some("/nowhere/soak.dossier.json".into()), View::default(), Settings::default())
}

/// Does something, and what it asks for, as the threads around a window would; nothing is written.
fn act(state: &mut AppState, action: Action) {
    let mut effects = apply(state, action);
    while let Some(effect) = effects.pop() {
        if let Effect::Edit(order) = effect {
            let result = order.carried_out(&state.file, state.audit_options()).map(Box::new);
            effects.extend(apply(state, Event::Edited { order, result }));
        } else if let Effect::Find(FindOrder { number, filters }) = effect {
            let shown = Finder::default().find(&state.file, &filters, &|| false, &mut |_| {}).map(Box::new);
            effects.extend(apply(state, Event::Found { number, shown }));
        } else if let Effect::Save(order) = effect {
            effects.extend(apply(state, Event::Saved { order, result: Ok(None) }));
        }
    }
}

/// What must hold after each step; the error is a sentence.
fn check(state: &AppState) -> Result<(), String> {
    let text = serde_json::to_string(&state.view).map_err(|error| error.to_string())?;
    let read: View = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    // Numbers may be read a last digit apart; nothing else may differ.
    let again = serde_json::to_string(&read).map_err(|error| error.to_string())?;
    let again: serde_json::Value = serde_json::from_str(&again).map_err(|error| error.to_string())?;
    let said: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if !is_alike(&said, &again) {
        return Err(format!("the view is another one when it is read again: {text}"));
    }
    let shown = state.session.shown.facts.len();
    if shown > state.dossier().facts().len() {
        return Err(format!("{shown} facts are shown"));
    }
    let span = state.timeline_span();
    if !(span.start_days().is_finite() && span.end_days() > span.start_days()) {
        return Err(format!("the span is {span:?}"));
    }
    if state.session.undo.place() >= state.session.undo.rows().len() {
        return Err("the place in the history is none".to_owned());
    }
    Ok(())
}

/// Whether two values are the same but for the last digits of numbers.
fn is_alike(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
            _ => one == other,
        },
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_alike(value, other)))
        }
        _ => one == other,
    }
}

/// What must hold when all is done: everything is found again after a start, and comes back by undoing.
fn check_end(state: &mut AppState, first: &Arc<str>, seen: &BTreeSet<Arc<str>>) -> Result<(), String> {
    let last = Arc::clone(&state.file.text);
    let loaded = load_bytes(last.as_bytes()).map_err(|errors| format!("what is open could not be read: {errors:?}"))?;
    if loaded.dossier != *state.file.dossier {
        return Err("the dossier is not what its text says".to_owned());
    }
    let view = serde_json::to_string(&state.view).map_err(|error| error.to_string())?;
    let view = serde_json::from_str(&view).map_err(|error| error.to_string())?;
    let mut started = AppState::new(loaded, state.file.path.clone(), view, state.settings.clone());
    // A search is not kept.
    act(&mut started, Action::Filter(attache::app::FilterAction::Search(state.session.query.clone())));
    if started.session.shown.facts != state.session.shown.facts {
        return Err("other facts are shown after a start".to_owned());
    }
    if let Some(journal) = state.journal() {
        let head = journal.head.as_ref().ok_or("a journal without a head")?;
        let text = Journal::text(head, journal.edits.iter().map(|(_, edit)| edit));
        let read = Journal::parse(&text).map_err(|error| error.to_string())?;
        let base = read.head.and_then(|head| head.text).map_or_else(|| Arc::clone(state.unsaved.base()), Arc::from);
        let mut document = Document::parse(base).map_err(|error| error.to_string())?;
        for (_, edit) in &read.edits {
            document = document.edited(edit).map_err(|error| format!("what is not saved: {error}"))?.0;
        }
        let replayed = load_bytes(document.text().as_bytes())
            .map_err(|errors| format!("what is not saved is not valid: {errors:?}"))?;
        if replayed.dossier != *state.file.dossier {
            return Err("what is kept of what is not saved leads to another dossier".to_owned());
        }
    }
    let place = state.session.undo.place();
    while state.session.undo.can_undo() {
        act(state, Action::Undo);
        check(state).map_err(|error| format!("after undoing: {error}"))?;
    }
    if state.file.text != *first {
        return Err("undoing everything does not lead back to the first text".to_owned());
    }
    while state.session.undo.place() < place {
        act(state, Action::Redo);
    }
    if state.file.text != last {
        return Err("doing everything again does not lead to the last text".to_owned());
    }
    let mut reached = BTreeSet::new();
    let places = state.session.undo.rows().len();
    for place in 0..places {
        act(state, Action::StepTo(place));
        reached.insert(Arc::clone(&state.file.text));
    }
    if reached == *seen { Ok(()) } else { Err(format!("{} texts are reached of {}", reached.len(), seen.len())) }
}

/// Does all that to a dossier; the error says what went wrong.
fn run(loaded: &Loaded, actions: &[Action]) -> Result<(), String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut state = state_of(loaded);
        let first = Arc::clone(&state.file.text);
        let mut seen = BTreeSet::from([Arc::clone(&first)]);
        for action in actions {
            act(&mut state, action.clone());
            check(&state).map_err(|error| format!("after {action:?}: {error}"))?;
            seen.insert(Arc::clone(&state.file.text));
        }
        check_end(&mut state, &first, &seen)
    }));
    outcome.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(text.unwrap_or_else(|| "it panics".to_owned()))
    })
}

/// The fewest of some steps that still fail: halves are left out, then quarters, down to single steps.
fn shortened<T: Clone>(steps: Vec<T>, fails: impl Fn(&[T]) -> bool) -> Vec<T> {
    let mut steps = steps;
    let mut size = steps.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            let end = (at + size).min(steps.len());
            let fewer = [&steps[..at], &steps[end..]].concat();
            if fails(&fewer) { steps = fewer } else { at = end }
        }
        size /= 2;
    }
    steps
}

/// The memory that the process has, in bytes; 0 where the system does not say.
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) << 10
}

#[test]
fn whatever_is_done_the_state_stays_sound() {
    let seconds = std::env::var("ATTACHE_SOAK_SECS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    let (begun, dossiers) = (Instant::now(), dossiers(seconds));
    let (mut rounds, mut sequences, mut steps, mut texts) = (0_u64, 0, 0, 0);
    let mut settled = None;
    while rounds == 0 || begun.elapsed() < Duration::from_secs(seconds) {
        rounds += 1;
        for (place, loaded) in dossiers.iter().enumerate() {
            let is_large = loaded.dossier.facts().len() > 3_000;
            if is_large && rounds % ROUNDS_OF_LARGE != 0 {
                continue;
            }
            let dice = Dice::new(rounds.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut state = state_of(loaded);
            let mut actions = Vec::new();
            for _ in 0..if is_large { STEPS_OF_LARGE } else { STEPS } {
                let action = action(&state, &dice);
                actions.push(action.clone());
                let before = Arc::clone(&state.file.text);
                if catch_unwind(AssertUnwindSafe(|| act(&mut state, action))).is_err() {
                    break;
                }
                texts += usize::from(before != state.file.text);
            }
            drop(state);
            (sequences, steps) = (sequences + 1, steps + actions.len());
            if let Err(error) = run(loaded, &actions) {
                let few = shortened(actions, |fewer| run(loaded, fewer).is_err());
                let last = run(loaded, &few).expect_err("it fails");
                let few = serde_json::to_string_pretty(&few).expect("JSON");
                panic!("dossier {place}, round {rounds}: {error}\nas short as it gets: {last}\n{few}");
            }
        }
        // The first rounds fill what is kept on purpose.
        if rounds == 3 {
            settled = Some(resident_bytes());
        }
    }
    let grown = settled.map_or(0, |settled| resident_bytes().saturating_sub(settled));
    println!(
        "{steps} actions in {sequences} sequences, {texts} changed the text; memory grew by {grown} bytes since round 3"
    );
    assert!(texts > 0, "nothing was changed");
    assert!(grown < GROWTH, "memory grew by {grown} bytes in {rounds} rounds");
}

#[test]
fn a_sequence_is_shortened_to_what_fails() {
    let fails = |steps: &[u32]| steps.contains(&17) && steps.contains(&40);
    assert_eq!(shortened((0..60).collect(), fails), [17, 40]);
    assert_eq!(shortened(vec![17, 40], fails), [17, 40]);
}
