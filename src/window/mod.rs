//! What surrounds the charts: panels, menus and dialogs.
//!
//! [`window_ui`] draws all of it from the state and pushes actions, and so runs without a window in tests; what is around
//! it, from files to the clock, is in [`crate::desktop`].

mod centre;
mod cut;
mod detail;
mod dialogs;
mod drop_hint;
mod findings;
mod hint;
mod landmarks;
mod list;
mod notice;
mod opening;
mod parts;
mod shortcuts;
mod status;
mod top_bar;

use egui::{Frame, Margin, Panel, Ui, UiBuilder, UiStackInfo};

use crate::app::{Action, AppState, Side};
use crate::charts::Theme;
use crate::dossier::Day;

use landmarks::landmark;

pub(crate) use dialogs::{Preview, PreviewPart};

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
const LIST_WIDTH: f32 = 262.0;
/// The width of the detail panel at first, in points.
const DETAIL_WIDTH: f32 = 380.0;
/// In a window narrower than this, the list is folded away; in points.
const NARROW: f32 = 640.0;
/// In a window narrower than this, the detail panel lies below the charts; in points.
const MEDIUM: f32 = 900.0;

/// Draws the whole window, and gathers what was done in it.
///
/// Bars and panels have no ground of their own: the window is cleared with it, [`Theme::panel`], which costs nothing.
pub fn window_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    actions.extend(shortcuts::pressed(ui.ctx(), state));
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(format!("{} – Attaché", state.dossier().title()));
    });
    // What fades at its edges fades into it.
    let ground = UiStackInfo::default().with_frame(Frame::new().fill(Theme::of(ui).panel));
    ui.scope_builder(UiBuilder::new().ui_stack_info(ground), |ui| panels_ui(ui, state, around, actions));
    landmarks::step(ui.ctx(), state.session.wants_panel_step);
    dialogs::dialogs_ui(ui.ctx(), state, around, actions);
    drop_hint::drop_hint_ui(ui.ctx());
}

/// The bars, the panels at the sides, and the figures in the middle.
fn panels_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let bar = Frame::new().inner_margin(Margin::symmetric(12, 7));
    let side = Frame::new();
    let width = ui.available_width();
    Panel::top("top bar").frame(bar).show(ui, |ui| {
        landmark(ui, "Menus and search");
        top_bar::top_bar_ui(ui, state, actions);
    });
    let is_waiting = state.is_waiting();
    if !is_waiting {
        Panel::bottom("status").frame(bar.inner_margin(Margin::symmetric(12, 4))).show(ui, |ui| {
            status::status_ui(ui, state, actions);
        });
    }
    if state.session.opening.is_some() {
        Panel::bottom("opening").frame(bar).show(ui, |ui| {
            landmark(ui, "File on its way");
            opening::opening_ui(ui, state, actions);
        });
    }
    if state.session.notice.is_some() {
        Panel::bottom("notice").frame(bar).show(ui, |ui| {
            landmark(ui, "Message");
            notice::notice_ui(ui, state, actions);
        });
    }
    if state.session.crash_report.is_some() {
        Panel::bottom("report").frame(bar).show(ui, |ui| hint::report_ui(ui, actions));
    }
    if state.session.shows_hint {
        Panel::bottom("hint").frame(bar).show(ui, |ui| hint::hint_ui(ui, actions));
    }
    if state.view.is_list_open && width >= NARROW && !is_waiting {
        let most = (width * 0.4).max(LEAST_PANEL);
        let panel = Panel::left("list").frame(side).default_size(LIST_WIDTH).size_range(LEAST_PANEL..=most);
        panel.show(ui, |ui| {
            landmark(ui, "List");
            findings::side_tabs_ui(ui, state, actions);
            match state.view.side {
                Side::Facts => list::list_ui(ui, state, actions),
                Side::Findings => findings::findings_ui(ui, state, actions),
            }
        });
    }
    if state.view.is_detail_open && !is_waiting {
        let detail = |ui: &mut Ui| {
            landmark(ui, "Detail panel");
            detail::detail_ui(ui, state, actions);
        };
        if width >= MEDIUM {
            let most = (width * 0.5).max(LEAST_PANEL);
            let default = DETAIL_WIDTH.min(width * 0.32);
            Panel::right("detail").frame(side).default_size(default).size_range(LEAST_PANEL..=most).show(ui, detail);
        } else {
            let height = ui.available_height();
            let panel = Panel::bottom("detail below").frame(side).default_size(height * 0.4);
            panel.size_range(60.0..=(height * 0.7).max(61.0)).show(ui, detail);
        }
    }
    egui::CentralPanel::default().frame(Frame::new().fill(Theme::of(ui).paper)).show(ui, |ui| {
        if is_waiting {
            opening::waiting_ui(ui, state);
        } else {
            centre::centre_ui(ui, state, around, actions);
        }
    });
}
