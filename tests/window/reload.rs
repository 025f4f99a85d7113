//! A dossier whose file changes: what is said to have changed, and what stays as it was.

use attache::app::{
    Action, AppState, FilterAction, SelectAction, Settings, Span, SpanAction, TimeAxisTarget, View, apply,
};
use attache::dossier::Dossier;
use attache::export::DossierDifferences;
use attache::load::{Loaded, load_bytes};

fn dossier(facts: &str) -> Dossier {
    loaded(facts).dossier
}

fn loaded(facts: &str) -> Loaded {
    let text = format!(
        r#"{{"format": 1, "title": "T", "parties": [{{"id": "A", "name": "A"}}, {{"id": "B", "name": "B"}}],
        "themes": [{{"id": "trade", "label": "Trade"}}],
        "sources": [{{"id": "s", "type": "report", "title": "S"}}, {{"id": "r", "type": "report", "title": "R"}}],
        "facts": [{facts}]}}"#
    );
    load_bytes(text.as_bytes()).expect("sound")
}

fn fact(id: &str, value: &str, more: &str) -> String {
    format!(
        r#"{{"id": "{id}", "date": "2019", "theme": "trade", "title": "Trade {id}", "statement": "It was.",
        "figures": [{{"id": "f-{id}", "measure": "trade-value", "flow": "total", "reporter": "A", "partner": "B",
        "period": "2019", "value": "{value}", "unit": "USD", "basis": "stated"}}], {more}}}"#
    )
}

#[track_caller]
fn check(old: &str, new: &str, counts: (usize, usize, usize), lines: &[&str]) {
    let found = DossierDifferences::between(&dossier(old), &dossier(new));
    assert_eq!((found.added, found.removed, found.changed), counts, "{:?}", found.lines);
    assert_eq!(found.lines, lines);
}

const CITED: &str = r#""citations": [{"source": "s", "locator": "p. 4"}]"#;

#[test]
fn numbers_flags_and_sources_are_told_apart() {
    let (one, two) = (fact("one", "3.26e6", CITED), fact("two", "1465", CITED));
    check(&one, &one, (0, 0, 0), &[]);
    check(&one, &format!("{two}, {one}"), (1, 0, 0), &["Trade two: new"]);
    check(&format!("{two}, {one}"), &one, (0, 1, 0), &["Trade two: removed"]);
    let number = fact("one", "3.27e6", CITED);
    let lines = [
        "Trade one: figures: f-one: value was 3.26e6, is 3.27e6",
        "Trade one: figures: f-one: low was 3255000, is 3265000",
        "Trade one: figures: f-one: high was 3265000, is 3275000",
    ];
    check(&one, &number, (0, 0, 1), &lines);
    let flagged = fact("one", "3.26e6", &format!(r#"{CITED}, "flags": [{{"kind": "dubious"}}]"#));
    check(&one, &flagged, (0, 0, 1), &["Trade one: flags: dubious is new"]);
    check(&flagged, &one, (0, 0, 1), &["Trade one: flags: dubious is gone"]);
    let other = fact("one", "3.26e6", r#""citations": [{"source": "r", "locator": "p. 4"}]"#);
    check(&one, &other, (0, 0, 1), &["Trade one: citations: s is gone", "Trade one: citations: r is new"]);
}

#[test]
fn what_is_looked_at_stays_when_the_file_changes() {
    let [one, two, three] = ["one", "two", "three"].map(|id| fact(id, "1465", CITED));
    let path = || Some("/some/where.dossier.json".into());
    let old = loaded(&format!("{one}, {two}"));
    let mut state = AppState::new(old, path(), View::default(), Settings::default());
    for action in [
        Action::Select(SelectAction::Fact("one".into())),
        Action::Select(SelectAction::Fact("two".into())),
        Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::of_years(2015, 2021))),
        Action::Filter(FilterAction::Search("was".to_owned())),
    ] {
        assert_eq!(apply(&mut state, action), []);
    }
    let selected = |state: &AppState| state.selected().map(|fact| state.dossier().fact(fact).id.0.clone());
    // A fact before them moves both.
    state.refresh_file(loaded(&format!("{three}, {one}, {two}")), path());
    assert_eq!(selected(&state).as_deref(), Some("two"));
    assert_eq!(state.view.timeline, Some(Span::of_years(2015, 2021)));
    assert_eq!((state.session.query.as_str(), state.session.shown.facts.len()), ("was", 3));
    assert_eq!(apply(&mut state, Action::Select(SelectAction::Back)), []);
    assert_eq!(selected(&state).as_deref(), Some("one"), "the way back is the same");
    assert_eq!(apply(&mut state, Action::Select(SelectAction::Forward)), []);
    // One that is gone is selected no longer.
    state.refresh_file(loaded(&three), path());
    assert_eq!((selected(&state), state.view.selected.clone()), (None, None));
}
