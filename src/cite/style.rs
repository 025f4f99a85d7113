//! References in the styles of the Citation Style Language.

use std::fmt;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style};

use super::processor::rendered;
use super::reference::reference;
use crate::dossier::Source;

/// A citation style that was found fit to write a list of references.
pub struct CslStyle(IndependentStyle);

/// Why a style cannot be used.
#[derive(Debug)]
pub enum StyleError {
    /// It is no CSL style.
    NotCsl(String),
    /// It only names another style that it is the same as.
    Dependent,
    /// It has citations, and no list of references.
    NoBibliography,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCsl(error) => write!(f, "it is not a style of the Citation Style Language ({error})"),
            Self::Dependent => f.write_str("it only points to another style; give the file of that one"),
            Self::NoBibliography => f.write_str("it has no list of references; choose a style that has one"),
        }
    }
}

impl std::error::Error for StyleError {}

impl CslStyle {
    /// A style out of the text of a `.csl` file.
    ///
    /// # Errors
    ///
    /// [`StyleError`] where it cannot write a list of references.
    pub fn from_xml(text: &str) -> Result<Self, StyleError> {
        let style = Style::from_xml(text).map_err(|error| StyleError::NotCsl(error.to_string()))?;
        Self::of(style)
    }

    fn of(style: Style) -> Result<Self, StyleError> {
        match style {
            Style::Independent(style) if style.bibliography.is_some() => Ok(Self(style)),
            Style::Independent(_) => Err(StyleError::NoBibliography),
            Style::Dependent(_) => Err(StyleError::Dependent),
        }
    }

    pub(super) fn archived(style: ArchivedStyle) -> Result<Self, StyleError> {
        Self::of(style.get())
    }

    /// The references to sources, one on each line, in the order of the style.
    ///
    /// A source that no style can say rightly, because it has no title, is said plainly, after the others.
    #[must_use]
    pub fn references(&self, sources: &[&Source]) -> String {
        let (mut lines, plain) = rendered(&self.0, sources);
        lines.extend(plain.into_iter().map(reference));
        lines.push(String::new());
        lines.join("\n")
    }
}

impl fmt::Debug for CslStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CslStyle").field(&self.0.info.title.value).finish()
    }
}
