//! What an import needs to be repeated.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use strum::VariantArray;

/// The kinds of files that can be imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Whichever the content shows it to be.
    #[default]
    Auto,
    /// A download from UN Comtrade, of any age and width.
    Comtrade,
    /// SDMX-CSV, 1.0 or 2.0.
    Sdmx,
    /// Any other table of numbers.
    Table,
    /// A list of dated events.
    Events,
    /// A bibliography: CSL-JSON, BibTeX, RIS.
    Bibliography,
    /// An encyclopedia article.
    Article,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word for files and the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Comtrade => "comtrade",
            Self::Sdmx => "sdmx",
            Self::Table => "table",
            Self::Events => "events",
            Self::Bibliography => "bibliography",
            Self::Article => "article",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// The two parties that a file is read for, by what the user calls them: a code, a name, or an identifier of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pair(pub SmolStr, pub SmolStr);

/// All that an import needs besides the bytes; kept in the dossier, so that it can be repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recipe {
    /// What the file is read as.
    pub kind: Kind,
    /// The two parties; asked of the file itself where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<Pair>,
    /// The language of the text, a BCP 47 tag, where the rules depend on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<SmolStr>,
    /// The hash of the text that passages point into, `sha256:…`, as it was read last: where it is another one than a passage has,
    /// the passage is orphaned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<SmolStr>,
    /// How the columns of a table are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<super::mapped::Mapping>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_says_only_what_was_chosen() {
        let recipe = Recipe { kind: Kind::Comtrade, pair: Some(Pair("IDN".into(), "PRK".into())), ..Recipe::default() };
        let text = r#"{"kind":"comtrade","pair":["IDN","PRK"]}"#;
        assert_eq!(serde_json::to_string(&recipe).expect("JSON"), text);
        assert_eq!(serde_json::from_str::<Recipe>(text).expect("a recipe"), recipe);
        assert!(serde_json::from_str::<Recipe>(r#"{"kind":"table","scael":3}"#).is_err());
    }

    #[test]
    fn each_kind_has_a_word() {
        for kind in Kind::ALL.iter().copied() {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).expect("JSON"), format!("\"{}\"", kind.word()));
        }
    }
}
