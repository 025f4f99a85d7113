//! What the options of `attache export` can be called.

use clap::ValueEnum;

use crate::app::FileFormat;
use crate::export::DocumentFormat;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum View {
    /// The chart of trade per year
    Trade,
    /// The timeline
    Timeline,
    /// The whole dossier: every fact with its doubts, figures and sources
    Dossier,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// Pixels
    Png,
    /// Vectors, with text as text and the fonts inside
    Svg,
    /// A page of vectors
    Pdf,
    /// The data of what the figure shows, for a spreadsheet
    Csv,
    /// The same, for a program
    Json,
    /// Figure, data, citations and licence note in a ZIP archive; of the dossier, all formats with the dossier itself
    Bundle,
    /// The dossier as one web page, which needs nothing else
    Html,
    /// The dossier as Markdown with footnotes
    Markdown,
    /// The dossier for TimelineJS
    Timelinejs,
    /// The same as the table that its spreadsheet has
    TimelinejsCsv,
    /// The facts that say their days, for a calendar (iCalendar)
    Ical,
    /// The passages as Web Annotations
    Annotations,
    /// The sources, for LaTeX
    Bibtex,
    /// The sources, for reference managers
    Ris,
    /// The sources, for Zotero and other programs
    CslJson,
}

impl Format {
    /// What it is for a figure, if it is there for one.
    pub(super) const fn of_figure(self) -> Option<FileFormat> {
        Some(match self {
            Self::Png => FileFormat::Png,
            Self::Svg => FileFormat::Svg,
            Self::Pdf => FileFormat::Pdf,
            Self::Csv => FileFormat::Csv,
            Self::Json => FileFormat::Json,
            Self::Bundle => FileFormat::Bundle,
            Self::Html
            | Self::Markdown
            | Self::Timelinejs
            | Self::TimelinejsCsv
            | Self::Ical
            | Self::Annotations
            | Self::Bibtex
            | Self::Ris
            | Self::CslJson => {
                return None;
            }
        })
    }

    /// What it is for the whole dossier, if it is there for it.
    pub(super) const fn of_dossier(self) -> Option<DocumentFormat> {
        Some(match self {
            Self::Png | Self::Svg | Self::Pdf => return None,
            Self::Csv => DocumentFormat::Csv,
            Self::Json => DocumentFormat::Json,
            Self::Bundle => DocumentFormat::Bundle,
            Self::Html => DocumentFormat::Html,
            Self::Markdown => DocumentFormat::Markdown,
            Self::Timelinejs => DocumentFormat::TimelineJs,
            Self::TimelinejsCsv => DocumentFormat::TimelineJsCsv,
            Self::Ical => DocumentFormat::Calendar,
            Self::Annotations => DocumentFormat::Annotations,
            Self::Bibtex => DocumentFormat::Bibtex,
            Self::Ris => DocumentFormat::Ris,
            Self::CslJson => DocumentFormat::CslJson,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(super) enum Part {
    /// What the figure shows
    Title,
    /// In what unit, and as seen by whom
    Subtitle,
    /// What the inks mean
    Legend,
    /// What must be known to read it rightly
    Notes,
}
