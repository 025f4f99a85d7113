//! What a column holds, by its heading in the languages that tables come in, and where that says nothing, by its cells.

use smol_str::SmolStr;

use super::mapping::{Role, ValueKind};
use super::marks::marked_period;
use super::period::{DayOrder, WrittenDay, fiscal, month, year};
use crate::import::areas::{Area, find_area, folded};

/// Folded headings of columns whose role they tell.
const ROLES: [(Role, &[&str]); 9] = [
    (
        Role::Flow,
        &[
            "tradeflow",
            "flow",
            "tradeflowname",
            "tradeflowcode",
            "arus",
            "flujo",
            "fluxo",
            "flux",
            "direction",
            "수출입구분",
        ],
    ),
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
            "produto",
            "produit",
            "kodehs",
            "codesh",
            "ncm",
            "codigoncm",
            "ware",
            "warennummer",
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
            "productlabel",
            "description",
            "uraian",
            "beschreibung",
            "descripcion",
            "descricao",
            "libelle",
            "commodityname",
            "commoditydescription",
            "warenbezeichnung",
            "품목명",
            "hs2name",
            "hs4name",
            "hs6name",
        ],
    ),
    (Role::Indicator, &["indicator", "indicatorname", "indicators"]),
    (Role::Unit, &["unit", "unitmeasure", "satuan", "unitofmeasure", "einheit", "unite", "unidad", "unidade", "단위"]),
    (Role::Scale, &["unitmult", "unitmultiplier", "scale"]),
    (Role::Status, &["obsstatus"]),
    (Role::Confidentiality, &["confstatus"]),
    (
        Role::Period,
        &[
            "year",
            "tahun",
            "ano",
            "jahr",
            "annee",
            "anno",
            "period",
            "timeperiod",
            "time",
            "date",
            "tanggal",
            "fecha",
            "fiscalyear",
            "financialyear",
            "연도",
            "년도",
            "기간",
            "연월",
            "년월",
            "refyear",
            "periode",
            "bulan",
            "month",
            "monat",
            "mois",
            "mes",
            "월",
        ],
    ),
];
/// The same for who reports; the later ones only where the cells are countries.
const REPORTERS: [&str; 24] = [
    "reporter",
    "reportername",
    "reporteriso3",
    "reporteriso",
    "reportercode",
    "exporter",
    "exportername",
    "exportercountry",
    "exportingcountry",
    "origincountry",
    "paisorigen",
    "countryoforigin",
    "refarea",
    "reportingcountry",
    "reportercountry",
    "declarant",
    "meldeland",
    "paysdeclarant",
    "paisdeclarante",
    "pelapor",
    "보고국",
    "entity",
    "countryname",
    "origin",
];
/// The same for the other side.
const PARTNERS: [&str; 46] = [
    "partner",
    "partnername",
    "partneriso3",
    "partneriso",
    "partnercode",
    "partnercountry",
    "partnerland",
    "importer",
    "importername",
    "importercountry",
    "importingcountry",
    "destinationcountry",
    "countryofdestination",
    "paisdestino",
    "paisdedestino",
    "bestimmungsland",
    "paysdedestination",
    "paisdeorigen",
    "paisdeorigem",
    "ursprungsland",
    "herkunftsland",
    "paysdorigine",
    "paisparceiro",
    "paissocio",
    "payspartenaire",
    "counterpartcountryname",
    "counterpartarea",
    "counterpartareaname",
    "negara",
    "negaratujuan",
    "negaramitra",
    "negaraasal",
    "tradingpartner",
    "국가",
    "국가명",
    "상대국",
    "교역국",
    "대상국",
    "land",
    "pays",
    "pais",
    "paises",
    "countries",
    "countryorterritory",
    "country",
    "destination",
];
/// From here on the heading is a partner only where the cells are countries.
const UNSURE_REPORTERS: usize = 21;
const UNSURE_PARTNERS: usize = 38;
/// Headings of countries that goods come from.
const ORIGINS: [&str; 11] = [
    "origincountry",
    "paisorigen",
    "countryoforigin",
    "origin",
    "negaraasal",
    "paisdeorigen",
    "paisdeorigem",
    "ursprungsland",
    "herkunftsland",
    "paysdorigine",
    "원산지",
];
/// Headings of countries that goods go to.
const DESTINATIONS: [&str; 8] = [
    "negaratujuan",
    "destination",
    "destinationcountry",
    "countryofdestination",
    "paisdestino",
    "paisdedestino",
    "bestimmungsland",
    "paysdedestination",
];
/// Words for what adds up or averages the rows around it.
const TOTALS: [&str; 24] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "mean",
    "jumlah",
    "jumlah total",
    "total akhir",
    "rata-rata",
    "summe",
    "insgesamt",
    "gesamt",
    "durchschnitt",
    "total general",
    "total geral",
    "promedio",
    "média",
    "moyenne",
    "총계",
    "합계",
    "소계",
];

/// What a column holds by its heading, and its cells where the heading leaves it open.
pub(super) fn role(heading: &str, samples: &[&SmolStr]) -> Role {
    let name = folded(heading);
    let is = |names: &[&str]| names.iter().any(|other| folded(other) == name);
    let some_areas = || {
        let known = samples.iter().take(50).filter(|cell| find_area(cell).is_some()).count();
        samples.is_empty() || known * 3 > samples.len().min(50)
    };
    if is(&REPORTERS) {
        let is_sure = !is(&REPORTERS[UNSURE_REPORTERS..]);
        return if is_sure || some_areas() { Role::Reporter } else { Role::Ignore };
    }
    if is(&PARTNERS) {
        let is_sure = !is(&PARTNERS[UNSURE_PARTNERS..]);
        return if is_sure || some_areas() { Role::Partner } else { Role::Ignore };
    }
    match ROLES.iter().find(|(_, names)| is(names)).map(|(role, _)| *role) {
        Some(Role::Period) => period_role(samples),
        Some(role) => role,
        None => Role::Ignore,
    }
}

/// Whether cells are years and months of years, or months alone.
fn period_role(samples: &[&SmolStr]) -> Role {
    let samples: Vec<&&SmolStr> = samples.iter().filter(|cell| !is_total(cell)).collect();
    let count = |fits: &dyn Fn(&str) -> bool| samples.iter().filter(|cell| fits(cell)).count();
    let periods =
        count(&|cell| marked_period(cell, None).is_some() || WrittenDay::of(cell).is_some() || fiscal(cell).is_some());
    let months = count(&|cell| month(cell).is_some());
    // A misfit or two are listed when the table is read.
    match () {
        () if periods * 2 >= samples.len() => Role::Period,
        () if months * 2 > samples.len() => Role::Month,
        () => Role::Ignore,
    }
}

/// Whether a heading says that goods come from the countries under it.
pub(super) fn is_origin(heading: &str) -> bool {
    ORIGINS.iter().any(|other| folded(other) == folded(heading))
}

/// Whether a heading says that goods go to the countries under it.
pub(super) fn is_destination(heading: &str) -> bool {
    DESTINATIONS.iter().any(|other| folded(other) == folded(heading))
}

/// Whether a cell says that its row adds up or averages others.
pub(super) fn is_total(text: &str) -> bool {
    let name = folded(text);
    !name.is_empty() && TOTALS.iter().any(|other| folded(other) == name)
}

/// Takes columns whose headings say nothing known by their cells: years, and countries. What was found out so has to be said by a
/// person; the questions come back.
pub(super) fn by_content(roles: &mut [Role], headings: &[SmolStr], samples: &[Vec<&SmolStr>]) -> Vec<String> {
    let mut questions = Vec::new();
    let is_open = |roles: &[Role], place: usize| {
        roles[place] == Role::Ignore
            && !samples[place].is_empty()
            && ValueKind::of_words(&headings[place]).unit.is_none()
    };
    let has_period = roles.contains(&Role::Period) || roles.contains(&Role::Month);
    let is_year = |cell: &&SmolStr| {
        marked_period(cell, Some(DayOrder::DayFirst))
            .is_some_and(|(found, _)| year(&found[..4]).is_some_and(|year| year >= 1900))
            || is_total(cell)
    };
    let all_years =
        |place: &usize| samples[*place].iter().all(is_year) && !samples[*place].iter().all(|cell| is_total(cell));
    if let (false, Some(place)) =
        (has_period, (0..roles.len()).find(|place| is_open(roles, *place) && all_years(place)))
    {
        roles[place] = Role::Period;
    }
    let mut known: Vec<usize> =
        (0..roles.len()).filter(|place| matches!(roles[*place], Role::Reporter | Role::Partner)).collect();
    let areas = |place: usize| -> Vec<Option<&'static Area>> {
        samples[place].iter().take(100).map(|cell| area_of_name(cell)).collect()
    };
    let mut found = Vec::new();
    for place in (0..roles.len()).filter(|place| is_open(roles, *place)) {
        let own = areas(place);
        let is_column_of_areas = own.iter().flatten().count() * 10 > own.len() * 6;
        let is_same = |other: &usize| {
            let other = areas(*other);
            let same = own.iter().zip(&other).filter(|(one, other)| one.is_some() && one == other).count();
            same * 2 > own.len().min(other.len())
        };
        if is_column_of_areas && !known.iter().any(is_same) && known.len() < 2 {
            known.push(place);
            found.push(place);
        }
    }
    let other = known.iter().find(|place| !found.contains(place)).map(|place| roles[*place]);
    let mut take = |place: usize, role: Role| {
        let what = if role == Role::Reporter { "those who report" } else { "the partners" };
        questions.push(format!("The countries under “{}” were taken for {what}.", headings[place]));
        roles[place] = role;
    };
    match found.as_slice() {
        [only] if other == Some(Role::Partner) => take(*only, Role::Reporter),
        [only] => take(*only, Role::Partner),
        [one, other] => {
            take(*one, Role::Reporter);
            take(*other, Role::Partner);
        }
        _ => {}
    }
    questions
}

/// The country of a cell that has a name in it; codes of two or three signs may be anything.
fn area_of_name(cell: &str) -> Option<&'static Area> {
    let is_name = !cell.is_ascii() || (cell.len() > 3 && !cell.bytes().all(|byte| byte.is_ascii_digit()));
    is_name.then(|| find_area(cell)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_in_every_language() {
        for text in ["Total", "GRAND TOTAL", "Jumlah", "Rata-rata", "Insgesamt", "총계", "Média"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["", "2019", "Indonesia", "Total energies"] {
            assert!(!is_total(text), "{text}");
        }
    }

    #[test]
    fn columns_that_nobody_has_named_are_known_by_their_cells() {
        let headings: Vec<SmolStr> = ["A", "Von", "Nach", "Code", "Wert"].map(SmolStr::from).into();
        let cells = [
            ["2018", "2019", "2019 p"],
            ["Indonesien", "Indonesien", "Nordkorea"],
            ["Nordkorea", "Südkorea", "Indonesien"],
            ["IDN", "IDN", "PRK"],
            ["2010", "1.204", "1999"],
        ]
        .map(|column| column.map(SmolStr::from));
        let samples: Vec<Vec<&SmolStr>> = cells.iter().map(|column| column.iter().collect()).collect();
        let mut roles = [Role::Ignore; 5];
        let questions = by_content(&mut roles, &headings, &samples);
        assert_eq!(roles, [Role::Period, Role::Reporter, Role::Partner, Role::Ignore, Role::Ignore]);
        assert_eq!(questions.len(), 2, "{questions:?}");
    }
}
