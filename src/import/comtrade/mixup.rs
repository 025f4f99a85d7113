//! Values that may be another country's: where a file holds the trade with both Koreas, a value of one that is far from
//! its own neighbours and near the other's is suspected aloud. Nothing is ever taken out.

use std::collections::BTreeMap;

use crate::import::areas::{Area, easily_confused};

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

/// For each of the values, whether it fits another country better; the name of that comes back.
pub(super) fn suspects(own: &[Sample], others: &[(&'static Area, Sample)]) -> Vec<Option<&'static Area>> {
    let mut of_series: BTreeMap<&str, Vec<&Sample>> = BTreeMap::new();
    for sample in own {
        of_series.entry(&sample.series).or_default().push(sample);
    }
    own.iter().map(|sample| suspect(sample, &of_series[sample.series.as_str()], others)).collect()
}

fn suspect(sample: &Sample, series: &[&Sample], others: &[(&'static Area, Sample)]) -> Option<&'static Area> {
    if sample.size <= 0.0 {
        return None;
    }
    let near =
        |other: &&&Sample| other.year != sample.year && (other.year - sample.year).abs() <= YEARS && other.size > 0.0;
    let neighbours: Vec<f64> = series.iter().filter(near).map(|other| other.size).collect();
    let own_distance = distance(sample.size, &neighbours)?;
    let mut best: Option<(f64, &'static Area)> = None;
    let mut areas: Vec<&'static Area> = others.iter().map(|(area, _)| *area).collect();
    areas.dedup();
    for area in areas {
        let of_area =
            || others.iter().filter(|(other, other_sample)| *other == area && other_sample.series == sample.series);
        #[expect(clippy::float_cmp, reason = "the very same number, digit for digit")]
        let is_same = of_area().any(|(_, other)| other.year == sample.year && other.size == sample.size);
        let near = of_area().filter(|(_, other)| (other.year - sample.year).abs() <= YEARS && other.size > 0.0);
        let sizes: Vec<f64> = near.map(|(_, other)| other.size).collect();
        let Some(other_distance) = distance(sample.size, &sizes) else { continue };
        if (is_same || (own_distance > ODD.ln() && other_distance < FITS.ln()))
            && best.is_none_or(|(distance, _)| other_distance < distance)
        {
            best = Some((other_distance, area));
        }
    }
    best.map(|(_, area)| area)
}

/// How far a size is from the middle of others, as the logarithm of a ratio.
fn distance(size: f64, others: &[f64]) -> Option<f64> {
    let mut logs: Vec<f64> = others.iter().map(|other| other.ln()).collect();
    logs.sort_by(f64::total_cmp);
    let middle = logs.get(logs.len() / 2)?;
    Some((size.ln() - middle).abs())
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
        assert_eq!(names(suspects(&own, &others)), [None, None, Some("South Korea"), None, None]);
        assert_eq!(names(suspects(&own, &[])), [None; 5]);
    }
}
