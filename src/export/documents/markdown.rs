//! The dossier as Markdown, each citation a footnote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::entry::{DerivedWords, Entry, FigureWords, FindingWords, colophon, disagreements, summary};
use crate::app::OpenFile;
use crate::cite::citation_text;
use crate::dossier::{Citation, Dossier, FactIx};
use crate::format::fact::UNCITED;
use crate::format::markdown::escaped;

/// The document.
pub(super) fn markdown(file: &OpenFile) -> String {
    let dossier = &*file.dossier;
    let mut writer = Writer { dossier, text: String::new(), notes: Notes::default() };
    writer.block(&format!("# {}", line(dossier.title())));
    if let Some(summary) = dossier.summary() {
        writer.block(&paragraph(summary));
    }
    writer.block(&escaped(&summary(file).join(" ")));
    writer.block("## Facts");
    let mut are_dated = true;
    for ix in dossier.facts_by_date() {
        if are_dated && dossier.fact(*ix).date.is_none() {
            are_dated = false;
            writer.block("## Facts without a date");
        }
        writer.entry(&Entry::of(file, *ix));
    }
    let found = disagreements(file);
    if !found.is_empty() {
        writer.block("## What does not agree");
        for finding in &found {
            let words = writer.finding(finding);
            writer.block(&format!("- {words}"));
        }
    }
    writer.sources(file);
    writer.block(&escaped(&colophon(file)));
    writer.footnotes();
    writer.text
}

/// The citations that have a footnote, each once.
#[derive(Default)]
struct Notes {
    texts: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

struct Writer<'a> {
    dossier: &'a Dossier,
    text: String,
    notes: Notes,
}

impl Writer<'_> {
    /// A paragraph, heading or item, with an empty line behind it.
    fn block(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push_str("\n\n");
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        let fact = entry.fact;
        self.block(&format!("### {}", line(&fact.title)));
        let edtf = entry.edtf.map(|edtf| format!(" ({})", line(edtf))).unwrap_or_default();
        self.block(&format!("*{}*{edtf} · {}", line(&entry.date), line(entry.theme)));
        let notes: String = fact.citations.iter().map(|citation| self.footnote(citation)).collect();
        self.block(&format!("{}{notes}", paragraph(&fact.statement)));
        if fact.is_uncited() {
            self.block(&format!("> **{UNCITED}**"));
        }
        if let Some(note) = &fact.note {
            self.block(&paragraph(note));
        }
        for (label, words) in &entry.doubts {
            self.block(&format!("> **{}.** {}", line(label), line(words)));
        }
        for finding in &entry.findings {
            let words = self.finding(finding);
            self.block(&format!("> {words}"));
        }
        for figure in &entry.figures {
            self.figure(figure);
        }
        for value in &entry.derived {
            self.derived(value);
        }
        for relation in &entry.relations {
            let mut words = format!("- {}: {}", relation.heading, self.link(relation.other));
            for (lead, note) in &relation.notes {
                // Writing to a string cannot fail.
                let _ = write!(words, " – {lead}{}", line(note));
            }
            self.block(&words);
        }
        if let Some((place, quote)) = &entry.passage {
            if let Some(quote) = quote {
                self.block(&format!("> {}", line(quote)));
            }
            self.block(&format!("Passage: {}", line(place)));
        }
    }

    fn figure(&mut self, figure: &FigureWords) {
        let mut words = format!("- {}: **{}**", line(&figure.name), line(&figure.value));
        // Writing to a string cannot fail.
        let _ = write!(words, " ({}", figure.basis);
        if let Some(range) = &figure.range {
            let _ = write!(words, ", stands for {}", line(range));
        }
        for particular in &figure.particulars {
            let _ = write!(words, "; {}", line(particular));
        }
        words.push(')');
        for tie in &figure.ties {
            let _ = write!(
                words,
                "; {}: **{}** (as reported, stands for {})",
                line(&tie.what),
                line(&tie.percent),
                line(&tie.range)
            );
            if let Some(other) = tie.other {
                let _ = write!(words, ", see {}", self.link(other));
            }
        }
        if let Some(note) = &figure.note {
            let _ = write!(words, ". {}", line(note));
        }
        self.block(&words);
    }

    fn derived(&mut self, value: &DerivedWords) {
        let with: Vec<String> = value.with.iter().map(|fact| self.link(*fact)).collect();
        let with = if with.is_empty() { String::new() } else { format!(", with {}", with.join(", ")) };
        self.block(&format!(
            "- {}: **{}** (calculated: {} = {}{with})",
            line(&value.title),
            line(&value.value),
            line(&value.range),
            line(&value.formula)
        ));
    }

    fn finding(&self, finding: &FindingWords) -> String {
        let others: Vec<String> = finding.others.iter().map(|fact| self.link(*fact)).collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let review = finding.review.as_ref().map(|review| format!(" {}", line(review))).unwrap_or_default();
        format!("**{}.** {}{others}{review}", finding.label, line(&finding.sentence))
    }

    /// A fact by its title; Markdown has no address for a heading that every program agrees on.
    fn link(&self, fact: FactIx) -> String {
        format!("“{}”", line(&self.dossier.fact(fact).title))
    }

    /// The mark of a citation; the same citation has the same footnote.
    fn footnote(&mut self, citation: &Citation) -> String {
        let text = citation_text(self.dossier, citation);
        let next = self.notes.texts.len() + 1;
        let number = *self.notes.numbers.entry(text.clone()).or_insert(next);
        if number == next {
            self.notes.texts.push(text);
        }
        format!("[^{number}]")
    }

    /// The sources that no footnote names.
    fn sources(&mut self, file: &OpenFile) {
        let uses = crate::analysis::SourceUses::new(self.dossier);
        let places = 0..self.dossier.sources().len();
        let unused: Vec<String> = places
            .map(crate::dossier::SourceIx)
            .filter(|source| uses.facts_of(*source).is_empty())
            .map(|source| crate::cite::reference(file.dossier.source(source)))
            .collect();
        if unused.is_empty() {
            return;
        }
        self.block("## Sources that no fact cites");
        for source in unused {
            self.block(&format!("- {}", line(&source)));
        }
    }

    fn footnotes(&mut self) {
        for (place, text) in self.notes.texts.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = writeln!(self.text, "[^{}]: {}", place + 1, line(text));
        }
    }
}

/// A text in one line; blanks that do not break stay as they are.
fn line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_ascii_whitespace()).filter(|part| !part.is_empty());
    escaped(&parts.collect::<Vec<_>>().join(" "))
}

/// A text whose empty lines part paragraphs.
fn paragraph(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(line).collect::<Vec<_>>().join("\n\n")
}
