//! What stands over a column: its heading, what it is taken for, and how many of its cells do not fit.

use egui::{ComboBox, Label, RichText, Role as Heard, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;

use super::super::super::super::cut::wrapped;
use super::super::super::super::parts::quiet_button;
use crate::app::{Action, ImportAction, ReviewPart, ReviewRow};
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};
use crate::format::number::count_text;
use crate::import::mapped::{ColumnMap, Mapping, Role};

/// The roles in the order of the menu, with what each is called.
const ROLES: [(Role, &str); 14] = [
    (Role::Ignore, "Not read"),
    (Role::Value, "Value"),
    (Role::Period, "Year or period"),
    (Role::Month, "Month"),
    (Role::Reporter, "Reporter or exporter"),
    (Role::Partner, "Partner or importer"),
    (Role::Flow, "Direction"),
    (Role::Commodity, "Code of goods"),
    (Role::CommodityName, "Name of goods"),
    (Role::Indicator, "What is measured"),
    (Role::Unit, "Unit"),
    (Role::Scale, "Power of ten"),
    (Role::Status, "Status of the value"),
    (Role::Confidentiality, "Confidentiality"),
];
const FLOWS: [(&str, &str); 4] =
    [("", "Direction –"), ("export", "Exports"), ("import", "Imports"), ("total", "Both directions")];
const SCALES: [(i32, &str); 4] = [(0, "Units"), (3, "Thousands"), (6, "Millions"), (9, "Billions")];
const VALUATIONS: [(&str, &str); 3] = [("", "FOB/CIF –"), ("fob", "FOB"), ("cif", "CIF")];

pub(super) fn column_ui(ui: &mut Ui, mapping: &mut Mapping, place: usize, misfits: usize, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let Some(column) = mapping.columns.get_mut(place) else { return };
    let name = match column.column.as_str() {
        "" => format!("Column {}", place + 1),
        name => name.to_owned(),
    };
    let heading = wrapped(ui, &name, &strong(size::SMALL), theme.ink, width, 2);
    let response = ui.add(Label::new(heading).show_tooltip_when_elided(false));
    response.widget_info(|| WidgetInfo::labeled(Heard::ColumnHeader, true, &name));
    response.on_hover_text(&name);
    let old = column.role;
    let chosen = ROLES.iter().find(|(role, _)| *role == old).map_or("", |(_, words)| words);
    choice_ui(ui, &format!("What “{name}” is"), chosen, (width, place), ROLES.into_iter(), &mut column.role);
    if column.role == Role::Value {
        value_ui(ui, column, place, &name);
    }
    if misfits > 0 {
        let words =
            if misfits == 1 { "1 does not fit".to_owned() } else { format!("{} do not fit", count_text(misfits)) };
        let response = quiet_button(ui, &words, true).on_hover_text("List every one of them");
        response.widget_info(|| WidgetInfo::labeled(Heard::Button, true, format!("{words}: {name}")));
        if response.clicked() {
            actions.push(Action::Import(ImportAction::Show(ReviewPart::Proposals)));
            actions.push(Action::Import(ImportAction::Select(ReviewRow::NotUnderstood)));
        }
    } else if column.role != Role::Ignore {
        ui.label(RichText::new("Every cell fits").font(text(size::LABEL)).color(theme.ink_soft));
    }
}

/// What a value measures, in which unit, and when.
fn value_ui(ui: &mut Ui, column: &mut ColumnMap, place: usize, name: &str) {
    let width = ui.available_width();
    let word = |text: &Option<SmolStr>| text.clone().unwrap_or_default();
    // As it is typed, spaces at its end included; whoever reads it leaves those away.
    let kept = |text: &str| Some(SmolStr::from(text)).filter(|text| !text.is_empty());
    let kind = &mut column.value;
    halves_ui(ui, |left, right, half| {
        let mut flow = word(&kind.flow);
        let chosen = FLOWS.iter().find(|(known, _)| *known == flow).map_or(flow.as_str(), |(_, words)| words);
        let chosen = chosen.to_owned();
        let choices = FLOWS.iter().map(|(word, words)| (SmolStr::new_static(word), *words));
        choice_ui(left, &format!("Direction of “{name}”"), &chosen, (half, place), choices, &mut flow);
        kind.flow = kept(&flow);
        let mut unit = word(&kind.unit).to_string();
        field_ui(right, &format!("Unit of “{name}”"), "Unit: USD, t", (half, place), &mut unit);
        kind.unit = kept(&unit);
    });
    halves_ui(ui, |left, right, half| {
        let mut scale = kind.scale.unwrap_or_default();
        let chosen = SCALES.iter().find(|(known, _)| *known == scale).map(|(_, words)| (*words).to_owned());
        let chosen = chosen.unwrap_or_else(|| format!("× 10^{scale}"));
        choice_ui(left, &format!("Scale of “{name}”"), &chosen, (half, place), SCALES.into_iter(), &mut scale);
        if scale != kind.scale.unwrap_or_default() {
            kind.scale = Some(scale).filter(|scale| *scale != 0);
        }
        let mut valuation = word(&kind.valuation);
        let chosen = VALUATIONS.iter().find(|(known, _)| *known == valuation).map_or("", |(_, words)| words);
        let choices = VALUATIONS.iter().map(|(word, words)| (SmolStr::new_static(word), *words));
        choice_ui(right, &format!("Valuation of “{name}”"), chosen, (half, place), choices, &mut valuation);
        kind.valuation = kept(&valuation);
    });
    let mut measure = word(&kind.measure).to_string();
    field_ui(ui, &format!("Measure of “{name}”"), "Measure: value of goods", (width, place), &mut measure);
    kind.measure = kept(&measure);
    let mut period = word(&column.period).to_string();
    field_ui(ui, &format!("Period of “{name}”"), "Period: as the row says", (width, place), &mut period);
    column.period = kept(&period);
    // Only where the heading names them; otherwise a column or the table as a whole does.
    for (slot, role) in [(&mut column.reporter, "Reporter"), (&mut column.partner, "Partner")] {
        if let Some(party) = slot {
            let mut typed = party.to_string();
            field_ui(ui, &format!("{role} of “{name}”"), role, (width, place), &mut typed);
            // An empty one names nobody, and its field stays to be typed in.
            *slot = Some(typed.into());
        }
    }
}

/// Two things beside each other, each with half of the width.
fn halves_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui, &mut Ui, f32)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.columns(2, |halves| {
            let [left, right] = halves else { return };
            let half = left.available_width();
            contents(left, right, half);
        });
    });
}

/// A drop-down of things to choose.
fn choice_ui<T: PartialEq>(
    ui: &mut Ui,
    heard: &str,
    chosen: &str,
    (width, place): (f32, usize),
    choices: impl Iterator<Item = (T, &'static str)>,
    value: &mut T,
) {
    let font = text(size::SMALL);
    let combo = ComboBox::from_id_salt((heard, place)).width(width - 2.0).truncate();
    let response = combo.selected_text(RichText::new(chosen).font(font.clone())).show_ui(ui, |ui| {
        for (choice, words) in choices {
            if ui.selectable_label(choice == *value, RichText::new(words).font(font.clone())).clicked() {
                *value = choice;
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Heard::ComboBox, true, heard));
}

/// A field for a word.
fn field_ui(ui: &mut Ui, heard: &str, hint: &str, (width, place): (f32, usize), value: &mut String) {
    let id = egui::Id::unique((heard, place));
    let hint = RichText::new(hint).font(text(size::SMALL));
    let edit = TextEdit::singleline(value).id(id).desired_width(width - 10.0).font(text(size::SMALL)).hint_text(hint);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Heard::TextInput, true, heard));
}
