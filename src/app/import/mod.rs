//! Importing a foreign file: it is read beside the window, its proposals are decided one by one or in groups, and what was
//! accepted becomes one change of the dossier.

mod action;
mod apply;
mod list;
mod review;

pub use action::{Choice, ImportAction, ImportFrom, ImportOrder, ReviewPart, ReviewRow, Step};
pub(super) use apply::apply_import;
pub use list::{Counts, ReviewList};
pub use review::{Found, ImportReview, ImportedFile};

use std::path::Path;

/// The endings of files that are no dossiers and can be imported.
const FOREIGN: [&str; 21] = [
    "csv", "tsv", "tab", "xlsx", "xlsm", "xls", "ods", "bib", "bibtex", "ris", "ics", "ical", "timeline", "xml", "txt",
    "text", "md", "wiki", "wikitext", "htm", "html",
];

/// Whether a file is one to be imported rather than opened, by its name; one that is compressed counts as what is in it.
#[must_use]
pub fn is_foreign(path: &Path) -> bool {
    let ends = |path: &Path, known: &[&str]| {
        path.extension().is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
    };
    if ends(path, &["gz"]) {
        return path.file_stem().is_some_and(|stem| ends(Path::new(stem), &FOREIGN));
    }
    ends(path, &FOREIGN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_lists_and_texts_are_imported_and_dossiers_opened() {
        for name in ["a.csv", "A.CSV", "a.csv.gz", "a b.xlsx", "library.bib", "x.ics", "article.txt"] {
            assert!(is_foreign(Path::new(name)), "{name}");
        }
        for name in ["a.dossier.json", "a.json", "a.png", "a.gz", "csv", "a.json.gz", ".csv.d/a"] {
            assert!(!is_foreign(Path::new(name)), "{name}");
        }
    }
}
