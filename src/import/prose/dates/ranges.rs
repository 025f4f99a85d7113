//! Two dates that are the ends of one stretch, with the parts that they share.

use super::super::lexicon::Lex;
use super::super::moment::{Grain, Moment, is_day};
use super::grammar::{Found, Grammar};
use super::mention::{Rule, Standing};

impl Grammar<'_, '_> {
    /// One date, or the two ends of a stretch.
    pub(super) fn stretch(&self, at: usize) -> Option<(Found, Option<Found>)> {
        if let Some((start, end)) = self.days_of_month(at) {
            return Some((start, Some(end)));
        }
        if let Some((start, end)) = self.years_before_christ(at) {
            return Some((start, Some(end)));
        }
        let start = self.point_at(at)?;
        if let Some(end) = self.korean_end(start) {
            return Some((start, Some(end)));
        }
        if let Some((start, end)) = self.goes_on(start) {
            return Some((start, Some(end)));
        }
        Some((start, None))
    }

    /// "25–26 April 2012", "25 to 26 April", "25 and 26 April": the first day takes month and year from the second.
    fn days_of_month(&self, at: usize) -> Option<(Found, Found)> {
        if self.window.lex(at) != Lex::Number {
            return None;
        }
        let day = self.day_number(at)?;
        let suffix = usize::from(self.ordinal_suffix(at + 1));
        let second = self.joined(at + 1 + suffix)?;
        self.day_number(second)?;
        let end = self.core(second).filter(|end| end.rule == Rule::Day && end.from == second)?;
        if !is_day(end.moment.year, end.moment.month, day) || day >= end.moment.day {
            return None;
        }
        let moment = Moment::day(end.moment.year, end.moment.month, day);
        Some((Found { from: at, to: at + 1 + suffix, moment, ..end }, end))
    }

    /// "490–480 BC": the first year takes the era of the second.
    fn years_before_christ(&self, at: usize) -> Option<(Found, Found)> {
        let number = self.window.number(at, 4)?;
        let second = self.joined(at + 1)?;
        let later = self.window.number(second, 4)?;
        let (true, to) = self.era(second + 1)? else { return None };
        let found = |from, to, number: i32| Found::new(from, to, Moment::year(1 - number), Rule::Year);
        (number >= later && !self.is_within_number(at)).then(|| (found(at, at + 1, number), found(second, to, later)))
    }

    /// The second end after a first.
    fn goes_on(&self, start: Found) -> Option<(Found, Found)> {
        let w = self.window;
        let second = self.joined(start.to)?;
        let is_and = w.is(second - 1, "and") || w.is(second - 1, "dan");
        let is_two_days = start.rule == Rule::Day && w.lex(second) == Lex::Number && w.word(start.to - 1).len() < 3;
        if is_and && !is_two_days && !w.is_one_of(start.from.wrapping_sub(1), &["between", "antara"]) {
            return None;
        }
        // "May 4–9, 2013": the second day takes the month from the first.
        if start.moment.grain == Grain::Day
            && w.lex(second) == Lex::Number
            && self.core(second).is_none_or(|end| end.rule == Rule::Year && w.word(second).len() < 3)
        {
            let day = self.day_number(second)?;
            let mut to = second + 1;
            if self.ordinal_suffix(to) {
                to += 1;
            }
            let goes_on = match w.lex(to) {
                Lex::Sign(sign) => sign != '%' && (w.lex(to + 1) != Lex::Number || w.spaced(to + 1)),
                Lex::Word => {
                    !is_and || w.is_one_of(to, &["in", "at", "on", "the", "was", "were", "to", "with", "when", "and"])
                }
                Lex::Break | Lex::Number => true,
                _ => false,
            };
            if !goes_on {
                return None;
            }
            let (year, to, is_said) = self.year_after(to, start.moment.month);
            let moment = Moment::day(year, start.moment.month, day);
            if day <= start.moment.day || !is_day(year, start.moment.month, day) {
                return None;
            }
            let end = Found::new(second, to, moment, Rule::Day);
            let end = if is_said { end } else { Found { standing: start.standing, ..end } };
            let start = Found { moment: Moment { year, ..start.moment }, standing: end.standing, ..start };
            return Some((start, end));
        }
        if start.moment.grain == Grain::Year
            && let Some(end) = self.short_year(start, second)
        {
            return Some((start, end));
        }
        let end = self.point_at(second)?;
        let years = (start.standing == Standing::Exact, end.standing == Standing::Exact);
        let start = Self::share(start, end)?;
        let is_stretch = match (start.moment.year, end.moment.year) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        let is_alike =
            start.moment.grain.max(end.moment.grain) < Grain::Decade || start.moment.grain == end.moment.grain;
        let is_step =
            matches!(start.rule, Rule::Step | Rule::Weekday) || matches!(end.rule, Rule::Step | Rule::Weekday);
        (is_stretch && is_alike && !is_step && (years.1 || !years.0 || end.moment.grain <= Grain::Season))
            .then_some((start, end))
    }

    /// The first end with the year of the second, where it has none of its own.
    fn share(start: Found, end: Found) -> Option<Found> {
        if start.standing == Standing::Exact || start.moment.grain >= Grain::Year {
            return Some(start);
        }
        let year = end.moment.year?;
        if end.moment.grain > Grain::Season {
            return None;
        }
        let goes_round = start.moment.month <= 12 && end.moment.month <= 12 && start.moment.month > end.moment.month;
        let moment = Moment { year: Some(if goes_round { year - 1 } else { year }), ..start.moment };
        let standing = if goes_round { Standing::Inferred } else { end.standing };
        Some(Found { moment, standing, ..start })
    }

    /// "1954–62", "490–480 BC".
    fn short_year(&self, start: Found, second: usize) -> Option<Found> {
        let w = self.window;
        let first = start.moment.year?;
        let number = w
            .number(second, 2)
            .filter(|_| w.word(second).len() == 2 && !w.spaced(second) && !w.is(second - 1, "to"))?;
        let is_alone =
            !matches!(w.lex(second + 1), Lex::Month { .. } | Lex::Sign('%')) && self.era(second + 1).is_none();
        let is_date = matches!(w.lex(second + 1), Lex::Sign('-' | '/'))
            && w.lex(second + 2) == Lex::Number
            && !w.spaced(second + 2);
        let year = first.div_euclid(100) * 100 + number;
        (first > 0 && year > first && is_alone && !is_date)
            .then(|| Found::new(second, second + 1, Moment::year(year), Rule::ShortYear))
    }

    /// Where the second of two dates begins, after a dash, "to" or "and".
    fn joined(&self, at: usize) -> Option<usize> {
        let w = self.window;
        match w.lex(at) {
            Lex::Sign('-' | '–' | '—' | '~' | '−' | '/') => {
                Some(at + 1 + usize::from(w.sign(at + 1, '-') && !w.spaced(at + 1)))
            }
            Lex::Word | Lex::Scale(_) => w
                .is_one_of(at, &["to", "until", "till", "through", "and", "hingga", "sampai", "dan", "s"])
                .then_some(at + 1),
            _ => None,
        }
    }
}
