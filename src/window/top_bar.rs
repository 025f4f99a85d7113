//! The bar at the top: menus, the dossier's title, and the search field.

mod recent;

use egui::{Button, Frame, Id, Margin, RichText, Stroke, TextEdit, Ui};

use super::cut::line_ui;
use super::parts::{small, soft};
use super::shortcuts::{Menu, TABLE};
use crate::app::{Action, AppState, FilterAction, LayoutAction, Side};
use crate::charts::theme::{self, Theme, size};

/// The height of what stands in the bar, in points.
const BAR_HEIGHT: f32 = 28.0;
/// The width of the search field, in points.
const SEARCH_WIDTH: f32 = 250.0;

pub(super) fn top_bar_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    // As high as the search field, so that everything stands on one line.
    ui.spacing_mut().interact_size.y = BAR_HEIGHT;
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| file_menu(ui, state, actions));
        ui.menu_button("Edit", |ui| edit_menu(ui, state, actions));
        ui.menu_button("View", |ui| menu_ui(ui, Menu::View, state, actions));
        ui.menu_button("Go", |ui| menu_ui(ui, Menu::Go, state, actions));
        ui.menu_button("Help", |ui| menu_ui(ui, Menu::Help, state, actions));
        ui.add_space(10.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search_ui(ui, state, actions);
            ui.add_space(10.0);
            badge_ui(ui, state, &theme, actions);
            ui.add_space(10.0);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                line_ui(ui, state.dossier().title(), &theme::strong(size::BODY), theme.ink);
            });
        });
    });
}

/// How many findings need a person; leads to them.
fn badge_ui(ui: &mut Ui, state: &AppState, theme: &Theme, actions: &mut Vec<Action>) {
    let count = state.file.waiting;
    if count == 0 {
        return;
    }
    let words = super::parts::counted(count, "finding", "findings");
    let text = RichText::new(words).font(theme::strong(size::SMALL)).color(theme.doubt_ink);
    let badge = Button::new(text).fill(theme.doubt_ground).stroke(Stroke::new(1.0, theme.doubt_line)).corner_radius(11);
    if ui.add(badge).on_hover_text("What the audit found and only a person can settle").clicked() {
        actions.push(Action::Layout(LayoutAction::ShowSide(Side::Findings)));
    }
}

fn search_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let mut query = state.session.query.clone();
    if !query.is_empty()
        && ui.add(Button::new("✕").small().frame(false)).on_hover_text("Clear the search (Esc)").clicked()
    {
        actions.push(Action::Filter(FilterAction::Search(String::new())));
    }
    let width = SEARCH_WIDTH.min(ui.available_width() * 0.5);
    let hint = "Search facts, sources, [15] …";
    let theme = Theme::of(ui);
    let frame = Frame::new()
        .fill(theme.paper)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 3));
    let field = TextEdit::singleline(&mut query).hint_text(hint).desired_width(width).char_limit(400).frame(frame);
    // The button that clears it comes and goes beside it, and must not take the keyboard away from it.
    let field = field.id(Id::unique("search field"));
    let response = ui.add(field).on_hover_ui(search_help_ui);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, "Search"));
    if state.session.wants_search_focus {
        response.request_focus();
    }
    if response.changed() {
        actions.push(Action::Filter(FilterAction::Search(query)));
    }
}

/// What can be typed into the search field.
fn search_help_ui(ui: &mut Ui) {
    ui.set_max_width(330.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    small(ui, "All words must be there, each from its beginning; accents and case make no difference.");
    for (typed, meaning) in [
        ("\"palm oil\"", "these words in a row"),
        ("theme:trade", "in this theme"),
        ("flag:dubious", "with this flag"),
        ("year:2013", "in this year; also year:2013..2015, year:..1970"),
    ] {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(typed).font(theme::strong(size::SMALL)));
            soft(ui, meaning);
        });
    }
}

/// The lines of a section of a menu, from the table of commands; the menu closes when one is chosen.
fn section_ui(ui: &mut Ui, (menu, section): (Menu, u8), state: &AppState, actions: &mut Vec<Action>) {
    for command in TABLE.iter().filter(|command| command.menu == Some((menu, section))) {
        let action = command.action(state);
        let mut button = match command.is_on {
            Some(is_on) => Button::selectable(is_on(state), command.what),
            None => Button::new(command.what),
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
    ui.separator();
    section_ui(ui, (Menu::File, 2), state, actions);
    ui.separator();
    section_ui(ui, (Menu::File, 3), state, actions);
}

fn edit_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    menu_ui(ui, Menu::Edit, state, actions);
    ui.separator();
    ui.menu_button("Copy a figure", |ui| menu_ui(ui, Menu::CopyChart, state, actions));
}
