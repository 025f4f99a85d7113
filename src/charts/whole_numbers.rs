//! Cutting and wrapping a text without cutting its numbers.

use std::borrow::Cow;

use crate::format::number::{NO_BREAK_SPACE, THIN_SPACE};

/// A text that is to be wrapped, so that no line ends within a number: egui breaks lines at thin spaces too.
#[must_use]
pub fn unbroken(text: &str) -> Cow<'_, str> {
    if text.contains(THIN_SPACE) {
        Cow::Owned(text.replace(THIN_SPACE, NO_BREAK_SPACE.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Borrowed(text)
    }
}

/// The beginning of a text, without a number that the cut would shorten: 964,000 must not be read as 964.
#[must_use]
pub fn whole_numbers<'a>(text: &str, kept: &'a str) -> &'a str {
    kept[..last_whole(text, kept.len())].trim_end_matches([' ', ',', '.', ';', ':', '–', '('])
}

/// A text, cut to so many characters with “…” where it has more.
#[must_use]
pub fn cut_to(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", whole_numbers(text, &text[..end]))),
        None => Cow::Borrowed(text),
    }
}

/// Where a text can be cut at the latest, but not later than at some place, without a number being shortened.
#[must_use]
pub fn last_whole(text: &str, latest: usize) -> usize {
    let is_magnitude = |word: &str| matches!(word, "thousand" | "million" | "billion" | "trillion");
    let mut end = latest;
    let mut number_start = None;
    let mut at = 0;
    for word in text.split(' ') {
        let is_number = word.contains(|c: char| c.is_ascii_digit()) || word.ends_with('$');
        let goes_on = number_start.is_some() && is_magnitude(word);
        number_start = if is_number || goes_on { number_start.or(Some(at)) } else { None };
        if let Some(start) = number_start.filter(|start| *start < end && end < at + word.len()) {
            end = start;
        }
        at += word.len() + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use egui::text::LayoutJob;
    use egui::{Color32, FontId};

    use super::{cut_to, unbroken, whole_numbers};

    #[test]
    fn no_line_ends_within_a_number() {
        let ctx = egui::Context::default();
        crate::charts::theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let text = "also US$\u{A0}9\u{202F}000\u{202F}000 of 1\u{202F}234\u{202F}567 in both";
            let mut lines = 0;
            for width in 110..300_u16 {
                let job = LayoutJob::simple(unbroken(text).into(), FontId::default(), Color32::BLACK, width.into());
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                for row in &galley.rows {
                    let line: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
                    for (begins, whole) in [("9", "9\u{A0}000\u{A0}000"), ("1", "1\u{A0}234\u{A0}567")] {
                        assert!(!line.contains(begins) || line.contains(whole), "{width} points: {line}");
                    }
                    lines += 1;
                }
            }
            assert!(lines > 250, "{lines}");
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_number_is_shown_whole_or_not_at_all() {
        for (text, kept, expected) in [
            ("Total trade US$ 964,000", "Total trade US$ 964,0", "Total trade"),
            ("Total trade US$ 964,000", "Total trade US$ 964,", "Total trade"),
            ("Total trade US$ 3.26 million", "Total trade US$ 3.26 mil", "Total trade"),
            ("Total trade US$ 3.26 million", "Total trade US$ 3.26 ", "Total trade"),
            ("Total trade US$\u{A0}3.26\u{A0}million", "Total trade US$\u{A0}3.2", "Total trade"),
            ("Total trade US$\u{A0}3.26\u{A0}million", "Total trade US", "Total trade"),
            ("Poll: 46 per cent negative", "Poll: 46 per ce", "Poll: 46 per ce"),
            ("Trade, January–October 2014", "Trade, January–October 20", "Trade, January–October"),
            ("Trade, January–October 2014", "Trade, January–Oct", "Trade, January–Oct"),
            ("Embassy staff leave", "Embassy st", "Embassy st"),
        ] {
            assert_eq!(whole_numbers(text, kept), expected, "{text:?} cut at {kept:?}");
        }
    }

    #[test]
    fn a_text_is_cut_with_dots_and_no_number_is_shortened() {
        assert_eq!(cut_to("Trade of 964,000 t", 30), "Trade of 964,000 t");
        assert_eq!(cut_to("Trade of 964,000 t", 12), "Trade of…");
        assert_eq!(cut_to("김일성", 2), "김일…");
    }
}
