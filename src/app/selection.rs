//! Which facts are selected: the one that is read, and others beside it.

use std::sync::Arc;

use super::apply::apply_span;
use super::{AppState, Notice, SelectAction, SpanAction, TimeAxisTarget};
use crate::dossier::{Dossier, FactId, FactIx};

/// The facts that are selected beside the one that is read, which is in the [`View`](super::View).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// In the order of the dossier; the one that is read is not among them, and without it there are none.
    others: Arc<Vec<FactIx>>,
    /// Where a range begins that is extended with Shift.
    anchor: Option<FactIx>,
}

impl Selection {
    /// The same facts in another version of the dossier; those that it has no more are left out.
    pub(super) fn follow(&mut self, before: &Dossier, now: &Dossier) {
        let found = |fact: FactIx| now.find(&before.fact(fact).id.0);
        if !self.others.is_empty() {
            let mut others: Vec<FactIx> = self.others.iter().filter_map(|fact| found(*fact)).collect();
            others.sort_unstable();
            self.others = others.into();
        }
        self.anchor = self.anchor.and_then(found);
    }
}

impl AppState {
    /// The facts that are selected beside the one that is read, in the order of the dossier.
    #[must_use]
    pub fn also_selected(&self) -> &[FactIx] {
        &self.session.selection.others
    }

    /// Whether a fact is selected, as the one that is read or beside it.
    #[must_use]
    pub fn is_selected(&self, fact: FactIx) -> bool {
        self.selected() == Some(fact) || self.also_selected().binary_search(&fact).is_ok()
    }

    /// How many facts are selected.
    #[must_use]
    pub fn selected_count(&self) -> usize {
        usize::from(self.selected().is_some()) + self.also_selected().len()
    }

    /// All facts that are selected, in the order of the dossier.
    #[must_use]
    pub fn selection(&self) -> Vec<FactIx> {
        let mut all: Vec<FactIx> = self.selected().into_iter().chain(self.also_selected().iter().copied()).collect();
        all.sort_unstable();
        all
    }

    /// Selects these facts; one of them is the one that is read.
    fn select_all(&mut self, mut facts: Vec<FactIx>, read: Option<FactIx>) {
        facts.sort_unstable();
        facts.dedup();
        let read = read.filter(|fact| facts.binary_search(fact).is_ok()).or(facts.first().copied());
        facts.retain(|fact| Some(*fact) != read);
        let id = read.map(|fact| self.file.dossier.fact(fact).id.clone());
        self.session.history.select(&mut self.view.selected, id);
        self.session.selection.others = facts.into();
    }

    /// Forgets which facts are selected beside the one that is read.
    pub(super) fn select_only_read(&mut self) {
        self.session.selection = Selection::default();
    }

    /// Lets another of the selected facts be read where the one that was is there no more.
    pub(super) fn mend_selection(&mut self) {
        let read = self.selected();
        if self.also_selected().is_empty() || read.is_some_and(|read| !self.also_selected().contains(&read)) {
            return;
        }
        let others = std::mem::take(&mut self.session.selection.others);
        let read = read.or_else(|| others.first().copied());
        self.view.selected = read.map(|fact| self.file.dossier.fact(fact).id.clone());
        self.session.selection.others =
            others.iter().copied().filter(|fact| Some(*fact) != read).collect::<Vec<_>>().into();
    }
}

/// Carries out what selects facts.
pub(super) fn apply_select(state: &mut AppState, action: SelectAction) {
    let shown = &state.session.shown.facts;
    let current = state.selected().and_then(|selected| state.place_of(selected));
    let at = |place: Option<usize>| place.and_then(|place| shown.get(place)).copied();
    let next = || at(Some(current.map_or(0, |place| place + 1))).or(state.selected());
    let previous = || {
        let previous = match current {
            Some(place) => at(Some(place.saturating_sub(1))),
            None => at(shown.len().checked_sub(1)),
        };
        previous.or(state.selected())
    };
    match action {
        SelectAction::Fact(id) => {
            if let Some(fact) = known(state, &id) {
                select(state, Some(fact));
            }
        }
        SelectAction::Next => {
            let next = next();
            select(state, next);
        }
        SelectAction::Previous => {
            let previous = previous();
            select(state, previous);
        }
        SelectAction::First => select(state, at(Some(0)).or(state.selected())),
        SelectAction::Last => select(state, at(shown.len().checked_sub(1)).or(state.selected())),
        SelectAction::Back => {
            state.select_only_read();
            state.session.history.go_back(&mut state.view.selected);
            selection_changed(state);
        }
        SelectAction::Forward => {
            state.select_only_read();
            state.session.history.go_forward(&mut state.view.selected);
            selection_changed(state);
        }
        SelectAction::Clear => select(state, None),
        SelectAction::Toggle(id) => {
            if let Some(fact) = known(state, &id) {
                toggle(state, fact);
            }
        }
        SelectAction::ExtendTo(id) => {
            if let Some(fact) = known(state, &id) {
                extend(state, fact);
            }
        }
        SelectAction::ExtendNext => {
            if let Some(next) = next() {
                extend(state, next);
            }
        }
        SelectAction::ExtendPrevious => {
            if let Some(previous) = previous() {
                extend(state, previous);
            }
        }
        SelectAction::AllShown => {
            let (all, read) = (shown.clone(), state.selected().or(shown.first().copied()));
            state.select_all(all, read);
        }
        SelectAction::Several { facts, is_added } => select_several(state, &facts, is_added),
        SelectAction::OnlyRead => state.select_only_read(),
        SelectAction::OnlyShown => {
            let (all, read) = (state.selection(), state.selected());
            let all = all.into_iter().filter(|fact| state.is_shown(*fact)).collect();
            state.select_all(all, read);
        }
    }
}

/// A fact of this identifier; where there is none, that is said.
fn known(state: &mut AppState, id: &FactId) -> Option<FactIx> {
    let fact = state.file.dossier.find(&id.0);
    if fact.is_none() {
        let text = format!("There is no fact “{id}” in this dossier.");
        state.session.notice = Some(Notice::trouble(text, Vec::new()));
    }
    fact
}

/// Selects one fact, or none.
fn select(state: &mut AppState, fact: Option<FactIx>) {
    let id = fact.map(|fact| state.file.dossier.fact(fact).id.clone());
    state.select_only_read();
    state.session.history.select(&mut state.view.selected, id);
    selection_changed(state);
}

/// Selects a fact beside the others, or no longer; what was clicked last is what is read.
fn toggle(state: &mut AppState, fact: FactIx) {
    let mut all = state.selection();
    let is_gone = state.is_selected(fact);
    if is_gone {
        all.retain(|other| *other != fact);
    } else {
        all.push(fact);
    }
    let read = if is_gone { state.selected() } else { Some(fact) };
    state.select_all(all, read);
    state.session.selection.anchor = (!is_gone).then_some(fact);
    selection_changed(state);
}

/// Selects all that are shown from where the range begins to a fact.
fn extend(state: &mut AppState, fact: FactIx) {
    let anchor = state.session.selection.anchor.or(state.selected());
    let place = |fact: FactIx| state.place_of(fact);
    let (Some(from), Some(to)) = (anchor.and_then(place), place(fact)) else {
        select(state, Some(fact));
        return;
    };
    let range = state.session.shown.facts[from.min(to)..=from.max(to)].to_vec();
    state.select_all(range, Some(fact));
    state.session.selection.anchor = anchor;
    selection_changed(state);
}

/// Selects these facts, with those that are selected already where they are added.
fn select_several(state: &mut AppState, facts: &[FactId], is_added: bool) {
    let mut all: Vec<FactIx> = facts.iter().filter_map(|id| state.file.dossier.find(&id.0)).collect();
    if all.is_empty() {
        return;
    }
    let first = all.first().copied();
    if is_added {
        all.extend(state.selection());
    }
    let read = state.selected().filter(|read| all.contains(read)).or(first);
    state.select_all(all, read);
    state.session.selection.anchor = read;
}

fn selection_changed(state: &mut AppState) {
    state.session.wants_scroll_to_selected = state.selected().is_some();
    if state.view.timeline.is_some() {
        apply_span(state, TimeAxisTarget::Timeline, SpanAction::Reveal);
    }
}
