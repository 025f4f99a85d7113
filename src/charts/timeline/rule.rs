//! The axis and the lines that run through all lanes: grid, today, and the cursor.

use egui::{Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::axis::{self, AFTER_TICK, Ticks};
use super::scale::{Scale, narrowed};
use super::{GUTTER_GAP, TimelineInput, crisp, items, words};
use crate::app::Span;
use crate::charts::theme::{self, Theme, size};
use crate::dossier::Day;
use crate::format::date::{day_text, month_label, year_text};

/// The length of ticks below the axis, in points: with a label, without one.
const TICK: (f32, f32) = (6.0, 3.0);

/// The ticks of a plot, with labels measured as they are painted.
pub(super) fn ticks_of(ui: &Ui, span: Span, plot: Rect) -> Ticks {
    let width = |label: &str| {
        let galley = words::galley(ui.painter(), label, theme::strong(size::CHART), egui::Color32::PLACEHOLDER);
        f64::from(galley.size().x)
    };
    axis::ticks(span, f64::from(plot.width()), &width)
}

/// Hairlines at the labelled ticks.
pub(super) fn grid(ui: &Ui, ticks: &Ticks, scale: &Scale, plot: Rect, theme: &Theme) {
    for tick in &ticks.labelled {
        let x = scale.x_from_days(tick.at_days);
        if x >= plot.left() {
            let colour = if tick.is_major { theme.hairline } else { theme.grid };
            ui.painter().vline(crisp(ui, x), plot.y_range(), Stroke::new(1.0, colour));
        }
    }
}

/// The axis with its ticks and labels, below the plot.
///
/// A label gives way to what is `taken` by the date of the cursor.
pub(super) fn axis(ui: &Ui, ticks: &Ticks, scale: &Scale, plot: Rect, taken: Option<Rect>, theme: &Theme) {
    let painter = ui.painter();
    let y = crisp(ui, plot.bottom());
    let line = Stroke::new(1.0, theme.ink_soft);
    painter.hline(plot.x_range(), y, line);
    let tick_at = |x: f32, length: f32| {
        if plot.x_range().contains(x) {
            painter.vline(crisp(ui, x), y..=y + length, line);
        }
    };
    for at_days in &ticks.minor {
        tick_at(scale.x_from_days(*at_days), TICK.1);
    }
    for tick in &ticks.labelled {
        let x = scale.x_from_days(tick.at_days);
        tick_at(x, TICK.0);
        let (font, colour) = if tick.is_major {
            (theme::strong(size::CHART), theme.ink)
        } else {
            (theme::text(size::CHART), theme.ink_soft)
        };
        let galley = words::galley(painter, &tick.label, font, colour);
        let left = x.max(plot.left()) + narrowed(AFTER_TICK);
        let is_free =
            taken.is_none_or(|taken| taken.right() < left - 2.0 || left + galley.size().x + 2.0 < taken.left());
        if is_free && left + galley.size().x <= plot.right() {
            painter.galley(pos2(left, y + 3.0), galley, colour);
        }
    }
    if let Some(year) = &ticks.year {
        let galley = words::galley(painter, year, theme::strong(size::CHART), theme.ink);
        painter.galley(pos2(plot.left() - GUTTER_GAP - galley.size().x, y + 3.0), galley, theme.ink);
    }
}

/// A dashed line where today is.
pub(super) fn today(ui: &Ui, input: &TimelineInput<'_>, scale: &Scale, plot: Rect, theme: &Theme) {
    let Some(at_days) = input.today.map(items::days).filter(|days| input.span.contains(*days)) else { return };
    let x = crisp(ui, scale.x_from_days(at_days));
    let line = [pos2(x, plot.top()), pos2(x, plot.bottom())];
    ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.0, theme.ink_soft), 2.0, 3.0));
    let galley = words::galley(ui.painter(), "today", theme::text(11.0), theme.ink_soft);
    let left = (x - galley.size().x / 2.0).min(plot.right() - galley.size().x - 2.0).max(plot.left());
    ui.painter().galley(pos2(left, plot.top() - galley.size().y), galley, theme.ink_soft);
}

/// The line of the cursor that runs through timeline and chart.
pub(super) fn cursor_line(ui: &Ui, input: &TimelineInput<'_>, scale: &Scale, plot: Rect, theme: &Theme) {
    if let Some(at_days) = input.cursor_days.filter(|days| input.span.contains(*days)) {
        let x = crisp(ui, scale.x_from_days(at_days));
        ui.painter().vline(x, plot.top()..=plot.bottom() + TICK.0, Stroke::new(1.0, theme.accent));
    }
}

/// The date of the cursor, on the axis; returns where it stands.
pub(super) fn cursor_date(
    ui: &Ui,
    input: &TimelineInput<'_>,
    scale: &Scale,
    plot: Rect,
    theme: &Theme,
) -> Option<Rect> {
    let at_days = input.cursor_days.filter(|days| input.span.contains(*days))?;
    let text = moment_words(at_days, scale.points_per_day());
    let galley = words::galley(ui.painter(), &text, theme::text(size::CHART), theme.accent);
    let half = galley.size().x / 2.0 + 6.0;
    let x = scale.x_from_days(at_days).min(plot.right() - half).max(plot.left() + half);
    let rect = Rect::from_center_size(pos2(x, plot.bottom() + super::AXIS / 2.0 + 1.0), vec2(2.0 * half, 18.0));
    ui.painter().rect(rect, 4.0, theme.paper, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.accent);
    Some(rect)
}

/// A moment as closely as one point of the screen tells it.
fn moment_words(at_days: f64, points_per_day: f64) -> String {
    let day = Span::new(at_days, at_days + 1.0).first_day();
    let civil = day.civil();
    if points_per_day >= 0.4 {
        day_text(day)
    } else if points_per_day * 30.0 >= 0.8 {
        month_label(civil.year, civil.month)
    } else {
        year_text(Day::year(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_says_no_more_than_it_can_point_at() {
        let at = items::days(Day::from_civil(2013, 10, 20)) + 0.4;
        assert_eq!(moment_words(at, 2.0), "20 October 2013");
        assert_eq!(moment_words(at, 0.05), "Oct 2013");
        assert_eq!(moment_words(at, 0.001), "2013");
    }
}
