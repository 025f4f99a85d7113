//! Two amounts that are the ends of one: "fell from 5 percent to 3 percent", "between $62 and $68".

use super::super::token::Window;
use super::{Amount, AmountUnit, Change};

/// The most bytes between the two ends.
const MAX_BETWEEN: usize = 70;

/// How far back the word before an amount is looked for, in bytes.
const LAST_WORD: usize = 16;

/// Joins the amounts from `first` on that are two ends of one.
pub(super) fn join(w: &Window, found: &mut Vec<Amount>, first: usize) {
    let mut kept = first;
    for next in first..found.len() {
        if kept > first {
            let (before, after) = found.split_at_mut(next);
            if is_part_of(w, &before[kept - 1], &after[0]) {
                before[kept - 1].unit = after[0].unit.clone();
            }
            if let Some(change) = joins(w, &before[kept - 1], &after[0]) {
                let low = &mut before[kept - 1];
                let high = &after[0];
                low.range.end = high.range.end;
                low.upper = Some(high.number.clone());
                low.per = low.per.or(high.per);
                if let (false, Some((_, scale))) = (low.number.value.contains('e'), high.number.value.split_once('e'))
                    && matches!(low.unit, AmountUnit::Known(_))
                    && is_below(&low.number.value, &high.number.value)
                {
                    low.number.value = format!("{}e{scale}", low.number.value);
                }
                if matches!(low.unit, AmountUnit::None) {
                    low.unit = high.unit.clone();
                }
                low.change = change.or(low.change);
                continue;
            }
        }
        found.swap(kept, next);
        kept += 1;
    }
    found.truncate(kept);
}

/// Whether the digits of the first come before those of the second, scales aside: "89 to 93 billion", not "200 to 4 million".
pub(super) fn is_below(low: &str, high: &str) -> bool {
    let digits = |value: &str| value.split('e').next().and_then(|digits| digits.parse::<f64>().ok());
    matches!((digits(low), digits(high)), (Some(low), Some(high)) if low < high)
}

/// "280 million of the 1.5 billion shekels": the first has the unit of the second.
fn is_part_of(w: &Window, low: &Amount, high: &Amount) -> bool {
    let between = w
        .text
        .get(low.range.end - w.base..(high.range.start - w.base).max(low.range.end - w.base))
        .unwrap_or("")
        .trim();
    matches!((&low.unit, &high.unit), (AmountUnit::None, AmountUnit::Known(_)))
        && matches!(between, "of the" | "of its" | "of a total" | "out of")
}

/// Whether two amounts are the ends of one, and the change that it is.
#[expect(clippy::option_option, reason = "two ends that are no change are two ends all the same")]
fn joins(w: &Window, low: &Amount, high: &Amount) -> Option<Option<Change>> {
    if low.upper.is_some() || high.upper.is_some() || low.number.divisor.is_some() || high.range.start < low.range.end {
        return None;
    }
    let is_alike = match (&low.unit, &high.unit) {
        (AmountUnit::Known(one), AmountUnit::Known(other)) => one == other,
        (AmountUnit::None, AmountUnit::Known(_)) | (AmountUnit::Known(_), AmountUnit::None) => true,
        _ => false,
    };
    let between =
        w.text.get(low.range.end - w.base..high.range.start - w.base).filter(|between| between.len() <= MAX_BETWEEN)?;
    let between = between.trim();
    let start = low.range.start - w.base;
    let before = w.text.get(w.text.floor_char_boundary(start.saturating_sub(LAST_WORD))..start)?.trim_end();
    let last = before.rsplit([' ', '\t', '(']).next().unwrap_or("");
    // “From $1 million in 2009 to $3 million in 2014”: each is of its own year.
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if between.split([' ', ',']).any(is_year) {
        return None;
    }
    if !is_alike || between.contains([';', ':']) || between.contains(". ") {
        return None;
    }
    let is_from = last.eq_ignore_ascii_case("from");
    if is_from && (between.eq_ignore_ascii_case("to") || between.ends_with(" to")) {
        return Some(Some(Change::FromTo));
    }
    if last.eq_ignore_ascii_case("between") && between.eq_ignore_ascii_case("and") {
        return Some(None);
    }
    let is_by = last.eq_ignore_ascii_case("by");
    let is_known = matches!((&low.unit, &high.unit), (AmountUnit::Known(_), AmountUnit::Known(_)));
    (!is_by && matches!(between, "to" | "–" | "-" | "—") && is_known).then_some(None)
}
