//! Bytes become a [`Dossier`](crate::dossier::Dossier), or diagnostics that say what to do.
//!
//! A file is gone through once, as a stream. [`read`] and [`raw`] keep for each key whether it was there, was of the right
//! kind, or was not, and never stop at the first wrong one; [`validate`] turns each fact into the model as it comes, so
//! that the records of a few facts at a time are in memory. Where either found something wrong, [`locate`] looks up its line
//! and column in the text, in one more pass that a sound file never needs. [`Progress`] tells how far it has come.

mod diagnostic;
mod file;
mod kept;
mod lines;
mod locate;
mod path;
mod progress;
mod raw;
mod read;
mod script;
mod validate;

pub use diagnostic::{Diagnostic, Place, Severity, plain};
pub use file::{
    INPUT_NAME, LoadError, Loaded, SHIPPED_NAME, load, load_bytes, load_changed, load_input, load_shipped,
    load_watched, read_bytes,
};

pub use progress::{Advance, Progress, Stage};
pub use script::warn_of_letters;

/// A file of at least this length is read by several threads: one reads its facts, one checks them and one takes its hash;
/// in bytes.
const LONG_BYTES: usize = 1 << 18;

/// The version of the file format that this program reads.
pub const FORMAT: u64 = 1;
/// The JSON Schema of the format.
pub const SCHEMA: &str = include_str!("../../assets/dossier-1.schema.json");
/// What the names of dossier files end in.
pub const EXTENSION: &str = ".dossier.json";
