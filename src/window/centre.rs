//! The middle of the window: timeline and chart with the overview strip between them, one of them alone, or a table.

mod arrangement;
mod facts_table;
mod sources;
mod strip;

use egui::containers::menu::MenuButton;
use egui::scroll_area::{DragScroll, ScrollSource};
use egui::{Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::landmarks::landmark;
use super::{Surroundings, shortcuts};
use crate::app::{
    Action, AppState, ChartKind, FileAction, FrameParts, LayoutAction, MainView, RivalPolicy, SpanAction,
    TimeAxisTarget, ValueAxis,
};
use crate::charts::theme::{self, MARGIN, Theme, size};
use crate::charts::timeline::{TITLE as TITLE_OF_TIMELINE, TimelineInput, timeline_ui, wanted_height};
use crate::charts::trade::{TradeInput, trade_chart_ui};
use arrangement::{Arrangement, Room};
use strip::{STRIP, splitter_ui, strip_ui};

/// The height of the words that change how the chart is looked at, in points.
const TOOLS: f32 = 24.0;
/// From this width of the chart on they stand beside its title, in points.
const TOOLS_BESIDE_TITLE: f32 = 640.0;

/// From this width on, the choice of the axis stands beside the other tools, and not in their menu alone; in points.
const AXES_BESIDE: f32 = 270.0;
/// How values may be spaced, from right to left.
const AXES: [(ValueAxis, &str, &str); 2] = [
    (ValueAxis::Logarithmic, "Log", "Equal steps for equal ratios"),
    (ValueAxis::Linear, "Linear", "Equal steps for equal differences, from zero"),
];

/// The least height in which timeline or chart can be read alone; in points.
const LEAST_HEIGHT: f32 = 220.0;
/// In a middle lower than this the strip gives way, in points.
const LEAST_FOR_STRIP: f32 = 330.0;
/// The height of the tabs that stand over timeline and chart where one is behind the other, in points.
const TABS: f32 = 34.0;
/// The height of the title of a chart, which a double-click gives the whole middle; in points.
const TITLE: f32 = 28.0;

/// What was chosen for the middle; timeline and chart are scrolled where the window is too low for them.
pub(super) fn centre_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    match state.view.main {
        MainView::Table => return facts_table::facts_table_ui(ui, state, actions),
        MainView::Sources => return sources::sources_ui(ui, state, actions),
        MainView::Timeline | MainView::Chart | MainView::Split => {}
    }
    let height = ui.available_height().max(LEAST_HEIGHT);
    // The content may be dragged itself: that pans.
    let source = ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() };
    ScrollArea::vertical().id_salt("centre").scroll_source(source).auto_shrink(false).show(ui, |ui| {
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        charts_ui(ui, all, state, around, actions);
    });
}

/// Timeline, strip and chart, as far as there is room for them.
fn charts_ui(ui: &mut Ui, all: Rect, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let input = timeline_input(state, around);
    let is_split = state.view.main == MainView::Split;
    let room = Room {
        height: (all.height() - STRIP).max(0.0),
        window: ui.ctx().content_rect().height(),
        text_scale: state.settings.text_scale,
        timeline: if is_split { wanted_height(ui, &input, state.file.timeline_fit(), all.width()) } else { 0.0 },
        has_timeline: state.file.digest.days().is_some(),
        has_chart: state.file.trade(None).years().is_some(),
    };
    let view = &state.view;
    let strip = if all.height() < LEAST_FOR_STRIP { 0.0 } else { STRIP };
    match Arrangement::of(view.main, &room, view.split, view.is_chart_in_front) {
        Arrangement::Timeline => {
            let (timeline, strip) = all.split_top_bottom_at_y(all.bottom() - strip);
            part(ui, timeline, |ui| timeline_part(ui, state, &input, actions));
            part(ui, strip, |ui| strip_ui(ui, state, false, actions));
        }
        Arrangement::Chart => {
            let (strip, chart) = all.split_top_bottom_at_y(all.top() + strip);
            part(ui, strip, |ui| strip_ui(ui, state, false, actions));
            part(ui, chart, |ui| chart_part(ui, state, actions));
        }
        Arrangement::Both(height) => {
            let (timeline, rest) = all.split_top_bottom_at_y(all.top() + height);
            let (strip, chart) = rest.split_top_bottom_at_y(rest.top() + STRIP);
            part(ui, timeline, |ui| timeline_part(ui, state, &input, actions));
            part(ui, strip, |ui| strip_ui(ui, state, true, actions));
            part(ui, chart, |ui| chart_part(ui, state, actions));
            splitter_ui(ui, strip, all, height, actions);
        }
        Arrangement::Tabs { is_chart } => {
            let (tabs, rest) = all.split_top_bottom_at_y(all.top() + TABS);
            let (seen, strip) = rest.split_top_bottom_at_y(rest.bottom() - strip);
            part(ui, tabs, |ui| tabs_ui(ui, is_chart, actions));
            part(ui, seen, |ui| {
                if is_chart { chart_part(ui, state, actions) } else { timeline_part(ui, state, &input, actions) }
            });
            part(ui, strip, |ui| strip_ui(ui, state, false, actions));
        }
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if state.session.cursor_days.is_some()
        && !pointer.is_some_and(|pointer| all.intersect(ui.clip_rect()).contains(pointer))
    {
        actions.push(Action::SetCursor(None));
    }
}

/// The tabs that lead from the timeline to the chart and back, where there is room for one of them only.
fn tabs_ui(ui: &mut Ui, is_chart: bool, actions: &mut Vec<Action>) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, Theme::of(ui).hairline));
    let inner = rect.shrink2(vec2(MARGIN, 4.0));
    part(ui, inner, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (is_of_chart, words) in [(false, "Timeline"), (true, "Chart")] {
                let text = RichText::new(words).font(theme::text(size::SMALL));
                let tab = ui.add(egui::Button::selectable(is_chart == is_of_chart, text));
                tab.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chart == is_of_chart, words));
                if tab.clicked() {
                    actions.push(Action::Layout(LayoutAction::BringToFront { is_chart: is_of_chart }));
                }
            }
        });
    });
}

/// A double-click on a title gives timeline or chart the whole middle, and takes it away again.
fn title_actions(ui: &Ui, title: Rect, alone: MainView, state: &AppState, actions: &mut Vec<Action>) {
    let is_double = ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary));
    if is_double && ui.rect_contains_pointer(title) {
        let main = if state.view.main == alone { MainView::Split } else { alone };
        actions.push(Action::Layout(LayoutAction::ShowMain(main)));
    }
}

fn part(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_clip_rect(ui.clip_rect().intersect(rect));
    contents(&mut ui);
}

fn timeline_input<'a>(state: &'a AppState, around: &Surroundings) -> TimelineInput<'a> {
    TimelineInput {
        dossier: state.dossier(),
        shown: &state.session.shown.facts,
        time: &state.session.shown.time,
        span: state.timeline_span(),
        selected: state.selected(),
        cursor_days: state.session.cursor_days,
        today: around.today,
        is_interactive: true,
    }
}

fn timeline_part(ui: &mut Ui, state: &AppState, input: &TimelineInput<'_>, actions: &mut Vec<Action>) {
    landmark(ui, "Timeline");
    let all = ui.max_rect();
    timeline_ui(ui, input, actions);
    title_actions(ui, all.with_max_y(all.top() + TITLE_OF_TIMELINE), MainView::Timeline, state, actions);
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
    let title = Rect::from_min_max(all.min, egui::pos2(all.center().x, top + TITLE));
    title_actions(ui, title, MainView::Chart, state, actions);
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
