//! What the pointer does in the chart: it points at values, and it moves and zooms what is in view, each axis by itself where
//! it is over that axis.

use egui::{Id, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo};
use egui_plot::{PlotBounds, PlotTransform};

use super::TradeInput;
use super::marks::{bar_rect, dot_at, gap_rect};
use super::place::{Placed, Placement};
use super::plot::{Drawing, TIME_AXIS_HEIGHT, VALUE_AXIS_WIDTH};
use super::scale::Scale;
use super::{texts, tooltip};
use crate::app::{Action, Span, SpanAction, TimeAxisTarget, ValueAxis};
use crate::charts::theme::Theme;
use crate::charts::tooltip::tooltip as show_tooltip;
use crate::charts::wheel::wheel_action;
use crate::charts::{fact_click, fact_menu};

/// Values and gaps that answer one by one; of more, only the one under the pointer does.
const MAX_TARGETS: usize = 400;
/// Points of scrolling that double what is seen of the values.
const POINTS_PER_DOUBLING: f32 = 240.0;
/// How large the target of a point of a line is, in points.
const DOT_TARGET: f32 = 12.0;

pub(super) fn name_plot(response: &Response, input: &TradeInput<'_>) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, texts::title(input)));
}

/// Hands on what dragging or a box did to the bounds that were asked for.
pub(super) fn report_bounds(asked: &PlotBounds, transform: &PlotTransform, scale: &Scale, actions: &mut Vec<Action>) {
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

/// Everything that answers to the pointer.
pub(super) fn pointer_ui(
    ui: &Ui,
    drawing: &Drawing<'_, '_>,
    response: &Response,
    transform: &PlotTransform,
    actions: &mut Vec<Action>,
) {
    let input = drawing.input;
    let days_at = |x: f32| transform.value_from_position(Pos2::new(x, 0.0)).x;
    if response.double_clicked() {
        actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    }
    if response.contains_pointer() {
        actions.extend(wheel_action(ui, TimeAxisTarget::Chart, transform.frame().width(), days_at));
        if let Some(at) = response.hover_pos() {
            let days = days_at(at.x);
            if input.cursor_days.is_none_or(|cursor| (cursor - days).abs() > f64::EPSILON) {
                actions.push(Action::SetCursor(Some(days)));
            }
        }
    }
    if input.is_box_zoom && response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    axes_ui(ui, drawing, response.id, transform, actions);
    targets(ui, drawing, transform, response.id, actions);
}

/// Each axis zooms alone under the wheel; a double click on it shows all of it again.
fn axes_ui(ui: &Ui, drawing: &Drawing<'_, '_>, plot: Id, transform: &PlotTransform, actions: &mut Vec<Action>) {
    let frame = *transform.frame();
    let days_at = |x: f32| transform.value_from_position(Pos2::new(x, 0.0)).x;
    let time = Rect::from_min_max(frame.left_bottom(), frame.right_bottom() + egui::vec2(0.0, TIME_AXIS_HEIGHT));
    let response = ui.interact(time, plot.with("time axis"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Time axis"));
    if response.contains_pointer() {
        actions.extend(wheel_action(ui, TimeAxisTarget::Chart, frame.width(), days_at));
    }
    if response.dragged() && response.drag_delta().x != 0.0 {
        let share = f64::from(-response.drag_delta().x / frame.width().max(1.0));
        actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Pan(share)));
    }
    if response.double_clicked() {
        actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    }
    let value = Rect::from_min_max(frame.left_top() - egui::vec2(VALUE_AXIS_WIDTH, 0.0), frame.left_bottom());
    let response = ui.interact(value, plot.with("value axis"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Value axis"));
    if response.contains_pointer() {
        actions.extend(value_wheel(ui, drawing.scale, transform));
    }
    let is_free = drawing.input.plan.chosen.form == crate::analysis::Form::Lines;
    if response.dragged() && response.drag_delta().y != 0.0 && is_free {
        // Bars begin at zero, and stay there.
        let scale = drawing.scale;
        let (low, high) = (scale.y_from_value(scale.low), scale.y_from_value(scale.high));
        let shift = f64::from(response.drag_delta().y / frame.height().max(1.0)) * (high - low);
        let (low, high) = (scale.value_from_y(low + shift), scale.value_from_y(high + shift));
        actions.push(Action::SetValueRange(Some((low, high))));
    }
    if response.double_clicked() {
        actions.push(Action::SetValueRange(None));
    }
}

/// What the wheel does to the values: it zooms at the pointer.
fn value_wheel(ui: &Ui, scale: &Scale, transform: &PlotTransform) -> Option<Action> {
    let (scroll, pinch, pointer) =
        ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta(), input.pointer.hover_pos()));
    let factor = if (pinch - 1.0).abs() > f32::EPSILON { pinch } else { (scroll.y / POINTS_PER_DOUBLING).exp2() };
    if (factor - 1.0).abs() <= f32::EPSILON {
        return None;
    }
    ui.input_mut(|input| input.smooth_scroll_delta = egui::Vec2::ZERO);
    let at = transform.value_from_position(pointer?).y;
    let (low, high) = (scale.y_from_value(scale.low), scale.y_from_value(scale.high));
    let factor = f64::from(factor);
    // Bars begin at zero: what is zoomed is how high the axis reaches.
    let at = if scale.axis == ValueAxis::Linear && low <= 0.0 && at >= 0.0 { 0.0_f64.max(low) } else { at };
    let (low, high) = (at - (at - low) / factor, at + (high - at) / factor);
    Some(Action::SetValueRange(Some((scale.value_from_y(low), scale.value_from_y(high)))))
}

/// Where a value answers to the pointer.
fn target_rect(placed: &Placed<'_>, placement: &Placement<'_>, scale: &Scale, transform: &PlotTransform) -> Rect {
    let frame = *transform.frame();
    if placement.are_lines || placed.series.is_overlay {
        let at = dot_at(placed, scale, transform);
        return Rect::from_center_size(at, egui::Vec2::splat(DOT_TARGET)).intersect(frame);
    }
    let bar = bar_rect(placed, scale, transform);
    if placed.foot.is_some() {
        return bar.intersect(frame);
    }
    // Low bars are hard to hit: all of the column up to the words over it answers.
    let words = egui::vec2(0.0, 34.0);
    let column = if placed.head < 0.0 {
        Rect::from_min_max(bar.min, bar.max + words)
    } else {
        Rect::from_min_max(bar.min - words, bar.max)
    };
    column.intersect(frame)
}

/// The values and gaps as things that can be pointed at, clicked, and read aloud.
fn targets(ui: &Ui, drawing: &Drawing<'_, '_>, transform: &PlotTransform, plot: Id, actions: &mut Vec<Action>) {
    let Drawing { input, placement, scale, .. } = *drawing;
    let frame = *transform.frame();
    let column_of = |placed: &Placed<'_>| target_rect(placed, placement, scale, transform);
    let pointed_at = (placement.placed.len() > MAX_TARGETS).then(|| {
        let at = ui.input(|input| input.pointer.hover_pos()).filter(|at| frame.contains(*at))?;
        let away = |(place, placed): (usize, &Placed<'_>)| {
            let column = column_of(placed);
            column.contains(at).then(|| (column.center().distance_sq(at), place))
        };
        let near = placement.placed.iter().enumerate().filter_map(away);
        near.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, place)| place)
    });
    let answering = match pointed_at {
        Some(place) => place.map_or(0..0, |place| place..place + 1),
        None => 0..placement.placed.len(),
    };
    for place in answering {
        let placed = &placement.placed[place];
        let column = column_of(placed);
        if !column.is_positive() {
            continue;
        }
        let response = ui.interact(column, plot.with(("bar", place)), Sense::click());
        let is_selected = input.selected.is_some() && input.selected == placed.fact();
        response.widget_info(|| {
            let words = texts::bar_words(placed);
            let value = tooltip::value_of(input, placed);
            let when = texts::when(placed.point, input.plan.chosen.frequency);
            let name = if input.plan.series.len() > 1 { format!(", {}", placed.series.name) } else { String::new() };
            let label = format!("{when}: {value}{name} {}", words.join(", "));
            WidgetInfo::selected(Role::Button, true, is_selected, label.trim_end())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(format!("value {} of {}", place + 1, placement.placed.len()));
            node.set_value(tooltip::value_of(input, placed));
            node.set_position_in_set(place);
            node.set_size_of_set(placement.placed.len());
        });
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, Theme::of(ui).accent);
            ui.painter().rect_stroke(column, 2.0, stroke, egui::StrokeKind::Outside);
        }
        let Some(fact) = placed.fact() else { continue };
        if response.clicked() {
            actions.push(fact_click(ui, &input.dossier.fact(fact).id));
        }
        let trace = placed.reported().map(|shown| tooltip::trace(input.dossier, shown));
        fact_menu(&response, input.dossier, fact, trace, actions);
        show_tooltip(response, |ui| tooltip::bar_tooltip_ui(ui, input, placed, actions));
    }
    column_target(ui, drawing, transform, plot);
    for (place, gap) in placement.gaps.iter().enumerate().take(MAX_TARGETS) {
        let rect = gap_rect(gap, transform).intersect(frame);
        if rect.is_positive() {
            let response = ui.interact(rect, plot.with(("gap", place)), Sense::hover());
            let meaning = texts::nothing_meaning(gap.nothing, input.plan.years.seen_by.is_some());
            let label = format!("{}: {meaning}", gap.year);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
            show_tooltip(response, |ui| tooltip::gap_tooltip_ui(ui, input, gap));
        }
    }
}

/// The column under the pointer, which says what it shows.
fn column_target(ui: &Ui, drawing: &Drawing<'_, '_>, transform: &PlotTransform, plot: Id) {
    let Drawing { input, placement, scale, .. } = *drawing;
    let frame = *transform.frame();
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| frame.contains(*at));
    let Some(days) = pointer.map(|at| transform.value_from_position(at).x) else { return };
    let after = placement.columns.partition_point(|column| column.start_days <= days);
    let Some(column) = after.checked_sub(1).and_then(|place| placement.columns.get(place)) else { return };
    if days >= column.end_days {
        return;
    }
    let x = |days: f64| transform.position_from_point(&egui_plot::PlotPoint::new(days, 0.0)).x;
    let rect = Rect::from_x_y_ranges(x(column.start_days)..=x(column.end_days), frame.y_range());
    let response = ui.interact(rect.intersect(frame), plot.with(("column", after)), Sense::hover());
    let words = texts::column_words(column, scale, &input.plan.unit);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_ui(|ui| {
        ui.label(&words);
        ui.weak("Look at fewer years to see them one by one.");
    });
}
