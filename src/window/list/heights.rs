//! How high each row is: one line of title, or two.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Ui};

use crate::app::AppState;
use crate::charts::Letters;
use crate::charts::theme::{size, text};
use crate::dossier::{Dossier, FactIx};

use super::super::cut::wrapped;

/// The space above and below the title, in points.
const PADDING: f64 = 6.0;
/// A title whose letters are this much narrower than its column fits on one line for certain, in points.
const TOLERANCE: f32 = 2.0;
/// A title whose letters are this many times as wide as its column does not, whatever they do to each other.
const CERTAIN: f32 = 1.05;

/// Of more facts than this, titles are not measured.
const MOST_MEASURED: usize = 5_000;

/// Where rows begin, from the top of the list, in points.
#[derive(Clone, Debug)]
pub(super) enum Tops {
    /// Each as its title wants it, and where the last one ends.
    Measured(Arc<[f64]>),
    /// So many rows, all of one height.
    Even {
        /// How many.
        count: usize,
        /// How high each is, in points.
        height: f64,
    },
}

/// What was computed for the facts that are listed at one width.
#[derive(Clone)]
struct Kept {
    dossier: Arc<Dossier>,
    listed: Arc<[FactIx]>,
    width: f32,
    pixels_per_point: f32,
    tops: Arc<[f64]>,
}

impl Tops {
    /// Where the rows of the facts that are listed begin; of many, each has room for two lines, so that none has to be
    /// measured. The result is kept for as long as nothing changes.
    pub(super) fn of(ui: &Ui, state: &AppState, title_width: f32) -> Self {
        let shown = state.listed();
        if shown.len() > MOST_MEASURED {
            let line_height = ui.fonts_mut(|fonts| fonts.row_height(&text(size::SMALL)));
            return Self::Even { count: shown.len(), height: row_height(line_height, 2.0) };
        }
        let id = egui::Id::unique("list heights");
        let pixels_per_point = ui.ctx().pixels_per_point();
        let is_same = |kept: &Kept| {
            Arc::ptr_eq(&kept.dossier, &state.file.dossier)
                && *kept.listed == *shown
                && (kept.width - title_width).abs() < 0.1
                && (kept.pixels_per_point - pixels_per_point).abs() < 1e-4
        };
        let kept = ui.data(|data| data.get_temp::<Kept>(id)).filter(is_same).unwrap_or_else(|| {
            let tops = measured(ui, state.dossier(), shown, title_width);
            let dossier = Arc::clone(&state.file.dossier);
            let kept = Kept { dossier, listed: shown.into(), width: title_width, pixels_per_point, tops };
            ui.data_mut(|data| data.insert_temp(id, kept.clone()));
            kept
        });
        Self::Measured(kept.tops)
    }

    /// Where a row begins; where the last one ends, for the place after it.
    pub(super) fn top(&self, place: usize) -> f64 {
        match self {
            Self::Measured(tops) => tops.get(place).or(tops.last()).copied().unwrap_or(0.0),
            Self::Even { count, height } => rows(place.min(*count)) * height,
        }
    }

    /// The height of all rows.
    pub(super) fn height(&self) -> f64 {
        self.top(usize::MAX)
    }

    /// The rows that a stretch of the list shows, in points from its top.
    pub(super) fn visible(&self, stretch: Range<f64>) -> Range<usize> {
        let (first, last) = match self {
            Self::Measured(tops) => {
                let first = tops.partition_point(|top| *top <= stretch.start).saturating_sub(1);
                (first, tops.partition_point(|top| *top < stretch.end).min(tops.len().saturating_sub(1)))
            }
            Self::Even { count, height } => {
                (whole(stretch.start / height).min(*count), whole((stretch.end / height).ceil()).min(*count))
            }
        };
        first..last.max(first)
    }
}

/// The height of a row with so many lines, in points.
fn row_height(line_height: f32, lines: f64) -> f64 {
    lines * f64::from(line_height) + 2.0 * PADDING
}

/// Rows are far fewer than binary floats keep exactly.
#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2⁵³ rows")]
const fn rows(count: usize) -> f64 {
    count as f64
}

/// The whole rows in a number of them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and rounded down")]
const fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

/// Where each of these facts begins, by how many lines its title takes, and where the last one ends.
fn measured(ui: &Ui, dossier: &Dossier, shown: &[FactIx], title_width: f32) -> Arc<[f64]> {
    let font = text(size::SMALL);
    let line_height = ui.fonts_mut(|fonts| fonts.row_height(&font));
    let mut letters = Letters::new(font.clone());
    let mut is_longer = |title: &str| {
        let width = letters.width_of(ui.painter(), title);
        width > title_width - TOLERANCE
            && (width > title_width * CERTAIN
                || wrapped(ui, title, &font, Color32::PLACEHOLDER, title_width, 2).rows.len() > 1)
    };
    let mut top = 0.0;
    let ends = shown.iter().map(|fact| {
        let lines = if is_longer(&dossier.fact(*fact).title) { 2.0 } else { 1.0 };
        top += row_height(line_height, lines);
        top
    });
    std::iter::once(0.0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::samples;
    use crate::charts::theme;
    use crate::dossier::Fact;

    #[test]
    fn only_what_can_be_seen_is_drawn() {
        let tops = Tops::Measured([0.0, 30.0, 80.0, 110.0].into());
        assert_eq!(tops.visible(0.0..100.0), 0..3);
        assert_eq!(tops.visible(0.0..80.0), 0..2);
        assert_eq!(tops.visible(35.0..60.0), 1..2);
        assert_eq!(tops.visible(30.0..300.0), 1..3);
        assert_eq!(tops.visible(500.0..600.0), 3..3);
        assert_eq!(Tops::Measured([0.0].into()).visible(0.0..600.0), 0..0);
    }

    #[test]
    fn a_million_even_rows_are_found_exactly() {
        let tops = Tops::Even { count: 1_000_000, height: 44.5 };
        assert!((tops.height() - 44_500_000.0).abs() < 1e-6);
        assert_eq!(tops.visible(0.0..89.0), 0..2);
        assert_eq!(tops.visible(44.5 * 999_998.0..44_500_000.0), 999_998..1_000_000);
        assert_eq!(tops.visible(44.5 * 500_000.0 + 1.0..44.5 * 500_000.0 + 45.0), 500_000..500_002);
        assert_eq!(tops.visible(1e12..1e13), 1_000_000..1_000_000);
    }

    #[test]
    fn a_row_is_as_high_as_its_title() {
        let titles = ["Total trade US$ 62 million", "AVAToTe: fjord (f?)", "대표단 교환", "Aid"];
        let fact = |title: &&str| Fact { title: (*title).into(), ..samples::fact(title, Vec::new()) };
        let dossier = samples::dossier(titles.iter().map(fact).collect());
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for (place, title) in titles.iter().enumerate() {
                let font = text(size::SMALL);
                let width = ui.painter().layout_no_wrap((*title).to_owned(), font, Color32::BLACK).size().x;
                let height = |room: f32| measured(ui, &dossier, &[FactIx(place)], width + room)[1];
                assert!(height(0.5) < height(-3.0), "{title}");
                assert!((height(0.5) - height(50.0)).abs() < 1e-6, "{title}");
            }
        });
        output.textures_delta.clear();
    }
}
