//! One lane: its facts placed, drawn, and made to answer.

use egui::{CornerRadius, Painter, Rect, Response, Role, Shape, Ui, WidgetInfo, pos2, vec2};

use super::cluster::{cluster_ui, place_of};
use super::interact::Targets;
use super::items::Item;
use super::kept::{Kept, LaidOut};
use super::lanes::Band;
use super::layout::{self, Placed, Side, What};
use super::marks::{self, Look};
use super::scale::Scale;
use super::words::{self, LabelText};
use super::{TimelineInput, crowd, density};
use crate::analysis::TimeLane;
use crate::app::Action;
use crate::charts::tooltip::{fact_tooltip_ui, tooltip_at_pointer};
use crate::charts::{Theme, fact_click, fact_menu, mark_found};

/// Everything that drawing in one lane needs.
pub(super) struct Place<'a> {
    pub(super) input: &'a TimelineInput<'a>,
    pub(super) band: &'a Band,
    pub(super) plot: Rect,
    pub(super) scale: &'a Scale,
    pub(super) theme: Theme,
    pub(super) colour: egui::Color32,
    /// How many facts the lane has.
    pub(super) count: usize,
}

/// Draws a lane; returns how many facts last into the view and are not drawn.
pub(super) fn lane_ui(
    ui: &Ui,
    input: &TimelineInput<'_>,
    (lane, laid_out): (&TimeLane, &LaidOut),
    (plot, scale): (Rect, &Scale),
    kept: &mut Kept,
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) -> usize {
    let painter = ui.painter().with_clip_rect(plot.expand2(vec2(0.0, 4.0)).intersect(ui.clip_rect()));
    let theme = Theme::of(ui);
    let LaidOut { band, items, placed, .. } = laid_out;
    let around = Place { input, band, plot, scale, theme, colour: theme.lane(lane.theme()), count: lane.facts().len() };
    if !lane.is_crowded() {
        let mut visible = layout::within_view(placed, scale.view(), band.rows);
        let selected = selected_in_cluster(&around, lane, items, &mut visible);
        let marks = Marks { lane, items, placed: &visible, dense: &[] };
        marks.catch(&around, targets);
        painter.extend(marks_ui(ui, &painter, &around, &marks, targets, actions));
        if let Some((item, row)) = selected {
            selected_ui(&painter, &around, &item, plot.top() + band.row_middle(row));
        }
        return 0;
    }
    let mut layout =
        kept.with_labels(ui, input, scale, |labels| crowd::lay_out(input.dossier, lane, scale, band.rows, labels));
    let selected = selected_in_cluster(&around, lane, &layout.items, &mut layout.marks);
    let marks = Marks { lane, items: &layout.items, placed: &layout.marks, dense: &layout.dense };
    marks.catch(&around, targets);
    // Bars that run into a density end where it begins; a count is never cut.
    let counts = marks_ui(ui, &painter, &around, &marks, targets, actions);
    let above: Vec<Rect> = counts.iter().map(Shape::visual_bounding_rect).filter(Rect::is_positive).collect();
    density::density_ui(ui, &painter, &around, (lane, &layout), &above, kept, targets, actions);
    painter.extend(counts);
    if let Some((item, row)) = selected {
        selected_ui(&painter, &around, &item, plot.top() + band.row_middle(row));
    }
    selected_in_density(&painter, &around, lane, &layout);
    layout.unseen
}

/// The selected fact where it would vanish in a count, and the row that it is drawn in instead: other labels leave it to it.
fn selected_in_cluster(
    place: &Place<'_>,
    lane: &TimeLane,
    items: &[Item],
    placed: &mut [Placed],
) -> Option<(Item, usize)> {
    let Place { input, scale, .. } = *place;
    let at = input.selected.and_then(|selected| place_of(input, lane, selected))?;
    let holds = |mark: &&Placed| {
        let is_count = matches!(&mark.what, What::Cluster(_));
        is_count && mark.what.places().iter().any(|item| items[*item].places.contains(&at))
    };
    let counted_in = placed.iter().find(holds)?.row;
    // Beside the count and not on it, where there is another row.
    let row = if counted_in + 1 < place.band.rows { counted_in + 1 } else { counted_in.saturating_sub(1) };
    for mark in placed.iter_mut().filter(|mark| mark.row == row) {
        mark.label = None;
    }
    Some((Item::of(input.dossier, lane, at..at + 1, scale.points_per_day())?, row))
}

/// The selected fact on top of everything, with its label.
fn selected_ui(painter: &Painter, place: &Place<'_>, item: &Item, middle: f32) {
    let Place { input, theme, scale, .. } = *place;
    let fact = input.dossier.fact(item.fact);
    let row = place.row_rect(middle);
    let (start, end) = (scale.x_from_place(item.start), scale.x_from_place(item.end));
    let gap = super::scale::narrowed(layout::LABEL_GAP);
    let (left, right) = (start - gap - place.plot.left(), place.plot.right() - end - gap);
    let block = LabelText::of(fact).block(painter, &theme, left.max(right).min(WIDEST_OF_SELECTED), place.band.lines);
    let x = |block: &words::Block| if right >= left { end + gap } else { start - gap - block.size.x };
    let whole = block.as_ref().map_or(Rect::from_x_y_ranges(start..=end, row.y_range()), |block| {
        let x = x(block);
        Rect::from_x_y_ranges(x.min(start)..=(x + block.size.x).max(end), row.y_range())
    });
    painter.rect_filled(whole.expand2(vec2(4.0, 0.0)).intersect(place.plot), CornerRadius::same(4), theme.selected);
    let is_doubted = !fact.flags.is_empty();
    let look = Look { theme, colour: place.colour, ground: theme.selected, is_doubted, is_selected: true };
    painter.extend(marks::fact_shapes(&item.pieces, &look, scale, row, middle));
    if let Some(block) = block {
        let x = x(&block);
        for (offset, galley) in block.parts {
            let at = pos2(x, middle) + offset;
            mark_found(painter, input.query, at, &galley, &theme);
            painter.galley(at, galley, theme.ink);
        }
    }
}

/// The label of a selected fact that is drawn over others is no wider than this, in points.
const WIDEST_OF_SELECTED: f32 = 260.0;

/// The mark of the selected fact, where it would vanish in a density.
fn selected_in_density(painter: &Painter, place: &Place<'_>, lane: &TimeLane, layout: &crowd::CrowdLayout) {
    let Place { input, scale, .. } = *place;
    let Some(at) = input.selected.and_then(|selected| place_of(input, lane, selected)) else { return };
    if !layout.dense.iter().any(|tile| tile.places.contains(&at)) {
        return;
    }
    let Some(item) = Item::of(input.dossier, lane, at..at + 1, scale.points_per_day()) else { return };
    selected_ui(painter, place, &item, place.plot.top() + place.band.row_middle(place.band.rows / 2));
}

/// What stands in a lane.
pub(super) struct Marks<'a> {
    pub(super) lane: &'a TimeLane,
    pub(super) items: &'a [Item],
    /// The marks in view.
    placed: &'a [Placed],
    /// The stretches that have a density instead.
    dense: &'a [crowd::Tile],
}

impl Marks<'_> {
    /// Notes which facts a lasso touches.
    fn catch(&self, place: &Place<'_>, targets: &mut Targets) {
        let Place { band, plot, scale, .. } = *place;
        let lane = Rect::from_x_y_ranges(plot.x_range(), plot.top() + band.top..=plot.top() + band.top + band.height);
        let Some(lasso) = targets.lasso_in(lane) else { return };
        for mark in self.placed {
            let row = place.row_rect(plot.top() + band.row_middle(mark.row));
            let x = scale.x_from_place(mark.start)..=scale.x_from_place(mark.end);
            if Rect::from_x_y_ranges(x, row.y_range()).intersects(lasso.rect()) {
                for item in mark.what.places() {
                    lasso.catch(&self.lane.facts()[self.items[*item].places.clone()]);
                }
            }
        }
        // In a density facts stand by their first day, at any height.
        let day = |x: f32| super::scale::whole_day(scale.days_from_x(x));
        let (first, last) = (day(lasso.rect().left()), day(lasso.rect().right()));
        for tile in self.dense {
            let (from, to) = (first.max(tile.from), (last + 1).min(tile.to));
            if from < to {
                lasso.catch(&self.lane.facts()[self.lane.begin_in(from, to)]);
            }
        }
    }

    /// Where the count of a cluster cannot be seen: what else stands in its row, or hides it.
    pub(super) fn beside(&self, cluster: &Placed, points_per_day: f64) -> Vec<(f64, f64)> {
        let on_its_bar = self.placed.iter().filter(|other| other.row == cluster.row && other.start > cluster.start);
        let mut beside: Vec<(f64, f64)> = on_its_bar.map(|other| (other.start, other.full_end())).collect();
        beside.extend(self.dense.iter().map(|tile| tile.extent(points_per_day)));
        beside.sort_by(|one, other| one.0.total_cmp(&other.0));
        beside
    }
}

/// Draws the marks, but for the counts of clusters, which it returns: they lie on all else.
fn marks_ui(
    ui: &Ui,
    painter: &Painter,
    place: &Place<'_>,
    marks: &Marks<'_>,
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) -> Vec<Shape> {
    let mut counts = Vec::new();
    for mark in marks.placed {
        match &mark.what {
            What::Item(item) => fact_ui(ui, painter, place, mark, &marks.items[*item], targets, actions),
            What::Cluster(places) => {
                counts.extend(cluster_ui(ui, painter, place, mark, marks, places, targets, actions));
            }
        }
    }
    counts
}

fn fact_ui(
    ui: &Ui,
    painter: &Painter,
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
    let text = mark.label.filter(|_| place.has_room_for_words()).and_then(|room| {
        let (start, end) = (scale.x_from_place(room.start), scale.x_from_place(room.end));
        let block = label.block(painter, &theme, end - start, place.band.lines)?;
        let x = if room.side == Side::Left { end - block.size.x } else { start };
        // What does not fit even when cut would run into its neighbour.
        (block.size.x <= end - start + 1.0).then_some((x, block))
    });
    let text_rect = text.as_ref().map(|(x, block)| Rect::from_x_y_ranges(*x..=*x + block.size.x, row.y_range()));
    let whole = text_rect.map_or(mark_rect, |text| mark_rect.union(text)).expand2(vec2(4.0, 0.0));
    let is_selected = input.is_selected(item.fact);
    let response = targets.target(ui, input, whole.intersect(place.plot), ("fact", item.fact), || {
        let spoken = words::spoken(input.dossier, item.fact);
        WidgetInfo::selected(Role::Button, true, is_selected, spoken)
    });
    let ground = ground(painter, response.as_ref(), is_selected, whole, &theme);
    let look = Look { theme, colour: place.colour, ground, is_doubted: !fact.flags.is_empty(), is_selected };
    painter.extend(marks::fact_shapes(&item.pieces, &look, scale, row, middle));
    if let (Some((x, block)), Some(label)) = (text, mark.label) {
        let size = vec2(block.size.x + 4.0, block.size.y - 2.0);
        let rect = Rect::from_center_size(pos2(x + block.size.x / 2.0, middle), size);
        match label.side {
            // Neither grid nor hatching runs through words.
            Side::Inside => painter.rect_filled(rect, 0.0, marks::label_ground(&item.pieces, &look)),
            Side::Left | Side::Right => painter.rect_filled(rect, 0.0, ground),
        };
        for (offset, galley) in block.parts {
            let at = pos2(x, middle) + offset;
            mark_found(painter, input.query, at, &galley, &theme);
            painter.galley(at, galley, theme.ink);
        }
    }
    if let Some(response) = response {
        words::name_place(&response, item.places.start, place.count);
        if response.clicked() {
            actions.push(fact_click(ui, &fact.id));
        }
        super::tray::focus_ring(ui, &response, response.rect, &theme);
        fact_menu(&response, input.dossier, item.fact, None, actions);
        tooltip_at_pointer(response, |ui| fact_tooltip_ui(ui, input.dossier, input.dossier.fact(item.fact)));
    }
}

/// A row lower than this, in points, has no words: they would run into those of the next lane.
const LEAST_FOR_WORDS: f32 = 12.0;

impl Place<'_> {
    /// Whether words in one row do not meet those in the next.
    pub(super) fn has_room_for_words(&self) -> bool {
        self.band.row_height >= LEAST_FOR_WORDS
    }

    /// A row of the lane, over the width of the plot.
    pub(super) fn row_rect(&self, middle: f32) -> Rect {
        let half = self.band.row_height / 2.0;
        Rect::from_x_y_ranges(self.plot.x_range(), middle - half..=middle + half)
    }
}

/// Paints the ground of what is selected or pointed at, and says which it is.
fn ground(
    painter: &Painter,
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
