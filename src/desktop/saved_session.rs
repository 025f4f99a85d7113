//! What is remembered from one session to the next.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::{Settings, View};
use crate::store::{Overwrite, write_whole};

/// What is remembered from one session to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SavedSession {
    /// What was chosen once for all dossiers.
    pub(super) settings: Settings,
    /// The file that was open; `None` for the shipped dossier.
    pub(super) file: Option<PathBuf>,
    /// How it was looked at.
    pub(super) view: View,
}

/// The environment variable that names another folder for the memory.
const FOLDER_VARIABLE: &str = "ATTACHE_CONFIG_DIR";
const FILE_NAME: &str = "session.json";

/// Where the memory lies, on a platform that has a place for it.
pub(super) fn path() -> Option<PathBuf> {
    let folder =
        chosen_folder().or_else(|| Some(directories::ProjectDirs::from("", "", "attache")?.config_dir().to_owned()));
    Some(folder?.join(FILE_NAME))
}

/// The folder that was named in the place of the usual ones.
pub(super) fn chosen_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from)
}

impl SavedSession {
    /// What of it a start may trust after so many crashes that nobody has dealt with: what has brought the program down
    /// twice might do so for ever.
    pub(super) fn after_crashes(self, crashes: usize) -> Self {
        match crashes {
            0 | 1 => self,
            2 => Self { view: View::default(), ..self },
            _ => Self { settings: self.settings, ..Self::default() },
        }
    }

    /// What is to be written where other windows may have written too, since `before`: of the files that were open,
    /// none is lost to another window.
    pub(super) fn joined(&self, before: &Self, on_disk: &Self) -> Self {
        let (ours, theirs) = (&self.settings.recent_files, &on_disk.settings.recent_files);
        let mut joined = self.clone();
        if *ours == before.settings.recent_files {
            joined.settings.recent_files.clone_from(theirs);
        } else if !ours.is_empty() {
            for path in theirs.iter().rev().filter(|path| !ours.contains(path)) {
                joined.settings.remember_file(path.clone());
            }
            for path in ours.iter().rev() {
                joined.settings.remember_file(path.clone());
            }
        }
        joined
    }
}

/// Reads the memory; a damaged one is dropped, with a sentence on what happened.
pub(super) fn read(path: &Path) -> (SavedSession, Option<String>) {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return (SavedSession::default(), None),
        Err(error) => return (SavedSession::default(), Some(dropped(path, &error))),
    };
    match serde_json::from_str(&text) {
        Ok(SavedSession { settings, file, view }) => {
            (SavedSession { settings: settings.sound(), file, view: view.sound() }, None)
        }
        Err(error) => (SavedSession::default(), Some(dropped(path, &error))),
    }
}

/// Writes the memory; the error is a sentence for people.
pub(super) fn write(path: &Path, memory: &SavedSession) -> Result<(), String> {
    let explain =
        |error: &dyn std::fmt::Display| format!("The layout could not be remembered in {}: {error}.", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| explain(&error))?;
    }
    let text = serde_json::to_vec_pretty(memory).map_err(|error| explain(&error))?;
    write_whole(path, &text, Overwrite::Allowed).map(drop).map_err(|error| explain(&error))
}

fn dropped(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("What was remembered of the last session could not be read and was dropped ({}: {error}).", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_survives_the_round_trip() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("below").join(FILE_NAME);
        let mut memory = SavedSession::default();
        memory.settings.text_scale = 1.25;
        memory.view.timeline = Some(crate::app::Span::of_years(1960, 1970));
        memory.file = Some("/some/where.dossier.json".into());
        write(&path, &memory).expect("written");
        assert_eq!(read(&path), (memory, None));
    }

    #[test]
    fn a_damaged_memory_is_dropped_with_a_notice() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE_NAME);
        for damaged in ["", "{", "{\"view\": {\"timeline\": 3}}", "3", "\u{0}"] {
            fs::write(&path, damaged).expect("written");
            let (memory, notice) = read(&path);
            assert_eq!(memory, SavedSession::default());
            assert!(notice.is_some_and(|notice| notice.contains("dropped")), "{damaged}");
        }
    }

    #[test]
    fn a_number_that_nobody_could_have_chosen_is_not_taken_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE_NAME);
        let read_of = |settings: &str, view: &str| {
            fs::write(&path, format!(r#"{{"settings": {{{settings}}}, "view": {{{view}}}}}"#)).expect("written");
            let (memory, notice) = read(&path);
            assert_eq!(notice, None, "{settings} {view}");
            memory
        };
        for scale in ["1e30", "-1", "0", "3", "1e39"] {
            assert_eq!(read_of(&format!(r#""text_scale": {scale}"#), ""), SavedSession::default(), "{scale}");
        }
        assert!((read_of(r#""text_scale": 2.0"#, "").settings.text_scale - 2.0).abs() < f32::EPSILON);
        for sides in [(-5.0, 700.0), (0.0, 0.0), (900.0, 1e30)] {
            let window = format!(r#""window": {{"width": {}, "height": {}, "is_maximised": false}}"#, sides.0, sides.1);
            assert_eq!(read_of(&window, ""), SavedSession::default(), "{sides:?}");
        }
        assert_eq!(read_of(r#""stale_after_years": 0"#, "").settings.stale_after_years, 1);
        assert_eq!(read_of("", r#""value_range": [5, -5]"#), SavedSession::default());
        assert!(read_of("", r#""split": -3"#).view.split.is_some_and(|share| (0.1..0.2).contains(&share)));
        assert_eq!(read_of(r#""panels": {"list": -3, "detail": 1e30}"#, ""), SavedSession::default());
        let size = r#""export_size": {"width": 0, "height": 1, "dpi": 96, "unit": "pixels", "type_percent": 100}"#;
        assert_eq!(read_of(size, ""), SavedSession::default());
    }

    #[test]
    fn what_another_window_has_opened_stays_in_the_list() {
        let recent = |names: &[&str]| {
            let mut memory = SavedSession::default();
            memory.settings.recent_files = names.iter().map(PathBuf::from).collect();
            memory
        };
        let joined = |ours: &[&str], before: &[&str], theirs: &[&str]| {
            recent(ours).joined(&recent(before), &recent(theirs)).settings.recent_files
        };
        assert_eq!(joined(&["b", "a"], &["a"], &["c", "a"]), recent(&["b", "a", "c"]).settings.recent_files);
        assert_eq!(joined(&["a"], &["a"], &["c", "a"]), recent(&["c", "a"]).settings.recent_files);
        assert_eq!(joined(&[], &["a"], &["c", "a"]), recent(&[]).settings.recent_files, "a cleared list stays so");
    }

    #[test]
    fn what_may_have_brought_the_program_down_is_not_tried_for_ever() {
        let mut memory = SavedSession { file: Some("/some/where.dossier.json".into()), ..SavedSession::default() };
        memory.view.is_locked = true;
        memory.settings.text_scale = 1.5;
        assert_eq!(memory.clone().after_crashes(1), memory);
        let second = memory.clone().after_crashes(2);
        assert_eq!((second.view, second.file.is_some()), (View::default(), true));
        let third = memory.clone().after_crashes(3);
        assert_eq!((third.view, third.file, third.settings), (View::default(), None, memory.settings));
    }

    #[test]
    fn a_missing_memory_is_nothing_to_speak_of() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read(&folder.path().join(FILE_NAME)), (SavedSession::default(), None));
    }
}
