//! Pictures of the window, the timeline and the chart, drawn without display or GPU and compared with references.
//!
//! They go the same way as an export: shapes, SVG, pixels. See `support` for the tolerance.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod support;

use attache::analysis::TradeSeries;
use attache::app::{
    Action, AppState, ExportRequest, FigureKind, FigureTheme, FileFormat, FilterAction, LayoutAction, SelectAction,
    Settings, Span, SpanAction, ValueAxis, View, Which, apply,
};
use attache::charts::theme;
use attache::dossier::Day;
use attache::export::{Pixels, SvgOptions, draw, pixels, svg};
use attache::load::{Loaded, load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Theme, Vec2};
use support::assert_picture;

fn shipped() -> AppState {
    state(load_shipped().expect("the shipped dossier is sound"))
}

fn state(loaded: Loaded) -> AppState {
    AppState::new(loaded, None, View::default(), Settings::default())
}

fn act(state: &mut AppState, action: Action) {
    assert!(apply(state, action).is_empty(), "nothing reaches outside");
}

/// The whole window, as it is drawn after everything asked for was done.
fn window(state: &AppState, size: Vec2, mode: Theme, pixels_per_point: f32) -> Pixels {
    let around = Surroundings { today: Some(Day::from_civil(2026, 1, 15)), renderer: "none".to_owned() };
    let setup = |ctx: &egui::Context| {
        theme::install(ctx);
        ctx.set_theme(mode);
    };
    let drawing = draw(size, setup, |ui| {
        let mut actions = Vec::new();
        window_ui(ui, state, &around, &mut actions);
        assert_eq!(actions, [], "a window at rest wants nothing");
    });
    let options = SvgOptions { ground: Some(drawing.ground), ..SvgOptions::default() };
    let svg = svg(&drawing, &options).expect("everything in the window can be translated");
    pixels(&svg, &drawing, pixels_per_point).expect("rendered")
}

const USUAL: Vec2 = Vec2::new(1360.0, 860.0);

#[test]
fn window_light_and_dark() {
    let mut state = shipped();
    act(&mut state, Action::Select(SelectAction::Fact("trade-2014".into())));
    assert_picture("window-light", &window(&state, USUAL, Theme::Light, 1.0));
    assert_picture("window-dark", &window(&state, USUAL, Theme::Dark, 1.0));
}

#[test]
fn window_without_a_selection_and_with_a_search() {
    let mut state = shipped();
    act(&mut state, Action::Filter(FilterAction::Search("[15]".to_owned())));
    assert_picture("window-search", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn window_with_the_findings() {
    let mut state = shipped().with_today(Some(Day::from_civil(2026, 1, 15)));
    act(&mut state, Action::Layout(LayoutAction::ShowSide(attache::app::Side::Findings)));
    act(&mut state, Action::Select(SelectAction::Fact("trade-2019".into())));
    assert_picture("window-findings", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn window_narrow_and_with_large_text() {
    let mut state = shipped();
    act(&mut state, Action::Select(SelectAction::Fact("relations-cut-off".into())));
    assert_picture("window-narrow", &window(&state, Vec2::new(700.0, 620.0), Theme::Light, 1.0));
    assert_picture("window-large-text", &window(&state, Vec2::new(680.0, 430.0), Theme::Light, 2.0));
}

#[test]
fn window_on_an_empty_dossier() {
    let text = r#"{"format": 1, "title": "Nothing yet", "parties": [{"id": "A", "name": "Aland"}, {"id": "B", "name": "Bland"}],
        "themes": [], "sources": [], "facts": []}"#;
    let state = state(load_bytes(text.as_bytes()).expect("sound"));
    assert_picture("window-empty", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn every_dialog() {
    for (name, dialog) in [
        ("dialog-shortcuts", attache::app::Dialog::Shortcuts),
        ("dialog-about", attache::app::Dialog::About),
        ("dialog-diagnostics", attache::app::Dialog::Diagnostics),
    ] {
        let mut state = shipped();
        act(&mut state, Action::Layout(LayoutAction::Open(dialog)));
        assert_picture(name, &window(&state, USUAL, Theme::Light, 1.0));
    }
    let mut state = shipped();
    act(&mut state, Action::File(attache::app::FileAction::PrepareExport(FigureKind::Trade)));
    assert_picture("dialog-export", &window(&state, USUAL, Theme::Light, 1.0));
}

/// A figure as it is exported.
fn figure(state: &AppState, change: impl FnOnce(&mut ExportRequest), kind: FigureKind) -> Pixels {
    let mut request = ExportRequest::new(kind, FileFormat::Png, "unused".into());
    change(&mut request);
    let bytes = attache::export::figure(&state.file, &request).expect("drawn");
    support::read_png(&bytes).expect("a PNG")
}

#[test]
fn chart_light_dark_and_logarithmic() {
    let state = shipped();
    assert_picture("chart-light", &figure(&state, |_| {}, FigureKind::Trade));
    assert_picture("chart-dark", &figure(&state, |request| request.theme = FigureTheme::Dark, FigureKind::Trade));
    let logarithmic = |request: &mut ExportRequest| request.value_axis = ValueAxis::Logarithmic;
    assert_picture("chart-logarithmic", &figure(&state, logarithmic, FigureKind::Trade));
}

#[test]
fn chart_of_a_few_years_and_in_a_small_size() {
    let state = shipped();
    let few = |request: &mut ExportRequest| request.span = Some(Span::of_years(2014, 2019));
    assert_picture("chart-2014-2019", &figure(&state, few, FigureKind::Trade));
    let small = |request: &mut ExportRequest| (request.width, request.height) = (560, 420);
    assert_picture("chart-small", &figure(&state, small, FigureKind::Trade));
}

#[test]
fn timeline_light_dark_and_zoomed() {
    let state = shipped();
    assert_picture("timeline-light", &figure(&state, |_| {}, FigureKind::Timeline));
    assert_picture("timeline-dark", &figure(&state, |request| request.theme = FigureTheme::Dark, FigureKind::Timeline));
    let zoomed = |request: &mut ExportRequest| request.span = Some(Span::of_years(2012, 2015));
    assert_picture("timeline-2012-2015", &figure(&state, zoomed, FigureKind::Timeline));
}

#[test]
fn what_is_zoomed_on_the_screen_is_zoomed_in_the_export() {
    let mut state = shipped();
    let span = Span::of_years(2014, 2015);
    act(&mut state, Action::Span(Which::Chart, SpanAction::Set(span)));
    act(&mut state, Action::File(attache::app::FileAction::PrepareExport(FigureKind::Trade)));
    let Some(attache::app::Dialog::Export(request)) = state.session.dialog.clone() else { panic!("no dialog") };
    let exported = attache::export::figure(&state.file, &request).expect("drawn");
    let direct = figure(&state, |request| request.span = Some(span), FigureKind::Trade);
    assert_eq!(support::read_png(&exported), Some(direct));
}

#[test]
fn the_shipped_series_is_what_the_pictures_show() {
    let state = shipped();
    let series: &TradeSeries = &state.file.trade;
    assert_eq!(series.years(), Some((2012, 2019)));
    let bars: Vec<(i64, usize)> = series.slots.iter().map(|slot| (slot.year, slot.bars.len())).collect();
    assert_eq!(bars, [(2012, 1), (2013, 1), (2014, 1), (2015, 2), (2016, 0), (2017, 0), (2018, 1), (2019, 1)]);
}

#[test]
fn window_with_hangul_and_hanja() {
    let mut state = shipped();
    act(&mut state, Action::Select(SelectAction::Fact("sukarno-pyongyang-1964".into())));
    assert_picture("window-hangul", &window(&state, USUAL, Theme::Light, 1.0));
}
