//! The middle of the window: the timeline above, the trade chart below, the overview strip between them.

use egui::containers::menu::MenuButton;
use egui::scroll_area::{DragScroll, ScrollSource};
use egui::{CursorIcon, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};

use super::landmarks::landmark;
use super::{Surroundings, shortcuts};
use crate::app::{
    Action, AppState, ChartKind, FileAction, FrameParts, LayoutAction, RivalPolicy, SpanAction, TimeAxisTarget,
    ValueAxis,
};
use crate::charts::theme::{self, MARGIN, Theme, size};
use crate::charts::timeline::{OverviewInput, TimelineInput, overview_ui, timeline_ui};
use crate::charts::trade::{TradeInput, trade_chart_ui};

/// The height of the strip between timeline and chart, in points.
const STRIP: f32 = 40.0;
/// The room that the lock takes beside the overview, in points.
const LOCK_WIDTH: f32 = 92.0;
/// The height of the words that change how the chart is looked at, in points.
const TOOLS: f32 = 24.0;
/// From this width of the chart on they stand beside its title, in points.
const TOOLS_BESIDE_TITLE: f32 = 640.0;
/// The part of the strip that is held to move it, in points.
const GRIP: f32 = 6.0;

/// From this width on, the choice of the axis stands beside the other tools, and not in their menu alone; in points.
const AXES_BESIDE: f32 = 270.0;
/// How values may be spaced, from right to left.
const AXES: [(ValueAxis, &str, &str); 2] = [
    (ValueAxis::Logarithmic, "Log", "Equal steps for equal ratios"),
    (ValueAxis::Linear, "Linear", "Equal steps for equal differences, from zero"),
];

/// The least height in which timeline and chart can be read; in points.
const LEAST_HEIGHT: f32 = 620.0;

/// Timeline, strip and chart; to be scrolled where the window is too low for them.
pub(super) fn centre_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let height = ui.available_height().max(LEAST_HEIGHT);
    // The content may be dragged itself: that pans.
    let source = ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() };
    ScrollArea::vertical().id_salt("centre").scroll_source(source).auto_shrink(false).show(ui, |ui| {
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        figures_ui(ui, all, state, around, actions);
    });
}

fn figures_ui(ui: &mut Ui, all: Rect, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let room = (all.height() - STRIP).max(0.0);
    let (timeline, rest) = all.split_top_bottom_at_y(all.top() + room * state.view.timeline_share);
    let (strip, chart) = rest.split_top_bottom_at_y(rest.top() + STRIP);
    part(ui, timeline, |ui| timeline_part(ui, state, around, actions));
    part(ui, strip, |ui| strip_ui(ui, all, state, actions));
    part(ui, chart, |ui| chart_part(ui, state, actions));
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if state.session.cursor_days.is_some()
        && !pointer.is_some_and(|pointer| all.intersect(ui.clip_rect()).contains(pointer))
    {
        actions.push(Action::SetCursor(None));
    }
}

fn part(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_clip_rect(ui.clip_rect().intersect(rect));
    contents(&mut ui);
}

fn timeline_part(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    landmark(ui, "Timeline");
    let input = TimelineInput {
        dossier: state.dossier(),
        shown: &state.session.shown.facts,
        time: &state.session.shown.time,
        span: state.timeline_span(),
        selected: state.selected(),
        cursor_days: state.session.cursor_days,
        today: around.today,
        is_interactive: true,
    };
    timeline_ui(ui, &input, actions);
}

fn chart_part(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    landmark(ui, "Chart");
    let all = ui.max_rect();
    let input = TradeInput {
        dossier: &state.file.dossier,
        derived: &state.file.derived,
        audit: &state.file.audit,
        series: state.file.trade(state.view.reporter.as_deref()),
        rivals: state.view.rivals,
        span: state.chart_span(),
        value_axis: state.view.value_axis,
        value_range: state.view.value_range,
        selected: state.selected(),
        cursor_days: state.session.cursor_days,
        // Paper lies under the whole centre.
        frame: FrameParts { ground: false, ..FrameParts::default() },
        is_interactive: true,
    };
    let right = all.right() - MARGIN;
    let top = all.top() + MARGIN;
    if all.width() >= TOOLS_BESIDE_TITLE {
        trade_chart_ui(ui, &input, actions);
        let tools = Rect::from_min_max(egui::pos2(all.center().x, top), egui::pos2(right, top + TOOLS));
        part(ui, tools, |ui| chart_tools_ui(ui, state, actions));
    } else {
        let (tools, chart) = all.split_top_bottom_at_y(all.top() + TOOLS + 4.0);
        part(ui, tools.with_max_x(right).translate(vec2(0.0, 4.0)), |ui| chart_tools_ui(ui, state, actions));
        part(ui, chart, |ui| {
            trade_chart_ui(ui, &input, actions);
        });
    }
}

/// The words at the top right of the chart that change how it is looked at.
fn chart_tools_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let export = Action::File(FileAction::PrepareExport(ChartKind::Trade));
        tool(ui, state, ("Export…", false), "Export this chart as a picture or as data", export, actions);
        let fit = Action::Span(TimeAxisTarget::Chart, SpanAction::Fit);
        tool(ui, state, ("Fit", false), "Show every year; a double-click does it too", fit, actions);
        values_menu(ui, state, actions);
        if ui.max_rect().width() >= AXES_BESIDE {
            for (axis, label, hint) in AXES {
                let is_on = state.view.value_axis == axis;
                tool(ui, state, (label, is_on), hint, Action::SetValueAxis(axis), actions);
            }
        }
    });
}

/// Which values the chart draws: of whom, and what where there are several.
fn values_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let words = |text: &str| RichText::new(text).font(theme::text(size::SMALL));
    let button = egui::Button::selectable(false, words("Values")).small();
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.label(words("Axis").weak());
        for (axis, label, hint) in AXES.into_iter().rev() {
            if ui.radio(state.view.value_axis == axis, words(label)).on_hover_text(hint).clicked() {
                actions.push(Action::SetValueAxis(axis));
            }
        }
        ui.separator();
        ui.label(words("Where there are several values").weak());
        for policy in RivalPolicy::ALL {
            if ui.radio(state.view.rivals == policy, words(policy.label())).clicked() {
                actions.push(Action::SetRivals(policy));
            }
        }
        ui.separator();
        ui.label(words("Reported by").weak());
        let known = state.file.reporters().map(|id| (Some(id), state.dossier().party_name(id)));
        for (reporter, name) in std::iter::once((None, "Everybody")).chain(known) {
            if ui.radio(state.view.reporter.as_deref() == reporter, words(name)).clicked() {
                actions.push(Action::SetReporter(reporter.map(str::to_owned)));
            }
        }
    });
    response.on_hover_text("Which values are drawn: R and Shift+R step through the choices");
}

/// The strip between the two: the overview, the lock, and the grip that moves it.
fn strip_ui(ui: &mut Ui, all: Rect, state: &AppState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, theme.hairline));
    let inner = rect.shrink2(Vec2::new(MARGIN, GRIP));
    let (overview, lock) = inner.split_left_right_at_x(inner.right() - LOCK_WIDTH);
    part(ui, overview, |ui| {
        let input = OverviewInput {
            time: &state.session.shown.time,
            whole: state.file.whole_span(),
            timeline: state.timeline_span(),
            chart: state.chart_span(),
            is_locked: state.view.is_locked,
        };
        overview_ui(ui, &input, actions);
    });
    part(ui, lock, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (label, hint) = if state.view.is_locked {
                ("Locked", "Timeline and chart show the same years. Part them")
            } else {
                ("Lock axes", "Make timeline and chart show the same years")
            };
            tool(ui, state, (label, state.view.is_locked), hint, Action::ToggleLock, actions);
        });
    });
    let grip = Rect::from_min_max(egui::pos2(rect.left(), rect.bottom() - GRIP), rect.max);
    let response =
        ui.interact(grip, ui.scope_id().with("grip"), Sense::drag()).on_hover_cursor(CursorIcon::ResizeVertical);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Line between timeline and chart"));
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let share = (pointer.y - STRIP - all.top()) / (all.height() - STRIP).max(1.0);
        actions.push(Action::Layout(LayoutAction::SetTimelineShare(share)));
    }
}

/// A word that does something when it is clicked; its tooltip names the keys that do the same.
fn tool(
    ui: &mut Ui,
    state: &AppState,
    (label, is_on): (&str, bool),
    meaning: &str,
    action: Action,
    actions: &mut Vec<Action>,
) {
    let text = RichText::new(label).font(theme::text(size::SMALL));
    let response = ui.add(egui::Button::selectable(is_on, text).small()).on_hover_ui(|ui| {
        ui.label(shortcuts::hint(ui.ctx(), state, meaning, &action));
    });
    if response.clicked() {
        actions.push(action);
    }
}
