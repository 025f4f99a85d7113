//! Facts as stretches of absolute points: how wide each is, and how its ends look.

use std::ops::Range;

use smallvec::SmallVec;

use crate::analysis::TimeLane;
use crate::dossier::{Day, Dossier, Edge, Extent, FactIx, Precision};

/// What is narrower than this is drawn as a point, in points of the screen.
pub(super) const NARROW: f64 = 9.0;
/// The width of a point's mark.
pub(super) const POINT: f64 = 10.0;
/// The stretch over which a start or end that is not stated fades.
pub(super) const FADE: f64 = 64.0;

/// How one end of a stretch looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Known.
    Sharp,
    /// Said to be uncertain or approximate.
    Soft,
    /// There is one, but it is not known when.
    Unknown,
    /// There is none.
    Open,
}

/// What a stretch is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A point that is known to the day.
    Dot,
    /// A point that is longer than a day, as far as is known.
    Square,
    /// As wide as it is long.
    Bar,
}

/// One stretch of a mark, in absolute points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) body: Body,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) start_end: End,
    pub(super) end_end: End,
    /// Whether it was some time within, rather than all the while.
    pub(super) is_possibility: bool,
}

impl Piece {
    /// Whether its dates are uncertain or approximate, or only a possibility.
    pub(super) fn is_soft(&self) -> bool {
        self.is_possibility || self.start_end == End::Soft || self.end_end == End::Soft
    }
}

/// A fact on its way to the screen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The fact, or the first of several of the very same dates.
    pub(super) fact: FactIx,
    /// The places of its facts in its lane.
    pub(super) places: Range<usize>,
    /// The row that it has wherever the view stands.
    pub(super) row: Option<usize>,
    /// Whether it is counted together with others, since there is no row for it.
    pub(super) is_heaped: bool,
    /// One stretch; more for a set of dates.
    pub(super) pieces: SmallVec<[Piece; 1]>,
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Item {
    /// The item of a place in a lane; `None` where its fact has no place in time.
    pub(super) fn of(dossier: &Dossier, lane: &TimeLane, places: Range<usize>, points_per_day: f64) -> Option<Self> {
        let fact = *lane.facts().get(places.start)?;
        let date = dossier.fact(fact).date.as_ref()?;
        let is_to_the_day = date.precision() == Precision::Day;
        let pieces: SmallVec<[Piece; 1]> =
            date.extents().iter().filter_map(|extent| piece(extent, is_to_the_day, points_per_day)).collect();
        let start = pieces.iter().map(|piece| piece.start).fold(f64::INFINITY, f64::min);
        let end = pieces.iter().map(|piece| piece.end).fold(f64::NEG_INFINITY, f64::max);
        (!pieces.is_empty()).then_some(Self { fact, places, row: None, is_heaped: false, pieces, start, end })
    }

    /// How many facts it stands for.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// Whether it is a mere point on the screen.
    pub(super) fn is_point(&self) -> bool {
        matches!(self.pieces.as_slice(), [piece] if piece.body != Body::Bar)
    }

    /// Whether it is one stretch that is as wide as it is long.
    pub(super) fn is_bar(&self) -> bool {
        matches!(self.pieces.as_slice(), [piece] if piece.body == Body::Bar)
    }
}

fn piece(extent: &Extent, is_to_the_day: bool, points_per_day: f64) -> Option<Piece> {
    let from = |day: Day| days(day) * points_per_day;
    let to = |day: Day| days(day.plus(1)) * points_per_day;
    let (start, end) = match (extent.start, extent.end) {
        (Edge::Day(first), Edge::Day(last)) => (from(first), to(last)),
        (Edge::Unknown, Edge::Day(last)) => (to(last) - FADE, to(last)),
        (Edge::Open, Edge::Day(last)) => (f64::NEG_INFINITY, to(last)),
        (Edge::Day(first), Edge::Unknown) => (from(first), from(first) + FADE),
        (Edge::Day(first), Edge::Open) => (from(first), f64::INFINITY),
        (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => return None,
    };
    let start_end = look(extent.start, extent.is_start_soft);
    let end_end = look(extent.end, extent.is_end_soft);
    let bar = Piece { body: Body::Bar, start, end, start_end, end_end, is_possibility: extent.is_possibility };
    if end - start >= NARROW {
        return Some(bar);
    }
    let middle = f64::midpoint(start, end);
    let body = if is_to_the_day { Body::Dot } else { Body::Square };
    Some(Piece { body, start: middle - POINT / 2.0, end: middle + POINT / 2.0, ..bar })
}

const fn look(edge: Edge, is_soft: bool) -> End {
    match edge {
        Edge::Day(_) if is_soft => End::Soft,
        Edge::Day(_) => End::Sharp,
        Edge::Open => End::Open,
        Edge::Unknown => End::Unknown,
    }
}

/// Days of a million years are exact as binary floats.
#[expect(clippy::cast_precision_loss, reason = "days are far fewer than binary floats keep exactly")]
pub(super) const fn days(day: Day) -> f64 {
    day.0 as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Date;

    fn pieces(text: &str, points_per_day: f64) -> Vec<Piece> {
        let date = Date::parse(text).expect(text);
        let is_day = date.precision() == Precision::Day;
        date.extents().iter().filter_map(|extent| piece(extent, is_day, points_per_day)).collect()
    }

    #[test]
    fn a_year_is_as_wide_as_a_year() {
        let [year] = pieces("2013", 2.0)[..] else { panic!() };
        assert!((year.end - year.start - 730.0).abs() < 1e-9);
        assert_eq!((year.body, year.start_end, year.end_end), (Body::Bar, End::Sharp, End::Sharp));
        let [leap] = pieces("2012", 2.0)[..] else { panic!() };
        assert!((leap.end - leap.start - 732.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_too_narrow_becomes_a_point_in_its_middle() {
        let [day] = pieces("1964-04-16", 0.01)[..] else { panic!() };
        let [year] = pieces("1964", 0.01)[..] else { panic!() };
        assert_eq!((day.body, year.body), (Body::Dot, Body::Square));
        let middle = days(Day::new_year(1964)) + 183.0;
        assert!((f64::midpoint(year.start, year.end) - middle * 0.01).abs() < 1e-6);
    }

    #[test]
    fn ends_are_what_they_are() {
        let ends = |text: &str| {
            let [piece] = pieces(text, 1.0)[..] else { panic!("{text}") };
            (piece.start_end, piece.end_end)
        };
        assert_eq!(ends("/1972"), (End::Unknown, End::Sharp));
        assert_eq!(ends("../1972"), (End::Open, End::Sharp));
        assert_eq!(ends("1968-11-08/.."), (End::Sharp, End::Open));
        assert_eq!(ends("1968-11-08/1970-01~"), (End::Sharp, End::Soft));
        let fading = &pieces("/1972", 1.0)[0];
        assert!((fading.end - fading.start - FADE).abs() < 1e-9);
        assert!(pieces("../1972", 1.0)[0].start.is_infinite());
        assert_eq!(pieces("[1961,1964-04-16]", 1.0).len(), 2);
    }

    #[test]
    fn a_doubt_is_kept_however_narrow_the_mark() {
        let is_soft = |text: &str, points_per_day: f64| {
            let found = pieces(text, points_per_day);
            assert!(!found.is_empty(), "{text}");
            found.iter().all(Piece::is_soft)
        };
        for text in ["2012?", "2013~", "2013-04-05%", "1968/1970~", "196X", "[1960,1964]", "[..1958]"] {
            assert!(is_soft(text, 1.0) && is_soft(text, 1e-6), "{text}");
        }
        for text in ["2012", "1960/1969", "{1960,1964}", "../1958", "/1958"] {
            assert!(!is_soft(text, 1.0) && !is_soft(text, 1e-6), "{text}");
        }
        assert!(pieces("XXXX", 1.0).is_empty() && pieces("../..", 1.0).is_empty());
    }
}
