//! The audit: what there is to say about a dossier's facts, figures and sources before one relies on them.

use std::collections::BTreeMap;

use crate::dossier::{Day, Dossier, FactIx, FigureIx, SourceIx};

use super::derive::{DerivationIx, Derived};
use super::rivals::Rivals;

mod arithmetic;
mod disagreement;
mod finding;
mod fingerprint;
mod say;
mod sourcing;
mod standing;

pub use finding::{Finding, FindingKind, Severity};

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    findings: Vec<Finding>,
    by_fact: BTreeMap<FactIx, Vec<usize>>,
    rivals: Rivals,
}

/// What every family of checks works on.
struct Context<'a> {
    dossier: &'a Dossier,
    derived: &'a Derived,
    rivals: &'a Rivals,
    options: AuditOptions,
}

/// Audits a dossier; the findings do not depend on the order of its facts.
#[must_use]
pub fn audit(dossier: &Dossier, derived: &Derived, options: &AuditOptions) -> Audit {
    let rivals = Rivals::new(dossier);
    let context = Context { dossier, derived, rivals: &rivals, options: *options };
    let mut findings = Vec::new();
    disagreement::find(&context, &mut findings);
    arithmetic::find(&context, &mut findings);
    standing::find(&context, &mut findings);
    sourcing::find(&context, &mut findings);
    let mut prints = fingerprint::Prints::new(dossier);
    for finding in &mut findings {
        finding.fingerprint = prints.of(finding);
    }
    findings.sort_by(|a, b| (a.severity, a.kind, &a.key).cmp(&(b.severity, b.kind, &b.key)));
    let mut by_fact: BTreeMap<FactIx, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        for fact in &finding.facts {
            by_fact.entry(*fact).or_default().push(at);
        }
    }
    Audit { findings, by_fact, rivals }
}

impl Audit {
    /// The findings: those that need a person first, then by kind and key.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that concern a fact.
    pub fn for_fact(&self, fact: FactIx) -> impl Iterator<Item = &Finding> {
        self.by_fact.get(&fact).into_iter().flatten().map(|at| &self.findings[*at])
    }

    /// The finding of a key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.key == key)
    }

    /// The rivals that were found on the way.
    #[must_use]
    pub const fn rivals(&self) -> &Rivals {
        &self.rivals
    }
}

/// A finding while it is being put together.
struct Draft<'a> {
    dossier: &'a Dossier,
    finding: Finding,
}

impl<'a> Context<'a> {
    /// Begins a finding; `ids` are those of what it is about, and make its key.
    fn draft<'i>(
        &self,
        kind: FindingKind,
        severity: Severity,
        ids: impl IntoIterator<Item = &'i str>,
        sentence: String,
    ) -> Draft<'a> {
        let ids: Vec<&str> = ids.into_iter().collect();
        let key = format!("{}:{}", kind.word(), ids.join("+"));
        let finding = Finding {
            kind,
            severity,
            facts: Vec::new(),
            figures: Vec::new(),
            sources: Vec::new(),
            sentence,
            arithmetic: None,
            derivation: None,
            key,
            fingerprint: String::new(),
        };
        Draft { dossier: self.dossier, finding }
    }

    /// The identifiers of figures.
    fn figure_ids(&self, figures: &[FigureIx]) -> Vec<&'a str> {
        figures.iter().map(|figure| self.dossier.figure(*figure).id.as_str()).collect()
    }
}

impl Draft<'_> {
    fn fact(mut self, fact: FactIx) -> Self {
        if !self.finding.facts.contains(&fact) {
            self.finding.facts.push(fact);
        }
        self
    }

    /// Adds figures, and the facts that state them.
    fn figures(mut self, figures: &[FigureIx]) -> Self {
        for figure in figures {
            if !self.finding.figures.contains(figure) {
                self.finding.figures.push(*figure);
            }
            self = self.fact(figure.fact);
        }
        self
    }

    fn source(mut self, source: SourceIx) -> Self {
        self.finding.sources.push(source);
        self
    }

    fn arithmetic(mut self, arithmetic: String) -> Self {
        self.finding.arithmetic = Some(arithmetic);
        self
    }

    fn derivation(mut self, derivation: DerivationIx) -> Self {
        self.finding.derivation = Some(derivation);
        self
    }

    fn done(self) -> Finding {
        debug_assert!(self.finding.facts.iter().all(|fact| fact.0 < self.dossier.facts().len()));
        self.finding
    }
}
