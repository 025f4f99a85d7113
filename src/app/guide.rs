//! The guide for newcomers: a few steps, each of which can be shown on the dossier that comes with the program.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::apply::{apply_file, carry_out};
use super::{
    Action, AppState, ChartKind, Dialog, Effect, FileAction, FilterAction, LayoutAction, MainView, NewDossier, Panel,
    SelectAction, Side, Span, SpanAction, TimeAxisTarget,
};
use crate::analysis::derive::{Derivation, DerivationKind};

/// A step of the guide.
#[derive(Debug)]
pub struct GuideStep {
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What there is to know, in two or three sentences.
    pub text: &'static str,
    /// What its button says.
    pub button: &'static str,
    /// What shows it, on the dossier that comes with the program.
    shows: fn(&AppState) -> Vec<Action>,
}

/// Where a person is in the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The place of the step among [`GUIDE`].
    pub place: usize,
    /// Whether it is shown once the dossier that comes with the program is open.
    is_due: bool,
}

/// Using the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GuideAction {
    /// Open it where it was left, or at its beginning.
    Open,
    /// Go to the step of this place.
    Go(usize),
    /// Show what the step is about: opens the dossier that comes with the program where another one is open.
    Show,
    /// Close it.
    Close,
}

/// The steps, in their order.
pub static GUIDE: [GuideStep; 9] = [
    GuideStep {
        title: "Ask who says so",
        text: "Click a fact in the list, on the timeline or in the chart. The details say what it states, who says so, \
               and what is doubted.",
        button: "Show a fact",
        shows: |state| split(state, Some("trade-2014")),
    },
    GuideStep {
        title: "Look closer",
        text: "The wheel zooms at the pointer, dragging moves along, Home shows everything again. Ctrl+1 to Ctrl+5 \
               choose what stands in the middle: timeline, chart, both, a table, the sources.",
        button: "Show the 1960s",
        shows: |state| timeline(state, "kim-il-sung-visit-1965"),
    },
    GuideStep {
        title: "Follow a contradiction",
        text: "Where facts contradict each other, the details say in what. A click leads to the other fact, Alt+← back.",
        button: "Show a contradiction",
        shows: |state| timeline(state, "relations-established-1961"),
    },
    GuideStep {
        title: "Search and filter",
        text: "Ctrl+F finds words in all texts, and sources by their marker, such as [15]. What was found is marked \
               everywhere; Esc clears the search. A click on a theme above the list shows it alone.",
        button: "Search for soap",
        shows: |state| {
            let mut actions = split(state, Some("trade-2015-soap"));
            actions.push(Action::Filter(FilterAction::Search("soap".to_owned())));
            actions
        },
    },
    GuideStep {
        title: "Read the chart",
        text: "Colour says which series, pattern how far to trust a value. Options changes what is shown; notes and \
               sources unfold below. A year without a bar has no value here: nothing is guessed.",
        button: "Show the chart",
        shows: |state| {
            let mut actions = start(state);
            actions.push(Action::Layout(LayoutAction::ShowMain(MainView::Chart)));
            actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
            actions
        },
    },
    GuideStep {
        title: "See where a number comes from",
        text: "A number that no source states is calculated from those that are stated. A click on it, or T on a fact, \
               shows each step, with the range that the printed digits leave.",
        button: "Show a calculation",
        shows: calculation,
    },
    GuideStep {
        title: "Review what does not fit",
        text: "Findings lists contradictions, conflicting values, checks that fail, and what is uncited or outdated. \
               Mark one as reviewed, with a note: it comes back when anything that it rests on changes.",
        button: "Show the findings",
        shows: |state| {
            let mut actions = split(state, None);
            actions.push(Action::Layout(LayoutAction::ShowSide(Side::Findings)));
            actions
        },
    },
    GuideStep {
        title: "Export a figure",
        text: "Ctrl+E exports the chart, Ctrl+Shift+E the timeline: PNG, SVG or PDF, for a slide, a page or a column. \
               The figure names its sources and its doubts, as the window does.",
        button: "Open the export",
        shows: |state| {
            let mut actions = split(state, None);
            actions.push(Action::File(FileAction::PrepareExport(ChartKind::Trade)));
            actions
        },
    },
    GuideStep {
        title: "Begin a dossier of your own",
        text: "Ctrl+N begins one with two countries of your choice, Ctrl+Shift+N with an encyclopedia article. N writes \
               a fact, Ctrl+Shift+I imports a table or a list, Ctrl+S saves.",
        button: "Begin one",
        shows: |_| vec![Action::Layout(LayoutAction::Open(Dialog::NewDossier(Box::<NewDossier>::default())))],
    },
];

/// Nothing is filtered out, and the details are open.
fn start(state: &AppState) -> Vec<Action> {
    let opens = (!state.view.is_detail_open).then_some(Action::Layout(LayoutAction::Toggle(Panel::Detail)));
    let mut actions = vec![Action::Filter(FilterAction::Clear), Action::Layout(LayoutAction::ShowSide(Side::Facts))];
    actions.extend(opens);
    actions
}

/// Timeline and chart with all that they have, and a fact.
fn split(state: &AppState, fact: Option<&str>) -> Vec<Action> {
    let mut actions = start(state);
    actions.push(Action::Layout(LayoutAction::ShowMain(MainView::Split)));
    actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit));
    actions.push(Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    actions.extend(fact.map(|fact| Action::Select(SelectAction::Fact(fact.into()))));
    actions
}

/// The timeline of the 1960s, and a fact of them.
fn timeline(state: &AppState, fact: &str) -> Vec<Action> {
    let mut actions = split(state, Some(fact));
    actions.push(Action::Layout(LayoutAction::ShowMain(MainView::Timeline)));
    actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::of_years(1960, 1969))));
    actions
}

/// How the first value that follows from others was calculated.
fn calculation(state: &AppState) -> Vec<Action> {
    let mut actions = split(state, Some("trade-2014"));
    let is_it = |derivation: &Arc<Derivation>| {
        let like = &state.dossier().figure(derivation.like).id;
        derivation.kind == DerivationKind::EarlierValue && like == "total-2014-ten-months"
    };
    let place = state.file.derived.derivations().iter().position(is_it);
    actions.extend(place.map(|place| Action::Layout(LayoutAction::Open(Dialog::TraceDerivation(place)))));
    actions
}

pub(super) fn apply_guide(state: &mut AppState, action: GuideAction) -> Vec<Effect> {
    let guide = &mut state.session.guide;
    match action {
        GuideAction::Open => *guide = Some(guide.unwrap_or(Guide { place: 0, is_due: false })),
        GuideAction::Go(place) => *guide = Some(Guide { place: place.min(GUIDE.len() - 1), is_due: false }),
        GuideAction::Close => *guide = None,
        GuideAction::Show => return state.show_guide_step(),
    }
    // Who has found the guide needs no hint that there is one.
    state.settings.has_seen_hint = true;
    state.session.shows_hint = false;
    Vec::new()
}

impl AppState {
    /// The step of the guide that is open, with its place.
    #[must_use]
    pub fn guide_step(&self) -> Option<(usize, &'static GuideStep)> {
        let place = self.session.guide?.place;
        GUIDE.get(place).map(|step| (place, step))
    }

    /// Whether the open dossier is the one that comes with the program.
    const fn is_shipped_open(&self) -> bool {
        self.file.path.is_none() && !self.file.is_input && !self.file.is_new
    }

    /// Shows what the open step is about, or begins to open the dossier that it is about.
    fn show_guide_step(&mut self) -> Vec<Effect> {
        let Some(guide) = &mut self.session.guide else { return Vec::new() };
        guide.is_due = false;
        if !self.is_shipped_open() {
            self.session.guide = self.session.guide.map(|guide| Guide { is_due: true, ..guide });
            return apply_file(self, FileAction::OpenShipped);
        }
        // A review would lie over all that is shown; it is put aside, and can be come back to.
        let steps = self.guide_step().map(|(_, step)| (step.shows)(self)).unwrap_or_default();
        steps.into_iter().flat_map(|action| carry_out(self, action)).collect()
    }

    /// Shows what the open step is about, where it has waited for the dossier that has just been opened.
    pub(super) fn show_due_guide_step(&mut self) -> Vec<Effect> {
        if self.session.guide.is_some_and(|guide| guide.is_due) && self.is_shipped_open() {
            self.show_guide_step()
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Event, LoadOrder, OpenFile, Settings, View, apply};
    use super::*;
    use crate::load::{load_bytes, load_shipped};

    const OTHER: &str = r#"{"format": 1, "title": "Other", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
        "themes": [], "sources": [], "facts": []}"#;

    fn shipped() -> AppState {
        AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
    }

    fn at(state: &mut AppState, place: usize) -> Vec<Effect> {
        let _ = apply(state, Action::Guide(GuideAction::Go(place)));
        apply(state, Action::Guide(GuideAction::Show))
    }

    #[test]
    fn every_step_shows_something_else_and_can_be_undone() {
        let mut seen: Vec<(View, Option<Dialog>, String)> = Vec::new();
        for (place, step) in GUIDE.iter().enumerate() {
            let mut state = shipped();
            for action in (step.shows)(&state) {
                if let Action::Select(SelectAction::Fact(id)) = action {
                    assert!(state.dossier().find(&id.0).is_some(), "{}: {id:?} is not there", step.title);
                }
            }
            let before = state.view.clone();
            assert_eq!(at(&mut state, place), [], "{}", step.title);
            let shown = (state.view.clone(), state.session.dialog.clone(), state.session.query.clone());
            assert!(shown.0 != before || shown.1.is_some(), "{} shows nothing", step.title);
            assert!(!seen.contains(&shown), "{} shows what another step has shown", step.title);
            seen.push(shown);
            if state.session.undo.can_undo() {
                let _ = apply(&mut state, Action::Undo);
            }
            let after = View { selected: before.selected.clone(), ..state.view.clone() };
            assert_eq!(after, before, "{} is not undone in one step", step.title);
        }
    }

    #[test]
    fn a_calculation_is_shown_step_by_step() {
        let mut state = shipped();
        let _ = at(&mut state, 5);
        let Some(Dialog::TraceDerivation(place)) = state.session.dialog else { panic!("{:?}", state.session.dialog) };
        assert!(state.file.derived.derivations()[place].formula.contains("82.24"));
    }

    #[test]
    fn over_another_dossier_a_step_opens_the_shipped_one_first() {
        let other = load_bytes(OTHER.as_bytes()).expect("sound");
        let mut state = AppState::new(other, Some("other.dossier.json".into()), View::default(), Settings::default());
        let effects = at(&mut state, 0);
        let [Effect::Load(LoadOrder { number, path: None })] = effects[..] else { panic!("{effects:?}") };
        assert!(state.selected().is_none(), "nothing is shown before it is open");
        let file = OpenFile::new(load_shipped().expect("sound"), None, state.audit_options());
        let _ = apply(&mut state, Event::Opened { opening: number, result: Ok(Box::new(file)) });
        assert_eq!(state.view.selected, Some("trade-2014".into()));
        assert_eq!(state.guide_step().map(|(place, _)| place), Some(0), "the guide stays open");
    }

    #[test]
    fn it_is_opened_where_it_was_left() {
        let mut state = shipped();
        state.session.shows_hint = true;
        for (action, place) in [
            (GuideAction::Open, Some(0)),
            (GuideAction::Go(3), Some(3)),
            (GuideAction::Open, Some(3)),
            (GuideAction::Go(99), Some(GUIDE.len() - 1)),
            (GuideAction::Close, None),
        ] {
            let _ = apply(&mut state, Action::Guide(action));
            assert_eq!(state.guide_step().map(|(place, _)| place), place, "{action:?}");
        }
        assert!(!state.session.shows_hint && state.settings.has_seen_hint, "the hint is seen once");
    }
}
