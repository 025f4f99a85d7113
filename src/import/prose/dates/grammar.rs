//! The forms of a date.

use super::super::Language;
use super::super::lexicon::Lex;
use super::super::moment::{Moment, Part, Unit, is_day};
use super::super::token::Window;
use super::anchor::Running;
use super::mention::{Bound, DateMention, Point, Rule, Standing, TimeMention};

/// A window, its language and the running date.
pub(super) struct Grammar<'w, 't> {
    pub window: &'w Window<'t>,
    pub language: Language,
    pub running: &'w mut Running,
}

/// A date and the tokens that it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    pub moment: Moment,
    pub part: Option<Part>,
    pub is_approximate: bool,
    pub standing: Standing,
    pub rule: Rule,
}

impl Found {
    /// A date that the text says whole, or whose year is still to be read.
    pub(super) fn new(from: usize, to: usize, moment: Moment, rule: Rule) -> Self {
        let standing = if moment.year.is_some() { Standing::Exact } else { Standing::Unresolved };
        Self { from, to, moment, part: None, is_approximate: false, standing, rule }
    }

    /// The same, read from what stands before.
    pub(super) fn inferred(mut self) -> Self {
        if self.moment.year.is_some() {
            self.standing = Standing::Inferred;
        }
        self
    }
}

impl Grammar<'_, '_> {
    /// The time that begins here, and where to go on.
    pub(super) fn time(&mut self, at: usize) -> (Option<TimeMention>, usize) {
        if let Lex::Word = self.window.lex(at)
            && !self.opens(at)
        {
            return (None, at + 1);
        }
        if let Some((mention, next)) = self.date(at) {
            return (Some(TimeMention::Date(mention)), next);
        }
        if let Some((mention, next)) = self.other(at) {
            return (Some(mention), next);
        }
        (None, at + 1)
    }

    /// Whether a word outside the lexicon may open a time.
    fn opens(&self, at: usize) -> bool {
        let word = self.window.word(at);
        match word.len() {
            1 => matches!(word, "a" | "A" | "c" | "Q"),
            2 => self.window.is_one_of(at, &["ca", "an", "at", "AD", "CE"]),
            3 => self.window.is_one_of(at, &["the", "per", "mid", "for", "dry", "Tet", "wet"]),
            4 => self.window.is_one_of(at, &["each", "over", "some", "only", "just", "more", "less"]),
            5 => self
                .window
                .is_one_of(at, &["these", "about", "circa", "every", "later", "rainy", "under", "rest", "tahun"]),
            6 => self
                .window
                .is_one_of(at, &["around", "during", "almost", "nearly", "awal", "akhir", "Easter", "latter"]),
            7 => self.window.is_one_of(at, &["earlier", "roughly", "another"]),
            9 => self.window.is_one_of(at, &["christmas"]),
            _ => false,
        }
    }

    /// A date or a stretch of dates, with the word before it that binds it.
    fn date(&mut self, at: usize) -> Option<(DateMention, usize)> {
        let (start, end) = self.stretch(at)?;
        let next = end.map_or(start.to, |end| end.to);
        let bound = || self.bound(start.from).or_else(|| self.korean_bound(start.to));
        let bound = if end.is_some() { None } else { bound() };
        // What is said in passing does not carry the account on.
        if !self.window.sign(start.from.wrapping_sub(1), '(') {
            self.running.set(start.moment);
            if let Some(end) = end {
                self.running.set(end.moment);
            }
        }
        let mention = DateMention {
            range: self.window.range(start.from, next),
            start: self.point(start),
            end: end.map(|end| self.point(end)),
            bound,
        };
        Some((mention, next))
    }

    fn point(&self, found: Found) -> Point {
        Point {
            range: self.window.range(found.from, found.to),
            moment: found.moment,
            part: found.part,
            is_approximate: found.is_approximate,
            standing: found.standing,
            rule: found.rule,
        }
    }

    /// What the word before a date says.
    fn bound(&self, from: usize) -> Option<Bound> {
        let before = self.at_least_before(from).or_else(|| from.checked_sub(1))?;
        let word = self.window.word(before);
        if word.eq_ignore_ascii_case("dengan") && self.window.is(before.wrapping_sub(1), "sampai") {
            return Some(Bound::Until);
        }
        Some(match word.len() {
            2 if word.eq_ignore_ascii_case("by") => Bound::By,
            4 if word.eq_ignore_ascii_case("till") => Bound::Until,
            5 if word.eq_ignore_ascii_case("until") => Bound::Until,
            5 if word.eq_ignore_ascii_case("since") || word.eq_ignore_ascii_case("sejak") => Bound::Since,
            5 if word.eq_ignore_ascii_case("after") => Bound::After,
            6 if word.eq_ignore_ascii_case("before") => Bound::Before,
            6 if word.eq_ignore_ascii_case("hingga") || word.eq_ignore_ascii_case("sampai") => Bound::Until,
            7 if word.eq_ignore_ascii_case("setelah") || word.eq_ignore_ascii_case("sesudah") => Bound::After,
            7 if word.eq_ignore_ascii_case("sebelum") => Bound::Before,
            _ => return None,
        })
    }

    /// One date, with "about", "early", "the end of" before it.
    pub(super) fn point_at(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let mut from = at;
        let mut is_approximate = false;
        if w.is_one_of(from, &["circa", "about", "around", "ca", "c", "sekitar"]) {
            is_approximate = true;
            from += 1;
            if w.sign(from, '.') {
                from += 1;
            }
        }
        let with_part = self.part(from);
        let (part, core) = with_part.map_or((None, from), |(part, core)| (Some(part), core));
        let found = self.core(core).or_else(|| with_part.and_then(|_| self.bare_year_stretch(core)));
        let mut found = found?;
        if is_approximate && matches!(found.rule, Rule::Step) {
            return None;
        }
        found.from = at;
        found.part = part;
        found.is_approximate = is_approximate;
        Some(found)
    }

    /// "Early", "mid-", "the end of": the part, and where the date goes on.
    fn part(&self, at: usize) -> Option<(Part, usize)> {
        let w = self.window;
        let has_article = w.is(at, "the");
        let mut word = at + usize::from(has_article);
        if has_article && w.is_one_of(word, &["very", "latter", "early"]) && matches!(w.lex(word + 1), Lex::Part(_)) {
            word += 1;
        }
        if w.is(word, "latter") && w.is(word + 1, "part") && w.is(word + 2, "of") {
            return Some((Part::Late, word + 3));
        }
        if w.is_one_of(word, &["awal", "akhir"]) {
            return Some((if w.is(word, "awal") { Part::Early } else { Part::Late }, word + 1));
        }
        let Lex::Part(part) = w.lex(word) else { return None };
        let mut next = word + 1;
        if w.is(next, "part") {
            next += 1;
        }
        let is_noun = w.is_one_of(word, &["end", "beginning", "start", "middle", "close"]);
        if is_noun || w.is(word + 1, "part") {
            return w.is(next, "of").then_some((part, next + 1));
        }
        if w.sign(next, '-') || w.sign(next, '–') {
            next += 1;
        }
        if has_article {
            // "the late 1950s", "the early summer", not "the late May Smith".
            let is_stretch = matches!(w.lex(next), Lex::Season(_) | Lex::Ordinal(_))
                || self.decade(next).is_some()
                || self.century(next).is_some();
            return is_stretch.then_some((part, next));
        }
        if w.is(next, "in") || w.is(next, "to") && matches!(w.lex(next + 1), Lex::Part(_)) {
            next += 1;
        }
        if let Lex::Part(_) = w.lex(next) {
            next += 1;
            if w.sign(next, '-') {
                next += 1;
            }
        }
        Some((part, next))
    }

    /// "The year" after "the end of".
    fn bare_year_stretch(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let noun = at + usize::from(w.is(at, "the"));
        let last = self.running.last();
        let moment = match w.lex(noun) {
            Lex::Unit(Unit::Year, false) => Moment { year: self.running.year(), ..Moment::year(0) },
            Lex::Unit(Unit::Month, false) => {
                last.and_then(|last| last.plus_months(0)).unwrap_or(Moment { month: 0, ..Moment::month(None, 1) })
            }
            _ => return None,
        };
        Some(Found::new(at, noun + 1, moment, Rule::Step).inferred())
    }

    /// A date without words before it.
    pub(super) fn core(&self, at: usize) -> Option<Found> {
        let w = self.window;
        match w.lex(at) {
            Lex::Number => self
                .korean(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.day_first(at, None))
                .or_else(|| self.century(at))
                .or_else(|| self.decade(at))
                .or_else(|| self.half(at))
                .or_else(|| self.year(at)),
            Lex::Month { .. } => self.month_first(at),
            Lex::Weekday(_) => self.weekday(at),
            Lex::Season(_) => self.season(at),
            Lex::Ordinal(_) => self.century(at).or_else(|| self.half(at)).or_else(|| self.day_first(at, None)),
            Lex::Step(_) => self.step(at, false),
            Lex::Sign('\'' | '’' | '‘') => self.decade(at),
            _ => self.opened(at),
        }
    }

    /// A date that a word outside the lexicon opens.
    fn opened(&self, at: usize) -> Option<Found> {
        let w = self.window;
        if w.is(at, "the") {
            let inner = at + 1;
            let found = match w.lex(inner) {
                Lex::Number => self
                    .century(inner)
                    .or_else(|| self.decade(inner))
                    .or_else(|| self.half(inner))
                    .or_else(|| self.day_first(inner, Some(()))),
                Lex::Ordinal(_) => self.core(inner),
                Lex::Season(_) => self.season(inner),
                Lex::Step(_) => self.step(inner, true),
                Lex::Sign('\'' | '’' | '‘') => self.decade(inner),
                Lex::Unit(Unit::Year, _) => self.year(inner + 1).filter(|_| !w.is(inner + 1, "of")),
                Lex::Unit(Unit::Day, false) => self.day_beside(inner),
                _ => self.half(inner),
            };
            return found.map(|found| Found { from: at, ..found });
        }
        if w.is_one_of(at, &["AD", "CE"]) && w.capital(at) {
            let year = w.number(at + 1, 4)?;
            return Some(Found::new(at, at + 2, Moment::year(year), Rule::Year));
        }
        if w.word(at) == "Q" && !w.spaced(at + 1) {
            let quarter = w.number(at + 1, 1).filter(|quarter| (1..=4).contains(quarter))?;
            let of = at + 2 + usize::from(w.is(at + 2, "of"));
            let (year, to) = self.year_number(of)?;
            let quarter = u8::try_from(quarter).ok()? + 32;
            return Some(Found::new(at, to, Moment::month(Some(year), quarter), Rule::Season));
        }
        if w.is(at, "christmas") && w.capital(at) {
            let mut to = at + 1;
            let is_eve = w.is(to, "eve");
            if is_eve || w.is(to, "day") {
                to += 1;
            }
            let (year, to, is_said) = self.year_after(to, 12);
            let found = Found::new(at, to, Moment::day(year, 12, if is_eve { 24 } else { 25 }), Rule::Holiday);
            return Some(if is_said { found } else { found.inferred() });
        }
        if w.is(at, "tahun") {
            return self.year(at + 1).map(|found| Found { from: at, ..found });
        }
        self.later_in(at)
    }

    /// "25 April 2012", "the 3rd of May", "the third of May".
    fn day_first(&self, at: usize, article: Option<()>) -> Option<Found> {
        let w = self.window;
        let day = self.day_number(at)?;
        let mut next = at + 1;
        let is_ordinal = self.ordinal_suffix(next) || matches!(w.lex(at), Lex::Ordinal(_));
        if self.ordinal_suffix(next) {
            next += 1;
        }
        if w.is(next, "of") && is_ordinal {
            next += 1;
        }
        let Lex::Month { month, is_short } = w.lex(next) else { return None };
        if article.is_some() && !is_ordinal || !w.capital(next) && self.language == Language::English {
            return None;
        }
        next += 1;
        if is_short && w.sign(next, '.') {
            next += 1;
        }
        self.with_year(at, next, month, day)
    }

    /// A day with the year that may follow.
    fn with_year(&self, from: usize, next: usize, month: u8, day: u8) -> Option<Found> {
        let (year, to, is_said) = self.year_after(next, month);
        if !is_day(year, month, day) {
            return None;
        }
        let found = Found::new(from, to, Moment::day(year, month, day), Rule::Day);
        Some(if is_said { found } else { found.inferred() })
    }

    /// A day of the month in digits or as an ordinal word.
    pub(super) fn day_number(&self, at: usize) -> Option<u8> {
        let w = self.window;
        match w.lex(at) {
            Lex::Ordinal(day) => Some(day),
            Lex::Number if !self.is_within_number(at) => {
                w.number(at, 2).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))
            }
            _ => None,
        }
    }

    /// Whether a token is the "th" of "20th".
    pub(super) fn ordinal_suffix(&self, at: usize) -> bool {
        !self.window.spaced(at) && self.window.is_one_of(at, &["st", "nd", "rd", "th"])
    }

    /// "April 25, 2012", "April 2012", "April".
    fn month_first(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let Lex::Month { month, is_short } = w.lex(at) else { return None };
        if !w.capital(at) && self.language == Language::English {
            return None;
        }
        let mut next = at + 1;
        if w.sign(next, '.') && is_short {
            next += 1;
        }
        if let Some(day) = self.day_number(next).filter(|_| w.lex(next) == Lex::Number && w.spaced(next)) {
            let mut to = next + 1;
            if self.ordinal_suffix(to) {
                to += 1;
            }
            let is_thousands = w.sign(to, ',') && !w.spaced(to + 1) && w.lex(to + 1) == Lex::Number && !w.spaced(to);
            if !w.sign(to, ':')
                && !is_thousands
                && let Some(found) = self.with_year(at, to, month, day)
            {
                return Some(found);
            }
        }
        let (year, to, is_said) = self.year_after(next, month);
        if !is_said && !self.is_month_alone(at, is_short) {
            return None;
        }
        let found = Found::new(at, to, Moment::month(year, month), Rule::Month);
        Some(if is_said { found } else { found.inferred() })
    }

    /// Whether a word that may be a name or a verb is a month, by what stands beside it.
    fn is_month_alone(&self, at: usize, is_short: bool) -> bool {
        let w = self.window;
        let before = at.wrapping_sub(1);
        let is_led = w.is_one_of(
            before,
            &[
                "in",
                "of",
                "by",
                "since",
                "until",
                "till",
                "from",
                "to",
                "during",
                "through",
                "before",
                "after",
                "between",
                "and",
                "that",
                "this",
                "last",
                "next",
                "late",
                "early",
                "mid",
                "following",
                "previous",
                "sejak",
                "pada",
                "bulan",
            ],
        ) || matches!(w.lex(before), Lex::Part(_) | Lex::Step(_) | Lex::Sign('-' | '–' | '—' | '('));
        if is_short {
            return false;
        }
        if w.is_one_of(at, &["may", "march", "august", "mei", "april", "june"]) {
            return is_led;
        }
        is_led || !w.capital(at + 1) && !matches!(w.lex(at + 1), Lex::Sign('\''))
    }

    /// The year that follows a month: said, or read from the running date.
    pub(super) fn year_after(&self, at: usize, month: u8) -> (Option<i32>, usize, bool) {
        let w = self.window;
        let mut next = at;
        if w.sign(next, ',') {
            next += 1;
        }
        if w.is_one_of(next, &["of", "in", "tahun"]) {
            let of = next + 1;
            if let Some((year, to)) = self.year_number(of).filter(|_| !w.is(next, "in")) {
                return (Some(year), to, true);
            }
            let step = of + usize::from(w.is(of, "the"));
            if let Lex::Step(step_by) = w.lex(step)
                && w.lex(step + 1) == Lex::Unit(Unit::Year, false)
                && let Some(year) = self.running.year()
            {
                return (Some(year + i32::from(super::steps::by(step_by))), step + 2, false);
            }
        } else if let Some((year, to)) = self.year_number(next) {
            return (Some(year), to, true);
        }
        (self.running.year_of(month), at, false)
    }

    /// A number that can be a year beside a month: four digits, or fewer with an era.
    pub(super) fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        let w = self.window;
        let number = w.number(at, 4)?;
        if let Some((is_before, to)) = self.era(at + 1) {
            return Some((if is_before { 1 - number } else { number }, to));
        }
        let is_whole =
            !(self.is_within_number(at) || w.sign(at + 1, ',') && !w.spaced(at + 2) && w.lex(at + 2) == Lex::Number);
        (w.word(at).len() == 4 && (1000..=2199).contains(&number) && is_whole).then_some((number, at + 1))
    }

    /// BC, BCE, AD, CE, with or without points: whether it is before, and where it ends.
    pub(super) fn era(&self, at: usize) -> Option<(bool, usize)> {
        let w = self.window;
        match w.word(at) {
            "BC" | "BCE" => Some((true, at + 1)),
            "AD" | "CE" => Some((false, at + 1)),
            "B" if w.sign(at + 1, '.') && w.word(at + 2) == "C" && w.sign(at + 3, '.') => {
                let is_long = w.word(at + 4) == "E" && w.sign(at + 5, '.');
                Some((true, at + if is_long { 6 } else { 4 }))
            }
            "A" if w.sign(at + 1, '.') && w.word(at + 2) == "D" && w.sign(at + 3, '.') => Some((false, at + 4)),
            _ => None,
        }
    }

    /// Whether digits go on from before: "3.14", "1,465".
    pub(super) fn is_within_number(&self, at: usize) -> bool {
        let w = self.window;
        at >= 2
            && !w.spaced(at)
            && matches!(w.lex(at - 1), Lex::Sign('.' | ','))
            && !w.spaced(at - 1)
            && w.lex(at - 2) == Lex::Number
    }

    /// "Thursday", "Thursday, 25 April".
    fn weekday(&self, at: usize) -> Option<Found> {
        let w = self.window;
        if !w.capital(at) {
            return None;
        }
        let mut next = at + 1;
        if w.sign(next, ',') {
            next += 1;
        }
        if let Some(found) = self.core(next + usize::from(w.is(next, "the"))).filter(|found| found.rule == Rule::Day) {
            return Some(Found { from: at, ..found });
        }
        Some(Found::new(at, at + 1, Moment::day(None, 0, 0), Rule::Weekday))
    }

    /// "Spring of 1941", "summer 1941", "the winter of 1941–42", "that winter".
    fn season(&self, at: usize) -> Option<Found> {
        let w = self.window;
        let Lex::Season(season) = w.lex(at) else { return None };
        let month = season + 20;
        let of = at + 1 + usize::from(w.is(at + 1, "of"));
        let of = of + usize::from(w.sign(of, ','));
        if let Some((year, mut to)) = self.year_number(of) {
            let is_winter = season == 4 && matches!(w.lex(to), Lex::Sign('-' | '–' | '/'));
            if is_winter && w.number(to + 1, 4).is_some() {
                to += 2;
            }
            return Some(Found::new(at, to, Moment::month(Some(year), month), Rule::Season));
        }
        let has_article = w.is(at.wrapping_sub(1), "the");
        let is_of_other = w.is(at + 1, "of");
        let is_led = w.is_one_of(
            at.wrapping_sub(1),
            &[
                "in",
                "by",
                "during",
                "since",
                "until",
                "that",
                "this",
                "each",
                "every",
                "next",
                "following",
                "last",
                "previous",
                "of",
                "same",
                "harsh",
                "severe",
            ],
        ) || matches!(w.lex(at.wrapping_sub(1)), Lex::Part(_));
        if is_of_other || !(is_led || has_article && !w.is(at, "fall")) {
            return None;
        }
        Some(Found::new(at, at + 1, Moment::month(self.running.year(), month), Rule::Season).inferred())
    }
}
