//! What the pointer is told about a bar or a gap.

use egui::{RichText, Ui};

use super::TradeInput;
use super::notes;
use super::place::{Gap, Placed};
use super::sources;
use super::texts;
use crate::analysis::{Doubt, Observation};
use crate::app::{Action, Dialog, LayoutAction};
use crate::charts::theme::{self, size};
use crate::charts::tooltip::{tooltip_heading, tooltip_rows};
use crate::dossier::{Basis, Dossier, Flow};
use crate::format::date::date_text;
use crate::format::figure::basis_words;
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
            if rival.mirrors(shown) { "Mirror data: reported by the partner" } else { "Another value for the same" };
        ui.label(RichText::new(heading).font(theme::strong(size::SMALL)));
        observation_ui(ui, input, rival, actions);
    }
}

/// What is said of a value that was calculated for the chart: the number, the arithmetic, what went into it.
fn computed_ui(ui: &mut Ui, input: &TradeInput<'_>, placed: &Placed<'_>) {
    let Some(computed) = placed.point.computed() else { return };
    tooltip_heading(ui, value_of(input, placed));
    let mut rows = vec![
        ("Series", placed.series.name.clone(), false),
        ("Period", texts::when(placed.point, input.plan.chosen.frequency), false),
        ("Calculated", computed.formula.clone(), false),
        ("Range", interval_text(&computed.exact.interval, &input.plan.unit), false),
    ];
    rows.extend(computed.months.map(|months| ("Months", format!("{months} of 12"), true)));
    let doubts = placed.doubts.each().filter(|doubt| *doubt != Doubt::Derived);
    rows.extend(doubts.map(|doubt| ("Note", doubt.label().to_owned(), true)));
    for (place, part) in computed.inputs.iter().take(MOST_LINES).enumerate() {
        let what = part.commodity.as_deref().map(|goods| format!("{goods}: ")).unwrap_or_default();
        let words = format!("{what}{} {}", value(input, part), sources::marker(input.dossier, part));
        rows.push((if place == 0 { "Of" } else { "" }, words, false));
    }
    let more = computed.inputs.len().saturating_sub(MOST_LINES);
    rows.extend((more > 0).then(|| ("", format!("and {more} more values"), false)));
    tooltip_rows(ui, rows);
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
    tooltip_heading(ui, gap.year.to_string());
    let series = gap.series.and_then(|series| input.plan.series.get(series));
    let mut rows: Vec<_> = series.map(|series| ("Series", series.name.clone(), false)).into_iter().collect();
    let meaning = texts::nothing_meaning(gap.nothing, input.plan.years.seen_by.is_some());
    rows.push(("No value", meaning.to_owned(), false));
    tooltip_rows(ui, rows);
}

fn observation_ui(ui: &mut Ui, input: &TradeInput<'_>, observation: &Observation, actions: &mut Vec<Action>) {
    let dossier = input.dossier;
    let fact = dossier.fact(observation.figure.fact);
    let number = ui.link(RichText::new(value(input, observation)).font(theme::strong(size::BODY)));
    if number.clicked() {
        actions.push(Action::Layout(LayoutAction::Open(trace(dossier, observation))));
    }
    let period = observation.period.as_ref();
    let mut rows = vec![
        ("Fact", fact.title.to_string(), false),
        ("Period", period.map_or_else(|| "not stated".to_owned(), date_text), period.is_none()),
    ];
    rows.extend(flow(dossier, observation));
    rows.push(("Basis", basis(input, observation), false));
    let zero = "The source says that there was nothing";
    rows.extend(observation.is_reported_zero().then(|| ("Zero", zero.to_owned(), false)));
    rows.extend(notes::rank_note(dossier, observation).map(|note| ("Rank", note, false)));
    rows.push(("Source", sources::marker(dossier, observation), false));
    rows.extend(fact.flags.iter().map(|flag| ("Flag", flag.kind.label().to_owned(), true)));
    tooltip_rows(ui, rows);
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

/// Which way the goods went, which goods, and who says so.
fn flow(dossier: &Dossier, observation: &Observation) -> Vec<(&'static str, String, bool)> {
    let figure = dossier.figure(observation.figure);
    let reporter = observation.reporter.as_deref().map(|id| dossier.party_name(id));
    let partner = figure.partner.as_deref().map(|id| dossier.party_name(id));
    let (what, is_unclear) = match (figure.flow, reporter, partner) {
        (Some(Flow::Export), Some(reporter), Some(partner)) => (format!("Export, {reporter} → {partner}"), false),
        (Some(Flow::Import), Some(reporter), Some(partner)) => (format!("Import, {partner} → {reporter}"), false),
        (Some(Flow::Total), ..) => ("Total, both directions".to_owned(), false),
        (Some(Flow::Export | Flow::Import) | None, ..) => ("not stated".to_owned(), true),
    };
    let mut rows = vec![("Direction", what, is_unclear)];
    rows.extend(observation.commodity.as_deref().map(|goods| ("Goods", goods.to_owned(), false)));
    rows.push(("Reporter", reporter.unwrap_or("not stated").to_owned(), false));
    rows
}

fn basis(input: &TradeInput<'_>, observation: &Observation) -> String {
    match (observation.basis, observation.derivation) {
        (Basis::Derived, Some(derivation)) => format!("calculated: {}", input.derived.get(derivation).formula),
        (basis, _) => basis_words(basis).to_owned(),
    }
}
