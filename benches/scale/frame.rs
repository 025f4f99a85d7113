//! A frame while panning and zooming: everything in the window laid out and cut into triangles, as for a graphics card.

use std::time::Duration;

use attache::app::{
    Action, AppState, Effect, Event, FilterAction, FindOrder, Finder, LayoutAction, RivalPolicy, SelectAction,
    Settings, Side, Span, SpanAction, TimeAxisTarget, View, apply,
};
use attache::charts::theme;
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Context, Pos2, Rect, Vec2, pos2, vec2};

use crate::clock::time;
use crate::run::Run;
use crate::table::{Cell, Row, duration};

const SIZE: Vec2 = Vec2::new(1360.0, 860.0);
/// Frames of one way through a window: half of them pan, half of them zoom.
const FRAMES: u32 = 16;
const MOST_ROUNDS: usize = 25;

/// A dossier with nothing in it.
const EMPTY: &str = r#"{"format": 1, "title": "Nothing yet", "parties": [{"id": "A", "name": "Aland"}, {"id": "B", "name": "Bland"}],
    "themes": [], "sources": [], "facts": []}"#;

/// A window that is measured.
struct Window {
    name: &'static str,
    /// How many years it shows.
    years: i64,
    /// What is done before, so that it is there.
    prepare: fn(&mut Stage),
}

const fn window(name: &'static str, years: i64, prepare: fn(&mut Stage)) -> Window {
    Window { name, years, prepare }
}

const WINDOWS: [Window; 10] = [
    window("all of time", 82, |_| {}),
    window("ten years", 10, |_| {}),
    window("a year", 1, |_| {}),
    window("a month", 0, |_| {}),
    window("all of time, findings", 82, |stage| stage.act(Action::Layout(LayoutAction::ShowSide(Side::Findings)))),
    window("all of time, a fact of many citations", 82, Stage::select_most_cited),
    window("all of time, a search", 82, |stage| {
        stage.act(Action::Filter(FilterAction::Search("committee".to_owned())));
    }),
    window("ten years, a bar for each rival", 10, |stage| stage.act(Action::SetRivals(RivalPolicy::All))),
    window("all of time, the pointer in a crowd", 82, |stage| stage.pointer = Some(pos2(700.0, 180.0))),
    window("all of time, the pointer on the strip", 82, |stage| stage.pointer = Some(pos2(500.0, 405.0))),
];

/// The windows on a century of monthly figures.
const OF_A_CENTURY: [Window; 4] = [
    window("a century", 100, |_| {}),
    window("ten years", 10, |_| {}),
    window("a year", 1, |_| {}),
    window("a month", 0, |_| {}),
];

/// A window without a screen.
pub(crate) struct Stage {
    ctx: Context,
    state: AppState,
    frames: u32,
    /// Where the pointer is, if it is over the window; it trembles.
    pointer: Option<Pos2>,
}

impl Stage {
    pub(crate) fn new(state: AppState, side: Side) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut new = Self { ctx, state, frames: 0, pointer: None };
        new.act(Action::Layout(LayoutAction::ShowSide(side)));
        new
    }

    pub(crate) fn act(&mut self, action: Action) {
        for effect in apply(&mut self.state, action) {
            let Effect::Find(FindOrder { number, filters }) = effect else {
                panic!("nothing reaches outside: {effect:?}")
            };
            let shown = Finder::default().find(&self.state.file, &filters, &|| false, &mut |_| {});
            let shown = shown.map(Box::new);
            assert!(apply(&mut self.state, Event::Found { number, shown }).is_empty());
        }
    }

    /// Selects the fact with the most citations, where there is one.
    fn select_most_cited(&mut self) {
        let fact = self.state.dossier().facts().iter().max_by_key(|fact| fact.citations.len());
        if let Some(id) = fact.map(|fact| fact.id.clone()) {
            self.act(Action::Select(SelectAction::Fact(id)));
        }
    }

    /// One frame; returns how many triangles it has.
    pub(crate) fn frame(&mut self) -> usize {
        self.frames += 1;
        let tremble = vec2(f32::from(u8::from(self.frames.is_multiple_of(2))), 0.0);
        let events = self.pointer.map(|at| egui::Event::PointerMoved(at + tremble)).into_iter().collect();
        let input = egui::RawInput {
            events,
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
            time: Some(f64::from(self.frames) / 60.0),
            ..egui::RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            window_ui(ui, &self.state, &Surroundings::default(), &mut Vec::new());
        });
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let triangles = meshes.iter().map(|mesh| match &mesh.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
            egui::epaint::Primitive::Callback(_) => 0,
        });
        triangles.sum()
    }

    /// Looks at so many years around 1985, or at a month where they are none.
    fn look_at(&mut self, years: i64) {
        let span = match years {
            0 => Span::new(5_600.0, 5_631.0),
            _ => Span::of_years(1985 - years / 2, 1985 - years / 2 + years - 1),
        };
        for which in [TimeAxisTarget::Timeline, TimeAxisTarget::Chart] {
            self.act(Action::Span(which, SpanAction::Set(span)));
        }
    }

    /// Pans and zooms through a window, frame by frame.
    pub(crate) fn way(&mut self, years: i64) -> usize {
        self.look_at(years);
        let mut triangles = 0;
        for frame in 0..FRAMES {
            let action = match frame % 4 {
                0 => SpanAction::Pan(0.013),
                1 => SpanAction::Zoom { factor: 1.021, at_days: None },
                2 => SpanAction::Pan(-0.007),
                _ => SpanAction::Zoom { factor: 0.981, at_days: None },
            };
            for which in [TimeAxisTarget::Timeline, TimeAxisTarget::Chart] {
                self.act(Action::Span(which, action));
            }
            triangles += self.frame();
        }
        triangles
    }
}

pub(crate) fn state(bytes: &[u8]) -> AppState {
    AppState::new(load_bytes(bytes).expect("a sound dossier"), None, View::default(), Settings::default())
}

/// A century of monthly exports of fifty goods: 60,000 figures.
fn century() -> AppState {
    let mut facts = Vec::new();
    for (year, goods) in (1920..2020).flat_map(|year| (0..50).map(move |goods| (year, goods))) {
        let figure = |month: u32| {
            let value =
                1_000 + (year - 1900) * 37 + goods * 113 + month * 71 + (year * 7 + goods * 13 + month * 29) % 400;
            format!(
                r#"{{"id":"v-{year}-{month}-{goods}","measure":"trade-value","flow":"export","reporter":"A","partner":"B",
                "commodity":"goods {goods}","period":"{year}-{month:02}","value":"{value}","unit":"USD","basis":"stated"}}"#
            )
        };
        let figures: Vec<String> = (1..=12).map(figure).collect();
        facts.push(format!(
            r#"{{"id":"f-{year}-{goods}","date":"{year}","theme":"trade","title":"Exports of goods {goods} in {year}",
            "statement":"So much.","citations":[{{"source":"s"}}],"figures":[{}]}}"#,
            figures.join(",")
        ));
    }
    let json = format!(
        r#"{{"format":1,"title":"A century","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"trade","label":"Trade"}}],"sources":[{{"id":"s","type":"report","title":"Yearbook"}}],"facts":[{}]}}"#,
        facts.join(",")
    );
    state(json.as_bytes())
}

/// Each window's frame, and that of the same window on an empty dossier.
fn measured(run: &Run, what: &str, state: &AppState, windows: &[Window]) -> Vec<(Duration, Duration)> {
    let of_a_window = |window: &Window| {
        let (ours, empty) = of_a_window(run, state, window);
        eprintln!("  {what}, {}: {}, empty {}", window.name, duration(ours), duration(empty));
        (ours, empty)
    };
    windows.iter().map(of_a_window).collect()
}

/// The window that is worst against its yardstick.
fn worst(measured: &[(Duration, Duration)]) -> Cell {
    let ratio = |(ours, empty): &(Duration, Duration)| ours.as_secs_f64() / empty.as_secs_f64();
    let worst = measured.iter().max_by(|one, other| ratio(one).total_cmp(&ratio(other)));
    worst.map_or(Cell::NoDataReason, |(ours, empty)| Cell::times(*ours, *empty))
}

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let mut slowest_at: Vec<Duration> = Vec::new();
    let mut cells = Vec::new();
    for size in &run.sizes {
        let measured = measured(run, &format!("{size} facts"), &state(&run.bytes(*size)), &WINDOWS);
        cells.push(worst(&measured));
        slowest_at.push(slowest(&measured));
    }
    let shipped = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
    let of_shipped = slowest(&measured(run, "shipped dossier", &shipped, &WINDOWS));
    let century = measured(run, "60000 monthly figures", &century(), &OF_A_CENTURY);
    let last = |cell: Cell| {
        let mut cells = vec![cell];
        cells.resize_with(run.sizes.len(), || Cell::NoDataReason);
        cells.rotate_left(1);
        cells
    };
    let of_a_century = last(worst(&century));
    let century_against_shipped = last(Cell::times(slowest(&century), of_shipped));
    let of_a_thousand = run.sizes.iter().position(|size| *size == 1_000).map(|place| slowest_at[place]);
    let against = |other: Option<Duration>| -> Vec<Cell> {
        let cell = |slowest: &Duration| other.map_or(Cell::NoDataReason, |other| Cell::times(*slowest, other));
        slowest_at.iter().map(cell).collect()
    };
    vec![
        Row {
            what: "frame while panning and zooming, worst window".to_owned(),
            yardstick: "the same window on an empty dossier".to_owned(),
            goal: "≤ 2.5× at 10⁶".to_owned(),
            cells,
        },
        Row {
            what: "frame, against a thousand facts".to_owned(),
            yardstick: "the worst window at a thousand".to_owned(),
            goal: "≤ 1.3×".to_owned(),
            cells: against(of_a_thousand),
        },
        Row {
            what: "frame, against the shipped dossier".to_owned(),
            yardstick: format!("the worst window of its {} facts", shipped.dossier().facts().len()),
            goal: "report".to_owned(),
            cells: against(Some(of_shipped)),
        },
        Row {
            what: "frame of 60,000 monthly figures in the chart, worst window".to_owned(),
            yardstick: "the same window on an empty dossier".to_owned(),
            goal: "report".to_owned(),
            cells: of_a_century,
        },
        Row {
            what: "the same, against the shipped dossier".to_owned(),
            yardstick: format!("the worst window of its {} facts", shipped.dossier().facts().len()),
            goal: "≤ 1.5×".to_owned(),
            cells: century_against_shipped,
        },
    ]
}

/// The slowest of the windows.
fn slowest(measured: &[(Duration, Duration)]) -> Duration {
    measured.iter().map(|(ours, _)| *ours).max().unwrap_or_default()
}

/// The mean frame of a window, and that of the same window on an empty dossier, the fastest of several ways through it.
fn of_a_window(run: &Run, state: &AppState, window: &Window) -> (Duration, Duration) {
    let mut stages = [state.clone(), self::state(EMPTY.as_bytes())].map(|state| Stage::new(state, Side::Facts));
    let mut fastest = [Duration::MAX; 2];
    let rounds = if run.is_smoke { 1 } else { MOST_ROUNDS };
    for stage in &mut stages {
        (window.prepare)(stage);
        // Letters are drawn once.
        stage.way(window.years);
    }
    for _ in 0..rounds {
        for (stage, fastest) in stages.iter_mut().zip(&mut fastest) {
            *fastest = (*fastest).min(time(|| stage.way(window.years)));
        }
    }
    (fastest[0] / FRAMES, fastest[1] / FRAMES)
}
