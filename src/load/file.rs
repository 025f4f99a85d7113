//! Reading dossier files.

use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::LONG_BYTES;
use super::diagnostic::{Diagnostic, Severity, plain};
use super::lines::Lines;
use super::locate::locate;
use super::path::Path;
use super::progress::{Progress, Stage};
use super::script::right_to_left;
use super::validate::{Broken, Problem, validate};
use crate::dossier::Dossier;
use crate::limits::{DIAGNOSTICS, DOSSIER_BYTES};

/// The name of the shipped dossier, which is part of the program.
pub const SHIPPED_NAME: &str = "indonesia-north-korea.dossier.json";
const SHIPPED: &[u8] = include_bytes!("../../assets/dossiers/indonesia-north-korea.dossier.json");

/// What a dossier is called that came from standard input.
pub const INPUT_NAME: &str = "<stdin>";

/// What some editors put before UTF-8.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// So much is read between two reports of how far it has come; in bytes.
const PIECE_BYTES: u64 = 1 << 23;

/// A dossier, with what is worth knowing about its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The dossier.
    pub dossier: Dossier,
    /// What is odd about the file, but no reason not to open it.
    pub warnings: Vec<Diagnostic>,
    /// The SHA-256 of the file's bytes, in hexadecimal digits.
    pub sha256: String,
    /// All that is in the file: a file that is deleted can be saved once more.
    pub text: Arc<str>,
}

/// Why a file could not be opened as a dossier.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// It could not be read at all.
    Unreadable(String),
    /// It was read, and this is wrong with it.
    Invalid(Vec<Diagnostic>),
    /// Somebody asked for it to stop.
    Cancelled,
}

/// What is said of a file whose loading was stopped.
const CANCELLED: &str = "loading it was stopped";

/// Reads a dossier file.
///
/// # Errors
///
/// [`LoadError`] holds everything that is wrong with the file, not only the first thing.
pub fn load(path: &FilePath) -> Result<Loaded, LoadError> {
    load_watched(path, &Progress::default())
}

/// Reads a dossier file while somebody watches how far it has come, and may stop it.
///
/// # Errors
///
/// As for [`load`]; also where it was stopped, which [`LoadError::is_cancelled`] tells.
pub fn load_watched(path: &FilePath, progress: &Progress) -> Result<Loaded, LoadError> {
    read(path, progress)
        .and_then(|bytes| parse(bytes, progress))
        .map_err(|kind| LoadError { path: path.to_owned(), kind })
}

/// Reads a dossier file again, unless it holds what it held before, by the SHA-256 of its bytes.
///
/// # Errors
///
/// As for [`load`].
pub fn load_changed(path: &FilePath, before_sha256: &str) -> Result<Option<Loaded>, LoadError> {
    let fail = |kind| LoadError { path: path.to_owned(), kind };
    let progress = Progress::default();
    let bytes = read(path, &progress).map_err(fail)?;
    if sha256(&bytes) == before_sha256 {
        return Ok(None);
    }
    parse(bytes, &progress).map(Some).map_err(fail)
}

/// Reads a dossier from standard input, or wherever else there is a stream and no file.
///
/// # Errors
///
/// As for [`load`].
pub fn load_input(input: impl io::Read) -> Result<Loaded, LoadError> {
    let fail = |kind| LoadError { path: INPUT_NAME.into(), kind };
    let mut bytes = Vec::new();
    let read = input.take(DOSSIER_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| fail(Kind::Unreadable(format!("it could not be read ({error})"))))?;
    if bytes.len() as u64 > DOSSIER_BYTES {
        return Err(fail(Kind::Unreadable(too_large())));
    }
    parse(bytes, &Progress::default()).map_err(fail)
}

/// Reads the shipped dossier.
///
/// # Errors
///
/// Never in a program whose tests pass; the error is handed on like that of any other file.
pub fn load_shipped() -> Result<Loaded, LoadError> {
    load_bytes(SHIPPED).map_err(|diagnostics| LoadError { path: SHIPPED_NAME.into(), kind: Kind::Invalid(diagnostics) })
}

/// The bytes of a file, of a dossier or of anything else of that size.
///
/// # Errors
///
/// [`LoadError`] says why it could not be read, and what to do.
pub fn read_bytes(path: &FilePath) -> Result<Vec<u8>, LoadError> {
    read(path, &Progress::default()).map_err(|kind| LoadError { path: path.to_owned(), kind })
}

/// Reads the bytes of a dossier file.
///
/// # Errors
///
/// Everything that is wrong with them, in the order of the text.
pub fn load_bytes(bytes: &[u8]) -> Result<Loaded, Vec<Diagnostic>> {
    parse(bytes.to_vec(), &Progress::default()).map_err(|kind| match kind {
        Kind::Invalid(diagnostics) => diagnostics,
        // Bytes that are there can be read, and nobody can stop this.
        Kind::Unreadable(_) | Kind::Cancelled => Vec::new(),
    })
}

fn parse(bytes: Vec<u8>, progress: &Progress) -> Result<Loaded, Kind> {
    let text: Arc<str> = match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => return Err(Kind::Invalid(vec![not_utf8(error.as_bytes(), error.utf8_error().valid_up_to())])),
    };
    if text.len() < LONG_BYTES {
        let sha256 = sha256(text.as_bytes());
        return parse_hashed(&text, progress, || sha256);
    }
    std::thread::scope(|scope| {
        let hash = scope.spawn(|| sha256(text.as_bytes()));
        parse_hashed(&text, progress, || hash.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn parse_hashed(whole: &Arc<str>, progress: &Progress, sha256: impl FnOnce() -> String) -> Result<Loaded, Kind> {
    let invalid = |diagnostic| Kind::Invalid(vec![diagnostic]);
    let text = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(whole);
    if text.trim().is_empty() {
        let hint = "choose a dossier file, or start one from the shipped dossier";
        return Err(invalid(at_offset(text, 0, "the file is empty", hint)));
    }
    progress.expect(text.len() as u64);
    progress.begin(Stage::Checking);
    let validated = validate(text, progress);
    if progress.is_cancelled() {
        return Err(Kind::Cancelled);
    }
    let (dossier, problems) = validated.map_err(|error| invalid(broken(text, &error)))?;
    let (more_errors, more_warnings) = (problems.more_errors, problems.more_warnings);
    let mut diagnostics = place(text, problems.list);
    let more = |count: usize, one: &str, several: &str| {
        format!("{count} more {} not listed", if count == 1 { format!("{one} is") } else { format!("{several} are") })
    };
    if more_errors > 0 {
        let hint = "mend those that are, then look again";
        diagnostics.push(at_offset(text, text.len(), &more(more_errors, "error", "errors"), hint));
    }
    if more_warnings > 0 {
        let last = at_offset(text, text.len(), &more(more_warnings, "warning", "warnings"), "");
        diagnostics.push(Diagnostic { severity: Severity::Warning, ..last });
    }
    match dossier {
        Some(dossier) => {
            diagnostics.extend(right_to_left(text));
            Ok(Loaded { dossier, warnings: diagnostics, sha256: sha256(), text: Arc::clone(whole) })
        }
        None => Err(Kind::Invalid(diagnostics)),
    }
}

impl LoadError {
    /// That reading a file, or a stream that stands for one, failed.
    #[must_use]
    pub fn unreadable(path: &FilePath, error: &io::Error) -> Self {
        let kind = Kind::Unreadable(format!("it could not be read ({error})"));
        Self { path: path.to_owned(), kind }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    /// Whether the file could not even be read.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self.kind, Kind::Unreadable(_))
    }

    /// Whether somebody asked for it to stop.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        matches!(self.kind, Kind::Cancelled)
    }

    /// What is wrong inside the file; nothing where it could not be read.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &self.kind {
            Kind::Unreadable(_) | Kind::Cancelled => &[],
            Kind::Invalid(diagnostics) => diagnostics,
        }
    }

    /// One line that says what happened to the whole file.
    #[must_use]
    pub fn summary(&self) -> String {
        match &self.kind {
            Kind::Unreadable(message) => message.clone(),
            Kind::Cancelled => CANCELLED.to_owned(),
            Kind::Invalid(diagnostics) => {
                let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
                match errors {
                    1 => "1 error in it".to_owned(),
                    // The last one only counts those that are not listed.
                    _ if errors > DIAGNOSTICS => format!("more than {DIAGNOSTICS} errors in it"),
                    _ => format!("{errors} errors in it"),
                }
            }
        }
    }
}

impl fmt::Display for LoadError {
    /// One line for each thing that is wrong: `FILE:LINE:COL: error: PATH: what, and what to do`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = plain(&self.path.to_string_lossy());
        match &self.kind {
            Kind::Unreadable(message) => write!(f, "{file}: error: {message}"),
            Kind::Cancelled => write!(f, "{file}: error: {CANCELLED}"),
            Kind::Invalid(diagnostics) => {
                for (place, diagnostic) in diagnostics.iter().enumerate() {
                    let newline = if place > 0 { "\n" } else { "" };
                    write!(f, "{newline}{file}:{diagnostic}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads a file whole; the error says what happened and what to do.
fn read(path: &FilePath, progress: &Progress) -> Result<Vec<u8>, Kind> {
    let explain = |error: io::Error| {
        let kind = error.kind();
        Kind::Unreadable(if kind == ErrorKind::NotFound {
            "there is no such file; check its name and folder".to_owned()
        } else if kind == ErrorKind::PermissionDenied {
            "reading it is not permitted; ask its owner, or copy it to a folder of yours".to_owned()
        } else if kind == ErrorKind::IsADirectory {
            "it is a folder; choose a file in it".to_owned()
        } else {
            format!("it could not be read ({error}); check the disk, or try again")
        })
    };
    let file = File::open(path).map_err(explain)?;
    let metadata = file.metadata().map_err(explain)?;
    if metadata.is_dir() {
        return Err(explain(ErrorKind::IsADirectory.into()));
    }
    if metadata.len() > DOSSIER_BYTES {
        return Err(Kind::Unreadable(too_large()));
    }
    progress.expect(metadata.len());
    let mut bytes = Vec::new();
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    // What is made of it takes about as much again as it is long: where there is not so much, it is said before it is read.
    let is_short = |_full| Kind::Unreadable(no_memory(metadata.len()));
    Vec::<u8>::new().try_reserve_exact(length.saturating_mul(MEMORY_PER_BYTE)).map_err(is_short)?;
    bytes.try_reserve_exact(length.saturating_add(1)).map_err(is_short)?;
    // Piece by piece; what the file says of its length need not hold.
    while (&file).take(PIECE_BYTES).read_to_end(&mut bytes).map_err(explain)? > 0 {
        progress.reach(bytes.len() as u64);
        if bytes.len() as u64 > DOSSIER_BYTES {
            return Err(Kind::Unreadable(too_large()));
        }
        if progress.is_cancelled() {
            return Err(Kind::Cancelled);
        }
    }
    Ok(bytes)
}

/// So many bytes of memory a dossier takes for each byte of its file, text and all, when it is long.
const MEMORY_PER_BYTE: usize = 4;

fn no_memory(length: u64) -> String {
    format!("there is not enough memory for its {} MiB; close other programs, or split it", length >> 20)
}

fn too_large() -> String {
    format!("it is larger than {} GiB; split it", DOSSIER_BYTES >> 30)
}

fn not_utf8(bytes: &[u8], offset: usize) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes);
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let (text, offset) = (&text[mark..], offset - mark);
    // Up to the offset all is well, so that it means the same place in both.
    let message = format!("the file is not UTF-8: byte {} does not fit", offset + 1);
    at_offset(text, offset, &message, "save it as UTF-8 in your editor")
}

fn broken(text: &str, Broken { error, start }: &Broken) -> Diagnostic {
    let lines = text[*start..].split_inclusive('\n').take(error.line().saturating_sub(1));
    let line_start = start + lines.map(str::len).sum::<usize>();
    let offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or(&full);
    let hint = match error.classify() {
        _ if what.starts_with("recursion limit") => "nest it less deeply: at most 127 brackets may be open at once",
        _ if what.starts_with("number out of range") => "write it as a string, or with a smaller power of ten",
        serde_json::error::Category::Eof => {
            "the text ends too early: was the file cut off, or is a bracket not closed?"
        }
        serde_json::error::Category::Io | serde_json::error::Category::Syntax | serde_json::error::Category::Data => {
            "look for a missing comma, quotation mark or bracket just before this place"
        }
    };
    at_offset(text, offset, &format!("invalid JSON: {what}"), hint)
}

/// An error that concerns a place in the text rather than a value.
pub(super) fn at_offset(text: &str, offset: usize, message: &str, hint: &str) -> Diagnostic {
    let (place, excerpt) = Lines::new(text).look_up(offset);
    Diagnostic {
        severity: Severity::Error,
        path: String::new(),
        place,
        excerpt,
        message: message.to_owned(),
        hint: hint.to_owned(),
    }
}

/// Looks up where the problems stand, and puts them into the order of the text.
fn place(text: &str, problems: Vec<Problem>) -> Vec<Diagnostic> {
    if problems.is_empty() {
        return Vec::new();
    }
    let paths: Vec<&Path> = problems.iter().map(|problem| &problem.path).collect();
    let offsets = locate(text, &paths);
    let mut placed: Vec<(usize, Problem)> = offsets.into_iter().zip(problems).collect();
    placed.sort_by_key(|(offset, _)| *offset);
    let mut lines = Lines::new(text);
    let diagnostic = |(offset, Problem { severity, path, message, hint })| {
        let (place, excerpt) = lines.look_up(offset);
        Diagnostic { severity, path: path.to_string(), place, excerpt, message, hint }
    };
    placed.into_iter().map(diagnostic).collect()
}
