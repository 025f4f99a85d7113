//! One lane: its facts placed, drawn, and made to answer.

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::{CornerRadius, Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::interact::Targets;
use super::items::{Body, End, Item, Piece, days, reach};
use super::lanes::{Band, MOST_ROWS};
use super::layout::{self, Labels, Placed, Side, Wanted, What, cluster_width};
use super::marks::{self, Look};
use super::scale::Scale;
use super::words::{self, LabelText};
use super::{Lane, PLACED_WHOLE, TimelineInput, list};
use crate::analysis::date_words::date_label;
use crate::analysis::words::count_text;
use crate::app::{Action, SelectAction, Span, SpanAction, Which};
use crate::charts::Theme;
use crate::charts::theme;
use crate::dossier::{Day, FactIx};

/// The height of a cluster's pill, in points.
const PILL: f32 = 16.0;

/// The room after the last fact in which a label has no place, in points.
const EDGE_MARGIN: f64 = 24.0;

/// Everything that drawing in one lane needs.
struct Place<'a> {
    input: &'a TimelineInput<'a>,
    band: &'a Band,
    plot: Rect,
    scale: &'a Scale,
    theme: Theme,
    colour: egui::Color32,
}

/// A lane with its items, before it is known how many rows it gets.
pub(super) struct PreparedLane {
    pub(super) theme: usize,
    /// How many rows it would fill.
    pub(super) wanted: Wanted,
    /// The widths of labels that were measured already, by the place of the fact.
    widths: RefCell<BTreeMap<FactIx, f64>>,
    items: Vec<Item>,
    /// Where time ends for the dossier, in absolute points.
    edge: f64,
}

impl PreparedLane {
    pub(super) fn new(ui: &Ui, input: &TimelineInput<'_>, lane: &Lane, scale: &Scale, edge: f64) -> Self {
        let items = items_around_view(input, lane, scale);
        // A crowd wants all it can get; to say so takes no layout.
        let crowd = Wanted { for_marks: MOST_ROWS, for_labels: MOST_ROWS };
        let is_crowd = items.len() > PLACED_WHOLE;
        let mut prepared = Self { theme: lane.theme, wanted: crowd, widths: RefCell::default(), items, edge };
        if !is_crowd {
            prepared.wanted =
                prepared.with_labels(ui, input, |items, labels| layout::rows_wanted(items, MOST_ROWS, labels));
        }
        prepared
    }

    fn with_labels<R>(
        &self,
        ui: &Ui,
        input: &TimelineInput<'_>,
        lay_out: impl FnOnce(&[Item], &mut Labels<'_>) -> R,
    ) -> R {
        let mut width = |fact: FactIx| {
            let measure = || LabelText::of(input.dossier.fact(fact)).width(ui.painter());
            *self.widths.borrow_mut().entry(fact).or_insert_with(measure)
        };
        lay_out(&self.items, &mut Labels { width: &mut width, kept: input.selected, edge: self.edge })
    }
}

/// Where the last fact ends, in absolute points, with the margin that a fitted view has.
pub(super) fn edge(input: &TimelineInput<'_>, scale: &Scale) -> f64 {
    let dates = input.shown.iter().filter_map(|fact| input.dossier.fact(*fact).date.as_ref());
    let last = dates.filter_map(|date| date.last_day().or(date.first_day())).max();
    last.map_or(f64::INFINITY, |day| days(day.plus(1)) * scale.points_per_day() + EDGE_MARGIN)
}

pub(super) fn lane_ui(
    ui: &Ui,
    input: &TimelineInput<'_>,
    lane: &PreparedLane,
    band: &Band,
    (plot, scale): (Rect, &Scale),
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) {
    let painter = ui.painter().with_clip_rect(plot.expand2(vec2(0.0, 4.0)).intersect(ui.clip_rect()));
    let placed = lane.with_labels(ui, input, |items, labels| layout::place(items, band.rows, labels));
    let visible = layout::within_view(placed, scale.view(), band.rows);
    let theme = Theme::of(ui);
    let around = Place { input, band, plot, scale, theme, colour: theme.lane(lane.theme) };
    for mark in visible {
        match &mark.what {
            What::Item(item) => fact_ui(ui, &painter, &around, &mark, &lane.items[*item], targets, actions),
            What::Cluster(facts) => cluster_ui(ui, &painter, &around, &mark, facts, targets, actions),
        }
    }
}

/// The facts of a lane to place, by their start: all of them, or of very many those around the view.
fn items_around_view(input: &TimelineInput<'_>, lane: &Lane, scale: &Scale) -> Vec<Item> {
    let points_per_day = scale.points_per_day();
    let (left, right) = scale.view();
    let width = right - left;
    // Whole widths, so that the window stays where it is while the view pans within it.
    let from = ((left / width).floor() - 1.0) * width;
    let to = ((right / width).ceil() + 1.0) * width;
    let is_whole = lane.facts.len() <= PLACED_WHOLE;
    let is_around = |fact: &&FactIx| {
        let Some(date) = &input.dossier.fact(**fact).date else { return false };
        let reach = reach(date, points_per_day);
        is_whole || reach.start < to && reach.end > from
    };
    let facts = lane.facts.iter().filter(is_around);
    let mut items: Vec<Item> = facts.filter_map(|fact| Item::of(input.dossier, *fact, points_per_day)).collect();
    items.sort_by(|one, other| one.start.total_cmp(&other.start));
    items
}

fn fact_ui(
    ui: &Ui,
    painter: &egui::Painter,
    place: &Place<'_>,
    mark: &Placed,
    item: &Item,
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) {
    let Place { input, theme, scale, .. } = *place;
    let fact = input.dossier.fact(item.fact);
    let middle = place.plot.top() + place.band.row_middle(mark.row);
    let row = place.row_rect(middle);
    let mark_rect = Rect::from_x_y_ranges(scale.x_from_place(mark.start)..=scale.x_from_place(mark.end), row.y_range());
    let label = LabelText::of(fact);
    let text = mark.label.and_then(|room| {
        let (start, end) = (scale.x_from_place(room.start), scale.x_from_place(room.end));
        let parts = label.galleys(painter, &theme, end - start);
        let width = parts.last().map_or(0.0, |(x, galley)| x + galley.size().x);
        let x = if room.side == Side::Left { end - width } else { start };
        // What does not fit even when cut would run into its neighbour.
        (width <= end - start + 1.0).then_some((x, width, parts))
    });
    let text_rect = text.as_ref().map(|(x, width, _)| Rect::from_x_y_ranges(*x..=*x + *width, row.y_range()));
    let whole = text_rect.map_or(mark_rect, |text| mark_rect.union(text)).expand2(vec2(4.0, 0.0));
    let is_selected = input.selected == Some(item.fact);
    let response = targets.target(ui, input, whole.intersect(place.plot), ("fact", item.fact), || {
        let spoken = words::spoken(input.dossier, item.fact);
        WidgetInfo::selected(Role::Button, true, is_selected, spoken)
    });
    let ground = ground(painter, response.as_ref(), is_selected, whole, &theme);
    let look = Look { theme, colour: place.colour, ground, is_doubted: !fact.flags.is_empty(), is_selected };
    painter.extend(marks::fact_shapes(&item.pieces, &look, scale, row, middle));
    if let (Some((x, width, parts)), Some(label)) = (text, mark.label) {
        let rect = Rect::from_center_size(pos2(x + width / 2.0, middle), vec2(width + 4.0, 13.0));
        match label.side {
            // Neither grid nor hatching runs through words.
            Side::Inside => painter.rect_filled(rect, 0.0, marks::bar_fill(&theme, place.colour)),
            Side::Left | Side::Right => painter.rect_filled(rect, 0.0, ground),
        };
        for (offset, galley) in parts {
            painter.galley(pos2(x + offset, middle - galley.size().y / 2.0), galley, theme.ink);
        }
    }
    if let Some(response) = response {
        if response.clicked() {
            actions.push(Action::Select(SelectAction::Fact(fact.id.clone())));
        }
        super::tray::focus_ring(ui, &response, response.rect, &theme);
        response.on_hover_ui_at_pointer(|ui| list::fact_tooltip_ui(ui, input, item.fact));
    }
}

fn cluster_ui(
    ui: &Ui,
    painter: &egui::Painter,
    place: &Place<'_>,
    mark: &Placed,
    facts: &[FactIx],
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) {
    let Place { input, theme, scale, .. } = *place;
    let middle = place.plot.top() + place.band.row_middle(mark.row);
    let height = PILL.min(place.band.row_height - 1.0);
    // The count stays in view while any part of the cluster is.
    let pill_width = cluster_width(facts.len());
    let left = mark.start.max(scale.view().0 + 2.0).min(mark.end - pill_width).max(mark.start);
    let rect = Rect::from_min_max(
        pos2(scale.x_from_place(left), middle - height / 2.0),
        pos2(scale.x_from_place(left + pill_width), middle + height / 2.0),
    );
    let is_selected = input.selected.is_some_and(|selected| facts.contains(&selected));
    let is_doubted = facts.iter().any(|fact| !input.dossier.fact(*fact).flags.is_empty());
    let count = count_text(facts.len());
    let range = range_words(input, facts);
    let Some(first) = facts.first() else { return };
    let lane_name = &input.dossier.theme(input.dossier.fact(*first).theme).label;
    let response = targets.target(ui, input, rect.intersect(place.plot), ("cluster", *first), || {
        let label = format!("{count} facts, {range}, {lane_name}");
        WidgetInfo::selected(Role::Button, true, is_selected, label)
    });
    let ground = if is_selected { theme.selected } else { theme.paper };
    let look = Look { theme, colour: place.colour, ground, is_doubted, is_selected };
    if mark.end - mark.start > pill_width + 0.5 {
        // Its facts last longer than the count is wide.
        let (start, end) = (mark.start, mark.end);
        let whole = Piece { body: Body::Bar, start, end, start_end: End::Sharp, end_end: End::Sharp };
        let bar = Look { is_selected: false, ..look };
        painter.extend(marks::fact_shapes(&[whole], &bar, scale, place.row_rect(middle), middle));
    }
    painter.extend(marks::cluster_shapes(rect, &look));
    let text = if is_doubted { format!("{count}{}", words::DOUBT) } else { count.clone() };
    let galley = words::galley(painter, &text, theme::strong(11.0), theme.ink);
    painter.galley(rect.center() - galley.size() / 2.0, galley, theme.ink);
    let Some(response) = response else { return };
    super::tray::focus_ring(ui, &response, rect, &theme);
    list::facts_popup(&response, input, facts, actions);
    if response.double_clicked() {
        actions.extend(span_of(input, facts).map(|span| Action::Span(Which::Timeline, SpanAction::Set(span))));
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(format!("{count} facts, {range}"));
        ui.weak("Click for the list, double-click to look closer.");
    });
}

impl Place<'_> {
    /// A row of the lane, over the width of the plot.
    fn row_rect(&self, middle: f32) -> Rect {
        let half = self.band.row_height / 2.0;
        Rect::from_x_y_ranges(self.plot.x_range(), middle - half..=middle + half)
    }
}

/// Paints the ground of what is selected or pointed at, and says which it is.
fn ground(
    painter: &egui::Painter,
    response: Option<&Response>,
    is_selected: bool,
    rect: Rect,
    theme: &Theme,
) -> egui::Color32 {
    let ground = match response {
        _ if is_selected => theme.selected,
        Some(response) if response.hovered() => theme.hovered,
        Some(_) | None => return theme.paper,
    };
    painter.rect_filled(rect.shrink2(vec2(0.0, 0.5)), CornerRadius::same(4), ground);
    ground
}

/// From when to when the facts of a cluster are, in short.
fn range_words(input: &TimelineInput<'_>, facts: &[FactIx]) -> String {
    let label = |fact: Option<&FactIx>| {
        fact.and_then(|fact| input.dossier.fact(*fact).date.as_ref()).map(date_label).unwrap_or_default()
    };
    let (first, last) = (label(facts.first()), label(facts.last()));
    if first == last { first } else { format!("{first} to {last}") }
}

/// The stretch of time that holds the facts of a cluster.
fn span_of(input: &TimelineInput<'_>, facts: &[FactIx]) -> Option<Span> {
    let dates = facts.iter().filter_map(|fact| input.dossier.fact(*fact).date.as_ref());
    let days: Vec<Day> = dates.flat_map(|date| [date.first_day(), date.last_day()]).flatten().collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    Some(Span::of_days(*first, *last).with_margin(0.3))
}
