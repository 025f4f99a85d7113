//! `attache edit`: applies edits, one a line, to a dossier.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::document::open_document;
use super::open::name_of;
use super::{Exit, Kind, Streams, note_written};
use crate::edit::{EditError, Journal, Revision};
use crate::load::{plain, read_bytes};
use crate::store::{Overwrite, write_whole};

pub(super) const EXAMPLES: &str = "\
Each line of EDITS is one edit, addressed by identifiers:
  {\"set\":{\"at\":{\"fact\":\"ID\"},\"path\":[\"date\"],\"value\":\"2019-06\"}}
  {\"unset\":{\"at\":{\"fact\":\"ID\"},\"path\":[\"passage\",\"locator\"]}}
  {\"insert\":{\"list\":\"facts\",\"before\":\"ID\",\"value\":{…}}}
  {\"insert\":{\"list\":{\"citations\":\"FACT\"},\"value\":{\"source\":\"ID\"}}}
  {\"remove\":{\"at\":{\"source\":\"ID\"},\"cascade\":true}}
  {\"remove-item\":{\"list\":{\"flags\":\"FACT\"},\"value\":{\"kind\":\"when\"}}}
  {\"replace-item\":{\"list\":{\"citations\":\"FACT\"},\"old\":{…},\"value\":{…}}}
  {\"rename\":{\"at\":{\"figure\":\"ID\"},\"id\":\"NEW\"}}
  {\"move\":{\"at\":{\"theme\":\"ID\"},\"before\":\"OTHER\"}}
  {\"batch\":{\"label\":\"…\",\"edits\":[…]}}

Lists are parties, themes, sources, facts, reviews, imports; those of a fact are
figures, citations, flags, relations. A first line {\"journal\":1,\"base\":SHA-256}
says which version of FILE the edits are of; another one is refused.

What an edit does not name keeps its bytes. All edits are made, or none: the
result has to be a valid dossier.

Examples:
  attache edit my.dossier.json edits.ndjson                    in place
  attache edit my.dossier.json edits.ndjson --out new.json
  make-edits | attache edit my.dossier.json - --out -";

/// The arguments of `attache edit`.
#[derive(Args, Debug)]
pub struct EditArgs {
    /// The dossier
    file: PathBuf,

    /// The edits, one a line; - is standard input
    #[arg(value_name = "EDITS")]
    edits: PathBuf,

    /// Where the edited dossier goes; - is standard output, and without it FILE is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Replace what --out names, where it is there already
    #[arg(long, requires = "out")]
    force: bool,
}

pub(super) fn run(args: &EditArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let revision = match open_document(&args.file, streams)? {
        Ok(revision) => revision,
        Err(exit) => return Ok(exit),
    };
    let name = name_of(&args.edits);
    let text = match text_of(&args.edits) {
        Ok(text) => text,
        Err(message) => {
            writeln!(streams.errors, "{message}")?;
            return Ok(Exit::Unusable);
        }
    };
    let journal = match Journal::parse(&text) {
        Ok(journal) => journal,
        Err(error) => {
            writeln!(streams.errors, "{name}:{}:{}: error: {error}", error.line, error.column)?;
            return Ok(Exit::Errors);
        }
    };
    let base = revision.outcome.as_ref().map(|loaded| loaded.sha256.as_str()).unwrap_or_default();
    if let Some(head) = &journal.head
        && head.base != base
    {
        let hint = "apply them to that version, or take the first line out";
        writeln!(streams.errors, "{name}:1:1: error: the edits are of another version of the dossier; {hint}")?;
        return Ok(Exit::Errors);
    }
    if journal.is_cut {
        writeln!(streams.errors, "{name}: warning: the last line was cut off, and is left out")?;
    }
    match applied(revision, &journal) {
        Ok(revision) => write(args, &revision, streams),
        Err((line, error)) => {
            writeln!(streams.errors, "{name}:{line}:1: error: {}", plain(&error.to_string()))?;
            Ok(Exit::Errors)
        }
    }
}

/// The dossier with all edits, which has to be valid at the end of each line; else the line that does not fit.
fn applied(revision: Revision, journal: &Journal) -> Result<Revision, (usize, EditError)> {
    // Checked as a whole first, which is enough where all is well.
    let mut document = revision.document.clone();
    for (line, edit) in &journal.edits {
        document = document.edited(edit).map_err(|error| (*line, error))?.0;
    }
    let whole = Revision::of(document);
    if whole.outcome.is_ok() {
        return Ok(whole);
    }
    let mut revision = revision;
    for (line, edit) in &journal.edits {
        revision = revision.edited(edit).map_err(|error| (*line, error))?.0;
    }
    Ok(revision)
}

fn write(args: &EditArgs, revision: &Revision, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let text = revision.document.text();
    // In its own place a dossier is replaced: that was asked for.
    let out = args.out.as_deref().filter(|out| *out != args.file);
    write_text(out.unwrap_or(&args.file), text, Overwrite::allowed_if(args.force || out.is_none()), streams)
}

/// Writes a dossier to a file, whole or not at all, or to standard output.
pub(super) fn write_text(path: &Path, text: &str, overwrite: Overwrite, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if path.as_os_str() == "-" {
        streams.kind.set(Kind::Data);
        streams.results.write_all(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    match write_whole(path, text.as_bytes(), overwrite) {
        Ok(written) => {
            note_written(path, &written, streams)?;
            Ok(Exit::Clean)
        }
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            Ok(Exit::Unusable)
        }
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let name = name_of(path);
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
            .map_err(|error| format!("{name}: error: it could not be read ({error})"))?;
        bytes
    } else {
        read_bytes(path).map_err(|error| error.to_string())?
    };
    String::from_utf8(bytes).map_err(|error| {
        format!("{name}: error: byte {} is no UTF-8; save it as UTF-8", error.utf8_error().valid_up_to() + 1)
    })
}
