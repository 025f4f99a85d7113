//! The records of a dossier file, as they stand there.

use super::kept::Kept;
use super::read::{Literal, Read, record};

/// A list of records.
pub(super) type List<T> = Read<Vec<Read<T>>>;
/// A string.
pub(super) type Text = Read<String>;

record!(
    /// The whole file.
    RawDossier {
        schema = "$schema": Text,
        format: Read<u64>,
        title: Text,
        summary: Text,
        language: Text,
        parties: List<RawParty>,
        themes: List<RawTheme>,
        sources: List<Kept>,
        facts: List<RawFact>,
        reviews: List<RawReview>,
        custom: Read<Kept>,
    }
);

record!(
    /// A finding that a person has looked at.
    RawReview {
        finding: Text,
        fingerprint: Text,
        note: Text,
    }
);

record!(
    /// A party.
    RawParty {
        id: Text,
        name: Text,
        custom: Read<Kept>,
    }
);

record!(
    /// A theme.
    RawTheme {
        id: Text,
        label: Text,
        custom: Read<Kept>,
    }
);

record!(
    /// A fact.
    RawFact {
        id: Text,
        date: Text,
        theme: Text,
        title: Text,
        statement: Text,
        note: Text,
        passage: Read<RawPassage>,
        citations: List<RawCitation>,
        flags: List<RawFlag>,
        figures: List<RawFigure>,
        relations: List<RawRelation>,
        custom: Read<Kept>,
    }
);

record!(
    /// A pointer into the text that the dossier was made from.
    RawPassage {
        source: Text,
        locator: Text,
    }
);

record!(
    /// A pointer to a source.
    RawCitation {
        source: Text,
        locator: Text,
        note: Text,
    }
);

record!(
    /// An editor's doubt.
    RawFlag {
        kind: Text,
        scope: Text,
        since: Text,
        reason: Text,
    }
);

record!(
    /// A pointer to another fact.
    RawRelation {
        kind: Text,
        fact: Text,
        note: Text,
    }
);

record!(
    /// A number.
    RawFigure {
        id: Text,
        label: Text,
        measure: Text,
        commodity: Text,
        flow: Text,
        reporter: Text,
        partner: Text,
        period: Text,
        value: Literal,
        bound: Text,
        unit: Text,
        valuation: Text,
        basis: Text,
        missing: Text,
        change: Read<RawChange>,
        share: Read<RawShare>,
        rank: Text,
        rank_reason: Text,
        note: Text,
        custom: Read<Kept>,
    }
);

record!(
    /// A change against another period.
    RawChange {
        percent: Literal,
        from: Text,
    }
);

record!(
    /// A share in another figure.
    RawShare {
        of: Text,
        percent: Literal,
    }
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::load::SCHEMA;

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        for (record, known) in [
            ("", RawDossier::KEYS),
            ("/$defs/review", RawReview::KEYS),
            ("/$defs/party", RawParty::KEYS),
            ("/$defs/theme", RawTheme::KEYS),
            ("/$defs/fact", RawFact::KEYS),
            ("/$defs/passage", RawPassage::KEYS),
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
