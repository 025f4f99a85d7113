//! The timeline: lanes by theme, an axis from days to millennia, and a tray for what has no date.
//!
//! Facts go through three steps. `items` says how wide each is and how its ends look; `lanes` and `layout` place them
//! without knowing where the view stands; `lane`, `marks` and `rule` turn what is in view into shapes. A lane with very
//! many facts goes through `crowd` first, which leaves marks where they fit and a `density` where they do not. The same
//! function draws on the screen and in exports.

mod axis;
mod chart;
mod cluster;
mod crowd;
mod density;
mod height;
mod interact;
mod items;
mod kept;
mod lane;
mod lanes;
mod lasso;
mod layout;
mod list;
mod marks;
mod overview;
mod rule;
mod scale;
mod tray;
mod words;

use std::sync::Arc;

use egui::{Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::theme::{self, size};
use super::{Theme, last_whole};
use crate::analysis::{Query, TimeIndex, TimeLane};
use crate::app::{Action, Span};
use crate::dossier::{Day, Dossier, FactIx};
use crate::limits::LANE_CHARS;
use kept::{Kept, LaidOut};
use lanes::Band;
use lasso::Lasso;
use scale::Scale;
use tray::Tray;

pub use chart::{description, in_view, timeline_chart_ui};
pub use height::wanted_height;
pub use overview::{OverviewInput, overview_ui};

/// What the timeline draws, and how it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct TimelineInput<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The facts to show, by date, undated ones last.
    pub shown: &'a [FactIx],
    /// The same facts, in time; shared, so that what was laid out of them is known to be of them.
    pub time: &'a Arc<TimeIndex>,
    /// The stretch of time in view.
    pub span: Span,
    /// The selected fact.
    pub selected: Option<FactIx>,
    /// The facts that are selected beside it, sorted.
    pub also_selected: &'a [FactIx],
    /// What is searched for, to be marked in labels.
    pub query: Option<&'a Query>,
    /// Where the cursor stands, in days since 1970-01-01.
    pub cursor_days: Option<f64>,
    /// Today, where it is to be marked.
    pub today: Option<Day>,
    /// Whether it answers to the pointer; an exported figure does not.
    pub is_interactive: bool,
}

impl TimelineInput<'_> {
    /// Whether a fact is selected, alone or beside others.
    fn is_selected(&self, fact: FactIx) -> bool {
        self.selected == Some(fact) || self.also_selected.binary_search(&fact).is_ok()
    }
}

/// The room above the lanes, where “today” stands, in points.
const TOP: f32 = 18.0;
/// The height of the title of a timeline on the screen, in points.
pub const TITLE: f32 = TOP;
/// The room below the lanes for the axis, in points.
const AXIS: f32 = 22.0;
/// The gap between the names of the lanes and the plot, in points.
const GUTTER_GAP: f32 = 12.0;
/// The margin at the left edge, in points.
const LEFT: f32 = 12.0;
/// The margin at the right edge, in points.
const RIGHT: f32 = 8.0;

/// The least height of a lane whose name does not run into the next one, in points.
const LEAST_LANE: f32 = 15.0;

/// Draws the timeline into the space that is there; whether every label has a row to stand in whole.
pub fn timeline_ui(ui: &mut Ui, input: &TimelineInput<'_>, actions: &mut Vec<Action>) -> bool {
    let theme = Theme::of(ui);
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, Sense::hover());
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(all).id_salt("timeline"));
    ui.set_clip_rect(ui.clip_rect().intersect(all));
    if input.shown.is_empty() {
        nothing(&ui, input, all, &theme);
        return true;
    }
    let (lanes, undated) = (input.time.lanes(), input.time.undated());
    let gutter = gutter_width(&ui, input, lanes, all.width());
    let left = all.left() + LEFT + gutter + GUTTER_GAP;
    let tray_width = all.right() - left - RIGHT;
    // On the screen they are behind a button beside the axis, unless there is nothing else to see.
    let is_folded = input.is_interactive && !lanes.is_empty();
    let in_tray = if is_folded { &[][..] } else { undated };
    let tray = Tray::new(&ui, input, in_tray, tray_width, tray_height(input, all.height()));
    let bottom = (all.bottom() - tray.height - AXIS).max(all.top() + TOP + 10.0);
    let plot = Rect::from_min_max(pos2(left, all.top() + TOP), pos2(all.right() - RIGHT, bottom));
    let scale = Scale::new(plot, input.span);
    let ticks = rule::ticks_of(&ui, input.span, plot);
    let mut kept = Kept::take(&ui, input);
    let layout = kept.layout(input, &scale, plot.height());
    // On a screen the axis stands right below the lanes.
    let lanes_end = layout.lanes.last().map_or(plot.height(), |last| last.band.top + last.band.height);
    let plot = if input.is_interactive { plot.with_max_y(plot.top() + lanes_end) } else { plot };
    let laid_out = || lanes.iter().zip(&layout.lanes);

    if input.is_interactive {
        let title = words::galley(ui.painter(), "Timeline", theme::strong(size::LABEL), theme.ink_soft);
        ui.painter().galley(pos2(all.left() + LEFT, all.top() + 3.0), title, theme.ink_soft);
    }
    let background = input.is_interactive.then(|| interact::background(&ui, input, plot.with_max_y(all.bottom())));
    rule::grid(&ui, &ticks, &scale, plot, &theme);
    for (lane, LaidOut { band, .. }) in laid_out() {
        lane_name(&ui, input, lane.theme(), band, all, plot, &theme);
        lane_node(&ui, input, lane, band, all, plot);
    }
    rule::today(&ui, input, &scale, plot, &theme);
    rule::cursor_line(&ui, input, &scale, plot, &theme);
    let cursor = rule::cursor_date(&ui, input, &scale, plot, &theme);
    rule::axis(&ui, &ticks, &scale, plot, cursor, &theme);
    // Marks come after the ground, so that they are what answers to a click.
    let lasso = background.as_ref().and_then(|background| Lasso::drawn(&ui, background));
    let is_drawing = lasso.is_some();
    let mut targets = interact::Targets::new(lasso);
    for (lane, laid_out) in laid_out() {
        let unseen = lane::lane_ui(&ui, input, (lane, laid_out), (plot, &scale), &mut kept, &mut targets, actions);
        unseen_words(&ui, unseen, &laid_out.band, all, plot, &theme);
    }
    kept.keep(&ui);
    if is_folded && !undated.is_empty() {
        tray::button_ui(&ui, input, undated, (all.left() + LEFT, plot.bottom()), left - all.left() - LEFT, actions);
    } else if !undated.is_empty() {
        tray_ui(&ui, input, &tray, pos2(left, bottom + AXIS), all, &theme, actions);
    }
    if let Some(background) = background {
        interact::view_actions(&ui, input, &background, is_drawing, (plot, &scale), actions);
    }
    if let Some(lasso) = targets.into_lasso() {
        lasso.show(&ui, input, plot, &theme, actions);
    }
    // A crowd is counted, whatever the room.
    laid_out().all(|(lane, LaidOut { band, wanted, .. })| lane.is_crowded() || band.rows >= wanted.for_labels)
}

/// The least height in which each lane has room for its name, and what has no date for a row.
fn least_height(input: &TimelineInput<'_>) -> f32 {
    let tray = if input.time.undated().is_empty() { 0.0 } else { tray::LEAST_HEIGHT };
    least_above_tray(input) + tray
}

/// The same without what has no date.
fn least_above_tray(input: &TimelineInput<'_>) -> f32 {
    TOP + scale::length(input.time.lanes().len()) * LEAST_LANE + AXIS
}

/// How much height the tray may take of all.
fn tray_height(input: &TimelineInput<'_>, all: f32) -> f32 {
    match (input.is_interactive, all) {
        (false, _) => (all * 0.45).min(all - least_above_tray(input)),
        (true, ..420.0) => 32.0,
        (true, ..560.0) => 56.0,
        (true, _) => 80.0,
    }
}

fn gutter_width(ui: &Ui, input: &TimelineInput<'_>, lanes: &[TimeLane], all: f32) -> f32 {
    let names = lanes.iter().filter_map(|lane| input.dossier.themes().get(lane.theme()));
    let width = |text: &str| words::galley(ui.painter(), text, theme::strong(size::CHART), egui::Color32::PLACEHOLDER);
    let widest = names
        .map(|theme| width(words::begun(&theme.label, LANE_CHARS)).size().x)
        .fold(width("Undated").size().x, f32::max);
    // On the screen, the button of the undated facts stands below the names.
    let button = if input.is_interactive { tray::button_width(ui, input) } else { 0.0 };
    widest.max(button).min(all * 0.24).max(52.0)
}

/// A lane's name in its colour beside its first row, and the hairline under it.
fn lane_name(ui: &Ui, input: &TimelineInput<'_>, lane: usize, band: &Band, all: Rect, plot: Rect, theme: &Theme) {
    let painter = ui.painter();
    let bottom = plot.top() + band.top + band.height;
    if bottom < plot.bottom() - 1.0 {
        painter.hline(all.left() + LEFT..=all.right() - RIGHT, crisp(ui, bottom), Stroke::new(1.0, theme.hairline));
    }
    let Some(name) = input.dossier.themes().get(lane).filter(|_| band.height >= 11.0) else { return };
    let colour = theme.lane(lane);
    let room = plot.left() - GUTTER_GAP - all.left() - LEFT;
    let mut at = pos2(all.left() + LEFT, plot.top() + band.row_middle(0));
    for line in name_lines(ui, words::begun(&name.label, LANE_CHARS), room, band.height >= 42.0) {
        let galley = words::cut(painter, &line, theme::strong(size::CHART), colour, room);
        let height = galley.size().y;
        painter.galley(pos2(at.x, at.y - height / 2.0), galley, colour);
        at.y += height - 1.0;
    }
}

/// A lane for screen readers: its name, and how many facts stand in it.
fn lane_node(ui: &Ui, input: &TimelineInput<'_>, lane: &TimeLane, band: &Band, all: Rect, plot: Rect) {
    let Some(name) = input.dossier.themes().get(lane.theme()).filter(|_| input.is_interactive) else { return };
    let top = plot.top() + band.top;
    let rect = Rect::from_min_max(pos2(all.left(), top), pos2(plot.left(), top + band.height));
    let response = ui.interact(rect, ui.scope_id().with(("lane", lane.theme())), Sense::hover());
    let facts = crate::format::number::counted(lane.facts().len(), "fact", "facts");
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("{}: {facts}", name.label)));
}

/// How many facts last into the view of a lane and have no row in it.
fn unseen_words(ui: &Ui, unseen: usize, band: &Band, all: Rect, plot: Rect, theme: &Theme) {
    if unseen == 0 || band.height < 32.0 {
        return;
    }
    let text = format!("+{} lasting", crate::format::number::count_text(unseen));
    let room = plot.left() - GUTTER_GAP - all.left() - LEFT;
    let galley = words::cut(ui.painter(), &text, theme::text(size::CHART), theme.ink_soft, room);
    let at = pos2(all.left() + LEFT, plot.top() + band.top + band.height - galley.size().y - 2.0);
    ui.painter().galley(at, galley, theme.ink_soft);
}

/// A name on one line, or on two where it is too long for one and there is room; no number is torn apart.
fn name_lines(ui: &Ui, name: &str, room: f32, has_room_for_two: bool) -> Vec<String> {
    let fits = |text: &str| {
        words::galley(ui.painter(), text, theme::strong(size::CHART), egui::Color32::PLACEHOLDER).size().x <= room
    };
    if !has_room_for_two || fits(name) {
        return vec![name.to_owned()];
    }
    let mut breaks = name.match_indices(' ').map(|(place, _)| place);
    match breaks.rfind(|place| last_whole(name, *place) == *place && fits(&name[..*place])) {
        Some(place) => vec![name[..place].to_owned(), name[place + 1..].to_owned()],
        None => vec![name.to_owned()],
    }
}

fn tray_ui(
    ui: &Ui,
    input: &TimelineInput<'_>,
    tray: &Tray<'_>,
    at: Pos2,
    all: Rect,
    theme: &Theme,
    actions: &mut Vec<Action>,
) {
    ui.painter().hline(all.left() + LEFT..=all.right() - RIGHT, crisp(ui, at.y), Stroke::new(1.0, theme.hairline));
    let heading = tray::heading(ui, theme);
    let middle = at.y + 16.0;
    ui.painter().galley(pos2(all.left() + LEFT, middle - heading.size().y / 2.0), heading, theme.ink_soft);
    tray.show(ui, input, at, actions);
}

/// What is said where there is nothing to draw.
fn nothing(ui: &Ui, input: &TimelineInput<'_>, all: Rect, theme: &Theme) {
    let words = if input.dossier.facts().is_empty() {
        "This dossier has no facts yet."
    } else {
        "No fact passes the filters and the search."
    };
    let galley =
        ui.painter().layout(words.to_owned(), theme::text(size::SMALL), theme.ink_soft, (all.width() - 24.0).max(40.0));
    let at = all.center() - galley.size() / 2.0;
    if input.is_interactive {
        let rect = Rect::from_min_size(at, galley.size());
        let response = ui.interact(rect.expand2(vec2(4.0, 2.0)), ui.scope_id().with("nothing"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }
    ui.painter().galley(at, galley, theme.ink_soft);
}

/// The middle of the nearest pixel, where a hairline is sharp.
fn crisp(ui: &Ui, at: f32) -> f32 {
    ui.painter().round_to_pixel_center(at)
}
