//! The window on a dossier of very many facts: exact, and quiet while nothing happens.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::large_fixture::{FACTS, SIZE, act, harness, state};
use attache::app::{
    Action, AppState, ChartKind, Dialog, Effect, Event as Happened, FilterAction, FindOrder, Finder, Input,
    LayoutAction, OpenFile, SelectAction, Settings, Shown, Side, View, apply,
};
use attache::charts::theme;
use attache::cli::generate;
use attache::dossier::{Day, FactIx};
use attache::export::data::{series_csv, series_csv_begin};
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, RawInput, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// Carries an action out as the shell does, but for threads.
fn act_and_find(state: &mut AppState, input: impl Into<Input>) {
    for effect in apply(state, input) {
        let event = if let Effect::Find(FindOrder { number, filters }) = effect {
            let shown = Finder::default().find(&state.file, &filters, &|| false, &mut |_| {});
            Happened::Found { number, shown: shown.map(Box::new) }
        } else {
            let Effect::Audit(options) = effect else { panic!("{effect:?}") };
            Happened::Audited(Box::new(state.file.audited(options)))
        };
        act_and_find(state, event);
    }
}

fn found_first(state: &mut AppState, number: u64, facts: &[FactIx]) {
    assert_eq!(apply(state, Happened::FoundFirst { number, facts: facts.to_vec() }), []);
}

fn found(state: &mut AppState, number: u64, shown: Shown) {
    assert_eq!(apply(state, Happened::Found { number, shown: Some(Box::new(shown)) }), []);
}

fn audited(state: &mut AppState, file: OpenFile) -> Vec<Effect> {
    apply(state, Happened::Audited(Box::new(file)))
}

/// The rows of the list, from top to bottom: the position in the list, and where it is on the screen.
fn rows(harness: &Harness<'_>) -> Vec<(usize, f32)> {
    let nodes = harness.query_all_by_role(Role::ListItem);
    let mut rows: Vec<(usize, f32)> = nodes
        .map(|node| {
            let data = node.accesskit_node().data().clone();
            (data.position_in_set().expect("its place among all") + 1, node.rect().top())
        })
        .collect();
    rows.sort_by(|one, other| one.1.total_cmp(&other.1));
    rows
}

fn wheel(harness: &mut Harness<'_>, delta: f32) {
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, delta),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(30);
}

#[test]
fn a_list_of_very_many_facts_scrolls_by_exactly_what_the_wheel_says() {
    let state = Rc::new(RefCell::new(state()));
    let mut harness = harness(Rc::clone(&state));
    harness.run();
    let at_top = rows(&harness);
    assert_eq!(at_top[0].0, 1);
    let row_height = at_top[1].1 - at_top[0].1;
    // In the middle of the list, where a place of seven digits would be off by points.
    let middle = state.borrow().session.shown.facts[usize::try_from(FACTS / 2).expect("small")];
    let id = state.borrow().dossier().fact(middle).id.clone();
    act(&state, Action::Select(SelectAction::Fact(id)));
    harness.run();
    let before = rows(&harness);
    assert!(before.iter().any(|(place, _)| *place == usize::try_from(FACTS / 2).expect("small") + 1), "{before:?}");
    assert!(before.len() < 40, "only what can be seen is drawn");
    harness.hover_at(pos2(100.0, 500.0));
    harness.run();
    wheel(&mut harness, -25.0);
    let after = rows(&harness);
    for (place, top) in &before {
        if let Some((_, now)) = after.iter().find(|(other, _)| other == place) {
            assert!((top - now - 25.0).abs() < 0.02, "row {place} moved from {top} to {now}");
        }
    }
    for pair in after.windows(2) {
        assert_eq!(pair[1].0, pair[0].0 + 1, "no row is left out");
        assert!((pair[1].1 - pair[0].1 - row_height).abs() < 0.02);
    }
}

#[test]
fn the_last_of_very_many_facts_is_reached_and_the_keys_walk_from_there() {
    let state = Rc::new(RefCell::new(state()));
    let mut harness = harness(Rc::clone(&state));
    harness.run();
    act(&state, Action::Select(SelectAction::Last));
    harness.run();
    let all = usize::try_from(FACTS).expect("small");
    assert_eq!(rows(&harness).last().map(|row| row.0), Some(all));
    act(&state, Action::Select(SelectAction::Previous));
    harness.run();
    let selected = state.borrow().selected().expect("one is selected");
    assert_eq!(state.borrow().place_of(selected), Some(all - 2));
    act(&state, Action::Select(SelectAction::First));
    harness.run();
    assert_eq!(rows(&harness)[0].0, 1);
}

#[test]
fn at_rest_nothing_is_painted_and_no_timer_runs() {
    let mut state = state();
    for side in [Side::Facts, Side::Findings] {
        assert!(apply(&mut state, Action::Layout(LayoutAction::ShowSide(side))).is_empty());
        let ctx = Context::default();
        theme::install(&ctx);
        let mut delay = Duration::ZERO;
        let mut actions = Vec::new();
        for frame in 0..12_u8 {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
                time: Some(f64::from(frame)),
                ..RawInput::default()
            };
            actions.clear();
            let mut output = ctx.run_ui(input, |ui| window_ui(ui, &state, &Surroundings::default(), &mut actions));
            output.textures_delta.clear();
            delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        }
        assert_eq!(delay, Duration::MAX, "{side:?}: a frame was asked for");
        assert_eq!(actions, [], "{side:?}: a window at rest wants nothing");
    }
}

#[test]
fn filters_and_findings_of_very_many_facts_stay_within_their_pages() {
    let mut state = state();
    let theme = state.dossier().themes()[0].id.clone();
    let before = state.session.shown.findings.clone();
    let listed: usize = before.groups.iter().map(|group| group.places.len()).sum();
    assert_eq!(listed + before.left_out, state.file.audit.findings().len());
    act_and_find(&mut state, Action::Filter(FilterAction::OnlyTheme(theme)));
    let after = &state.session.shown.findings;
    assert!(after.left_out > before.left_out);
    for group in &after.groups {
        for place in &group.places {
            let facts: Vec<_> = state.file.audit.findings()[*place].facts().collect();
            assert!(facts.is_empty() || facts.iter().any(|fact| state.is_shown(*fact)));
        }
    }
    let _ = apply(&mut state, Action::Layout(LayoutAction::ShowSide(Side::Findings)));
    let mut harness = harness(Rc::new(RefCell::new(state)));
    harness.run();
    let buttons = || harness.query_all_by_label("Copy").count();
    assert!(buttons() < 12, "only findings in sight, or nearly so, are laid out: {}", buttons());
}

#[test]
fn the_keyboard_goes_through_findings_out_of_sight_and_brings_them_into_it() {
    let mut state = state();
    let _ = apply(&mut state, Action::Layout(LayoutAction::ShowSide(Side::Findings)));
    let mut harness = harness(Rc::new(RefCell::new(state)));
    harness.run();
    let first = harness.query_all_by_label("Copy").next().expect("a finding is in sight");
    first.focus();
    harness.run();
    let mut passed = 0;
    for _ in 0..90 {
        harness.key_press(Key::Tab);
        harness.run_steps(3);
        let focused = harness
            .query_all_by(|node| node.is_focused() && !node.is_root())
            .next()
            .expect("the keyboard is somewhere");
        passed += usize::from(focused.accesskit_node().label().as_deref() == Some("Copy"));
        let rect = focused.rect();
        assert!(rect.top() > 80.0 && rect.bottom() < 835.0, "after {passed} findings it is out of sight: {rect:?}");
    }
    assert!(passed > 15, "{passed}");
}

/// The search that an action asks for.
fn search(state: &mut AppState, text: &str) -> FindOrder {
    let effects = apply(state, Action::Filter(FilterAction::Search(text.to_owned())));
    let [Effect::Find(order)] = &effects[..] else { panic!("{effects:?}") };
    order.clone()
}

#[test]
fn a_search_through_very_many_facts_is_no_part_of_a_frame_and_the_next_key_makes_it_void() {
    let mut state = state();
    let all = state.session.shown.facts.clone();
    let one = search(&mut state, "t");
    assert!(state.session.search.is_running);
    assert_eq!(state.session.shown.facts, all, "until it is known what to show, what was shown stays");
    let mut finder = Finder::default();
    let mut first = Vec::new();
    let mut find = |order: &FindOrder, file: &attache::app::OpenFile| {
        first.clear();
        let shown = finder.find(file, &order.filters, &|| false, &mut |facts| first.push(facts));
        (shown.expect("not cancelled"), first.clone())
    };
    let (shown, firsts) = find(&one, &state.file);
    let [page] = &firsts[..] else { panic!("the first page is told once: {}", firsts.len()) };
    assert_eq!(page[..], shown.facts[..page.len()], "and is the beginning of what is found");
    assert!(page.len() >= 40 && shown.facts.len() > page.len());
    found_first(&mut state, one.number, page);
    assert_eq!(state.listed(), &page[..]);

    let two = search(&mut state, "theme:trade year:2001");
    assert_ne!(one.number, two.number);
    found_first(&mut state, one.number, page);
    found(&mut state, one.number, shown);
    assert_eq!(state.session.shown.facts, all, "what an earlier search finds is dropped");
    let (shown, _) = find(&two, &state.file);
    found(&mut state, two.number, shown);
    assert!(!state.session.search.is_running);
    let found = &state.session.shown.facts;
    assert!(!found.is_empty() && found.len() < all.len() / 4, "{}", found.len());
    for fact in found {
        let fact = state.dossier().fact(*fact);
        assert_eq!(state.dossier().theme(fact.theme).id, "trade");
    }
    assert!(Finder::default().find(&state.file, &one.filters, &|| true, &mut |_| {}).is_none());
    act_and_find(&mut state, Action::Filter(FilterAction::Clear));
    assert_eq!(state.session.shown.facts, all);
}

#[test]
fn all_facts_are_back_at_once_when_nothing_is_filtered_out_any_more() {
    let today = Some(Day::from_civil(2026, 11, 24));
    let mut state = state().with_today(today);
    let findings = |state: &AppState| {
        let listed = &state.session.shown.findings;
        (listed.left_out, listed.groups.iter().map(|group| (group.kind, group.places.len())).collect::<Vec<_>>())
    };
    act_and_find(&mut state, Action::Filter(FilterAction::Search("committee".to_owned())));
    assert!(state.session.shown.facts.len() < usize::try_from(FACTS).expect("it fits"));
    assert!(findings(&state).0 > 0);
    let before = state.file.audit.findings().len();
    // The audit changes meanwhile, and with it what is listed when all is shown.
    act_and_find(&mut state, Action::Layout(LayoutAction::SetStaleAfter(30)));
    assert!(state.file.audit.findings().len() < before);
    assert_eq!(apply(&mut state, Action::Filter(FilterAction::Search(String::new()))), []);
    assert_eq!(state.session.shown.facts.len() as u64, FACTS);
    let settings = Settings { stale_after_years: 30, ..Settings::default() };
    let mut bytes = Vec::new();
    generate(&mut bytes, FACTS, 1).expect("writing into memory does not fail");
    let fresh = AppState::new(load_bytes(&bytes).expect("sound"), None, View::default(), settings);
    let fresh = fresh.with_today(today);
    assert_eq!(findings(&state), findings(&fresh));
    assert_eq!(findings(&state).0, 0);
}

#[test]
fn findings_by_another_threshold_do_not_hold_up_the_frame() {
    let set = |years| Action::Layout(LayoutAction::SetStaleAfter(years));
    let mut state = state().with_today(Some(Day::from_civil(2026, 11, 24)));
    let before = state.file.audit.findings().len();
    let effects = apply(&mut state, set(60));
    let [Effect::Audit(first)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(state.file.audit.findings().len(), before, "nothing was audited within the frame");
    assert_eq!((first.stale_after_years, state.session.is_auditing), (60, true));
    // Somebody goes on dragging, and searches for something.
    assert_eq!(apply(&mut state, set(30)), [], "one at a time");
    let searches = apply(&mut state, Action::Filter(FilterAction::Search("committee".to_owned())));
    let file = state.file.audited(first);
    let effects = audited(&mut state, file);
    let [Effect::Audit(second)] = effects[..] else { panic!("the last threshold is still due: {effects:?}") };
    assert_eq!(state.file.audit.findings().len(), before, "nobody wants to know any more");
    let file = state.file.audited(second);
    let [Effect::Find(old)] = &searches[..] else { panic!("{searches:?}") };
    let [Effect::Find(new)] = &audited(&mut state, file)[..] else { panic!("the search begins again") };
    assert!(new.number > old.number && new.filters == old.filters);
    assert!(state.file.audit.findings().len() < before && !state.session.is_auditing);
    // What was audited of a dossier that is not open any more is let go.
    let gone = self::state().file.audited(second);
    assert_eq!(audited(&mut state, gone), []);
}

#[test]
fn the_palette_finds_the_last_of_very_many_facts_without_a_long_frame() {
    let fact = |at: u64| {
        let title = if at == FACTS { "Zymurgy treaty" } else { "Visit" };
        format!(r#"{{"id":"f{at}","date":"2000","theme":"t","title":"{title}","statement":"So.","citations":[]}}"#)
    };
    let facts: Vec<String> = (1..=FACTS).map(fact).collect();
    let json = format!(
        r#"{{"format":1,"title":"T","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],
        "themes":[{{"id":"t","label":"T"}}],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let loaded = load_bytes(json.as_bytes()).expect("sound");
    let state = Rc::new(RefCell::new(AppState::new(loaded, None, View::default(), Settings::default())));
    let mut harness = harness(Rc::clone(&state));
    act(&state, Action::Layout(LayoutAction::Open(Dialog::Palette)));
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::SearchInput, "Command palette").type_text("zymurgy");
    let (mut is_looking, mut frames) = (false, 0);
    while frames < 8 {
        harness.step();
        frames += 1;
        is_looking |= harness.query_by_label_contains(" so far").is_some();
        assert!(!is_looking || harness.query_by_label_contains("Nothing is called so").is_none());
    }
    assert!(is_looking, "that takes longer than a frame");
    assert!(harness.query_by_label_contains(" so far").is_none(), "and ends");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let state = state.borrow();
    assert_eq!(state.selected().map(|fact| &*state.dossier().fact(fact).title), Some("Zymurgy treaty"));
}

#[test]
fn the_table_of_very_many_values_has_its_beginning_and_says_how_much_more_there_is() {
    let mut bytes = Vec::new();
    generate(&mut bytes, 60_000, 1).expect("writing into memory does not fail");
    let state = AppState::new(load_bytes(&bytes).expect("sound"), None, View::default(), Settings::default());
    let (file, series) = (&state.file, &state.chart_plan());
    let mut all = Vec::new();
    series_csv(file, series, state.chart_span(), &mut all).expect("into memory");
    let rows = csv::Reader::from_reader(&all[..]).records().count();
    assert!(rows > 10_000, "{rows}");
    let mut begin = Vec::new();
    let left = series_csv_begin(file, series, state.chart_span(), 10_000, &mut begin);
    assert_eq!(left.expect("into memory"), rows - 10_000);
    assert!(all.starts_with(&begin), "the same rows in the same order");
    let state = Rc::new(RefCell::new(state));
    let mut harness = harness(Rc::clone(&state));
    act(&state, Action::Layout(LayoutAction::Open(Dialog::Table(ChartKind::Trade))));
    harness.run_steps(3);
    let count_text = |count| attache::charts::unbroken(&attache::format::number::count_text(count)).into_owned();
    let more = count_text(rows - 10_000);
    assert!(harness.query_by_label_contains(&format!("{more}\u{A0}more rows are not in this list")).is_some());
    // Of the timeline facts are left out, which have as many rows as they have figures.
    act(&state, Action::Layout(LayoutAction::Open(Dialog::Table(ChartKind::Timeline))));
    harness.run_steps(3);
    let more = count_text(50_000);
    assert!(harness.query_by_label_contains(&format!("{more}\u{A0}more facts are not in this list")).is_some());
}

#[test]
fn each_of_very_many_findings_is_found_by_its_key() {
    let file = state().file;
    let findings = file.audit.findings();
    assert!(findings.len() > 4_000, "{}", findings.len());
    for finding in findings {
        let key = finding.key(&file.dossier);
        assert_eq!(file.audit.find(&file.dossier, &key), Some(finding), "{key}");
    }
    for key in ["", "rivals", "rivals:", "uncited-fact:nobody", "no-such-kind:f-1"] {
        assert_eq!(file.audit.find(&file.dossier, key), None, "{key}");
    }
}
