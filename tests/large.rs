//! The window on a dossier of very many facts: exact, and quiet while nothing happens.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use attache::app::{
    Action, AppState, Dialog, Effect, ExportRequest, FigureKind, FileFormat, FilterAction, FindOrder, Finder,
    LayoutAction, RivalPolicy, SelectAction, Settings, Side, Span, SpanAction, View, Which, apply,
};
use attache::charts::theme;
use attache::cli::generate;
use attache::dossier::Day;
use attache::export::data::{series_csv, series_csv_begin};
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, RawInput, Rect, Shape, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const FACTS: u64 = 20_000;
const SIZE: Vec2 = Vec2::new(1360.0, 860.0);

/// A generated dossier of [`FACTS`] facts, open.
fn state() -> AppState {
    let mut bytes = Vec::new();
    generate(&mut bytes, FACTS, 1).expect("writing into memory does not fail");
    let loaded = load_bytes(&bytes).expect("a generated dossier is sound");
    AppState::new(loaded, None, View::default(), Settings::default())
}

fn act(state: &RefCell<AppState>, action: Action) {
    assert!(apply(&mut state.borrow_mut(), action).is_empty(), "nothing reaches outside");
}

/// Carries an action out as the shell does, but for threads.
fn act_and_find(state: &mut AppState, action: Action) {
    for effect in apply(state, action) {
        let Effect::Find(FindOrder { number, filters }) = effect else { panic!("{effect:?}") };
        let shown = Finder::default().find(&state.file, &filters, &|| false, &mut |_| {});
        state.found(number, shown.expect("not cancelled"));
    }
    if let Some(options) = state.take_due_audit() {
        let file = state.file.audited(options);
        assert_eq!(state.audited(file), []);
    }
}

/// The window, with what is asked for done after each frame as the shell does.
fn harness(state: Rc<RefCell<AppState>>) -> Harness<'static> {
    let builder = Harness::builder().with_size(SIZE).with_step_dt(0.02).with_max_steps(200);
    builder.with_context_setup(theme::install).build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &state.borrow(), &Surroundings::default(), &mut actions);
        let mut state = state.borrow_mut();
        state.session.wants_search_focus = false;
        state.session.wants_scroll_to_selected = false;
        for action in actions {
            let _ = apply(&mut state, action);
        }
    })
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
    state.found_first(one.number, page.clone());
    assert_eq!(state.listed(), &page[..]);

    let two = search(&mut state, "theme:trade year:2001");
    assert_ne!(one.number, two.number);
    state.found_first(one.number, page.clone());
    state.found(one.number, shown);
    assert_eq!(state.session.shown.facts, all, "what an earlier search finds is dropped");
    let (shown, _) = find(&two, &state.file);
    state.found(two.number, shown);
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

/// Monthly exports of twelve goods over thirty years, one figure to a fact; the one of goods 3 in May 1990 is the highest.
fn monthly() -> AppState {
    let fact = |year: u32, month: u32, goods: u32| {
        let value =
            if (year, month, goods) == (1990, 5, 3) { 99_000 } else { 1_000 + year * 10 + month * 7 + goods * 113 };
        let period = format!("{year}-{month:02}");
        format!(
            r#"{{"id":"f-{period}-{goods}","date":"{period}","theme":"trade","title":"Goods {goods}","statement":"So much.",
            "citations":[{{"source":"s"}}],"figures":[{{"id":"v-{period}-{goods}","measure":"trade-value","flow":"export",
            "reporter":"A","partner":"B","commodity":"Goods {goods}","period":"{period}","value":"{value}","unit":"USD",
            "basis":"stated"}}]}}"#
        )
    };
    let months = (1980..2010).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let facts: Vec<String> =
        months.flat_map(|(year, month)| (0..12).map(move |goods| fact(year, month, goods))).collect();
    let json = format!(
        r#"{{"format":1,"title":"Monthly","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"trade","label":"Trade"}}],"sources":[{{"id":"s","type":"report","title":"Yearbook"}}],"facts":[{}]}}"#,
        facts.join(",")
    );
    AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default())
}

#[test]
fn bars_narrower_than_a_pixel_are_columns_that_say_what_they_show() {
    let state = monthly();
    let request = |span: Span| {
        let mut request = ExportRequest::new(FigureKind::Trade, FileFormat::Svg, "unused".into());
        request.span = Some(span);
        request
    };
    let (all, year, month) = (Span::of_years(1980, 2009), Span::of_years(1990, 1990), Span::new(7425.0, 7455.0));
    let words = |span| attache::export::description(&state.file, &request(span));
    let whole = words(all);
    assert!(whole.contains("Columns of values between 20.8 and 99.0."), "{whole}");
    assert!(whole.contains("Sources: Yearbook (1980–2009)."), "{whole}");
    assert!(whole.contains("nothing is added up or averaged"), "{whole}");
    assert!(!words(year).contains("Columns of values"), "a year of them has room for a bar each");
    let of_month = words(month);
    assert!(of_month.contains("Goods 3") && !of_month.contains("June"), "only what is in view: {of_month}");
    let svg = String::from_utf8(attache::export::figure(&state.file, &request(all)).expect("drawn")).expect("UTF-8");
    let shapes: usize = ["<path", "<rect", "<line"].iter().map(|element| svg.matches(element).count()).sum();
    assert!(shapes < 2_500, "{shapes}");
}

#[test]
fn the_words_under_a_moving_chart_are_right_as_soon_as_it_rests() {
    let state = Rc::new(RefCell::new(monthly()));
    let look_at = |year: i64| {
        act(&state, Action::Span(Which::Chart, SpanAction::Set(Span::of_years(year, year))));
    };
    let mut harness = harness(Rc::clone(&state));
    let said =
        |harness: &Harness<'_>, years: &str| harness.query_by_label(&format!("Sources: Yearbook ({years}).")).is_some();
    look_at(1985);
    harness.run();
    assert!(said(&harness, "1985"));
    // Long enough at rest for the first step of the move to be followed at once; the next ones come quickly.
    harness.run_steps(20);
    for year in 1986..1990 {
        look_at(year);
        harness.step();
        assert!(said(&harness, "1986"), "{year}: nobody reads on the way");
    }
    harness.run();
    assert!(said(&harness, "1989"));
    for year in 1990..2009 {
        look_at(year);
        harness.step();
    }
    assert!(!said(&harness, "1989"), "on a long way they follow now and then");
    // A frame after the last move is asked for, and is the only one that is needed.
    harness.step();
    assert!(said(&harness, "2008"));
}

#[test]
fn a_bar_for_each_of_very_many_rivals_is_a_column() {
    let figure = |n: usize| {
        format!(
            r#"{{"id":"v{n}","measure":"trade-value","flow":"total","reporter":"A","partner":"B","period":"1990",
            "value":"{}","unit":"USD","basis":"stated"}}"#,
            1_000 + n
        )
    };
    let drawn = |count: usize| {
        let figures: Vec<String> = (0..count).map(figure).collect();
        let json = format!(
            r#"{{"format":1,"title":"Rivals","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
            "themes":[{{"id":"trade","label":"Trade"}}],"sources":[],"facts":[{{"id":"f","date":"1990","theme":"trade",
            "title":"Trade","statement":"So much.","citations":[],"figures":[{}]}}]}}"#,
            figures.join(",")
        );
        let loaded = load_bytes(json.as_bytes()).expect("sound");
        let file = AppState::new(loaded, None, View::default(), Settings::default()).file;
        let request = ExportRequest {
            rivals: RivalPolicy::All,
            ..ExportRequest::new(FigureKind::Trade, FileFormat::Svg, "unused".into())
        };
        let svg = String::from_utf8(attache::export::figure(&file, &request).expect("drawn")).expect("UTF-8");
        (attache::export::description(&file, &request), svg.matches("<rect").count() + svg.matches("<path").count())
    };
    let (few, shapes_of_few) = drawn(60);
    assert!(few.contains("1.059") && !few.contains("Columns of values"), "{few}");
    let (many, shapes_of_many) = drawn(3_000);
    assert!(many.contains("Columns of values between 1.000 and 3.999."), "{many}");
    assert!(shapes_of_many < shapes_of_few, "{shapes_of_many} for many, {shapes_of_few} for few");
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
    assert_eq!(state.take_due_audit(), None);
    assert_eq!(apply(&mut state, set(60)), []);
    assert_eq!(state.file.audit.findings().len(), before, "nothing was audited within the frame");
    let first = state.take_due_audit().expect("it is due");
    assert_eq!((first.stale_after_years, state.session.is_auditing), (60, true));
    // Somebody goes on dragging, and searches for something.
    let _ = apply(&mut state, set(30));
    assert_eq!(state.take_due_audit(), None, "one at a time");
    let searches = apply(&mut state, Action::Filter(FilterAction::Search("committee".to_owned())));
    assert_eq!(state.audited(state.file.audited(first)), [], "nobody wants to know any more");
    assert_eq!(state.file.audit.findings().len(), before);
    let second = state.take_due_audit().expect("the last threshold is still due");
    let file = state.file.audited(second);
    let [Effect::Find(old)] = &searches[..] else { panic!("{searches:?}") };
    let [Effect::Find(new)] = &state.audited(file)[..] else { panic!("the search begins again") };
    assert!(new.number > old.number && new.filters == old.filters);
    assert!(state.file.audit.findings().len() < before && !state.session.is_auditing);
    // What was audited of a dossier that is not open any more is let go.
    let gone = self::state().file.audited(second);
    assert_eq!(state.audited(gone), []);
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
    harness.get_by_role_and_label(Role::SearchInput, "Find a command").type_text("zymurgy");
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
    let (file, series) = (&state.file, state.file.trade(None));
    let mut all = Vec::new();
    series_csv(&file.dossier, &file.derived, series, state.chart_span(), &mut all).expect("into memory");
    let rows = csv::Reader::from_reader(&all[..]).records().count();
    assert!(rows > 10_000, "{rows}");
    let mut begin = Vec::new();
    let left = series_csv_begin(&file.dossier, &file.derived, series, state.chart_span(), 10_000, &mut begin);
    assert_eq!(left.expect("into memory"), rows - 10_000);
    assert!(all.starts_with(&begin), "the same rows in the same order");
    let state = Rc::new(RefCell::new(state));
    let mut harness = harness(Rc::clone(&state));
    act(&state, Action::Layout(LayoutAction::Open(Dialog::Table(FigureKind::Trade))));
    harness.run_steps(3);
    let more = attache::analysis::words::count_text(rows - 10_000);
    assert!(harness.query_by_label_contains(&format!("{more}\u{A0}more rows are not in this list")).is_some());
    // Of the timeline facts are left out, which have as many rows as they have figures.
    act(&state, Action::Layout(LayoutAction::Open(Dialog::Table(FigureKind::Timeline))));
    harness.run_steps(3);
    let more = attache::analysis::words::count_text(50_000);
    assert!(harness.query_by_label_contains(&format!("{more}\u{A0}more facts are not in this list")).is_some());
}

#[test]
fn rivals_are_drawn_in_a_chart_of_hundreds_of_bars() {
    let folder = tempfile::tempdir().expect("a folder");
    let (dossier, figure) = (folder.path().join("a.dossier.json"), folder.path().join("a.svg"));
    let mut bytes = Vec::new();
    generate(&mut bytes, 10_000, 1).expect("writing into memory does not fail");
    std::fs::write(&dossier, bytes).expect("written");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_attache"));
    let done =
        command.args(["export", "--view", "trade", "--out"]).args([&figure, &dossier]).output().expect("it runs");
    assert!(done.status.success(), "{done:?}");
    let svg = std::fs::read_to_string(&figure).expect("an SVG");
    // The marker beside the tick of a rival, and the value over a bar; among the notes below neither stands by itself.
    for words in [">[409]<", ">72.99<"] {
        assert!(svg.contains(words), "{words}");
    }
}

/// The texts that a window paints.
fn texts(harness: &Harness<'_>) -> Vec<String> {
    let painted = painted(harness).into_iter();
    let texts = painted
        .filter_map(|shape| if let Shape::Text(text) = shape { Some(text.galley.text().to_owned()) } else { None });
    texts.collect()
}

/// What a window paints, shape by shape.
fn painted(harness: &Harness<'_>) -> Vec<Shape> {
    let mut all = Vec::new();
    let mut rest: Vec<Shape> = harness.output().shapes.iter().map(|clipped| clipped.shape.clone()).collect();
    while let Some(shape) = rest.pop() {
        if let Shape::Vec(several) = shape {
            rest.extend(several);
        } else {
            all.push(shape);
        }
    }
    all
}

#[test]
fn no_tick_runs_through_the_marker_of_another_bars_rival() {
    let state = Rc::new(RefCell::new(state()));
    let mut harness = harness(Rc::clone(&state));
    let (mut ticks_seen, mut markers) = (0, 0);
    let views = (1946..2020).step_by(4).flat_map(|first| [1, 6, 25].map(|more| (first, first + more)));
    for years in views {
        act(&state, Action::Span(Which::Chart, SpanAction::Set(Span::of_years(years.0, years.1))));
        harness.step();
        let painted = painted(&harness);
        let lines = painted.iter().filter_map(|shape| {
            let Shape::LineSegment { points, stroke } = shape else { return None };
            let is_tick = stroke.width > 1.9 && (points[0].y - points[1].y).abs() < 0.01;
            is_tick.then_some(*points)
        });
        let ticks: Vec<_> = lines.collect();
        ticks_seen += ticks.len();
        for shape in &painted {
            let Shape::Text(text) = shape else { continue };
            // A marker stands by itself: [409], or several of them, or one that is mirrored.
            let words = text.galley.text();
            if !words.starts_with('[') || !(words.ends_with(']') || words.ends_with(" mirrored")) {
                continue;
            }
            markers += 1;
            let ink = text.visual_bounding_rect().shrink2(vec2(0.0, 2.0));
            for [left, right] in &ticks {
                let is_through = left.x < ink.right() && ink.left() < right.x && ink.y_range().contains(left.y);
                assert!(!is_through, "{years:?}: a tick at {left:?} runs through {words} at {ink:?}");
            }
        }
    }
    assert!(ticks_seen > 500 && markers > 20, "{ticks_seen} ticks, {markers} markers");
}

#[test]
fn what_is_said_of_a_density_is_right_as_soon_as_the_view_rests() {
    let state = Rc::new(RefCell::new(state()));
    let counts = |harness: &Harness<'_>| {
        let mut texts = texts(harness);
        texts.retain(|text| text.contains(" doubted"));
        texts.sort();
        texts
    };
    let look_at = |year: i64| {
        act(&state, Action::Span(Which::Timeline, SpanAction::Set(Span::of_years(year, year + 40))));
    };
    let fresh = |year: i64| {
        let mut harness = harness(Rc::clone(&state));
        look_at(year);
        harness.run();
        counts(&harness)
    };
    let expected: Vec<Vec<String>> = (1950..1980).map(fresh).collect();
    assert!(expected[0].len() >= 4 && expected[0] != expected[29], "{:?}", expected[0]);
    let mut harness = harness(Rc::clone(&state));
    look_at(1950);
    harness.run();
    assert_eq!(counts(&harness), expected[0]);
    let mut said_anew = 0;
    let mut before = expected[0].clone();
    for year in 1951..1980 {
        look_at(year);
        harness.step();
        said_anew += usize::from(counts(&harness) != before);
        before = counts(&harness);
    }
    assert!((1..20).contains(&said_anew), "{said_anew}: on the way they follow now and then");
    // A frame after the last move is asked for, and is the only one that is needed.
    harness.step();
    assert_eq!(counts(&harness), expected[29]);
}

#[test]
fn notes_end_where_nobody_would_read_on() {
    let noted = |years: u32, rivals: u32| {
        let figure = |year: u32, rival: u32| {
            format!(
                r#"{{"id":"v-{year}-{rival}","measure":"trade-value","flow":"total","reporter":"A","partner":"B",
                "period":"{year}","value":"{}","unit":"USD","basis":"stated"}}"#,
                1_000_000 + year * 1_000 + rival * 10_007
            )
        };
        let fact = |year: u32| {
            let figures: Vec<String> = (0..rivals).map(|rival| figure(year, rival)).collect();
            format!(
                r#"{{"id":"f-{year}","date":"{year}","theme":"trade","title":"Trade in {year}","statement":"So much.",
                "citations":[],"figures":[{}]}}"#,
                figures.join(",")
            )
        };
        let facts: Vec<String> = (1990..1990 + years).map(fact).collect();
        let json = format!(
            r#"{{"format":1,"title":"Rivals","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
            "themes":[{{"id":"trade","label":"Trade"}}],"sources":[],"facts":[{}]}}"#,
            facts.join(",")
        );
        let loaded = load_bytes(json.as_bytes()).expect("sound");
        let state = AppState::new(loaded, None, View::default(), Settings::default());
        let request = ExportRequest::new(FigureKind::Trade, FileFormat::Svg, "unused".into());
        let on_paper = attache::export::description(&state.file, &request);
        let mut harness = harness(Rc::new(RefCell::new(state)));
        harness.run();
        let on_screen = texts(&harness).into_iter().find(|text| text.starts_with("1990: "));
        [on_screen.expect("there are notes"), on_paper]
    };
    let more = "There is more to know";
    let [on_screen, on_paper] = noted(20, 12);
    assert!(on_screen.contains(more) && (2_000..3_500).contains(&on_screen.len()), "{on_screen}");
    assert!(!on_paper.contains(more) && on_paper.contains("2009: "), "{on_paper}");
    let [on_screen, on_paper] = noted(70, 2);
    assert!(on_screen.contains(more) && on_screen.contains("2013: ") && !on_screen.contains("2014: "), "{on_screen}");
    assert!(on_paper.contains(more) && on_paper.contains("2049: ") && !on_paper.contains("2050: US"), "{on_paper}");
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
