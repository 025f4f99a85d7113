//! What opens over something else: every drop-down over a dialog, opened more than once, by clicks as quick as a mouse's.

use std::cell::RefCell;
use std::rc::Rc;

use attache::app::{
    Action, AppState, Dialog, ExportRequest, LayoutAction, LengthUnit, Settings, SizePreset, View, apply,
};
use attache::charts::theme;
use attache::load::load_shipped;
use attache::window::{Surroundings, window_ui};
use egui::{Event, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = (Harness<'static>, Rc<RefCell<AppState>>);

fn window() -> Window {
    let loaded = load_shipped().expect("it loads");
    let state = Rc::new(RefCell::new(AppState::new(loaded, None, View::default(), Settings::default())));
    let shared = Rc::clone(&state);
    let around = Surroundings::new(None, String::new());
    let builder = Harness::builder().with_size(vec2(1300.0, 800.0)).with_context_setup(theme::install);
    let harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        shared.borrow_mut().session.drawn();
        for action in actions {
            let _ = apply(&mut shared.borrow_mut(), action);
        }
    });
    (harness, state)
}

/// Presses and releases within one frame, as a slow machine sees the click of a quick hand.
fn click_at(harness: &mut Harness<'_>, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    harness.step();
    let input = harness.input_mut();
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        input.events.push(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run_steps(4);
}

fn middle(harness: &Harness<'_>, role: Role, label: &str) -> Pos2 {
    harness.get_by_role_and_label(role, label).rect().center()
}

/// Opens the drop-down, and clicks on an entry where it is seen.
fn choose(harness: &mut Harness<'_>, drop_down: &str, entry: &str) {
    let at = middle(harness, Role::ComboBox, drop_down);
    click_at(harness, at);
    let entry = harness.get_by_role_and_label(Role::Button, entry).rect().center();
    click_at(harness, entry);
}

fn ordered(state: &Rc<RefCell<AppState>>) -> ExportRequest {
    match &state.borrow().session.dialog {
        Some(Dialog::Export(request)) => (**request).clone(),
        other => panic!("no order for a chart: {other:?}"),
    }
}

#[test]
fn the_drop_downs_of_an_export_work_each_time_it_is_opened() {
    let (mut harness, state) = window();
    for (round, (preset, unit)) in [
        (SizePreset::Column, LengthUnit::Inches),
        (SizePreset::Slide, LengthUnit::Millimetres),
        (SizePreset::Page, LengthUnit::Pixels),
    ]
    .into_iter()
    .enumerate()
    {
        harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::E);
        harness.run_steps(4);
        choose(&mut harness, "Usual sizes", preset.label());
        let (width, height, dpi) = preset.pixels();
        let order = ordered(&state);
        assert_eq!((order.width, order.height, order.dpi), (width, height, dpi), "round {round}: {}", preset.label());
        choose(&mut harness, "Unit", unit.symbol());
        assert_eq!(ordered(&state).unit, unit, "round {round}");
        // Left open by Esc, it must not be what is under the dialog the next time.
        let at = middle(&harness, Role::ComboBox, "Usual sizes");
        click_at(&mut harness, at);
        for _ in 0..2 {
            harness.key_press(egui::Key::Escape);
            harness.run_steps(3);
        }
        assert_eq!(state.borrow().session.dialog, None, "round {round}: Esc closes the list, then the dialog");
    }
}

#[test]
fn an_export_has_the_size_that_was_chosen_last() {
    let (mut harness, state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::E);
    harness.run_steps(4);
    choose(&mut harness, "Usual sizes", SizePreset::Column.label());
    let _ = apply(&mut state.borrow_mut(), Action::Layout(LayoutAction::CloseDialog));
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, egui::Key::E);
    harness.run_steps(4);
    let order = ordered(&state);
    assert_eq!((order.width, order.height, order.dpi), SizePreset::Column.pixels());
    assert_eq!((order.unit, order.type_percent), (LengthUnit::Millimetres, SizePreset::Column.type_percent()));
}

#[test]
fn a_click_beside_a_dialog_closes_what_lies_over_it_first_and_loses_nothing() {
    let (mut harness, state) = window();
    let beside = egui::pos2(4.0, 700.0);
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::F1);
    harness.run_steps(4);
    assert_eq!(state.borrow().session.dialog, Some(Dialog::Shortcuts));
    click_at(&mut harness, beside);
    assert_eq!(state.borrow().session.dialog, None, "there is nothing to lose");
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::E);
    harness.run_steps(4);
    let at = middle(&harness, Role::ComboBox, "Usual sizes");
    click_at(&mut harness, at);
    click_at(&mut harness, beside);
    let _ = ordered(&state);
    choose(&mut harness, "Usual sizes", SizePreset::Slide.label());
    click_at(&mut harness, beside);
    assert_eq!(ordered(&state).type_percent, SizePreset::Slide.type_percent(), "what was changed is kept");
}

#[test]
fn a_dialog_is_moved_by_its_title_and_stays_in_the_window() {
    let (mut harness, _state) = window();
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::F1);
    // It grows to its size over some frames.
    harness.run_steps(20);
    let place = |harness: &Harness<'_>| harness.get_by_role_and_label(Role::Heading, "Keyboard shortcuts").rect();
    let first = place(&harness);
    let mut drag = |by: egui::Vec2| {
        let from = place(&harness).center();
        let button = PointerButton::Primary;
        harness.event(Event::PointerMoved(from));
        harness.step();
        harness.event(Event::PointerButton { pos: from, button, pressed: true, modifiers: Modifiers::NONE });
        harness.step();
        for step in [0.3, 0.7, 1.0] {
            harness.event(Event::PointerMoved(from + by * step));
            harness.step();
        }
        harness.event(Event::PointerButton { pos: from + by, button, pressed: false, modifiers: Modifiers::NONE });
        harness.run_steps(3);
        place(&harness)
    };
    let moved = drag(vec2(-120.0, 0.0));
    assert!((moved.left() - first.left() + 120.0).abs() < 8.0, "{first:?} {moved:?}");
    let far = drag(vec2(-5000.0, 0.0));
    assert!(far.left() >= 0.0, "{far:?}");
}
