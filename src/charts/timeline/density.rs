//! The part of a crowded lane where facts are too close for marks: how many there are, as columns.

use egui::{Mesh, Painter, Rect, Role, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::crowd::{CrowdLayout, Tile};
use super::interact::Targets;
use super::items::days;
use super::kept::Kept;
use super::lane::Place;
use super::scale::length;
use super::{list, words};
use crate::analysis::TimeLane;
use crate::app::{Action, Span, SpanAction, TimeAxisTarget};
use crate::charts::theme::{self, size};
use crate::charts::tooltip::tooltip_at_pointer;
use crate::dossier::Day;
use crate::format::date::day_range_text;
use crate::format::number::{count_text, counted};

/// The room above the columns in a lane, in points: for how many facts they are.
const HEAD: f32 = 15.0;
/// The least height of a column, so that a single fact is seen beside a crowd; in points.
const LEAST_COLUMN: f32 = 2.0;
/// The lowest lane and the narrowest run that have words, in points.
const LEAST_FOR_WORDS: (f32, f32) = (26.0, 90.0);

/// Draws the tiles of a lane, and makes them answer; `counts_above` is where counts are drawn over them.
#[expect(clippy::too_many_arguments, reason = "as the other marks of a lane")]
pub(super) fn density_ui(
    ui: &Ui,
    painter: &Painter,
    place: &Place<'_>,
    (lane, layout): (&TimeLane, &CrowdLayout),
    counts_above: &[Rect],
    kept: &mut Kept,
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) {
    let selected = kept.selected_places(place.input, lane);
    for run in layout.dense.chunk_by(|one, next| one.to == next.from) {
        let whole = run.iter().map(|tile| tile_rect(place, tile)).fold(Rect::NOTHING, Rect::union);
        painter.rect_filled(whole, 0.0, place.theme.paper);
        let mut mesh = Mesh::default();
        for tile in run {
            let rect = tile_rect(place, tile);
            tile_ui(ui, painter, place, lane, (tile, count_in(&selected, tile)), rect, targets, actions);
            let counts = kept.columns(lane, tile, layout.column_level);
            columns(&mut mesh, place, lane, layout.column_level, tile, rect, &counts);
        }
        painter.add(Shape::mesh(mesh));
        selected_ticks(painter, place, lane, run, &selected);
        let head = whole.intersect(place.plot);
        let head = beside_counts(head.with_max_y(head.bottom().min(head.top() + HEAD)), counts_above);
        run_words(painter, place, lane, run, head, kept);
    }
}

fn tile_rect(place: &Place<'_>, tile: &Tile) -> Rect {
    let x = |day: i64| place.scale.x_from_days(days(Day(day)));
    let top = place.plot.top() + place.band.top;
    Rect::from_min_max(pos2(x(tile.from), top + 1.0), pos2(x(tile.to), top + place.band.height - 1.0))
}

/// A tile answers to the pointer.
#[expect(clippy::too_many_arguments, reason = "as the other marks of a lane")]
fn tile_ui(
    ui: &Ui,
    painter: &Painter,
    place: &Place<'_>,
    lane: &TimeLane,
    (tile, selected): (&Tile, usize),
    rect: Rect,
    targets: &mut Targets,
    actions: &mut Vec<Action>,
) {
    let input = place.input;
    let seen = rect.intersect(place.plot);
    let facts = &lane.facts()[tile.places.clone()];
    let response = targets.target(ui, input, seen, ("density", lane.theme(), tile.from), || {
        WidgetInfo::selected(Role::Button, true, selected > 0, said(place, lane, tile, selected).join(", "))
    });
    let Some(response) = response else { return };
    if response.hovered() {
        painter.rect_filled(rect, 0.0, place.theme.hovered);
    }
    super::tray::focus_ring(ui, &response, seen, &place.theme);
    list::facts_popup(&response, input, || facts.into(), actions);
    if response.double_clicked() {
        let span = Span::of_days(Day(tile.from), Day(tile.to - 1)).with_margin(0.1);
        actions.push(Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(span)));
    }
    tooltip_at_pointer(response, |ui| {
        for line in said(place, lane, tile, selected) {
            ui.label(line);
        }
        ui.weak("Click for the list, double-click to look closer.");
    });
}

/// How many of the selected facts, by their places, begin in a tile.
fn count_in(selected: &[usize], tile: &Tile) -> usize {
    let before = |place: usize| selected.partition_point(|other| *other < place);
    before(tile.places.end).saturating_sub(before(tile.places.start))
}

/// The distance from one tick to the next, under which they would run together, in points.
const TICK: f32 = 3.0;

/// A tick for each selected fact that begins in a run of tiles, with a head that is seen over any columns.
fn selected_ticks(painter: &Painter, place: &Place<'_>, lane: &TimeLane, run: &[Tile], selected: &[usize]) {
    let theme = &place.theme;
    let mut last = f32::NEG_INFINITY;
    for tile in run {
        let from = selected.partition_point(|other| *other < tile.places.start);
        for at in selected[from..].iter().take_while(|at| **at < tile.places.end) {
            let x = place.scale.x_from_days(days(Day(lane.stretch(*at).start.into())));
            if x - last < TICK || !place.plot.x_range().contains(x) {
                continue;
            }
            last = x;
            let rect = tile_rect(place, tile);
            let head = pos2(x, rect.top() + 4.0_f32.min(rect.height() / 2.0));
            painter.vline(x, head.y..=rect.bottom(), Stroke::new(1.4, theme.ink));
            painter.circle(head, 3.0, theme.ink, Stroke::new(1.0, theme.paper));
        }
    }
}

/// What is said of a tile: how many facts, when, of what theme, how many are selected, and how many doubted.
fn said(place: &Place<'_>, lane: &TimeLane, tile: &Tile, selected: usize) -> Vec<String> {
    let all = lane.touching(tile.from, tile.to);
    let theme = &place.input.dossier.themes()[lane.theme()].label;
    let when = day_range_text(Day(tile.from), Day(tile.to - 1));
    let mut lines = vec![format!("{}, {when}, {theme}", counted(all, "fact", "facts"))];
    let begun = all.saturating_sub(tile.places.len());
    if begun > 0 {
        lines.push(format!("{} began earlier", count_text(begun)));
    }
    if selected > 0 {
        lines.push(format!("{} selected", count_text(selected)));
    }
    let doubted = lane.doubted_in(tile.places.clone());
    if doubted > 0 {
        lines.push(format!("{} doubted", count_text(doubted)));
    }
    lines
}

/// How many facts touch each of some equal stretches of time.
fn columns(mesh: &mut Mesh, place: &Place<'_>, lane: &TimeLane, level: u32, tile: &Tile, rect: Rect, counts: &[usize]) {
    let room = if place.band.height >= LEAST_FOR_WORDS.0 { rect.height() - HEAD } else { rect.height() - 2.0 };
    let most = length(lane.peak(level));
    let colour = place.theme.tint(place.colour, 0.62);
    let edges = (1..).map(|column| (tile.from + (column << level)).min(tile.to));
    let mut left = rect.left();
    for (count, edge) in counts.iter().zip(edges) {
        let right = place.scale.x_from_days(days(Day(edge)));
        if *count > 0 && right > place.plot.left() && left < place.plot.right() {
            // By the square root, so that few are still seen beside many.
            let height = (room * (length(*count) / most).sqrt()).clamp(LEAST_COLUMN, room.max(LEAST_COLUMN));
            let gap = if right - left > 2.5 { 0.5 } else { 0.0 };
            let column = Rect::from_min_max(pos2(left, rect.bottom() - height), pos2(right - gap, rect.bottom()));
            mesh.add_colored_rect(column, colour);
        }
        left = right;
    }
}

/// What of the head of a run is free of the counts that are drawn over it, which are in the order of time: the first stretch that
/// has room for words.
fn beside_counts(head: Rect, counts: &[Rect]) -> Rect {
    let mut free = head;
    for count in counts.iter().filter(|count| count.intersects(head)) {
        if count.left() - free.left() >= LEAST_FOR_WORDS.1 {
            return free.with_max_x(free.right().min(count.left()));
        }
        free.min.x = free.left().max(count.right());
    }
    free
}

/// How many facts a run of tiles stands for, as far as it is in view.
fn run_words(painter: &Painter, place: &Place<'_>, lane: &TimeLane, run: &[Tile], seen: Rect, kept: &mut Kept) {
    if place.band.height < LEAST_FOR_WORDS.0 || seen.width() < LEAST_FOR_WORDS.1 {
        return;
    }
    let [first, ..] = run else { return };
    let room = seen.width() - 8.0;
    let galley = kept.run_words(lane, first, room, || {
        let text = run_text(place, lane, run);
        words::cut(painter, &text, theme::text(size::CHART), place.theme.ink_soft, room)
    });
    let at = seen.left_top() + vec2(4.0, 1.0);
    let ground = Rect::from_min_size(at, galley.size()).expand2(vec2(3.0, 0.0));
    painter.rect_filled(ground, 2.0, place.theme.paper.gamma_multiply(0.85));
    painter.galley(at, galley, place.theme.ink_soft);
}

fn run_text(place: &Place<'_>, lane: &TimeLane, run: &[Tile]) -> String {
    let (from, to) = place.scale.days_in_view();
    let from = run.first().map_or(from, |first| first.from.max(from));
    let to = run.last().map_or(to, |last| last.to.min(to + 1));
    let facts = counted(lane.touching(from, to), "fact", "facts");
    match lane.doubted_in(lane.begin_in(from, to)) {
        0 => facts,
        doubted => format!("{facts}, {} doubted", count_text(doubted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_beside_the_counts_and_not_under_them() {
        let stretch = |left: f32, right: f32| Rect::from_x_y_ranges(left..=right, 0.0..=15.0);
        let head = stretch(100.0, 500.0);
        let free = |counts: &[Rect]| beside_counts(head, counts);
        assert_eq!(free(&[]), head);
        assert_eq!(free(&[stretch(80.0, 160.0)]), stretch(160.0, 500.0));
        let counts = [stretch(80.0, 160.0), stretch(200.0, 260.0), stretch(400.0, 450.0)];
        assert_eq!(free(&counts), stretch(260.0, 400.0));
        // What stands in another row, or elsewhere, takes nothing.
        assert_eq!(free(&[stretch(80.0, 160.0).translate(vec2(0.0, 20.0)), stretch(600.0, 650.0)]), head);
    }
}
