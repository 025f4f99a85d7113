//! Years, decades, centuries, halves and quarters, and dates that are digits with signs between them.

use super::super::Language;
use super::super::lexicon::Lex;
use super::super::moment::{Grain, Moment, Unit, is_day};
use super::grammar::{Found, Grammar};
use super::mention::Rule;

impl Grammar<'_, '_> {
    /// "1940-05-10", "10/5/1940", "10.5.1940".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let Lex::Sign(sign @ ('-' | '/' | '.')) = w.lex(at + 1) else { return None };
        if w.spaced(at + 1) || w.spaced(at + 2) || w.lex(at + 2) != Lex::Number {
            return None;
        }
        let is_whole = w.sign(at + 3, sign) && !w.spaced(at + 3) && !w.spaced(at + 4) && w.lex(at + 4) == Lex::Number;
        if !is_whole || self.is_within_number(at) {
            return None;
        }
        let (first, second, third) = (w.number(at, 4)?, w.number(at + 2, 2)?, w.number(at + 4, 4)?);
        let small = |number: i32| u8::try_from(number).ok();
        let (first_length, third_length) = (w.word(at).len(), w.word(at + 4).len());
        if first_length == 4 && third_length <= 2 {
            let (month, day) = (small(second)?, small(third)?);
            return is_day(Some(first), month, day)
                .then(|| Found::new(at, at + 5, Moment::day(Some(first), month, day), Rule::Numeric));
        }
        if third_length != 4 || first_length > 2 {
            return None;
        }
        let (a, b) = (small(first)?, small(second)?);
        let by_day = is_day(Some(third), b, a);
        let by_month = is_day(Some(third), a, b) && sign == '/' && self.language == Language::English;
        let moment = match (by_day, by_month) {
            (true, true) if a != b => Moment::year(third),
            (true, _) => Moment::day(Some(third), b, a),
            (false, true) => Moment::day(Some(third), a, b),
            (false, false) => return None,
        };
        Some(Found::new(at, at + 5, moment, Rule::Numeric))
    }

    /// "1940", "490 BC", and "490" where the text speaks of years before Christ.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let w = self.window;
        // "1990-an", the nineties in Indonesian.
        let has_suffix = w.sign(at + 1, '-') && !w.spaced(at + 1) && w.is(at + 2, "an") && !w.spaced(at + 2);
        if self.language == Language::Indonesian && has_suffix {
            let year = w.number(at, 4).filter(|year| *year >= 1000 && year % 10 == 0)?;
            let moment = Moment { grain: Grain::Decade, year: Some(year), month: 0, day: 0 };
            return Some(Found::new(at, at + 3, moment, Rule::Decade));
        }
        if let Some((number, (is_before, to))) = w.number(at, 4).and_then(|number| Some((number, self.era(at + 1)?))) {
            let year = if is_before { 1 - number } else { number };
            return Some(Found::new(at, to, Moment::year(year), Rule::Year));
        }
        let Some((year, to)) = self.year_number(at) else { return self.year_without_era(at) };
        (!self.is_counted(at)).then(|| Found::new(at, to, Moment::year(year), Rule::Year))
    }

    /// Whether four digits count something or are a part of something else.
    fn is_counted(&self, at: usize) -> bool {
        let w = self.window;
        let before = at.wrapping_sub(1);
        let after = at + 1;
        if let Lex::Sign('$' | '£' | '€' | '¥' | '₩' | '#' | '№' | '+' | '=' | '~' | '@' | '_') = w.lex(before)
        {
            return true;
        }
        if !w.spaced(at)
            && matches!(w.lex(before), Lex::Word | Lex::Sign('.' | '/' | ':' | '&' | '?'))
            && !(w.lex(before) == Lex::Word && self.language == Language::Korean)
        {
            return true;
        }
        if self.at_least_before(at).is_some() {
            return false;
        }
        if w.is_one_of(
            before,
            &[
                "no",
                "number",
                "nos",
                "over",
                "some",
                "approximately",
                "nearly",
                "almost",
                "than",
                "least",
                "exactly",
                "page",
                "pp",
                "vol",
                "isbn",
                "rp",
                "usd",
                "only",
                "additional",
                "resolution",
                "flight",
                "section",
                "article",
                "order",
                "highway",
                "route",
                "bill",
                "directive",
                "law",
                "regulation",
                "decree",
                "chapter",
                "hs",
                "iso",
                "unit",
                "model",
                "channel",
                "room",
            ],
        ) {
            return true;
        }
        match w.lex(after) {
            Lex::Sign('%' | '°' | '$') | Lex::Unit(_, true) | Lex::Scale(_) => true,
            Lex::Sign(':' | '.') => !w.spaced(after + 1) && w.lex(after + 1) == Lex::Number,
            Lex::Word => self.is_counted_noun(at, after),
            _ => false,
        }
    }

    /// Where the word stands that “at least” before a date strengthens: “since at least 1957”.
    pub(super) fn at_least_before(&self, at: usize) -> Option<usize> {
        let w = self.window;
        let word = at.checked_sub(3)?;
        let is_least = w.is(at - 1, "least") && w.is(at - 2, "at");
        (is_least && w.is_one_of(word, &["since", "until", "till", "by", "before", "after", "from"])).then_some(word)
    }

    /// Whether the word after four digits is what they count: a unit, or a noun in the plural that no "the" or "in" makes a year.
    fn is_counted_noun(&self, at: usize, after: usize) -> bool {
        let w = self.window;
        if !w.spaced(after) {
            return !w.is(after, "s");
        }
        let is_led = w.is_one_of(
            at.wrapping_sub(1),
            &["in", "the", "since", "until", "by", "from", "during", "after", "before", "of", "s"],
        );
        if !is_led && super::super::amounts::is_unit(w.word(after))
            || w.is_one_of(
                after,
                &[
                    "sq", "square", "cubic", "km", "kg", "mm", "cm", "m", "ft", "feet", "miles", "metres", "meters",
                    "tonnes", "tons", "people", "men", "women", "children", "troops", "percent", "per", "barrels",
                    "dollars", "euros", "rpm", "mw", "hp",
                ],
            )
        {
            return true;
        }
        let word = w.word(after);
        let is_plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !w.capital(after)
            && !w.is_one_of(
                after,
                &[
                    "was",
                    "has",
                    "does",
                    "its",
                    "this",
                    "versus",
                    "thus",
                    "always",
                    "perhaps",
                    "besides",
                    "sometimes",
                    "towards",
                    "afterwards",
                    "elections",
                    "census",
                    "as",
                    "olympics",
                    "across",
                ],
            );
        let is_recent = ("1900".."2051").contains(&w.word(at));
        is_plural && !is_led && !is_recent
    }

    /// "In 490" where the running year lies before Christ.
    fn year_without_era(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let number = w.number(at, 3).filter(|number| *number >= 10)?;
        let running = self.running.year().filter(|year| *year <= 0)?;
        let is_led = w.is_one_of(
            at.wrapping_sub(1),
            &["in", "of", "since", "until", "by", "from", "early", "late", "after", "before", "and", "between", "to"],
        ) || matches!(w.lex(at.wrapping_sub(1)), Lex::Part(_));
        let is_alone = !matches!(w.lex(at + 1), Lex::Word | Lex::Unit(..))
            || w.is_one_of(at + 1, &["and", "to", "the", "when", "by", "with", "in", "a"]);
        let year = 1 - number;
        (is_led && is_alone && (year - running).abs() < 150 && !self.is_within_number(at) && !w.sign(at + 1, ','))
            .then(|| Found::new(at, at + 1, Moment::year(year), Rule::Year).inferred())
    }

    /// "1960s", "1960's", "’60s", "480s BC".
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let is_short = matches!(w.lex(at), Lex::Sign('\'' | '’' | '‘'));
        let digits = at + usize::from(is_short);
        let number = w.number(digits, 4)?;
        if number % 10 != 0 || is_short && (w.word(digits).len() != 2 || w.spaced(digits)) {
            return None;
        }
        let apostrophe = usize::from(matches!(w.lex(digits + 1), Lex::Sign('\'' | '’')));
        let s = digits + 1 + apostrophe;
        if w.word(s) != "s" || w.spaced(s) || w.spaced(digits + 1) {
            return None;
        }
        if is_short {
            let century = self.running.year()?.div_euclid(100) * 100;
            let moment = Moment { grain: Grain::Decade, year: Some(century + number), month: 0, day: 0 };
            return Some(Found::new(at, s + 1, moment, Rule::Decade).inferred());
        }
        if let Some((is_before, to)) = self.era(s + 1) {
            let year = if is_before { -number } else { number };
            return Some(Found::new(
                at,
                to,
                Moment { grain: Grain::Decade, year: Some(year), month: 0, day: 0 },
                Rule::Decade,
            ));
        }
        if w.word(digits).len() == 4 && (1000..2200).contains(&number) {
            let grain = if number % 100 == 0 && number < 2000 { Grain::Century } else { Grain::Decade };
            let rule = if grain == Grain::Century { Rule::Century } else { Rule::Decade };
            return Some(Found::new(at, s + 1, Moment { grain, year: Some(number), month: 0, day: 0 }, rule));
        }
        None
    }

    /// "19th century", "fifth century BC".
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let (number, mut next) = match w.lex(at) {
            Lex::Ordinal(number) => (i32::from(number), at + 1),
            Lex::Number if self.ordinal_suffix(at + 1) => (w.number(at, 2)?, at + 2),
            _ => return None,
        };
        if matches!(w.lex(next), Lex::Sign('-' | '–')) {
            next += 1;
        }
        if w.lex(next) != Lex::Unit(Unit::Century, false) || number == 0 {
            return None;
        }
        let (is_before, to) = self.era(next + 1).unwrap_or((false, next + 1));
        let year = if is_before { -(number - 1) * 100 } else { (number - 1) * 100 };
        Some(Found::new(at, to, Moment { grain: Grain::Century, year: Some(year), month: 0, day: 0 }, Rule::Century))
    }

    /// "Second half of 1942", "third quarter of 2014".
    pub(super) fn half(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let (number, noun) = match w.lex(at) {
            Lex::Ordinal(number) => (number, at + 1),
            Lex::Number if self.ordinal_suffix(at + 1) => (u8::try_from(w.number(at, 1)?).ok()?, at + 2),
            Lex::Word if w.is(at, "latter") && w.is(at + 1, "half") => (2, at + 1),
            _ => return None,
        };
        let month = if w.is(noun, "half") && number <= 2 {
            39 + number
        } else if w.is(noun, "quarter") && number <= 4 {
            32 + number
        } else {
            return None;
        };
        let of = noun + 1 + usize::from(w.is(noun + 1, "of"));
        if let Some((year, to)) = self.year_number(of) {
            return Some(Found::new(at, to, Moment::month(Some(year), month), Rule::Season));
        }
        if w.is(noun + 1, "of") {
            let the = of + usize::from(w.is(of, "the"));
            return (w.lex(the) == Lex::Unit(Unit::Year, false))
                .then(|| Found::new(at, the + 1, Moment::month(self.running.year(), month), Rule::Season).inferred());
        }
        None
    }
}
