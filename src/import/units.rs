//! Units of quantities and currencies, by the codes and names that sources print.

use std::sync::LazyLock;

use super::areas::folded;

/// The table as a file: written by hand, one unit a line.
const TABLE: &str = include_str!("../../assets/tables/units.tsv");

static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| TABLE.lines().filter_map(unit_of_line).collect());

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitKind {
    /// Money; the unit is its ISO 4217 code.
    Currency,
    /// Goods by weight, volume, number.
    Quantity,
    /// A part of something, or a ratio.
    Ratio,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is called in a dossier.
    pub id: &'static str,
    /// What it measures.
    pub kind: UnitKind,
    /// UN Comtrade's code of it.
    pub code: Option<&'static str>,
    /// What sources call it.
    pub names: Vec<&'static str>,
}

/// All units.
#[must_use]
pub fn units() -> &'static [Unit] {
    &UNITS
}

/// The unit of one of UN Comtrade's quantity codes; `None` for those that stand for no quantity.
#[must_use]
pub fn quantity_unit(code: &str) -> Option<&'static str> {
    units().iter().find(|unit| unit.code == Some(code)).map(|unit| unit.id)
}

/// The unit of a name.
#[must_use]
pub fn unit_by_name(name: &str) -> Option<&'static str> {
    let wanted = name.trim();
    let exact = |unit: &&Unit| unit.id == wanted || unit.names.contains(&wanted);
    let wanted_folded = folded(wanted);
    let alike = |unit: &&Unit| {
        !wanted_folded.is_empty() && unit.names.iter().chain([&unit.id]).any(|other| folded(other) == wanted_folded)
    };
    units().iter().find(exact).or_else(|| units().iter().find(alike)).map(|unit| unit.id)
}

/// Whether goods are counted or weighed in a unit.
#[must_use]
pub fn is_quantity(id: &str) -> bool {
    units().iter().any(|unit| unit.kind == UnitKind::Quantity && unit.id == id)
}

fn unit_of_line(line: &'static str) -> Option<Unit> {
    if line.starts_with('#') || line.starts_with("kind\t") {
        return None;
    }
    let mut cells = line.split('\t').map(str::trim);
    let kind = match cells.next()? {
        "currency" => UnitKind::Currency,
        "ratio" => UnitKind::Ratio,
        _ => UnitKind::Quantity,
    };
    let id = cells.next().filter(|id| !id.is_empty())?;
    let code = cells.next().filter(|code| !code.is_empty());
    let names = cells.next().unwrap_or_default().split('|').filter(|name| !name.is_empty()).collect();
    Some(Unit { id, kind, code, names })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_by_code_and_name() {
        assert_eq!(quantity_unit("8"), Some("kg"));
        assert_eq!(quantity_unit("5"), Some("u"));
        assert_eq!((quantity_unit("1"), quantity_unit("-1")), (None, None));
        for (name, unit) in [
            ("US$", "USD"),
            ("US Dollar", "USD"),
            ("Rp", "IDR"),
            ("Weight in kilograms", "kg"),
            ("Number of items", "u"),
            ("원", "KRW"),
            ("%", "percent"),
        ] {
            assert_eq!(unit_by_name(name), Some(unit), "{name}");
        }
        assert_eq!(unit_by_name("furlongs"), None);
    }
}
