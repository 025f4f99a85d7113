//! When the program stops by itself: a report is written, with nothing of any dossier in it, and offered at the next
//! start.

use std::any::Any;
use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::log_file;

/// How the names of reports begin that nobody has seen yet.
const NEW: &str = "crash-";
/// How the names of those begin that were seen and kept.
const KEPT: &str = "kept-crash-";
/// How many of the last actions are told.
const MAX_ACTIONS: usize = 40;

/// What a report says that is known before anything happens.
#[derive(Clone, Debug, Default)]
pub(super) struct CrashContext(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    renderer: String,
    actions: VecDeque<&'static str>,
}

impl CrashContext {
    /// Notes what draws the window.
    pub(super) fn note_renderer(&self, renderer: &str) {
        renderer.clone_into(&mut self.known().renderer);
    }

    /// Notes what kind of thing was done; never what it was done with.
    pub(super) fn note_action(&self, name: &'static str) {
        let actions = &mut self.known().actions;
        if actions.len() == MAX_ACTIONS {
            actions.pop_front();
        }
        actions.push_back(name);
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        // Whoever held it and stopped has left it sound: there is nothing in it that belongs together.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From now on, a report is written whenever a part of the program stops by itself.
pub(super) fn install_panic_hook(crash_context: &CrashContext) {
    let crash_context = crash_context.clone();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let text = report(info, &crash_context.known(), &Backtrace::force_capture());
        if let Some(folder) = log_file::folder() {
            // There is nobody left to tell where it cannot be written.
            let _ = write(&folder, &log_file::now(), &std::process::id().to_string(), &text);
        }
        log::error!("stopped by itself at {}", place(info));
        before(info);
    }));
}

fn write(folder: &Path, when: &str, process: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join(format!("{NEW}{}-{process}.txt", when.replace([' ', ':'], "-"))), text)
}

/// Makes a report of a process that was aborted, by the file of its last words; where it panicked before that, and so has a
/// report, they are added there.
pub(super) fn report_abort(folder: &Path, process: &str, file: &File, last_words: &str) -> io::Result<()> {
    let is_of_process = |path: &PathBuf| path.to_string_lossy().ends_with(&format!("-{process}.txt"));
    if let Some(path) = unseen_in(folder).into_iter().rfind(is_of_process) {
        let report = File::options().append(true).open(path);
        return report.and_then(|mut report| writeln!(report, "\nThen: {last_words}"));
    }
    let modified = jiff::Timestamp::try_from(file.metadata()?.modified()?).map_err(io::Error::other)?;
    let when = log_file::time_text(&modified.to_zoned_datetime(jiff::tz::TimeZone::system()));
    let lines = [("When", when.clone()), ("System", system()), ("What", last_words.to_owned())];
    write(folder, &when, process, &text(lines))
}

fn report(info: &PanicHookInfo<'_>, known: &Known, backtrace: &Backtrace) -> String {
    let thread = std::thread::current();
    let actions = known.actions.iter().copied().collect::<Vec<_>>().join(", ");
    let lines = [
        ("When", log_file::now()),
        ("System", system()),
        ("Drawn by", known.renderer.clone()),
        ("Where", format!("{}, thread {}", place(info), thread.name().unwrap_or("without a name"))),
        ("What", message(info.payload()).to_owned()),
        ("Last actions", actions),
    ];
    format!("{}\n{backtrace}", text(lines))
}

fn text<const N: usize>(lines: [(&str, String); N]) -> String {
    let mut text = format!("Attaché {} stopped by itself.\n\n", env!("CARGO_PKG_VERSION"));
    for (label, words) in lines {
        let _ = writeln!(text, "{label}: {words}");
    }
    text
}

fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(|| "a place not known".to_owned(), ToString::to_string)
}

/// The message, where it is written in the program; one that was put together may quote a dossier.
fn message(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<&'static str>().copied().unwrap_or("left out, since it may quote the dossier")
}

/// The latest report that nobody has seen yet, with its text.
pub(super) fn latest() -> Option<(PathBuf, String)> {
    latest_in(&log_file::folder()?)
}

/// How many reports nobody has dealt with yet: so often the program has stopped since somebody did.
pub(super) fn unseen() -> usize {
    log_file::folder().map_or(0, |folder| unseen_in(&folder).len())
}

/// The reports that nobody has seen yet, the latest last.
fn unseen_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_new = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NEW));
    let mut found: Vec<PathBuf> = entries.filter(is_new).collect();
    // Their names have the time in them.
    found.sort();
    found
}

pub(super) fn latest_in(folder: &Path) -> Option<(PathBuf, String)> {
    let path = unseen_in(folder).pop()?;
    let text = fs::read_to_string(&path).ok()?;
    Some((path, text))
}

/// Keeps a report, and offers neither it nor an earlier one again.
pub(super) fn keep(path: &Path) {
    while let Some((seen, _)) = path.parent().and_then(latest_in) {
        let name = seen.file_name().unwrap_or_default().to_string_lossy().replacen(NEW, KEPT, 1);
        // What cannot be renamed would be found again for ever.
        if fs::rename(&seen, seen.with_file_name(name)).is_err() {
            return;
        }
    }
}

/// Deletes every report that was not kept.
pub(super) fn delete(path: &Path) {
    while let Some((seen, _)) = path.parent().and_then(latest_in) {
        if fs::remove_file(&seen).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_may_quote_a_dossier_is_left_out() {
        let written: Box<dyn Any + Send> = Box::new("index out of bounds");
        let put_together: Box<dyn Any + Send> = Box::new(format!("no {}", "secret"));
        assert_eq!(message(&*written), "index out of bounds");
        assert!(!message(&*put_together).contains("secret"));
    }

    #[test]
    fn the_latest_report_is_offered_until_it_is_kept_or_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str| fs::write(folder.path().join(name), name).expect("written");
        assert_eq!(latest_in(folder.path()), None);
        write("crash-2026-01-01-10-00-00-1.txt");
        write("crash-2026-01-02-10-00-00-1.txt");
        write("attache.log");
        let (path, text) = latest_in(folder.path()).expect("a report");
        assert_eq!((text.as_str(), unseen_in(folder.path()).len()), ("crash-2026-01-02-10-00-00-1.txt", 2));
        keep(&path);
        assert_eq!(latest_in(folder.path()), None);
        assert!(folder.path().join("kept-crash-2026-01-02-10-00-00-1.txt").is_file());
        write("crash-2026-01-03-10-00-00-1.txt");
        delete(&latest_in(folder.path()).expect("a report").0);
        assert_eq!((latest_in(folder.path()), folder.path().join("attache.log").is_file()), (None, true));
    }

    #[test]
    fn only_the_last_actions_are_told() {
        let crash_context = CrashContext::default();
        for _ in 0..MAX_ACTIONS {
            crash_context.note_action("zoom");
        }
        crash_context.note_action("select");
        let known = crash_context.known();
        assert_eq!((known.actions.len(), known.actions.back()), (MAX_ACTIONS, Some(&"select")));
    }
}
