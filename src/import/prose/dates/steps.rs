//! Dates that are told from the running date.

use super::super::lexicon::{Lex, Step};
use super::super::moment::{Grain, Moment, Unit};
use super::grammar::{Found, Grammar};
use super::mention::{Rule, Standing};

/// By how many units a step goes.
pub(super) const fn by(step: Step) -> i8 {
    match step {
        Step::Same => 0,
        Step::Next => 1,
        Step::Back => -1,
    }
}

impl Grammar<'_, '_> {
    /// "Same year", "following month", "that winter", after or without "the".
    pub(super) fn step(&self, at: usize, has_article: bool) -> Option<Found> {
        let w = self.window;
        let Lex::Step(step) = w.lex(at) else { return None };
        let mut noun = at + 1;
        if w.is(at, "that") && w.lex(noun) == Lex::Step(Step::Same) {
            noun += 1;
        }
        if w.is(at, "last") && has_article || w.is(at, "past") {
            return None;
        }
        let days = i64::from(by(step));
        let last = self.running.last();
        let moment = match w.lex(noun) {
            Lex::Unit(Unit::Day, false) | Lex::DayPart => last
                .and_then(
                    |last| if days == 0 { (last.grain == Grain::Day).then_some(last) } else { last.plus_days(days) },
                )
                .unwrap_or(Moment::day(None, 0, 0)),
            Lex::Unit(Unit::Month, false) => {
                last.and_then(|last| last.plus_months(days)).unwrap_or(Moment::month(None, 1))
            }
            Lex::Unit(Unit::Year, false) => match self.running.year() {
                Some(year) => Moment::year(year + i32::from(by(step))),
                None => Moment { grain: Grain::Year, year: None, month: 0, day: 0 },
            },
            Lex::Unit(Unit::Decade, false) => {
                let year = last.and_then(|last| last.year).map(|year| (year.div_euclid(10) + i32::from(by(step))) * 10);
                Moment { grain: Grain::Decade, year, month: 0, day: 0 }
            }
            Lex::Unit(Unit::Century, false) => {
                let year =
                    last.and_then(|last| last.year).map(|year| (year.div_euclid(100) + i32::from(by(step))) * 100);
                Moment { grain: Grain::Century, year, month: 0, day: 0 }
            }
            Lex::Unit(Unit::Week, false) => Moment::day(None, 0, 0),
            Lex::Season(season) => {
                Moment::month(self.running.year().map(|year| year + i32::from(by(step))), season + 20)
            }
            Lex::Month { month, .. } if w.capital(noun) && !w.is(at, "that") => {
                let year = self.running.year().map(|year| year + i32::from(by(step).min(1)));
                Moment::month(if step == Step::Same { self.running.year_of(month) } else { year }, month)
            }
            _ => return None,
        };
        let found = Found::new(at, noun + 1, moment, Rule::Step).inferred();
        Some(found)
    }

    /// "The day before", "the day after" at the end of a statement.
    pub(super) fn day_beside(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let days = if w.is(at + 1, "before") {
            -1
        } else if w.is_one_of(at + 1, &["after", "following"]) {
            1
        } else {
            return None;
        };
        let moment = self.running.last().and_then(|last| last.plus_days(days)).unwrap_or(Moment::day(None, 0, 0));
        Some(Found::new(at, at + 2, moment, Rule::Step).inferred())
    }

    /// "Later that year", "earlier this month", "early the next year".
    pub(super) fn later_in(&self, at: usize) -> Option<Found> {
        let w = self.window;
        if !w.is_one_of(at, &["later", "earlier"]) {
            return None;
        }
        let mut step = at + 1 + usize::from(w.is(at + 1, "in"));
        if w.is(step, "the") {
            step += 1;
            let Lex::Unit(unit @ (Unit::Year | Unit::Month), false) = w.lex(step) else { return None };
            let last = self.running.last()?;
            let moment = if unit == Unit::Year { Moment::year(self.running.year()?) } else { last.plus_months(0)? };
            return Some(Found::new(at, step + 1, moment, Rule::Step).inferred());
        }
        let found = self.step(step, false)?;
        Some(Found { from: at, ..found })
    }

    /// A date that lies so many units after or before the running date.
    pub(super) fn away(&self, from: usize, to: usize, count: Option<u32>, unit: Unit, is_back: bool) -> Found {
        let count = count.map(i64::from).map(|count| if is_back { -count } else { count });
        let last = self.running.last();
        let moment = match (last, count) {
            (Some(last), Some(count)) => match unit {
                Unit::Day => last.plus_days(count),
                Unit::Week => last.plus_days(count.saturating_mul(7)),
                Unit::Month => last.plus_months(count),
                Unit::Year => last.plus_years(count),
                Unit::Decade => last.plus_years(count.saturating_mul(10)),
                _ => None,
            },
            _ => None,
        };
        match moment {
            Some(moment) => Found { standing: Standing::Inferred, ..Found::new(from, to, moment, Rule::Step) },
            None => Found::new(from, to, Moment::day(None, 0, 0), Rule::Step),
        }
    }
}
