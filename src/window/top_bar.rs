//! The bar at the top: menus, the dossier's title, and the search field.

mod recent;

use egui::{Button, Frame, Margin, RichText, Stroke, TextEdit, Ui};

use super::shortcuts;
use crate::app::{
    Action, AppState, Dialog, FigureKind, FigurePart, FileAction, FilterAction, LayoutAction, Panel, SelectAction,
    Side, SpanAction, ThemeChoice, ValueAxis, Which,
};
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
        ui.menu_button("View", |ui| view_menu(ui, state, actions));
        ui.menu_button("Go", |ui| go_menu(ui, state, actions));
        ui.menu_button("Help", |ui| help_menu(ui, actions));
        ui.add_space(10.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search_ui(ui, state, actions);
            ui.add_space(10.0);
            badge_ui(ui, state, &theme, actions);
            ui.add_space(10.0);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = RichText::new(state.dossier().title()).font(theme::strong(size::BODY)).color(theme.ink);
                ui.add(egui::Label::new(title).truncate());
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
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, "Search"));
    if state.session.wants_search_focus {
        response.request_focus();
    }
    if response.changed() {
        actions.push(Action::Filter(FilterAction::Search(query)));
    }
}

/// A line of a menu, with its shortcut; the menu closes when it is chosen.
fn line(ui: &mut Ui, label: &str, action: Action, is_possible: bool, actions: &mut Vec<Action>) {
    let mut button = Button::new(label);
    if let Some(keys) = shortcuts::keys_of(ui.ctx(), &action) {
        button = button.shortcut_text(keys);
    }
    if ui.add_enabled(is_possible, button).clicked() {
        actions.push(action);
    }
}

/// A line of a menu that is on or off.
fn toggle(ui: &mut Ui, label: &str, is_on: bool, action: Action, actions: &mut Vec<Action>) {
    let mut button = Button::selectable(is_on, label);
    if let Some(keys) = shortcuts::keys_of(ui.ctx(), &action) {
        button = button.shortcut_text(keys);
    }
    if ui.add(button).clicked() {
        actions.push(action);
    }
}

fn file_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    line(ui, "Open…", Action::File(FileAction::AskToOpen), true, actions);
    line(ui, "Open in a new window…", Action::File(FileAction::AskToOpenInNewWindow), true, actions);
    ui.menu_button("Open recent", |ui| recent::recent_menu(ui, state, actions));
    line(ui, "Open the shipped dossier", Action::File(FileAction::OpenShipped), true, actions);
    ui.separator();
    let export = |figure| Action::File(FileAction::PrepareExport(figure));
    line(ui, "Export chart…", export(FigureKind::Trade), true, actions);
    line(ui, "Export timeline…", export(FigureKind::Timeline), true, actions);
    for (menu, figure) in [("Copy of the chart", FigureKind::Trade), ("Copy of the timeline", FigureKind::Timeline)] {
        ui.menu_button(menu, |ui| {
            for part in FigurePart::ALL {
                let mut name = part.name().to_owned();
                name[..1].make_ascii_uppercase();
                line(ui, &name, Action::CopyFigure(figure, part), true, actions);
            }
        });
    }
    ui.separator();
    line(ui, "Quit", Action::File(FileAction::Quit), true, actions);
}

fn view_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let (view, settings) = (&state.view, &state.settings);
    let layout = |action| Action::Layout(action);
    toggle(ui, "List of facts", view.is_list_open, layout(LayoutAction::Toggle(Panel::List)), actions);
    toggle(ui, "Detail panel", view.is_detail_open, layout(LayoutAction::Toggle(Panel::Detail)), actions);
    ui.separator();
    let other = if view.value_axis == ValueAxis::Linear { ValueAxis::Logarithmic } else { ValueAxis::Linear };
    let is_log = view.value_axis == ValueAxis::Logarithmic;
    toggle(ui, "Logarithmic values", is_log, Action::SetValueAxis(other), actions);
    toggle(ui, "Lock timeline and chart", view.is_locked, Action::ToggleLock, actions);
    ui.separator();
    line(ui, "Fit the timeline", Action::Span(Which::Timeline, SpanAction::Fit), true, actions);
    line(ui, "Fit the chart", Action::Span(Which::Chart, SpanAction::Fit), true, actions);
    line(ui, "Show all facts", Action::Filter(FilterAction::Clear), state.is_filtered(), actions);
    ui.separator();
    for (theme, label) in
        [(ThemeChoice::System, "Colours of the system"), (ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark")]
    {
        toggle(ui, label, settings.theme == theme, layout(LayoutAction::SetTheme(theme)), actions);
    }
    ui.separator();
    let scale = settings.text_scale;
    line(ui, "Larger text", layout(LayoutAction::SetTextScale(scale + shortcuts::TEXT_STEP)), true, actions);
    line(ui, "Smaller text", layout(LayoutAction::SetTextScale(scale - shortcuts::TEXT_STEP)), true, actions);
    line(ui, "Usual size of text", layout(LayoutAction::SetTextScale(1.0)), true, actions);
}

fn go_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let history = &state.session.history;
    let has_facts = !state.session.shown.is_empty();
    line(ui, "Back", Action::Select(SelectAction::Back), history.can_go_back(), actions);
    line(ui, "Forward", Action::Select(SelectAction::Forward), history.can_go_forward(), actions);
    ui.separator();
    line(ui, "Next fact", Action::Select(SelectAction::Next), has_facts, actions);
    line(ui, "Previous fact", Action::Select(SelectAction::Previous), has_facts, actions);
    line(ui, "First fact", Action::Select(SelectAction::First), has_facts, actions);
    line(ui, "Last fact", Action::Select(SelectAction::Last), has_facts, actions);
    ui.separator();
    line(ui, "Search", Action::Layout(LayoutAction::FocusSearch), true, actions);
}

fn help_menu(ui: &mut Ui, actions: &mut Vec<Action>) {
    let open = |dialog| Action::Layout(LayoutAction::Open(dialog));
    line(ui, "Keyboard shortcuts", open(Dialog::Shortcuts), true, actions);
    line(ui, "What the file check found", open(Dialog::Diagnostics), true, actions);
    line(ui, "About Attaché", open(Dialog::About), true, actions);
}
