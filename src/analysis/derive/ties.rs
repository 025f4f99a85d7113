//! Values that follow from a stated change or share: each tie can be walked in either direction.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use num_rational::BigRational;
use num_traits::{One, Signed};

use crate::dossier::{Date, Dossier, FactIx, Figure, FigureIx, Interval, Lookup, LookupSet};
use crate::limits::BASES;

use super::super::grouping_keys::{PeriodKey, SeriesKey, beginning, period_key, series_key};
use super::super::parallel_scan::{figures_of, gathered};
use super::{
    Bases, Check, CheckKind, Derivation, DerivationIx, DerivationKind, Derived, Input, Operand, Quantity, Refusal,
    RefusalReason, percent_input, stated_input, takes_part,
};
use crate::format::number::MINUS;

/// More derivations than this do not stand one upon the other.
const MAX_DEPTH: usize = 32;

/// All ties between the figures of a dossier, and what is known so far.
pub(super) struct Ties<'a> {
    dossier: &'a Dossier,
    /// The figures that may be tied in the order of the file, then the places in series that no figure stands at.
    pub(super) nodes: Vec<Node>,
    pub(super) all: Vec<Tie>,
    /// For each node its ties.
    of_node: Vec<Vec<usize>>,
    /// The figures' nodes in the order of their identifiers, so that the order of the facts plays no part.
    pub(super) by_id: Vec<usize>,
    derived: Derived,
}

/// A value that is known or wanted.
pub(super) struct Node {
    /// The figure itself, or one of the same series where no figure stands at that period.
    pub(super) like: FigureIx,
    /// The period, where it is not that of the figure.
    place: Option<Date>,
    pub(super) known: Option<Input>,
    depth: usize,
}

/// A statement that ties one value to another.
pub(super) struct Tie {
    kind: CheckKind,
    /// The later value, or the part.
    pub(super) owner: usize,
    /// The earlier value, or the whole; all that stand there where they are several. Those who look there share the list.
    others: Rc<[usize]>,
    percent: Input,
    is_used: bool,
}

/// What stands at each period of each series that a change refers to.
type Places<'a> = Lookup<(SeriesKey<'a>, PeriodKey), Standing>;

/// The figures at one place, as nodes.
#[derive(Default)]
struct Standing {
    nodes: Rc<[usize]>,
    /// The same as bases of which none can be chosen, once somebody would have to.
    bases: Option<Arc<Bases>>,
}

/// The figures that may be tied to others, in the order of the file; most of a large dossier are tied to nothing.
fn tied(dossier: &Dossier) -> Vec<(FigureIx, &Figure)> {
    // By period first: most figures stand at one that no change refers to.
    let mut places: Lookup<PeriodKey, LookupSet<SeriesKey<'_>>> = Lookup::default();
    let mut wholes = LookupSet::default();
    let says_a_tie = |(_, figure): &(FigureIx, &Figure)| figure.change.is_some() || figure.share.is_some();
    for (_, figure) in gathered(dossier, |ix, fact| figures_of(ix, fact).filter(says_a_tie)) {
        if let Some(change) = &figure.change {
            places.entry(period_key(&change.from)).or_default().insert(series_key(figure));
        }
        if let Some(share) = &figure.share {
            wholes.insert(share.of);
        }
    }
    let stands_at_a_place = |figure: &Figure| {
        let series = figure.period.as_ref().and_then(|period| places.get(&period_key(period)));
        series.is_some_and(|series| series.contains(&series_key(figure)))
    };
    let is_tied = |(ix, figure): &(FigureIx, &Figure)| {
        figure.change.is_some() || figure.share.is_some() || wholes.contains(ix) || stands_at_a_place(figure)
    };
    gathered(dossier, |ix, fact| figures_of(ix, fact).filter(is_tied))
}

impl<'a> Ties<'a> {
    /// Collects the ties.
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        let figures = tied(dossier);
        let nodes: Vec<Node> =
            figures.iter().map(|(ix, _)| Node { like: *ix, place: None, known: None, depth: 0 }).collect();
        let ids = figures.iter().map(|(_, figure)| &figure.id);
        let mut by_id: Vec<_> = ids.enumerate().map(|(at, id)| (beginning([id.as_str()]), id, at)).collect();
        by_id.sort_unstable();
        let by_id = by_id.into_iter().map(|(.., at)| at).collect();
        let mut all = Self { dossier, nodes, all: Vec::new(), of_node: Vec::new(), by_id, derived: Derived::default() };
        let mut places = all.places(&figures);
        for at in all.by_id.clone() {
            let (ix, figure) = figures[at];
            if takes_part(figure) {
                all.tie_share(at, ix, figure);
                all.tie_change(at, ix, figure, &mut places);
            }
        }
        all.of_node = vec![Vec::new(); all.nodes.len()];
        for (at, tie) in all.all.iter().enumerate() {
            let Some(other) = tie.other() else { continue };
            all.of_node[tie.owner].push(at);
            if other != tie.owner {
                all.of_node[other].push(at);
            }
        }
        for (node, _) in all.nodes.iter_mut().zip(&all.of_node).filter(|(_, ties)| !ties.is_empty()) {
            node.known = node.stated(dossier);
        }
        all
    }

    /// The figures that stand at each period of each series that a change refers to, those of the best rank only.
    fn places(&self, figures: &[(FigureIx, &'a Figure)]) -> Places<'a> {
        let mut places: Lookup<(SeriesKey<'a>, PeriodKey), Vec<usize>> = Lookup::default();
        for (_, figure) in figures {
            if let Some(change) = &figure.change {
                places.entry((series_key(figure), period_key(&change.from))).or_default();
            }
        }
        for (at, (_, figure)) in figures.iter().enumerate() {
            let Some(period) = figure.period.as_ref().filter(|_| takes_part(figure)) else { continue };
            let Some(standing) = places.get_mut(&(series_key(figure), period_key(period))) else { continue };
            // A value beats none, and a better rank a worse one.
            let merit = |at: usize| (figures[at].1.value.is_none(), figures[at].1.rank);
            match standing.first().map(|first| merit(at).cmp(&merit(*first))) {
                Some(std::cmp::Ordering::Greater) => {}
                Some(std::cmp::Ordering::Less) => *standing = vec![at],
                Some(std::cmp::Ordering::Equal) | None => standing.push(at),
            }
        }
        let ranks = self.ranks();
        let standing = |mut nodes: Vec<usize>| {
            nodes.sort_unstable_by_key(|node| ranks[*node]);
            Standing { nodes: nodes.into(), bases: None }
        };
        places.map_values(standing)
    }

    /// For each figure's node its place in the order of the identifiers.
    pub(super) fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.by_id.len()];
        for (rank, at) in self.by_id.iter().enumerate() {
            ranks[*at] = rank;
        }
        ranks
    }

    fn tie_share(&mut self, at: usize, ix: FigureIx, figure: &Figure) {
        let Some(share) = &figure.share else { return };
        // The nodes of figures come first, in the order of the file.
        let Ok(other) = self.nodes[..self.by_id.len()].binary_search_by_key(&share.of, |node| node.like) else {
            return;
        };
        let whole = self.dossier.figure(share.of);
        if !takes_part(whole) {
            return;
        }
        if whole.unit != figure.unit {
            self.derived.refuse(RefusalReason::UnitsDiffer, DerivationKind::Part, vec![ix, share.of], None);
            return;
        }
        let percent = percent_input(Operand::Share(ix), &share.percent);
        self.push(CheckKind::Share, at, Rc::new([other]), percent);
    }

    fn tie_change(&mut self, at: usize, ix: FigureIx, figure: &'a Figure, places: &mut Places<'a>) {
        let Some(change) = &figure.change else { return };
        let standing = places.entry((series_key(figure), period_key(&change.from))).or_default();
        if standing.nodes.is_empty() {
            self.nodes.push(Node { like: ix, place: Some(change.from.clone()), known: None, depth: 0 });
            standing.nodes = Rc::new([self.nodes.len() - 1]);
        }
        let others = Rc::clone(&standing.nodes);
        if others.len() > 1 && figure.value.is_none() {
            let bases = standing.bases.get_or_insert_with(|| self.bases(&others));
            let (reason, wanted) = (RefusalReason::SeveralBases, DerivationKind::LaterValue);
            let (figures, bases, derived) = (vec![ix], Some(Arc::clone(bases)), Vec::new());
            let refusal = Refusal { reason, wanted, figures, bases, formula: None, derived };
            self.derived.refusals.push(Arc::new(refusal));
        }
        self.push(CheckKind::Change, at, others, percent_input(Operand::Change(ix), &change.percent));
    }

    fn bases(&self, nodes: &[usize]) -> Arc<Bases> {
        let figures: Box<[FigureIx]> = nodes.iter().map(|node| self.nodes[*node].like).collect();
        let mut facts: Vec<FactIx> = Vec::new();
        let mut are_there = LookupSet::default();
        facts.extend(figures.iter().map(|figure| figure.fact).filter(|fact| are_there.insert(*fact)));
        Arc::new(Bases { figures, facts: facts.into() })
    }

    fn push(&mut self, kind: CheckKind, owner: usize, others: Rc<[usize]>, percent: Input) {
        self.all.push(Tie { kind, owner, others, percent, is_used: false });
    }

    /// Follows the ties from what is known until nothing more follows.
    pub(super) fn follow(&mut self) {
        let mut queue: VecDeque<usize> =
            self.by_id.iter().copied().filter(|at| self.nodes[*at].known.is_some()).collect();
        while let Some(at) = queue.pop_front() {
            for tie in self.of_node[at].clone() {
                let Some(wanted) = self.all[tie].beyond(at) else { continue };
                if self.nodes[wanted].known.is_none() && self.walk(tie, at, wanted) {
                    queue.push_back(wanted);
                }
            }
        }
    }

    /// Derives the value at one end of a tie from the other; says whether it could.
    fn walk(&mut self, at: usize, from: usize, wanted: usize) -> bool {
        let tie = &self.all[at];
        let Some(given) = self.nodes[from].known.clone() else { return false };
        let is_forward = wanted == tie.owner;
        let depth = self.nodes[from].depth + 1;
        let formula = formula(tie, &given, is_forward);
        let factor = factor(tie);
        let result = if is_forward { Some(given.quantity.times(&factor)) } else { given.quantity.over(&factor) };
        let kind = match (tie.kind, is_forward) {
            (CheckKind::Change, true) => DerivationKind::LaterValue,
            (CheckKind::Change, false) => DerivationKind::EarlierValue,
            (CheckKind::Share | CheckKind::Hundred, true) => DerivationKind::Part,
            (CheckKind::Share | CheckKind::Hundred, false) => DerivationKind::Whole,
        };
        let reason = match result {
            Some(_) if depth > MAX_DEPTH => Err(RefusalReason::TooManySteps),
            Some(result) => Ok(result),
            None => Err(RefusalReason::DividesByZero),
        };
        let result = match reason {
            Ok(result) => result,
            Err(reason) => {
                let (owner, other) = if is_forward { (wanted, from) } else { (from, wanted) };
                let mut figures = vec![self.nodes[owner].like, self.nodes[other].like];
                figures.dedup();
                self.derived.refuse(reason, kind, figures, Some((formula, &[&given])));
                return false;
            }
        };
        let inputs = vec![given, tie.percent.clone()];
        let node = &self.nodes[wanted];
        let period = node.place.clone().or_else(|| self.dossier.figure(node.like).period.clone());
        let fills = node.place.is_none().then_some(node.like);
        let known = Input {
            operand: Operand::Derived(DerivationIx(self.derived.derivations.len())),
            quantity: result.clone(),
            text: result.rounded(),
        };
        let like = node.like;
        let derivation = Derivation { kind, result, period, like, fills, formula, inputs, depth };
        self.derived.derivations.push(Arc::new(derivation));
        self.nodes[wanted].known = Some(known);
        self.nodes[wanted].depth = depth;
        self.all[at].is_used = true;
        true
    }

    /// Compares what is known at both ends of every tie that nothing was derived by.
    pub(super) fn finish(mut self) -> Derived {
        let known = |node: &Node| node.known.clone().or_else(|| node.stated(self.dossier));
        for tie in self.all.iter().filter(|tie| !tie.is_used) {
            let owner = &self.nodes[tie.owner];
            let Some(actual) = known(owner) else { continue };
            if tie.others.len() > BASES {
                let (reason, wanted) = (RefusalReason::TooManyBases, DerivationKind::LaterValue);
                self.derived.refuse(reason, wanted, vec![owner.like], None);
                continue;
            }
            for other in tie.others.iter().map(|other| &self.nodes[*other]) {
                let Some(given) = known(other) else { continue };
                let expected = given.quantity.times(&factor(tie));
                let is_passed = expected.interval.meets(&actual.quantity.interval);
                let formula = formula(tie, &given, true);
                let (actual, inputs) = (actual.clone(), vec![given, tie.percent.clone()]);
                let mut figures = vec![owner.like, other.like];
                figures.dedup();
                let check = Check { kind: tie.kind, figures, expected, actual, is_passed, formula, inputs };
                self.derived.checks.push(Arc::new(check));
            }
        }
        self.derived
    }
}

impl Node {
    /// What the figure states, where the node is a figure and may be computed with.
    fn stated(&self, dossier: &Dossier) -> Option<Input> {
        if self.place.is_none() { stated_input(dossier, self.like) } else { None }
    }
}

impl Tie {
    /// What it ties the owner to; `None` where several figures stand there, so that none can be chosen to compute with.
    pub(super) fn other(&self) -> Option<usize> {
        if let [only] = *self.others { Some(only) } else { None }
    }

    /// The end that is not this one, where it can be computed from this one.
    fn beyond(&self, end: usize) -> Option<usize> {
        if end == self.owner { self.other() } else { Some(self.owner) }
    }
}

impl Quantity {
    fn times(&self, factor: &Self) -> Self {
        let (nominal, interval) = (&self.nominal * &factor.nominal, self.interval.times(&factor.interval));
        Self { nominal, interval, unit: self.unit.clone() }
    }

    fn over(&self, factor: &Self) -> Option<Self> {
        let interval = self.interval.divided_by(&factor.interval).ok()?;
        Some(Self { nominal: &self.nominal / &factor.nominal, interval, unit: self.unit.clone() })
    }
}

/// What the earlier value, or the whole, is multiplied by.
fn factor(tie: &Tie) -> Quantity {
    let hundred = Interval::exactly(BigRational::from_integer(100.into()));
    let percent = &tie.percent.quantity;
    let share = Quantity {
        nominal: &percent.nominal / hundred.low(),
        interval: percent.interval.divided_by(&hundred).unwrap_or_else(|_never_zero| percent.interval.clone()),
        unit: String::new(),
    };
    if tie.kind != CheckKind::Change {
        return share;
    }
    let one = Interval::exactly(BigRational::one());
    Quantity { nominal: share.nominal + one.low(), interval: share.interval.plus(&one), unit: share.unit }
}

fn formula(tie: &Tie, given: &Input, is_forward: bool) -> String {
    let percent = &tie.percent;
    let factor = if tie.kind == CheckKind::Change {
        let size = percent.text.trim_start_matches(MINUS);
        let sign = if percent.quantity.nominal.is_negative() { MINUS } else { '+' };
        format!("(1 {sign} {size})")
    } else {
        percent.text.clone()
    };
    let operator = if is_forward { '×' } else { '÷' };
    format!("{} {operator} {factor}", given.text)
}
