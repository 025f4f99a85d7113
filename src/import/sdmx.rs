//! SDMX-CSV, 1.0 and 2.0: the header says what each column is, and the separator as well.

use smol_str::SmolStr;

use super::areas::{area_by_code, area_by_iso2, areas_by_iso3};
use super::evidence::{Cell, Evidence, NotUnderstood};
use super::mapped::{ColumnMap, Mapping, Reader, Role};
use super::table::Opened;
use super::{ImportContext, ImportError, Kind, Proposals, Recipe};

/// Whether a heading is the first of SDMX-CSV.
pub(super) fn is_sdmx(heading: &str) -> bool {
    let id = id_of(heading);
    matches!(id.split('[').next(), Some("STRUCTURE" | "DATAFLOW"))
}

/// Reads SDMX-CSV.
pub(super) fn read(mut table: Opened<'_>, recipe: &Recipe, context: &ImportContext) -> Result<Proposals, ImportError> {
    let Some(line) = table.next_row()? else { return Err(ImportError::Refused("it is empty".to_owned())) };
    let headings = line.texts();
    if !headings.first().is_some_and(|first| is_sdmx(first)) {
        return Err(ImportError::Refused(format!(
            "its first column is called {} and not STRUCTURE or DATAFLOW, as SDMX-CSV begins",
            super::quoted(headings.first().map_or("", SmolStr::as_str))
        )));
    }
    let ids: Vec<SmolStr> = headings.iter().map(|heading| id_of(heading).into()).collect();
    let mapping = match &recipe.table {
        Some(mapping) if !mapping.columns.is_empty() => mapping.clone(),
        _ => mapping(&ids),
    };
    let recipe = Recipe { kind: Kind::Sdmx, table: Some(mapping.clone()), ..recipe.clone() };
    let sheet = table.sheet().cloned();
    let mut reader = Reader::new(mapping, &[(1, ids.clone())], &recipe, context, sheet)?;
    let action = ids.iter().position(|id| id == "ACTION");
    let is_area: Vec<bool> = ids.iter().map(|id| matches!(role(id), Role::Reporter | Role::Partner)).collect();
    let mut refused = Vec::new();
    while let Some(line) = table.next_row()? {
        let mut cells = line.texts();
        for (place, cell) in cells.iter_mut().enumerate() {
            let is_value = ids.get(place).is_some_and(|id| id == "OBS_VALUE");
            if !is_value {
                // With both labels a cell is “IDN: Indonesia”.
                let id = cell.split_once(": ").map_or(cell.as_str(), |(id, _)| id);
                *cell = if is_area.get(place) == Some(&true) { area_id(id) } else { id.into() };
            }
        }
        let deletes = action.and_then(|place| cells.get(place)).is_some_and(|action| action == "D");
        if deletes {
            let place = action.unwrap_or_default();
            let cell = Cell {
                row: line.row(),
                column: u32::try_from(place + 1).unwrap_or(u32::MAX),
                name: "ACTION".into(),
                text: "D".into(),
            };
            refused.push(NotUnderstood {
                evidence: Evidence::Cells { sheet: None, cells: vec![cell] },
                why: "the row asks for a value to be deleted, which an import never does".to_owned(),
            });
            continue;
        }
        reader.row(line.row(), &cells)?;
    }
    let mut proposals = reader.finish(&table, &recipe, context);
    proposals.not_understood.append(&mut refused);
    if let Opened::Text(_, layout) = &table {
        proposals.notes.insert(0, format!("SDMX-CSV, cells parted by a {}.", layout.separator_name()));
    }
    Ok(proposals)
}

/// The identifier of a component: with both labels a heading is “`REF_AREA`: Reference area”.
fn id_of(heading: &str) -> &str {
    heading.split_once(':').map_or(heading, |(id, _)| id).trim()
}

fn mapping(ids: &[SmolStr]) -> Mapping {
    let column = |id: &SmolStr| {
        let role = role(id);
        (role != Role::Ignore).then(|| ColumnMap { column: id.clone(), role, ..ColumnMap::default() })
    };
    let mut columns: Vec<ColumnMap> = ids.iter().filter_map(column).collect();
    let mut seen = Vec::new();
    columns.retain(|column| {
        let is_new = !seen.contains(&column.role);
        seen.push(column.role);
        is_new
    });
    Mapping { header: 1, header_rows: 1, columns, ..Mapping::default() }
}

fn role(id: &str) -> Role {
    match id {
        "REF_AREA" | "REPORTER" | "REPORTING_COUNTRY" | "DECLARANT" | "REPORTER_AREA" => Role::Reporter,
        "COUNTERPART_AREA" | "PARTNER" | "COUNTERPART" | "VIS_AREA" | "COUNTERPART_REF_AREA" | "PARTNER_AREA" => {
            Role::Partner
        }
        "TIME_PERIOD" => Role::Period,
        "OBS_VALUE" => Role::Value,
        "UNIT_MEASURE" | "UNIT" | "CURRENCY" => Role::Unit,
        "UNIT_MULT" | "UNIT_MULTIPLIER" | "POWERCODE" => Role::Scale,
        "OBS_STATUS" => Role::Status,
        "CONF_STATUS" => Role::Confidentiality,
        "FLOW" | "TRADE_FLOW" | "FLOW_CODE" | "ACCOUNTING_ENTRY" => Role::Flow,
        "INDICATOR" => Role::Indicator,
        "PRODUCT" | "COMMODITY" | "COMMODITY_1" | "CMD_CODE" | "SITC06" | "HS" | "CPA_VER2_1" | "PRODUCT_CODE" => {
            Role::Commodity
        }
        _ => Role::Ignore,
    }
}

/// A code of an area, of two letters, three letters or three digits, as three letters; anything else as it is.
fn area_id(code: &str) -> SmolStr {
    let area = match code {
        "W0" | "W" | "WORLD" | "_Z" | "W1" => return "W00".into(),
        _ if code.len() == 2 => area_by_iso2(code),
        _ if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            code.parse().ok().and_then(area_by_code)
        }
        _ => areas_by_iso3(code).next(),
    };
    area.and_then(|area| area.iso3).map_or_else(|| code.into(), SmolStr::new_static)
}
