//! What a path leads to, however it is spelled.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::error::Reason;

/// What a path leads to, once all links on the way are followed.
#[derive(Debug)]
pub(super) enum Place {
    /// A file, or where one is to be.
    File {
        /// Its own path: no part of it is a link.
        path: PathBuf,
        /// What is known of the file that is there already.
        existing: Option<Metadata>,
    },
    /// A character device or a pipe: it takes what is written, and holds nothing.
    Channel(PathBuf),
    /// What the program was started with under this number, such as standard output.
    Descriptor(u32),
}

/// How many links in a row are followed.
const MAX_LINKS: usize = 32;

impl Place {
    /// Follows a path.
    pub(super) fn of(path: &Path) -> Result<Self, Reason> {
        if ends_as_folder(path) {
            return Err(Reason::IsFolder);
        }
        let mut at = path.to_owned();
        for _ in 0..MAX_LINKS {
            let Some(name) = at.file_name() else { return Err(Reason::IsFolder) };
            let folder = at.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = fs::canonicalize(folder)?;
            if let Some(number) = descriptor(&folder, name.to_str()) {
                return Ok(Self::Descriptor(number));
            }
            let full = folder.join(name);
            let metadata = match fs::symlink_metadata(&full) {
                Ok(metadata) => metadata,
                Err(error) if error.kind() == ErrorKind::NotFound => return nothing_yet(path, full),
                Err(error) => return Err(error.into()),
            };
            if !metadata.is_symlink() {
                return Self::of_metadata(full, metadata);
            }
            // Some links of the system lead to what has no path of its own.
            if fs::metadata(&full).is_ok_and(|there| is_channel(&there)) {
                return Ok(Self::Channel(full));
            }
            at = folder.join(fs::read_link(&full)?);
        }
        Err(Reason::Other(io::Error::other("its link leads in a circle")))
    }

    fn of_metadata(path: PathBuf, metadata: Metadata) -> Result<Self, Reason> {
        if metadata.is_file() {
            Ok(Self::File { path, existing: Some(metadata) })
        } else if metadata.is_dir() {
            Err(Reason::IsFolder)
        } else if is_channel(&metadata) {
            Ok(Self::Channel(path))
        } else {
            Err(Reason::NotAFile)
        }
    }
}

/// A place without anything, unless the path as it was given leads somewhere all the same: to a file that was deleted while
/// it was open, say.
fn nothing_yet(given: &Path, path: PathBuf) -> Result<Place, Reason> {
    if fs::metadata(given).is_ok() {
        return Err(Reason::NotAFile);
    }
    Ok(Place::File { path, existing: None })
}

/// Whether a path can only be that of a folder.
fn ends_as_folder(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    text.is_empty() || text.ends_with(['/', MAIN_SEPARATOR]) || text.rsplit(['/', MAIN_SEPARATOR]).next() == Some(".")
}

/// The number of an open file of this program, where a folder holds those.
fn descriptor(folder: &Path, name: Option<&str>) -> Option<u32> {
    let number = name?.parse().ok()?;
    let own = Path::new("/proc").join(std::process::id().to_string());
    let within = folder.strip_prefix(own);
    let is_of_threads = |within: &Path| within.starts_with("task") && within.ends_with("fd");
    let is_ours = within.is_ok_and(|within| within == Path::new("fd") || is_of_threads(within));
    (is_ours || cfg!(unix) && folder == Path::new("/dev/fd")).then_some(number)
}

#[cfg(unix)]
fn is_channel(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_fifo()
}

#[cfg(not(unix))]
fn is_channel(_: &Metadata) -> bool {
    false
}
