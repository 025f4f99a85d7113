//! Pure questions put to a dossier: what follows from its figures, what contradicts what, and what needs a person.
//!
//! Everything here is exact: a printed number stands for the interval that rounds to it, intervals are carried
//! through all arithmetic, and no binary float takes part wherever values are compared. This module knows neither
//! files nor screens nor the clock.

mod audit;
mod commodity;
mod decimal_bounds;
pub mod derive;
mod grouping_keys;
mod index;
mod multimap;
mod parallel_scan;
mod relations;
mod review;
mod rivals;
#[cfg(test)]
pub(crate) mod samples;
mod search;
mod series;
mod source_use;
mod time_index;
mod trace;

pub use audit::{Audit, AuditOptions, Finding, FindingKind, Severity, audit};
pub use decimal_bounds::DecimalBounds;
pub use derive::{
    Check, CheckKind, Derivation, DerivationIx, DerivationKind, Derived, Input, Operand, Quantity, Refusal,
    RefusalReason,
};
pub use index::{DossierIndex, FactSummary, MOST_KINDS, Stretch};
pub use relations::{SeenRelation, relations_of};
pub use review::{ReviewState, renewed_reviews};
pub use rivals::{Rivalry, RivalryKind, Rivals, is_mirror};
pub use search::{Query, Scan, SearchText};
pub use series::{
    Bar, ChartChoice, ChartPlan, ChartSeries, Chosen, Computed, Coverage, Direction, Doubt, Doubts, Exact, Excess,
    Flows, Form, Frequency, Goods, Measure, MonthValues, NoDataReason, Observation, Origin, PlanSources, Point,
    SeriesColour, SeriesGap, TradeSeries, Whole, YearSlot, is_trade,
};
pub use source_use::{SourceUses, lacking};
pub use time_index::{CROWD, MOST_ERA_ROWS, TimeIndex, TimeLane};
pub use trace::Trace;
