//! Whether a chart is exported or the whole dossier, and in which of its formats.

use egui::{RichText, Ui};

use super::{choice, field, set_figure};
use crate::app::{AppState, ChartKind, DocumentFormat, ExportRequest};
use crate::charts::theme::{size, text};

/// What is exported.
pub(super) fn what_ui(ui: &mut Ui, state: &AppState, new: &mut ExportRequest) {
    let kinds =
        [(Some(ChartKind::Trade), "Trade chart"), (Some(ChartKind::Timeline), "Timeline"), (None, "The whole dossier")];
    let now = if new.document.is_some() { None } else { Some(new.figure) };
    let mut chosen = now;
    field(ui, "Content", |ui| choice(ui, &mut chosen, &kinds));
    match chosen {
        chosen if chosen == now => {}
        Some(figure) => {
            new.set_chart();
            set_figure(state, new, figure);
        }
        None => new.set_document(DocumentFormat::Html),
    }
}

/// The formats of the whole dossier, each with what it is for.
pub(super) fn formats_ui(ui: &mut Ui, new: &mut ExportRequest) {
    let now = new.document;
    let mut chosen = now;
    field(ui, "Format", |ui| {
        ui.vertical(|ui| {
            for format in DocumentFormat::ALL.iter().copied() {
                ui.horizontal_wrapped(|ui| {
                    ui.radio_value(&mut chosen, Some(format), RichText::new(format.name()).font(text(size::SMALL)))
                        .on_hover_text(format.purpose());
                    super::super::super::parts::soft(ui, format.purpose());
                });
            }
        });
    });
    if let Some(format) = chosen.filter(|_| chosen != now) {
        new.set_document(format);
    }
}
