//! What the pointer is told about a bar or a gap.

use egui::{RichText, Ui};

use super::TradeInput;
use super::notes;
use super::place::{Gap, Placed};
use super::sources;
use super::texts;
use crate::analysis::{Doubt, Observation};
use crate::app::{Action, Dialog, LayoutAction};
use crate::charts::theme::{self, Theme, size};
use crate::dossier::{Basis, Dossier, Flow};
use crate::format::date::date_text;
use crate::format::number::{interval_text, printed_text, rounded_text, value_text};

/// More other values and parts than this have no room beside a pointer; the data of the chart has all.
const MOST_LINES: usize = 8;

/// What is said of a value.
pub(super) fn bar_tooltip_ui(ui: &mut Ui, input: &TradeInput<'_>, placed: &Placed<'_>, actions: &mut Vec<Action>) {
    ui.set_max_width(340.0);
    let Some(shown) = placed.reported() else {
        computed_ui(ui, input, placed);
        return;
    };
    observation_ui(ui, input, shown, actions);
    for rival in placed.others().take(MOST_LINES) {
        ui.separator();
        let heading =
            if rival.mirrors(shown) { "Mirror data: reported by the other side" } else { "Another value for the same" };
        ui.label(RichText::new(heading).font(theme::strong(size::SMALL)));
        observation_ui(ui, input, rival, actions);
    }
}

/// What is said of a value that was calculated for the chart: the number, the arithmetic, what went into it.
fn computed_ui(ui: &mut Ui, input: &TradeInput<'_>, placed: &Placed<'_>) {
    let Some(computed) = placed.point.computed() else { return };
    ui.label(RichText::new(value_of(input, placed)).font(theme::strong(size::BODY)));
    ui.label(RichText::new(&placed.series.name).font(theme::text(size::SMALL)));
    soft(ui, &texts::when(placed.point, input.plan.chosen.frequency));
    soft(ui, &format!("calculated: {}", computed.formula));
    soft(ui, &format!("range: {}", interval_text(&computed.exact.interval, &input.plan.unit)));
    if let Some(months) = computed.months {
        soft(ui, &format!("{months} of 12 months"));
    }
    for doubt in placed.doubts.each().filter(|doubt| *doubt != Doubt::Derived) {
        soft(ui, doubt.label());
    }
    for part in computed.inputs.iter().take(MOST_LINES) {
        let what = part.commodity.as_deref().map(|goods| format!("{goods}: ")).unwrap_or_default();
        soft(ui, &format!("{what}{} {}", value(input, part), sources::marker(input.dossier, part)));
    }
    if computed.inputs.len() > MOST_LINES {
        soft(ui, &format!("and {} more values", computed.inputs.len() - MOST_LINES));
    }
}

/// The value of a mark with its unit, and of a calculated one what it may be.
pub(super) fn value_of(input: &TradeInput<'_>, placed: &Placed<'_>) -> String {
    match (placed.reported(), placed.point.computed()) {
        (Some(shown), _) => value(input, shown),
        (None, Some(computed)) => rounded_text(&computed.exact.nominal, 3, &input.plan.unit),
        (None, None) => String::new(),
    }
}

/// What is said of a year without a value.
pub(super) fn gap_tooltip_ui(ui: &mut Ui, input: &TradeInput<'_>, gap: &Gap) {
    ui.label(RichText::new(gap.year.to_string()).font(theme::strong(size::SMALL)));
    if let Some(series) = gap.series.and_then(|series| input.plan.series.get(series)) {
        soft(ui, &series.name);
    }
    soft(ui, texts::nothing_meaning(gap.nothing, input.plan.years.seen_by.is_some()));
}

fn observation_ui(ui: &mut Ui, input: &TradeInput<'_>, observation: &Observation, actions: &mut Vec<Action>) {
    let dossier = input.dossier;
    let fact = dossier.fact(observation.figure.fact);
    let number = ui.link(RichText::new(value(input, observation)).font(theme::strong(size::BODY)));
    if number.clicked() {
        actions.push(Action::Layout(LayoutAction::Open(trace(dossier, observation))));
    }
    ui.label(RichText::new(&*fact.title).font(theme::text(size::SMALL)));
    let mut lines = vec![observation.period.as_ref().map_or_else(|| "no period stated".to_owned(), date_text)];
    lines.push(flow(dossier, observation));
    lines.push(basis(input, observation));
    lines.extend(
        observation.is_reported_zero().then(|| "reported zero: the source says that there was nothing".to_owned()),
    );
    lines.extend(notes::rank_note(dossier, observation));
    lines.push(format!("source {}", sources::marker(dossier, observation)));
    lines.extend(fact.flags.iter().map(|flag| format!("marked {}", flag.kind.label().to_lowercase())));
    for line in lines {
        soft(ui, &line);
    }
}

/// Where the number of an observation comes from.
pub(super) fn trace(dossier: &Dossier, observation: &Observation) -> Dialog {
    match observation.derivation {
        Some(derivation) => Dialog::TraceDerivation(derivation.0),
        None => Dialog::TraceFigure(dossier.figure(observation.figure).id.clone()),
    }
}

/// The value as printed, or what was derived.
pub(super) fn value(input: &TradeInput<'_>, observation: &Observation) -> String {
    let figure = input.dossier.figure(observation.figure);
    match observation.derivation {
        Some(derivation) => {
            let result = &input.derived.get(derivation).result;
            format!("≈ {} ({})", result.rounded(), result.range())
        }
        None => figure.value.as_ref().map_or_else(|| value_text(figure), |value| printed_text(value, &figure.unit)),
    }
}

fn flow(dossier: &Dossier, observation: &Observation) -> String {
    let figure = dossier.figure(observation.figure);
    let reporter = observation.reporter.as_deref().map(|id| dossier.party_name(id));
    let partner = figure.partner.as_deref().map(|id| dossier.party_name(id));
    let what = match (figure.flow, reporter, partner) {
        (Some(Flow::Export), Some(reporter), Some(partner)) => format!("export, {reporter} → {partner}"),
        (Some(Flow::Import), Some(reporter), Some(partner)) => format!("import, {partner} → {reporter}"),
        (Some(Flow::Total), ..) => "total, both directions".to_owned(),
        (Some(Flow::Export | Flow::Import) | None, ..) => "direction not stated".to_owned(),
    };
    let goods = observation.commodity.as_deref().map(|goods| format!(", {goods}")).unwrap_or_default();
    format!("{what}{goods}; reporter: {}", reporter.unwrap_or("not stated"))
}

fn basis(input: &TradeInput<'_>, observation: &Observation) -> String {
    match (observation.basis, observation.derivation) {
        (Basis::Derived, Some(derivation)) => format!("derived: {}", input.derived.get(derivation).formula),
        (basis, _) => basis.word().to_owned(),
    }
}

fn soft(ui: &mut Ui, text: &str) {
    let colour = Theme::of(ui).ink_soft;
    ui.label(RichText::new(text).font(theme::text(size::SMALL)).color(colour));
}
