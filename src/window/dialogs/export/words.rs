//! What of the words around a figure is drawn, and what it is drawn on.

use egui::{RichText, Ui};

use super::{choice, field};
use crate::app::{ChartKind, ExportRequest, RivalPolicy, SourceLine};
use crate::charts::theme::{size, text};

/// A box to tick for each part of the frame, and how sources and rivals are shown.
pub(super) fn words_ui(ui: &mut Ui, new: &mut ExportRequest) {
    let is_trade = new.figure == ChartKind::Trade;
    let frame = &mut new.frame;
    field(ui, "Include", |ui| {
        box_ui(ui, &mut frame.title, "Title");
        box_ui(ui, &mut frame.subtitle, "Subtitle");
        if is_trade {
            box_ui(ui, &mut frame.legend, "Legend");
        }
        box_ui(ui, &mut frame.notes, "Notes");
        box_ui(ui, &mut frame.ground, "Background");
    });
    let styles: Vec<_> = SourceLine::ALL.iter().map(|style| (*style, style.label())).collect();
    field(ui, "Sources", |ui| choice(ui, &mut frame.sources, &styles));
    if is_trade {
        let policies: Vec<_> = RivalPolicy::ALL.iter().map(|policy| (*policy, policy.label())).collect();
        field(ui, "Conflicting", |ui| choice(ui, &mut new.rivals, &policies));
    }
}

fn box_ui(ui: &mut Ui, is_drawn: &mut bool, name: &str) {
    ui.checkbox(is_drawn, RichText::new(name).font(text(size::SMALL)));
}
