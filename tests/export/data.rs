//! What a figure shows, exported as data.

use std::collections::BTreeMap;

use attache::app::{Action, AppState, ChartKind, ExportRequest, FileFormat, RivalPolicy, Settings, Span, View, apply};
use attache::export::{description, render_chart};
use attache::load::{Loaded, load_bytes, load_shipped};
use serde_json::{Value, json};

type Row = BTreeMap<String, String>;

fn state(loaded: Loaded) -> AppState {
    AppState::new(loaded, None, View::default(), Settings::default())
}

fn marks() -> AppState {
    state(load_bytes(include_bytes!("../sample/marks.dossier.json")).expect("sound"))
}

fn exported(state: &AppState, kind: ChartKind, format: FileFormat, change: impl FnOnce(&mut ExportRequest)) -> Vec<u8> {
    let mut request = ExportRequest::new(kind, format, "unused".into());
    change(&mut request);
    render_chart(&state.file, &request).expect("written")
}

fn table(state: &AppState, change: impl FnOnce(&mut ExportRequest)) -> Vec<Row> {
    let bytes = exported(state, ChartKind::Trade, FileFormat::Csv, change);
    csv::Reader::from_reader(bytes.as_slice()).deserialize().map(|row| row.expect("a row")).collect()
}

fn column<'a>(rows: &'a [Row], name: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

#[test]
fn each_kind_of_nothing_has_its_code() {
    let rows = table(&marks(), |_| {});
    let nothing: Vec<(&str, &str, &str)> = rows
        .iter()
        .filter(|row| !row["nothing"].is_empty())
        .map(|row| (row["year"].as_str(), row["nothing"].as_str(), row["value"].as_str()))
        .collect();
    assert_eq!(
        nothing,
        [
            ("2012", "reported-zero", "0"),
            ("2013", "not-reported", ""),
            ("2014", "suppressed", ""),
            ("2015", "not-in-dossier", ""),
        ]
    );
    let roles = column(&rows, "role");
    assert_eq!(roles.iter().filter(|role| **role == "rival").count(), 3);
    let marked: Vec<&str> = column(&rows, "markers");
    assert_eq!(marked.iter().filter(|marker| marker.is_empty()).count(), 1, "only what is not there has no source");
}

#[test]
fn the_shipped_table_keeps_every_digit_and_every_doubt() {
    let rows = table(&state(load_shipped().expect("sound")), |_| {});
    let row = |figure: &str, basis: &str| {
        rows.iter().find(|row| row["figure"] == figure && row["basis"] == basis).expect(figure)
    };
    let total = row("total-2019", "stated");
    assert_eq!((&*total["value"], &*total["low"], &*total["high"]), ("3.26e6", "3255000", "3265000"));
    let derived = row("total-2014-ten-months", "derived");
    assert_eq!((&*derived["year"], &*derived["value"], &*derived["period"]), ("2013", "", "2013-01/2013-10"));
    assert_eq!((&*derived["low"], &*derived["high"]), ("15479876.16099", "16051816.38975"));
    assert_eq!(derived["formula"], "US$\u{a0}2.8\u{a0}million ÷ (1 − 82.24%)");
    let undated = row("total-undated", "stated");
    assert_eq!((&*undated["role"], &*undated["year"], &*undated["flags"]), ("not-placed", "", "when"));
    // Whatever the notes under the picture say against a value stands beside it here.
    assert_eq!(total["contradicted_by"], undated["fact"]);
    assert_eq!(undated["contradicted_by"], total["fact"]);
    assert!(undated["flag_notes"].starts_with("when: "), "{}", undated["flag_notes"]);
    assert_eq!(total["failed_checks"], "");
}

#[test]
fn a_table_shows_the_years_in_view_and_json_says_the_same() {
    let state = marks();
    let span = |request: &mut ExportRequest| request.span = Some(Span::of_years(2012, 2014));
    let rows = table(&state, span);
    assert_eq!(column(&rows, "year"), ["2012", "2013", "2014"]);
    let json = exported(&state, ChartKind::Trade, FileFormat::Json, span);
    let objects: Vec<BTreeMap<String, Option<String>>> = serde_json::from_slice(&json).expect("JSON");
    let filled = |object: BTreeMap<String, Option<String>>| -> Row {
        object.into_iter().map(|(key, value)| (key, value.unwrap_or_default())).collect()
    };
    assert_eq!(objects.into_iter().map(filled).collect::<Vec<_>>(), rows);
}

#[test]
fn locked_to_one_reporter_nothing_of_others_is_left() {
    let rows = table(&marks(), |request| request.reporter = Some("B".to_owned()));
    let stated: Vec<&Row> = rows.iter().filter(|row| row["role"] != "gap").collect();
    assert_eq!(stated.len(), 2);
    assert!(rows.iter().all(|row| row["reporter"] == "B"));
    assert_eq!(column(&rows, "year").first(), Some(&"2010"), "years of others are gaps");
}

#[test]
fn policy_and_reporter_are_chosen_and_go_into_the_export() {
    let mut state = marks();
    let _ = apply(&mut state, Action::SetRivals(RivalPolicy::Range));
    let _ = apply(&mut state, Action::SetReporter(Some("B".to_owned())));
    let _ = apply(&mut state, Action::File(attache::app::FileAction::PrepareExport(ChartKind::Trade)));
    let Some(attache::app::Dialog::Export(request)) = &state.session.dialog else { panic!("no dialog") };
    assert_eq!((request.rivals, request.reporter.as_deref()), (RivalPolicy::Range, Some("B")));
    let _ = apply(&mut state, Action::SetReporter(Some("nobody".to_owned())));
    assert_eq!(state.view.reporter, None, "who reports nothing cannot be chosen");
}

#[test]
fn the_facts_of_a_timeline_are_those_that_touch_its_span_and_the_undated() {
    let state = state(load_shipped().expect("sound"));
    let span = |request: &mut ExportRequest| request.span = Some(Span::of_years(2019, 2019));
    let json = exported(&state, ChartKind::Timeline, FileFormat::Json, span);
    let facts: Vec<serde_json::Value> = serde_json::from_slice(&json).expect("JSON");
    let has = |id: &str| facts.iter().any(|fact| fact["id"] == id);
    assert!(has("trade-2019") && has("trade-total-undated") && !has("trade-2012"));
}

/// What a chart of these figures says in words, one figure in each fact.
fn said(figures: &Value) -> String {
    let fact = |(place, figure): (usize, &Value)| {
        let mut whole = json!({"id": format!("g{place}"), "measure": "trade-value", "reporter": "A", "partner": "B",
                               "flow": "total", "unit": "USD", "basis": "stated"});
        for (key, value) in figure.as_object().expect("an object") {
            whole[key] = value.clone();
        }
        json!({"id": format!("f{place}"), "theme": "t", "title": format!("Fact {place}"), "statement": "s",
               "citations": [{"source": "s"}], "figures": [whole]})
    };
    let facts: Vec<Value> = figures.as_array().expect("a list").iter().enumerate().map(fact).collect();
    let text = json!({
        "format": 1, "title": "t", "parties": [{"id": "A", "name": "Arland"}, {"id": "B", "name": "Borland"}],
        "themes": [{"id": "t", "label": "T"}], "facts": facts,
        "sources": [{"id": "s", "type": "report", "title": "S", "custom": {"marker": "[1]"}}],
    });
    let state = state(load_bytes(text.to_string().as_bytes()).expect("sound"));
    description(&state.file, &ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused".into()))
}

#[test]
fn what_no_mark_shows_is_said() {
    let check = |figures: Value, expected: &str| {
        let text = said(&figures).replace('\u{a0}', " ");
        assert!(text.contains(expected), "{text}\nhas no\n{expected}");
        assert!(!text.contains("not in this dossier"), "{text}");
    };
    check(
        json!([{"period": "2010", "missing": "not-reported"},
               {"period": "2010", "reporter": "B", "partner": "A", "value": "2e6"}]),
        "2010: not reported by Arland [1]",
    );
    check(
        json!([{"period": "2011", "missing": "suppressed"},
               {"period": "2011", "reporter": "B", "partner": "A", "missing": "not-reported"}]),
        "2011: suppressed as confidential by Arland [1]. 2011: not reported by Borland [1]",
    );
    check(
        json!([{"period": "2010", "value": "1e6", "rank": "deprecated", "rank_reason": "misprint"}]),
        "2010: only a value that the dossier holds to be wrong. 2010: US$ 1 million [1] is not drawn; deprecated: misprint",
    );
    check(
        json!([{"period": "2010", "value": "1e6"}, {"period": "2012", "value": "1e6"},
               {"period": "2011", "value": "2e6", "unit": "IDR"}]),
        "2011: a value in another unit, not converted",
    );
    check(
        json!([{"period": "2010", "value": "1e6"}, {"period": "2010", "value": "3e6", "rank": "deprecated"}]),
        "2010: US$ 1 million [1]; also US$ 3 million [1], deprecated",
    );
}

#[test]
fn a_reason_that_ends_with_a_full_stop_gives_no_second_one() {
    let text = include_str!("../sample/marks.dossier.json").replace("next yearbook\"", "next yearbook.\"");
    let state = state(load_bytes(text.as_bytes()).expect("sound"));
    let order = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused".into());
    let words = description(&state.file, &order);
    assert!(words.contains("next yearbook") && !words.contains(".."), "{words}");
}
