//! The audit: what there is to say about a dossier's facts, figures and sources before one relies on them.

use std::sync::OnceLock;

use smol_str::SmolStr;

use crate::dossier::{Day, Dossier, FactIx, FigureIx, SourceIx};

use super::derive::{DerivationIx, Derived};
use super::rivals::Rivals;
use by_fact::ByFact;
use finding::{Detail, FindingBody};
use key::{Id, joined};
use message::Message;

mod arithmetic;
mod by_fact;
mod disagreement;
mod excess;
mod fact_checks;
mod finding;
mod fingerprint;
mod key;
mod message;
mod sourcing;

pub use finding::{Finding, FindingKind, Severity};
pub(super) use fingerprint::is_of_this_version;

/// What the audit needs to know besides the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditOptions {
    /// The day on which it is asked; without it nothing is called old.
    pub today: Option<Day>,
    /// After how many years the newest poll or statistic of its kind is called old.
    pub stale_after_years: u32,
}

impl Default for AuditOptions {
    /// Without a day, and with a threshold of five years.
    fn default() -> Self {
        Self { today: None, stale_after_years: 5 }
    }
}

/// The findings of an audit.
///
/// ```
/// use attache::analysis::{AuditOptions, Derived, FindingKind, audit};
///
/// let dossier = attache::load::load_shipped()?.dossier;
/// let audit = audit(&dossier, &Derived::of(&dossier), &AuditOptions::default());
/// let contradictions = audit.findings().iter().filter(|finding| finding.kind == FindingKind::Contradiction);
/// assert!(contradictions.count() > 0);
/// # Ok::<(), attache::load::LoadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    findings: Vec<Finding>,
    by_fact: ByFact,
    rivals: Rivals,
}

/// From so many facts on, the families of checks work beside each other.
const FACTS_FOR_THREADS: usize = 2_000;

/// What every family of checks works on.
struct Context<'a> {
    dossier: &'a Dossier,
    derived: &'a Derived,
    rivals: OnceLock<Rivals>,
    options: AuditOptions,
}

/// Audits a dossier; the findings do not depend on the order of its facts.
#[must_use]
pub fn audit(dossier: &Dossier, derived: &Derived, options: &AuditOptions) -> Audit {
    let context = Context { dossier, derived, rivals: OnceLock::new(), options: *options };
    let mut findings = find(&context);
    // What each family found is in order, and findings of one kind are found by one family.
    findings.sort_by_key(|finding| (finding.severity, finding.kind));
    let rivals = context.rivals.into_inner().unwrap_or_else(|| Rivals::new(dossier));
    Audit { by_fact: ByFact::new(dossier.facts().len(), &findings), findings, rivals }
}

/// What every family of checks finds.
fn find(context: &Context<'_>) -> Vec<Finding> {
    let family = |find: fn(&Context<'_>, &mut Vec<Finding>)| {
        let mut findings = Vec::new();
        find(context, &mut findings);
        sorted(context.dossier, findings)
    };
    let families = [disagreement::find, arithmetic::find, excess::find, fact_checks::find, sourcing::find];
    if context.dossier.facts().len() < FACTS_FOR_THREADS {
        return families.into_iter().flat_map(family).collect();
    }
    std::thread::scope(|scope| {
        let threads = families.map(|find| scope.spawn(move || family(find)));
        let found = threads.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found.into_iter().flatten().collect()
    })
}

/// Findings that need a person first, then by kind and key.
fn sorted(dossier: &Dossier, findings: Vec<Finding>) -> Vec<Finding> {
    let place = |(at, finding): (u32, &Finding)| (finding.severity, finding.kind, finding.ids_begin(dossier), at);
    let mut order: Vec<_> = (0_u32..).zip(&findings).map(place).collect();
    // Nearly all are told apart by how their keys begin, without a look at the finding. Both parts are compared each time,
    // as a processor could only guess whether the second one has to be.
    order.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.cmp(&b.2)));
    for alike in order.chunk_by_mut(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)).filter(|alike| alike.len() > 1) {
        alike.sort_by_cached_key(|(.., at)| (findings[*at as usize].ids(dossier), *at));
    }
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(.., at)| findings[at as usize].take()).collect()
}

impl Audit {
    /// The findings: those that need a person first, then by kind and key.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that concern a fact.
    pub fn for_fact(&self, fact: FactIx) -> impl Iterator<Item = &Finding> {
        self.by_fact.of(fact).into_iter().map(|at| &self.findings[at as usize])
    }

    /// The facts that contradict a fact, as the dossier says; one may contradict itself.
    pub fn contradicting(&self, fact: FactIx) -> impl Iterator<Item = FactIx> {
        let contradictions = self.for_fact(fact).filter(|finding| finding.kind == FindingKind::Contradiction);
        contradictions.map(move |finding| finding.facts().find(|other| *other != fact).unwrap_or(fact))
    }

    /// The checks that a figure has not passed, as a part of them or, of commodities and their total, as the total.
    pub fn failed_checks(&self, figure: FigureIx) -> impl Iterator<Item = &Finding> {
        self.for_fact(figure.fact).filter(move |finding| {
            if finding.kind == FindingKind::PartsExceedTotal {
                return finding.figures().next() == Some(figure);
            }
            finding.kind == FindingKind::CheckFailed && finding.figures().any(|other| other == figure)
        })
    }

    /// The finding of a key; the dossier is the one that was audited.
    #[must_use]
    pub fn find(&self, dossier: &Dossier, key: &str) -> Option<&Finding> {
        let (kind, ids) = key.split_once(':')?;
        let kind = FindingKind::from_word(kind)?;
        // They are in the order of severity, kind and identifiers, and those of one kind may differ in severity.
        Severity::ALL.iter().find_map(|severity| {
            let order = |finding: &Finding| {
                let place = (finding.severity, finding.kind).cmp(&(*severity, kind));
                place.then_with(|| (*finding.ids(dossier)).cmp(ids))
            };
            self.findings.binary_search_by(order).ok().map(|at| &self.findings[at])
        })
    }

    /// The rivals that were found on the way.
    #[must_use]
    pub const fn rivals(&self) -> &Rivals {
        &self.rivals
    }
}

/// Adds what is not there yet, in the order given.
fn add_new<T: Copy + Ord>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
    list.extend(items);
    let mut in_order = list.clone();
    in_order.sort_unstable();
    if in_order.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut placed: Vec<(T, usize)> = list.iter().copied().zip(0..).collect();
    placed.sort_unstable();
    placed.dedup_by_key(|(item, _)| *item);
    placed.sort_unstable_by_key(|(_, place)| *place);
    *list = placed.into_iter().map(|(item, _)| item).collect();
}

/// A finding while it is being put together.
struct FindingBuilder<'a> {
    dossier: &'a Dossier,
    kind: FindingKind,
    severity: Severity,
    ids: SmolStr,
    facts: Vec<FactIx>,
    figures: Vec<FigureIx>,
    sources: Vec<SourceIx>,
    message: Message,
    derivation: Option<DerivationIx>,
}

impl<'a> Context<'a> {
    /// The rivals; whoever asks first finds them.
    fn rivals(&self) -> &Rivals {
        self.rivals.get_or_init(|| Rivals::new(self.dossier))
    }

    /// Begins a finding; `ids` are those of what it is about, where the message does not have them, and make its key.
    fn finding<'i>(
        &self,
        kind: FindingKind,
        severity: Severity,
        ids: impl IntoIterator<Item = Id<'i>>,
        message: Message,
    ) -> FindingBuilder<'a> {
        FindingBuilder {
            dossier: self.dossier,
            kind,
            severity,
            ids: joined(self.dossier, ids),
            facts: Vec::new(),
            figures: Vec::new(),
            sources: Vec::new(),
            message,
            derivation: None,
        }
    }
}

impl FindingBuilder<'_> {
    fn fact(mut self, fact: FactIx) -> Self {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
        self
    }

    /// Adds figures, and the facts that state them.
    fn figures(mut self, figures: &[FigureIx]) -> Self {
        add_new(&mut self.figures, figures.iter().copied());
        self.facts_of(figures)
    }

    /// Adds the facts that state figures.
    fn facts_of(mut self, figures: &[FigureIx]) -> Self {
        add_new(&mut self.facts, figures.iter().map(|figure| figure.fact));
        self
    }

    fn source(mut self, source: SourceIx) -> Self {
        self.sources.push(source);
        self
    }

    fn derivation(mut self, derivation: DerivationIx) -> Self {
        self.derivation = Some(derivation);
        self
    }

    fn done(self) -> Finding {
        debug_assert!(self.facts.iter().all(|fact| fact.0 < self.dossier.facts().len()));
        let Self { kind, severity, ids, facts, figures, sources, message, derivation, .. } = self;
        let (facts, figures, sources) = (facts.into(), figures.into(), sources.into());
        let body = FindingBody::Any(Box::new(Detail { ids, facts, figures, sources, message, derivation }));
        Finding { kind, severity, body }
    }
}
