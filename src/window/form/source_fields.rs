//! Which fields fit which kind of source: the types and variables of CSL 1.0.2, with what they are called.

/// What is written in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text over the whole width.
    Text,
    /// A few letters or digits.
    Short,
    /// People and organisations.
    Names,
    /// A date as CSL has it.
    Date,
}

use Kind::{Date, Names, Short, Text};

/// A variable of CSL that the form has a field for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    /// Its name in CSL.
    pub(super) key: &'static str,
    /// What it is called, where its type has no better word.
    pub(super) label: &'static str,
    /// What is written in it.
    pub(super) kind: Kind,
    /// An example.
    pub(super) hint: &'static str,
}

const fn variable(key: &'static str, label: &'static str, kind: Kind, hint: &'static str) -> Variable {
    Variable { key, label, kind, hint }
}

/// Who is named: the hint of every field of names.
const WHO: &str = "Kim, Soo-jin; World Bank";
/// The hint of every date.
const WHEN: &str = "2015, 2015-03 or 2015-03-04";

/// All of them, in the order of the form; the title and the type stand above them.
#[rustfmt::skip]
pub(super) const VARIABLES: [Variable; 46] = [
    variable("author", "Authors", Names, WHO),
    variable("interviewer", "Interviewers", Names, WHO),
    variable("recipient", "Recipients", Names, WHO),
    variable("director", "Directors", Names, WHO),
    variable("issued", "Published", Date, WHEN),
    variable("event-date", "Date of the event", Date, WHEN),
    variable("container-title", "Published in", Text, ""),
    variable("editor", "Editors", Names, WHO),
    variable("translator", "Translators", Names, WHO),
    variable("collection-title", "Series", Text, ""),
    variable("collection-number", "Number in the series", Short, ""),
    variable("volume", "Volume", Short, "12"),
    variable("issue", "Issue", Short, "3"),
    variable("page", "Pages", Short, "45-67"),
    variable("number", "Number", Short, ""),
    variable("genre", "Kind", Short, ""),
    variable("section", "Section", Short, ""),
    variable("chapter-number", "Chapter", Short, ""),
    variable("part", "Part", Short, ""),
    variable("edition", "Edition", Short, "2"),
    variable("version", "Version", Short, ""),
    variable("medium", "Medium", Short, ""),
    variable("scale", "Scale", Short, "1:250000"),
    variable("number-of-pages", "Number of pages", Short, ""),
    variable("number-of-volumes", "Number of volumes", Short, ""),
    variable("authority", "Authority", Text, ""),
    variable("jurisdiction", "Jurisdiction", Short, ""),
    variable("status", "Status", Short, ""),
    variable("event-title", "Event", Text, ""),
    variable("event-place", "Place of the event", Short, ""),
    variable("publisher", "Publisher", Text, ""),
    variable("publisher-place", "Place", Short, ""),
    variable("archive", "Archive", Text, ""),
    variable("archive-place", "Place of the archive", Short, ""),
    variable("archive_collection", "Collection", Short, ""),
    variable("archive_location", "Shelf mark", Short, ""),
    variable("DOI", "DOI", Short, "10.1000/182"),
    variable("ISBN", "ISBN", Short, ""),
    variable("ISSN", "ISSN", Short, ""),
    variable("URL", "Address (URL)", Text, "https://…"),
    variable("accessed", "Accessed", Date, WHEN),
    variable("language", "Language", Short, "en, ko, id"),
    variable("original-title", "Original title", Text, ""),
    variable("original-date", "First published", Date, WHEN),
    variable("abstract", "Abstract", Text, ""),
    variable("note", "Note on the source", Text, "What is known of it, and what is not"),
];

/// A type of CSL: what it is called, the variables that fit it, and what some of these are called there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SourceType {
    /// Its name in CSL.
    pub(super) word: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
    /// The variables that fit it.
    fitting: &'static [&'static str],
    /// Better words for some of them.
    words: &'static [(&'static str, &'static str)],
}

const fn source_type(
    word: &'static str,
    name: &'static str,
    fitting: &'static [&'static str],
    words: &'static [(&'static str, &'static str)],
) -> SourceType {
    SourceType { word, name, fitting, words }
}

/// What fits a type of which nothing else is known.
const USUAL: &[&str] = &["author", "issued", "container-title", "publisher", "URL"];

/// Every type of CSL: the usual ones first, then the others by their names.
#[rustfmt::skip]
pub(super) const TYPES: [SourceType; 45] = [
    source_type("webpage", "Web page", &["author", "issued", "container-title", "publisher", "URL", "accessed"], &[("container-title", "Website")]),
    source_type("article-newspaper", "Newspaper article", &["author", "issued", "container-title", "page", "section", "publisher-place", "URL", "accessed"], &[("container-title", "Newspaper")]),
    source_type("article-magazine", "Magazine article", &["author", "issued", "container-title", "volume", "issue", "page", "URL"], &[("container-title", "Magazine")]),
    source_type("article-journal", "Journal article", &["author", "issued", "container-title", "volume", "issue", "page", "DOI", "URL"], &[("container-title", "Journal")]),
    source_type("book", "Book", &["author", "editor", "issued", "publisher", "publisher-place", "edition", "volume", "ISBN"], &[]),
    source_type("chapter", "Chapter", &["author", "issued", "container-title", "editor", "publisher", "publisher-place", "page", "edition", "ISBN"], &[("container-title", "Book")]),
    source_type("report", "Report", &["author", "issued", "number", "genre", "publisher", "publisher-place", "page", "URL", "accessed"], &[("publisher", "Institution"), ("genre", "Kind of report")]),
    source_type("dataset", "Dataset", &["author", "issued", "publisher", "version", "DOI", "URL", "accessed"], &[("author", "Authors or office")]),
    source_type("document", "Document", &["author", "issued", "number", "genre", "publisher", "publisher-place", "URL"], &[("genre", "Kind of document")]),
    source_type("legislation", "Law", &["issued", "number", "container-title", "volume", "page", "section", "authority", "URL"], &[("issued", "Enacted"), ("container-title", "Gazette or code")]),
    source_type("treaty", "Treaty", &["issued", "number", "container-title", "volume", "page", "event-place", "URL"], &[("issued", "Signed"), ("container-title", "Treaty series"), ("event-place", "Place of signature")]),
    source_type("entry-encyclopedia", "Encyclopedia entry", &["author", "issued", "container-title", "editor", "publisher", "edition", "volume", "page", "URL", "accessed"], &[("container-title", "Encyclopedia")]),
    source_type("post-weblog", "Blog post", &["author", "issued", "container-title", "URL", "accessed"], &[("container-title", "Blog")]),
    source_type("thesis", "Thesis", &["author", "issued", "genre", "publisher", "publisher-place", "number-of-pages", "URL"], &[("publisher", "University"), ("genre", "Kind of thesis")]),
    source_type("paper-conference", "Conference paper", &["author", "issued", "container-title", "event-title", "event-place", "publisher", "page", "DOI", "URL"], &[("container-title", "Proceedings"), ("event-title", "Conference")]),
    source_type("speech", "Speech", &["author", "issued", "event-title", "event-place", "genre", "publisher", "URL"], &[("author", "Speakers"), ("issued", "Given")]),
    source_type("interview", "Interview", &["author", "interviewer", "issued", "container-title", "medium", "publisher", "URL"], &[("author", "Interviewed")]),
    source_type("broadcast", "Broadcast", &["author", "issued", "container-title", "number", "medium", "publisher", "URL", "accessed"], &[("container-title", "Programme"), ("number", "Episode"), ("publisher", "Broadcaster")]),
    source_type("article", "Article, preprint", &["author", "issued", "number", "version", "publisher", "archive", "DOI", "URL"], &[("publisher", "Repository")]),
    source_type("bill", "Bill", &["author", "issued", "number", "container-title", "volume", "page", "authority", "URL"], &[("author", "Introduced by"), ("authority", "Parliament")]),
    source_type("classic", "Classic work", &["author", "issued", "container-title", "editor", "translator", "publisher", "volume", "page"], &[]),
    source_type("collection", "Archival collection", &["author", "issued", "archive", "archive-place", "archive_location", "URL"], &[]),
    source_type("entry", "Entry in a database", &["author", "issued", "container-title", "publisher", "version", "URL", "accessed"], &[("container-title", "Database")]),
    source_type("entry-dictionary", "Dictionary entry", &["author", "issued", "container-title", "editor", "publisher", "edition", "volume", "page", "URL", "accessed"], &[("container-title", "Dictionary")]),
    source_type("event", "Event", &["author", "issued", "event-date", "event-title", "event-place", "URL"], &[("author", "Organisers")]),
    source_type("figure", "Figure", &["author", "issued", "container-title", "number", "page", "publisher", "URL"], &[]),
    source_type("graphic", "Picture", &["author", "issued", "medium", "container-title", "archive", "archive-place", "URL"], &[]),
    source_type("hearing", "Hearing", &["author", "issued", "number", "authority", "event-place", "publisher", "page", "URL"], &[("authority", "Before (committee)")]),
    source_type("legal_case", "Court case", &["issued", "authority", "number", "container-title", "volume", "page", "URL"], &[("issued", "Decided"), ("authority", "Court"), ("container-title", "Reporter")]),
    source_type("manuscript", "Manuscript", &["author", "issued", "genre", "archive", "archive-place", "archive_collection", "archive_location", "URL"], &[]),
    source_type("map", "Map", &["author", "issued", "scale", "edition", "publisher", "publisher-place", "URL"], &[]),
    source_type("motion_picture", "Film", &["director", "issued", "medium", "publisher", "URL"], &[("publisher", "Studio")]),
    source_type("musical_score", "Musical score", &["author", "issued", "editor", "publisher", "publisher-place"], &[("author", "Composers")]),
    source_type("pamphlet", "Pamphlet", &["author", "issued", "genre", "publisher", "publisher-place", "number-of-pages", "URL"], &[]),
    source_type("patent", "Patent", &["author", "issued", "number", "authority", "jurisdiction", "status", "URL"], &[("author", "Inventors")]),
    source_type("performance", "Performance", &["author", "issued", "event-title", "event-place", "URL"], &[]),
    source_type("periodical", "Periodical", &["editor", "issued", "volume", "issue", "publisher", "publisher-place", "ISSN", "URL"], &[]),
    source_type("personal_communication", "Letter or message", &["author", "recipient", "issued", "genre", "archive", "archive_location"], &[]),
    source_type("post", "Post", &["author", "issued", "container-title", "genre", "URL", "accessed"], &[("container-title", "Platform or forum")]),
    source_type("regulation", "Regulation", &["issued", "number", "container-title", "volume", "page", "section", "authority", "URL"], &[("container-title", "Gazette or code")]),
    source_type("review", "Review", &["author", "issued", "container-title", "volume", "issue", "page", "URL"], &[]),
    source_type("review-book", "Book review", &["author", "issued", "container-title", "volume", "issue", "page", "DOI", "URL"], &[("container-title", "Journal or newspaper")]),
    source_type("software", "Software", &["author", "issued", "version", "publisher", "DOI", "URL"], &[]),
    source_type("song", "Song", &["author", "issued", "container-title", "publisher", "medium"], &[("container-title", "Album")]),
    source_type("standard", "Standard", &["author", "issued", "number", "publisher", "status", "URL"], &[("author", "Issued by")]),
];

/// The type of this name; one of which nothing is known where CSL has no such type.
pub(super) fn type_of(word: &str) -> SourceType {
    let known = TYPES.iter().find(|known| known.word == word).copied();
    known.unwrap_or(SourceType { word: "", name: "", fitting: USUAL, words: &[] })
}

impl SourceType {
    /// Whether a variable fits it.
    pub(super) fn fits(&self, key: &str) -> bool {
        self.fitting.contains(&key)
    }

    /// What a variable is called there.
    pub(super) fn label(&self, variable: &Variable) -> &'static str {
        self.words.iter().find(|(key, _)| *key == variable.key).map_or(variable.label, |(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::CSL_TYPES;

    #[test]
    fn every_type_of_csl_is_there_once_and_names_variables_of_the_form() {
        let mut words: Vec<&str> = TYPES.iter().map(|known| known.word).collect();
        words.sort_unstable();
        assert_eq!(words, CSL_TYPES);
        let is_known = |key: &&str| VARIABLES.iter().any(|variable| variable.key == *key);
        for known in &TYPES {
            let unknown: Vec<_> = known.fitting.iter().filter(|key| !is_known(key)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", known.word);
            let unfit: Vec<_> = known.words.iter().filter(|(key, _)| !known.fits(key)).collect();
            assert!(unfit.is_empty(), "{}: {unfit:?}", known.word);
        }
        let mut keys: Vec<&str> = VARIABLES.iter().map(|variable| variable.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), VARIABLES.len());
    }
}
