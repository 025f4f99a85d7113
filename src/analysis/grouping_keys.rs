//! Which figures belong together: keys under which they are grouped.

use crate::dossier::{Date, Dossier, Edge, Figure, Flow, Valuation};

/// What two figures must share to stand in one series: everything but period and value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SeriesKey<'a> {
    measure: &'a str,
    commodity: Option<&'a str>,
    flow: Option<Flow>,
    reporter: Option<&'a str>,
    partner: Option<&'a str>,
    unit: &'a str,
    valuation: Option<Valuation>,
}

impl SeriesKey<'_> {
    /// The same of all goods together.
    pub(super) const fn of_all_goods(self) -> Self {
        Self { commodity: None, ..self }
    }
}

/// What two figures must share to speak of the same thing, from whichever side they see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SubjectKey<'a> {
    measure: &'a str,
    commodity: Option<&'a str>,
    unit: &'a str,
    course: Course<'a>,
}

/// A flow of goods by where it goes, not by who reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Course<'a> {
    /// No flow: what is measured of the reporter with regard to the partner.
    Still(Option<&'a str>, Option<&'a str>),
    /// From the first party to the second.
    OneWay(Option<&'a str>, Option<&'a str>),
    /// In both directions, the parties in alphabetical order.
    BothWays(Option<&'a str>, Option<&'a str>),
}

/// The stretches of a date as something to sort and group by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PeriodKey {
    first: Option<Stretch>,
    /// Nearly always empty, and then without a piece of memory.
    rest: Box<[Stretch]>,
}

/// Both ends of a stretch of time, in days; what is no day comes before all days.
type Stretch = [i64; 2];

/// The series that a figure stands in.
pub(super) fn series_key(figure: &Figure) -> SeriesKey<'_> {
    SeriesKey {
        measure: &figure.measure,
        commodity: figure.commodity.as_deref(),
        flow: figure.flow,
        reporter: figure.reporter.as_deref(),
        partner: figure.partner.as_deref(),
        unit: &figure.unit,
        valuation: figure.valuation,
    }
}

/// What a figure speaks of; an export seen by one party and the import seen by the other are the same.
///
/// A total of both directions that names no party is one of the two countries that the dossier is about.
pub(super) fn subject_key<'a>(dossier: &'a Dossier, figure: &'a Figure) -> SubjectKey<'a> {
    let (mut reporter, mut partner) = (figure.reporter.as_deref(), figure.partner.as_deref());
    if let ([one, other, ..], Some(Flow::Total), None, None) = (dossier.parties(), figure.flow, reporter, partner) {
        (reporter, partner) = (Some(one.id.as_str()), Some(other.id.as_str()));
    }
    let course = match figure.flow {
        None => Course::Still(reporter, partner),
        Some(Flow::Export) => Course::OneWay(reporter, partner),
        Some(Flow::Import) => Course::OneWay(partner, reporter),
        Some(Flow::Total) => Course::BothWays(reporter.min(partner), reporter.max(partner)),
    };
    SubjectKey { measure: &figure.measure, commodity: figure.commodity.as_deref(), unit: &figure.unit, course }
}

/// The stretch of time that a date covers; two spellings of the same stretch have the same key.
pub(super) fn period_key(date: &Date) -> PeriodKey {
    let edge = |edge: Edge| match edge {
        Edge::Open => i64::MIN,
        Edge::Unknown => i64::MIN + 1,
        Edge::Day(day) => day.0,
    };
    let mut stretches = date.extents().iter().map(|extent| [edge(extent.start), edge(extent.end)]);
    PeriodKey { first: stretches.next(), rest: stretches.collect() }
}

/// How an identifier, or several one after the other, begin, as a number in the order of the texts: nearly all are told apart by
/// it, without a look at where they lie. Where two begin alike, the texts must be compared.
pub(super) fn beginning<'a>(texts: impl IntoIterator<Item = &'a str>) -> u128 {
    let mut begin = [0; 16];
    let mut filled = 0;
    let mut texts = texts.into_iter();
    // No text is looked at that there is no room for.
    while filled < begin.len()
        && let Some(text) = texts.next()
    {
        let room = &mut begin[filled..];
        let count = text.len().min(room.len());
        room[..count].copy_from_slice(&text.as_bytes()[..count]);
        filled += count;
    }
    u128::from_be_bytes(begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_in_the_order_of_the_texts() {
        let texts = ["", "a", "a+b", "a-b", "ab", "trade-12345-value", "trade-12345-valued", "trade-2", "é"];
        for pair in texts.windows(2) {
            assert!(beginning([pair[0]]) <= beginning([pair[1]]), "{pair:?}");
        }
        assert_eq!(beginning([texts[5]]), beginning([texts[6]]), "these must be compared");
        assert_eq!(beginning(["a", "+", "b"]), beginning(["a+b"]));
        let mut looked_at = 0;
        let texts = std::iter::repeat_with(|| "nine text").inspect(|_| looked_at += 1);
        assert_eq!(beginning(texts), beginning(["nine textnine text"]));
        assert_eq!(looked_at, 2, "there is no room for more");
    }
}
