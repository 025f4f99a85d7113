//! What is said of values that follow from others, and of checks.

use super::names::{MOST_NAMED, fact_name, figure_name, list, list_some, more};
use crate::analysis::audit::arithmetic::tied;
use crate::analysis::audit::excess::Excess;
use crate::analysis::derive::{
    Check, CheckKind, Derivation, DerivationKind, Input, Operand, Quantity, Refusal, RefusalReason,
};
use crate::dossier::{Dossier, FigureIx};
use crate::format::date::date_text;
use crate::format::number::{MINUS, count_text, interval_text, signed_text, value_text};

/// What follows, in words.
pub(super) fn derived(dossier: &Dossier, derivation: &Derivation) -> String {
    let like = dossier.figure(derivation.like);
    let name = |ix: FigureIx| figure_name(dossier, dossier.figure(ix));
    let outcome = outcome(&derivation.result);
    let period = derivation.period.as_ref().map_or_else(|| "an unstated period".to_owned(), date_text);
    let texts: Vec<String> = derivation.inputs.iter().map(|input| input.text.clone()).collect();
    let [one, other] = [texts.first(), texts.get(1)].map(|text| text.map_or("", String::as_str));
    let tied_name = tied(derivation).map(name).unwrap_or_default();
    match derivation.kind {
        DerivationKind::EarlierValue => {
            format!("{tied_name} is {one} after {}; in {period} it was then about {outcome}.", moved(other))
        }
        DerivationKind::LaterValue => {
            format!("{tied_name} is not stated; after {} from {one} it is about {outcome}.", moved(other))
        }
        DerivationKind::Part => format!("{tied_name} is {other} of {one}, and so about {outcome}."),
        DerivationKind::Whole => {
            format!("{} is not stated; {one} is {other} of it, and so it is about {outcome}.", name(derivation.like))
        }
        DerivationKind::Remainder => {
            let title = fact_name(dossier.fact(derivation.like.fact));
            let leave = if texts.len() == 1 { "leaves" } else { "leave" };
            format!("{} {leave} {outcome} in {title}.", list(&texts))
        }
        DerivationKind::Net => {
            let names: Vec<String> =
                derivation.inputs.iter().filter_map(|input| input.operand.figure()).map(name).collect();
            let title = fact_name(dossier.fact(derivation.like.fact));
            format!("{} less {} is {outcome} in {title}.", first(&names, 0), first(&names, 1))
        }
        DerivationKind::UnitPrice => {
            let title = fact_name(dossier.fact(derivation.like.fact));
            format!("{one} for {other} is about {outcome} in {title}.")
        }
        DerivationKind::Ratio => {
            let by = derivation.inputs.get(1).and_then(|input| input.operand.figure()).map(name).unwrap_or_default();
            let hundred = num_rational::BigRational::from_integer(100.into());
            let growth = (&derivation.result.nominal * &hundred) - &hundred;
            let growth = signed_text(&growth, 3, "percent");
            format!("{} is about {outcome} {by}: {growth}.", figure_name(dossier, like))
        }
    }
}

fn first(names: &[String], place: usize) -> &str {
    names.get(place).map_or("", String::as_str)
}

/// A change in words: “a fall of 82.24%”.
fn moved(percent: &str) -> String {
    match percent.strip_prefix(MINUS) {
        Some(size) => format!("a fall of {size}"),
        None => format!("a rise of {percent}"),
    }
}

/// A number with its range: “US$ 15.8 million (US$ 15.48–16.05 million)”.
fn outcome(quantity: &Quantity) -> String {
    format!("{} ({})", quantity.rounded(), quantity.range())
}

/// The arithmetic of a derivation, with its outcome.
pub(super) fn derived_line(derivation: &Derivation) -> String {
    format!("{} = {}", derivation.formula, outcome(&derivation.result))
}

/// How a check came out, in words.
pub(super) fn checked(dossier: &Dossier, check: &Check) -> String {
    let verdict = if check.is_passed { "consistent" } else { "not consistent" };
    let name = |at: usize| check.figures.get(at).map(|ix| figure_name(dossier, dossier.figure(*ix)));
    let [given, percent] = [0, 1].map(|at| check.inputs.get(at).map_or("", |input| input.text.as_str()));
    let known = |input: &Input| match input.operand {
        Operand::Derived(_) => format!("is derived as {} ({})", input.text, input.quantity.range()),
        Operand::Value(_) | Operand::Change(_) | Operand::Share(_) => format!("is stated as {}", input.text),
    };
    let owner = name(0).unwrap_or_default();
    let actual = known(&check.actual);
    let range = check.expected.range();
    match check.kind {
        CheckKind::Share => format!("{owner} {actual}; {percent} of {given} is {range}: {verdict}."),
        CheckKind::Change => format!("{owner} {actual}; {} from {given} gives {range}: {verdict}.", moved(percent)),
        CheckKind::Hundred => {
            let title = check.figures.first().map(|ix| fact_name(dossier.fact(ix.fact))).unwrap_or_default();
            let verdict = if check.is_passed { "as parts of one whole may" } else { "more than one whole can hold" };
            format!("The percentages in {title} come to {}, {verdict}.", outcome(&check.actual.quantity))
        }
    }
}

/// The arithmetic of a check, with what it is compared with.
pub(super) fn check_line(check: &Check) -> String {
    let Check { kind, formula, expected, actual, .. } = check;
    match kind {
        CheckKind::Share | CheckKind::Change => {
            format!("{formula} = {}; {} stands for {}", expected.range(), actual.text, actual.quantity.range())
        }
        CheckKind::Hundred => format!("{formula} = {}", outcome(&actual.quantity)),
    }
}

/// That commodities are more than their total.
pub(super) fn exceeds(dossier: &Dossier, excess: &Excess) -> String {
    let total = figure_name(dossier, dossier.figure(excess.total));
    let value = value_text(dossier.figure(excess.total));
    let parts = match excess.parts.as_slice() {
        [one] => format!("{} is", figure_name(dossier, dossier.figure(*one))),
        several => format!("Its {} commodities come to", count_text(several.len())),
    };
    format!("{total} is stated as {value}. {parts} {}, which is more.", outcome(&excess.sum))
}

/// The sum of the commodities, with what it is compared with.
pub(super) fn excess_line(dossier: &Dossier, excess: &Excess) -> String {
    let value = |ix: &FigureIx| value_text(dossier.figure(*ix));
    let mut parts: Vec<String> = excess.parts.iter().take(MOST_NAMED).map(value).collect();
    parts.extend(more(excess.parts.len()).map(|more| format!("{more} more")));
    let total = dossier.figure(excess.total);
    let range = total.value.as_ref().map(|printed| interval_text(&printed.interval(), &total.unit)).unwrap_or_default();
    format!("{} = {}; {} stands for {range}", parts.join(" + "), excess.sum.range(), value_text(total))
}

/// Why nothing is derived from figures, the one that is tied to the others first.
pub(super) fn refused(dossier: &Dossier, refusal: &Refusal) -> String {
    let bases = refusal.bases.iter().flat_map(|bases| bases.figures.iter());
    let bases = bases.filter(|figure| !refusal.figures.contains(figure));
    let figures: Vec<FigureIx> = refusal.figures.iter().chain(bases).copied().collect();
    let names = list_some(&figures, |ix| figure_name(dossier, dossier.figure(*ix)));
    match refusal.reason {
        RefusalReason::DividesByZero => {
            format!("Nothing is derived from {names}: the number that would be divided by may be zero.")
        }
        RefusalReason::SeveralBases => {
            format!(
                "Nothing is derived from {names}: several figures stand at the period of comparison, and none is preferred."
            )
        }
        RefusalReason::TooManyBases => {
            format!("The change of {names} is not checked: too many figures stand at the period of comparison.")
        }
        RefusalReason::UnitsDiffer => {
            format!("Nothing is derived from {names}: the part is given in another unit than the whole.")
        }
        RefusalReason::TooManySteps => {
            format!("Nothing more is derived from {names}: too many derivations would stand one upon the other.")
        }
    }
}

/// That figures are tied to each other in a circle.
pub(super) fn circle(dossier: &Dossier, circle: &[FigureIx]) -> String {
    let names = list_some(circle, |ix| figure_name(dossier, dossier.figure(*ix)));
    if circle.len() == 1 {
        format!("{names} is tied to itself, so that it has no value.")
    } else {
        format!("{names} are tied to each other in a circle, so that none of them has a value.")
    }
}
