//! Writing to what the program was started with.

use std::fs::File;
use std::io;

/// A file that writes to an open file of this program, where that one stands: after `>` at the start, after `>>` at the end.
///
/// # Errors
///
/// Those of the system, and where nothing is open under that number.
#[cfg(unix)]
pub(super) fn open(number: u32) -> io::Result<File> {
    use std::os::fd::AsFd as _;
    match number {
        1 => io::stdout().as_fd().try_clone_to_owned().map(File::from),
        2 => io::stderr().as_fd().try_clone_to_owned().map(File::from),
        _ => duplicate(number),
    }
}

#[cfg(not(unix))]
pub(super) fn open(_: u32) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A second handle of an open file; what is written through the one stands before what is written through the other.
#[cfg(target_os = "linux")]
fn duplicate(number: u32) -> io::Result<File> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let number_here = i32::try_from(number).map_err(io::Error::other)?;
    let shared = pidfd_open(getpid(), PidfdFlags::empty())
        .and_then(|process| pidfd_getfd(process, number_here, PidfdGetfdFlags::empty()));
    match shared {
        Ok(file) => Ok(file.into()),
        Err(rustix::io::Errno::BADF) => Err(not_open(number)),
        // Old kernels and some containers do not let a program do so.
        Err(_) => reopened(number),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn duplicate(number: u32) -> io::Result<File> {
    reopened(number)
}

/// The same file, opened once more; what it holds already stays.
#[cfg(unix)]
fn reopened(number: u32) -> io::Result<File> {
    let opened = std::fs::OpenOptions::new().append(true).open(format!("/dev/fd/{number}"));
    opened.map_err(|error| if error.kind() == io::ErrorKind::NotFound { not_open(number) } else { error })
}

#[cfg(unix)]
fn not_open(number: u32) -> io::Error {
    io::Error::other(format!("nothing is open under the number {number}"))
}
