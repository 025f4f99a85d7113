//! The figures of a statement.

use smol_str::SmolStr;

use crate::edit::Json;
use crate::import::Parties;
use crate::import::prose::{Amount, AmountRule, AmountUnit, Change, Qualifier, Standing};
use crate::import::trade::entry;

use super::compared::against;
use super::facts::{Dated, Statement};
use super::says;

/// The figures of a fact, and what had to be assumed for them.
#[derive(Default)]
pub(super) struct Figures {
    pub list: Vec<Json>,
    pub doubts: Vec<String>,
    /// Doubts that the fact carries as flags: kind, scope and reason.
    pub flags: Vec<(&'static str, &'static str, String)>,
    /// The words that make the fingerprint.
    pub words: Vec<String>,
}

/// A figure before it is written.
struct Draft {
    id: String,
    entries: Vec<(&'static str, Json)>,
    is_money: bool,
}

/// Makes the figures of the amounts of a statement that belong to one fact.
pub(super) fn figures(
    text: &str,
    statement: &Statement,
    amounts: &[&(Amount, Option<Dated>)],
    fact: &str,
    parties: Option<&Parties>,
    theme: &str,
) -> Figures {
    let words = &text[statement.range.clone()];
    let reporter = says::reporter(words, parties);
    let mut made = Figures::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut share: Option<String> = None;
    // A change that is said before the amount that it led to: “rose 12 percent to US$45 million”.
    let mut change_ahead: Option<(usize, Json)> = None;
    for (amount, date) in amounts.iter().copied() {
        let before = &text[statement.range.start..amount.range.start];
        let is_percent = matches!(&amount.unit, AmountUnit::Known(known) if known.code == "percent");
        let is_money = is_money(amount);
        let changed = change_percent(amount).filter(|_| is_percent || is_points(amount));
        if is_percent && let Some(percent) = &changed {
            let change = against(text, statement, amount, date.as_ref())
                .map(|from| Json::object([entry("percent", percent.as_str()), entry("from", from.as_str())]));
            let leads_on = amounts.iter().any(|(other, _)| is_led_to(text, amount, other));
            if let (true, Some(change)) = (leads_on, &change) {
                change_ahead = Some((amount.range.end, change.clone()));
                made.words.push(percent.clone());
                continue;
            }
            if let (Some(last), Some(change)) = (drafts.iter_mut().rev().find(|draft| draft.is_money), change) {
                last.entries.push(("change", change));
                made.words.push(percent.clone());
                continue;
            }
        }
        if is_percent && amount.is_share && drafts.iter().any(|draft| draft.is_money) && theme == "trade" {
            share = Some(amount.number.value.clone());
            made.words.push(amount.number.value.clone());
            continue;
        }
        let id = format!("{fact}-f{}", drafts.len() + 1);
        let mut entries = vec![entry("id", id.as_str())];
        // How much something changed is no part of anything; against what is not said, or is no figure of this statement.
        match &changed {
            Some(_) => {
                let against = against(text, statement, amount, date.as_ref());
                entries.extend(against.map(|from| entry("label", format!("Change against {from}"))));
                entries.push(entry("measure", "change"));
            }
            None => entries.extend(measure(text, statement, amount, theme)),
        }
        if is_money && theme == "trade" {
            direction(before, parties, reporter.map(|party| &party.id), &mut entries, &mut made);
        }
        if let Some(date) = date {
            entries.push(entry("period", date.edtf.as_str()));
            if date.standing == Standing::Inferred {
                made.doubts.push(format!("The period {} is read from what stands before.", date.edtf));
            }
        }
        if amount.number.divisor.is_some() || amount.upper.is_some() {
            // A fraction or a range is not one number; it stays in the words of the statement.
            made.doubts.push(format!("“{}” is no single number and stays in words.", &text[amount.range.clone()]));
            continue;
        }
        entries.push(entry("value", changed.as_deref().unwrap_or(&amount.number.value)));
        match amount.qualifier {
            Qualifier::MoreThan => entries.push(entry("bound", "more-than")),
            Qualifier::LessThan => entries.push(entry("bound", "less-than")),
            Qualifier::About => made.doubts.push("The amount is said to be about so much.".to_owned()),
            Qualifier::Plain => {}
        }
        entries.push(entry("unit", unit(text, amount).as_str()));
        entries.push(entry("basis", "stated"));
        let is_led = |(end, _): &(usize, Json)| is_money && *end <= amount.range.start;
        if let Some((_, change)) = change_ahead.take_if(|ahead| is_led(ahead)) {
            entries.push(("change", change));
        }
        if is_money
            && let Some(percent) = share.take()
            && let Some(of) = drafts.iter().rev().find(|draft| draft.is_money)
        {
            entries.push(("share", Json::object([entry("of", of.id.as_str()), entry("percent", percent.as_str())])));
        }
        if amount.rule == AmountRule::MoneySign {
            let doubt = "The sign “$” does not say whose dollar it is; it is read as the US dollar.";
            if !made.doubts.iter().any(|known| known == doubt) {
                made.doubts.push(doubt.to_owned());
            }
        }
        made.words.push(changed.unwrap_or_else(|| amount.number.value.clone()));
        drafts.push(Draft { id, entries, is_money });
    }
    if share.is_some() {
        made.doubts.push("A share is said whose amount is not; it stays in the words of the statement.".to_owned());
    }
    made.list = drafts.into_iter().map(|draft| Json::object(draft.entries)).collect();
    made
}

fn is_money(amount: &Amount) -> bool {
    matches!(&amount.unit, AmountUnit::Known(known) if known.code.len() == 3 && known.code.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn is_points(amount: &Amount) -> bool {
    matches!(&amount.unit, AmountUnit::Known(known) if known.code == "percentage-points")
}

/// Whether an amount is what a change before it led to: “by 12 percent to US$45 million”.
fn is_led_to(text: &str, change: &Amount, amount: &Amount) -> bool {
    if !is_money(amount) || amount.range.start < change.range.end {
        return false;
    }
    let between = text.get(change.range.end..amount.range.start).unwrap_or("").trim();
    matches!(between, "to" | "to about" | "to around" | "to some" | "menjadi")
}

/// The flow, who it is seen from, and the goods.
fn direction(
    before: &str,
    parties: Option<&Parties>,
    reporter: Option<&SmolStr>,
    entries: &mut Vec<(&'static str, Json)>,
    made: &mut Figures,
) {
    let said = says::direction(before, parties);
    if let Some(doubt) = said.doubt {
        made.flags.push(("ambiguous", "direction", doubt.clone()));
        made.doubts.push(doubt);
        return;
    }
    if let Some(commodity) = &said.commodity {
        entries.push(entry("commodity", commodity.as_str()));
    }
    let Some(flow) = said.flow else { return };
    entries.push(entry("flow", flow));
    match (flow, reporter, said.from, said.other) {
        ("total", Some(reporter), Some(from), Some(other)) => {
            let partner = if from.id == *reporter { other.id } else { from.id };
            entries.push(entry("reporter", reporter.as_str()));
            entries.push(entry("partner", partner.as_str()));
        }
        ("total", None, ..) => {}
        (_, _, Some(from), Some(other)) => {
            entries.push(entry("reporter", from.id.as_str()));
            entries.push(entry("partner", other.id.as_str()));
            if reporter.is_none() {
                made.doubts.push(format!(
                    "The flow is seen from {}, as the sentence tells it; who recorded it is not said.",
                    from.name
                ));
            }
        }
        _ => {}
    }
}

/// What is measured, by the unit and the words.
fn measure(text: &str, statement: &Statement, amount: &Amount, theme: &str) -> Vec<(&'static str, Json)> {
    let after = &text[amount.range.end..statement.range.end];
    let measure = match &amount.unit {
        AmountUnit::Counted(range) => {
            let noun = &text[range.clone()];
            return vec![entry("label", capitalised(noun).as_str()), entry("measure", "count")];
        }
        AmountUnit::Known(known) => match (known.code, theme) {
            ("people", _) => "people",
            ("percent" | "percentage-points", "opinion") => says::opinion(after).unwrap_or("share"),
            ("percent" | "percentage-points", _) => "share",
            (_, "trade") if is_money(amount) => "trade-value",
            (_, "aid") if is_money(amount) => "aid-value",
            (_, "trade") => "trade-quantity",
            (_, "aid") => "aid-quantity",
            _ if is_money(amount) => "value",
            _ => "quantity",
        },
        AmountUnit::None => "quantity",
    };
    vec![entry("measure", measure)]
}

fn unit(text: &str, amount: &Amount) -> String {
    let unit = match &amount.unit {
        AmountUnit::Known(known) => known.code.to_owned(),
        AmountUnit::Counted(range) => text[range.clone()].to_owned(),
        AmountUnit::None => "1".to_owned(),
    };
    amount.per.map_or(unit.clone(), |per| format!("{unit}/{}", per.code))
}

/// The percentage of a change with its sign; none where the amount is no change, or no single number.
fn change_percent(amount: &Amount) -> Option<String> {
    let value = &amount.number.value;
    if amount.is_share || amount.number.divisor.is_some() || amount.upper.is_some() {
        return None;
    }
    match amount.change? {
        Change::DownBy => Some(format!("-{}", value.trim_start_matches('-'))),
        Change::UpBy => Some(value.clone()),
        Change::UpTo | Change::DownTo | Change::From | Change::FromTo | Change::To | Change::Times => None,
    }
}

/// With a capital letter at the beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
