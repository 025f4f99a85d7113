//! Finding facts by what they say and who says so.

use crate::dossier::{Dossier, Fact, FactIx};

/// The text of every fact, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// One text for each fact, in lower case, with what it says and the sources that it cites.
    texts: Vec<String>,
}

/// Which facts were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matches(Option<Vec<bool>>);

impl SearchIndex {
    /// Gathers the texts of a dossier.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        Self { texts: dossier.facts().iter().map(|fact| text_of(dossier, fact).to_lowercase()).collect() }
    }

    /// The facts in which every word of the query stands; all of them where the query is empty.
    ///
    /// Words in quotation marks belong together. Upper and lower case are the same.
    #[must_use]
    pub fn matches(&self, query: &str) -> Matches {
        let terms = terms(&query.to_lowercase());
        if terms.is_empty() {
            return Matches(None);
        }
        Matches(Some(self.texts.iter().map(|text| terms.iter().all(|term| text.contains(term.as_str()))).collect()))
    }
}

impl Matches {
    /// Whether a fact was found.
    #[must_use]
    pub fn contains(&self, fact: FactIx) -> bool {
        self.0.as_ref().is_none_or(|found| found.get(fact.0).copied().unwrap_or(false))
    }
}

fn terms(query: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for (place, part) in query.split(['"', '“', '”']).enumerate() {
        if place % 2 == 1 {
            terms.push(part.trim().to_owned());
        } else {
            terms.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

/// Everything that a person might remember of a fact.
fn text_of(dossier: &Dossier, fact: &Fact) -> String {
    let mut parts = vec![fact.title.as_str(), &fact.statement, &fact.id.0, &dossier.theme(fact.theme).label];
    parts.extend(fact.note.as_deref());
    parts.extend(fact.date.as_ref().map(crate::dossier::Date::text));
    for flag in &fact.flags {
        parts.extend([flag.kind.word(), flag.kind.label()]);
        parts.extend([flag.scope.as_deref(), flag.reason.as_deref()].into_iter().flatten());
    }
    for figure in &fact.figures {
        parts.extend(figure.value.as_ref().map(crate::dossier::Printed::text));
        parts.extend(
            [figure.label.as_deref(), figure.commodity.as_deref(), figure.note.as_deref()].into_iter().flatten(),
        );
    }
    for citation in &fact.citations {
        let source = dossier.source(citation.source);
        parts.push(source.id());
        parts.extend(
            ["title", "container-title", "publisher", "URL", "note"].iter().filter_map(|field| source.text(field)),
        );
        parts.extend(source.marker());
        parts.extend([citation.locator.as_deref(), citation.note.as_deref()].into_iter().flatten());
    }
    // Parts are kept apart by a character that nobody types, so that no phrase runs from one into the next.
    let mut text = parts.join("\u{1}");
    for author in fact.citations.iter().flat_map(|citation| dossier.source(citation.source).names("author")) {
        text.push('\u{1}');
        text.push_str(&author);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn queries_are_words_and_phrases() {
        assert_eq!(terms("palm oil"), ["palm", "oil"]);
        assert_eq!(terms("\"palm oil\" [16]"), ["palm oil", "[16]"]);
        assert_eq!(terms("“asian games”"), ["asian games"]);
        assert_eq!(terms(" \"\" "), Vec::<String>::new());
        assert_eq!(terms("\"open phrase"), ["open phrase"]);
    }
}
