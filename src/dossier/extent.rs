//! Stretches of time, and how an EDTF value becomes them.

use edtf_core::{Bound, BoundDate, Bounds, Date as Part, Edtf, Interval, IntervalEndpoint as End, SetElement, SetKind};

use super::{Day, edtf};

/// A stretch of time from the earliest to the latest day that a date, or one member of a set of dates, may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Where it begins.
    pub start: Edge,
    /// Where it ends, that day included.
    pub end: Edge,
    /// Whether the start is said to be uncertain or approximate.
    pub is_start_soft: bool,
    /// Whether the end is said to be uncertain or approximate.
    pub is_end_soft: bool,
    /// Whether it is only said that it was some time in the stretch (`196X`, `[1960,1964]`), and not that it lasted through it.
    pub is_possibility: bool,
}

/// One end of an [`Extent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// On this day.
    Day(Day),
    /// There is no end to it (EDTF `..`).
    Open,
    /// There is one, but it is not known (EDTF's empty side of an interval).
    Unknown,
}

impl Extent {
    /// What has no place in time at all.
    pub(super) const NOWHERE: Self = Self {
        start: Edge::Unknown,
        end: Edge::Unknown,
        is_start_soft: false,
        is_end_soft: false,
        is_possibility: false,
    };

    /// Whether anything is said of when it was; of what is open at both ends it is said that it always was.
    #[must_use]
    pub const fn is_placed(&self) -> bool {
        !matches!((self.start, self.end), (Edge::Unknown, Edge::Unknown))
    }

    /// Whether the two have a day in common; an end that is not known reaches no further than what is known.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, two: &Self| one.known_end() < two.known_start();
        self.is_placed() && other.is_placed() && !ends_before(self, other) && !ends_before(other, self)
    }

    /// The first day that certainly belongs to it.
    fn known_start(&self) -> i64 {
        match (self.start, self.end) {
            (Edge::Day(day), _) | (Edge::Unknown, Edge::Day(day)) => day.0,
            (Edge::Open | Edge::Unknown, _) => i64::MIN,
        }
    }

    /// The last day that certainly belongs to it.
    fn known_end(&self) -> i64 {
        match (self.end, self.start) {
            (Edge::Day(day), _) | (Edge::Unknown, Edge::Day(day)) => day.0,
            (Edge::Open | Edge::Unknown, _) => i64::MAX,
        }
    }
}

impl Edge {
    /// The day, where there is one.
    #[must_use]
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }

    /// Orders starts: an open one lies before every day.
    pub(super) fn start_key(self) -> i64 {
        self.day().map_or(i64::MIN, |day| day.0)
    }

    /// Orders ends: an open one lies after every day.
    pub(super) fn end_key(self) -> i64 {
        self.day().map_or(i64::MAX, |day| day.0)
    }
}

/// The stretches of a value: one, or one for each member of a set.
pub(super) fn extents(parsed: &Edtf, max_year: i64) -> Vec<Extent> {
    let reader = Reader { max_year };
    match parsed {
        Edtf::Date(date) => vec![reader.date(date)],
        Edtf::DateTime(moment) => vec![reader.date(&moment.date)],
        Edtf::Interval(Interval { start, end }) => vec![reader.between(start, end)],
        Edtf::Set(set) => {
            let is_one_of_them = set.kind == SetKind::OneMember;
            let member = |member| {
                let extent = reader.member(member);
                Extent { is_possibility: is_one_of_them || extent.is_possibility, ..extent }
            };
            set.elements.iter().map(member).collect()
        }
    }
}

/// Turns the bounds of the parser into days.
struct Reader {
    /// Years further from year 0 count as one more than this.
    max_year: i64,
}

impl Reader {
    fn date(&self, date: &Part) -> Extent {
        let is_soft = is_soft(date);
        let (start, end) = self.ends(date);
        let is_possibility = date.has_unspecified() || date.year.significant_digits.is_some();
        Extent { start, end, is_start_soft: is_soft, is_end_soft: is_soft, is_possibility }
    }

    fn between(&self, start: &End, end: &End) -> Extent {
        let first = match start {
            End::Date(date) | End::OnOrAfter(date) => self.ends(date).0,
            End::Open | End::OnOrBefore(_) => Edge::Open,
            End::Unknown => Edge::Unknown,
        };
        let last = match end {
            End::Date(date) | End::OnOrBefore(date) => self.ends(date).1,
            End::Open | End::OnOrAfter(_) => Edge::Open,
            End::Unknown => Edge::Unknown,
        };
        let (is_start_soft, is_end_soft) = (is_soft_end(start), is_soft_end(end));
        Extent { start: first, end: last, is_start_soft, is_end_soft, is_possibility: false }
    }

    fn member(&self, member: &SetElement) -> Extent {
        match member {
            SetElement::Date(date) => self.date(date),
            SetElement::OnOrBefore(date) => self.between(&End::Open, &End::Date(*date)),
            SetElement::OnOrAfter(date) => self.between(&End::Date(*date), &End::Open),
            SetElement::Range(start, end) => self.between(&End::Date(*start), &End::Date(*end)),
        }
    }

    /// The first and the last day that a date may mean.
    fn ends(&self, date: &Part) -> (Edge, Edge) {
        if edtf::has_no_year(date) {
            return (Edge::Unknown, Edge::Unknown);
        }
        let Bounds { earliest, latest } = edtf::bounds(date);
        (self.edge(earliest), self.edge(latest))
    }

    fn edge(&self, bound: Bound) -> Edge {
        match bound {
            Bound::Date(BoundDate { year, month, day }) => {
                Edge::Day(Day::from_civil(year.clamp(-self.max_year - 1, self.max_year + 1), month, day))
            }
            Bound::NegativeInfinity | Bound::PositiveInfinity => Edge::Open,
            Bound::Unknown => Edge::Unknown,
        }
    }
}
fn is_soft(date: &Part) -> bool {
    date.is_uncertain() || date.is_approximate()
}

/// Whether an end of an interval may lie elsewhere than where it is drawn.
fn is_soft_end(end: &End) -> bool {
    match end {
        End::Date(date) => is_soft(date) || date.has_unspecified(),
        End::OnOrBefore(_) | End::OnOrAfter(_) => true,
        End::Open | End::Unknown => false,
    }
}
