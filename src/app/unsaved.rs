//! What of the open dossier is not in its file yet.

use std::sync::Arc;

use super::{AppState, FormOf, OpenFile, RecordForm, SaveOrder};
use crate::edit::{Difference, Document, Edit, Journal, JournalHead, Json, Target, differences, edits};

/// What the open dossier was before its unsaved changes, and these, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The text that the changes are of.
    base: Arc<str>,
    sha256: String,
    stands: Stands,
    changes: Vec<UnsavedChange>,
    /// Whether no changes lead from that text to what is open now, to the byte of what they say.
    has_no_way: bool,
}

/// Where the text stands that the changes are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// In the file of the dossier, or in the program.
    There,
    /// Nowhere: the dossier is new, or a person has put it in the place of what its file holds. It is unsaved without a change.
    Nowhere,
}

/// A change that is not saved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedChange {
    /// The change.
    pub edit: Edit,
    /// What it is, in words.
    pub label: String,
    /// The step of the history that it comes from.
    step: u64,
    /// Whether it takes that step back.
    is_back: bool,
}

impl Unsaved {
    /// Nothing of a file that was just read or written.
    pub(super) fn none(file: &OpenFile) -> Self {
        Self::of(Arc::clone(&file.text), file.sha256.clone(), Stands::There)
    }

    /// All of a dossier, which is in no file.
    pub(super) fn whole(file: &OpenFile) -> Self {
        Self::of(Arc::clone(&file.text), file.sha256.clone(), Stands::Nowhere)
    }

    const fn of(base: Arc<str>, sha256: String, stands: Stands) -> Self {
        Self { base, sha256, stands, changes: Vec::new(), has_no_way: false }
    }

    /// The same dossier as changes of another text, which its file holds now.
    pub(super) fn moved_to(base: &OpenFile, changes: Vec<UnsavedChange>) -> Self {
        Self { changes, ..Self::none(base) }
    }

    /// What leads from what a file holds to another version of it.
    pub(super) fn between(base: &OpenFile, now: &OpenFile) -> Self {
        let mut unsaved = Self::none(base);
        unsaved.find_way(base.document(), now);
        unsaved
    }

    /// Finds the changes anew, as one, from the text that they are of to what is open now.
    fn find_way(&mut self, base: Option<&Document>, now: &OpenFile) {
        let edit = base.zip(now.document()).and_then(|(old, new)| edit_between(old, new, ALL));
        self.has_no_way = edit.is_none();
        self.changes = edit.map(UnsavedChange::merged).into_iter().collect();
    }

    /// Takes in that a text is in the file now; what was changed since it was sent there is still unsaved.
    pub(super) fn saved(&mut self, order: &SaveOrder, now: &OpenFile) {
        *self = Self::of(Arc::clone(&order.text), order.sha256.clone(), Stands::There);
        if self.sha256 != now.sha256 {
            self.find_way(Document::parse(Arc::clone(&self.base)).ok().as_ref(), now);
        }
    }

    /// The text that the changes are of.
    #[must_use]
    pub const fn base(&self) -> &Arc<str> {
        &self.base
    }

    /// The SHA-256 of that text, in hexadecimal digits.
    #[must_use]
    pub fn base_sha256(&self) -> &str {
        &self.sha256
    }

    /// The changes, in their order.
    #[must_use]
    pub fn changes(&self) -> &[UnsavedChange] {
        &self.changes
    }

    /// Whether the text that the changes are of stands in no file.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.stands == Stands::Nowhere
    }

    /// Notes a step of the history that was made, taken back or done again. One that takes back the last change takes it out.
    pub(super) fn note(&mut self, edit: Option<Edit>, label: String, step: u64, is_back: bool) {
        let Some(edit) = edit else {
            self.has_no_way = true;
            return;
        };
        let change = UnsavedChange { edit, label, step, is_back };
        let is_opposite = |last: &mut UnsavedChange| last.step == change.step && last.is_back != change.is_back;
        if self.changes.pop_if(is_opposite).is_none() {
            self.changes.push(change);
        }
    }

    /// Forgets the changes, where they have led back to what they began with.
    pub(super) fn settle(&mut self, now: &OpenFile) {
        if self.sha256 == now.sha256 {
            self.changes.clear();
            self.has_no_way = false;
        }
    }
}

impl UnsavedChange {
    /// What was changed, in one, in a text that another program has changed.
    pub(super) fn merged(edit: Edit) -> Self {
        Self { edit, label: ALL.to_owned(), step: 0, is_back: false }
    }

    /// A change that was made anew in another text.
    pub(super) fn rebased(&self, edit: Edit) -> Self {
        Self { edit, ..self.clone() }
    }
}

/// The key under which the draft of a journal has the forms that were put away before it.
pub(super) const PUT_AWAY: &str = "put_away";

/// What several changes are called where they are not known singly.
const ALL: &str = "all changes";

/// The edit that leads from one version to another; `None` where none does.
pub(super) fn edit_between(old: &Document, new: &Document, label: &str) -> Option<Edit> {
    let found = differences(old, new);
    let mut edit = Edit::batch(label, edits(&found));
    let mut reached = old.edited(&edit).ok()?.0;
    let mut ordered: Vec<Edit> = found.iter().filter_map(|difference| in_order(difference, &reached, new)).collect();
    ordered.dedup();
    if !ordered.is_empty() {
        edit = Edit::batch(label, edits(&found).into_iter().chain(ordered));
        reached = old.edited(&edit).ok()?.0;
    }
    differences(&reached, new).is_empty().then_some(edit)
}

/// What puts the list of an item that was added into its order: it was added at the end, and may have stood elsewhere.
fn in_order(difference: &Difference, reached: &Document, new: &Document) -> Option<Edit> {
    let Difference::ItemAdded { list, .. } = difference else { return None };
    let at = Target::fact(list.fact()?);
    let items = |document: &Document| document.record(&at)?.get(list.key()).cloned();
    let wanted = items(new)?;
    let is_there = items(reached).is_some_and(|items| items.is_same(&wanted));
    (!is_there).then(|| Edit::set(at, [list.key()], wanted))
}

impl AppState {
    /// Whether the open dossier says something else than its file.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_whole() || self.file.sha256 != self.unsaved.sha256
    }

    /// Whether something would be lost if the dossier were closed, and nobody has said that it may be.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        !self.session.drops_unsaved && (self.is_unsaved() || self.drafts().next().is_some())
    }

    /// The forms that hold something that was not applied: the one that is open, then those that were put away, the latest first.
    pub fn drafts(&self) -> impl Iterator<Item = &RecordForm> {
        let open = self.session.form.as_deref();
        open.into_iter().chain(self.session.unfinished_forms.iter().rev()).filter(|form| form.is_begun(self))
    }

    /// What is not saved, as the journal keeps it; `None` where all is.
    #[must_use]
    pub fn journal(&self) -> Option<Journal> {
        let written = self.written_texts();
        if !self.is_guarded() && written.is_empty() {
            return None;
        }
        let Unsaved { base, sha256, changes, has_no_way, .. } = &self.unsaved;
        let file = self.file.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let (base, sha256) = if *has_no_way { (&self.file.text, &self.file.sha256) } else { (base, sha256) };
        let mut head = JournalHead::new(sha256.clone(), file);
        head.text = (*has_no_way || self.unsaved.is_whole() || self.file.is_input).then(|| base.to_string());
        let changes = if *has_no_way { &[] } else { &changes[..] };
        let edits = changes.iter().enumerate().map(|(place, change)| (place + 2, change.edit.clone())).collect();
        // What was written of a proposal is of no use without the file that it is from.
        let drafts = self.drafts().filter(|form| !matches!(form.of, FormOf::Proposed(_)));
        let drafts = drafts.filter_map(|form| Json::parse(&serde_json::to_string(form).ok()?).ok());
        let mut drafts: Vec<Json> = drafts.collect();
        let mut draft = (!drafts.is_empty()).then(|| drafts.remove(0));
        if let Some(draft) = draft.as_mut().filter(|_| !drafts.is_empty()) {
            draft.set(PUT_AWAY, Json::List(drafts));
        }
        written.put_into(&mut draft);
        Some(Journal { head: Some(head), edits, draft, is_cut: false })
    }
}
