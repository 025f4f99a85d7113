//! What the columns of a table are most likely, from their headings and first rows. What is only likely is asked.

use smol_str::SmolStr;

use super::mapping::{AreaCodes, ColumnMap, Mapping, Role, ValueKind};
use super::period::{month, period, year};
use crate::import::areas::{find_area, folded};
use crate::import::decimal::{Decimal, Number, number, number_with};

/// The first rows of a table, with their numbers.
pub(super) type Preview = [(u64, Vec<SmolStr>)];

/// The header of a table: its first row by index, how many rows it has, and the headings.
pub(super) struct Header {
    pub(super) start: usize,
    pub(super) rows: usize,
    pub(super) headings: Vec<SmolStr>,
}

/// Finds the header: the first row with several cells before the first row with numbers that are no years.
pub(super) fn header(preview: &Preview) -> Option<Header> {
    let filled = |cells: &[SmolStr]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let data = preview.iter().position(|(_, cells)| filled(cells) >= 2 && cells.iter().any(is_data))?;
    let start = preview[..data].iter().position(|(_, cells)| filled(cells) >= 2)?;
    let width = preview[data..].iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let is_full = filled(&preview[start].1) * 10 >= width * 9;
    let rows = if is_full { 1 } else { (data - start).min(3) };
    Some(Header { start, rows, headings: headings(&preview[start..start + rows]) })
}

/// The header that somebody has said where it is, by the number of its first row.
pub(super) fn header_at(preview: &Preview, first: u64, rows: u64) -> Option<Header> {
    let start = preview.iter().position(|(row, _)| *row >= first)?;
    let last = first + rows.max(1);
    let rows = preview[start..].iter().take_while(|(row, _)| *row < last).count();
    (rows > 0).then(|| Header { start, rows, headings: headings(&preview[start..start + rows]) })
}

fn is_data(cell: &SmolStr) -> bool {
    year(cell).is_none()
        && (matches!(number(cell), Number::Value(_)) || matches!(number_with(cell, Decimal::Comma), Number::Value(_)))
}

/// The headings of several rows: a cell that is merged over several columns holds for all of them.
pub(super) fn headings(rows: &Preview) -> Vec<SmolStr> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let last = rows.len().saturating_sub(1);
    let mut headings = vec![Vec::<SmolStr>::new(); width];
    for (place, (_, cells)) in rows.iter().enumerate() {
        let mut over = SmolStr::default();
        for (column, heading) in headings.iter_mut().enumerate() {
            let cell = cells.get(column).cloned().unwrap_or_default();
            if !cell.is_empty() {
                over = cell.clone();
            }
            let text = if place < last { &over } else { &cell };
            if !text.is_empty() && heading.last() != Some(text) {
                heading.push(text.clone());
            }
        }
    }
    headings.into_iter().map(|parts| parts.join(" / ").into()).collect()
}

/// The mapping that the headings and the first rows suggest.
pub(super) fn guess(preview: &Preview, header: &Header) -> Mapping {
    let rows = &preview[header.start + header.rows..];
    let first_row = preview[header.start].0;
    let mut mapping = Mapping { header: first_row, header_rows: header.rows as u64, ..Mapping::default() };
    if let Some(baci) = baci(&header.headings, first_row) {
        return baci;
    }
    let cells =
        |column: usize| rows.iter().filter_map(move |(_, cells)| cells.get(column)).filter(|cell| !cell.is_empty());
    mapping.decimal = decimal(rows);
    for (column, heading) in header.headings.iter().enumerate() {
        let samples: Vec<&SmolStr> = cells(column).take(200).collect();
        mapping.columns.push(column_map(heading, &samples, mapping.decimal));
    }
    one_each(&mut mapping);
    goods_leave_the_origin(&mut mapping);
    keep_values(&mut mapping);
    questions(&mut mapping, &header.headings);
    mapping.publisher = publisher(&header.headings);
    mapping
}

/// The reconciled world trade data of CEPII: `t,i,j,k,v,q`, values in thousands of dollars, quantities in tonnes.
fn baci(headings: &[SmolStr], header: u64) -> Option<Mapping> {
    let names: Vec<String> = headings.iter().map(|heading| heading.trim().to_lowercase()).collect();
    if !["t", "i", "j", "k", "v"].iter().all(|name| names.iter().any(|other| other == name)) || names.len() > 6 {
        return None;
    }
    let column = |name: &str, role: Role, value: ValueKind| {
        let column = headings.iter().find(|heading| heading.trim().eq_ignore_ascii_case(name)).cloned()?;
        Some(ColumnMap { column, role, value, period: None })
    };
    let kind = |measure: Option<&'static str>, unit: &'static str, scale: Option<i32>| ValueKind {
        measure: measure.map(SmolStr::new_static),
        flow: Some(SmolStr::new_static("export")),
        unit: Some(SmolStr::new_static(unit)),
        scale,
        valuation: (measure.is_none()).then(|| SmolStr::new_static("fob")),
    };
    let none = ValueKind::default;
    let columns = [
        column("t", Role::Period, none()),
        column("i", Role::Reporter, none()),
        column("j", Role::Partner, none()),
        column("k", Role::Commodity, none()),
        column("v", Role::Value, kind(None, "USD", Some(3))),
        column("q", Role::Value, kind(Some("net-weight"), "t", None)),
    ];
    Some(Mapping {
        header,
        header_rows: 1,
        areas: AreaCodes::Comtrade,
        columns: columns.into_iter().flatten().collect(),
        basis: Some(SmolStr::new_static("estimated")),
        publisher: Some("BACI, CEPII".to_owned()),
        ..Mapping::default()
    })
}

/// Whether numbers have a decimal comma: some fit only so, and none fits only with a point.
fn decimal(rows: &Preview) -> Decimal {
    let (mut only_comma, mut only_point) = (0, 0);
    for cell in rows.iter().flat_map(|(_, cells)| cells) {
        let is = |decimal| matches!(number_with(cell, decimal), Number::Value(_));
        match (is(Decimal::Point), is(Decimal::Comma)) {
            (true, false) => only_point += 1,
            (false, true) => only_comma += 1,
            _ => {}
        }
    }
    if only_comma > only_point { Decimal::Comma } else { Decimal::Point }
}

fn column_map(heading: &SmolStr, samples: &[&SmolStr], decimal: Decimal) -> ColumnMap {
    let role = role(heading, samples);
    let mut map = ColumnMap { column: heading.clone(), role, ..ColumnMap::default() };
    let last = heading.rsplit(" / ").next().unwrap_or(heading);
    let is_number = |cell: &&&SmolStr| !matches!(number_with(cell, decimal), Number::NotANumber);
    let numbers = samples.iter().filter(is_number).count();
    let words = ValueKind::of_words(heading);
    // A heading that says what it counts, in which money, is one of values even where many cells are not.
    let is_numeric =
        numbers * 2 > samples.len() || samples.is_empty() || (words.is_trade() && words.is_money() && numbers > 0);
    if role == Role::Ignore && is_numeric {
        if let Some(period) = period(last) {
            map = ColumnMap { role: Role::Value, period: Some(period), value: ValueKind::of_words(heading), ..map };
        } else if month(last).is_some() && last.parse::<u8>().is_err() && !samples.is_empty() {
            let month = month(last).unwrap_or_default();
            let period = Some(format!("-{month:02}").into());
            map = ColumnMap { role: Role::Value, period, value: ValueKind::of_words(heading), ..map };
        } else if !samples.is_empty() {
            let value = ValueKind::of_words(heading);
            let plain = ["value", "tradevalue", "obsvalue", "amount", "nilai", "valor", "금액"]
                .contains(&folded(heading).as_str());
            if value.is_trade()
                || plain
                || (value.unit.is_some() && heading.to_lowercase().contains("trade"))
                || value.is_money()
            {
                map = ColumnMap { role: Role::Value, value, ..map };
            }
        }
    }
    map
}

/// Folded headings of columns whose role they tell.
const ROLES: [(Role, &[&str]); 9] = [
    (Role::Flow, &["tradeflow", "flow", "tradeflowname", "tradeflowcode", "arus", "flujo", "direction", "수출입구분"]),
    (
        Role::Commodity,
        &[
            "product",
            "productcode",
            "productcategories",
            "hs",
            "hs2",
            "hs4",
            "hs6",
            "hscode",
            "hs2id",
            "hs4id",
            "hs6id",
            "commoditycode",
            "commodity",
            "producto",
            "kodehs",
            "품목",
            "품목코드",
            "sitc",
        ],
    ),
    (
        Role::CommodityName,
        &[
            "productname",
            "productdescription",
            "commodityname",
            "commoditydescription",
            "품목명",
            "hs2name",
            "hs4name",
            "hs6name",
        ],
    ),
    (Role::Indicator, &["indicator", "indicatorname"]),
    (Role::Unit, &["unit", "unitmeasure", "satuan", "unitofmeasure"]),
    (Role::Scale, &["unitmult", "unitmultiplier", "scale"]),
    (Role::Status, &["obsstatus"]),
    (Role::Confidentiality, &["confstatus"]),
    (
        Role::Period,
        &[
            "year",
            "tahun",
            "ano",
            "period",
            "timeperiod",
            "time",
            "date",
            "tanggal",
            "fecha",
            "연도",
            "년도",
            "기간",
            "refyear",
            "periode",
            "bulan",
            "month",
            "mes",
            "월",
        ],
    ),
];
/// The same for who reports; the later ones only where the cells are countries.
const REPORTERS: [&str; 18] = [
    "reporter",
    "reportername",
    "reporteriso3",
    "reporteriso",
    "reportercode",
    "exporter",
    "exportername",
    "exportingcountry",
    "origincountry",
    "paisorigen",
    "countryoforigin",
    "refarea",
    "reportingcountry",
    "pelapor",
    "보고국",
    "entity",
    "countryname",
    "origin",
];
/// The same for the other side.
const PARTNERS: [&str; 22] = [
    "partner",
    "partnername",
    "partneriso3",
    "partneriso",
    "partnercode",
    "importer",
    "importername",
    "importingcountry",
    "destinationcountry",
    "paisdestino",
    "counterpartcountryname",
    "counterpartarea",
    "counterpartareaname",
    "negara",
    "negaratujuan",
    "negaramitra",
    "negaraasal",
    "tradingpartner",
    "국가",
    "상대국",
    "country",
    "destination",
];

fn role(heading: &str, samples: &[&SmolStr]) -> Role {
    let name = folded(heading);
    let is = |names: &[&str]| names.iter().any(|other| folded(other) == name);
    let some_areas = || {
        let known = samples.iter().take(50).filter(|cell| find_area(cell).is_some()).count();
        samples.is_empty() || known * 3 > samples.len().min(50)
    };
    if is(&REPORTERS) {
        let is_sure = !is(&REPORTERS[15..]);
        return if is_sure || some_areas() { Role::Reporter } else { Role::Ignore };
    }
    if is(&PARTNERS) {
        let is_sure = !is(&PARTNERS[20..]);
        return if is_sure || some_areas() { Role::Partner } else { Role::Ignore };
    }
    let told = ROLES.iter().find(|(_, names)| is(names)).map(|(role, _)| *role);
    match told {
        Some(Role::Period) => period_role(samples),
        None if name == folded("año") => period_role(samples),
        Some(role) => role,
        None => Role::Ignore,
    }
}

/// Whether cells are years and months of years, or months alone.
fn period_role(samples: &[&SmolStr]) -> Role {
    let count = |fits: &dyn Fn(&str) -> bool| samples.iter().filter(|cell| fits(cell)).count();
    let (periods, months) = (count(&|cell| period(cell).is_some()), count(&|cell| month(cell).is_some()));
    // A misfit or two are listed when the table is read.
    match () {
        () if periods * 2 > samples.len() => Role::Period,
        () if months * 2 > samples.len() => Role::Month,
        () => Role::Ignore,
    }
}

/// Of several columns for the same side, code and name, one is read.
fn one_each(mapping: &mut Mapping) {
    for role in [
        Role::Reporter,
        Role::Partner,
        Role::Period,
        Role::Month,
        Role::Flow,
        Role::Commodity,
        Role::Indicator,
        Role::Unit,
    ] {
        let mut places: Vec<usize> =
            (0..mapping.columns.len()).filter(|place| mapping.columns[*place].role == role).collect();
        let prefers = |place: &usize| {
            let name = folded(&mapping.columns[*place].column);
            let is_code = name.ends_with("code") && role != Role::Commodity;
            (is_code, *place)
        };
        places.sort_by_key(prefers);
        for place in places.into_iter().skip(1) {
            mapping.columns[place].role = Role::Ignore;
        }
    }
}

/// Where the columns tell origin from destination, and nothing else tells the direction, goods go from one to the other.
fn goods_leave_the_origin(mapping: &mut Mapping) {
    let has = |role: Role| mapping.columns.iter().any(|column| column.role == role);
    let origin =
        ["exporter", "exportername", "exportingcountry", "origin", "origincountry", "paisorigen", "countryoforigin"];
    let is_origin =
        |column: &ColumnMap| column.role == Role::Reporter && origin.contains(&folded(&column.column).as_str());
    if has(Role::Flow) || has(Role::Indicator) || !mapping.columns.iter().any(is_origin) {
        return;
    }
    for column in mapping.columns.iter_mut().filter(|column| column.role == Role::Value && column.value.flow.is_none())
    {
        column.value.flow = Some(SmolStr::new_static("export"));
    }
}

/// Amounts of money and weights where there are any; shares and rates only where there is nothing else.
fn keep_values(mapping: &mut Mapping) {
    let is_value = |column: &ColumnMap| column.role == Role::Value;
    let has_money = mapping.columns.iter().any(|column| is_value(column) && column.value.is_money());
    for column in mapping.columns.iter_mut().filter(|column| is_value(column)) {
        let is_ratio = column.value.unit.as_deref() == Some("percent");
        let lower = column.column.to_lowercase();
        // What is counted or taxed within trade is not the trade.
        let is_part = ["tariff", "duty", "dutiable", "no of", "no.", "number", "products"]
            .iter()
            .any(|word| lower.contains(word));
        if has_money && (is_ratio || is_part || (column.value.unit.is_none() && column.period.is_none())) {
            column.role = Role::Ignore;
        }
    }
}

/// What only a person can say of this table.
fn questions(mapping: &mut Mapping, headings: &[SmolStr]) {
    let has = |role: Role| mapping.columns.iter().any(|column| column.role == role);
    let values: Vec<&ColumnMap> = mapping.columns.iter().filter(|column| column.role == Role::Value).collect();
    let mut questions = Vec::new();
    let is_told_by_row = has(Role::Indicator) || has(Role::Unit) || has(Role::Scale);
    for column in &values {
        let name = &column.column;
        if column.value.unit.is_none() && !is_told_by_row {
            questions.push(format!("In which unit is “{name}”?"));
        } else if column.value.is_money() && column.value.scale.is_none() && !is_told_by_row && !has_bracket(name) {
            questions.push(format!("“{name}” does not say whether it counts single units or thousands."));
        }
        if column.value.flow.is_none()
            && column.value.measure.is_none()
            && !has(Role::Flow)
            && !has(Role::Indicator)
            && column.value.unit.as_deref() != Some("percent")
        {
            questions.push(format!("Is “{name}” exports or imports?"));
        }
    }
    if headings.iter().any(|heading| matches!(folded(heading).as_str(), "country" | "negara" | "국가" | "국가명"))
        && !has(Role::Reporter)
    {
        questions.push("The countries of the rows were taken for partners of the first party.".to_owned());
    }
    questions.sort();
    questions.dedup();
    // Columns of one kind raise the same question once each.
    questions.truncate(6);
    mapping.questions = questions;
}

/// Whether the unit stands in brackets after the name, as a heading says it that means what it says.
fn has_bracket(heading: &str) -> bool {
    heading.contains('(') && heading.contains(')')
}

fn publisher(headings: &[SmolStr]) -> Option<String> {
    let has = |name: &str| headings.iter().any(|heading| folded(heading) == name);
    if has("productcategories")
        || (has("reportername") && has("ahssimpleaverage"))
        || (has("nomenclature") && has("reporteriso3"))
    {
        return Some("World Integrated Trade Solution (WITS)".to_owned());
    }
    (has("entity") && has("code")).then(|| "Our World in Data".to_owned())
}
