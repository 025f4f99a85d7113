//! Who says so.

use egui::containers::menu::MenuButton;
use egui::{RichText, Ui};

use crate::app::Action;
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};
use crate::cite::{Style, citation_text, reference};
use crate::dossier::{Citation, Dossier, Fact};

use super::super::parts::{hairline, quiet_button, section, small, soft};

/// The citations of a fact, or the plain word that there are none.
pub(super) fn citations_ui(ui: &mut Ui, dossier: &Dossier, fact: &Fact, actions: &mut Vec<Action>) {
    section(ui, "Sources");
    if fact.is_uncited() {
        super::uncited_ui(ui);
    }
    for (place, citation) in fact.citations.iter().enumerate() {
        if place > 0 {
            hairline(ui);
        }
        ui.push_id(place, |ui| citation_ui(ui, dossier, citation, actions));
    }
}

fn citation_ui(ui: &mut Ui, dossier: &Dossier, citation: &Citation, actions: &mut Vec<Action>) {
    let source = dossier.source(citation.source);
    ui.spacing_mut().item_spacing.y = 3.0;
    let reference = reference(source);
    let marked = source.marker().and_then(|marker| Some((marker, reference.strip_prefix(marker)?)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        if let Some((marker, _)) = marked {
            ui.label(RichText::new(marker).font(strong(size::SMALL)));
        }
        let words = marked.map_or(reference.as_str(), |(_, rest)| rest.trim_start());
        small(ui, words);
    });
    if let Some(locator) = &citation.locator {
        soft(ui, format!("At {locator}"));
    }
    for note in citation.note.as_deref().into_iter().chain(source.note()) {
        soft(ui, note);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = source.short_name();
        let copy = quiet_button(ui, "Copy", true).on_hover_text("Copy the reference as plain text");
        ui.ctx().accesskit_node_builder(copy.id, |node| node.set_description(format!("The reference {name}")));
        if copy.clicked() {
            actions
                .push(Action::Copy { what: format!("the reference {name}"), text: citation_text(dossier, citation) });
        }
        let menu = egui::Button::new(RichText::new("Copy as").font(text(size::SMALL)).color(Theme::of(ui).accent));
        MenuButton::from_button(menu.frame_when_inactive(false).small()).ui(ui, |ui| {
            for style in Style::ALL.iter().copied() {
                if ui.button(style.label()).clicked() {
                    actions.push(Action::CopyReference(source.id().into(), style));
                }
            }
        });
        if let Some(url) = source.link() {
            let open = quiet_button(ui, "Open link", true).on_hover_text(url);
            ui.ctx().accesskit_node_builder(open.id, |node| node.set_description(url));
            if open.clicked() {
                actions.push(Action::AskToOpenLink(url.to_owned()));
            }
        }
    });
}
