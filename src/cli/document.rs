//! Reading the text of a dossier file that a command edits or compares.

use std::io::{self, Read as _};
use std::path::Path;

use super::open::{exit_of, name_of};
use super::{Exit, Streams};
use crate::edit::{Document, Revision};
use crate::load::{LoadError, read_bytes};

/// The text of a dossier file that loads without errors; what is wrong with another is said on standard error.
pub(super) fn open_document(file: &Path, streams: &mut Streams<'_>) -> io::Result<Result<Revision, Exit>> {
    let bytes = match bytes_of(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            writeln!(streams.errors, "{error}")?;
            return Ok(Err(exit_of(&error)));
        }
    };
    let name = name_of(file);
    let loaded = match crate::load::load_bytes(&bytes) {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            for diagnostic in diagnostics {
                writeln!(streams.errors, "{name}:{diagnostic}")?;
            }
            return Ok(Err(Exit::Errors));
        }
    };
    // Whatever was loaded is UTF-8, and a JSON object.
    match Document::parse(String::from_utf8_lossy(&bytes).as_ref()) {
        Ok(document) => Ok(Ok(Revision { document, outcome: Ok(loaded.into()) })),
        Err(error) => {
            writeln!(streams.errors, "{name}: error: {error}")?;
            Ok(Err(Exit::Errors))
        }
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, LoadError> {
    if file.as_os_str() != "-" {
        return read_bytes(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| LoadError::unreadable(file, &error))?;
    Ok(bytes)
}
