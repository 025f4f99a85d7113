//! A number as a text prints it: digits with separators of all kinds, number words, scales.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Lex;
use super::super::token::Window;

/// A number and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedNumber {
    /// Where it stands, in bytes, scale included.
    pub range: Range<usize>,
    /// Its value as a decimal text that keeps the digits that were printed: "1.41e6".
    pub value: String,
    /// What it was divided by, where it is a fraction: 3 for "a third".
    pub divisor: Option<u32>,
}

impl PrintedNumber {
    /// The value as a binary number, for comparing orders of magnitude only.
    #[must_use]
    pub fn approximate(&self) -> f64 {
        self.value.parse::<f64>().unwrap_or(f64::NAN) / f64::from(self.divisor.unwrap_or(1))
    }
}

/// A number and the token after it.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub number: PrintedNumber,
    pub to: usize,
    /// Whether it is written in words.
    pub is_word: bool,
    /// Whether it has a scale word.
    pub is_scaled: bool,
}

/// The number that begins at a token.
pub(super) fn read(w: &Window, at: usize, language: Language) -> Option<Read> {
    match w.lex(at) {
        Lex::Number => Some(digits(w, at, language)),
        Lex::Cardinal(_) => words(w, at),
        Lex::Sign('½') => Some(fraction(w, at, at + 1, 1, 2)),
        Lex::Sign('⅓') => Some(fraction(w, at, at + 1, 1, 3)),
        Lex::Sign('¼') => Some(fraction(w, at, at + 1, 1, 4)),
        Lex::Sign('.') if !w.spaced(at + 1) && w.lex(at + 1) == Lex::Number && (w.spaced(at) || at == 0) => {
            let text = format!("0.{}", w.word(at + 1));
            Some(scaled(w, at, at + 2, text, false))
        }
        Lex::Word if w.is(at, "half") => Some(fraction_of(w, at, at + 1, 1, 2)),
        Lex::Word if w.is(at, "quarter") && matches!(w.lex(at + 1), Lex::Scale(_)) => {
            Some(fraction_of(w, at, at + 1, 1, 4))
        }
        Lex::Word if w.is_one_of(at, &["a", "an"]) => article(w, at),
        _ => None,
    }
}

/// "A million", "a third", "a quarter of", "a half".
fn article(w: &Window, at: usize) -> Option<Read> {
    match w.lex(at + 1) {
        Lex::Scale(_) => Some(scaled(w, at, at + 1, "1".to_owned(), true)),
        Lex::Ordinal(3) if w.is(at + 2, "of") || is_by(w, at) => Some(fraction(w, at, at + 2, 1, 3)),
        Lex::Word if w.is(at + 1, "quarter") && (w.is(at + 2, "of") || is_by(w, at)) => {
            Some(fraction(w, at, at + 2, 1, 4))
        }
        Lex::Word if w.is(at + 1, "half") => Some(fraction_of(w, at, at + 2, 1, 2)),
        Lex::Word if w.is(at + 1, "quarter") && matches!(w.lex(at + 2), Lex::Scale(_)) => {
            Some(fraction_of(w, at, at + 2, 1, 4))
        }
        _ => None,
    }
}

/// "Fell by a third": what stands before a fraction says that it is one.
fn is_by(w: &Window, at: usize) -> bool {
    w.is(at.wrapping_sub(1), "by")
        && !matches!(w.lex(at + 2), Lex::Word if !w.is_one_of(at + 2, &["to", "in", "from", "and", "over", "between", "during", "on"]))
}

fn fraction(w: &Window, from: usize, to: usize, over: u32, under: u32) -> Read {
    let number = PrintedNumber { range: w.range(from, to), value: over.to_string(), divisor: Some(under) };
    Read { number, to, is_word: true, is_scaled: false }
}

/// A fraction, or a fraction of a scale: "half a million".
fn fraction_of(w: &Window, from: usize, to: usize, over: u32, under: u32) -> Read {
    let scale = to + usize::from(w.is_one_of(to, &["a", "of"])) + usize::from(w.is(to, "of") && w.is(to + 1, "a"));
    if let Lex::Scale(power) = w.lex(scale)
        && under != 3
    {
        let value = match (over, under) {
            (over, 2) => format!("{}e{}", over * 5, power - 1),
            (over, 4) => format!("{}e{}", over * 25, power.saturating_sub(2)),
            (over, 5) => format!("{}e{}", over * 2, power - 1),
            (over, _) => format!("{over}e{}", power - 1),
        };
        let number = PrintedNumber { range: w.range(from, scale + 1), value, divisor: None };
        return Read { number, to: scale + 1, is_word: true, is_scaled: true };
    }
    fraction(w, from, to, over, under)
}

/// A number in digits, with its separators and its scale.
fn digits(w: &Window, at: usize, language: Language) -> Read {
    let mut text = w.word(at).to_owned();
    let mut next = at + 1;
    let is_comma_decimal = language == Language::Indonesian;
    let mut groups = 0;
    let mut is_decimal = false;
    let mut grouped_by = None;
    while let Some(separator) = separator(w, next) {
        let digits_at = if separator == ' ' { next } else { next + 1 };
        let digits = w.word(digits_at);
        let follows = grouping(separator, is_comma_decimal);
        let is_group = digits.len() == 3 || digits.len() == 2 && separator == ',' && goes_on_in_groups(w, digits_at);
        let may_group =
            grouped_by.is_none_or(|by| by == separator) && is_group && text.len() <= if groups == 0 { 3 } else { 40 };
        let comes_again = separator == '.'
            && w.sign(digits_at + 1, '.')
            && !w.spaced(digits_at + 2)
            && w.word(digits_at + 2).len() == 3;
        if may_group && !is_decimal && (follows != Separator::Decimal || comes_again || grouped_by == Some(separator)) {
            text.push_str(digits);
            groups += 1;
            grouped_by = Some(separator);
        } else if !is_decimal
            && follows != Separator::OnlyGroups
            && grouped_by != Some(separator)
            && (follows == Separator::Decimal || groups == 0 && digits.len() != 3)
        {
            text.push('.');
            text.push_str(digits);
            is_decimal = true;
        } else {
            break;
        }
        next = digits_at + 1;
    }
    if groups > 0 && !is_decimal {
        let zeros = text.bytes().rev().take_while(|byte| *byte == b'0').count() / 3 * 3;
        if zeros > 0 && zeros < text.len() {
            text.truncate(text.len() - zeros);
            text = format!("{text}e{zeros}");
        }
    }
    if let Some(found) = digit_fraction(w, at, next, &text) {
        return found;
    }
    scaled(w, at, next, text, false)
}

/// "1/2", "2 1/2", "2½".
fn digit_fraction(w: &Window, at: usize, next: usize, text: &str) -> Option<Read> {
    let half = match w.lex(next) {
        Lex::Sign('½') => Some(".5"),
        Lex::Sign('¼') => Some(".25"),
        Lex::Sign('¾') => Some(".75"),
        _ => None,
    };
    if let Lex::Sign('/' | '⁄') = w.lex(next)
        && !w.spaced(next)
        && !w.spaced(next + 1)
        && w.lex(next + 1) == Lex::Number
        && w.word(next + 1).len() <= 3
        && text.len() <= 3
        && !matches!(w.lex(next + 2), Lex::Sign('/'))
    {
        let (over, under) = (text.parse().ok()?, w.word(next + 1).parse().ok().filter(|under: &u32| *under > 1)?);
        return Some(fraction(w, at, next + 2, over, under));
    }
    if let Some(part) = half.filter(|_| !text.contains(['.', 'e'])) {
        return Some(scaled(w, at, next + 1, format!("{text}{part}"), false));
    }
    None
}

/// What a separator does in a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// It stands between groups of three, or else before decimals.
    Groups,
    /// It stands before decimals.
    Decimal,
    /// It never stands before decimals.
    OnlyGroups,
}

fn grouping(separator: char, is_comma_decimal: bool) -> Separator {
    match (separator, is_comma_decimal) {
        ('.', true) | (',', false) => Separator::Groups,
        ('.', false) | (',', true) => Separator::Decimal,
        _ => Separator::OnlyGroups,
    }
}

/// The separator after which digits go on, at a token; a narrow space is its own separator.
fn separator(w: &Window, at: usize) -> Option<char> {
    match w.lex(at) {
        Lex::Sign(sign @ ('.' | ',' | '\'' | '’' | '٬' | '·')) => {
            let is_apart = sign == ',' && w.word(at + 1) == "000";
            let joins = !w.spaced(at) && (!w.spaced(at + 1) || is_apart) && w.lex(at + 1) == Lex::Number;
            joins.then_some(if sign == '·' { '.' } else { sign })
        }
        Lex::Number if at > 0 && w.spaced(at) && w.word(at).len() == 3 => {
            let before = w.range(at - 1, at).end - w.base;
            let here = w.range(at, at + 1).start - w.base;
            matches!(w.text.get(before..here), Some("\u{a0}" | "\u{202f}" | "\u{2009}")).then_some(' ')
        }
        _ => None,
    }
}

/// Whether groups of two and a last of three go on: "1,34,028".
fn goes_on_in_groups(w: &Window, at: usize) -> bool {
    w.sign(at + 1, ',')
        && !w.spaced(at + 1)
        && !w.spaced(at + 2)
        && matches!(w.word(at + 2).len(), 2 | 3)
        && w.lex(at + 2) == Lex::Number
}

/// "One in three", "two out of five": where the second number ends, and the two.
pub(super) fn out_of(w: &Window, at: usize) -> Option<(u32, u32, usize)> {
    let small = |at: usize| match w.lex(at) {
        Lex::Cardinal(number) => Some(u32::from(number)),
        Lex::Number if w.word(at).len() <= 2 => w.word(at).parse().ok(),
        _ => None,
    };
    let over = small(at)?;
    let under_at = if w.is(at + 1, "out") && w.is(at + 2, "of") {
        at + 3
    } else if w.is(at + 1, "in") {
        at + 2
    } else {
        return None;
    };
    let under = small(under_at).filter(|under| *under > over && over > 0)?;
    let is_plain = w.is(at + 1, "out") || w.lex(at) != Lex::Number && w.lex(under_at) != Lex::Number;
    is_plain.then_some((over, under, under_at + 1))
}

/// A number in words below a million, with its scale.
fn words(w: &Window, at: usize) -> Option<Read> {
    let Lex::Cardinal(first) = w.lex(at) else { return None };
    let mut value = u32::from(first);
    let mut next = at + 1;
    let joined = next + usize::from(w.sign(next, '-') && !w.spaced(next));
    if let Lex::Cardinal(ones) = w.lex(joined)
        && first >= 20
        && (1..10).contains(&ones)
    {
        value += u32::from(ones);
        next = joined + 1;
    }
    // "One third", "two-thirds", "one-half".
    let under = next + usize::from(w.sign(next, '-'));
    let fractions: [(&[&str], u32); 5] = [
        (&["third", "thirds"], 3),
        (&["quarter", "quarters"], 4),
        (&["half", "halves"], 2),
        (&["fifth", "fifths"], 5),
        (&["tenth", "tenths"], 10),
    ];
    if value < 10
        && let Some((_, divisor)) = fractions.iter().find(|(words, _)| w.is_one_of(under, words))
        && (w.sign(next, '-') || w.is(under + 1, "of") || value > 1)
    {
        return Some(fraction_of(w, at, under + 1, value, *divisor));
    }
    if w.lex(next) == Lex::Scale(2) && value < 100 {
        value *= 100;
        next += 1;
        let and = next + usize::from(w.is(next, "and"));
        if let Lex::Cardinal(rest) = w.lex(and) {
            value += u32::from(rest);
            next = and + 1;
            let ones_at = next + usize::from(w.sign(next, '-') && !w.spaced(next));
            if let Lex::Cardinal(ones) = w.lex(ones_at)
                && rest >= 20
                && (1..10).contains(&ones)
            {
                value += u32::from(ones);
                next = ones_at + 1;
            }
        }
    }
    Some(scaled(w, at, next, value.to_string(), true))
}

/// A number with the scale word, or the letter, that may follow it.
fn scaled(w: &Window, from: usize, to: usize, text: String, is_word: bool) -> Read {
    let mut to = to;
    let mut exponent = 0_u32;
    let hyphen = to + usize::from(w.sign(to, '-') && matches!(w.lex(to + 1), Lex::Scale(_)));
    if let Lex::Scale(power) = w.lex(hyphen)
        && !w.is_one_of(hyphen, &["hundreds", "thousands", "millions", "billions"])
    {
        exponent += u32::from(power);
        to = hyphen + 1;
        if let Lex::Scale(power) = w.lex(to) {
            exponent += u32::from(power);
            to += 1;
        }
    } else if let Some((power, length)) = letter(w, to, from) {
        exponent += power;
        to += length;
    }
    let value = match (text.split_once('e'), exponent) {
        (_, 0) => text,
        (Some((digits, own)), _) => format!("{digits}e{}", own.parse::<u32>().unwrap_or(0) + exponent),
        (None, _) => format!("{text}e{exponent}"),
    };
    let number = PrintedNumber { range: w.range(from, to), value, divisor: None };
    Read { number, to, is_word, is_scaled: exponent > 0 }
}

/// "$5m", "$5bn", "5 mn": a scale in a letter or two, after an amount of money or without a space.
fn letter(w: &Window, at: usize, from: usize) -> Option<(u32, usize)> {
    let is_money = super::units::money_before(w, from).is_some();
    let power = match w.word(at) {
        "bn" | "Bn" => 9,
        "mn" | "mln" => 6,
        "trn" | "tn" => 12,
        "m" | "M" if is_money => 6,
        "M" if !w.spaced(at) && matches!(w.lex(at + 1), Lex::Word) && w.capital(at) && w.spaced(at + 1) => 6,
        "b" | "B" if is_money => 9,
        "k" | "K" if is_money && !w.spaced(at) => 3,
        "T" if is_money && !w.spaced(at) => 12,
        _ => return None,
    };
    Some((power, 1))
}
