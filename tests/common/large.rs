//! A window on very many facts.

use std::cell::RefCell;
use std::rc::Rc;

use crate::frame::drawn;
use attache::app::{Action, AppState, Settings, View, apply};
use attache::charts::theme;
use attache::cli::generate;
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui::Vec2;
use egui_kittest::Harness;

pub(crate) const FACTS: u64 = 20_000;
pub(crate) const SIZE: Vec2 = Vec2::new(1360.0, 860.0);

/// A generated dossier of [`FACTS`] facts, open.
pub(crate) fn state() -> AppState {
    let mut bytes = Vec::new();
    generate(&mut bytes, FACTS, 1).expect("writing into memory does not fail");
    let loaded = load_bytes(&bytes).expect("a generated dossier is sound");
    AppState::new(loaded, None, View::default(), Settings::default())
}

pub(crate) fn act(state: &RefCell<AppState>, action: Action) {
    assert!(apply(&mut state.borrow_mut(), action).is_empty(), "nothing reaches outside");
}

/// The window, with what is asked for done after each frame.
pub(crate) fn harness(state: Rc<RefCell<AppState>>) -> Harness<'static> {
    let builder = Harness::builder().with_size(SIZE).with_step_dt(0.02).with_max_steps(200);
    builder.with_context_setup(theme::install).build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &state.borrow(), &Surroundings::default(), &mut actions);
        drawn(ui, &mut state.borrow_mut(), actions);
    })
}
