//! The figures of a fact, each with what one must know to use it.

use egui::{Response, Ui};

use crate::app::{Action, Dialog, LayoutAction, SelectAction};
use crate::charts::theme::GAP;
use crate::dossier::{Dossier, FactIx, Figure};
use crate::format::date::date_text;
use crate::format::figure::{basis_words, name, particulars, range};
use crate::format::number::{interval_text, printed_text, value_text};

use super::super::parts::{Words, hairline, link, section, sides, soft};

/// The figures of a fact as a table.
pub(super) fn figures_ui(ui: &mut Ui, dossier: &Dossier, ix: FactIx, actions: &mut Vec<Action>) {
    let figures = &dossier.fact(ix).figures;
    if figures.is_empty() {
        return;
    }
    section(ui, "Figures");
    for (place, figure) in figures.iter().enumerate() {
        if place > 0 {
            hairline(ui);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            figure_ui(ui, dossier, ix, figure, actions);
        });
    }
}

fn figure_ui(ui: &mut Ui, dossier: &Dossier, ix: FactIx, figure: &Figure, actions: &mut Vec<Action>) {
    let value = value_text(figure);
    number(sides(ui, Words::plain(&name(figure)), Words::strong(&value).linked()), figure, actions);
    let basis = basis_words(figure.basis);
    match range(figure) {
        Some(range) => sides(ui, Words::soft(basis), Words::soft(&rounded(&range))),
        None => soft(ui, basis),
    };
    for line in particulars(dossier, figure) {
        soft(ui, line);
    }
    if let Some(change) = &figure.change {
        ui.add_space(GAP * 0.5);
        let from = format!("Change on {}", date_text(&change.from));
        number(percentage(ui, &from, &change.percent), figure, actions);
    }
    if let Some(share) = &figure.share {
        ui.add_space(GAP * 0.5);
        let of = dossier.figure(share.of);
        number(percentage(ui, &format!("Share in {}", name(of)), &share.percent), figure, actions);
        if share.of.fact != ix {
            let other = dossier.fact(share.of.fact);
            if link(ui, format!("→ {}", other.title)).on_hover_text("The fact that states the whole").clicked() {
                actions.push(Action::Select(SelectAction::Fact(other.id.clone())));
            }
        }
    }
    if let Some(note) = &figure.note {
        ui.add_space(2.0);
        soft(ui, note.as_str());
    }
}

/// A stated percentage with the interval that it stands for; the response is that of the number.
fn percentage(ui: &mut Ui, what: &str, percent: &crate::dossier::ReportedValue) -> Response {
    let response = sides(ui, Words::plain(what), Words::strong(&printed_text(percent, "percent")).linked());
    sides(ui, Words::soft("as reported"), Words::soft(&rounded(&interval_text(&percent.interval(), "percent"))));
    response
}

/// Nobody has reported the interval: it is what the printed digits were rounded from.
fn rounded(interval: &str) -> String {
    format!("rounded from {interval}")
}

/// What a click on a number does: it opens the trace of its figure.
fn number(response: Response, figure: &Figure, actions: &mut Vec<Action>) {
    if response.on_hover_text("Where this number comes from, and what follows from it").clicked() {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceFigure(figure.id.clone()))));
    }
}
