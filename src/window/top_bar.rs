//! The bar at the top: menus, the dossier's title, and how many findings wait for a person.

mod recent;

use egui::{Button, Rect, RichText, Stroke, Ui};

use super::cut::line_ui;
use super::shortcuts::{Menu, TABLE};
use crate::app::{Action, AppState, LayoutAction, Side};
use crate::charts::theme::{self, Theme, size};

/// The height of what stands in the bar, in points.
const BAR_HEIGHT: f32 = 24.0;

pub(super) fn top_bar_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    // As high as the badge, so that everything stands on one line.
    ui.spacing_mut().interact_size.y = BAR_HEIGHT;
    let bar = ui.max_rect();
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| file_menu(ui, state, actions));
        ui.menu_button("Edit", |ui| edit_menu(ui, state, actions));
        ui.menu_button("View", |ui| menu_ui(ui, Menu::View, state, actions));
        ui.menu_button("Go", |ui| menu_ui(ui, Menu::Go, state, actions));
        ui.menu_button("Help", |ui| menu_ui(ui, Menu::Help, state, actions));
        ui.add_space(10.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            badge_ui(ui, state, &theme, actions);
            ui.add_space(10.0);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| title_ui(ui, state, bar, &theme));
        });
    });
}

/// The title of the dossier: in the middle of the bar where it has room there, behind the menus otherwise.
fn title_ui(ui: &mut Ui, state: &AppState, bar: Rect, theme: &Theme) {
    let (title, font) = (state.dossier().title(), theme::strong(size::BODY));
    let width = ui.painter().layout_no_wrap(title.to_owned(), font.clone(), theme.ink).size().x;
    let room = ui.available_rect_before_wrap();
    let centred = bar.center().x - width / 2.0;
    if centred > room.left() && centred + width < room.right() {
        ui.add_space(centred - room.left());
    }
    line_ui(ui, title, &font, theme.ink);
}

/// How many findings need a person; leads to them.
fn badge_ui(ui: &mut Ui, state: &AppState, theme: &Theme, actions: &mut Vec<Action>) {
    let count = state.file.waiting;
    if count == 0 {
        return;
    }
    let words = format!("{} to review", crate::format::number::count_text(count));
    let text = RichText::new(words).font(theme::strong(size::SMALL)).color(theme.doubt_ink);
    let badge = Button::new(text).fill(theme.doubt_ground).stroke(Stroke::new(1.0, theme.doubt_line)).corner_radius(11);
    // A menu bar leaves its buttons hardly any.
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, egui::vec2(9.0, 2.0));
    let response = ui.add(badge).on_hover_text("What the audit found and only a person can settle");
    ui.spacing_mut().button_padding = padding;
    if response.clicked() {
        actions.push(Action::Layout(LayoutAction::ShowSide(Side::Findings)));
    }
}

/// The lines of a section of a menu, from the table of commands; the menu closes when one is chosen.
fn section_ui(ui: &mut Ui, (menu, section): (Menu, u8), state: &AppState, actions: &mut Vec<Action>) {
    for command in TABLE.iter().filter(|command| command.menu == Some((menu, section))) {
        let action = command.action(state);
        let mut button = match command.is_on {
            Some(is_on) => Button::selectable(is_on(state), command.words(state)),
            None => Button::new(command.words(state)),
        };
        if let Some(keys) = command.keys_text(ui.ctx()) {
            button = button.shortcut_text(keys);
        }
        if ui.add_enabled(action.is_some(), button).clicked() {
            actions.extend(action);
        }
    }
}

/// The sections of a menu, with lines between them.
fn menu_ui(ui: &mut Ui, menu: Menu, state: &AppState, actions: &mut Vec<Action>) {
    let sections = TABLE.iter().filter_map(|command| command.menu.filter(|(known, _)| *known == menu));
    let last = sections.map(|(_, section)| section).max().unwrap_or_default();
    for section in 0..=last {
        if section > 0 {
            ui.separator();
        }
        section_ui(ui, (menu, section), state, actions);
    }
}

fn file_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    section_ui(ui, (Menu::File, 0), state, actions);
    ui.menu_button("Open recent", |ui| recent::recent_menu(ui, state, actions));
    section_ui(ui, (Menu::File, 1), state, actions);
    for section in 2..=4 {
        ui.separator();
        section_ui(ui, (Menu::File, section), state, actions);
    }
}

fn edit_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    menu_ui(ui, Menu::Edit, state, actions);
    ui.separator();
    ui.menu_button("Copy a figure", |ui| menu_ui(ui, Menu::CopyChart, state, actions));
}
