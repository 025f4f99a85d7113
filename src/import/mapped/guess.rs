//! What the columns of a table are most likely, from their headings and first rows. What is only likely is asked.

use smol_str::SmolStr;

use super::caption::{self, Two};
use super::headings::{by_content, is_destination, is_origin, role};
use super::mapping::{AreaCodes, ColumnMap, DAYS_QUESTION, Mapping, Role, ValueKind, YEARS_QUESTION};
use super::marks::marked_number;
use super::period::{DayOrder, month, year};
use super::period_columns::{
    day_order, flow_of_letter, period_of_heading, short_months, with_years_apart, year_among_words, years_cross,
};
use crate::import::areas::{Area, area_of_party, find_area, folded};
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
    // “Unit:” with the unit in the next cell is no heading.
    let is_label = |cells: &[SmolStr]| {
        filled(cells) == 2 && cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| cell.ends_with([':', '：']))
    };
    let start = preview[..data].iter().position(|(_, cells)| filled(cells) >= 2 && !is_label(cells))?;
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

/// The mapping that the headings and the first rows suggest, and what stands above them.
pub(super) fn guess(preview: &Preview, header: &Header, sheet: Option<&str>) -> Mapping {
    let rows = &preview[header.start + header.rows..];
    let first_row = preview[header.start].0;
    let mut mapping = Mapping { header: first_row, header_rows: header.rows as u64, ..Mapping::default() };
    if let Some(baci) = baci(&header.headings, first_row) {
        return baci;
    }
    let cells =
        |column: usize| rows.iter().filter_map(move |(_, cells)| cells.get(column)).filter(|cell| !cell.is_empty());
    mapping.decimal = decimal(rows);
    let samples: Vec<Vec<&SmolStr>> =
        (0..header.headings.len()).map(|column| cells(column).take(200).collect()).collect();
    let mut roles: Vec<Role> =
        header.headings.iter().zip(&samples).map(|(heading, samples)| role(heading, samples)).collect();
    let own_period = |place: usize| period_of_heading(&header.headings[place]).is_some();
    let mut found_out = Vec::new();
    if (0..roles.len()).any(own_period) {
        // The years are in the headings; only countries may stand under a heading that says nothing.
        let kept = roles.clone();
        found_out = by_content(&mut roles, &header.headings, &samples);
        for (role, kept) in roles.iter_mut().zip(kept).filter(|(role, _)| **role == Role::Period) {
            *role = kept;
        }
    } else {
        found_out.extend(by_content(&mut roles, &header.headings, &samples));
    }
    let has = |role: Role| roles.contains(&role);
    let above = &preview[..header.start];
    let is_german = header.headings.iter().chain(above.iter().flat_map(|(_, cells)| cells));
    let is_german = is_german.chain(sheet.map(SmolStr::from).as_ref()).any(|text| ValueKind::is_german(text));
    let of_letters = |flow: &str| header.headings.iter().any(|heading| flow_of_letter(heading) == Some(flow));
    let has_letters = of_letters("export") && of_letters("import");
    let flow_of = if has_letters { flow_of_letter } else { |_: &str| None };
    let open = OpenTo { years: !has(Role::Period), countries: !has(Role::Partner), is_german, flow_of };
    for ((heading, samples), role) in header.headings.iter().zip(&samples).zip(&roles) {
        mapping.columns.push(column_map(heading, samples, mapping.decimal, *role, &open));
    }
    one_each(&mut mapping);
    goods_move(&mut mapping);
    caption::apply(&mut mapping, above, sheet, is_german);
    of_one_publisher(&mut mapping, &header.headings);
    keep_values(&mut mapping);
    let open = of_two_readings(rows, &header.headings, mapping.decimal);
    found_out.extend(open.map(|cell| format!("Does the sign in “{cell}” part thousands, or is it the decimal one?")));
    mapping.year_begins = years_cross(&mapping, &samples).then_some(0);
    mapping.day_order = day_order(&mapping, &samples);
    found_out.extend(short_months(&mapping, &samples, &header.headings));
    questions(&mut mapping, &header.headings, found_out);
    if mapping.publisher.is_none() {
        mapping.publisher = publisher(&header.headings).or_else(|| caption::publisher(preview));
    }
    mapping
}

/// What headings may still say, as no column does.
struct OpenTo {
    years: bool,
    countries: bool,
    /// Whether “Importe” are imports.
    is_german: bool,
    /// The flow that a letter before a year tells, where letters do.
    flow_of: fn(&str) -> Option<&'static str>,
}

/// The reconciled world trade data of CEPII: `t,i,j,k,v,q`, values in thousands of dollars, quantities in tonnes.
fn baci(headings: &[SmolStr], header: u64) -> Option<Mapping> {
    let names: Vec<String> = headings.iter().map(|heading| heading.trim().to_lowercase()).collect();
    if !["t", "i", "j", "k", "v"].iter().all(|name| names.iter().any(|other| other == name)) || names.len() > 6 {
        return None;
    }
    let column = |name: &str, role: Role, value: ValueKind| {
        let column = headings.iter().find(|heading| heading.trim().eq_ignore_ascii_case(name)).cloned()?;
        Some(ColumnMap { column, role, value, ..ColumnMap::default() })
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

/// A number of which nothing in the table tells whether its one sign parts thousands or is the decimal one: “12.345” where no cell
/// has more or fewer digits behind a point. A comma is asked about only in a table whose headings come from where it is the
/// decimal sign.
fn of_two_readings(rows: &Preview, headings: &[SmolStr], decimal: Decimal) -> Option<SmolStr> {
    const DECIMAL_COMMA: [&str; 16] = [
        "jahr",
        "land",
        "ausfuhr",
        "einfuhr",
        "annee",
        "pays",
        "exportations",
        "importations",
        "ano",
        "pais",
        "exportaciones",
        "importaciones",
        "tahun",
        "negara",
        "ekspor",
        "impor",
    ];
    if decimal == Decimal::Comma {
        return None;
    }
    let names = headings.iter().flat_map(|heading| heading.split(|c: char| !c.is_alphanumeric()));
    let is_of_commas = names.map(folded).any(|name| DECIMAL_COMMA.contains(&name.as_str()));
    let cells = || rows.iter().flat_map(|(_, cells)| cells).filter(|cell| matches!(number(cell), Number::Value(_)));
    let is_open = |sign: char| {
        let with = || cells().filter(move |cell| cell.contains(sign));
        let has_two_readings = |cell: &SmolStr| {
            let digits = cell.trim_start_matches(['-', '+', '(']).trim_end_matches(')');
            digits.split_once(sign).is_some_and(|(whole, rest)| {
                let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
                (1..=3).contains(&whole.len())
                    && !whole.starts_with('0')
                    && are_digits(whole)
                    && rest.len() == 3
                    && are_digits(rest)
            })
        };
        with().all(has_two_readings).then(|| with().next().cloned()).flatten()
    };
    let point = is_open('.').filter(|_| !cells().any(|cell| cell.contains(',')));
    point.or_else(|| is_open(',').filter(|_| is_of_commas && !cells().any(|cell| cell.contains('.'))))
}

fn column_map(heading: &SmolStr, samples: &[&SmolStr], decimal: Decimal, role: Role, open: &OpenTo) -> ColumnMap {
    let mut map = ColumnMap { column: heading.clone(), role, ..ColumnMap::default() };
    let last = heading.rsplit(" / ").next().unwrap_or(heading);
    let is_number = |cell: &&&SmolStr| marked_number(cell, decimal).0 != Number::NotANumber;
    let numbers = samples.iter().filter(is_number).count();
    let mut value = ValueKind::of_words_beside(&with_years_apart(heading), open.is_german);
    if let Some(flow) = (open.flow_of)(heading) {
        value.flow = Some(SmolStr::new_static(flow));
    }
    // A heading that says what it counts, in which money, is one of values even where many cells are not.
    let is_numeric =
        numbers * 2 > samples.len() || samples.is_empty() || (value.is_trade() && value.is_money() && numbers > 0);
    if role != Role::Ignore || !is_numeric {
        return map;
    }
    let of_two = heading
        .split(" / ")
        .find_map(|part| caption::two_countries(part, value.flow.as_deref()))
        .filter(|_| open.countries);
    let country = || find_area(last).filter(|_| open.countries && last.len() > 3 && numbers > 0);
    let plain = ["value", "tradevalue", "obsvalue", "amount", "nilai", "valor", "valeur", "wert", "금액"]
        .contains(&folded(heading).as_str());
    let is_value = value.is_trade()
        || plain
        || (value.unit.is_some() && heading.to_lowercase().contains("trade"))
        || value.is_money();
    match of_two {
        Some(Two::Told { reporter, partner }) => (map.reporter, map.partner) = (Some(reporter), Some(partner)),
        Some(Two::Open(one, other)) => map.between = vec![one, other],
        None => {}
    }
    let is_of_two = map.partner.is_some() || !map.between.is_empty();
    if let Some(period) = period_of_heading(heading) {
        map = ColumnMap { role: Role::Value, period: Some(period), value, ..map };
    } else if let (true, Some(month)) = (last.parse::<u8>().is_err() && !samples.is_empty(), month(last)) {
        map = ColumnMap { role: Role::Value, period: Some(format!("-{month:02}").into()), value, ..map };
    } else if let (Some(area), false) = (country(), is_of_two) {
        map = ColumnMap { role: Role::Value, value, partner: Some(area.party_id().into()), ..map };
    } else if !samples.is_empty() && is_value {
        let period = year_among_words(&with_years_apart(heading)).filter(|_| open.years);
        map = ColumnMap { role: Role::Value, period, value, ..map };
    }
    map
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

/// Where nothing else tells the direction, goods go from the country of origin or the exporter to that of destination: exports of
/// those who report. A table that names the origin alone is one of imports.
fn goods_move(mapping: &mut Mapping) {
    let has = |mapping: &Mapping, role: Role| mapping.columns.iter().any(|column| column.role == role);
    if has(mapping, Role::Flow) || has(mapping, Role::Indicator) {
        return;
    }
    let exporter = ["exporter", "exportername", "exportingcountry", "exportercountry"];
    let has_partner = has(mapping, Role::Partner);
    let mut flow = None;
    for column in &mut mapping.columns {
        let (from, to) = (is_origin(&column.column), is_destination(&column.column));
        if column.role == Role::Reporter && from && !has_partner {
            column.role = Role::Partner;
            flow = Some("import");
        } else if column.role == Role::Reporter && (from || exporter.contains(&folded(&column.column).as_str())) {
            flow = Some("export");
        } else if column.role == Role::Partner && (from || to) {
            flow = flow.or(Some(if to { "export" } else { "import" }));
        }
    }
    let Some(flow) = flow else { return };
    let is_value = |column: &&mut ColumnMap| column.role == Role::Value && column.value.flow.is_none();
    for column in mapping.columns.iter_mut().filter(is_value) {
        if column.value.measure.as_deref() != Some("trade-balance") {
            column.value.flow = Some(SmolStr::new_static(flow));
        }
    }
}

/// What a publisher says of all of its tables, elsewhere than in them.
fn of_one_publisher(mapping: &mut Mapping, headings: &[SmolStr]) {
    let has = |name: &str| headings.iter().any(|heading| folded(heading) == name);
    if !(["hs2id", "hs4id", "hs6id"].iter().any(|name| has(name)) && has("tradevalue")) {
        return;
    }
    // The Observatory of Economic Complexity counts in US dollars.
    mapping.publisher = Some("Observatory of Economic Complexity (OEC)".to_owned());
    for column in mapping.columns.iter_mut().filter(|column| folded(&column.column) == "tradevalue") {
        column.value.unit = column.value.unit.take().or(Some(SmolStr::new_static("USD")));
        column.value.scale = column.value.scale.or(Some(0));
    }
    for column in &mut mapping.columns {
        if ["hs2", "hs4", "hs6"].contains(&folded(&column.column).as_str()) {
            column.role = Role::CommodityName;
        }
    }
}

/// Amounts of money and weights where there are any; shares and rates only where there is nothing else.
fn keep_values(mapping: &mut Mapping) {
    let is_value = |column: &ColumnMap| column.role == Role::Value;
    let has_money = mapping.columns.iter().any(|column| is_value(column) && column.value.is_money());
    let has_periods = mapping.columns.iter().any(|column| is_value(column) && column.period.is_some())
        && !mapping.columns.iter().any(|column| column.role == Role::Period);
    for column in mapping.columns.iter_mut().filter(|column| is_value(column)) {
        let is_ratio = column.value.unit.as_deref() == Some("percent");
        let lower = column.column.to_lowercase();
        // What is counted or taxed within trade is not the trade.
        let is_part = ["tariff", "duty", "dutiable", "no of", "no.", "number", "products"]
            .iter()
            .any(|word| lower.contains(word));
        let is_no_amount = column.value.unit.is_none() && column.period.is_none() && column.partner.is_none();
        // A flow of goods without a unit is asked about.
        let is_no_amount = is_no_amount && (column.value.flow.is_none() || column.value.measure.is_some());
        if (has_money && (is_ratio || is_part || is_no_amount)) || (has_periods && column.period.is_none()) {
            column.role = Role::Ignore;
        }
    }
}

/// What only a person can say of this table.
fn questions(mapping: &mut Mapping, headings: &[SmolStr], mut questions: Vec<String>) {
    let has = |role: Role| mapping.columns.iter().any(|column| column.role == role);
    let values: Vec<&ColumnMap> = mapping.columns.iter().filter(|column| column.role == Role::Value).collect();
    let is_told_by_row = has(Role::Indicator) || has(Role::Unit) || has(Role::Scale);
    let (mut no_unit, mut no_scale, mut no_flow) = (Vec::new(), Vec::new(), Vec::new());
    for column in &values {
        let name = &column.column;
        if column.value.unit.is_none() && !is_told_by_row {
            no_unit.push(name);
        } else if column.value.is_money() && column.value.scale.is_none() && !is_told_by_row && !has_bracket(name) {
            no_scale.push(name);
        }
        if column.value.flow.is_none()
            && column.value.measure.is_none()
            && !has(Role::Flow)
            && !has(Role::Indicator)
            && column.value.unit.as_deref() != Some("percent")
        {
            no_flow.push(name);
        }
    }
    // Columns of one kind raise the same question once.
    if !no_unit.is_empty() {
        let verb = if no_unit.len() == 1 { "is" } else { "are" };
        questions.push(format!("In which unit {verb} {}?", named(&no_unit)));
    }
    if !no_scale.is_empty() {
        let says = if no_scale.len() == 1 { "does not say whether it counts" } else { "do not say whether they count" };
        questions.push(format!("{} {says} single units or thousands.", named(&no_scale)));
    }
    if !no_flow.is_empty() {
        let verb = if no_flow.len() == 1 { "Is" } else { "Are" };
        questions.push(format!("{verb} {} exports or imports?", named(&no_flow)));
    }
    let is_among_words = |column: &&&ColumnMap| {
        period_of_heading(&column.column).is_none()
            && column.period == year_among_words(&with_years_apart(&column.column))
    };
    let dated: Vec<&SmolStr> = values
        .iter()
        .filter(|column| column.period.is_some())
        .filter(is_among_words)
        .map(|column| &column.column)
        .collect();
    if !dated.is_empty() {
        let what = if dated.len() == 1 { "the one in its name was" } else { "those in their names were" };
        questions.push(format!("No column says the year of {}: {what} taken.", named(&dated)));
    }
    let open: Vec<&SmolStr> =
        values.iter().filter(|column| !column.between.is_empty()).map(|column| &column.column).collect();
    if !open.is_empty() {
        questions.push(format!("Which of the two countries reports in {}?", named(&open)));
    }
    if let [one, other] = mapping.between.as_slice() {
        let name = |id: &SmolStr| area_of_party(id).map_or_else(|| id.to_string(), Area::name_in_sentence);
        let (one, other) = (name(one), name(other));
        questions.push(format!(
            "The lines above the table name {one} and {other}, and not which of them reports: who does?"
        ));
    }
    if mapping.year_begins == Some(0) {
        questions.push(YEARS_QUESTION.to_owned());
    }
    if mapping.day_order == Some(DayOrder::Open) {
        questions.push(DAYS_QUESTION.to_owned());
    }
    if headings.iter().any(|heading| matches!(folded(heading).as_str(), "country" | "negara" | "국가" | "국가명"))
        && !has(Role::Reporter)
    {
        questions.push("The countries of the rows were taken for partners of the first party.".to_owned());
    }
    questions.sort();
    questions.dedup();
    mapping.questions = questions;
}

/// “2019”, or “2019”, “2020” and 3 more.
fn named(headings: &[&SmolStr]) -> String {
    let mut names: Vec<String> = headings.iter().take(3).map(|heading| format!("“{heading}”")).collect();
    let last = match headings.len() - names.len() {
        0 if names.len() == 1 => return names.remove(0),
        0 => names.pop().unwrap_or_default(),
        more => format!("{more} more"),
    };
    format!("{} and {last}", names.join(", "))
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
