//! Where the fields and types of BibTeX and `BibLaTeX` have their place in CSL.

use crate::dossier::CSL_TYPES;

/// The CSL type of an entry type.
pub(super) fn kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "article" | "suppperiodical" | "review" => "article-journal",
        "book" | "mvbook" | "booklet" | "collection" | "mvcollection" | "manual" | "reference" | "mvreference"
        | "proceedings" | "mvproceedings" => "book",
        "inbook" | "incollection" | "suppbook" | "suppcollection" | "bookinbook" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "inreference" => "entry-encyclopedia",
        "techreport" | "report" => "report",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "online" | "electronic" | "www" | "webpage" => "webpage",
        "patent" => "patent",
        "periodical" => "periodical",
        "dataset" => "dataset",
        "software" => "software",
        "unpublished" => "manuscript",
        "letter" => "personal_communication",
        "video" | "movie" => "motion_picture",
        "audio" | "music" => "song",
        "image" | "artwork" => "graphic",
        "legislation" => "legislation",
        "jurisdiction" => "legal_case",
        "legal" => "treaty",
        "standard" => "standard",
        "performance" => "performance",
        "misc" => "document",
        _ => return None,
    })
}

/// The CSL field of a text field.
pub(super) fn field(field: &str, kind: &str) -> Option<&'static str> {
    Some(match field {
        "title" => "title",
        "shorttitle" => "title-short",
        "journal" | "journaltitle" | "booktitle" | "maintitle" => "container-title",
        "shortjournal" => "container-title-short",
        "series" => "collection-title",
        "publisher" | "institution" | "school" | "organization" => "publisher",
        "location" | "address" => "publisher-place",
        "volume" => "volume",
        "volumes" => "number-of-volumes",
        "number" if matches!(kind, "article" | "periodical" | "suppperiodical") => "issue",
        "number" if is_of_book(kind) => "collection-number",
        "number" => "number",
        "eid" if kind == "article" => "number",
        "issue" => "issue",
        "edition" => "edition",
        "chapter" => "chapter-number",
        "pages" => "page",
        "pagetotal" => "number-of-pages",
        "doi" => "DOI",
        "url" => "URL",
        "isbn" => "ISBN",
        "issn" => "ISSN",
        "pmid" => "PMID",
        "pmcid" => "PMCID",
        "abstract" => "abstract",
        "note" | "annote" | "annotation" => "note",
        "keywords" => "keyword",
        "language" | "langid" => "language",
        "version" => "version",
        "howpublished" => "medium",
        "eventtitle" => "event-title",
        "venue" => "event-place",
        "library" => "call-number",
        "pubstate" => "status",
        "type" => "genre",
        _ => return None,
    })
}

/// Whether an entry type has its number in a series.
pub(super) fn is_of_book(kind: &str) -> bool {
    matches!(
        kind,
        "book"
            | "mvbook"
            | "booklet"
            | "collection"
            | "mvcollection"
            | "reference"
            | "mvreference"
            | "proceedings"
            | "mvproceedings"
            | "inbook"
            | "incollection"
            | "suppbook"
            | "suppcollection"
            | "bookinbook"
            | "inproceedings"
            | "conference"
            | "inreference"
    )
}

/// The CSL type that an entry's subtype names: a word of `BibLaTeX`, or the CSL type itself, as our own export has it.
pub(super) fn subtype(subtype: &str) -> Option<&'static str> {
    match subtype {
        "newspaper" => Some("article-newspaper"),
        "magazine" => Some("article-magazine"),
        other => CSL_TYPES.into_iter().find(|kind| *kind == other),
    }
}

/// The CSL role of a field with names.
pub(super) fn role(field: &str) -> Option<&'static str> {
    Some(match field {
        "author" => "author",
        "editor" => "editor",
        "translator" => "translator",
        "bookauthor" => "container-author",
        "director" => "director",
        "holder" => "authority",
        _ => return None,
    })
}

/// The CSL date of a field.
pub(super) fn date(field: &str) -> Option<&'static str> {
    Some(match field {
        "date" => "issued",
        "urldate" | "lastchecked" | "lastaccessed" => "accessed",
        "origdate" => "original-date",
        "eventdate" => "event-date",
        _ => return None,
    })
}

/// What an entry takes from the one that it refers to: the field there, and what it is here.
pub(super) fn inherited(field: &str) -> Option<&str> {
    match field {
        "title" => Some("booktitle"),
        "subtitle" => Some("booksubtitle"),
        "crossref" | "xdata" | "xref" | "author" | "ids" | "keywords" | "abstract" | "doi" | "url" | "urldate"
        | "pages" | "file" | "shorttitle" | "date-added" | "date-modified" | "booktitle" | "language" | "langid"
        | "note" | "label" | "options" | "related" => None,
        other => Some(other),
    }
}
