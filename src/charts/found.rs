//! What was searched for, marked where it stands in words on a figure.

use egui::epaint::text::cursor::CCursor;
use egui::{CornerRadius, Galley, Painter, Pos2, Rect};

use super::Theme;
use crate::analysis::Query;

/// Lays a ground under each stretch of words that was searched for; called before the words are painted.
pub(super) fn mark_found(painter: &Painter, query: Option<&Query>, at: Pos2, galley: &Galley, theme: &Theme) {
    for rect in query.map(|query| found_rects(query, galley)).unwrap_or_default() {
        painter.rect_filled(rect.translate(at.to_vec2()), CornerRadius::same(2), theme.found);
    }
}

/// Where words that were searched for stand in a text that is laid out, one rectangle for each line.
fn found_rects(query: &Query, galley: &Galley) -> Vec<Rect> {
    let text = galley.text();
    let place = |byte: usize| galley.pos_from_cursor(CCursor::new(text[..byte].chars().count()));
    let mut rects = Vec::new();
    for range in query.matches_in(text) {
        let (start, end) = (place(range.start), place(range.end));
        if start.top() < end.top() {
            rects.push(Rect::from_min_max(start.min, Pos2::new(galley.rect.right(), start.bottom())));
            rects.push(Rect::from_min_max(Pos2::new(galley.rect.left(), end.top()), end.max));
        } else {
            rects.push(start.union(end));
        }
    }
    rects.retain(|rect| rect.width() >= 1.0);
    rects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::theme::{self, size};

    #[test]
    fn each_line_of_what_was_found_has_its_ground() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let lay_out = |width: f32| {
                let ink = egui::Color32::BLACK;
                ui.painter().layout("Soap from Évora to Asahi soap".to_owned(), theme::text(size::CHART), ink, width)
            };
            let rects = |query: &str, galley: &Galley| found_rects(&Query::parse(query), galley);
            let one_line = lay_out(f32::INFINITY);
            assert_eq!(rects("soap", &one_line).len(), 2);
            assert_eq!(rects("pyongyang", &one_line), []);
            let evora = rects("evora", &one_line);
            let before = one_line.pos_from_cursor(CCursor::new("Soap from ".chars().count())).left();
            assert!(evora.len() == 1 && (evora[0].left() - before).abs() < 0.5, "{evora:?} behind {before}");
            let narrow = lay_out(70.0);
            let of_two_lines = rects("\"from évora to\"", &narrow);
            assert!(of_two_lines.len() == 2 && of_two_lines[0].bottom() <= of_two_lines[1].top() + 0.5);
        });
        output.textures_delta.clear();
    }
}
