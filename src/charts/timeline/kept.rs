//! What is kept from one frame to the next: how wide labels are, and where the facts of each lane stand at one zoom, so
//! that panning lays nothing out anew; and what is said of a density, which follows a moving view at a pace of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Galley, Id, Ui};

use super::TimelineInput;
use super::cluster::place_of;
use super::crowd::Tile;
use super::items::{Item, days};
use super::lanes::{self, Band, MOST_ROWS};
use super::layout::{self, Labels, Placed, Wanted};
use super::scale::Scale;
use super::words::{LabelText, Measure};
use crate::analysis::{TimeIndex, TimeLane};
use crate::charts::pace::Pace;
use crate::dossier::FactIx;

/// The room after the last fact in which a label has no place, in points.
const EDGE_MARGIN: f64 = 24.0;
/// Zooms that differ by less than this part are the same; panning changes the last digits of it.
const SAME_ZOOM: f64 = 1e-10;
/// Widths of so many labels are remembered of crowded lanes, of which only what is in view is measured.
const MOST_WIDTHS: usize = 20_000;
/// The columns of so many tiles are remembered, which is some screens full.
const MOST_TILES: usize = 1_000;

/// What is kept from one frame to the next.
#[derive(Clone)]
pub(super) struct Kept {
    /// The facts that it is of; held, so that they are known to be the same.
    time: Arc<TimeIndex>,
    is_on_paper: bool,
    pixels_per_point: f32,
    /// For each lane that is not crowded, how wide the labels of its facts are, by their places.
    lane_widths: Vec<Vec<f64>>,
    /// The same of facts in crowded lanes.
    crowd_widths: BTreeMap<FactIx, f64>,
    measure: Measure,
    /// For tiles of a density, how many facts touch each of its columns.
    columns: BTreeMap<Columns, Arc<[usize]>>,
    /// The places of the selected facts in each lane, in their order, and which facts these are.
    selected: Option<(SelectedFacts, Vec<Arc<[usize]>>)>,
    layout: Option<Arc<Layout>>,
    /// What is said of runs of tiles, by theme and first tile in view.
    run_words: BTreeMap<(usize, i64), Arc<Galley>>,
    pace: Pace,
}

/// The columns of a tile: of which theme, from when to when in days, and of `2^level` days each.
type Columns = (usize, i64, i64, u32);

/// The facts that are selected: the one in focus, and those beside it.
type SelectedFacts = (Option<FactIx>, Vec<FactIx>);

/// Selected facts up to this many are looked up one by one; of more, the lanes are gone through.
const FEW: usize = 64;

/// The lanes at one zoom.
pub(super) struct Layout {
    points_per_day: f64,
    height: f32,
    selected: Option<FactIx>,
    /// One for each lane, in the same order.
    pub(super) lanes: Vec<LaidOut>,
}

/// A lane at one zoom.
pub(super) struct LaidOut {
    /// How many rows it would fill.
    pub(super) wanted: Wanted,
    pub(super) band: Band,
    /// All of its facts, so that panning changes nothing; of a crowded lane none, since tiles see to that.
    pub(super) items: Vec<Item>,
    /// Where they stand.
    pub(super) placed: Vec<Placed>,
}

impl Kept {
    fn id(ui: &Ui) -> Id {
        ui.scope_id().with("kept")
    }

    /// Takes what was kept out of the memory, as far as it still holds.
    pub(super) fn take(ui: &Ui, input: &TimelineInput<'_>) -> Self {
        let (is_on_paper, pixels_per_point) = (!input.is_interactive, ui.ctx().pixels_per_point());
        let is_same = |kept: &Self| {
            Arc::ptr_eq(&kept.time, input.time)
                && kept.is_on_paper == is_on_paper
                && (kept.pixels_per_point - pixels_per_point).abs() < 1e-4
        };
        let kept = ui.data_mut(|data| data.remove_temp::<Option<Self>>(Self::id(ui))).flatten();
        let kept = kept.filter(is_same).map(|kept| kept.at_its_pace(ui, input));
        kept.unwrap_or_else(|| Self::new(ui, input))
    }

    /// Measures the facts anew.
    pub(super) fn new(ui: &Ui, input: &TimelineInput<'_>) -> Self {
        let mut measure = Measure::new();
        Self {
            time: Arc::clone(input.time),
            is_on_paper: !input.is_interactive,
            pixels_per_point: ui.ctx().pixels_per_point(),
            lane_widths: lane_widths(ui, input, &mut measure),
            crowd_widths: BTreeMap::new(),
            measure,
            columns: BTreeMap::new(),
            selected: None,
            layout: None,
            run_words: BTreeMap::new(),
            pace: Pace::new(ui, input.span),
        }
    }

    /// How many rows the facts of each lane fill at a zoom, with all of their labels.
    pub(super) fn wanted(&self, input: &TimelineInput<'_>, scale: &Scale) -> Vec<usize> {
        let edge = edge(&self.time, scale);
        let lanes = self.time.lanes().iter().zip(&self.lane_widths);
        let rows = lanes.map(|(lane, widths)| {
            let mut width = |item: &Item| widths.get(item.places.start).copied().unwrap_or(0.0);
            let mut labels = Labels { width: &mut width, kept: None, edge };
            let is_filled = !input.is_interactive;
            layout::rows_wanted(&items(input, lane, scale), MOST_ROWS, is_filled, &mut labels).for_labels
        });
        rows.collect()
    }

    /// Forgets what was said of a density, unless that may wait.
    fn at_its_pace(mut self, ui: &Ui, input: &TimelineInput<'_>) -> Self {
        if !self.run_words.is_empty() && self.pace.may_wait(ui, input.span) {
            self.pace = self.pace.wait(ui, input.span);
        } else {
            self.run_words.clear();
            self.pace = Pace::new(ui, input.span);
        }
        self
    }

    /// Puts it back.
    pub(super) fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::id(ui), Some(self)));
    }

    /// The lanes at this zoom, for a plot of this height.
    pub(super) fn layout(&mut self, input: &TimelineInput<'_>, scale: &Scale, height: f32) -> Arc<Layout> {
        let points_per_day = scale.points_per_day();
        let is_same = |layout: &&Arc<Layout>| {
            (layout.points_per_day - points_per_day).abs() <= points_per_day * SAME_ZOOM
                && (layout.height - height).abs() < f32::EPSILON
                && layout.selected == input.selected
        };
        if let Some(layout) = self.layout.as_ref().filter(is_same) {
            return Arc::clone(layout);
        }
        let lanes = self.laid_out(input, scale, height);
        let layout = Arc::new(Layout { points_per_day, height, selected: input.selected, lanes });
        self.layout = Some(Arc::clone(&layout));
        layout
    }

    fn laid_out(&self, input: &TimelineInput<'_>, scale: &Scale, height: f32) -> Vec<LaidOut> {
        let edge = edge(&self.time, scale);
        let lanes = self.time.lanes();
        let items: Vec<Vec<Item>> = lanes.iter().map(|lane| items(input, lane, scale)).collect();
        let widths = &self.lane_widths;
        let width_in = |lane: usize| move |item: &Item| widths[lane].get(item.places.start).copied().unwrap_or(0.0);
        let wanted: Vec<Wanted> = lanes
            .iter()
            .zip(&items)
            .enumerate()
            .map(|(place, (lane, items))| {
                let mut width = width_in(place);
                // A crowd wants all it can get; to say so takes no layout.
                let crowd = Wanted { for_marks: MOST_ROWS, for_labels: MOST_ROWS };
                let mut labels = Labels { width: &mut width, kept: input.selected, edge };
                if lane.is_crowded() {
                    crowd
                } else {
                    layout::rows_wanted(items, MOST_ROWS, !input.is_interactive, &mut labels)
                }
            })
            .collect();
        let bands = lanes::bands(&wanted, height, !input.is_interactive);
        let lay_out = |(place, ((items, wanted), band)): (usize, ((Vec<Item>, Wanted), Band))| {
            let mut width = width_in(place);
            let mut labels = Labels { width: &mut width, kept: input.selected, edge };
            let placed = layout::place(&items, band.rows, &mut labels);
            LaidOut { wanted, band, items, placed }
        };
        items.into_iter().zip(wanted).zip(bands).enumerate().map(lay_out).collect()
    }

    /// How many facts touch each of the columns of a tile, which are of `2^level` days.
    pub(super) fn columns(&mut self, lane: &TimeLane, tile: &Tile, level: u32) -> Arc<[usize]> {
        if self.columns.len() > MOST_TILES {
            self.columns.clear();
        }
        let count = || {
            let step = 1 << level;
            let starts = (tile.from..tile.to).step_by(step);
            starts.map(|from| lane.touching(from, (from + (1_i64 << level)).min(tile.to))).collect()
        };
        Arc::clone(self.columns.entry((lane.theme(), tile.from, tile.to, level)).or_insert_with(count))
    }

    /// The places of the selected facts in a lane, in their order.
    pub(super) fn selected_places(&mut self, input: &TimelineInput<'_>, lane: &TimeLane) -> Arc<[usize]> {
        let is_same = |((focus, others), _): &(SelectedFacts, Vec<Arc<[usize]>>)| {
            *focus == input.selected && others == input.also_selected
        };
        if !self.selected.as_ref().is_some_and(is_same) {
            let places = self.time.lanes().iter().map(|lane| selected_in(input, lane)).collect();
            self.selected = Some(((input.selected, input.also_selected.to_vec()), places));
        }
        let lanes = self.selected.as_ref().map_or(&[][..], |(_, lanes)| lanes);
        let place = self.time.lanes().iter().position(|other| other.theme() == lane.theme());
        place.and_then(|place| lanes.get(place).cloned()).unwrap_or_default()
    }

    /// What is said of a run of tiles that begins with this one, in no more than so much room.
    pub(super) fn run_words(
        &mut self,
        lane: &TimeLane,
        first: &Tile,
        room: f32,
        say: impl FnOnce() -> Arc<Galley>,
    ) -> Arc<Galley> {
        let key = (lane.theme(), first.from);
        let said = self.run_words.get(&key).filter(|galley| galley.size().x <= room).cloned();
        said.unwrap_or_else(|| {
            let galley = say();
            self.run_words.insert(key, Arc::clone(&galley));
            galley
        })
    }

    /// Lays something out in a crowded lane, with labels measured as they are asked for.
    pub(super) fn with_labels<R>(
        &mut self,
        ui: &Ui,
        input: &TimelineInput<'_>,
        scale: &Scale,
        lay_out: impl FnOnce(&mut Labels<'_>) -> R,
    ) -> R {
        if self.crowd_widths.len() > MOST_WIDTHS {
            self.crowd_widths.clear();
        }
        let (known, measure) = (&mut self.crowd_widths, &mut self.measure);
        let mut width =
            |item: &Item| *known.entry(item.fact).or_insert_with(|| label_width(ui, input, item.fact, measure));
        lay_out(&mut Labels { width: &mut width, kept: input.selected, edge: edge(&self.time, scale) })
    }
}

/// The places of the selected facts in a lane, in their order.
fn selected_in(input: &TimelineInput<'_>, lane: &TimeLane) -> Arc<[usize]> {
    if input.also_selected.len() > FEW {
        let is_selected = |(_, fact): &(usize, &FactIx)| input.is_selected(**fact);
        return lane.facts().iter().enumerate().filter(is_selected).map(|(place, _)| place).collect();
    }
    let facts = input.also_selected.iter().copied().chain(input.selected);
    let mut places: Vec<usize> = facts.filter_map(|fact| place_of(input, lane, fact)).collect();
    places.sort_unstable();
    places.dedup();
    places.into()
}

/// Where the last fact ends, in absolute points, with the margin that a fitted view has.
fn edge(time: &TimeIndex, scale: &Scale) -> f64 {
    time.last_day().map_or(f64::INFINITY, |day| days(day.plus(1)) * scale.points_per_day() + EDGE_MARGIN)
}

/// The width of a label: on paper as it is, on the screen no less than that.
fn label_width(ui: &Ui, input: &TimelineInput<'_>, fact: FactIx, measure: &mut Measure) -> f64 {
    let label = LabelText::of(input.dossier.fact(fact));
    if input.is_interactive { label.width_at_most(ui.painter(), measure) } else { label.width(ui.painter(), true) }
}

fn lane_widths(ui: &Ui, input: &TimelineInput<'_>, measure: &mut Measure) -> Vec<Vec<f64>> {
    let of_lane = |lane: &TimeLane| {
        let measured = lane.facts().iter().filter(|_| !lane.is_crowded());
        measured.map(|fact| label_width(ui, input, *fact, measure)).collect()
    };
    input.time.lanes().iter().map(of_lane).collect()
}

/// All facts of a lane that is not crowded, by their start.
fn items(input: &TimelineInput<'_>, lane: &TimeLane, scale: &Scale) -> Vec<Item> {
    if lane.is_crowded() {
        return Vec::new();
    }
    let mut items: Vec<Item> = Vec::new();
    let mut place = 0;
    while place < lane.facts().len() {
        let places = lane.item_at(place);
        place = places.end;
        items.extend(Item::of(input.dossier, lane, places, scale.points_per_day()));
    }
    items.sort_by(|one, other| one.start.total_cmp(&other.start));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{DossierIndex, samples};
    use crate::app::Span;
    use crate::charts::theme;
    use crate::dossier::{Date, Dossier, Fact, Parts, Theme};
    use egui::{Context, RawInput, Rect, pos2};

    fn dossier() -> Dossier {
        let fact = |month: usize| Fact {
            date: Some(Date::parse(&format!("{}-{:02}", 1990 + month / 12, month % 12 + 1)).expect("a date")),
            ..samples::fact(&format!("f{month}"), Vec::new())
        };
        let themes = vec![Theme { id: "t".to_owned(), label: "Trade".to_owned() }];
        Dossier::new(Parts { themes, facts: (0..60).map(fact).collect(), ..Parts::default() })
    }

    #[test]
    fn only_a_new_zoom_height_or_selection_lays_the_lanes_out_anew() {
        let dossier = dossier();
        let time = Arc::new(TimeIndex::new(DossierIndex::new(&dossier).briefs().iter().copied(), 1));
        let ctx = Context::default();
        theme::install(&ctx);
        let laid_out = |span: Span, selected: Option<FactIx>, height: f32| {
            let mut layout = None;
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                let input = TimelineInput {
                    dossier: &dossier,
                    shown: &[],
                    time: &time,
                    span,
                    selected,
                    also_selected: &[],
                    query: None,
                    cursor_days: None,
                    today: None,
                    is_interactive: true,
                };
                let mut kept = Kept::take(ui, &input);
                let plot = Rect::from_min_max(pos2(0.0, 0.0), pos2(800.0, height));
                layout = Some(kept.layout(&input, &Scale::new(plot, span), height));
                kept.keep(ui);
            });
            output.textures_delta.clear();
            layout.expect("it was drawn")
        };
        let span = Span::of_years(1991, 1993);
        let first = laid_out(span, None, 200.0);
        assert_eq!(first.lanes[0].items.len(), 60);
        let mut panned = span;
        for _ in 0..200 {
            panned = panned.panned(0.0137);
            assert!(Arc::ptr_eq(&first, &laid_out(panned, None, 200.0)), "{panned:?}");
        }
        assert!(!Arc::ptr_eq(&first, &laid_out(panned.zoomed(1.01, 0.0), None, 200.0)));
        let zoomed = laid_out(span, None, 200.0);
        assert!(!Arc::ptr_eq(&zoomed, &laid_out(span, None, 220.0)));
        let higher = laid_out(span, None, 220.0);
        assert!(!Arc::ptr_eq(&higher, &laid_out(span, Some(FactIx(3)), 220.0)));
    }

    #[test]
    fn the_columns_of_a_tile_are_what_touches_them_and_are_counted_once() {
        let dossier = dossier();
        let time = Arc::new(TimeIndex::new(DossierIndex::new(&dossier).briefs().iter().copied(), 1));
        let ctx = Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let input = TimelineInput {
                dossier: &dossier,
                shown: &[],
                time: &time,
                span: Span::of_years(1991, 1993),
                selected: None,
                also_selected: &[],
                query: None,
                cursor_days: None,
                today: None,
                is_interactive: true,
            };
            let mut kept = Kept::take(ui, &input);
            let lane = &time.lanes()[0];
            let days = Tile { from: 7_680, to: 7_808, places: lane.begin_in(7_680, 7_808) };
            let columns = kept.columns(lane, &days, 4);
            let expected: Vec<usize> =
                (0..8).map(|place| lane.touching(7_680 + place * 16, 7_696 + place * 16)).collect();
            assert_eq!(*columns, expected[..]);
            assert!(expected.iter().any(|count| *count > 0), "{expected:?}");
            assert!(Arc::ptr_eq(&columns, &kept.columns(lane, &days, 4)));
        });
        output.textures_delta.clear();
    }
}
