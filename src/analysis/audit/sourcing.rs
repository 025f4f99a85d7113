//! Where the dossier has it from: sources that nobody cites, citations without a place, and how they are spread.

use std::collections::BTreeMap;

use super::finding::SingleFact;
use super::message::Message;
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::dossier::{Dossier, Fact, FactIx, FlagKind, Source, SourceIx};

/// What citations are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
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
            findings.push(SingleFact::WithoutLocator.finding(FactIx(at)));
        }
        if fact.flags.iter().any(|flag| flag.kind == FlagKind::UnbalancedOpinion) {
            findings.push(SingleFact::OneView.finding(FactIx(at)));
        }
    }
    never_cited(context, |source| citations[source] > 0 || has_passage[source], findings);
    if citations.iter().any(|count| *count > 0) {
        findings.extend(tallies(context, &citations).map(|(by, tally)| spread(context, by, tally)));
    }
}

fn never_cited(context: &Context<'_>, is_used: impl Fn(usize) -> bool, findings: &mut Vec<Finding>) {
    for (at, source) in context.dossier.sources().iter().enumerate().filter(|(at, _)| !is_used(*at)) {
        let id = [Id::Text(source.id())];
        let found = context.finding(FindingKind::SourceNeverCited, Severity::Note, id, Message::NeverCited);
        findings.push(found.source(SourceIx(at)).done());
    }
}

/// The sources that a fact cites without a place in them.
pub(super) fn bare(fact: &Fact) -> impl Iterator<Item = SourceIx> {
    fact.citations.iter().filter(|citation| citation.locator.is_none()).map(|citation| citation.source)
}

/// Those who published what a fact cites, each once, and how many of its citations are of an unknown publisher.
pub(super) fn publishers<'a>(dossier: &'a Dossier, fact: &Fact) -> (Vec<&'a str>, usize) {
    let mut known: Vec<&str> = Vec::new();
    let mut unknown = 0;
    for citation in &fact.citations {
        match By::Publisher.of(dossier.source(citation.source)) {
            Some(publisher) if known.contains(&publisher) => {}
            Some(publisher) => known.push(publisher),
            None => unknown += 1,
        }
    }
    (known, unknown)
}

/// How citations are spread over publishers, languages or countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    /// What they are counted by.
    pub(super) by: By,
    /// How many there are of each name, most first.
    pub(super) counts: Vec<(Box<str>, usize)>,
    /// How many there are of sources that do not say.
    pub(super) unknown: usize,
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

/// How the citations of the whole dossier are spread.
fn spread(context: &Context<'_>, by: By, tally: Tally<'_>) -> Finding {
    let Tally { counts, unknown } = tally;
    let mut counts: Vec<(Box<str>, usize)> = counts.into_iter().map(|(name, count)| (name.into(), count)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let spread = Spread { by, counts, unknown };
    let is_one_sided = spread.counts.first().is_some_and(|(_, count)| count * 2 > spread.total());
    let severity = if is_one_sided { Severity::Note } else { Severity::Fine };
    let message = Message::Spread(Box::new(spread));
    context.finding(FindingKind::OneSidedSourcing, severity, [Id::Text(by.word())], message).done()
}

impl Spread {
    /// How many citations there are in all.
    pub(super) fn total(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum::<usize>() + self.unknown
    }
}

impl By {
    pub(super) const fn word(self) -> &'static str {
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
