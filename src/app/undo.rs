//! What changes the view or the dossier can be undone, step by step, in one line.

use std::cmp::Ordering;

use super::editing::send;
use super::{
    Action, AppState, EditStep, Effect, FilterAction, LayoutAction, SpanAction, TextChange, TimeAxisTarget, View,
};

use crate::dossier::Day;
use crate::edit::Patch;

/// How many steps are kept.
const MAX_STEPS: usize = 500;
/// Changes of one kind that follow each other faster than this are one step, in seconds.
const PAUSE_SECS: f64 = 0.7;

/// The views before and after, as far as they can be gone through.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    past: Vec<Step>,
    future: Vec<Undone>,
    /// How many changes of the dossier there have been.
    numbers: u64,
    /// Whether there were more steps than are kept.
    is_cut: bool,
    /// The place in the history that is on its way, as [`HistoryRow::place`] counts.
    aim: Option<usize>,
    /// The day and the time of now, as far as that is known.
    clock: Option<ClockTime>,
}

/// A time of a day, where the user is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    /// The day.
    pub day: Day,
    /// The minute of the day, from 0.
    pub minute: u16,
}

/// A state that the history leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow<'a> {
    /// How many steps lead to it from the beginning of the history.
    pub place: usize,
    /// What the last of them was; `None` for the beginning.
    pub label: Option<&'a str>,
    /// Whether that was a change of the dossier, rather than of the view.
    pub is_edit: bool,
    /// Whether it was undone before something else was done, and is kept to be gone back to.
    pub is_branch: bool,
    /// Where it is, seen from now.
    pub when: HistoryTime,
    /// When the last step to it was done, as far as that is known.
    pub done_at: Option<ClockTime>,
}

/// Where a state of the history is, seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryTime {
    /// It was before.
    Before,
    /// It is now.
    Now,
    /// It is undone.
    Undone,
}

/// Something that was undone.
#[derive(Clone, Debug)]
enum Undone {
    /// A change of the view, with what it was, and when.
    Look(Box<Look>, &'static str, Option<ClockTime>),
    /// A change of the dossier.
    Edit(EditRecord),
}

/// A change of the dossier: what it was, and what takes it back.
#[derive(Clone, Debug, PartialEq)]
struct EditRecord {
    number: u64,
    label: String,
    patch: Patch,
    /// Whether it was undone before something else was done, or is the undoing itself.
    is_branch: bool,
    done_at: Option<ClockTime>,
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
    /// What was changed.
    label: &'static str,
    /// When it was last added to; `None` where nothing more belongs to it.
    at_secs: Option<f64>,
    done_at: Option<ClockTime>,
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

    /// Every state that the history leads to, in their order: the beginning, what was done, and what was undone last.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = HistoryRow<'_>> {
        let count = self.past.len() + 1 + self.future.len();
        (0..count).map(|place| self.row(place))
    }

    /// The place of the current state among them.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.past.len()
    }

    /// Whether there were steps before the beginning, which are not kept any more.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The day and the time of now, as far as that is known.
    #[must_use]
    pub const fn clock(&self) -> Option<ClockTime> {
        self.clock
    }

    /// What is done from now on is done at this time.
    pub(super) const fn set_clock(&mut self, clock: Option<ClockTime>) {
        self.clock = clock;
    }

    fn row(&self, place: usize) -> HistoryRow<'_> {
        let of_edit = |edit| {
            let EditRecord { label, is_branch, done_at, .. }: &EditRecord = edit;
            (Some(label.as_str()), true, *is_branch, *done_at)
        };
        let done = place.checked_sub(1).and_then(|last| self.past.get(last));
        let undone = || self.future.iter().rev().nth(place.checked_sub(self.past.len() + 1)?);
        let (label, is_edit, is_branch, done_at) = match (done, place) {
            (_, 0) => (None, false, false, None),
            (Some(Step::Edit(edit)), _) => of_edit(edit),
            (Some(Step::View(step)), _) => (Some(step.label), false, false, step.done_at),
            (None, _) => match undone() {
                Some(Undone::Edit(edit)) => of_edit(edit),
                Some(Undone::Look(_, label, done_at)) => (Some(*label), false, false, *done_at),
                None => (None, false, false, None),
            },
        };
        let when = match place.cmp(&self.past.len()) {
            Ordering::Less => HistoryTime::Before,
            Ordering::Equal => HistoryTime::Now,
            Ordering::Greater => HistoryTime::Undone,
        };
        HistoryRow { place, label, is_edit, is_branch, when, done_at }
    }

    fn record(&mut self, before: Look, (kind, label): (Kind, &'static str), now_secs: f64) {
        self.aim = None;
        self.keep_undone();
        if let Some(Step::View(last)) = self.past.last_mut()
            && let (Kind::Continuous(_), Some(at)) = (kind, last.at_secs)
            && last.kind == kind
            && now_secs - at < PAUSE_SECS
        {
            (last.at_secs, last.done_at) = (Some(now_secs), self.clock);
            return;
        }
        let done_at = self.clock;
        self.push(Step::View(Box::new(ViewStep { before, kind, label, at_secs: Some(now_secs), done_at })));
    }

    fn push(&mut self, step: Step) {
        self.past.push(step);
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
            self.is_cut = true;
        }
    }

    /// Keeps what was undone, where something new is done: the changes of the dossier become steps of the past, followed by
    /// their undoing, so that going back far enough leads to them again. Nothing that was written is lost.
    fn keep_undone(&mut self) {
        let edits: Vec<EditRecord> = std::mem::take(&mut self.future)
            .into_iter()
            .rev()
            .filter_map(|undone| match undone {
                Undone::Edit(edit) => Some(EditRecord { is_branch: true, ..edit }),
                Undone::Look(..) => None,
            })
            .collect();
        let mut back: Vec<EditRecord> = Vec::new();
        for EditRecord { label, patch, .. } in edits.iter().rev() {
            let number = self.next_number();
            let label = undoing(label);
            back.push(EditRecord { number, label, patch: patch.inverse(), is_branch: true, done_at: self.clock });
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
                self.aim = None;
                let done_at = self.clock;
                self.push(Step::Edit(EditRecord { number, label, patch, is_branch: false, done_at }));
                (number, false)
            }
            EditStep::Undo(number) => {
                let is_it = |step: &Step| matches!(step, Step::Edit(edit) if edit.number == number);
                let found = self.past.iter().rposition(is_it).map(|place| self.past.remove(place));
                let (is_branch, done_at) = match found {
                    Some(Step::Edit(EditRecord { is_branch, done_at, .. })) => (is_branch, done_at),
                    Some(Step::View(_)) | None => (false, self.clock),
                };
                self.future.push(Undone::Edit(EditRecord {
                    number,
                    label,
                    patch: patch.inverse(),
                    is_branch,
                    done_at,
                }));
                (number, true)
            }
            EditStep::Redo(number) => {
                let is_it = |step: &mut Undone| matches!(step, Undone::Edit(edit) if edit.number == number);
                let found = self.future.pop_if(is_it);
                let (is_branch, done_at) = match found {
                    Some(Undone::Edit(EditRecord { is_branch, done_at, .. })) => (is_branch, done_at),
                    Some(Undone::Look(..)) | None => (false, self.clock),
                };
                self.push(Step::Edit(EditRecord { number, label, patch, is_branch, done_at }));
                (number, false)
            }
        };
        if let Some(Step::View(last)) = self.past.last_mut() {
            last.at_secs = None;
        }
        noted
    }
}

/// What the names of steps begin with that take another one back, or do it again.
const UNDO: &str = "undoing of ";
const REDO: &str = "redoing of ";

/// What taking a step back is called: of one that took another back, that this is done again.
pub(super) fn undoing(label: &str) -> String {
    match (label.strip_prefix(UNDO), label.strip_prefix(REDO)) {
        (Some(undone), _) => format!("{REDO}{undone}"),
        (None, redone) => format!("{UNDO}{}", redone.unwrap_or(label)),
    }
}

/// A change of the view that is being carried out.
pub(super) struct Change(Option<((Kind, &'static str), Look)>);

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
        Some(Step::Edit(EditRecord { number, label, patch, .. })) => {
            send(state, TextChange::Patch(patch.inverse()), label, EditStep::Undo(number))
        }
        Some(Step::View(step)) => {
            state.session.undo.past.pop();
            let (now, effects) = step.before.put(state);
            state.session.undo.future.push(Undone::Look(Box::new(now), step.label, step.done_at));
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
        Some(Undone::Edit(EditRecord { number, label, patch, .. })) => {
            send(state, TextChange::Patch(patch), label, EditStep::Redo(number))
        }
        Some(Undone::Look(look, label, done_at)) => {
            state.session.undo.future.pop();
            let (before, effects) = look.put(state);
            let step = ViewStep { before, kind: Kind::Single, label, at_secs: None, done_at };
            state.session.undo.past.push(Step::View(Box::new(step)));
            effects
        }
    }
}

/// Goes to a place in the history, step by step, as if each were undone or done again.
pub(super) fn step_to(state: &mut AppState, place: usize) -> Vec<Effect> {
    if place > state.session.undo.past.len() + state.session.undo.future.len() {
        return Vec::new();
    }
    state.session.undo.aim = Some(place);
    go_on(state)
}

/// Goes on to the place in the history that is on its way, where one is, as far as that can be done at once.
pub(super) fn go_on(state: &mut AppState) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(aim) = state.session.undo.aim
        && !state.session.is_editing
    {
        let at = state.session.undo.past.len();
        if at != aim {
            effects.extend(if aim < at { undo(state) } else { redo(state) });
        }
        // It is reached, or could not be gone on with; why is told already.
        if state.session.undo.past.len() == at && !state.session.is_editing {
            state.session.undo.aim = None;
        }
    }
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

/// What kind of step an action is, and what it changes; `None` where it leaves the view alone.
const fn kind_of(action: &Action) -> Option<(Kind, &'static str)> {
    Some(match action {
        Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit) => (Kind::Single, "years of the timeline"),
        Action::Span(TimeAxisTarget::Chart, SpanAction::Fit) => (Kind::Single, "years of the chart"),
        Action::Span(TimeAxisTarget::Timeline, _) => (Kind::Continuous(What::Timeline), "years of the timeline"),
        // A box drawn on the chart is a stretch of time and one of values.
        Action::Span(TimeAxisTarget::Chart, _) => (Kind::Continuous(What::Chart), "years of the chart"),
        Action::SetValueRange(_) => (Kind::Continuous(What::Chart), "values of the chart"),
        Action::Filter(FilterAction::Search(_)) => (Kind::Continuous(What::Search), "search"),
        Action::Layout(LayoutAction::SetTimelineShare(_)) => (Kind::Continuous(What::Share), "height of the timeline"),
        Action::ToggleLock => (Kind::Single, "link of the time ranges"),
        Action::SetValueAxis(_) => (Kind::Single, "scale of the values"),
        Action::SetRivals(_) => (Kind::Single, "conflicting values"),
        Action::SetReporter(_) => (Kind::Single, "reporter"),
        Action::SetChart(_) => (Kind::Single, "what the chart shows"),
        Action::Filter(_) => (Kind::Single, "filter"),
        Action::Layout(LayoutAction::Toggle(_)) => (Kind::Single, "panels"),
        Action::Layout(LayoutAction::ShowSide(_)) => (Kind::Single, "sidebar"),
        Action::Layout(LayoutAction::ShowMain(_)) => (Kind::Single, "view"),
        Action::Guide(_) => (Kind::Single, "step of the guide"),
        Action::Layout(LayoutAction::SelectSeverity(_)) => (Kind::Single, "filter of the findings"),
        Action::Select(_)
        | Action::SetCursor(_)
        | Action::Layout(_)
        | Action::File(_)
        | Action::Edit(_)
        | Action::Import(_)
        | Action::CopyChart(..)
        | Action::CopyFact(..)
        | Action::CopyReference(..)
        | Action::CopySelected(_)
        | Action::Copy { .. }
        | Action::AskToOpenLink(_)
        | Action::OpenLink(_)
        | Action::DismissNotice
        | Action::Undo
        | Action::Redo
        | Action::StepTo(_) => return None,
    })
}
