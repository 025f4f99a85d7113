//! The data behind a figure, cell by cell.

use super::words::{in_words, is_number, title};
use crate::app::{AppState, ChartKind};
use crate::export::data::{facts_csv, series_csv_begin};
use crate::format::number::counted;

/// So many rows of the chart are listed, and so many facts of the timeline; the exported table has all of them.
const MOST: usize = 10_000;
/// The column that says which fact a row is about.
const FACT: &str = "fact";

/// A table as it is exported, without the columns in which nothing stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// What the columns are called.
    pub(super) columns: Vec<String>,
    /// The cells, row by row.
    pub(super) rows: Vec<Vec<String>>,
    /// How much was left out, in words, where anything was.
    pub(super) left_out: Option<String>,
    /// Whether its cells are as the exported file has them, and not in words.
    pub(super) is_raw: bool,
}

impl Table {
    /// The table of a figure: of the chart what is in view, of the timeline the facts that are shown; as the exported file has
    /// it, or in words.
    pub(super) fn of(state: &AppState, figure: ChartKind, is_raw: bool) -> Self {
        let table = Self::exported(state, figure);
        if is_raw { table } else { in_words(&table, state.dossier()) }
    }

    fn exported(state: &AppState, figure: ChartKind) -> Self {
        let (dossier, mut bytes) = (state.dossier(), Vec::new());
        let shown = &state.session.shown.facts;
        let listed = shown.get(..MOST).unwrap_or(shown);
        let left_out = match figure {
            ChartKind::Trade => {
                let plan = state.chart_plan();
                series_csv_begin(&state.file, &plan, state.chart_span(), MOST, &mut bytes)
                    .map(|rows| (rows, counted(rows, "more row is", "more rows are")))
            }
            // A fact has a row for each of its figures, so that the rows of those left out are not known.
            ChartKind::Timeline => facts_csv(dossier, listed, &mut bytes).map(|()| {
                let facts = shown.len() - listed.len();
                (facts, counted(facts, "more fact is", "more facts are"))
            }),
        };
        // Writing to memory does not fail.
        left_out.map_or_else(
            |_| Self::default(),
            |(count, words)| Self { left_out: (count > 0).then_some(words), ..Self::read(&bytes) },
        )
    }

    fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<String>>();
        let columns = reader.headers().map(cells).unwrap_or_default();
        let rows: Vec<Vec<String>> = reader.records().filter_map(Result::ok).map(|record| cells(&record)).collect();
        let is_used = |column: &usize| rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()));
        let used: Vec<usize> = (0..columns.len()).filter(is_used).collect();
        let kept = |cells: &Vec<String>| used.iter().filter_map(|column| cells.get(*column).cloned()).collect();
        Self { columns: kept(&columns), rows: rows.iter().map(kept).collect(), left_out: None, is_raw: true }
    }

    /// The fact that a row is about, by its identifier.
    pub(super) fn fact_of(&self, row: usize) -> Option<&str> {
        let column = self.columns.iter().position(|column| column == FACT)?;
        self.rows.get(row)?.get(column).map(String::as_str).filter(|id| !id.is_empty())
    }

    /// A cell; an empty text where there is none.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// A cell by the name of its column; an empty text where there is none.
    pub(super) fn named(&self, row: usize, name: &str) -> &str {
        self.columns.iter().position(|column| column == name).map_or("", |column| self.cell(row, column))
    }

    /// What a column is called, for people.
    pub(super) fn title(&self, column: usize) -> String {
        let name = self.columns.get(column).map_or("", String::as_str);
        if self.is_raw { name.replace('_', " ") } else { title(name) }
    }

    /// Whether the cells of a column stand under each other by their ends.
    pub(super) fn is_number(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|name| is_number(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Settings, View};
    use crate::load::load_shipped;

    #[test]
    fn the_table_has_every_value_of_the_export_and_no_empty_column() {
        let state = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
        for figure in [ChartKind::Trade, ChartKind::Timeline] {
            let table = Table::of(&state, figure, true);
            assert!(table.rows.len() >= 8, "{figure:?}");
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            for column in 0..table.columns.len() {
                assert!(
                    (0..table.rows.len()).any(|row| !table.cell(row, column).is_empty()),
                    "{}",
                    table.title(column)
                );
            }
            let known = |row| table.fact_of(row).is_none_or(|id| state.dossier().find(id).is_some());
            assert!((0..table.rows.len()).all(known));
        }
        let facts = Table::of(&state, ChartKind::Timeline, true);
        let listed: std::collections::BTreeSet<&str> =
            (0..facts.rows.len()).filter_map(|row| facts.fact_of(row)).collect();
        assert_eq!(listed.len(), state.dossier().facts().len());
    }
}
