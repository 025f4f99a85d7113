//! Units of quantities and currencies, by the codes and names that sources print.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::areas::{areas_by_iso3, folded};

/// The table as a file: written by hand, one unit a line.
const TABLE: &str = include_str!("../../assets/tables/units.tsv");

static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| TABLE.lines().filter_map(unit_of_line).collect());

/// The names of currencies that mean one wherever they stand, by their first word: each with its other words, the longest first.
static CURRENCY_NAMES: LazyLock<BTreeMap<String, Vec<CurrencyName>>> = LazyLock::new(currency_names);

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

/// The unit of a name, in the singular or the plural.
#[must_use]
pub fn unit_by_name(name: &str) -> Option<&'static str> {
    let wanted = name.trim();
    let is = |fits: &dyn Fn(&str) -> bool| {
        let has = |unit: &&Unit| fits(unit.id) || unit.names.iter().any(|name| fits(name));
        units().iter().find(has).map(|unit| unit.id)
    };
    is(&|name| name == wanted).or_else(|| is(&|name| is_alike(name, wanted)))
}

/// Whether one name is the other but for capitals, accents, blanks and the plural. A sign tells “C$” from “c”, and of two or three
/// letters the capitals alone are no matter: “KG”.
fn is_alike(name: &str, wanted: &str) -> bool {
    const LEAST_LETTERS: usize = 4;
    let has_sign = |text: &str| text.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '.' | '-' | '\''));
    if has_sign(name) || has_sign(wanted) {
        return name.to_lowercase() == wanted.to_lowercase();
    }
    let (name, wanted) = (folded(name), folded(wanted));
    let is_word = name.chars().count() >= LEAST_LETTERS;
    !name.is_empty() && (name == wanted || (is_word && wanted.strip_suffix('s') == Some(name.as_str())))
}

/// The currency whose name a list of words in small letters begins with, and how many words that are: 2 of “pakistani”, “rupees”.
#[must_use]
pub fn currency_at(words: &[&str]) -> Option<(&'static Unit, usize)> {
    let (first, rest) = words.split_first()?;
    let is_word = |known: &str, word: &str| known == word || word.strip_suffix('s') == Some(known);
    let singular = first.strip_suffix('s').unwrap_or(first);
    let names = [*first, singular].into_iter().find_map(|first| CURRENCY_NAMES.get(first))?;
    let name = names.iter().find(|name| {
        let is_plural = *first == singular || name.rest.is_empty();
        is_plural
            && name.rest.len() <= rest.len()
            && name.rest.iter().zip(rest).all(|(known, word)| is_word(known, word))
    })?;
    Some((name.unit, 1 + name.rest.len()))
}

/// Whether the name of a currency may begin with a word in small letters.
#[must_use]
pub fn begins_currency(word: &str) -> bool {
    CURRENCY_NAMES.contains_key(word) || word.strip_suffix('s').is_some_and(|word| CURRENCY_NAMES.contains_key(word))
}

/// A name of a currency.
struct CurrencyName {
    unit: &'static Unit,
    /// Its words after the first, in small letters.
    rest: Vec<String>,
}

/// Names of several words, with a sign, or of a word that means nothing else.
fn currency_names() -> BTreeMap<String, Vec<CurrencyName>> {
    const LEAST_LETTERS: usize = 5;
    let mut by_first: BTreeMap<String, Vec<CurrencyName>> = BTreeMap::new();
    for unit in units().iter().filter(|unit| unit.kind == UnitKind::Currency) {
        for name in unit.names.iter().filter(|name| !name.contains('(')) {
            let mut words = name.split(' ').map(str::to_lowercase);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let has_sign = first.contains('$') && first.chars().count() > 1;
            if has_sign || !rest.is_empty() || first.chars().count() >= LEAST_LETTERS {
                by_first.entry(first).or_default().push(CurrencyName { unit, rest });
            }
        }
    }
    for names in by_first.values_mut() {
        names.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
    }
    by_first
}

/// The currency of an ISO 4217 code in capitals, with what it is called.
#[must_use]
pub fn currency_by_code(code: &str) -> Option<&'static Unit> {
    units().iter().find(|unit| unit.kind == UnitKind::Currency && unit.id == code)
}

/// Whether the code of a currency is a word as well, or the code of a country: “TOP 5”, “SUR”. Among other words it says nothing.
#[must_use]
pub fn is_code_of_more(code: &str) -> bool {
    const WORDS: [&str; 20] = [
        "ALL", "ANG", "BAM", "COP", "CUP", "ECU", "GEL", "LAK", "MAD", "MOP", "PEN", "RON", "SCR", "SDG", "SDR", "SOS",
        "STD", "TOP", "TRY", "WST",
    ];
    WORDS.contains(&code) || areas_by_iso3(code).next().is_some()
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
            ("Pakistani rupees", "PKR"),
            ("PKR", "PKR"),
            ("Sri Lankan Rupee", "LKR"),
            ("NRs", "NPR"),
            ("hryvnias", "UAH"),
            ("C$", "CAD"),
            ("KG", "kg"),
            ("Austrian Schilling", "ATS"),
        ] {
            assert_eq!(unit_by_name(name), Some(unit), "{name}");
        }
        // Dinars, rupees and grams of nobody knows whom or what.
        for name in ["furlongs", "dinar", "Rs", "rupees", "c", "G", "s", ""] {
            assert_eq!(unit_by_name(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_stands_for_two_units() {
        let mut owners: std::collections::BTreeMap<&str, &str> = std::collections::BTreeMap::new();
        for unit in units() {
            for name in unit.names.iter().chain([&unit.id]) {
                let owner = *owners.entry(name).or_insert(unit.id);
                assert_eq!(owner, unit.id, "{name}");
            }
        }
        let currencies: Vec<&str> =
            units().iter().filter(|unit| unit.kind == UnitKind::Currency).map(|unit| unit.id).collect();
        assert!(currencies.len() > 230, "{}", currencies.len());
        assert!(currencies.iter().all(|id| id.len() == 3 && id.bytes().all(|byte| byte.is_ascii_uppercase())));
        let at = |text: &str| currency_at(&text.split(' ').collect::<Vec<_>>()).map(|(unit, count)| (unit.id, count));
        assert_eq!(at("pakistani rupees a year"), Some(("PKR", 2)));
        assert_eq!(at("hong kong dollars"), Some(("HKD", 3)));
        assert_eq!(at("nt$ million"), Some(("TWD", 1)));
        assert_eq!(at("forints"), Some(("HUF", 1)));
        assert_eq!([at("rupees"), at("real growth"), at("francs"), at("hong kong")], [None; 4]);
        assert!(is_code_of_more("SUR") && is_code_of_more("TOP") && !is_code_of_more("PKR"));
    }
}
