//! The series of charts that were worked out for a dossier, kept for as long as they are looked at.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{AppState, OpenFile, Span};
use crate::analysis::{ChartChoice, ChartPlan, PlanSources, TradeSeries, is_trade};
use crate::dossier::{Day, Figure};

/// So many are kept: that of the screen, that of an export, those of before.
const MOST_KEPT: usize = 4;
/// The time that stays free on each side of a chart, as a share of its width, and at most, in days.
const MARGIN: (f64, f64) = (0.03, 110.0);

/// Series that were worked out already, the latest last.
#[derive(Debug, Default)]
pub(super) struct KeptPlans(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    reporter: Option<String>,
    asked: ChartChoice,
    plan: Arc<ChartPlan>,
}

impl OpenFile {
    /// The series of a chart of trade, of everybody or of one reporter.
    #[must_use]
    pub fn chart_plan(&self, reporter: Option<&str>, asked: &ChartChoice) -> Arc<ChartPlan> {
        let is_it = |kept: &&Kept| kept.reporter.as_deref() == reporter && kept.asked == *asked;
        let kept = || self.plans.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().iter().find(is_it) {
            return Arc::clone(&found.plan);
        }
        let sources = PlanSources { dossier: &self.dossier, derived: &self.derived, audit: &self.audit };
        let plan: Arc<ChartPlan> = ChartPlan::new(sources, &self.trade_in(reporter, asked), asked).into();
        let mut kept = kept();
        if kept.len() == MOST_KEPT {
            kept.remove(0);
        }
        let reporter = reporter.map(str::to_owned);
        kept.push(Kept { reporter, asked: asked.clone(), plan: Arc::clone(&plan) });
        plan
    }

    /// The trade in the unit that is asked for.
    fn trade_in(&self, reporter: Option<&str>, asked: &ChartChoice) -> Arc<TradeSeries> {
        let usual = self.trade_shared(reporter);
        match &asked.unit {
            Some(unit) if *unit != usual.unit => {
                TradeSeries::in_unit(&self.dossier, &self.derived, reporter, unit).into()
            }
            _ => usual,
        }
    }

    /// The commodities that trade is broken down into.
    #[must_use]
    pub fn commodities(&self) -> BTreeSet<&str> {
        self.trade_figures().filter_map(|figure| figure.commodity.as_deref()).collect()
    }

    /// The units that values of trade are in.
    #[must_use]
    pub fn trade_units(&self) -> BTreeSet<&str> {
        self.trade_figures().map(|figure| figure.unit.as_str()).collect()
    }

    fn trade_figures(&self) -> impl Iterator<Item = &Figure> {
        self.dossier.figures().map(|(_, figure)| figure).filter(|figure| is_trade(figure))
    }

    /// The stretch of time that holds everything that a chart draws, with a margin.
    #[must_use]
    pub fn fit_of(&self, plan: &ChartPlan) -> Span {
        let Some((first, last)) = plan.years() else {
            return self.timeline_fit();
        };
        let last_day = plan.points().map(|(_, point)| point.last).max();
        let end = last_day.map_or(Day::new_year(last + 1).plus(-1), |day| day.max(Day::new_year(last + 1).plus(-1)));
        let span = Span::of_days(Day::new_year(first), end);
        span.with_margin(MARGIN.0.min(MARGIN.1 / span.width_days()))
    }
}

impl AppState {
    /// The series that the chart draws.
    #[must_use]
    pub fn chart_plan(&self) -> Arc<ChartPlan> {
        self.file.chart_plan(self.view.reporter.as_deref(), &self.view.chart_choice)
    }
}
