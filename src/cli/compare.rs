//! `attache compare`: what has changed in a dossier since a figure was drawn from it.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::open::open_file;
use super::{Exit, Streams};
use crate::analysis::AuditOptions;
use crate::app::OpenFile;
use crate::export::Provenance;
use crate::limits::FIGURE_BYTES;
use crate::load::plain;
use crate::store::read_bounded;

pub(super) const EXAMPLES: &str = "\
A figure in PNG, SVG or PDF that Attaché has drawn, and a bundle, carries its view, its data and the hash of its dossier. The exit code is 0
where it would show the same now, and 1 where not; what differs is printed, a line for each number, flag and source.

Examples:
  attache compare chart.png                     with the dossier that comes with the program
  attache compare chart.svg my.dossier.json";

/// The arguments of `attache compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The figure
    figure: PathBuf,

    /// The dossier, - for standard input; without it, the one that comes with the program
    file: Option<PathBuf>,
}

pub(super) fn run(args: &CompareArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let provenance = match read(&args.figure) {
        Ok(provenance) => provenance,
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            return Ok(Exit::Unusable);
        }
    };
    let loaded = match open_file(args.file.as_deref(), streams)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let file = OpenFile::new(loaded, args.file.clone(), AuditOptions::default());
    let differences = provenance.differences(&file);
    for line in &differences {
        writeln!(streams.results, "{}", plain(line))?;
    }
    Ok(if differences.is_empty() { Exit::Clean } else { Exit::Errors })
}

fn read(path: &Path) -> Result<Provenance, String> {
    let name = path.display();
    let bytes = read_bounded(path, FIGURE_BYTES).map_err(|error| format!("{name} could not be read: {error}"))?;
    let provenance = Provenance::read_checked(&bytes).map_err(|error| format!("{name} is not read: {error}"))?;
    provenance.ok_or_else(|| format!("{name} is not a figure or bundle that Attaché has written"))
}
