//! Beginning a dossier: two countries out of a list with search, a title, and themes to start with.

use egui::{Button, Checkbox, Context, Id, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::super::parts::{section, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, Dialog, FileAction, LayoutAction, NewDossier, PartyChoice};
use crate::charts::theme::{GAP, size, strong, text};

/// The height of the list of countries, in points.
const LIST_HEIGHT: f32 = 132.0;

pub(super) fn new_dossier_ui(ctx: &Context, dossier: &NewDossier, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "New dossier", 560.0).held(true);
    let mut new = dossier.clone();
    let problem = dossier.problem();
    let mut wants = ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            if let Some(article) = &new.article {
                let found = new.parties.iter().filter(|party| party.chosen.is_some()).count();
                let found = match found {
                    0 => "names no country that is known",
                    1 => "names one country",
                    _ => "names these two countries first or most often",
                };
                soft(
                    ui,
                    format!("{} {found}; check that they are meant. Its facts are reviewed next.", article.name()),
                );
            }
            let mut next_field = None;
            ui.columns(2, |columns| {
                let names = ["First country", "Second country"];
                let after = [sheet.id.with(names[1]), sheet.id.with("name")];
                for (((ui, party), name), next) in columns.iter_mut().zip(&mut new.parties).zip(names).zip(after) {
                    let is_first = sheet.has_just_appeared && name == names[0];
                    let has_chosen = party_ui(ui, party, name, sheet.id.with(name), is_first);
                    next_field = next_field.or(has_chosen.then_some(next));
                }
            });
            title_ui(ui, &mut new, sheet.id.with("name"));
            // Only now: the keys of this frame are not meant for it.
            if let Some(next) = next_field {
                ui.memory_mut(|memory| memory.request_focus(next));
            }
            section(ui, "Themes to start with");
            ui.horizontal_wrapped(|ui| {
                for (label, is_wanted) in &mut new.themes {
                    ui.add(Checkbox::new(is_wanted, RichText::new(&*label).font(text(size::SMALL))));
                }
            });
        },
        |ui, actions| {
            let create = ui.add_enabled(problem.is_none(), main_button(ui, "Create", problem.is_none()));
            wants |= create.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if let Some(problem) = problem {
                soft(ui, problem);
            }
        },
    );
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *dossier {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::NewDossier(Box::new(new)))));
    } else if wants && problem.is_none() {
        actions.push(Action::File(FileAction::Begin(Box::new(new))));
    }
}

/// A field to search in, and the countries that it can mean; Enter takes the first, and the next field follows: tells whether it did.
fn party_ui(ui: &mut Ui, party: &mut PartyChoice, name: &str, id: Id, is_first: bool) -> bool {
    section(ui, name);
    let takes_first = ui.memory(|memory| memory.has_focus(id)) && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let field = TextEdit::singleline(&mut party.query).id(id).desired_width(f32::INFINITY).font(text(size::SMALL));
    let response = ui.add(field.hint_text("Search by name or code"));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, name));
    if is_first {
        response.request_focus();
    }
    if response.changed() {
        party.chosen = None;
    }
    // What was typed before Enter counts, whenever this frame is drawn.
    let mut found = party.found();
    let takes_first = takes_first && !found.is_empty();
    if takes_first && let Some((id, name)) = found.first() {
        choose(party, id, name);
        found = party.found();
    }
    if found.is_empty() {
        soft(ui, "No country is called so.");
    }
    let row_height = ui.spacing().interact_size.y;
    let area = ScrollArea::vertical().id_salt(id.with("list")).max_height(LIST_HEIGHT).min_scrolled_height(LIST_HEIGHT);
    area.auto_shrink(false).show_rows(ui, row_height, found.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (party_id, name) in &found[rows] {
            let is_on = party.chosen.as_deref() == Some(party_id.as_str());
            let font = if is_on { strong(size::SMALL) } else { text(size::SMALL) };
            let code = RichText::new(party_id).font(text(size::LABEL)).weak();
            let row = Button::selectable(is_on, RichText::new(*name).font(font)).right_text(code).truncate();
            if ui.add(row.min_size(egui::vec2(ui.available_width(), row_height))).clicked() {
                choose(party, party_id, name);
            }
        }
    });
    takes_first
}

fn choose(party: &mut PartyChoice, id: &str, name: &str) {
    party.chosen = Some(id.into());
    name.clone_into(&mut party.query);
}

fn title_ui(ui: &mut Ui, new: &mut NewDossier, id: Id) {
    ui.add_space(GAP * 0.5);
    section(ui, "Title");
    let mut typed = new.title();
    let field = TextEdit::singleline(&mut typed).id(id).desired_width(f32::INFINITY).font(text(size::SMALL));
    let response = ui.add(field.hint_text("Made of the two countries"));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Title of the dossier"));
    if response.changed() {
        new.title = (typed != new.suggested_title()).then_some(typed);
    }
}
