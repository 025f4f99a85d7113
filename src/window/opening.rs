//! How far the opening of a file has come, as a bar.

use egui::{Align, Layout, ProgressBar, RichText, Ui};

use crate::app::{Action, AppState, FileAction, Opening};
use crate::charts::theme::{GAP, size, text};
use crate::format::number::count_text;
use crate::load::{Advance, Stage};

use super::parts::{counted, quiet_button, soft};

/// The width of the bar, in points.
const BAR_WIDTH: f32 = 180.0;
const BAR_HEIGHT: f32 = 6.0;

/// The file on its way with how far it is, and a way to call it off; nothing where there is none.
pub(super) fn opening_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let Some(opening) = &state.session.opening else { return };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let bar = ProgressBar::new(opening.share()).desired_width(BAR_WIDTH).desired_height(BAR_HEIGHT);
        let bar = ui.add(bar);
        let words = words(opening);
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words));
        ui.label(RichText::new(&words).font(text(size::SMALL)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet_button(ui, "Cancel", true).on_hover_text("Keep the dossier that is open (Esc)").clicked() {
                actions.push(Action::File(FileAction::CancelOpening));
            }
        });
    });
}

/// What stands in the middle of the window while there is nothing to look at yet.
pub(super) fn waiting_ui(ui: &mut Ui, state: &AppState) {
    let Some(opening) = &state.session.opening else { return };
    ui.centered_and_justified(|ui| soft(ui, format!("{} is on its way.", opening.name)));
}

/// What is being done, in bytes and facts.
fn words(Opening { name, advance }: &Opening) -> String {
    let Advance { stage, bytes, all_bytes, facts } = advance;
    let facts = counted(usize::try_from(*facts).unwrap_or(usize::MAX), "fact", "facts");
    let (done, all) = (megabytes(*bytes), megabytes(*all_bytes));
    match stage {
        Stage::Reading => format!("Opening {name}: {done} of {all}\u{A0}MB read"),
        Stage::Checking => format!("Opening {name}: {facts} in {done} of {all}\u{A0}MB"),
        Stage::Arranging => format!("Opening {name}: working out what follows from {facts}"),
    }
}

/// Bytes in whole megabytes, rounded up: what is there is not nothing.
fn megabytes(bytes: u64) -> String {
    count_text(usize::try_from(bytes.div_ceil(1_000_000)).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_bytes_and_facts() {
        let words = |stage, bytes, facts| {
            let advance = Advance { stage, bytes, all_bytes: 463_500_000, facts };
            words(&Opening { name: "a.dossier.json".to_owned(), advance })
        };
        assert_eq!(words(Stage::Reading, 0, 0), "Opening a.dossier.json: 0 of 464\u{A0}MB read");
        let checking = words(Stage::Checking, 12_000_001, 21_000);
        assert!(checking.contains("21") && checking.ends_with("in 13 of 464\u{A0}MB"), "{checking}");
        assert!(
            words(Stage::Arranging, 0, 1).ends_with("follows from 1\u{A0}fact"),
            "{}",
            words(Stage::Arranging, 0, 1)
        );
    }
}
