//! `attache merge`: two versions of a dossier that were made from one become one again.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::document::open_document;
use super::edit::write_text;
use super::{Exit, Streams};
use crate::edit::{Merged, Revision, merge};
use crate::load::plain;
use crate::store::Overwrite;

pub(super) const EXAMPLES: &str = "\
Takes what was changed from BASE to THEIRS into OURS, fact by fact. Where both
changed the same thing and not in the same way, the conflict is listed on standard
error, nothing is written, and the exit code is 1; with --keep-ours the result is
written all the same, and has our side of each conflict.

Examples:
  attache merge base.json ours.json theirs.json --out merged.json
  attache merge base.json ours.json theirs.json --keep-ours --out -";

/// The arguments of `attache merge`.
#[derive(Args, Debug)]
pub struct MergeArgs {
    /// The version that both were made from
    base: PathBuf,

    /// Our version, whose layout stays
    ours: PathBuf,

    /// Their version
    theirs: PathBuf,

    /// Where the result goes; - is standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// In a conflict, keep our side and go on
    #[arg(long)]
    keep_ours: bool,

    /// Replace what --out names, where it is there already
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &MergeArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let mut documents = Vec::new();
    for file in [&args.base, &args.ours, &args.theirs] {
        match open_document(file, streams)? {
            Ok(revision) => documents.push(revision.document),
            Err(exit) => return Ok(exit),
        }
    }
    let [base, ours, theirs] = &documents[..] else { return Ok(Exit::Unusable) };
    let ours_file = plain(&args.ours.to_string_lossy());
    let Merged { document, conflicts, .. } = match merge(base, ours, theirs) {
        Ok(merged) => merged,
        Err(error) => {
            writeln!(streams.errors, "{ours_file}: error: {}", plain(&error.to_string()))?;
            return Ok(Exit::Errors);
        }
    };
    for conflict in &conflicts {
        for (side, changes, file) in [("ours", &conflict.ours, ours), ("theirs", &conflict.theirs, theirs)] {
            for change in changes {
                writeln!(streams.errors, "conflict: {side}: {}", change.in_words(base, file))?;
            }
        }
    }
    if !conflicts.is_empty() && !args.keep_ours {
        return Ok(Exit::Errors);
    }
    if let Err(diagnostics) = Revision::of(document.clone()).outcome {
        for diagnostic in diagnostics {
            writeln!(streams.errors, "merged:{diagnostic}")?;
        }
        return Ok(Exit::Errors);
    }
    write_text(&args.out, document.text(), Overwrite::allowed_if(args.force), streams)
}
