//! The report of a crash.

use egui::{Context, Label, RichText, Ui};

use super::super::parts::soft;
use super::{Sheet, button};
use crate::app::{Action, AppState, FileAction, LayoutAction};

/// The whole report, to be read before it goes anywhere.
pub(super) fn report_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Report of a crash", 680.0);
    let Some(report) = &state.session.crash_report else {
        actions.push(Action::Layout(LayoutAction::CloseDialog));
        return;
    };
    let content = |ui: &mut Ui, _: &mut Vec<Action>| {
        soft(ui, "This is all of it. It goes nowhere by itself; whoever mends the program is glad to have it.");
        ui.add(Label::new(RichText::new(report).monospace()).wrap());
    };
    sheet.show(ctx, actions, content, |ui, actions| {
        sheet.close_button(ui, actions);
        if ui.add(button("Copy")).clicked() {
            actions.push(Action::Copy { what: "the report".to_owned(), text: report.clone() });
        }
        if ui.add(button("Delete")).clicked() {
            actions.push(Action::File(FileAction::DeleteReport));
        }
    });
}
