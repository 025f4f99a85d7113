//! Beginning a dossier from an article: its text is pasted, or a file of it is chosen.

use egui::{Context, RichText, ScrollArea, TextEdit, WidgetInfo};

use super::super::parts::{counted, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, Dialog, FileAction, ImportFrom, LayoutAction};
use crate::charts::theme::{size, text};

/// The height of the field, in points.
const FIELD_HEIGHT: f32 = 300.0;

pub(super) fn new_article_ui(ctx: &Context, given: &str, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "New from an article", 640.0).held(true);
    let mut typed = given.to_owned();
    let has_text = !given.trim().is_empty();
    let mut wants = ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            soft(
                ui,
                "Paste the text of an encyclopedia article, with its markers such as [15], or its wikitext; or open a file of it, \
                 which can be a saved web page, too. The countries that it names are offered, and each fact is for you to decide.",
            );
            ScrollArea::vertical().id_salt("article").max_height(FIELD_HEIGHT).min_scrolled_height(FIELD_HEIGHT).show(ui, |ui| {
                let hint = RichText::new("The text of the article").font(text(size::SMALL));
                let field = TextEdit::multiline(&mut typed).id(sheet.id.with("text")).desired_width(f32::INFINITY);
                let field = field.desired_rows(16).font(text(size::SMALL)).hint_text(hint);
                let response = ui.add(field);
                response.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Text of the article"));
                if sheet.has_just_appeared {
                    response.request_focus();
                }
            });
        },
        |ui, actions| {
            let go_on = ui.add_enabled(has_text, main_button(ui, "Continue", has_text));
            wants |= go_on.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Open a file…")).clicked() {
                actions.push(Action::File(FileAction::AskForArticle));
            }
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if has_text {
                soft(ui, counted(given.split_whitespace().count(), "word", "words"));
            }
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if typed != given {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::NewArticle(typed))));
    } else if wants && has_text {
        actions.push(Action::File(FileAction::PrepareArticle(ImportFrom::Text(typed))));
    }
}
