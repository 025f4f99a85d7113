//! Words that end in “…” where they have not enough room. egui cuts them anywhere; here no number is cut.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Label, Response, Role, Ui, WidgetInfo};

use crate::analysis::Query;
use crate::charts::{Theme, unbroken, whole_numbers};

/// Words in no more than so many rows of a width, ending in “…” where they would need more; no number is cut.
pub(super) fn wrapped(ui: &Ui, words: &str, font: &FontId, ink: Color32, width: f32, rows: usize) -> Arc<Galley> {
    wrapped_with(ui, words, &Query::default(), &TextFormat::simple(font.clone(), ink), width, rows)
}

/// The same, with what was searched for marked in them.
pub(super) fn wrapped_with(
    ui: &Ui,
    words: &str,
    query: &Query,
    format: &TextFormat,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let words = &*unbroken(words);
    let found = Theme::of(ui).found;
    let laid_out = |words: String| {
        let mut job = marked(words, query, format, found);
        job.wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let galley = laid_out(words.to_owned());
    if !galley.elided {
        return galley;
    }
    let mut kept: String = galley.rows.iter().flat_map(|row| &row.row.glyphs).map(|glyph| glyph.chr).collect();
    kept.truncate(kept.trim_end_matches('…').len());
    let whole = whole_numbers(words, &kept);
    if whole.len() < kept.trim_end().len() { laid_out(format!("{whole}…")) } else { galley }
}

/// Words in which what was searched for lies on a ground of its own.
pub(super) fn marked(words: String, query: &Query, format: &TextFormat, found: Color32) -> LayoutJob {
    let mut job = LayoutJob::single_section(words, format.clone());
    let matches = query.matches_in(&job.text);
    if matches.is_empty() {
        return job;
    }
    let section = |range: Range<usize>, background: Color32| LayoutSection {
        leading_space: 0.0,
        byte_range: ByteIndex(range.start)..ByteIndex(range.end),
        format: TextFormat { background, ..format.clone() },
    };
    let mut at = 0;
    job.sections.clear();
    for range in matches {
        job.sections.push(section(at..range.start, format.background));
        at = range.end;
        job.sections.push(section(range, found));
    }
    job.sections.push(section(at..job.text.len(), format.background));
    job.sections.retain(|section| section.byte_range.start < section.byte_range.end);
    job
}

/// Words on one line, in the room that is left on it. Where they are cut, the pointer finds the whole of them.
pub(super) fn line_ui(ui: &mut Ui, words: &str, font: &FontId, ink: Color32) -> Response {
    let galley = wrapped(ui, words, font, ink, ui.available_width(), 1);
    let is_cut = galley.elided || galley.text() != unbroken(words);
    let response = ui.add(Label::new(galley).show_tooltip_when_elided(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if is_cut { response.on_hover_text(words) } else { response }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::theme::{self, size, text};

    /// What is shown of a title in so many rows of each width, where it is as wide as it may be.
    fn shown(title: &str, rows: &[usize]) -> Vec<String> {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut all = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for (rows, width) in rows.iter().flat_map(|rows| (60..400_u16).map(move |width| (*rows, width))) {
                let galley = wrapped(ui, title, &text(size::SMALL), Color32::BLACK, f32::from(width), rows);
                let shown: String = galley.rows.iter().flat_map(|row| &row.row.glyphs).map(|glyph| glyph.chr).collect();
                assert!(galley.size().x <= f32::from(width) + 2.0, "{width}: {shown}");
                all.push(shown);
            }
        });
        output.textures_delta.clear();
        all
    }

    #[test]
    fn a_title_is_cut_before_a_number_that_has_no_room() {
        let title = "Total trade of both worth US$ 12.345 million in 1,964,000 parts";
        let all = shown(title, &[1, 2]);
        for shown in &all {
            let has = |digits: &str, whole: &str| shown.contains(digits) && !shown.contains(whole);
            assert!(!has("12", "12.345 million") && !has("1,9", "1,964,000"), "{shown}");
        }
        assert!(
            all.iter().any(|shown| shown.ends_with("million…")) && all.iter().any(|shown| shown == title),
            "{all:?}"
        );
    }

    #[test]
    fn a_number_with_thin_spaces_is_shown_whole_or_not_at_all() {
        let all = shown("Of 1\u{202F}964\u{202F}000 parts all but 9\u{202F}000 came by sea, says the yearbook", &[1]);
        for shown in &all {
            let has = |digits: &str, whole: &str| shown.contains(digits) && !shown.contains(whole);
            assert!(!has("1", "1\u{A0}964\u{A0}000") && !has("9\u{A0}0", "9\u{A0}000"), "{shown}");
        }
        assert!(all.iter().filter(|shown| shown.ends_with('…')).count() > 200, "{all:?}");
    }
}
