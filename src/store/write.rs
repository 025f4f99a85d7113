//! Writing a file whole or not at all.

use std::fmt;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Whether a file that is there already may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Allowed,
    /// It stays, and writing fails.
    Refused,
}

/// Why a file was not written; what was there before is untouched.
#[derive(Debug)]
pub struct WriteError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Exists,
    IsFolder,
    NoFolder,
    NotPermitted,
    Protected,
    DiskFull,
    Other(io::Error),
}

impl WriteError {
    /// Whether the only obstacle is that the file is there already.
    #[must_use]
    pub const fn is_exists(&self) -> bool {
        matches!(self.reason, Reason::Exists)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Exists => write!(f, "{path} is there already; choose another name, or say that it may be replaced"),
            Reason::IsFolder => write!(f, "{path} is a folder; add the name of a file"),
            Reason::NoFolder => write!(f, "the folder of {path} does not exist; make it, or choose another"),
            Reason::NotPermitted => write!(f, "writing {path} is not permitted; choose a folder of yours"),
            Reason::Protected => write!(f, "{path} is write-protected; choose another name, or lift the protection"),
            Reason::DiskFull => write!(f, "the disk is full; {path} was not written; make room and try again"),
            Reason::Other(error) => write!(f, "{path} could not be written: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

/// Writes a file so that it appears with all of its bytes or not at all.
///
/// The bytes go into a temporary file beside it, which then takes its place in one step. A link is followed; a file
/// that is replaced keeps its permissions.
///
/// # Errors
///
/// [`WriteError`] says why not. The old file, if there was one, is as it was, and no temporary file is left.
pub fn write_whole(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), WriteError> {
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
) -> Result<(), WriteError> {
    let fail = |error: io::Error| WriteError { path: path.to_owned(), reason: Reason::of(error) };
    // Asked before links are resolved: what stands behind `/dev/stdout` may have no name of its own.
    let existing = fs::metadata(path).ok();
    let is_channel = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(WriteError { path: path.to_owned(), reason: Reason::IsFolder });
    }
    if existing.as_ref().is_some_and(|existing| is_channel || !existing.is_file()) {
        // A device or a pipe cannot be replaced, only written to.
        let channel = fs::OpenOptions::new().write(true).open(path).map_err(fail)?;
        return written(channel, content).map_err(fail);
    }
    let target = target(path).map_err(fail)?;
    if existing.is_some() && overwrite == Overwrite::Refused {
        return Err(WriteError { path: path.to_owned(), reason: Reason::Exists });
    }
    if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
        return Err(WriteError { path: path.to_owned(), reason: Reason::Protected });
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".attache-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: the process's mask takes away what it must.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder).map_err(fail)?;
    written(file.as_file(), content).map_err(fail)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions()).map_err(fail)?;
    }
    file.as_file().sync_all().map_err(fail)?;
    match overwrite {
        Overwrite::Allowed => file.persist(&target).map_err(|error| fail(error.error))?,
        Overwrite::Refused => file.persist_noclobber(&target).map_err(|error| fail(error.error))?,
    };
    // The new name itself must outlive a power cut too. Not every system lets a folder be opened; the file stands anyway.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes the content to the end; small pieces are gathered.
fn written(out: impl Write, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER_BYTES, out);
    content(&mut out)?;
    out.flush()
}

/// How much is gathered before it is written, in bytes.
const BUFFER_BYTES: usize = 1 << 16;
/// How many links in a row are followed.
const MAX_LINKS: usize = 32;

/// Where the file is to stand: `path`, or what the link there points at, even where nothing is there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = fs::read_link(&target) else { return Ok(target) };
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(io::Error::other("its link leads in a circle"))
}

impl Reason {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the kinds of errors grow with the library; what is not named is passed on"
    )]
    fn of(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotPermitted,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Other(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_written_and_replaced_only_where_that_is_allowed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ä “figure”.png");
        write_whole(&path, b"one", Overwrite::Refused).expect("new");
        let error = write_whole(&path, b"two", Overwrite::Refused).expect_err("there already");
        assert!(error.is_exists(), "{error}");
        assert_eq!(fs::read(&path).expect("kept"), b"one");
        write_whole(&path, b"two", Overwrite::Allowed).expect("replaced");
        assert_eq!(fs::read(&path).expect("new"), b"two");
        assert_eq!(names(folder.path()).len(), 1, "no temporary file is left");
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write_whole(folder.path(), b"x", Overwrite::Allowed).expect_err("a folder");
        assert!(error.to_string().contains("is a folder"), "{error}");
        let error = write_whole(&folder.path().join("none/x.png"), b"x", Overwrite::Allowed).expect_err("no folder");
        assert!(error.to_string().contains("does not exist"), "{error}");
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn content_that_breaks_off_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.json");
        let error = write_whole_with(&path, Overwrite::Allowed, |out| {
            out.write_all(&vec![b'x'; 3 * BUFFER_BYTES])?;
            Err(io::Error::other("no more"))
        });
        assert!(error.expect_err("broken off").to_string().contains("no more"));
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_permissions_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.png"), folder.path().join("link.png"));
        fs::write(&real, b"old").expect("written");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permitted");
        symlink(&real, &link).expect("linked");
        write_whole(&link, b"new", Overwrite::Allowed).expect("replaced");
        assert_eq!(fs::read(&real).expect("there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_yet_and_a_circle_of_links() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (link, circle) = (folder.path().join("link.png"), folder.path().join("circle.png"));
        symlink("real.png", &link).expect("linked");
        write_whole(&link, b"new", Overwrite::Refused).expect("written");
        assert_eq!(fs::read(folder.path().join("real.png")).expect("there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        symlink("circle.png", &circle).expect("linked");
        let error = write_whole(&circle, b"x", Overwrite::Allowed).expect_err("no end");
        assert!(error.to_string().contains("circle"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_usual_permissions_and_a_protected_one_stays() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let (usual, ours) = (folder.path().join("usual"), folder.path().join("ours"));
        fs::write(&usual, b"").expect("written");
        write_whole(&ours, b"one", Overwrite::Refused).expect("written");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
        fs::set_permissions(&ours, fs::Permissions::from_mode(0o444)).expect("permitted");
        let error = write_whole(&ours, b"two", Overwrite::Allowed).expect_err("protected");
        assert!(error.to_string().contains("write-protected"), "{error}");
        assert_eq!(fs::read(&ours).expect("kept"), b"one");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        write_whole(Path::new("/dev/null"), b"x", Overwrite::Refused).expect("written");
        assert!(!fs::metadata("/dev/null").expect("there").is_file());
        let error = write_whole(Path::new("/dev/full"), b"x", Overwrite::Allowed).expect_err("full");
        assert!(error.to_string().contains("disk is full"), "{error}");
    }
}
