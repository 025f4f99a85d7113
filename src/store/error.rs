//! Why a file was not written.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::load::plain;

/// Why a file was not written; what was there before is untouched.
#[derive(Debug)]
pub struct WriteError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
pub(super) enum Reason {
    Exists,
    Changed,
    IsFolder,
    NoFolder,
    NotAFile,
    NotPermitted,
    Protected,
    DiskFull,
    Other(io::Error),
}

impl WriteError {
    pub(super) fn new(path: &Path, reason: impl Into<Reason>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }

    /// Whether the only obstacle is that the file is there already.
    #[must_use]
    pub const fn is_exists(&self) -> bool {
        matches!(self.reason, Reason::Exists)
    }

    /// Whether the file no longer held what it was to hold for it to be replaced.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        matches!(self.reason, Reason::Changed)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = plain(&self.path.to_string_lossy());
        match &self.reason {
            Reason::Exists => write!(f, "{path} is there already; choose another name, or say that it may be replaced"),
            Reason::Changed => write!(f, "{path} has been changed by another program; open it again, then try again"),
            Reason::IsFolder => write!(f, "{path} is a folder; add the name of a file"),
            Reason::NoFolder => write!(f, "the folder of {path} does not exist; make it, or choose another"),
            Reason::NotAFile => write!(f, "{path} is neither a file nor a pipe; choose another name"),
            Reason::NotPermitted => write!(f, "writing {path} is not permitted; choose a folder of yours"),
            Reason::Protected => write!(f, "{path} is write-protected; choose another name, or lift the protection"),
            Reason::DiskFull => write!(f, "the disk is full; {path} was not written; make room and try again"),
            Reason::Other(error) => write!(f, "{path} could not be written: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for Reason {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the kinds of errors grow with the library; what is not named is passed on"
    )]
    fn from(error: io::Error) -> Self {
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
