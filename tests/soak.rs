//! Whatever is done to whatever dossier, in any order: the state stays sound, is the same after it was written down and read again,
//! and comes back when all is undone. A sequence that fails is shortened until each of its steps is needed.
//!
//! A short run is part of `cargo test`; `ATTACHE_SOAK_SECS=600 cargo test --test soak` goes on for ten minutes.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]
#![expect(clippy::disallowed_types, reason = "how long it goes on is told by the clock")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use attache::app::{
    Action, AppState, ChartKind, Dialog, FileAction, FilterAction, LayoutAction, Panel, RivalPolicy, SelectAction,
    Settings, Span, SpanAction, TimeAxisTarget, ValueAxis, View, apply,
};
use attache::dossier::FactId;
use attache::load::{Loaded, load_bytes, load_shipped};

/// So many things are done one after the other.
const STEPS: usize = 60;

/// Numbers by lot, the same each time (Knuth's linear congruences).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn number(&mut self) -> f64 {
        let odd = [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, 0.5];
        if self.below(6) == 0 { self.of(&odd) } else { self.below(2_000) as f64 / 100.0 - 10.0 }
    }
}

/// The dossiers that things are done to: the shipped one, an empty one, and invented ones.
fn dossiers() -> Vec<Loaded> {
    let empty = r#"{"format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}], "themes": [],
                    "sources": [], "facts": []}"#;
    let generated = |facts: u64, seed: u64| {
        let mut bytes = Vec::new();
        attache::cli::generate(&mut bytes, facts, seed).expect("memory can be written to");
        load_bytes(&bytes).expect("a generated dossier is sound")
    };
    vec![
        load_shipped().expect("sound"),
        load_bytes(empty.as_bytes()).expect("sound"),
        generated(40, 5),
        generated(3_000, 6),
    ]
}

fn state_of(loaded: &Loaded) -> AppState {
    AppState::new(loaded.clone(), None, View::default(), Settings::default())
}

/// Something that can be done, by lot.
fn action(state: &AppState, dice: &mut Dice) -> Action {
    let facts = state.dossier().facts();
    let fact = |dice: &mut Dice| {
        facts.get(dice.below(facts.len())).map_or_else(|| FactId("no".into()), |fact| fact.id.clone())
    };
    let theme = |dice: &mut Dice| {
        let themes = state.dossier().themes();
        themes.get(dice.below(themes.len() + 1)).map_or_else(|| "no".to_owned(), |theme| theme.id.clone())
    };
    let which = dice.of(&[TimeAxisTarget::Timeline, TimeAxisTarget::Chart]);
    match dice.below(24) {
        0 => Action::Select(SelectAction::Fact(fact(dice))),
        1 => Action::Select(dice.of(&[
            SelectAction::Next,
            SelectAction::Previous,
            SelectAction::First,
            SelectAction::Last,
        ])),
        2 => Action::Select(dice.of(&[SelectAction::Back, SelectAction::Forward, SelectAction::Clear])),
        3 => Action::Span(which, SpanAction::Zoom { factor: dice.number(), at_days: None }),
        4 => Action::Span(which, SpanAction::Pan(dice.number())),
        5 => Action::Span(which, dice.of(&[SpanAction::Fit, SpanAction::Reveal])),
        6 => Action::Span(which, SpanAction::Set(Span::new(dice.number() * 1e4, dice.number() * 1e5))),
        7 => Action::ToggleLock,
        8 => Action::SetValueAxis(dice.of(&[ValueAxis::Linear, ValueAxis::Logarithmic])),
        9 => Action::SetValueRange(dice.of(&[None, Some((0.0, 1e6)), Some((5.0, -5.0)), Some((f64::NAN, 1.0))])),
        10 => Action::SetRivals(dice.of(&[RivalPolicy::Preferred, RivalPolicy::All, RivalPolicy::Range])),
        11 => Action::SetReporter(dice.of(&[None, Some("IDN".to_owned()), Some("nobody".to_owned())])),
        12 => Action::SetCursor(Some(dice.number() * 1e4)),
        13 => Action::Filter(FilterAction::ToggleTheme(theme(dice))),
        14 => Action::Filter(FilterAction::OnlyTheme(theme(dice))),
        15 => Action::Filter(FilterAction::ToggleFlag("dubious".to_owned())),
        16 => Action::Filter(FilterAction::Search(
            dice.of(&["", "trade", "year:-43", "year:201", "theme:x flag:y", "\"open", "김", "year:..", "\u{0}"])
                .to_owned(),
        )),
        17 => Action::Filter(FilterAction::Clear),
        18 => Action::Layout(LayoutAction::Toggle(dice.of(&[Panel::List, Panel::Detail]))),
        19 => Action::Layout(dice.of(&[
            LayoutAction::Open(Dialog::Table(ChartKind::Trade)),
            LayoutAction::Open(Dialog::TraceDerivation(dice_free(facts.len()))),
            LayoutAction::CloseDialog,
            LayoutAction::FocusSearch,
            LayoutAction::SetTextScale(f32::NAN),
            LayoutAction::SetTimelineShare(Some(7.0)),
        ])),
        20 => Action::File(FileAction::PrepareExport(dice.of(&[ChartKind::Trade, ChartKind::Timeline]))),
        21 => Action::DismissNotice,
        22 => Action::Undo,
        _ => Action::Redo,
    }
}

/// A number that nothing need stand at.
const fn dice_free(facts: usize) -> usize {
    facts / 2
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

/// Does all that to a dossier; the error says what went wrong.
fn run(loaded: &Loaded, actions: &[Action]) -> Result<(), String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut state = state_of(loaded);
        let before = serde_json::to_string(&state.view).expect("JSON");
        for action in actions {
            let _effects = apply(&mut state, action.clone());
            check(&state).map_err(|error| format!("after {action:?}: {error}"))?;
        }
        // As often as there can be something to undo.
        let undoes = actions.iter().filter(|action| matches!(action, Action::Undo | Action::Redo)).count();
        for _ in 0..actions.len() {
            let _effects = apply(&mut state, Action::Undo);
            check(&state).map_err(|error| format!("after undoing: {error}"))?;
        }
        let is_back = serde_json::to_string(&state.view).expect("JSON").len() >= before.len() / 4 || undoes > 0;
        if is_back { Ok(()) } else { Err("undoing leads nowhere".to_owned()) }
    }));
    outcome.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        Err(said.unwrap_or_else(|| "it panics".to_owned()))
    })
}

/// The fewest of some actions that still fail.
fn shortened(loaded: &Loaded, actions: Vec<Action>) -> Vec<Action> {
    let mut actions = actions;
    let mut at = 0;
    while at < actions.len() {
        let mut fewer = actions.clone();
        fewer.remove(at);
        if run(loaded, &fewer).is_err() { actions = fewer } else { at += 1 }
    }
    actions
}

#[test]
fn whatever_is_done_the_state_stays_sound() {
    let seconds = std::env::var("ATTACHE_SOAK_SECS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    let (begun, dossiers) = (Instant::now(), dossiers());
    let mut seed = 1_u64;
    while begun.elapsed() < Duration::from_secs(seconds) {
        for (place, loaded) in dossiers.iter().enumerate() {
            let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut state = state_of(loaded);
            let mut actions = Vec::new();
            for _ in 0..STEPS {
                let action = action(&state, &mut dice);
                actions.push(action.clone());
                let applied = catch_unwind(AssertUnwindSafe(|| drop(apply(&mut state, action))));
                if applied.is_err() {
                    break;
                }
            }
            if let Err(error) = run(loaded, &actions) {
                let few = shortened(loaded, actions);
                panic!("dossier {place}, seed {seed}: {error}\n{}", serde_json::to_string_pretty(&few).expect("JSON"));
            }
        }
        seed += 1;
    }
}
