//! What a finding says. The families of checks return data, which becomes sentences here and nowhere else; a large audit has a
//! million findings and nobody reads them all, so that sentences are made when they are asked for.

use std::sync::Arc;

use smol_str::SmolStr;

use super::Finding;
use super::excess::Excess;
use super::finding::{FindingBody, SingleFact};
use super::sourcing::Spread;
use crate::analysis::derive::{Check, Derivation, Refusal};
use crate::analysis::rivals::Rivalry;
use crate::dossier::{Day, Dossier, Fact, FigureIx};

mod arithmetic;
mod conflicts;
mod facts;
mod names;
mod sources;

/// What the sentence of a finding is made from, beside the facts, figures and sources that it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Its two facts contradict each other, and in what, where the dossier says so.
    Contradiction(Option<SmolStr>),
    /// Figures are rivals.
    Rivals(Arc<Rivalry>),
    /// A value follows from others.
    Derived(Arc<Derivation>),
    /// How a check came out.
    Checked(Arc<Check>),
    /// Commodities are more than their total.
    Excess(Arc<Excess>),
    /// Why nothing is derived from its figures.
    Refused(Arc<Refusal>),
    /// Its figures are tied to each other in a circle.
    Circle,
    /// Its fact is marked as needing an update, or its figures are old on this day.
    Stale(Option<Day>),
    /// It is not clear in which direction its figures went.
    AmbiguousDirection,
    /// Its figure does not say what time it is about.
    PeriodNotStated,
    /// No fact cites its source.
    NeverCited,
    /// How the citations of the whole dossier are spread.
    Spread(Box<Spread>),
}

// The dossier that is asked for is always the one that was audited.
impl Finding {
    /// The finding in plain words.
    #[must_use]
    pub fn sentence(&self, dossier: &Dossier) -> String {
        let detail = match &self.body {
            FindingBody::Fact(found, fact) => return of_fact(*found, dossier, dossier.fact(*fact)),
            FindingBody::Any(detail) => detail,
        };
        let figures = || self.figures().collect::<Vec<FigureIx>>();
        let fact = || detail.facts.first().map(|fact| dossier.fact(*fact));
        let made = match &detail.message {
            Message::Contradiction(note) => Some(conflicts::contradiction(dossier, &detail.facts, note.as_deref())),
            Message::Rivals(rivalry) => Some(conflicts::rivals(dossier, rivalry)),
            Message::Derived(derivation) => Some(arithmetic::derived(dossier, derivation)),
            Message::Checked(check) => Some(arithmetic::checked(dossier, check)),
            Message::Excess(excess) => Some(arithmetic::exceeds(dossier, excess)),
            Message::Refused(refusal) => Some(arithmetic::refused(dossier, refusal)),
            Message::Circle => Some(arithmetic::circle(dossier, &figures())),
            Message::Stale(today) => fact().map(|fact| facts::stale(dossier, fact, &figures(), *today)),
            Message::AmbiguousDirection => fact().map(|fact| facts::ambiguous(dossier, fact, &figures())),
            Message::PeriodNotStated => figures().first().map(|figure| facts::period_not_stated(dossier, *figure)),
            Message::NeverCited => detail.sources.first().map(|source| sources::never_cited(dossier.source(*source))),
            Message::Spread(spread) => Some(sources::spread(spread)),
        };
        made.unwrap_or_default()
    }

    /// The arithmetic, line by line, where there is any.
    #[must_use]
    pub fn arithmetic(&self, dossier: &Dossier) -> Option<String> {
        let FindingBody::Any(detail) = &self.body else { return None };
        match &detail.message {
            Message::Refused(refusal) => refusal.formula.clone(),
            Message::Derived(derivation) => Some(arithmetic::derived_line(derivation)),
            Message::Checked(check) => Some(arithmetic::check_line(check)),
            Message::Excess(excess) => Some(arithmetic::excess_line(dossier, excess)),
            Message::Rivals(rivalry) => {
                let lines = conflicts::arithmetic(dossier, rivalry);
                (!lines.is_empty()).then(|| lines.join("\n"))
            }
            Message::Spread(spread) => Some(sources::counts(spread)),
            Message::Contradiction(_)
            | Message::Circle
            | Message::Stale(_)
            | Message::AmbiguousDirection
            | Message::PeriodNotStated
            | Message::NeverCited => None,
        }
    }
}

fn of_fact(found: SingleFact, dossier: &Dossier, fact: &Fact) -> String {
    match found {
        SingleFact::Uncited => facts::uncited(dossier, fact),
        SingleFact::Flagged => facts::flagged(fact),
        SingleFact::WithoutLocator => facts::without_locator(dossier, fact),
        SingleFact::OneView => facts::one_view(dossier, fact),
        SingleFact::Unread => facts::unread(dossier, fact),
        SingleFact::Orphaned => facts::orphaned(dossier, fact),
    }
}
