//! What is found: a date, a length of time, or a word for a time.

use std::ops::Range;

use super::super::moment::{Moment, Part, Unit};

/// A time that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeMention {
    /// A date or a stretch from one date to another.
    Date(DateMention),
    /// A length of time.
    Length(Length),
    /// A time that comes again and again, "daily".
    Every {
        /// Where it stands, in bytes.
        range: Range<usize>,
        /// How often.
        unit: Unit,
    },
    /// A time that only the writer's present dates: "now", "former", "recently".
    Vague {
        /// Where it stands, in bytes.
        range: Range<usize>,
    },
}

impl TimeMention {
    /// Where it stands, in bytes.
    #[must_use]
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Date(date) => &date.range,
            Self::Length(length) => &length.range,
            Self::Every { range, .. } | Self::Vague { range } => range,
        }
    }
}

/// A date, or a stretch from one date to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands, in bytes, without the word that binds it ("until").
    pub range: Range<usize>,
    /// The date, or the first of the stretch.
    pub start: Point,
    /// The last of the stretch.
    pub end: Option<Point>,
    /// What the word before it says.
    pub bound: Option<Bound>,
}

/// One date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The date.
    pub moment: Moment,
    /// The part of it that the text names.
    pub part: Option<Part>,
    /// Whether the text says "about".
    pub is_approximate: bool,
    /// How sure its year is.
    pub standing: Standing,
    /// The rule that found it.
    pub rule: Rule,
}

/// How a date came by its year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The text says all of it.
    Exact,
    /// A part of it is read from what stands before.
    Inferred,
    /// A part of it is not said and cannot be read from what stands before.
    Unresolved,
}

/// The word that binds a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Until it.
    Until,
    /// From it on.
    Since,
    /// Before it.
    Before,
    /// After it.
    After,
    /// Not later than it.
    By,
}

/// A length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How many units; none where the text says "several".
    pub count: Option<u32>,
    /// The unit.
    pub unit: Unit,
}

/// The rule that found a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Day, month and year, or month and day.
    Day,
    /// A month, with or without its year.
    Month,
    /// A season, a quarter, a half of a year.
    Season,
    /// A year.
    Year,
    /// Two digits of a year after another year.
    ShortYear,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// Digits with signs between them.
    Numeric,
    /// "The same year", "the following day", "two days later".
    Step,
    /// A day that is known by its name.
    Holiday,
    /// A day of the week.
    Weekday,
    /// Korean: 년, 월, 일.
    Korean,
}

impl Rule {
    /// Its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day and month",
            Self::Month => "month",
            Self::Season => "season or part of a year",
            Self::Year => "year",
            Self::ShortYear => "last digits of a year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Numeric => "date in digits",
            Self::Step => "step from the date before",
            Self::Holiday => "named day",
            Self::Weekday => "day of the week",
            Self::Korean => "Korean date",
        }
    }
}

impl Point {
    /// In EDTF, `~` where the text says "about"; none while its year is not known.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let mut text = self.moment.edtf()?;
        if self.is_approximate {
            text.push('~');
        }
        Some(text)
    }
}

impl DateMention {
    /// In EDTF, with an open side where a word like "until" or "since" opens one; none while a year is not known.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let start = self.start.edtf()?;
        if let Some(end) = &self.end {
            return Some(format!("{start}/{}", end.edtf()?));
        }
        Some(match self.bound {
            None => start,
            Some(Bound::Until | Bound::Before | Bound::By) => format!("../{start}"),
            Some(Bound::Since | Bound::After) => format!("{start}/.."),
        })
    }

    /// The weaker standing of its two ends.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.end.as_ref().map_or(self.start.standing, |end| end.standing.max(self.start.standing))
    }
}
