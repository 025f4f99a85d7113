//! Things that are counted: the noun after a number.

use super::super::lexicon::Lex;
use super::super::token::Window;
use super::number::Read;

/// The most words between a number and what it counts.
const MAX_WORDS: usize = 5;

/// Words that end the phrase that a number counts.
const ENDS: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "also", "am", "among", "an", "and", "any", "are",
    "as", "at", "be", "because", "been", "before", "behind", "below", "both", "despite", "down", "either", "near",
    "only", "just", "what", "how", "all", "yes", "between", "but", "by", "can", "could", "did", "do", "does", "during",
    "each", "for", "from", "had", "has", "have", "he", "her", "his", "if", "in", "into", "is", "it", "its", "like",
    "may", "more", "must", "not", "of", "off", "on", "or", "our", "out", "over", "per", "she", "should", "since", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "they", "this", "through", "to", "too",
    "under", "until", "up", "us", "was", "we", "were", "when", "where", "which", "while", "who", "whose", "will",
    "with", "within", "without", "would", "you", "your", "yang", "di", "dan", "dari", "untuk", "pada", "dengan",
];

/// The tokens of what a number counts: its adjectives and the noun in the plural, or in the singular after one.
pub(super) fn counted(w: &Window, at: usize, read: &Read) -> Option<(usize, usize)> {
    let mut from = at;
    if w.is(at, "of")
        && w.is_one_of(at + 1, &["the", "its", "their", "his", "her", "our", "these", "those"])
        && read.is_word
    {
        from = at + 2;
    } else if matches!(w.lex(at), Lex::Sign('-')) && w.lex(at + 1) == Lex::Word {
        return None;
    }
    let is_one = read.number.value == "1" && read.number.divisor.is_none() && from == at;
    let mut to = from;
    let mut plural = None;
    while to < from + MAX_WORDS && is_noun_like(w, to) {
        to += 1;
        if plural.is_none() && is_plural(w, to - 1) {
            plural = Some(to);
            if !is_one {
                break;
            }
        }
        // "World Cup", "F-Series": a name with a hyphen stays whole.
        if w.sign(to, '-') && !w.spaced(to) && !w.spaced(to + 1) && w.lex(to + 1) == Lex::Word {
            to += 1;
        }
    }
    if to == from {
        return None;
    }
    if is_one {
        if to - from > 2 {
            to = from + if plural.is_some_and(|plural| plural == from + 2) { 1 } else { 2 };
        }
        let is_noun = to - from <= 3
            && read.is_word
            && !w.is_one_of(from, &["another", "thing", "way", "day", "or", "who", "else", "time"]);
        return is_noun.then_some((from, to));
    }
    plural.map(|to| (from, to))
}

fn is_noun_like(w: &Window, at: usize) -> bool {
    match w.lex(at) {
        Lex::Number => w.lex(at + 1) == Lex::Word && w.capital(at + 1) && matches!(w.lex(at - 1), Lex::Word),
        Lex::Word => !ENDS.iter().any(|end| w.is(at, end)) && w.word(at).len() > 1,
        Lex::Season(_) | Lex::Vague | Lex::Ordinal(_) | Lex::Every(_) => !w.is_one_of(at, &["now", "today", "tonight"]),
        Lex::Step(_) => w.is_one_of(at, &["past", "previous", "following", "subsequent"]),
        _ => false,
    }
}

/// Whether a word looks like a noun in the plural.
fn is_plural(w: &Window, at: usize) -> bool {
    let word = w.word(at);
    if w.is_one_of(
        at,
        &[
            "people",
            "men",
            "women",
            "children",
            "troops",
            "police",
            "personnel",
            "fish",
            "sheep",
            "cattle",
            "staff",
            "aircraft",
            "teeth",
            "feet",
            "mice",
            "data",
            "media",
            "lives",
            "kids",
        ],
    ) {
        return true;
    }
    let bytes = word.as_bytes();
    word.len() > 2
        && bytes[word.len() - 1] == b's'
        && !(matches!(bytes[word.len() - 2], b's' | b'u') || bytes[word.len() - 2] == b'i' && !w.capital(at))
        || word.ends_with("men")
}
