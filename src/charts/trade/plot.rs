//! The plot itself: axes, marks, and what the pointer does.

use egui::{Id, PointerButton, Rect, Role, Sense, Ui, Vec2b, WidgetInfo};
use egui_plot::{AxisHints, GridMark, Plot, PlotBounds, PlotTransform};

use super::TradeInput;
use super::axes::{TimeStep, value_marks};
use super::bars::Bars;
use super::marks::{Marks, bar_rect, empty_words, gap_rect};
use super::scale::Scale;
use super::{texts, tooltip};
use crate::app::{Action, SelectAction, Span, SpanAction, TimeAxisTarget};
use crate::charts::fact_menu;
use crate::charts::theme::{self, Theme, size};
use crate::charts::tooltip::tooltip as show_tooltip;
use crate::charts::wheel::wheel_action;
use crate::format::date::day_range_text;
use crate::format::number::tick_at;

/// Room for the labels of the value axis, in points.
const VALUE_AXIS_WIDTH: f32 = 40.0;
/// Room for the labels of the time axis, in points.
const TIME_AXIS_HEIGHT: f32 = 20.0;
/// About the width of a digit of the axis, in points.
const DIGIT_WIDTH: f64 = 7.2;
/// Bars and gaps that answer to the pointer one by one; more are too narrow for that anyway.
const MAX_TARGETS: usize = 400;

pub(super) fn plot_ui(ui: &mut Ui, input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let size = ui.available_size();
    if input.series.slots.is_empty() {
        let words = "This dossier has no figures of trade with a year: nothing to draw.";
        empty_words(ui.painter(), ui.available_rect_before_wrap(), words, &theme);
        return;
    }
    let step = TimeStep::fitting(input.span, f64::from(size.x - VALUE_AXIS_WIDTH).max(1.0), bars.are_by_month);
    let bounds = PlotBounds::from_min_max(
        [input.span.start_days(), scale.y_from_value(scale.low)],
        [input.span.end_days(), scale.y_from_value(scale.high)],
    );
    let asked = bounds;
    let marks = Marks::new(input, bars, scale, theme);
    let shown = plot(input, *scale, step, size, &theme).show(ui, move |plot| {
        plot.set_plot_bounds(bounds);
        plot.add(marks);
    });
    if bars.is_empty() {
        let stretch = day_range_text(input.span.first_day(), input.span.last_day());
        let words = format!("This dossier has no figures of trade for {stretch}.");
        empty_words(ui.painter(), *shown.transform.frame(), &words, &theme);
    }
    if !input.is_interactive {
        return;
    }
    let response = shown.response;
    name_plot(&response, input);
    report_bounds(&asked, &shown.transform, scale, actions);
    if response.double_clicked() {
        actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    }
    if response.contains_pointer() {
        let days_at = |x: f32| shown.transform.value_from_position(egui::Pos2::new(x, 0.0)).x;
        actions.extend(wheel_action(ui, TimeAxisTarget::Chart, shown.transform.frame().width(), days_at));
        if let Some(at) = response.hover_pos() {
            let days = days_at(at.x);
            if input.cursor_days.is_none_or(|cursor| (cursor - days).abs() > f64::EPSILON) {
                actions.push(Action::SetCursor(Some(days)));
            }
        }
    }
    targets(ui, input, bars, scale, &shown.transform, response.id, actions);
}

fn plot<'a>(input: &TradeInput<'a>, scale: Scale, step: TimeStep, plot_size: egui::Vec2, theme: &Theme) -> Plot<'a> {
    let span = input.span;
    let height = f64::from(plot_size.y - TIME_AXIS_HEIGHT).max(1.0);
    let width = f64::from(plot_size.x - VALUE_AXIS_WIDTH).max(1.0);
    let hints = |hints: AxisHints<'a>| {
        hints.tick_label_color(theme.ink_soft).tick_label_font(theme::text(size::CHART)).label_spacing(0.5..=1.0)
    };
    let time_axis =
        hints(AxisHints::new_x()).formatter(move |mark, _| step.label(mark.value)).min_thickness(TIME_AXIS_HEIGHT);
    let value_axis = hints(AxisHints::new_y())
        .formatter(move |mark, _| value_label(&scale, mark.value))
        .min_thickness(VALUE_AXIS_WIDTH);
    let is_interactive = input.is_interactive;
    Plot::new("trade per year")
        .width(plot_size.x)
        .height(plot_size.y)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .show_grid(Vec2b::new(false, true))
        .grid_color(theme.grid)
        .grid_fade(0.0)
        .grid_spacing(1.0..=1.5)
        .x_grid_spacer(move |_| whole_labels(step, span, width))
        .y_grid_spacer(move |_| value_marks(&scale, height))
        .custom_x_axes(vec![time_axis])
        .custom_y_axes(vec![value_axis])
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .allow_drag(Vec2b::new(is_interactive, false))
        .allow_boxed_zoom(is_interactive)
        .boxed_zoom_pointer_button(PointerButton::Secondary)
        .sense(if is_interactive { Sense::click_and_drag() } else { Sense::hover() })
}

/// The marks of the time axis but for those whose label the right edge would cut: another year could be read in it.
fn whole_labels(step: TimeStep, span: Span, width: f64) -> Vec<GridMark> {
    let points_per_day = width / span.width_days();
    let half = |mark: &GridMark| step.label(mark.value).chars().count() as f64 * DIGIT_WIDTH / 2.0;
    let is_whole = |mark: &GridMark| (span.end_days() - mark.value) * points_per_day >= half(mark);
    step.marks(span).into_iter().filter(is_whole).collect()
}

fn value_label(scale: &Scale, y: f64) -> String {
    // The tick is a round number; the float next to it is as good as it gets, and is rounded to five digits.
    let value = num_rational::BigRational::from_float(scale.value_from_y(y));
    value.map(|value| tick_at(&value, scale.magnitude)).unwrap_or_default()
}

/// Hands on what dragging or a box did to the bounds that were asked for.
fn report_bounds(asked: &PlotBounds, transform: &PlotTransform, scale: &Scale, actions: &mut Vec<Action>) {
    let found = transform.bounds();
    let (asked_span, found_span) =
        (Span::new(asked.min()[0], asked.max()[0]), Span::new(found.min()[0], found.max()[0]));
    if !found_span.is_close_to(asked_span) {
        actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Set(found_span)));
    }
    let (low, high) = (found.min()[1], found.max()[1]);
    let height = asked.max()[1] - asked.min()[1];
    let is_moved = |one: f64, other: f64| (one - other).abs() > height * 1e-6;
    if is_moved(low, asked.min()[1]) || is_moved(high, asked.max()[1]) {
        actions.push(Action::SetValueRange(Some((scale.value_from_y(low), scale.value_from_y(high)))));
    }
}

/// The bars and gaps as things that can be pointed at, clicked, and read aloud.
fn targets(
    ui: &Ui,
    input: &TradeInput<'_>,
    bars: &Bars<'_>,
    scale: &Scale,
    transform: &PlotTransform,
    plot: Id,
    actions: &mut Vec<Action>,
) {
    let frame = *transform.frame();
    for (place, placed) in bars.placed.iter().enumerate().take(MAX_TARGETS) {
        // Low bars are hard to hit: all of the column up to the words over it answers.
        let bar = bar_rect(placed, scale, transform);
        let column = Rect::from_min_max(egui::pos2(bar.left(), bar.top() - 34.0), bar.max).intersect(frame);
        if !column.is_positive() {
            continue;
        }
        let response = ui.interact(column, plot.with(("bar", place)), Sense::click());
        response.widget_info(|| {
            let words = texts::bar_words(input, placed);
            let value = tooltip::value(input, placed.shown);
            let label = format!("{}: {value} {}", placed.year, words.join(", "));
            WidgetInfo::selected(Role::Button, true, input.selected == Some(placed.fact()), label.trim_end())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(format!("bar {} of {}", place + 1, bars.placed.len()));
            node.set_value(tooltip::value(input, placed.shown));
            node.set_position_in_set(place);
            node.set_size_of_set(bars.placed.len());
        });
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, Theme::of(ui).accent);
            ui.painter().rect_stroke(column, 2.0, stroke, egui::StrokeKind::Outside);
        }
        if response.clicked() {
            let id = input.dossier.fact(placed.fact()).id.clone();
            actions.push(Action::Select(SelectAction::Fact(id)));
        }
        let trace = tooltip::trace(input.dossier, placed.shown);
        fact_menu(&response, input.dossier, placed.fact(), Some(trace), actions);
        show_tooltip(response, |ui| tooltip::bar_tooltip_ui(ui, input, placed, actions));
    }
    column_target(ui, input, bars, scale, transform, plot);
    for gap in bars.gaps.iter().take(MAX_TARGETS) {
        let rect = gap_rect(*gap, transform).intersect(frame);
        if rect.is_positive() {
            let response = ui.interact(rect, plot.with(("gap", gap.year)), Sense::hover());
            let label = format!("{}: {}", gap.year, texts::nothing_meaning(gap.nothing, input.series));
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
            show_tooltip(response, |ui| tooltip::gap_tooltip_ui(ui, input, *gap));
        }
    }
}

/// The column under the pointer, which says what it shows.
fn column_target(ui: &Ui, input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale, transform: &PlotTransform, plot: Id) {
    let frame = *transform.frame();
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| frame.contains(*at));
    let Some(days) = pointer.map(|at| transform.value_from_position(at).x) else { return };
    let after = bars.columns.partition_point(|column| column.start_days <= days);
    let Some(column) = after.checked_sub(1).and_then(|place| bars.columns.get(place)) else { return };
    if days >= column.end_days {
        return;
    }
    let x = |days: f64| transform.position_from_point(&egui_plot::PlotPoint::new(days, 0.0)).x;
    let rect = Rect::from_x_y_ranges(x(column.start_days)..=x(column.end_days), frame.y_range());
    let response = ui.interact(rect.intersect(frame), plot.with(("column", after)), Sense::hover());
    let words = texts::column_words(column, scale, &input.series.unit);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_ui(|ui| {
        ui.label(&words);
        ui.weak("Look at fewer years to see them one by one.");
    });
}

fn name_plot(response: &egui::Response, input: &TradeInput<'_>) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, texts::title(input.dossier)));
}
