//! The recovery file of a window: what it has not saved, appended to after each change, and found again where it was killed.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::edit::Journal;

/// What the names of recovery files begin and end with.
const PREFIX: &str = "unsaved-";
const SUFFIX: &str = ".ndjson";
/// What the name of one begins with that could not be restored in full.
const SET_ASIDE: &str = "not-restored-";
/// A file in which so much was typed is written anew, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// How often another window may take away a file that was just made.
const MAX_TRIES: usize = 16;

/// What one window has not saved, in a file that is locked for as long as the window lives.
pub struct RecoveryFile {
    folder: PathBuf,
    current: Option<Current>,
}

struct Current {
    file: File,
    path: PathBuf,
    /// The first line and the edits, as they were written.
    lines: Vec<String>,
    draft: String,
    bytes: usize,
}

/// A recovery file that a killed window has left, locked for as long as it is kept: no other window offers it.
pub struct LeftRecovery {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
    _file: File,
}

impl RecoveryFile {
    /// None yet; one is made in a folder when there is something to keep.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, current: None }
    }

    /// Keeps what is not saved; where there is nothing, the file goes. What is new is appended; where something was taken
    /// back, a new file takes the place of the old one, which goes last.
    ///
    /// # Errors
    ///
    /// Those of the system; what was kept before still is.
    pub fn keep(&mut self, journal: Option<&Journal>) -> io::Result<()> {
        let Some((journal, head)) = journal.and_then(|journal| Some((journal, journal.head.as_ref()?))) else {
            return self.current.take().map_or(Ok(()), Current::remove);
        };
        let text = Journal::text(head, journal.edits.iter().map(|(_, edit)| edit));
        let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let draft = Journal::draft_line(journal.draft.as_ref());
        match &mut self.current {
            Some(current) if current.bytes < MOST_BYTES && lines.starts_with(&current.lines) => {
                current.append(&lines, &draft)
            }
            _ => {
                let mut new = Current::create(&self.folder)?;
                new.append(&lines, &draft)?;
                self.current.replace(new).map_or(Ok(()), Current::remove)
            }
        }
    }
}

impl Current {
    fn create(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        for _ in 0..MAX_TRIES {
            let (file, path) = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?.keep()?;
            // Where a disk has no locks, a file is offered by every window.
            let is_ours = !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) && path.exists();
            if is_ours {
                return Ok(Self { file, path, lines: Vec::new(), draft: Journal::draft_line(None), bytes: 0 });
            }
        }
        Err(io::Error::other("another program takes its files away"))
    }

    /// Writes what is new, to the disk.
    fn append(&mut self, lines: &[String], draft: &str) -> io::Result<()> {
        let mut new = lines[self.lines.len()..].concat();
        if self.draft != draft {
            new.push_str(draft);
        }
        if new.is_empty() {
            return Ok(());
        }
        self.file.write_all(new.as_bytes())?;
        self.file.sync_data()?;
        self.bytes += new.len();
        self.lines = lines.to_vec();
        draft.clone_into(&mut self.draft);
        Ok(())
    }

    fn remove(self) -> io::Result<()> {
        drop(self.file);
        fs::remove_file(self.path)
    }
}

impl LeftRecovery {
    /// Those of a folder, in the order of their names; what a window that lives is writing to is locked, and is not among them.
    #[must_use]
    pub fn all_in(folder: &Path) -> Vec<Self> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
        });
        paths.sort();
        paths.into_iter().filter_map(Self::of).collect()
    }

    fn of(path: PathBuf) -> Option<Self> {
        let file = File::options().read(true).write(true).open(&path).ok()?;
        if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return None;
        }
        let bytes = fs::read(&path).ok()?;
        if bytes.is_empty() {
            // It was made, and nothing was written to it.
            let _ = fs::remove_file(&path);
            return None;
        }
        // Where the power was cut, the last line may be anything.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Some(Self { path, text, _file: file })
    }

    /// Removes it; it is no fault where it is gone already.
    pub fn remove(self) {
        let Self { path, _file: file, .. } = self;
        drop(file);
        let _ = fs::remove_file(path);
    }

    /// Gives it a name under which it is offered no more, and says which.
    ///
    /// # Errors
    ///
    /// Those of the system.
    pub fn set_aside(self) -> io::Result<PathBuf> {
        let Self { path, _file: file, .. } = self;
        drop(file);
        let name = path.file_name().map(|name| name.to_string_lossy().replacen(PREFIX, SET_ASIDE, 1));
        let aside = path.with_file_name(name.unwrap_or_default());
        fs::rename(&path, &aside)?;
        Ok(aside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Edit, JournalHead, Json, Target};

    fn journal(notes: &[&str], draft: Option<Json>) -> Journal {
        let edit = |note: &&str| Edit::set(Target::fact("a"), ["note"], *note);
        let edits = notes.iter().map(edit).enumerate().map(|(place, edit)| (place + 2, edit)).collect();
        Journal { head: Some(JournalHead::new("0f", None)), edits, draft, is_cut: false }
    }

    fn files(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| fs::read_to_string(entry.path()).expect("text")).collect()
    }

    #[test]
    fn what_is_new_is_appended_and_what_is_taken_back_is_written_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = RecoveryFile::new(folder.path().join("below"));
        let mut check = |journal: &Journal, lines: usize| {
            kept.keep(Some(journal)).expect("kept");
            let [text] = &files(&folder.path().join("below"))[..] else { panic!("one file") };
            assert_eq!(text.lines().count(), lines, "{text}");
            assert_eq!(Journal::parse(text).as_ref(), Ok(journal));
        };
        check(&journal(&["one"], None), 2);
        check(&journal(&["one", "two"], None), 3);
        check(&journal(&["one"], None), 2);
        check(&journal(&["other"], None), 2);
        let typed = journal(&["other"], Some(Json::from("so")));
        check(&typed, 3);
        check(&journal(&["other"], Some(Json::from("so it"))), 4);
        kept.keep(None).expect("gone");
        assert_eq!(files(&folder.path().join("below")), Vec::<String>::new());
    }

    #[test]
    fn what_is_left_is_found_by_one_window_and_what_is_written_by_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut kept = RecoveryFile::new(folder.path().to_owned());
        kept.keep(Some(&journal(&["one"], None))).expect("kept");
        assert_eq!(LeftRecovery::all_in(folder.path()).len(), 0, "its window lives");
        drop(kept);
        fs::write(folder.path().join("unsaved-empty.ndjson"), "").expect("written");
        fs::write(folder.path().join("session.json"), "{}").expect("written");
        let mut left = LeftRecovery::all_in(folder.path());
        assert_eq!(left.len(), 1);
        assert_eq!(LeftRecovery::all_in(folder.path()).len(), 0, "another window offers it");
        let aside = left.remove(0).set_aside().expect("renamed");
        assert!(aside.exists() && LeftRecovery::all_in(folder.path()).is_empty());
    }
}
