//! How facts stand by themselves: without a source, under a doubt, out of date, unclear in direction or time.

use hashbrown::HashMap;

use super::finding::OfFact;
use super::said::Words;
use super::say::{after, counted, fact_name, figure_name, list};
use super::{Context, Finding, FindingKind, Id, Severity};
use crate::analysis::grouping_keys::{SubjectKey, subject_key};
use crate::analysis::parallel_scan::figures_of;
use crate::dossier::{Date, Day, Dossier, Fact, FactIx, Figure, FigureIx, Flag, FlagKind, Flow, days_in_month};
use crate::format::date::{date_text, day_text};
use crate::format::number::{is_currency, value_text};

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
    for ((at, fact), do_say_little) in facts.iter().enumerate().zip(do_say_little) {
        let ix = FactIx(at);
        if fact.is_uncited() {
            findings.push(OfFact::Uncited.finding(ix));
        }
        if !fact.flags.is_empty() {
            findings.push(OfFact::Flagged.finding(ix));
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

pub(super) fn uncited_sentence(dossier: &Dossier, fact: &Fact) -> String {
    let mut sentence = format!("{} cites no source.", fact_name(fact));
    if let Some(passage) = &fact.passage {
        let name = dossier.source(passage.source).name();
        let place = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
        sentence.extend([" It rests on its passage alone: ", name, &place, "."]);
    }
    sentence
}

pub(super) fn flagged_sentence(fact: &Fact) -> String {
    let said = |flag: &Flag| {
        let scope = flag.scope.as_ref().map(|scope| format!(" ({scope})")).unwrap_or_default();
        format!("“{}”{scope}", flag.kind.label())
    };
    let flags: Vec<String> = fact.flags.iter().map(said).collect();
    format!("{} is marked {}.", fact_name(fact), list(&flags))
}

/// What tells whether a figure is old.
struct Aged<'a> {
    today: Day,
    /// The last day that any figure of each kind speaks of; only looked up in.
    newest: HashMap<SubjectKey<'a>, Day>,
}

fn newest<'a>(context: &Context<'a>) -> HashMap<SubjectKey<'a>, Day> {
    let mut newest = HashMap::new();
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
fn old<'a>(context: &Context<'_>, ix: FactIx, fact: &'a Fact, aged: &Aged<'_>) -> Vec<(FigureIx, &'a Figure, Day)> {
    let mut old = Vec::new();
    for (place, figure) in fact.figures.iter().enumerate().filter(|(_, figure)| is_poll_or_statistic(figure)) {
        let Some(end) = figure.period.as_ref().and_then(Date::last_day) else { continue };
        let is_newest = aged.newest.get(&subject_key(context.dossier, figure)) == Some(&end);
        if is_newest && years_later(end, context.options.stale_after_years) <= aged.today {
            old.push((FigureIx { fact: ix, place }, figure, end));
        }
    }
    old.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    old
}

fn stale(context: &Context<'_>, ix: FactIx, fact: &Fact, aged: Option<&Aged<'_>>) -> Option<Finding> {
    let flag = fact.flags.iter().find(|flag| flag.kind == FlagKind::NeedsUpdate);
    let old = aged.map(|aged| old(context, ix, fact, aged)).unwrap_or_default();
    if flag.is_none() && old.is_empty() {
        return None;
    }
    let mut sentence = match flag {
        Some(flag) => format!("{} is marked as needing an update.{}", fact_name(fact), after(flag.reason.as_deref())),
        None => String::new(),
    };
    if let (Some((_, _, end)), Some(today)) = (old.iter().max_by_key(|(.., end)| *end), context.options.today) {
        let names: Vec<String> = old.iter().map(|(_, figure, _)| figure_name(context.dossier, figure)).collect();
        let (are, kind) = if old.len() == 1 {
            ("is the newest figure", "its kind")
        } else {
            ("are the newest figures", "their kind")
        };
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        let age = counted(years_between(*end, today), "year");
        sentence.extend([&list(&names), " ", are, " of ", kind, " and ", &age, " old on ", &day_text(today), "."]);
    }
    let severity = if flag.is_some() { Severity::NeedsPerson } else { Severity::Note };
    let figures: Vec<FigureIx> = old.iter().map(|(figure, ..)| *figure).collect();
    let draft = context.draft(FindingKind::Stale, severity, [Id::Text(&fact.id.0)], Words::said(sentence));
    Some(draft.fact(ix).figures(&figures).done())
}

/// The same day of the year some years later; 29 February becomes 28 where it must.
fn years_later(day: Day, years: u32) -> Day {
    let civil = day.civil();
    let year = civil.year + i64::from(years);
    Day::from_civil(year, civil.month, civil.day.min(days_in_month(year, civil.month)))
}

/// Full years from one day to a later one.
fn years_between(start: Day, end: Day) -> usize {
    let (start, end) = (start.civil(), end.civil());
    let has_not_come = (end.month, end.day) < (start.month, start.day);
    usize::try_from(end.year - start.year - i64::from(has_not_come)).unwrap_or(0)
}

/// Whether a value of trade has no direction at all.
fn is_unclear(figure: &Figure) -> bool {
    (figure.flow.is_none() & figure.measure.starts_with("trade-")) && is_currency(&figure.unit)
}

/// A flow of which it is not clear which way it went: an editor says so, or a value of trade has no direction at all.
fn ambiguous(context: &Context<'_>, ix: FactIx, fact: &Fact) -> Option<Finding> {
    let is_one_way = |figure: &Figure| matches!(figure.flow, Some(Flow::Export | Flow::Import));
    let doubt = fact.flags.iter().filter(|flag| flag.kind == FlagKind::Ambiguous).find(|flag| {
        let says = |text: Option<&str>| {
            let text = text.unwrap_or_default().to_lowercase();
            DIRECTION_WORDS.iter().any(|word| text.contains(word))
        };
        let says_nothing = flag.scope.is_none() && flag.reason.is_none();
        says(flag.scope.as_deref())
            || (flag.scope.is_none() && says(flag.reason.as_deref()))
            || (says_nothing && fact.figures.iter().any(is_one_way))
    });
    let mut figures: Vec<(usize, &Figure)> = fact
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| if doubt.is_some() { is_one_way(figure) } else { is_unclear(figure) })
        .collect();
    if doubt.is_none() && figures.is_empty() {
        return None;
    }
    figures.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    let mut sentence = format!("It is not clear in which direction {} is meant.", fact_name(fact));
    sentence.push_str(&after(doubt.and_then(|flag| flag.reason.as_deref())));
    if doubt.is_none() {
        let names: Vec<String> = figures.iter().map(|(_, figure)| figure_name(context.dossier, figure)).collect();
        let verb = if names.len() == 1 { "states" } else { "state" };
        sentence.extend([" ", &list(&names), " ", verb, " no direction of the flow."]);
    }
    let figures: Vec<FigureIx> = figures.iter().map(|(place, _)| FigureIx { fact: ix, place: *place }).collect();
    let draft = context.draft(
        FindingKind::AmbiguousDirection,
        Severity::NeedsPerson,
        [Id::Text(&fact.id.0)],
        Words::said(sentence),
    );
    Some(draft.fact(ix).figures(&figures).done())
}

fn period_not_stated(context: &Context<'_>, ix: FigureIx, figure: &Figure) -> Finding {
    let name = figure_name(context.dossier, figure);
    let fact = context.dossier.fact(ix.fact);
    let date = match &fact.date {
        Some(date) => format!(" The date of its fact, {}, need not be its period.", date_text(date)),
        None => String::new(),
    };
    let value = value_text(figure);
    let sentence = format!("{name}, {value}, does not say what time it is about; it is placed at none.{date}");
    let draft =
        context.draft(FindingKind::PeriodNotStated, Severity::Note, [Id::Text(&figure.id)], Words::said(sentence));
    draft.figures(&[ix]).done()
}
