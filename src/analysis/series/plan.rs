//! The series that a chart draws: what was chosen, or is sensible for a dossier, worked out once.

use std::sync::Arc;

use smol_str::SmolStr;

use super::choice::{ChartChoice, Flows, Form, Frequency, Goods, Measure};
use super::doubts::Doubts;
use super::exact::Exact;
use super::{NoDataReason, Observation, TradeSeries};
use crate::analysis::Audit;
use crate::analysis::derive::Derived;
use crate::dossier::{Day, Dossier, FactIx};

/// What the series of a chart are made from.
#[derive(Clone, Copy, Debug)]
pub struct PlanSources<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// What follows from its figures.
    pub derived: &'a Derived,
    /// What there is to say against them.
    pub audit: &'a Audit,
}

/// The series of a chart, ready to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPlan {
    /// What was asked for.
    pub asked: ChartChoice,
    /// What is drawn, with nothing left open.
    pub chosen: Chosen,
    /// All trade in the unit, year by year: what is not drawn, too.
    pub years: Arc<TradeSeries>,
    /// The unit of the values drawn: that of the trade, or `percent`.
    pub unit: String,
    /// The series, in the order of the legend; of stacks from the bottom up.
    pub series: Vec<ChartSeries>,
    /// Where there is no value.
    pub gaps: Vec<SeriesGap>,
    /// Other units that values of trade are in, with their numbers.
    pub other_units: Vec<(String, usize)>,
    /// How many values of the unit are not of what was chosen.
    pub not_chosen: usize,
    /// How many values of commodities are not stacked, since they are counted in another commodity of their period.
    pub not_apart: usize,
    /// The stated wholes of stacks.
    pub wholes: Vec<Whole>,
    /// Where the parts are more than the stated whole: the year, the whole, and by how much they exceed it.
    pub excesses: Vec<Excess>,
    /// Whether any figure of the dossier is not comparable with what stands before it.
    pub has_breaks: bool,
    /// The years from the first to the last value or gap of all series.
    pub(super) years_drawn: Option<(i64, i64)>,
}

/// What a chart draws, with nothing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which flows.
    pub flows: Flows,
    /// Which goods.
    pub goods: Goods,
    /// Which stretches of time.
    pub frequency: Frequency,
    /// Bars or lines.
    pub form: Form,
    /// The values themselves, or what is computed from them.
    pub measure: Measure,
    /// The party that the chart looks from, by identifier; `None` where the dossier names none.
    pub home: Option<SmolStr>,
    /// The other one.
    pub abroad: Option<SmolStr>,
}

/// A series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSeries {
    /// What it is known by, from one session to the next.
    pub key: String,
    /// Its name in the legend; several may share one.
    pub name: String,
    /// Which colour it has.
    pub colour: SeriesColour,
    /// Which lane its bars stand in; those of one lane are stacked.
    pub lane: usize,
    /// Whether it is a line over the bars.
    pub is_overlay: bool,
    /// Whether all of its values were computed.
    pub is_computed: bool,
    /// Its values, by time.
    pub points: Vec<Point>,
}

/// Which colour a series has; the theme says what that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesColour {
    /// What the party sells.
    Exports,
    /// What the party buys.
    Imports,
    /// Both together.
    Total,
    /// One less the other.
    Balance,
    /// A direction that is not stated, or one between others.
    NotStated,
    /// A commodity, by its rank.
    Commodity(u8),
    /// All smaller commodities.
    Other,
    /// What is not broken down.
    Rest,
}

/// A value of a series at its period.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The first day of its period.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// The year whose place it has among years.
    pub slot_year: i64,
    /// The value, for placing it.
    pub value: f64,
    /// The ends of what it may be, where it was computed.
    pub range: Option<(f64, f64)>,
    /// Where it comes from.
    pub origin: Origin,
    /// How far it can be trusted.
    pub doubts: Doubts,
    /// Other values for the same, not of the partner.
    pub rivals: Vec<Observation>,
    /// What the partner reported of the same.
    pub mirrors: Vec<Observation>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// A figure of the dossier, or a value that was derived from ties between figures.
    Reported(Box<Observation>),
    /// Arithmetic on several of them.
    Computed(Box<Computed>),
}

/// A value that was computed for a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The number, and all that it may be.
    pub exact: Exact,
    /// The arithmetic in one line.
    pub formula: String,
    /// What went into it.
    pub inputs: Vec<Observation>,
    /// Of a sum of months, how many of the twelve it has.
    pub months: Option<u8>,
}

/// A year without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesGap {
    /// The series, by its place; `None` where no series has a value.
    pub series: Option<usize>,
    /// The year.
    pub year: i64,
    /// Why.
    pub nothing: NoDataReason,
}

/// The stated whole of a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The first day of its period.
    pub first: Day,
    /// The place of the lane.
    pub lane: usize,
    /// The whole, as stated.
    pub stated: Observation,
}

/// Parts that are more than the stated whole, however both were rounded.
#[derive(Clone, Debug, PartialEq)]
pub struct Excess {
    /// The year.
    pub year: i64,
    /// The place of the lane.
    pub lane: usize,
    /// The whole, as stated.
    pub whole: Observation,
    /// By how much the parts exceed it.
    pub by: Exact,
}

impl ChartPlan {
    /// The years from the first to the last value; `None` where nothing is drawn.
    #[must_use]
    pub const fn years(&self) -> Option<(i64, i64)> {
        self.years_drawn
    }

    /// All points, with the series that they are of.
    pub fn points(&self) -> impl Iterator<Item = (&ChartSeries, &Point)> {
        self.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)))
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.points.is_empty())
    }

    /// Whether several values are there for the same thing in any period.
    #[must_use]
    pub fn has_rivals(&self) -> bool {
        self.points().any(|(_, point)| !point.rivals.is_empty() || !point.mirrors.is_empty())
    }

    /// Whether values stand one upon the other.
    #[must_use]
    pub fn is_stacked(&self) -> bool {
        self.chosen.form == Form::Bars
            && self.chosen.goods == Goods::ByCommodity
            && self.chosen.flows.has_goods()
            && self.chosen.measure == Measure::Value
    }

    /// Whether the bars of a year are pushed together, whatever series they are of.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.chosen.flows == Flows::AsReported
    }

    /// How many lanes stand beside each other in a period.
    #[must_use]
    pub fn lanes(&self) -> usize {
        self.series.iter().filter(|series| !series.is_overlay).map(|series| series.lane + 1).max().unwrap_or(1)
    }
}

impl Point {
    /// The fact that states it; of a computed value the first that it rests on.
    #[must_use]
    pub fn fact(&self) -> Option<FactIx> {
        self.inputs().next().map(|observation| observation.figure.fact)
    }

    /// The figure or derivation that it shows; `None` where it was computed for the chart.
    #[must_use]
    pub fn reported(&self) -> Option<&Observation> {
        match &self.origin {
            Origin::Reported(observation) => Some(observation),
            Origin::Computed(_) => None,
        }
    }

    /// The arithmetic that it comes from; `None` where it is one figure.
    #[must_use]
    pub fn computed(&self) -> Option<&Computed> {
        match &self.origin {
            Origin::Reported(_) => None,
            Origin::Computed(computed) => Some(computed),
        }
    }

    /// What it rests on: itself, or what it was computed from.
    pub fn inputs(&self) -> impl Iterator<Item = &Observation> {
        let (one, several) = match &self.origin {
            Origin::Reported(observation) => (Some(&**observation), &[][..]),
            Origin::Computed(computed) => (None, computed.inputs.as_slice()),
        };
        one.into_iter().chain(several)
    }

    /// Other values for the same, of whomever.
    pub fn others(&self) -> impl Iterator<Item = &Observation> {
        self.rivals.iter().chain(&self.mirrors)
    }

    /// Whether its source says that there was nothing.
    #[must_use]
    pub fn is_reported_zero(&self) -> bool {
        self.reported().is_some_and(Observation::is_reported_zero)
    }
}
