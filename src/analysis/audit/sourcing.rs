//! Where the dossier has it from: sources that nobody cites, citations without a place, and how they are spread.

use std::collections::BTreeMap;

use super::finding::OfFact;
use super::said::Words;
use super::say::{counted, fact_name, list, source_name};
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::dossier::{Dossier, Fact, FactIx, FlagKind, Source, SourceIx};
use crate::format::number::{rounded_text, ten_to};
use num_rational::BigRational;

/// So many of those cited most are named in a sentence; the arithmetic lists more.
const NAMED: usize = 3;
/// So many lines are listed in the arithmetic.
const LISTED: usize = 20;

/// What citations are counted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Publisher,
    Language,
    Country,
}

pub(super) fn find(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sources = context.dossier.sources().len();
    let (mut citations, mut has_passage) = (vec![0; sources], vec![false; sources]);
    let facts = context.dossier.facts();
    // The citations lie far apart in a large dossier: looked at without a choice in between, many are fetched at once.
    let is_bare = facts.iter().map(|fact| {
        fact.citations.iter().fold(false, |is_bare, citation| {
            citations[citation.source.0] += 1;
            is_bare | citation.locator.is_none()
        })
    });
    let is_bare: Vec<bool> = is_bare.collect();
    for ((at, fact), is_bare) in facts.iter().enumerate().zip(is_bare) {
        if let Some(passage) = &fact.passage {
            has_passage[passage.source.0] = true;
        }
        if is_bare {
            findings.push(OfFact::WithoutLocator.finding(FactIx(at)));
        }
        findings.extend(one_view(context, FactIx(at), fact));
    }
    never_cited(context, |source| citations[source] > 0 || has_passage[source], findings);
    if citations.iter().any(|count| *count > 0) {
        let total = citations.iter().sum();
        findings.extend(tallies(context, &citations).map(|(by, tally)| spread(context, total, by, tally)));
    }
}

fn never_cited(context: &Context<'_>, is_used: impl Fn(usize) -> bool, findings: &mut Vec<Finding>) {
    for (at, source) in context.dossier.sources().iter().enumerate().filter(|(at, _)| !is_used(*at)) {
        let sentence = format!("No fact cites {}.", source_name(source));
        let draft = context.draft(
            FindingKind::SourceNeverCited,
            Severity::Note,
            [Id::Text(source.id())],
            Words::said(sentence),
        );
        findings.push(draft.source(SourceIx(at)).done());
    }
}

/// The sources that a fact cites without a place in them.
pub(super) fn bare(fact: &Fact) -> impl Iterator<Item = SourceIx> {
    fact.citations.iter().filter(|citation| citation.locator.is_none()).map(|citation| citation.source)
}

pub(super) fn without_locator_sentence(dossier: &Dossier, fact: &Fact) -> String {
    let names: Vec<String> = bare(fact).map(|source| source_name(dossier.source(source))).collect();
    format!("{} is cited without a place in the source: {}.", fact_name(fact), list(&names))
}

/// What stands for or against a doubt that a fact gives one view only.
fn one_view(context: &Context<'_>, ix: FactIx, fact: &Fact) -> Option<Finding> {
    fact.flags.iter().find(|flag| flag.kind == FlagKind::UnbalancedOpinion)?;
    let mut publishers: Vec<&str> = Vec::new();
    let mut unknown = 0;
    for citation in &fact.citations {
        match By::Publisher.of(context.dossier.source(citation.source)) {
            Some(publisher) if publishers.contains(&publisher) => {}
            Some(publisher) => publishers.push(publisher),
            None => unknown += 1,
        }
    }
    let known: Vec<String> = publishers.iter().map(|publisher| (*publisher).to_owned()).collect();
    let mut named = Vec::new();
    if !known.is_empty() {
        named.push(format!("{} ({})", counted(known.len(), "publisher"), list(&known)));
    }
    if unknown > 0 {
        named.push(format!("{} of unknown publisher", counted(unknown, "source")));
    }
    let rests = if named.is_empty() { "no source at all".to_owned() } else { list(&named) };
    let sentence = format!("{} is marked as unbalanced opinion; it rests on {rests}.", fact_name(fact));
    let draft = context
        .draft(FindingKind::OneSidedSourcing, Severity::Note, [Id::Text(&fact.id.0)], Words::said(sentence))
        .fact(ix);
    Some(fact.citations.iter().fold(draft, |draft, citation| draft.source(citation.source)).done())
}

/// How many citations there are of each name.
#[derive(Default)]
struct Tally<'a> {
    counts: BTreeMap<&'a str, usize>,
    unknown: usize,
}

/// Counts the citations in every respect, given those of each source.
fn tallies<'a>(context: &Context<'a>, citations: &[usize]) -> [(By, Tally<'a>); 3] {
    let mut tallies = [By::Publisher, By::Language, By::Country].map(|by| (by, Tally::default()));
    for (source, count) in context.dossier.sources().iter().zip(citations).filter(|(_, count)| **count > 0) {
        for (by, tally) in &mut tallies {
            match by.of(source) {
                Some(name) => *tally.counts.entry(name).or_default() += count,
                None => tally.unknown += count,
            }
        }
    }
    tallies
}

/// How the citations of the whole dossier are spread, in exact counts.
fn spread(context: &Context<'_>, total: usize, by: By, tally: Tally<'_>) -> Finding {
    let Tally { counts, unknown } = tally;
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let share = |count: usize| {
        let percent = BigRational::new(count.into(), total.max(1).into()) * ten_to(2);
        rounded_text(&percent, 3, "percent")
    };
    let mut named: Vec<String> =
        counts.iter().take(NAMED).map(|(name, count)| format!("{name} {count} ({})", share(*count))).collect();
    let others: usize = counts.iter().skip(NAMED).map(|(_, count)| count).sum();
    if others > 0 {
        named.push(format!(
            "{} {others} ({})",
            counted(counts.len() - NAMED, &format!("other {}", by.word())),
            share(others)
        ));
    }
    if unknown > 0 {
        named.push(format!("not known {unknown} ({})", share(unknown)));
    }
    let sentence = format!("Of {}, by {}: {}.", counted(total, "citation"), by.word(), list(&named));
    let is_one_sided = counts.first().is_some_and(|(_, count)| count * 2 > total);
    let severity = if is_one_sided { Severity::Note } else { Severity::Fine };
    let mut lines: Vec<String> = counts.iter().take(LISTED).map(|(name, count)| format!("{name}: {count}")).collect();
    if counts.len() > LISTED {
        let rest: usize = counts.iter().skip(LISTED).map(|(_, count)| count).sum();
        lines.push(format!("{} others: {rest}", counts.len() - LISTED));
    }
    lines.push(format!("not known: {unknown}"));
    lines.push(format!("all: {total}"));
    let words = Words::computed(sentence, lines.join("\n"));
    context.draft(FindingKind::OneSidedSourcing, severity, [Id::Text(by.word())], words).done()
}

impl By {
    const fn word(self) -> &'static str {
        match self {
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Country => "country",
        }
    }

    /// What a source says of itself in this respect; nothing is inferred.
    fn of(self, source: &Source) -> Option<&str> {
        match self {
            Self::Publisher => source.text("publisher").or_else(|| source.text("container-title")),
            Self::Language => source.text("language"),
            Self::Country => source.custom("country"),
        }
    }
}
