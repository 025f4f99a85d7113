//! From the rows of a pair to proposals: one for what each reporter says of each flow in each period.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::breaks::{Counted, breaks, classification_name};
use super::columns::Columns;
use super::pick::{Part, Picked, pick};
use super::row::{ComtradeFlow, Period, Quantity, Row, SPLITS, TradeType};
use super::scan::Scan;
use crate::dossier::{Basis, Flow, ReportedValue, Valuation};
use crate::import::areas::{Area, AreaKind};
use crate::import::decimal::{is_zero, sum};
use crate::import::evidence::{Cell, Evidence, NotUnderstood};
use crate::import::mixup::{Sample, suspects, suspicion};
use crate::import::parties::{Parties, Side};
use crate::import::trade::{FigureDraft, TRADE_VALUE, TradeDraft};
use crate::import::{Certainty, wording};

/// What makes rows speak of the same number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sides: (Side, Side),
    trade_type: TradeType,
    flow: ComtradeFlow,
    commodity: Option<SmolStr>,
    classification: SmolStr,
    period: Period,
    codes: (Option<u16>, Option<u16>),
}

/// The rows of one number, chosen.
struct Chosen<'a> {
    key: Key,
    rows: Vec<&'a Row>,
    picked: Picked,
    all: usize,
    doubts: Vec<String>,
}

/// The drafts of a scan, in the order of their series, and what was not understood on the way.
pub(in crate::import) fn propose(scan: &Scan) -> (Vec<TradeDraft>, Vec<NotUnderstood>) {
    let mut chosen = choose(scan);
    settle_revisions(&mut chosen);
    let changes = breaks(&chosen.iter().map(|chosen| counted(chosen)).collect::<Vec<_>>());
    let suspicions = suspicions(scan, &chosen);
    let primary = primary_codes(&chosen);
    let constant = constant_splits(scan);
    let mut drafts = Vec::with_capacity(chosen.len());
    let mut not_understood = Vec::new();
    for (((chosen, change), suspicion), is_primary) in chosen.into_iter().zip(changes).zip(suspicions).zip(primary) {
        let context = Context { scan, change, suspicion, is_primary, constant: &constant };
        match draft(&chosen, &context) {
            Ok(draft) => drafts.push(draft),
            Err(why) => {
                let evidence = evidence(&scan.columns, scan.sheet.as_ref(), &chosen.rows);
                not_understood.push(NotUnderstood { evidence, why });
            }
        }
    }
    (drafts, not_understood)
}

/// What a draft is made with besides its rows.
struct Context<'a> {
    scan: &'a Scan,
    /// What changed just before it.
    change: Option<String>,
    suspicion: Option<&'static Area>,
    is_primary: bool,
    constant: &'a [Option<SmolStr>; 4],
}

fn choose(scan: &Scan) -> Vec<Chosen<'_>> {
    let mut groups: BTreeMap<Key, Vec<&Row>> = BTreeMap::new();
    for (row, reporter, partner) in &scan.rows {
        let code = |area: Option<&'static Area>| area.and_then(|area| area.code);
        let key = Key {
            sides: (*reporter, *partner),
            trade_type: row.trade_type,
            flow: row.flow,
            commodity: row.commodity.clone(),
            classification: row.classification.clone(),
            period: row.period,
            codes: (code(row.reporter), code(row.partner)),
        };
        groups.entry(key).or_default().push(row);
    }
    groups.into_iter().map(|(key, rows)| chosen(key, &rows)).collect()
}

fn chosen<'a>(key: Key, rows: &[&'a Row]) -> Chosen<'a> {
    let size = |row: &Row| main_value(row).map_or(0.0, |value| as_float(&value));
    let parts: Vec<Part<'_>> =
        rows.iter().enumerate().map(|(index, row)| Part { index, splits: &row.splits, size: size(row) }).collect();
    let picked = pick(&parts);
    let mut doubts = Vec::new();
    if picked.is_ambiguous {
        doubts.push(if picked.is_sum {
            "The rows mix parts and wholes so that no sum is certain; the one that leaves out least was taken."
                .to_owned()
        } else {
            let values: Vec<SmolStr> = rows
                .iter()
                .filter(|row| row.splits == rows[picked.rows[0]].splits)
                .filter_map(|row| main_value(row))
                .collect();
            format!("The file has several values for this: {}.", values.join(", "))
        });
    }
    let all = rows.len();
    let rows = picked.rows.iter().map(|index| rows[*index]).collect();
    Chosen { key, rows, picked, all, doubts }
}

/// The number that counts: the main value, or else the one that is there.
fn main_value(row: &Row) -> Option<SmolStr> {
    let other = || {
        if row.flow.flow == Flow::Import {
            row.cif.clone().or_else(|| row.fob.clone())
        } else {
            row.fob.clone().or_else(|| row.cif.clone())
        }
    };
    match &row.primary {
        Some(value) if !is_zero(value) => Some(value.clone()),
        Some(value) => other().or_else(|| Some(value.clone())),
        None => other(),
    }
}

fn as_float(value: &str) -> f64 {
    ReportedValue::parse(value).map_or(0.0, |printed| printed.to_f64())
}

/// Of all goods, a file may have the same total under several revisions: it is taken once, from the revision that the
/// reporter used.
fn settle_revisions(chosen: &mut Vec<Chosen<'_>>) {
    let mut best: BTreeMap<Key, usize> = BTreeMap::new();
    let mut doubts: Vec<(usize, String)> = Vec::new();
    let mut keep = vec![true; chosen.len()];
    for place in 0..chosen.len() {
        if chosen[place].key.commodity.is_some() {
            continue;
        }
        let key = Key { classification: SmolStr::default(), ..chosen[place].key.clone() };
        let Some(earlier) = best.get(&key).copied() else {
            best.insert(key, place);
            continue;
        };
        let rank = |place: usize| {
            let original = chosen[place].rows.first().and_then(|row| row.is_original);
            (original == Some(true), !chosen[place].picked.is_sum, place)
        };
        let (winner, loser) = if rank(place) > rank(earlier) { (place, earlier) } else { (earlier, place) };
        keep[loser] = false;
        if total_text(&chosen[winner].rows) != total_text(&chosen[loser].rows) {
            let (one, two) = (&chosen[winner].key.classification, &chosen[loser].key.classification);
            doubts.push((
                winner,
                format!(
                    "By {} the file has another total than by {}.",
                    classification_name(two),
                    classification_name(one)
                ),
            ));
        }
        best.insert(key, winner);
    }
    for (place, doubt) in doubts {
        chosen[place].doubts.push(doubt);
    }
    let mut keep = keep.into_iter();
    chosen.retain(|_| keep.next().unwrap_or(true));
}

fn total_text(rows: &[&Row]) -> Option<SmolStr> {
    let values: Option<Vec<SmolStr>> = rows.iter().map(|row| main_value(row)).collect();
    values.and_then(|values| sum(values.iter().map(SmolStr::as_str)))
}

fn counted(chosen: &Chosen<'_>) -> Counted {
    let Key { sides, trade_type, flow, commodity, period, .. } = &chosen.key;
    let first = chosen.rows.first();
    Counted {
        series: format!("{sides:?} {trade_type:?} {flow:?} {commodity:?} {}", period.month.is_some()),
        order: (period.year, period.month.or(period.quarter).unwrap_or_default()),
        period: period_words(*period),
        reporter: first.and_then(|row| row.reporter),
        partner: first.and_then(|row| row.partner),
        classification: chosen.key.classification.clone(),
        has_commodity: commodity.is_some(),
    }
}

fn suspicions(scan: &Scan, chosen: &[Chosen<'_>]) -> Vec<Option<&'static Area>> {
    if scan.watched.is_empty() {
        return vec![None; chosen.len()];
    }
    let series = |row: &Row, reporter: Side| {
        format!(
            "{reporter:?} {:?} {:?} {:?} {}",
            row.trade_type,
            row.flow,
            row.commodity,
            row.period.month.unwrap_or_default()
        )
    };
    let own: Vec<Sample> = chosen
        .iter()
        .map(|chosen| Sample {
            series: chosen.rows.first().map_or_else(String::new, |row| series(row, chosen.key.sides.0)),
            year: chosen.key.period.year,
            size: total_text(&chosen.rows).map_or(0.0, |value| as_float(&value)),
        })
        .collect();
    let whole = scan.watched.iter().filter(|(row, ..)| row.splits.iter().all(Option::is_none));
    let others: Vec<(&'static Area, Sample)> = whole
        .map(|(row, reporter, area)| {
            let size = main_value(row).map_or(0.0, |value| as_float(&value));
            (*area, Sample { series: series(row, *reporter), year: row.period.year, size })
        })
        .collect();
    suspects(&own, &[], &others)
}

/// For each whether no other code of the same countries says the same thing with more right.
fn primary_codes(chosen: &[Chosen<'_>]) -> Vec<bool> {
    let mut best: BTreeMap<Key, (usize, usize)> = BTreeMap::new();
    let standing = |chosen: &Chosen<'_>| {
        let row = chosen.rows.first();
        let areas = [row.and_then(|row| row.reporter), row.and_then(|row| row.partner)];
        let weight = |area: &Area| {
            2 * usize::from(!area.is_used_in(chosen.key.period.year))
                + usize::from(area.from.is_none() && area.to.is_none())
        };
        areas.into_iter().flatten().map(weight).sum::<usize>()
    };
    for (place, one) in chosen.iter().enumerate() {
        let key = Key { codes: (None, None), ..one.key.clone() };
        let own = (standing(one), place);
        let entry = best.entry(key).or_insert(own);
        *entry = (*entry).min(own);
    }
    let is_best = |(place, one): (usize, &Chosen<'_>)| {
        let key = Key { codes: (None, None), ..one.key.clone() };
        best.get(&key).is_none_or(|(_, winner)| *winner == place)
    };
    chosen.iter().enumerate().map(is_best).collect()
}

/// The code that every row of the file has in a column that splits numbers: whoever downloaded it asked for that part only.
fn constant_splits(scan: &Scan) -> [Option<SmolStr>; 4] {
    let mut rows = scan.rows.iter().map(|(row, ..)| &row.splits);
    let Some(first) = rows.next() else { return [const { None }; 4] };
    let mut constant = first.clone();
    for splits in rows {
        for (place, code) in splits.iter().enumerate() {
            if constant[place] != *code {
                constant[place] = None;
            }
        }
    }
    constant
}

fn draft(chosen: &Chosen<'_>, context: &Context<'_>) -> Result<TradeDraft, String> {
    let Chosen { key, rows, picked, all, .. } = chosen;
    let parties = &context.scan.parties;
    let first = rows.first().ok_or("no row is left")?;
    let mut figures = figures(key, rows, picked.is_sum)?;
    for figure in &mut figures {
        figure.series_break.clone_from(&context.change);
    }
    let mut doubts = chosen.doubts.clone();
    doubts.extend(code_doubts(first, key.period, parties));
    if !context.is_primary {
        doubts.push("Another row says the same of these countries under the code that was in use then.".to_owned());
    }
    doubts.extend(context.suspicion.map(|other| suspicion(other.name)));
    doubts.extend(SPLITS.iter().zip(context.constant).filter_map(|(column, code)| {
        let code = code.as_ref()?;
        Some(format!(
            "Every row has {} {code}: this is that part only, not the whole.",
            context.scan.columns.heading(*column)
        ))
    }));
    if context.scan.is_moved {
        doubts.push("The header of the file is moved by one cell against its rows.".to_owned());
    }
    let (reporter, partner) = key.sides;
    let is_partner_report = reporter == Side::Second;
    let (rule, why) = rule(chosen, is_partner_report);
    let mut variant: Vec<SmolStr> = Vec::new();
    if key.trade_type == TradeType::Services {
        variant.push("services".into());
    }
    if !context.is_primary {
        let codes = [key.codes.0, key.codes.1].into_iter().flatten();
        variant.extend(codes.map(|code| SmolStr::from(format!("code-{code}"))));
    }
    let locator = locator(rows);
    let mut notes: Vec<String> = Vec::new();
    if picked.is_sum {
        notes.push(format!("Added up from {} rows of the file, as it has none for all of them together.", rows.len()));
    } else if *all > 1 {
        notes.push(format!(
            "The file has {} more rows for parts of this or the same again; they are not added.",
            all - 1
        ));
    }
    Ok(TradeDraft {
        prefix: "comtrade",
        flow: Some(key.flow.flow),
        flow_name: key.flow.special.map(|(name, _)| SmolStr::new_static(name)),
        reporter: parties.get(reporter).party(),
        partner: Some(parties.get(partner).party()),
        period: key.period.edtf(),
        period_words: period_words(key.period),
        commodity: commodity(key),
        commodity_name: commodity_name(key, first),
        variant,
        figures,
        missing: None,
        missing_unit: SmolStr::new_static("USD"),
        publisher: "UN Comtrade".to_owned(),
        locator,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        doubts,
        evidence: evidence(&context.scan.columns, context.scan.sheet.as_ref(), rows),
        rule: rule.into(),
        why,
        certainty: Certainty::Exact,
    })
}

fn rule(chosen: &Chosen<'_>, is_partner_report: bool) -> (&'static str, String) {
    let who =
        if is_partner_report { "; the partner reports it, so that it mirrors what the first party says" } else { "" };
    if chosen.picked.is_sum {
        let columns = "customs procedure, mode of transport, mode of supply and second partner";
        return (
            "sum-of-parts",
            format!("No row stands for all parts by {columns}; these rows are added, each once{who}."),
        );
    }
    let level = match &chosen.key.commodity {
        None => "all goods".to_owned(),
        Some(code) => format!("commodity {code}"),
    };
    let level = if chosen.key.trade_type == TradeType::Services { level.replace("goods", "services") } else { level };
    (
        "total",
        format!("The row for {level}, all customs procedures, modes of transport and second partners together{who}."),
    )
}

/// Doubts about the codes of a row: states that have ended, and codes out of their time.
fn code_doubts(row: &Row, period: Period, parties: &Parties) -> Vec<String> {
    let mut doubts = Vec::new();
    for area in [row.reporter, row.partner].into_iter().flatten() {
        let side = parties.side_of(area).map(|side| parties.get(side));
        let code = area.code.unwrap_or_default();
        if !area.is_used_in(period.year) {
            doubts.push(format!("The code {code} ({}) was not in use in {}.", area.name, period.year));
        }
        let is_party_itself = side.is_some_and(|party| party.areas.first().is_some_and(|own| std::ptr::eq(*own, area)));
        if area.kind == AreaKind::Ended && !is_party_itself {
            let party = side.map_or("the country of today", |party| party.name.as_str());
            doubts.push(format!("The code {code} is {}, which is not {party} with the same borders.", area.name));
        }
    }
    doubts
}

fn figures(key: &Key, rows: &[&Row], is_sum: bool) -> Result<Vec<FigureDraft>, String> {
    let value = total_text(rows).ok_or("it has no value that can be added up")?;
    let basis = basis(rows, is_sum);
    let is_services = key.trade_type == TradeType::Services;
    let measure = match (key.flow.special, is_services) {
        (Some((_, measure)), _) => measure,
        (None, true) => "services-value",
        (None, false) => TRADE_VALUE,
    };
    let all = |pick: fn(&Row) -> Option<&SmolStr>| -> Option<SmolStr> {
        let values: Option<Vec<&SmolStr>> = rows.iter().map(|row| pick(row)).collect();
        values.and_then(|values| sum_or_same(&values))
    };
    let (cif, fob) = (all(|row| row.cif.as_ref()), all(|row| row.fob.as_ref()));
    let is = |other: &Option<SmolStr>| other.as_deref().is_some_and(|other| is_same_number(other, &value));
    let valuation = match (is(&cif), is(&fob)) {
        _ if is_services => None,
        (true, false) => Some(Valuation::Cif),
        (false, true) => Some(Valuation::Fob),
        // Both are the same: then the usual one of the flow says no more than the other.
        (true, true) | (false, false) => None,
    };
    let calculated =
        (basis == Basis::Derived && !is_sum).then(|| "Added up by UN Comtrade from what was reported.".to_owned());
    let main = FigureDraft {
        measure: measure.into(),
        value: value.clone(),
        unit: "USD".into(),
        valuation,
        basis,
        note: calculated,
        series_break: None,
        is_secondary: false,
    };
    let mut figures = vec![main.clone()];
    if !is_services {
        for (other, valued) in [(cif, Valuation::Cif), (fob, Valuation::Fob)] {
            if let Some(other) = other
                && !is_same_number(&other, &value)
            {
                let note = None;
                figures.push(FigureDraft {
                    value: other,
                    valuation: Some(valued),
                    is_secondary: true,
                    note,
                    ..main.clone()
                });
            }
        }
    }
    let quantities = quantities(rows, is_sum).into_iter().map(|figure| match measure.strip_suffix("-value") {
        // The weight of re-exports is none of exports.
        Some(special) if key.flow.special.is_some() => {
            FigureDraft { measure: format!("{special}-{}", figure.measure).into(), ..figure }
        }
        _ => figure,
    });
    figures.extend(quantities);
    Ok(figures)
}

fn sum_or_same(values: &[&SmolStr]) -> Option<SmolStr> {
    match values {
        [] => None,
        [only] => Some((*only).clone()),
        several => sum(several.iter().map(|value| value.as_str())),
    }
}

fn is_same_number(one: &str, other: &str) -> bool {
    // 82338795 is 82338795.514 with fewer digits: rounded, or cut off behind the point.
    let meet = |one: &ReportedValue, other: &ReportedValue| one.low() <= other.high() && other.low() <= one.high();
    let is_cut = |short: &str, long: &str| {
        let rest = long.strip_prefix(short);
        rest.is_some_and(|rest| rest.starts_with('.') || (short.contains('.') && !rest.is_empty()))
    };
    one == other
        || is_cut(one, other)
        || is_cut(other, one)
        || matches!((ReportedValue::parse(one), ReportedValue::parse(other)), (Ok(one), Ok(other)) if meet(&one, &other))
}

/// Who computed it: the reporter, the publisher by adding up, or the publisher by estimating.
fn basis(rows: &[&Row], is_sum: bool) -> Basis {
    let of_row = |row: &Row| match (row.is_reported, row.is_aggregate) {
        (Some(false), Some(true)) => Basis::Derived,
        (Some(false), Some(false)) => Basis::Estimated,
        _ => Basis::Stated,
    };
    let bases = || rows.iter().map(|row| of_row(row));
    if bases().any(|basis| basis == Basis::Estimated) {
        Basis::Estimated
    } else if is_sum || bases().any(|basis| basis == Basis::Derived) {
        Basis::Derived
    } else {
        Basis::Stated
    }
}

/// Weights and quantities; of a sum only those that every part has in the same unit.
fn quantities(rows: &[&Row], is_sum: bool) -> Vec<FigureDraft> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let mut figures = Vec::new();
    for quantity in &first.quantities {
        let is_same = |other: &&Quantity| other.measure == quantity.measure && other.unit == quantity.unit;
        let others: Option<Vec<&Quantity>> = rest.iter().map(|row| row.quantities.iter().find(is_same)).collect();
        let Some(others) = others else { continue };
        let values = std::iter::once(&quantity.value).chain(others.iter().map(|other| &other.value));
        let Some(value) = sum_or_same(&values.collect::<Vec<_>>()) else { continue };
        let is_estimated = quantity.is_estimated || others.iter().any(|other| other.is_estimated);
        let basis = match (is_estimated, is_sum) {
            (true, _) => Basis::Estimated,
            (false, true) => Basis::Derived,
            (false, false) => Basis::Stated,
        };
        figures.push(FigureDraft {
            measure: quantity.measure.into(),
            value,
            unit: quantity.unit.clone(),
            valuation: None,
            basis,
            note: None,
            series_break: None,
            is_secondary: false,
        });
    }
    figures
}

/// What goods are filed under: the code with its revision, since the same code is other goods under another.
fn commodity(key: &Key) -> Option<SmolStr> {
    let code = key.commodity.as_ref()?;
    Some(match key.classification.as_str() {
        "" => code.clone(),
        classification => format!("{classification} {}", full_code(code, classification)).into(),
    })
}

/// Codes of the Harmonized System have two, four or six digits: one with an odd number has lost a leading zero.
fn full_code(code: &str, classification: &str) -> String {
    let is_hs = classification.starts_with('H');
    let is_digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if is_hs && is_digits && matches!(code.len(), 1 | 3 | 5) { format!("0{code}") } else { code.to_owned() }
}

fn commodity_name(key: &Key, row: &Row) -> Option<String> {
    let Some(code) = &key.commodity else {
        return (key.trade_type == TradeType::Services).then(|| "services".to_owned());
    };
    let code = full_code(code, &key.classification);
    let named = match row.commodity_name.as_str() {
        "" => format!("commodity {code}"),
        name => format!("{name} ({code})"),
    };
    Some(match key.classification.as_str() {
        "" => named,
        classification => format!("{named}, {}", classification_name(classification)),
    })
}

fn period_words(period: Period) -> String {
    match period.quarter {
        Some(quarter) => format!(
            "the {} quarter of {}",
            ["first", "second", "third", "fourth"][usize::from(quarter - 1) % 4],
            period.year
        ),
        None => wording::period(&period.edtf()),
    }
}

/// “row 12”, “rows 12, 15 and 17”.
fn locator(rows: &[&Row]) -> String {
    const NAMED: usize = 12;
    let numbers: Vec<String> = rows.iter().take(NAMED).map(|row| row.number.to_string()).collect();
    let more = rows.len().saturating_sub(NAMED);
    match numbers.as_slice() {
        [only] => format!("row {only}"),
        _ if more > 0 => format!("rows {} and {more} more", numbers.join(", ")),
        [rest @ .., last] => format!("rows {} and {last}", rest.join(", ")),
        [] => String::new(),
    }
}

/// The cells of rows, as far as they are worth showing.
fn evidence(columns: &Columns, sheet: Option<&SmolStr>, rows: &[&Row]) -> Evidence {
    const SHOWN: usize = 40;
    let cell = |row: &Row, (column, text): &(super::columns::Column, SmolStr)| Cell {
        row: row.number,
        column: columns.place(*column).and_then(|place| u32::try_from(place + 1).ok()).unwrap_or_default(),
        name: columns.heading(*column),
        text: text.clone(),
    };
    let cells = rows.iter().take(SHOWN).flat_map(|row| row.shown.iter().map(move |shown| cell(row, shown)));
    let mut cells: Vec<Cell> = cells.collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Evidence::Cells { sheet: sheet.cloned(), cells }
}
