//! The table.

use std::fmt::Write as _;
use std::time::Duration;

/// One row: something measured at each size, against its yardstick.
pub(crate) struct Row {
    /// What is measured.
    pub(crate) what: String,
    /// What it is compared with.
    pub(crate) yardstick: String,
    /// The goal, in words.
    pub(crate) goal: String,
    /// One cell for each column of the table, in the same order.
    pub(crate) cells: Vec<Cell>,
}

/// What was measured at one size.
pub(crate) enum Cell {
    /// A measured number in words, and how many times the yardstick it is.
    Ratio(String, f64),
    /// A number in words that is compared with nothing.
    Plain(String),
    /// Nothing can be measured here.
    NoDataReason,
}

impl Cell {
    /// A time against that of its yardstick.
    pub(crate) fn times(measured: Duration, yardstick: Duration) -> Self {
        Self::Ratio(duration(measured), measured.as_secs_f64() / yardstick.as_secs_f64())
    }

    fn words(&self) -> String {
        match self {
            Self::Ratio(number, ratio) => format!("{number} ({ratio:.2}×)"),
            Self::Plain(number) => number.clone(),
            Self::NoDataReason => "–".to_owned(),
        }
    }
}

/// A duration with three digits.
pub(crate) fn duration(duration: Duration) -> String {
    let secs = duration.as_secs_f64();
    let (number, unit) = match secs {
        1.0.. => (secs, "s"),
        1e-3.. => (secs * 1e3, "ms"),
        _ => (secs * 1e6, "µs"),
    };
    let digits = if number >= 100.0 { 0 } else { usize::from(number < 10.0) + 1 };
    format!("{number:.digits$} {unit}")
}

/// A number of bytes in millions of them.
#[expect(clippy::cast_precision_loss, reason = "one digit of it is shown")]
pub(crate) fn mega(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// How many times another number something is.
#[expect(clippy::cast_precision_loss, reason = "two digits of it are shown")]
pub(crate) fn ratio(measured: u64, yardstick: u64) -> f64 {
    measured as f64 / yardstick as f64
}

/// A table as aligned Markdown; `columns` are the names of those that the rows have cells for.
pub(crate) fn table(columns: &[String], rows: &[Row]) -> String {
    let mut lines = vec![vec!["what".to_owned()]];
    lines[0].extend_from_slice(columns);
    lines[0].extend(["yardstick".to_owned(), "goal".to_owned()]);
    for row in rows {
        let cells = row.cells.iter().map(Cell::words);
        lines.push(
            [row.what.clone()].into_iter().chain(cells).chain([row.yardstick.clone(), row.goal.clone()]).collect(),
        );
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..lines[0].len()).map(width).collect();
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(&widths) {
            let _ = write!(text, "| {cell:<width$} ");
        }
        text.push_str("|\n");
        if place == 0 {
            for width in &widths {
                let _ = write!(text, "| {:-<width$} ", "");
            }
            text.push_str("|\n");
        }
    }
    text
}
