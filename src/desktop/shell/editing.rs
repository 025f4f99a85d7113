//! Saving changes of the dossier: each at once, whole or not at all.

use std::sync::Arc;

use super::tasks::{Tasks, event};
use crate::analysis::AuditOptions;
use crate::app::{AppState, EditOrder, Edited, Event, FileChange, Job, OpenFile};
use crate::edit::{Document, Patch};
use crate::load::{Loaded, load_bytes};
use crate::store::{Overwrite, Written, update, write_whole};

impl Tasks {
    /// Saves a change of the dossier, after all that was to be saved in the same file before.
    pub(super) fn save_edit(&self, state: &AppState, order: EditOrder) {
        let (options, known) = (state.audit_options(), Arc::clone(&state.file.text));
        let path = order.to.clone();
        self.on_queue(&path, Job::Other, move || {
            let result = save_edit(&order, &known, options).map(Box::new);
            event(Event::Edited { order: Box::new(order), result })
        });
    }
}

/// Changes a dossier file: an edit is made in what the file holds by now, so that nothing is lost that another program wrote;
/// a patch only where the file still holds what the patch was made for. Where the file was deleted, it is written anew from
/// what is known of it.
pub(super) fn save_edit(order: &EditOrder, known: &str, options: AuditOptions) -> Result<Edited, String> {
    let not_saved = |error: &dyn std::fmt::Display| format!("Not saved: {}. {error}", order.label);
    let mut done: Option<(Loaded, Patch)> = None;
    let mut change = |current: Option<Vec<u8>>| {
        let bytes = current.unwrap_or_else(|| known.as_bytes().to_vec());
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        let document = Document::parse(text).map_err(|error| error.to_string())?;
        let (document, patch) = match &order.change {
            FileChange::Edit(edit) => document.edited(edit),
            FileChange::Patch(patch) => document.patched(patch).map(|document| (document, patch.clone())),
        }
        .map_err(|error| error.to_string())?;
        let bytes = document.text().as_bytes().to_vec();
        let loaded = load_bytes(&bytes).map_err(|diagnostics| {
            let first = diagnostics.first().map(|first| format!("{}: {}; {}", first.path, first.message, first.hint));
            format!("The dossier would not be valid any more: {}", first.unwrap_or_default())
        })?;
        done = Some((loaded, patch));
        Ok::<_, String>(bytes)
    };
    let is_same = order.from.as_ref() == Some(&order.to);
    let Written { not_kept } = if is_same {
        update(&order.to, change).map_err(|error| not_saved(&error))?
    } else {
        let bytes = change(None).map_err(|error| not_saved(&error))?;
        write_whole(&order.to, &bytes, Overwrite::Refused).map_err(|error| not_saved(&error))?
    };
    let Some((loaded, patch)) = done else { return Err(not_saved(&"The file was not read.")) };
    let note = Written { not_kept }.note();
    Ok(Edited { file: OpenFile::new(loaded, Some(order.to.clone()), options), patch, note })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::app::EditStep;
    use crate::edit::{Edit, Target};
    use crate::load::load_shipped;

    fn order(path: &Path, change: FileChange) -> EditOrder {
        let step = EditStep::New;
        EditOrder { from: Some(path.to_owned()), to: path.to_owned(), change, label: "date".to_owned(), step }
    }

    fn dated(fact: &str) -> FileChange {
        FileChange::Edit(Edit::set(Target::fact(fact), ["date"], "1966/1972"))
    }

    #[test]
    fn an_edit_keeps_what_another_program_wrote_meanwhile_and_a_patch_asks_for_its_own_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        let known = load_shipped().expect("sound").text;
        let theirs = known.replace("\"label\": \"Aid\"", "\"label\": \"Help\"");
        fs::write(&path, &theirs).expect("written");
        let save = |change| save_edit(&order(&path, change), &known, AuditOptions::default());
        let edited = save(dated("relations-cut-off")).expect("saved");
        assert_eq!(fs::read_to_string(&path).expect("text"), theirs.replace("\"/1972\"", "\"1966/1972\""));
        // Taking it back gives the very bytes of before.
        save(FileChange::Patch(edited.patch.inverse())).expect("undone");
        assert_eq!(fs::read_to_string(&path).expect("text"), theirs);
        let error = save(FileChange::Patch(edited.patch.inverse())).expect_err("another text");
        assert!(error.contains("made for another text"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("text"), theirs);
    }

    #[test]
    fn what_would_not_load_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        let known = load_shipped().expect("sound").text;
        fs::write(&path, &*known).expect("written");
        let save = |change| save_edit(&order(&path, change), &known, AuditOptions::default());
        let error = save(FileChange::Edit(Edit::set(Target::fact("relations-cut-off"), ["date"], "soon")));
        assert!(error.expect_err("no date").contains("“soon” is not a date"));
        assert!(save(dated("nobody")).is_err());
        assert_eq!(fs::read_to_string(&path).expect("text"), *known);
        // The shipped dossier becomes a copy, which takes no other file's place.
        let copy = EditOrder { from: None, ..order(&path, dated("relations-cut-off")) };
        assert!(save_edit(&copy, &known, AuditOptions::default()).is_err());
        fs::remove_file(&path).expect("removed");
        assert!(save_edit(&copy, &known, AuditOptions::default()).is_ok());
    }
}
