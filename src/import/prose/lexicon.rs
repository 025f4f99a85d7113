//! The words that a rule may begin with.

use super::moment::{Part, Unit};

/// What the lexicon says of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// The end of a line.
    Break,
    /// A run of digits.
    Number,
    /// One sign.
    Sign(char),
    /// Any other word.
    Word,
    /// A month, from 1; `is_short` where it was abbreviated.
    Month {
        /// From 1.
        month: u8,
        /// Whether it is abbreviated.
        is_short: bool,
    },
    /// A day of the week, from Monday 1.
    Weekday(u8),
    /// A season: 1 spring, 2 summer, 3 autumn, 4 winter.
    Season(u8),
    /// A unit of time, and whether it is in the plural.
    Unit(Unit, bool),
    /// A number word below a hundred.
    Cardinal(u8),
    /// An ordinal word.
    Ordinal(u8),
    /// Ten to this power.
    Scale(u8),
    /// A part of a stretch of time.
    Part(Part),
    /// "same", "following", "previous", "this", "that": a step from the running date.
    Step(Step),
    /// "now", "former", "recent": a time that only the writer knows.
    Vague,
    /// "daily", "annually".
    Every(Unit),
    /// "few", "several", "many": an amount that is not said.
    Few,
    /// A part of a day.
    DayPart,
}

/// A step from the running date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same.
    Same,
    /// One on.
    Next,
    /// One back.
    Back,
}

/// What the lexicon says of a word.
pub(super) fn look_up(word: &str) -> Lex {
    const LONGEST: usize = 14;
    if word.len() > LONGEST || word.len() < 3 && !matches!(word, "a" | "A") {
        return Lex::Word;
    }
    let mut lower = [0_u8; LONGEST];
    for (to, byte) in lower.iter_mut().zip(word.bytes()) {
        *to = byte.to_ascii_lowercase();
    }
    let lower = &lower[..word.len()];
    match WORDS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)) {
        Ok(at) => WORDS[at].1,
        Err(_) => Lex::Word,
    }
}

const fn month(month: u8) -> Lex {
    Lex::Month { month, is_short: false }
}

const fn short(month: u8) -> Lex {
    Lex::Month { month, is_short: true }
}

const fn one(unit: Unit) -> Lex {
    Lex::Unit(unit, false)
}

const fn many(unit: Unit) -> Lex {
    Lex::Unit(unit, true)
}

/// In the order of their bytes, so that they are found by halving.
const WORDS: &[(&str, Lex)] = &[
    ("afternoon", Lex::DayPart),
    ("afternoons", Lex::DayPart),
    ("agustus", month(8)),
    ("annual", Lex::Every(Unit::Year)),
    ("annually", Lex::Every(Unit::Year)),
    ("apr", short(4)),
    ("april", month(4)),
    ("aug", short(8)),
    ("august", month(8)),
    ("autumn", Lex::Season(3)),
    ("beginning", Lex::Part(Part::Early)),
    ("billion", Lex::Scale(9)),
    ("billions", Lex::Scale(9)),
    ("bulan", one(Unit::Month)),
    ("centuries", many(Unit::Century)),
    ("century", one(Unit::Century)),
    ("close", Lex::Part(Part::Late)),
    ("crore", Lex::Scale(7)),
    ("crores", Lex::Scale(7)),
    ("current", Lex::Vague),
    ("currently", Lex::Vague),
    ("daily", Lex::Every(Unit::Day)),
    ("dawn", Lex::DayPart),
    ("day", one(Unit::Day)),
    ("days", many(Unit::Day)),
    ("dec", short(12)),
    ("decade", one(Unit::Decade)),
    ("decades", many(Unit::Decade)),
    ("december", month(12)),
    ("desember", month(12)),
    ("dozen", Lex::Few),
    ("dusk", Lex::DayPart),
    ("early", Lex::Part(Part::Early)),
    ("eight", Lex::Cardinal(8)),
    ("eighteen", Lex::Cardinal(18)),
    ("eighteenth", Lex::Ordinal(18)),
    ("eighth", Lex::Ordinal(8)),
    ("eighty", Lex::Cardinal(80)),
    ("eleven", Lex::Cardinal(11)),
    ("eleventh", Lex::Ordinal(11)),
    ("end", Lex::Part(Part::Late)),
    ("evening", Lex::DayPart),
    ("evenings", Lex::DayPart),
    ("fall", Lex::Season(3)),
    ("feb", short(2)),
    ("februari", month(2)),
    ("february", month(2)),
    ("few", Lex::Few),
    ("fifteen", Lex::Cardinal(15)),
    ("fifteenth", Lex::Ordinal(15)),
    ("fifth", Lex::Ordinal(5)),
    ("fifty", Lex::Cardinal(50)),
    ("first", Lex::Ordinal(1)),
    ("five", Lex::Cardinal(5)),
    ("following", Lex::Step(Step::Next)),
    ("former", Lex::Vague),
    ("forty", Lex::Cardinal(40)),
    ("four", Lex::Cardinal(4)),
    ("fourteen", Lex::Cardinal(14)),
    ("fourteenth", Lex::Ordinal(14)),
    ("fourth", Lex::Ordinal(4)),
    ("friday", Lex::Weekday(5)),
    ("future", Lex::Vague),
    ("hour", one(Unit::Hour)),
    ("hours", many(Unit::Hour)),
    ("hundred", Lex::Scale(2)),
    ("hundreds", Lex::Scale(2)),
    ("jan", short(1)),
    ("januari", month(1)),
    ("january", month(1)),
    ("jul", short(7)),
    ("juli", month(7)),
    ("july", month(7)),
    ("jun", short(6)),
    ("june", month(6)),
    ("juni", month(6)),
    ("juta", Lex::Scale(6)),
    ("lakh", Lex::Scale(5)),
    ("lakhs", Lex::Scale(5)),
    ("last", Lex::Step(Step::Back)),
    ("late", Lex::Part(Part::Late)),
    ("many", Lex::Few),
    ("mar", short(3)),
    ("march", month(3)),
    ("maret", month(3)),
    ("may", month(5)),
    ("mei", month(5)),
    ("mid", Lex::Part(Part::Middle)),
    ("middle", Lex::Part(Part::Middle)),
    ("midnight", Lex::DayPart),
    ("mids", Lex::Part(Part::Middle)),
    ("miliar", Lex::Scale(9)),
    ("milliard", Lex::Scale(9)),
    ("million", Lex::Scale(6)),
    ("millions", Lex::Scale(6)),
    ("minute", one(Unit::Minute)),
    ("minutes", many(Unit::Minute)),
    ("monday", Lex::Weekday(1)),
    ("month", one(Unit::Month)),
    ("monthly", Lex::Every(Unit::Month)),
    ("months", many(Unit::Month)),
    ("morning", Lex::DayPart),
    ("mornings", Lex::DayPart),
    ("next", Lex::Step(Step::Next)),
    ("night", Lex::DayPart),
    ("nights", Lex::DayPart),
    ("nine", Lex::Cardinal(9)),
    ("nineteen", Lex::Cardinal(19)),
    ("nineteenth", Lex::Ordinal(19)),
    ("ninety", Lex::Cardinal(90)),
    ("ninth", Lex::Ordinal(9)),
    ("noon", Lex::DayPart),
    ("nov", short(11)),
    ("november", month(11)),
    ("now", Lex::Vague),
    ("nowadays", Lex::Vague),
    ("oct", short(10)),
    ("october", month(10)),
    ("oktober", month(10)),
    ("one", Lex::Cardinal(1)),
    ("past", Lex::Step(Step::Back)),
    ("preceding", Lex::Step(Step::Back)),
    ("present", Lex::Vague),
    ("presently", Lex::Vague),
    ("previous", Lex::Step(Step::Back)),
    ("recent", Lex::Vague),
    ("recently", Lex::Vague),
    ("ribu", Lex::Scale(3)),
    ("same", Lex::Step(Step::Same)),
    ("saturday", Lex::Weekday(6)),
    ("season", one(Unit::Season)),
    ("second", Lex::Ordinal(2)),
    ("seconds", many(Unit::Second)),
    ("sep", short(9)),
    ("sept", short(9)),
    ("september", month(9)),
    ("seven", Lex::Cardinal(7)),
    ("seventeen", Lex::Cardinal(17)),
    ("seventeenth", Lex::Ordinal(17)),
    ("seventh", Lex::Ordinal(7)),
    ("seventy", Lex::Cardinal(70)),
    ("several", Lex::Few),
    ("six", Lex::Cardinal(6)),
    ("sixteen", Lex::Cardinal(16)),
    ("sixteenth", Lex::Ordinal(16)),
    ("sixth", Lex::Ordinal(6)),
    ("sixty", Lex::Cardinal(60)),
    ("spring", Lex::Season(1)),
    ("start", Lex::Part(Part::Early)),
    ("subsequent", Lex::Step(Step::Next)),
    ("succeeding", Lex::Step(Step::Next)),
    ("summer", Lex::Season(2)),
    ("sunday", Lex::Weekday(7)),
    ("ten", Lex::Cardinal(10)),
    ("tenth", Lex::Ordinal(10)),
    ("that", Lex::Step(Step::Same)),
    ("third", Lex::Ordinal(3)),
    ("thirteen", Lex::Cardinal(13)),
    ("thirteenth", Lex::Ordinal(13)),
    ("thirty", Lex::Cardinal(30)),
    ("this", Lex::Step(Step::Same)),
    ("thousand", Lex::Scale(3)),
    ("thousands", Lex::Scale(3)),
    ("three", Lex::Cardinal(3)),
    ("thursday", Lex::Weekday(4)),
    ("today", Lex::Vague),
    ("tomorrow", Lex::Vague),
    ("tonight", Lex::Vague),
    ("triliun", Lex::Scale(12)),
    ("trillion", Lex::Scale(12)),
    ("trillions", Lex::Scale(12)),
    ("tuesday", Lex::Weekday(2)),
    ("twelfth", Lex::Ordinal(12)),
    ("twelve", Lex::Cardinal(12)),
    ("twentieth", Lex::Ordinal(20)),
    ("twenty", Lex::Cardinal(20)),
    ("two", Lex::Cardinal(2)),
    ("wednesday", Lex::Weekday(3)),
    ("week", one(Unit::Week)),
    ("weekend", one(Unit::Week)),
    ("weekly", Lex::Every(Unit::Week)),
    ("weeks", many(Unit::Week)),
    ("winter", Lex::Season(4)),
    ("year", one(Unit::Year)),
    ("yearly", Lex::Every(Unit::Year)),
    ("years", many(Unit::Year)),
    ("yesterday", Lex::Vague),
    ("zero", Lex::Cardinal(0)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_stand_in_order() {
        let mut sorted: Vec<_> = WORDS.iter().map(|(word, _)| *word).collect();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
        for (word, lex) in WORDS {
            assert_eq!(look_up(&word.to_uppercase()), *lex, "{word}");
        }
    }
}
