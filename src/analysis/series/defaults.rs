//! What is sensible for a dossier where a choice is left open.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{ChartChoice, Flows, Form, Frequency, Goods, Measure};
use super::gather::{Pool, Sides, Way, days, is_whole_year, whole_months};
use super::plan::{ChartSeries, Chosen};

/// More values of one series than this are a line.
const MOST_BARS_OF_A_SERIES: usize = 40;
/// Of ten years with a value, so many must be there for a kind of chart to be the usual one.
const MOST_OF_TEN: usize = 9;

/// For how many years there is what.
#[derive(Debug, Default)]
struct Counts {
    any: BTreeSet<i64>,
    exports: BTreeSet<i64>,
    imports: BTreeSet<i64>,
    totals: BTreeSet<i64>,
    /// The number of commodities of each year, by way.
    goods: BTreeMap<(bool, i64), usize>,
    annual: BTreeSet<i64>,
    quarters: usize,
    months: usize,
    years_of_parts: BTreeSet<i64>,
}

impl Counts {
    fn of(pool: &Pool<'_>) -> Self {
        let mut counts = Self::default();
        for ((way, goods), observations) in &pool.by_subject {
            if matches!(way, Way::Elsewhere(..)) {
                continue;
            }
            let mut years: BTreeSet<i64> = BTreeSet::new();
            for period in observations.iter().filter_map(|observation| days(observation)) {
                years.insert(period.0.year());
                if is_whole_year(period) {
                    counts.annual.insert(period.0.year());
                } else {
                    counts.years_of_parts.insert(period.0.year());
                    match whole_months(period) {
                        Some((_, 1)) => counts.months += 1,
                        Some((_, 3)) => counts.quarters += 1,
                        _ => {}
                    }
                }
            }
            match (way, goods) {
                (Way::Exports, None) => counts.exports.extend(&years),
                (Way::Imports, None) => counts.imports.extend(&years),
                (Way::Both, None) => counts.totals.extend(&years),
                (Way::Exports | Way::Imports, Some(_)) => {
                    for year in &years {
                        *counts.goods.entry((*way == Way::Exports, *year)).or_default() += 1;
                    }
                }
                _ => {}
            }
            counts.any.append(&mut years);
        }
        counts
    }

    fn are_nearly_all(&self, years: usize) -> bool {
        years * 10 >= self.any.len() * MOST_OF_TEN && (years == self.any.len() || self.any.len() >= 10)
    }

    /// The years with several commodities of one way.
    fn goods_years(&self, is_export: bool) -> usize {
        self.goods.iter().filter(|((export, _), count)| *export == is_export && **count > 1).count()
    }

    fn flows(&self) -> Flows {
        let both = self.exports.intersection(&self.imports).count();
        let either = self.exports.union(&self.imports).count();
        if self.any.is_empty() {
            return Flows::AsReported;
        }
        if both * 2 > self.any.len() && self.are_nearly_all(either) {
            return Flows::SideBySide;
        }
        if self.are_nearly_all(self.totals.len()) {
            return Flows::Totals;
        }
        if self.are_nearly_all(self.exports.len()) {
            return Flows::Exports;
        }
        if self.are_nearly_all(self.imports.len()) {
            return Flows::Imports;
        }
        let (out, home) = (self.goods_years(true), self.goods_years(false));
        let of_exports: usize = self.goods.keys().filter(|(is_export, _)| *is_export).count();
        let of_imports = self.goods.len() - of_exports;
        if out.max(home) * 2 >= self.any.len() {
            return match (of_exports, of_imports) {
                (_, 0) if self.are_nearly_all(of_exports) => Flows::Exports,
                (0, _) if self.are_nearly_all(of_imports) => Flows::Imports,
                (0, _) | (_, 0) => Flows::AsReported,
                _ => Flows::SideBySide,
            };
        }
        Flows::AsReported
    }

    fn goods(&self, flows: Flows) -> Goods {
        let all_goods = match flows {
            Flows::Exports => self.exports.len(),
            Flows::Imports => self.imports.len(),
            Flows::SideBySide => self.exports.union(&self.imports).count(),
            Flows::AsReported | Flows::Totals | Flows::Balance | Flows::UpAndDown | Flows::CompareReporters => {
                return Goods::All;
            }
        };
        let of_exports = if flows == Flows::Imports { 0 } else { self.goods_years(true) };
        let of_imports = if flows == Flows::Exports { 0 } else { self.goods_years(false) };
        let broken_down = of_exports.max(of_imports);
        let is_single = flows != Flows::SideBySide;
        let is_by_goods = broken_down * 2 >= self.any.len() && broken_down > 0 && (is_single || all_goods == 0);
        if is_by_goods { Goods::ByCommodity } else { Goods::All }
    }

    fn frequency(&self, flows: Flows) -> Frequency {
        let is_annual = self.annual.len() * 2 >= self.years_of_parts.union(&self.annual).count();
        if is_annual || flows == Flows::AsReported || self.months.max(self.quarters) < 6 {
            return Frequency::Year;
        }
        if self.months >= self.quarters { Frequency::Month } else { Frequency::Quarter }
    }
}

/// What is drawn: what was asked for, and what is sensible where that is open; the form is decided by how many values
/// there are.
pub(super) fn choose(asked: &ChartChoice, pool: &Pool<'_>) -> Chosen {
    let counts = Counts::of(pool);
    let usual = counts.flows();
    let asks_for_goods = matches!(asked.goods, Some(Goods::ByCommodity | Goods::Only(_)));
    let usual = if asks_for_goods && !usual.has_goods() { Flows::SideBySide } else { usual };
    let flows = asked.flows.unwrap_or(usual);
    let goods = asked.goods.clone().filter(|_| flows.has_goods()).unwrap_or_else(|| counts.goods(flows));
    let Sides { home, abroad } = pool.sides.clone();
    Chosen {
        flows,
        goods,
        frequency: asked.frequency.unwrap_or_else(|| counts.frequency(flows)),
        form: asked.form.unwrap_or(Form::Bars),
        measure: asked.measure,
        home,
        abroad,
    }
}

/// Bars, unless a series has so many values that a line is easier to follow.
pub(super) fn form(asked: Option<Form>, chosen: &Chosen, series: &[ChartSeries]) -> Form {
    let can_be_lines = !matches!(chosen.flows, Flows::Balance | Flows::UpAndDown);
    let is_long = series.iter().any(|series| series.points.len() > MOST_BARS_OF_A_SERIES);
    let is_index = matches!(chosen.measure, Measure::Index(_));
    asked.unwrap_or(if can_be_lines && (is_long || is_index) { Form::Lines } else { Form::Bars })
}
