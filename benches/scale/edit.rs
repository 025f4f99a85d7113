//! An edit of one fact: how long until it is on the screen, and until all of the dossier is checked with it.

use std::time::{Duration, Instant};

use attache::app::{
    Action, AppState, EditAction, Effect, Event, FormOf, RecordForm, SelectAction, Settings, Side, View,
};
use attache::edit::{Document, Edit, Json, List, Target};
use attache::load::load_shipped;

use crate::clock::time;
use crate::frame::{Stage, state};
use crate::run::Run;
use crate::table::{Cell, Row, duration};

/// A kind of edit: what it is called, and the action that makes it.
type Kind = (&'static str, fn(&mut Stage) -> Action);

const KINDS: [Kind; 5] = [
    ("title", |stage| changed(stage, "title", "Another title".into())),
    ("date", |stage| changed(stage, "date", "1999-03".into())),
    ("figure", |stage| {
        let figure =
            r#"[{"id": "a-new-figure", "measure": "people", "value": "12", "unit": "persons", "basis": "stated"}]"#;
        changed(stage, "figures", Json::parse(figure).expect("JSON"))
    }),
    ("insert", |stage| {
        let mut form = RecordForm::open(stage.state(), FormOf::NewFact).expect("a form");
        let theme = stage.state().dossier().themes()[0].id.clone();
        for (key, value) in [("title", "A new fact"), ("statement", "It is new."), ("date", "2001"), ("theme", &theme)]
        {
            form.record.set(key, value);
        }
        Action::Edit(EditAction::Apply(Box::new(form)))
    }),
    ("remove", |stage| Action::Edit(EditAction::Remove(Target::fact(read_fact(stage))))),
];

/// How often each kind is made, where that does not take long.
const ROUNDS: usize = 5;

/// The fact that is selected.
fn read_fact(stage: &Stage) -> String {
    let fact = stage.state().selected().expect("a fact is selected");
    stage.state().dossier().fact(fact).id.0.to_string()
}

/// A form of the fact that is read, with a field of it changed.
fn changed(stage: &mut Stage, key: &str, value: Json) -> Action {
    let mut form = RecordForm::open(stage.state(), FormOf::Fact(read_fact(stage).into())).expect("a form");
    form.record.set(key, value);
    Action::Edit(EditAction::Apply(Box::new(form)))
}

/// How long an edit takes until it is seen, and until it is made.
fn measured(stage: &mut Stage, make: fn(&mut Stage) -> Action) -> (Duration, Duration) {
    let action = make(stage);
    let started = Instant::now();
    let effects = stage.begin(action);
    stage.frame();
    let seen = started.elapsed();
    for effect in effects {
        let Effect::Edit(order) = effect else { panic!("nothing else reaches outside: {effect:?}") };
        let result = order.carried_out(&stage.state().file, stage.state().audit_options()).map(Box::new);
        stage.act(Event::Edited { order, result });
    }
    stage.frame();
    (seen, started.elapsed())
}

/// The slowest kind of edit: until it is seen, and until it is made.
fn slowest(run: &Run, what: &str, state: AppState) -> (Duration, Duration) {
    let mut stage = Stage::new(state, Side::Facts);
    // Where each record stands is found out when a file is opened.
    assert!(stage.state().file.document().is_some());
    stage.act(Action::Select(SelectAction::Last));
    stage.frame();
    let rounds = if run.is_smoke || stage.state().dossier().facts().len() > 100_000 { 1 } else { ROUNDS };
    let mut slowest = (Duration::ZERO, Duration::ZERO);
    for (name, make) in KINDS {
        let mut fastest = (Duration::MAX, Duration::MAX);
        for _ in 0..rounds {
            let facts = stage.state().file.sha256.clone();
            let (seen, made) = measured(&mut stage, make);
            assert_ne!(stage.state().file.sha256, facts, "{name}: {:?}", stage.state().session.notice);
            fastest = (fastest.0.min(seen), fastest.1.min(made));
            // As it was, for the next round.
            measured(&mut stage, |_| Action::Undo);
            stage.act(Action::Select(SelectAction::Last));
        }
        eprintln!("  {what}, {name}: seen after {}, made after {}", duration(fastest.0), duration(fastest.1));
        slowest = (slowest.0.max(fastest.0), slowest.1.max(fastest.1));
    }
    slowest
}

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let shipped = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
    let of_shipped = slowest(run, "shipped dossier", shipped).1;
    let of_sizes: Vec<(Duration, Duration)> =
        run.sizes.iter().map(|size| slowest(run, &format!("{size} facts"), state(&run.bytes(*size)))).collect();
    let removed: Vec<Cell> = run.sizes.iter().map(|size| Cell::Plain(duration(fifty_removed(run, *size)))).collect();
    let mut shipped = vec![Cell::Plain(duration(of_shipped))];
    shipped.resize_with(run.sizes.len(), || Cell::NoDataReason);
    vec![
        Row {
            what: "an edit of one fact of the shipped dossier, made and on the screen, worst of five kinds".to_owned(),
            yardstick: "a frame".to_owned(),
            goal: "≤ 16 ms".to_owned(),
            cells: shipped,
        },
        Row {
            what: "an edit of one fact, on the screen, worst of five kinds".to_owned(),
            yardstick: "—".to_owned(),
            goal: "≤ 100 ms at 10⁶".to_owned(),
            cells: of_sizes.iter().map(|(seen, _)| Cell::Plain(duration(*seen))).collect(),
        },
        Row {
            what: "the same, checked with all of the dossier (beside the window from 3,000 facts on)".to_owned(),
            yardstick: "—".to_owned(),
            goal: "report".to_owned(),
            cells: of_sizes.iter().map(|(_, made)| Cell::Plain(duration(*made))).collect(),
        },
        Row {
            what: "fifty facts taken out of the text, with what refers to them".to_owned(),
            yardstick: "—".to_owned(),
            goal: "report".to_owned(),
            cells: removed,
        },
    ]
}

/// How long it takes to take fifty facts out of the text, without checking what is left.
fn fifty_removed(run: &Run, size: u64) -> Duration {
    let text = String::from_utf8(run.bytes(size)).expect("text");
    let document = Document::parse(text).expect("JSON");
    let ids: Vec<String> = document.ids(&List::Facts).map(std::borrow::Cow::into_owned).collect();
    let step = (ids.len() / 50).max(1);
    let removals =
        ids.into_iter().step_by(step).take(50).map(|id| Edit::Remove { at: Target::fact(id), cascade: true });
    let edit = Edit::batch("fifty facts", removals);
    time(|| document.edited(&edit).expect("it fits"))
}
