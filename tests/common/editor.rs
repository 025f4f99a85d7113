//! The window on a dossier of somebody's own, which is written in a test; what is done in it is carried out.

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{AppState, Settings, View, apply};
use attache::charts::theme;
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui_kittest::Harness;

pub(crate) type Shared = Rc<RefCell<AppState>>;

pub(crate) fn state_of(text: &str) -> AppState {
    let loaded = load_bytes(text.as_bytes()).expect("sound");
    AppState::new(loaded, Some("/nowhere/mine.dossier.json".into()), View::default(), Settings::default())
}

pub(crate) fn window_of(text: &str, height: f32) -> (Harness<'static>, Shared) {
    let state = Rc::new(RefCell::new(state_of(text)));
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(egui::vec2(1300.0, height)).with_context_setup(theme::install);
    let mut harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        shared.borrow_mut().session.drawn();
        for action in actions {
            let _ = apply(&mut shared.borrow_mut(), action);
        }
    });
    harness.run_steps(3);
    (harness, state)
}
