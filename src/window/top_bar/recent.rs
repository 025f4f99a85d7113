//! The menu of the files that were open before.

use egui::{Button, Ui};

use super::super::parts::has_just_appeared;
use crate::app::{Action, AppState, FileAction};

/// The files that were open last: those that are gone are greyed, and the list can be cleared.
pub(super) fn recent_menu(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let recent = &state.settings.recent_files;
    if recent.is_empty() {
        ui.label("No file was opened yet.");
        return;
    }
    for (path, is_there) in recent.iter().zip(are_there(ui, recent)) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let folder = path.parent().and_then(|folder| folder.file_name()).unwrap_or_default().to_string_lossy();
        // The folder tells files of the same name apart.
        let button = ui.add_enabled(is_there, Button::new(&*name).right_text(egui::RichText::new(&*folder).weak()));
        let button = button.on_hover_text(path.display().to_string());
        let button = button.on_disabled_hover_text(format!("There is no {} any more", path.display()));
        if button.clicked() {
            let in_new_window = ui.input(|input| input.modifiers.command);
            let open = if in_new_window { FileAction::OpenInNewWindow } else { FileAction::Open };
            actions.push(Action::File(open(path.clone())));
        }
    }
    ui.separator();
    if ui.button("Clear list").clicked() {
        actions.push(Action::File(FileAction::ClearRecent));
    }
}

/// Which files are there: looked at once each time that the menu opens.
fn are_there(ui: &Ui, paths: &[std::path::PathBuf]) -> Vec<bool> {
    let id = ui.scope_id().with("are there");
    let is_new = has_just_appeared(ui.ctx(), id.with("appeared"));
    let known = ui.data(|data| data.get_temp::<Vec<bool>>(id)).filter(|known| !is_new && known.len() == paths.len());
    known.unwrap_or_else(|| {
        let found: Vec<bool> = paths.iter().map(|path| path.is_file()).collect();
        ui.data_mut(|data| data.insert_temp(id, found.clone()));
        found
    })
}
