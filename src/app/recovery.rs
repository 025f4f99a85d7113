//! What a window that was killed had not saved, offered at the next start.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::apply::put_dialog_away;
use super::loading::file_name;
use super::unsaved::PUT_AWAY;
use super::{AppState, Dialog, EditStep, Effect, Notice, OpenFile, RecordForm, Unsaved, WrittenTexts};
use crate::edit::{Document, Edit, EditError, Journal, Json, Patch, Revision};
use crate::format::number::counted;
use crate::load::{Loaded, SHIPPED_NAME, load_bytes};

/// What a window that was killed had not saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recovery {
    /// The recovery file that it is from.
    pub journal: PathBuf,
    /// The file of the dossier; `None` for the shipped one, and for one that is in no file.
    pub path: Option<PathBuf>,
    /// The text that was changed, where it is in no file.
    pub text: Option<String>,
    /// What the file, or a new dossier, is called.
    pub name: String,
    /// Why the changes may not fit, where they may not: the file is another one by now, or gone.
    pub problem: Option<String>,
    /// The changes, in their order.
    pub edits: Vec<RecoveredEdit>,
    /// What stood in a form and was not applied.
    pub draft: Option<Box<RecordForm>>,
    /// What stood in other forms, which were put away before.
    pub put_away: Vec<RecordForm>,
    /// What was written in texts of records, or pasted as an article.
    #[serde(default)]
    pub written: WrittenTexts,
}

/// A change that was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveredEdit {
    /// The change.
    pub edit: Edit,
    /// What it is, in words.
    pub label: String,
    /// Why it does not fit, where it does not.
    pub problem: Option<String>,
    /// Whether it is to be restored.
    pub is_wanted: bool,
}

impl Recovery {
    /// What a journal holds, in words; `read` gives what a file holds. `None` where nothing can be made of it.
    #[must_use]
    pub fn of(journal: PathBuf, text: &str, read: &dyn Fn(Option<&PathBuf>) -> Result<Loaded, String>) -> Option<Self> {
        // Where the power was cut, a disk may have nothing but zeros at the end.
        let Journal { head, edits, draft, .. } = Journal::parse(text.trim_end_matches('\0')).ok()?;
        let head = head.filter(|head| !edits.is_empty() || draft.is_some() || head.text.is_some())?;
        let path = head.file.map(PathBuf::from);
        let found = match &head.text {
            Some(text) => load_bytes(text.as_bytes()).map_err(|_invalid| "it is damaged".to_owned()),
            None => read(path.as_ref()),
        };
        let name = match (&path, &head.text, &found) {
            (Some(path), ..) => file_name(path),
            (None, Some(_), Ok(loaded)) => loaded.dossier.title().to_owned(),
            (None, ..) => SHIPPED_NAME.to_owned(),
        };
        let problem = match &found {
            Ok(loaded) if loaded.sha256 == head.base => None,
            Ok(_) => Some(format!("{name} has been changed since: not all of this need fit.")),
            Err(error) => Some(format!("{name} cannot be opened: {error}.")),
        };
        let document = found.ok().and_then(|loaded| Document::parse(loaded.text).ok());
        let edits = recovered(edits.into_iter().map(|(_, edit)| edit), document);
        let form = |form: &Json| serde_json::from_str::<RecordForm>(&form.to_string()).ok();
        let others = draft.as_ref().and_then(|draft| draft.get(PUT_AWAY)).map(Json::items).unwrap_or_default();
        let put_away = others.iter().filter_map(form).collect();
        let written = draft.as_ref().map(WrittenTexts::of_draft).unwrap_or_default();
        let draft = draft.as_ref().and_then(form).map(Box::new);
        Some(Self { journal, path, text: head.text, name, problem, edits, draft, put_away, written })
    }

    /// Whether it can be restored: there is something to restore it in.
    #[must_use]
    pub fn can_restore(&self) -> bool {
        self.edits.iter().any(|edit| edit.is_wanted)
            || self.draft.is_some()
            || self.text.is_some()
            || !self.written.is_empty()
    }
}

/// Changes in words, and whether each fits after those before it.
fn recovered(edits: impl Iterator<Item = Edit>, mut document: Option<Document>) -> Vec<RecoveredEdit> {
    let mut found = Vec::new();
    for edit in edits {
        let label = match (&document, &edit) {
            (Some(document), edit) => edit.label(document),
            (None, Edit::Batch { label, .. }) => label.clone(),
            (None, _) => "a change".to_owned(),
        };
        let made = document.as_ref().map(|document| document.edited(&edit));
        let problem = match made {
            Some(Ok((next, _))) => {
                document = Some(next);
                None
            }
            Some(Err(error)) => Some(error.to_string()),
            None => None,
        };
        found.push(RecoveredEdit { edit, label, is_wanted: problem.is_none(), problem });
    }
    found
}

/// The changes that fit, one after the other.
struct Restored {
    document: Document,
    loaded: Loaded,
    made: Vec<(RecoveredEdit, Patch)>,
    /// Those that do not fit, and why.
    left: Vec<String>,
}

impl Restored {
    fn of(document: &Document, wanted: &[RecoveredEdit]) -> Option<Self> {
        let (now, made, left) = each(document.clone(), wanted, Document::edited);
        if let Ok(loaded) = load_bytes(now.text().as_bytes()) {
            return Some(Self { document: now, loaded, made, left });
        }
        // One of them makes the dossier invalid in what it is by now: each is asked for alone.
        let (now, made, left) = each(Revision::of(document.clone()), wanted, Revision::edited);
        let loaded = now.outcome.ok()?;
        let loaded = std::sync::Arc::unwrap_or_clone(loaded);
        Some(Self { document: now.document, loaded, made, left })
    }
}

/// Makes the changes that fit, one after the other; which those are, and which are left and why.
fn each<T>(
    mut now: T,
    wanted: &[RecoveredEdit],
    edited: impl Fn(&T, &Edit) -> Result<(T, Patch), EditError>,
) -> (T, Vec<(RecoveredEdit, Patch)>, Vec<String>) {
    let (mut made, mut left) = (Vec::new(), Vec::new());
    for edit in wanted {
        match edited(&now, &edit.edit) {
            Ok((next, patch)) => {
                now = next;
                made.push((edit.clone(), patch));
            }
            Err(error) => left.push(format!("{}: {error}", edit.label)),
        }
    }
    (now, made, left)
}

impl AppState {
    /// Offers what killed windows had not saved, once nothing is being opened any more.
    pub(super) fn recoveries_found(&mut self, found: Vec<Recovery>) {
        self.session.recoveries = found;
        self.session.offers_recoveries = !self.session.recoveries.is_empty();
        self.offer_recoveries();
    }

    /// Offers them where that is due.
    pub(super) fn offer_recoveries(&mut self) {
        if self.session.loading.is_some() || !std::mem::take(&mut self.session.offers_recoveries) {
            return;
        }
        let Some(first) = self.session.recoveries.first().cloned() else { return };
        if self.session.dialog.is_none() {
            self.session.dialog = Some(Dialog::Restore(Box::new(first)));
        } else {
            let text = "Changes of an earlier window were not saved. File → Recover unsaved changes shows them.";
            self.session.notice = Some(Notice::done(text));
        }
    }

    /// Restores what a killed window had not saved, in its own file.
    pub(super) fn restore(&mut self, recovery: Recovery) -> Vec<Effect> {
        self.session.dialog = None;
        if let Some(text) = &recovery.text {
            let Ok(loaded) = load_bytes(text.as_bytes()) else {
                self.session.notice = Some(Notice::trouble("What was to be restored is damaged.", Vec::new()));
                return Vec::new();
            };
            let mut file = OpenFile::new(loaded, recovery.path.clone(), self.audit_options());
            file.is_new = recovery.path.is_none();
            self.call_off_opening();
            self.show(file);
            self.unsaved = Unsaved::whole(&self.file);
            return self.restore_here(recovery);
        }
        let is_open = self.file.path == recovery.path && !self.file.is_input && !self.file.is_new;
        if is_open && self.session.loading.is_none() {
            return self.restore_here(recovery);
        }
        let opening = self.begin_opening(recovery.path.clone());
        self.session.restoring = Some(Box::new(recovery));
        vec![opening]
    }

    /// Makes the changes in the open dossier, a step of the history each.
    pub(super) fn restore_here(&mut self, recovery: Recovery) -> Vec<Effect> {
        let wanted: Vec<_> = recovery.edits.iter().filter(|edit| edit.is_wanted).cloned().collect();
        let restored = self.file.document().and_then(|document| Restored::of(document, &wanted));
        let Some(Restored { document, loaded, made, left }) = restored else {
            self.session.notice = Some(Notice::trouble("Nothing could be restored.", Vec::new()));
            return Vec::new();
        };
        let count = made.len();
        for (RecoveredEdit { edit, label, .. }, patch) in made {
            let (step, _) = self.session.undo.edited(EditStep::New, &label, patch);
            self.unsaved.note(Some(edit), label, step, false);
        }
        if count > 0 {
            let mut file = OpenFile::new(loaded, self.file.path.clone(), self.audit_options()).with_document(document);
            (file.is_input, file.is_new) = (self.file.is_input, self.file.is_new);
            self.show_version(file);
        }
        put_dialog_away(self);
        // The latest is the last.
        self.session.unfinished_forms.extend(recovery.put_away.into_iter().rev());
        if let Some(draft) = recovery.draft {
            self.show_form(draft);
        }
        self.forms_follow();
        self.restore_written(recovery.written);
        let text = if count == 0 && wanted.is_empty() {
            "Restored: what was written and not applied.".to_owned()
        } else {
            format!("Restored: {}. Not saved yet (Ctrl+S).", counted(count, "change", "changes"))
        };
        self.session.recoveries.retain(|other| other.journal != recovery.journal);
        if left.is_empty() {
            self.session.notice = Some(Notice::done(text));
            return vec![Effect::DropRecovery(recovery.journal)];
        }
        let count = counted(left.len(), "change did not fit, and is", "changes did not fit, and are");
        let text = format!("{text} {count} kept beside the settings.");
        self.session.notice = Some(Notice::trouble(text, left).opened());
        vec![Effect::SetRecoveryAside(recovery.journal)]
    }

    /// Lets go what a killed window had not saved, and shows the next.
    pub(super) fn discard_recovery(&mut self, journal: PathBuf) -> Vec<Effect> {
        self.session.recoveries.retain(|other| other.journal != journal);
        let next = self.session.recoveries.first().cloned();
        self.session.dialog = next.map(|next| Dialog::Restore(Box::new(next)));
        vec![Effect::DropRecovery(journal)]
    }
}
