//! Writing a file whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::error::{Reason, WriteError};
use super::keep::{NotKept, take_over};
use super::place::Place;
use super::{descriptor, temporary};

/// Whether a file that is there already may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Allowed,
    /// It stays, and writing fails.
    Refused,
}

impl Overwrite {
    /// Allowed where somebody asked for it.
    #[must_use]
    pub const fn allowed_if(is_asked_for: bool) -> Self {
        if is_asked_for { Self::Allowed } else { Self::Refused }
    }
}

/// A file was written.
#[must_use]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What of the file that it replaced could not be kept, apart from what was in it.
    pub not_kept: Vec<NotKept>,
}

impl Written {
    /// What could not be kept, in a sentence without its full stop; `None` where all was.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let parts: Vec<String> = self.not_kept.iter().map(ToString::to_string).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// Writes a file so that it appears with all of its bytes or not at all.
///
/// The bytes go into a temporary file beside it, which then takes its place in one step. A link is followed. A file that is
/// replaced keeps its mode, and its owner and extended attributes where the system lets it; [`Written`] says where not. A
/// character device, a pipe and what the program was started with (`/dev/stdout`) are written to.
///
/// # Errors
///
/// [`WriteError`] says why not. The old file, if there was one, is as it was, and no temporary file is left.
pub fn write_whole(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<Written, WriteError> {
    write_whole_with(path, overwrite, |out| out.write_all(bytes))
}

/// The same for what need not be in memory all at once: `content` writes it piece by piece.
///
/// # Errors
///
/// As for [`write_whole`]; an error of `content` is one of them.
pub fn write_whole_with(
    path: &Path,
    overwrite: Overwrite,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Written, WriteError> {
    let place = Place::of(path).map_err(|reason| WriteError::new(path, reason))?;
    let written = match place {
        Place::File { path, existing } => replace(&path, existing.as_ref(), overwrite, content, || Ok(())),
        Place::Channel(path) => {
            fs::OpenOptions::new().write(true).open(path).map_err(Reason::from).and_then(|channel| {
                put(channel, content)?;
                Ok(Written::default())
            })
        }
        Place::Descriptor(number) => descriptor::open(number).map_err(Reason::from).and_then(|file| {
            put(file, content)?;
            Ok(Written::default())
        }),
    };
    written.map_err(|reason| WriteError::new(path, reason))
}

/// Puts a file into its place: `path` has no links in it, and `existing` is what is there. `is_still_so` is asked last of
/// all, when the new file is ready.
pub(super) fn replace(
    path: &Path,
    existing: Option<&fs::Metadata>,
    overwrite: Overwrite,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    is_still_so: impl FnOnce() -> Result<(), Reason>,
) -> Result<Written, Reason> {
    if existing.is_some() && overwrite == Overwrite::Refused {
        return Err(Reason::Exists);
    }
    if existing.is_some_and(|existing| existing.permissions().readonly()) {
        return Err(Reason::Protected);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    temporary::remove_leftovers(folder);
    let file = temporary::create(folder, existing.is_some())?;
    let not_kept = existing.map(|existing| take_over(file.as_file(), existing, path)).transpose()?.unwrap_or_default();
    put(file.as_file(), content)?;
    file.as_file().sync_all()?;
    is_still_so()?;
    match overwrite {
        Overwrite::Allowed => file.persist(path).map_err(|error| error.error)?,
        Overwrite::Refused => file.persist_noclobber(path).map_err(|error| error.error)?,
    };
    // The new name itself must outlive a power cut too. Not every system lets a folder be opened; the file stands anyway.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(Written { not_kept })
}

/// Writes the content to the end; small pieces are gathered.
fn put(out: impl Write, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER_BYTES, out);
    content(&mut out)?;
    out.flush()
}

/// How much is gathered before it is written, in bytes.
pub(super) const BUFFER_BYTES: usize = 1 << 16;
