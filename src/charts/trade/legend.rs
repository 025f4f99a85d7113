//! The key to the inks that are in view.

use egui::{Rect, RichText, Sense, Ui, Vec2};

use super::bars::{Bars, Gap};
use super::ink::{Ink, Kind};
use super::marks::{RIVAL_TICK, nothing_shapes, rival_shape};
use crate::analysis::{NoDataReason, TradeSeries};
use crate::charts::theme::{self, Theme, size};

/// One line of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A bar of an ink.
    Bar(Ink),
    /// The tick of a rival value.
    Rival,
    /// The mark of a year without a value.
    NoDataReason(NoDataReason),
}

/// The size of a sample, in points.
const SAMPLE: Vec2 = Vec2::new(20.0, 13.0);

/// What needs a key: every ink in view, unless all bars are plain.
pub(super) fn entries(bars: &Bars<'_>) -> Vec<Entry> {
    let mut inks: Vec<Ink> = bars.placed.iter().map(|placed| placed.ink).collect();
    inks.sort_unstable();
    inks.dedup();
    if !bars.columns.is_empty() {
        inks.push(Ink { kind: Kind::Range, ..Ink::default() });
    }
    let has_rivals = bars.placed.iter().any(|placed| !placed.ticks.is_empty());
    let mut gaps: Vec<NoDataReason> = bars.gaps.iter().map(|gap| gap.nothing).collect();
    gaps.sort_unstable();
    gaps.dedup();
    // Where all that is missing is not in the dossier, the words at its place say enough.
    gaps.retain(|_| gaps_need_key(&bars.gaps));
    if inks.iter().all(|ink| ink.is_plain()) && !has_rivals && gaps.is_empty() {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = inks.into_iter().map(Entry::Bar).collect();
    if has_rivals {
        entries.push(Entry::Rival);
    }
    entries.extend(gaps.into_iter().map(Entry::NoDataReason));
    entries
}

fn gaps_need_key(gaps: &[Gap]) -> bool {
    gaps.iter().any(|gap| gap.nothing != NoDataReason::NotInDossier)
}

/// The words for an ink.
pub(super) fn words(ink: Ink) -> String {
    if ink.is_plain() {
        return "full year, both directions".to_owned();
    }
    if ink.kind == Kind::Zero {
        return "reported zero".to_owned();
    }
    let mut words = Vec::new();
    if ink.is_part_year {
        words.push("part of the year");
    }
    if ink.is_one_way {
        words.push("one direction or commodity only");
    }
    if ink.kind == Kind::Range {
        words.push("from the lowest to the highest value");
    }
    if ink.kind == Kind::Derived {
        words.push("derived, not stated");
    }
    words.join(", ")
}

pub(super) fn legend_ui(ui: &mut Ui, series: &TradeSeries, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let colour = theme.trade();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for entry in entries {
            let words = match entry {
                Entry::Bar(ink) => words(*ink),
                Entry::Rival => "another value for the same".to_owned(),
                Entry::NoDataReason(nothing) => super::texts::nothing_meaning(*nothing, series).to_owned(),
            };
            let text = ui.painter().layout_no_wrap(words.clone(), theme::text(size::CHART), theme.ink_soft);
            // A sample and its words stay on one line.
            if ui.available_size_before_wrap().x < SAMPLE.x + 6.0 + text.size().x {
                ui.end_row();
            }
            let (row, _) = ui.allocate_exact_size(Vec2::new(SAMPLE.x, text.size().y.max(SAMPLE.y)), Sense::hover());
            let rect = Rect::from_center_size(row.center(), SAMPLE);
            match entry {
                Entry::Bar(ink) => ink.sample(ui.painter(), rect, colour, &theme),
                Entry::Rival => {
                    let tick = Rect::from_center_size(rect.center(), Vec2::new(rect.width(), RIVAL_TICK));
                    ui.painter().add(rival_shape(tick, &theme));
                }
                Entry::NoDataReason(nothing) => {
                    ui.painter().extend(nothing_shapes(*nothing, rect.center(), &theme));
                }
            }
            ui.label(RichText::new(words).font(theme::text(size::CHART)).color(theme.ink_soft));
            ui.add_space(10.0);
        }
    });
}
