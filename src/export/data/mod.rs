//! What a figure shows, as data: tables for spreadsheets, JSON for programs.

mod facts_csv;
mod facts_json;
mod series;

use std::borrow::Cow;
use std::io::Write;

pub use facts_csv::facts_csv;
pub(super) use facts_json::fact_row;
pub use facts_json::facts_json;
pub use series::{series_csv, series_csv_begin, series_json};

use crate::dossier::ReportedValue;

/// What stands between two entries of one cell.
const BETWEEN: &str = " | ";

/// A table after RFC 4180.
pub(super) fn table<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// A cell that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe in front, unless it
/// is a plain number. What would steer a terminal that the table is printed on is marked as unreadable.
pub(super) fn harmless(cell: &str) -> Cow<'_, str> {
    const UNREADABLE: &str = "\u{FFFD}";
    let is_control_or_bidi = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if cell.contains(is_control_or_bidi) {
        return Cow::Owned(harmless(&cell.replace(is_control_or_bidi, UNREADABLE)).into_owned());
    }
    let begins_like_a_formula = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_like_a_formula && ReportedValue::parse(cell).is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_runs_as_a_formula() {
        for cell in ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "－1", "-", "-0044-03-15"]
        {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "-82.24", "-1e-3", "1465", "김일성", "a=b", "../1972", "[15]", "−5"] {
            assert_eq!(harmless(cell), cell);
        }
        assert_eq!(harmless("a\u{1b}[2Jb\u{9b}"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(harmless("=\u{0}1"), "'=\u{fffd}1");
    }
}
