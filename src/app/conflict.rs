//! Another program has changed the file, while there is something that is not saved: nothing is decided silently.

use serde::{Deserialize, Serialize};

use super::unsaved::{Unsaved, UnsavedChange};
use super::{AppState, Dialog, EditStep, Effect, Notice, OpenFile, Resolution};
use crate::edit::{Divergences, Document, Edit, Patch, Side, differences, divergences, edits, resolved};
use crate::format::number::counted;
use crate::load::load_bytes;

/// What another program has done to the file, while there is something that is not saved.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What the file holds now.
    pub theirs: Theirs,
}

/// What a file holds after another program has been at it.
#[derive(Clone, Debug)]
pub enum Theirs {
    /// Another version of the dossier.
    Sound {
        /// It.
        file: Box<OpenFile>,
        /// What is different in it, and what was chosen of that.
        comparison: Box<Comparison>,
    },
    /// Something that is no dossier; how much is wrong.
    Broken(String),
    /// Nothing, or it cannot be read; what happened.
    Gone(String),
}

/// What the file holds beside what is open here, thing by thing, and what was chosen.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The things.
    pub divergences: Divergences,
    /// The version that is taken of each; nothing where nobody has chosen yet.
    pub chosen: Vec<Option<Side>>,
    /// Why what was chosen could not be put together.
    pub trouble: Option<String>,
    /// Whether it is not known what both were made from: then everything is to be chosen.
    pub is_without_base: bool,
    /// The SHA-256 of the text that was open here.
    mine_sha256: String,
}

/// What of two versions is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideChoice {
    /// The thing, by its place; none for all of them.
    pub thing: Option<usize>,
    /// The version.
    pub side: Side,
}

/// What is not saved, made anew in another version.
struct Rebased {
    document: Document,
    changes: Vec<UnsavedChange>,
}

/// A version that is valid.
struct Merged {
    file: OpenFile,
    changes: Vec<UnsavedChange>,
}

impl Comparison {
    /// How many things wait for somebody to choose.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.chosen.iter().filter(|chosen| chosen.is_none()).count()
    }

    /// Chooses of one thing, or of all.
    fn choose(&mut self, SideChoice { thing, side }: SideChoice) {
        // Where nothing could be compared, nothing can be chosen.
        self.trouble.take_if(|_| !self.chosen.is_empty());
        match thing {
            Some(place) => {
                if let Some(chosen) = self.chosen.get_mut(place) {
                    *chosen = Some(side);
                }
            }
            None => self.chosen.fill(Some(side)),
        }
    }

    /// Takes over what was chosen of the same things before.
    fn recall(&mut self, earlier: &Self) {
        for (thing, chosen) in self.divergences.things.iter().zip(&mut self.chosen) {
            let known = earlier.divergences.things.iter().position(|known| known == thing);
            *chosen = known.and_then(|place| earlier.chosen[place]).or(*chosen);
        }
    }
}

impl AppState {
    /// Another program has put another version into the file, while there is something that is not saved.
    pub(super) fn conflict_with(&mut self, file: OpenFile) {
        let mut comparison = self.comparison(&file);
        if let Some(Theirs::Sound { comparison: earlier, .. }) =
            self.session.conflict.as_ref().map(|known| &known.theirs)
        {
            comparison.recall(earlier);
        }
        self.conflict(Theirs::Sound { file: Box::new(file), comparison: Box::new(comparison) });
    }

    /// Asks what is to be done, unless a dialog is open, in which somebody may be writing: then it is said.
    pub(super) fn conflict(&mut self, theirs: Theirs) {
        self.session.conflict = Some(Box::new(Conflict { theirs }));
        // Who is writing is not interrupted.
        let is_free = self.session.form.is_none();
        if is_free && self.session.dialog.as_ref().is_none_or(|dialog| *dialog == Dialog::Conflict) {
            self.session.dialog = Some(Dialog::Conflict);
            self.session.notice = None;
        } else {
            let text = format!(
                "{} was changed by another program, and what is open here is not saved. Saving asks what to do.",
                self.file.name()
            );
            self.session.notice = Some(Notice::trouble(text, Vec::new()));
        }
    }

    /// The text that both versions were made from; theirs where that is not known.
    fn common(&self, theirs: &Document) -> Option<Document> {
        if self.unsaved.is_whole() {
            return Some(theirs.clone());
        }
        Document::parse(self.unsaved.base().clone()).ok()
    }

    /// What the file holds beside what is open here: what only one of them has changed is taken until somebody chooses
    /// otherwise, and what both have is to be chosen.
    fn comparison(&self, theirs: &OpenFile) -> Comparison {
        let (Some(theirs), Some(mine)) = (theirs.document(), self.file.document()) else {
            return self.incomparable("There is no text to compare with.");
        };
        let Some(base) = self.common(theirs) else {
            return self.incomparable("What the file held before is not known.");
        };
        let is_without_base = self.unsaved.is_whole();
        let divergences = divergences(&base, theirs, mine);
        let usual = |thing: &crate::edit::Divergence| thing.changed_by().filter(|_| !is_without_base);
        let chosen = divergences.things.iter().map(usual).collect();
        let mine_sha256 = self.file.sha256.clone();
        Comparison { divergences, chosen, trouble: None, is_without_base, mine_sha256 }
    }

    fn incomparable(&self, why: &str) -> Comparison {
        let mine_sha256 = self.file.sha256.clone();
        Comparison { trouble: Some(why.to_owned()), mine_sha256, ..Comparison::default() }
    }

    /// Compares anew where something was changed here since, before anybody chooses.
    pub(super) fn keep_comparison_current(&mut self) {
        if self.session.dialog != Some(Dialog::Conflict) {
            return;
        }
        let Some(Theirs::Sound { file, comparison }) = self.session.conflict.as_ref().map(|conflict| &conflict.theirs)
        else {
            return;
        };
        if comparison.mine_sha256 == self.file.sha256 {
            return;
        }
        let mut anew = self.comparison(file);
        anew.recall(comparison);
        if let Some(Theirs::Sound { comparison, .. }) =
            self.session.conflict.as_mut().map(|conflict| &mut conflict.theirs)
        {
            **comparison = anew;
        }
    }

    /// What was chosen of both versions; each change that is not saved stays one of its own, where all of them were chosen.
    fn merged(&self, theirs: &OpenFile, comparison: &Comparison) -> Result<Merged, String> {
        let cannot = |error: &dyn std::fmt::Display| format!("What was chosen does not go together: {error}");
        let chosen: Option<Vec<Side>> = comparison.chosen.iter().copied().collect();
        let chosen = chosen.ok_or_else(|| {
            let open = counted(comparison.open_count(), "thing waits", "things wait");
            format!("{open} for a choice: take what is on disk, or what is here.")
        })?;
        let onto = theirs.document().ok_or_else(|| cannot(&"there is no text."))?;
        let base = self.common(onto).ok_or_else(|| cannot(&"what the file held before is not known."))?;
        let wanted = resolved(&base, onto, &comparison.divergences, &chosen).map_err(|error| cannot(&error))?;
        let singly = self.changes_on(base, onto.clone()).ok();
        let singly = singly.filter(|rebased| differences(&rebased.document, &wanted).is_empty());
        let Rebased { document, changes } = singly.unwrap_or_else(|| {
            let changes = edits(&differences(onto, &wanted));
            let change = (!changes.is_empty()).then(|| UnsavedChange::merged(Edit::batch("all changes", changes)));
            Rebased { document: wanted, changes: change.into_iter().collect() }
        });
        let loaded = load_bytes(document.text().as_bytes()).map_err(|diagnostics| {
            let first = diagnostics.first().map(ToString::to_string).unwrap_or_default();
            cannot(&format!("the result would not be valid: {first}"))
        })?;
        let file = OpenFile::new(loaded, self.file.path.clone(), self.audit_options()).with_document(document);
        Ok(Merged { file, changes })
    }

    /// The changes one after the other on another version, each as what it changed, so that nothing else is overwritten.
    fn changes_on(&self, mut base: Document, mut onto: Document) -> Result<Rebased, String> {
        let mut changes = Vec::new();
        for change in self.unsaved.changes() {
            let (next, _) = base.edited(&change.edit).map_err(|error| error.to_string())?;
            let edit = Edit::batch(change.label.clone(), edits(&differences(&base, &next)));
            (onto, _) = onto.edited(&edit).map_err(|error| error.to_string())?;
            changes.push(change.rebased(edit));
            base = next;
        }
        let is_all = self.file.document().is_some_and(|mine| differences(&base, mine).is_empty());
        if is_all {
            Ok(Rebased { document: onto, changes })
        } else {
            Err("the changes are not known singly".to_owned())
        }
    }

    /// Shows another version of the dossier, as a step of the history that can be undone.
    pub(super) fn step_to(&mut self, file: OpenFile, label: &str) {
        let patch = Patch::between(&self.file.text, &file.text);
        if !patch.is_empty() {
            self.session.undo.edited(EditStep::New, label, patch);
        }
        self.show_version(file);
    }
}

/// Chooses of what differs between the file and what is open here.
pub(super) fn choose(state: &mut AppState, choice: SideChoice) -> Vec<Effect> {
    if let Some(Theirs::Sound { comparison, .. }) = state.session.conflict.as_mut().map(|conflict| &mut conflict.theirs)
    {
        comparison.choose(choice);
    }
    Vec::new()
}

/// Does what was chosen.
pub(super) fn resolve(state: &mut AppState, resolution: Resolution) -> Vec<Effect> {
    let Some(conflict) = state.session.conflict.take() else { return Vec::new() };
    state.session.dialog.take_if(|dialog| *dialog == Dialog::Conflict);
    let name = state.file.name();
    let text = match (resolution, conflict.theirs) {
        (Resolution::KeepMine, Theirs::Sound { file, .. }) => {
            state.unsaved = Unsaved::between(&file, &state.file);
            format!("Kept: what is open here. Saving (Ctrl+S) puts it in the place of what {name} holds now.")
        }
        (Resolution::KeepMine, Theirs::Broken(_) | Theirs::Gone(_)) => {
            state.unsaved = Unsaved::whole(&state.file);
            format!("Kept: what is open here. Saving (Ctrl+S) writes {name} anew.")
        }
        (Resolution::TakeTheirs, Theirs::Sound { file, .. }) => {
            state.unsaved = Unsaved::none(&file);
            state.step_to(*file, "taking the version on disk");
            format!("Opened: what {name} holds now. Undo (Ctrl+Z) goes back to what was open here.")
        }
        (Resolution::Merge, Theirs::Sound { file, mut comparison }) => match state.merged(&file, &comparison) {
            Ok(Merged { file: merged, changes }) => {
                state.unsaved = Unsaved::moved_to(&file, changes);
                state.step_to(merged, "merging with the version on disk");
                format!(
                    "Merged: what was chosen of {name} as it is on disk, and of what is open here. Not saved yet (Ctrl+S)."
                )
            }
            Err(error) => {
                comparison.trouble = Some(error);
                state.session.conflict = Some(Box::new(Conflict { theirs: Theirs::Sound { file, comparison } }));
                state.session.dialog = Some(Dialog::Conflict);
                return Vec::new();
            }
        },
        (Resolution::TakeTheirs | Resolution::Merge, theirs @ (Theirs::Broken(_) | Theirs::Gone(_))) => {
            state.session.conflict = Some(Box::new(Conflict { theirs }));
            format!("{name} holds no dossier that could be opened.")
        }
    };
    state.session.is_file_broken = false;
    state.session.refused = None;
    state.session.notice = Some(Notice::done(text));
    Vec::new()
}
