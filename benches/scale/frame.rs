//! A frame while panning and zooming: everything in the window laid out and cut into triangles, as for a graphics card.

use std::time::Duration;

use attache::app::{Action, AppState, LayoutAction, Settings, Side, Span, SpanAction, View, Which, apply};
use attache::charts::theme;
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui::{Context, Rect, Vec2, pos2};

use crate::clock::time;
use crate::run::Run;
use crate::table::{Cell, Row, duration};

const SIZE: Vec2 = Vec2::new(1360.0, 860.0);
/// Frames of one way through a window: half of them pan, half of them zoom.
const FRAMES: u32 = 16;
const MOST_ROUNDS: usize = 25;

/// A dossier with the lanes of the others and nothing in them.
const EMPTY: &str = r#"{"format": 1, "title": "Nothing yet", "parties": [{"id": "A", "name": "Aland"}, {"id": "B", "name": "Bland"}],
    "themes": [], "sources": [], "facts": []}"#;

/// What the windows look at: how many years, and what stands on the left.
const WINDOWS: [(&str, i64, Side); 5] = [
    ("all of time", 82, Side::Facts),
    ("ten years", 10, Side::Facts),
    ("a year", 1, Side::Facts),
    ("a month", 0, Side::Facts),
    ("all of time, findings", 82, Side::Findings),
];

/// A window without a screen.
pub(crate) struct Stage {
    ctx: Context,
    state: AppState,
    frames: u32,
}

impl Stage {
    pub(crate) fn new(state: AppState, side: Side) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut new = Self { ctx, state, frames: 0 };
        new.act(Action::Layout(LayoutAction::ShowSide(side)));
        new
    }

    pub(crate) fn act(&mut self, action: Action) {
        assert!(apply(&mut self.state, action).is_empty(), "nothing reaches outside");
    }

    /// One frame; returns how many triangles it has.
    pub(crate) fn frame(&mut self) -> usize {
        self.frames += 1;
        let input = egui::RawInput {
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
        for which in [Which::Timeline, Which::Chart] {
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
            for which in [Which::Timeline, Which::Chart] {
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

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let mut frames: Vec<Vec<Duration>> = Vec::new();
    let mut cells = Vec::new();
    for size in &run.sizes {
        let state = state(&run.bytes(*size));
        let measured: Vec<(Duration, Duration)> =
            WINDOWS.iter().map(|(_, years, side)| of_a_window(run, &state, *years, *side)).collect();
        let ratio = |(ours, empty): &(Duration, Duration)| ours.as_secs_f64() / empty.as_secs_f64();
        let worst = measured.iter().max_by(|one, other| ratio(one).total_cmp(&ratio(other)));
        cells.push(worst.map_or(Cell::Nothing, |(ours, empty)| Cell::times(*ours, *empty)));
        for ((name, ..), (ours, empty)) in WINDOWS.iter().zip(&measured) {
            eprintln!("  {size} facts, {name}: {}, empty {}", duration(*ours), duration(*empty));
        }
        frames.push(measured.into_iter().map(|(ours, _)| ours).collect());
    }
    let thousand = run.sizes.iter().position(|size| *size == 1_000);
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
            cells: against(&frames, thousand),
        },
    ]
}

/// The mean frame of a window, and that of the same window on an empty dossier, the fastest of several ways through it.
fn of_a_window(run: &Run, state: &AppState, years: i64, side: Side) -> (Duration, Duration) {
    let mut stages = [Stage::new(state.clone(), side), Stage::new(self::state(EMPTY.as_bytes()), side)];
    let mut fastest = [Duration::MAX; 2];
    let rounds = if run.is_smoke { 1 } else { MOST_ROUNDS };
    for stage in &mut stages {
        // Letters are drawn once.
        stage.way(years);
    }
    for _ in 0..rounds {
        for (stage, fastest) in stages.iter_mut().zip(&mut fastest) {
            *fastest = (*fastest).min(time(|| stage.way(years)));
        }
    }
    (fastest[0] / FRAMES, fastest[1] / FRAMES)
}

/// The worst window at each size against the worst at a thousand facts.
fn against(frames: &[Vec<Duration>], thousand: Option<usize>) -> Vec<Cell> {
    let worst = |frames: &Vec<Duration>| frames.iter().max().copied().unwrap_or_default().as_secs_f64();
    let base = thousand.and_then(|place| frames.get(place)).map(worst);
    let cell = |frames| base.map_or(Cell::Nothing, |base| Cell::Plain(format!("{:.2}×", worst(frames) / base)));
    frames.iter().map(cell).collect()
}
