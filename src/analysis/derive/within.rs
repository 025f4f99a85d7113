//! What follows from figures that stand side by side: in one fact, or in neighbouring years of one series.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_rational::BigRational;
use num_traits::Zero;

use crate::dossier::{Dossier, Fact, FactIx, Figure, FigureIx, Flow, Interval, Rank};

use super::super::grouping_keys::{PeriodKey, SeriesKey, period_key, series_key};
use super::super::parallel_scan::{figures_of, gathered};
use super::{
    Check, CheckKind, Derivation, DerivationKind, Derived, Input, Operand, Quantity, RefusalReason, stated_input,
    takes_part,
};
use crate::format::number::{MINUS, is_currency};

/// Measures of which each kind is one part of a whole: the word before the first hyphen.
///
/// Only of these may percentages be added up; two rates of growth, say, have no sum.
const PARTITIONS: [&str; 5] = ["opinion", "poll", "answer", "vote", "share"];

/// Parts of a whole that are each other's opposite: the word after the first hyphen.
const OPPOSITES: [(&str, &str); 6] = [
    ("positive", "negative"),
    ("favourable", "unfavourable"),
    ("approve", "disapprove"),
    ("agree", "disagree"),
    ("yes", "no"),
    ("for", "against"),
];

/// What two figures of one fact must share to be of one kin: period, flow, parties and commodity.
type Kin<'a> = (PeriodKey, Option<Flow>, Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// What there is in a dossier that stands side by side.
pub(super) struct Neighbours<'a> {
    /// The facts of which something may follow, in the order of their identifiers: few of a large dossier.
    facts: Vec<(FactIx, &'a Fact)>,
    /// The stated totals of whole years.
    totals: Vec<(FigureIx, &'a Figure, i64)>,
}

impl<'a> Neighbours<'a> {
    /// Looks for them.
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        let mut facts = gathered(dossier, |ix, fact| may_yield(&fact.figures).then_some((ix, fact)));
        facts.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        let totals = gathered(dossier, |ix, fact| {
            figures_of(ix, fact).filter_map(|(ix, figure)| Some((ix, figure, year_of_total(figure)?)))
        });
        Self { facts, totals }
    }
}

/// Adds what follows from figures that stand side by side.
pub(super) fn derive(dossier: &Dossier, neighbours: &Neighbours<'_>, derived: &mut Derived) {
    for (ix, fact) in &neighbours.facts {
        let mut figures: Vec<(FigureIx, &Figure)> =
            figures_of(*ix, fact).filter(|(_, figure)| takes_part(figure)).collect();
        figures.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        percentages(dossier, &figures, derived);
        unit_prices(dossier, &figures, derived);
    }
    ratios(dossier, &neighbours.totals, derived);
}

/// Whether anything could follow from figures of one fact: most facts of a large dossier need not be looked into.
fn may_yield(figures: &[Figure]) -> bool {
    let are_several = |is_one: fn(&Figure) -> bool| figures.iter().filter(|figure| is_one(figure)).count() > 1;
    figures.len() > 1 && (are_several(|figure| figure.unit == "percent") || figures.iter().any(is_quantity))
}

/// Whether a figure says how much there was of goods.
fn is_quantity(figure: &Figure) -> bool {
    matches!(figure.unit.as_str(), "t" | "kg")
}

fn kin(figure: &Figure) -> Option<Kin<'_>> {
    let period = period_key(figure.period.as_ref()?);
    let parties = (figure.reporter.as_deref(), figure.partner.as_deref());
    Some((period, figure.flow, parties.0, parties.1, figure.commodity.as_deref()))
}

/// Remainders, nets and sums of percentages that are parts of one whole.
fn percentages(dossier: &Dossier, figures: &[(FigureIx, &Figure)], derived: &mut Derived) {
    let mut families: BTreeMap<(&str, Kin<'_>), Vec<(&str, Input)>> = BTreeMap::new();
    for (ix, figure) in figures.iter().filter(|(_, figure)| figure.unit == "percent") {
        let Some((whole, part)) = figure.measure.split_once('-').filter(|(whole, _)| PARTITIONS.contains(whole)) else {
            continue;
        };
        let (Some(kin), Some(input)) = (kin(figure), stated_input(dossier, *ix)) else { continue };
        families.entry((whole, kin)).or_default().push((part, input));
    }
    for members in families.into_values() {
        let mut parts: Vec<&str> = members.iter().map(|(part, _)| *part).collect();
        parts.sort_unstable();
        parts.dedup();
        // Two figures for the same part are rivals, and rivals are not added up.
        if members.len() >= 2 && parts.len() == members.len() {
            remainder(dossier, &members, derived);
            net(dossier, &members, derived);
        }
    }
}

fn remainder(dossier: &Dossier, members: &[(&str, Input)], derived: &mut Derived) {
    let hundred = BigRational::from_integer(100.into());
    let mut result =
        Quantity { nominal: hundred.clone(), interval: Interval::exactly(hundred.clone()), unit: "percent".to_owned() };
    for (_, input) in members {
        result.nominal -= &input.quantity.nominal;
        result.interval = result.interval.minus(&input.quantity.interval);
    }
    let inputs: Vec<Input> = members.iter().map(|(_, input)| input.clone()).collect();
    let figures: Vec<FigureIx> = inputs.iter().filter_map(|input| input.operand.figure()).collect();
    let Some(like) = figures.first().copied() else { return };
    let texts: Vec<&str> = inputs.iter().map(|input| input.text.as_str()).collect();
    if *result.interval.low() > BigRational::zero() {
        let formula = format!("100% {MINUS} {}", texts.join(&format!(" {MINUS} ")));
        derived.push(dossier, DerivationKind::Remainder, result, like, formula, inputs);
        return;
    }
    let is_passed = *result.interval.high() >= BigRational::zero();
    let [low, high] = [result.interval.high(), result.interval.low()].map(|end| &hundred - end);
    let sum =
        Quantity { nominal: &hundred - &result.nominal, interval: Interval::between(low, high), unit: result.unit };
    let actual = Input { operand: Operand::Value(like), text: sum.rounded(), quantity: sum };
    let expected = Quantity {
        nominal: hundred.clone(),
        interval: Interval::between(BigRational::zero(), hundred),
        unit: "percent".to_owned(),
    };
    let formula = texts.join(" + ");
    let check = Check { kind: CheckKind::Hundred, figures, expected, actual, is_passed, formula, inputs };
    derived.checks.push(Arc::new(check));
}

fn net(dossier: &Dossier, members: &[(&str, Input)], derived: &mut Derived) {
    let find = |wanted: &str| members.iter().find(|(part, _)| *part == wanted).map(|(_, input)| input);
    for (for_it, against) in OPPOSITES {
        let (Some(gain), Some(loss)) = (find(for_it), find(against)) else { continue };
        let Some(like) = gain.operand.figure() else { continue };
        let result = Quantity {
            nominal: &gain.quantity.nominal - &loss.quantity.nominal,
            interval: gain.quantity.interval.minus(&loss.quantity.interval),
            unit: "percentage-points".to_owned(),
        };
        let formula = format!("{} {MINUS} {}", gain.text, loss.text);
        derived.push(dossier, DerivationKind::Net, result, like, formula, vec![gain.clone(), loss.clone()]);
    }
}

/// The value of goods by their quantity, where one fact gives exactly one of each for the same goods and period.
fn unit_prices(dossier: &Dossier, figures: &[(FigureIx, &Figure)], derived: &mut Derived) {
    let mut groups: BTreeMap<Kin<'_>, (Vec<Input>, Vec<Input>)> = BTreeMap::new();
    for (ix, figure) in figures {
        let is_value = is_currency(&figure.unit);
        if !is_value && !is_quantity(figure) {
            continue;
        }
        let (Some(kin), Some(input)) = (kin(figure), derived.input(dossier, *ix)) else { continue };
        let group = groups.entry(kin).or_default();
        if is_value { group.0.push(input) } else { group.1.push(input) }
    }
    for (values, quantities) in groups.into_values() {
        if let ([value], [quantity]) = (values.as_slice(), quantities.as_slice()) {
            let unit = format!("{}/{}", value.quantity.unit, quantity.quantity.unit);
            derived.divide(dossier, DerivationKind::UnitPrice, value, quantity, unit);
        }
    }
}

/// The year of which a figure states the total, where it does.
fn year_of_total(figure: &Figure) -> Option<i64> {
    let is_total = figure.flow == Some(Flow::Total) && figure.commodity.is_none() && takes_part(figure);
    let period = figure.period.as_ref().filter(|_| is_total && figure.value.is_some())?;
    period.single_year().filter(|_| period.is_whole_year())
}

/// How many times one year's total is that of the year before, where both are stated.
fn ratios(dossier: &Dossier, totals: &[(FigureIx, &Figure, i64)], derived: &mut Derived) {
    let mut series: BTreeMap<SeriesKey<'_>, BTreeMap<i64, Vec<FigureIx>>> = BTreeMap::new();
    for (ix, figure, year) in totals {
        series.entry(series_key(figure)).or_default().entry(*year).or_default().push(*ix);
    }
    for years in series.into_values() {
        let stated: Vec<(i64, FigureIx)> =
            years.into_iter().filter_map(|(year, rivals)| Some((year, the_one(dossier, &rivals)?))).collect();
        for pair in stated.windows(2) {
            let [(earlier_year, earlier), (later_year, later)] = pair else { continue };
            if later_year - earlier_year != 1 {
                continue;
            }
            if let (Some(later), Some(earlier)) = (stated_input(dossier, *later), stated_input(dossier, *earlier)) {
                derived.divide(dossier, DerivationKind::Ratio, &later, &earlier, "times".to_owned());
            }
        }
    }
}

/// The only figure, or the only preferred one.
fn the_one(dossier: &Dossier, rivals: &[FigureIx]) -> Option<FigureIx> {
    if let [only] = rivals {
        return Some(*only);
    }
    let mut preferred = rivals.iter().filter(|ix| dossier.figure(**ix).rank == Rank::Preferred);
    let first = preferred.next()?;
    preferred.next().is_none().then_some(*first)
}

impl Derived {
    fn divide(&mut self, dossier: &Dossier, kind: DerivationKind, one: &Input, by: &Input, unit: String) {
        let formula = format!("{} ÷ {}", one.text, by.text);
        let figure = |input: &Input| input.operand.figure().or_else(|| self.filled(input.operand));
        let figures: Vec<FigureIx> = [one, by].into_iter().filter_map(figure).collect();
        let Some(like) = figures.first().copied() else { return };
        let Ok(interval) = one.quantity.interval.divided_by(&by.quantity.interval) else {
            self.refuse(RefusalReason::DividesByZero, kind, figures, Some((formula, &[one, by])));
            return;
        };
        let result = Quantity { nominal: &one.quantity.nominal / &by.quantity.nominal, interval, unit };
        self.push(dossier, kind, result, like, formula, vec![one.clone(), by.clone()]);
    }

    fn filled(&self, operand: Operand) -> Option<FigureIx> {
        if let Operand::Derived(derivation) = operand { self.get(derivation).fills } else { None }
    }

    fn push(
        &mut self,
        dossier: &Dossier,
        kind: DerivationKind,
        result: Quantity,
        like: FigureIx,
        formula: String,
        inputs: Vec<Input>,
    ) {
        let below = inputs.iter().map(|input| match input.operand {
            Operand::Derived(derivation) => self.get(derivation).depth,
            Operand::Value(_) | Operand::Change(_) | Operand::Share(_) => 0,
        });
        let depth = 1 + below.max().unwrap_or(0);
        let period = dossier.figure(like).period.clone();
        let derivation = Derivation { kind, result, period, like, fills: None, formula, inputs, depth };
        self.derivations.push(Arc::new(derivation));
    }
}
