//! The table of shortcuts.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Does, Group, Shortcut, TEXT_STEP};
use crate::app::{
    Action, AppState, Dialog, FigureKind, FigurePart, FileAction, FilterAction, LayoutAction, Panel, RivalPolicy,
    SelectAction, SpanAction, ThemeChoice, ValueAxis, Which,
};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

/// How much longer everything becomes by one step of zooming.
const ZOOM_STEP: f64 = 1.5;
/// By what share of its width a span is moved by one step.
const PAN_STEP: f64 = 0.1;

pub(super) const LARGER_TEXT: &str = "Larger text";
pub(super) const SMALLER_TEXT: &str = "Smaller text";
pub(super) const OTHER_AXIS: &str = "Linear or logarithmic values";

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn always(group: Group, keys: &'static [KeyboardShortcut], what: &'static str, action: Action) -> Shortcut {
    Shortcut { group, keys, what, does: Does::Always(action) }
}

const fn depends(
    group: Group,
    keys: &'static [KeyboardShortcut],
    what: &'static str,
    action: fn(&AppState) -> Option<Action>,
) -> Shortcut {
    Shortcut { group, keys, what, does: Does::Depends(action) }
}

const fn zoom(which: Which, factor: f64) -> Action {
    Action::Span(which, SpanAction::Zoom { factor, at_days: None })
}

const fn pan(which: Which, share: f64) -> Action {
    Action::Span(which, SpanAction::Pan(share))
}

/// Every shortcut, in the order of the sheet.
///
/// Where a plus needs Shift, or is asked for without it, the key with the equals sign does the same.
pub(in super::super) static TABLE: [Shortcut; 35] = [
    always(Group::File, &[keys(CTRL, Key::O)], "Open a dossier", Action::File(FileAction::AskToOpen)),
    always(
        Group::File,
        &[keys(CTRL_SHIFT, Key::O)],
        "Open a dossier in a new window",
        Action::File(FileAction::AskToOpenInNewWindow),
    ),
    always(
        Group::File,
        &[keys(CTRL, Key::E)],
        "Export the chart",
        Action::File(FileAction::PrepareExport(FigureKind::Trade)),
    ),
    always(
        Group::File,
        &[keys(CTRL_SHIFT, Key::E)],
        "Export the timeline",
        Action::File(FileAction::PrepareExport(FigureKind::Timeline)),
    ),
    always(
        Group::File,
        &[keys(CTRL_SHIFT, Key::C)],
        "Copy the chart as a picture",
        Action::CopyFigure(FigureKind::Trade, FigurePart::Picture),
    ),
    always(Group::File, &[keys(CTRL, Key::Q)], "Quit", Action::File(FileAction::Quit)),
    always(Group::Facts, &[keys(NONE, Key::ArrowDown)], "Next fact", Action::Select(SelectAction::Next)),
    always(Group::Facts, &[keys(NONE, Key::ArrowUp)], "Previous fact", Action::Select(SelectAction::Previous)),
    always(Group::Facts, &[keys(CTRL, Key::Home)], "First fact", Action::Select(SelectAction::First)),
    always(Group::Facts, &[keys(CTRL, Key::End)], "Last fact", Action::Select(SelectAction::Last)),
    always(Group::Facts, &[keys(ALT, Key::ArrowLeft)], "Back", Action::Select(SelectAction::Back)),
    always(Group::Facts, &[keys(ALT, Key::ArrowRight)], "Forward", Action::Select(SelectAction::Forward)),
    always(Group::Facts, &[keys(CTRL, Key::F)], "Search", Action::Layout(LayoutAction::FocusSearch)),
    depends(Group::Facts, &[keys(NONE, Key::Escape)], "Close the message, end the search, select nothing", escape),
    always(Group::Timeline, &[keys(NONE, Key::ArrowLeft)], "Earlier", pan(Which::Timeline, -PAN_STEP)),
    always(Group::Timeline, &[keys(NONE, Key::ArrowRight)], "Later", pan(Which::Timeline, PAN_STEP)),
    always(
        Group::Timeline,
        &[keys(NONE, Key::Plus), keys(NONE, Key::Equals)],
        "Zoom in",
        zoom(Which::Timeline, ZOOM_STEP),
    ),
    always(Group::Timeline, &[keys(NONE, Key::Minus)], "Zoom out", zoom(Which::Timeline, 1.0 / ZOOM_STEP)),
    always(
        Group::Timeline,
        &[keys(NONE, Key::Home)],
        "Show everything",
        Action::Span(Which::Timeline, SpanAction::Fit),
    ),
    always(Group::Timeline, &[keys(NONE, Key::L)], "Lock timeline and chart together", Action::ToggleLock),
    always(Group::Chart, &[keys(SHIFT, Key::ArrowLeft)], "Earlier", pan(Which::Chart, -PAN_STEP)),
    always(Group::Chart, &[keys(SHIFT, Key::ArrowRight)], "Later", pan(Which::Chart, PAN_STEP)),
    always(Group::Chart, &[keys(SHIFT, Key::Plus), keys(SHIFT, Key::Equals)], "Zoom in", zoom(Which::Chart, ZOOM_STEP)),
    always(Group::Chart, &[keys(SHIFT, Key::Minus)], "Zoom out", zoom(Which::Chart, 1.0 / ZOOM_STEP)),
    always(Group::Chart, &[keys(SHIFT, Key::Home)], "Show everything", Action::Span(Which::Chart, SpanAction::Fit)),
    depends(Group::Chart, &[keys(NONE, Key::G)], OTHER_AXIS, other_axis),
    depends(Group::Chart, &[keys(NONE, Key::R)], "Rival values: ticks, bars, range", next_policy),
    depends(Group::Chart, &[keys(SHIFT, Key::R)], "Values of the next reporter, of everybody", next_reporter),
    always(
        Group::Window,
        &[keys(CTRL, Key::B)],
        "Open or fold the list",
        Action::Layout(LayoutAction::Toggle(Panel::List)),
    ),
    always(
        Group::Window,
        &[keys(CTRL, Key::I), keys(CTRL_ALT, Key::B)],
        "Open or fold the detail panel",
        Action::Layout(LayoutAction::Toggle(Panel::Detail)),
    ),
    depends(
        Group::Window,
        &[keys(CTRL, Key::Plus), keys(CTRL_SHIFT, Key::Plus), keys(CTRL, Key::Equals), keys(CTRL_SHIFT, Key::Equals)],
        LARGER_TEXT,
        larger_text,
    ),
    depends(Group::Window, &[keys(CTRL, Key::Minus), keys(CTRL_SHIFT, Key::Minus)], SMALLER_TEXT, smaller_text),
    always(
        Group::Window,
        &[keys(CTRL, Key::Num0)],
        "Usual size of text",
        Action::Layout(LayoutAction::SetTextScale(1.0)),
    ),
    depends(Group::Window, &[keys(CTRL_SHIFT, Key::T)], "Light, dark, or as the system has it", next_theme),
    always(Group::Window, &[keys(NONE, Key::F1)], "This sheet", Action::Layout(LayoutAction::Open(Dialog::Shortcuts))),
];

/// Puts away what was opened or chosen last: the message, the search, the selection.
fn escape(state: &AppState) -> Option<Action> {
    if state.session.notice.is_some() {
        return Some(Action::DismissNotice);
    }
    if !state.session.query.is_empty() {
        return Some(Action::Filter(FilterAction::Search(String::new())));
    }
    state.selected().map(|_| Action::Select(SelectAction::Clear))
}

#[expect(clippy::unnecessary_wraps, reason = "every entry of the table that depends on the state has this form")]
fn other_axis(state: &AppState) -> Option<Action> {
    Some(Action::SetValueAxis(match state.view.value_axis {
        ValueAxis::Linear => ValueAxis::Logarithmic,
        ValueAxis::Logarithmic => ValueAxis::Linear,
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "every entry of the table that depends on the state has this form")]
fn next_policy(state: &AppState) -> Option<Action> {
    Some(Action::SetRivals(match state.view.rivals {
        RivalPolicy::Preferred => RivalPolicy::All,
        RivalPolicy::All => RivalPolicy::Range,
        RivalPolicy::Range => RivalPolicy::Preferred,
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "every entry of the table that depends on the state has this form")]
fn next_reporter(state: &AppState) -> Option<Action> {
    let mut later = state.file.reporters();
    let next = match &state.view.reporter {
        None => later.next(),
        Some(current) => later.find(|id| *id > current.as_str()),
    };
    Some(Action::SetReporter(next.map(str::to_owned)))
}

fn larger_text(state: &AppState) -> Option<Action> {
    text_scale(state, TEXT_STEP)
}

fn smaller_text(state: &AppState) -> Option<Action> {
    text_scale(state, -TEXT_STEP)
}

#[expect(clippy::unnecessary_wraps, reason = "every entry of the table that depends on the state has this form")]
fn text_scale(state: &AppState, step: f32) -> Option<Action> {
    Some(Action::Layout(LayoutAction::SetTextScale(state.settings.text_scale + step)))
}

#[expect(clippy::unnecessary_wraps, reason = "every entry of the table that depends on the state has this form")]
fn next_theme(state: &AppState) -> Option<Action> {
    Some(Action::Layout(LayoutAction::SetTheme(match state.settings.theme {
        ThemeChoice::System => ThemeChoice::Light,
        ThemeChoice::Light => ThemeChoice::Dark,
        ThemeChoice::Dark => ThemeChoice::System,
    })))
}
