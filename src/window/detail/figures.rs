//! The figures of a fact, each with what one must know to use it.

use egui::{Response, Ui};
use smol_str::SmolStr;

use crate::app::{Action, Dialog, LayoutAction, SelectAction};
use crate::charts::theme::GAP;
use crate::dossier::{Basis, Dossier, FactIx, Figure, Flow, Rank, Valuation};
use crate::format::date::date_text;
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
        Some(range) => sides(ui, Words::soft(basis), Words::soft(&range)),
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
    sides(ui, Words::soft("as reported"), Words::soft(&interval_text(&percent.interval(), "percent")));
    response
}

/// What a click on a number does: it opens the trace of its figure.
fn number(response: Response, figure: &Figure, actions: &mut Vec<Action>) {
    if response.on_hover_text("Where this number comes from, and what follows from it").clicked() {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceFigure(figure.id.clone()))));
    }
}

/// What a figure is of.
pub(in super::super) fn name(figure: &Figure) -> String {
    if let Some(label) = &figure.label {
        return label.to_string();
    }
    let mut name = figure.measure.replace('-', " ");
    if let Some(first) = name.get(..1).map(str::to_uppercase) {
        name.replace_range(..1, &first);
    }
    if let Some(commodity) = &figure.commodity {
        name.push_str(": ");
        name.push_str(commodity);
    }
    name
}

/// Everything that the printed digits may stand for; nothing where the value is only a limit.
pub(super) fn range(figure: &Figure) -> Option<String> {
    let value = figure.value.as_ref().filter(|_| figure.bound.is_none())?;
    Some(interval_text(&value.interval(), &figure.unit))
}

/// Period, direction, reporter, valuation, rank: line by line, with what is not stated said to be so.
pub(super) fn particulars(dossier: &Dossier, figure: &Figure) -> Vec<String> {
    let mut lines = Vec::new();
    let mut first = figure.period.as_ref().map_or_else(|| "Period not stated".to_owned(), date_text);
    if figure.label.is_some()
        && let Some(commodity) = &figure.commodity
    {
        first.push_str(" · ");
        first.push_str(commodity);
    }
    lines.push(first);
    if let Some(flow) = figure.flow {
        lines.push(flow_words(dossier, figure, flow));
        lines.push(format!("{}; {}", reporter_words(dossier, figure), valuation_words(figure.valuation)));
    } else if let Some(reporter) = &figure.reporter {
        lines.push(format!("of {}", dossier.party_name(reporter)));
    }
    let reason = figure.rank_reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    match figure.rank {
        Rank::Preferred => lines.push(format!("preferred to conflicting values{reason}")),
        Rank::Deprecated => lines.push(format!("kept, though held to be wrong{reason}")),
        Rank::Normal => {}
    }
    lines
}

/// Which way the goods went, by the names of the parties.
fn flow_words(dossier: &Dossier, figure: &Figure, flow: Flow) -> String {
    let party = |id: &Option<SmolStr>| id.as_deref().map_or("not stated", |id| dossier.party_name(id)).to_owned();
    let (reporter, partner) = (party(&figure.reporter), party(&figure.partner));
    match flow {
        Flow::Export => format!("{reporter} → {partner}"),
        Flow::Import => format!("{partner} → {reporter}"),
        Flow::Total if figure.reporter.is_none() && figure.partner.is_none() => "both directions".to_owned(),
        Flow::Total => format!("{reporter} ↔ {partner}, both directions"),
    }
}

fn reporter_words(dossier: &Dossier, figure: &Figure) -> String {
    match &figure.reporter {
        Some(reporter) => format!("reported by {}", dossier.party_name(reporter)),
        None => "reporter not stated".to_owned(),
    }
}

const fn valuation_words(valuation: Option<Valuation>) -> &'static str {
    match valuation {
        Some(Valuation::Fob) => "free on board (fob)",
        Some(Valuation::Cif) => "cost, insurance and freight (cif)",
        None => "FOB/CIF not specified",
    }
}

/// Who computed it.
pub(super) const fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "as reported",
        Basis::Derived => "calculated by the dossier’s editors",
        Basis::Mirrored => "mirror data (partner-reported)",
        Basis::Estimated => "estimated by the source",
    }
}
