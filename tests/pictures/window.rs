//! Pictures of the window, the timeline and the chart, drawn without display or GPU and compared with references.
//!
//! They go the same way as an export: shapes, SVG, pixels. See `picture` for the tolerance.

use crate::picture::assert_picture;
use attache::analysis::TradeSeries;
use attache::app::{
    Action, AppState, ChartKind, ChartTheme, ExportRequest, FileFormat, FilterAction, GuideAction, LayoutAction,
    RivalPolicy, SelectAction, Settings, Span, SpanAction, TimeAxisTarget, ValueAxis, View, apply,
};
use attache::charts::theme;
use attache::dossier::Day;
use attache::export::{Pixels, SvgOptions, draw, pixels, svg};
use attache::load::{Loaded, load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Theme, Vec2};

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
    let mut around = Surroundings::new(Some(Day::from_civil(2026, 1, 15)), "none".to_owned());
    around.log = Some("/home/ada/.local/state/attache/attache.log".into());
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
    act(&mut state, Action::Filter(FilterAction::Search("soap".to_owned())));
    assert_picture("window-found", &window(&state, USUAL, Theme::Light, 1.0));
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
fn window_with_the_hint_for_beginners_and_a_broken_file() {
    let mut state = shipped();
    state.session.shows_hint = true;
    state.session.is_file_broken = true;
    let lines = vec!["7:3: error: facts[3].date: “2013-13” is no date; months run from 01 to 12".to_owned()];
    let text = "mine.dossier.json was saved with 1 error. The last sound version stays on the screen.";
    state.session.notice = Some(attache::app::Notice::trouble(text, lines).opened());
    assert_picture("window-broken-file", &window(&state, USUAL, Theme::Dark, 1.0));
}

/// Two of them stand in the README.
#[test]
fn steps_of_the_guide() {
    for (name, place, size, mode, scale) in [
        ("guide-contradiction", 2, Vec2::new(1120.0, 680.0), Theme::Light, 1.0),
        ("guide-calculation", 5, Vec2::new(1120.0, 680.0), Theme::Light, 1.0),
        ("guide-findings-dark", 6, USUAL, Theme::Dark, 1.0),
        ("guide-narrow", 3, Vec2::new(680.0, 430.0), Theme::Light, 2.0),
    ] {
        let mut state = shipped();
        act(&mut state, Action::Guide(GuideAction::Go(place)));
        act(&mut state, Action::Guide(GuideAction::Show));
        assert_picture(name, &window(&state, size, mode, scale));
    }
}

#[test]
fn window_on_an_empty_dossier() {
    let text = r#"{"format": 1, "title": "Nothing yet", "parties": [{"id": "A", "name": "Aland"}, {"id": "B", "name": "Bland"}],
        "themes": [], "sources": [], "facts": []}"#;
    let state = state(load_bytes(text.as_bytes()).expect("sound"));
    assert_picture("window-empty", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn dialogs_at_twice_the_size_of_text_lose_nothing() {
    let half = USUAL / 2.0;
    for (name, dialog) in [
        ("large-palette", attache::app::Dialog::Palette),
        ("large-table", attache::app::Dialog::Table(ChartKind::Trade)),
        ("large-link", attache::app::Dialog::Link("https://www.example.net/a/long/way?to=the#source".to_owned())),
    ] {
        let mut state = shipped();
        act(&mut state, Action::Layout(LayoutAction::Open(dialog)));
        assert_picture(name, &window(&state, half, Theme::Dark, 2.0));
    }
}

/// As a report of a crash is written.
const REPORT: &str = "Attaché 0.1.0 stopped by itself.\n\nWhen: 2026-01-15 10:00:00\nSystem: linux x86_64\nDrawn by: \
                      OpenGL (glow)\nWhere: src/window/shell.rs:300:9, thread main\nWhat: a test asked for it\nLast \
                      actions: select next, zoom, quit\n\n   0: attache::window\n";

#[test]
fn every_dialog() {
    for (name, dialog) in [
        ("dialog-shortcuts", attache::app::Dialog::Shortcuts),
        ("dialog-about", attache::app::Dialog::About),
        ("dialog-palette", attache::app::Dialog::Palette),
        ("dialog-report", attache::app::Dialog::Report),
        ("dialog-table", attache::app::Dialog::Table(ChartKind::Trade)),
        (
            "dialog-link",
            attache::app::Dialog::Link("https://un.org@www.example.net/a/long/way?to=the#source".to_owned()),
        ),
        ("dialog-diagnostics", attache::app::Dialog::Diagnostics),
    ] {
        let mut state = shipped();
        state.session.crash_report = (dialog == attache::app::Dialog::Report).then(|| REPORT.to_owned());
        act(&mut state, Action::Layout(LayoutAction::Open(dialog)));
        assert_picture(name, &window(&state, USUAL, Theme::Light, 1.0));
    }
    let mut state = shipped();
    act(&mut state, Action::File(attache::app::FileAction::PrepareExport(ChartKind::Trade)));
    assert_picture("dialog-export", &window(&state, USUAL, Theme::Light, 1.0));
    act(&mut state, Action::File(attache::app::FileAction::PrepareDocument));
    assert_picture("dialog-export-dossier", &window(&state, USUAL, Theme::Light, 1.0));
}

/// A figure as it is exported.
fn figure(state: &AppState, change: impl FnOnce(&mut ExportRequest), kind: ChartKind) -> Pixels {
    let mut request = ExportRequest::new(kind, FileFormat::Png, "unused".into());
    change(&mut request);
    let bytes = attache::export::render_chart(&state.file, &request).expect("drawn");
    crate::picture::read_png(&bytes).expect("a PNG")
}

#[test]
fn chart_light_dark_and_logarithmic() {
    let state = shipped();
    assert_picture("chart-light", &figure(&state, |_| {}, ChartKind::Trade));
    assert_picture("chart-dark", &figure(&state, |request| request.theme = ChartTheme::Dark, ChartKind::Trade));
    let logarithmic = |request: &mut ExportRequest| request.value_axis = ValueAxis::Logarithmic;
    assert_picture("chart-logarithmic", &figure(&state, logarithmic, ChartKind::Trade));
}

#[test]
fn chart_of_a_few_years_and_in_a_small_size() {
    let state = shipped();
    let few = |request: &mut ExportRequest| request.span = Some(Span::of_years(2014, 2019));
    assert_picture("chart-2014-2019", &figure(&state, few, ChartKind::Trade));
    let small = |request: &mut ExportRequest| (request.width, request.height) = (560, 420);
    assert_picture("chart-small", &figure(&state, small, ChartKind::Trade));
}

#[test]
fn timeline_light_dark_and_zoomed() {
    let state = shipped();
    assert_picture("timeline-light", &figure(&state, |_| {}, ChartKind::Timeline));
    assert_picture("timeline-dark", &figure(&state, |request| request.theme = ChartTheme::Dark, ChartKind::Timeline));
    let zoomed = |request: &mut ExportRequest| request.span = Some(Span::of_years(2012, 2015));
    assert_picture("timeline-2012-2015", &figure(&state, zoomed, ChartKind::Timeline));
}

#[test]
fn a_figure_too_small_for_its_words_is_drawn_smaller_and_says_where_they_are() {
    let state = shipped();
    for (size, name) in [((300, 200), "chart-300x200"), ((400, 300), "chart-400x300")] {
        let sized = |request: &mut ExportRequest| (request.width, request.height) = size;
        let picture = figure(&state, sized, ChartKind::Trade);
        assert_eq!((picture.width, picture.height), size);
        assert_picture(name, &picture);
    }
    let svg = |width, height| {
        let mut request = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
        (request.width, request.height) = (width, height);
        String::from_utf8(attache::export::render_chart(&state.file, &request).expect("drawn")).expect("UTF-8")
    };
    let (small, usual) = (svg(300, 200), svg(1200, 750));
    assert!(small.contains("width=\"300\" height=\"200\""), "the sheet is as large as was asked for");
    // Its description keeps what its face has no room for; the words of a line are elements of their own.
    let description =
        |svg: &str| svg.split("<desc").nth(1).and_then(|rest| rest.split("</desc>").next()).map(str::to_owned);
    assert_eq!(description(&small), description(&usual));
    assert!(description(&small).expect("a description").contains("contradicted by"));
    let says_so = |svg: &str| svg.contains(">Too ");
    assert!(says_so(&small) && !says_so(&usual));
}

/// A made-up dossier with every mark that a chart of trade can have.
fn marks() -> AppState {
    state(load_bytes(include_bytes!("../sample/marks.dossier.json")).expect("sound"))
}

const MARKS_SIZE: (u32, u32) = (1000, 620);

fn marks_figure(change: impl FnOnce(&mut ExportRequest)) -> Pixels {
    let sized = |request: &mut ExportRequest| {
        (request.width, request.height) = MARKS_SIZE;
        change(request);
    };
    figure(&marks(), sized, ChartKind::Trade)
}

#[test]
fn rivals_mirrors_and_four_kinds_of_nothing() {
    assert_picture("marks-light", &marks_figure(|_| {}));
    assert_picture("marks-dark", &marks_figure(|request| request.theme = ChartTheme::Dark));
    assert_picture("marks-greyscale", &marks_figure(|request| request.theme = ChartTheme::Greyscale));
    assert_picture("marks-all", &marks_figure(|request| request.rivals = RivalPolicy::All));
    assert_picture("marks-range", &marks_figure(|request| request.rivals = RivalPolicy::Range));
    assert_picture("marks-one-reporter", &marks_figure(|request| request.reporter = Some("B".to_owned())));
}

/// The lightness of a part of a grey picture, row by row.
fn patch(picture: &Pixels, left: u32, top: u32, width: u32, height: u32) -> Vec<Vec<i32>> {
    let pixel = |x: u32, y: u32| {
        let at = ((y * picture.width + x) * 4) as usize;
        let [red, green, blue] = [0, 1, 2].map(|channel| i32::from(picture.rgba[at + channel]));
        assert!(red == green && green == blue, "a colour at {x}, {y}");
        red
    };
    (top..top + height).map(|y| (left..left + width).map(|x| pixel(x, y)).collect()).collect()
}

/// How much two patches differ at the least, however one is moved against the other by up to a hatching's pitch.
fn least_difference(one: &[Vec<i32>], other: &[Vec<i32>]) -> i32 {
    let (height, width) = (one.len().min(other.len()) - 8, one[0].len() - 8);
    let difference = |dx: usize, dy: usize| {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let sum: i32 = pixels.map(|(x, y)| (one[y][x] - other[y + dy][x + dx]).abs()).sum();
        sum / i32::try_from(width * height).expect("small")
    };
    (0..8).flat_map(|dy| (0..8).map(move |dx| (dx, dy))).map(|(dx, dy)| difference(dx, dy)).min().expect("some")
}

#[test]
fn patterns_are_told_apart_in_greyscale() {
    let grey = marks_figure(|request| request.theme = ChartTheme::Greyscale);
    let range = marks_figure(|request| {
        request.theme = ChartTheme::Greyscale;
        request.rivals = RivalPolicy::Range;
    });
    let patterns = [
        ("full year", patch(&grey, 110, 420, 28, 40)),
        ("calculated", patch(&grey, 723, 420, 28, 40)),
        ("part of the year", patch(&grey, 812, 420, 28, 40)),
        ("reported by the partner", patch(&grey, 900, 420, 28, 40)),
        ("range", patch(&range, 197, 190, 28, 40)),
        ("paper", patch(&grey, 20, 350, 28, 40)),
    ];
    for (place, (name, one)) in patterns.iter().enumerate() {
        for (other_name, other) in &patterns[place + 1..] {
            let difference = least_difference(one, other);
            assert!(difference >= 10, "{name} and {other_name} differ by {difference} of 255 only");
        }
    }
}

#[test]
fn what_is_zoomed_on_the_screen_is_zoomed_in_the_export() {
    let mut state = shipped();
    let span = Span::of_years(2014, 2015);
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(span)));
    act(&mut state, Action::File(attache::app::FileAction::PrepareExport(ChartKind::Trade)));
    let Some(attache::app::Dialog::Export(request)) = state.session.dialog.clone() else { panic!("no dialog") };
    let exported = attache::export::render_chart(&state.file, &request).expect("drawn");
    let direct = figure(&state, |request| request.span = Some(span), ChartKind::Trade);
    assert_eq!(crate::picture::read_png(&exported), Some(direct));
}

#[test]
fn the_shipped_series_is_what_the_pictures_show() {
    let state = shipped();
    let series: &TradeSeries = state.file.trade(None);
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
