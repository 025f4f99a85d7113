//! When the process is aborted: an allocation that failed, a stack that overflowed. No panic is raised then and no hook runs;
//! what is left is the line that the Rust runtime writes to standard error.
//!
//! Where nobody reads that (it is no terminal, as after a double-click), standard error leads into a file beside the log for
//! as long as the window is open. The next start finds the file of a process that is no more, and makes a report of its last
//! words. When the window closes as usual, what came in between is passed on, and the file is gone.
//!
//! The alternatives were worse: the hook for failed allocations (`std::alloc::set_alloc_error_hook`) is not stable, and an
//! allocator of our own would need `unsafe`, and could not tell a failure that is handled (`Vec::try_reserve`) from one that
//! ends the program.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use filedescriptor::{FileDescriptor, StdioDescriptor};

use super::{crash, log_file};

/// How the names of these files begin; the number of the process and `.txt` follow.
const PREFIX: &str = "stderr-";
/// How much of such a file is searched for last words, in bytes: drivers may write much.
const SEARCHED: u64 = 1 << 20;

/// Standard error leads into a file for as long as this lives.
pub(super) struct StderrFile {
    path: PathBuf,
    /// Where standard error leads to meanwhile.
    file: File,
    /// Holds the lock on the file until the process ends, however that happens. What is opened a second time is not inherited
    /// by the programs that are started here, and so is not kept locked by them.
    _lock: File,
    /// Where standard error led to before.
    original: FileDescriptor,
}

impl StderrFile {
    /// Leads standard error into a file; `None` where it is a terminal, which somebody reads, or where that cannot be done.
    pub(super) fn start() -> Option<Self> {
        if io::stderr().is_terminal() {
            return None;
        }
        Self::start_in(&log_file::folder()?)
            .inspect_err(|error| log::warn!("an abort could not be reported: {error}"))
            .ok()
    }

    fn start_in(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(format!("{PREFIX}{}.txt", std::process::id()));
        let lock = File::create(&path)?;
        lock.try_lock()?;
        let file = OpenOptions::new().read(true).append(true).open(&path)?;
        let original = FileDescriptor::redirect_stdio(&file, StdioDescriptor::Stderr).map_err(io::Error::other)?;
        Ok(Self { path, file, _lock: lock, original })
    }

    /// Lets something be said where standard error led to before.
    pub(super) fn outside(&self, say: impl FnOnce()) {
        let restored = FileDescriptor::redirect_stdio(&self.original, StdioDescriptor::Stderr);
        say();
        if restored.is_ok() {
            // Where it cannot be led into the file again, it stays where it was.
            let _ = FileDescriptor::redirect_stdio(&self.file, StdioDescriptor::Stderr);
        }
    }
}

impl Drop for StderrFile {
    fn drop(&mut self) {
        let _ = FileDescriptor::redirect_stdio(&self.original, StdioDescriptor::Stderr);
        // There is nobody left to tell where that cannot be read or written.
        if let Ok(mut written) = File::open(&self.path) {
            let _ = io::copy(&mut written, &mut self.original);
        }
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes a report of each process that was aborted.
pub(super) fn report_aborts() {
    if let Some(folder) = log_file::folder() {
        report_aborts_in(&folder);
    }
}

fn report_aborts_in(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    for path in entries {
        let process = path.file_name().and_then(|name| name.to_str()?.strip_prefix(PREFIX)?.strip_suffix(".txt"));
        let Some(process) = process else { continue };
        let Ok(file) = File::open(&path) else { continue };
        // A process that lives holds the lock.
        if file.try_lock().is_err() {
            continue;
        }
        let mut written = Vec::new();
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        // The last words are at the end, whatever a renderer has had to say before.
        let is_there = (&file).seek(SeekFrom::Start(length.saturating_sub(SEARCHED))).is_ok();
        if is_there {
            let _ = (&file).take(SEARCHED).read_to_end(&mut written);
        }
        let reported = match last_words(&String::from_utf8_lossy(&written)) {
            Some(last_words) => crash::report_abort(folder, process, &file, &last_words),
            None => Ok(()),
        };
        // What could not be reported is tried again the next time.
        if reported.is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// What the runtime, or the renderer in software, has written before it aborted; none of it quotes a dossier.
fn last_words(written: &str) -> Option<String> {
    let is_last = |line: &&str| {
        line.starts_with("memory allocation of ")
            || line.starts_with("fatal runtime error: ")
            || (line.starts_with("thread '") && line.ends_with("has overflowed its stack"))
            || line.starts_with("LLVM ERROR: out of memory")
    };
    let lines: Vec<&str> = written.lines().filter(is_last).collect();
    let is_memory = lines.iter().any(|line| line.contains("memory"));
    let advice =
        is_memory.then_some("there was not enough memory for what was open; close other programs, or open less");
    (!lines.is_empty()).then(|| lines.into_iter().chain(advice).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_are_found_among_others() {
        let written = "libEGL warning: no\n\nmemory allocation of 4294967296 bytes failed\n";
        let words = last_words(written).expect("it was aborted");
        assert!(
            words.starts_with("memory allocation of 4294967296 bytes failed; there was not enough memory"),
            "{words}"
        );
        let written = "\nthread 'main' (12) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n";
        let words = "thread 'main' (12) has overflowed its stack; fatal runtime error: stack overflow, aborting";
        assert_eq!(last_words(written).as_deref(), Some(words));
        assert_eq!(last_words("thread 'main' panicked at x.rs:1:2:\nfailed\n"), None);
        assert_eq!(last_words(""), None);
    }

    #[test]
    fn a_process_that_lives_is_not_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("stderr-7.txt");
        let is_reported = || crash::latest_in(folder.path()).is_some();
        let chatter = "libEGL warning: no\n".repeat(1 << 17);
        fs::write(&path, chatter + "memory allocation of 12 bytes failed\n").expect("written");
        fs::write(folder.path().join("stderr-8.txt"), "libEGL warning: no\n").expect("written");
        let living = File::open(&path).expect("opened");
        living.try_lock().expect("locked");
        report_aborts_in(folder.path());
        assert!(path.is_file() && !is_reported());
        assert!(!folder.path().join("stderr-8.txt").exists(), "there is nothing to report of it");
        drop(living);
        report_aborts_in(folder.path());
        let (report, text) = crash::latest_in(folder.path()).expect("a report");
        assert!(!path.exists() && report.to_string_lossy().ends_with("-7.txt"), "{report:?}");
        assert!(text.contains("What: memory allocation of 12 bytes failed; "), "{text}");
    }

    #[test]
    fn a_process_that_has_a_report_already_has_no_second_one() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("crash-2026-01-01-10-00-00-7.txt"), "What: a panic\n").expect("written");
        fs::write(folder.path().join("stderr-7.txt"), "memory allocation of 12 bytes failed\n").expect("written");
        report_aborts_in(folder.path());
        let names: Vec<_> =
            fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("").path()).collect();
        let text = fs::read_to_string(&names[0]).expect("a report");
        assert!(
            names.len() == 1 && text.starts_with("What: a panic\n\nThen: memory allocation of 12"),
            "{names:?} {text}"
        );
    }
}
