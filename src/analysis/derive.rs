//! What follows from the figures of a dossier by arithmetic, with the interval that the printed digits leave.
//!
//! A figure that is only a limit (“more than”) and one that is ranked deprecated take no part. Nothing is averaged,
//! scaled to a longer period or converted into another currency.

use std::collections::BTreeSet;
use std::sync::Arc;

use num_rational::BigRational;

use crate::dossier::{Bound, Date, Dossier, FactIx, Figure, FigureIx, Interval, Rank, ReportedValue};

use super::multimap::Lists;
use super::parallel_scan::beside;
use crate::format::date::date_text;
use crate::format::figure::name;
use crate::format::number::{interval_text, rounded_text};

mod circles;
mod ties;
mod within;

/// Significant digits of a derived number in a running text, where its interval stands beside it.
pub(super) const SHOWN_DIGITS: u8 = 3;

/// A number with all that it may be, and its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// What the printed digits give when they are taken at face value.
    pub nominal: BigRational,
    /// Everything that it may be, given how the inputs were rounded.
    pub interval: Interval,
    /// The unit of both, such as `USD` or `USD/t`.
    pub unit: String,
}

/// Which derivation, by position in [`Derived::derivations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DerivationIx(pub usize);

/// The ways in which a value follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DerivationKind {
    /// The value before a stated change, out of the value after it.
    EarlierValue,
    /// The value after a stated change, out of the value before it.
    LaterValue,
    /// A part, out of the whole and the part's share.
    Part,
    /// The whole, out of a part and its share.
    Whole,
    /// What given percentages of one whole leave to a hundred.
    Remainder,
    /// One of two opposite percentages less the other.
    Net,
    /// A value by unit of quantity.
    UnitPrice,
    /// How many times one year's total is that of the year before.
    Ratio,
}

/// A value that follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// How it follows.
    pub kind: DerivationKind,
    /// What follows.
    pub result: Quantity,
    /// The stretch of time that it is about.
    pub period: Option<Date>,
    /// The figure that it is like in measure, flow, parties and commodity: it joins the series of that figure where
    /// [`DerivationKind::is_series_value`] says so.
    pub like: FigureIx,
    /// The figure of the dossier, without a value of its own, whose value this is.
    pub fills: Option<FigureIx>,
    /// The arithmetic in one line, such as `US$ 2.8 million ÷ (1 − 82.24%)`.
    pub formula: String,
    /// What went into it, in the order of the formula.
    pub inputs: Vec<Input>,
    /// How many derivations stand one upon the other, this one included.
    pub depth: usize,
}

/// One number that goes into a derivation or check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it comes from.
    pub operand: Operand,
    /// The number.
    pub quantity: Quantity,
    /// The number in words: the printed digits, or those of a derived value, rounded.
    pub text: String,
}

/// Where a number that is computed with comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// The value that a figure states.
    Value(FigureIx),
    /// The percentage of a figure's change.
    Change(FigureIx),
    /// The percentage of a figure's share.
    Share(FigureIx),
    /// The result of another derivation.
    Derived(DerivationIx),
}

/// What a check compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKind {
    /// A part with its share of the whole.
    Share,
    /// A value with an earlier one and the stated change.
    Change,
    /// Percentages of one whole with a hundred.
    Hundred,
}

/// Two ways to the same number, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is compared.
    pub kind: CheckKind,
    /// The figures concerned, the one that makes the claim first.
    pub figures: Vec<FigureIx>,
    /// What the arithmetic gives.
    pub expected: Quantity,
    /// What is stated, or known from elsewhere.
    pub actual: Input,
    /// Whether the two have a number in common.
    pub is_passed: bool,
    /// The arithmetic in one line.
    pub formula: String,
    /// What went into the arithmetic, in the order of the formula.
    pub inputs: Vec<Input>,
}

/// Why nothing was derived although something was tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusalReason {
    /// The divisor may be zero.
    DividesByZero,
    /// Several figures of equal rank stand where one is needed.
    SeveralBases,
    /// So many figures stand where it is to be compared that nobody would look at each.
    TooManyBases,
    /// The part is given in another unit than the whole.
    UnitsDiffer,
    /// More derivations would stand one upon the other than anybody could check.
    TooManySteps,
}

/// A derivation that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: RefusalReason,
    /// What would have been derived.
    pub wanted: DerivationKind,
    /// The figures concerned, the one that is tied to another first.
    pub figures: Vec<FigureIx>,
    /// Those that stand where one is needed, where they are several.
    pub bases: Option<Arc<Bases>>,
    /// The arithmetic that was not done, where it came to that.
    pub formula: Option<String>,
    /// The derived values that went into that arithmetic.
    pub derived: Vec<DerivationIx>,
}

/// Several figures of equal rank at one period; all that are tied to that period share them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bases {
    /// The figures in the order of their identifiers.
    pub figures: Box<[FigureIx]>,
    /// The facts that state them, each once.
    pub facts: Box<[FactIx]>,
}

/// Everything that follows from the figures of a dossier, in an order that does not depend on that of its facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    derivations: Vec<Arc<Derivation>>,
    checks: Vec<Arc<Check>>,
    refusals: Vec<Arc<Refusal>>,
    circles: Vec<Vec<FigureIx>>,
    by_figure: Lists<FigureIx, DerivationIx>,
    fillings: Lists<FigureIx, DerivationIx>,
}

impl Derived {
    /// Derives what can be derived from a dossier, and checks what can be checked.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let mut ties = ties::Ties::of(dossier);
        let (neighbours, ()) = beside(dossier, || within::Neighbours::of(dossier), || ties.follow());
        let circles = circles::circles(&ties);
        let mut derived = Self { circles, ..ties.finish() };
        let all = derived.derivations.iter().enumerate();
        derived.fillings = all.filter_map(|(at, derivation)| Some((derivation.fills?, DerivationIx(at)))).collect();
        within::derive(dossier, &neighbours, &mut derived);
        derived.by_figure = derived.concerned().collect();
        derived
    }

    /// The derivations; the inputs of each stand before it.
    #[must_use]
    pub fn derivations(&self) -> &[Arc<Derivation>] {
        &self.derivations
    }

    /// A derivation.
    #[must_use]
    pub fn get(&self, derivation: DerivationIx) -> &Derivation {
        &self.derivations[derivation.0]
    }

    /// The derivations that join a series at their period, for charting.
    ///
    /// A derivation that [fills](Derivation::fills) a figure stands for that figure.
    pub fn series_values(&self) -> impl Iterator<Item = (DerivationIx, &Derivation)> {
        let all = self.derivations.iter().enumerate().map(|(at, derivation)| (DerivationIx(at), &**derivation));
        all.filter(|(_, derivation)| derivation.kind.is_series_value())
    }

    /// The derivations that rest on a figure, or give it its value.
    #[must_use]
    pub fn for_figure(&self, figure: FigureIx) -> &[DerivationIx] {
        self.by_figure.of(&figure)
    }

    /// The figures of the dossier that a derivation rests on in the end, each once, those of its own formula first.
    #[must_use]
    pub fn leaves(&self, derivation: DerivationIx) -> Vec<FigureIx> {
        let mut leaves = Vec::new();
        let mut below = vec![derivation];
        while let Some(at) = below.pop() {
            for input in &self.get(at).inputs {
                match input.operand {
                    Operand::Derived(lower) => below.push(lower),
                    Operand::Value(figure) | Operand::Change(figure) | Operand::Share(figure) => {
                        if !leaves.contains(&figure) {
                            leaves.push(figure);
                        }
                    }
                }
            }
        }
        leaves
    }

    /// The derivations that rest on a fact's figures, or give one of them its value, each once.
    #[must_use]
    pub fn of_fact(&self, dossier: &Dossier, fact: FactIx) -> BTreeSet<DerivationIx> {
        let places = 0..dossier.fact(fact).figures.len();
        places.flat_map(|place| self.for_figure(FigureIx { fact, place })).copied().collect()
    }

    /// The facts other than this one whose figures a derivation rests on in the end.
    #[must_use]
    pub fn other_facts(&self, derivation: DerivationIx, fact: FactIx) -> BTreeSet<FactIx> {
        self.leaves(derivation).into_iter().map(|figure| figure.fact).filter(|other| *other != fact).collect()
    }

    /// The derivation that gives a figure without a value its value.
    #[must_use]
    pub fn filling(&self, figure: FigureIx) -> Option<DerivationIx> {
        self.fillings.of(&figure).first().copied()
    }

    /// The number of a figure: as stated, or as derived where it states none.
    #[must_use]
    pub fn input(&self, dossier: &Dossier, figure: FigureIx) -> Option<Input> {
        if let Some(derivation) = self.filling(figure) {
            return Some(self.derived_input(derivation));
        }
        stated_input(dossier, figure)
    }

    /// The checks, passed and failed.
    #[must_use]
    pub fn checks(&self) -> &[Arc<Check>] {
        &self.checks
    }

    /// What was not derived, and why.
    #[must_use]
    pub fn refusals(&self) -> &[Arc<Refusal>] {
        &self.refusals
    }

    /// Figures that are tied to each other in a circle with no number anywhere in it: an error of the dossier.
    #[must_use]
    pub fn circles(&self) -> &[Vec<FigureIx>] {
        &self.circles
    }

    fn refuse(
        &mut self,
        reason: RefusalReason,
        wanted: DerivationKind,
        figures: Vec<FigureIx>,
        arithmetic: Option<(String, &[&Input])>,
    ) {
        let (formula, inputs) = arithmetic.map_or((None, &[][..]), |(formula, inputs)| (Some(formula), inputs));
        let of =
            |input: &&Input| if let Operand::Derived(derivation) = input.operand { Some(derivation) } else { None };
        let derived = inputs.iter().filter_map(of).collect();
        self.refusals.push(Arc::new(Refusal { reason, wanted, figures, bases: None, formula, derived }));
    }

    fn derived_input(&self, derivation: DerivationIx) -> Input {
        let quantity = self.get(derivation).result.clone();
        Input { operand: Operand::Derived(derivation), text: quantity.rounded(), quantity }
    }

    /// Every derivation with each of the figures that it rests on or gives a value.
    fn concerned(&self) -> impl Iterator<Item = (FigureIx, DerivationIx)> {
        self.derivations.iter().enumerate().flat_map(|(at, derivation)| {
            let figures = derivation.inputs.iter().filter_map(|input| input.operand.figure());
            let mut figures: Vec<FigureIx> = figures.chain(derivation.fills).collect();
            figures.sort_unstable();
            figures.dedup();
            figures.into_iter().map(move |figure| (figure, DerivationIx(at)))
        })
    }
}

impl Quantity {
    /// A printed number, with the interval that rounds to it.
    #[must_use]
    pub fn printed(printed: &ReportedValue, unit: &str) -> Self {
        Self { nominal: printed.nominal(), interval: printed.interval(), unit: unit.to_owned() }
    }

    /// The nominal number, rounded for a running text.
    #[must_use]
    pub fn rounded(&self) -> String {
        rounded_text(&self.nominal, SHOWN_DIGITS, &self.unit)
    }

    /// The interval in words.
    #[must_use]
    pub fn range(&self) -> String {
        interval_text(&self.interval, &self.unit)
    }
}

impl Derivation {
    /// What was derived: of which figure, and for what time.
    #[must_use]
    pub fn title(&self, dossier: &Dossier) -> String {
        if let Some(filled) = self.fills {
            return name(dossier.figure(filled));
        }
        let mut kind = self.kind.label().to_owned();
        if let Some(first) = kind.get(..1).map(str::to_uppercase) {
            kind.replace_range(..1, &first);
        }
        match &self.period {
            Some(period) => format!("{kind}, {}", date_text(period)),
            None => format!("{kind} of {}", name(dossier.figure(self.like))),
        }
    }
}

impl DerivationKind {
    /// Whether the result is a value of the same series as the figure that it is like.
    #[must_use]
    pub const fn is_series_value(self) -> bool {
        matches!(self, Self::EarlierValue | Self::LaterValue | Self::Part | Self::Whole)
    }

    /// Whether it follows from the change of a figure.
    pub(super) const fn is_of_change(self) -> bool {
        matches!(self, Self::EarlierValue | Self::LaterValue)
    }

    /// The word for files and keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::EarlierValue => "earlier-value",
            Self::LaterValue => "later-value",
            Self::Part => "part",
            Self::Whole => "whole",
            Self::Remainder => "remainder",
            Self::Net => "net",
            Self::UnitPrice => "unit-price",
            Self::Ratio => "ratio",
        }
    }

    /// A short name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::EarlierValue => "earlier value",
            Self::LaterValue => "later value",
            Self::Part => "part of a whole",
            Self::Whole => "whole of a part",
            Self::Remainder => "remainder",
            Self::Net => "net",
            Self::UnitPrice => "unit price",
            Self::Ratio => "ratio",
        }
    }
}

impl Operand {
    /// The figure of the dossier that says the number, where one does.
    #[must_use]
    pub const fn figure(self) -> Option<FigureIx> {
        match self {
            Self::Value(figure) | Self::Change(figure) | Self::Share(figure) => Some(figure),
            Self::Derived(_) => None,
        }
    }
}

/// Whether a figure may be computed with at all.
pub(super) fn takes_part(figure: &Figure) -> bool {
    !matches!(figure.bound, Some(Bound::MoreThan | Bound::LessThan)) && figure.rank != Rank::Deprecated
}

/// The number that a figure states, where it may be computed with.
pub(super) fn stated_input(dossier: &Dossier, ix: FigureIx) -> Option<Input> {
    let figure = dossier.figure(ix);
    let value = figure.value.as_ref().filter(|_| takes_part(figure))?;
    Some(Input {
        operand: Operand::Value(ix),
        quantity: Quantity::printed(value, &figure.unit),
        text: crate::format::number::printed_text(value, &figure.unit),
    })
}

/// A percentage that a figure states of its change or share.
fn percent_input(operand: Operand, percent: &ReportedValue) -> Input {
    Input {
        operand,
        quantity: Quantity::printed(percent, "percent"),
        text: crate::format::number::printed_text(percent, "percent"),
    }
}

#[cfg(test)]
#[path = "derive/tests.rs"]
mod tests;
