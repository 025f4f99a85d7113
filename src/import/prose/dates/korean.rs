//! Korean dates: 1973년 9월 17일, 1989.11, 2010년대.

use super::super::Language;
use super::super::lexicon::Lex;
use super::super::moment::{Grain, Moment, is_day};
use super::grammar::{Found, Grammar};
use super::mention::{Bound, Rule, Standing};

impl Grammar<'_, '_> {
    /// A year, month or day with its sign; what is finer follows what is coarser.
    pub(super) fn korean(&self, at: usize) -> Option<Found> {
        let w = self.window;
        if self.language == Language::Korean && w.word(at).len() == 4 && w.sign(at + 1, '.') && !w.spaced(at + 2) {
            let (year, _) = self.year_number(at)?;
            let month = u8::try_from(w.number(at + 2, 2)?).ok().filter(|month| (1..=12).contains(month))?;
            let day = (w.sign(at + 3, '.') && !w.spaced(at + 4))
                .then(|| w.number(at + 4, 2))
                .flatten()
                .and_then(|day| u8::try_from(day).ok());
            return Some(match day.filter(|day| is_day(Some(year), month, *day)) {
                Some(day) => Found::new(at, at + 5, Moment::day(Some(year), month, day), Rule::Korean),
                None => Found::new(at, at + 3, Moment::month(Some(year), month), Rule::Korean),
            });
        }
        let mut next = at;
        let mut year = None;
        let mut is_said = false;
        if let Some(number) = w.number(next, 4).filter(|_| self.sign_after(next, '년')) {
            if w.word(next + 1).starts_with("년대") {
                let moment = Moment { grain: Grain::Decade, year: Some(number / 10 * 10), month: 0, day: 0 };
                return Some(Found::new(at, at + 2, moment, Rule::Korean));
            }
            if w.word(next).len() < 4 || w.word(next + 1).starts_with("년간") {
                return None;
            }
            year = Some(number);
            is_said = true;
            next += 2;
        }
        let mut month = None;
        if let Some(number) =
            w.number(next, 2).filter(|number| (1..=12).contains(number) && self.sign_after(next, '월'))
        {
            month = u8::try_from(number).ok();
            next += 2;
        }
        if year.is_none() {
            year = self.running.year_of(month?);
        }
        let Some(month) = month else {
            return Some(Found::new(at, next, Moment::year(year?), Rule::Korean));
        };
        let day = w.number(next, 2).filter(|_| self.sign_after(next, '일')).and_then(|day| u8::try_from(day).ok());
        let found = match day.filter(|day| is_day(year, month, *day)) {
            Some(day) => Found::new(at, next + 2, Moment::day(year, month, day), Rule::Korean),
            None => Found::new(at, next, Moment::month(year, month), Rule::Korean),
        };
        Some(if is_said { found } else { found.inferred() })
    }

    /// The second end of “2020년 1월부터 9월까지”; what it leaves out it has from the first.
    pub(super) fn korean_end(&self, start: Found) -> Option<Found> {
        let w = self.window;
        let has_ending = |found: Found, ending: &str| w.word(found.to.wrapping_sub(1)).ends_with(ending);
        if self.language != Language::Korean || !has_ending(start, "부터") {
            return None;
        }
        let end = self.korean(start.to).filter(|end| has_ending(*end, "까지"))?;
        if end.moment.grain == Grain::Year || end.standing == Standing::Exact {
            return Some(end);
        }
        let year = start.moment.year?;
        let year = if end.moment.month < start.moment.month { year + 1 } else { year };
        Some(Found { moment: Moment { year: Some(year), ..end.moment }, standing: start.standing, ..end })
    }

    /// What the ending of a Korean date, or the word behind it, says of it.
    pub(super) fn korean_bound(&self, to: usize) -> Option<Bound> {
        let w = self.window;
        if self.language != Language::Korean {
            return None;
        }
        let (last, next) = (w.word(to.wrapping_sub(1)), w.word(to));
        match () {
            () if last.ends_with("부터") || next.starts_with("이래") => Some(Bound::Since),
            () if last.ends_with("까지") => Some(Bound::Until),
            () if next.starts_with("이후") => Some(Bound::Since),
            () if next.starts_with("이전") => Some(Bound::Before),
            () => None,
        }
    }

    /// Whether a number is followed by a word that begins with this sign.
    fn sign_after(&self, at: usize, sign: char) -> bool {
        let w = self.window;
        w.lex(at) == Lex::Number && !w.spaced(at + 1) && w.word(at + 1).starts_with(sign)
    }
}
