//! What changes the view or the dossier can be undone, step by step, in one line.

use super::editing::send;
use super::{
    Action, AppState, EditStep, Effect, FilterAction, LayoutAction, SpanAction, TextChange, TimeAxisTarget, View,
};

use crate::edit::Patch;

/// How many steps are kept.
const MAX_STEPS: usize = 100;
/// Changes of one kind that follow each other faster than this are one step, in seconds.
const PAUSE_SECS: f64 = 0.7;

/// The views before and after, as far as they can be gone through.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    past: Vec<Step>,
    future: Vec<Undone>,
    /// How many changes of the dossier there have been.
    numbers: u64,
}

/// Something that was undone.
#[derive(Clone, Debug)]
enum Undone {
    /// A change of the view.
    Look(Box<Look>),
    /// A change of the dossier.
    Edit(EditRecord),
}

/// A change of the dossier: what it was, and what takes it back.
#[derive(Clone, Debug, PartialEq)]
struct EditRecord {
    number: u64,
    label: String,
    patch: Patch,
}

/// How the dossier is looked at, with what is searched for; what is selected has a way back of its own.
#[derive(Clone, Debug, PartialEq)]
struct Look {
    view: View,
    query: String,
}

/// Something that can be undone.
#[derive(Clone, Debug)]
enum Step {
    /// A change of the view.
    View(Box<ViewStep>),
    /// A change of the dossier.
    Edit(EditRecord),
}

#[derive(Clone, Debug)]
struct ViewStep {
    before: Look,
    kind: Kind,
    /// When it was last added to; `None` where nothing more belongs to it.
    at_secs: Option<f64>,
}

/// What kind of change a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Moving along, zooming, drawing a grip, typing: many small ones are one.
    Continuous(What),
    /// One is one.
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Timeline,
    Chart,
    Share,
    Search,
}

impl Undo {
    /// Whether there is a step to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The change of the dossier that would be undone next, where the next step is one.
    #[must_use]
    pub fn edit_to_undo(&self) -> Option<&str> {
        if let Some(Step::Edit(edit)) = self.past.last() { Some(&edit.label) } else { None }
    }

    /// The change of the dossier that would be done again next, where the next step is one.
    #[must_use]
    pub fn edit_to_redo(&self) -> Option<&str> {
        if let Some(Undone::Edit(edit)) = self.future.last() { Some(&edit.label) } else { None }
    }

    fn record(&mut self, before: Look, kind: Kind, now_secs: f64) {
        self.keep_undone();
        if let Some(Step::View(last)) = self.past.last_mut()
            && let (Kind::Continuous(_), Some(at)) = (kind, last.at_secs)
            && last.kind == kind
            && now_secs - at < PAUSE_SECS
        {
            last.at_secs = Some(now_secs);
            return;
        }
        self.push(Step::View(Box::new(ViewStep { before, kind, at_secs: Some(now_secs) })));
    }

    fn push(&mut self, step: Step) {
        self.past.push(step);
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
        }
    }

    /// Keeps what was undone, where something new is done: the changes of the dossier become steps of the past, followed by
    /// their undoing, so that going back far enough leads to them again. Nothing that was written is lost.
    fn keep_undone(&mut self) {
        let edits: Vec<EditRecord> = std::mem::take(&mut self.future)
            .into_iter()
            .rev()
            .filter_map(|undone| if let Undone::Edit(edit) = undone { Some(edit) } else { None })
            .collect();
        let mut back: Vec<EditRecord> = Vec::new();
        for EditRecord { label, patch, .. } in edits.iter().rev() {
            let number = self.next_number();
            back.push(EditRecord { number, label: format!("undoing of {label}"), patch: patch.inverse() });
        }
        edits.into_iter().chain(back).for_each(|edit| self.push(Step::Edit(edit)));
    }

    const fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// Notes a change of the dossier; returns the number of its step, and whether that was taken back.
    pub(super) fn edited(&mut self, step: EditStep, label: &str, patch: Patch) -> (u64, bool) {
        let label = label.to_owned();
        let noted = match step {
            EditStep::New => {
                self.keep_undone();
                let number = self.next_number();
                self.push(Step::Edit(EditRecord { number, label, patch }));
                (number, false)
            }
            EditStep::Undo(number) => {
                self.past.pop();
                self.future.push(Undone::Edit(EditRecord { number, label, patch: patch.inverse() }));
                (number, true)
            }
            EditStep::Redo(number) => {
                self.future.pop();
                self.push(Step::Edit(EditRecord { number, label, patch }));
                (number, false)
            }
        };
        if let Some(Step::View(last)) = self.past.last_mut() {
            last.at_secs = None;
        }
        noted
    }
}

/// A change of the view that is being carried out.
pub(super) struct Change(Option<(Kind, Look)>);

impl Change {
    /// Keeps the view as it is before an action that can change it.
    pub(super) fn begin(state: &AppState, action: &Action) -> Self {
        Self(kind_of(action).map(|kind| (kind, Look::of(state))))
    }

    /// Makes it a step where the view has changed.
    pub(super) fn end(self, state: &mut AppState) {
        let Some((kind, before)) = self.0 else { return };
        if Look::of(state) != before {
            let now = state.session.now_secs;
            state.session.undo.record(before, kind, now);
        }
    }
}

/// Goes one step back.
pub(super) fn undo(state: &mut AppState) -> Vec<Effect> {
    match state.session.undo.past.last().cloned() {
        None => Vec::new(),
        // It is a step of the past until it is undone, which may take a while.
        Some(Step::Edit(EditRecord { number, label, patch })) => {
            send(state, TextChange::Patch(patch.inverse()), label, EditStep::Undo(number))
        }
        Some(Step::View(step)) => {
            state.session.undo.past.pop();
            let (now, effects) = step.before.put(state);
            state.session.undo.future.push(Undone::Look(Box::new(now)));
            if let Some(Step::View(last)) = state.session.undo.past.last_mut() {
                last.at_secs = None;
            }
            effects
        }
    }
}

/// Takes the last step back again.
pub(super) fn redo(state: &mut AppState) -> Vec<Effect> {
    match state.session.undo.future.last().cloned() {
        None => Vec::new(),
        Some(Undone::Edit(EditRecord { number, label, patch })) => {
            send(state, TextChange::Patch(patch), label, EditStep::Redo(number))
        }
        Some(Undone::Look(look)) => {
            state.session.undo.future.pop();
            let (before, effects) = look.put(state);
            state.session.undo.past.push(Step::View(Box::new(ViewStep { before, kind: Kind::Single, at_secs: None })));
            effects
        }
    }
}

impl Look {
    fn of(state: &AppState) -> Self {
        Self { view: View { selected: None, ..state.view.clone() }, query: state.session.query.clone() }
    }

    /// Looks at the dossier like this, and returns how it was looked at before, and what that asks for.
    fn put(self, state: &mut AppState) -> (Self, Vec<Effect>) {
        let before = Self::of(state);
        let filters = state.filters();
        state.view = View { selected: state.view.selected.take(), ..self.view };
        state.session.query = self.query;
        (before, state.view_replaced(&filters))
    }
}

/// What kind of step an action is; `None` where it leaves the view alone.
const fn kind_of(action: &Action) -> Option<Kind> {
    Some(match action {
        Action::Span(_, SpanAction::Fit) => Kind::Single,
        Action::Span(TimeAxisTarget::Timeline, _) => Kind::Continuous(What::Timeline),
        // A box drawn on the chart is a stretch of time and one of values.
        Action::Span(TimeAxisTarget::Chart, _) | Action::SetValueRange(_) => Kind::Continuous(What::Chart),
        Action::Filter(FilterAction::Search(_)) => Kind::Continuous(What::Search),
        Action::Layout(LayoutAction::SetTimelineShare(_)) => Kind::Continuous(What::Share),
        Action::ToggleLock
        | Action::SetValueAxis(_)
        | Action::SetRivals(_)
        | Action::SetReporter(_)
        | Action::SetChart(_)
        | Action::Filter(_)
        | Action::Layout(
            LayoutAction::Toggle(_)
            | LayoutAction::ShowSide(_)
            | LayoutAction::ShowMain(_)
            | LayoutAction::SelectSeverity(_),
        ) => Kind::Single,
        Action::Select(_)
        | Action::SetCursor(_)
        | Action::Layout(_)
        | Action::File(_)
        | Action::Edit(_)
        | Action::Import(_)
        | Action::CopyChart(..)
        | Action::CopyFact(..)
        | Action::Copy { .. }
        | Action::AskToOpenLink(_)
        | Action::OpenLink(_)
        | Action::DismissNotice
        | Action::Undo
        | Action::Redo => return None,
    })
}
