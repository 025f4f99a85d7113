//! What this program is.

use egui::{Context, Label, RichText, Ui};

use super::super::Surroundings;
use super::super::parts::{Words, hairline, quiet_button, section, sides, small, soft};
use super::{Sheet, button};
use crate::app::{Action, FileAction};
use crate::charts::theme::{GAP, size, text};

const LICENCE: &str = "MIT";
const FONTS: &str = "Noto Sans, Noto Sans Mono, Noto Sans Math, Noto Sans Symbols 2 and Noto Sans CJK KR and SC, under the SIL \
                     Open Font License 1.1. They are part of the program.";

/// Name, version, licence, fonts, and what draws the window.
pub(super) fn about_ui(ctx: &Context, around: &Surroundings, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "About Attaché", 400.0);
    let content = |ui: &mut Ui, actions: &mut Vec<Action>| content_ui(ui, around, actions);
    sheet.show(ctx, actions, content, |ui, actions| {
        sheet.close_button(ui, actions);
        if ui.add(button("Copy")).on_hover_text("Copy this as plain text, for a report of a bug").clicked() {
            actions.push(Action::Copy { what: "what this program is".to_owned(), text: plain(around) });
        }
    });
}

fn content_ui(ui: &mut Ui, around: &Surroundings, actions: &mut Vec<Action>) {
    ui.add(Label::new(RichText::new(env!("CARGO_PKG_DESCRIPTION")).font(text(size::BODY))).wrap());
    ui.add_space(GAP * 0.5);
    sides(ui, Words::plain("Version"), Words::strong(env!("CARGO_PKG_VERSION")));
    hairline(ui);
    sides(ui, Words::plain("Licence"), Words::strong(LICENCE));
    hairline(ui);
    sides(ui, Words::plain("Drawn by"), Words::strong(&around.renderer));
    section(ui, "Log");
    log_ui(ui, around, actions);
    section(ui, "Fonts");
    small(ui, FONTS);
    ui.add_space(2.0);
    soft(ui, "It reads the files that you open, sends nothing anywhere, and opens a link only when you ask for it.");
}

/// Where the log is.
fn log_ui(ui: &mut Ui, around: &Surroundings, actions: &mut Vec<Action>) {
    let Some(path) = &around.log else {
        soft(ui, "None is written: there is no folder for it that can be written to.");
        return;
    };
    let path = path.display().to_string();
    small(ui, path.as_str());
    ui.horizontal(|ui| {
        if quiet_button(ui, "Show in folder", true).clicked() {
            actions.push(Action::File(FileAction::ShowLog));
        }
        if quiet_button(ui, "Copy path", true).clicked() {
            actions.push(Action::Copy { what: "the path of the log".to_owned(), text: path });
        }
    });
}

fn plain(around: &Surroundings) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let log = around.log.as_ref().map_or_else(|| "none".to_owned(), |path| path.display().to_string());
    format!("Attaché {version}\nLicence: {LICENCE}\nDrawn by: {}\nLog: {log}\nFonts: {FONTS}\n", around.renderer)
}
