//! What is in a folder: its folders, and the files that may be dossiers. No file is read.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// More entries than this are not listed; a path can be typed instead.
const MAX_ENTRIES: usize = 20_000;

/// The folders and `*.json` files of a folder.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    pub(crate) folder: PathBuf,
    /// Folders first, each kind by name.
    pub(crate) entries: Vec<Entry>,
    /// Why it could not be listed, as a sentence.
    pub(crate) error: Option<String>,
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: OsString,
    pub(crate) is_folder: bool,
}

impl Listing {
    /// Lists a folder; what cannot be listed says why.
    pub(crate) fn of(folder: PathBuf) -> Self {
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        match entries(&folder) {
            Ok(entries) => Self { folder, entries, error: None },
            Err(error) => Self { folder, entries: Vec::new(), error: Some(error) },
        }
    }

    /// The folder's path with a separator at its end, ready for a name to be typed behind it.
    pub(crate) fn folder_text(&self) -> String {
        let mut text = self.folder.to_string_lossy().into_owned();
        if !text.ends_with(std::path::MAIN_SEPARATOR) {
            text.push(std::path::MAIN_SEPARATOR);
        }
        text
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds of errors grow with the library; what is not named is shown as it is"
)]
fn entries(folder: &Path) -> Result<Vec<Entry>, String> {
    let listed = std::fs::read_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "There is no such folder. Check its name, or go up.".to_owned(),
        ErrorKind::PermissionDenied => "Looking into this folder is not permitted. Go up, or type a path.".to_owned(),
        ErrorKind::NotADirectory => "That is no folder. Go up, or type another path.".to_owned(),
        _ => format!("This folder cannot be listed: {error}. Go up, or type a path."),
    })?;
    // An entry that vanished meanwhile is no reason not to show the others.
    let mut entries: Vec<Entry> = listed.flatten().filter_map(|entry| entry_of(&entry)).take(MAX_ENTRIES).collect();
    entries.sort_by(|one, other| {
        other
            .is_folder
            .cmp(&one.is_folder)
            .then_with(|| one.name.to_ascii_lowercase().cmp(&other.name.to_ascii_lowercase()))
    });
    Ok(entries)
}

/// An entry that is worth showing: hidden ones and files that are no JSON are not.
fn entry_of(entry: &std::fs::DirEntry) -> Option<Entry> {
    let name = entry.file_name();
    let text = name.to_string_lossy();
    // What a link points to decides.
    let is_folder = entry.path().is_dir();
    let is_json = Path::new(&name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    (!text.starts_with('.') && (is_folder || is_json)).then(|| Entry { name: name.clone(), is_folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_only_json_is_offered() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.dossier.json", "A.JSON", "notes.txt", ".hidden.json"] {
            std::fs::write(folder.path().join(name), "").expect("written");
        }
        std::fs::create_dir(folder.path().join("z")).expect("made");
        let listing = Listing::of(folder.path().to_owned());
        let names: Vec<String> =
            listing.entries.iter().map(|entry| entry.name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["z", "A.JSON", "b.dossier.json"]);
        assert!(listing.folder_text().ends_with('/'));
    }

    #[test]
    fn a_folder_that_cannot_be_listed_says_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = Listing::of(folder.path().join("missing"));
        assert_eq!(missing.error.as_deref(), Some("There is no such folder. Check its name, or go up."));
    }
}
