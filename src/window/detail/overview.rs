//! The dossier in short, where no fact is selected.

use egui::{Label, RichText, Ui};

use crate::analysis::DossierIndex;
use crate::app::AppState;
use crate::charts::theme::{GAP, size, strong, text};
use crate::format::number::count_text;

use super::super::parts::{Words, counted, hairline, section, sides, small, soft};

/// Title, summary, parties and counts.
pub(super) fn overview_ui(ui: &mut Ui, state: &AppState) {
    let dossier = state.dossier();
    let title = RichText::new(dossier.title()).font(strong(size::TITLE)).line_height(Some(24.0));
    let response = ui.add(Label::new(title).wrap());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, dossier.title()));
    if let Some(summary) = dossier.summary() {
        ui.add(Label::new(RichText::new(summary).font(text(size::BODY)).line_height(Some(21.0))).wrap());
    }
    ui.add_space(GAP * 0.5);
    soft(ui, "Choose a fact in the list, on the timeline or in the chart to read it here.");
    if !dossier.parties().is_empty() {
        section(ui, "Parties");
        for party in dossier.parties() {
            sides(ui, Words::plain(&party.name), Words::soft(&party.id));
        }
    }
    section(ui, "Contents");
    let facts = dossier.facts().len();
    let DossierIndex { undated, uncited, doubted, figures, .. } = *state.file.digest;
    let rows = [
        (counted(facts, "fact", "facts"), format!("{} undated", count_text(undated))),
        (counted(figures, "figure", "figures"), String::new()),
        (counted(dossier.sources().len(), "source", "sources"), String::new()),
        (counted(doubted, "flagged fact", "flagged facts"), String::new()),
        (counted(uncited, "fact without a source", "facts without a source"), String::new()),
    ];
    for (place, (what, aside)) in rows.iter().enumerate() {
        if place > 0 {
            hairline(ui);
        }
        if aside.is_empty() {
            small(ui, what);
        } else {
            sides(ui, Words::plain(what), Words::soft(aside));
        }
    }
}
