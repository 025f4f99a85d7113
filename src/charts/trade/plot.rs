//! The plot itself: axes, marks, and what is drawn around them.

use egui::{PointerButton, Pos2, Rect, Sense, Ui, Vec2, Vec2b};
use egui_plot::{AxisHints, GridMark, Plot, PlotBounds, PlotTransform};

use super::TradeInput;
use super::axes::{TimeStep, value_label, value_marks};
use super::legend::EndNames;
use super::lit::Lit;
use super::marks::{Marks, dot_at, empty_words};
use super::place::Placement;
use super::pointer::{name_plot, pointer_ui, report_bounds};
use super::scale::Scale;
use crate::analysis::{Frequency, Measure};
use crate::app::{Action, Span};
use crate::charts::theme::{self, Theme, size};
use crate::format::date::day_range_text;

/// Room for the labels of the value axis, in points.
pub(super) const VALUE_AXIS_WIDTH: f32 = 40.0;
/// Room for the labels of the time axis, in points.
pub(super) const TIME_AXIS_HEIGHT: f32 = 20.0;
/// About the width of a digit of the axis, in points.
const DIGIT_WIDTH: f64 = 7.2;
/// In a longer stretch than this, in days, an axis has years only.
const MOST_DAYS_OF_MONTHS: f64 = 900.0;

/// What is drawn, and how.
pub(super) struct Drawing<'i, 'a> {
    pub(super) input: &'i TradeInput<'a>,
    pub(super) placement: &'i Placement<'a>,
    pub(super) scale: &'i Scale,
    pub(super) lit: &'i Lit,
    pub(super) ends: &'i EndNames,
}

impl Drawing<'_, '_> {
    pub(super) fn plot_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Self { input, scale, .. } = *self;
        let theme = Theme::of(ui);
        if input.plan.is_empty() && input.plan.gaps.is_empty() {
            let words = "This dossier has no figures of trade with a year: nothing to draw.";
            let words = if input.plan.years.slots.is_empty() {
                words
            } else {
                "There is no value of this kind in this dossier."
            };
            empty_words(ui.painter(), ui.available_rect_before_wrap(), words, &theme);
            return;
        }
        let size = ui.available_size() - Vec2::new(self.ends.width, 0.0);
        let step = self.time_step(size);
        let bounds = PlotBounds::from_min_max(
            [input.span.start_days(), scale.y_from_value(scale.low)],
            [input.span.end_days(), scale.y_from_value(scale.high)],
        );
        let asked = bounds;
        let marks = Marks::new(input, self.placement, scale, self.lit, theme);
        // The right button draws a box whatever the left one does.
        let is_right = ui.input(|input| input.pointer.button_down(PointerButton::Secondary));
        let box_button = if input.is_box_zoom && !is_right { PointerButton::Primary } else { PointerButton::Secondary };
        let shown =
            plot(input, *scale, step, size, &theme).boxed_zoom_pointer_button(box_button).show(ui, move |plot| {
                plot.set_plot_bounds(bounds);
                plot.add(marks);
            });
        let frame = *shown.transform.frame();
        self.ends.paint(ui, input, &self.line_ends(&shown.transform, frame), frame, &theme);
        if self.placement.is_empty() {
            let stretch = day_range_text(input.span.first_day(), input.span.last_day());
            let words = format!("This dossier has no figures of trade for {stretch}.");
            empty_words(ui.painter(), frame, &words, &theme);
        }
        if input.is_interactive {
            name_plot(&shown.response, input);
            report_bounds(&asked, &shown.transform, scale, actions);
            pointer_ui(ui, self, &shown.response, &shown.transform, actions);
        }
    }

    /// What the horizontal axis counts in: months only where values stand where their months are.
    fn time_step(&self, size: Vec2) -> TimeStep {
        let input = self.input;
        let width = f64::from(size.x - VALUE_AXIS_WIDTH).max(1.0);
        let is_by_month =
            input.plan.chosen.frequency != Frequency::Year && input.span.width_days() < MOST_DAYS_OF_MONTHS;
        TimeStep::fitting(input.span, width, is_by_month)
    }

    /// The last point of each line that is in view.
    fn line_ends(&self, transform: &PlotTransform, frame: Rect) -> Vec<(usize, Pos2)> {
        if self.ends.width <= 0.0 {
            return Vec::new();
        }
        let at = |place: usize| dot_at(&self.placement.placed[place], self.scale, transform);
        let ends = self.placement.ends_of_lines(|place| frame.x_range().contains(at(place).x));
        let within = |at: Pos2| Pos2::new(at.x, at.y.clamp(frame.top(), frame.bottom()));
        ends.into_iter().map(|place| (self.placement.placed[place].of, within(at(place)))).collect()
    }
}

fn plot<'a>(input: &TradeInput<'a>, scale: Scale, step: TimeStep, plot_size: Vec2, theme: &Theme) -> Plot<'a> {
    let (span, years) = (input.span, input.plan.years());
    let height = f64::from(plot_size.y - TIME_AXIS_HEIGHT).max(1.0);
    let width = f64::from(plot_size.x - VALUE_AXIS_WIDTH).max(1.0);
    // An index counts in hundredths too, and is no percentage.
    let is_percent = input.plan.unit == "percent" && !matches!(input.plan.chosen.measure, Measure::Index(_));
    let hints = |hints: AxisHints<'a>| {
        hints.tick_label_color(theme.ink_soft).tick_label_font(theme::text(size::CHART)).label_spacing(0.5..=1.0)
    };
    let time_axis =
        hints(AxisHints::new_x()).formatter(move |mark, _| step.label(mark.value)).min_thickness(TIME_AXIS_HEIGHT);
    let value_axis = hints(AxisHints::new_y())
        .formatter(move |mark, _| {
            let label = value_label(&scale, mark.value, height);
            if is_percent { format!("{label}%") } else { label }
        })
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
        .x_grid_spacer(move |_| whole_labels(step, span, width, years))
        .y_grid_spacer(move |_| value_marks(&scale, height))
        .custom_x_axes(vec![time_axis])
        .custom_y_axes(vec![value_axis])
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .allow_drag(Vec2b::new(is_interactive && !input.is_box_zoom, false))
        .allow_boxed_zoom(is_interactive)
        .sense(if is_interactive { Sense::click_and_drag() } else { Sense::hover() })
}

/// The marks of the time axis but for those whose label the right edge would cut: another year could be read in it.
fn whole_labels(step: TimeStep, span: Span, width: f64, years: Option<(i64, i64)>) -> Vec<GridMark> {
    let points_per_day = width / span.width_days();
    let half = |mark: &GridMark| step.label(mark.value).chars().count() as f64 * DIGIT_WIDTH / 2.0;
    let is_whole = |mark: &GridMark| {
        (span.end_days() - mark.value) * points_per_day >= half(mark)
            && (mark.value - span.start_days()) * points_per_day >= half(mark) - f64::from(VALUE_AXIS_WIDTH) / 2.0
    };
    step.marks_of(span, years).into_iter().filter(is_whole).collect()
}
