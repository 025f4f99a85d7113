//! The facts as paragraphs to read.

use std::io::{self, Write};

use crate::cite::{citation_line, reference};
use crate::dossier::{Dossier, Fact, Figure, Flag, Flow, Rank};
use crate::format::date::date_text;
use crate::format::number::{printed_text, value_text};
use crate::load::plain;

pub(super) fn print(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    for (place, fact) in dossier.facts_by_date().iter().map(|fact| dossier.fact(*fact)).enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for line in lines(fact, dossier) {
            writeln!(out, "{}", plain(&line))?;
        }
    }
    Ok(())
}

fn lines(fact: &Fact, dossier: &Dossier) -> Vec<String> {
    let date = fact.date.as_ref().map_or_else(|| "undated".to_owned(), |date| with_edtf(&date_text(date), date.text()));
    let mut lines =
        vec![format!("{date} · {} · {}", dossier.theme(fact.theme).label, fact.title), format!("  {}", fact.statement)];
    lines.extend(fact.note.as_ref().map(|note| format!("  Note: {note}")));
    lines.extend(fact.figures.iter().map(|figure| format!("  Figure: {}", figure_words(figure, dossier))));
    lines.extend(fact.flags.iter().map(|flag| format!("  Flag: {}", flag_words(flag))));
    if fact.is_uncited() {
        lines.push("  No source is cited.".to_owned());
    }
    lines.extend(fact.citations.iter().map(|citation| format!("  Source: {}", citation_line(citation, dossier))));
    if let Some(passage) = &fact.passage {
        let locator = passage.locator.as_ref().map(|locator| format!("{locator} of ")).unwrap_or_default();
        lines.push(format!("  Stands in: {locator}{}", reference(dossier.source(passage.source))));
    }
    for relation in &fact.relations {
        let note = relation.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        let other = dossier.fact(relation.fact);
        lines.push(format!("  {} “{}” ({}){note}", relation.kind.word(), other.title, other.id));
    }
    lines.push(format!("  Identifier: {}", fact.id));
    lines
}

/// A date in words, with its EDTF text where that says it otherwise.
fn with_edtf(words: &str, edtf: &str) -> String {
    if words == edtf { words.to_owned() } else { format!("{words} [{edtf}]") }
}

fn figure_words(figure: &Figure, dossier: &Dossier) -> String {
    let mut parts = Vec::new();
    if figure.value.is_some() || figure.missing.is_some() {
        parts.push(value_text(figure));
    }
    if let Some(change) = &figure.change {
        let from = with_edtf(&date_text(&change.from), change.from.text());
        parts.push(format!("{} against {from}", printed_text(&change.percent, "%")));
    }
    if let Some(share) = &figure.share {
        parts.push(format!("{} of {}", printed_text(&share.percent, "%"), dossier.figure(share.of).id));
    }
    parts.push(figure.label.as_ref().unwrap_or(&figure.measure).to_string());
    parts.extend(figure.commodity.as_ref().map(ToString::to_string));
    parts.extend(direction(figure, dossier));
    parts.push(match &figure.period {
        Some(period) => with_edtf(&date_text(period), period.text()),
        None => "no period stated".to_owned(),
    });
    parts.extend(figure.valuation.map(|valuation| valuation.word().to_owned()));
    parts.push(figure.basis.word().to_owned());
    if figure.rank != Rank::Normal {
        let reason = figure.rank_reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        parts.push(format!("{}{reason}", figure.rank.word()));
    }
    parts.extend(figure.series_break.as_ref().map(|change| format!("break in the series before it: {change}")));
    parts.extend(figure.note.as_ref().map(ToString::to_string));
    parts.join("; ")
}

fn direction(figure: &Figure, dossier: &Dossier) -> Option<String> {
    let flow = figure.flow.map(Flow::word);
    let name = |id: Option<&str>| id.map(|id| dossier.party_name(id).to_owned());
    let reporter = name(figure.reporter.as_deref()).map(|reporter| format!("reported by {reporter}"));
    let partner = name(figure.partner.as_deref()).map(|partner| format!("partner {partner}"));
    let said: Vec<String> = flow.map(str::to_owned).into_iter().chain(reporter).chain(partner).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn flag_words(flag: &Flag) -> String {
    let scope = flag.scope.as_ref().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let since = flag.since.as_ref().map(|since| format!(", since {}", date_text(since))).unwrap_or_default();
    let reason = flag.reason.as_deref().unwrap_or_else(|| flag.kind.meaning());
    format!("{}{scope}{since}: {reason}", flag.kind.label())
}
