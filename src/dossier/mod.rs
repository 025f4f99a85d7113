//! The model: what a dossier is once it has been read.
//!
//! Everything here is valid by construction. Only [`load`](crate::load) builds a [`Dossier`], and it resolves every
//! reference on the way, so that no dangling citation, no figure without a unit and no impossible date can be
//! expressed here. This module knows neither files nor screens.

mod csl;
mod date;
mod day;
mod edtf;
mod extent;
mod fact;
mod figure;
mod flag;
mod ids;
mod import;
mod interval;
mod letters;
mod lookup;
mod reported_value;
mod review;
mod source;
mod whole;

pub use csl::{CSL_TYPES, Csl};
pub use date::{Date, DateError, Precision};
pub use day::{Civil, Day, days_in_month, is_leap_year};
pub use extent::{Edge, Extent};
pub use fact::{Anchor, Citation, Fact, FactId, FactIx, Passage, Relation, RelationKind};
pub use figure::{Basis, Bound, Change, Figure, FigureIx, Flow, Missing, Rank, Share, Valuation};
pub use flag::{Flag, FlagKind};
pub use ids::Ids;
pub use import::{ImportDecision, ImportRecord, ImportVerdict, Origin};
pub use interval::{DividesByZero, Interval};
pub use letters::is_control_or_bidi;
pub use lookup::{Lookup, LookupSet};
pub use reported_value::{IntervalBound, ReportedValue, ReportedValueError};
pub use review::{Review, ReviewChange};
pub use source::{Source, SourceIx, is_web_link};
pub use whole::{Dossier, Parts, Party, Theme, ThemeIx};
