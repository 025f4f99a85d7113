//! How facts stand by themselves: without a source, under a doubt, out of date, unclear in direction or time.

use super::finding::SingleFact;
use super::message::Message;
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::analysis::grouping_keys::{SubjectKey, subject_key};
use crate::analysis::parallel_scan::figures_of;
use crate::dossier::{
    Date, Day, Dossier, Fact, FactIx, Figure, FigureIx, Flag, FlagKind, Flow, ImportVerdict, Lookup, SourceIx,
    days_in_month,
};
use crate::format::number::is_currency;

/// Percentages with such a measure are those of a poll: the word before the first hyphen.
const POLLS: [&str; 4] = ["opinion", "poll", "answer", "vote"];

/// Words in an editor's doubt that say that it is about the direction of a flow.
const DIRECTION_WORDS: [&str; 3] = ["direction", "which way", "whose favour"];

pub(super) fn find(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let aged = context.options.today.map(|today| Aged { today, newest: newest(context) });
    let facts = context.dossier.facts();
    // The figures lie far apart in a large dossier: looked at without a choice in between, many are fetched at once.
    let says_little = |figure: &Figure| figure.period.is_none() | is_unclear(figure);
    let do_say_little =
        facts.iter().map(|fact| fact.figures.iter().fold(false, |any, figure| any | says_little(figure)));
    let do_say_little: Vec<bool> = do_say_little.collect();
    let texts = Texts::of(context.dossier);
    for ((at, fact), do_say_little) in facts.iter().enumerate().zip(do_say_little) {
        let ix = FactIx(at);
        if fact.is_uncited() {
            findings.push(SingleFact::Uncited.finding(ix));
        }
        if !fact.flags.is_empty() {
            findings.push(SingleFact::Flagged.finding(ix));
        }
        if fact.origin.as_ref().is_some_and(|origin| origin.verdict == ImportVerdict::Unread) {
            findings.push(SingleFact::Unread.finding(ix));
        }
        if texts.are_known() && texts.have_changed_under(fact) {
            findings.push(SingleFact::Orphaned.finding(ix));
        }
        if !fact.flags.is_empty() || aged.is_some() {
            findings.extend(stale(context, ix, fact, aged.as_ref()));
        }
        if !fact.flags.is_empty() || do_say_little {
            findings.extend(ambiguous(context, ix, fact));
        }
        if do_say_little {
            let without_period = figures_of(ix, fact).filter(|(_, figure)| figure.period.is_none());
            findings.extend(without_period.map(|(ix, figure)| period_not_stated(context, ix, figure)));
        }
    }
}

/// The texts that passages point into, as they were read last.
struct Texts<'a>(Lookup<SourceIx, &'a str>);

impl<'a> Texts<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let hashes: Lookup<&str, &str> =
            dossier.imports().iter().filter_map(|import| Some((import.id.as_str(), import.text_hash()?))).collect();
        if hashes.is_empty() {
            return Self(Lookup::default());
        }
        let sources = dossier.sources().iter().enumerate();
        Self(sources.filter_map(|(place, source)| Some((SourceIx(place), *hashes.get(source.id())?))).collect())
    }

    fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the text that a fact was taken from reads otherwise now.
    fn have_changed_under(&self, fact: &Fact) -> bool {
        let Some(passage) = &fact.passage else { return false };
        let own = passage.anchor.as_ref().and_then(|anchor| anchor.text.as_deref());
        let now = self.0.get(&passage.source).copied();
        own.zip(now).is_some_and(|(own, now)| own != now)
    }
}

/// What tells whether a figure is old.
struct Aged<'a> {
    today: Day,
    /// The last day that any figure of each kind speaks of.
    newest: Lookup<SubjectKey<'a>, Day>,
}

fn newest<'a>(context: &Context<'a>) -> Lookup<SubjectKey<'a>, Day> {
    let mut newest = Lookup::default();
    for (_, figure) in context.dossier.figures().filter(|(_, figure)| is_poll_or_statistic(figure)) {
        if let Some(end) = figure.period.as_ref().and_then(Date::last_day) {
            let last = newest.entry(subject_key(context.dossier, figure)).or_insert(end);
            *last = (*last).max(end);
        }
    }
    newest
}

/// A poll, or a statistic of a flow; how many people came to an event does not grow old.
fn is_poll_or_statistic(figure: &Figure) -> bool {
    let word = figure.measure.split_once('-').map_or(figure.measure.as_str(), |(word, _)| word);
    figure.flow.is_some() || (figure.unit == "percent" && POLLS.contains(&word))
}

/// The figures of a fact that are the newest of their kind and yet old, in the order of their identifiers.
fn old(context: &Context<'_>, ix: FactIx, fact: &Fact, aged: &Aged<'_>) -> Vec<FigureIx> {
    let mut old = Vec::new();
    for (place, figure) in fact.figures.iter().enumerate().filter(|(_, figure)| is_poll_or_statistic(figure)) {
        let Some(end) = figure.period.as_ref().and_then(Date::last_day) else { continue };
        let is_newest = aged.newest.get(&subject_key(context.dossier, figure)) == Some(&end);
        if is_newest && years_later(end, context.options.stale_after_years) <= aged.today {
            old.push((FigureIx { fact: ix, place }, &figure.id));
        }
    }
    old.sort_by_key(|(_, id)| *id);
    old.into_iter().map(|(figure, _)| figure).collect()
}

fn stale(context: &Context<'_>, ix: FactIx, fact: &Fact, aged: Option<&Aged<'_>>) -> Option<Finding> {
    let is_marked = fact.flags.iter().any(|flag| flag.kind == FlagKind::NeedsUpdate);
    let old = aged.map(|aged| old(context, ix, fact, aged)).unwrap_or_default();
    if !is_marked && old.is_empty() {
        return None;
    }
    let severity = if is_marked { Severity::NeedsPerson } else { Severity::Note };
    let message = Message::Stale(context.options.today);
    let found = context.finding(FindingKind::Stale, severity, [Id::Text(&fact.id.0)], message);
    Some(found.fact(ix).figures(&old).done())
}

/// The same day of the year some years later; 29 February becomes 28 where it must.
fn years_later(day: Day, years: u32) -> Day {
    let civil = day.civil();
    let year = civil.year + i64::from(years);
    Day::from_civil(year, civil.month, civil.day.min(days_in_month(year, civil.month)))
}

/// Full years from one day to a later one.
pub(super) fn years_between(start: Day, end: Day) -> usize {
    let (start, end) = (start.civil(), end.civil());
    let has_not_come = (end.month, end.day) < (start.month, start.day);
    usize::try_from(end.year - start.year - i64::from(has_not_come)).unwrap_or(0)
}

/// Whether a value of trade has no direction at all. A balance is the difference of both, and has none.
fn is_unclear(figure: &Figure) -> bool {
    figure.flow.is_none()
        && figure.measure.starts_with("trade-")
        && figure.measure != "trade-balance"
        && is_currency(&figure.unit)
}

/// The doubt of an editor about the direction of a flow.
pub(super) fn doubted_direction(fact: &Fact) -> Option<&Flag> {
    fact.flags.iter().filter(|flag| flag.kind == FlagKind::Ambiguous).find(|flag| {
        let says = |text: Option<&str>| {
            let text = text.unwrap_or_default().to_lowercase();
            DIRECTION_WORDS.iter().any(|word| text.contains(word))
        };
        let says_nothing = flag.scope.is_none() && flag.reason.is_none();
        says(flag.scope.as_deref())
            || (flag.scope.is_none() && says(flag.reason.as_deref()))
            || (says_nothing && fact.figures.iter().any(is_one_way))
    })
}

const fn is_one_way(figure: &Figure) -> bool {
    matches!(figure.flow, Some(Flow::Export | Flow::Import))
}

/// A flow of which it is not clear which way it went: an editor says so, or a value of trade has no direction at all.
fn ambiguous(context: &Context<'_>, ix: FactIx, fact: &Fact) -> Option<Finding> {
    let is_doubted = doubted_direction(fact).is_some();
    let is_meant = |figure: &Figure| if is_doubted { is_one_way(figure) } else { is_unclear(figure) };
    let mut figures: Vec<_> = figures_of(ix, fact).filter(|(_, figure)| is_meant(figure)).collect();
    if !is_doubted && figures.is_empty() {
        return None;
    }
    figures.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    let figures: Vec<FigureIx> = figures.into_iter().map(|(figure, _)| figure).collect();
    let (kind, id) = (FindingKind::AmbiguousDirection, [Id::Text(&fact.id.0)]);
    let found = context.finding(kind, Severity::NeedsPerson, id, Message::AmbiguousDirection);
    Some(found.fact(ix).figures(&figures).done())
}

fn period_not_stated(context: &Context<'_>, ix: FigureIx, figure: &Figure) -> Finding {
    let id = [Id::Text(&figure.id)];
    context.finding(FindingKind::PeriodNotStated, Severity::Note, id, Message::PeriodNotStated).figures(&[ix]).done()
}
