//! The detail panel where several facts are selected: which, and what can be done with all of them.

use egui::{ComboBox, RichText, Role, Ui, WidgetInfo};

use super::super::parts::{counted, link, quiet_button, section, soft};
use super::super::shortcuts::hint;
use crate::app::{Action, AppState, Dialog, EditAction, LayoutAction, SelectAction, SelectedAs, SeveralEdit};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};
use crate::dossier::FactIx;
use crate::format::date::date_label;

/// So many of the selected facts are named.
const MOST_NAMED: usize = 40;

/// How many are selected, what can be done with them, and which they are.
pub(super) fn several_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let facts = state.selection();
    let heading = format!("{} selected", counted(facts.len(), "fact", "facts"));
    let title = RichText::new(&heading).font(strong(size::TITLE)).line_height(Some(24.0));
    let response = ui.add(egui::Label::new(title).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &heading));
    hidden_ui(ui, state, &facts, actions);
    section(ui, "Theme");
    theme_ui(ui, state, &facts, actions);
    section(ui, "For all of them");
    changes_ui(ui, state, actions);
    section(ui, "Copy");
    copies_ui(ui, actions);
    section(ui, "Selected");
    names_ui(ui, state, &facts, actions);
}

/// Says how many of them are not in the list, and offers to leave those out.
fn hidden_ui(ui: &mut Ui, state: &AppState, facts: &[FactIx], actions: &mut Vec<Action>) {
    let hidden = facts.iter().filter(|fact| !state.is_shown(**fact)).count();
    if hidden == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let are = if hidden == 1 { "is" } else { "are" };
        soft(ui, format!("{} of them {are} hidden by the filters.", crate::format::number::count_text(hidden)));
        if hidden < facts.len() && quiet_button(ui, "Leave out what is hidden", true).clicked() {
            actions.push(Action::Select(SelectAction::OnlyShown));
        }
    });
}

/// The theme that they have in common, to be chosen anew.
fn theme_ui(ui: &mut Ui, state: &AppState, facts: &[FactIx], actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let first = facts.first().map(|fact| dossier.fact(*fact).theme);
    let common = first.filter(|theme| facts.iter().all(|fact| dossier.fact(*fact).theme == *theme));
    let shown = common.map_or("Different themes", |theme| &dossier.theme(theme).label);
    let font = text(size::SMALL);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let combo = ComboBox::from_id_salt("theme of several")
            .selected_text(RichText::new(shown).font(font.clone()))
            .width(ui.available_width().min(220.0))
            .truncate();
        let response = combo.show_ui(ui, |ui| {
            for theme in dossier.themes() {
                let is_common = common.is_some_and(|common| dossier.theme(common).id == theme.id);
                if ui.selectable_label(is_common, RichText::new(&theme.label).font(font.clone())).clicked() {
                    chosen = Some(theme.id.as_str().into());
                }
            }
        });
        response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Theme of the selected facts"));
        if quiet_button(ui, "New theme…", true).clicked() {
            actions.push(open(SeveralEdit::NewTheme(String::new())));
        }
    });
    if let Some(theme) = chosen {
        actions.push(Action::Edit(EditAction::Several(Box::new(SeveralEdit::Theme(theme)))));
    }
}

fn open(change: SeveralEdit) -> Action {
    Action::Layout(LayoutAction::Open(Dialog::Several(Box::new(change))))
}

fn changes_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        if quiet_button(ui, "Add flag…", true).on_hover_text("Add an editor’s doubt to each of them").clicked() {
            actions.push(open(SeveralEdit::flag()));
        }
        let citation = state.new_citation();
        let button = quiet_button(ui, "Add citation…", citation.is_some());
        let button = button.on_hover_text("Cite one of the dossier’s sources in each of them");
        if button.on_disabled_hover_text("This dossier has no source yet").clicked() {
            actions.extend(citation.map(open));
        }
        let remove = open(SeveralEdit::Remove);
        let words = hint(ui.ctx(), state, "Remove them, after showing what refers to them", &remove);
        if quiet_button(ui, "Remove…", true).on_hover_text(words).clicked() {
            actions.push(remove);
        }
    });
    soft(ui, "Each is one step, and Undo (Ctrl+Z) takes it back.");
}

fn copies_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let button = quiet_button(ui, "Copy as text", true);
        if button.on_hover_text("Statements, dates, doubts, figures and citations as plain text").clicked() {
            actions.push(Action::CopySelected(SelectedAs::Text));
        }
        let button = quiet_button(ui, "Copy as JSON", true);
        if button.on_hover_text("The records as they stand in the file, as a list").clicked() {
            actions.push(Action::CopySelected(SelectedAs::Json));
        }
    });
}

/// Their dates and titles; a click selects one alone.
fn names_ui(ui: &mut Ui, state: &AppState, facts: &[FactIx], actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    for fact in facts.iter().take(MOST_NAMED) {
        let stated = dossier.fact(*fact);
        let date = stated.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let colour = Theme::of(ui).lane(stated.theme.0);
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(8.0), egui::Sense::hover());
            ui.painter().circle_filled(rect.center(), 3.6, colour);
            soft(ui, date);
            if link(ui, &*stated.title).clicked() {
                actions.push(Action::Select(SelectAction::Fact(stated.id.clone())));
            }
            let leave = quiet_button(ui, "×", true).on_hover_text("Leave it out of the selection");
            leave.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Leave out {}", stated.title)));
            if leave.clicked() {
                actions.push(Action::Select(SelectAction::Toggle(stated.id.clone())));
            }
        });
    }
    if facts.len() > MOST_NAMED {
        soft(ui, format!("and {} more", crate::format::number::count_text(facts.len() - MOST_NAMED)));
    }
    ui.add_space(GAP * 0.5);
    if quiet_button(ui, "Select only one", true).on_hover_text("Keep the one that was clicked last (Esc)").clicked() {
        actions.push(Action::Select(SelectAction::OnlyRead));
    }
}
