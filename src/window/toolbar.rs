//! The bar under the menus: what is done most, the views of the middle, and the search field.

use egui::containers::menu::MenuButton;
use egui::{
    Align, Button, Frame, Id, Layout, Margin, RichText, Role, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::parts::{small, soft};
use super::shortcuts;
use crate::app::{Action, AppState, FileAction, FilterAction, ImportAction, LayoutAction, MainView};
use crate::charts::theme::{self, GAP, MARGIN, Theme, size};

/// The height of what stands in the bar, in points.
const HEIGHT: f32 = 26.0;
/// The width of the search field where there is ample room, and the least; in points.
const SEARCH_WIDTH: (f32, f32) = (336.0, 130.0);
/// The width of the button of a view, in points.
const VIEW_WIDTH: f32 = 72.0;
/// In a bar narrower than this the views are a menu, in points.
const NARROW: f32 = 760.0;
/// In a bar narrower than this only the views and the search are there, in points: the rest is in the menus.
const VERY_NARROW: f32 = 480.0;

/// The bar: commands at the left, views in the middle, search at the right.
pub(super) fn toolbar_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.spacing_mut().interact_size.y = HEIGHT;
    let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    let mut left_end = all.left();
    if all.width() >= VERY_NARROW {
        let mut left = ui.new_child(UiBuilder::new().max_rect(all).layout(Layout::left_to_right(Align::Center)));
        left.spacing_mut().item_spacing.x = 4.0;
        commands_ui(&mut left, state, actions);
        left_end = left.min_rect().right() + GAP;
    }
    let is_narrow = all.width() < NARROW;
    let views = if is_narrow { 96.0 } else { VIEW_WIDTH * 5.0 + 6.0 };
    // In the middle of the bar, unless what stands before it needs that.
    let start = if is_narrow { left_end } else { (all.center().x - views / 2.0).max(left_end) };
    let middle = egui::Rect::from_min_size(egui::pos2(start, all.top()), vec2(views, HEIGHT));
    let mut ui_of_views = ui.new_child(UiBuilder::new().max_rect(middle).layout(Layout::left_to_right(Align::Center)));
    if is_narrow {
        views_menu_ui(&mut ui_of_views, state, actions);
    } else {
        views_ui(&mut ui_of_views, state, actions);
    }
    let rest = all.with_min_x(start + views + GAP);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rest).layout(Layout::right_to_left(Align::Center)));
    search_ui(&mut right, state, actions);
}

/// What is done most: the buttons at the left.
fn commands_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    // Where a file is under review, the button leads back to it.
    let is_aside = state.session.import.as_ref().is_some_and(|review| review.is_aside);
    let import = if is_aside {
        ("Import", "Back to the import", ImportAction::Return)
    } else {
        ("Import…", "Import a table, a list, a bibliography or a text", ImportAction::Ask)
    };
    let save = Action::File(FileAction::Save);
    for (words, meaning, action, is_enabled) in [
        ("Save", "Save the dossier", save, state.is_unsaved()),
        ("Undo", "Undo", Action::Undo, state.session.undo.can_undo()),
        ("Redo", "Redo", Action::Redo, state.session.undo.can_redo()),
        (import.0, import.1, Action::Import(import.2), state.import_in_view().is_none()),
    ] {
        let button = Button::new(RichText::new(words).font(theme::text(size::SMALL))).min_size(vec2(0.0, HEIGHT));
        let hint = |ui: &mut Ui| {
            ui.label(shortcuts::hint(ui.ctx(), state, meaning, &action));
        };
        if ui.add_enabled(is_enabled, button).on_hover_ui(hint).on_disabled_hover_ui(hint).clicked() {
            actions.push(action.clone());
        }
    }
}

/// The views beside each other.
fn views_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let frame = Frame::new().fill(theme.paper).stroke(Stroke::new(1.0, theme.hairline)).corner_radius(5);
    frame.inner_margin(Margin::same(1)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        ui.spacing_mut().interact_size.y = HEIGHT - 4.0;
        for view in MainView::ALL.iter().copied() {
            let is_on = state.view.main == view && state.import_in_view().is_none();
            let font = if is_on { theme::strong(size::SMALL) } else { theme::text(size::SMALL) };
            let button = Button::selectable(is_on, RichText::new(view.label()).font(font));
            let response = ui.add(button.min_size(vec2(VIEW_WIDTH, HEIGHT - 4.0)));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, view.label()));
            let action = Action::Layout(LayoutAction::ShowMain(view));
            let response = response.on_hover_ui(|ui| {
                ui.label(shortcuts::hint(ui.ctx(), state, view.meaning(), &action));
            });
            if response.clicked() {
                actions.push(action);
            }
        }
    });
}

/// The views as a menu, where there is no room for them beside each other.
fn views_menu_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let words = format!("{} ▾", state.view.main.label());
    let button = Button::new(RichText::new(words).font(theme::strong(size::SMALL))).min_size(vec2(88.0, HEIGHT));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for view in MainView::ALL.iter().copied() {
            if ui.radio(state.view.main == view, view.label()).on_hover_text(view.meaning()).clicked() {
                actions.push(Action::Layout(LayoutAction::ShowMain(view)));
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("View: {}", state.view.main.label())));
}

fn search_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let mut query = state.session.query.clone();
    if !query.is_empty()
        && ui.add(Button::new("✕").small().frame(false)).on_hover_text("Clear the search (Esc)").clicked()
    {
        actions.push(Action::Filter(FilterAction::Search(String::new())));
    }
    let (most, least) = SEARCH_WIDTH;
    let width = (ui.available_width() - MARGIN * 1.5).clamp(least.min(ui.available_width()), most);
    let theme = Theme::of(ui);
    let frame = Frame::new()
        .fill(theme.paper)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 3));
    let hint = if width > 220.0 { "Search facts, sources, [15] …" } else { "Search" };
    let field = TextEdit::singleline(&mut query).hint_text(hint).desired_width(width).char_limit(400).frame(frame);
    // The button that clears it comes and goes beside it, and must not take the keyboard away from it.
    let field = field.id(Id::unique("search field"));
    let response = ui.add(field).on_hover_ui(search_help_ui);
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, "Search"));
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
