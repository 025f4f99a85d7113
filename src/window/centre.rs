//! The middle of the window: timeline and chart with the overview strip between them, one of them alone, or a table.

mod arrangement;
mod facts_table;
mod import;
mod sources;
mod strip;

pub(super) use self::import::record_as_it_will_be_ui;

use egui::scroll_area::{DragScroll, ScrollSource};
use egui::{Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::Surroundings;
use super::chart_tools::{self, chart_tools_ui};
use super::landmarks::landmark;
use crate::analysis::Query;
use crate::app::{Action, AppState, FrameParts, LayoutAction, MainView};
use crate::charts::theme::{self, MARGIN, Theme, size};
use crate::charts::timeline::{TITLE as TITLE_OF_TIMELINE, TimelineInput, timeline_ui, wanted_height};
use crate::charts::trade::{TradeInput, trade_chart_ui};
use arrangement::{Arrangement, Room};
use strip::{STRIP, splitter_ui, strip_ui};

/// The height of the words that change how the chart is looked at, in points.
const TOOLS: f32 = 24.0;
/// From this width of the chart on they stand beside its title, in points.
const TOOLS_BESIDE_TITLE: f32 = 640.0;

/// The least height in which timeline or chart can be read alone; in points.
const LEAST_HEIGHT: f32 = 220.0;
/// The same where it is the chart, whose plot has 200 of them beside its title, its key and its notes; in points.
const LEAST_HEIGHT_OF_CHART: f32 = 440.0;
/// In a middle lower than this the strip gives way, in points.
const LEAST_FOR_STRIP: f32 = 330.0;
/// The height of the tabs that stand over timeline and chart where one is behind the other, in points.
const TABS: f32 = 34.0;
/// The height of the title of a chart, which a double-click gives the whole middle; in points.
const TITLE: f32 = 28.0;

/// What was chosen for the middle; timeline and chart are scrolled where the window is too low for them.
pub(super) fn centre_ui(ui: &mut Ui, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    if let Some(review) = state.import_in_view() {
        return import::import_ui(ui, state, review, actions);
    }
    match state.view.main {
        MainView::Table => return facts_table::facts_table_ui(ui, state, actions),
        MainView::Sources => return sources::sources_ui(ui, state, actions),
        MainView::Timeline | MainView::Chart | MainView::Split => {}
    }
    let least = if is_chart_alone(state) { LEAST_HEIGHT_OF_CHART } else { LEAST_HEIGHT };
    let height = ui.available_height().max(least);
    // The content may be dragged itself: that pans.
    let source = ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() };
    ScrollArea::vertical().id_salt("centre").scroll_source(source).auto_shrink(false).show(ui, |ui| {
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        charts_ui(ui, all, state, around, actions);
    });
}

/// Whether the chart is what is seen where there is room for one thing only.
fn is_chart_alone(state: &AppState) -> bool {
    let has_chart = state.file.trade(None).years().is_some();
    match state.view.main {
        MainView::Chart => has_chart,
        MainView::Split => has_chart && (state.view.is_chart_in_front || state.file.digest.days().is_none()),
        MainView::Timeline | MainView::Table | MainView::Sources => false,
    }
}

/// Timeline, strip and chart, as far as there is room for them.
fn charts_ui(ui: &mut Ui, all: Rect, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    let query = Query::parse(&state.session.query);
    let input = timeline_input(state, around, &query);
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

fn timeline_input<'a>(state: &'a AppState, around: &Surroundings, query: &'a Query) -> TimelineInput<'a> {
    TimelineInput {
        dossier: state.dossier(),
        shown: &state.session.shown.facts,
        time: &state.session.shown.time,
        span: state.timeline_span(),
        selected: state.selected(),
        also_selected: state.also_selected(),
        query: Some(query).filter(|query| !query.is_empty()),
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
    let plan = state.chart_plan();
    let input = TradeInput {
        dossier: &state.file.dossier,
        derived: &state.file.derived,
        audit: &state.file.audit,
        plan: &plan,
        rivals: state.view.rivals,
        span: state.chart_span(),
        value_axis: state.view.value_axis,
        value_range: state.view.value_range,
        selected: state.selected(),
        cursor_days: state.session.cursor_days,
        // Paper lies under the whole centre.
        frame: FrameParts { ground: false, ..FrameParts::default() },
        are_notes_open: state.view.are_notes_open,
        is_box_zoom: state.view.is_box_zoom,
        tools_width: if all.width() >= TOOLS_BESIDE_TITLE { chart_tools::WIDTH } else { 0.0 },
        found: Some(&*state.session.shown).filter(|_| !Query::parse(&state.session.query).is_empty()),
        is_interactive: true,
    };
    let right = all.right() - MARGIN;
    let top = all.top() + MARGIN;
    if all.width() >= TOOLS_BESIDE_TITLE {
        trade_chart_ui(ui, &input, actions);
        let tools = Rect::from_min_max(egui::pos2(right - chart_tools::WIDTH, top), egui::pos2(right, top + TOOLS));
        part(ui, tools, |ui| chart_tools_ui(ui, state, &plan, actions));
    } else {
        // The margin over the title is room enough between the two.
        let (tools, chart) = all.split_top_bottom_at_y(all.top() + TOOLS - 4.0);
        part(ui, tools.with_max_x(right).expand2(vec2(0.0, 4.0)).translate(vec2(0.0, 4.0)), |ui| {
            chart_tools_ui(ui, state, &plan, actions);
        });
        part(ui, chart, |ui| {
            trade_chart_ui(ui, &input, actions);
        });
    }
    let title = Rect::from_min_max(all.min, egui::pos2(all.center().x, top + TITLE));
    title_actions(ui, title, MainView::Chart, state, actions);
}
