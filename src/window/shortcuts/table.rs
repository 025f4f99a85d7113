//! The table of commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::depends::{
    add_citation, add_flag, back_to_review, copy_citations, copy_fact, copy_json, copy_statement, duplicate_fact,
    edit_fact, escape, go_back, go_forward, go_on_writing, is_box_zoom, is_dark, is_detail_open, is_light,
    is_list_open, is_locked, is_logarithmic, larger_text, new_dossier, new_fact, new_from_article, new_source,
    new_theme_of_facts, next_policy, next_reporter, next_theme, only_theme, other_axis, recover, redo, remove_fact,
    replace, select_all, show_all, show_json, shows_chart, shows_sources, shows_split, shows_table, shows_timeline,
    smaller_text, system_colours, taller_chart, taller_timeline, trace, undo, zoom_to_fact,
};
use super::{Command, Does, Group, Menu};
use crate::app::{
    Action, AppState, ChartKind, ChartPart, Dialog, EditAction, FileAction, GuideAction, ImportAction, LayoutAction,
    MainView, Panel, SelectAction, Side, SpanAction, ThemeChoice, TimeAxisTarget,
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

type Keys = &'static [KeyboardShortcut];
/// The menu that a command stands in, and the section of it.
type Place = Option<(Menu, u8)>;

/// No keys.
const FREE: Keys = &[];
const FILE: Group = Group::File;
const FACTS: Group = Group::Facts;
const TIMELINE: Group = Group::Timeline;
const CHART: Group = Group::Chart;
const WINDOW: Group = Group::Window;
const LOOK: Group = Group::Look;

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

/// A command that always does the same.
const fn always(group: Group, keys: Keys, what: &'static str, menu: Place, action: Action) -> Command {
    Command { group, keys, what, menu, does: Does::Always(action), is_on: None }
}

/// A command that does what the state asks for.
const fn depends(
    group: Group,
    keys: Keys,
    what: &'static str,
    menu: Place,
    action: fn(&AppState) -> Option<Action>,
) -> Command {
    Command { group, keys, what, menu, does: Does::Depends(action), is_on: None }
}

/// A command for something that is on or off.
const fn toggle(
    group: Group,
    keys: Keys,
    what: &'static str,
    menu: Place,
    does: Does,
    is_on: fn(&AppState) -> bool,
) -> Command {
    Command { group, keys, what, menu, does, is_on: Some(is_on) }
}

/// A command that shows something in the middle of the window.
const fn main_view(keys: Keys, what: &'static str, main: MainView, is_on: fn(&AppState) -> bool) -> Command {
    toggle(WINDOW, keys, what, Some((Menu::View, 0)), layout(LayoutAction::ShowMain(main)), is_on)
}

const fn zoom(which: TimeAxisTarget, factor: f64) -> Action {
    Action::Span(which, SpanAction::Zoom { factor, at_days: None })
}

const fn pan(which: TimeAxisTarget, share: f64) -> Action {
    Action::Span(which, SpanAction::Pan(share))
}

const fn fit(which: TimeAxisTarget) -> Action {
    Action::Span(which, SpanAction::Fit)
}

const fn copy(what: &'static str, figure: ChartKind, part: ChartPart, section: u8) -> Command {
    always(FILE, FREE, what, Some((Menu::CopyChart, section)), Action::CopyChart(figure, part))
}

const fn open(dialog: Dialog) -> Action {
    Action::Layout(LayoutAction::Open(dialog))
}

const fn layout(action: LayoutAction) -> Does {
    Does::Always(Action::Layout(action))
}

const fn file(action: FileAction) -> Action {
    Action::File(action)
}

const fn select(action: SelectAction) -> Action {
    Action::Select(action)
}

#[expect(clippy::unnecessary_wraps, reason = "commands without a menu say so in the same place")]
const fn menu(menu: Menu, section: u8) -> Place {
    Some((menu, section))
}

/// Every command, in the order of the menus and of the sheet.
///
/// Where a plus needs Shift, or is asked for without it, the key with the equals sign does the same.
#[rustfmt::skip]
pub(in super::super) static TABLE: [Command; 101] = [
    depends(FILE, &[keys(CTRL, Key::N)], "New dossier…", menu(Menu::File, 0), new_dossier),
    depends(FILE, &[keys(CTRL_SHIFT, Key::N)], "New from an article…", menu(Menu::File, 0), new_from_article),
    always(FILE, &[keys(CTRL, Key::O)], "Open…", menu(Menu::File, 0), file(FileAction::AskToOpen)),
    always(FILE, &[keys(CTRL_SHIFT, Key::O)], "Open in a new window…", menu(Menu::File, 0), file(FileAction::AskToOpenInNewWindow)),
    always(FILE, &[keys(CTRL_SHIFT, Key::I)], "Import…", menu(Menu::File, 0), Action::Import(ImportAction::Ask)),
    depends(FILE, FREE, "Back to the import", menu(Menu::File, 0), back_to_review),
    always(FILE, FREE, "Open sample", menu(Menu::File, 1), file(FileAction::OpenShipped)),
    always(FILE, &[keys(CTRL, Key::S)], "Save", menu(Menu::File, 2), file(FileAction::Save)),
    always(FILE, &[keys(CTRL_SHIFT, Key::S)], "Save as…", menu(Menu::File, 2), file(FileAction::SaveAs)),
    always(FILE, FREE, "Save a copy…", menu(Menu::File, 2), file(FileAction::SaveCopy)),
    depends(FILE, FREE, "Recover unsaved changes…", menu(Menu::File, 2), recover),
    always(FILE, &[keys(CTRL, Key::E)], "Export the chart…", menu(Menu::File, 3), file(FileAction::PrepareExport(ChartKind::Trade))),
    always(FILE, &[keys(CTRL_SHIFT, Key::E)], "Export the timeline…", menu(Menu::File, 3), file(FileAction::PrepareExport(ChartKind::Timeline))),
    always(FILE, &[], "Export the dossier…", menu(Menu::File, 3), file(FileAction::PrepareDocument)),
    always(FILE, &[keys(CTRL_SHIFT, Key::C)], "Copy the chart as a picture", menu(Menu::CopyChart, 0), Action::CopyChart(ChartKind::Trade, ChartPart::Picture)),
    copy("Copy the data of the chart", ChartKind::Trade, ChartPart::Data, 0),
    copy("Copy the citations of the chart", ChartKind::Trade, ChartPart::Citations, 0),
    copy("Copy the alt text of the chart", ChartKind::Trade, ChartPart::AltText, 0),
    copy("Copy the timeline as a picture", ChartKind::Timeline, ChartPart::Picture, 1),
    copy("Copy the data of the timeline", ChartKind::Timeline, ChartPart::Data, 1),
    copy("Copy the citations of the timeline", ChartKind::Timeline, ChartPart::Citations, 1),
    copy("Copy the alt text of the timeline", ChartKind::Timeline, ChartPart::AltText, 1),
    always(FILE, &[keys(CTRL, Key::Q)], "Quit", menu(Menu::File, 4), file(FileAction::Quit)),
    depends(FACTS, &[keys(ALT, Key::ArrowLeft)], "Back", menu(Menu::Go, 0), go_back),
    depends(FACTS, &[keys(ALT, Key::ArrowRight)], "Forward", menu(Menu::Go, 0), go_forward),
    always(FACTS, &[keys(NONE, Key::ArrowDown)], "Next fact", menu(Menu::Go, 1), select(SelectAction::Next)),
    always(FACTS, &[keys(NONE, Key::ArrowUp)], "Previous fact", menu(Menu::Go, 1), select(SelectAction::Previous)),
    always(FACTS, &[keys(CTRL, Key::Home)], "First fact", menu(Menu::Go, 1), select(SelectAction::First)),
    always(FACTS, &[keys(CTRL, Key::End)], "Last fact", menu(Menu::Go, 1), select(SelectAction::Last)),
    always(FACTS, &[keys(CTRL, Key::F)], "Search", menu(Menu::Go, 2), Action::Layout(LayoutAction::FocusSearch)),
    depends(FACTS, &[keys(CTRL, Key::H)], "Find and replace…", menu(Menu::Edit, 2), replace),
    depends(FACTS, &[keys(NONE, Key::Escape)], "Cancel, close, clear the search or the selection", None, escape),
    depends(FACTS, FREE, "Show all facts", menu(Menu::View, 4), show_all),
    depends(FACTS, &[keys(NONE, Key::E)], "Edit the selected fact…", menu(Menu::Edit, 3), edit_fact),
    depends(FACTS, &[keys(NONE, Key::N)], "New fact…", menu(Menu::Edit, 3), new_fact),
    depends(FACTS, &[keys(SHIFT, Key::N)], "New source…", menu(Menu::Edit, 3), new_source),
    depends(FACTS, &[keys(NONE, Key::J)], "Show the JSON…", menu(Menu::Edit, 3), show_json),
    depends(FACTS, FREE, "Go on with the form put away", menu(Menu::Edit, 3), go_on_writing),
    depends(FACTS, &[keys(NONE, Key::D)], "Duplicate the selected fact…", menu(Menu::Edit, 3), duplicate_fact),
    depends(FACTS, &[keys(NONE, Key::Delete)], "Remove the selected fact…", menu(Menu::Edit, 3), remove_fact),
    depends(FACTS, &[keys(CTRL, Key::A)], "Select all facts that are shown", menu(Menu::Edit, 2), select_all),
    always(FACTS, &[keys(SHIFT, Key::ArrowDown)], "Select the next fact as well", None, select(SelectAction::ExtendNext)),
    always(FACTS, &[keys(SHIFT, Key::ArrowUp)], "Select the previous fact as well", None, select(SelectAction::ExtendPrevious)),
    depends(FACTS, FREE, "Add a flag to the selected facts…", menu(Menu::Edit, 4), add_flag),
    depends(FACTS, FREE, "Cite a source in the selected facts…", menu(Menu::Edit, 4), add_citation),
    depends(FACTS, FREE, "New theme for the selected facts…", menu(Menu::Edit, 4), new_theme_of_facts),
    always(FACTS, FREE, "Themes…", menu(Menu::Edit, 4), Action::Edit(EditAction::OpenThemes)),
    depends(FACTS, FREE, "Copy the selected facts as JSON", menu(Menu::Edit, 1), copy_json),
    depends(FACTS, FREE, "Copy the selected fact", menu(Menu::Edit, 1), copy_fact),
    depends(FACTS, FREE, "Copy its statement", menu(Menu::Edit, 1), copy_statement),
    depends(FACTS, FREE, "Copy its citations", menu(Menu::Edit, 1), copy_citations),
    depends(FACTS, &[keys(NONE, Key::Z)], "Zoom to the selected fact", menu(Menu::Go, 3), zoom_to_fact),
    depends(FACTS, &[keys(NONE, Key::T)], "Show calculation", menu(Menu::Go, 3), trace),
    depends(FACTS, FREE, "Show only its theme, or all again", menu(Menu::Go, 3), only_theme),
    always(TIMELINE, &[keys(NONE, Key::ArrowLeft)], "Earlier", None, pan(TimeAxisTarget::Timeline, -PAN_STEP)),
    always(TIMELINE, &[keys(NONE, Key::ArrowRight)], "Later", None, pan(TimeAxisTarget::Timeline, PAN_STEP)),
    always(TIMELINE, &[keys(NONE, Key::Plus), keys(NONE, Key::Equals)], "Zoom in", None, zoom(TimeAxisTarget::Timeline, ZOOM_STEP)),
    always(TIMELINE, &[keys(NONE, Key::Minus)], "Zoom out", None, zoom(TimeAxisTarget::Timeline, 1.0 / ZOOM_STEP)),
    always(TIMELINE, &[keys(NONE, Key::Home)], "Fit the timeline", menu(Menu::View, 4), fit(TimeAxisTarget::Timeline)),
    always(TIMELINE, &[keys(CTRL_SHIFT, Key::D)], "Data of the timeline", menu(Menu::View, 3), open(Dialog::Table(ChartKind::Timeline))),
    toggle(TIMELINE, &[keys(NONE, Key::L)], "Link time ranges", menu(Menu::View, 3), Does::Always(Action::ToggleLock), is_locked),
    always(CHART, &[keys(SHIFT, Key::ArrowLeft)], "Earlier", None, pan(TimeAxisTarget::Chart, -PAN_STEP)),
    always(CHART, &[keys(SHIFT, Key::ArrowRight)], "Later", None, pan(TimeAxisTarget::Chart, PAN_STEP)),
    always(CHART, &[keys(SHIFT, Key::Plus), keys(SHIFT, Key::Equals)], "Zoom in", None, zoom(TimeAxisTarget::Chart, ZOOM_STEP)),
    always(CHART, &[keys(SHIFT, Key::Minus)], "Zoom out", None, zoom(TimeAxisTarget::Chart, 1.0 / ZOOM_STEP)),
    always(CHART, &[keys(SHIFT, Key::Home)], "Fit the chart", menu(Menu::View, 4), fit(TimeAxisTarget::Chart)),
    always(CHART, &[keys(CTRL, Key::D)], "Chart data", menu(Menu::View, 3), open(Dialog::Table(ChartKind::Trade))),
    toggle(CHART, &[keys(NONE, Key::G)], "Logarithmic values", menu(Menu::View, 3), Does::Depends(other_axis), is_logarithmic),
    toggle(CHART, &[keys(NONE, Key::B)], "Zoom with a box", menu(Menu::View, 3), layout(LayoutAction::ToggleBoxZoom), is_box_zoom),
    depends(CHART, &[keys(NONE, Key::R)], "Conflicting values: marks, bars, range", None, next_policy),
    depends(CHART, &[keys(SHIFT, Key::R)], "Next reporter", None, next_reporter),
    always(WINDOW, &[keys(NONE, Key::F1)], "Guide", menu(Menu::Help, 0), Action::Guide(GuideAction::Open)),
    always(WINDOW, &[keys(CTRL, Key::F1)], "Keyboard shortcuts", menu(Menu::Help, 0), open(Dialog::Shortcuts)),
    always(WINDOW, &[keys(CTRL_SHIFT, Key::P)], "Command palette…", menu(Menu::Help, 0), open(Dialog::Palette)),
    depends(WINDOW, &[keys(CTRL, Key::Z)], "Undo", menu(Menu::Edit, 0), undo),
    depends(WINDOW, &[keys(CTRL_SHIFT, Key::Z), keys(CTRL, Key::Y)], "Redo", menu(Menu::Edit, 0), redo),
    always(WINDOW, &[keys(CTRL_ALT, Key::Z)], "History…", menu(Menu::Edit, 0), open(Dialog::History)),
    always(WINDOW, &[keys(NONE, Key::F6)], "Next panel", menu(Menu::Go, 4), Action::Layout(LayoutAction::StepPanel { is_back: false })),
    always(WINDOW, &[keys(SHIFT, Key::F6)], "Previous panel", menu(Menu::Go, 4), Action::Layout(LayoutAction::StepPanel { is_back: true })),
    main_view(&[keys(CTRL, Key::Num1)], "Timeline", MainView::Timeline, shows_timeline),
    main_view(&[keys(CTRL, Key::Num2)], "Chart", MainView::Chart, shows_chart),
    main_view(&[keys(CTRL, Key::Num3)], "Timeline and chart", MainView::Split, shows_split),
    main_view(&[keys(CTRL, Key::Num4)], "Table of facts", MainView::Table, shows_table),
    main_view(&[keys(CTRL, Key::Num5)], "Sources", MainView::Sources, shows_sources),
    toggle(WINDOW, &[keys(CTRL, Key::B)], "Sidebar", menu(Menu::View, 1), layout(LayoutAction::Toggle(Panel::List)), is_list_open),
    toggle(WINDOW, &[keys(CTRL, Key::I), keys(CTRL_ALT, Key::B)], "Details", menu(Menu::View, 1), layout(LayoutAction::Toggle(Panel::Detail)), is_detail_open),
    depends(WINDOW, FREE, "More room for the timeline", None, taller_timeline),
    depends(WINDOW, FREE, "More room for the chart", None, taller_chart),
    always(WINDOW, FREE, "Fit the timeline to its lanes", None, Action::Layout(LayoutAction::SetTimelineShare(None))),
    always(WINDOW, FREE, "Facts", menu(Menu::View, 2), Action::Layout(LayoutAction::ShowSide(Side::Facts))),
    always(WINDOW, FREE, "Findings", menu(Menu::View, 2), Action::Layout(LayoutAction::ShowSide(Side::Findings))),
    toggle(LOOK, FREE, "Theme: System", menu(Menu::View, 5), layout(LayoutAction::SetTheme(ThemeChoice::System)), system_colours),
    toggle(LOOK, FREE, "Theme: Light", menu(Menu::View, 5), layout(LayoutAction::SetTheme(ThemeChoice::Light)), is_light),
    toggle(LOOK, FREE, "Theme: Dark", menu(Menu::View, 5), layout(LayoutAction::SetTheme(ThemeChoice::Dark)), is_dark),
    depends(LOOK, &[keys(CTRL_SHIFT, Key::T)], "Next theme: system, light, dark", None, next_theme),
    depends(LOOK, &[keys(CTRL, Key::Plus), keys(CTRL_SHIFT, Key::Plus), keys(CTRL, Key::Equals), keys(CTRL_SHIFT, Key::Equals)], "Larger text", menu(Menu::View, 6), larger_text),
    depends(LOOK, &[keys(CTRL, Key::Minus), keys(CTRL_SHIFT, Key::Minus)], "Smaller text", menu(Menu::View, 6), smaller_text),
    always(LOOK, &[keys(CTRL, Key::Num0)], "Actual size (100%)", menu(Menu::View, 6), Action::Layout(LayoutAction::SetTextScale(1.0))),
    always(WINDOW, FREE, "Validation report", menu(Menu::Help, 1), open(Dialog::Diagnostics)),
    always(WINDOW, FREE, "About Attaché", menu(Menu::Help, 1), open(Dialog::About)),
    always(FILE, FREE, "Clear recent files", None, file(FileAction::ClearRecent)),
];
