//! Notices that a file has changed on disk. While nothing changes, nothing runs: the system tells, nobody asks.

#![expect(clippy::disallowed_types, reason = "when a file was written is compared with itself, and goes nowhere")]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};

/// A file is read when nothing has been written to it for so long.
const SETTLED: Duration = Duration::from_millis(200);

/// Watches one file for as long as it is kept.
pub(super) struct Watch {
    _watcher: notify::RecommendedWatcher,
}

/// What can be seen of a file without reading it: where neither differs, it has not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<std::time::SystemTime>,
    length: u64,
}

impl Stamp {
    /// That of a file; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { modified: metadata.modified().ok(), length: metadata.len() })
    }
}

impl Watch {
    /// Calls `tell`, on a thread of its own, each time the file has changed, was put in its place, or is gone.
    ///
    /// The folder is watched, since most programs save by putting a new file in the place of the old one; for a link,
    /// that of the link and that of the file.
    ///
    /// # Errors
    ///
    /// Where the system cannot watch the folder.
    pub(super) fn new(path: &Path, tell: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let mut files = vec![path.to_owned()];
        files.extend(fs::canonicalize(path).ok().filter(|real| real != path));
        let names: Vec<OsString> = files.iter().filter_map(|file| file.file_name()).map(OsString::from).collect();
        let (tell_changed, changes) = channel::<()>();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| concerns(&event, &names)) {
                // Where nobody listens any more, the watcher is about to end too.
                let _ = tell_changed.send(());
            }
        })?;
        let mut folders: Vec<PathBuf> = files.iter().filter_map(|file| file.parent()).map(Path::to_owned).collect();
        folders.dedup();
        for folder in &folders {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        std::thread::spawn(move || {
            while changes.recv().is_ok() {
                // A file that is still being written is left alone.
                loop {
                    match changes.recv_timeout(SETTLED) {
                        Ok(()) => {}
                        Err(RecvTimeoutError::Timeout) => break,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
                tell();
            }
        });
        Ok(Self { _watcher: watcher })
    }
}

/// Whether something was done to one of the files, apart from reading it.
fn concerns(event: &Event, names: &[OsString]) -> bool {
    !event.kind.is_access()
        && event.paths.iter().any(|path| path.file_name().is_some_and(|name| names.iter().any(|known| known == name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    /// Does something beside a watched file, and says whether the watch told of it.
    fn is_told(change: impl FnOnce(&Path)) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.dossier.json");
        fs::write(&path, "1").expect("written");
        let (told, hears) = channel();
        let _watch = Watch::new(&path, move || assert!(told.send(()).is_ok())).expect("watched");
        change(&path);
        // What is not to be told is followed by something that is.
        let is_first = hears.recv_timeout(Duration::from_millis(800)).is_ok();
        if !is_first {
            fs::write(&path, "end").expect("written");
            hears.recv_timeout(LONG).expect("the watch works");
        }
        is_first
    }

    #[test]
    fn writing_replacing_and_removing_a_file_is_told() {
        assert!(is_told(|path| fs::write(path, "2").expect("written")));
        assert!(is_told(|path| fs::remove_file(path).expect("removed")));
        assert!(is_told(|path| {
            let beside = path.with_extension("tmp");
            fs::write(&beside, "3").expect("written");
            fs::rename(&beside, path).expect("moved");
        }));
    }

    #[test]
    fn reading_it_and_writing_others_is_not() {
        assert!(!is_told(|path| assert_eq!(fs::read(path).expect("read"), b"1")));
        assert!(!is_told(|path| fs::write(path.with_file_name("other.json"), "2").expect("written")));
    }
}
