//! A chart becomes a file.
//!
//! The chart's own drawing function runs in an offscreen egui context ([`offscreen`]); the shapes that egui hands back
//! are translated into SVG ([`svg`](mod@svg)), and from that come pixels ([`png`](mod@png)) and pages ([`pdf`](mod@pdf));
//! `bundle` packs a figure with its data and its citations, and `documents`
//! writes the whole dossier as a page or for other programs. Nothing here lays out,
//! colours or words anything: what the screen shows and what the file shows is drawn by the same code.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes in pixels, whose limits are checked before a picture is drawn"
)]

mod bundle;
mod chart;
pub mod data;
mod differences;
mod documents;
mod embedded;
mod offscreen;
mod order;
mod pdf;
mod plain;
mod png;
mod provenance;
mod svg;
mod watch;
mod xmp;

pub use chart::{ExportError, citations, description, export, export_document, lacking_letters, picture, render_chart};
pub use differences::DossierDifferences;
pub use documents::{Document, DocumentFormat, document};
pub use offscreen::{Drawing, draw};
pub use pdf::{PdfTexts, pdf};
pub use plain::fact_text;
pub use png::{Pixels, RenderError, icon, pixels, png};
pub use provenance::Provenance;
pub use svg::{SvgOptions, Untranslatable, svg};
pub use watch::{UNWATCHED, Watch};
