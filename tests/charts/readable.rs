//! Whether what the window says can be read, at usual sizes of windows and of text: no text lies on another, none is cut
//! without saying so, and none is cut so short that it says nothing.

use attache::app::{Action, AppState, LayoutAction, MainView, SelectAction, Settings, Side, View, apply};
use attache::charts::theme;
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Context, Pos2, RawInput, Rect, Shape, Vec2, vec2};

/// Windows, in points at the usual size of text.
const SIZES: [Vec2; 3] = [vec2(1360.0, 860.0), vec2(1024.0, 640.0), vec2(1920.0, 1080.0)];
const SCALES: [f32; 3] = [1.0, 1.5, 2.0];
/// Fewer letters than these before the dots say nothing.
const LEAST_LETTERS: usize = 12;

/// A text as it is painted: what it says, where all of it is, and where it is seen.
struct Painted {
    words: String,
    /// How many letters all of its lines have.
    letters: usize,
    whole: Rect,
    seen: Rect,
}

fn texts(state: &AppState, size: Vec2) -> Vec<Painted> {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut found = Vec::new();
    // What depends on its own size settles.
    for pass in 0..4_u8 {
        let rect = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput { screen_rect: Some(rect), time: Some(f64::from(pass)), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| window_ui(ui, state, &Surroundings::default(), &mut Vec::new()));
        output.textures_delta.clear();
        found.clear();
        for clipped in output.shapes {
            gather(&clipped.shape, clipped.clip_rect, &mut found);
        }
    }
    found
}

fn gather(shape: &Shape, clip: Rect, found: &mut Vec<Painted>) {
    if let Shape::Vec(shapes) = shape {
        for shape in shapes {
            gather(shape, clip, found);
        }
    }
    if let Shape::Text(text) = shape
        && !text.galley.text().trim().is_empty()
        && text.angle == 0.0
    {
        let letters = text.galley.rows.iter().map(|row| row.row.glyphs.len()).sum();
        for row in &text.galley.rows {
            let glyphs = || row.row.glyphs.iter().filter(|glyph| !glyph.chr.is_whitespace());
            let words: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
            // A row of a paragraph may begin with room for what stands before it.
            let left = glyphs().map(|glyph| glyph.pos.x).fold(f32::INFINITY, f32::min);
            let right = glyphs().map(egui::epaint::text::Glyph::max_x).fold(f32::NEG_INFINITY, f32::max);
            if left > right {
                continue;
            }
            let top = text.pos + row.pos.to_vec2();
            let whole = Rect::from_min_max(top + vec2(left, 0.0), top + vec2(right, row.row.size.y));
            found.push(Painted { words, letters, whole, seen: whole.intersect(clip) });
        }
    }
}

/// What cannot be read in a window.
fn faults(state: &AppState, size: Vec2) -> Vec<String> {
    let mut faults = Vec::new();
    // What is scrolled out at the top or the bottom of a panel is no fault.
    let is_seen = |text: &Painted| text.seen.is_positive() && text.seen.height() > text.whole.height() * 0.6;
    let seen: Vec<Painted> = texts(state, size).into_iter().filter(is_seen).collect();
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
        let inner = text.seen.shrink2(vec2(1.0, 3.5));
        for other in &seen[place + 1..] {
            if inner.is_positive() && inner.intersect(other.seen.shrink2(vec2(1.0, 3.5))).is_positive() {
                faults.push(format!("“{}” lies on “{}” at {:?}", text.words, other.words, other.seen));
            }
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
        for view in MainView::ALL.iter().copied() {
            let _ = apply(state, Action::Layout(LayoutAction::ShowMain(view)));
            let found = faults(state, size / scale);
            all.extend(found.into_iter().map(|fault| format!("{what}, {size:?} × {scale}, {}: {fault}", view.label())));
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
