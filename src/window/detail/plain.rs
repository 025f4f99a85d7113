//! A fact as plain text, to be pasted elsewhere with its doubts and sources.

use std::fmt::Write as _;

use crate::cite::citation_line;
use crate::dossier::{Citation, Dossier, Fact, FactIx, Figure, Passage};
use crate::format::date::date_text;
use crate::format::number::value_text;

use super::figures::{basis_words, name, particulars, range};
use super::flags::since_words;

/// What is said of a fact that cites nobody.
pub(super) const UNCITED: &str = "No source is cited for this.";

/// A fact as plain text: statement, date, doubts, figures and citations.
#[must_use]
pub(crate) fn fact_text(dossier: &Dossier, fact: FactIx) -> String {
    let fact = dossier.fact(fact);
    let mut lines = vec![fact.title.to_string(), date_line(fact), String::new(), fact.statement.to_string()];
    lines.extend(fact.note.iter().map(|note| format!("Note: {note}")));
    if !fact.flags.is_empty() {
        lines.extend([String::new(), "Doubts".to_owned()]);
        lines.extend(fact.flags.iter().map(flag_line));
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

fn date_line(fact: &Fact) -> String {
    match &fact.date {
        Some(date) => format!("{} ({})", date_text(date), date.text()),
        None => "No date stated".to_owned(),
    }
}

fn flag_line(flag: &crate::dossier::Flag) -> String {
    let mut line = format!("– {}: {}", flag.kind.label(), flag.kind.meaning());
    if let Some(scope) = &flag.scope {
        let _ = write!(line, " Affects: {scope}.");
    }
    if let Some(reason) = &flag.reason {
        line.push(' ');
        line.push_str(reason);
    }
    if let Some(since) = &flag.since {
        let _ = write!(line, " Marked {}.", since_words(since));
    }
    line
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
        let percent = crate::format::number::printed_text(&change.percent, "percent");
        let _ = write!(line, "; change on {}: {percent}", date_text(&change.from));
    }
    if let Some(share) = &figure.share {
        let percent = crate::format::number::printed_text(&share.percent, "percent");
        let _ = write!(line, "; {percent} of {}", name(dossier.figure(share.of)));
    }
    line.push_str("; ");
    line.push_str(basis_words(figure.basis));
    if let Some(note) = &figure.note {
        let _ = write!(line, " ({note})");
    }
    line
}

/// A citation as one would paste it: marker, reference with its address, locator, note.
pub(super) fn citation_text(dossier: &Dossier, citation: &Citation) -> String {
    let line = citation_line(citation, dossier);
    match dossier.source(citation.source).note() {
        Some(note) => format!("{line} ({note})"),
        None => line,
    }
}

/// Where in which text a passage stands.
pub(super) fn passage_text(dossier: &Dossier, passage: &Passage) -> String {
    let source = dossier.source(passage.source);
    let container = source.text("container-title").map(|container| format!("{container}: ")).unwrap_or_default();
    let locator = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
    format!("{container}{}{locator}", source.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_citation_has_its_marker_once_and_its_address() {
        let dossier = crate::load::load_shipped().expect("it loads").dossier;
        for citation in dossier.facts().iter().flat_map(|fact| &fact.citations) {
            let (source, text) = (dossier.source(citation.source), citation_text(&dossier, citation));
            if let Some(marker) = source.marker() {
                assert_eq!(text.matches(marker).count(), 1, "{text}");
            }
            assert!(source.link().is_none_or(|link| text.contains(link)), "{text}");
        }
    }
}
