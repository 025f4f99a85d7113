//! What can be done to a dossier, as plain data.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Json;

/// A change of a dossier: plain data, addressed by identifiers and never by a place in a list, so that it can be written
/// down, read, compared, and applied to another version of the file.
///
/// Its JSON form, one edit a line, is that of the journal and of `attache edit`:
///
/// ```
/// use attache::edit::{Edit, Target};
///
/// let line = r#"{"set":{"at":{"fact":"trade-2019"},"path":["date"],"value":"2019-06"}}"#;
/// let edit: Edit = serde_json::from_str(line)?;
/// assert_eq!(edit, Edit::set(Target::fact("trade-2019"), ["date"], "2019-06"));
/// assert_eq!(serde_json::to_string(&edit)?, line);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Edit {
    /// Give a key of a record a value; objects on the way that are not there are made.
    Set {
        /// The record.
        at: Target,
        /// The keys down to the value, such as `["passage", "locator"]`.
        path: Vec<SmolStr>,
        /// The value.
        value: Json,
    },
    /// Take a key out of a record; nothing is changed where it is not there.
    Unset {
        /// The record.
        at: Target,
        /// The keys down to the value.
        path: Vec<SmolStr>,
    },
    /// Add an item to a list.
    Insert {
        /// The list.
        list: List,
        /// The identifier of the item that it comes before; at the end where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<SmolStr>,
        /// The item.
        value: Json,
    },
    /// Take a record out of its list. What something else refers to is refused, unless the references go too.
    Remove {
        /// The record.
        at: Target,
        /// Whether citations, passages, relations and shares that refer to it are taken out with it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cascade: bool,
    },
    /// Take an item without an identifier out of its list: the first that is equal to this one.
    RemoveItem {
        /// The list.
        list: List,
        /// The item as it is.
        value: Json,
    },
    /// Put another item in the place of one without an identifier: of the first that is equal to `old`.
    ReplaceItem {
        /// The list.
        list: List,
        /// The item as it is.
        old: Json,
        /// The item as it is to be.
        value: Json,
    },
    /// Give a record another identifier; all that refers to it follows.
    Rename {
        /// The record.
        at: Target,
        /// Its new identifier.
        id: SmolStr,
    },
    /// Put a record to another place in its list.
    Move {
        /// The record.
        at: Target,
        /// The identifier of the one that it comes before; at the end where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<SmolStr>,
    },
    /// Several edits that are one step: all of them or none.
    Batch {
        /// What they are together, for the history.
        label: String,
        /// The edits, in their order.
        edits: Vec<Self>,
    },
}

/// The record that an edit concerns, by its identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The outermost object: title, summary, language.
    Dossier,
    /// A party.
    Party(SmolStr),
    /// A theme.
    Theme(SmolStr),
    /// A source.
    Source(SmolStr),
    /// A fact.
    Fact(SmolStr),
    /// A figure; its identifier is unique in the dossier, whichever fact it stands in.
    Figure(SmolStr),
    /// A review, by the key of its finding.
    Review(SmolStr),
    /// A record of an import.
    Import(SmolStr),
}

/// A list of the dossier, or one of a fact's, by the identifier of the fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// The parties.
    Parties,
    /// The themes, in the order of their lanes.
    Themes,
    /// The sources.
    Sources,
    /// The facts.
    Facts,
    /// The reviews; made where the file has none yet.
    Reviews,
    /// The records of imports; made where the file has none yet.
    Imports,
    /// The figures of a fact; as all that follow made where it has none yet.
    Figures(SmolStr),
    /// The citations of a fact.
    Citations(SmolStr),
    /// The flags of a fact.
    Flags(SmolStr),
    /// The relations of a fact.
    Relations(SmolStr),
}

impl Edit {
    /// [`Edit::Set`] of a value, or a text, under these keys.
    pub fn set<K: Into<SmolStr>>(at: Target, path: impl IntoIterator<Item = K>, value: impl Into<Json>) -> Self {
        Self::Set { at, path: path.into_iter().map(Into::into).collect(), value: value.into() }
    }

    /// [`Edit::Unset`] of what stands under these keys.
    pub fn unset<K: Into<SmolStr>>(at: Target, path: impl IntoIterator<Item = K>) -> Self {
        Self::Unset { at, path: path.into_iter().map(Into::into).collect() }
    }

    /// [`Edit::Insert`] at the end of a list.
    pub fn add(list: List, value: impl Into<Json>) -> Self {
        Self::Insert { list, before: None, value: value.into() }
    }

    /// [`Edit::Batch`] under a label.
    pub fn batch(label: impl Into<String>, edits: impl IntoIterator<Item = Self>) -> Self {
        Self::Batch { label: label.into(), edits: edits.into_iter().collect() }
    }

    /// The edits that it is made of, none of them a batch, in their order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        if let Self::Batch { edits, .. } = self { edits.iter().flat_map(Self::parts).collect() } else { vec![self] }
    }
}

impl Target {
    /// [`Target::Fact`] of an identifier.
    pub fn fact(id: impl Into<SmolStr>) -> Self {
        Self::Fact(id.into())
    }

    /// [`Target::Source`] of an identifier.
    pub fn source(id: impl Into<SmolStr>) -> Self {
        Self::Source(id.into())
    }

    /// [`Target::Figure`] of an identifier.
    pub fn figure(id: impl Into<SmolStr>) -> Self {
        Self::Figure(id.into())
    }

    /// The identifier; `None` for the dossier itself.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Dossier => None,
            Self::Party(id)
            | Self::Theme(id)
            | Self::Source(id)
            | Self::Fact(id)
            | Self::Figure(id)
            | Self::Review(id)
            | Self::Import(id) => Some(id),
        }
    }

    /// What it is, in a word.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Party(_) => "party",
            Self::Theme(_) => "theme",
            Self::Source(_) => "source",
            Self::Fact(_) => "fact",
            Self::Figure(_) => "figure",
            Self::Review(_) => "review",
            Self::Import(_) => "import",
        }
    }
}

impl List {
    /// The key that the list stands under.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Themes => "themes",
            Self::Sources => "sources",
            Self::Facts => "facts",
            Self::Reviews => "reviews",
            Self::Imports => "imports",
            Self::Figures(_) => "figures",
            Self::Citations(_) => "citations",
            Self::Flags(_) => "flags",
            Self::Relations(_) => "relations",
        }
    }

    /// The fact that the list stands in, by identifier.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Parties | Self::Themes | Self::Sources | Self::Facts | Self::Reviews | Self::Imports => None,
            Self::Figures(fact) | Self::Citations(fact) | Self::Flags(fact) | Self::Relations(fact) => Some(fact),
        }
    }

    /// The key by which an item of the list is found: `id`, or what it points to where it has no identifier of its own.
    #[must_use]
    pub const fn item_key(&self) -> &'static str {
        match self {
            Self::Parties | Self::Themes | Self::Sources | Self::Facts | Self::Imports | Self::Figures(_) => "id",
            Self::Reviews => "finding",
            Self::Citations(_) => "source",
            Self::Flags(_) => "kind",
            Self::Relations(_) => "fact",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edit: &Edit, line: &str) {
        assert_eq!(serde_json::to_string(edit).expect("JSON"), line);
        assert_eq!(&serde_json::from_str::<Edit>(line).expect("an edit"), edit);
    }

    #[test]
    fn each_edit_has_one_line() {
        let fact = || Target::fact("a");
        check(
            &Edit::Set { at: Target::Dossier, path: vec!["title".into()], value: Json::parse("[1.50]").expect("JSON") },
            r#"{"set":{"at":"dossier","path":["title"],"value":[1.50]}}"#,
        );
        check(&Edit::set(fact(), ["x"], Json::Null), r#"{"set":{"at":{"fact":"a"},"path":["x"],"value":null}}"#);
        check(
            &Edit::unset(fact(), ["passage", "locator"]),
            r#"{"unset":{"at":{"fact":"a"},"path":["passage","locator"]}}"#,
        );
        check(
            &Edit::Insert { list: List::Facts, before: Some("b".into()), value: Json::object([("id", "c".into())]) },
            r#"{"insert":{"list":"facts","before":"b","value":{"id":"c"}}}"#,
        );
        check(
            &Edit::add(List::Citations("a".into()), Json::object([("source", "s".into())])),
            r#"{"insert":{"list":{"citations":"a"},"value":{"source":"s"}}}"#,
        );
        check(&Edit::Remove { at: fact(), cascade: false }, r#"{"remove":{"at":{"fact":"a"}}}"#);
        check(&Edit::Remove { at: fact(), cascade: true }, r#"{"remove":{"at":{"fact":"a"},"cascade":true}}"#);
        check(&Edit::Rename { at: fact(), id: "b".into() }, r#"{"rename":{"at":{"fact":"a"},"id":"b"}}"#);
        check(
            &Edit::batch("two", [Edit::Move { at: fact(), before: None }]),
            r#"{"batch":{"label":"two","edits":[{"move":{"at":{"fact":"a"}}}]}}"#,
        );
    }

    #[test]
    fn a_mistyped_key_is_an_error() {
        assert!(serde_json::from_str::<Edit>(r#"{"remove":{"at":{"fact":"a"},"cascad":true}}"#).is_err());
        assert!(serde_json::from_str::<Edit>(r#"{"delete":{"at":{"fact":"a"}}}"#).is_err());
    }
}
