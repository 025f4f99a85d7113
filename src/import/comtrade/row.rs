//! One row of a Comtrade table, as far as it matters, and what is wrong with it where something is.

use smol_str::SmolStr;

use super::columns::{Column, Columns};
use crate::dossier::Flow;
use crate::import::areas::{Area, area_by_code, area_by_name, areas_by_iso3};
use crate::import::decimal::{Number, number};
use crate::import::table::Line;

/// A flow as Comtrade tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ComtradeFlow {
    /// The direction of the goods.
    pub(super) flow: Flow,
    /// What it is called and measured as, where it is not all exports or all imports.
    pub(super) special: Option<(&'static str, &'static str)>,
}

const fn plain(flow: Flow) -> ComtradeFlow {
    ComtradeFlow { flow, special: None }
}

const fn special(flow: Flow, name: &'static str, measure: &'static str) -> ComtradeFlow {
    ComtradeFlow { flow, special: Some((name, measure)) }
}

/// The flow of a code or a name; the codes of the older downloads are numbers.
fn flow_of(text: &str) -> Option<ComtradeFlow> {
    let folded: String = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    Some(match folded.as_str() {
        "m" | "1" | "import" | "imports" => plain(Flow::Import),
        "x" | "2" | "export" | "exports" => plain(Flow::Export),
        "rx" | "3" | "reexport" | "reexports" => special(Flow::Export, "re-exports", "re-export-value"),
        "rm" | "4" | "reimport" | "reimports" => special(Flow::Import, "re-imports", "re-import-value"),
        "dx" | "domesticexport" | "domesticexports" => {
            special(Flow::Export, "domestic exports", "domestic-export-value")
        }
        "fm" | "foreignimport" | "foreignimports" => special(Flow::Import, "foreign imports", "foreign-import-value"),
        "mip" => special(Flow::Import, "imports for inward processing", "inward-processing-import-value"),
        "mop" => special(Flow::Import, "imports after outward processing", "outward-processing-import-value"),
        "xip" => special(Flow::Export, "exports after inward processing", "inward-processing-export-value"),
        "xop" => special(Flow::Export, "exports for outward processing", "outward-processing-export-value"),
        _ => return None,
    })
}

/// A stretch of time as Comtrade counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    /// A quarter, where it is one.
    pub(super) quarter: Option<u8>,
}

impl Period {
    pub(super) fn edtf(self) -> SmolStr {
        match (self.month, self.quarter) {
            (Some(month), _) => format!("{:04}-{month:02}", self.year).into(),
            (None, Some(quarter)) => {
                let first = (quarter - 1) * 3 + 1;
                format!("{:04}-{first:02}/{:04}-{:02}", self.year, self.year, first + 2).into()
            }
            (None, None) => format!("{:04}", self.year).into(),
        }
    }
}

/// Goods, or services: never added to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TradeType {
    Goods,
    Services,
}

/// A quantity with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) measure: &'static str,
    pub(super) value: SmolStr,
    pub(super) unit: SmolStr,
    pub(super) is_estimated: bool,
}

/// The columns by which one number may be split into several rows.
pub(super) const SPLITS: [Column; 4] =
    [Column::Customs, Column::ModeOfTransport, Column::ModeOfSupply, Column::SecondPartnerCode];

/// A row that concerns the pair.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) trade_type: TradeType,
    pub(super) flow: ComtradeFlow,
    pub(super) period: Period,
    pub(super) reporter: Option<&'static Area>,
    pub(super) partner: Option<&'static Area>,
    pub(super) classification: SmolStr,
    pub(super) is_original: Option<bool>,
    /// `None` for all goods.
    pub(super) commodity: Option<SmolStr>,
    pub(super) commodity_name: SmolStr,
    /// The code in each column of [`SPLITS`]; `None` where it stands for all of them.
    pub(super) splits: [Option<SmolStr>; 4],
    pub(super) primary: Option<SmolStr>,
    pub(super) cif: Option<SmolStr>,
    pub(super) fob: Option<SmolStr>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) is_reported: Option<bool>,
    pub(super) is_aggregate: Option<bool>,
    /// The cells that evidence shows, as they stand in the file.
    pub(super) shown: Box<[(Column, SmolStr)]>,
}

/// The columns whose cells are shown beside a proposal.
const SHOWN: [Column; 16] = [
    Column::Period,
    Column::Year,
    Column::ReporterCode,
    Column::ReporterName,
    Column::FlowCode,
    Column::FlowName,
    Column::PartnerCode,
    Column::PartnerName,
    Column::Classification,
    Column::Commodity,
    Column::Customs,
    Column::ModeOfTransport,
    Column::NetWeight,
    Column::Cif,
    Column::Fob,
    Column::Primary,
];

/// What is wrong with a row: the column, and what.
pub(super) struct RowProblem {
    pub(super) column: Column,
    pub(super) why: String,
}

fn problem(column: Column, why: impl Into<String>) -> RowProblem {
    RowProblem { column, why: why.into() }
}

/// Reads cells of one line by what they are.
pub(super) struct Cells<'a> {
    pub(super) line: Line<'a>,
    pub(super) columns: &'a Columns,
}

impl Cells<'_> {
    pub(super) fn bytes(&self, column: Column) -> &[u8] {
        self.columns.place(column).map_or(&[], |place| self.line.bytes(place))
    }

    pub(super) fn text(&self, column: Column) -> SmolStr {
        self.columns.place(column).map_or_else(SmolStr::default, |place| self.line.text(place))
    }

    /// A text that is not a word for nothing.
    fn given(&self, column: Column) -> Option<SmolStr> {
        let text = self.text(column);
        (!text.is_empty() && !matches!(text.as_str(), "N/A" | "NA" | "null" | "NULL" | "None" | "nan" | "NaN"))
            .then_some(text)
    }

    fn truth(&self, column: Column) -> Option<bool> {
        match self.bytes(column).to_ascii_lowercase().as_slice() {
            b"true" | b"1" | b"t" | b"yes" => Some(true),
            b"false" | b"0" | b"f" | b"no" => Some(false),
            _ => None,
        }
    }

    fn number(&self, column: Column) -> Result<Option<SmolStr>, RowProblem> {
        match number(&self.text(column)) {
            Number::Absent => Ok(None),
            Number::Value(value) => Ok(Some(value)),
            Number::NotANumber => Err(problem(column, format!("“{}” is no number", self.text(column)))),
        }
    }

    /// The area of one side, by numeric code first; where code and ISO code speak of two countries, neither is believed.
    pub(super) fn area(&self, [code, iso, name]: [Column; 3]) -> Result<Option<&'static Area>, RowProblem> {
        let by_code = match self.given(code) {
            Some(text) => Some(code_of(&text).and_then(area_by_code).ok_or_else(|| {
                problem(code, format!("“{text}” is no code of a country or area that is known here"))
            })?),
            None => None,
        };
        let iso_text = self.given(iso);
        let by_iso = iso_text.as_deref().and_then(|iso| areas_by_iso3(iso).next());
        if let (Some(area), Some(other), Some(text)) = (by_code, by_iso, iso_text)
            && area.iso3.is_some()
            && area.iso3 != other.iso3
            && area.kind == crate::import::areas::AreaKind::Country
        {
            return Err(problem(
                iso,
                format!("the code {} is {}, but “{text}” is {}", self.text(code), area.name, other.name),
            ));
        }
        if by_code.is_some() || by_iso.is_some() {
            return Ok(by_code.or(by_iso));
        }
        match self.given(name) {
            Some(text) => area_by_name(&text)
                .map(Some)
                .ok_or_else(|| problem(name, format!("“{text}” is the name of no country or area that is known here"))),
            None => Ok(None),
        }
    }

    /// The whole row.
    pub(super) fn row(&self) -> Result<Row, RowProblem> {
        let flow = self.flow()?;
        let (cif, fob) = (self.number(Column::Cif)?, self.number(Column::Fob)?);
        // A zero beside the main value can mean that there is none.
        let not_zero = |value: Option<SmolStr>| value.filter(|value| !crate::import::decimal::is_zero(value));
        let commodity = self.given(Column::Commodity);
        let is_services = self.text(Column::Type).eq_ignore_ascii_case("S");
        let trade_type = if is_services { TradeType::Services } else { TradeType::Goods };
        let all = match trade_type {
            TradeType::Goods => matches!(commodity.as_deref(), Some("TOTAL" | "Total" | "total")),
            TradeType::Services => matches!(commodity.as_deref(), Some("S" | "200")),
        };
        let given = |column: Column| self.given(column);
        let split = |place: usize| {
            let is_all = |code: &SmolStr| {
                let code = code.trim_start_matches('0');
                code.is_empty() || matches!(code, "C00" | "W00" | "TOTAL" | "-1")
            };
            given(SPLITS[place]).filter(|code| !is_all(code))
        };
        Ok(Row {
            number: self.line.row(),
            trade_type,
            flow,
            period: self.period()?,
            reporter: self.area([Column::ReporterCode, Column::ReporterIso, Column::ReporterName])?,
            partner: self.area([Column::PartnerCode, Column::PartnerIso, Column::PartnerName])?,
            classification: given(Column::Classification).unwrap_or_default(),
            is_original: self.truth(Column::IsOriginal),
            commodity: commodity.filter(|_| !all),
            commodity_name: given(Column::CommodityName).unwrap_or_default(),
            splits: [split(0), split(1), split(2), split(3)],
            primary: self.number(Column::Primary)?,
            cif: not_zero(cif),
            fob: not_zero(fob),
            quantities: self.quantities()?,
            is_reported: self.truth(Column::IsReported),
            is_aggregate: self.truth(Column::IsAggregate),
            shown: SHOWN
                .iter()
                .map(|column| (*column, self.text(*column)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        })
    }

    /// The flow by its code, or else by its name.
    fn flow(&self) -> Result<ComtradeFlow, RowProblem> {
        let (code, name) = (self.text(Column::FlowCode), self.text(Column::FlowName));
        match (flow_of(&code), flow_of(&name)) {
            (Some(by_code), Some(by_name)) if by_code != by_name => {
                Err(problem(Column::FlowCode, format!("the flow “{code}” is called “{name}”, which is another")))
            }
            (Some(flow), _) | (None, Some(flow)) => Ok(flow),
            (None, None) => Err(problem(Column::FlowCode, format!("“{code}{name}” is no flow that is known here"))),
        }
    }

    /// The period: of a year the month is 52, or not there.
    fn period(&self) -> Result<Period, RowProblem> {
        let text = self.text(Column::Period);
        let year_text = self.text(Column::Year);
        let month = self.text(Column::Month);
        let wrong = |text: &str| problem(Column::Period, format!("“{text}” is no year or month"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.strip_suffix(".0").unwrap_or(&text);
        let period = match digits.len() {
            4 if is_digits(digits) => period_of(digits, None),
            6 if is_digits(digits) => period_of(&digits[..4], Some(&digits[4..])),
            6 => digits.split_once(['Q', 'q']).and_then(|(year, quarter)| {
                let (year, quarter) = (year.parse().ok().filter(|_| is_digits(year))?, quarter.parse().ok()?);
                (1..=4).contains(&quarter).then_some(Period { year, month: None, quarter: Some(quarter) })
            }),
            0 => {
                let year = year_text.strip_suffix(".0").unwrap_or(&year_text);
                let month = Some(month.as_str()).filter(|month| !month.is_empty() && *month != "0");
                (year.len() == 4 && is_digits(year)).then(|| period_of(year, month)).flatten()
            }
            _ => None,
        };
        let period = period.ok_or_else(|| wrong(if text.is_empty() { &year_text } else { &text }))?;
        if is_digits(&year_text) && year_text.parse() != Ok(period.year) {
            return Err(problem(Column::Year, format!("the period {text} is not in the year {year_text}")));
        }
        Ok(period)
    }

    fn quantities(&self) -> Result<Vec<Quantity>, RowProblem> {
        let flag = self.text(Column::EstimationFlag);
        // The older flag: 2 an estimated quantity, 4 an estimated net weight, 6 both.
        let (quantity_flag, weight_flag) = (matches!(flag.as_str(), "2" | "6"), matches!(flag.as_str(), "4" | "6"));
        let estimated = |column, flag: bool| self.truth(column).unwrap_or(flag);
        let mut quantities = Vec::new();
        let mut add = |measure, value: Option<SmolStr>, unit: Option<SmolStr>, is_estimated| {
            if let (Some(value), Some(unit)) = (value, unit)
                && !crate::import::decimal::is_zero(&value)
                && !quantities.iter().any(|other: &Quantity| other.unit == unit && other.value == value)
            {
                quantities.push(Quantity { measure, value, unit, is_estimated });
            }
        };
        let kg = || Some(SmolStr::new_inline("kg"));
        add("net-weight", self.number(Column::NetWeight)?, kg(), estimated(Column::IsNetWeightEstimated, weight_flag));
        add("gross-weight", self.number(Column::GrossWeight)?, kg(), estimated(Column::IsGrossWeightEstimated, false));
        let unit = self.unit(Column::QuantityUnitCode, Column::QuantityUnit);
        let is_estimated = estimated(Column::IsQuantityEstimated, quantity_flag);
        add("quantity", self.number(Column::Quantity)?, unit, is_estimated);
        let unit = self.unit(Column::OtherQuantityUnitCode, Column::OtherQuantityUnit);
        let is_estimated = estimated(Column::IsOtherQuantityEstimated, false);
        add("alternative-quantity", self.number(Column::OtherQuantity)?, unit, is_estimated);
        Ok(quantities)
    }

    fn unit(&self, code: Column, name: Column) -> Option<SmolStr> {
        let by_code = self.given(code).and_then(|code| crate::import::units::quantity_unit(&code));
        by_code.map(SmolStr::new_static).or_else(|| {
            let name = self.given(name).filter(|name| !name.eq_ignore_ascii_case("no quantity"))?;
            let known = crate::import::units::unit_by_name(&name);
            Some(known.map_or(name, SmolStr::new_static))
        })
    }
}

/// A year with a month, of which 52 stands for the whole year.
fn period_of(year: &str, month: Option<&str>) -> Option<Period> {
    let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let month: Option<u8> = month.map(str::parse).transpose().ok()?;
    match month {
        None | Some(0 | 52) => Some(Period { year, month: None, quarter: None }),
        Some(month @ 1..=12) => Some(Period { year, month: Some(month), quarter: None }),
        Some(_) => None,
    }
}

/// A numeric code, which spreadsheets may have turned into `360.0`.
pub(super) fn code_of(text: &str) -> Option<u16> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
