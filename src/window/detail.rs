//! The detail panel: one fact with everything that is known and doubted about it.

mod citations;
mod derived;
mod figures;
mod flags;
mod overview;
mod relations;
mod several;

use egui::epaint::MarginF32;
use egui::text::TextFormat;
use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Ui};

use crate::analysis::Query;
use crate::app::{Action, AppState, EditAction, FilterAction, FormOf, SelectAction};
use crate::charts::theme::{GAP, MARGIN, size, strong, text};
use crate::charts::{Theme, unbroken};
use crate::cite::passage_text;
use crate::dossier::{Fact, FactIx};
use crate::edit::Json;
use crate::export::fact_text;
use crate::format::date::date_text;
use crate::format::fact::{UNCITED, UNDATED};

use super::centre::record_as_it_will_be_ui;
use super::cut::{line_ui, marked};
use super::form::drafts_ui;
use super::parts::{doubt, hairline, heading, quiet_button, section, small, soft};
use super::shortcuts::hint;

/// The selected fact; a summary of the dossier where none is selected.
pub(super) fn detail_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let selected = state.selected();
    Frame::NONE.inner_margin(Margin::symmetric(10, 5)).show(ui, |ui| {
        steps_ui(ui, state, actions);
        drafts_ui(ui, state, actions);
    });
    hairline(ui);
    // Each fact has a place of its own to be scrolled to, so that another one starts at its top.
    ScrollArea::vertical()
        .id_salt(("detail", selected, state.also_selected().is_empty()))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let margin = MarginF32 { left: MARGIN + 2.0, right: MARGIN + 4.0, top: 12.0, bottom: 24.0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                if let Some(pending) = &state.session.pending {
                    pending.added(state).for_each(|record| pending_ui(ui, state, &pending.label, Some(record)));
                }
                match selected {
                    Some(_) if !state.also_selected().is_empty() => several::several_ui(ui, state, actions),
                    Some(fact) => fact_ui(ui, state, fact, actions),
                    None => overview::overview_ui(ui, state),
                }
            });
        });
}

/// The ways to other facts.
fn steps_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let history = &state.session.history;
    let has_facts = !state.session.shown.facts.is_empty();
    let steps = [
        ("← Back", "The fact that was selected before", history.can_go_back(), SelectAction::Back),
        ("Forward →", "The fact that was gone back from", history.can_go_forward(), SelectAction::Forward),
        ("↑ Previous", "The fact before, by date", has_facts, SelectAction::Previous),
        ("↓ Next", "The fact after, by date", has_facts, SelectAction::Next),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 0.0);
        for (words, meaning, is_enabled, action) in steps {
            let action = Action::Select(action);
            let hint = |ui: &mut Ui| {
                ui.label(hint(ui.ctx(), state, meaning, &action));
            };
            if quiet_button(ui, words, is_enabled).on_hover_ui(hint).on_disabled_hover_ui(hint).clicked() {
                actions.push(action);
            }
        }
    });
}

fn fact_ui(ui: &mut Ui, state: &AppState, ix: FactIx, actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let fact = dossier.fact(ix);
    if let (Some(pending), Some(record)) = (&state.session.pending, state.pending_of(ix)) {
        pending_ui(ui, state, &pending.label, record);
    }
    if !state.is_shown(ix) {
        hidden_ui(ui, actions);
    }
    head_ui(ui, state, ix, actions);
    date_ui(ui, fact);
    ui.add_space(GAP * 0.5);
    let format = TextFormat { line_height: Some(21.0), ..TextFormat::simple(text(size::BODY), Theme::of(ui).ink) };
    ui.add(searched(ui, state, &fact.statement, &format));
    if let Some(note) = &fact.note {
        ui.add_space(2.0);
        soft(ui, &**note);
    }
    flags::flags_ui(ui, fact);
    figures::figures_ui(ui, dossier, ix, actions);
    derived::derived_ui(ui, state, ix, actions);
    citations::citations_ui(ui, dossier, fact, actions);
    relations::relations_ui(ui, &state.file, ix, actions);
    passage_ui(ui, state, fact);
}

/// A fact as it will be, while the change that makes it so is checked with the whole dossier.
fn pending_ui(ui: &mut Ui, state: &AppState, label: &str, record: Option<&Json>) {
    heading(ui, "As it will be");
    soft(ui, format!("Not in the dossier yet: {label}. It is being checked with all other facts."));
    ui.add_space(GAP * 0.5);
    match record {
        Some(record) => record_as_it_will_be_ui(ui, state, record),
        None => drop(small(ui, "This fact is being removed.")),
    }
    ui.add_space(GAP);
    hairline(ui);
    ui.add_space(GAP);
}

/// Says that the selected fact is not among those shown.
fn hidden_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        soft(ui, "The filters hide this fact in the list.");
        if super::parts::link(ui, "Show all").clicked() {
            actions.push(Action::Filter(FilterAction::Clear));
        }
    });
    ui.add_space(GAP * 0.5);
}

/// The theme, the title, and a way to take it all away as text.
fn head_ui(ui: &mut Ui, state: &AppState, ix: FactIx, actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let fact = dossier.fact(ix);
    let colour = Theme::of(ui).lane(fact.theme.0);
    ui.horizontal(|ui| {
        line_ui(ui, &dossier.theme(fact.theme).label, &strong(size::SMALL), colour);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = quiet_button(ui, "Copy fact", true);
            let hover = "Copy its statement, date, doubts, figures and citations as plain text";
            if button.on_hover_text(hover).clicked() {
                let what = "the fact with its doubts and citations".to_owned();
                actions.push(Action::Copy { what, text: fact_text(dossier, ix) });
            }
            let action = Action::Edit(EditAction::Open(FormOf::Fact(fact.id.clone())));
            let hint = hint(ui.ctx(), state, "Change this fact", &action);
            if quiet_button(ui, "Edit", true).on_hover_text(hint).clicked() {
                actions.push(action);
            }
        });
    });
    let format = TextFormat { line_height: Some(24.0), ..TextFormat::simple(strong(size::TITLE), Theme::of(ui).ink) };
    let response = ui.add(searched(ui, state, &fact.title, &format));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &fact.title));
}

/// A text of the fact, with what was searched for marked in it.
fn searched(ui: &Ui, state: &AppState, words: &str, format: &TextFormat) -> Label {
    let query = Query::parse(&state.session.query);
    Label::new(marked(unbroken(words).into_owned(), &query, format, Theme::of(ui).found)).wrap()
}

/// The date in words, and as the file has it.
fn date_ui(ui: &mut Ui, fact: &Fact) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        match &fact.date {
            Some(date) => {
                soft(ui, date_text(date));
                let edtf = RichText::new(date.text()).monospace().color(Theme::of(ui).ink_soft);
                ui.add(Label::new(edtf).wrap()).on_hover_text("The date as the file has it (EDTF)");
            }
            None => {
                soft(ui, UNDATED);
            }
        }
    });
}

/// Where in the text that the dossier was made from it stands.
fn passage_ui(ui: &mut Ui, state: &AppState, fact: &Fact) {
    let Some(passage) = &fact.passage else { return };
    section(ui, "Passage");
    small(ui, passage_text(state.dossier(), passage));
    if fact.is_uncited() {
        soft(ui, "It stands there without a source.");
    }
}

/// Says plainly that nobody is cited.
fn uncited_ui(ui: &mut Ui) {
    doubt(ui, UNCITED);
}
