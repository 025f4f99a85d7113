//! The formats that a whole dossier can be exported in.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// The formats of a whole dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentFormat {
    /// One web page that needs nothing else.
    Html,
    /// Markdown with footnotes.
    Markdown,
    /// The JSON of TimelineJS.
    TimelineJs,
    /// The spreadsheet of TimelineJS, as CSV.
    TimelineJsCsv,
    /// iCalendar.
    Calendar,
    /// The facts as a table.
    Csv,
    /// The facts for programs.
    Json,
    /// The passages as Web Annotations.
    Annotations,
    /// The sources as BibTeX.
    Bibtex,
    /// The sources as RIS.
    Ris,
    /// The sources as CSL-JSON.
    CslJson,
    /// The dossier with all of it in a ZIP archive, which is a research object (RO-Crate).
    Bundle,
}

impl DocumentFormat {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// What the names of such files end in, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::TimelineJs | Self::Json | Self::CslJson => "json",
            Self::TimelineJsCsv | Self::Csv => "csv",
            Self::Calendar => "ics",
            Self::Annotations => "jsonld",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Bundle => "zip",
        }
    }

    /// The format that a file's name asks for; TimelineJS and CSL-JSON have no ending of their own.
    #[must_use]
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let own = [
            Self::Html,
            Self::Markdown,
            Self::Calendar,
            Self::Csv,
            Self::Json,
            Self::Annotations,
            Self::Bibtex,
            Self::Ris,
            Self::Bundle,
        ];
        own.into_iter().find(|format| format.extension() == extension)
    }

    /// Its name in a list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "Web page",
            Self::Markdown => "Markdown",
            Self::TimelineJs => "TimelineJS",
            Self::TimelineJsCsv => "TimelineJS table",
            Self::Calendar => "Calendar",
            Self::Csv => "Table of facts",
            Self::Json => "JSON",
            Self::Annotations => "Web Annotations",
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
            Self::Bundle => "Archive",
        }
    }

    /// What it is for, in a line.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Html => "to read, print or publish: one file, works offline",
            Self::Markdown => "to go on writing: every fact with its sources as footnotes",
            Self::TimelineJs => "to show it as an interactive timeline on a site (JSON)",
            Self::TimelineJsCsv => "the same for the spreadsheet of TimelineJS (CSV)",
            Self::Calendar => "the facts that say their days, for a calendar (iCalendar)",
            Self::Csv => "for a spreadsheet: a row for each fact",
            Self::Json => "for a program: the facts with figures and citations",
            Self::Annotations => "the quoted passages, for Hypothesis and Recogito",
            Self::Bibtex => "the sources, for LaTeX and most reference managers",
            Self::Ris => "the sources, for EndNote, Mendeley and others",
            Self::CslJson => "the sources with all of their fields, for Zotero and Pandoc",
            Self::Bundle => "to keep or deposit: dossier and all formats (ZIP)",
        }
    }

    /// What is put behind the name of the dossier in the name of such a file, so that it is no other's.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::TimelineJs | Self::TimelineJsCsv => "-timelinejs",
            Self::Csv | Self::Json => "-facts",
            Self::Bibtex | Self::Ris | Self::CslJson => "-sources",
            Self::Html | Self::Markdown | Self::Calendar | Self::Annotations | Self::Bundle => "",
        }
    }
}
