//! What is imported, how it is read, how much of it is decided, and the button that takes what was accepted.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Layout, RichText, Role, Ui, WidgetInfo, vec2};

use super::super::super::cut::line_ui;
use super::super::super::parts::{counted, soft};
use super::answers;
use crate::app::{Action, AppState, Counts, ImportAction, ImportReview, ReviewPart};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};
use crate::format::number::count_text;
use crate::import::{Kind, Recipe};

/// The height of what stands in a line, in points.
const HEIGHT: f32 = 24.0;

pub(super) fn head_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(GAP, 4.0);
    let counts = review.read().map(|(_, list)| list.counts()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.set_height(HEIGHT + 4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            take_ui(ui, state, review, counts, actions);
            let close = Button::new(RichText::new("Close").font(text(size::SMALL))).min_size(vec2(72.0, HEIGHT));
            if ui.add(close).on_hover_text("End the review (Esc)").clicked() {
                actions.push(Action::Import(ImportAction::Close));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = format!("Import {}", review.name());
                let ink = Theme::of(ui).ink;
                let title_response = line_ui(ui, &title, &strong(size::BODY), ink);
                title_response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
            });
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = HEIGHT;
        kind_ui(ui, review, actions);
        answers::pair_menu_ui(ui, state, review, actions);
        if review.table().is_some() {
            parts_ui(ui, review, actions);
        }
        if review.read().is_some() {
            soft(ui, words(counts));
        }
    });
}

/// How much is decided.
fn words(counts: Counts) -> String {
    let Counts { open, dropped, settled, .. } = counts;
    let mut parts = vec![
        format!("{} open", count_text(open)),
        format!("{} accepted", count_text(counts.taken())),
        format!("{} dropped", count_text(dropped)),
    ];
    if settled > 0 {
        parts.push(format!("{} settled before", count_text(settled)));
    }
    parts.join("  ·  ")
}

/// The button that takes what was accepted into the dossier.
fn take_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, counts: Counts, actions: &mut Vec<Action>) {
    let is_enabled = counts.decided() > 0 && !review.is_reading() && !state.session.is_editing;
    let words = match (counts.taken(), counts.dropped) {
        (0, 0) => "Import accepted".to_owned(),
        (0, dropped) => format!("Keep {}", counted(dropped, "decision", "decisions")),
        (taken, _) => format!("Import {} accepted", count_text(taken)),
    };
    let theme = Theme::of(ui);
    let button = if is_enabled {
        Button::new(RichText::new(&words).font(strong(size::SMALL)).color(theme.paper)).fill(theme.accent)
    } else {
        Button::new(RichText::new(&words).font(text(size::SMALL)))
    };
    let response = ui.add_enabled(is_enabled, button.min_size(vec2(120.0, HEIGHT)));
    let hint = format!("Into “{}”, as one step that can be undone (Ctrl+Enter)", state.dossier().title());
    if response.on_hover_text(hint).clicked() {
        actions.push(Action::Import(ImportAction::Apply));
    }
}

/// What a kind is called.
pub(super) const fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Auto => "Not known yet",
        Kind::Comtrade => "UN Comtrade",
        Kind::Sdmx => "SDMX-CSV",
        Kind::Table => "Table of figures",
        Kind::Events => "List of events",
        Kind::Bibliography => "Bibliography",
        Kind::Article => "Article",
    }
}

/// What the file is read as, to be chosen otherwise.
fn kind_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    let kind = review.kind();
    let name = kind_label(kind);
    let button = Button::new(RichText::new(format!("{name} ▾")).font(text(size::SMALL)));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for other in Kind::ALL.iter().copied().filter(|other| *other != Kind::Auto) {
            if ui.radio(other == kind, kind_label(other)).clicked() && other != kind {
                actions.push(read_as(review, other));
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Read as: {name}")));
    response.on_hover_text("What the file is read as");
}

/// Reads the file as another kind, for the same pair.
pub(super) fn read_as(review: &ImportReview, kind: Kind) -> Action {
    let recipe = Recipe { kind, table: None, ..review.recipe() };
    Action::Import(ImportAction::ReadAs(Box::new(recipe)))
}

/// The parts of the review of a table.
fn parts_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (part, words) in [(ReviewPart::Columns, "Columns"), (ReviewPart::Proposals, "Proposals")] {
            let is_on = review.part == part;
            let tab = ui.add(Button::selectable(is_on, RichText::new(words).font(text(size::SMALL))));
            tab.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, words));
            if tab.clicked() {
                actions.push(Action::Import(ImportAction::Show(part)));
            }
        }
    });
}
