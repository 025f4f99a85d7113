//! Values that may be another country's: where a file or the dossier that it is read for holds the trade with both Koreas, a value
//! of one that is far from its own neighbours and near the other's is suspected aloud. Nothing is ever taken out.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::parties::{Parties, PartyKey};
use super::trade::TradeDraft;
use crate::dossier::{Dossier, Figure, Flow, ReportedValue};
use crate::import::areas::{Area, area_of_party, areas_by_iso3, easily_confused};

/// A value of one flow of one reporter.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// What it belongs to: reporter, flow, goods.
    pub(super) series: String,
    /// The year.
    pub(super) year: i64,
    /// How large it is; only magnitudes are compared.
    pub(super) size: f64,
}

/// A value of trade that a dossier holds already.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownValue {
    reporter: SmolStr,
    partner: SmolStr,
    /// Flow, goods, unit and month.
    rest: String,
    year: i64,
    size: f64,
}

impl KnownValue {
    /// The values of trade between two parties that a dossier holds, of years and of months.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Vec<Self> {
        dossier.figures().filter_map(|(_, figure)| Self::of_figure(figure)).collect()
    }

    fn of_figure(figure: &Figure) -> Option<Self> {
        let (year, month) = year_and_month(figure.period.as_ref()?.text())?;
        Some(Self {
            reporter: figure.reporter.clone()?,
            partner: figure.partner.clone()?,
            rest: rest_of(figure.flow?, figure.commodity.as_deref(), &figure.measure, &figure.unit, month),
            year,
            size: figure.value.as_ref()?.to_f64(),
        })
    }
}

/// What it is said with.
pub(super) fn suspicion(other: &str) -> String {
    format!(
        "It is far from the values of the years around it, and near those of the trade with {other}: it may be that country’s."
    )
}

/// The pair with one of the two replaced by each country that is easily taken for it.
pub(super) fn lookalikes(parties: &Parties) -> Vec<(&'static Area, Parties)> {
    let of = |party: &PartyKey| -> Vec<&'static Area> {
        let names = party.areas.first().map(|area| watched(area)).unwrap_or_default();
        names.into_iter().filter_map(|iso3| areas_by_iso3(iso3).next()).collect()
    };
    let instead = |area: &'static Area| PartyKey {
        id: area.party_id().into(),
        name: area.name.into(),
        areas: area.iso3.map(|iso3| areas_by_iso3(iso3).collect()).unwrap_or_default(),
    };
    let second = of(&parties.second).into_iter().filter(|area| parties.side_of(area).is_none());
    let first = of(&parties.first).into_iter().filter(|area| parties.side_of(area).is_none());
    let second = second.map(|area| (area, Parties { first: parties.first.clone(), second: instead(area) }));
    second.chain(first.map(|area| (area, Parties { first: instead(area), second: parties.second.clone() }))).collect()
}

/// A draft that is about another country, as a value of the series that it may have slipped into.
pub(super) fn sample_instead(draft: &TradeDraft, theirs: &Parties, ours: &Parties) -> Option<Sample> {
    let is_first = |id: &SmolStr| *id == theirs.first.id;
    let reporter = if is_first(&draft.reporter.id) { &ours.first.id } else { &ours.second.id };
    let partner = draft.partner.as_ref()?;
    let partner = if is_first(&partner.id) { &ours.first.id } else { &ours.second.id };
    let (rest, year, size) = parts_of(draft)?;
    Some(Sample { series: format!("{reporter}|{partner}|{rest}"), year, size })
}

fn parts_of(draft: &TradeDraft) -> Option<(String, i64, f64)> {
    let figure = draft.figures.first()?;
    let (year, month) = year_and_month(&draft.period)?;
    let rest = rest_of(draft.flow?, draft.commodity.as_deref(), &figure.measure, &figure.unit, month);
    Some((rest, year, ReportedValue::parse(&figure.value).ok()?.to_f64()))
}

fn rest_of(flow: Flow, commodity: Option<&str>, measure: &str, unit: &str, month: &str) -> String {
    format!("{}|{}|{measure}|{unit}|{month}", flow.word(), commodity.unwrap_or_default())
}

/// A year, and the month where it is one.
fn year_and_month(period: &str) -> Option<(i64, &str)> {
    let (year, month) = match period.len() {
        4 => (period, ""),
        7 if period.is_char_boundary(4) && period.as_bytes()[4] == b'-' => (&period[..4], &period[5..]),
        _ => return None,
    };
    Some((year.parse().ok()?, month))
}

/// Doubts the drafts that fit another country better: by other values of the file, and by what the dossier holds.
pub(super) fn suspect(drafts: &mut [TradeDraft], known: &[KnownValue], others: &[(&'static Area, Sample)]) {
    if others.is_empty() && known.is_empty() {
        return;
    }
    let places: Vec<(usize, Sample)> = drafts
        .iter()
        .enumerate()
        .filter_map(|(place, draft)| {
            let (rest, year, size) = parts_of(draft)?;
            let series = format!("{}|{}|{rest}", draft.reporter.id, draft.partner.as_ref()?.id);
            Some((place, Sample { series, year, size }))
        })
        .collect();
    let (mut neighbours, mut others) = (Vec::new(), others.to_vec());
    let mut pairs: Vec<(&SmolStr, &SmolStr)> =
        drafts.iter().filter_map(|draft| Some((&draft.reporter.id, &draft.partner.as_ref()?.id))).collect();
    pairs.sort();
    pairs.dedup();
    for value in known {
        for (reporter, partner) in &pairs {
            let sample = || Sample {
                series: format!("{reporter}|{partner}|{}", value.rest),
                year: value.year,
                size: value.size,
            };
            let other = match (value.reporter == **reporter, value.partner == **partner) {
                (true, true) => {
                    neighbours.push(sample());
                    continue;
                }
                (true, false) if is_alike(partner, &value.partner) => area_of_party(&value.partner),
                (false, true) if is_alike(reporter, &value.reporter) => area_of_party(&value.reporter),
                _ => None,
            };
            others.extend(other.map(|area| (area, sample())));
        }
    }
    let own: Vec<Sample> = places.iter().map(|(_, sample)| sample.clone()).collect();
    let found = suspects(&own, &neighbours, &others);
    for ((place, _), other) in places.into_iter().zip(found) {
        let Some(doubt) = other.map(|other| suspicion(other.name)) else { continue };
        if !drafts[place].doubts.contains(&doubt) {
            drafts[place].doubts.push(doubt);
        }
    }
}

fn is_alike(party: &str, other: &str) -> bool {
    area_of_party(party).and_then(|area| area.iso3).is_some_and(|iso3| easily_confused(iso3).contains(&other))
}

/// So many times larger or smaller than its neighbours, a value is odd.
const ODD: f64 = 8.0;
/// Within so many times of the other country's values, it fits there.
const FITS: f64 = 3.0;
/// So many years before and after are neighbours.
const YEARS: i64 = 3;

/// The partners whose values may be among those of this one.
pub(super) fn watched(partner: &Area) -> Vec<&'static str> {
    partner.iso3.map(easily_confused).unwrap_or_default()
}

/// For each of the values, whether it fits another country better; the name of that comes back. Neighbours are values of the same
/// series that are known from elsewhere.
pub(super) fn suspects(
    own: &[Sample],
    neighbours: &[Sample],
    others: &[(&'static Area, Sample)],
) -> Vec<Option<&'static Area>> {
    let mut others_of_series: BTreeMap<&str, ByCountry<'_>> = BTreeMap::new();
    for (area, sample) in others {
        let of_areas = others_of_series.entry(&sample.series).or_default();
        of_areas.entry(area.name).or_insert_with(|| (*area, Years::default())).1.add(sample);
    }
    let mut of_series: BTreeMap<&str, Years> = BTreeMap::new();
    // Most series have nothing that they could be taken for.
    for sample in own.iter().chain(neighbours).filter(|sample| others_of_series.contains_key(sample.series.as_str())) {
        of_series.entry(&sample.series).or_default().add(sample);
    }
    own.iter()
        .map(|sample| {
            let others = others_of_series.get_mut(sample.series.as_str())?;
            fits_better(sample, of_series.get_mut(sample.series.as_str())?, others)
        })
        .collect()
}

/// The values of each country that others may be taken for, by its name.
type ByCountry<'a> = BTreeMap<&'a str, (&'static Area, Years)>;

/// Values by their year.
#[derive(Default)]
struct Years {
    sizes: BTreeMap<i64, Vec<f64>>,
    /// The middle of the values around a year, as a logarithm, once it was asked for: with those of the year, and without.
    middles: BTreeMap<(i64, bool), Option<f64>>,
}

impl Years {
    fn add(&mut self, sample: &Sample) {
        self.sizes.entry(sample.year).or_default().push(sample.size);
    }

    /// Whether a year has the very same number.
    fn has(&self, sample: &Sample) -> bool {
        let same = |size: &f64| size.to_bits() == sample.size.to_bits();
        self.sizes.get(&sample.year).is_some_and(|sizes| sizes.iter().any(same))
    }

    /// How far a size is from the middle of the values around its year, as the logarithm of a ratio.
    fn distance(&mut self, sample: &Sample, with_own_year: bool) -> Option<f64> {
        let Self { sizes, middles } = self;
        let middle = *middles.entry((sample.year, with_own_year)).or_insert_with(|| {
            let around = sizes.range(sample.year - YEARS..=sample.year + YEARS);
            let near = around.filter(|(year, _)| with_own_year || **year != sample.year);
            let positive = near.flat_map(|(_, sizes)| sizes).filter(|size| **size > 0.0);
            let mut logs: Vec<f64> = positive.map(|size| size.ln()).collect();
            logs.sort_by(f64::total_cmp);
            logs.get(logs.len() / 2).copied()
        });
        Some((sample.size.ln() - middle?).abs())
    }
}

fn fits_better(sample: &Sample, series: &mut Years, others: &mut ByCountry<'_>) -> Option<&'static Area> {
    if sample.size <= 0.0 {
        return None;
    }
    let own_distance = series.distance(sample, false)?;
    let mut best: Option<(f64, &'static Area)> = None;
    for (area, years) in others.values_mut() {
        let Some(distance) = years.distance(sample, true) else { continue };
        if (years.has(sample) || (own_distance > ODD.ln() && distance < FITS.ln()))
            && best.is_none_or(|(other, _)| distance < other)
        {
            best = Some((distance, *area));
        }
    }
    best.map(|(_, area)| area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::areas::area_by_code;

    #[test]
    fn a_value_of_the_other_korea_is_suspected() {
        let sample = |year, size| Sample { series: "IDN export".to_owned(), year, size };
        let own =
            [sample(2010, 1.2e6), sample(2011, 0.9e6), sample(2012, 1.5e10), sample(2013, 1.4e6), sample(2014, 2e6)];
        let south = area_by_code(410).expect("South Korea");
        let others: Vec<_> =
            [(2010, 1.25e10), (2011, 1.6e10), (2013, 1.14e10)].map(|(year, size)| (south, sample(year, size))).into();
        let names =
            |found: Vec<Option<&Area>>| found.into_iter().map(|area| area.map(|area| area.name)).collect::<Vec<_>>();
        assert_eq!(names(suspects(&own, &[], &others)), [None, None, Some("South Korea"), None, None]);
        assert_eq!(names(suspects(&own, &[], &[])), [None; 5]);
    }

    #[test]
    fn goods_are_compared_with_the_same_goods() {
        let rest = |goods| rest_of(Flow::Export, Some(goods), "trade-value", "USD", "");
        let sample = |goods, year, size| Sample { series: rest(goods), year, size };
        let own = [sample("09", 2010, 1e3), sample("09", 2011, 5e7), sample("10", 2010, 4e7), sample("10", 2011, 5e7)];
        let south = area_by_code(410).expect("South Korea");
        let others = [(south, sample("09", 2010, 4e7)), (south, sample("09", 2012, 6e7))];
        let found: Vec<bool> = suspects(&own, &[], &others).iter().map(Option::is_some).collect();
        assert_eq!(found, [false, true, false, false]);
    }

    #[test]
    #[expect(clippy::disallowed_types, reason = "that nothing here takes for ever is told by the clock")]
    fn many_values_are_looked_at_at_once() {
        // Years of one series with thousands of values each, as where nothing tells the goods apart.
        let sample = |index: i64, size| Sample { series: "IDN export".to_owned(), year: 2000 + index % 20, size };
        let own: Vec<Sample> = (0..40_000_i32).map(|index| sample(i64::from(index), f64::from(index + 1))).collect();
        let south = area_by_code(410).expect("South Korea");
        let others: Vec<_> = (0..2_000_i32).map(|index| (south, sample(i64::from(index), 1e9))).collect();
        let began = std::time::Instant::now();
        assert_eq!(suspects(&own, &[], &others).len(), own.len());
        assert_eq!(suspects(&own, &[], &[]).len(), own.len());
        assert!(began.elapsed() < std::time::Duration::from_secs(10), "{:?}", began.elapsed());
    }
}
