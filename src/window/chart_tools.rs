//! The tools of the chart: which series it draws and how, which years, and the way out of the window.

use std::collections::BTreeSet;

use egui::containers::menu::MenuButton;
use egui::{DragValue, RichText, ScrollArea, Ui};
use smol_str::SmolStr;

use super::shortcuts;
use crate::analysis::{ChartChoice, ChartPlan, Flows, Form, Frequency, Goods, Measure};
use crate::app::{
    Action, AppState, ChartKind, FileAction, LayoutAction, RivalPolicy, Span, SpanAction, TimeAxisTarget, ValueAxis,
};
use crate::charts::theme::{self, size};
use crate::format::number::unit_name;

/// From this width on, the steps of zooming stand beside the other tools; in points.
const ZOOM_BESIDE: f32 = 250.0;
/// How much longer everything becomes by one step of zooming.
const ZOOM_STEP: f64 = 1.5;
/// A margin that a view may have beyond its first and last year, in days.
const MARGIN_DAYS: f64 = 120.0;
/// The height that a list of commodities has at the most, in points.
const MOST_OF_LIST: f32 = 320.0;
/// How values may be spaced.
const AXES: [(ValueAxis, &str, &str); 2] = [
    (ValueAxis::Linear, "Linear", "Equal steps for equal differences, from zero"),
    (ValueAxis::Logarithmic, "Logarithmic", "Equal steps for equal ratios"),
];

/// The width that the tools take, in points.
pub(super) const WIDTH: f32 = 328.0;

/// The words at the top right of the chart that change how it is looked at.
pub(super) fn chart_tools_ui(ui: &mut Ui, state: &AppState, plan: &ChartPlan, actions: &mut Vec<Action>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 6.0;
        let export = Action::File(FileAction::PrepareExport(ChartKind::Trade));
        tool(ui, state, ("Export…", false), "Export this chart as a picture or as data", export, actions);
        let fit = Action::Span(TimeAxisTarget::Chart, SpanAction::Fit);
        tool(ui, state, ("Fit", false), "Show every year; a double-click does it too", fit, actions);
        if ui.max_rect().width() >= ZOOM_BESIDE {
            let zoom = |factor| Action::Span(TimeAxisTarget::Chart, SpanAction::Zoom { factor, at_days: None });
            tool(ui, state, ("+", false), "Show fewer years", zoom(ZOOM_STEP), actions);
            tool(ui, state, ("−", false), "Show more years", zoom(1.0 / ZOOM_STEP), actions);
        }
        let box_zoom = Action::Layout(LayoutAction::ToggleBoxZoom);
        let meaning = "Draw a box to zoom into with the left button; the right one always draws it";
        tool(ui, state, ("Box", state.view.is_box_zoom), meaning, box_zoom, actions);
        years_menu(ui, state, actions);
        options_menu(ui, state, plan, actions);
    });
}

fn words(text: impl Into<String>) -> RichText {
    RichText::new(text).font(theme::text(size::SMALL))
}

/// The years in view, without the margin beside them.
fn years(state: &AppState) -> (i64, i64) {
    let span = state.chart_span();
    let margin = if span.width_days() > 3.0 * MARGIN_DAYS { MARGIN_DAYS } else { 0.0 };
    let inner = Span::new(span.start_days() + margin, span.end_days() - margin);
    (inner.first_day().year(), inner.last_day().year())
}

/// The years in view, to be typed.
fn years_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let (first, last) = years(state);
    let label = if first == last { format!("{first} ▾") } else { format!("{first}–{last} ▾") };
    let button = egui::Button::new(words(label)).small();
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.horizontal(|ui| {
            let (mut from, mut to) = (first, last);
            ui.label(words("Years"));
            let one = ui.add(DragValue::new(&mut from).range(-9999..=9999));
            ui.label(words("to"));
            let other = ui.add(DragValue::new(&mut to).range(-9999..=9999));
            one.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "First year"));
            other.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Last year"));
            if (from, to) != (first, last) && from <= to {
                let span = Span::of_years(from, to);
                actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Set(span)));
            }
        });
    });
    response.on_hover_text("Which years are shown: type the first and the last");
}

/// What can be chosen, each with what is chosen now; what was not chosen was chosen for this dossier.
fn options_menu(ui: &mut Ui, state: &AppState, plan: &ChartPlan, actions: &mut Vec<Action>) {
    let asked = &state.view.chart_choice;
    let is_changed = *asked != ChartChoice::default() || state.view.reporter.is_some();
    let button = egui::Button::new(words("Options ▾")).selected(is_changed).small();
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(230.0);
        let mut choice = asked.clone();
        flows_menu(ui, plan, &mut choice);
        looking_from_menu(ui, state, plan, &mut choice);
        reporter_menu(ui, state, actions);
        goods_menu(ui, state, plan, &mut choice);
        let frequency = plan.chosen.frequency;
        open_choice(ui, "Period", &mut choice.frequency, frequency, Frequency::ALL, |one| one.label().to_owned());
        open_choice(ui, "Form", &mut choice.form, plan.chosen.form, Form::ALL, |one| one.label().to_owned());
        measure_menu(ui, plan, &mut choice);
        unit_menu(ui, state, plan, &mut choice);
        ui.separator();
        axis_menu(ui, state, actions);
        rivals_menu(ui, state, actions);
        if choice != *asked {
            actions.push(Action::SetChart(Box::new(choice)));
        }
        if is_changed {
            ui.separator();
            if ui.button(words("As chosen for this dossier")).clicked() {
                actions.push(Action::SetChart(Box::default()));
                actions.push(Action::SetReporter(None));
            }
        }
    });
    response.on_hover_text("What the chart shows, and how");
}

/// Something that can be left open: what was chosen for the dossier, and all that there is.
fn open_choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    asked: &mut Option<T>,
    chosen: T,
    all: &[T],
    label: impl Fn(T) -> String,
) {
    ui.menu_button(words(format!("{name}: {}", label(chosen))), |ui| {
        if ui.radio(asked.is_none(), words("Chosen for this dossier")).clicked() {
            *asked = None;
        }
        for one in all {
            if ui.radio(*asked == Some(*one), words(label(*one))).clicked() {
                *asked = Some(*one);
            }
        }
    });
}

fn flows_menu(ui: &mut Ui, plan: &ChartPlan, choice: &mut ChartChoice) {
    open_choice(ui, "Flows", &mut choice.flows, plan.chosen.flows, Flows::ALL, |flows| flows.label().to_owned());
}

fn looking_from_menu(ui: &mut Ui, state: &AppState, plan: &ChartPlan, choice: &mut ChartChoice) {
    let [one, other, ..] = state.dossier().parties() else { return };
    let home = plan.chosen.home.as_deref().map_or("", |id| state.dossier().party_name(id));
    ui.menu_button(words(format!("Looking from: {home}")), |ui| {
        for party in [one, other] {
            let is_home = plan.chosen.home.as_deref() == Some(party.id.as_str());
            if ui.radio(is_home, words(&party.name)).clicked() {
                choice.looking_from = (party.id != one.id).then(|| SmolStr::from(party.id.as_str()));
            }
        }
    });
}

fn reporter_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let chosen = state.view.reporter.as_deref();
    let name = |id: Option<&str>| id.map_or("All reporters", |id| state.dossier().party_name(id)).to_owned();
    ui.menu_button(words(format!("Reported by: {}", name(chosen))), |ui| {
        for reporter in std::iter::once(None).chain(state.file.reporters().map(Some)) {
            if ui.radio(chosen == reporter, words(name(reporter))).clicked() {
                actions.push(Action::SetReporter(reporter.map(str::to_owned)));
            }
        }
    });
}

fn goods_menu(ui: &mut Ui, state: &AppState, plan: &ChartPlan, choice: &mut ChartChoice) {
    if !plan.chosen.flows.has_goods() {
        return;
    }
    let name = match &plan.chosen.goods {
        Goods::All => "all".to_owned(),
        Goods::ByCommodity => "by commodity".to_owned(),
        Goods::Only(goods) if goods.len() == 1 => goods.iter().next().cloned().unwrap_or_default(),
        Goods::Only(goods) => format!("{} commodities", goods.len()),
    };
    ui.menu_button(words(format!("Goods: {name}")), |ui| {
        if ui.radio(choice.goods.is_none(), words("Chosen for this dossier")).clicked() {
            choice.goods = None;
        }
        for (goods, label) in [(Goods::All, "All goods"), (Goods::ByCommodity, "By commodity")] {
            if ui.radio(choice.goods.as_ref() == Some(&goods), words(label)).clicked() {
                choice.goods = Some(goods);
            }
        }
        let commodities = state.file.commodities();
        if commodities.is_empty() {
            return;
        }
        ui.separator();
        let mut only = match &choice.goods {
            Some(Goods::Only(goods)) => goods.clone(),
            Some(Goods::All | Goods::ByCommodity) | None => BTreeSet::new(),
        };
        ScrollArea::vertical().max_height(MOST_OF_LIST).show(ui, |ui| {
            for name in commodities {
                let mut is_on = only.contains(name);
                if ui.checkbox(&mut is_on, words(name)).clicked() {
                    if !only.remove(name) {
                        only.insert(name.to_owned());
                    }
                    choice.goods = (!only.is_empty()).then(|| Goods::Only(only.clone()));
                }
            }
        });
    });
}

fn measure_menu(ui: &mut Ui, plan: &ChartPlan, choice: &mut ChartChoice) {
    let label = |measure: Measure| {
        if let Measure::Index(Some(base)) = measure {
            format!("Index ({base} = 100)")
        } else {
            measure.label().to_owned()
        }
    };
    ui.menu_button(words(format!("Measure: {}", label(plan.chosen.measure))), |ui| {
        for measure in Measure::ALL {
            if ui.radio(choice.measure.is_like(measure), words(measure.label())).clicked() {
                choice.measure = measure;
            }
        }
        if let (Measure::Index(_), Measure::Index(base)) = (choice.measure, plan.chosen.measure) {
            ui.horizontal(|ui| {
                let before = base.unwrap_or_default();
                let mut year = before;
                ui.label(words("Base year"));
                let edit = ui.add(DragValue::new(&mut year).range(-9999..=9999));
                edit.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Base year"));
                if year != before {
                    choice.measure = Measure::Index(Some(year));
                }
            });
        }
    });
}

fn unit_menu(ui: &mut Ui, state: &AppState, plan: &ChartPlan, choice: &mut ChartChoice) {
    let units = state.file.trade_units();
    if units.len() < 2 {
        return;
    }
    let now = &plan.years.unit;
    ui.menu_button(words(format!("Unit: {}", unit_name(now))), |ui| {
        if ui.radio(choice.unit.is_none(), words("Chosen for this dossier")).clicked() {
            choice.unit = None;
        }
        for unit in units {
            if ui.radio(choice.unit.as_deref() == Some(unit), words(unit_name(unit))).clicked() {
                choice.unit = Some(unit.into());
            }
        }
    });
}

fn axis_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let label = |axis: ValueAxis| AXES.iter().find(|(one, ..)| *one == axis).map_or("", |(_, label, _)| *label);
    ui.menu_button(words(format!("Value axis: {}", label(state.view.value_axis).to_lowercase())), |ui| {
        for (axis, label, hint) in AXES {
            if ui.radio(state.view.value_axis == axis, words(label)).on_hover_text(hint).clicked() {
                actions.push(Action::SetValueAxis(axis));
            }
        }
    });
}

fn rivals_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.menu_button(words("Conflicting values"), |ui| {
        for policy in RivalPolicy::ALL.iter().copied() {
            if ui.radio(state.view.rivals == policy, words(policy.label())).clicked() {
                actions.push(Action::SetRivals(policy));
            }
        }
    });
}

/// A word that does something when it is clicked; its tooltip names the keys that do the same.
pub(super) fn tool(
    ui: &mut Ui,
    state: &AppState,
    (label, is_on): (&str, bool),
    meaning: &str,
    action: Action,
    actions: &mut Vec<Action>,
) {
    let text = words(label);
    let response = ui.add(egui::Button::new(text).selected(is_on).small()).on_hover_ui(|ui| {
        ui.label(shortcuts::hint(ui.ctx(), state, meaning, &action));
    });
    if response.clicked() {
        actions.push(action);
    }
}
