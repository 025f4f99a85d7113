//! What surrounds the charts: panels, menus and dialogs.
//!
//! [`window_ui`] draws all of it from the state and pushes actions, and so runs without a window in tests; what is around
//! it, from files to the clock, is in [`crate::desktop`].

mod centre;
mod chart_tools;
mod crash_bar;
mod cut;
mod detail;
mod dialogs;
mod drop_hint;
mod field_words;
mod findings;
mod form;
mod guide;
mod landmarks;
mod list;
mod messages;
mod notice;
mod opening;
mod parts;
mod shortcuts;
mod status;
mod three_columns;
mod toolbar;
mod top_bar;

use egui::{Frame, Margin, Panel, Ui, UiBuilder, UiStackInfo};

use crate::app::{Action, AppState, EditAction, LayoutAction, Panel as Foldable, Side};
use crate::charts::Theme;
use crate::dossier::Day;

use landmarks::landmark;

pub(crate) use dialogs::{Preview, PreviewPart};
#[cfg(test)]
pub(crate) use shortcuts::all_keys;
pub(crate) use shortcuts::keyboard;

/// What the window knows of the world around it.
#[derive(Clone, Default)]
pub struct Surroundings {
    /// Today, where anybody knows.
    pub today: Option<Day>,
    /// What draws the window, for the sheet about the program.
    pub renderer: String,
    /// Where the log is, where one is written.
    pub log: Option<std::path::PathBuf>,
    /// What the figure that is being ordered will look like, where that is known.
    pub(crate) preview: Option<Preview>,
}

impl Surroundings {
    /// A world without a log and without a preview.
    #[must_use]
    pub const fn new(today: Option<Day>, renderer: String) -> Self {
        Self { today, renderer, log: None, preview: None }
    }
}

/// The narrowest a side panel gets, in points.
const LEAST_PANEL: f32 = 180.0;
/// The width of the list at first, in points.
const LIST_WIDTH: f32 = 276.0;
/// The width of the detail panel at first, in points.
const DETAIL_WIDTH: f32 = 380.0;
/// In a window narrower than this, the list is folded away; in points.
const NARROW: f32 = 640.0;
/// In a window narrower than this, the detail panel lies below the charts; in points.
const MEDIUM: f32 = 900.0;
/// Where the middle of the window is lower than this, a form below the charts takes nearly all of it; in points.
const LOW: f32 = 420.0;

/// Draws the whole window, and gathers what was done in it.
///
/// Bars and panels have no ground of their own: the window is cleared with it, [`Theme::panel`], which costs nothing.
pub fn window_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    actions.extend(shortcuts::pressed(ui.ctx(), state));
    actions.extend(pasted(ui.ctx(), state));
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(format!("{} – Attaché", state.dossier().title()));
    });
    // What fades at its edges fades into it.
    let ground = UiStackInfo::default().with_frame(Frame::new().fill(Theme::of(ui).panel));
    ui.scope_builder(UiBuilder::new().ui_stack_info(ground), |ui| panels_ui(ui, state, around, actions));
    messages::messages_ui(ui.ctx(), state, actions);
    landmarks::step(ui.ctx(), state.session.wants_panel_step);
    dialogs::dialogs_ui(ui.ctx(), state, around, actions);
    drop_hint::drop_hint_ui(ui.ctx());
}

/// What is pasted where nothing is being written begins a source.
fn pasted(ctx: &egui::Context, state: &AppState) -> Option<Action> {
    let is_free = state.session.dialog.is_none() && state.import_in_view().is_none() && !state.is_waiting();
    if !is_free || state.form_in_view().is_some() || ctx.text_edit_focused() {
        return None;
    }
    ctx.input(|input| {
        let text =
            input.events.iter().find_map(|event| if let egui::Event::Paste(text) = event { Some(text) } else { None });
        text.map(|text| Action::Edit(EditAction::PasteNewSource(text.clone())))
    })
}

/// The bars, the panels at the sides, and the figures in the middle.
fn panels_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let bar = Frame::new().inner_margin(Margin::symmetric(12, 7));
    let width = ui.available_width();
    Panel::top("top bar").frame(bar.inner_margin(Margin::symmetric(12, 4))).show_separator_line(false).show(ui, |ui| {
        landmark(ui, "Menus");
        top_bar::top_bar_ui(ui, state, actions);
    });
    Panel::top("toolbar").frame(bar.inner_margin(Margin { left: 12, right: 12, top: 2, bottom: 7 })).show(ui, |ui| {
        landmark(ui, "Toolbar and search");
        toolbar::toolbar_ui(ui, state, actions);
    });
    let is_waiting = state.is_waiting();
    if !is_waiting {
        Panel::bottom("status").frame(bar.inner_margin(Margin::symmetric(12, 4))).show(ui, |ui| {
            status::status_ui(ui, state, actions);
        });
        guide::guide_ui(ui, state, actions);
    }
    // What is under review needs the room, and has panels of its own.
    let has_sides = !is_waiting && state.import_in_view().is_none();
    if width >= NARROW && has_sides {
        list_panel_ui(ui, state, actions);
    }
    if has_sides || state.form_in_view().is_some() {
        detail_panel_ui(ui, width, state, actions);
    }
    egui::CentralPanel::default().frame(Frame::new().fill(Theme::of(ui).paper)).show(ui, |ui| {
        if is_waiting {
            opening::waiting_ui(ui, state);
        } else {
            centre::centre_ui(ui, state, around, actions);
        }
    });
}

/// The sidebar at the left; an edge that is drawn beyond its least width folds it.
fn list_panel_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    let most = (width * 0.4).max(LEAST_PANEL);
    let chosen = state.settings.panels.list.unwrap_or(LIST_WIDTH);
    let panel = Panel::left("list").frame(Frame::new()).default_size(chosen).size_range(LEAST_PANEL..=most);
    let mut is_open = state.view.is_list_open;
    let shown = panel.show_collapsible(ui, &mut is_open, |ui| {
        landmark(ui, "Sidebar");
        findings::side_tabs_ui(ui, state, actions);
        match state.view.side {
            Side::Facts => list::list_ui(ui, state, actions),
            Side::Findings => findings::findings_ui(ui, state, actions),
        }
    });
    if is_open != state.view.is_list_open {
        actions.push(Action::Layout(LayoutAction::Toggle(Foldable::List)));
    }
    if let Some(shown) = shown {
        remember_width(ui, Foldable::List, shown.response.rect.width(), chosen, actions);
    }
}

/// The details: at the right, or below the charts in a narrow window.
fn detail_panel_ui(ui: &mut Ui, width: f32, state: &AppState, actions: &mut Vec<Action>) {
    let contents = |ui: &mut Ui, actions: &mut Vec<Action>| {
        landmark(ui, "Details");
        match state.form_in_view() {
            Some(form) => form::form_ui(ui, state, form, actions),
            None => detail::detail_ui(ui, state, actions),
        }
    };
    let mut is_open = state.view.is_detail_open;
    if width >= MEDIUM {
        let most = (width * 0.5).max(LEAST_PANEL);
        let chosen = state.settings.panels.detail.unwrap_or_else(|| DETAIL_WIDTH.min(width * 0.32));
        let panel = Panel::right("detail").frame(Frame::new()).default_size(chosen).size_range(LEAST_PANEL..=most);
        let shown = panel.show_collapsible(ui, &mut is_open, |ui| contents(ui, actions));
        if let Some(shown) = shown {
            remember_width(ui, Foldable::Detail, shown.response.rect.width(), chosen, actions);
        }
    } else {
        let height = ui.available_height();
        // A form needs more room than what is read, and in a low window nearly all of it.
        let (id, share, most) = match state.form_in_view() {
            Some(_) if height < LOW => ("form below", 0.85, 0.85),
            Some(_) => ("form below", 0.6, 0.8),
            None => ("detail below", 0.4, 0.7),
        };
        let panel = Panel::bottom(id).frame(Frame::new()).default_size(height * share);
        let panel = panel.size_range(60.0..=(height * most).max(61.0));
        panel.show_collapsible(ui, &mut is_open, |ui| contents(ui, actions));
    }
    if is_open != state.view.is_detail_open {
        actions.push(Action::Layout(LayoutAction::Toggle(Foldable::Detail)));
    }
}

/// Remembers how wide a panel is, once somebody draws its edge.
fn remember_width(ui: &Ui, panel: Foldable, width: f32, known: f32, actions: &mut Vec<Action>) {
    let is_drawn = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if is_drawn && (width - known).abs() > 0.5 {
        actions.push(Action::Layout(LayoutAction::SetPanelWidth(panel, width)));
    }
}
