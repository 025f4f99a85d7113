//! The log: one file with what the program and what it is made of have to say, and nothing of any dossier.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use log::{Level, LevelFilter, Log, Metadata, Record};

use super::saved_session;

const FILE_NAME: &str = "attache.log";
/// What a full log is renamed to; the one before is lost.
const OLD_NAME: &str = "attache.log.1";
/// The length from which on a log is full, in bytes.
const FULL: u64 = 512 << 10;
/// The part of the program whose words are all kept; of others only warnings and errors are.
const OWN: &str = "attache";

/// Where logs and reports are kept, on a platform that has a place for them.
pub(super) fn folder() -> Option<PathBuf> {
    if let Some(folder) = saved_session::chosen_folder() {
        return Some(folder);
    }
    let folders = directories::ProjectDirs::from("", "", "attache")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// Begins to write the log, and returns its path; `None` where none can be written.
pub(super) fn start() -> Option<PathBuf> {
    let path = folder()?.join(FILE_NAME);
    let file = open(&path).ok()?;
    log::set_boxed_logger(Box::new(Journal { file: Mutex::new(file) })).ok()?;
    log::set_max_level(LevelFilter::Info);
    Some(path)
}

fn open(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() > FULL) {
        fs::rename(path, path.with_file_name(OLD_NAME))?;
    }
    // Several windows write to one log, each line whole.
    OpenOptions::new().create(true).append(true).open(path)
}

/// Now, in the time zone of the machine, as it stands in logs and reports.
pub(super) fn now() -> String {
    time_text(&jiff::ZonedDateTime::now())
}

/// A time as it stands in logs and reports.
pub(super) fn time_text(time: &jiff::ZonedDateTime) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

struct Journal {
    file: Mutex<File>,
}

impl Log for Journal {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= Level::Warn || metadata.target().starts_with(OWN)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = format!("{} {:5} {}: {}\n", now(), record.level(), record.target(), record.args());
        if let Ok(mut file) = self.file.lock() {
            // A disk that is full is no reason to stop.
            let _ = file.write_all(line.as_bytes());
        }
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_log_makes_room_and_the_one_before_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("below").join(FILE_NAME);
        let journal = Journal { file: Mutex::new(open(&path).expect("opened")) };
        let record = |target: &str, level| {
            journal.log(&Record::builder().target(target).level(level).args(format_args!("words")).build());
        };
        record("attache::window", Level::Info);
        record("winit", Level::Info);
        record("winit", Level::Warn);
        let text = fs::read_to_string(&path).expect("written");
        let lines: Vec<&str> = text.lines().map(|line| &line[20..]).collect();
        assert_eq!(lines, ["INFO  attache::window: words", "WARN  winit: words"]);
        #[expect(clippy::cast_possible_truncation, reason = "half a million")]
        fs::write(&path, "x".repeat(FULL as usize + 1)).expect("written");
        drop(open(&path).expect("opened"));
        assert_eq!(fs::metadata(&path).expect("there").len(), 0);
        assert!(path.with_file_name(OLD_NAME).is_file());
    }
}
