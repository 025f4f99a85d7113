//! The key: which colour is which series, which pattern is which doubt, in the order of what is seen.

use egui::{Align2, Pos2, Rect, Response, RichText, Sense, Ui, Vec2, WidgetInfo};

use super::TradeInput;
use super::lit::Lit;
use super::look::{self, Kind, bar_shapes, disputed_shape, dot_shapes, mirror_shape};
use super::marks::{RIVAL_TICK, break_shapes, nothing_shapes, rival_shape};
use super::place::{Placement, is_shown};
use super::texts::nothing_meaning;
use crate::analysis::{ChartChoice, Doubt, Doubts, Flows, Frequency, NoDataReason, SeriesColour};
use crate::app::Action;
use crate::charts::theme::{self, Theme, size};
use crate::charts::whole_numbers;

/// One line of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A series; those of one name share an entry.
    Series {
        name: String,
        colour: SeriesColour,
        keys: Vec<String>,
        /// Whether it is among those that are drawn.
        is_shown: bool,
        /// Whether it is drawn as a line.
        is_line: bool,
    },
    /// A pattern.
    Doubt(Doubt),
    /// A reported zero.
    Zero,
    /// From the lowest to the highest of several values.
    Range,
    /// The tick of a rival value.
    Rival,
    /// The mark of what the partner reports.
    Mirror(String),
    /// The stated whole of a stack that is less than its parts.
    Exceeded,
    /// The line before values that are not comparable with earlier ones.
    Break,
    /// The mark of a year without a value.
    NoData(NoDataReason),
}

/// The size of a sample, in points.
const SAMPLE: Vec2 = Vec2::new(18.0, 12.0);
/// The distance between a sample and its words, in points.
const BESIDE_SAMPLE: f32 = 6.0;
/// The distance between two entries, in points.
const BETWEEN: f32 = 10.0;
/// The height of a row of the key, in points.
const ROW: f32 = 19.0;
/// The width of what opens the entries that have no room, in points.
const MORE: f32 = 60.0;
/// The longest name in the key, in letters.
const LONGEST_NAME: usize = 36;
/// Fewer series than this need no key for their colours.
const LEAST_SERIES: usize = 2;

/// What needs a key: each series where there are several, each pattern and mark that is in view.
pub(super) fn entries(input: &TradeInput<'_>, placement: &Placement<'_>, are_named_beside: bool) -> Vec<Entry> {
    let mut entries = if are_named_beside { Vec::new() } else { series_entries(input, placement) };
    let overview = &placement.overview;
    entries.extend(overview.doubts.each().map(Entry::Doubt));
    entries.extend(overview.kinds.contains(&Kind::Zero).then_some(Entry::Zero));
    let has_range = overview.kinds.contains(&Kind::Range) || !placement.columns.is_empty();
    entries.extend(has_range.then_some(Entry::Range));
    entries.extend(overview.has_rivals.then_some(Entry::Rival));
    let whose = &overview.mirrored_by;
    if !whose.is_empty() {
        let abroad = input.plan.chosen.abroad.as_deref().map_or("the partner", |id| input.dossier.party_name(id));
        let is_of_one = whose.len() == 1 && whose.contains(&input.plan.chosen.abroad.as_deref());
        let who = if is_of_one { abroad } else { "the partner" };
        entries.push(Entry::Mirror(format!("the same, reported by {who}")));
    }
    entries.extend((!placement.exceeded.is_empty()).then_some(Entry::Exceeded));
    entries.extend((!placement.breaks.is_empty()).then_some(Entry::Break));
    let mut gaps: Vec<NoDataReason> = placement.gaps.iter().map(|gap| gap.nothing).collect();
    gaps.sort_unstable();
    gaps.dedup();
    // Where all that is missing is not in the dossier, the words at its place say enough.
    if gaps.iter().any(|gap| *gap != NoDataReason::NotInDossier) {
        entries.extend(gaps.into_iter().map(Entry::NoData));
    }
    entries
}

fn series_entries(input: &TradeInput<'_>, placement: &Placement<'_>) -> Vec<Entry> {
    let plan = input.plan;
    let mut entries: Vec<Entry> = Vec::new();
    let is_alone = !plan.asked.alone.is_empty();
    for (of, series) in plan.series.iter().enumerate() {
        let is_shown = is_shown(plan, series);
        // On the screen those that are not drawn can be fetched back.
        let is_listed = placement.overview.series.contains(&of) || (input.is_interactive && is_alone);
        if !is_listed || (!input.is_interactive && !is_shown) {
            continue;
        }
        let same = entries.iter_mut().find_map(|entry| {
            let Entry::Series { name, keys, is_shown, .. } = entry else { return None };
            (*name == series.name).then_some((keys, is_shown))
        });
        if let Some((keys, is_any_shown)) = same {
            keys.push(series.key.clone());
            *is_any_shown |= is_shown;
        } else {
            let (name, keys) = (series.name.clone(), vec![series.key.clone()]);
            let is_line = placement.are_lines || series.is_overlay;
            entries.push(Entry::Series { name, colour: series.colour, keys, is_shown, is_line });
        }
    }
    // A colour by itself needs its name where it is not that of the title.
    let is_said = matches!(plan.chosen.flows, Flows::Totals | Flows::Exports | Flows::Imports | Flows::Balance);
    if entries.len() < LEAST_SERIES && !is_alone && (is_said || entries.is_empty()) {
        entries.clear();
    }
    // What is on top of a stack is first seen; several stacks share one order.
    if plan.is_stacked() {
        entries.sort_by_key(|entry| match entry {
            Entry::Series { colour, .. } => std::cmp::Reverse(Some(*colour)),
            Entry::Doubt(_)
            | Entry::Zero
            | Entry::Range
            | Entry::Rival
            | Entry::Mirror(_)
            | Entry::Exceeded
            | Entry::Break
            | Entry::NoData(_) => std::cmp::Reverse(None),
        });
    }
    entries
}

/// The words of an entry.
pub(super) fn words(input: &TradeInput<'_>, entry: &Entry) -> String {
    match entry {
        Entry::Series { name, .. } => elided(name),
        Entry::Doubt(Doubt::PartOfPeriod) if input.plan.chosen.frequency == Frequency::Year => {
            "part of the year".to_owned()
        }
        Entry::Doubt(doubt) => doubt.label().to_owned(),
        Entry::Zero => "reported zero".to_owned(),
        Entry::Range => "from the lowest to the highest value".to_owned(),
        Entry::Rival => "another value for the same".to_owned(),
        Entry::Mirror(words) => words.clone(),
        Entry::Exceeded => "stated total, exceeded by its parts".to_owned(),
        Entry::Break => "break in the series".to_owned(),
        Entry::NoData(nothing) => nothing_meaning(*nothing, input.plan.years.seen_by.is_some()).to_owned(),
    }
}

pub(super) fn elided(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", whole_numbers(name, &kept).trim_end())
}

/// Draws the key; a series that is pointed at is brought forward, a click shows it alone, Shift and click adds it.
///
/// On the screen it leaves the plot the room that it needs: what has no place in the rows that are left opens with a click.
pub(super) fn legend_ui(
    ui: &mut Ui,
    input: &TradeInput<'_>,
    entries: &[Entry],
    are_lines: bool,
    (most_height, actions): (f32, &mut Vec<Action>),
) {
    if entries.is_empty() {
        return;
    }
    let words: Vec<String> = entries.iter().map(|entry| words(input, entry)).collect();
    let widths = widths(ui, &words);
    let count = if input.is_interactive { in_rows(&widths, ui.available_width(), most_height) } else { entries.len() };
    let mut lit = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = BESIDE_SAMPLE;
        for (place, entry) in entries.iter().enumerate().take(count) {
            // A sample and its words stay on one line.
            if ui.available_size_before_wrap().x < widths[place] {
                ui.end_row();
            }
            entry_ui(ui, input, (place, entry, &words[place]), are_lines, &mut lit, actions);
            ui.add_space(BETWEEN);
        }
        if count < entries.len() {
            let more = RichText::new(format!("{} more ▾", entries.len() - count)).font(theme::text(size::CHART));
            let button = egui::Button::new(more.color(Theme::of(ui).accent)).frame(false);
            let button = egui::containers::menu::MenuButton::from_button(button);
            let (response, _) = button.ui(ui, |ui| {
                for (place, entry) in entries.iter().enumerate() {
                    ui.horizontal(|ui| {
                        entry_ui(ui, input, (place, entry, &words[place]), are_lines, &mut lit, actions);
                    });
                }
            });
            response.on_hover_text(words[count..].join(", "));
        }
    });
    if let Some(name) = lit.filter(|_| input.is_interactive) {
        Lit::of_series(name).keep(ui);
    }
}

/// The height that the whole key takes in so much width, in points.
pub(super) fn height(ui: &Ui, input: &TradeInput<'_>, entries: &[Entry], room: f32) -> f32 {
    let words: Vec<String> = entries.iter().map(|entry| words(input, entry)).collect();
    let (widths, mut rows) = (widths(ui, &words), 1.0);
    while in_rows(&widths, room, rows * ROW) < widths.len() {
        rows += 1.0;
    }
    if widths.is_empty() { 0.0 } else { rows * ROW }
}

/// The widths of entries, each with its sample.
fn widths(ui: &Ui, words: &[String]) -> Vec<f32> {
    let text = |words: &String| {
        ui.painter().layout_no_wrap(words.clone(), theme::text(size::CHART), egui::Color32::PLACEHOLDER)
    };
    words.iter().map(|words| SAMPLE.x + BESIDE_SAMPLE + text(words).size().x).collect()
}

/// How many entries of these widths have a place in rows of no more than so much height, of which there is always one. Where
/// that is not all of them, the last row has room for what opens the rest.
fn in_rows(widths: &[f32], room: f32, most_height: f32) -> usize {
    let most_rows = (most_height / ROW).max(1.0);
    let (mut rows, mut x) = (1.0, 0.0);
    let mut with_more = 0;
    for (place, width) in widths.iter().enumerate() {
        if x > 0.0 && x + width > room {
            (rows, x) = (rows + 1.0, 0.0);
        }
        if rows > most_rows {
            return with_more.max(1);
        }
        x += width + BETWEEN + BESIDE_SAMPLE;
        if rows + 1.0 <= most_rows || x + MORE <= room {
            with_more = place + 1;
        }
    }
    widths.len()
}

/// One line of the key: the sample, and what it stands for.
fn entry_ui(
    ui: &mut Ui,
    input: &TradeInput<'_>,
    (place, entry, words): (usize, &Entry, &str),
    are_lines: bool,
    lit: &mut Option<String>,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let is_faint = matches!(entry, Entry::Series { is_shown: false, .. });
    let ink = if is_faint { theme.tint(theme.ink_soft, 0.6) } else { theme.ink_soft };
    let text = ui.painter().layout_no_wrap(words.to_owned(), theme::text(size::CHART), ink);
    let (row, _) = ui.allocate_exact_size(Vec2::new(SAMPLE.x, text.size().y.max(SAMPLE.y)), Sense::hover());
    sample(ui, entry, Rect::from_center_size(row.center(), SAMPLE), are_lines, &theme);
    let label = ui.label(RichText::new(words).font(theme::text(size::CHART)).color(ink));
    if let (Entry::Series { name, keys, is_shown, .. }, true) = (entry, input.is_interactive) {
        let all = ui.interact(label.rect.union(row), ui.scope_id().with(("legend", place)), Sense::click());
        if all.hovered() {
            *lit = Some(name.clone());
        }
        series_clicked(ui, input, all, (name, keys, *is_shown), actions);
    }
}

fn series_clicked(
    ui: &Ui,
    input: &TradeInput<'_>,
    response: Response,
    (name, keys, is_shown): (&String, &[String], bool),
    actions: &mut Vec<Action>,
) {
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_shown, name.as_str()));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        let is_adding = ui.input(|input| input.modifiers.shift);
        let mut alone = input.plan.asked.alone.clone();
        let is_alone = keys.iter().all(|key| alone.contains(key));
        if is_adding && is_alone {
            alone.retain(|key| !keys.contains(key));
        } else if is_adding {
            alone.extend(keys.iter().cloned());
        } else {
            let is_the_only = is_alone && alone.len() == keys.len();
            alone = if is_the_only { std::collections::BTreeSet::new() } else { keys.iter().cloned().collect() };
        }
        let choice = ChartChoice { alone, ..input.plan.asked.clone() };
        actions.push(Action::SetChart(Box::new(choice)));
    }
    response.on_hover_text("Click: show this alone. Shift+click: add it");
}

/// The sample of an entry.
fn sample(ui: &Ui, entry: &Entry, rect: Rect, are_lines: bool, theme: &Theme) {
    let mut shapes = Vec::new();
    let neutral = theme.series(SeriesColour::NotStated);
    let middle = rect.center();
    match entry {
        Entry::Series { colour, is_shown, is_line, .. } => {
            let ink = theme.series(*colour);
            let ink = if *is_shown { ink } else { theme.tint(ink, 0.3) };
            if *is_line {
                let ends = [rect.left_center(), rect.right_center()];
                shapes.push(egui::Shape::line_segment(ends, egui::Stroke::new(2.0, ink)));
                dot_shapes(middle, Doubts::NONE, ink, theme, &mut shapes);
            } else {
                let kind = if *colour == SeriesColour::Rest { Kind::Rest } else { Kind::Value };
                bar_shapes(rect, (kind, Doubts::NONE), ink, theme, &mut shapes);
            }
        }
        Entry::Doubt(Doubt::Disputed) => {
            shapes.push(disputed_shape(Pos2::new(middle.x, middle.y + look::DISPUTED.y / 2.0), theme));
        }
        Entry::Doubt(doubt) if are_lines => dot_shapes(middle, Doubts::NONE.with(*doubt), neutral, theme, &mut shapes),
        Entry::Doubt(doubt) => bar_shapes(rect, (Kind::Value, Doubts::NONE.with(*doubt)), neutral, theme, &mut shapes),
        Entry::Zero => bar_shapes(rect, (Kind::Zero, Doubts::NONE), neutral, theme, &mut shapes),
        Entry::Range => bar_shapes(rect, (Kind::Range, Doubts::NONE), neutral, theme, &mut shapes),
        Entry::Rival | Entry::Exceeded => {
            let tick = Rect::from_center_size(middle, Vec2::new(rect.width(), RIVAL_TICK));
            shapes.push(rival_shape(tick, theme));
        }
        Entry::Mirror(_) => shapes.push(mirror_shape(middle, 14.0, theme)),
        Entry::Break => shapes.extend(break_shapes(Rect::from_center_size(middle, Vec2::new(0.0, 16.0)), theme)),
        Entry::NoData(nothing) => shapes.extend(nothing_shapes(*nothing, middle, theme)),
    }
    ui.painter().extend(shapes);
}

/// The names of lines beside their ends, where they have room.
#[derive(Clone, Debug, Default)]
pub(super) struct EndNames {
    /// The width that they take to the right of the plot, in points; none where they stand in the key.
    pub(super) width: f32,
}

/// More lines than this are named in the key.
const MOST_BESIDE: usize = 9;
/// The largest part of the width that names may take.
const MOST_SHARE: f32 = 0.24;
/// Narrower charts name their lines in the key, in points.
const LEAST_WIDTH: f32 = 520.0;

impl EndNames {
    /// Whether the names of lines have room beside their ends.
    pub(super) fn of(ui: &Ui, input: &TradeInput<'_>, placement: &Placement<'_>) -> Self {
        let width = ui.available_width();
        let shown: Vec<&str> = names(input, placement).into_iter().map(|(_, name)| name).collect();
        let has_room = placement.are_lines && width >= LEAST_WIDTH && (1..=MOST_BESIDE).contains(&shown.len());
        if !has_room || !input.plan.asked.alone.is_empty() || !input.frame.legend {
            return Self::default();
        }
        let font = theme::strong(size::CHART);
        let widest = shown
            .iter()
            .map(|name| ui.painter().layout_no_wrap((*name).to_owned(), font.clone(), egui::Color32::BLACK).size().x);
        let widest = widest.fold(0.0, f32::max) + 14.0;
        if widest <= width * MOST_SHARE { Self { width: widest } } else { Self::default() }
    }

    /// Draws the names to the right of the plot, each at the height of the last point of its line, and apart.
    pub(super) fn paint(&self, ui: &Ui, input: &TradeInput<'_>, ends: &[(usize, Pos2)], frame: Rect, theme: &Theme) {
        if self.width <= 0.0 {
            return;
        }
        let mut rows: Vec<(f32, usize)> = ends.iter().map(|(of, at)| (at.y, *of)).collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        let height = size::CHART + 4.0;
        let mut last = frame.top() - height;
        let mut placed: Vec<f32> = Vec::new();
        for (y, _) in &rows {
            last = y.max(last + height);
            placed.push(last);
        }
        let mut limit = frame.bottom();
        for y in placed.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - height;
        }
        for ((true_y, of), y) in rows.into_iter().zip(placed) {
            let series = &input.plan.series[of];
            let colour = theme.series(series.colour);
            let x = frame.right() + 4.0;
            ui.painter()
                .line_segment([Pos2::new(x - 2.0, true_y), Pos2::new(x + 5.0, y)], egui::Stroke::new(1.0, colour));
            ui.painter().circle_filled(Pos2::new(x + 6.0, y), 2.2, colour);
            ui.painter().text(
                Pos2::new(x + 10.0, y),
                Align2::LEFT_CENTER,
                &series.name,
                theme::strong(size::CHART),
                theme.ink,
            );
        }
    }
}

/// The lines in view, with their names.
fn names<'a>(input: &TradeInput<'a>, placement: &Placement<'_>) -> Vec<(usize, &'a str)> {
    let plan: &'a crate::analysis::ChartPlan = input.plan;
    plan.series
        .iter()
        .enumerate()
        .filter(|(of, _)| placement.overview.series.contains(of))
        .map(|(of, series)| (of, series.name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_has_the_rows_that_are_left_and_says_how_many_more_there_are() {
        let five = [100.0; 5];
        assert_eq!(in_rows(&five, 1_000.0, 0.0), 5, "one row is always there");
        assert_eq!(in_rows(&five, 250.0, 3.0 * ROW), 5, "two, two and one");
        assert_eq!(in_rows(&five, 250.0, 2.0 * ROW), 3, "of the second row, one gives way to what opens the rest");
        assert_eq!(in_rows(&five, 300.0, 2.0 * ROW), 4, "or none, where that has room beside them");
        assert_eq!(in_rows(&five, 250.0, -50.0), 1);
        assert_eq!(in_rows(&[400.0, 400.0], 250.0, 0.0), 1, "one is there even where it is too wide");
        assert_eq!(in_rows(&[], 250.0, 0.0), 0);
    }
}
