//! What the arithmetic derives, confirms and refutes.

use std::sync::Arc;

use super::message::Message;
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::analysis::derive::{Check, CheckKind, Derivation, DerivationIx, Operand, Refusal};
use crate::dossier::FigureIx;

pub(super) fn find(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let derivations = context.derived.derivations().iter().enumerate();
    findings.extend(derivations.map(|(at, derivation)| derived(context, DerivationIx(at), derivation)));
    findings.extend(context.derived.checks().iter().map(|made| check(context, made)));
    findings.extend(context.derived.refusals().iter().map(|refusal| refused(context, refusal)));
    circles(context, findings);
}

fn derived(context: &Context<'_>, ix: DerivationIx, derivation: &Arc<Derivation>) -> Finding {
    let about = derivation.fills.unwrap_or(derivation.like);
    let tied = tied(derivation).filter(|tied| *tied != about);
    let ids = [Id::Figure(about), Id::Text(derivation.kind.word())].into_iter().chain(tied.map(Id::Figure));
    let message = Message::Derived(Arc::clone(derivation));
    let found = context.finding(FindingKind::DerivedValue, Severity::Fine, ids, message);
    let figures: Vec<FigureIx> = derivation.fills.into_iter().chain(context.derived.leaves(ix)).collect();
    found.figures(&figures).derivation(ix).done()
}

/// The figure whose change or share leads to a derivation.
pub(super) fn tied(derivation: &Derivation) -> Option<FigureIx> {
    derivation.inputs.iter().find_map(|input| match input.operand {
        Operand::Change(figure) | Operand::Share(figure) => Some(figure),
        Operand::Value(_) | Operand::Derived(_) => None,
    })
}

fn check(context: &Context<'_>, check: &Arc<Check>) -> Finding {
    let (kind, severity) = if check.is_passed {
        (FindingKind::CheckPassed, Severity::Fine)
    } else {
        (FindingKind::CheckFailed, Severity::NeedsPerson)
    };
    let word = match check.kind {
        CheckKind::Share => "share",
        CheckKind::Change => "change",
        CheckKind::Hundred => "hundred",
    };
    let ids = check.figures.iter().copied().map(Id::Figure).chain([Id::Text(word)]);
    let mut figures = check.figures.clone();
    for input in check.inputs.iter().chain([&check.actual]) {
        if let Operand::Derived(derivation) = input.operand {
            figures.extend(context.derived.leaves(derivation));
        }
    }
    let message = Message::Checked(Arc::clone(check));
    context.finding(kind, severity, ids, message).figures(&figures).done()
}

fn refused(context: &Context<'_>, refusal: &Arc<Refusal>) -> Finding {
    let message = Message::Refused(Arc::clone(refusal));
    let leaves = refusal.derived.iter().flat_map(|derivation| context.derived.leaves(*derivation));
    let figures: Vec<FigureIx> = refusal.figures.iter().copied().chain(leaves).collect();
    context.finding(FindingKind::NotDerived, Severity::Note, [], message).figures(&figures).done()
}

fn circles(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for circle in context.derived.circles() {
        let ids = circle.iter().copied().map(Id::Figure);
        let found = context.finding(FindingKind::Circle, Severity::NeedsPerson, ids, Message::Circle);
        findings.push(found.figures(circle).done());
    }
}
