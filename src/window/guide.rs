//! The guide for newcomers: a strip under everything else, so that it lies over nothing of what it shows.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Role, Ui, WidgetInfo};

use super::landmarks::landmark;
use super::parts::{has_just_appeared, main_button, quiet_button, small, soft};
use crate::app::{Action, AppState, GUIDE, GuideAction, GuideStep, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong};

/// In a window narrower than this the buttons stand below the text, in points.
const NARROW: f32 = 820.0;
/// The least height of the strip, in points: most steps have it, so that nothing moves from one to the next.
const HEIGHT: f32 = 44.0;
/// The widest that its text is, in points.
const TEXT_WIDTH: f32 = 760.0;

/// What there is to know at the first start.
const HINT: &str =
    "Click a fact to read who says so. F1 opens a guide of two minutes, Ctrl+Shift+P finds everything by its name.";

/// The open step of the guide; at the first start, that there is one.
pub(super) fn guide_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let step = state.guide_step();
    if step.is_none() && !state.session.shows_hint {
        return;
    }
    let theme = Theme::of(ui);
    let frame = Frame::new().fill(theme.selected).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("guide").frame(frame).show(ui, |ui| {
        landmark(ui, "Guide");
        match step {
            Some((place, step)) => step_ui(ui, place, step, actions),
            None => hint_ui(ui, actions),
        }
    });
}

/// A step: what it is about at the left, its buttons at the right.
fn step_ui(ui: &mut Ui, place: usize, step: &GuideStep, actions: &mut Vec<Action>) {
    let text_ui = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_max_width(TEXT_WIDTH.min(ui.available_width()));
        ui.horizontal_wrapped(|ui| {
            let title = ui.add(egui::Label::new(RichText::new(step.title).font(strong(size::BODY))).wrap());
            title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, step.title));
            soft(ui, format!("{} of {}", place + 1, GUIDE.len()));
        });
        small(ui, step.text);
    };
    beside_ui(ui, HEIGHT, text_ui, |ui| step_buttons(ui, place, step, actions));
}

/// The buttons of a step, the last of them first where they are set from the right.
fn step_buttons(ui: &mut Ui, place: usize, step: &GuideStep, actions: &mut Vec<Action>) {
    let is_reversed = ui.layout().prefer_right_to_left();
    let mut others = [
        ("Previous", place > 0, GuideAction::Go(place.saturating_sub(1))),
        ("Next", place + 1 < GUIDE.len(), GuideAction::Go(place + 1)),
        ("Close", true, GuideAction::Close),
    ];
    if is_reversed {
        others.reverse();
    } else {
        show_button(ui, step, actions);
    }
    for (words, is_enabled, action) in others {
        if quiet_button(ui, words, is_enabled).clicked() {
            actions.push(Action::Guide(action));
        }
    }
    if is_reversed {
        show_button(ui, step, actions);
    }
}

/// Shows what the step is about; has the keyboard when the guide opens.
fn show_button(ui: &mut Ui, step: &GuideStep, actions: &mut Vec<Action>) {
    let button = ui.add(main_button(ui, step.button));
    let button = button.on_hover_text("Shows it on the dossier that comes with the program; Ctrl+Z goes back");
    if has_just_appeared(ui.ctx(), egui::Id::unique("guide appeared")) {
        button.request_focus();
    }
    if button.clicked() {
        actions.push(Action::Guide(GuideAction::Show));
    }
}

/// That there is a guide, and a way to put this away for good.
fn hint_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let buttons = |ui: &mut Ui| {
        if quiet_button(ui, "Got it", true).on_hover_text("Put this away for good").clicked() {
            actions.push(Action::Layout(LayoutAction::PutHintAway));
        }
        if quiet_button(ui, "Open the guide", true).clicked() {
            actions.push(Action::Guide(GuideAction::Open));
        }
    };
    let text = |ui: &mut Ui| {
        small(ui, HINT);
    };
    beside_ui(ui, 0.0, text, buttons);
}

/// A text with buttons beside it, or below it where the window is narrow.
fn beside_ui(ui: &mut Ui, height: f32, text_ui: impl FnOnce(&mut Ui), buttons_ui: impl FnOnce(&mut Ui)) {
    ui.spacing_mut().item_spacing.x = GAP;
    if ui.available_width() < NARROW {
        text_ui(ui);
        ui.horizontal_wrapped(buttons_ui);
        return;
    }
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 0.0), Layout::right_to_left(Align::Min), |ui| {
        buttons_ui(ui);
        ui.add_space(GAP);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_min_height(height);
            text_ui(ui);
        });
    });
}
