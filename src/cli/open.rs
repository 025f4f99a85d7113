//! Opening the dossier that a command is about.

use std::io;
use std::path::Path;

use super::{Exit, Streams};
use crate::dossier::Dossier;
use crate::load::{INPUT_NAME, LoadError, Loaded, SHIPPED_NAME, load, load_input, load_shipped, plain};

/// What is typed in the place of a file for standard input.
const INPUT: &str = "-";

/// Reads a dossier file; `-` stands for standard input.
pub(super) fn load_named(file: &Path) -> Result<Loaded, LoadError> {
    if file.as_os_str() == INPUT { load_input(io::stdin().lock()) } else { load(file) }
}

/// What a file is called in messages.
pub(super) fn name_of(file: &Path) -> String {
    if file.as_os_str() == INPUT { INPUT_NAME.to_owned() } else { plain(&file.to_string_lossy()) }
}

/// The dossier of a file, or the shipped one, after what is odd or wrong about it has been said on standard error.
///
/// Where there is no dossier, the exit code says why.
pub(super) fn open(file: Option<&Path>, streams: &mut Streams<'_>) -> io::Result<Result<Dossier, Exit>> {
    Ok(open_file(file, streams)?.map(|loaded| loaded.dossier))
}

/// The same with what else is known of the file.
pub(super) fn open_file(file: Option<&Path>, streams: &mut Streams<'_>) -> io::Result<Result<Loaded, Exit>> {
    let loaded = file.map_or_else(load_shipped, load_named);
    match loaded {
        Ok(loaded) => {
            let name = file.map_or_else(|| SHIPPED_NAME.into(), name_of);
            for warning in &loaded.warnings {
                writeln!(streams.errors, "{name}:{warning}")?;
            }
            Ok(Ok(loaded))
        }
        Err(error) => {
            writeln!(streams.errors, "{error}")?;
            Ok(Err(exit_of(&error)))
        }
    }
}

/// The exit code of a file that could not be opened.
pub(super) fn exit_of(error: &LoadError) -> Exit {
    if error.is_unreadable() { Exit::Unusable } else { Exit::Errors }
}
