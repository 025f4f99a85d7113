//! How much of anything is read, kept or drawn: a bound for each input, in one place.
//!
//! Open brackets in JSON are bounded by its reader, to 127.
//!
//! Whatever comes from outside is cut off, counted or refused at one of these, and a message says which. `tests/dossier/limits.rs` gives
//! each ten times as much as it bears, and measures how long that takes and what memory it needs.

/// The largest dossier that is read, in bytes.
pub const DOSSIER_BYTES: u64 = 1 << 30;
/// How many errors of a dossier are listed, and how many warnings; the rest is counted.
pub const DIAGNOSTICS: usize = 1_000;
/// Years further from year 0 than this are refused: no timeline could show them beside a decade.
pub const FURTHEST_YEAR: i64 = 1_000_000;
/// With more figures than this, which stand at one place, a change is compared with none of them: the findings would be as many as
/// the changes times the figures.
pub const BASES: usize = 24;

/// What the parser of a saved web page may take for the tags that are open, in bytes: some hundred thousand of them.
pub const PAGE_PARSER_BYTES: usize = 1 << 26;

/// The largest figure that is opened or compared, in bytes.
pub const FIGURE_BYTES: u64 = 1 << 28;
/// What a figure may carry of its data once that is unpacked, in bytes.
pub const METADATA_BYTES: u64 = 1 << 26;

/// How much of the name of a lane is laid out, in characters; no lane has room for more, and the rest is cut with “…”.
pub const LANE_CHARS: usize = 200;
/// How much of the title of a fact is laid out as its label, in characters; no picture has room for more of it on one line.
pub const LABEL_CHARS: usize = 400;
/// How much of its title stands above a chart, in characters; the rest is cut with “…”.
pub const TITLE_CHARS: usize = 400;
/// How much of the title of a fact stands in the notes of a chart, in characters; the rest is cut with “…”.
pub const NAMED_CHARS: usize = 120;
/// How many values that data may have, in lists and objects.
pub const METADATA_VALUES: usize = 4_000_000;
