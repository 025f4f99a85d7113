//! The numbers in a fact.

use egui::Ui;

use super::super::super::parts::{quiet_button, section};
use super::dated::{date_ui, value_ui};
use super::fields::{Fields, choice_ui, kept_ui, row_ui, text_ui};
use crate::edit::Json;

fn words(words: &[(&str, &str)]) -> Vec<(String, String)> {
    words.iter().map(|(word, name)| ((*word).to_owned(), (*name).to_owned())).collect()
}

/// The keys that the form shows; every other key that a figure came with stays.
const KEYS: [&str; 9] = ["measure", "value", "unit", "period", "flow", "reporter", "partner", "basis", "note"];

pub(super) fn figures_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json) {
    section(ui, "Figures");
    let count = record.get("figures").map_or(0, |list| list.items().len());
    let mut removed = None;
    for place in 0..count {
        let path = format!("figures[{place}]");
        let Some(figure) = record.list_mut("figures").and_then(|list| list.get_mut(place)) else { break };
        ui.push_id(&path, |ui| figure_ui(ui, fields, figure, &path));
        if quiet_button(ui, &format!("Remove figure {}", place + 1), true).clicked() {
            removed = Some(place);
        }
    }
    if let Some(place) = removed
        && let Some(list) = record.list_mut("figures")
    {
        list.remove(place);
    }
    if quiet_button(ui, "Add figure", true).clicked() {
        let period = record.text_of("date").to_owned();
        let parties = fields.state.dossier().parties();
        let party = |place: usize| parties.get(place).map_or("", |party| &party.id);
        let last = record.get("figures").and_then(|list| list.items().last()).cloned();
        let like = |key: &str, usual: &str| {
            let value = last.as_ref().map_or(usual, |last| last.text_of(key));
            Json::from(value)
        };
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
        if let Some(list) = record.list_mut("figures") {
            list.push(new);
        }
    }
}

fn figure_ui(ui: &mut Ui, fields: &Fields<'_>, figure: &mut Json, path: &str) {
    let flows = words(&[("export", "Exports"), ("import", "Imports"), ("total", "Total of both directions")]);
    let kinds = words(&[
        ("stated", "As reported"),
        ("derived", "Calculated"),
        ("mirrored", "Mirror data (partner-reported)"),
        ("estimated", "Estimated by the source"),
    ]);
    let parties: Vec<(String, String)> =
        fields.state.dossier().parties().iter().map(|party| (party.id.clone(), party.name.clone())).collect();
    let mut cells: [Json; KEYS.len()] = std::array::from_fn(|_| figure.clone());
    let [measure, value, unit, period, flow, reporter, partner, basis, note] = &mut cells;
    row_ui(
        ui,
        [
            &mut |ui| value_ui(ui, fields, value, path),
            &mut |ui| {
                text_ui(ui, fields, unit, path, "unit", "Unit", "USD, t, percent", 1);
            },
            &mut |ui| {
                text_ui(ui, fields, measure, path, "measure", "Measure", "trade-value", 1);
            },
        ],
    );
    row_ui(
        ui,
        [&mut |ui| date_ui(ui, fields, period, path, "period", "Period"), &mut |ui| {
            choice_ui(ui, fields, basis, path, "basis", "Basis", &kinds, false);
        }],
    );
    row_ui(
        ui,
        [
            &mut |ui| choice_ui(ui, fields, flow, path, "flow", "Flow", &flows, true),
            &mut |ui| choice_ui(ui, fields, reporter, path, "reporter", "Reporter", &parties, true),
            &mut |ui| choice_ui(ui, fields, partner, path, "partner", "Partner", &parties, true),
        ],
    );
    text_ui(ui, fields, note, path, "note", "Note on the figure", "May be empty", 1);
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
