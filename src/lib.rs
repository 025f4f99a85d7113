//! Attaché opens a *dossier* of cited facts about the relations between two countries and shows it as a timeline, as a
//! chart of trade per year, and as a detail panel in which each fact carries its sources, its editors' doubts, its
//! arithmetic and its rivals. What it shows it exports.
//!
//! # How data flows
//!
//! ```text
//! file ─ load ─▶ Dossier ─ analysis ─▶ derivations, series, search
//!                    │                      │
//!                    └──────── app ─────────┘   AppState, changed by nothing but apply(action)
//!                               │
//!                ┌──────────────┼─────────────┐
//!             charts          window         cli
//!                │              │
//!             export ◀──────────┘   the same drawing, off screen: SVG ─▶ PNG, PDF
//! ```
//!
//! # The modules
//!
//! Each module uses those above it in this list and never one below:
//!
//! - [`dossier`]: the model: dates, figures, facts, sources. Valid by construction; no files, no screen.
//! - [`format`](mod@format): values become text: numbers, dates, names.
//! - [`load`]: bytes become a dossier, or diagnostics with line, column, path and what to do.
//! - [`edit`]: a change of a dossier as plain data, which leaves alone what it does not name.
//! - [`import`]: a foreign file becomes proposals, each with what it rests on; a person decides.
//! - [`analysis`]: pure questions: what follows from the figures, what contradicts what, which facts match a search.
//! - [`cite`]: a source in words, with what is known of it and nothing else.
//! - [`app`]: what the program knows while it runs; actions that change it, effects that reach outside.
//! - [`charts`]: what can be exported: timeline, trade chart, the frame around a figure, theme and fonts.
//! - [`export`]: a chart drawn off screen becomes SVG, PNG or PDF, and its data a table.
//! - [`store`]: files, written whole or not at all, and what a window has not saved.
//! - [`window`]: what surrounds the charts; it draws, and runs without a screen.
//! - [`desktop`] and [`cli`]: the process around the window, and the command line.
//!
//! # What holds everywhere
//!
//! 1. After [`load`], no dangling citation, no figure without a unit and no invalid date exists anywhere.
//! 2. Views propose, [`app::apply`] disposes: a panel reads the state and pushes [`app::Action`]s, plain data that menu,
//!    keys, mouse and tests all speak.
//! 3. There is one drawing of a chart: the window calls it, and the exporter calls the same function.
//! 4. The stretches of time in view are state, set on the views each frame and read back as actions.
//! 5. The same dossier and the same order give the same bytes: ordered maps, no clock, bundled fonts.
//! 6. Colours and sizes live in [`charts::theme`]; doubt is shown by hatching and words, never by colour alone.
//! 7. Nothing is painted while nothing changes.
//! 8. A change stays in memory until a person saves it, and is on the disk all the same within a second: in a journal beside the
//!    settings. Saving never writes over what another program has written.
//!
//! Money is never compared as a binary float: a printed number stands for the interval that rounds to it
//! ([`dossier::ReportedValue`]), and intervals of exact rationals are carried through all arithmetic
//! ([`dossier::Interval`]).

#![forbid(unsafe_code)]

pub mod analysis;
pub mod app;
pub mod charts;
pub mod cite;
pub mod cli;
pub mod desktop;
pub mod dossier;
pub mod edit;
pub mod export;
pub mod format;
pub mod import;
pub mod limits;
pub mod load;
pub mod promises;
pub mod store;
pub mod window;
