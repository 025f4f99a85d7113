//! Where the dossier is to be saved, for desktops that offer no dialog for it.

use egui::{Checkbox, Context, RichText, TextEdit, WidgetInfo};

use super::super::parts::{doubt, section, soft};
use super::{Sheet, button, is_enter_free, main_button};
use crate::app::{Action, AppState, Dialog, FileAction, LayoutAction, SaveTo, Tone};
use crate::charts::theme::{size, text};

pub(super) fn save_as_ui(ctx: &Context, state: &AppState, to: &SaveTo, actions: &mut Vec<Action>) {
    let title = if to.is_copy { "Save a copy" } else { "Save as" };
    let sheet = Sheet::new(ctx, title, 520.0);
    let mut new = to.clone();
    let exists = to.path.is_file();
    let folder = to.path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let has_folder = folder.is_none_or(std::path::Path::is_dir);
    let has_name = to.path.file_name().is_some() && !to.path.is_dir();
    let can_save = has_name && has_folder && (!exists || to.may_replace) && !state.session.is_saving;
    let id = sheet.id.with("path");
    let mut wants = is_enter_free(ctx, &[id]);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            section(ui, "File");
            let mut typed = new.path.to_string_lossy().into_owned();
            let field = TextEdit::singleline(&mut typed).id(id).desired_width(f32::INFINITY).font(text(size::SMALL));
            let response = ui.add(field.hint_text("The path of the file"));
            response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "File"));
            if sheet.has_just_appeared {
                response.request_focus();
            }
            if response.changed() {
                new.path = typed.into();
                new.may_replace = false;
            }
            if exists {
                let words = RichText::new("Overwrite existing file").font(text(size::SMALL));
                ui.add(Checkbox::new(&mut new.may_replace, words));
            } else if !has_folder {
                doubt(ui, "This folder does not exist.");
            }
            if to.is_copy {
                soft(ui, "The dossier that is open stays where it is.");
            } else if state.file.path.is_none() {
                soft(ui, "From then on the dossier is this file, and Ctrl+S saves it there.");
            }
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            wants |= ui.add_enabled(can_save, main_button(ui, "Save", can_save)).clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *to {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::SaveAs(new))));
    } else if wants && can_save {
        actions.push(Action::File(FileAction::SaveTo(new)));
    }
}
