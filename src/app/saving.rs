//! Saving: when a person asks for it, and never over what another program has written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::apply::{apply_file, close_dialog, put_dialog_away};
use super::event::NotSaved;
use super::loading::file_name;
use super::take_in::revalidated;
use super::{AppState, AskToSave, Dialog, Effect, FileAction, Notice, Onto, Pick, SaveOrder, SaveTo};
use crate::load::EXTENSION;

impl AppState {
    /// Whether it is to be asked first whether what is not saved is to be saved.
    pub(super) fn must_ask_before(&self, action: &FileAction) -> bool {
        leaves(action) && self.is_guarded()
    }

    /// Whether something was written in the text of a record that would be lost; then that text is shown, and it is asked first.
    pub(super) fn keeps_json_open(&mut self, action: &FileAction) -> bool {
        if !leaves(action) || !self.has_unfinished_json() {
            return false;
        }
        if !matches!(&self.session.dialog, Some(Dialog::Json(json)) if json.is_changed()) {
            put_dialog_away(self);
            self.session.dialog = self.session.unfinished_json.pop().map(|json| Dialog::Json(Box::new(json)));
        }
        if let Some(Dialog::Json(json)) = &mut self.session.dialog {
            json.is_leaving = true;
        }
        true
    }

    /// Whether something has to be asked before the window may close.
    #[must_use]
    pub fn must_ask_before_closing(&self) -> bool {
        self.is_guarded() || self.has_unfinished_json() || self.must_ask_about_import(&FileAction::Quit)
    }

    /// Asks whether what is not saved is to be saved, before something else is done.
    pub(super) fn ask_to_save(&mut self, next: FileAction) {
        close_dialog(self);
        self.session.dialog = Some(Dialog::AskToSave(AskToSave { next: Box::new(next) }));
    }

    /// Saves the dossier first, and then does something else.
    pub(super) fn save_then(&mut self, next: FileAction) -> Vec<Effect> {
        // A form that is open is asked for when what follows would lose it.
        close_dialog(self);
        self.session.after_saving = Some(next);
        self.save()
    }

    /// Does something else, and lets go what is not saved.
    pub(super) fn drop_then(&mut self, next: FileAction) -> Vec<Effect> {
        self.session.dialog = None;
        self.session.drops_unsaved = true;
        apply_file(self, next)
    }

    /// Saves the dossier in its file; where it has none, asks for one.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        if self.session.conflict.is_some() {
            close_dialog(self);
            self.session.dialog = Some(Dialog::Conflict);
            return Vec::new();
        }
        if !self.is_unsaved() && (self.file.path.is_some() || self.session.after_saving.is_some()) {
            self.session.notice = Some(Notice::done(format!("{} is saved already.", self.file.name())));
            return self.go_on_after_saving();
        }
        let Some(to) = self.file.path.clone() else { return self.ask_where(false) };
        let onto =
            if self.unsaved.is_whole() { Onto::Anything } else { Onto::Version(self.unsaved.base_sha256().to_owned()) };
        self.begin_saving(to, onto, false)
    }

    /// Saves the dossier, or a copy of it, in a file.
    pub(super) fn save_to(&mut self, SaveTo { path, is_copy, may_replace }: SaveTo) -> Vec<Effect> {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.begin_saving(path, if may_replace { Onto::Anything } else { Onto::Nothing }, is_copy)
    }

    fn begin_saving(&mut self, to: PathBuf, onto: Onto, is_copy: bool) -> Vec<Effect> {
        if !is_copy && std::mem::replace(&mut self.session.is_saving, true) {
            self.session.saves_again = true;
            return Vec::new();
        }
        let (from, text, sha256) = (self.file.path.clone(), Arc::clone(&self.file.text), self.file.sha256.clone());
        vec![Effect::Save(Box::new(SaveOrder { from, to, text, sha256, onto, is_copy }))]
    }

    /// Asks for a file to save the dossier in, or a copy of it.
    pub(super) fn ask_where(&mut self, is_copy: bool) -> Vec<Effect> {
        close_dialog(self);
        let folder = self.settings.export_folder.clone().unwrap_or_default();
        let mut path = self.file.path.clone().unwrap_or_else(|| folder.join(self.file.name()));
        if self.file.is_input {
            path.set_file_name(format!("dossier{EXTENSION}"));
        }
        if is_copy {
            let name = file_name(&path);
            let stem = name.strip_suffix(EXTENSION).or(name.strip_suffix(".json")).unwrap_or(&name);
            path.set_file_name(format!("{stem}-copy{EXTENSION}"));
        }
        vec![Effect::Pick(Pick::Save { path, is_copy })]
    }

    /// Takes in where the dossier is to be saved, by the desktop's dialog; without one, there is one of our own.
    pub(super) fn place_picked(
        &mut self,
        proposal: PathBuf,
        is_copy: bool,
        path: Option<PathBuf>,
        was_shown: bool,
    ) -> Vec<Effect> {
        match path {
            // The desktop's dialog has asked already whether the file may be replaced.
            Some(path) => self.save_to(SaveTo { path: with_extension(path), is_copy, may_replace: true }),
            None if was_shown => {
                self.session.after_saving = None;
                Vec::new()
            }
            None => {
                self.session.dialog = Some(Dialog::SaveAs(SaveTo { path: proposal, is_copy, may_replace: false }));
                Vec::new()
            }
        }
    }

    /// Takes in what became of saving.
    pub(super) fn saved(&mut self, order: &SaveOrder, result: Result<Option<String>, NotSaved>) -> Vec<Effect> {
        self.session.is_saving &= order.is_copy;
        let saves_again = !order.is_copy && std::mem::take(&mut self.session.saves_again);
        let note = match result {
            Ok(note) => note,
            Err(error) => {
                self.not_saved(order, error);
                return Vec::new();
            }
        };
        self.session.dialog.take_if(|dialog| matches!(dialog, Dialog::SaveAs(_)));
        let details = note.into_iter().collect();
        let folder = order.to.parent().map(Path::to_owned);
        if order.is_copy {
            let text = format!("A copy was saved: {}.", order.to.display());
            self.session.notice = Some(Notice::done_with(text, details).opened().in_folder(folder));
            return Vec::new();
        }
        let is_elsewhere = order.from.as_ref() != Some(&order.to);
        if is_elsewhere {
            self.settings.remember_file(order.to.clone());
        }
        // Another dossier may have been opened meanwhile.
        if self.file.path == order.from {
            self.file.path = Some(order.to.clone());
            (self.file.is_input, self.file.is_new) = (false, false);
            self.unsaved.saved(order, &self.file);
            self.session.conflict = None;
            self.session.mend();
        }
        let draft = if self.drafts().next().is_some() { " What is written in a form is not applied yet." } else { "" };
        let text = format!(
            "Saved: {}.{draft}",
            if is_elsewhere { order.to.display().to_string() } else { file_name(&order.to) }
        );
        let notice = Notice::done_with(text, details).opened();
        self.session.notice = Some(if is_elsewhere { notice.in_folder(folder) } else { notice });
        if saves_again && self.is_unsaved() { self.save() } else { self.go_on_after_saving() }
    }

    fn go_on_after_saving(&mut self) -> Vec<Effect> {
        self.session.after_saving.take().map(|next| apply_file(self, next)).unwrap_or_default()
    }

    fn not_saved(&mut self, order: &SaveOrder, error: NotSaved) {
        self.session.after_saving = None;
        let text = match error {
            NotSaved::Changed(found) => return revalidated(self, order.to.clone(), *found),
            NotSaved::Exists => format!("Not saved: {} is there already.", order.to.display()),
            NotSaved::Failed(error) => format!("Not saved: {error}."),
        };
        self.session.notice = Some(Notice::trouble(text, Vec::new()));
        // Another place can be chosen at once; what stands in a form is not lost.
        close_dialog(self);
        let SaveOrder { to, is_copy, .. } = order;
        self.session.dialog = Some(Dialog::SaveAs(SaveTo { path: to.clone(), is_copy: *is_copy, may_replace: false }));
    }
}

/// A path that ends as those of dossiers do, where it has no ending.
fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    let mut text = path.into_os_string();
    text.push(EXTENSION);
    text.into()
}

/// Whether an action leaves the dossier that is open.
fn leaves(action: &FileAction) -> bool {
    let is_json = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    // Whether another file takes the place of the dossier is known when it is read.
    matches!(action, FileAction::OpenShipped | FileAction::Quit | FileAction::Begin(_) | FileAction::Restore(_))
        || matches!(action, FileAction::Open(path) if is_json(path))
}
