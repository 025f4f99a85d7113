//! The ends of a date as other programs hold them: year, month, day, each only where it is said.

use edtf_core::{Date as Part, Edtf, IntervalEndpoint as End};

use crate::dossier::{Date, Day, Edge, Precision};

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

/// The beginning of a date and, where it is another and known, its end; `None` where no beginning is known.
pub(super) fn moments(date: &Date) -> Option<(Moment, Option<Moment>)> {
    match date.edtf()? {
        Edtf::Date(part) => match Moment::of(&part) {
            Some(moment) => Some((moment, None)),
            None => of_extent(date),
        },
        Edtf::DateTime(moment) => Some((Moment::of(&moment.date)?, None)),
        Edtf::Interval(interval) => {
            let start = match &interval.start {
                End::Date(part) => Moment::of(part).or_else(|| Some(of_extent(date)?.0)),
                End::OnOrAfter(_) | End::OnOrBefore(_) | End::Open | End::Unknown => None,
            }?;
            let end = match &interval.end {
                End::Date(part) => Moment::of(part).or_else(|| of_extent(date)?.1),
                End::OnOrAfter(_) | End::OnOrBefore(_) | End::Open | End::Unknown => None,
            };
            Some((start, end.filter(|end| *end != start)))
        }
        Edtf::Set(_) => of_extent(date),
    }
}

/// The ends of all that a date may mean.
fn of_extent(date: &Date) -> Option<(Moment, Option<Moment>)> {
    let extent = date.extent();
    let of = |edge: Edge| Some(Moment::of_day(edge.day()?, date.precision()));
    let start = of(extent.start)?;
    Some((start, of(extent.end).filter(|end| *end != start)))
}

impl Moment {
    /// A date of which every part that is there is said.
    fn of(part: &Part) -> Option<Self> {
        if part.year.significant_digits.is_some() {
            return None;
        }
        let year = part.year.value()?;
        let month = match part.month {
            Some(month) => Some(month.value().filter(|month| *month <= 12)?),
            None => None,
        };
        let day = match part.day {
            Some(day) => Some(day.value()?),
            None => None,
        };
        Some(Self { year, month, day })
    }

    /// A day, as far as a precision goes.
    fn of_day(day: Day, precision: Precision) -> Self {
        let civil = day.civil();
        let (month, day) = match precision {
            Precision::Day => (Some(civil.month), Some(civil.day)),
            Precision::Month | Precision::Season => (Some(civil.month), None),
            Precision::Year | Precision::Coarser => (None, None),
        };
        Self { year: civil.year, month, day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_says_no_more_than_the_date() {
        let words = |text: &str| {
            let word = |moment: Moment| {
                let part = |part: Option<u8>| part.map(|part| format!("-{part}")).unwrap_or_default();
                format!("{}{}{}", moment.year, part(moment.month), part(moment.day))
            };
            let (start, end) = moments(&Date::parse(text).expect(text))?;
            Some(end.map_or_else(|| word(start), |end| format!("{} to {}", word(start), word(end))))
        };
        for (text, expected) in [
            ("2012", Some("2012")),
            ("1965~", Some("1965")),
            ("2018-08", Some("2018-8")),
            ("1964-04-16", Some("1964-4-16")),
            ("1964-04-16?", Some("1964-4-16")),
            ("2018-07-31T12:00:00Z", Some("2018-7-31")),
            ("2013-10-20/2013-11-03", Some("2013-10-20 to 2013-11-3")),
            ("1968-11-08/1970-01", Some("1968-11-8 to 1970-1")),
            ("1968-11-08/..", Some("1968-11-8")),
            ("1968/", Some("1968")),
            ("2001-21", Some("2001-3 to 2001-5")),
            ("201X", Some("2010 to 2019")),
            ("2004-02-XX", Some("2004-2")),
            ("{1960,1961-12}", Some("1960 to 1961")),
            ("-0044-03-15", Some("-44-3-15")),
            ("../1972", None),
            ("/1972", None),
            ("[..1984]", None),
            ("XXXX", None),
        ] {
            assert_eq!(words(text).as_deref(), expected, "{text}");
        }
    }
}
