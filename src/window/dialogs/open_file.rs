//! The choice of a file to open, for desktops that offer none.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use egui::{Context, Id, RichText, ScrollArea, TextEdit, Ui};

use super::super::parts::{doubt, link, section, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, FileAction, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};
use crate::store::{Entry, Listing};

/// The height of the list of files, in points.
const LIST_HEIGHT: f32 = 220.0;
/// How many of the recent files are offered.
const RECENT: usize = 5;

/// What is typed and which folder is looked at: kept by egui for as long as the dialog is open.
#[derive(Clone)]
struct Chooser {
    typed: String,
    listing: Listing,
}

impl Chooser {
    fn at(folder: PathBuf) -> Self {
        let listing = Listing::of(folder);
        Self { typed: listing.folder_text(), listing }
    }

    /// Where to look first: beside the open file, or the one before, or where the program was started.
    fn first(state: &AppState) -> Self {
        let known = state.file.path.iter().chain(&state.settings.recent_files);
        let folder = known.filter_map(|path| path.parent()).find(|folder| folder.is_dir()).map(Path::to_owned);
        Self::at(folder.or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("/")))
    }
}

/// What was chosen in the dialog.
enum Choice {
    Open(PathBuf),
    Look(PathBuf),
}

/// A path to type, a folder to look through, the files that were open before.
pub(super) fn open_file_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Open a dossier", 520.0);
    let kept = sheet.id.with("chooser");
    let old = ctx.data(|data| data.get_temp::<Chooser>(kept)).filter(|_| !sheet.has_just_appeared);
    // Both parts of the dialog look at it, the content changes it.
    let chooser = RefCell::new(old.unwrap_or_else(|| Chooser::first(state)));
    let typed_id = sheet.id.with("path");
    let mut choice = None;
    let mut wants_new_window = false;
    // Asked before the field is drawn, which lets go of the keyboard; what is typed is read after.
    let mut wants_typed = super::is_enter_free(ctx, &[typed_id]);
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            let found = content_ui(ui, state, &mut chooser.borrow_mut(), (typed_id, sheet.has_just_appeared));
            choice = found;
        },
        |ui, actions| {
            let has_path = !chooser.borrow().typed.trim().is_empty();
            wants_typed |= ui.add_enabled(has_path, main_button(ui, "Open", has_path)).clicked();
            let elsewhere = ui.add_enabled(has_path, button("In a new window"));
            wants_new_window = elsewhere.on_hover_text("Open it in a window of its own").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    let mut chooser = chooser.into_inner();
    if wants_typed || wants_new_window {
        choice = choice.or_else(|| chosen(&chooser.typed));
    }
    match choice {
        Some(Choice::Open(path)) if wants_new_window => actions.push(Action::File(FileAction::OpenInNewWindow(path))),
        Some(Choice::Open(path)) => actions.push(Action::File(FileAction::Open(path))),
        Some(Choice::Look(folder)) => chooser = Chooser::at(folder),
        None => {}
    }
    ctx.data_mut(|data| data.insert_temp(kept, chooser));
}

/// What a typed path asks for: a folder is looked at, anything else is opened, and says itself what is wrong with it.
fn chosen(typed: &str) -> Option<Choice> {
    let typed = typed.trim();
    let path = PathBuf::from(typed);
    if typed.is_empty() {
        None
    } else if path.is_dir() {
        Some(Choice::Look(path))
    } else {
        Some(Choice::Open(path))
    }
}

fn content_ui(ui: &mut Ui, state: &AppState, chooser: &mut Chooser, (typed_id, is_new): (Id, bool)) -> Option<Choice> {
    let mut choice = None;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 150.0).max(100.0);
        let edit = TextEdit::singleline(&mut chooser.typed).id(typed_id).desired_width(width).font(text(size::SMALL));
        let response = ui.add(edit.hint_text("The path of a file or folder"));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Path"));
        if is_new {
            response.request_focus();
        }
        let above = chooser.listing.folder.parent();
        let up = ui.add_enabled(above.is_some(), button("Up")).on_hover_text("Look at the folder above");
        if let Some(above) = above.filter(|_| up.clicked()) {
            choice = Some(Choice::Look(above.to_owned()));
        }
    });
    if let Some(error) = &chooser.listing.error {
        doubt(ui, error);
    } else if chooser.listing.entries.is_empty() {
        soft(ui, "No folder and no *.json file is in this folder.");
    } else {
        choice = choice.or(entries_ui(ui, &chooser.listing));
    }
    if !state.settings.recent_files.is_empty() {
        section(ui, "Recent files");
        for path in state.settings.recent_files.iter().take(RECENT) {
            if link(ui, path.display().to_string()).clicked() {
                choice = Some(Choice::Open(path.clone()));
            }
        }
    }
    choice
}

fn entries_ui(ui: &mut Ui, listing: &Listing) -> Option<Choice> {
    let mut choice = None;
    let row_height = ui.spacing().interact_size.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("files").max_height(LIST_HEIGHT).auto_shrink([false, true]);
    area.show_rows(ui, row_height, listing.entries.len(), |ui, rows| {
        for entry in listing.entries.get(rows).unwrap_or_default() {
            if entry_ui(ui, entry, row_height) {
                let path = listing.folder.join(&entry.name);
                choice = Some(if entry.is_folder { Choice::Look(path) } else { Choice::Open(path) });
            }
        }
    });
    choice
}

fn entry_ui(ui: &mut Ui, entry: &Entry, height: f32) -> bool {
    let theme = Theme::of(ui);
    let words = if entry.is_folder {
        RichText::new(format!("{}/", entry.name.to_string_lossy())).font(text(size::SMALL)).color(theme.ink)
    } else {
        RichText::new(entry.name.to_string_lossy()).font(strong(size::SMALL)).color(theme.accent)
    };
    let button = egui::Button::new(words).frame_when_inactive(false).right_text("").truncate();
    ui.add(button.min_size(egui::vec2(ui.available_width(), height))).clicked()
}
