//! The latest message.

use egui::collapsing_header::CollapsingState;
use egui::{Align, Frame, Layout, Margin, ScrollArea, Stroke, Ui};

use crate::app::{Action, AppState, FileAction, ImportAction, LayoutAction, Notice, Tone};
use crate::charts::Theme;
use crate::charts::theme::GAP;

use super::parts::{quiet_button, small};

/// The largest number of details that are shown; more of them help nobody.
const MAX_DETAILS: usize = 200;
/// The height of the details, from which on they scroll; in points.
const DETAILS_HEIGHT: f32 = 150.0;

/// The latest message with a way to put it away; nothing where there is none.
pub(super) fn notice_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let Some(notice) = &state.session.notice else { return };
    let theme = Theme::of(ui);
    let (ground, line, ink) = match notice.tone {
        Tone::Done => (theme.selected, theme.hairline, theme.ink),
        Tone::Trouble => (theme.doubt_ground, theme.doubt_line, theme.doubt_ink),
    };
    Frame::NONE
        .fill(ground)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(14, 7))
        .show(ui, |ui| {
            ui.visuals_mut().override_text_color = Some(ink);
            bar_ui(ui, notice, actions);
        });
}

fn bar_ui(ui: &mut Ui, notice: &Notice, actions: &mut Vec<Action>) {
    // Each message opens and folds its own details.
    let id = ui.make_persistent_id(("notice details", &notice.text));
    let mut details = CollapsingState::load_with_default_open(ui.ctx(), id, notice.shows_details);
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if quiet_button(ui, "Dismiss", true).on_hover_text("Put this message away (Esc)").clicked() {
            actions.push(Action::DismissNotice);
        }
        if notice.folder.is_some() && quiet_button(ui, "Show in folder", true).clicked() {
            actions.push(Action::File(FileAction::ShowFolder));
        }
        if let Some(path) = &notice.import
            && quiet_button(ui, "Import it…", true).on_hover_text("Read it as a list or a bibliography").clicked()
        {
            actions.push(Action::DismissNotice);
            actions.push(Action::Layout(LayoutAction::CloseDialog));
            actions.push(Action::Import(ImportAction::Read(path.clone())));
        }
        if !notice.details.is_empty() {
            let words = if details.is_open() { "Hide details" } else { "Details" };
            if quiet_button(ui, words, true).clicked() {
                details.toggle(ui);
            }
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.add_space(2.0);
            let label = small(ui, &notice.text);
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            details.show_body_unindented(ui, |ui| {
                let area = ScrollArea::vertical().id_salt("details").max_height(DETAILS_HEIGHT);
                area.auto_shrink([false, true]).show(ui, |ui| details_ui(ui, notice));
            });
        });
    });
}

fn details_ui(ui: &mut Ui, notice: &Notice) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for line in notice.details.iter().take(MAX_DETAILS) {
        small(ui, line);
    }
    if let Some(more) = notice.details.len().checked_sub(MAX_DETAILS).filter(|more| *more > 0) {
        small(ui, format!("… and {more} more"));
    }
}
