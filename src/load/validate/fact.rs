//! Facts, with their citations, flags and relations.

use super::checker::Checker;
use super::figure::figure;
use super::names::Names;
use crate::dossier::{
    Citation, Date, Fact, FactId, FactIx, Flag, FlagKind, Passage, Relation, RelationKind, SourceIx, ThemeIx,
};
use crate::load::diagnostic::quoted;
use crate::load::path::Path;
use crate::load::raw::{RawCitation, RawFact, RawFlag, RawPassage, RawRelation, Text};
use crate::load::read::Read;

pub(super) fn fact(check: &mut Checker, names: &Names, raw: RawFact, path: &Path) -> Fact {
    check.strays(&raw.stray, RawFact::KEYS, path);
    check.custom(raw.custom, path);
    let theme = check.text(raw.theme, &path.key("theme"));
    let passage = check.optional(raw.passage, &path.key("passage"));
    let citations = check.list(raw.citations, &path.key("citations"), false);
    let flags = check.list(raw.flags, &path.key("flags"), false);
    let figures = check.list(raw.figures, &path.key("figures"), false);
    let relations = check.list(raw.relations, &path.key("relations"), false);
    let id = FactId(check.text(raw.id, &path.key("id")));
    let relations = relations.into_iter().map(|(path, raw)| relation(check, names, &id, raw, &path)).collect();
    Fact {
        id,
        date: date(check, raw.date, &path.key("date")),
        theme: names.theme(check, &theme, &path.key("theme")).unwrap_or(ThemeIx(0)),
        title: check.text(raw.title, &path.key("title")),
        statement: check.text(raw.statement, &path.key("statement")),
        note: check.optional_text(raw.note, &path.key("note")),
        passage: passage.map(|raw| self::passage(check, names, raw, &path.key("passage"))),
        citations: citations.into_iter().map(|(path, raw)| citation(check, names, raw, &path)).collect(),
        flags: flags.into_iter().map(|(path, raw)| flag(check, raw, &path)).collect(),
        figures: figures.into_iter().map(|(path, raw)| figure(check, names, raw, &path)).collect(),
        relations,
    }
}

/// A date in EDTF.
pub(super) fn date(check: &mut Checker, read: Text, path: &Path) -> Option<Date> {
    let text = check.optional_text(read, path)?;
    match Date::parse(&text) {
        Ok(date) => Some(date),
        Err(error) => {
            let hint = "write it in EDTF, for example 2013-10-20, 2018-08, 2002, 2014-01/2014-10, 1965~ or /1972";
            check.error(path, format!("{} is not a date: {error}", quoted(&text)), hint);
            None
        }
    }
}

/// One word out of a fixed set.
pub(super) fn word<T>(
    check: &mut Checker,
    read: Text,
    path: &Path,
    words: &[&str],
    from_word: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = check.optional_text(read, path)?;
    let value = from_word(&text);
    if value.is_none() {
        let message = format!("{} is not a word for this", quoted(&text));
        check.error(path, message, format!("write one of: {}", words.join(", ")));
    }
    value
}

fn passage(check: &mut Checker, names: &Names, raw: RawPassage, path: &Path) -> Passage {
    check.strays(&raw.stray, RawPassage::KEYS, path);
    let source = check.text(raw.source, &path.key("source"));
    Passage {
        source: names.source(check, &source, &path.key("source")).unwrap_or(SourceIx(0)),
        locator: check.optional_text(raw.locator, &path.key("locator")),
    }
}

fn citation(check: &mut Checker, names: &Names, raw: RawCitation, path: &Path) -> Citation {
    check.strays(&raw.stray, RawCitation::KEYS, path);
    let source = check.text(raw.source, &path.key("source"));
    Citation {
        source: names.source(check, &source, &path.key("source")).unwrap_or(SourceIx(0)),
        locator: check.optional_text(raw.locator, &path.key("locator")),
        note: check.optional_text(raw.note, &path.key("note")),
    }
}

fn flag(check: &mut Checker, raw: RawFlag, path: &Path) -> Flag {
    check.strays(&raw.stray, RawFlag::KEYS, path);
    let kind = FlagKind::from_word(&check.text(raw.kind, &path.key("kind")));
    if let FlagKind::Other(word) = &kind
        && !word.is_empty()
    {
        let known = check.closest(word, FlagKind::known_words());
        let hint = known.map_or_else(
            || "it is kept as it stands".to_owned(),
            |known| format!("did you mean “{known}”? It is kept as it stands"),
        );
        check.warning(&path.key("kind"), format!("{} is not a flag whose meaning is known here", quoted(word)), hint);
    }
    Flag {
        kind,
        scope: check.optional_text(raw.scope, &path.key("scope")),
        since: date(check, raw.since, &path.key("since")),
        reason: check.optional_text(raw.reason, &path.key("reason")),
    }
}

fn relation(check: &mut Checker, names: &Names, own: &FactId, raw: RawRelation, path: &Path) -> Relation {
    check.strays(&raw.stray, RawRelation::KEYS, path);
    let fact = check.text(raw.fact, &path.key("fact"));
    if !fact.is_empty() && fact == own.0 {
        check.error(&path.key("fact"), "a fact cannot stand in relation to itself", "name the other fact");
    }
    if matches!(raw.kind, Read::Absent) {
        check.error(&path.key("kind"), "missing", format!("write one of: {}", RelationKind::WORDS.join(", ")));
    }
    let kind = word(check, raw.kind, &path.key("kind"), RelationKind::WORDS, RelationKind::from_word);
    Relation {
        kind: kind.unwrap_or(RelationKind::SeeAlso),
        fact: names.fact(check, &fact, &path.key("fact")).unwrap_or(FactIx(0)),
        note: check.optional_text(raw.note, &path.key("note")),
    }
}
