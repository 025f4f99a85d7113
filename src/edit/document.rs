//! The text of a dossier file, and where each record stands in it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::error::EditError;
use super::index::{Index, list_of};
use super::operation::{Edit, List, Target};
use super::patch::Patch;
use super::scan::{Cursor, MAX_DEPTH, Node};
use super::working::Working;
use super::{Json, references};

/// The text of a dossier file, and where each record stands in it.
///
/// It is sound JSON with an object outermost; whether it is a valid dossier is for the loader to say, see
/// [`Revision`](super::Revision).
///
/// ```
/// use attache::edit::{Document, Edit, Target};
///
/// let file = Document::parse(r#"{"format": 1,  "facts": [ {"id": "visit", "title": "A vist"} ]}"#)?;
/// let (corrected, patch) = file.edited(&Edit::set(Target::fact("visit"), ["title"], "A visit"))?;
/// assert_eq!(corrected.text(), r#"{"format": 1,  "facts": [ {"id": "visit", "title": "A visit"} ]}"#);
/// assert_eq!(corrected.patched(&patch.inverse())?, file);
/// # Ok::<(), attache::edit::EditError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    text: Arc<str>,
    index: Index,
}

/// What some editors put before UTF-8.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

impl Document {
    /// Looks at a text; a byte order mark before it stays where it is.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON, or no object.
    pub fn parse(text: impl Into<Arc<str>>) -> Result<Self, EditError> {
        let text = text.into();
        let bare = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
        serde_json::from_str::<IgnoredAny>(bare)
            .map_err(|error| EditError::refused(format!("invalid JSON: {error}"), "correct it first"))?;
        let start = text.len() - bare.len();
        let index = Index::of(&text, start);
        let index = index.ok_or_else(|| EditError::refused("the text is no JSON object", "open a dossier"))?;
        Ok(Self { text, index })
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same text, shared.
    #[must_use]
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// A record as it stands; the dossier itself without its lists.
    #[must_use]
    pub fn record(&self, at: &Target) -> Option<Json> {
        if *at == Target::Dossier {
            return Some(Json::object(self.plain_members()));
        }
        self.node(at).map(|node| Json::of_node(&self.text, &node))
    }

    /// The text of a record, as it stands; that of the dossier itself is the whole.
    #[must_use]
    pub fn text_of(&self, at: &Target) -> Option<&str> {
        if *at == Target::Dossier {
            return Some(&self.text);
        }
        self.node(at).map(|node| &self.text[node.range])
    }

    /// Where the text of a record stands; that of the dossier itself is the whole.
    #[must_use]
    pub fn range_of(&self, at: &Target) -> Option<std::ops::Range<usize>> {
        if *at == Target::Dossier {
            return Some(0..self.text.len());
        }
        self.node(at).map(|node| node.range)
    }

    /// The text of a fact whose place in the file is known, so that it is not looked for.
    #[must_use]
    pub fn text_of_fact_at(&self, place: usize, id: &str) -> Option<&str> {
        let record = self.index.records("facts").get(place).filter(|record| record.is(&self.text, id))?;
        Some(&self.text[record.range.clone()])
    }

    /// The fact whose text a byte stands in: its identifier, and where its text stands.
    #[must_use]
    pub fn fact_at_byte(&self, at: usize) -> Option<(smol_str::SmolStr, std::ops::Range<usize>)> {
        let facts = self.index.records("facts");
        let place = facts.partition_point(|record| record.range.end <= at);
        let record = facts.get(place).filter(|record| record.range.contains(&at))?;
        Some((record.id(&self.text)?.into(), record.range.clone()))
    }

    /// The identifiers of a list of the dossier, in their order; none for the lists of a fact.
    pub fn ids(&self, list: &List) -> impl Iterator<Item = Cow<'_, str>> {
        let records = if list.fact().is_none() { self.index.records(list.key()) } else { &[] };
        records.iter().filter_map(|record| record.id(&self.text))
    }

    /// How many records a list of the dossier has.
    pub(super) fn count(&self, list: &List) -> usize {
        if list.fact().is_none() { self.index.records(list.key()).len() } else { 0 }
    }

    /// The texts of the records of a list of the dossier, in their order.
    pub(super) fn texts_of_records(&self, list: &List) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        let records = if list.fact().is_none() { self.index.records(list.key()) } else { &[] };
        records.iter().map(|record| &self.text[record.range.clone()])
    }

    /// The records of a list of the dossier, in their order; none for the lists of a fact.
    pub fn records(&self, list: &List) -> impl Iterator<Item = Json> {
        self.records_in(list, 0..usize::MAX)
    }

    /// The same between two places.
    pub(super) fn records_in(&self, list: &List, places: std::ops::Range<usize>) -> impl Iterator<Item = Json> {
        let records = if list.fact().is_none() { self.index.records(list.key()) } else { &[] };
        let records = &records[places.start.min(records.len())..places.end.min(records.len())];
        let nodes = records.iter().filter_map(|record| record.node(&self.text));
        nodes.map(|node| Json::of_node(&self.text, &node))
    }

    /// The document with an edit, and the patch that it came to.
    ///
    /// Whether the result is a valid dossier is not asked here: see [`Revision::edited`](super::Revision::edited).
    ///
    /// # Errors
    ///
    /// Where the edit does not fit: there is no such record, the identifier is taken, something refers to what is to be
    /// removed. Nothing is changed then, also where only one edit of a batch does not fit.
    pub fn edited(&self, edit: &Edit) -> Result<(Self, Patch), EditError> {
        let mut working = Working::new(&self.text, self.index.clone());
        working.apply(edit)?;
        let (text, index, patch) = working.finish();
        Ok((Self { text: text.into(), index }, patch))
    }

    /// The document with a patch, such as the inverse of one.
    ///
    /// # Errors
    ///
    /// Where the patch was made for another text.
    pub fn patched(&self, patch: &Patch) -> Result<Self, EditError> {
        let text = patch.applied(&self.text);
        let text =
            text.ok_or_else(|| EditError::refused("the patch was made for another text", "open that version"))?;
        Self::parse(text)
    }

    /// The identifier of the fact that a figure stands in.
    #[must_use]
    pub fn fact_of_figure(&self, figure: &str) -> Option<smol_str::SmolStr> {
        let (place, _) = references::figure(&self.text, &self.index, figure)?;
        self.index.records("facts")[place].id(&self.text).map(Into::into)
    }

    /// Who refers to a record.
    #[must_use]
    pub fn referrers(&self, at: &Target) -> Vec<super::Referrer> {
        references::of(&self.text, &self.index, at).into_iter().map(references::Reference::referrer).collect()
    }

    /// Whether what is known of where things stand is what a new look at the text finds; for tests.
    #[doc(hidden)]
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        Self::parse(self.shared_text()).is_ok_and(|anew| anew == *self)
    }

    #[cfg(test)]
    pub(super) const fn index(&self) -> &Index {
        &self.index
    }

    fn node(&self, at: &Target) -> Option<Node> {
        if let Target::Figure(id) = at {
            return references::figure(&self.text, &self.index, id).map(|(_, node)| node);
        }
        let list = list_of(at)?;
        let place = self.index.place(&self.text, list.key(), at.id()?)?;
        self.index.records(list.key())[place].node(&self.text)
    }

    /// The members of the outermost object that are no lists of records.
    fn plain_members(&self) -> impl Iterator<Item = (smol_str::SmolStr, Json)> {
        let members = self.index.members.iter().filter(|member| super::index::id_key(&member.name).is_none());
        members.filter_map(|member| {
            let node = Cursor::new(&self.text, member.value.start).node(MAX_DEPTH)?;
            Some((member.name.clone(), Json::of_node(&self.text, &node)))
        })
    }
}
