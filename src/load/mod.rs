//! Bytes become a [`Dossier`](crate::dossier::Dossier), or diagnostics that say what to do.
//!
//! A file goes through in three steps. [`raw`] reads the JSON once, as a stream, and keeps for each key whether it was
//! there, was of the right kind, or was not; it never stops at the first wrong key. [`validate`] turns that into the
//! model, resolving every reference. Where either found something wrong, [`locate`] looks up its line and column in
//! the text, in one more pass that a sound file never needs.

mod diagnostic;
mod file;
mod kept;
mod lines;
mod locate;
mod path;
mod raw;
mod read;
mod reviews;
mod script;
mod validate;

pub use diagnostic::{Diagnostic, Place, Severity, plain};
pub use file::{
    INPUT_NAME, LoadError, Loaded, SHIPPED_NAME, load, load_bytes, load_input, load_reviewed, load_shipped,
};

/// The version of the file format that this program reads.
pub const FORMAT: u64 = 1;
/// The JSON Schema of the format.
pub const SCHEMA: &str = include_str!("../../assets/dossier-1.schema.json");
/// What the names of dossier files end in.
pub const EXTENSION: &str = ".dossier.json";
