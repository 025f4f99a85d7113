//! Facts as texts to be pasted elsewhere.

use super::FactPart;
use crate::cite::citation_line;
use crate::dossier::{Dossier, Fact};

/// A part of a fact as text. A statement goes nowhere without its doubts and its sources.
pub(super) fn fact_text(dossier: &Dossier, fact: &Fact, part: FactPart) -> String {
    match part {
        FactPart::Statement => {
            let mut text = fact.statement.to_string();
            for flag in &fact.flags {
                text.push_str(" [");
                text.push_str(flag.kind.label());
                text.push(']');
            }
            format!("{text} ({})", citations(dossier, fact, "; "))
        }
        FactPart::Citations => citations(dossier, fact, "\n"),
    }
}

fn citations(dossier: &Dossier, fact: &Fact, between: &str) -> String {
    if fact.is_uncited() {
        return "No source is cited for this.".to_owned();
    }
    let lines = fact.citations.iter().map(|citation| citation_line(citation, dossier));
    lines.collect::<Vec<_>>().join(between)
}
