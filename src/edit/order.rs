//! The usual order of the keys of a record: that of the schema.

/// Keys in the order in which people write them; those of other records are among them, where they do not collide.
const ORDER: &[&str] = &[
    "$schema",
    "format",
    "id",
    "finding",
    "fingerprint",
    "type",
    "name",
    "date",
    "theme",
    "title",
    "label",
    "statement",
    "measure",
    "commodity",
    "flow",
    "reporter",
    "partner",
    "period",
    "value",
    "bound",
    "unit",
    "valuation",
    "basis",
    "missing",
    "change",
    "share",
    "rank",
    "rank_reason",
    "series_break",
    "kind",
    "source",
    "fact",
    "locator",
    "scope",
    "since",
    "reason",
    "summary",
    "language",
    "parties",
    "themes",
    "sources",
    "note",
    "passage",
    "citations",
    "flags",
    "figures",
    "relations",
    "facts",
    "reviews",
    "imports",
    "origin",
    "custom",
];

/// The place of a key in the usual order; one that is not known comes behind those that are, before `note`.
pub(super) fn rank(key: &str) -> usize {
    let place = |key: &str| ORDER.iter().position(|known| *known == key);
    place(key).or_else(|| place("note")).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn keys_have_their_usual_order() {
        for (before, after) in [
            ("id", "date"),
            ("statement", "note"),
            ("theme", "title"),
            ("DOI", "custom"),
            ("value", "note"),
            ("title", "facts"),
        ] {
            assert!(rank(before) < rank(after), "{before}, {after}");
        }
    }
}
