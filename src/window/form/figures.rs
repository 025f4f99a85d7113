//! A number in a fact.

use egui::Ui;

use super::dated::{date_ui, value_ui};
use super::fields::{Field, Fields, choice_ui, kept_ui, row_ui, text_ui};
use crate::app::{AppState, FormPart, RecordForm};
use crate::dossier::{Date, ReportedValue};
use crate::edit::Json;
use crate::format::date::date_text;
use crate::format::number::printed_text;

/// The directions of goods, each with what it is called.
const FLOWS: [(&str, &str); 3] = [("export", "Exports"), ("import", "Imports"), ("total", "Total of both directions")];

/// On what a figure rests, each with what it is called.
const BASES: [(&str, &str); 4] = [
    ("stated", "As reported"),
    ("derived", "Calculated"),
    ("mirrored", "Mirror data (partner-reported)"),
    ("estimated", "Estimated by the source"),
];

/// The keys that the form shows; every other key that a figure came with stays.
const KEYS: [&str; 9] = ["measure", "value", "unit", "period", "flow", "reporter", "partner", "basis", "note"];

fn words(words: &[(&str, &str)]) -> Vec<(String, String)> {
    words.iter().map(|(word, name)| ((*word).to_owned(), (*name).to_owned())).collect()
}

/// A figure in a few words: `US$1.41 million, Exports, 2014`.
pub(super) fn summary(figure: &Json) -> String {
    let (typed, unit) = (figure.text_of("value"), figure.text_of("unit"));
    let value = match ReportedValue::parse(typed) {
        Ok(value) => printed_text(&value, unit),
        Err(_) if !typed.is_empty() => typed.to_owned(),
        Err(_) => {
            let percent = |key: &str| figure.get(key).map(|tie| tie.text_of("percent")).filter(|text| !text.is_empty());
            let tied = percent("change").map(|percent| format!("change of {percent}%"));
            let tied = tied.or_else(|| percent("share").map(|percent| format!("share of {percent}%")));
            tied.unwrap_or_else(|| "No value yet".to_owned())
        }
    };
    let flow = FLOWS.iter().find(|(word, _)| *word == figure.text_of("flow")).map(|(_, name)| (*name).to_owned());
    let period = figure.text_of("period");
    let period = (!period.is_empty()).then(|| Date::parse(period).map_or(period.to_owned(), |date| date_text(&date)));
    [Some(value), flow, period].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Adds a figure, like the one before it as far as that is usual.
pub(super) fn add(form: &mut RecordForm, state: &AppState) {
    let record = &form.record;
    let period = record.text_of("date").to_owned();
    let parties = state.dossier().parties();
    let party = |place: usize| parties.get(place).map_or("", |party| &party.id);
    let last = record.get("figures").and_then(|list| list.items().last());
    let like = |key: &str, usual: &str| Json::from(last.map_or(usual, |last| last.text_of(key)));
    let new = Json::object([
        ("id", Json::from("")),
        ("measure", like("measure", "trade-value")),
        ("flow", like("flow", "total")),
        ("reporter", like("reporter", party(0))),
        ("partner", like("partner", party(1))),
        ("period", Json::from(period)),
        ("value", Json::from("")),
        ("unit", like("unit", "USD")),
        ("basis", Json::from("stated")),
    ]);
    form.add_part(FormPart::Figure, new);
}

/// The fields of a figure.
pub(super) fn figure_ui(ui: &mut Ui, fields: &Fields<'_>, figure: &mut Json, path: &str, is_new: bool) {
    let parties: Vec<(String, String)> =
        fields.state.dossier().parties().iter().map(|party| (party.id.clone(), party.name.clone())).collect();
    let at = |key: &'static str, label: &'static str, hint: &'static str| Field { path, key, label, hint };
    let mut cells: [Json; KEYS.len()] = std::array::from_fn(|_| figure.clone());
    let [measure, value, unit, period, flow, reporter, partner, basis, note] = &mut cells;
    row_ui(
        ui,
        [&mut |ui| value_ui(ui, fields, value, path, is_new), &mut |ui| {
            text_ui(ui, fields, unit, at("unit", "Unit", "USD, t, percent"), 1);
        }],
    );
    row_ui(
        ui,
        [&mut |ui| date_ui(ui, fields, period, path, "period", "Period"), &mut |ui| {
            text_ui(ui, fields, measure, at("measure", "Measure", "trade-value"), 1);
        }],
    );
    row_ui(
        ui,
        [&mut |ui| choice_ui(ui, fields, flow, at("flow", "Flow", ""), &words(&FLOWS), true), &mut |ui| {
            choice_ui(ui, fields, basis, at("basis", "Basis", ""), &words(&BASES), false);
        }],
    );
    row_ui(
        ui,
        [&mut |ui| choice_ui(ui, fields, reporter, at("reporter", "Reporter", ""), &parties, true), &mut |ui| {
            choice_ui(ui, fields, partner, at("partner", "Partner", ""), &parties, true);
        }],
    );
    text_ui(ui, fields, note, at("note", "Note on the figure", "May be empty"), 1);
    kept_ui(ui, figure, &KEYS);
    fields.whole_problem_ui(ui, path);
    // An amount that was offered comes with its unit.
    let offered = value.text_of("unit").to_owned();
    let offered = (offered != figure.text_of("unit")).then_some(offered);
    for (key, cell) in KEYS.iter().zip(&cells) {
        if cell.text_of(key) != figure.text_of(key) {
            figure.set(key, cell.text_of(key));
        }
    }
    if let Some(offered) = offered {
        figure.set("unit", offered);
    }
}
