//! Dates and amounts: how what is typed is understood, and what is offered in its place.

use egui::{RichText, Ui};

use super::super::parts::soft;
use super::fields::{Field, Fields, bare_text_ui, label_ui};
use crate::charts::theme::{size, text};
use crate::dossier::{Date, ReportedValue};
use crate::edit::Json;
use crate::edit::typed::{amounts, dates};
use crate::format::date::date_text;
use crate::format::number::{interval_text, printed_text};

/// A date in EDTF, with how it is understood below it, or what people may have meant.
pub(super) fn date_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, path: &str, key: &str, label: &str) {
    let hint = "2013-10-20, Oct 2013, 1960s, until 1972; empty where not stated";
    let field = Field { path, key, label, hint };
    ui.vertical(|ui| {
        label_ui(ui, label);
        bare_text_ui(ui, fields, record, field, 1);
        let typed = record.text_of(key).to_owned();
        if typed.is_empty() {
            return;
        }
        if let Ok(date) = Date::parse(&typed) {
            soft(ui, date_text(&date));
            return;
        }
        let offered = dates(&typed);
        if offered.is_empty() {
            fields.problem_ui(ui, &field.whole_path(), false);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            soft(ui, if offered.len() > 1 { "Which one?" } else { "Use" });
            for edtf in offered {
                let words =
                    Date::parse(&edtf).map_or_else(|_| edtf.clone(), |date| format!("{} ({edtf})", date_text(&date)));
                if ui.button(RichText::new(words).font(text(size::SMALL))).clicked() {
                    record.set(key, edtf);
                }
            }
        });
    });
}

/// A value with its digits, and what people may have meant, with the unit that comes with it.
pub(super) fn value_ui(ui: &mut Ui, fields: &Fields<'_>, record: &mut Json, path: &str, wants_focus: bool) {
    let field = Field { path, key: "value", label: "Value", hint: "1.41e6, US$1.41 million, 82.24%" };
    ui.vertical(|ui| {
        label_ui(ui, field.label);
        let response = bare_text_ui(ui, fields, record, field, 1);
        if wants_focus {
            response.request_focus();
        }
        let typed = record.text_of("value").to_owned();
        if typed.is_empty() {
            return;
        }
        if let Ok(value) = ReportedValue::parse(&typed) {
            let unit = record.text_of("unit");
            let shown = printed_text(&value, unit);
            let interval = interval_text(&value.interval(), unit);
            soft(ui, if interval == shown { shown } else { format!("{shown}: {interval}") });
            return;
        }
        let offered = amounts(&typed);
        if offered.is_empty() {
            fields.problem_ui(ui, &field.whole_path(), false);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            soft(ui, if offered.len() > 1 { "Which one?" } else { "Use" });
            for amount in offered {
                let unit = amount.unit.as_deref().unwrap_or_default();
                let words = format!("{} {unit}", amount.value);
                if ui.button(RichText::new(words.trim()).font(text(size::SMALL))).clicked() {
                    record.set("value", amount.value.as_str());
                    if !unit.is_empty() {
                        record.set("unit", unit);
                    }
                }
            }
        });
    });
}
