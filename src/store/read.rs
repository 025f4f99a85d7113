//! Reading a file no further than it may go.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// All that is in a file, if that is not more than so many bytes; a longer one is not even begun.
///
/// # Errors
///
/// Those of the system, and a sentence where it is longer.
pub fn read_bounded(path: &Path, most_bytes: u64) -> io::Result<Vec<u8>> {
    let too_long = || io::Error::other(format!("it is larger than {} MiB", most_bytes >> 20));
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > most_bytes {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(1);
    bytes.try_reserve_exact(room).map_err(|_full| ErrorKind::OutOfMemory)?;
    // What the system says of the length of a pipe or a device need not hold.
    file.take(most_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most_bytes { Err(too_long()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::read_bounded;

    #[test]
    fn a_file_that_is_too_long_is_not_begun() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        std::fs::File::create(&path).expect("made").set_len(1 << 40).expect("a file of holes");
        let error = read_bounded(&path, 1 << 20).expect_err("too long");
        assert!(error.to_string().contains("larger than 1 MiB"), "{error}");
        std::fs::write(&path, "abc").expect("written");
        assert_eq!(read_bounded(&path, 3).expect("short"), b"abc");
        assert!(read_bounded(&path, 2).is_err());
    }
}
