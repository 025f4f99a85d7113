//! How the sources of a dossier are used, and what is not known of each.

use crate::dossier::{Dossier, FactIx, Source, SourceIx};

/// Which facts cite each source, gathered in one pass over the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceUses {
    /// Where the facts of each source begin; one more than there are sources.
    starts: Vec<usize>,
    facts: Vec<FactIx>,
}

impl SourceUses {
    /// Gathers them; a fact that cites a source twice counts once.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        let mut pairs: Vec<(SourceIx, FactIx)> = Vec::new();
        for (place, fact) in dossier.facts().iter().enumerate() {
            pairs.extend(fact.citations.iter().map(|citation| (citation.source, FactIx(place))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let count = dossier.sources().len();
        let starts = (0..=count).map(|source| pairs.partition_point(|(of, _)| of.0 < source)).collect();
        Self { starts, facts: pairs.into_iter().map(|(_, fact)| fact).collect() }
    }

    /// The facts that cite a source, in the order of the dossier.
    #[must_use]
    pub fn facts_of(&self, source: SourceIx) -> &[FactIx] {
        let bounds = self.starts.get(source.0).zip(self.starts.get(source.0 + 1));
        bounds.and_then(|(start, end)| self.facts.get(*start..*end)).unwrap_or_default()
    }
}

/// What a reference ought to have and this source has not, in the order of a reference; nothing is asked of a marker of
/// which only the marker is known but “all details”.
#[must_use]
pub fn lacking(source: &Source) -> Vec<&'static str> {
    let has_text = |field: &str| source.text(field).is_some();
    let has_author = !source.names("author").is_empty() || !source.names("editor").is_empty();
    let has_publisher = has_text("publisher") || has_text("container-title");
    let has_date = source.date_parts("issued").is_some();
    let parts = [
        ("author", has_author || has_publisher),
        ("title", has_text("title")),
        ("publisher", has_publisher),
        ("date", has_date),
    ];
    if parts.iter().all(|(_, is_there)| !is_there) {
        return vec!["all details"];
    }
    let mut lacking: Vec<&'static str> =
        parts.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect();
    if source.kind() == Some("webpage") && source.link().is_none() {
        lacking.push("address");
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::samples::{dossier, fact};
    use serde_json::json;

    fn source(csl: serde_json::Value) -> Source {
        Source::new("s".into(), serde_json::from_value(csl).expect("any JSON"))
    }

    #[test]
    fn a_fact_that_cites_a_source_twice_counts_once() {
        let mut twice = fact("a", Vec::new());
        twice.citations = twice.citations.iter().chain(&twice.citations).cloned().collect();
        let cited = twice.citations[0].source;
        let uses = SourceUses::new(&dossier(vec![fact("b", Vec::new()), twice]));
        assert_eq!(uses.facts_of(cited), [FactIx(0), FactIx(1)]);
        assert_eq!(uses.facts_of(SourceIx(99)), []);
    }

    #[test]
    fn what_is_not_known_of_a_source_is_named() {
        assert_eq!(lacking(&source(json!({"custom": {"marker": "[16]"}}))), ["all details"]);
        let report = json!({"title": "Trade", "publisher": "Ministry", "issued": {"date-parts": [[2019]]}});
        assert_eq!(lacking(&source(report)), [""; 0]);
        let page = json!({"type": "webpage", "title": "Soap", "author": [{"literal": "A. B."}]});
        assert_eq!(lacking(&source(page)), ["publisher", "date", "address"]);
    }
}
