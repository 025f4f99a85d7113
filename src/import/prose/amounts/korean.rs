//! Korean amounts: 135억 6449만 달러, 57.7억불, 30명.

use super::super::lexicon::Lex;
use super::super::token::Window;
use super::number::PrintedNumber;
use super::units::{KnownUnit, PERCENT};
use super::{Amount, AmountRule, AmountUnit, around};

/// What may stand after a Korean number.
const UNITS: [(&str, KnownUnit); 13] = [
    ("달러", KnownUnit { code: "USD", name: "dollar" }),
    ("불", KnownUnit { code: "USD", name: "dollar" }),
    ("원", KnownUnit { code: "KRW", name: "south korean won" }),
    ("엔", KnownUnit { code: "JPY", name: "japanese yen" }),
    ("위안", KnownUnit { code: "CNY", name: "chinese yuan" }),
    ("유로", KnownUnit { code: "EUR", name: "euro" }),
    ("루피아", KnownUnit { code: "IDR", name: "indonesian rupiah" }),
    ("톤", KnownUnit { code: "t", name: "tonne" }),
    ("명", KnownUnit { code: "people", name: "people" }),
    ("배럴", KnownUnit { code: "bbl", name: "barrel" }),
    ("퍼센트", PERCENT),
    ("킬로미터", KnownUnit { code: "km", name: "kilometre" }),
    ("개국", KnownUnit { code: "countries", name: "country" }),
];

/// No number has more digits.
const MAX_DIGITS: usize = 40;

/// A number with 만, 억 or 조, or with a Korean unit.
pub(super) fn amount(w: &Window, at: usize) -> Option<(Amount, usize)> {
    let mut next = at;
    let mut parts: Vec<(String, u32)> = Vec::new();
    let mut unit = None;
    while w.lex(next) == Lex::Number && parts.len() < 4 {
        let (text, after) = digits(w, next);
        let Some((power, rest)) = scale(w.word(after)) else { break };
        if power == 0 && rest.is_empty() || parts.last().is_some_and(|(_, before)| power >= *before) {
            break;
        }
        let known = UNITS.iter().find(|(word, _)| rest.starts_with(word)).map(|(_, unit)| *unit);
        if power == 0 && known.is_none() {
            break;
        }
        parts.push((text, power));
        next = after + 1;
        unit = known;
        if unit.is_some() || power == 0 {
            break;
        }
    }
    let first = parts.first()?.clone();
    if unit.is_none() {
        unit = UNITS.iter().find(|(word, _)| w.word(next).starts_with(word)).map(|(_, unit)| *unit);
        next += usize::from(unit.is_some());
    }
    let is_scaled = first.1 > 0;
    let unit = match unit {
        Some(unit) => AmountUnit::Known(unit),
        None if is_scaled => AmountUnit::None,
        None => return None,
    };
    let number = PrintedNumber { range: w.range(at, next), value: sum(&parts)?, divisor: None };
    let amount = Amount {
        range: w.range(at, next),
        number,
        upper: None,
        unit,
        per: None,
        qualifier: around::qualifier(w, at),
        change: None,
        is_share: false,
        rule: AmountRule::Korean,
    };
    Some((amount, next))
}

/// Digits with their separators, as a decimal text, and the token after them.
fn digits(w: &Window, at: usize) -> (String, usize) {
    let mut text = w.word(at).to_owned();
    let mut next = at + 1;
    while text.len() < MAX_DIGITS
        && matches!(w.lex(next), Lex::Sign('.' | ','))
        && !w.spaced(next)
        && !w.spaced(next + 1)
        && w.lex(next + 1) == Lex::Number
    {
        if w.sign(next, '.') {
            if text.contains('.') {
                break;
            }
            text.push('.');
        }
        text.push_str(w.word(next + 1));
        next += 2;
    }
    (text, next)
}

/// The power of ten that a word begins with, and what follows it.
fn scale(word: &str) -> Option<(u32, &str)> {
    let first = word.chars().next()?;
    let rest = &word[first.len_utf8()..];
    match first {
        '조' => Some((12, rest)),
        '억' => Some((8, rest)),
        '만' => Some((4, rest)),
        '천' if rest.starts_with('만') => Some((7, &rest['만'.len_utf8()..])),
        '천' => Some((3, rest)),
        '백' if rest.starts_with('만') => Some((6, &rest['만'.len_utf8()..])),
        _ => Some((0, word)),
    }
}

/// The parts as one decimal text.
fn sum(parts: &[(String, u32)]) -> Option<String> {
    if let [(digits, power)] = parts {
        return Some(if *power == 0 { digits.clone() } else { format!("{digits}e{power}") });
    }
    let least = parts.last()?.1;
    let mut total: u128 = 0;
    for (digits, power) in parts {
        total = total.checked_add(digits.parse::<u128>().ok()?.checked_mul(10_u128.checked_pow(power - least)?)?)?;
    }
    Some(if least == 0 { total.to_string() } else { format!("{total}e{least}") })
}
