//! Whether what the window says can be read, at usual sizes of windows and of text: no text lies on another, none is cut
//! without saying so, none is cut so short that it says nothing, and none is faint. Every control has a name and is reached
//! by the keyboard, and a plot is never too low.

use super::trade_dossiers::{Dice, generated};
use attache::app::{Action, AppState, LayoutAction, MainView, SelectAction, Settings, Side, View, apply};
use attache::charts::theme;
use attache::cli::generate;
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::accesskit::{Node, NodeId, Role};
use egui::epaint::TextShape;
use egui::{Color32, Context, Pos2, RawInput, Rect, Rgba, Shape, Theme, Vec2, vec2};

/// Windows, in points at the usual size of text.
const SIZES: [Vec2; 3] = [vec2(1360.0, 860.0), vec2(1024.0, 640.0), vec2(1920.0, 1080.0)];
const SCALES: [f32; 3] = [1.0, 1.5, 2.0];
/// Less contrast than this is too little for a text, after the Web Content Accessibility Guidelines (level AA).
const LEAST_CONTRAST: f32 = 4.5;
/// A plot lower than this cannot be read, in points.
const LEAST_PLOT: f64 = 200.0;
/// How many corners each ring of a pill has.
const PILL_CORNERS: usize = 18;
/// Fewer letters than these before the dots say nothing.
const LEAST_LETTERS: usize = 12;

/// A text as it is painted: what it says, where all of it is, where it is seen, and its colours.
struct Painted {
    words: String,
    /// How many letters all of its lines have.
    letters: usize,
    whole: Rect,
    seen: Rect,
    ink: Color32,
    /// What lies behind it.
    ground: Color32,
}

/// What a window has painted, and what it tells to those who do not see it.
struct Window {
    texts: Vec<Painted>,
    controls: Vec<(NodeId, Node)>,
}

fn window(state: &AppState, size: Vec2, mode: Theme) -> Window {
    let ctx = Context::default();
    ctx.enable_accesskit();
    theme::install(&ctx);
    ctx.set_theme(mode);
    let mut window = Window { texts: Vec::new(), controls: Vec::new() };
    // What depends on its own size settles.
    for pass in 0..4_u8 {
        let rect = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput { screen_rect: Some(rect), time: Some(f64::from(pass)), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| window_ui(ui, state, &Surroundings::default(), &mut Vec::new()));
        output.textures_delta.clear();
        let mut gathered = Gathered { texts: Vec::new(), grounds: vec![(rect, ctx.global_style().visuals.panel_fill)] };
        for clipped in output.shapes {
            gathered.add(&clipped.shape, clipped.clip_rect);
        }
        window.texts = gathered.texts;
        window.controls = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
    }
    window
}

struct Gathered {
    texts: Vec<Painted>,
    /// What is filled, from back to front.
    grounds: Vec<(Rect, Color32)>,
}

impl Gathered {
    fn add(&mut self, shape: &Shape, clip: Rect) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.add(shape, clip);
            }
        }
        if let Shape::Rect(rect) = shape
            && rect.fill.a() == 255
        {
            self.fill(rect.rect.intersect(clip), rect.fill);
        }
        // A pill is a mesh of rings of corners, the innermost last.
        if let Shape::Mesh(mesh) = shape
            && let Some(last) = mesh.vertices.last().filter(|last| last.color.a() == 255)
            && mesh.vertices.len().is_multiple_of(PILL_CORNERS)
            && mesh.vertices.len() < 7 * PILL_CORNERS
        {
            self.fill(mesh.calc_bounds().intersect(clip), last.color);
        }
        if let Shape::Text(text) = shape
            && !text.galley.text().trim().is_empty()
            && text.angle == 0.0
        {
            self.add_text(text, clip);
        }
    }

    /// What lies behind is seen no more.
    fn fill(&mut self, rect: Rect, colour: Color32) {
        self.texts.retain(|text| !rect.contains_rect(text.seen.shrink(2.0)));
        self.grounds.push((rect, colour));
    }

    fn add_text(&mut self, text: &TextShape, clip: Rect) {
        let letters = text.galley.rows.iter().map(|row| row.row.glyphs.len()).sum();
        for row in &text.galley.rows {
            let glyphs = || row.row.glyphs.iter().filter(|glyph| !glyph.chr.is_whitespace());
            let words: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
            // A row of a paragraph may begin with room for what stands before it.
            let left = glyphs().map(|glyph| glyph.pos.x).fold(f32::INFINITY, f32::min);
            let right = glyphs().map(egui::epaint::text::Glyph::max_x).fold(f32::NEG_INFINITY, f32::max);
            let visuals = &row.row.visuals;
            let first = visuals.mesh.vertices.get(visuals.glyph_vertex_range.start);
            let Some(first) = first.filter(|_| left <= right) else { continue };
            let top = text.pos + row.pos.to_vec2();
            let whole = Rect::from_min_max(top + vec2(left, 0.0), top + vec2(right, row.row.size.y));
            let seen = whole.intersect(clip);
            let colour = if first.color == Color32::PLACEHOLDER { text.fallback_color } else { first.color };
            let colour = text.override_text_color.unwrap_or(colour);
            let behind = self.grounds.iter().rev().find(|(rect, _)| rect.contains(seen.center()));
            let ground = behind.map_or(Color32::WHITE, |(_, colour)| *colour);
            // What cannot be used now may be faint.
            let is_faded = text.opacity_factor < 1.0 || colour.a() < 255;
            let ink = if is_faded { Color32::PLACEHOLDER } else { colour };
            self.texts.push(Painted { words, letters, whole, seen, ink, ground });
        }
    }
}

/// How much lighter one colour is than the other, after the Web Content Accessibility Guidelines: from 1 to 21.
fn contrast(one: Color32, other: Color32) -> f32 {
    let light = |colour: Color32| {
        let [r, g, b, _] = Rgba::from(colour).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// What cannot be read in a window, or not be used without a mouse.
fn faults(state: &AppState, size: Vec2, mode: Theme) -> Vec<String> {
    let Window { texts, controls } = window(state, size, mode);
    let mut faults = faults_of_controls(&controls);
    // What is scrolled out at the top or the bottom of a panel is no fault.
    let is_seen = |text: &Painted| text.seen.is_positive() && text.seen.height() > text.whole.height() * 0.6;
    let seen: Vec<Painted> = texts.into_iter().filter(is_seen).collect();
    for (place, text) in seen.iter().enumerate() {
        if text.whole.width() - text.seen.width() > 2.0 {
            faults.push(format!("“{}” is cut at an edge: {:?} of {:?}", text.words, text.seen, text.whole));
        }
        let kept = text.words.ends_with('…').then(|| text.letters - 1);
        // A field says in a few words and dots what it is for.
        let is_hint = text.words.starts_with("Search");
        if kept.is_some_and(|kept| kept < LEAST_LETTERS) && !is_hint && !is_command(&text.words) {
            faults.push(format!("“{}” is cut too short", text.words));
        }
        let contrast = contrast(text.ink, text.ground);
        if text.ink != Color32::PLACEHOLDER && contrast < LEAST_CONTRAST {
            let (ink, ground) = (text.ink.to_hex(), text.ground.to_hex());
            faults.push(format!("“{}” is faint: {contrast:.2}, {ink} on {ground}", text.words));
        }
        let inner = text.seen.shrink2(vec2(1.0, 3.5));
        for other in &seen[place + 1..] {
            if inner.is_positive() && inner.intersect(other.seen.shrink2(vec2(1.0, 3.5))).is_positive() {
                faults.push(format!("“{}” lies on “{}” at {:?}", text.words, other.words, other.seen));
            }
        }
    }
    faults
}

/// Controls without a name, or that the keyboard does not reach; and a plot that is too low.
fn faults_of_controls(controls: &[(NodeId, Node)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (_, node) in controls {
        let name = node.label().or(node.value()).unwrap_or_default();
        let does_something = node.supports_action(egui::accesskit::Action::Click) && !node.is_disabled();
        // Texts can be selected, what holds others can be scrolled, and the keys that scroll need no bar.
        let is_other = [Role::Unknown, Role::GenericContainer, Role::Label, Role::Heading, Role::ScrollBar];
        let is_control = does_something && !is_other.contains(&node.role());
        if is_control && name.trim().is_empty() {
            faults.push(format!("a {:?} has no name, at {:?}", node.role(), node.bounds()));
        }
        if is_control && !node.supports_action(egui::accesskit::Action::Focus) {
            faults.push(format!("the {:?} “{name}” cannot be reached by the keyboard", node.role()));
        }
        let is_plot = node.role() == Role::Image && name.starts_with("Trade");
        let height = node.bounds().map_or(0.0, |bounds| bounds.height());
        if is_plot && height < LEAST_PLOT {
            faults.push(format!("the plot is {height:.0} points high"));
        }
    }
    faults
}

/// Words that end in dots since more is asked after them.
fn is_command(words: &str) -> bool {
    ["Export…", "Import…", "Choose…", "Mark as reviewed…", "Edit note…"].contains(&words)
}

fn check(what: &str, state: &mut AppState) {
    let mut all = Vec::new();
    for (size, scale) in SIZES.into_iter().flat_map(|size| SCALES.map(|scale| (size, scale))) {
        state.settings.text_scale = scale;
        for (place, view) in MainView::ALL.iter().enumerate() {
            // Each view is dark in some sizes and light in others.
            let is_dark = (place + usize::from(scale > 1.2) + usize::from(size.x > 1500.0)).is_multiple_of(2);
            let mode = if is_dark { Theme::Dark } else { Theme::Light };
            let _ = apply(state, Action::Layout(LayoutAction::ShowMain(*view)));
            let found = faults(state, size / scale, mode);
            let view = view.label();
            all.extend(found.into_iter().map(|fault| format!("{what}, {size:?} × {scale}, {mode:?}, {view}: {fault}")));
        }
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

fn shipped() -> AppState {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
}

#[test]
fn the_shipped_dossier_can_be_read() {
    let mut state = shipped();
    check("nothing selected", &mut state);
    let _ = apply(&mut state, Action::Select(SelectAction::Fact("trade-2014".into())));
    check("a fact selected", &mut state);
    let _ = apply(&mut state, Action::Layout(LayoutAction::ShowSide(Side::Findings)));
    check("findings", &mut state);
}

/// A dossier of hundreds of events of a few kinds, thicker towards the end, one source each: as lists of events are.
fn events(count: usize) -> AppState {
    let kinds = ["Missile test", "Border incident", "Statement"];
    let fact = |place: usize| {
        let (year, month, day) = (1960 + place * place * 64 / (count * count), place * 7 % 12 + 1, place * 11 % 28 + 1);
        let kind = if place.is_multiple_of(17) { 2 } else { place % 2 };
        format!(
            r#"{{"id":"e{place}","date":"{year}-{month:02}-{day:02}","theme":"t{kind}","title":"{} number {place} near the sea",
            "statement":"It was reported.","citations":[{{"source":"s"}}]}}"#,
            kinds[kind]
        )
    };
    let facts: Vec<String> = (0..count).map(fact).collect();
    let themes: Vec<String> =
        kinds.iter().enumerate().map(|(at, kind)| format!(r#"{{"id":"t{at}","label":"{kind}"}}"#)).collect();
    let json = format!(
        r#"{{"format":1,"title":"Events at sea","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{}],"sources":[{{"id":"s","type":"report","title":"A list of events"}}],"facts":[{}]}}"#,
        themes.join(","),
        facts.join(",")
    );
    AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default())
}

#[test]
fn a_list_of_five_hundred_events_can_be_read() {
    let mut state = events(493);
    check("nothing selected", &mut state);
    let _ = apply(&mut state, Action::Select(SelectAction::Fact("e300".into())));
    check("an event selected", &mut state);
}

/// A dossier drawn by lot: of trade, or of facts of all kinds.
fn drawn_by_lot(seed: u64, dice: &mut Dice) -> AppState {
    if dice.one_in(2) {
        return generated(seed);
    }
    let mut bytes = Vec::new();
    let facts = [1, 4, 20, 80, 300][usize::try_from(dice.below(5)).expect("small")];
    generate(&mut bytes, facts, seed).expect("writing into memory does not fail");
    AppState::new(load_bytes(&bytes).expect("sound"), None, View::default(), Settings::default())
}

#[test]
fn two_hundred_dossiers_can_be_read() {
    let mut all = Vec::new();
    for seed in 0..200 {
        let mut dice = Dice::new(seed);
        let mut state = drawn_by_lot(seed, &mut dice);
        let one_of = |dice: &mut Dice, count: usize| usize::try_from(dice.below(count as u64)).expect("small");
        let (size, scale) = (SIZES[one_of(&mut dice, 3)], SCALES[one_of(&mut dice, 3)]);
        let view = MainView::ALL[one_of(&mut dice, MainView::ALL.len())];
        let mode = if dice.one_in(2) { Theme::Dark } else { Theme::Light };
        state.settings.text_scale = scale;
        let _ = apply(&mut state, Action::Layout(LayoutAction::ShowMain(view)));
        if dice.one_in(2) {
            for _ in 0..=dice.below(5) {
                let _ = apply(&mut state, Action::Select(SelectAction::Next));
            }
        }
        if dice.one_in(3) {
            let _ = apply(&mut state, Action::Layout(LayoutAction::ShowSide(Side::Findings)));
        }
        let found = faults(&state, size / scale, mode);
        let view = view.label();
        all.extend(
            found.into_iter().map(|fault| format!("dossier {seed}, {size:?} × {scale}, {mode:?}, {view}: {fault}")),
        );
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}
