//! The whole window, driven by the names that a screen reader hears.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::frame::drawn;
use attache::app::{
    Action, AppState, ChartKind, Dialog, Effect, ExportRequest, FileAction, FileFormat, LayoutAction, MIN_SIDE, Notice,
    Opening, SelectAction, Settings, Span, View, apply,
};
use attache::charts::theme;
use attache::dossier::FactId;
use attache::load::{Advance, Loaded, Stage, load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Context, Pos2, RawInput, Rect, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// The window on the shipped dossier, and its state; what is done in it is carried out.
fn window() -> (Harness<'static>, Rc<RefCell<AppState>>) {
    window_on(load_shipped().expect("it loads"))
}

/// The same on another dossier.
fn window_on(loaded: Loaded) -> (Harness<'static>, Rc<RefCell<AppState>>) {
    let state = Rc::new(RefCell::new(AppState::new(loaded, None, View::default(), Settings::default())));
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 760.0)).with_context_setup(theme::install);
    let harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        drawn(ui, &mut shared.borrow_mut(), actions);
    });
    (harness, state)
}

#[test]
fn the_plot_has_most_of_the_room_of_the_chart() {
    for (size, least) in [(vec2(1360.0, 860.0), 0.55), (vec2(1024.0, 640.0), 0.45)] {
        let (mut harness, state) = window();
        harness.set_size(size);
        let _ = apply(&mut state.borrow_mut(), Action::Layout(LayoutAction::BringToFront { is_chart: true }));
        harness.run_steps(4);
        let plot = harness.get_by_label("Value axis").rect();
        let top = harness.query_by_label("Line between timeline and chart").map_or_else(
            || harness.get_all_by_label("Chart").map(|tab| tab.rect().bottom()).fold(0.0, f32::max),
            |line| line.rect().bottom(),
        );
        let bottom = harness.get_by_label("indonesia-north-korea.dossier.json").rect().top();
        let share = plot.height() / (bottom - top);
        assert!(share >= least, "{size}: {} of {}", plot.height(), bottom - top);
    }
}

#[test]
fn no_fact_widens_the_detail_panel_frame_by_frame() {
    let (mut harness, state) = window();
    let facts: Vec<_> = state.borrow().dossier().facts().iter().map(|fact| fact.id.clone()).collect();
    let mut before = f32::INFINITY;
    for id in facts {
        let _ = apply(&mut state.borrow_mut(), Action::Select(SelectAction::Fact(id.clone())));
        for _ in 0..4 {
            harness.step();
        }
        let left = harness.get_by_label_contains("Back").rect().left();
        assert!(before.is_infinite() || (left - before).abs() < 0.5, "{id}: from {before} to {left}");
        before = left;
    }
}

#[test]
fn previous_and_next_walk_through_the_facts() {
    let (mut harness, state) = window();
    let selected = || state.borrow().selected();
    harness.get_by_label_contains("Next").click();
    harness.run_steps(3);
    let first = selected().expect("a fact is selected");
    harness.get_by_label_contains("Next").click();
    harness.run_steps(3);
    assert_ne!(selected(), Some(first));
    harness.get_by_label_contains("Previous").click();
    harness.run_steps(3);
    assert_eq!(selected(), Some(first));
}

#[test]
fn the_palette_finds_commands_facts_and_themes_by_name() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::P);
    harness.run_steps(3);
    assert_eq!(state.borrow().session.dialog, Some(Dialog::Palette));
    let mut run = |words: &str| {
        if state.borrow().session.dialog != Some(Dialog::Palette) {
            harness.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::P);
            harness.run_steps(3);
        }
        harness.get_by_role_and_label(egui::Role::SearchInput, "Command palette").type_text(words);
        harness.run_steps(3);
        harness.key_press(egui::Key::Enter);
        harness.run_steps(3);
        state.borrow().clone()
    };
    assert_eq!(run("logar").view.value_axis, attache::app::ValueAxis::Logarithmic);
    let shown = run("only diplo");
    let left: Vec<_> =
        shown.dossier().themes().iter().filter(|theme| !shown.view.hidden_themes.contains(&theme.id)).collect();
    assert_eq!((left.len(), left[0].id.as_str()), (1, "diplomacy"), "a theme");
    let fact = shown.dossier().facts()[3].clone();
    assert_eq!(run(&fact.title).view.selected, Some(fact.id), "a fact by its title");
    assert_eq!(run("about").session.dialog, Some(Dialog::About), "a dialog opens where the palette was");
}

#[test]
fn f6_goes_from_panel_to_panel_and_back() {
    let (mut harness, _state) = window();
    harness.step();
    let mut check = |modifiers, expected: &str| {
        harness.key_press_modifiers(modifiers, egui::Key::F6);
        harness.run_steps(3);
        assert!(harness.get_by_role_and_label(egui::Role::Region, expected).is_focused(), "{expected}");
    };
    for expected in ["Menus", "Toolbar and search", "Sidebar", "Details", "Timeline", "Chart", "Menus"] {
        check(egui::Modifiers::NONE, expected);
    }
    check(egui::Modifiers::SHIFT, "Chart");
}

#[test]
fn a_right_click_on_a_fact_offers_what_can_be_done_with_it() {
    let (mut harness, state) = window();
    harness.step();
    let title = state.borrow().dossier().fact(state.borrow().session.shown.facts[2]).title.clone();
    harness.get_all_by_role_and_label(egui::Role::ListItem, &title).next().expect("a row").click_secondary();
    harness.run_steps(3);
    for line in ["Open", "Zoom the timeline to it", "Copy statement", "Copy citations"] {
        harness.get_by_label(line);
    }
    harness.get_by_label("Open").click();
    harness.run_steps(3);
    let state = state.borrow();
    assert_eq!(state.selected().map(|fact| state.dossier().fact(fact).title.clone()), Some(title));
}

#[test]
fn typing_in_the_search_field_is_undone_by_the_field() {
    let (mut harness, state) = window();
    let _ = apply(&mut state.borrow_mut(), Action::ToggleLock);
    harness.get_by_role_and_label(egui::Role::SearchInput, "Search").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    harness.run_steps(3);
    assert!(state.borrow().view.is_locked, "the view stays while the keyboard is in a field");
    harness.key_press_modifiers(egui::Modifiers::NONE, egui::Key::Escape);
    harness.run_steps(3);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    harness.run_steps(3);
    assert!(!state.borrow().view.is_locked);
}

#[test]
fn the_table_behind_the_chart_is_walked_cell_by_cell() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::D);
    harness.run_steps(3);
    harness.get_by_label("Year: 2012");
    harness.get_by_label("Show raw values").click();
    harness.run_steps(3);
    harness.get_by_label("value: 62e6");
    harness.get_by_label("Show in words").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(egui::accesskit::Role::Table, "Data").focus();
    harness.run_steps(2);
    for _ in 0..2 {
        harness.key_press(egui::Key::ArrowDown);
        harness.run_steps(2);
    }
    // The row of a year of which the dossier says nothing has no fact; this one has.
    harness.key_press(egui::Key::Enter);
    harness.run_steps(3);
    let state = state.borrow();
    assert_eq!(state.session.dialog, None);
    let fact = state.dossier().fact(state.selected().expect("the fact of the row"));
    assert!(fact.figures.iter().any(|figure| figure.measure == "trade-value"), "{}", fact.title);
}

#[test]
fn a_right_click_on_a_bar_leads_to_where_its_number_comes_from() {
    let (mut harness, state) = window();
    harness.step();
    harness.get_by_label_contains("2018: US$").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Show calculation").click();
    harness.run_steps(3);
    let dialog = state.borrow().session.dialog.clone();
    assert!(matches!(&dialog, Some(Dialog::TraceFigure(id)) if id.contains("2018")), "{dialog:?}");
}

#[test]
fn a_file_held_over_the_window_is_told_what_dropping_it_does() {
    let (mut harness, _state) = window();
    harness.step();
    assert!(harness.query_by_label_contains("Drop to open").is_none());
    let held = |name: &str| egui::HoveredFile { path: Some(name.into()), ..egui::HoveredFile::default() };
    harness.input_mut().hovered_files = vec![held("/some/where/mine.dossier.json"), held("/some/other.json")];
    harness.run_steps(3);
    harness.get_by_label("Drop to open mine.dossier.json");
    harness.get_by_label_contains("the others in windows of their own");
}

#[test]
fn what_was_exported_can_be_shown_where_it_is() {
    let (mut harness, state) = window();
    let show = || apply(&mut state.borrow_mut(), Action::File(FileAction::ShowFolder));
    assert_eq!(show(), [], "nothing was written");
    state.borrow_mut().session.notice = Some(Notice::done("It is written.").in_folder(Some("/figures".into())));
    harness.run_steps(3);
    harness.get_by_label("Show in folder");
    assert_eq!(show(), [Effect::ShowFolder("/figures".into())]);
}

#[test]
fn a_file_on_its_way_shows_how_far_it_is_and_can_be_called_off() {
    let (mut harness, state) = window();
    let advance = Advance { stage: Stage::Checking, bytes: 12_000_000, all_bytes: 463_000_000, facts: 21_000 };
    state.borrow_mut().session.opening = Some(Opening { name: "big.dossier.json".to_owned(), advance });
    harness.run_steps(3);
    let words = "Opening big.dossier.json: 21,000\u{A0}facts in 12 of 463\u{A0}MB";
    harness.get_by_role_and_label(egui::Role::ProgressIndicator, words);
    harness.get_by_label("Cancel");
    // The dossier before it stays usable.
    harness.get_by_label_contains("Next").click();
    harness.run_steps(3);
    assert!(state.borrow().selected().is_some());
    // Esc calls it off before it does anything else; the button says the same.
    harness.key_press(egui::Key::Escape);
    harness.run_steps(3);
    assert_eq!(state.borrow().session.opening, None);
    assert!(state.borrow().selected().is_some(), "Esc did something else as well");
    let cancel = Action::File(FileAction::CancelOpening);
    assert_eq!(apply(&mut state.borrow_mut(), cancel), [Effect::CancelLoad]);
    harness.key_press(egui::Key::Escape);
    harness.run_steps(3);
    assert!(state.borrow().selected().is_none());
}

#[test]
fn while_the_first_dossier_is_on_its_way_nothing_is_said_of_it() {
    let empty = r#"{"format": 1, "title": "big.dossier.json", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
        "themes": [], "sources": [], "facts": []}"#;
    let (mut harness, state) = window_on(load_bytes(empty.as_bytes()).expect("sound"));
    harness.step();
    assert!(harness.query_all_by_label_contains("no facts").count() > 0, "an empty dossier says that it is empty");
    let advance = Advance { stage: Stage::Checking, bytes: 1, all_bytes: 2, facts: 3 };
    state.borrow_mut().session.opening = Some(Opening { name: "big.dossier.json".to_owned(), advance });
    harness.run_steps(2);
    assert_eq!(harness.query_all_by_label_contains("no facts").count(), 0);
    assert!(harness.query_by_label_contains("0 of 0").is_none());
    harness.get_by_label_contains("is on its way");
}

#[test]
fn the_search_field_keeps_the_keyboard_while_words_are_typed() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_steps(3);
    for letter in "theme:trade 2019".chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
    assert_eq!(state.borrow().session.query, "theme:trade 2019");
}

#[test]
fn what_another_fact_says_of_a_contradiction_is_said_to_be_its_own() {
    let (mut harness, state) = window();
    let of = |title: &str| {
        let state = state.borrow();
        state.dossier().facts().iter().find(|fact| &*fact.title == title).expect(title).id.clone()
    };
    let (sixty_one, sixty_four) =
        (of("Relations opened in 1961, some sources say"), of("Relations established on 16 April 1964"));
    let (one, other) = ("1961 here, 16 April 1964 there", "16 April 1964 here, 1961 there");
    for (fact, own, others) in [(sixty_one, one, other), (sixty_four, other, one)] {
        let _ = apply(&mut state.borrow_mut(), Action::Select(SelectAction::Fact(fact)));
        harness.run_steps(4);
        let said = |words: &str| {
            let labels = harness.query_all_by_label_contains(words).filter_map(|node| node.accesskit_node().value());
            labels.collect::<Vec<_>>()
        };
        assert!(said(own).iter().all(|label| !label.starts_with("As the other")), "{:?}", said(own));
        assert!(said(others).iter().all(|label| label.starts_with("As the other fact says")), "{:?}", said(others));
        assert!(said(own).len() == 1 && said(others).len() == 1, "{own}: {:?} {:?}", said(own), said(others));
    }
}

#[test]
fn a_size_that_was_being_typed_when_the_dialog_was_closed_is_in_no_other_order() {
    let (mut harness, state) = window();
    let figure = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused.png".into());
    let open = || Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(figure.clone()))));
    let _ = apply(&mut state.borrow_mut(), open());
    harness.run_steps(3);
    harness.get_by_label("Width").focus();
    harness.run_steps(3);
    harness.event(egui::Event::Text("6".to_owned()));
    harness.run_steps(2);
    let _ = apply(&mut state.borrow_mut(), Action::Layout(LayoutAction::CloseDialog));
    harness.run_steps(3);
    let _ = apply(&mut state.borrow_mut(), open());
    harness.run_steps(3);
    let Some(Dialog::Export(order)) = state.borrow().session.dialog.clone() else { panic!("no dialog") };
    assert_eq!(order.width, figure.width);
}

#[test]
fn sizes_and_years_of_an_export_can_be_typed_digit_by_digit() {
    let (mut harness, state) = window();
    let figure = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused.png".into());
    let order = ExportRequest { span: Some(Span::of_years(2014, 2020)), ..figure };
    let dialog = Dialog::Export(Box::new(order));
    let _ = apply(&mut state.borrow_mut(), Action::Layout(LayoutAction::Open(dialog)));
    let mut type_into = |name: &str, digits: &str| {
        harness.run_steps(3);
        harness.get_by_label(name).focus();
        harness.run_steps(3);
        for digit in digits.chars() {
            harness.event(egui::Event::Text(digit.to_string()));
            harness.run_steps(2);
        }
        harness.key_press(egui::Key::Enter);
        harness.run_steps(3);
        let Some(Dialog::Export(order)) = state.borrow().session.dialog.clone() else { panic!("no dialog") };
        order
    };
    assert_eq!(type_into("Width", "640").width, 640);
    assert_eq!(type_into("Height", "480").height, 480);
    assert_eq!(type_into("Height", "7").height, MIN_SIDE, "no smaller than a figure may be");
    assert_eq!(type_into("Last year", "2016").span, Some(Span::of_years(2014, 2016)));
    let order = type_into("Last year", "2012");
    assert_eq!(order.span, Some(Span::of_years(2012, 2014)), "years are put in order");
    assert_eq!((order.width, order.height), (640, MIN_SIDE));
}

/// The letters of everything that a frame paints, text by text.
fn painted(shape: &Shape, texts: &mut Vec<String>) {
    if let Shape::Vec(shapes) = shape {
        for shape in shapes {
            painted(shape, texts);
        }
    }
    if let Shape::Text(text) = shape {
        let letters = text.galley.rows.iter().flat_map(|row| &row.row.glyphs).map(|glyph| glyph.chr);
        texts.push(letters.collect());
    }
}

#[test]
fn the_line_of_the_status_stays_one_line_however_narrow_the_window_is() {
    let state = AppState::new(load_shipped().expect("it loads"), None, View::default(), Settings::default());
    let ctx = Context::default();
    theme::install(&ctx);
    let mut facts_seen = 0;
    for width in (240..1100_u16).step_by(20) {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(f32::from(width), 500.0));
        let input = RawInput { screen_rect: Some(rect), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| window_ui(ui, &state, &Surroundings::default(), &mut Vec::new()));
        output.textures_delta.clear();
        let of_status = |words: &str| {
            let galleys = output
                .shapes
                .iter()
                .filter_map(|clipped| if let Shape::Text(text) = &clipped.shape { Some(&text.galley) } else { None });
            galleys.filter(|galley| galley.text().contains(words)).map(|galley| galley.rows.len()).collect::<Vec<_>>()
        };
        assert_eq!(of_status("no warnings"), [1], "{width} points wide");
        let facts = of_status("facts shown");
        assert!(facts.iter().all(|rows| *rows == 1), "{width} points wide: {facts:?}");
        facts_seen += facts.len();
    }
    assert!(facts_seen > 20, "{facts_seen}");
}

#[test]
fn no_text_of_the_window_is_cut_inside_a_number() {
    let worth = "worth US$ 12.345 million in 1,964,000 parts";
    let json = format!(
        r#"{{"format":1,"title":"Deals {worth}","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],
        "themes":[{{"id":"d","label":"Loans {worth}"}}],"sources":[],
        "facts":[{{"id":"f","date":"1964","theme":"d","title":"Total trade {worth}","statement":"So.","citations":[]}},
        {{"id":"g","date":"1964-02","theme":"d","title":"All that both sides said to be {worth} of each of them",
        "statement":"So.","citations":[]}}]}}"#
    );
    let loaded = load_bytes(json.as_bytes()).expect("sound");
    let mut state = AppState::new(loaded, None, View::default(), Settings::default());
    let _ = apply(&mut state, Action::Select(SelectAction::Fact(FactId::from("g"))));
    let has = |shown: &str, digits: &str, whole: &str| shown.contains(digits) && !shown.contains(whole);
    let mut cut = BTreeSet::new();
    for dialog in [None, Some(Dialog::Palette)] {
        state.session.dialog = dialog;
        let ctx = Context::default();
        theme::install(&ctx);
        for width in (420..1700_u16).step_by(7) {
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(f32::from(width), 700.0));
            let input = RawInput { screen_rect: Some(rect), ..RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| window_ui(ui, &state, &Surroundings::default(), &mut Vec::new()));
            output.textures_delta.clear();
            let mut texts = Vec::new();
            for clipped in &output.shapes {
                painted(&clipped.shape, &mut texts);
            }
            for shown in texts {
                let plain = shown.replace(['\n', '\u{A0}'], " ");
                let is_whole = !has(&plain, "12", "12.345 million") && !has(&plain, "1,9", "1,964,000");
                assert!(is_whole, "{width} points wide: {shown:?}");
                cut.extend(shown.ends_with('…').then_some(shown));
            }
        }
    }
    for start in ["Deals", "Loans", "Total trade", "All that both sides"] {
        assert!(cut.iter().any(|shown| shown.starts_with(start)), "{start} is cut somewhere: {cut:?}");
    }
}

#[test]
fn a_file_that_is_there_already_is_asked_about_when_it_is_to_be_written() {
    let (mut harness, state) = window();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chart.png");
    std::fs::write(&path, "something else").expect("written");
    let order = ExportRequest::new(ChartKind::Trade, FileFormat::Png, path.clone());
    let open = Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(order))));
    let _ = apply(&mut state.borrow_mut(), open);
    harness.run_steps(4);
    harness.get_by_role_and_label(egui::Role::Button, "Export").click();
    harness.run_steps(4);
    assert!(state.borrow().session.export_share.is_none(), "nothing is written unasked");
    harness.get_by_label_contains("exists already");
    harness.get_by_label("Save as chart-2.png").click();
    harness.run_steps(4);
    assert!(state.borrow().session.export_share.is_some());
    assert_eq!(std::fs::read(&path).expect("it is there"), b"something else");
}

#[test]
fn the_parts_of_a_stack_that_are_of_the_selected_fact_have_one_outline() {
    let figure = |goods: u32, year: u32| {
        format!(
            r#"{{"id":"g{goods}-{year}","measure":"trade-value","flow":"export","reporter":"A","partner":"B",
            "commodity":"{goods}0 Goods","period":"{year}","value":"{goods}000","unit":"USD","basis":"stated"}}"#
        )
    };
    let fact = |year: u32| {
        let figures: Vec<String> = (1..=4).map(|goods| figure(goods, year)).collect();
        format!(
            r#"{{"id":"f{year}","date":"{year}","theme":"t","title":"Exports","statement":"So much.","figures":[{}]}}"#,
            figures.join(",")
        )
    };
    let text = format!(
        r#"{{"format":1,"title":"Trade","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"t","label":"Trade"}}],"sources":[],"facts":[{}]}}"#,
        (2001..2005).map(fact).collect::<Vec<_>>().join(",")
    );
    let (mut harness, state) = window_on(load_bytes(text.as_bytes()).expect("sound"));
    assert!(state.borrow().chart_plan().is_stacked());
    let outlines = |harness: &Harness<'_>| {
        let plot = harness.get_by_label("Value axis").rect();
        let is_outline = |shape: &Shape| matches!(shape, Shape::Rect(rect) if (rect.stroke.width - 2.0).abs() < 0.01 && plot.y_range().intersects(rect.rect.y_range()));
        let in_plot = harness.output().shapes.iter().filter(|clipped| clipped.clip_rect.left() >= plot.right() - 1.0);
        in_plot.filter(|clipped| is_outline(&clipped.shape)).count()
    };
    harness.run_steps(3);
    let before = outlines(&harness);
    let _ = apply(&mut state.borrow_mut(), Action::Select(SelectAction::Fact("f2002".into())));
    harness.run_steps(3);
    assert_eq!(outlines(&harness) - before, 1);
}
