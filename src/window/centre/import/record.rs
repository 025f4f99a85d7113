//! A record as it will be in the dossier, and how it differs from what is there.

use egui::{Grid, RichText, Ui};

use super::super::super::field_words::{date_words, field_words, measure_words, value_words};
use super::super::super::parts::{Words, doubt_box, section, sides, small, soft};
use crate::app::AppState;
use crate::charts::theme::{size, strong, text};
use crate::charts::{Theme, unbroken};
use crate::dossier::FlagKind;
use crate::edit::{Edit, Json, List};
use crate::import::Proposals;

/// What a record refers to by identifiers is named by the dossier, or by what comes with the import.
pub(super) struct Names<'a> {
    pub(super) state: &'a AppState,
    pub(super) proposals: &'a Proposals,
}

impl Names<'_> {
    /// The record that comes with the import.
    fn coming(&self, list: &List, id: &str) -> Option<&Json> {
        self.proposals.foundation.iter().find_map(|edit| {
            let Edit::Insert { list: of, value, .. } = edit else { return None };
            (of == list && value.text_of("id") == id).then_some(value)
        })
    }

    fn name_of_coming(&self, list: &List, id: &str, key: &str) -> Option<String> {
        Some(self.coming(list, id)?.text_of(key).to_owned()).filter(|name| !name.is_empty())
    }

    fn party(&self, id: &str) -> String {
        let known = self.state.dossier().parties().iter().find(|party| party.id == id);
        let known = known.map(|party| party.name.clone());
        known.or_else(|| self.name_of_coming(&List::Parties, id, "name")).unwrap_or_else(|| id.to_owned())
    }

    fn theme(&self, id: &str) -> String {
        let known = self.state.dossier().themes().iter().find(|theme| theme.id == id);
        let known = known.map(|theme| theme.label.clone());
        known.or_else(|| self.name_of_coming(&List::Themes, id, "label")).unwrap_or_else(|| id.to_owned())
    }

    fn source(&self, id: &str) -> String {
        let known = self.state.dossier().sources().iter().find(|source| source.id() == id);
        if let Some(known) = known {
            return known.name().to_owned();
        }
        let coming = self.coming(&List::Sources, id);
        let marker = coming.and_then(|source| source.get("custom")).map_or("", |custom| custom.text_of("marker"));
        let title = coming.map_or("", |source| source.text_of("title"));
        match (marker, title) {
            ("", "") => id.to_owned(),
            (marker, "") => format!("{marker}, details unknown"),
            (marker, title) => format!("{marker} {title}").trim().to_owned(),
        }
    }
}

/// A text as a heading of what follows.
pub(super) fn title_ui(ui: &mut Ui, words: &str) {
    ui.add(egui::Label::new(RichText::new(unbroken(words)).font(strong(size::BODY))).wrap());
}

/// A fact as it will be.
pub(super) fn fact_ui(ui: &mut Ui, names: &Names<'_>, record: &Json) {
    title_ui(ui, record.text_of("title"));
    let date = match record.text_of("date") {
        "" => "undated".to_owned(),
        edtf => match date_words(edtf) {
            words if words == edtf => words,
            words => format!("{words} ({edtf})"),
        },
    };
    soft(ui, format!("{date}  ·  {}", names.theme(record.text_of("theme"))));
    small(ui, record.text_of("statement"));
    for figure in record.get("figures").map(Json::items).unwrap_or_default() {
        ui.add_space(4.0);
        figure_ui(ui, names, figure);
    }
    flags_ui(ui, record);
    section(ui, "Sources");
    let citations = record.get("citations").map(Json::items).unwrap_or_default();
    for citation in citations {
        let name = names.source(citation.text_of("source"));
        match citation.text_of("locator") {
            "" => small(ui, name),
            locator => small(ui, format!("{name}, {locator}")),
        };
    }
    if let Some(passage) = record.get("passage") {
        soft(ui, format!("Passage: {}, {}", names.source(passage.text_of("source")), passage.text_of("locator")));
    }
    if citations.is_empty() && record.get("passage").is_none() {
        soft(ui, "None");
    }
    if !record.text_of("note").is_empty() {
        section(ui, "Note");
        soft(ui, record.text_of("note"));
    }
}

/// The number with its unit and what it stands for, and what it is of.
fn figure_ui(ui: &mut Ui, names: &Names<'_>, figure: &Json) {
    let (value, interval) = value_words(figure);
    let measure = measure_words(figure);
    sides(ui, Words::plain(&measure), Words::strong(&value));
    if let Some(interval) = interval.filter(|interval| *interval != value) {
        soft(ui, format!("Stands for {interval}"));
    }
    let (reporter, partner) = (figure.text_of("reporter"), figure.text_of("partner"));
    let (reporter, partner) = (names.party(reporter), names.party(partner));
    let mut parts = Vec::new();
    match figure.text_of("flow") {
        "export" => parts.push(format!("{reporter} → {partner}")),
        "import" => parts.push(format!("{partner} → {reporter}")),
        "total" => parts.push(format!("{reporter} ↔ {partner}")),
        _ => {}
    }
    if !figure.text_of("reporter").is_empty() {
        parts.push(format!("reported by {reporter}"));
    }
    parts.extend(Some(figure.text_of("period")).filter(|period| !period.is_empty()).map(date_words));
    parts.extend(Some(figure.text_of("valuation")).filter(|word| !word.is_empty()).map(str::to_uppercase));
    parts.push(
        match figure.text_of("basis") {
            "stated" => "as reported",
            "derived" => "calculated",
            "mirrored" => "mirror data",
            "estimated" => "estimated by the source",
            other => other,
        }
        .to_owned(),
    );
    parts.retain(|part| !part.is_empty());
    soft(ui, parts.join("  ·  "));
    if !figure.text_of("note").is_empty() {
        soft(ui, figure.text_of("note"));
    }
}

/// What speaks against the fact, as it will be kept with it.
fn flags_ui(ui: &mut Ui, record: &Json) {
    for flag in record.get("flags").map(Json::items).unwrap_or_default() {
        ui.add_space(4.0);
        doubt_box(ui, |ui| {
            let kind = FlagKind::from_word(flag.text_of("kind"));
            let scope = Some(flag.text_of("scope")).filter(|scope| !scope.is_empty());
            let scope = scope.map(|scope| format!(" (affects: {scope})")).unwrap_or_default();
            small(ui, format!("Flag: {}{scope}", kind.label()));
            if !flag.text_of("reason").is_empty() {
                small(ui, flag.text_of("reason"));
            }
        });
    }
}

/// A source as it will be: its fields, line by line.
pub(super) fn source_ui(ui: &mut Ui, record: &Json) {
    title_ui(ui, Some(record.text_of("title")).filter(|title| !title.is_empty()).unwrap_or("Without a title"));
    Grid::new("fields of a source").num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
        for (key, value) in record.entries().iter().filter(|(key, _)| key != "title") {
            label(ui, &key.replace('-', " "));
            small(ui, field_words(key, value));
            ui.end_row();
        }
    });
}

fn label(ui: &mut Ui, words: &str) {
    let ink = Theme::of(ui).ink_soft;
    ui.add(egui::Label::new(RichText::new(words).font(text(size::LABEL)).color(ink)).selectable(false));
}
