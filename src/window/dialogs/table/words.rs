//! A table in words: numbers with their units, dates and countries by their names, as people read them.

use super::data::Table;
use crate::dossier::{Basis, Date, Dossier, Interval, ReportedValue};
use crate::format::date::date_text;
use crate::format::figure::basis_words;
use crate::format::number::{interval_text, printed_text};

/// What is said by the cells of other columns.
const LEFT_OUT: [&str; 2] = ["high", "unit"];

/// The same table, for people.
pub(super) fn in_words(table: &Table, dossier: &Dossier) -> Table {
    let kept: Vec<usize> =
        (0..table.columns.len()).filter(|column| !LEFT_OUT.contains(&table.columns[*column].as_str())).collect();
    let row = |row: usize| kept.iter().map(|column| cell(table, dossier, row, *column)).collect();
    Table {
        columns: kept.iter().map(|column| table.columns[*column].clone()).collect(),
        rows: (0..table.rows.len()).map(row).collect(),
        left_out: table.left_out.clone(),
        is_raw: false,
    }
}

/// What a column is called.
pub(super) fn title(name: &str) -> String {
    match name {
        "low" => "Range".to_owned(),
        "role" => "In the chart".to_owned(),
        "nothing" | "missing" => "No value, or none to draw, because".to_owned(),
        "flow" => "Direction".to_owned(),
        "fact" => "Fact (identifier)".to_owned(),
        "figure" => "Figure (identifier)".to_owned(),
        _ => {
            let mut title = name.replace('_', " ");
            if let Some(first) = title.get(..1).map(str::to_uppercase) {
                title.replace_range(..1, &first);
            }
            title
        }
    }
}

/// Whether the numbers of a column stand under each other by their ends.
pub(super) fn is_number(name: &str) -> bool {
    matches!(name, "value" | "low" | "high" | "year" | "change_percent" | "share_percent")
}

fn cell(table: &Table, dossier: &Dossier, row: usize, column: usize) -> String {
    let named = |name: &str| table.named(row, name);
    let raw = table.cell(row, column);
    let words = match table.columns[column].as_str() {
        "value" => value(raw, range(table, row).as_ref(), named("unit")),
        "low" => range(table, row).map(|range| interval_text(&range, named("unit"))),
        "period" | "date" | "change_from" => Date::parse(raw).ok().map(|date| date_text(&date)),
        "reporter" | "partner" => Some(dossier.party_name(raw).to_owned()),
        "basis" => Basis::from_word(raw).map(|basis| basis_words(basis).to_owned()),
        "role" => role(raw).map(str::to_owned),
        "nothing" | "missing" => nothing(raw).map(str::to_owned),
        "flow" => flow(raw).map(str::to_owned),
        "rank" => Some(raw.to_owned()),
        _ => None,
    };
    if raw.is_empty() && table.columns[column] != "value" {
        return String::new();
    }
    words.unwrap_or_else(|| raw.to_owned())
}

/// A value as it was printed; of one that was calculated all that it may be.
fn value(raw: &str, range: Option<&Interval>, unit: &str) -> Option<String> {
    if let Ok(value) = ReportedValue::parse(raw) {
        return Some(printed_text(&value, unit));
    }
    Some(interval_text(range?, unit))
}

fn range(table: &Table, row: usize) -> Option<Interval> {
    let bound = |name: &str| ReportedValue::parse(table.named(row, name)).ok().map(|bound| bound.nominal());
    Some(Interval::between(bound("low")?, bound("high")?))
}

fn role(word: &str) -> Option<&'static str> {
    Some(match word {
        "bar" => "drawn",
        "rival" => "conflicting value",
        "part" => "part of what is drawn",
        "deprecated" => "held to be wrong, not drawn",
        "gap" => "no value",
        "not-placed" => "not plotted",
        "not-chosen" => "not chosen",
        "calculated" => "calculated for the chart",
        _ => return None,
    })
}

fn nothing(word: &str) -> Option<&'static str> {
    Some(match word {
        "reported-zero" => "a zero is reported",
        "not-reported" => "not reported",
        "suppressed" => "kept confidential",
        "only-deprecated" => "held to be wrong",
        "other-unit" => "in another unit",
        "not-chosen" => "of another kind than chosen",
        "not-in-dossier" => "not in this dossier",
        _ => return None,
    })
}

fn flow(word: &str) -> Option<&'static str> {
    Some(match word {
        "export" => "exports",
        "import" => "imports",
        "total" => "both directions",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{AppState, ChartKind, Settings, View};
    use crate::load::load_shipped;

    #[test]
    fn numbers_have_their_units_and_nothing_is_lost() {
        let state = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
        for figure in [ChartKind::Trade, ChartKind::Timeline] {
            let raw = Table::of(&state, figure, true);
            let table = Table::of(&state, figure, false);
            assert_eq!(table.rows.len(), raw.rows.len());
            let plain = |text: &str| text.replace(['\u{A0}', '\u{202F}'], " ");
            let cells: Vec<String> = table.rows.iter().flatten().map(|cell| plain(cell)).collect();
            for words in ["US$ 62 million", "North Korea", "as reported", "US$ 2.75–2.85 million"] {
                assert!(cells.iter().any(|cell| cell == words), "{words} is not in {cells:?}");
            }
            for (row, column) in (0..table.rows.len()).flat_map(|row| (0..table.columns.len()).map(move |at| (row, at)))
            {
                let name = &table.columns[column];
                let was = raw.named(row, name);
                assert!(was.is_empty() || !table.cell(row, column).is_empty(), "{name} of row {row} is lost: {was}");
            }
        }
        let table = Table::of(&state, ChartKind::Trade, false);
        let is_calculated =
            |row: &Vec<String>| row.iter().any(|cell| cell.replace('\u{A0}', " ") == "US$ 15.48–16.05 million");
        assert!(table.rows.iter().any(is_calculated), "what is calculated has its value");
    }
}
