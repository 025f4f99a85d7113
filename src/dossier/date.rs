//! Dates in the Extended Date/Time Format (EDTF; ISO 8601-2:2019, Library of Congress 2019), levels 0 to 2.

use std::fmt;

use edtf_core::{Bound, Date as Part, DateField, Edtf, IntervalEndpoint as End, SetElement};
use smol_str::SmolStr;

use super::extent::{Edge, Extent};
use super::{Day, edtf, extent};
use crate::limits::FURTHEST_YEAR;

/// An EDTF value, as the file has it, with the stretch of time that it covers.
///
/// A dossier has very many of them, so that only what is asked for again and again is kept beside the text.
///
/// ```
/// use attache::dossier::{Date, Day};
///
/// let visit = Date::parse("2013-10-20/2013-11-03")?;
/// assert_eq!(visit.first_day(), Some(Day::from_civil(2013, 10, 20)));
/// assert_eq!(visit.last_day(), Some(Day::from_civil(2013, 11, 3)));
/// assert!(Date::parse("1964~")?.is_approximate());
/// assert!(Date::parse("03/04/2013").is_err(), "nobody could say which day that is");
/// # Ok::<(), attache::dossier::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    text: SmolStr,
    extents: Extents,
    precision: Precision,
    is_uncertain: bool,
    is_approximate: bool,
}

/// The stretches of a date; nearly every date has one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Extents {
    One(Extent),
    Several(Box<[Extent]>),
}

impl Extents {
    fn of(extents: Vec<Extent>) -> Self {
        match extents.as_slice() {
            [extent] => Self::One(*extent),
            _ => Self::Several(extents.into_boxed_slice()),
        }
    }

    const fn as_slice(&self) -> &[Extent] {
        match self {
            Self::One(extent) => std::slice::from_ref(extent),
            Self::Several(extents) => extents,
        }
    }
}

/// The finest part of a date that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To a season, quarter or other part of a year.
    Season,
    /// To the year.
    Year,
    /// To the decade, the century or less.
    Coarser,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// Where in the text, in characters from 0.
    pub offset: usize,
}

impl Date {
    /// Reads an EDTF value.
    ///
    /// # Errors
    ///
    /// [`DateError`] says what is wrong and where; a date that the calendar does not have is refused too.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let parsed = edtf::parse(text).map_err(|error| DateError {
            message: error.message.to_owned(),
            offset: text[..text.floor_char_boundary(error.offset)].chars().count(),
        })?;
        let extents = Extents::of(extent::extents(&parsed, FURTHEST_YEAR));
        let too_far = |edge: Edge| matches!(edge, Edge::Day(day) if day.year().abs() > FURTHEST_YEAR);
        if extents.as_slice().iter().any(|extent| too_far(extent.start) || too_far(extent.end))
            || reaches_too_far(&parsed)
        {
            return Err(DateError {
                message: format!("the year lies more than {FURTHEST_YEAR} years away"),
                offset: 0,
            });
        }
        if extents
            .as_slice()
            .iter()
            .any(|extent| matches!((extent.start, extent.end), (Edge::Day(start), Edge::Day(end)) if end < start))
        {
            return Err(DateError { message: "the interval ends before it starts".to_owned(), offset: 0 });
        }
        Ok(Self {
            text: text.into(),
            extents,
            precision: precision_of(&parsed),
            is_uncertain: parsed.is_uncertain(),
            is_approximate: parsed.is_approximate(),
        })
    }

    /// The EDTF text, as the file has it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parsed value, for saying it in words; it is parsed again, which is quick, rather than kept, which is not small.
    ///
    /// There always is one: the text was parsed before.
    #[must_use]
    pub fn edtf(&self) -> Option<Edtf> {
        edtf::parse(&self.text).ok()
    }

    /// The stretches of time that it covers: one, or one for each member of a set.
    #[must_use]
    pub fn extents(&self) -> &[Extent] {
        self.extents.as_slice()
    }

    /// From the start of the first stretch to the end of the last.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let mut whole = self.extents().first().copied().unwrap_or(Extent::NOWHERE);
        for extent in self.extents().iter().skip(1) {
            if extent.start.start_key() < whole.start.start_key() {
                (whole.start, whole.is_start_soft) = (extent.start, extent.is_start_soft);
            }
            if extent.end.end_key() > whole.end.end_key() {
                (whole.end, whole.is_end_soft) = (extent.end, extent.is_end_soft);
            }
        }
        whole
    }

    /// The first day, where one is said.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.extent().start.day()
    }

    /// The last day, where one is said.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.extent().end.day()
    }

    /// The calendar year that the whole date lies in, where it lies in one.
    #[must_use]
    pub fn single_year(&self) -> Option<i64> {
        let first = self.first_day()?.year();
        (self.last_day()?.year() == first).then_some(first)
    }

    /// Whether it covers a calendar year from its first day to its last, and no more.
    #[must_use]
    pub fn is_whole_year(&self) -> bool {
        self.single_year().is_some_and(|year| {
            self.first_day() == Some(Day::new_year(year)) && self.last_day() == Some(Day::new_year(year + 1).plus(-1))
        })
    }

    /// Whether the two have a day in common, as far as their ends are known.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.extents().iter().any(|one| other.extents().iter().any(|two| one.meets(two)))
    }

    /// The finest part of it that is said; of an interval or a set, the coarsest of its ends.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether any part is marked as uncertain (`?` or `%`).
    #[must_use]
    pub const fn is_uncertain(&self) -> bool {
        self.is_uncertain
    }

    /// Whether any part is marked as approximate (`~` or `%`).
    #[must_use]
    pub const fn is_approximate(&self) -> bool {
        self.is_approximate
    }

    /// Whether it is only said that it was some time in its stretches, and not that it lasted through them.
    #[must_use]
    pub fn is_possibility(&self) -> bool {
        self.extents().iter().any(|extent| extent.is_possibility)
    }

    /// What dates are put in order by: the first day that is known, then the last.
    #[must_use]
    pub fn sort_key(&self) -> (Day, Day) {
        let Extent { start, end, .. } = self.extent();
        let first = start.day().or(end.day()).unwrap_or(Day(i64::MIN));
        (first, end.day().unwrap_or(Day(i64::MAX)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at character {})", self.message, self.offset + 1)
    }
}

/// Whether a year is so large that the parser itself has no bounds for it; an end of that kind must not pass for one
/// that is not known.
fn reaches_too_far(parsed: &Edtf) -> bool {
    let has_no_bounds = |date: &Part| edtf::bounds(date).earliest == Bound::Unknown;
    let of_end = |end: &End| match end {
        End::Date(date) | End::OnOrBefore(date) | End::OnOrAfter(date) => has_no_bounds(date),
        End::Open | End::Unknown => false,
    };
    match parsed {
        Edtf::Date(date) => has_no_bounds(date),
        Edtf::DateTime(_) => false,
        Edtf::Interval(interval) => of_end(&interval.start) || of_end(&interval.end),
        Edtf::Set(set) => set.elements.iter().any(|member| match member {
            SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => has_no_bounds(date),
            SetElement::Range(start, end) => has_no_bounds(start) || has_no_bounds(end),
        }),
    }
}

/// The precision of a value; of an interval or a set, that of the coarsest of its ends.
fn precision_of(parsed: &Edtf) -> Precision {
    let of_end = |end: &End| match end {
        End::Date(date) | End::OnOrBefore(date) | End::OnOrAfter(date) => Some(precision(date)),
        End::Open | End::Unknown => None,
    };
    match parsed {
        Edtf::Date(date) => precision(date),
        Edtf::DateTime(_) => Precision::Day,
        Edtf::Interval(interval) => of_end(&interval.start).max(of_end(&interval.end)).unwrap_or(Precision::Coarser),
        Edtf::Set(set) => {
            let of_member = |member: &SetElement| match member {
                SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => precision(date),
                SetElement::Range(start, end) => precision(start).max(precision(end)),
            };
            set.elements.iter().map(of_member).max().unwrap_or(Precision::Coarser)
        }
    }
}

fn precision(date: &Part) -> Precision {
    let says = |field: Option<DateField>| field.is_some_and(|field| !field.has_unspecified());
    if date.year.has_unspecified() || date.year.significant_digits.is_some() {
        return Precision::Coarser;
    }
    match date.precision() {
        edtf_core::Precision::Day if says(date.day) && says(date.month) => Precision::Day,
        edtf_core::Precision::Day | edtf_core::Precision::Month if says(date.month) => Precision::Month,
        edtf_core::Precision::Season => Precision::Season,
        edtf_core::Precision::Day | edtf_core::Precision::Month | edtf_core::Precision::Year => Precision::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Edge {
        Edge::Day(Day::from_civil(year, month, day))
    }

    #[track_caller]
    fn check(text: &str, start: Edge, end: Edge, precision: Precision) {
        let date = Date::parse(text).expect(text);
        assert_eq!((date.extent().start, date.extent().end), (start, end), "{text}");
        assert_eq!(date.precision(), precision, "{text}");
        assert_eq!(date.text(), text);
    }

    #[test]
    fn level_0() {
        check("2002", day(2002, 1, 1), day(2002, 12, 31), Precision::Year);
        check("2018-08", day(2018, 8, 1), day(2018, 8, 31), Precision::Month);
        check("1964-04-16", day(1964, 4, 16), day(1964, 4, 16), Precision::Day);
        check("2013-10-20/2013-11-03", day(2013, 10, 20), day(2013, 11, 3), Precision::Day);
        check("2014/2019", day(2014, 1, 1), day(2019, 12, 31), Precision::Year);
        check("2014-01/2014-10", day(2014, 1, 1), day(2014, 10, 31), Precision::Month);
        check("2018-07-31T12:00:00Z", day(2018, 7, 31), day(2018, 7, 31), Precision::Day);
    }

    #[test]
    fn level_1() {
        check("1965~", day(1965, 1, 1), day(1965, 12, 31), Precision::Year);
        check("1965?", day(1965, 1, 1), day(1965, 12, 31), Precision::Year);
        check("1965-04%", day(1965, 4, 1), day(1965, 4, 30), Precision::Month);
        check("201X", day(2010, 1, 1), day(2019, 12, 31), Precision::Coarser);
        check("19XX", day(1900, 1, 1), day(1999, 12, 31), Precision::Coarser);
        check("2004-XX", day(2004, 1, 1), day(2004, 12, 31), Precision::Year);
        check("2004-02-XX", day(2004, 2, 1), day(2004, 2, 29), Precision::Month);
        check("../1972", Edge::Open, day(1972, 12, 31), Precision::Year);
        check("/1972", Edge::Unknown, day(1972, 12, 31), Precision::Year);
        check("1968-11-08/..", day(1968, 11, 8), Edge::Open, Precision::Day);
        check("1968/", day(1968, 1, 1), Edge::Unknown, Precision::Year);
        check("2001-21", day(2001, 3, 1), day(2001, 5, 31), Precision::Season);
        check("-0044-03-15", day(-44, 3, 15), day(-44, 3, 15), Precision::Day);
        check("-20XX", day(-2099, 1, 1), day(-2000, 12, 31), Precision::Coarser);
        check("-1985-04-12T23:20:30Z", day(-1985, 4, 12), day(-1985, 4, 12), Precision::Day);
        check("../..", Edge::Open, Edge::Open, Precision::Coarser);
        check("XXXX", Edge::Unknown, Edge::Unknown, Precision::Coarser);
        check("XXXX-12-25", Edge::Unknown, Edge::Unknown, Precision::Coarser);
        check("XXXX/1985", Edge::Unknown, day(1985, 12, 31), Precision::Coarser);
        check("Y12000", day(12_000, 1, 1), day(12_000, 12, 31), Precision::Year);
    }

    #[test]
    fn level_2_sets_have_an_extent_for_each_member() {
        let date = Date::parse("[1961,1964-04-16]").expect("a set");
        assert_eq!(date.extents().len(), 2);
        check("[1961,1964-04-16]", day(1961, 1, 1), day(1964, 4, 16), Precision::Year);
        check("{1960,1961-12}", day(1960, 1, 1), day(1961, 12, 31), Precision::Year);
        check("[1667,1668,1670..1672]", day(1667, 1, 1), day(1672, 12, 31), Precision::Year);
        check("[..1984]", Edge::Open, day(1984, 12, 31), Precision::Year);
    }

    #[test]
    fn qualified_ends_are_soft() {
        let softness = |text: &str| {
            let extent = Date::parse(text).expect(text).extent();
            (extent.is_start_soft, extent.is_end_soft)
        };
        assert_eq!(softness("1965"), (false, false));
        assert_eq!(softness("1965~"), (true, true));
        assert_eq!(softness("1968-11-08/1970-01~"), (false, true));
        assert_eq!(softness("1968?/1970"), (true, false));
    }

    #[test]
    fn a_possibility_is_no_duration() {
        let is_possibility = |text: &str| Date::parse(text).expect(text).is_possibility();
        for text in ["196X", "-20XX", "2004-XX", "1950S2", "[1960,1964]", "[1960..1964]", "[..1958]", "{1960,196X}"] {
            assert!(is_possibility(text), "{text}");
        }
        for text in ["1964", "1960/1969", "{1960,1964}", "../1958", "1965~", "1965?", "196X/1970", "../.."] {
            assert!(!is_possibility(text), "{text}");
        }
        let start_is_soft = |text: &str| Date::parse(text).expect(text).extent().is_start_soft;
        assert!(start_is_soft("196X/1970") && !start_is_soft("1960/1970"));
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "",
            " ",
            "2019-02-30",
            "2019-13",
            "2019/2013",
            "2019-2-3",
            "20 October 2013",
            "2013-10-20/2013-10-19",
            "1900-02-29",
            "Y170000000",
            "Y17E7",
            "2000/Y17E17",
            "2000/Y9E18",
            "[2000,Y9E18]",
            "2019-00",
            "-0000",
            "[]",
            "[2001",
            "２０１９",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn whole_years_and_overlaps() {
        let date = |text: &str| Date::parse(text).expect(text);
        assert!(date("2019").is_whole_year());
        assert!(date("2019-01/2019-12").is_whole_year());
        assert!(!date("2014-01/2014-10").is_whole_year());
        assert!(!date("2014/2015").is_whole_year());
        assert!(date("2014-01/2014-10").overlaps(&date("2014")));
        assert!(!date("2014-01/2014-10").overlaps(&date("2014-11")));
        assert!(date("/1972").overlaps(&date("1972")));
        assert!(!date("/1972").overlaps(&date("1968")), "nothing is known of 1968");
        assert!(date("../1972").overlaps(&date("1968")));
        assert!(!date("XXXX").overlaps(&date("1968")), "nothing is known of it");
        assert!(date("../..").overlaps(&date("1968")), "it always was");
    }

    #[test]
    fn order_is_by_first_known_day() {
        let mut texts = ["2002-03-28/2002-03-30", "2002", "/1972", "1964-04-16", "1964", "../1972"];
        texts.sort_by_key(|text| Date::parse(text).expect(text).sort_key());
        assert_eq!(texts, ["1964", "1964-04-16", "/1972", "../1972", "2002", "2002-03-28/2002-03-30"]);
    }
}
