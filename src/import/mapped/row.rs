//! What one row of a table says, by its mapping.

use smol_str::SmolStr;

use super::headings::is_total;
use super::mapping::{AreaCodes, ColumnMap, Role, ValueKind};
use super::marks::{is_break, is_confidential, is_estimate, marked_number, marked_period, meaning};
use super::period::{DayOrder, WrittenDay, fiscal, fiscal_period, month, year};
use super::read::Reader;
use crate::dossier::{Basis, Flow, Valuation};
use crate::import::areas::{Area, area_by_code, area_by_iso2, find_area, folded};
use crate::import::decimal::{Number, scaled};
use crate::import::evidence::{Cell, Evidence};
use crate::import::parties::{Parties, Side};
use crate::import::trade::{FigureDraft, PartyRef, TRADE_VALUE, TradeDraft, slug};
use crate::import::{Certainty, units, wording};

/// A row with its cells by what they are.
pub(super) struct RowCells<'a> {
    pub(super) row: u64,
    pub(super) cells: &'a [SmolStr],
    pub(super) reader: &'a Reader,
    /// The two that rows are wanted of.
    pub(super) parties: Option<&'a Parties>,
    /// What the row leaves empty and was taken from one above.
    pub(super) from_above: Vec<String>,
}

/// A value as its cell has it.
struct ValueCell<'a> {
    place: usize,
    column: &'a ColumnMap,
    kind: &'a ValueKind,
    value: Option<SmolStr>,
    missing: Option<&'static str>,
    mark: Option<SmolStr>,
}

impl RowCells<'_> {
    fn get(&self, role: Role) -> Option<(usize, &SmolStr)> {
        let (place, _) = self.reader.columns.iter().find(|(_, column)| column.role == role)?;
        self.cells.get(*place).map(|cell| (*place, cell))
    }

    fn text(&self, role: Role) -> &str {
        self.get(role).map_or("", |(_, cell)| cell.as_str())
    }
}

/// Why a row makes no proposal.
pub(super) enum Skip {
    /// It is about others.
    Other,
    /// It names somebody who is not known here.
    Unknown(SmolStr),
    /// It is of a kind that is not read.
    LeftOut(SmolStr),
    /// A cell does not fit.
    Wrong(usize, String),
}

pub(super) type Misfit = (usize, String);

impl RowCells<'_> {
    pub(super) fn read(&self) -> Result<(Vec<TradeDraft>, Vec<Misfit>), Skip> {
        self.refuse_totals()?;
        let is_by_column = self
            .reader
            .columns
            .iter()
            .any(|(_, column)| column.reporter.is_some() || column.partner.is_some() || !column.between.is_empty());
        let of_row = if is_by_column { None } else { Some(self.parties(None)?) };
        let row_kind = self.row_kind()?;
        let values = self.reader.columns.iter().filter(|(_, column)| column.role == Role::Value);
        let mut drafts: Vec<TradeDraft> = Vec::new();
        let mut misfits = Vec::new();
        for (place, column) in values {
            let (reporter, partner) = match &of_row {
                Some(parties) => parties.clone(),
                None => match self.parties(Some(column)) {
                    Ok(parties) => parties,
                    Err(Skip::Other) => continue,
                    Err(other) => return Err(other),
                },
            };
            let text = self.cells.get(*place).cloned().unwrap_or_default();
            let (number, mark) = marked_number(&text, self.reader.mapping.decimal);
            let kept_back = mark.as_deref().is_some_and(is_confidential).then_some("suppressed");
            let missing = self.missing().or(kept_back);
            let value = match number {
                Number::Value(value) => Some(value),
                Number::Absent if missing.is_some() => None,
                Number::Absent => continue,
                Number::NotANumber => {
                    misfits.push((*place, format!("“{text}” is no number")));
                    continue;
                }
            };
            let kind = match self.section_of(column) {
                Some((section, _)) => section.or(&column.value).or(&row_kind),
                None => column.value.or(&row_kind),
            };
            let cell = ValueCell { place: *place, column, kind: &kind, value, missing, mark };
            match self.draft(cell, (&reporter, partner.as_ref())) {
                Ok(draft) => merge(&mut drafts, draft),
                // A year that does not fit is said once for all values of its row.
                Err(Skip::Wrong(place, why)) if misfits.contains(&(place, why.clone())) => {}
                Err(Skip::Wrong(place, why)) => misfits.push((place, why)),
                Err(other) => return Err(other),
            }
        }
        Ok((drafts, misfits))
    }

    /// What a line between the rows says of a value whose heading does not say its direction itself.
    fn section_of(&self, column: &ColumnMap) -> Option<&(ValueKind, SmolStr)> {
        self.reader.section.as_ref().filter(|_| ValueKind::of_words(&column.column).flow.is_none())
    }

    /// What adds up the rows around it would count everything twice.
    fn refuse_totals(&self) -> Result<(), Skip> {
        let roles = [Role::Period, Role::Month, Role::Reporter, Role::Partner];
        let is_sum = |role: Role| self.get(role).is_some_and(|(_, text)| is_total(text));
        if roles.into_iter().any(is_sum) {
            return Err(Skip::LeftOut(SmolStr::new_static("rows of totals or averages")));
        }
        Ok(())
    }

    /// Who reports and with whom, if both are of the pair; of a value whose heading says it, by that.
    fn parties(&self, column: Option<&ColumnMap>) -> Result<(PartyRef, Option<PartyRef>), Skip> {
        let Some(parties) = self.parties else { return Err(Skip::Other) };
        let mapping = &self.reader.mapping;
        self.are_both(column.map_or(&[], |column| &column.between), parties)?;
        let of_heading = |own: Option<&SmolStr>| own.map(|name| self.side_of(name, parties));
        let reporter = of_heading(column.and_then(|column| column.reporter.as_ref()))
            .unwrap_or_else(|| self.side(Role::Reporter, mapping.reporter.as_ref(), parties));
        let partner = of_heading(column.and_then(|column| column.partner.as_ref()))
            .unwrap_or_else(|| self.side(Role::Partner, mapping.partner.as_ref(), parties));
        let has_reporter = self.reader.has(Role::Reporter)
            || mapping.reporter.is_some()
            || column.is_some_and(|column| column.reporter.is_some());
        let has_partner = self.reader.has(Role::Partner)
            || mapping.partner.is_some()
            || column.is_some_and(|column| column.partner.is_some());
        let (reporter, partner) = match (has_reporter, has_partner) {
            (true, true) => (reporter?, partner?),
            (true, false) => {
                let reporter = reporter?;
                (reporter, Some(if reporter == Some(Side::Second) { Side::First } else { Side::Second }))
            }
            (false, true) => {
                let partner = partner?;
                (Some(if partner == Some(Side::First) { Side::Second } else { Side::First }), partner)
            }
            (false, false) => {
                self.are_both(&mapping.between, parties)?;
                (Some(Side::First), Some(Side::Second))
            }
        };
        match (reporter, partner) {
            (Some(reporter), Some(partner)) if reporter != partner => {
                Ok((parties.get(reporter).party(), Some(parties.get(partner).party())))
            }
            _ => Err(Skip::Other),
        }
    }

    /// Refuses what is between two countries that are not the pair.
    fn are_both(&self, between: &[SmolStr], parties: &Parties) -> Result<(), Skip> {
        for name in between {
            self.side_of(name, parties)?.ok_or(Skip::Other)?;
        }
        Ok(())
    }

    /// Which of the two a cell names; `None` where it is somebody else.
    fn side(&self, role: Role, constant: Option<&SmolStr>, parties: &Parties) -> Result<Option<Side>, Skip> {
        let text = match (self.get(role), constant) {
            (Some((_, text)), _) | (None, Some(text)) => text.clone(),
            (None, None) => return Ok(None),
        };
        if text.is_empty() {
            return Err(Skip::LeftOut(SmolStr::new_static("rows that name no country")));
        }
        self.side_of(&text, parties)
    }

    fn side_of(&self, text: &str, parties: &Parties) -> Result<Option<Side>, Skip> {
        let text = text.trim();
        let is_named = |name: &SmolStr, id: &SmolStr| folded(name) == folded(text) || id == text;
        if is_named(&parties.first.name, &parties.first.id) {
            return Ok(Some(Side::First));
        }
        if is_named(&parties.second.name, &parties.second.id) {
            return Ok(Some(Side::Second));
        }
        match self.area(text) {
            Some(area) => Ok(parties.side_of(area)),
            None if matches!(text, "..." | "…" | "..") => Err(Skip::Other),
            None => Err(Skip::Unknown(text.into())),
        }
    }

    /// The area that a cell names, by the codes of the table.
    fn area(&self, text: &str) -> Option<&'static Area> {
        match self.reader.mapping.areas {
            AreaCodes::Comtrade => text.parse().ok().and_then(area_by_code),
            AreaCodes::Names if text.bytes().all(|byte| byte.is_ascii_digit()) => None,
            AreaCodes::Names => {
                let is_short = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
                find_area(text).or_else(|| is_short.then(|| area_by_iso2(text)).flatten())
            }
        }
    }

    /// The areas that the row itself names as who reports and with whom.
    pub(super) fn named(&self) -> [Option<&'static Area>; 2] {
        [Role::Reporter, Role::Partner].map(|role| self.get(role).and_then(|(_, text)| self.area(text)))
    }

    /// What the cells of the row say of its values: flow, indicator, unit, scale.
    fn row_kind(&self) -> Result<ValueKind, Skip> {
        let mut kind = ValueKind::default();
        if let Some((_, indicator)) = self.get(Role::Indicator) {
            kind = ValueKind::of_words(indicator);
            // What is taxed, counted or set against something else within trade is not the trade.
            let lower = indicator.to_lowercase();
            let is_part =
                ["duty", "tariff", "gdp", "gni", "services", "no.", "index"].iter().any(|word| lower.contains(word));
            let is_coded = self.reader.has(Role::Unit);
            let is_directed = kind.is_trade() || self.reader.has(Role::Flow);
            if is_part || !is_directed || !(kind.is_money() || is_coded) {
                return Err(Skip::LeftOut(SmolStr::new_static("rows of indicators that are no value of trade")));
            }
        }
        if let Some((place, flow)) = self.get(Role::Flow)
            && !flow.is_empty()
        {
            let words = ValueKind::of_words(flow);
            let code = match flow.trim().to_ascii_uppercase().as_str() {
                "X" | "E" | "2" => Some("export"),
                // Of a column of directions, “Importe” is German for imports, and no amount.
                "M" | "I" | "1" | "IMPORTE" => Some("import"),
                _ => None,
            };
            let is_both = ValueKind::is_of_both(flow);
            let is_plain = |column: &ColumnMap| column.value.flow.is_none() && column.value.measure.is_none();
            let mut values = self.reader.columns.iter().filter(|(_, column)| column.role == Role::Value);
            // Where the columns do not tell the directions apart, both together are the total.
            let total = (is_both && values.all(|(_, column)| is_plain(column))).then(|| SmolStr::new_static("total"));
            let found = words.flow.clone().or_else(|| code.map(SmolStr::new_static)).or(total);
            if found.is_none() && !is_both {
                return Err(Skip::Wrong(place, format!("“{flow}” is no direction that is known here")));
            }
            kind.measure = kind.measure.or(words.measure);
            kind.flow = kind.flow.or(found);
            kind.valuation = kind.valuation.or(words.valuation);
        }
        if let Some((place, unit)) = self.get(Role::Unit)
            && !unit.is_empty()
        {
            if ValueKind::is_of_several(unit) {
                let why = format!(
                    "“{unit}” may be rupees of India or of another country; where they are India’s, it has to be INR"
                );
                return Err(Skip::Wrong(place, why));
            }
            let words = ValueKind::of_words(unit);
            let known = units::unit_by_name(unit).map(SmolStr::new_static).or(words.unit);
            let is_code = self.reader.prefix == "sdmx";
            let known = known.or_else(|| is_code.then(|| unit.clone()));
            kind.unit =
                Some(known.ok_or_else(|| Skip::Wrong(place, format!("“{unit}” is no unit that is known here")))?);
            kind.scale = kind.scale.or(words.scale);
        }
        if let Some((place, scale)) = self.get(Role::Scale)
            && !scale.is_empty()
        {
            kind.scale =
                Some(scale.parse().map_err(|_not_whole| Skip::Wrong(place, format!("“{scale}” is no power of ten")))?);
        }
        Ok(kind)
    }

    /// What the goods are filed under, and their name beside a code: where there is no code, the name is what they are filed under.
    fn goods(&self) -> (Option<SmolStr>, Option<String>) {
        let mut names: Vec<&str> = Vec::new();
        for (place, column) in &self.reader.columns {
            let text = self.cells.get(*place).map_or("", |cell| cell.trim());
            if column.role == Role::CommodityName && !text.is_empty() && !names.contains(&text) {
                names.push(text);
            }
        }
        if let Some(code) = self.commodity() {
            let name = names.first().map(|name| format!("{name} ({code})"));
            return (Some(code), name);
        }
        // “TOTAL” as a code says that the row is about all goods, whatever they are called.
        if self.get(Role::Commodity).is_some_and(|(_, text)| !text.trim().is_empty()) {
            return (None, None);
        }
        names.retain(|name| !is_all_goods(name) && !is_total(name));
        ((!names.is_empty()).then(|| names.join(", ").into()), None)
    }

    /// The code of the goods; the identifiers of the Observatory of Economic Complexity put a number of its own before it.
    fn commodity(&self) -> Option<SmolStr> {
        let (place, text) = self.get(Role::Commodity).filter(|(_, text)| !is_all_goods(text))?;
        let heading =
            self.reader.columns.iter().find(|(other, _)| *other == place).map(|(_, column)| &column.column)?;
        let digits = match folded(heading).as_str() {
            "hs2id" => 2,
            "hs4id" => 4,
            "hs6id" => 6,
            // An apostrophe before a code keeps spreadsheets from taking it for a number.
            _ => return Some(text.trim_start_matches('\'').into()),
        };
        let is_code = text.len() > digits && text.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_code { text[text.len() - digits..].into() } else { text.clone() })
    }

    /// Why there is no value, in the word of the format, where the row says so.
    fn missing(&self) -> Option<&'static str> {
        let confidential = matches!(self.text(Role::Confidentiality), "C" | "N" | "S" | "D" | "R" | "P");
        if confidential || self.text(Role::Status) == "Q" {
            return Some("suppressed");
        }
        matches!(self.text(Role::Status), "M" | "L" | "H" | "O").then_some("not-reported")
    }

    fn basis(&self, mark: Option<&str>) -> Basis {
        let of_mapping = self.reader.mapping.basis.as_deref().and_then(Basis::from_word);
        match self.text(Role::Status) {
            "E" | "I" | "F" => Basis::Estimated,
            _ if mark.is_some_and(is_estimate) => Basis::Estimated,
            _ => of_mapping.unwrap_or(Basis::Stated),
        }
    }

    /// What the table says of a break before a value: by its mark, or by the status of the observation.
    fn series_break(&self, marks: [Option<&str>; 2]) -> Option<String> {
        let is_marked = marks.into_iter().flatten().any(is_break) || self.text(Role::Status) == "B";
        is_marked.then(|| "marked so by the source, which does not say why".to_owned())
    }

    /// The period of a value: from its heading, its row, or both; and the mark behind it.
    fn period(&self, column: &ColumnMap) -> Result<(SmolStr, Option<SmolStr>), Skip> {
        let row = self.get(Role::Period);
        if let Some(own) = &column.period {
            if let Some(month) = own.strip_prefix('-') {
                let (place, text) = row
                    .ok_or_else(|| Skip::Wrong(0, "the heading is a month, and no column says the year".to_owned()))?;
                let year = year(text).ok_or_else(|| Skip::Wrong(place, format!("“{text}” is no year")))?;
                return Ok((format!("{year:04}-{month}").into(), None));
            }
            return match self.get(Role::Month) {
                Some((place, text)) if own.len() == 4 => Ok((in_year(own, place, text)?, None)),
                _ => Ok((own.clone(), None)),
            };
        }
        let (place, text) = row.ok_or_else(|| Skip::Wrong(0, "nothing says the year".to_owned()))?;
        if let Some(begins) = self.reader.mapping.year_begins {
            let bare = text.split_once(" (").map_or(text.as_str(), |(year, _)| year);
            let mark = text.split_once('(').map(|(_, mark)| SmolStr::from(mark.trim_end_matches(')')));
            return match fiscal(bare) {
                Some(first) if begins > 0 => Ok((fiscal_period(first, begins), mark)),
                Some(_) => Err(Skip::Wrong(
                    place,
                    format!(
                        "“{text}” is no calendar year; say by a recipe with which month it begins, as \"year_begins\": 4"
                    ),
                )),
                None => Err(Skip::Wrong(place, format!("“{text}” is no year"))),
            };
        }
        let order = self.reader.mapping.day_order;
        let (found, mark) = marked_period(text, order).ok_or_else(|| Skip::Wrong(place, no_period(text, order)))?;
        match self.get(Role::Month) {
            Some((_, text)) if text.is_empty() => Ok((found, mark)),
            Some((place, text)) => Ok((in_year(&found[..4], place, text)?, mark)),
            None => Ok((found, mark)),
        }
    }

    fn draft(
        &self,
        cell: ValueCell<'_>,
        (reporter, partner): (&PartyRef, Option<&PartyRef>),
    ) -> Result<TradeDraft, Skip> {
        let reader = self.reader;
        let ValueCell { place, column, kind, value, missing, mark } = cell;
        let (period, period_mark) = self.period(column)?;
        let heading = &column.column;
        let is_ratio = kind.unit.as_deref() == Some("percent");
        let measure: SmolStr = kind.measure.clone().unwrap_or_else(|| match kind.unit.as_deref() {
            Some("percent") => slug(heading).into(),
            // Goods by weight are not their value, whatever the column is called.
            Some("kg" | "t") => SmolStr::new_static("net-weight"),
            Some(unit) if units::is_quantity(unit) => SmolStr::new_static("quantity"),
            Some(_) | None => TRADE_VALUE.into(),
        });
        let mut doubts = reader.mapping.questions.clone();
        doubts.extend(self.from_above.iter().cloned());
        doubts.extend(self.section_of(column).map(|(_, line)| {
            format!("The line “{line}”, above the row, was taken to say what the rows below it are.")
        }));
        let unit = kind.unit.clone().unwrap_or_else(|| {
            doubts.push(format!("Nothing says the unit of “{heading}”."));
            "unit not stated".into()
        });
        let missing_unit = if kind.unit.is_some() { unit.clone() } else { SmolStr::new_static("USD") };
        let flow = kind.flow.as_deref().and_then(Flow::from_word);
        let value = value.map(|value| scaled(&value, kind.scale.unwrap_or_default()));
        let (commodity, commodity_name) = self.goods();
        let variant = Vec::new();
        // What is no flow between two has no partner, unless the table names one.
        let has_partner = reader.has(Role::Partner)
            || reader.mapping.partner.is_some()
            || column.partner.is_some()
            || (measure != TRADE_VALUE && kind.measure.is_some());
        let partner = partner.filter(|_| flow.is_some() || has_partner);
        let level_name = flow.is_none().then(|| {
            let is_period = column.period.is_some() || column.partner.is_some();
            match measure.as_str() {
                TRADE_VALUE if is_period => SmolStr::new_static("trade, direction not stated,"),
                TRADE_VALUE => heading.clone(),
                _ if is_ratio && !is_period => heading.clone(),
                _ => measure.replace('-', " ").into(),
            }
        });
        let is_special = measure.starts_with("re-");
        let figure = value.map(|value| FigureDraft {
            measure: measure.clone(),
            value,
            unit,
            valuation: kind.valuation.as_deref().and_then(Valuation::from_word),
            basis: self.basis(mark.as_deref()),
            note: note(kind, [mark.as_deref(), period_mark.as_deref()]),
            series_break: self.series_break([mark.as_deref(), period_mark.as_deref()]),
            is_secondary: false,
        });
        let shown: Vec<usize> = reader
            .columns
            .iter()
            .filter(|(_, column)| column.role != Role::Value)
            .map(|(place, _)| *place)
            .chain([place])
            .collect();
        let mut cells: Vec<Cell> = shown.into_iter().map(|place| reader.cell(self.row, place, self.cells)).collect();
        cells.sort_by_key(|cell| cell.column);
        Ok(TradeDraft {
            prefix: reader.prefix,
            flow,
            flow_name: level_name.or_else(|| {
                is_special.then(|| if flow == Some(Flow::Import) { "re-imports" } else { "re-exports" }.into())
            }),
            reporter: reporter.clone(),
            partner: partner.cloned(),
            period_words: wording::period(&period),
            period,
            commodity_name,
            commodity,
            variant,
            missing: if figure.is_none() { missing } else { None },
            missing_unit,
            figures: figure.into_iter().collect(),
            publisher: reader.mapping.publisher.clone().unwrap_or_else(|| "the table".to_owned()),
            locator: match &reader.sheet {
                Some(sheet) => format!("sheet {sheet}, row {}, column {}", self.row, column_name(place)),
                None => format!("row {}, column {}", self.row, place + 1),
            },
            note: None,
            doubts,
            evidence: Evidence::Cells { sheet: reader.sheet.clone(), cells },
            rule: "cell".into(),
            why: format!(
                "The cell under “{heading}” was read as {measure}{}.",
                flow.map_or_else(String::new, |flow| format!(", {}", flow.word()))
            ),
            certainty: Certainty::Exact,
        })
    }
}

/// Why a cell has no period.
fn no_period(text: &str, order: Option<DayOrder>) -> String {
    let is_open = order == Some(DayOrder::Open) && WrittenDay::of(text).is_some();
    let hint = "may be read with the day first or with the month first; say which by a recipe, as \"day_order\": \"day-first\"";
    if is_open { format!("“{text}” {hint}") } else { format!("“{text}” is no year or month") }
}

/// The month of a cell within a year.
fn in_year(year: &str, place: usize, text: &str) -> Result<SmolStr, Skip> {
    let month = month(text).ok_or_else(|| Skip::Wrong(place, format!("“{text}” is no month")))?;
    Ok(format!("{year}-{month:02}").into())
}

/// What one must know of a number: in which units it was printed, and how the table marks it.
fn note(kind: &ValueKind, marks: [Option<&str>; 2]) -> Option<String> {
    let scale = kind.scale.filter(|scale| *scale != 0);
    let mut notes: Vec<String> =
        scale.map(|scale| format!("Printed in units of 10^{scale}, with these digits.")).into_iter().collect();
    for mark in marks.into_iter().flatten().filter(|mark| !is_break(mark)) {
        let meaning = meaning(mark);
        if !notes.contains(&meaning) {
            notes.push(meaning);
        }
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// Words for all goods together.
fn is_all_goods(text: &str) -> bool {
    let folded = folded(text.trim_start_matches('\''));
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "total"
                | "allproducts"
                | "totalallproducts"
                | "all"
                | "allcommodities"
                | "totalallcommodities"
                | "allgoods"
                | "t"
                | "semuaproduk"
                | "jumlah"
        )
}

/// Values of one row about the same flow and period are figures of one fact: a value and its weight.
fn merge(drafts: &mut Vec<TradeDraft>, draft: TradeDraft) {
    let same = drafts.iter_mut().find(|other| {
        other.flow == draft.flow
            && other.partner == draft.partner
            && other.flow.is_some()
            && other.flow_name == draft.flow_name
            && other.period == draft.period
            && other.variant == draft.variant
            && !draft.figures.is_empty()
            && other
                .figures
                .iter()
                .all(|figure| figure.measure != draft.figures[0].measure || figure.unit != draft.figures[0].unit)
    });
    match same {
        Some(other) => {
            // The same in another currency is not the value to show.
            let is_second = |figure: &FigureDraft| other.figures.iter().any(|first| first.measure == figure.measure);
            let more: Vec<FigureDraft> = draft
                .figures
                .into_iter()
                .map(|figure| FigureDraft { is_secondary: is_second(&figure), ..figure })
                .collect();
            other.figures.extend(more);
            for doubt in draft.doubts {
                if !other.doubts.contains(&doubt) {
                    other.doubts.push(doubt);
                }
            }
            if let (Evidence::Cells { cells, .. }, Evidence::Cells { cells: more, .. }) =
                (&mut other.evidence, draft.evidence)
            {
                for cell in more {
                    if !cells.contains(&cell) {
                        cells.push(cell);
                    }
                }
            }
        }
        None => drafts.push(draft),
    }
}

/// A column as spreadsheets call it.
fn column_name(mut place: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(char::from(b'A' + u8::try_from(place % 26).unwrap_or_default()));
        match place / 26 {
            0 => break,
            rest => place = rest - 1,
        }
    }
    name.into_iter().rev().collect()
}
