//! Pure questions put to a dossier: what follows from its figures, what contradicts what, and what needs a person.
//!
//! Everything here is exact: a printed number stands for the interval that rounds to it, intervals are carried
//! through all arithmetic, and no binary float takes part wherever values are compared. This room knows neither
//! files nor screens nor the clock.

mod audit;
pub mod date_words;
pub mod derive;
mod digest;
mod ends;
mod gather;
mod kin;
mod lists;
mod review;
mod rivals;
#[cfg(test)]
pub(crate) mod samples;
mod search;
mod series;
mod time_index;
mod trace;
pub mod words;

pub use audit::{Audit, AuditOptions, Finding, FindingKind, Severity, audit};
pub use derive::{
    Check, CheckKind, Derivation, DerivationIx, DerivationKind, Derived, Input, Operand, Quantity, Refusal,
    RefusalReason,
};
pub use digest::{Brief, Digest, MOST_KINDS, Stretch};
pub use ends::Ends;
pub use review::ReviewState;
pub use rivals::{Rivalry, RivalryKind, Rivals, is_mirror};
pub use search::{Query, Scan, SearchText};
pub use series::{Bar, Coverage, Direction, MonthValues, Nothing, Observation, TradeSeries, YearSlot};
pub use time_index::{CROWD, MOST_ERA_ROWS, TimeIndex, TimeLane};
pub use trace::Trace;
