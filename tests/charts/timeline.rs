//! The timeline and the overview strip, driven as a person would drive them.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks for one kind of action")]

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{Action, AppState, SelectAction, Settings, Span, SpanAction, TimeAxisTarget, View};
use attache::charts::theme;
use attache::charts::timeline::{OverviewInput, TimelineInput, overview_ui, timeline_ui};
use attache::dossier::FactId;
use attache::load::load_bytes;
use egui::accesskit::Role;
use egui::{Event, Modifiers, MouseWheelUnit, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Actions = Rc<RefCell<Vec<Action>>>;

/// A dossier with these facts, each with identifier, date, title.
fn state(facts: &[(&str, &str, &str)]) -> AppState {
    let fact = |(id, date, title): &(&str, &str, &str)| {
        let date = if date.is_empty() { String::new() } else { format!(r#""date":"{date}","#) };
        format!(r#"{{"id":"{id}",{date}"theme":"d","title":"{title}","statement":"It is so.","citations":[]}}"#)
    };
    let facts: Vec<String> = facts.iter().map(fact).collect();
    let json = format!(
        r#"{{"format":1,"title":"Test","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],
        "themes":[{{"id":"d","label":"Diplomacy"}}],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let loaded = load_bytes(json.as_bytes()).expect("a valid dossier");
    AppState::new(loaded, None, View::default(), Settings::default())
}

fn input(state: &AppState, span: Span) -> TimelineInput<'_> {
    TimelineInput {
        dossier: state.dossier(),
        shown: &state.session.shown.facts,
        time: &state.session.shown.time,
        span,
        selected: state.selected(),
        also_selected: state.also_selected(),
        query: None,
        cursor_days: state.session.cursor_days,
        today: None,
        is_interactive: true,
    }
}

fn harness(state: AppState, span: Span, size: Vec2) -> (Harness<'static>, Actions) {
    harness_in(size, state, span, size)
}

/// A timeline of some size in a window that may be larger.
fn harness_in(window: Vec2, state: AppState, span: Span, size: Vec2) -> (Harness<'static>, Actions) {
    let actions: Actions = Rc::default();
    let sink = Rc::clone(&actions);
    // Steps as short as frames, so that two clicks are close enough for a double click.
    let builder = Harness::builder().with_size(window).with_step_dt(0.02).with_max_steps(60);
    let harness = builder.with_context_setup(theme::install).build_ui(move |ui| {
        ui.allocate_ui(size.min(ui.available_size()), |ui| {
            timeline_ui(ui, &input(&state, span), &mut sink.borrow_mut());
        });
    });
    (harness, actions)
}

const FACTS: [(&str, &str, &str); 4] = [
    ("established", "1964-04-16", "Relations established"),
    ("ambassador", "1968-11-08/1970-01", "An ambassador"),
    ("cut", "/1972", "Relations cut off"),
    ("never", "", "Never severed"),
];

fn selected(actions: &Actions) -> Vec<FactId> {
    let actions = actions.borrow();
    let ids = actions.iter().filter_map(|action| match action {
        Action::Select(SelectAction::Fact(id)) => Some(id.clone()),
        _ => None,
    });
    ids.collect()
}

fn spans(actions: &Actions) -> Vec<SpanAction> {
    let actions = actions.borrow();
    let spans = actions.iter().filter_map(|action| match action {
        Action::Span(TimeAxisTarget::Timeline, action) => Some(*action),
        _ => None,
    });
    spans.collect()
}

#[test]
fn a_mark_says_what_it_is_and_a_click_selects_it() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    harness.get_by_label("Relations established, 16 April 1964, Diplomacy").click();
    harness.run();
    assert_eq!(selected(&actions), [FactId::from("established")]);
}

#[test]
fn an_undated_fact_is_behind_a_button_with_their_number() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    harness.get_by_label_contains("1\u{a0}undated fact").click();
    harness.run();
    harness.get_by_label("undated · Never severed").click();
    harness.run();
    assert_eq!(selected(&actions), [FactId::from("never")]);
}

#[test]
fn a_fact_out_of_view_is_no_target() {
    let (mut harness, _) = harness(state(&FACTS), Span::of_years(1966, 1979), vec2(900.0, 400.0));
    harness.run();
    assert!(harness.query_by_label_contains("Relations established").is_none());
    assert!(harness.query_by_label_contains("An ambassador").is_some());
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    harness.hover_at(pos2(600.0, 200.0));
    harness.run();
    wheel(&mut harness, vec2(0.0, 60.0));
    let zooms = spans(&actions);
    assert!(!zooms.is_empty());
    for zoom in zooms {
        let SpanAction::Zoom { factor, at_days: Some(at) } = zoom else { panic!("{zoom:?}") };
        assert!(factor > 1.0 && Span::of_years(1960, 1979).contains(at), "{factor} at {at}");
    }
}

#[test]
fn a_sideways_wheel_pans() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    harness.hover_at(pos2(600.0, 200.0));
    harness.run();
    wheel(&mut harness, vec2(-60.0, 0.0));
    let total: f64 =
        spans(&actions).iter().map(|action| if let SpanAction::Pan(share) = action { *share } else { 0.0 }).sum();
    assert!(total > 0.0, "to the left lies later: {total}");
}

fn wheel(harness: &mut Harness<'_>, delta: Vec2) {
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(20);
}

#[test]
fn dragging_pans_by_what_was_dragged() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    drag(&mut harness, pos2(700.0, 300.0), pos2(620.0, 300.0));
    let total: f64 =
        spans(&actions).iter().map(|action| if let SpanAction::Pan(share) = action { *share } else { 0.0 }).sum();
    // Eighty points of a plot that is somewhat narrower than the window.
    assert!(total > 80.0 / 900.0 && total < 80.0 / 700.0, "{total}");
}

fn drag(harness: &mut Harness<'_>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for part in [0.25, 0.5, 0.75, 1.0] {
        harness.hover_at(from + (to - from) * part);
        harness.step();
    }
    harness.drop_at(to);
    harness.step();
}

#[test]
fn a_double_click_on_empty_ground_fits() {
    let (mut harness, actions) = harness(state(&FACTS), Span::of_years(1960, 1979), vec2(900.0, 400.0));
    harness.run();
    double_click(&mut harness, pos2(800.0, 300.0));
    assert_eq!(spans(&actions), [SpanAction::Fit]);
}

fn double_click(harness: &mut Harness<'_>, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
        harness.step();
    }
}

#[test]
fn the_cursor_follows_the_pointer_and_goes_with_it() {
    let mut state = state(&FACTS);
    let span = Span::of_years(1960, 1979);
    state.view.timeline = Some(span);
    let actions: Actions = Rc::default();
    let sink = Rc::clone(&actions);
    let mut harness =
        Harness::builder().with_size(vec2(900.0, 400.0)).with_context_setup(theme::install).build_ui(move |ui| {
            let mut new = Vec::new();
            timeline_ui(ui, &input(&state, state.timeline_span()), &mut new);
            for action in &new {
                let _ = attache::app::apply(&mut state, action.clone());
            }
            sink.borrow_mut().append(&mut new);
        });
    harness.run();
    assert_eq!(*actions.borrow(), []);
    harness.hover_at(pos2(600.0, 200.0));
    harness.run();
    let [Action::SetCursor(Some(days))] = actions.borrow()[..] else { panic!("{:?}", actions.borrow()) };
    assert!(span.contains(days));
    actions.borrow_mut().clear();
    harness.run();
    assert_eq!(*actions.borrow(), [], "nothing changed, so nothing is asked for");
    harness.remove_cursor();
    harness.run();
    assert_eq!(*actions.borrow(), [Action::SetCursor(None)]);
}

/// Twelve facts on one day, which no lane has rows for.
fn crowd() -> AppState {
    let titles: Vec<(String, String)> = (1..=12).map(|n| (format!("f{n}"), format!("Treaty {n}"))).collect();
    let mut facts: Vec<(&str, &str, &str)> =
        titles.iter().map(|(id, title)| (id.as_str(), "1965-05-01", title.as_str())).collect();
    facts.push(("late", "1978-01-01", "Much later"));
    state(&facts)
}

#[test]
fn a_cluster_lists_its_facts_on_a_click() {
    let (mut harness, actions) = harness(crowd(), Span::of_years(1960, 1979), vec2(900.0, 160.0));
    harness.run();
    harness.get_by_label_contains("12 facts, 1 May 1965").click();
    harness.run();
    assert_eq!(selected(&actions), []);
    harness.get_by_label_contains("1 May 1965 · Treaty 3").click();
    harness.run();
    assert_eq!(selected(&actions), [FactId::from("f3")]);
    assert!(harness.query_by_label_contains("1 May 1965 · Treaty 4").is_none(), "the list has closed");
}

#[test]
fn a_double_click_on_a_cluster_zooms_in_on_it() {
    let (mut harness, actions) =
        harness_in(vec2(900.0, 700.0), crowd(), Span::of_years(1960, 1979), vec2(900.0, 160.0));
    harness.run();
    let at = harness.get_by_label_contains("12 facts").rect().center();
    double_click(&mut harness, at);
    let [SpanAction::Set(span)] = spans(&actions)[..] else { panic!("{:?}", spans(&actions)) };
    assert!(span.width_days() < 3.0 && span.contains(-1705.5), "{span:?}");
}

#[test]
fn ten_thousand_facts_have_a_few_hundred_targets() {
    let ids: Vec<(String, String)> =
        (0..10_000).map(|n| (format!("f{n}"), format!("{}-{:02}", 1800 + n % 220, 1 + n % 12))).collect();
    let facts: Vec<(&str, &str, &str)> = ids.iter().map(|(id, date)| (id.as_str(), date.as_str(), "A fact")).collect();
    for span in [Span::of_years(1800, 2020), Span::of_years(1900, 1902)] {
        let (mut harness, _) = harness(state(&facts), span, vec2(1400.0, 900.0));
        harness.run_steps(2);
        let buttons = harness.query_all_by_role(Role::Button).count();
        assert!(buttons > 5 && buttons <= 300, "{buttons}");
    }
}

#[test]
fn an_empty_dossier_says_so() {
    let (mut harness, actions) = harness(state(&[]), Span::of_years(1960, 1979), vec2(500.0, 260.0));
    harness.run();
    assert!(harness.query_by_label_contains("no facts yet").is_some());
    assert_eq!(*actions.borrow(), []);
}

#[test]
fn an_exported_timeline_answers_to_nothing() {
    let state = state(&FACTS);
    let actions: Actions = Rc::default();
    let sink = Rc::clone(&actions);
    let mut harness =
        Harness::builder().with_size(vec2(900.0, 400.0)).with_context_setup(theme::install).build_ui(move |ui| {
            let input = TimelineInput { is_interactive: false, ..input(&state, Span::of_years(1960, 1979)) };
            timeline_ui(ui, &input, &mut sink.borrow_mut());
        });
    harness.hover_at(pos2(600.0, 200.0));
    harness.run();
    assert_eq!(*actions.borrow(), []);
    assert_eq!(harness.query_all_by_role(Role::Button).count(), 0);
}

fn overview() -> (Harness<'static>, Actions) {
    let state = state(&FACTS);
    let actions: Actions = Rc::default();
    let sink = Rc::clone(&actions);
    let harness =
        Harness::builder().with_size(vec2(1000.0, 60.0)).with_context_setup(theme::install).build_ui(move |ui| {
            let input = OverviewInput {
                time: &state.session.shown.time,
                whole: Span::of_years(1900, 1999),
                timeline: Span::of_years(1940, 1959),
                chart: Span::of_years(1970, 1979),
                is_locked: false,
            };
            overview_ui(ui, &input, &mut sink.borrow_mut());
        });
    (harness, actions)
}

/// The place of a year on the strip.
fn overview_at(harness: &Harness<'_>, year: f32) -> Pos2 {
    let rect = harness.get_by_label_contains("Overview").rect();
    pos2(rect.left() + rect.width() * (year - 1900.0) / 100.0, rect.center().y)
}

#[test]
fn the_overview_says_what_both_views_show() {
    let (mut harness, _) = overview();
    harness.run();
    let node = harness.get_by_label_contains("Overview");
    let label = node.accesskit_node().label().unwrap_or_default();
    assert_eq!(label, "Overview, 1900 to 1999: timeline shows 1940 to 1959, chart shows 1970 to 1979");
}

#[test]
fn dragging_the_window_of_the_overview_pans_and_its_edges_zoom() {
    for (from, to, start, end) in
        [(1950.0, 1960.0, 1950, 1969), (1960.0, 1970.0, 1940, 1969), (1940.0, 1930.0, 1930, 1959)]
    {
        let (mut harness, actions) = overview();
        harness.run();
        let (from, to) = (overview_at(&harness, from), overview_at(&harness, to));
        harness.hover_at(from);
        harness.step();
        harness.drag_at(from);
        harness.step();
        // The window does not move along, as nothing applies the actions: one step says it all.
        harness.hover_at(to);
        harness.step();
        harness.drop_at(to);
        harness.step();
        let Some(SpanAction::Set(span)) = spans(&actions).last().copied() else { panic!("{:?}", spans(&actions)) };
        let wanted = Span::of_years(start, end);
        assert!((span.start_days() - wanted.start_days()).abs() < 80.0, "{span:?} is not {start} to {end}");
        assert!((span.end_days() - wanted.end_days()).abs() < 80.0, "{span:?} is not {start} to {end}");
    }
}

#[test]
fn a_click_on_the_overview_centres_the_window() {
    let (mut harness, actions) = overview();
    harness.run();
    let at = overview_at(&harness, 1985.0);
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.drop_at(at);
    harness.step();
    let [SpanAction::Set(span)] = spans(&actions)[..] else { panic!("{:?}", spans(&actions)) };
    let middle = f64::midpoint(span.start_days(), span.end_days());
    assert!((middle - 15.0 * 365.25).abs() < 60.0, "{span:?}");
}

#[test]
fn lanes_too_low_for_words_have_none() {
    let fact = |lane: usize, place: usize| {
        format!(
            r#"{{"id":"f{lane}-{place}","date":"{}","theme":"t{lane}","title":"Fact {place} of it","statement":"So.","citations":[]}}"#,
            1970 + 3 * lane + place / 5
        )
    };
    let themes: Vec<String> = (0..12).map(|lane| format!(r#"{{"id":"t{lane}","label":"Lane {lane}"}}"#)).collect();
    let facts: Vec<String> = (0..12).flat_map(|lane| (0..8).map(move |place| fact(lane, place))).collect();
    let json = format!(
        r#"{{"format":1,"title":"Many lanes","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],
        "themes":[{}],"sources":[],"facts":[{}]}}"#,
        themes.join(","),
        facts.join(",")
    );
    let texts = |height: f32| {
        let loaded = load_bytes(json.as_bytes()).expect("a valid dossier");
        let state = AppState::new(loaded, None, View::default(), Settings::default());
        let (mut harness, _) = harness(state, Span::of_years(1960, 2019), vec2(900.0, height));
        harness.run();
        let shapes = harness.output().shapes.iter().filter_map(|clipped| {
            if let egui::Shape::Text(text) = &clipped.shape { Some(text.galley.text().to_owned()) } else { None }
        });
        shapes.collect::<Vec<_>>()
    };
    let is_of_a_mark = |text: &&String| text.starts_with("Fact") || text.ends_with("\u{a0}facts");
    let (low, high) = (texts(150.0), texts(600.0));
    assert_eq!(low.iter().filter(is_of_a_mark).count(), 0, "{low:?}");
    assert!(high.iter().filter(is_of_a_mark).count() > 10, "{high:?}");
}
