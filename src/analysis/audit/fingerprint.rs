//! Fingerprints: short texts that change with what a finding rests on, and with nothing else.
//!
//! They hash data alone: identifiers and words of the file, as it has them. No sentence goes into them, no number as it is shown, no
//! name of anything in this program, and no day, so that neither the calendar nor another wording nor another language
//! makes a review outdated.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Finding;
use super::finding::{FindingBody, FindingKind};
use super::message::Message;
use crate::dossier::{
    Bound, Citation, Date, Dossier, Fact, Figure, Flag, Flow, ImportRecord, Missing, Relation, ReportedValue, Source,
    Valuation,
};

mod version_1;

/// What fingerprints of this version begin with; those of version 1 have no such beginning.
const VERSION: &str = "2:";
/// So many bytes of the hash are written down.
const HASH_BYTES: usize = 8;

// The dossier that is asked for is always the one that was audited.
impl Finding {
    /// Stands for everything that it rests on, and changes with it: its kind, and the data of the facts, figures and sources that
    /// it concerns, in no order. Two dossiers that say the same have the same.
    #[must_use]
    pub fn fingerprint(&self, dossier: &Dossier) -> String {
        let hash = Sha256::digest(self.basis(dossier).join("\n"));
        let digits: Vec<String> = hash.iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect();
        format!("{VERSION}{}", digits.concat())
    }

    /// Whether a fingerprint, of this version or of an earlier one, stands for what it rests on now.
    #[must_use]
    pub fn has_fingerprint(&self, fingerprint: &str, dossier: &Dossier) -> bool {
        if is_of_this_version(fingerprint) {
            return self.fingerprint(dossier) == fingerprint;
        }
        version_1::is_of(fingerprint, self, dossier)
    }

    /// What is hashed: a JSON list for each fact, figure and source that it concerns, sorted, after its kind.
    fn basis(&self, dossier: &Dossier) -> Vec<String> {
        let facts = self.facts().map(|fact| of_fact(dossier, dossier.fact(fact)));
        let figures = self.figures().map(|figure| of_figure(dossier, dossier.figure(figure)));
        let sources = self.sources(dossier).into_iter().map(|source| of_source(dossier.source(source)));
        let all = facts.chain(figures).chain(sources).chain(self.of_spread()).chain(self.of_text(dossier));
        let mut basis: Vec<String> = all.map(|value| value.to_string()).collect();
        basis.sort_unstable();
        basis.dedup();
        basis.insert(0, json!(["finding", self.kind.word()]).to_string());
        basis
    }

    /// The text that a passage was taken from, and the one that stands there now, where it is about that.
    fn of_text(&self, dossier: &Dossier) -> Option<Value> {
        if self.kind != FindingKind::Orphaned {
            return None;
        }
        let passage = self.facts().next().and_then(|fact| dossier.fact(fact).passage.as_ref())?;
        let now = dossier.import(dossier.source(passage.source).id()).and_then(ImportRecord::text_hash);
        Some(json!(["text", passage.anchor.as_ref().and_then(|anchor| anchor.text.as_deref()), now]))
    }

    /// The counts of citations, where it is about nothing else.
    fn of_spread(&self) -> Option<Value> {
        let FindingBody::Any(detail) = &self.body else { return None };
        let Message::Spread(spread) = &detail.message else { return None };
        Some(json!(["citations", spread.by.word(), spread.counts, spread.unknown]))
    }
}

/// Whether a fingerprint need not be written anew.
pub(in crate::analysis) fn is_of_this_version(fingerprint: &str) -> bool {
    fingerprint.starts_with(VERSION)
}

fn of_fact(dossier: &Dossier, fact: &Fact) -> Value {
    let Fact {
        id,
        date,
        theme: _,
        title,
        statement,
        note,
        passage,
        citations,
        flags,
        figures: _,
        relations,
        origin: _,
    } = fact;
    let source = |source| dossier.source(source).id();
    let passage = passage.as_ref().map(|passage| json!([source(passage.source), passage.locator]));
    let citations =
        sorted(citations.iter().map(|Citation { source: of, locator, note }| json!([source(*of), locator, note])));
    let flags = sorted(flags.iter().map(|Flag { kind, scope, since, reason }| {
        json!([kind.word(), scope, since.as_ref().map(Date::text), reason])
    }));
    let relations = sorted(
        relations.iter().map(|Relation { kind, fact, note }| json!([kind.word(), dossier.fact(*fact).id.0, note])),
    );
    let date = date.as_ref().map(Date::text);
    json!(["fact", id.0, date, title, statement, note, passage, citations, flags, relations])
}

fn of_figure(dossier: &Dossier, figure: &Figure) -> Value {
    let Figure {
        id, label, measure, commodity, flow, reporter, partner, period, value, bound, unit, valuation, ..
    } = figure;
    let Figure { basis, missing, change, share, rank, rank_reason, series_break, note, .. } = figure;
    let mut data = json!([
        "figure",
        id,
        label,
        measure,
        commodity,
        flow.map(Flow::word),
        [reporter, partner],
        period.as_ref().map(Date::text),
        value.as_ref().map(ReportedValue::text),
        bound.map(Bound::word),
        unit,
        valuation.map(Valuation::word),
        basis.word(),
        missing.map(Missing::word),
        change.as_ref().map(|change| [change.percent.text(), change.from.text()]),
        share.as_ref().map(|share| [share.percent.text(), &dossier.figure(share.of).id]),
        [Some(rank.word()), rank_reason.as_deref()],
        note,
    ]);
    // What a dossier has always said is known by what it always was.
    if let (Some(change), Some(list)) = (series_break, data.as_array_mut()) {
        list.push(json!(["series_break", change]));
    }
    data
}

/// What findings speak of a source: by what it is known, and who published it in which language and country.
fn of_source(source: &Source) -> Value {
    let texts = ["type", "title", "container-title", "publisher", "language"].map(|field| source.text(field));
    json!(["source", source.id(), source.marker(), texts, source.custom("country")])
}

/// Lists in the order of their texts: it makes no difference which flag stands first.
fn sorted(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut values: Vec<Value> = values.collect();
    values.sort_by_cached_key(Value::to_string);
    values
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{AuditOptions, FindingKind, audit};
    use super::*;
    use crate::analysis::derive::Derived;
    use crate::dossier::{Basis, Day, Rank, RelationKind};

    /// Every text and number of a JSON value, as a text.
    fn leaves(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => drop(found.insert(number.to_string())),
            Value::String(text) => drop(found.insert(text.clone())),
            Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
            Value::Object(entries) => entries.values().for_each(|value| leaves(value, found)),
        }
    }

    #[test]
    fn what_is_hashed_is_the_files_own_vocabulary_and_no_sentence() {
        let file = include_str!("../../../assets/dossiers/indonesia-north-korea.dossier.json");
        let mut known = BTreeSet::new();
        leaves(&serde_json::from_str(file).expect("JSON"), &mut known);
        let words = [Flow::WORDS, Valuation::WORDS, Basis::WORDS, Missing::WORDS, Bound::WORDS, Rank::WORDS];
        let words = words.into_iter().chain([RelationKind::WORDS]).flatten().copied();
        let kinds = FindingKind::ALL.iter().map(|kind| kind.word());
        let records = ["finding", "fact", "figure", "source", "citations", "publisher", "language", "country"];
        known.extend(words.chain(kinds).chain(records).map(str::to_owned));

        let dossier = crate::load::load_shipped().expect("sound").dossier;
        let options = AuditOptions { today: Some(Day::from_civil(2026, 1, 15)), ..AuditOptions::default() };
        let audit = audit(&dossier, &Derived::of(&dossier), &options);
        let mut kinds = BTreeSet::new();
        for finding in audit.findings() {
            kinds.insert(finding.kind);
            for record in finding.basis(&dossier) {
                let record: Value = serde_json::from_str(&record).expect("JSON");
                let mut hashed = BTreeSet::new();
                leaves(&record, &mut hashed);
                // How many citations there are is counted, and stands nowhere.
                let is_count = |text: &String| record[0] == "citations" && text.parse::<usize>().is_ok();
                let strange: Vec<&String> =
                    hashed.iter().filter(|text| !known.contains(*text) && !is_count(text)).collect();
                assert!(strange.is_empty(), "{} hashes {strange:?}", finding.key(&dossier));
            }
        }
        assert!(kinds.len() > 8, "{kinds:?}");
    }
}
