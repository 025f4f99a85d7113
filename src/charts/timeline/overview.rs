//! The overview strip: all of time at a glance, with the stretches that timeline and chart show.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Mesh, PointerButton, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
};
use egui::{Ui, WidgetInfo, pos2, vec2};

use super::scale::{Scale, length, whole_units};
use crate::analysis::TimeIndex;
use crate::app::{Action, Span, SpanAction, TimeAxisTarget};
use crate::charts::Theme;
use crate::format::date::year_text;

/// The height of the strip, in points.
pub(super) const OVERVIEW_HEIGHT: f32 = 26.0;
/// The width of a bar of counts, in points.
const BIN: f32 = 4.0;
/// How near to an edge of the window the pointer takes hold of it, in points.
const HANDLE: f32 = 5.0;
/// The least width of a window on the strip, so that it can be seen and taken hold of; in points.
const LEAST_WINDOW: f32 = 6.0;

/// What the overview strip draws.
#[derive(Clone, Copy, Debug)]
pub struct OverviewInput<'a> {
    /// The facts that are shown, in time; shared, so that what was counted of them is known to be of them.
    pub time: &'a Arc<TimeIndex>,
    /// All of time that the strip covers.
    pub whole: Span,
    /// What the timeline shows.
    pub timeline: Span,
    /// What the chart shows.
    pub chart: Span,
    /// Whether both show the same.
    pub is_locked: bool,
}

/// What a drag has taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grip {
    Start,
    End,
    Window,
}

/// Draws the strip into the width that is there, and hands on what dragging and clicking in it ask for.
pub fn overview_ui(ui: &mut Ui, input: &OverviewInput<'_>, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), OVERVIEW_HEIGHT);
    let (outer, _) = ui.allocate_exact_size(size, Sense::hover());
    let rect = outer.shrink2(vec2(1.0, 2.0));
    let scale = Scale::new(rect, input.whole);
    let window = window_rect(&scale, rect, input.timeline);
    let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
    name(&response, input);
    let grip = drag(ui, &response, input, window, &scale, actions);
    let is_lit = grip.is_some() || response.has_focus();

    let painter = ui.painter().with_clip_rect(outer.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 3.0, theme.panel);
    if !input.is_locked {
        let band = window_rect(&scale, rect, input.chart).intersect(rect);
        painter.rect_filled(band, 0.0, theme.tint(theme.series(crate::analysis::SeriesColour::Total), 0.18));
    }
    painter.add(Shape::Mesh(counts(ui, input, &scale, rect, theme.tint(theme.ink_soft, 0.75))));
    painter.rect_stroke(rect, 3.0, Stroke::new(1.0, theme.hairline), StrokeKind::Inside);
    let frame = Stroke::new(if is_lit { 2.0 } else { 1.3 }, theme.accent);
    painter.rect_stroke(window, CornerRadius::same(3), frame, StrokeKind::Inside);
    for x in [window.left(), window.right()] {
        // Small handles say that the edges can be moved.
        let handle = Rect::from_center_size(pos2(x, rect.center().y), vec2(3.0, 9.0));
        painter.rect_filled(handle, 1.0, theme.accent);
    }
}

/// The place of a span on the strip.
fn window_rect(scale: &Scale, rect: Rect, span: Span) -> Rect {
    let (left, right) = (scale.x_from_days(span.start_days()), scale.x_from_days(span.end_days()));
    let middle = f32::midpoint(left, right).clamp(rect.left(), rect.right());
    let (left, right) = (left.max(rect.left()), right.min(rect.right()));
    if right - left < LEAST_WINDOW {
        let middle = middle.clamp(rect.left() + LEAST_WINDOW / 2.0, rect.right() - LEAST_WINDOW / 2.0);
        return Rect::from_x_y_ranges(middle - LEAST_WINDOW / 2.0..=middle + LEAST_WINDOW / 2.0, rect.y_range());
    }
    Rect::from_x_y_ranges(left..=right, rect.y_range())
}

/// Bars that were counted in a frame before, with all that they depend on.
#[derive(Clone)]
struct Counted {
    time: Arc<TimeIndex>,
    of: (Span, Rect, Color32),
    bars: Arc<Mesh>,
}

/// How many facts begin in each stretch, as one mesh of bars; counted anew where something is not as it was.
fn counts(ui: &Ui, input: &OverviewInput<'_>, scale: &Scale, rect: Rect, colour: Color32) -> Arc<Mesh> {
    let id = ui.scope_id().with("counts");
    let of = (input.whole, rect, colour);
    let kept = ui.data(|data| data.get_temp::<Counted>(id));
    if let Some(kept) = kept.filter(|kept| Arc::ptr_eq(&kept.time, input.time) && kept.of == of) {
        return kept.bars;
    }
    let bars = Arc::new(bars(input.time, scale, rect, colour));
    let counted = Counted { time: Arc::clone(input.time), of, bars: Arc::clone(&bars) };
    ui.data_mut(|data| data.insert_temp(id, counted));
    bars
}

fn bars(time: &TimeIndex, scale: &Scale, rect: Rect, colour: Color32) -> Mesh {
    let bins = whole_units(rect.width(), BIN) + 1;
    let edge = |bin: usize| scale.days_from_x((rect.left() + length(bin) * BIN).min(rect.right()));
    let before: Vec<usize> = (0..=bins).map(|bin| time.known_before(first_day_from(edge(bin)))).collect();
    let bins: Vec<usize> = before.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let most = length(bins.iter().copied().max().unwrap_or(1).max(1));
    let mut mesh = Mesh::default();
    for (place, count) in bins.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        // By the square root, so that a single fact is still seen beside a crowd.
        let height = (rect.height() - 7.0) * (length(count) / most).sqrt().max(0.25);
        let left = rect.left() + length(place) * BIN;
        let bar = Rect::from_min_max(
            pos2(left + 0.5, rect.bottom() - 3.0 - height),
            pos2((left + BIN - 0.5).min(rect.right()), rect.bottom() - 3.0),
        );
        mesh.add_colored_rect(bar, colour);
    }
    mesh
}

/// The first day that begins at a moment or after it.
#[expect(clippy::cast_possible_truncation, reason = "a moment in view lies within a million years")]
fn first_day_from(at_days: f64) -> i64 {
    at_days.ceil() as i64
}

fn grip_at(x: f32, window: Rect) -> Option<Grip> {
    // Of a narrow window, the edges are taken from outside, so that its middle can still be moved.
    let inside = HANDLE.min(window.width() / 4.0);
    if (window.left() - HANDLE..=window.left() + inside).contains(&x) {
        Some(Grip::Start)
    } else if (window.right() - inside..=window.right() + HANDLE).contains(&x) {
        Some(Grip::End)
    } else if window.x_range().contains(x) {
        Some(Grip::Window)
    } else {
        None
    }
}

/// Pushes what dragging and clicking ask for; returns what is, or would be, taken hold of.
fn drag(
    ui: &Ui,
    response: &Response,
    input: &OverviewInput<'_>,
    window: Rect,
    scale: &Scale,
    actions: &mut Vec<Action>,
) -> Option<Grip> {
    let held: Id = response.id.with("grip");
    if response.drag_started_by(PointerButton::Primary) {
        let from = ui.input(|input| input.pointer.press_origin());
        let grip = from.and_then(|from| grip_at(from.x, window));
        ui.ctx().data_mut(|data| data.insert_temp(held, grip));
    }
    let mut grip = response.hover_pos().and_then(|at| grip_at(at.x, window));
    if response.dragged_by(PointerButton::Primary) {
        grip = ui.ctx().data(|data| data.get_temp(held)).flatten();
        let shift = f64::from(response.drag_delta().x) / scale.points_per_day();
        let at_days = response.interact_pointer_pos().map(|at| scale.days_from_x(at.x));
        actions.extend(dragged(input, grip, shift, at_days));
    } else if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
        && !window.contains(at)
    {
        actions.push(set(input.timeline.centred(scale.days_from_x(at.x))));
    }
    if response.double_clicked() {
        actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit));
    }
    if let Some(cursor) = cursor(grip, response) {
        ui.ctx().set_cursor_icon(cursor);
    }
    grip
}

fn dragged(input: &OverviewInput<'_>, grip: Option<Grip>, shift: f64, at_days: Option<f64>) -> Option<Action> {
    let span = input.timeline;
    if shift == 0.0 {
        return None;
    }
    let new = match grip {
        Some(Grip::Window) => Span::new(span.start_days() + shift, span.end_days() + shift),
        // An edge stops before the other one, and does not push it.
        Some(Grip::Start) => Span::new(at_days?.min(span.end_days() - 1.0), span.end_days()),
        Some(Grip::End) => Span::new(span.start_days(), at_days?.max(span.start_days() + 1.0)),
        // Outside the window, a drag takes the window along to the pointer.
        None => span.centred(at_days?),
    };
    (!new.is_close_to(span)).then(|| set(new))
}

const fn set(span: Span) -> Action {
    Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(span))
}

fn cursor(grip: Option<Grip>, response: &Response) -> Option<CursorIcon> {
    match grip {
        Some(Grip::Start | Grip::End) => Some(CursorIcon::ResizeHorizontal),
        Some(Grip::Window) if response.dragged() => Some(CursorIcon::Grabbing),
        Some(Grip::Window) => Some(CursorIcon::Grab),
        None => response.hovered().then_some(CursorIcon::PointingHand),
    }
}

fn name(response: &Response, input: &OverviewInput<'_>) {
    response.widget_info(|| {
        let years =
            |span: Span| format!("{} to {}", year_text(span.first_day().year()), year_text(span.last_day().year()));
        let shown = if input.is_locked {
            format!("timeline and chart show {}", years(input.timeline))
        } else {
            format!("timeline shows {}, chart shows {}", years(input.timeline), years(input.chart))
        };
        WidgetInfo::labeled(Role::Slider, true, format!("Overview, {}: {shown}", years(input.whole)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_and_middle_of_a_window_can_be_told_apart() {
        let window = Rect::from_min_max(pos2(100.0, 0.0), pos2(200.0, 20.0));
        assert_eq!(grip_at(98.0, window), Some(Grip::Start));
        assert_eq!(grip_at(150.0, window), Some(Grip::Window));
        assert_eq!(grip_at(202.0, window), Some(Grip::End));
        assert_eq!(grip_at(50.0, window), None);
        let narrow = Rect::from_min_max(pos2(100.0, 0.0), pos2(106.0, 20.0));
        assert_eq!(grip_at(103.0, narrow), Some(Grip::Window));
    }

    #[test]
    fn even_the_narrowest_window_can_be_seen() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(600.0, 20.0));
        let scale = Scale::new(rect, Span::of_years(1900, 2000));
        for span in [Span::new(0.0, 1.0), Span::of_years(1800, 1810), Span::of_years(2100, 2101)] {
            let window = window_rect(&scale, rect, span);
            assert!(window.width() >= LEAST_WINDOW - 0.01 && rect.contains_rect(window), "{window:?}");
        }
    }
}
