//! Sources and citations in words: a plain reference with what is known of a source, and nothing else.
//!
//! What a dossier does not say of a source is left out. Nothing is filled in, guessed or looked up: a reference that
//! looks complete and is not would be worse than a short one.

mod csl_date;
mod exchange;
mod markup;
mod mend;
mod processor;
mod reference;
mod style;

pub use reference::{citation_line, citation_text, passage_text, reference};
pub use style::{CslStyle, StyleError};

use hayagriva::archive::ArchivedStyle;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::dossier::Source;

/// How a list of references is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// The style of the American Psychological Association.
    Apa,
    /// The Chicago Manual of Style, author and date.
    Chicago,
    /// The style of the Modern Language Association.
    Mla,
    /// BibTeX, for LaTeX.
    Bibtex,
    /// CSL-JSON, for Zotero and other programs.
    CslJson,
    /// RIS, for reference managers.
    Ris,
}

impl Style {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Apa => "APA",
            Self::Chicago => "Chicago",
            Self::Mla => "MLA",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Ris => "RIS",
        }
    }
}

/// References to sources in a style. What a dossier does not say of a source is left out.
///
/// # Errors
///
/// [`StyleError`] where a style that comes with the program cannot be used: a fault of the program.
pub fn references(sources: &[&Source], style: Style) -> Result<String, StyleError> {
    let archived = |style: ArchivedStyle| Ok(CslStyle::archived(style)?.references(sources));
    match style {
        Style::Apa => archived(ArchivedStyle::AmericanPsychologicalAssociation),
        Style::Chicago => archived(ArchivedStyle::ChicagoAuthorDate),
        Style::Mla => archived(ArchivedStyle::ModernLanguageAssociation),
        Style::Bibtex => Ok(exchange::bibtex(sources).text),
        Style::CslJson => Ok(exchange::csl_json(sources)),
        Style::Ris => Ok(exchange::ris(sources).text),
    }
}

/// What a format for other programs has no place for: the fields, and in how many of the sources each is left out. References
/// for readers leave out what their style does; CSL-JSON leaves out nothing.
#[must_use]
pub fn left_out(sources: &[&Source], style: Style) -> Vec<(String, usize)> {
    let left_out = match style {
        Style::Bibtex => exchange::bibtex(sources).left_out,
        Style::Ris => exchange::ris(sources).left_out,
        Style::Apa | Style::Chicago | Style::Mla | Style::CslJson => return Vec::new(),
    };
    left_out.into_iter().collect()
}

/// The same in a sentence; `None` where nothing is left out.
#[must_use]
pub fn left_out_words(sources: &[&Source], style: Style) -> Option<String> {
    let fields = left_out(sources, style);
    let named: Vec<String> = fields.iter().map(|(field, count)| format!("{field} ({count})")).collect();
    let name = style.label();
    (!named.is_empty()).then(|| {
        format!("{name} has no field for these (with the number of sources that have them): {}", named.join(", "))
    })
}
