//! Foreign files become proposals: trade tables, event lists, bibliographies, encyclopedia texts.
//!
//! An import is a pure function of bytes and a [`Recipe`]. It never decides: each [`Proposal`] carries the [`Edit`] that it
//! would come to, the [`Evidence`] that it rests on, the rule that made it and why, and waits for a person, or for an
//! explicit option that is recorded as such. What was decided is known again by a [`Fingerprint`] of the data, so that the
//! same file asks nothing twice and a row that has changed asks anew.
//!
//! [`Edit`]: crate::edit::Edit

pub mod bibliography;
mod evidence;
mod fingerprint;
mod proposal;
pub mod prose;
mod recipe;

pub use evidence::{Cell, Evidence, NotUnderstood};
pub use fingerprint::Fingerprint;
pub use proposal::{Already, Certainty, Decision, Group, Proposal, Proposals};
pub use recipe::{Kind, Pair, Recipe};
