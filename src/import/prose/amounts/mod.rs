//! Amounts: a number with its unit, and what the words around it say of it.

mod around;
mod counted;
mod korean;
mod number;
mod pairs;
mod units;

use std::ops::Range;

pub use around::{Change, Qualifier};
pub use number::PrintedNumber;
pub use units::KnownUnit;

use super::Language;
use super::lexicon::Lex;
use super::token::Window;

/// An amount that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where it stands, in bytes, unit included.
    pub range: Range<usize>,
    /// The number.
    pub number: PrintedNumber,
    /// The upper end, where it is "10 to 15".
    pub upper: Option<PrintedNumber>,
    /// What it is an amount of.
    pub unit: AmountUnit,
    /// What it is counted per: "a barrel".
    pub per: Option<KnownUnit>,
    /// Whether it is said to be about so much, more or less.
    pub qualifier: Qualifier,
    /// Whether it is a change, or what something changed to.
    pub change: Option<Change>,
    /// Whether it is a share: "42 percent of the value".
    pub is_share: bool,
    /// The rule that found it.
    pub rule: AmountRule,
}

/// The unit of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountUnit {
    /// A unit that is known.
    Known(KnownUnit),
    /// Things that are counted: where their name stands, in bytes.
    Counted(Range<usize>),
    /// None is said.
    None,
}

/// The rule that found an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AmountRule {
    /// A sign or a code of money before the number.
    MoneyBefore,
    /// The sign alone, whose country is not said.
    MoneySign,
    /// A unit after the number.
    UnitAfter,
    /// A noun after the number.
    Counted,
    /// Nothing beside the number; its form alone says that it is an amount.
    Alone,
    /// A verb that is a factor: "tripled".
    Factor,
    /// Korean: 만, 억, 조.
    Korean,
}

impl AmountRule {
    /// Its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MoneyBefore => "currency before the number",
            Self::MoneySign => "currency sign without a country",
            Self::UnitAfter => "unit after the number",
            Self::Counted => "things counted",
            Self::Alone => "number without a unit",
            Self::Factor => "verb that multiplies",
            Self::Korean => "Korean number",
        }
    }
}

/// Whether a word is a unit by itself.
pub(super) fn is_unit(word: &str) -> bool {
    units::simple(word).is_some()
}

/// The amounts of a window; `taken` are the dates in it, in order.
pub(super) fn read(window: &Window, language: Language, taken: &[Range<usize>], found: &mut Vec<Amount>) {
    let first = found.len();
    let mut free = 0;
    let mut taken = taken.iter().peekable();
    let mut at = 0;
    while at < window.tokens.len() {
        let start = window.range(at, at + 1).start;
        while taken.next_if(|range| range.end <= start).is_some() {}
        if taken.peek().is_some_and(|range| range.start <= start) {
            at += 1;
            continue;
        }
        match amount(window, at, free, language) {
            Some((amount, next)) => {
                let is_in_date = taken.peek().is_some_and(|range| range.start < amount.number.range.end);
                if is_in_date {
                    at += 1;
                    continue;
                }
                found.push(amount);
                at = next.max(at + 1);
                free = at;
            }
            None => at += 1,
        }
    }
    pairs::join(window, found, first);
}

/// The amount whose number begins here; what stands before `free` belongs to another.
fn amount(w: &Window, at: usize, free: usize, language: Language) -> Option<(Amount, usize)> {
    if let Some(found) = around::factor(w, at) {
        return Some(found);
    }
    if w.lex(at) == Lex::Number
        && let Some(found) = korean::amount(w, at)
    {
        return Some(found);
    }
    if let Some(found) = one_in_so_many(w, at) {
        return Some(found);
    }
    let read = number::read(w, at, language)?;
    if is_part_of_name(w, at, &read) {
        return None;
    }
    let mut to = read.to;
    let mut upper = None;
    let mut number = read.number.clone();
    if is_negative(w, at) {
        number.value.insert(0, '-');
    }
    if let Some((second, next)) = second_end(w, to, language) {
        // "10 to 15 million": the first takes the scale of the second.
        if second.is_scaled && !read.is_scaled && pairs::is_below(&number.value, &second.number.value) {
            let scale = second.number.value.split_once('e').map_or("0", |(_, scale)| scale);
            if !number.value.contains('e') {
                number.value = format!("{}e{scale}", number.value);
            }
        }
        upper = Some(second.number);
        to = next;
    }
    if w.sign(to, '(') && number::read(w, to + 1, language).is_some_and(|again| again.is_word && w.sign(again.to, ')'))
    {
        // "2 (two) diplomats".
        to = number::read(w, to + 1, language).map_or(to, |again| again.to + 1);
    }
    let money = units::money_before(w, at).filter(|(_, from, _)| *from >= free);
    let from = money.map_or(at, |(_, from, _)| from);
    let (unit, rule) = match money {
        Some((unit, _, is_said)) => {
            // "US$5 million dollars" says it twice.
            if let Some((again, next)) = units::after(w, to)
                && again.code == unit.code
            {
                to = next;
            }
            (AmountUnit::Known(unit), if is_said { AmountRule::MoneyBefore } else { AmountRule::MoneySign })
        }
        None => match unit_after(w, to, &read) {
            Some((unit, next, rule)) => {
                to = next;
                (unit, rule)
            }
            None if is_amount_alone(w, at, &read) => (AmountUnit::None, AmountRule::Alone),
            None => return None,
        },
    };
    if !read.is_scaled
        && !read.number.value.contains('e')
        && let (AmountUnit::Known(_), Lex::Scale(power)) = (&unit, w.lex(to))
    {
        number.value = format!("{}e{power}", number.value);
        to += 1;
    }
    if upper.is_none()
        && w.is(from.wrapping_sub(1), "from")
        && w.is(to, "to")
        && w.lex(to + 1) == Lex::Number
        && let Some(second) = number::read(w, to + 1, language)
        && unit_after(w, second.to, &second).is_none()
    {
        upper = Some(second.number);
        to = second.to;
    }
    if let Some((minor, next)) = minor(w, to, &unit, &number) {
        number.value = minor;
        to = next;
    }
    if money.is_some() && w.is(to, "u") && w.sign(to + 1, '.') && w.is(to + 2, "s") && w.sign(to + 3, '.') {
        to += 4;
    }
    let (per, next) = around::per(w, to, &unit);
    to = next;
    let is_share = matches!(unit, AmountUnit::Known(known) if known == units::PERCENT)
        && (w.is(to, "of") || w.is(to, "dari"))
        || read.number.divisor.is_some() && w.is(to, "of");
    let amount = Amount {
        range: w.range(from, to),
        number,
        upper,
        unit,
        per,
        qualifier: around::qualifier(w, from),
        change: around::change(w, from, to),
        is_share,
        rule,
    };
    Some((amount, to))
}

/// "One in three Germans", "two out of five".
fn one_in_so_many(w: &Window, at: usize) -> Option<(Amount, usize)> {
    let (over, under, to) = number::out_of(w, at)?;
    let number = PrintedNumber { range: w.range(at, to), value: over.to_string(), divisor: Some(under) };
    let read = number::Read { number: number.clone(), to, is_word: true, is_scaled: false };
    let (from, next) = counted::counted(w, to, &read)?;
    let amount = Amount {
        range: w.range(at, next),
        number,
        upper: None,
        unit: AmountUnit::Counted(w.range(from, next)),
        per: None,
        qualifier: around::qualifier(w, at),
        change: None,
        is_share: true,
        rule: AmountRule::Counted,
    };
    Some((amount, next))
}

/// "Thirteen dollars and forty-five cents", "15 dollars 50": the value with its hundredths, and the token after them.
fn minor(w: &Window, to: usize, unit: &AmountUnit, number: &PrintedNumber) -> Option<(String, usize)> {
    let AmountUnit::Known(known) = unit else { return None };
    if !matches!(known.code, "USD" | "EUR" | "GBP" | "AUD" | "CAD")
        || number.value.contains(['.', 'e'])
        || number.divisor.is_some()
        || w.word(to - 1).len() < 3
    {
        return None;
    }
    let has_and = w.is(to, "and");
    let second = number::read(w, to + usize::from(has_and), Language::English)?;
    let hundredths: u32 = second.number.value.parse().ok().filter(|hundredths| *hundredths < 100)?;
    let is_named = w.is_one_of(second.to, &["cents", "cent", "pence"]);
    let is_bare = !has_and
        && w.word(second.to - 1).len() == 2
        && w.lex(second.to - 1) == Lex::Number
        && matches!(w.lex(second.to), Lex::Sign(_) | Lex::Break);
    (is_named || is_bare).then(|| (format!("{}.{hundredths:02}", number.value), second.to + usize::from(is_named)))
}

/// Whether a number without a unit is an amount by its form: it has decimals or a scale, or says what something went to.
fn is_amount_alone(w: &Window, at: usize, read: &number::Read) -> bool {
    if read.number.divisor.is_some() {
        return w.is(read.to, "of")
            || w.sign(at + 1, '-')
            || w.lex(at) == Lex::Number
            || w.is(at.wrapping_sub(1), "by");
    }
    if read.is_word {
        return false;
    }
    let is_long = read.is_scaled || read.number.value.contains('.') || w.sign(at + 1, ',') && read.to > at + 2;
    let is_code = !w.spaced(read.to) && matches!(w.lex(read.to), Lex::Word | Lex::Unit(..))
        || w.capital(at.wrapping_sub(1)) && w.lex(at.wrapping_sub(1)) == Lex::Word;
    is_long && !is_code
}

/// The unit after a number: known, or a noun that is counted.
fn unit_after(w: &Window, to: usize, read: &number::Read) -> Option<(AmountUnit, usize, AmountRule)> {
    // "1/16 of a US pint".
    if read.number.divisor.is_some() && w.is(to, "of") && w.is_one_of(to + 1, &["a", "an"]) {
        let unit = to + 2 + usize::from(w.is_one_of(to + 2, &["us", "uk"]));
        if let Some((unit, next)) = units::after(w, unit) {
            return Some((AmountUnit::Known(unit), next, AmountRule::UnitAfter));
        }
    }
    let hyphen = to
        + usize::from(matches!(w.lex(to), Lex::Sign('-' | '–')) && matches!(w.lex(to + 1), Lex::Word | Lex::Unit(..)));
    if let Some((unit, next)) =
        units::after(w, hyphen).filter(|(unit, _)| unit.code.len() > 1 || !read.is_word || unit.name.len() > 3)
    {
        let is_second = w.is(hyphen, "second") && w.lex(hyphen) == Lex::Ordinal(2) && read.is_word;
        if !is_second {
            return Some((AmountUnit::Known(unit), next, AmountRule::UnitAfter));
        }
    }
    let at_number = read.to - 1;
    let is_year = !read.is_word
        && w.word(at_number).len() == 4
        && read.number.value.len() == 4
        && ("1900".."2051").contains(&read.number.value.as_str());
    let is_model = !read.is_word
        && w.word(at_number.wrapping_sub(1)).contains(char::is_uppercase)
        && w.capital(to)
        && !read.is_scaled
        && at_number > 1
        && !w.sign(at_number - 1, '.');
    if is_year || is_model {
        return None;
    }
    counted::counted(w, to, read)
        .map(|(from, next)| (AmountUnit::Counted(w.range(from, next)), next, AmountRule::Counted))
}

/// The second number of "10 to 15", "10–15".
fn second_end(w: &Window, at: usize, language: Language) -> Option<(number::Read, usize)> {
    let next = match w.lex(at) {
        Lex::Sign('-' | '–' | '—') if !w.spaced(at) || w.spaced(at + 1) => at + 1,
        Lex::Word if w.is_one_of(at, &["to", "or"]) => at + 1,
        _ => return None,
    };
    if w.lex(next) != Lex::Number && !matches!(w.lex(next), Lex::Cardinal(_)) {
        return None;
    }
    let second = number::read(w, next, language)?;
    let to = second.to;
    (second.number.divisor.is_none()).then_some((second, to))
}

/// Whether a minus stands before a number: a sign close to it that joins it to nothing, or the word.
fn is_negative(w: &Window, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_close = matches!(w.lex(before), Lex::Sign('-' | '−')) && !w.spaced(at);
    if is_close && w.is(before.wrapping_sub(1), "minus") {
        return true;
    }
    w.is(before, "minus")
        || is_close
            && (before == 0 || w.spaced(before) || matches!(w.lex(before - 1), Lex::Sign('$' | '£' | '€' | '(')))
}

/// Whether a number is a part of a name, a score or a code.
fn is_part_of_name(w: &Window, at: usize, read: &number::Read) -> bool {
    let before = at.wrapping_sub(1);
    if !w.spaced(at) && at > 0 {
        match w.lex(before) {
            Lex::Sign(
                '$' | '＄' | '£' | '€' | '¥' | '￥' | '₩' | '₹' | '₽' | '₪' | '₫' | '฿' | '₿' | '(' | '[' | '"' | '“'
                | '‘' | '\'' | '~' | '-' | '−' | '–' | '—' | '+' | '<' | '>' | '≈' | '=' | '*' | '|',
            ) => {}
            Lex::Sign('.') if w.is_one_of(before.wrapping_sub(1), &["rp", "rs"]) => {}
            Lex::Word | Lex::Unit(..) => return units::money_before(w, at).is_none() && w.word(before).is_ascii(),
            _ => return true,
        }
        let is_minus = w.is(before.wrapping_sub(1), "minus");
        if matches!(w.lex(before), Lex::Sign('-' | '–'))
            && !w.spaced(before)
            && w.lex(before.wrapping_sub(1)) == Lex::Word
            && !is_minus
        {
            return true;
        }
        if w.sign(before, '-') && w.capital(before.wrapping_sub(1)) && w.lex(before.wrapping_sub(1)) == Lex::Word {
            return true;
        }
    }
    if w.sign(read.to, ':') && w.lex(read.to + 1) == Lex::Number && !w.spaced(read.to + 1) {
        return true;
    }
    w.is_one_of(
        before,
        &[
            "no",
            "nos",
            "number",
            "chapter",
            "section",
            "article",
            "resolution",
            "page",
            "route",
            "highway",
            "flight",
            "phase",
            "level",
            "formula",
            "version",
            "volume",
        ],
    )
}
