//! A figure of trade, stated or derived, at its period.

use num_traits::ToPrimitive;
use smol_str::SmolStr;

use crate::analysis::derive::{Derivation, DerivationIx};
use crate::dossier::{Basis, Date, Day, Figure, FigureIx, Flow, Interval, Missing, Rank, Valuation};

/// A figure, stated or derived, at its period.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The figure; of a derived value, the one that it was derived from.
    pub figure: FigureIx,
    /// Its period.
    pub period: Option<Date>,
    /// How much of the year it covers.
    pub coverage: Coverage,
    /// In which direction goods went.
    pub direction: Direction,
    /// Which goods, where not all.
    pub commodity: Option<SmolStr>,
    /// Who reported it, by identifier, where it is stated.
    pub reporter: Option<SmolStr>,
    /// How goods are valued, where it is stated.
    pub valuation: Option<Valuation>,
    /// Who computed it.
    pub basis: Basis,
    /// Its rank among rivals.
    pub rank: Rank,
    /// The value, for placing it on a screen; `None` where there is none.
    pub value: Option<f64>,
    /// Of a derived value, every one that it may stand for.
    pub interval: Option<Box<Interval>>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// How it was derived; `None` where it is stated.
    pub derivation: Option<DerivationIx>,
}

/// How much of a calendar year an observation covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// All of it.
    FullYear,
    /// A part of it.
    PartYear {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// More than one year, or nobody knows.
    NoSingleYear,
}

/// The direction of the goods, from party to party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Both directions together.
    Both,
    /// One direction only.
    OneWay {
        /// Where the goods came from, by identifier.
        from: SmolStr,
        /// Where they went, by identifier.
        to: SmolStr,
    },
    /// The figure does not say.
    NotStated,
}

impl Observation {
    pub(super) fn stated(ix: FigureIx, figure: &Figure) -> Self {
        Self {
            figure: ix,
            coverage: coverage(figure.period.as_ref()),
            period: figure.period.clone(),
            direction: direction(figure),
            commodity: figure.commodity.clone(),
            reporter: figure.reporter.clone(),
            valuation: figure.valuation,
            basis: figure.basis,
            rank: figure.rank,
            value: figure.value.as_ref().map(crate::dossier::ReportedValue::to_f64),
            interval: None,
            missing: figure.missing,
            derivation: None,
        }
    }

    pub(super) fn derived(like: &Figure, place: DerivationIx, derivation: &Derivation) -> Self {
        Self {
            period: derivation.period.clone(),
            coverage: coverage(derivation.period.as_ref()),
            value: derivation.result.nominal.to_f64(),
            interval: Some(Box::new(derivation.result.interval.clone())),
            basis: Basis::Derived,
            rank: Rank::Normal,
            missing: None,
            derivation: Some(place),
            ..Self::stated(derivation.like, like)
        }
    }

    /// Whether it was computed here rather than said by a source.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.basis == Basis::Derived
    }

    /// Whether its source says that there was nothing.
    #[must_use]
    pub fn is_reported_zero(&self) -> bool {
        self.value == Some(0.0) && !self.is_derived()
    }

    /// Whether it shows from the other side what another observation shows: the partner's imports for exports.
    #[must_use]
    pub fn mirrors(&self, other: &Self) -> bool {
        self.basis == Basis::Mirrored
            || (self.reporter.is_some() && other.reporter.is_some() && self.reporter != other.reporter)
    }

    /// The year that it belongs to, where it belongs to one.
    pub(super) fn year(&self) -> Option<i64> {
        self.period.as_ref()?.single_year()
    }

    /// Whether it is about all goods in both directions.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.direction == Direction::Both && self.commodity.is_none()
    }

    /// Whether it says a number of its own period: neither a mere limit nor without value.
    pub(super) const fn has_value(&self) -> bool {
        self.value.is_some()
    }

    /// What is drawn before what: totals before one direction, all goods before one commodity, whole years before
    /// parts, stated before derived, preferred before others.
    pub(super) fn precedence(&self) -> (bool, bool, bool, bool, Rank) {
        (
            self.direction != Direction::Both,
            self.commodity.is_some(),
            self.coverage != Coverage::FullYear,
            self.is_derived(),
            self.rank,
        )
    }
}

fn coverage(period: Option<&Date>) -> Coverage {
    let days = period.and_then(|period| Some((period, period.first_day()?, period.last_day()?)));
    match days {
        Some((period, ..)) if period.is_whole_year() => Coverage::FullYear,
        Some((period, first, last)) if period.single_year().is_some() => Coverage::PartYear { first, last },
        _ => Coverage::NoSingleYear,
    }
}

fn direction(figure: &Figure) -> Direction {
    let ends = figure.reporter.clone().zip(figure.partner.clone());
    match (figure.flow, ends) {
        (Some(Flow::Total), _) => Direction::Both,
        (Some(Flow::Export), Some((reporter, partner))) => Direction::OneWay { from: reporter, to: partner },
        (Some(Flow::Import), Some((reporter, partner))) => Direction::OneWay { from: partner, to: reporter },
        (Some(Flow::Export | Flow::Import) | None, _) => Direction::NotStated,
    }
}
