//! What is drawn around a figure.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// What of the words around a figure is drawn, and what it is drawn on.
///
/// What is left out of the picture still stands in its description and in the data that travels in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick of its own")]
pub struct FrameParts {
    /// What the figure shows.
    pub title: bool,
    /// In what unit, and as seen by whom.
    pub subtitle: bool,
    /// What the inks mean.
    pub legend: bool,
    /// What must be known to read it rightly.
    pub notes: bool,
    /// Where its numbers come from.
    pub sources: SourceLine,
    /// The colour behind it; transparent where it is not drawn.
    pub ground: bool,
}

/// How the sources of a figure are named under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum SourceLine {
    /// By their markers and names.
    #[default]
    Markers,
    /// By full references.
    References,
    /// Not at all.
    None,
}

impl Default for FrameParts {
    fn default() -> Self {
        Self { title: true, subtitle: true, legend: true, notes: true, sources: SourceLine::default(), ground: true }
    }
}

impl FrameParts {
    /// Whether something that a reader needs in order to trust the figure is left out of it.
    #[must_use]
    pub fn hides_doubts(&self) -> bool {
        !self.notes || !self.legend || !self.subtitle || self.sources == SourceLine::None
    }
}

impl SourceLine {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Markers => "Short citations",
            Self::References => "Full references",
            Self::None => "None",
        }
    }
}
