//! The whole window, driven by the names that a screen reader hears.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{Action, AppState, SelectAction, Settings, View, apply};
use attache::charts::theme;
use attache::load::load_shipped;
use attache::window::{Surroundings, window_ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The window on the shipped dossier, and its state; what is done in it is carried out.
fn window() -> (Harness<'static>, Rc<RefCell<AppState>>) {
    let loaded = load_shipped().expect("it loads");
    let state = Rc::new(RefCell::new(AppState::new(loaded, None, View::default(), Settings::default())));
    let shared = Rc::clone(&state);
    let around = Surroundings { today: None, renderer: String::new() };
    let builder = Harness::builder().with_size(egui::vec2(1300.0, 760.0)).with_context_setup(theme::install);
    let harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        for action in actions {
            let _ = apply(&mut shared.borrow_mut(), action);
        }
    });
    (harness, state)
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
