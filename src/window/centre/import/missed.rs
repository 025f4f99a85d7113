//! What was not understood of a file, and how it was read.

use egui::Ui;

use super::super::super::parts::{counted, doubt, heading, small, soft};
use crate::import::Proposals;

/// So many of them are written out.
const MOST_LISTED: usize = 200;

/// How the file was read, a sentence each.
pub(super) fn notes_ui(ui: &mut Ui, proposals: &Proposals) {
    heading(ui, "How the file was read");
    for note in &proposals.notes {
        small(ui, note);
        ui.add_space(2.0);
    }
}

pub(super) fn notes_help_ui(ui: &mut Ui) {
    heading(ui, "About the file");
    soft(ui, "What was left out, and why. Nothing has to be decided here.");
}

/// A part that was not understood.
pub(super) fn missed_ui(ui: &mut Ui, proposals: &Proposals, place: usize) {
    let Some(part) = proposals.not_understood.get(place) else { return };
    heading(ui, "Not understood");
    small(ui, part.evidence.place());
    doubt(ui, &part.why);
    soft(ui, "No proposal was made of it. What it says can be added by hand.");
}

/// All parts that were not understood.
pub(super) fn all_ui(ui: &mut Ui, proposals: &Proposals) {
    let parts = &proposals.not_understood;
    heading(ui, "Not understood");
    soft(ui, format!("{} of the file; no proposal was made of them.", counted(parts.len(), "part", "parts")));
    for part in parts.iter().take(MOST_LISTED) {
        small(ui, format!("{}: {}", part.evidence.place(), part.why));
    }
    if parts.len() > MOST_LISTED {
        soft(ui, "and more, in the list at the left");
    }
}
