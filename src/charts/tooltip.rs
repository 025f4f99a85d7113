//! Tooltips: what is pointed at first, then labels and what they say in two columns.

use egui::{Align, Grid, Layout, Response, RichText, Ui, vec2};

use super::theme::{self, GAP, Theme, size};
use crate::dossier::{Dossier, Fact};
use crate::format::date::date_text;
use crate::format::fact::{UNCITED, UNDATED};

/// The width of a tooltip, and of what stands in its right column; in points.
const WIDTH: (f32, f32) = (340.0, 236.0);

/// Whether a tooltip of something can be open: the pointer is at it, or on its way from there into the tooltip.
///
/// Asked first, since hundreds of marks are drawn, and at most one has its tooltip open.
fn can_be_open(response: &Response) -> bool {
    response.contains_pointer() || response.is_tooltip_open()
}

/// Shows a tooltip beside what it belongs to.
pub(super) fn tooltip(response: Response, contents: impl FnOnce(&mut Ui)) {
    if can_be_open(&response) {
        response.on_hover_ui(contents);
    }
}

/// Shows a tooltip at the pointer.
pub(super) fn tooltip_at_pointer(response: Response, contents: impl FnOnce(&mut Ui)) {
    if can_be_open(&response) {
        response.on_hover_ui_at_pointer(contents);
    }
}

/// What a tooltip is about: a value, or the title of a fact.
pub(crate) fn tooltip_heading(ui: &mut Ui, words: impl Into<String>) {
    ui.set_max_width(WIDTH.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.label(RichText::new(words).font(theme::strong(size::SMALL)).color(Theme::of(ui).ink));
}

/// Labels and what they say, in two columns: `(label, words, whether that is a doubt)`.
pub(crate) fn tooltip_rows(ui: &mut Ui, rows: impl IntoIterator<Item = (&'static str, String, bool)>) {
    let theme = Theme::of(ui);
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    Grid::new(id).num_columns(2).spacing(vec2(GAP * 1.25, 3.0)).min_col_width(0.0).show(ui, |ui| {
        for (label, words, is_doubt) in rows {
            let ink = if is_doubt { theme.doubt_ink } else { theme.ink };
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.label(RichText::new(label).font(theme::text(size::SMALL)).color(theme.ink_soft));
            });
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.set_max_width(WIDTH.1);
                ui.label(RichText::new(words).font(theme::text(size::SMALL)).color(ink));
            });
            ui.end_row();
        }
    });
}

/// What is said of a fact that is pointed at, wherever it stands.
pub(crate) fn fact_tooltip_ui(ui: &mut Ui, dossier: &Dossier, fact: &Fact) {
    tooltip_heading(ui, &*fact.title);
    let date = fact.date.as_ref().map_or_else(|| UNDATED.to_owned(), date_text);
    let mut rows = vec![("Date", date, false), ("Theme", dossier.theme(fact.theme).label.clone(), false)];
    let mut doubts: Vec<&str> = fact.flags.iter().map(|flag| flag.kind.label()).collect();
    doubts.dedup();
    rows.extend((!doubts.is_empty()).then(|| ("Flag", doubts.join(", "), true)));
    rows.extend(fact.is_uncited().then(|| ("Source", UNCITED.to_owned(), true)));
    tooltip_rows(ui, rows);
}
