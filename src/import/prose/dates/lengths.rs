//! Lengths of time, times of day, and words that only their writer can date.

use super::super::lexicon::{Lex, Step};
use super::super::moment::Unit;
use super::grammar::Grammar;
use super::mention::{DateMention, Length, Point, TimeMention};

impl Grammar<'_, '_> {
    /// A time that is not a date.
    pub(super) fn other(&mut self, at: usize) -> Option<(TimeMention, usize)> {
        let w = self.window;
        match w.lex(at) {
            Lex::Vague => return self.vague(at),
            Lex::Every(unit) => return Some((TimeMention::Every { range: w.range(at, at + 1), unit }, at + 1)),
            _ => {}
        }
        if let Some(found) = self.clock(at) {
            return Some(found);
        }
        if let Some(found) = self.day_part(at) {
            return Some(found);
        }
        if let Some(to) = self.present(at) {
            return Some((TimeMention::Vague { range: w.range(at, to) }, to));
        }
        if w.is_one_of(at, &["dry", "rainy", "wet"]) && w.is(at + 1, "season") {
            return Some((TimeMention::Vague { range: w.range(at, at + 2) }, at + 2));
        }
        if w.is_one_of(at, &["per", "each", "every"])
            && let Lex::Unit(unit, false) = w.lex(at + 1)
        {
            return Some((TimeMention::Every { range: w.range(at, at + 2), unit }, at + 2));
        }
        self.length(at)
    }

    /// "These days", "the time being", "at this time", "in the past": where it ends.
    fn present(&self, at: usize) -> Option<usize> {
        let w = self.window;
        let is = |words: &[&str]| words.iter().enumerate().all(|(step, word)| w.is(at + step, word));
        if is(&["the", "time", "being"]) || is(&["at", "this", "time"]) {
            return Some(at + 3);
        }
        if is(&["these", "days"]) {
            return Some(at + 2);
        }
        let is_past = is(&["the", "past"]) && w.is(at.wrapping_sub(1), "in");
        (is_past && !matches!(w.lex(at + 2), Lex::Cardinal(_) | Lex::Number | Lex::Few | Lex::Unit(..)))
            .then_some(at + 2)
    }

    /// "Now", "the present day", "the future".
    fn vague(&self, at: usize) -> Option<(TimeMention, usize)> {
        let w = self.window;
        if w.is(at, "present") {
            let is_time = matches!(w.lex(at + 1), Lex::Unit(Unit::Day, false));
            return is_time.then(|| (TimeMention::Vague { range: w.range(at, at + 2) }, at + 2));
        }
        let is_led = w.is(at, "future") && w.is(at.wrapping_sub(1), "the");
        Some((TimeMention::Vague { range: w.range(at - usize::from(is_led), at + 1) }, at + 1))
    }

    /// "7:35 a.m."
    fn clock(&self, at: usize) -> Option<(TimeMention, usize)> {
        let w = self.window;
        let hour = w.number(at, 2)?;
        let mut to = at + 1;
        if w.sign(to, ':') && !w.spaced(to + 1) && w.number(to + 1, 2).is_some_and(|minute| minute < 60) && hour < 25 {
            to += 2;
        }
        if w.is_one_of(to, &["am", "pm"]) {
            to += 1;
        } else if w.is_one_of(to, &["a", "p"]) && w.sign(to + 1, '.') && w.is(to + 2, "m") {
            to += if w.sign(to + 3, '.') { 4 } else { 3 };
        } else if to == at + 1 {
            return None;
        }
        Some((TimeMention::Vague { range: w.range(at, to) }, to))
    }

    /// "The night of 9 February", "that morning" (a step), "the morning".
    fn day_part(&mut self, at: usize) -> Option<(TimeMention, usize)> {
        let w = self.window;
        let mut part = at + usize::from(w.is(at, "the"));
        if matches!(w.lex(part), Lex::Part(_)) {
            part += 1;
        }
        if w.lex(part) != Lex::DayPart {
            return None;
        }
        let of = part + 1 + usize::from(w.is(part + 1, "hours"));
        if w.is_one_of(of, &["of", "on"])
            && let Some(found) = self.point_at(of + 1)
        {
            self.running.set(found.moment);
            let mut date = self.single(found);
            date.range = w.range(at, found.to);
            date.start.range = date.range.clone();
            return Some((TimeMention::Date(date), found.to));
        }
        let is_bare = w.is(at.wrapping_sub(1), "at") || w.is_one_of(at, &["tonight"]);
        is_bare.then(|| (TimeMention::Vague { range: w.range(at, part + 1) }, part + 1))
    }

    /// "Three days", "over nine months", "a few weeks later", "twenty years".
    fn length(&mut self, at: usize) -> Option<(TimeMention, usize)> {
        let w = self.window;
        let mut next = at;
        if w.is_one_of(
            at,
            &["over", "almost", "nearly", "about", "around", "roughly", "under", "another", "only", "just"],
        ) {
            next += 1;
        } else if w.is_one_of(at, &["more", "less"]) && w.is(at + 1, "than") {
            next += 2;
        } else if w.is(at, "the") {
            next += 1;
            let is_part = matches!(w.lex(next), Lex::Step(Step::Back | Step::Next) | Lex::Ordinal(_))
                || w.is_one_of(next, &["final", "early", "later", "coming", "intervening", "succeeding"]);
            if is_part {
                next += 1;
            }
            let is_many = matches!(w.lex(next), Lex::Unit(_, true));
            if is_part && is_many {
                let Lex::Unit(unit, _) = w.lex(next) else { return None };
                return Some((
                    TimeMention::Length(Length { range: w.range(at, next + 1), count: None, unit }),
                    next + 1,
                ));
            }
            if !is_part && !matches!(w.lex(next), Lex::Cardinal(_) | Lex::Number) {
                return None;
            }
        }
        let has_qualifier = next > at;
        let (count, after) = self.count(next)?;
        let is_one_word = after == next + 1;
        next = after;
        if matches!(w.lex(next), Lex::Sign('-' | '–')) && !w.spaced(next) {
            next += 1;
        }
        if w.is_one_of(
            next,
            &["full", "consecutive", "more", "long", "whole", "short", "successive", "bloody", "previous", "following"],
        ) {
            next += 1;
        }
        let Lex::Unit(unit, is_plural) = w.lex(next) else { return None };
        if is_one_word && w.is(next - 1, "one") && has_qualifier && !is_plural && unit < Unit::Day {
            return None;
        }
        if matches!(unit, Unit::Season | Unit::Second) {
            return None;
        }
        next += 1;
        if w.is_one_of(next, &["later", "afterwards", "hence", "earlier", "ago", "previously"]) {
            let is_back = w.is_one_of(next, &["earlier", "ago", "previously"]);
            let found = self.away(at, next + 1, count, unit, is_back);
            if !is_back {
                self.running.set(found.moment);
            }
            return Some((TimeMention::Date(self.single(found)), next + 1));
        }
        let at = at + usize::from(w.is(at, "the") && !is_plural);
        if w.is(next, "old") {
            next += 1;
        }
        Some((TimeMention::Length(Length { range: w.range(at, next), count, unit }), next))
    }

    /// How many: digits, number words, "a", "several".
    fn count(&self, at: usize) -> Option<(Option<u32>, usize)> {
        let w = self.window;
        match w.lex(at) {
            Lex::Number if !self.is_within_number(at) => {
                let count = w.number(at, 6).and_then(|count| u32::try_from(count).ok())?;
                Some((Some(count), at + 1))
            }
            Lex::Cardinal(tens) => {
                let joined = at + 1 + usize::from(w.sign(at + 1, '-'));
                if let Lex::Cardinal(ones) = w.lex(joined)
                    && tens >= 20
                    && ones < 10
                {
                    return Some((Some(u32::from(tens) + u32::from(ones)), joined + 1));
                }
                Some((Some(u32::from(tens)), at + 1))
            }
            Lex::Few => Some((None, at + 1)),
            Lex::Word if w.is_one_of(at, &["a", "an"]) => {
                if w.lex(at + 1) == Lex::Few {
                    return Some((None, at + 2));
                }
                Some((Some(1), at + 1))
            }
            Lex::Word if w.is(at, "for") && matches!(w.lex(at + 1), Lex::Unit(_, true)) => None,
            Lex::Unit(_, true) if self.is_bare_length(at) => Some((None, at)),
            _ => None,
        }
    }

    /// Whether a unit in the plural stands for a length by itself: "for weeks", "months later".
    fn is_bare_length(&self, at: usize) -> bool {
        let w = self.window;
        w.is_one_of(at.wrapping_sub(1), &["for", "within", "of", "by"]) && !w.is(at + 1, "of")
            || w.is_one_of(at + 1, &["later", "earlier", "before", "after", "ago", "of"])
    }

    /// One date as a mention.
    fn single(&self, found: super::grammar::Found) -> DateMention {
        let w = self.window;
        let range = w.range(found.from, found.to);
        let start = Point {
            range: range.clone(),
            moment: found.moment,
            part: found.part,
            is_approximate: found.is_approximate,
            standing: found.standing,
            rule: found.rule,
        };
        DateMention { range, start, end: None, bound: None }
    }
}
