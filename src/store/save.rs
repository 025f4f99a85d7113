//! Saving a file that others may save too.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::error::{Reason, WriteError};
use super::place::Place;
use super::write::{Overwrite, Written, replace};

/// How often a change is made anew on what another program has written meanwhile.
const MAX_TRIES: usize = 8;
/// How often, and how long each time, another program is waited for that saves the same file.
const LOCK_TRIES: usize = 200;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// Why a file was not changed; it is as it was.
#[derive(Debug)]
pub enum UpdateError<E> {
    /// The change itself was not possible.
    Change(E),
    /// It could not be read.
    Read(io::Error),
    /// It could not be written.
    Write(WriteError),
}

impl<E: fmt::Display> fmt::Display for UpdateError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change(error) => error.fmt(f),
            Self::Read(error) => write!(f, "the file could not be read ({error})"),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for UpdateError<E> {}

/// Writes a text to a file, provided that the file still holds what it held: the bytes whose SHA-256, in hexadecimal digits,
/// is `base`. A file that was deleted meanwhile is written again.
///
/// # Errors
///
/// [`WriteError`] as for [`write_whole`](super::write_whole); [`WriteError::is_changed`] where the file holds something else.
pub fn save(path: &Path, bytes: &[u8], base: &str) -> Result<Written, WriteError> {
    let changed = |current: Option<Vec<u8>>| match current {
        Some(current) if sha256(&current) != base => Err(()),
        Some(_) | None => Ok(bytes),
    };
    update(path, changed).map_err(|error| match error {
        UpdateError::Change(()) => WriteError::new(path, Reason::Changed),
        UpdateError::Read(error) => WriteError::new(path, Reason::from(error)),
        UpdateError::Write(error) => error,
    })
}

/// Changes a file: `change` is given what it holds, `None` where it is not there, and says what it is to hold.
///
/// Where another program has written it meanwhile, the change is made anew on that: what it wrote is not lost.
///
/// # Errors
///
/// [`UpdateError`] says why not; the file is as it was.
pub fn update<E, B: AsRef<[u8]>>(
    path: &Path,
    mut change: impl FnMut(Option<Vec<u8>>) -> Result<B, E>,
) -> Result<Written, UpdateError<E>> {
    let fail = |reason| UpdateError::Write(WriteError::new(path, reason));
    for _ in 0..MAX_TRIES {
        let Place::File { path: real, existing } = Place::of(path).map_err(fail)? else {
            return Err(fail(Reason::NotAFile));
        };
        let (overwrite, held) = match existing {
            None => (Overwrite::Refused, None),
            Some(_) => match Held::open(&real) {
                Ok(held) => (Overwrite::Allowed, Some(held)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(UpdateError::Read(error)),
            },
        };
        let current = held.as_ref().map(Held::read).transpose().map_err(UpdateError::Read)?;
        let bytes = change(current).map_err(UpdateError::Change)?;
        let is_still_so = || match &held {
            Some(held) if !held.is_still_at(&real) => Err(Reason::Changed),
            Some(_) | None => Ok(()),
        };
        let metadata = held.as_ref().map(|held| &held.metadata);
        match replace(&real, metadata, overwrite, |out| out.write_all(bytes.as_ref()), is_still_so) {
            Err(Reason::Changed | Reason::Exists) => {}
            result => return result.map_err(fail),
        }
    }
    Err(fail(Reason::Changed))
}

/// A file that is about to be changed. While it is held, no other run of this program changes it.
struct Held {
    file: File,
    metadata: Metadata,
}

impl Held {
    fn open(path: &Path) -> io::Result<Self> {
        loop {
            let file = File::open(path)?;
            if cfg!(unix) {
                wait_for(&file);
            }
            let metadata = file.metadata()?;
            // Whoever held it before may have put another in its place.
            if is_same_file(&metadata, &fs::metadata(path)?) {
                return Ok(Self { file, metadata });
            }
        }
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let length = usize::try_from(self.metadata.len()).unwrap_or(usize::MAX);
        bytes.try_reserve_exact(length.saturating_add(1)).map_err(|_no_room| io::ErrorKind::OutOfMemory)?;
        (&self.file).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether the file at a path is this one, and nobody has written to it.
    fn is_still_at(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|now| {
            is_same_file(&now, &self.metadata)
                && now.len() == self.metadata.len()
                && now.modified().ok() == self.metadata.modified().ok()
        })
    }
}

/// Waits until no other run holds a file; not for ever, since the change is checked all the same.
#[expect(clippy::disallowed_methods, reason = "a lock that is given back is told to nobody who waits for a while only")]
fn wait_for(file: &File) {
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            // Some disks have no locks.
            Ok(()) | Err(fs::TryLockError::Error(_)) => return,
        }
    }
}

#[cfg(unix)]
fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    one.created().ok() == other.created().ok()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
