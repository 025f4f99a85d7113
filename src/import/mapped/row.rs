//! What one row of a table says, by its mapping.

use smol_str::SmolStr;

use super::mapping::{AreaCodes, ColumnMap, Role, ValueKind};
use super::period::{month, period, year};
use super::read::Reader;
use crate::dossier::{Basis, Flow, Valuation};
use crate::import::areas::{Area, area_by_code, find_area};
use crate::import::decimal::{Number, number_with, scaled};
use crate::import::evidence::{Cell, Evidence};
use crate::import::parties::{Parties, Side};
use crate::import::trade::{FigureDraft, PartyRef, TRADE_VALUE, TradeDraft, slug};
use crate::import::{Certainty, units, wording};

/// A row with its cells by what they are.
pub(super) struct RowCells<'a> {
    pub(super) row: u64,
    pub(super) cells: &'a [SmolStr],
    pub(super) reader: &'a Reader,
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
        let (reporter, partner) = self.parties()?;
        let row_kind = self.row_kind()?;
        let values: Vec<&(usize, ColumnMap)> =
            self.reader.columns.iter().filter(|(_, column)| column.role == Role::Value).collect();
        let mut drafts: Vec<TradeDraft> = Vec::new();
        let mut misfits = Vec::new();
        for (place, column) in values {
            let text = self.cells.get(*place).cloned().unwrap_or_default();
            let missing = self.missing();
            let value = match number_with(&text, self.reader.mapping.decimal) {
                Number::Value(value) => Some(value),
                Number::Absent if missing.is_some() => None,
                Number::Absent => continue,
                Number::NotANumber => {
                    misfits.push((*place, format!("“{text}” is no number")));
                    continue;
                }
            };
            let kind = column.value.or(&row_kind);
            match self.draft(*place, column, &kind, value, missing, (&reporter, partner.as_ref())) {
                Ok(draft) => merge(&mut drafts, draft),
                Err(Skip::Wrong(place, why)) => misfits.push((place, why)),
                Err(other) => return Err(other),
            }
        }
        Ok((drafts, misfits))
    }

    /// Who reports and with whom, if both are of the pair.
    fn parties(&self) -> Result<(PartyRef, Option<PartyRef>), Skip> {
        let Some(parties) = &self.reader.parties else { return Err(Skip::Other) };
        let reporter = self.side(Role::Reporter, self.reader.mapping.reporter.as_ref(), parties);
        let partner = self.side(Role::Partner, self.reader.mapping.partner.as_ref(), parties);
        let has_reporter = self.reader.has(Role::Reporter) || self.reader.mapping.reporter.is_some();
        let has_partner = self.reader.has(Role::Partner) || self.reader.mapping.partner.is_some();
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
            (false, false) => (Some(Side::First), Some(Side::Second)),
        };
        match (reporter, partner) {
            (Some(reporter), Some(partner)) if reporter != partner => {
                Ok((parties.get(reporter).party(), Some(parties.get(partner).party())))
            }
            _ => Err(Skip::Other),
        }
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
        let area: Option<&'static Area> = match self.reader.mapping.areas {
            AreaCodes::Comtrade => text.parse().ok().and_then(area_by_code),
            AreaCodes::Names => find_area(&text).filter(|_| !text.bytes().all(|byte| byte.is_ascii_digit())),
        };
        let is_named = |name: &SmolStr, id: &SmolStr| {
            crate::import::areas::folded(name) == crate::import::areas::folded(&text) || *id == text
        };
        if is_named(&parties.first.name, &parties.first.id) {
            return Ok(Some(Side::First));
        }
        if is_named(&parties.second.name, &parties.second.id) {
            return Ok(Some(Side::Second));
        }
        match area {
            Some(area) => Ok(parties.side_of(area)),
            None if matches!(text.as_str(), "..." | "…" | "..") => Err(Skip::Other),
            None => Err(Skip::Unknown(text)),
        }
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
            if is_part || !kind.is_trade() || !(kind.is_money() || is_coded) {
                return Err(Skip::LeftOut(SmolStr::new_static("rows of indicators that are no value of trade")));
            }
        }
        if let Some((place, flow)) = self.get(Role::Flow)
            && !flow.is_empty()
        {
            let words = ValueKind::of_words(flow);
            let code = match flow.trim().to_ascii_uppercase().as_str() {
                "X" | "E" | "2" => Some("export"),
                "M" | "I" | "1" => Some("import"),
                _ => None,
            };
            let is_both = {
                let lower = flow.to_lowercase();
                lower.contains("export") && lower.contains("import")
            };
            let found = words.flow.clone().or_else(|| code.map(SmolStr::new_static));
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

    /// Why there is no value, in the word of the format, where the row says so.
    fn missing(&self) -> Option<&'static str> {
        let confidential = matches!(self.text(Role::Confidentiality), "C" | "N" | "S" | "D" | "R" | "P");
        if confidential || self.text(Role::Status) == "Q" {
            return Some("suppressed");
        }
        matches!(self.text(Role::Status), "M" | "L" | "H" | "O").then_some("not-reported")
    }

    fn basis(&self) -> Basis {
        let of_mapping = self.reader.mapping.basis.as_deref().and_then(Basis::from_word);
        match self.text(Role::Status) {
            "E" | "I" | "F" => Basis::Estimated,
            _ => of_mapping.unwrap_or(Basis::Stated),
        }
    }

    /// The period of a value: from its heading, its row, or both.
    fn period(&self, column: &ColumnMap) -> Result<SmolStr, Skip> {
        let row = self.get(Role::Period);
        if let Some(own) = &column.period {
            let Some(month) = own.strip_prefix('-') else { return Ok(own.clone()) };
            let (place, text) =
                row.ok_or_else(|| Skip::Wrong(0, "the heading is a month, and no column says the year".to_owned()))?;
            let year = year(text).ok_or_else(|| Skip::Wrong(place, format!("“{text}” is no year")))?;
            return Ok(format!("{year:04}-{month}").into());
        }
        let (place, text) = row.ok_or_else(|| Skip::Wrong(0, "nothing says the year".to_owned()))?;
        let found = period(text).ok_or_else(|| Skip::Wrong(place, format!("“{text}” is no year or month")))?;
        match self.get(Role::Month) {
            Some((_, text)) if text.is_empty() => Ok(found),
            Some((place, text)) => {
                let month = month(text).ok_or_else(|| Skip::Wrong(place, format!("“{text}” is no month")))?;
                Ok(format!("{}-{month:02}", &found[..4]).into())
            }
            None => Ok(found),
        }
    }

    fn draft(
        &self,
        place: usize,
        column: &ColumnMap,
        kind: &ValueKind,
        value: Option<SmolStr>,
        missing: Option<&'static str>,
        (reporter, partner): (&PartyRef, Option<&PartyRef>),
    ) -> Result<TradeDraft, Skip> {
        let reader = self.reader;
        let period = self.period(column)?;
        let heading = &column.column;
        let measure: SmolStr = kind.measure.clone().unwrap_or_else(|| {
            let is_ratio = kind.unit.as_deref() == Some("percent");
            if is_ratio { slug(heading).into() } else { TRADE_VALUE.into() }
        });
        let mut doubts = reader.mapping.questions.clone();
        let unit = kind.unit.clone().unwrap_or_else(|| {
            doubts.push(format!("Nothing says the unit of “{heading}”."));
            "unit not stated".into()
        });
        let flow = kind.flow.as_deref().and_then(Flow::from_word);
        let value = value.map(|value| scaled(&value, kind.scale.unwrap_or_default()));
        let commodity = Some(self.text(Role::Commodity)).filter(|text| !is_all_goods(text)).map(SmolStr::from);
        let name = Some(self.text(Role::CommodityName)).filter(|text| !text.is_empty() && commodity.is_some());
        let variant = Vec::new();
        // What is no flow between two has no partner, unless the table names one.
        let has_partner = reader.has(Role::Partner) || reader.mapping.partner.is_some();
        let partner = partner.filter(|_| flow.is_some() || has_partner);
        let level_name = flow
            .is_none()
            .then(|| if measure == TRADE_VALUE { heading.clone() } else { measure.replace('-', " ").into() });
        let is_special = measure.starts_with("re-");
        let figure = value.map(|value| FigureDraft {
            measure: measure.clone(),
            value,
            unit,
            valuation: kind.valuation.as_deref().and_then(Valuation::from_word),
            basis: self.basis(),
            note: kind
                .scale
                .filter(|scale| *scale != 0)
                .map(|scale| format!("Printed in units of 10^{scale}, with these digits.")),
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
            commodity_name: name.map(|name| format!("{name} ({})", commodity.as_deref().unwrap_or_default())),
            commodity,
            variant,
            missing: if figure.is_none() { missing } else { None },
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

/// Words for all goods together.
fn is_all_goods(text: &str) -> bool {
    let folded = crate::import::areas::folded(text);
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "total" | "allproducts" | "all" | "allcommodities" | "allgoods" | "t" | "semuaproduk" | "jumlah"
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
            && other.figures.iter().all(|figure| figure.measure != draft.figures[0].measure)
    });
    match same {
        Some(other) => {
            other.figures.extend(draft.figures);
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
