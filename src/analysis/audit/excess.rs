//! Commodities that are together more than the total that is stated for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::message::Message;
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::analysis::commodity::disjoint;
use crate::analysis::derive::{Quantity, takes_part};
use crate::analysis::grouping_keys::{PeriodKey, SeriesKey, period_key, series_key};
use crate::dossier::{Dossier, Figure, FigureIx, Interval, Rank, ReportedValue};

/// A total and commodities that exceed it, however all of them were rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excess {
    /// The total, as stated.
    pub(super) total: FigureIx,
    /// The commodities, in the order of the identifiers of their figures.
    pub(super) parts: Vec<FigureIx>,
    /// What they come to.
    pub(super) sum: Quantity,
}

/// A flow between the same two in the same period, reported by one and valued in one way.
type Key<'a> = (SeriesKey<'a>, PeriodKey);

/// The figures of one flow in one period.
#[derive(Default)]
struct Trade<'a> {
    totals: Vec<(FigureIx, &'a Figure)>,
    goods: BTreeMap<&'a str, Vec<(FigureIx, &'a Figure)>>,
}

pub(super) fn find(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.dossier;
    let is_of_trade = |figure: &Figure| figure.flow.is_some() && takes_part(figure);
    let of_goods = || dossier.figures().filter(|(_, figure)| figure.commodity.is_some() && is_of_trade(figure));
    let mut flows: BTreeMap<Key<'_>, Trade<'_>> = BTreeMap::new();
    for (ix, figure) in of_goods() {
        if let (Some(key), Some(goods), Some(_)) = (key(figure), figure.commodity.as_deref(), &figure.value) {
            flows.entry(key).or_default().goods.entry(goods).or_default().push((ix, figure));
        }
    }
    if flows.is_empty() {
        return;
    }
    for (ix, figure) in dossier.figures().filter(|(_, figure)| figure.commodity.is_none() && is_of_trade(figure)) {
        if figure.value.is_some()
            && let Some(trade) = key(figure).and_then(|key| flows.get_mut(&key))
        {
            trade.totals.push((ix, figure));
        }
    }
    let excesses = flows.values().filter_map(|trade| trade.excess(dossier));
    findings.extend(excesses.map(|excess| {
        let figures: Vec<FigureIx> = std::iter::once(excess.total).chain(excess.parts.iter().copied()).collect();
        let ids = [Id::Figure(excess.total)];
        let message = Message::Excess(Arc::new(excess));
        let found = context.finding(FindingKind::PartsExceedTotal, Severity::NeedsPerson, ids, message);
        found.figures(&figures).done()
    }));
}

/// What a total and its commodities have in common.
fn key(figure: &Figure) -> Option<Key<'_>> {
    Some((series_key(figure).of_all_goods(), period_key(figure.period.as_ref()?)))
}

impl<'a> Trade<'a> {
    /// The total that the commodities exceed: the highest of those that the dossier prefers, so that no doubt is raised that one
    /// of them would settle.
    fn excess(&self, dossier: &'a Dossier) -> Option<Excess> {
        let interval = |figure: &Figure| figure.value.as_ref().map(ReportedValue::interval);
        let total = preferred(&self.totals).into_iter().max_by_key(|(ix, figure)| {
            (interval(figure).map(|interval| interval.high().clone()), std::cmp::Reverse(&dossier.figure(*ix).id))
        })?;
        let disjoint = disjoint(self.goods.keys().copied());
        let goods = self.goods.iter().filter(|(goods, _)| disjoint.contains(*goods));
        let mut parts: Vec<(FigureIx, &Figure)> = goods
            .filter_map(|(_, figures)| {
                preferred(figures).into_iter().min_by_key(|(ix, figure)| {
                    (interval(figure).map(|interval| interval.low().clone()), &dossier.figure(*ix).id)
                })
            })
            .collect();
        parts.sort_by_key(|(_, figure)| &figure.id);
        let mut sum = Quantity {
            nominal: num_rational::BigRational::default(),
            interval: Interval::exactly(num_rational::BigRational::default()),
            unit: total.1.unit.to_string(),
        };
        for value in parts.iter().filter_map(|(_, figure)| figure.value.as_ref()) {
            sum.nominal += value.nominal();
            sum.interval = sum.interval.plus(&value.interval());
        }
        let is_more = sum.interval.low() > interval(total.1)?.high();
        is_more.then(|| Excess { total: total.0, parts: parts.into_iter().map(|(ix, _)| ix).collect(), sum })
    }
}

/// Those of the best rank.
fn preferred<'a>(figures: &[(FigureIx, &'a Figure)]) -> Vec<(FigureIx, &'a Figure)> {
    let best: Option<Rank> = figures.iter().map(|(_, figure)| figure.rank).min();
    figures.iter().copied().filter(|(_, figure)| Some(figure.rank) == best).collect()
}
