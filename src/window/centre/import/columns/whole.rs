//! What concerns the table as a whole: where its header is, how its numbers are written, who reports.

use egui::{ComboBox, DragValue, Label, RichText, Role as Heard, Ui, WidgetInfo};
use smol_str::SmolStr;

use super::super::super::super::parts::{counted, doubt, quiet_button, soft};
use super::super::answers::offers_ui;
use crate::app::{Action, AppState, ImportAction, ImportReview, ReviewPart};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, text};
use crate::format::date::MONTHS;
use crate::import::ImportError;
use crate::import::decimal::Decimal;
use crate::import::mapped::{AreaCodes, DAYS_QUESTION, DayOrder, Mapping, Role, TablePreview, YEARS_QUESTION};

pub(super) fn whole_ui(ui: &mut Ui, state: &AppState, table: &TablePreview, mapping: &mut Mapping) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        header_ui(ui, mapping);
        ui.add_space(GAP);
        let decimal = match mapping.decimal {
            Decimal::Point => "1,234.56",
            Decimal::Comma => "1.234,56",
        };
        let choices = [(Decimal::Point, "1,234.56"), (Decimal::Comma, "1.234,56")];
        choice_ui(ui, "Numbers", decimal, choices.into_iter(), &mut mapping.decimal);
        let areas = match mapping.areas {
            AreaCodes::Names => "names or ISO codes",
            AreaCodes::Comtrade => "Comtrade’s numbers",
        };
        let choices = [(AreaCodes::Names, "names or ISO codes"), (AreaCodes::Comtrade, "Comtrade’s numbers")];
        choice_ui(ui, "Countries", areas, choices.into_iter(), &mut mapping.areas);
        if let Some(separator) = table.separator {
            separator_ui(ui, separator, mapping);
        }
        sheet_ui(ui, table, mapping);
        for (words, role) in [("Reporter of all rows", Role::Reporter), ("Partner of all rows", Role::Partner)] {
            if !mapping.columns.iter().any(|column| column.role == role) {
                party_ui(ui, state, words, role, mapping);
            }
        }
        years_ui(ui, mapping);
        days_ui(ui, mapping);
        let basis = match mapping.basis.as_deref() {
            Some("estimated") => "estimated by the publisher",
            Some("derived") => "calculated by the publisher",
            _ => "as reported",
        };
        let mut chosen = mapping.basis.clone().unwrap_or_default();
        let choices = [
            ("", "as reported"),
            ("estimated", "estimated by the publisher"),
            ("derived", "calculated by the publisher"),
        ];
        choice_ui(
            ui,
            "Values",
            basis,
            choices.map(|(word, words)| (SmolStr::new_static(word), words)).into_iter(),
            &mut chosen,
        );
        mapping.basis = Some(chosen).filter(|word| !word.is_empty());
    });
}

/// Where the header is; when that changes, the columns are taken anew.
fn header_ui(ui: &mut Ui, mapping: &mut Mapping) {
    let (mut first, mut rows) = (mapping.header, mapping.header_rows.max(1));
    label_ui(ui, "Header: row");
    let response = ui.add(DragValue::new(&mut first).range(1..=400));
    response.widget_info(|| WidgetInfo::labeled(Heard::SpinButton, true, "First row of the header"));
    label_ui(ui, "rows");
    let response = ui.add(DragValue::new(&mut rows).range(1..=6));
    response.widget_info(|| WidgetInfo::labeled(Heard::SpinButton, true, "Rows of the header"));
    if (first, rows) != (mapping.header, mapping.header_rows.max(1)) {
        (mapping.header, mapping.header_rows) = (first, rows);
        mapping.columns.clear();
    }
}

/// With which month the years begin, of a table whose years are no calendar years.
fn years_ui(ui: &mut Ui, mapping: &mut Mapping) {
    let Some(mut begins) = mapping.year_begins else { return };
    let months = || std::iter::once("not said").chain(MONTHS);
    let chosen = months().nth(usize::from(begins)).unwrap_or_default();
    choice_ui(ui, "Years begin in", chosen, (0_u8..).zip(months()), &mut begins);
    if mapping.year_begins != Some(begins) {
        mapping.year_begins = Some(begins);
        mapping.questions.retain(|question| begins == 0 || question != YEARS_QUESTION);
    }
}

/// Whether the day or the month comes first, of a table whose dates do not show it.
fn days_ui(ui: &mut Ui, mapping: &mut Mapping) {
    const CHOICES: [(DayOrder, &str); 3] = [
        (DayOrder::Open, "not said"),
        (DayOrder::DayFirst, "day first, 31/01/2019"),
        (DayOrder::MonthFirst, "month first, 01/31/2019"),
    ];
    let Some(mut order) = mapping.day_order else { return };
    let chosen = CHOICES.iter().find(|(choice, _)| *choice == order).map_or("", |(_, name)| name);
    choice_ui(ui, "Dates", chosen, CHOICES.into_iter(), &mut order);
    if mapping.day_order != Some(order) {
        mapping.day_order = Some(order);
        mapping.questions.retain(|question| order == DayOrder::Open || question != DAYS_QUESTION);
    }
}

fn separator_ui(ui: &mut Ui, found: char, mapping: &mut Mapping) {
    const KNOWN: [(char, &str); 4] = [(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar")];
    let mut separator = mapping.separator.unwrap_or(found);
    let words = KNOWN.iter().find(|(known, _)| *known == separator).map_or("another sign", |(_, words)| words);
    choice_ui(ui, "Cells apart by", words, KNOWN.into_iter(), &mut separator);
    if separator != mapping.separator.unwrap_or(found) {
        mapping.separator = Some(separator);
        mapping.columns.clear();
        (mapping.header, mapping.header_rows) = (0, 0);
    }
}

fn sheet_ui(ui: &mut Ui, table: &TablePreview, mapping: &mut Mapping) {
    let [read, _, ..] = table.sheets.as_slice() else { return };
    let mut chosen = read.clone();
    label_ui(ui, "Sheet");
    let combo = ComboBox::from_id_salt("sheet").selected_text(RichText::new(read.as_str()).font(text(size::SMALL)));
    let response = combo.show_ui(ui, |ui| {
        for sheet in &table.sheets {
            ui.selectable_value(&mut chosen, sheet.clone(), sheet.as_str());
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Heard::ComboBox, true, "Sheet"));
    if chosen != *read {
        *mapping = Mapping { sheet: Some(chosen), ..Mapping::default() };
    }
}

/// Who reports, or with whom, where no column says so.
fn party_ui(ui: &mut Ui, state: &AppState, words: &str, role: Role, mapping: &mut Mapping) {
    let parties = state.dossier().parties();
    let slot = if role == Role::Reporter { &mut mapping.reporter } else { &mut mapping.partner };
    let name = |id: &str| {
        parties.iter().find(|party| party.id == id).map_or_else(|| id.to_owned(), |party| party.name.clone())
    };
    let shown = slot.as_deref().map_or_else(|| "–".to_owned(), name);
    label_ui(ui, words);
    let combo = ComboBox::from_id_salt(words).selected_text(RichText::new(shown).font(text(size::SMALL)));
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(slot, None, "–");
        for party in parties {
            ui.selectable_value(slot, Some(party.id.as_str().into()), &party.name);
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Heard::ComboBox, true, words));
}

fn choice_ui<T: PartialEq>(
    ui: &mut Ui,
    words: &str,
    chosen: &str,
    choices: impl Iterator<Item = (T, &'static str)>,
    value: &mut T,
) {
    label_ui(ui, words);
    let combo = ComboBox::from_id_salt(words).selected_text(RichText::new(chosen).font(text(size::SMALL)));
    let response = combo.show_ui(ui, |ui| {
        for (choice, name) in choices {
            if ui.selectable_label(choice == *value, name).clicked() {
                *value = choice;
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Heard::ComboBox, true, words));
}

/// A label on one line, in a row that goes on in the next one where it is full.
fn label_ui(ui: &mut Ui, words: &str) {
    let ink = Theme::of(ui).ink_soft;
    ui.add(Label::new(RichText::new(words).font(text(size::SMALL)).color(ink)).extend());
}

/// What comes of it, as it changes.
pub(super) fn result_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    if let Some(trouble) = review.trouble() {
        let words = match trouble {
            ImportError::AskPair { why, .. } => format!(
                "Say which two countries it is read for, here, above, or by the reporter and partner of all rows: {why}."
            ),
            ImportError::Refused(why) => format!("It cannot be read like this: {why}."),
            ImportError::Cancelled => "The reading was called off.".to_owned(),
        };
        doubt(ui, &words);
        if matches!(trouble, ImportError::AskPair { .. }) {
            offers_ui(ui, state, review, actions);
        }
        return;
    }
    let Some((read, _)) = review.read() else { return };
    let proposals = &read.proposals;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let mut words = counted(proposals.items.len(), "proposal", "proposals");
        let missed = proposals.not_understood.len();
        if missed > 0 {
            words = format!("{words}, {} not fit", counted(missed, "cell does", "cells do"));
        }
        soft(ui, words);
        if quiet_button(ui, "Review the proposals", !proposals.items.is_empty() || missed > 0).clicked() {
            actions.push(Action::Import(ImportAction::Show(ReviewPart::Proposals)));
        }
    });
}
