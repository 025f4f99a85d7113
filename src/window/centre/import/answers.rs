//! What only a person can say of a file: which two countries it is read for, and what it is.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, Id, PopupCloseBehavior, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::super::super::parts::{counted, doubt, padded, quiet_button, section, small, soft};
use super::head::{kind_label, read_as};
use crate::app::{Action, AppState, ImportAction, ImportReview, Notice};
use crate::charts::theme::{GAP, size, text};
use crate::import::{ImportError, Kind, Pair, Recipe, find_area};

/// So many pairs are offered.
const MOST_OFFERED: usize = 12;

/// The two countries that the file is read for, by name.
fn pair_names(state: &AppState, review: &ImportReview) -> Option<(String, String)> {
    let named = |text: &str| {
        let party = state.dossier().parties().iter().find(|party| party.id == text);
        let area = || find_area(text).map(|area| area.name.to_owned());
        party.map(|party| party.name.clone()).or_else(area).unwrap_or_else(|| text.to_owned())
    };
    if let Some(Pair(one, two)) = review.recipe().pair {
        return Some((named(&one), named(&two)));
    }
    match state.dossier().parties() {
        [one, two, ..] => Some((one.name.clone(), two.name.clone())),
        _ => None,
    }
}

/// Whether a kind of file is read for two countries.
const fn has_pair(kind: Kind) -> bool {
    !matches!(kind, Kind::Bibliography)
}

/// The two countries in the head of the review, to be changed.
pub(super) fn pair_menu_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    if !has_pair(review.kind()) {
        return;
    }
    let is_asked = matches!(review.trouble(), Some(ImportError::AskPair { .. }));
    let names = pair_names(state, review).filter(|_| !is_asked);
    let words = names.map_or_else(|| "Which two countries?".to_owned(), |(one, two)| format!("{one} and {two}"));
    let button = Button::new(RichText::new(format!("{words} ▾")).font(text(size::SMALL)));
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(260.0);
        pair_ui(ui, review, actions);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Read for: {words}")));
    response.on_hover_text("The two countries that the file is read for");
}

/// Two fields for two countries.
fn pair_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    let id = Id::unique("pair of an import");
    let mut typed: (String, String) = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| match review.recipe().pair {
        Some(Pair(one, two)) => (one.to_string(), two.to_string()),
        None => Default::default(),
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    for (label, field) in [("First country", &mut typed.0), ("Second country", &mut typed.1)] {
        soft(ui, label);
        let edit = TextEdit::singleline(field).id(id.with(label)).desired_width(240.0).font(text(size::SMALL));
        let response = ui.add(edit.hint_text("Name or code: Indonesia, IDN, 360"));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
    }
    let is_known = |text: &str| find_area(text.trim()).is_some();
    let can_read = is_known(&typed.0) && is_known(&typed.1) && typed.0.trim() != typed.1.trim();
    for name in [&typed.0, &typed.1] {
        if !name.trim().is_empty() && !is_known(name) {
            soft(ui, format!("“{}” is no country that is known here.", name.trim()));
        }
    }
    if quiet_button(ui, "Read for these two", can_read).clicked() {
        actions.push(for_pair(review, typed.0.trim(), typed.1.trim()));
        ui.close();
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

/// Reads the file for two countries.
fn for_pair(review: &ImportReview, one: &str, two: &str) -> Action {
    let recipe = Recipe { pair: Some(Pair(one.into(), two.into())), ..review.recipe() };
    Action::Import(ImportAction::ReadAs(Box::new(recipe)))
}

/// The two of the dossier as an answer, whichever of them reports.
pub(super) fn offers_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    let [one, two, ..] = state.dossier().parties() else { return };
    ui.horizontal_wrapped(|ui| {
        for (reporter, partner) in [(one, two), (two, one)] {
            let words = format!("{} reports its trade with {}", reporter.name, partner.name);
            if quiet_button(ui, &words, true).clicked() {
                actions.push(for_pair(review, &reporter.id, &partner.id));
            }
        }
    });
}

/// Why the file could not be read, and what can be done about it.
pub(super) fn trouble_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    let Some(trouble) = review.trouble() else { return };
    padded(ui, |ui| {
        ui.set_max_width(620.0);
        ui.add_space(GAP);
        match trouble {
            ImportError::AskPair { why, candidates } => {
                section(ui, "Which two countries?");
                small(ui, format!("{}: {why}.", review.name()));
                offers_ui(ui, state, review, actions);
                for (one, two, rows) in candidates.iter().take(MOST_OFFERED) {
                    let name =
                        |code: &str| find_area(code).map_or_else(|| code.to_owned(), |area| area.name.to_owned());
                    let words = format!("{} and {}", name(one), name(two));
                    ui.horizontal(|ui| {
                        if quiet_button(ui, &words, true).clicked() {
                            actions.push(for_pair(review, one, two));
                        }
                        soft(ui, counted(usize::try_from(*rows).unwrap_or(usize::MAX), "row", "rows"));
                    });
                }
                if candidates.len() > MOST_OFFERED {
                    soft(ui, format!("and {} more pairs", candidates.len() - MOST_OFFERED));
                }
                ui.add_space(GAP);
                pair_ui(ui, review, actions);
            }
            ImportError::Refused(why) => {
                doubt(ui, &format!("{} could not be read: {why}.", review.name()));
                kinds_ui(ui, review, actions);
            }
            ImportError::Cancelled => {
                soft(ui, "The reading was called off.");
                kinds_ui(ui, review, actions);
            }
        }
        // What went wrong before is said beside it, as in a form.
        if let Some(Notice { text, .. }) = &state.session.notice {
            soft(ui, text);
        }
    });
}

/// What else the file may be.
fn kinds_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    section(ui, "Read it as");
    ui.horizontal_wrapped(|ui| {
        for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Auto) {
            if quiet_button(ui, kind_label(kind), true).clicked() {
                actions.push(read_as(review, kind));
            }
        }
    });
}
