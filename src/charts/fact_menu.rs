//! The menu that a right click opens on a fact, wherever it is drawn.

use egui::{Popup, Response, Ui};

use crate::app::{
    Action, Dialog, EditAction, FactPart, FilterAction, FormOf, LayoutAction, SelectAction, Span, SpanAction,
    TimeAxisTarget,
};
use crate::dossier::{Dossier, FactIx};
use crate::edit::Target;

/// What can be done with a fact, at the pointer, after a right click on what it is drawn as.
///
/// `trace` is the dialog that says where the number comes from that was clicked; without one, that of the fact's first
/// figure is offered.
pub fn fact_menu(
    response: &Response,
    dossier: &Dossier,
    fact: FactIx,
    trace: Option<Dialog>,
    actions: &mut Vec<Action>,
) {
    // Asked first, since thousands of marks are drawn and next to none has its menu open.
    if response.secondary_clicked() || Popup::is_any_open(&response.ctx) {
        response.context_menu(|ui| menu_ui(ui, dossier, fact, trace, actions));
    }
}

fn menu_ui(ui: &mut Ui, dossier: &Dossier, fact: FactIx, trace: Option<Dialog>, actions: &mut Vec<Action>) {
    let stated = dossier.fact(fact);
    let theme = dossier.theme(stated.theme);
    let id = || stated.id.clone();
    let trace = trace.or_else(|| Some(Dialog::TraceFigure(stated.figures.first()?.id.clone())));
    let span = stated.date.as_ref().and_then(Span::around);
    let mut line = |ui: &mut Ui, words: &str, action: Option<Action>| {
        if ui.add_enabled(action.is_some(), egui::Button::new(words)).clicked() {
            actions.extend(action);
        }
    };
    line(ui, "Open", Some(Action::Select(SelectAction::Fact(id()))));
    let zoom = span.map(|span| Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(span)));
    line(ui, "Zoom the timeline to it", zoom);
    line(ui, "Show calculation", trace.map(|trace| Action::Layout(LayoutAction::Open(trace))));
    ui.separator();
    line(ui, "Copy statement", Some(Action::CopyFact(id(), FactPart::Statement)));
    line(ui, "Copy citations", Some(Action::CopyFact(id(), FactPart::Citations)));
    ui.separator();
    line(ui, "Edit…", Some(Action::Edit(EditAction::Open(FormOf::Fact(id())))));
    line(ui, "Duplicate…", Some(Action::Edit(EditAction::Open(FormOf::CopyOfFact(id())))));
    line(ui, "Show the JSON…", Some(Action::Edit(EditAction::OpenJson(Target::Fact(id().0)))));
    ui.separator();
    let filter = |action: FilterAction| Some(Action::Filter(action));
    line(ui, &format!("Show only {}", theme.label), filter(FilterAction::OnlyTheme(theme.id.clone())));
    line(ui, &format!("Hide {}", theme.label), filter(FilterAction::ToggleTheme(theme.id.clone())));
}
