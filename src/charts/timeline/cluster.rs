//! Facts that would lie on each other: a count, which leads to them.

use egui::emath::GuiRounding as _;
use egui::{Painter, Rect, Role, Shape, Ui, WidgetInfo, pos2};

use super::interact::Targets;
use super::items::{Body, End, Item, Piece};
use super::lane::{Marks, Place};
use super::layout::{self, BARE_COUNT, Placed};
use super::marks::{self, Look};
use super::{TimelineInput, list, words};
use crate::analysis::TimeLane;
use crate::app::{Action, Span, SpanAction, TimeAxisTarget};
use crate::charts::theme;
use crate::charts::tooltip::tooltip_at_pointer;
use crate::dossier::{Day, FactIx};
use crate::format::date::date_label;
use crate::format::number::{count_text, counted};

/// The height of a cluster's pill, in points.
const PILL: f32 = 16.0;

/// A cluster, with what it is asked for.
struct Cluster<'a> {
    lane: &'a TimeLane,
    items: Vec<&'a Item>,
    count: usize,
}

impl<'a> Cluster<'a> {
    fn new(lane: &'a TimeLane, items: &'a [Item], places: &[usize]) -> Self {
        let count = layout::count(items, places);
        Self { lane, items: places.iter().filter_map(|place| items.get(*place)).collect(), count }
    }

    /// Its facts, by their start.
    fn facts(&self) -> impl Iterator<Item = FactIx> {
        self.items.iter().flat_map(|item| self.lane.facts()[item.places.clone()].iter().copied())
    }

    fn doubted(&self) -> usize {
        self.items.iter().map(|item| self.lane.doubted_in(item.places.clone())).sum()
    }

    /// How many of its facts are selected.
    fn selected(&self, input: &TimelineInput<'_>) -> usize {
        if self.contains(input) { self.facts().filter(|fact| input.is_selected(*fact)).count() } else { 0 }
    }

    fn contains(&self, input: &TimelineInput<'_>) -> bool {
        let place = input.selected.and_then(|selected| place_of(input, self.lane, selected));
        place.is_some_and(|place| self.items.iter().any(|item| item.places.contains(&place)))
            || !input.also_selected.is_empty() && self.facts().any(|fact| input.is_selected(fact))
    }

    /// From when to when its facts are, in short; those of one item are of the very same dates.
    fn range_words(&self, input: &TimelineInput<'_>) -> String {
        let label = |item: Option<&&Item>| {
            item.and_then(|item| input.dossier.fact(item.fact).date.as_ref()).map(date_label).unwrap_or_default()
        };
        let (first, last) = (label(self.items.first()), label(self.items.last()));
        if first == last { first } else { format!("{first} to {last}") }
    }

    /// How many facts, when, of what theme, how many of them doubted.
    fn said(&self, input: &TimelineInput<'_>) -> String {
        let theme = &input.dossier.themes()[self.lane.theme()].label;
        let doubted = self.doubted();
        let doubted = if doubted == 0 { String::new() } else { format!("; {} doubted", count_text(doubted)) };
        let selected = match self.selected(input) {
            0 => String::new(),
            selected => format!("; {} selected", count_text(selected)),
        };
        format!("{} facts, {}, {theme}{selected}{doubted}", count_text(self.count), self.range_words(input))
    }

    /// The stretch of time that holds its facts.
    fn span(&self, input: &TimelineInput<'_>) -> Option<Span> {
        let dates = self.items.iter().filter_map(|item| input.dossier.fact(item.fact).date.as_ref());
        let days: Vec<Day> = dates.flat_map(|date| [date.first_day(), date.last_day()]).flatten().collect();
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        Some(Span::of_days(*first, *last).with_margin(0.3))
    }
}

/// The place of a fact in a lane, where it stands in that lane.
pub(super) fn place_of(input: &TimelineInput<'_>, lane: &TimeLane, fact: FactIx) -> Option<usize> {
    let fact_of = input.dossier.fact(fact);
    let stretch = fact_of.date.as_ref().and_then(crate::analysis::Stretch::of);
    stretch.filter(|_| fact_of.theme.0 == lane.theme()).and_then(|stretch| lane.find(fact, stretch))
}

/// Draws a cluster but for its count, whose shapes it returns.
#[expect(clippy::too_many_arguments, reason = "as the other marks of a lane")]
pub(super) fn cluster_ui(
    ui: &Ui,
    painter: &Painter,
    place: &Place<'_>,
    mark: &Placed,
    marks: &Marks<'_>,
    places: &[usize],
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) -> Vec<Shape> {
    let Place { input, theme, scale, .. } = *place;
    let cluster = Cluster::new(marks.lane, marks.items, places);
    let Some(first) = cluster.items.first() else { return Vec::new() };
    let middle = place.plot.top() + place.band.row_middle(mark.row);
    let height = PILL.min(place.band.row_height - 1.0);
    // The count stays in view while any part of the cluster is.
    let beside = || marks.beside(mark, scale.points_per_day());
    let (left, right) = layout::count_room(mark, cluster.count, scale.view(), beside);
    // At the right edge of the view, where the word has no room, the number stands alone too.
    let right = if right > scale.view().1 { left + BARE_COUNT } else { right };
    let is_bare = right - left <= BARE_COUNT;
    let rect = Rect::from_min_max(
        pos2(scale.x_from_place(left), middle - height / 2.0),
        pos2(scale.x_from_place(right), middle + height / 2.0),
    );
    // Its upper and its lower line are sharp at whole pixels.
    let pixels_per_point = input.is_interactive.then(|| painter.pixels_per_point());
    let rect = pixels_per_point.map_or(rect, |pixels_per_point| rect.round_to_pixels(pixels_per_point));
    let is_selected = cluster.contains(input);
    let is_doubted = cluster.doubted() > 0;
    let response = targets.target(ui, input, rect.intersect(place.plot), ("cluster", first.fact), || {
        WidgetInfo::selected(Role::Button, true, is_selected, cluster.said(input))
    });
    let ground = if is_selected { theme.selected } else { theme.paper };
    let look = Look { theme, colour: place.colour, ground, is_doubted, is_selected };
    if mark.end - mark.start > right - left + 0.5 {
        // Its facts last longer than the count is wide.
        let (start, end) = (mark.start, mark.end);
        let (start_end, end_end) = (End::Sharp, End::Sharp);
        let whole = Piece { body: Body::Bar, start, end, start_end, end_end, is_possibility: false };
        let bar = Look { is_selected: false, ..look };
        painter.extend(marks::fact_shapes(&[whole], &bar, scale, place.row_rect(middle), middle));
    }
    let mut shapes = marks::cluster_shapes(rect, &look, pixels_per_point);
    // A number that the edge of the view or the next lane would cut is not written.
    let is_in_view = [rect.left(), rect.right()].into_iter().all(|x| place.plot.x_range().contains(x));
    if is_in_view && place.has_room_for_words() {
        let (count, doubt) = if is_bare {
            (count_text(cluster.count), words::DOUBT.to_owned())
        } else {
            (counted(cluster.count, "fact", "facts"), format!("\u{A0}{}", words::DOUBT))
        };
        let text = if is_doubted { format!("{count}{doubt}") } else { count };
        let galley = words::galley(painter, &text, theme::strong(11.0), theme.ink);
        shapes.push(Shape::galley(rect.center() - galley.size() / 2.0, galley, theme.ink));
    }
    let Some(response) = response else { return shapes };
    shapes.extend(super::tray::focus_shape(&response, rect, &theme));
    list::facts_popup(&response, input, || cluster.facts().collect::<Vec<_>>().into(), actions);
    if response.double_clicked() {
        actions.extend(cluster.span(input).map(|span| Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(span))));
    }
    tooltip_at_pointer(response, |ui| {
        ui.label(cluster.said(input));
        ui.weak("Click for the list, double-click to look closer.");
    });
    shapes
}
