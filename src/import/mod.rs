//! Foreign files become proposals: trade tables, event lists, bibliographies, encyclopedia texts.
//!
//! An import is a pure function of bytes and a [`Recipe`]. It never decides: each [`Proposal`] carries the [`Edit`] that it
//! would come to, the [`Evidence`] that it rests on, the rule that made it and why, and waits for a person, or for an
//! explicit option that is recorded as such. What was decided is known again by a [`Fingerprint`] of the data, so that the
//! same file asks nothing twice and a row that has changed asks anew.
//!
//! [`Edit`]: crate::edit::Edit

mod areas;
pub mod article;
mod beside;
pub mod bibliography;
mod comtrade;
mod countries_in;
mod decide;
pub mod decimal;
mod events;
mod evidence;
mod fingerprint;
mod hashing;
pub mod mapped;
mod mixup;
mod parties;
mod proposal;
pub mod prose;
mod reading;
mod recipe;
mod run;
mod sdmx;
pub mod table;
mod trade;
pub mod units;
mod wording;

use areas::countries_named;
pub use areas::{
    Area, AreaKind, area_by_code, area_by_iso2, area_by_name, area_of_party, areas, areas_by_iso3, countries_like,
    easily_confused, find_area,
};
pub use beside::ComparedField;
pub use countries_in::countries_in;
pub use decide::{Acceptance, ImportFile, empty_dossier};
pub use evidence::{Cell, Evidence, NotUnderstood};
pub use fingerprint::Fingerprint;
pub use hashing::HashingReader;
pub use mixup::KnownValue;
pub use parties::{Parties, PartyKey, Side};
pub use proposal::{Already, Certainty, Decision, Group, Proposal, Proposals};
pub use reading::{Base, FileRead, kept_recipe};
pub use recipe::{Kind, Pair, Recipe};
pub use run::{ImportContext, ImportError, import, kind_of};

/// A text of the file as a message may quote it: not too long, on one line, and harmless to a terminal.
pub(crate) fn quoted(text: &str) -> String {
    const CHARS: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = line.chars().take(CHARS).collect();
    let ellipsis = if start.len() < line.len() { "…" } else { "" };
    format!("“{}{ellipsis}”", crate::load::plain(&start))
}
