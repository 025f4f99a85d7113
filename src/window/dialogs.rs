//! Dialogs: they lie over the window, and close by Esc, by a click beside them, and by their buttons.

mod about;
mod ask_to_save;
mod conflict;
mod diagnostics;
mod export;
mod history;
mod json_text;
mod leave_import;
mod link;
mod new_article;
mod new_dossier;
mod open_file;
mod palette;
mod remove;
mod replace;
mod report;
mod restore;
mod review;
mod save_as;
mod several;
mod shortcuts;
mod table;
mod themes;
mod trace;

pub(crate) use self::export::{Preview, PreviewPart};

use egui::{
    Align2, Button, Color32, Context, CursorIcon, Frame, Id, Label, Margin, Modal, Order, Rect, RichText, Role,
    ScrollArea, Sense, Ui, Vec2,
};

use super::Surroundings;
use super::parts::has_just_appeared;
use crate::app::{Action, AppState, Dialog, LayoutAction};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};

/// The margin inside a dialog, in points.
const INNER_MARGIN: i8 = 22;
/// How dark the window becomes behind a dialog, of 255: what the dialog is about can still be read.
const BACKDROP: u8 = 60;
/// What scrolls in a dialog is at least so high where there is more of it, in points.
const USUAL_HEIGHT: f32 = 64.0;
/// The room that a dialog leaves around itself and for its title and buttons, in points.
const LEFT_FREE: egui::Vec2 = egui::vec2(40.0, 150.0);

/// The open dialog, if one is open.
pub(super) fn dialogs_ui(ctx: &Context, state: &AppState, around: &Surroundings, actions: &mut Vec<Action>) {
    match &state.session.dialog {
        None => {}
        Some(Dialog::Palette) => palette::palette_ui(ctx, state, actions),
        Some(Dialog::Report) => report::report_ui(ctx, state, actions),
        Some(Dialog::Table(figure)) => table::table_ui(ctx, state, *figure, actions),
        Some(Dialog::Link(url)) => link::link_ui(ctx, url, actions),
        Some(Dialog::Shortcuts) => shortcuts::shortcuts_ui(ctx, actions),
        Some(Dialog::About) => about::about_ui(ctx, around, actions),
        Some(Dialog::TraceFigure(id)) => trace::trace_figure_ui(ctx, state, id, actions),
        Some(Dialog::TraceDerivation(place)) => trace::trace_derivation_ui(ctx, state, *place, actions),
        Some(Dialog::Diagnostics) => diagnostics::diagnostics_ui(ctx, state, actions),
        Some(Dialog::OpenFile) => open_file::open_file_ui(ctx, state, actions),
        Some(Dialog::Review(draft)) => review::review_ui(ctx, state, draft, actions),
        Some(Dialog::LeaveImport(next)) => leave_import::leave_import_ui(ctx, state, next.as_ref(), actions),
        Some(Dialog::Json(json)) => json_text::json_text_ui(ctx, state, json, actions),
        Some(Dialog::Themes(form)) => themes::themes_ui(ctx, state, form, actions),
        Some(Dialog::Replace(replacement)) => replace::replace_ui(ctx, state, replacement, actions),
        Some(Dialog::Several(change)) => several::several_ui(ctx, state, change, actions),
        Some(Dialog::Remove(at)) => remove::remove_ui(ctx, state, at, actions),
        Some(Dialog::AskToSave(ask)) => ask_to_save::ask_to_save_ui(ctx, state, ask, actions),
        Some(Dialog::SaveAs(to)) => save_as::save_as_ui(ctx, state, to, actions),
        Some(Dialog::Restore(recovery)) => restore::restore_ui(ctx, state, recovery, actions),
        Some(Dialog::NewArticle(text)) => new_article::new_article_ui(ctx, text, actions),
        Some(Dialog::NewDossier(new)) => new_dossier::new_dossier_ui(ctx, new, actions),
        Some(Dialog::History) => history::history_ui(ctx, state, actions),
        Some(Dialog::Conflict) => conflict::conflict_ui(ctx, state, actions),
        Some(Dialog::Export(request)) => export::export_ui(ctx, state, around, request, actions),
    }
}

/// How a dialog is framed.
struct Sheet {
    title: &'static str,
    width: f32,
    id: Id,
    has_just_appeared: bool,
    /// Whether something in it would be lost by a click beside it, which then does not close it.
    is_held: bool,
    /// Whether it is as high as what is in it from its first frame on, as far as the window has room.
    is_tall: bool,
}

impl Sheet {
    fn new(ctx: &Context, title: &'static str, width: f32) -> Self {
        let id = Id::unique(("dialog", title));
        let has_just_appeared = has_just_appeared(ctx, id.with("appeared"));
        Self { title, width, id, has_just_appeared, is_held: false, is_tall: false }
    }

    /// The same, kept open at a click beside it where something in it would be lost.
    const fn held(mut self, is_held: bool) -> Self {
        self.is_held = is_held;
        self
    }

    /// How far it was moved from the middle of the window.
    fn moved(&self, ctx: &Context) -> Vec2 {
        ctx.data(|data| data.get_temp(self.id.with("moved"))).filter(|_| !self.has_just_appeared).unwrap_or_default()
    }

    /// Moves it by its title, as far as all of it can be seen.
    fn move_ui(&self, ui: &Ui, title: Rect, moved: Vec2) {
        let response = ui.interact(title, self.id.with("title"), Sense::DRAG).on_hover_cursor(CursorIcon::Grab);
        let size = ui.ctx().memory(|memory| memory.area_rect(self.id)).map_or(Vec2::ZERO, |rect| rect.size());
        let most = ((ui.ctx().content_rect().size() - size) / 2.0).max(Vec2::ZERO);
        let moved = (moved + response.drag_delta()).clamp(-most, most);
        ui.data_mut(|data| data.insert_temp(self.id.with("moved"), moved));
    }

    /// The same, as high as what is in it from its first frame on.
    const fn tall(mut self) -> Self {
        self.is_tall = true;
        self
    }

    /// Draws the dialog: its title, `content` that scrolls where it is long, and `foot` with its buttons.
    fn show(
        &self,
        ctx: &Context,
        actions: &mut Vec<Action>,
        content: impl FnOnce(&mut Ui, &mut Vec<Action>),
        foot: impl FnOnce(&mut Ui, &mut Vec<Action>),
    ) {
        let theme = Theme::of_mode(ctx.global_style().visuals.dark_mode);
        let frame = Frame::window(&ctx.global_style()).fill(theme.paper).inner_margin(Margin::same(INNER_MARGIN));
        let room = ctx.content_rect().size() - LEFT_FREE;
        let moved = self.moved(ctx);
        // Below every pop-up, whenever either was opened: in the same order, one that was opened before the dialog would
        // open under it the next time.
        let area = Modal::default_area(self.id).order(Order::Middle).anchor(Align2::CENTER_CENTER, moved);
        let modal = Modal::new(self.id).area(area).backdrop_color(Color32::from_black_alpha(BACKDROP));
        let response = modal.frame(frame).show(ctx, |ui| {
            let height = (room.y - 2.0 * f32::from(INNER_MARGIN)).max(60.0);
            ui.set_width(self.width.min(room.x - 2.0 * f32::from(INNER_MARGIN)).max(120.0));
            ui.spacing_mut().item_spacing.y = 6.0;
            // It is what the dialog is held by, and so no text to select.
            let title = RichText::new(self.title).font(strong(size::TITLE));
            let title = ui.add(Label::new(title).selectable(false));
            title.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, self.title));
            self.move_ui(ui, title.rect.with_max_x(ui.max_rect().right()), moved);
            ui.add_space(GAP * 0.5);
            ScrollArea::vertical()
                .id_salt("content")
                .max_height(height)
                .min_scrolled_height(if self.is_tall { height } else { USUAL_HEIGHT })
                .auto_shrink([false, true])
                .show(ui, |ui| content(ui, actions));
            ui.add_space(GAP);
            ui.horizontal_wrapped(|ui| foot(ui, actions));
        });
        ctx.accesskit_node_builder(response.response.id, |node| {
            node.set_role(Role::Dialog);
            node.set_label(self.title);
        });
        // A click beside it closes what lies over it first.
        let is_left = response.backdrop_response.clicked();
        let closes = if is_left { !response.any_popup_open && !self.is_held } else { response.should_close() };
        if closes {
            actions.push(Action::Layout(LayoutAction::CloseDialog));
        }
    }

    /// A button that has the keyboard when the dialog opens, so that Enter presses it.
    fn first_button(&self, ui: &mut Ui, words: &str) -> egui::Response {
        let response = ui.add(button(words));
        if self.has_just_appeared {
            response.request_focus();
        }
        response
    }

    /// The button that only closes.
    fn close_button(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.first_button(ui, "Close").clicked() {
            actions.push(Action::Layout(LayoutAction::CloseDialog));
        }
    }
}

/// A button as dialogs have them.
pub(super) fn button(words: &str) -> Button<'_> {
    Button::new(RichText::new(words).font(text(size::SMALL))).min_size(egui::vec2(72.0, 0.0))
}

/// The button for what the dialog is there to do.
pub(super) fn main_button<'a>(ui: &Ui, words: &'a str, is_enabled: bool) -> Button<'a> {
    if is_enabled { super::parts::main_button(ui, words) } else { button(words) }
}

/// Whether Enter asks for what the dialog is there to do: wherever the keyboard is, unless it is on a button of its
/// own, which Enter presses.
fn is_enter_free(ctx: &Context, fields: &[Id]) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_none_or(|id| fields.contains(&id)) && ctx.input(|input| input.key_pressed(egui::Key::Enter))
}
