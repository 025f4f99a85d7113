//! What commands do that depend on the state, and whether they can be done at all.

#![expect(clippy::unnecessary_wraps, reason = "every command that depends on the state has this form")]

use super::TEXT_STEP;
use crate::app::{
    Action, AppState, Dialog, EditAction, FactPart, FileAction, FilterAction, FormOf, ImportAction, ImportReview,
    LayoutAction, MAX_AUTOMATIC_SHARE, MainView, Replacement, RivalPolicy, SelectAction, SelectedAs, SeveralEdit, Span,
    SpanAction, ThemeChoice, TimeAxisTarget, ValueAxis,
};
use crate::dossier::Fact;
use crate::edit::Target;
use crate::export::fact_text;

/// Calls off the opening of a file; otherwise puts away what was opened or chosen last: the form, the message, the search, the
/// selection.
pub(super) fn escape(state: &AppState) -> Option<Action> {
    if state.session.opening.is_some() {
        return Some(Action::File(FileAction::CancelOpening));
    }
    let review = state.import_in_view();
    if review.is_some_and(ImportReview::is_reading) {
        return Some(Action::Import(ImportAction::CancelReading));
    }
    if state.form_in_view().is_some() {
        return Some(Action::Edit(EditAction::LeaveForm));
    }
    if state.session.notice.is_some() {
        return Some(Action::DismissNotice);
    }
    if review.is_some() {
        return Some(Action::Import(ImportAction::Close));
    }
    if !state.session.query.is_empty() {
        return Some(Action::Filter(FilterAction::Search(String::new())));
    }
    if !state.also_selected().is_empty() {
        return Some(Action::Select(SelectAction::OnlyRead));
    }
    state.selected().map(|_| Action::Select(SelectAction::Clear))
}

/// Shows the review again, which something else took the place of.
pub(super) fn back_to_review(state: &AppState) -> Option<Action> {
    let review = state.session.import.as_ref()?;
    review.is_aside.then_some(Action::Import(ImportAction::Return))
}

pub(super) fn undo(state: &AppState) -> Option<Action> {
    state.session.undo.can_undo().then_some(Action::Undo)
}

pub(super) fn redo(state: &AppState) -> Option<Action> {
    state.session.undo.can_redo().then_some(Action::Redo)
}

pub(super) fn go_back(state: &AppState) -> Option<Action> {
    state.session.history.can_go_back().then_some(Action::Select(SelectAction::Back))
}

pub(super) fn go_forward(state: &AppState) -> Option<Action> {
    state.session.history.can_go_forward().then_some(Action::Select(SelectAction::Forward))
}

pub(super) fn show_all(state: &AppState) -> Option<Action> {
    state.is_filtered().then_some(Action::Filter(FilterAction::Clear))
}

fn selected(state: &AppState) -> Option<&Fact> {
    state.selected().map(|fact| state.dossier().fact(fact))
}

pub(super) fn copy_fact(state: &AppState) -> Option<Action> {
    if !state.also_selected().is_empty() {
        return Some(Action::CopySelected(SelectedAs::Text));
    }
    let text = fact_text(state.dossier(), state.selected()?);
    Some(Action::Copy { what: "the fact with its doubts and citations".to_owned(), text })
}

pub(super) fn edit_fact(state: &AppState) -> Option<Action> {
    Some(Action::Edit(EditAction::Open(FormOf::Fact(selected(state)?.id.clone()))))
}

pub(super) fn new_dossier(_: &AppState) -> Option<Action> {
    Some(Action::Layout(LayoutAction::Open(Dialog::NewDossier(Box::default()))))
}

pub(super) fn new_from_article(_: &AppState) -> Option<Action> {
    Some(Action::Layout(LayoutAction::Open(Dialog::NewArticle(String::new()))))
}

/// What a killed window had not saved, where there is something.
pub(super) fn recover(state: &AppState) -> Option<Action> {
    let first = state.session.recoveries.first()?.clone();
    Some(Action::Layout(LayoutAction::Open(Dialog::Restore(Box::new(first)))))
}

pub(super) fn new_fact(state: &AppState) -> Option<Action> {
    let has_theme = !state.dossier().themes().is_empty();
    has_theme.then_some(Action::Edit(EditAction::Open(FormOf::NewFact)))
}

pub(super) fn new_source(_: &AppState) -> Option<Action> {
    Some(Action::Edit(EditAction::Open(FormOf::NewSource)))
}

/// Opens the form again that was put away last.
pub(super) fn go_on_writing(state: &AppState) -> Option<Action> {
    let form = state.session.unfinished_forms.iter().rev().find(|form| !matches!(form.of, FormOf::Proposed(_)))?;
    Some(Action::Edit(EditAction::Open(form.of.clone())))
}

pub(super) fn duplicate_fact(state: &AppState) -> Option<Action> {
    Some(Action::Edit(EditAction::Open(FormOf::CopyOfFact(selected(state)?.id.clone()))))
}

pub(super) fn remove_fact(state: &AppState) -> Option<Action> {
    if !state.also_selected().is_empty() {
        return several(state, SeveralEdit::Remove);
    }
    Some(Action::Edit(EditAction::AskToRemove(Target::Fact(selected(state)?.id.0.clone()))))
}

/// Opens a change of all selected facts.
fn several(state: &AppState, change: SeveralEdit) -> Option<Action> {
    state.selected()?;
    Some(Action::Layout(LayoutAction::Open(Dialog::Several(Box::new(change)))))
}

pub(super) fn select_all(state: &AppState) -> Option<Action> {
    let has_facts = !state.session.shown.facts.is_empty();
    has_facts.then_some(Action::Select(SelectAction::AllShown))
}

/// Opens find and replace; with several facts selected it looks in them alone at first.
pub(super) fn replace(state: &AppState) -> Option<Action> {
    let replacement = Replacement { is_in_selection: state.selected_count() > 1, ..Replacement::default() };
    let has_facts = !state.dossier().facts().is_empty();
    has_facts.then(|| Action::Layout(LayoutAction::Open(Dialog::Replace(Box::new(replacement)))))
}

pub(super) fn new_theme_of_facts(state: &AppState) -> Option<Action> {
    several(state, SeveralEdit::NewTheme(String::new()))
}

pub(super) fn add_flag(state: &AppState) -> Option<Action> {
    several(state, SeveralEdit::flag())
}

pub(super) fn add_citation(state: &AppState) -> Option<Action> {
    several(state, state.new_citation()?)
}

pub(super) fn copy_json(state: &AppState) -> Option<Action> {
    state.selected().map(|_| Action::CopySelected(SelectedAs::Json))
}

/// Shows the text of what is selected: of the source that is looked at where the sources are shown, else of the fact.
pub(super) fn show_json(state: &AppState) -> Option<Action> {
    let source = state.view.source.as_ref().filter(|_| state.view.main == MainView::Sources);
    let at = match source {
        Some(source) => Target::source(source.as_str()),
        None => Target::Fact(selected(state)?.id.0.clone()),
    };
    Some(Action::Edit(EditAction::OpenJson(at)))
}

pub(super) fn copy_statement(state: &AppState) -> Option<Action> {
    Some(Action::CopyFact(selected(state)?.id.clone(), FactPart::Statement))
}

pub(super) fn copy_citations(state: &AppState) -> Option<Action> {
    Some(Action::CopyFact(selected(state)?.id.clone(), FactPart::Citations))
}

pub(super) fn zoom_to_fact(state: &AppState) -> Option<Action> {
    let span = Span::around(selected(state)?.date.as_ref()?)?;
    Some(Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(span)))
}

pub(super) fn trace(state: &AppState) -> Option<Action> {
    let figure = selected(state)?.figures.first()?.id.clone();
    Some(Action::Layout(LayoutAction::Open(Dialog::TraceFigure(figure))))
}

pub(super) fn only_theme(state: &AppState) -> Option<Action> {
    let theme = state.dossier().theme(selected(state)?.theme);
    Some(Action::Filter(FilterAction::OnlyTheme(theme.id.clone())))
}

pub(super) fn other_axis(state: &AppState) -> Option<Action> {
    Some(Action::SetValueAxis(match state.view.value_axis {
        ValueAxis::Linear => ValueAxis::Logarithmic,
        ValueAxis::Logarithmic => ValueAxis::Linear,
    }))
}

pub(super) fn next_policy(state: &AppState) -> Option<Action> {
    Some(Action::SetRivals(match state.view.rivals {
        RivalPolicy::Preferred => RivalPolicy::All,
        RivalPolicy::All => RivalPolicy::Range,
        RivalPolicy::Range => RivalPolicy::Preferred,
    }))
}

pub(super) fn next_reporter(state: &AppState) -> Option<Action> {
    let mut later = state.file.reporters();
    let next = match &state.view.reporter {
        None => later.next(),
        Some(current) => later.find(|id| *id > current.as_str()),
    };
    Some(Action::SetReporter(next.map(str::to_owned)))
}

pub(super) fn larger_text(state: &AppState) -> Option<Action> {
    text_scale(state, TEXT_STEP)
}

pub(super) fn smaller_text(state: &AppState) -> Option<Action> {
    text_scale(state, -TEXT_STEP)
}

fn text_scale(state: &AppState, step: f32) -> Option<Action> {
    Some(Action::Layout(LayoutAction::SetTextScale(state.settings.text_scale + step)))
}

pub(super) fn next_theme(state: &AppState) -> Option<Action> {
    Some(Action::Layout(LayoutAction::SetTheme(match state.settings.theme {
        ThemeChoice::System => ThemeChoice::Light,
        ThemeChoice::Light => ThemeChoice::Dark,
        ThemeChoice::Dark => ThemeChoice::System,
    })))
}

/// By how much the line between timeline and chart moves at a time, as a part of the height.
const SHARE_STEP: f32 = 0.08;

pub(super) fn taller_timeline(state: &AppState) -> Option<Action> {
    timeline_share(state, SHARE_STEP)
}

pub(super) fn taller_chart(state: &AppState) -> Option<Action> {
    timeline_share(state, -SHARE_STEP)
}

fn timeline_share(state: &AppState, step: f32) -> Option<Action> {
    let share = state.view.split.unwrap_or(MAX_AUTOMATIC_SHARE) + step;
    Some(Action::Layout(LayoutAction::SetTimelineShare(Some(share))))
}

pub(super) fn is_locked(state: &AppState) -> bool {
    state.view.is_locked
}

/// Whether the left button draws a box in the chart.
pub(super) const fn is_box_zoom(state: &AppState) -> bool {
    state.view.is_box_zoom
}

pub(super) fn is_logarithmic(state: &AppState) -> bool {
    state.view.value_axis == ValueAxis::Logarithmic
}

pub(super) fn shows_timeline(state: &AppState) -> bool {
    state.view.main == MainView::Timeline
}

pub(super) fn shows_chart(state: &AppState) -> bool {
    state.view.main == MainView::Chart
}

pub(super) fn shows_split(state: &AppState) -> bool {
    state.view.main == MainView::Split
}

pub(super) fn shows_table(state: &AppState) -> bool {
    state.view.main == MainView::Table
}

pub(super) fn shows_sources(state: &AppState) -> bool {
    state.view.main == MainView::Sources
}

pub(super) fn is_list_open(state: &AppState) -> bool {
    state.view.is_list_open
}

pub(super) fn is_detail_open(state: &AppState) -> bool {
    state.view.is_detail_open
}

pub(super) fn system_colours(state: &AppState) -> bool {
    state.settings.theme == ThemeChoice::System
}

pub(super) fn is_light(state: &AppState) -> bool {
    state.settings.theme == ThemeChoice::Light
}

pub(super) fn is_dark(state: &AppState) -> bool {
    state.settings.theme == ThemeChoice::Dark
}
