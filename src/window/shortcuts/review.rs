//! The commands of the review of what is imported: their keys do something else than in the rest of the window.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Does, Group};
use crate::app::{Action, AppState, Choice, ImportAction, ImportReview, ReviewRow, Step};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn command(
    keys: &'static [KeyboardShortcut],
    what: &'static str,
    action: fn(&AppState) -> Option<Action>,
) -> Command {
    Command { group: Group::Review, keys, what, menu: None, does: Does::Depends(action), is_on: None }
}

/// What can be done with what is under review.
#[rustfmt::skip]
pub(in super::super) static REVIEW: [Command; 12] = [
    command(&[keys(NONE, Key::A)], "Accept", |state| decide(state, Choice::Accept)),
    command(&[keys(NONE, Key::E)], "Change and accept…", change),
    command(&[keys(NONE, Key::B)], "Keep both sources", keep_both),
    command(&[keys(NONE, Key::D)], "Drop", |state| decide(state, Choice::Drop)),
    command(&[keys(NONE, Key::Backspace)], "Decide later", reopen),
    command(&[keys(NONE, Key::ArrowDown)], "Next row", |state| step(state, Step::Next)),
    command(&[keys(NONE, Key::ArrowUp)], "Previous row", |state| step(state, Step::Previous)),
    command(&[keys(CTRL, Key::Home)], "First row", |state| step(state, Step::First)),
    command(&[keys(CTRL, Key::End)], "Last row", |state| step(state, Step::Last)),
    command(&[keys(NONE, Key::ArrowRight)], "Open the group", |state| fold(state, false)),
    command(&[keys(NONE, Key::ArrowLeft)], "Fold the group", |state| fold(state, true)),
    command(&[keys(CTRL, Key::Enter)], "Import what is accepted", apply),
];

fn selected(state: &AppState) -> Option<(&ImportReview, ReviewRow)> {
    let review = state.import_in_view()?;
    Some((review, review.read()?.1.selected()?))
}

fn decide(state: &AppState, choice: Choice) -> Option<Action> {
    let (review, row) = selected(state)?;
    review.can_decide(row).then_some(Action::Import(ImportAction::DecideSelected(choice)))
}

fn keep_both(state: &AppState) -> Option<Action> {
    let (review, row) = selected(state)?;
    let can_keep = review.selected().is_some_and(|(_, item)| item.can_keep_both());
    (can_keep && review.can_decide(row)).then_some(Action::Import(ImportAction::KeepBoth))
}

fn reopen(state: &AppState) -> Option<Action> {
    selected(state)?;
    Some(Action::Import(ImportAction::DecideSelected(Choice::Reopen)))
}

fn change(state: &AppState) -> Option<Action> {
    let (review, row) = selected(state)?;
    let is_item = matches!(row, ReviewRow::Item(_));
    (is_item && review.can_decide(row)).then_some(Action::Import(ImportAction::Change))
}

fn step(state: &AppState, step: Step) -> Option<Action> {
    selected(state)?;
    Some(Action::Import(ImportAction::Step(step)))
}

/// Opens what is folded, or folds what is open.
fn fold(state: &AppState, is_open: bool) -> Option<Action> {
    let (review, row) = selected(state)?;
    let list = review.read()?.1;
    let is_heading = matches!(row, ReviewRow::Group(_) | ReviewRow::NotUnderstood);
    (is_heading && list.is_open(row) == is_open).then_some(Action::Import(ImportAction::Fold(row)))
}

fn apply(state: &AppState) -> Option<Action> {
    let (review, _) = selected(state)?;
    let counts = review.read()?.1.counts();
    (counts.decided() > 0).then_some(Action::Import(ImportAction::Apply))
}
