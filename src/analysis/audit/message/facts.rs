//! What is said of one fact.

use super::names::{after, counted, fact_name, figure_name, list, source_name};
use crate::analysis::audit::fact_checks::{doubted_direction, years_between};
use crate::analysis::audit::sourcing::{bare, publishers};
use crate::dossier::{Date, Day, Dossier, Fact, FigureIx, Flag, FlagKind};
use crate::format::date::{date_text, day_text};
use crate::format::number::value_text;

/// It cites no source.
pub(super) fn uncited(dossier: &Dossier, fact: &Fact) -> String {
    let mut sentence = format!("{} cites no source.", fact_name(fact));
    if let Some(passage) = &fact.passage {
        let name = dossier.source(passage.source).name();
        let place = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
        sentence.extend([" It rests on its passage alone: ", name, &place, "."]);
    }
    sentence
}

/// Editors have marked it with doubts.
pub(super) fn flagged(fact: &Fact) -> String {
    let said = |flag: &Flag| {
        let scope = flag.scope.as_ref().map(|scope| format!(" ({scope})")).unwrap_or_default();
        format!("“{}”{scope}", flag.kind.label())
    };
    let flags: Vec<String> = fact.flags.iter().map(said).collect();
    format!("{} is marked {}.", fact_name(fact), list(&flags))
}

/// It was imported, and nobody has read it.
pub(super) fn unread(dossier: &Dossier, fact: &Fact) -> String {
    let origin = fact.origin.as_ref();
    let file = origin.and_then(|origin| dossier.import(&origin.import)).map(|import| format!(" from {}", import.file));
    let rule = origin.map(|origin| format!(", by the rule “{}”", origin.rule.replace('-', " ")));
    format!(
        "{} was imported{}{}, and accepted without anybody reading it.",
        fact_name(fact),
        file.unwrap_or_default(),
        rule.unwrap_or_default()
    )
}

/// It cites sources without a place in them.
pub(super) fn without_locator(dossier: &Dossier, fact: &Fact) -> String {
    let names: Vec<String> = bare(fact).map(|source| source_name(dossier.source(source))).collect();
    format!("{} is cited without a place in the source: {}.", fact_name(fact), list(&names))
}

/// What stands for or against a doubt that it gives one view only.
pub(super) fn one_view(dossier: &Dossier, fact: &Fact) -> String {
    let (known, unknown) = publishers(dossier, fact);
    let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
    let mut named = Vec::new();
    if !known.is_empty() {
        named.push(format!("{} ({})", counted(known.len(), "publisher"), list(&known)));
    }
    if unknown > 0 {
        named.push(format!("{} of unknown publisher", counted(unknown, "source")));
    }
    let rests = if named.is_empty() { "no source at all".to_owned() } else { list(&named) };
    format!("{} is marked as unbalanced opinion; it rests on {rests}.", fact_name(fact))
}

/// The text that its passage points into has changed.
pub(super) fn orphaned(dossier: &Dossier, fact: &Fact) -> String {
    let Some(passage) = &fact.passage else { return String::new() };
    let place = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
    format!(
        "The text of {} has changed since {} was taken from it{place}. Whether its words still stand there, only a reader can say.",
        dossier.source(passage.source).name(),
        fact_name(fact)
    )
}

/// It needs an update, or its figures are the newest of their kind and yet old.
pub(super) fn stale(dossier: &Dossier, fact: &Fact, old: &[FigureIx], today: Option<Day>) -> String {
    let flag = fact.flags.iter().find(|flag| flag.kind == FlagKind::NeedsUpdate);
    let mut sentence = match flag {
        Some(flag) => format!("{} is marked as needing an update.{}", fact_name(fact), after(flag.reason.as_deref())),
        None => String::new(),
    };
    let ends = old.iter().filter_map(|ix| dossier.figure(*ix).period.as_ref().and_then(Date::last_day));
    if let (Some(end), Some(today)) = (ends.max(), today) {
        let names: Vec<String> = old.iter().map(|ix| figure_name(dossier, dossier.figure(*ix))).collect();
        let (are, kind) = if old.len() == 1 {
            ("is the newest figure", "its kind")
        } else {
            ("are the newest figures", "their kind")
        };
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        let age = counted(years_between(end, today), "year");
        sentence.extend([&list(&names), " ", are, " of ", kind, " and ", &age, " old on ", &day_text(today), "."]);
    }
    sentence
}

/// It is not clear which way its goods went.
pub(super) fn ambiguous(dossier: &Dossier, fact: &Fact, figures: &[FigureIx]) -> String {
    let doubt = doubted_direction(fact);
    let mut sentence = format!("It is not clear in which direction {} is meant.", fact_name(fact));
    sentence.push_str(&after(doubt.and_then(|flag| flag.reason.as_deref())));
    if doubt.is_none() {
        let names: Vec<String> = figures.iter().map(|ix| figure_name(dossier, dossier.figure(*ix))).collect();
        let verb = if names.len() == 1 { "states" } else { "state" };
        sentence.extend([" ", &list(&names), " ", verb, " no direction of the flow."]);
    }
    sentence
}

/// One of its figures does not say what time it is about.
pub(super) fn period_not_stated(dossier: &Dossier, ix: FigureIx) -> String {
    let figure = dossier.figure(ix);
    let date = match &dossier.fact(ix.fact).date {
        Some(date) => format!(" The date of its fact, {}, need not be its period.", date_text(date)),
        None => String::new(),
    };
    let (name, value) = (figure_name(dossier, figure), value_text(figure));
    format!("{name}, {value}, does not say what time it is about; it is placed at none.{date}")
}
