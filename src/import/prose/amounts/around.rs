//! What the words around an amount say of it.

use super::super::lexicon::Lex;
use super::super::token::Window;
use super::number::PrintedNumber;
use super::units::{self, KnownUnit};
use super::{Amount, AmountRule, AmountUnit};

/// Whether an amount is said to be about so much, more or less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Qualifier {
    /// The text says the amount as such.
    #[default]
    Plain,
    /// About.
    About,
    /// More than.
    MoreThan,
    /// Less than.
    LessThan,
}

/// How an amount tells of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It went up by so much.
    UpBy,
    /// It went down by so much.
    DownBy,
    /// It went up to so much.
    UpTo,
    /// It went down to so much.
    DownTo,
    /// It went from so much.
    From,
    /// It went from so much to so much, the upper end.
    FromTo,
    /// It went to so much; which way is not said.
    To,
    /// It became so many times as much.
    Times,
}

/// The qualifier before an amount.
pub(super) fn qualifier(w: &Window, from: usize) -> Qualifier {
    let before = from.wrapping_sub(1);
    if w.is(before, "than") {
        return if w.is_one_of(before.wrapping_sub(1), &["more", "greater", "higher"]) {
            Qualifier::MoreThan
        } else if w.is_one_of(before.wrapping_sub(1), &["less", "fewer", "lower"]) {
            Qualifier::LessThan
        } else {
            Qualifier::Plain
        };
    }
    if w.is(before, "to") && w.is(before.wrapping_sub(1), "up") {
        return Qualifier::LessThan;
    }
    if w.is(before, "least") {
        return Qualifier::MoreThan;
    }
    if w.is_one_of(
        before,
        &["about", "around", "approximately", "roughly", "some", "circa", "sekitar", "approx", "nearly", "almost"],
    ) {
        return Qualifier::About;
    }
    if w.is_one_of(before, &["over", "above", "exceeding"]) {
        return Qualifier::MoreThan;
    }
    if w.is_one_of(before, &["under", "below"]) { Qualifier::LessThan } else { Qualifier::Plain }
}

const UP: &[&str] = &[
    "rose",
    "rises",
    "rise",
    "risen",
    "rising",
    "grew",
    "grow",
    "grown",
    "growth",
    "growing",
    "increased",
    "increase",
    "increases",
    "increasing",
    "up",
    "climbed",
    "climb",
    "jumped",
    "jump",
    "surged",
    "surge",
    "gained",
    "gain",
    "gains",
    "soared",
    "expanded",
    "advanced",
    "added",
    "higher",
    "naik",
    "meningkat",
    "tumbuh",
];
const DOWN: &[&str] = &[
    "fell",
    "fall",
    "fallen",
    "falls",
    "falling",
    "dropped",
    "drop",
    "drops",
    "declined",
    "decline",
    "declines",
    "decreased",
    "decrease",
    "down",
    "shrank",
    "sank",
    "slid",
    "slipped",
    "tumbled",
    "plunged",
    "lost",
    "loss",
    "lower",
    "cut",
    "reduced",
    "turun",
    "menurun",
];

/// The change that the words before an amount, or the one after it, tell of.
pub(super) fn change(w: &Window, from: usize, to: usize) -> Option<Change> {
    const FAR: usize = 4;
    let mut at = from;
    let mut preposition = None;
    for step in 0..FAR {
        at = at.checked_sub(1)?;
        if w.is_one_of(at, &["to", "by", "from", "dari", "menjadi", "sebesar"]) && preposition.is_none() && step < 3 {
            preposition = Some(at);
            continue;
        }
        let is_up = w.is_one_of(at, UP);
        if is_up || w.is_one_of(at, DOWN) {
            if w.is(at, "up") && preposition == Some(at + 1) && w.is(at + 1, "to") {
                return None;
            }
            // What makes up 42 percent is a part.
            if w.is(at, "up") && w.is_one_of(at.wrapping_sub(1), &["make", "makes", "made", "making"]) {
                return None;
            }
            return Some(match preposition.map(|at| w.word(at).to_ascii_lowercase()).as_deref() {
                Some("to" | "menjadi") => {
                    if is_up {
                        Change::UpTo
                    } else {
                        Change::DownTo
                    }
                }
                Some("from" | "dari") => Change::From,
                _ => {
                    if is_up {
                        Change::UpBy
                    } else {
                        Change::DownBy
                    }
                }
            });
        }
        if !matches!(w.lex(at), Lex::Word | Lex::Scale(_) | Lex::Part(_))
            || w.is_one_of(at, &["of", "in", "and", "the"]) && step > 0
        {
            break;
        }
    }
    // "An 8 percent increase", "82 percent lower".
    if w.is_one_of(to, &["increase", "rise", "growth", "higher", "more", "gain", "jump"]) {
        return Some(Change::UpBy);
    }
    if w.is_one_of(to, &["decrease", "fall", "drop", "decline", "lower", "less", "loss"]) {
        return Some(Change::DownBy);
    }
    // "18.4% 증가", "18.4%증가)"
    let next = w.word(to);
    if ["증가", "상승", "성장", "늘"].iter().any(|word| next.starts_with(word)) {
        return Some(Change::UpBy);
    }
    if ["감소", "하락", "줄"].iter().any(|word| next.starts_with(word)) {
        return Some(Change::DownBy);
    }
    // "From 964 to 3260": the second end.
    if w.is(from.wrapping_sub(1), "to") { after_from(w, from) } else { None }
}

/// Whether a "from" with a number stands shortly before a "to".
fn after_from(w: &Window, from: usize) -> Option<Change> {
    (3..9).map_while(|back| from.checked_sub(back)).find(|at| w.is(*at, "from")).map(|_| Change::To)
}

/// What an amount is counted per: "per barrel", "a share", "an ounce", "/day".
pub(super) fn per(w: &Window, at: usize, unit: &AmountUnit) -> (Option<KnownUnit>, usize) {
    let mut next = at + usize::from(matches!(w.lex(at), Lex::Sign('-')));
    let is_said = w.is_one_of(next, &["per"]) || w.sign(next, '/');
    let is_money =
        matches!(unit, AmountUnit::Known(known) if known.code.len() == 3 || matches!(known.code, "cent" | "penny"));
    let is_article = w.is_one_of(next, &["a", "an"]) && (is_money || matches!(unit, AmountUnit::Known(_)));
    if !(is_said || is_article) {
        return (None, at);
    }
    next += 1;
    if w.sign(next, '-') {
        next += 1;
    }
    if w.is(next, "share") || w.is(next, "capita") || w.is(next, "unit") || w.is(next, "head") || w.is(next, "person") {
        let known = if w.is(next, "share") {
            KnownUnit { code: "share", name: "share" }
        } else {
            KnownUnit { code: "person", name: "person" }
        };
        return (Some(known), next + 1);
    }
    match units::after(w, next) {
        // "A year earlier" is a time.
        Some((_, to)) if is_article && w.is_one_of(to, &["earlier", "ago", "later", "before", "after", "old"]) => {
            (None, at)
        }
        Some((known, to)) if known.name != "point" && known.name != "time" => (Some(known), to),
        _ => (None, at),
    }
}

/// "Tripled", "doubled", "halved".
pub(super) fn factor(w: &Window, at: usize) -> Option<(Amount, usize)> {
    if w.lex(at) != Lex::Word || w.word(at).len() < 6 {
        return None;
    }
    let (value, divisor) = if w.is_one_of(at, &["doubled", "doubling"]) {
        ("2", None)
    } else if w.is_one_of(at, &["tripled", "trebled", "tripling"]) {
        ("3", None)
    } else if w.is_one_of(at, &["quadrupled", "quadrupling"]) {
        ("4", None)
    } else if w.is_one_of(at, &["halved", "halving"]) {
        ("1", Some(2))
    } else {
        return None;
    };
    let range = w.range(at, at + 1);
    let amount = Amount {
        range: range.clone(),
        number: PrintedNumber { range, value: value.to_owned(), divisor },
        upper: None,
        unit: AmountUnit::None,
        per: None,
        qualifier: qualifier(w, at),
        change: Some(Change::Times),
        is_share: false,
        rule: AmountRule::Factor,
    };
    Some((amount, at + 1))
}
