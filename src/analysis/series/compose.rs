//! The series of each kind of chart, out of the observations of a dossier.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::SmolStr;

use super::choice::{ChartChoice, Flows, Form, Frequency, Goods, Measure};
use super::defaults;
use super::doubts::{Doubt, Doubts};
use super::exact::Exact;
use super::gather::{Pool, Sides, Subject, Way};
use super::plan::{
    ChartPlan, ChartSeries, Chosen, Computed, Excess, PlanSources, Point, SeriesColour, SeriesGap, Whole,
};
use super::relative;
use super::stack::stacks;
use super::{NoDataReason, TradeSeries};
use crate::dossier::FigureIx;
use crate::format::number::rounded_text;

/// Significant digits of a number within a formula.
const FORMULA_DIGITS: u8 = 3;
/// More years than this have no gaps that are named one by one.
const MOST_GAPS: i64 = 400;

impl ChartPlan {
    /// Works out the series of a chart.
    #[must_use]
    pub fn new(sources: PlanSources<'_>, years: &Arc<TradeSeries>, asked: &ChartChoice) -> Self {
        let sides = Sides::of(sources, asked.looking_from.as_ref());
        let pool = Pool::new(sources, sides, years);
        let mut chosen = defaults::choose(asked, &pool);
        let mut composer = Composer {
            pool: &pool,
            chosen: &chosen,
            unit: &years.unit,
            excesses: Vec::new(),
            wholes: Vec::new(),
            not_apart: 0,
        };
        let mut series = composer.series();
        let excesses = std::mem::take(&mut composer.excesses);
        let wholes = std::mem::take(&mut composer.wholes);
        let not_apart = composer.not_apart;
        let not_chosen = not_chosen(&pool, &series).saturating_sub(excesses.len() + not_apart);
        let mut unit = years.unit.clone();
        if chosen.flows == Flows::CompareReporters {
            "percent".clone_into(&mut unit);
        } else if chosen.measure != Measure::Value {
            relative::apply(&pool, &mut chosen, &mut series);
            "percent".clone_into(&mut unit);
        }
        series.retain(|series| !series.points.is_empty());
        chosen.form = defaults::form(asked.form, &chosen, &series);
        if !matches!(chosen.goods, Goods::ByCommodity) || chosen.form == Form::Lines || chosen.measure != Measure::Value
        {
            number_lanes(&mut series, &chosen);
        }
        let gaps = gaps(&chosen, years, &series);
        let has_breaks = sources.dossier.figures().any(|(_, figure)| figure.series_break.is_some());
        let years_drawn = years_drawn(&series, &gaps);
        Self {
            asked: asked.clone(),
            chosen,
            unit,
            series,
            gaps,
            other_units: other_units(sources, years),
            not_chosen,
            not_apart,
            wholes,
            excesses,
            has_breaks,
            years_drawn,
            years: Arc::clone(years),
        }
    }
}

/// What the series of a chart are composed from.
pub(super) struct Composer<'a> {
    pub(super) pool: &'a Pool<'a>,
    pub(super) chosen: &'a Chosen,
    pub(super) unit: &'a str,
    pub(super) excesses: Vec<Excess>,
    pub(super) wholes: Vec<Whole>,
    pub(super) not_apart: usize,
}

impl Composer<'_> {
    fn series(&mut self) -> Vec<ChartSeries> {
        let ways: &[Way] = match self.chosen.flows {
            Flows::AsReported => return self.as_reported(),
            Flows::Balance => return self.balance().into_iter().collect(),
            Flows::UpAndDown => return self.up_and_down(),
            Flows::CompareReporters => return self.compared(),
            Flows::Totals if self.chosen.goods == Goods::All => return vec![self.totals()],
            Flows::Totals => &[Way::Both],
            Flows::SideBySide => &[Way::Exports, Way::Imports],
            Flows::Exports => &[Way::Exports],
            Flows::Imports => &[Way::Imports],
        };
        match &self.chosen.goods {
            Goods::All => ways.iter().map(|way| self.of_way(way)).collect(),
            Goods::ByCommodity => stacks(self, ways),
            Goods::Only(goods) => {
                let goods: Vec<&String> = goods.iter().collect();
                let all =
                    ways.iter().flat_map(|way| goods.iter().enumerate().map(move |(rank, name)| (way, rank, *name)));
                all.map(|(way, rank, name)| self.of_goods(way, rank, name, goods.len())).collect()
            }
        }
    }

    /// What a way is called, as seen from the party that is looked from.
    pub(super) fn name(&self, way: &Way) -> String {
        let party = |id: &Option<SmolStr>| {
            id.as_deref().map(|id| self.pool.sources.dossier.party_name(id).to_owned()).unwrap_or_default()
        };
        match way {
            Way::Exports => format!("Exports to {}", party(&self.chosen.abroad)),
            Way::Imports => format!("Imports from {}", party(&self.chosen.abroad)),
            Way::Both => "Total trade".to_owned(),
            Way::NotStated => "Direction not stated".to_owned(),
            Way::Elsewhere(from, to) => {
                let name = |id: &str| self.pool.sources.dossier.party_name(id).to_owned();
                format!("{} → {}", name(from), name(to))
            }
        }
    }

    pub(super) fn points(&self, way: &Way, goods: Option<&str>) -> Vec<Point> {
        self.pool.points(&(way.clone(), goods.map(SmolStr::from)), self.chosen.frequency)
    }

    fn of_way(&self, way: &Way) -> ChartSeries {
        ChartSeries { points: self.points(way, None), ..empty(key(way, None), self.name(way), colour(way)) }
    }

    fn of_goods(&self, way: &Way, rank: usize, goods: &str, count: usize) -> ChartSeries {
        let colour =
            if count == 1 { colour(way) } else { SeriesColour::Commodity(u8::try_from(rank).unwrap_or(u8::MAX)) };
        let name = if self.chosen.flows == Flows::SideBySide || count == 1 {
            format!("{}: {goods}", self.name(way))
        } else {
            goods.to_owned()
        };
        ChartSeries { points: self.points(way, Some(goods)), ..empty(key(way, Some(goods)), name, colour) }
    }

    /// Both directions together: as stated; else the sum of both, where one reporter has both.
    fn totals(&self) -> ChartSeries {
        let mut by_period: BTreeMap<_, Point> =
            self.points(&Way::Both, None).into_iter().map(|point| ((point.first, point.last), point)).collect();
        for (exports, imports) in self.pairs() {
            let is_there = by_period.values().any(|point| point.slot_year == exports.slot_year)
                && self.chosen.frequency == Frequency::Year;
            let period = (exports.first, exports.last);
            if !is_there && !by_period.contains_key(&period) {
                let sum = self.computed(&exports, &imports, "+", Exact::plus);
                by_period.extend(sum.map(|sum| (period, Point { doubts: sum.doubts.with(Doubt::Derived), ..sum })));
            }
        }
        let series = empty(key(&Way::Both, None), self.name(&Way::Both), SeriesColour::Total);
        ChartSeries { points: by_period.into_values().collect(), ..series }
    }

    fn balance(&self) -> Option<ChartSeries> {
        let pairs = self.pairs();
        let points = pairs.iter().filter_map(|(exports, imports)| self.computed(exports, imports, "−", Exact::minus));
        let points: Vec<Point> = points.collect();
        let series = empty("balance".to_owned(), "Balance (calculated)".to_owned(), SeriesColour::Balance);
        (!points.is_empty()).then_some(ChartSeries { points, is_computed: true, ..series })
    }

    fn up_and_down(&self) -> Vec<ChartSeries> {
        let exports = self.of_way(&Way::Exports);
        let mut imports = self.of_way(&Way::Imports);
        for point in &mut imports.points {
            point.value = -point.value;
            point.range = point.range.map(|(low, high)| (-high, -low));
        }
        let balance = self.balance().map(|balance| ChartSeries { is_overlay: true, ..balance });
        [exports, imports].into_iter().chain(balance).collect()
    }

    /// Exports and imports of the same period as one reporter has them.
    fn pairs(&self) -> Vec<(Point, Point)> {
        let imports = self.points(&Way::Imports, None);
        let reporter = |point: &Point| point.inputs().next().and_then(|input| input.reporter.clone());
        let by_period: BTreeMap<_, Point> =
            imports.into_iter().map(|point| ((point.first, point.last), point)).collect();
        let exports = self.points(&Way::Exports, None).into_iter();
        exports
            .filter_map(|exports| {
                let imports = by_period.get(&(exports.first, exports.last))?;
                let is_of_one = reporter(&exports).is_some() && reporter(&exports) == reporter(imports);
                let are_alike = exports.doubts.has(Doubt::PartOfPeriod) == imports.doubts.has(Doubt::PartOfPeriod);
                (is_of_one && are_alike).then(|| (exports, imports.clone()))
            })
            .collect()
    }

    /// Two points of one period as one.
    fn computed(&self, one: &Point, two: &Point, sign: &str, with: impl Fn(&Exact, &Exact) -> Exact) -> Option<Point> {
        let (first, second) = (self.pool.exact(one)?, self.pool.exact(two)?);
        let text = |exact: &Exact| rounded_text(&exact.nominal, FORMULA_DIGITS, self.unit);
        let formula = format!("{} {sign} {}", text(&first), text(&second));
        let inputs = one.inputs().chain(two.inputs()).cloned().collect();
        let like = Point { doubts: one.doubts.and(two.doubts), ..one.clone() };
        Computed { exact: with(&first, &second), formula, inputs, months: None }.at(&like)
    }

    /// For each direction what the importer reports against what the exporter reports, in per cent of the larger.
    fn compared(&self) -> Vec<ChartSeries> {
        let (Some(home), Some(abroad)) = (self.chosen.home.as_deref(), self.chosen.abroad.as_deref()) else {
            return Vec::new();
        };
        let one = |way: &Way, exporter: &str, importer: &str| {
            let points = self.points(way, None);
            let compare = |point: &Point| {
                let all = || point.inputs().chain(point.others());
                let of = |reporter: &str| all().find(|one| one.reporter.as_deref() == Some(reporter));
                let (sold, bought) = (of(exporter)?, of(importer)?);
                let sources = self.pool.sources;
                let exact = |one| Exact::of(one, sources.dossier, sources.derived);
                let (sold_exact, bought_exact) = (exact(sold)?, exact(bought)?);
                let difference = bought_exact.minus(&sold_exact);
                let percent = difference.percent_of(bought_exact.larger(&sold_exact))?;
                let text = |exact: &Exact| rounded_text(&exact.nominal, FORMULA_DIGITS, self.unit);
                let formula = format!("({} − {}) ÷ the larger", text(&bought_exact), text(&sold_exact));
                let like = Point { doubts: point.doubts.without(Doubt::Mirror), ..point.clone() };
                Computed { exact: percent, formula, inputs: vec![bought.clone(), sold.clone()], months: None }.at(&like)
            };
            let series = empty(key(way, None), self.name(way), colour(way));
            ChartSeries { points: points.iter().filter_map(compare).collect(), is_computed: true, ..series }
        };
        vec![one(&Way::Exports, home, abroad), one(&Way::Imports, abroad, home)]
    }

    /// Every way and commodity, but nothing that is contained in something else that is there for its period.
    fn as_reported(&self) -> Vec<ChartSeries> {
        let is_drawn = |subject: &&Subject| {
            self.pool.by_subject.get(*subject).is_some_and(|all| all.iter().any(|one| !self.pool.is_of_world(one)))
        };
        let subjects: Vec<&Subject> = self.pool.by_subject.keys().filter(is_drawn).collect();
        let mut all: Vec<(&Subject, Vec<Point>)> =
            subjects.into_iter().map(|subject| (subject, self.pool.points(subject, self.chosen.frequency))).collect();
        let mut wholes: BTreeMap<i64, Vec<(&Subject, _, _)>> = BTreeMap::new();
        for (subject, points) in all.iter().filter(|((way, goods), _)| *way == Way::Both || goods.is_none()) {
            for point in points {
                wholes.entry(point.slot_year).or_default().push((*subject, point.first, point.last));
            }
        }
        for (subject, points) in &mut all {
            points.retain(|point| {
                let of_year = wholes.get(&point.slot_year).map_or(&[][..], Vec::as_slice);
                !of_year.iter().any(|(whole, first, last)| {
                    contains(whole, subject) && *first <= point.first && point.last <= *last
                })
            });
        }
        let has_all_goods = all.iter().any(|((_, goods), points)| goods.is_none() && !points.is_empty());
        all.sort_by_key(|((way, goods), _)| (order(way), goods.is_some()));
        all.into_iter()
            .map(|((way, goods), mut points)| {
                for point in points.iter_mut().filter(|_| goods.is_some() && has_all_goods) {
                    point.doubts = point.doubts.with(Doubt::OneCommodity);
                }
                ChartSeries { points, ..empty(key(way, goods.as_deref()), self.name(way), colour(way)) }
            })
            .collect()
    }
}

/// Whether what one value is about is contained in what another is about, and not the same.
fn contains((whole_way, whole_goods): &Subject, (way, goods): &Subject) -> bool {
    let is_same = (whole_way, whole_goods) == (way, goods);
    let is_way = whole_way == way || (*whole_way == Way::Both && !matches!(way, Way::Elsewhere(..)));
    let is_goods = whole_goods.is_none() || whole_goods == goods;
    !is_same && is_way && is_goods
}

/// In which order ways are drawn.
const fn order(way: &Way) -> u8 {
    match way {
        Way::Both => 0,
        Way::Exports => 1,
        Way::Imports => 2,
        Way::NotStated => 3,
        Way::Elsewhere(..) => 4,
    }
}

pub(super) const fn colour(way: &Way) -> SeriesColour {
    match way {
        Way::Exports => SeriesColour::Exports,
        Way::Imports => SeriesColour::Imports,
        Way::Both => SeriesColour::Total,
        Way::NotStated | Way::Elsewhere(..) => SeriesColour::NotStated,
    }
}

/// What a series is known by.
pub(super) fn key(way: &Way, goods: Option<&str>) -> String {
    let way = match way {
        Way::Exports => "exports".to_owned(),
        Way::Imports => "imports".to_owned(),
        Way::Both => "total".to_owned(),
        Way::NotStated => "not-stated".to_owned(),
        Way::Elsewhere(from, to) => format!("{from}>{to}"),
    };
    goods.map_or(way.clone(), |goods| format!("{way}/{goods}"))
}

/// A series without values.
pub(super) const fn empty(key: String, name: String, colour: SeriesColour) -> ChartSeries {
    ChartSeries { key, name, colour, lane: 0, is_overlay: false, is_computed: false, points: Vec::new() }
}

/// Gives each series a lane; what goes up and down shares one.
fn number_lanes(series: &mut [ChartSeries], chosen: &Chosen) {
    let is_shared = chosen.flows == Flows::UpAndDown;
    for (place, series) in series.iter_mut().enumerate() {
        series.lane = if is_shared { 0 } else { place };
    }
}

fn years_drawn(series: &[ChartSeries], gaps: &[SeriesGap]) -> Option<(i64, i64)> {
    let points = || series.iter().flat_map(|series| &series.points);
    let first = points().map(|point| point.first.year()).min()?;
    let last = points().map(|point| point.last.year().min(point.slot_year.max(point.first.year()))).max()?;
    let gaps = || gaps.iter().filter(|gap| gap.series.is_none()).map(|gap| gap.year);
    Some((gaps().fold(first, i64::min), gaps().fold(last, i64::max)))
}

/// The years without a value: of all series, or of one among others.
fn gaps(chosen: &Chosen, years: &TradeSeries, series: &[ChartSeries]) -> Vec<SeriesGap> {
    let of = |series: &ChartSeries| series.points.iter().map(|point| point.slot_year).collect::<BTreeSet<i64>>();
    let by_series: Vec<BTreeSet<i64>> = series.iter().map(of).collect();
    let any: BTreeSet<i64> = by_series.iter().flatten().copied().collect();
    let is_known = |year: &i64| {
        any.contains(year)
            || years.slot(*year).is_some_and(|slot| !slot.missing.is_empty() || !slot.deprecated.is_empty())
    };
    let known: Vec<i64> =
        years.slots.iter().map(|slot| slot.year).chain(any.iter().copied()).filter(is_known).collect();
    let (Some(first), Some(last)) = (known.iter().min().copied(), known.iter().max().copied()) else {
        return Vec::new();
    };
    if chosen.frequency != Frequency::Year || last - first > MOST_GAPS {
        return Vec::new();
    }
    let are_apart = chosen.flows != Flows::AsReported && chosen.goods == Goods::All && series.len() < 4;
    let mut gaps = Vec::new();
    for year in first..=last {
        let slot = years.slot(year);
        if !any.contains(&year) {
            let nothing =
                slot.map_or(NoDataReason::NotInDossier, |slot| slot.nothing.unwrap_or(NoDataReason::NotChosen));
            gaps.push(SeriesGap { series: None, year, nothing });
            continue;
        }
        for (place, of_series) in by_series.iter().enumerate().filter(|_| are_apart) {
            if !of_series.contains(&year) {
                let missing = slot.iter().flat_map(|slot| &slot.missing);
                let reasons = missing.filter(|one| is_of(one, &series[place], chosen)).filter_map(|one| one.missing);
                let nothing = reasons.map(NoDataReason::from).next().unwrap_or(NoDataReason::NotInDossier);
                gaps.push(SeriesGap { series: Some(place), year, nothing });
            }
        }
    }
    gaps
}

/// Whether what is missing is of the direction of a series.
fn is_of(missing: &super::Observation, series: &ChartSeries, chosen: &Chosen) -> bool {
    let super::Direction::OneWay { from, .. } = &missing.direction else { return false };
    match series.colour {
        SeriesColour::Exports => Some(from) == chosen.home.as_ref(),
        SeriesColour::Imports => Some(from) == chosen.abroad.as_ref(),
        SeriesColour::Total
        | SeriesColour::Balance
        | SeriesColour::NotStated
        | SeriesColour::Commodity(_)
        | SeriesColour::Other
        | SeriesColour::Rest => false,
    }
}

/// How many stated values are not among those drawn.
fn not_chosen(pool: &Pool<'_>, series: &[ChartSeries]) -> usize {
    let stated: usize =
        pool.by_subject.values().flatten().filter(|one| !one.is_derived() && !pool.is_of_world(one)).count();
    let drawn: BTreeSet<FigureIx> = series.iter().flat_map(|series| &series.points).flat_map(stated_figures).collect();
    stated.saturating_sub(drawn.len())
}

/// The figures that a point shows or rests on, and those beside it.
pub(super) fn stated_figures(point: &Point) -> impl Iterator<Item = FigureIx> {
    point.inputs().chain(point.others()).filter(|one| !one.is_derived()).map(|one| one.figure)
}

/// The other units that values of trade are in, the most used first.
fn other_units(sources: PlanSources<'_>, years: &TradeSeries) -> Vec<(String, usize)> {
    let stated = years.unplaced.iter().filter(|one| !one.is_derived());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in stated.map(|one| sources.dossier.figure(one.figure).unit.as_str()).filter(|unit| *unit != years.unit) {
        *counts.entry(unit).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(unit, count)| (unit.to_owned(), count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// The doubts of all of several points.
pub(super) fn doubts_of<'p>(points: impl Iterator<Item = &'p Point>) -> Doubts {
    points.fold(Doubts::NONE, |doubts, point| doubts.and(point.doubts))
}
