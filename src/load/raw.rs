//! The records of a dossier file, as they stand there.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::kept::Kept;
use super::read::{Literal, Read, record};

/// A list of records.
pub(super) type List<T> = Read<Vec<Read<T>>>;
/// A string, as it stands in the text unless something is escaped in it.
pub(super) type Text<'de> = Read<Cow<'de, str>>;

/// A value that is read later; `None` where there is none.
#[derive(Debug, Default)]
pub(super) struct Later<'de>(pub(super) Option<&'de RawValue>);

impl<'de> Deserialize<'de> for Later<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de RawValue>::deserialize(deserializer).map(|raw| Self(Some(raw)))
    }
}

record!(
    /// The whole file; its facts are read one by one, and stand here where they come before what they refer to.
    RawDossier {
        schema = "$schema": Text<'de>,
        format: Read<u64>,
        title: Text<'de>,
        summary: Text<'de>,
        language: Text<'de>,
        parties: List<RawParty<'de>>,
        themes: List<RawTheme<'de>>,
        sources: List<Kept>,
        facts: Later<'de>,
        reviews: List<RawReview<'de>>,
        imports: List<RawImport<'de>>,
        custom: Read<Kept>,
    }
);

record!(
    /// A finding that a person has looked at.
    RawReview {
        finding: Text<'de>,
        fingerprint: Text<'de>,
        note: Text<'de>,
    }
);

record!(
    /// A file that facts came from.
    RawImport {
        id: Text<'de>,
        kind: Text<'de>,
        file: Text<'de>,
        sha256: Text<'de>,
        bytes: Read<u64>,
        date: Text<'de>,
        program: Text<'de>,
        recipe: Read<Kept>,
        decisions: List<RawDecision<'de>>,
    }
);

record!(
    /// What was decided of a proposal.
    RawDecision {
        proposal: Text<'de>,
        fingerprint: Text<'de>,
        decision: Text<'de>,
    }
);

record!(
    /// Where a fact came from.
    RawOrigin {
        import: Text<'de>,
        rule: Text<'de>,
        how = "as": Text<'de>,
    }
);

record!(
    /// A party.
    RawParty {
        id: Text<'de>,
        name: Text<'de>,
        custom: Read<Kept>,
    }
);

record!(
    /// A theme.
    RawTheme {
        id: Text<'de>,
        label: Text<'de>,
        custom: Read<Kept>,
    }
);

record!(
    /// A fact.
    RawFact {
        id: Text<'de>,
        date: Text<'de>,
        theme: Text<'de>,
        title: Text<'de>,
        statement: Text<'de>,
        note: Text<'de>,
        passage: Read<RawPassage<'de>>,
        citations: List<RawCitation<'de>>,
        flags: List<RawFlag<'de>>,
        figures: List<RawFigure<'de>>,
        relations: List<RawRelation<'de>>,
        origin: Read<RawOrigin<'de>>,
        custom: Read<Kept>,
    }
);

record!(
    /// A pointer into the text that the dossier was made from.
    RawPassage {
        source: Text<'de>,
        locator: Text<'de>,
        selector: List<RawSelector<'de>>,
        text: Text<'de>,
    }
);

record!(
    /// Where a passage stands in its text, by one of the selectors of the W3C Web Annotation Data Model.
    RawSelector {
        kind = "type": Text<'de>,
        exact: Text<'de>,
        prefix: Text<'de>,
        suffix: Text<'de>,
        start: Read<u64>,
        end: Read<u64>,
    }
);

record!(
    /// A pointer to a source.
    RawCitation {
        source: Text<'de>,
        locator: Text<'de>,
        note: Text<'de>,
    }
);

record!(
    /// An editor's doubt.
    RawFlag {
        kind: Text<'de>,
        scope: Text<'de>,
        since: Text<'de>,
        reason: Text<'de>,
    }
);

record!(
    /// A pointer to another fact.
    RawRelation {
        kind: Text<'de>,
        fact: Text<'de>,
        note: Text<'de>,
    }
);

record!(
    /// A number.
    RawFigure {
        id: Text<'de>,
        label: Text<'de>,
        measure: Text<'de>,
        commodity: Text<'de>,
        flow: Text<'de>,
        reporter: Text<'de>,
        partner: Text<'de>,
        period: Text<'de>,
        value: Literal<'de>,
        bound: Text<'de>,
        unit: Text<'de>,
        valuation: Text<'de>,
        basis: Text<'de>,
        missing: Text<'de>,
        change: Read<RawChange<'de>>,
        share: Read<RawShare<'de>>,
        rank: Text<'de>,
        rank_reason: Text<'de>,
        series_break: Text<'de>,
        note: Text<'de>,
        custom: Read<Kept>,
    }
);

record!(
    /// A change against another period.
    RawChange {
        percent: Literal<'de>,
        from: Text<'de>,
    }
);

record!(
    /// A share in another figure.
    RawShare {
        of: Text<'de>,
        percent: Literal<'de>,
    }
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::load::SCHEMA;
    use crate::load::read::Record as _;

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        for (record, known) in [
            ("", RawDossier::KEYS),
            ("/$defs/review", RawReview::KEYS),
            ("/$defs/import", RawImport::KEYS),
            ("/$defs/decision", RawDecision::KEYS),
            ("/$defs/origin", RawOrigin::KEYS),
            ("/$defs/party", RawParty::KEYS),
            ("/$defs/theme", RawTheme::KEYS),
            ("/$defs/fact", RawFact::KEYS),
            ("/$defs/passage", RawPassage::KEYS),
            ("/$defs/selector", RawSelector::KEYS),
            ("/$defs/citation", RawCitation::KEYS),
            ("/$defs/flag", RawFlag::KEYS),
            ("/$defs/relation", RawRelation::KEYS),
            ("/$defs/figure", RawFigure::KEYS),
            ("/$defs/change", RawChange::KEYS),
            ("/$defs/share", RawShare::KEYS),
        ] {
            let record = schema.pointer(record).expect(record);
            let in_schema: BTreeSet<&str> =
                record["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
            assert_eq!(in_schema, known.iter().copied().collect(), "{record}");
            assert_eq!(record["additionalProperties"], Value::Bool(false));
        }
    }
}
