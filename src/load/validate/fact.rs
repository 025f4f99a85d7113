//! Facts, with their citations, flags and relations.

use std::borrow::Cow;

use super::checker::Checker;
use super::draft::{Reference, ReferenceKind, References};
use super::figure::figure;
use super::names::Names;
use crate::dossier::{
    Anchor, Citation, Date, Fact, FactId, FactIx, Flag, FlagKind, ImportVerdict, Origin, Passage, Relation,
    RelationKind, SourceIx, ThemeIx,
};
use crate::load::diagnostic::quoted;
use crate::load::path::At;
use crate::load::raw::{RawCitation, RawFact, RawFlag, RawOrigin, RawPassage, RawRelation, RawSelector, Text};
use crate::load::read::{Read, Record as _};

pub(super) fn fact<'de>(
    check: &mut Checker,
    names: &Names,
    references: &mut References<'de>,
    raw: RawFact<'de>,
    at: At<'_>,
) -> Fact {
    check.strays(&raw.stray, RawFact::KEYS, at);
    check.custom(raw.custom, at);
    let item = at.last_item();
    let theme = check.name(raw.theme, at.key("theme"));
    let passage = check.optional(raw.passage, at.key("passage"));
    let citations = check.list(raw.citations, at.key("citations"), |check, raw, at| citation(check, names, raw, at));
    let flags = check.list(raw.flags, at.key("flags"), flag);
    let figures = check.list(raw.figures, at.key("figures"), |check, raw, at| {
        let (figure, whole) = figure(check, names, raw, at);
        let reference = |id| Reference { from: (item, at.last_item()), kind: ReferenceKind::Share, id };
        references.extend(whole.map(reference));
        figure
    });
    let id = FactId(check.text(raw.id, at.key("id")));
    let relations = check.list(raw.relations, at.key("relations"), |check, raw, at| {
        let (relation, other) = relation(check, &id, raw, at);
        let reference = |id| Reference { from: (item, at.last_item()), kind: ReferenceKind::Relation, id };
        references.extend(other.map(reference));
        relation
    });
    let origin = check.optional(raw.origin, at.key("origin"));
    let origin = origin.map(|raw| {
        let (origin, import) = self::origin(check, raw, at.key("origin"));
        references.extend(import.map(|id| Reference { from: (item, 0), kind: ReferenceKind::Import, id }));
        Box::new(origin)
    });
    Fact {
        id,
        date: date(check, raw.date, at.key("date")),
        theme: names.theme(check, &theme, at.key("theme")).unwrap_or(ThemeIx(0)),
        title: check.text(raw.title, at.key("title")),
        statement: check.text(raw.statement, at.key("statement")),
        note: check.optional_text(raw.note, at.key("note")),
        passage: passage.map(|raw| self::passage(check, names, raw, at.key("passage"))),
        citations,
        flags,
        figures,
        relations,
        origin,
    }
}

/// A date in EDTF.
pub(super) fn date(check: &mut Checker, read: Text<'_>, at: At<'_>) -> Option<Date> {
    let text = check.optional_name(read, at)?;
    match Date::parse(&text) {
        Ok(date) => Some(date),
        Err(error) => {
            let hint = "write it in EDTF, for example 2013-10-20, 2018-08, 2002, 2014-01/2014-10, 1965~ or /1972";
            check.error(at, format!("{} is not a date: {error}", quoted(&text)), hint);
            None
        }
    }
}

/// One word out of a fixed set.
pub(super) fn word<T>(
    check: &mut Checker,
    read: Text<'_>,
    at: At<'_>,
    words: &[&str],
    from_word: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = check.optional_name(read, at)?;
    let value = from_word(&text);
    if value.is_none() {
        let message = format!("{} is not a word for this", quoted(&text));
        check.error(at, message, format!("write one of: {}", words.join(", ")));
    }
    value
}

fn passage(check: &mut Checker, names: &Names, raw: RawPassage<'_>, at: At<'_>) -> Passage {
    check.strays(&raw.stray, RawPassage::KEYS, at);
    let source = check.name(raw.source, at.key("source"));
    let mut anchor = Anchor { text: check.optional_text(raw.text, at.key("text")), ..Anchor::default() };
    if anchor.text.as_deref().is_some_and(|text| !is_hash(text)) {
        check.error(at.key("text"), "not a hash", "write sha256: and the 64 hexadecimal digits of the text’s SHA-256");
    }
    check.list(raw.selector, at.key("selector"), |check, raw, at| selector(check, raw, &mut anchor, at));
    Passage {
        source: names.source(check, &source, at.key("source")).unwrap_or(SourceIx(0)),
        locator: check.optional_text(raw.locator, at.key("locator")),
        anchor: (anchor != Anchor::default()).then(|| Box::new(anchor)),
    }
}

/// Whether a text is a SHA-256 as passages write it.
fn is_hash(text: &str) -> bool {
    text.strip_prefix("sha256:")
        .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Reads a selector into the anchor.
fn selector(check: &mut Checker, raw: RawSelector<'_>, anchor: &mut Anchor, at: At<'_>) {
    check.strays(&raw.stray, RawSelector::KEYS, at);
    match check.name(raw.kind, at.key("type")).as_ref() {
        "TextQuoteSelector" => {
            anchor.exact = Some(check.text(raw.exact, at.key("exact")));
            anchor.prefix = check.optional_text(raw.prefix, at.key("prefix"));
            anchor.suffix = check.optional_text(raw.suffix, at.key("suffix"));
        }
        "TextPositionSelector" => {
            let start = check.optional(raw.start, at.key("start"));
            let end = check.optional(raw.end, at.key("end"));
            match (start, end) {
                (Some(start), Some(end)) if start < end => anchor.position = Some((start, end)),
                _ => check.error(at, "no stretch of a text", "give a start, and an end that is larger, in code points"),
            }
        }
        _ => check.error(
            at.key("type"),
            "not a selector that is known",
            "write TextQuoteSelector or TextPositionSelector",
        ),
    }
}

fn citation(check: &mut Checker, names: &Names, raw: RawCitation<'_>, at: At<'_>) -> Citation {
    check.strays(&raw.stray, RawCitation::KEYS, at);
    let source = check.name(raw.source, at.key("source"));
    Citation {
        source: names.source(check, &source, at.key("source")).unwrap_or(SourceIx(0)),
        locator: check.optional_text(raw.locator, at.key("locator")),
        note: check.optional_text(raw.note, at.key("note")),
    }
}

fn flag(check: &mut Checker, raw: RawFlag<'_>, at: At<'_>) -> Flag {
    check.strays(&raw.stray, RawFlag::KEYS, at);
    let kind = FlagKind::from_word(&check.name(raw.kind, at.key("kind")));
    if let FlagKind::Other(word) = &kind
        && !word.is_empty()
    {
        let known = check.closest(word, FlagKind::known_words());
        let hint = known.map_or_else(
            || "it is kept as it stands".to_owned(),
            |known| format!("did you mean “{known}”? It is kept as it stands"),
        );
        check.warning(at.key("kind"), format!("{} is not a flag whose meaning is known here", quoted(word)), hint);
    }
    Flag {
        kind,
        scope: check.optional_text(raw.scope, at.key("scope")),
        since: date(check, raw.since, at.key("since")),
        reason: check.optional_text(raw.reason, at.key("reason")),
    }
}

/// Where a fact came from, with the identifier of the import, which is looked up when all are there.
fn origin<'de>(check: &mut Checker, raw: RawOrigin<'de>, at: At<'_>) -> (Origin, Option<Cow<'de, str>>) {
    check.strays(&raw.stray, RawOrigin::KEYS, at);
    let import = check.name(raw.import, at.key("import"));
    if matches!(raw.how, Read::Absent) {
        check.error(at.key("as"), "missing", format!("write one of: {}", ImportVerdict::WORDS.join(", ")));
    }
    let how = word(check, raw.how, at.key("as"), ImportVerdict::WORDS, ImportVerdict::from_word);
    let origin = Origin {
        import: import.as_ref().into(),
        rule: check.text(raw.rule, at.key("rule")),
        verdict: how.unwrap_or(ImportVerdict::Accepted),
    };
    (origin, Some(import).filter(|import| !import.is_empty()))
}

/// A relation, with the identifier of the other fact, which is looked up when all are there.
fn relation<'de>(
    check: &mut Checker,
    own: &FactId,
    raw: RawRelation<'de>,
    at: At<'_>,
) -> (Relation, Option<Cow<'de, str>>) {
    check.strays(&raw.stray, RawRelation::KEYS, at);
    let other = check.name(raw.fact, at.key("fact"));
    if !other.is_empty() && other == own.0.as_str() {
        check.error(at.key("fact"), "a fact cannot stand in relation to itself", "name the other fact");
    }
    if matches!(raw.kind, Read::Absent) {
        check.error(at.key("kind"), "missing", format!("write one of: {}", RelationKind::WORDS.join(", ")));
    }
    let kind = word(check, raw.kind, at.key("kind"), RelationKind::WORDS, RelationKind::from_word);
    let relation = Relation {
        kind: kind.unwrap_or(RelationKind::SeeAlso),
        fact: FactIx(0),
        note: check.optional_text(raw.note, at.key("note")),
    };
    (relation, Some(other).filter(|other| !other.is_empty()))
}
