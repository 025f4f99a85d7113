//! A fact as plain text, to be pasted or sent elsewhere with its doubts and sources.

use std::fmt::Write as _;

use crate::cite::{citation_text, passage_text};
use crate::dossier::{Dossier, FactIx, Figure};
use crate::format::date::date_text;
use crate::format::fact::{UNCITED, date_line, flag_words};
use crate::format::figure::{basis_words, name, particulars, range};
use crate::format::number::{printed_text, value_text};

/// A fact as plain text: statement, date, doubts, figures and citations.
#[must_use]
pub fn fact_text(dossier: &Dossier, fact: FactIx) -> String {
    let fact = dossier.fact(fact);
    let mut lines = vec![fact.title.to_string(), date_line(fact), String::new(), fact.statement.to_string()];
    lines.extend(fact.note.iter().map(|note| format!("Note: {note}")));
    if !fact.flags.is_empty() {
        lines.extend([String::new(), "Doubts".to_owned()]);
        lines.extend(fact.flags.iter().map(|flag| format!("– {}: {}", flag.kind.label(), flag_words(flag))));
    }
    if !fact.figures.is_empty() {
        lines.extend([String::new(), "Figures".to_owned()]);
        lines.extend(fact.figures.iter().map(|figure| figure_line(dossier, figure)));
    }
    lines.extend([String::new(), "Sources".to_owned()]);
    lines.extend(fact.citations.iter().map(|citation| format!("– {}", citation_text(dossier, citation))));
    if fact.is_uncited() {
        lines.push(format!("– {UNCITED}"));
    }
    if let Some(passage) = &fact.passage {
        lines.push(format!("Passage: {}", passage_text(dossier, passage)));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn figure_line(dossier: &Dossier, figure: &Figure) -> String {
    let mut line = format!("– {}: {}", name(figure), value_text(figure));
    if let Some(range) = range(figure) {
        let _ = write!(line, " ({range})");
    }
    for part in particulars(dossier, figure) {
        line.push_str("; ");
        line.push_str(&part);
    }
    if let Some(change) = &figure.change {
        let percent = printed_text(&change.percent, "percent");
        let _ = write!(line, "; change on {}: {percent}", date_text(&change.from));
    }
    if let Some(share) = &figure.share {
        let percent = printed_text(&share.percent, "percent");
        let _ = write!(line, "; {percent} of {}", name(dossier.figure(share.of)));
    }
    line.push_str("; ");
    line.push_str(basis_words(figure.basis));
    if let Some(note) = &figure.note {
        let _ = write!(line, " ({note})");
    }
    line
}
