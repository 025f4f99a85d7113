//! What stands around a table: the lines above its header, which say what all of its numbers are, the name of its sheet, and the
//! line of its source.

use smol_str::SmolStr;

use super::guess::Preview;
use super::mapping::{Mapping, Role, ValueKind};
use crate::import::areas::{countries_named, find_area};

/// What begins the line that names the source.
const SOURCES: [&str; 9] =
    ["source", "sources", "sumber", "quelle", "fuente", "fonte", "출처", "자료", "source des données"];
/// So many characters of a publisher are taken.
const MAX_PUBLISHER: usize = 120;

/// Gives the columns what only the lines above the header, or the name of the sheet, say: unit, scale, direction, countries.
pub(super) fn apply(mapping: &mut Mapping, above: &Preview, sheet: Option<&str>) {
    let lines: Vec<String> = above
        .iter()
        .map(|(_, cells)| {
            cells.iter().filter(|cell| !cell.is_empty()).map(SmolStr::as_str).collect::<Vec<_>>().join(" ")
        })
        .chain(sheet.map(str::to_owned))
        .filter(|line| !line.is_empty())
        .collect();
    let mut said = ValueKind::default();
    for line in &lines {
        let words = ValueKind::of_words(line);
        // A line that speaks of shares or weights as well says nothing for all numbers.
        let words = ValueKind { measure: None, ..words };
        if words.unit.as_deref() != Some("percent") {
            said = said.or(&words);
        }
    }
    let directions = lines.iter().filter_map(|line| ValueKind::of_words(line).flow);
    if directions.clone().any(|flow| said.flow.as_ref() != Some(&flow)) {
        said.flow = None;
    }
    let is_flow_told = has(mapping, Role::Flow) || has(mapping, Role::Indicator);
    let is_unit_told = has(mapping, Role::Unit) || has(mapping, Role::Indicator);
    let any_flow = mapping.columns.iter().any(|column| column.role == Role::Value && column.value.flow.is_some());
    for column in mapping.columns.iter_mut().filter(|column| column.role == Role::Value) {
        let value = &mut column.value;
        let is_amount = value.measure.as_deref().is_none_or(|measure| measure != "net-weight");
        if is_amount && !is_unit_told && value.unit.is_none() && said.is_money() {
            value.unit.clone_from(&said.unit);
            value.scale = value.scale.or(said.scale);
        } else if is_amount && !is_unit_told && value.is_money() && value.scale.is_none() && said.unit == value.unit {
            value.scale = said.scale;
        }
        if !is_flow_told && !any_flow && value.measure.as_deref() != Some("trade-balance") {
            value.flow = value.flow.clone().or_else(|| said.flow.clone());
            value.valuation = value.valuation.clone().or_else(|| said.valuation.clone());
        }
    }
    let is_told = has(mapping, Role::Reporter)
        || has(mapping, Role::Partner)
        || mapping.columns.iter().any(|column| column.partner.is_some());
    if let (false, Some((reporter, partner))) = (is_told, lines.iter().find_map(|line| two_countries(line))) {
        mapping.reporter = Some(reporter);
        mapping.partner = Some(partner);
    }
}

fn has(mapping: &Mapping, role: Role) -> bool {
    mapping.columns.iter().any(|column| column.role == role)
}

/// Who publishes the table, where a line of it says so.
pub(super) fn publisher(preview: &Preview) -> Option<String> {
    preview.iter().find_map(|(_, cells)| {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(line), None) = (filled.next(), filled.next()) else { return None };
        let (word, name) = line.split_once([':', '：'])?;
        let is_source = SOURCES.contains(&word.trim().to_lowercase().as_str());
        let name = name.trim().trim_end_matches('.');
        (is_source && !name.is_empty()).then(|| name.chars().take(MAX_PUBLISHER).collect())
    })
}

/// The two countries of “Indonesia’s exports to North Korea” or of “Ekspor Indonesia ke Korea Utara”, in their order; `None` where
/// there are fewer or more.
pub(super) fn two_countries(line: &str) -> Option<(SmolStr, SmolStr)> {
    for flow in ["s exports to ", "s imports from ", "s exports of goods to ", "s imports of goods from "] {
        let lower = line.to_lowercase();
        // The apostrophe is before the “s”; the lower case of these letters has the same length.
        let Some(at) = lower.find(flow).filter(|_| lower.len() == line.len()) else { continue };
        let (left, right) = (&line[..at], &line[at + flow.len()..]);
        let left = left.strip_suffix(['\'', '’'])?;
        if let (Some(one), Some(other)) = (find_area(left), find_area(right)) {
            return Some((one.party_id().into(), other.party_id().into()));
        }
    }
    match countries_named(line).as_slice() {
        [one, other] => Some((one.party_id().into(), other.party_id().into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_countries_of_a_line_are_found_in_their_order() {
        for (line, one, other) in [
            ("Indonesia's exports to Korea, Democratic People's Republic of", "IDN", "PRK"),
            ("Korea, Democratic People's Republic of's imports from world", "PRK", "W00"),
            ("Nilai Ekspor Indonesia ke Korea Utara menurut Bulan (Juta US$)", "IDN", "PRK"),
            ("Table 7. Merchandise trade of Indonesia with North Korea", "IDN", "PRK"),
            ("Ausfuhr der Niederlande nach Südkorea, Tsd. EUR", "NLD", "KOR"),
            ("Trade of Suriname with the Netherlands, 1990–2000", "SUR", "NLD"),
        ] {
            assert_eq!(two_countries(line), Some((one.into(), other.into())), "{line}");
        }
        for line in ["Exports of Indonesia by country", "Indonesia, North Korea and South Korea", "Table 1", ""] {
            assert_eq!(two_countries(line), None, "{line}");
        }
    }
}
