//! Editors' doubts, each in a box of its own.

use egui::{RichText, Ui};

use crate::charts::theme::{GAP, size, strong};
use crate::dossier::{Fact, Flag};
use crate::format::fact::since_words;

use super::super::parts::{doubt_box, small};

/// The flags of a fact.
pub(super) fn flags_ui(ui: &mut Ui, fact: &Fact) {
    if !fact.flags.is_empty() {
        ui.add_space(GAP * 0.5);
    }
    for flag in &fact.flags {
        doubt_box(ui, |ui| flag_ui(ui, flag));
    }
}

fn flag_ui(ui: &mut Ui, flag: &Flag) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(format!("{}.", flag.kind.label().trim_end_matches('?'))).font(strong(size::SMALL)));
        small(ui, flag.kind.meaning());
    });
    if let Some(scope) = &flag.scope {
        small(ui, format!("Affects: {scope}."));
    }
    if let Some(reason) = &flag.reason {
        small(ui, reason);
    }
    if let Some(since) = &flag.since {
        small(ui, format!("Marked {}.", since_words(since)));
    }
}
