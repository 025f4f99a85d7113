//! Facts and figures that speak against each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::message::Message;
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::analysis::rivals::{Rivalry, RivalryKind};
use crate::dossier::{FactIx, FigureIx, RelationKind};

pub(super) fn find(context: &Context<'_>, findings: &mut Vec<Finding>) {
    contradictions(context, findings);
    findings.extend(context.rivals().groups().iter().map(|group| rivals(context, group)));
}

/// One finding for two facts that the dossier says contradict each other, whichever of them says so.
fn contradictions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.dossier;
    let mut notes: BTreeMap<(FactIx, FactIx), Option<&SmolStr>> = BTreeMap::new();
    for (at, fact) in dossier.facts().iter().enumerate() {
        for relation in fact.relations.iter().filter(|relation| relation.kind == RelationKind::Contradicts) {
            let (one, two, said) = (FactIx(at), relation.fact, relation.note.as_ref());
            // The note of the fact that comes first by identifier is the one that is shown, where it has one.
            if fact.id <= dossier.fact(two).id {
                let note = notes.entry((one, two)).or_default();
                *note = said.or(*note);
            } else {
                let note = notes.entry((two, one)).or_default();
                *note = note.or(said);
            }
        }
    }
    for ((one, two), note) in notes {
        let ids = [one, two].map(|fact| Id::Text(&dossier.fact(fact).id.0));
        let message = Message::Contradiction(note.cloned());
        let found = context.finding(FindingKind::Contradiction, Severity::NeedsPerson, ids, message);
        findings.push(found.fact(one).fact(two).done());
    }
}

fn rivals(context: &Context<'_>, group: &Arc<Rivalry>) -> Finding {
    let severity = match group.kind {
        _ if group.is_settled => Severity::Note,
        RivalryKind::OverlappingPeriods => Severity::Note,
        RivalryKind::SamePeriod | RivalryKind::PartExceedsWhole | RivalryKind::PeriodNotStated => Severity::NeedsPerson,
    };
    let message = Message::Rivals(Arc::clone(group));
    context.finding(FindingKind::Rivals, severity, [], message).facts_of(&group.figures).done()
}

/// The rivals that a finding is known by.
pub(super) fn about(group: &Rivalry) -> &[FigureIx] {
    match group.kind {
        // The others change as figures are added; the one without a period is what it is about.
        RivalryKind::PeriodNotStated => &group.figures[..1],
        RivalryKind::SamePeriod | RivalryKind::PartExceedsWhole | RivalryKind::OverlappingPeriods => &group.figures,
    }
}
