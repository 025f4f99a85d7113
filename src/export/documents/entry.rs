//! A fact with everything that is to be said of it, in words: what the web page and Markdown both say.

use crate::analysis::{FindingKind, ReviewState, SeenRelation, Severity, relations_of};
use crate::app::OpenFile;
use crate::cite::passage_text;
use crate::dossier::{Date, Dossier, Fact, FactIx, Figure};
use crate::format::date::date_text;
use crate::format::fact::{UNDATED, flag_words, relation_words};
use crate::format::figure::{basis_words, name, particulars, range};
use crate::format::number::{interval_text, printed_text, value_text};

/// A fact in words.
pub(super) struct Entry<'a> {
    pub(super) fact: &'a Fact,
    /// Its date in words.
    pub(super) date: String,
    /// The same in EDTF, where that says it otherwise.
    pub(super) edtf: Option<&'a str>,
    pub(super) theme: &'a str,
    /// Editors' doubts: the name of each, and what it means.
    pub(super) doubts: Vec<(&'a str, String)>,
    pub(super) figures: Vec<FigureWords>,
    pub(super) derived: Vec<DerivedWords>,
    pub(super) relations: Vec<RelationWords<'a>>,
    /// What the audit has found of it that stands nowhere else in the entry.
    pub(super) findings: Vec<FindingWords>,
    /// Where in the text that the dossier was made from it stands, and its words there.
    pub(super) passage: Option<(String, Option<&'a str>)>,
}

/// A figure in words.
pub(super) struct FigureWords {
    pub(super) name: String,
    pub(super) value: String,
    /// Everything that its digits may stand for.
    pub(super) range: Option<String>,
    pub(super) basis: &'static str,
    /// Period, direction, reporter, valuation, rank.
    pub(super) particulars: Vec<String>,
    /// Percentages that tie it to another figure: of what, how much, the range, and the other fact.
    pub(super) ties: Vec<Tie>,
    pub(super) note: Option<String>,
}

/// A percentage of another period or of another figure.
pub(super) struct Tie {
    pub(super) what: String,
    pub(super) percent: String,
    pub(super) range: String,
    /// The fact that states the whole, where it is another one.
    pub(super) other: Option<FactIx>,
}

/// A value that follows from figures, in words.
pub(super) struct DerivedWords {
    pub(super) title: String,
    pub(super) value: String,
    pub(super) range: String,
    pub(super) formula: String,
    /// The other facts whose figures it rests on.
    pub(super) with: Vec<FactIx>,
}

/// A relation in words.
pub(super) struct RelationWords<'a> {
    pub(super) heading: &'static str,
    pub(super) other: FactIx,
    pub(super) notes: Vec<(&'static str, &'a str)>,
}

/// A finding in words.
pub(super) struct FindingWords {
    pub(super) label: &'static str,
    pub(super) sentence: String,
    /// What a person who has looked at it noted.
    pub(super) review: Option<String>,
    pub(super) others: Vec<FactIx>,
}

impl<'a> Entry<'a> {
    /// The entry of a fact.
    pub(super) fn of(file: &'a OpenFile, ix: FactIx) -> Self {
        let dossier = &*file.dossier;
        let fact = dossier.fact(ix);
        let date = fact.date.as_ref().map_or_else(|| UNDATED.to_owned(), date_text);
        Self {
            fact,
            edtf: fact.date.as_ref().map(Date::text).filter(|edtf| *edtf != date),
            date,
            theme: &dossier.theme(fact.theme).label,
            doubts: fact.flags.iter().map(|flag| (flag.kind.label().trim_end_matches('?'), flag_words(flag))).collect(),
            figures: fact.figures.iter().map(|figure| FigureWords::of(dossier, ix, figure)).collect(),
            derived: derived(file, ix),
            relations: relations(file, ix),
            findings: findings(file, ix),
            passage: fact.passage.as_ref().map(|passage| {
                let quote = passage.anchor.as_ref().and_then(|anchor| anchor.exact.as_deref());
                (passage_text(dossier, passage), quote)
            }),
        }
    }
}

impl FigureWords {
    fn of(dossier: &Dossier, ix: FactIx, figure: &Figure) -> Self {
        let change = figure.change.as_ref().map(|change| Tie {
            what: format!("Change on {}", date_text(&change.from)),
            percent: printed_text(&change.percent, "percent"),
            range: interval_text(&change.percent.interval(), "percent"),
            other: None,
        });
        let share = figure.share.as_ref().map(|share| Tie {
            what: format!("Share in {}", name(dossier.figure(share.of))),
            percent: printed_text(&share.percent, "percent"),
            range: interval_text(&share.percent.interval(), "percent"),
            other: Some(share.of.fact).filter(|other| *other != ix),
        });
        Self {
            name: name(figure),
            value: value_text(figure),
            range: range(figure),
            basis: basis_words(figure.basis),
            particulars: particulars(dossier, figure),
            ties: change.into_iter().chain(share).collect(),
            note: figure.note.as_ref().map(ToString::to_string),
        }
    }
}

fn derived(file: &OpenFile, ix: FactIx) -> Vec<DerivedWords> {
    let words = |at| {
        let derivation = file.derived.get(at);
        DerivedWords {
            title: derivation.title(&file.dossier),
            value: format!("≈ {}", derivation.result.rounded()),
            range: derivation.result.range(),
            formula: derivation.formula.clone(),
            with: file.derived.other_facts(at, ix).into_iter().collect(),
        }
    };
    file.derived.of_fact(&file.dossier, ix).into_iter().map(words).collect()
}

fn relations(file: &OpenFile, ix: FactIx) -> Vec<RelationWords<'_>> {
    relations_of(&file.dossier, &file.digest, ix).into_iter().map(RelationWords::of).collect()
}

impl<'a> RelationWords<'a> {
    fn of(seen: SeenRelation<'a>) -> Self {
        let own = seen.note.map(|note| ("", note));
        let others = seen.others_note.map(|note| ("As the other fact says: ", note));
        Self {
            heading: relation_words(seen.kind, seen.is_reverse),
            other: seen.other,
            notes: own.into_iter().chain(others).collect(),
        }
    }
}

fn findings(file: &OpenFile, ix: FactIx) -> Vec<FindingWords> {
    // Doubts, missing sources and contradictions stand in the entry itself.
    let is_told = |kind| matches!(kind, FindingKind::Uncited | FindingKind::Flagged | FindingKind::Contradiction);
    let wanted =
        file.audit.for_fact(ix).filter(|found| found.severity == Severity::NeedsPerson && !is_told(found.kind));
    wanted.map(|found| FindingWords::of(file, found, Some(ix))).collect()
}

impl FindingWords {
    /// A finding, and the facts that it is about beside one.
    pub(super) fn of(file: &OpenFile, finding: &crate::analysis::Finding, beside: Option<FactIx>) -> Self {
        let dossier = &file.dossier;
        let state = ReviewState::of(finding, dossier);
        let reviewed = match state {
            ReviewState::Open => None,
            ReviewState::Reviewed(_) => Some("Reviewed"),
            ReviewState::Outdated(_) => Some("Reviewed before it changed"),
        };
        Self {
            label: finding.kind.label(),
            sentence: finding.sentence(dossier),
            review: reviewed.map(|words| match state.note() {
                Some(note) => format!("{words}: {note}"),
                None => format!("{words}."),
            }),
            others: finding.facts().filter(|fact| Some(*fact) != beside).collect(),
        }
    }
}

/// Doubts of the whole dossier: what contradicts what, what does not agree, what arithmetic does not bear out; in the order of
/// the audit.
pub(super) fn disagreements(file: &OpenFile) -> Vec<FindingWords> {
    let is_one = |kind| {
        matches!(
            kind,
            FindingKind::Contradiction
                | FindingKind::Rivals
                | FindingKind::CheckFailed
                | FindingKind::PartsExceedTotal
                | FindingKind::Circle
        )
    };
    let found = file.audit.findings().iter().filter(|found| found.severity == Severity::NeedsPerson);
    found.filter(|found| is_one(found.kind)).map(|found| FindingWords::of(file, found, None)).collect()
}

/// How many facts and sources there are and what is doubted of them, in sentences.
pub(super) fn summary(file: &OpenFile) -> Vec<String> {
    use crate::format::number::counted;
    let dossier = &*file.dossier;
    let count = |is: &dyn Fn(&Fact) -> bool| dossier.facts().iter().filter(|fact| is(fact)).count();
    let (flagged, uncited, undated) =
        (count(&|fact| !fact.flags.is_empty()), count(&Fact::is_uncited), count(&|fact| fact.date.is_none()));
    let mut sentences = vec![format!(
        "{}, {}, {}.",
        counted(dossier.facts().len(), "fact", "facts"),
        counted(dossier.figures().count(), "figure", "figures"),
        counted(dossier.sources().len(), "source", "sources"),
    )];
    let verb = |count: usize, one: &str, several: &str| if count == 1 { one.to_owned() } else { several.to_owned() };
    for (count, words) in [
        (flagged, verb(flagged, "is marked with an editor’s doubt", "are marked with editors’ doubts")),
        (uncited, verb(uncited, "cites no source", "cite no source")),
        (undated, verb(undated, "has no date", "have no date")),
    ] {
        if count > 0 {
            sentences.push(format!("{} {words}.", counted(count, "fact", "facts")));
        }
    }
    sentences
}

/// What is said under a whole document: from which file it was made, and by what.
pub(super) fn colophon(file: &OpenFile) -> String {
    format!("Made by Attaché {} from {}, SHA-256 {}.", env!("CARGO_PKG_VERSION"), file.name(), file.sha256)
}
