//! How the columns of a table are taken: the part of a recipe that a person can read, change and use again.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::period::DayOrder;
use crate::import::decimal::Decimal;
use crate::import::units::{currency_at, currency_by_code, is_code_of_more};

/// What is asked of a table whose years are no calendar years.
pub const YEARS_QUESTION: &str = "The years are no calendar years: with which month do they begin?";

/// What is asked of a table whose dates can be read in two ways.
pub const DAYS_QUESTION: &str = "In its dates, does the day come first or the month?";

/// How a table is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The sheet, of a file that has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SmolStr>,
    /// What parts the cells of a table of text; found out where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The first row of the header, from 1; 0 where it is to be found out.
    pub header: u64,
    /// How many rows the header has.
    pub header_rows: u64,
    /// Which sign is the decimal one.
    pub decimal: Decimal,
    /// What codes and names of countries are.
    pub areas: AreaCodes,
    /// The columns; those that are not named are left out.
    pub columns: Vec<ColumnMap>,
    /// With which month the years of the table begin, where they are no calendar years (“2018-19”); 0 where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_begins: Option<u8>,
    /// Whether the day or the month comes first in dates such as “01/02/2019”, where the table has such and does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
    /// What every row means and no column says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<SmolStr>,
    /// The same for the partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<SmolStr>,
    /// Two countries that stand above the table, of which nothing says who reports: rows are read for them alone, and the first of
    /// the pair that is asked for is the one that reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<SmolStr>,
    /// Who computed the values, where the publisher did more than report: `estimated` or `derived`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<SmolStr>,
    /// The publisher, for the source and the statements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What a person should say before the numbers are believed; empty once a person has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

/// What the cells of countries hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaCodes {
    /// Names, or ISO 3166-1 codes of three letters.
    #[default]
    Names,
    /// The numeric codes of UN Comtrade, which BACI uses as well.
    Comtrade,
}

/// What one column is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnMap {
    /// Its heading, as the file has it; several rows of it joined by “ / ”.
    pub column: SmolStr,
    /// What it holds.
    #[serde(rename = "as")]
    pub role: Role,
    /// Of a value: what it measures and in which unit.
    #[serde(flatten)]
    pub value: ValueKind,
    /// Of a value: its period, where the heading says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<SmolStr>,
    /// Of a value: who reports it, where the heading says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<SmolStr>,
    /// The same for the partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<SmolStr>,
    /// Of a value: two countries that the heading names without saying who reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<SmolStr>,
}

impl ColumnMap {
    /// The column with every word as it is meant: without spaces around it, and nothing where nothing was typed.
    pub(super) fn tidied(&self) -> Self {
        let tidy = |text: &Option<SmolStr>| {
            text.as_ref().map(|text| SmolStr::from(text.trim())).filter(|text| !text.is_empty())
        };
        let value = ValueKind {
            measure: tidy(&self.value.measure),
            flow: tidy(&self.value.flow),
            unit: tidy(&self.value.unit),
            scale: self.value.scale,
            valuation: tidy(&self.value.valuation),
        };
        Self {
            value,
            period: tidy(&self.period),
            reporter: tidy(&self.reporter),
            partner: tidy(&self.partner),
            ..self.clone()
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nothing that is read.
    #[default]
    Ignore,
    /// Who reports; where a table tells exporter from importer, the exporter.
    Reporter,
    /// With whom.
    Partner,
    /// A year, a month, a quarter or a day that stands for one.
    Period,
    /// A month within the year of another column.
    Month,
    /// The direction.
    Flow,
    /// The code of goods.
    Commodity,
    /// The name of goods.
    CommodityName,
    /// What the value of the row measures, in words: “Exports (in US$ Mil)”.
    Indicator,
    /// The unit of the value.
    Unit,
    /// The power of ten that the value is multiplied by.
    Scale,
    /// How sure the value is: an observation status.
    Status,
    /// How confidential it is.
    Confidentiality,
    /// A value.
    Value,
}

/// What a value measures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueKind {
    /// What is measured; the value of goods where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<SmolStr>,
    /// `export`, `import` or `total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<SmolStr>,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<SmolStr>,
    /// The power of ten that the numbers are multiplied by: 3 for thousands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<i32>,
    /// `fob` or `cif`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valuation: Option<SmolStr>,
}

/// Words of headings, small, in the languages that tables come in.
const EXPORT: &[&str] = &[
    "export",
    "exports",
    "exported",
    "ekspor",
    "exportaciones",
    "exportación",
    "exportacion",
    "exportations",
    "exportation",
    "exportação",
    "exportações",
    "ausfuhr",
    "ausfuhren",
    "exporte",
    "reexport",
    "reexports",
    "exp",
    "txg",
];
const IMPORT: &[&str] = &[
    "import",
    "imports",
    "imported",
    "impor",
    "importaciones",
    "importación",
    "importacion",
    "importations",
    "importation",
    "importação",
    "importações",
    "einfuhr",
    "einfuhren",
    "reimport",
    "reimports",
    "imp",
    "tmg",
];
/// Rupees are those of India, Pakistan, Sri Lanka, Nepal and others: in which it counts, a table has to be asked.
const RUPEES: [&str; 3] = ["rs", "rupee", "rupees"];
const BALANCE: &[&str] = &[
    "balance",
    "neraca",
    "saldo",
    "solde",
    "balanza",
    "balança",
    "handelsbilanz",
    "außenhandelssaldo",
    "무역수지",
    "tbg",
];
const TRADE: &[&str] = &["trade", "turnover", "perdagangan", "außenhandel", "comercio", "commerce"];
const SHARE: &[&str] = &[
    "share",
    "growth",
    "pangsa",
    "%",
    "percent",
    "rate",
    "average",
    "index",
    "lines",
    "change",
    "anteil",
    "wachstum",
    "veränderung",
    "variación",
    "variação",
    "variation",
    "pertumbuhan",
    "perubahan",
    "증감률",
    "비중",
];
const WEIGHT: &[&str] = &[
    "weight",
    "berat",
    "netweight",
    "volume",
    "중량",
    "quantity",
    "kg",
    "tn",
    "toneladas",
    "tonnes",
    "tons",
    "ton",
    "quilograma",
    "quilogramas",
    "kilogramos",
    "kilogramm",
    "gewicht",
    "menge",
    "poids",
];
const SCALES: [(i32, &[&str]); 6] = [
    (
        3,
        &[
            "thousand",
            "thousands",
            "ribu",
            "miles",
            "milliers",
            "tsd",
            "tausend",
            "천",
            "천달러",
            "천불",
            "천원",
            "1000",
        ],
    ),
    (
        6,
        &[
            "million",
            "millions",
            "juta",
            "millones",
            "milhões",
            "millionen",
            "mn",
            "mio",
            "mln",
            "백만",
            "백만달러",
            "백만불",
            "백만원",
        ],
    ),
    (9, &["billion", "billions", "miliar", "milyar", "milliards", "milliarden", "mrd", "bn", "십억", "십억원"]),
    (5, &["lakh", "lakhs"]),
    (7, &["crore", "crores"]),
    (8, &["억", "억원", "억달러"]),
];
const UNITS: [(&str, &[&str]); 9] = [
    (
        "USD",
        &[
            "us$",
            "usd",
            "dollar",
            "dollars",
            "dolares",
            "dólares",
            "달러",
            "천달러",
            "백만달러",
            "억달러",
            "천불",
            "백만불",
            "dolar",
        ],
    ),
    ("EUR", &["€", "eur", "euro", "euros"]),
    ("IDR", &["rp", "idr", "rupiah"]),
    ("KRW", &["₩", "krw", "won", "원", "천원", "백만원", "억원", "십억원"]),
    ("INR", &["₹", "inr"]),
    ("GBP", &["£", "gbp"]),
    ("CHF", &["chf", "franken"]),
    ("kg", &["kg", "kilograms", "kilogram", "quilograma", "quilogramas", "kilogramos", "kilogramm"]),
    ("t", &["tonnes", "ton", "tons", "tn", "toneladas"]),
];

impl ValueKind {
    /// What this says, and else what another says.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self {
            measure: self.measure.clone().or_else(|| other.measure.clone()),
            flow: self.flow.clone().or_else(|| other.flow.clone()),
            unit: self.unit.clone().or_else(|| other.unit.clone()),
            scale: self.scale.or(other.scale),
            valuation: self.valuation.clone().or_else(|| other.valuation.clone()),
        }
    }

    /// What a heading or an indicator says in words: “Export (US$ Thousand)”, “Nilai Impor (US $)”, “Goods, Value of Exports,
    /// FOB, US Dollars”. Nothing is read into it that is not there.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        Self::of_words_beside(text, false)
    }

    /// The same in a table that may be German: “Importe” are imports there, and amounts of money in Spanish.
    pub(super) fn of_words_beside(text: &str, is_german: bool) -> Self {
        let words: Vec<String> = text
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '$' | '%' | '€' | '£' | '¥' | '₩' | '₹')))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
        // Korean writes “수출금액” as one word, and “수출입” is both directions.
        let begins = |with: &str| words.iter().any(|word| word.starts_with(with) && !word.starts_with("수출입"));
        let (export, import, balance) = (has(EXPORT) || begins("수출"), has(IMPORT) || begins("수입"), has(BALANCE));
        let import = import || (has(&["importe"]) && (is_german || has(&["exporte"])));
        let is_re = has(&["re", "reexport", "reexports", "reimport", "reimports"]);
        let share = has(SHARE);
        let is_total = has(TRADE) && has(&["total", "turnover", "volume"]);
        let flow = match (export, import) {
            _ if balance => None,
            (true, false) => Some("export"),
            (false, true) => Some("import"),
            (false, false) if is_total => Some("total"),
            _ => None,
        };
        let named = || currency_named(&words).or_else(|| currency(text));
        let named = || named().or_else(|| UNITS.iter().find(|(_, names)| has(names)).map(|(unit, _)| *unit));
        let unit = if share {
            Some("percent")
        } else if text.contains("US $") {
            Some("USD")
        } else {
            named()
        };
        let scale = scale_of(text, &words);
        let measure = match () {
            () if balance => Some("trade-balance"),
            () if is_re && export => Some("re-export-value"),
            () if is_re && import => Some("re-import-value"),
            () if !share && !is_total && has(WEIGHT) => Some("net-weight"),
            () => None,
        };
        let valuation = match (has(&["fob"]), has(&["cif"])) {
            (true, false) => Some("fob"),
            (false, true) => Some("cif"),
            _ => None,
        };
        let text = |text: &'static str| SmolStr::new_static(text);
        Self {
            measure: measure.map(text),
            flow: flow.map(text),
            unit: unit.map(text),
            scale: scale.filter(|_| unit != Some("percent")),
            valuation: valuation.map(text),
        }
    }

    /// Whether words name both directions: “Exports & Imports”, “Ekspor + Impor”.
    pub(super) fn is_of_both(text: &str) -> bool {
        let lower = text.to_lowercase();
        let has = |wanted: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
        has(EXPORT) && (has(IMPORT) || (has(&["importe"]) && has(&["exporte"])))
    }

    /// Whether the words of a table tell that it is German.
    pub(super) fn is_german(text: &str) -> bool {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word.to_lowercase() == "exporte")
    }

    /// Whether a unit is one of several currencies of that name.
    pub(super) fn is_of_several(unit: &str) -> bool {
        let words = unit.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let mut words = words.filter(|word| !word.is_empty());
        words.next().is_some_and(|word| RUPEES.contains(&word.as_str())) && currency(unit).is_none()
    }

    /// Whether it is an amount of money.
    pub(super) fn is_money(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()))
    }

    /// Whether it says what it is about, in a way that nobody has to guess.
    pub(super) fn is_trade(&self) -> bool {
        self.flow.is_some() || self.measure.is_some()
    }
}

/// The power of ten of words; “US$ Mil” are millions, and “mil US$” or “mil dólares” are thousands.
fn scale_of(text: &str, words: &[String]) -> Option<i32> {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let lower = text.to_lowercase();
    if text.contains("'000") || text.contains("’000") {
        return Some(3);
    }
    if has(&["mil"]) {
        let is_thousand =
            ["mil us$", "mil d", "mil eur", "mil usd", "mil to", "em mil"].iter().any(|form| lower.contains(form));
        return if is_thousand { Some(3) } else { text.contains("US$ Mil").then_some(6) };
    }
    SCALES.iter().find(|(_, names)| has(names)).map(|(power, _)| *power)
}

/// The currency that words name in full: “Canadian dollars”.
fn currency_named(words: &[String]) -> Option<&'static str> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).find_map(|place| currency_at(&words[place..])).map(|(unit, _)| unit.id)
}

/// The code of a currency among the words of a text, in capitals as it is written. One that is also a word or a country counts only
/// where nothing but a scale stands beside it: “(million TRY)”.
fn currency(text: &str) -> Option<&'static str> {
    let words = |text: &'_ str| -> Vec<String> {
        let is_apart = |c: char| !c.is_alphanumeric();
        text.split(is_apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let code = |word: &str| currency_by_code(word).map(|unit| unit.id);
    let is_alone = |word: &str| {
        let is_scale = |other: &String| SCALES.iter().any(|(_, names)| names.contains(&other.to_lowercase().as_str()));
        let inner = text.split('(').skip(1).filter_map(|rest| rest.split(')').next());
        inner.chain([text]).any(|part| {
            let words = words(part);
            words.iter().any(|other| other == word) && words.iter().all(|other| other == word || is_scale(other))
        })
    };
    words(text).iter().filter(|word| !is_code_of_more(word) || is_alone(word)).find_map(|word| code(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, measure: Option<&str>, flow: Option<&str>, unit: Option<&str>, scale: Option<i32>) {
        let kind = ValueKind::of_words(text);
        let found = (kind.measure.as_deref(), kind.flow.as_deref(), kind.unit.as_deref(), kind.scale);
        assert_eq!(found, (measure, flow, unit, scale), "{text}");
    }

    #[test]
    fn headings_say_what_they_measure() {
        check("Export (US$ Thousand)", None, Some("export"), Some("USD"), Some(3));
        check("Imports (in US$ Mil)", None, Some("import"), Some("USD"), Some(6));
        check("Trade (US$ Mil)-Top 5 Import Partner", None, Some("import"), Some("USD"), Some(6));
        check("Trade Balance (US$ Thousand)", Some("trade-balance"), None, Some("USD"), Some(3));
        check("Nilai Ekspor (US $)", None, Some("export"), Some("USD"), None);
        check("Berat Impor (KG)", Some("net-weight"), Some("import"), Some("kg"), None);
        check("Import Partner Share (%)", None, Some("import"), Some("percent"), None);
        check("Trade (% of GDP)", None, None, Some("percent"), None);
        check("수출액 (천 달러)", None, Some("export"), Some("USD"), Some(3));
        check("Goods, Value of Exports, Free on board (FOB), US Dollars", None, Some("export"), Some("USD"), None);
        check("수출 금액", None, Some("export"), None, None);
        check("국가별 수출입실적", None, None, None, None);
        check("단위: 천 달러", None, None, Some("USD"), Some(3));
        check("Ausfuhr: Wert (Tsd. EUR)", None, Some("export"), Some("EUR"), Some(3));
        check("Exportations (milliers EUR)", None, Some("export"), Some("EUR"), Some(3));
        check("Valor (mil US$)", None, None, Some("USD"), Some(3));
        check("Export value (Mio. US$)", None, Some("export"), Some("USD"), Some(6));
        check("Exports to (Rs. crore)", None, Some("export"), None, Some(7));
        check("Imports (Rupees)", None, Some("import"), None, None);
        check("Exports (₹ crore)", None, Some("export"), Some("INR"), Some(7));
        check("Importe (US$)", None, None, Some("USD"), None);
        check("Importaciones (US$)", None, Some("import"), Some("USD"), None);
        check("Exporte und Importe (EUR)", None, None, Some("EUR"), None);
        check("Exports (PKR million)", None, Some("export"), Some("PKR"), Some(6));
        check("Exports (million TRY)", None, Some("export"), Some("TRY"), Some(6));
        check("Exports to TOP 5 partners", None, Some("export"), None, None);
        check("Exports to SUR", None, Some("export"), None, None);
        check("Exports, Canadian dollars", None, Some("export"), Some("CAD"), None);
        check("Impor (ribu dolar Singapura)", None, Some("import"), Some("SGD"), Some(3));
        check("Imports (CHF)", None, Some("import"), Some("CHF"), None);
        check("Total trade", None, Some("total"), None, None);
        check("Quilograma Líquido", Some("net-weight"), None, Some("kg"), None);
        check("Population", None, None, None, None);
    }

    #[test]
    fn importe_is_german_for_imports_beside_exporte_alone() {
        assert_eq!(ValueKind::of_words_beside("Importe (EUR)", true).flow.as_deref(), Some("import"));
        assert!(ValueKind::is_of_both("Exporte + Importe") && ValueKind::is_german("Exporte (EUR)"));
        assert!(!ValueKind::is_german("Exportaciones"));
    }

    #[test]
    fn a_mapping_is_written_shortly_and_read_again() {
        let mapping = Mapping {
            header: 1,
            header_rows: 1,
            columns: vec![ColumnMap {
                column: "Export (US$ Thousand)".into(),
                role: Role::Value,
                value: ValueKind::of_words("Export (US$ Thousand)"),
                ..ColumnMap::default()
            }],
            ..Mapping::default()
        };
        let text = serde_json::to_string(&mapping).expect("JSON");
        assert!(
            text.contains(r#"{"column":"Export (US$ Thousand)","as":"value","flow":"export","unit":"USD","scale":3}"#),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<Mapping>(&text).expect("a mapping"), mapping);
    }
}
