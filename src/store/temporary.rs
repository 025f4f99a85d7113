//! The file beside the target that a new text is written to, and what is left of such files where a run was killed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// What the names of such files begin and end with.
const PREFIX: &str = ".attache-";
const SUFFIX: &str = ".part";
/// How often another program may take away a file that was just made.
const MAX_TRIES: usize = 16;

/// An empty file in a folder, locked for as long as it is written to: one that is not locked is a leftover.
///
/// One that is to replace another can be read by nobody else until it is told who may; a new one has the usual mode.
pub(super) fn create(folder: &Path, is_replacement: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The process's mask takes away what it must.
        builder.permissions(fs::Permissions::from_mode(if is_replacement { 0o600 } else { 0o666 }));
    }
    #[cfg(not(unix))]
    let _ = is_replacement;
    for _ in 0..MAX_TRIES {
        let file = builder.tempfile_in(folder)?;
        // Where a disk has no locks, nothing is cleaned up either.
        let _ = file.as_file().lock();
        // Between being made and being locked it looked like a leftover.
        if file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::Error::other("another program takes its files away"))
}

/// Removes what killed runs of this user have left in a folder. What another run is writing to is locked, and stays.
pub(super) fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            remove_leftover(&entry.path());
        }
    }
}

/// Removes a file that nobody has locked; it is no fault where that is not permitted.
fn remove_leftover(path: &Path) {
    if let Ok(file) = File::open(path)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
    }
}
