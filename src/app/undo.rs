//! What changes the view can be undone, step by step.

use super::{Action, AppState, Effect, FilterAction, LayoutAction, SpanAction, TimeAxisTarget, View};

/// How many steps are kept.
const MAX_STEPS: usize = 100;
/// Changes of one kind that follow each other faster than this are one step, in seconds.
const PAUSE_SECS: f64 = 0.7;

/// The views before and after, as far as they can be gone through.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    past: Vec<Step>,
    future: Vec<Look>,
}

/// How the dossier is looked at, with what is searched for; what is selected has a way back of its own.
#[derive(Clone, Debug, PartialEq)]
struct Look {
    view: View,
    query: String,
}

#[derive(Clone, Debug)]
struct Step {
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

    fn record(&mut self, before: Look, kind: Kind, now_secs: f64) {
        self.future.clear();
        if let Some(last) = self.past.last_mut()
            && let (Kind::Continuous(_), Some(at)) = (kind, last.at_secs)
            && last.kind == kind
            && now_secs - at < PAUSE_SECS
        {
            last.at_secs = Some(now_secs);
            return;
        }
        self.past.push(Step { before, kind, at_secs: Some(now_secs) });
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
        }
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
    let Some(step) = state.session.undo.past.pop() else { return Vec::new() };
    let (now, effects) = step.before.put(state);
    state.session.undo.future.push(now);
    if let Some(last) = state.session.undo.past.last_mut() {
        last.at_secs = None;
    }
    effects
}

/// Takes the last step back again.
pub(super) fn redo(state: &mut AppState) -> Vec<Effect> {
    let Some(look) = state.session.undo.future.pop() else { return Vec::new() };
    let (before, effects) = look.put(state);
    state.session.undo.past.push(Step { before, kind: Kind::Single, at_secs: None });
    effects
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
            | LayoutAction::ToggleSeverity(_),
        ) => Kind::Single,
        Action::Select(_)
        | Action::SetCursor(_)
        | Action::Layout(_)
        | Action::File(_)
        | Action::Review { .. }
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
