//! `attache merge`: two versions of a dossier that were made from one become one again.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::document::open_document;
use super::edit::write_text;
use super::{Exit, Streams};
use crate::edit::{Divergence, Document, Merged, Revision, Side, divergences, merge, resolved};
use crate::load::plain;
use crate::store::Overwrite;

pub(super) const EXAMPLES: &str = "\
Takes what was changed from BASE to THEIRS into OURS, fact by fact. Where both
changed the same thing and not in the same way, the conflict is listed on standard
error, nothing is written, and the exit code is 1; with --keep-ours the result is
written all the same, and has our side of each conflict. --decide FILE says of each
which side it has, one a line: “ours KEY”, “theirs KEY”, with the keys that are listed.

Examples:
  attache merge base.json ours.json theirs.json --out merged.json
  attache merge base.json ours.json theirs.json --keep-ours --out -
  attache merge base.json ours.json theirs.json --decide sides.txt --out merged.json";

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

    /// What is taken of each conflict: lines of ours or theirs, and a key that a merge without it lists
    #[arg(long, value_name = "FILE", conflicts_with = "keep_ours")]
    decide: Option<PathBuf>,

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
    if let Some(sides) = &args.decide {
        return match decided(base, ours, theirs, sides) {
            Ok(document) => write(args, &document, streams),
            Err(error) => {
                for line in error.lines() {
                    writeln!(streams.errors, "{}", plain(line))?;
                }
                Ok(Exit::Errors)
            }
        };
    }
    let Merged { document, conflicts, .. } = match merge(base, ours, theirs) {
        Ok(merged) => merged,
        Err(error) => {
            writeln!(streams.errors, "{ours_file}: error: {}", plain(&error.to_string()))?;
            return Ok(Exit::Errors);
        }
    };
    if !conflicts.is_empty() && !args.keep_ours {
        for thing in divergences(base, theirs, ours).things.iter().filter(|thing| thing.is_conflict()) {
            writeln!(streams.errors, "key: {}", plain(&thing.key()))?;
        }
    }
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
    write(args, &document, streams)
}

/// Our version with the sides that a file says, for which nothing may be left open.
fn decided(base: &Document, ours: &Document, theirs: &Document, sides: &Path) -> Result<Document, String> {
    let name = sides.to_string_lossy();
    let text =
        std::fs::read_to_string(sides).map_err(|error| format!("{name}: error: it could not be read ({error})"))?;
    let found = divergences(base, theirs, ours);
    let mut chosen: Vec<Option<Side>> = found.things.iter().map(Divergence::changed_by).collect();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let fail = |what: &str| format!("{name}:{number}: error: {what}");
        let (side, key) = match line.trim().split_once(' ') {
            Some(("ours", key)) => (Side::Mine, key.trim()),
            Some(("theirs", key)) => (Side::Theirs, key.trim()),
            _ => return Err(fail("write “ours KEY” or “theirs KEY”")),
        };
        let places: Vec<usize> =
            found.things.iter().enumerate().filter(|(_, thing)| thing.key() == key).map(|(place, _)| place).collect();
        if places.is_empty() {
            return Err(fail(&format!("nothing differs under “{key}”")));
        }
        for place in places {
            chosen[place] = Some(side);
        }
    }
    let open = found.things.iter().zip(&chosen).filter(|(_, chosen)| chosen.is_none());
    let open: Vec<String> =
        open.map(|(thing, _)| format!("key: {}: neither “ours” nor “theirs” is said", thing.key())).collect();
    if !open.is_empty() {
        return Err(open.join("\n"));
    }
    let chosen: Vec<Side> = chosen.into_iter().flatten().collect();
    resolved(base, ours, &found, &chosen).map_err(|error| format!("{name}: error: {error}"))
}

/// Writes what came of it, where it is valid.
fn write(args: &MergeArgs, document: &Document, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if let Err(diagnostics) = Revision::of(document.clone()).outcome {
        for diagnostic in diagnostics {
            writeln!(streams.errors, "merged:{diagnostic}")?;
        }
        return Ok(Exit::Errors);
    }
    write_text(&args.out, document.text(), Overwrite::allowed_if(args.force), streams)
}
